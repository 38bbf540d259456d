"""Measures matching against the engines such bots use, all in one run.

python -m tests.bench_matching [DATA] [--claims 10000,100000,1000000] [--json] [--plot FILE]

DATA is a folder with `claims.csv` and `*.queries.jsonl` (the format of the CheckThat! lab); without
it, claims are made up, with words as rare and as common as natural ones. As it stands the run takes
about a minute and a half of processor time, up to 100,000 claims. The full run, about 25 minutes
and 2 GB of disk in the folder for temporary files:

    python -m tests.bench_matching DATA --claims 10000,100000,1000000 --questions 200 --brute 30

Times depend on the machine, ratios hardly do. A question is asked three times, in all sizes by
turns, its median counts, and p50 and p99 are over questions; these times are processor time, as
other work on the machine would count otherwise, and so are those of imports. Additions go through
the store with its own settings, each on disk before the next, at a stretch and with pauses, by
turns with bare rows (one number, in a transaction of its own). Plain inserts are the same claims
one by one with `execute()`, in one transaction, into a table with a unique external id; for "plain"
with an FTS5 index of the words, for "bare" without.

Calibration: AUROC of the best score with the claims that answer a question on record against the
same without them. "Answered wrongly" is the share of the latter where a claim was offered or stated
all the same; with "twins", claims that say nearly the same as the removed ones were removed too.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import tempfile
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from tests.bench_engines import ENGINES
from tests.bench_matching_quality import measure_quality
from tests.bench_matching_speed import compare, measure_speed
from tests.bench_questions import (
    ask_every_way,
    average_precision,
    read_all_queries,
    read_claims,
    read_queries,
)
from tests.bench_report import draw, print_quality, print_ratios, print_speed
from tests.matching_data import invent_claims

__all__ = ["average_precision", "read_claims", "read_queries"]


def main() -> None:
    """Measure, and print both tables."""
    options = _parse()
    console = Console(stderr=True)
    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn()
    with Progress(
        *columns,
        TimeElapsedColumn(),
        console=console,
        disable=not console.is_terminal,
        transient=True,
    ) as progress:
        quality = [] if options.only == "speed" else _quality(options, progress)
        speed = [] if options.only == "quality" else asyncio.run(_speed(options, progress))
    ratios = compare(speed) if speed else {}
    if options.json:
        print(json.dumps({"quality": quality, "speed": speed, "ratios": ratios}))
    else:
        output = Console()
        output = output if output.is_terminal else Console(width=100)
        if quality:
            print_quality(quality, output)
        if speed:
            print_speed(speed, output)
            print_ratios(ratios, output)
    if options.plot and speed:
        draw(speed, options.plot)


def _parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("data", nargs="?", type=Path, metavar="DATA", help="a folder of claims")
    parser.add_argument("--claims", type=_numbers, default=[10_000, 100_000], metavar="N,N…")
    parser.add_argument("--questions", type=int, default=60, help="questions of a kind")
    parser.add_argument("--brute", type=int, default=6, help="for scorers over every claim")
    parser.add_argument("--additions", type=int, default=300, help="claims added one by one")
    parser.add_argument("--only", choices=("quality", "speed"))
    parser.add_argument("--json", action="store_true", help="print JSON, not tables")
    parser.add_argument("--plot", type=Path, metavar="FILE", help="needs the extra `pictures`")
    return parser.parse_args()


def _numbers(text: str) -> list[int]:
    return sorted(int(number) for number in text.split(",") if number)


def _quality(options: argparse.Namespace, progress: Progress) -> list[dict[str, Any]]:
    claims = read_claims(options.data) if options.data else list(invent_claims(5000))
    tweets = read_all_queries(options.data, options.questions) if options.data else []
    questions = [*tweets, *ask_every_way(claims, options.questions)]
    task = progress.add_task("quality", total=len(ENGINES) * len(questions))
    return measure_quality(claims, questions, options.brute, lambda: progress.advance(task))


async def _speed(options: argparse.Namespace, progress: Progress) -> list[dict[str, Any]]:
    if not options.claims:
        return []
    task = progress.add_task("speed", total=None)
    with tempfile.TemporaryDirectory() as folder:
        return await measure_speed(
            options.claims,
            Path(folder),
            options.questions,
            options.additions,
            lambda: progress.advance(task),
        )


if __name__ == "__main__":
    main()
