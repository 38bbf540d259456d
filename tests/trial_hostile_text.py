"""Trial: generated hostile texts go through parse, match, render and import.

By hand, in full: python -m tests.trial_hostile_text 200000

No text may raise anything but an error with a sentence, none may reach the output as something
active (control characters, direction marks, terminal sequences), and a text twice as long may take
about twice as long.
"""

from __future__ import annotations

import asyncio
import csv
import io
import random
import sys
import tempfile
import time
import unicodedata
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from bot.core.dates import read_date
from bot.core.describe import describe
from bot.core.errors import OnRecordError
from bot.core.exchange import ImportRefused
from bot.core.lookup import look_up
from bot.core.models import Claim, View
from bot.core.record_file import decode_record_file
from bot.core.rows import decode_rows
from bot.core.words import IN_ENGLISH
from bot.json_answers import answer_as_json, encode_line
from bot.terminal import write_reply
from db.archive import SqliteArchive
from db.connection import Store
from tests.record import add_entries, open_record, small_record

_PIECES = (
    "' OR 1=1 --", '"; DROP TABLE claim; --', "* AND (", "NEAR(a, b)", "a:b", "-x", "^", "{}", "[]",
    "\0", "\x1b[31mred\x1b[0m", "\x1b]8;;https://example.org\x07here\x1b]8;;\x07", "\r", "\n", "\t",
    "\u202e", "\u2066", "\u200b", "\ufeff", "\ud800", "\udfff", "e\u0301" * 5, "\u0301" * 30,
    "[text](https://example.org)", "<@80351110224678912>", "@everyone", "<t:0:R>", "```", "||",
    "**", "%s%n", "{0}", "../../etc/passwd", "\U0001f600" * 3, "ﷺ", "İ", "ß", "１２３", "12,000",
    "10/11/2024", "2024-02-30", "=cmd()", "+1+1", "north korean troops", "kursk", "russia denies",
    "not", "S7", "LC12", "das ist nicht ab in ", "wurde von nach ",
)  # fmt: skip
_ALLOWED_CONTROLS = frozenset("\n")
_DIRECTION_MARKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@dataclass(slots=True)
class Tally:
    """How many texts went through, what was answered, and what must not have happened."""

    texts: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def make_text(chance: random.Random) -> str:
    """A text of hostile pieces, random characters and ordinary words, up to 4,000 characters."""
    parts = []
    for _ in range(chance.choice((1, 2, 3, 5, 8, 40))):
        match chance.randrange(4):
            case 0 | 1:
                parts.append(chance.choice(_PIECES))
            case 2:
                parts.append("".join(chr(chance.randrange(0x110000)) for _ in range(5)))
            case _:
                parts.append(chance.choice(_PIECES) * chance.choice((1, 2, 50)))
    return chance.choice((" ", "", "\u00a0")).join(parts)[:4000]


async def try_texts(folder: Path, times: int, *, seed: int = 6) -> Tally:
    """Send so many texts through everything that takes text from outside."""
    chance = random.Random(seed)
    tally = Tally()
    async with open_record(folder / "record.db") as store:
        await add_entries(store, small_record())
        for _ in range(times):
            text = make_text(chance)
            tally.texts += 1
            try:
                await _ask(store, text, tally)
                _read(text, tally)
                if tally.texts % 50 == 0:
                    await _import(store, text, tally)
            except Exception as error:
                tally.faults.append(f"{type(error).__name__} from {text[:200]!a}")
    return tally


async def _ask(store: Store, text: str, tally: Tally) -> None:
    outcome = await look_up(SqliteArchive(store), text, View(), with_nearest=True)
    tally.outcomes[type(outcome).__name__] += 1
    output = io.StringIO()
    write_reply(describe(outcome, IN_ENGLISH), output, width=80, colour=False)
    _look_for_active(output.getvalue(), text, tally)
    encode_line(answer_as_json(text, outcome, explain=True)).encode()


def _read(text: str, tally: Tally) -> None:
    """Read the text as a date and as each kind of file."""
    content = text.encode("utf-8", "replace")
    readers: tuple[Callable[[], object], ...] = (
        lambda: decode_rows(io.BytesIO(content), "text", kind="csv"),
        lambda: decode_rows(io.BytesIO(b"id,claim\n" + content), "text", kind="csv"),
        lambda: decode_rows(io.BytesIO(content), "text", kind="jsonl"),
        lambda: decode_record_file(content, "text"),
        lambda: read_date(text),
    )
    for read in readers:
        try:
            read()
            tally.outcomes["read"] += 1
        except OnRecordError as refused:
            tally.outcomes["refused"] += 1
            _look_for_active(str(refused), text, tally)


async def _import(store: Store, text: str, tally: Tally) -> None:
    """Take the text over as a claim, through a file, and show it."""
    file = io.StringIO()
    csv.writer(file).writerows([["id", "claim"], [f"hostile-{tally.texts}", text]])
    content = file.getvalue().encode("utf-8", "replace")
    items, problems = decode_rows(io.BytesIO(content), "hostile.csv", kind="csv", claims_only=True)
    for problem in problems:
        _look_for_active(str(problem), text, tally)
    tally.outcomes["refused"] += len(problems)
    entries = [item.entry for item in items if isinstance(item.entry, Claim)]
    try:
        report = await add_entries(store, entries)
    except ImportRefused as refused:
        for problem in refused.report.problems:
            _look_for_active(str(problem), text, tally)
        tally.outcomes["refused"] += 1
        return
    tally.outcomes["imported"] += report.added
    for entry in entries:
        await _ask(store, entry.wording, tally)


def _look_for_active(shown: str, text: str, tally: Tally) -> None:
    for character in shown:
        if character in _ALLOWED_CONTROLS:
            continue
        if unicodedata.category(character) in ("Cc", "Cs") or character in _DIRECTION_MARKS:
            tally.faults.append(f"{character!a} is shown after {text[:200]!a}")
            return


async def time_lengths(folder: Path, characters: int) -> tuple[float, float]:
    """Seconds that asking the worst of some texts takes, at a length and at eight times it."""
    async with open_record(folder / "record.db") as store:
        times = []
        for length in (characters, 8 * characters):
            texts = [(piece * length)[:length] for piece in _PIECES]
            times.append(max([await _time(store, text) for text in texts]))
    return times[0], times[1]


async def _time(store: Store, text: str) -> float:
    """The processor's seconds, in all threads: the least of three."""
    seconds = []
    for _ in range(3):
        begun = time.process_time()
        await _ask(store, text, Tally())
        seconds.append(time.process_time() - begun)
    return min(seconds)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        print(asyncio.run(try_texts(Path(temporary), int(sys.argv[1]))))
        print(asyncio.run(time_lengths(Path(temporary), 4000)))
