"""The terminal's commands that take files in and give them out."""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from pathlib import Path

from bot.console import Console
from bot.core.archive import Archive
from bot.core.errors import InvalidInput
from bot.core.exchange import (
    IfDifferent,
    ImportRefused,
    ImportReport,
    Item,
    Problem,
    arrange,
)
from bot.core.files import encode_file, format_of
from bot.core.models import SHARED
from bot.core.record_file import decode_record_file, encode_record_file
from bot.core.rows import decode_rows

OPERATOR = "operator"
"""The author of what is changed from the terminal."""

_MOST_PROBLEMS_SHOWN = 50


async def import_files(options: argparse.Namespace, archive: Archive, console: Console) -> int:
    """Add the entries of files to the record."""
    started = time.perf_counter()
    items, problems = _read_files([Path(name) for name in options.files], options.claims_only)
    if problems and not options.skip_bad:
        return _refuse(ImportReport(skipped=len(problems), problems=problems), console)
    with console.progress("Importing") as progress:
        try:
            report = await archive.import_items(
                SHARED,
                items,
                author=OPERATOR,
                made_at=console.now.isoformat(timespec="seconds"),
                if_different=IfDifferent.UPDATE if options.update else IfDifferent.REFUSE,
                skip_bad=options.skip_bad,
                dry_run=options.dry_run,
                progress=progress,
            )
        except ImportRefused as refused:
            return _refuse(refused.report, console)
    report.problems[:0] = problems
    report.skipped += len(problems)
    _list_problems(report, console)
    console.stdout.write(_summarise(report, dry_run=options.dry_run) + "\n")
    if not options.dry_run:
        console.stdout.write(_word_speed(len(items), time.perf_counter() - started) + "\n")
    return 0


def _word_speed(entries: int, seconds: float) -> str:
    counted = _count(entries, "entry", "entries")
    if seconds < 1:
        return f"{counted} in less than a second."
    return f"{counted} in {seconds:.1f} s, {entries / seconds:,.0f} a second."


def _count(number: int, one: str, several: str) -> str:
    return f"{number:,} {one if number == 1 else several}"


def _read_files(paths: list[Path], claims_only: bool) -> tuple[list[Item], list[Problem]]:
    items: list[Item] = []
    problems: list[Problem] = []
    for path in paths:
        found, bad = _read_file(path, claims_only=claims_only)
        items += found
        problems += bad
    return items, problems


def _read_file(path: Path, *, claims_only: bool) -> tuple[list[Item], list[Problem]]:
    kind = format_of(str(path))
    try:
        with path.open("rb") as file:
            if kind == "json":
                return decode_record_file(file.read(), path.name)
            return decode_rows(file, path.name, kind=kind, claims_only=claims_only)
    except OSError as error:
        raise InvalidInput(f"{path} cannot be read: {_reason(error)}.") from error


def _refuse(report: ImportReport, console: Console) -> int:
    _list_problems(report, console)
    console.stderr.write(f"{ImportRefused(report)}\n")
    return 2


def _list_problems(report: ImportReport, console: Console) -> None:
    report.problems = arrange(report.problems)
    for problem in report.problems[:_MOST_PROBLEMS_SHOWN]:
        console.stderr.write(f"{problem}\n")
    left = len(report.problems) - _MOST_PROBLEMS_SHOWN
    if left > 0:
        console.stderr.write(f"… and {left:,} more.\n")


def _summarise(report: ImportReport, *, dry_run: bool) -> str:
    counts = [
        f"{count:,} {word}"
        for count, word in (
            (report.added, "added"),
            (report.updated, "updated"),
            (report.unchanged, "unchanged"),
            (report.kept, "kept as they are on record, though the file says more"),
            (report.skipped, "skipped"),
        )
        if count
    ]
    said = ", ".join(counts) or "nothing to import"
    return f"Dry run, nothing was changed: {said}." if dry_run else f"Imported: {said}."


async def export_file(options: argparse.Namespace, archive: Archive, console: Console) -> int:
    """Write the record to a file, or as a record file to standard output."""
    path = Path(options.file)
    kind = "json" if options.file == "-" else format_of(str(path))
    if options.claims_only and kind == "json":
        raise InvalidInput("--claims-only needs a .csv or .jsonl file.")
    if options.file == "-":
        record = await archive.export(SHARED)
        console.stdout.write(encode_record_file(record).decode("utf-8"))
        return 0
    _refuse_to_replace(path, force=options.force)
    record = await archive.export(SHARED)
    _write_whole(path, encode_file(record, kind, claims_only=options.claims_only))
    console.stdout.write(
        f"Exported {_count(len(record.claims), 'claim', 'claims')} and "
        f"{_count(len(record.statements), 'statement', 'statements')} to {path}.\n"
    )
    return 0


def _refuse_to_replace(path: Path, *, force: bool) -> None:
    if path.exists() and not force:
        raise InvalidInput(f"{path} exists already; --force replaces it.")


def _write_whole(path: Path, content: bytes) -> None:
    """Write a file under another name and move it in place, so that it is never half there."""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
            draft = Path(file.name)
            try:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
                draft.replace(path)
            except OSError:
                draft.unlink()
                raise
    except OSError as error:
        raise InvalidInput(f"{path} cannot be written: {_reason(error)}.") from error


def _reason(error: OSError) -> str:
    return (error.strerror or "unknown reason").lower()
