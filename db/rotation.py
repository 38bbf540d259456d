"""The names of backups in a folder, and which of them are kept when newer ones come."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from bot.core.errors import InvalidInput
from bot.core.words import Sentence

_NAME = re.compile(r"onrecord-(\d{8}T\d{6})Z(?:-\d+)?\.db", re.ASCII)
_TIME = "%Y%m%dT%H%M%S"
_PART = re.compile(r"(\d{1,4})([hdwmy])", re.ASCII)


def _week(moment: datetime) -> tuple[int, ...]:
    return moment.isocalendar()[:2]


_PERIODS: dict[str, Callable[[datetime], tuple[int, ...]]] = {
    "h": lambda moment: (moment.year, moment.month, moment.day, moment.hour),
    "d": lambda moment: (moment.year, moment.month, moment.day),
    "w": _week,
    "m": lambda moment: (moment.year, moment.month),
    "y": lambda moment: (moment.year,),
}


@dataclass(frozen=True, slots=True)
class Keep:
    """How many hours, days, weeks, months and years keep their newest backup, by letter."""

    periods: tuple[tuple[str, int], ...]


def read_keep(text: str) -> Keep:
    """Read `24h,14d,12m`.

    Raises:
        InvalidInput: not of that form, or nothing would be kept.
    """
    parts = [_PART.fullmatch(part.strip()) for part in text.split(",")]
    periods = tuple((part[2], int(part[1])) for part in parts if part)
    if len(periods) < len(parts) or not any(count for _, count in periods):
        raise InvalidInput(Sentence("refused.keep", text=text[:40]))
    return Keep(periods)


def name_for(folder: Path, now: datetime) -> Path:
    """A name in the folder that says when the backup was made and is not taken yet."""
    stem = f"onrecord-{now.astimezone(UTC).strftime(_TIME)}Z"
    path = folder / f"{stem}.db"
    number = 2
    while path.exists():
        path = folder / f"{stem}-{number}.db"
        number += 1
    return path


def list_backups(folder: Path) -> list[tuple[datetime, Path]]:
    """The backups in a folder with their times, newest first; other files are none of ours."""
    found = []
    for path in folder.iterdir():
        if (match := _NAME.fullmatch(path.name)) and (made_at := _read_time(match[1])):
            found.append((made_at, path))
    return sorted(found, reverse=True)


def find_superseded(folder: Path, keep: Keep, *, newest: Path) -> Iterator[Path]:
    """The backups in a folder that `keep` does not name; never the one just made."""
    backups = list_backups(folder)
    kept = {newest}
    for letter, count in keep.periods:
        kept.update(_newest_of_each(backups, _PERIODS[letter], count))
    return (path for _, path in backups if path not in kept)


def _newest_of_each(
    backups: Iterable[tuple[datetime, Path]],
    period: Callable[[datetime], tuple[int, ...]],
    count: int,
) -> list[Path]:
    """The newest backup of each of the last `count` periods that have one.

    Periods without a backup do not count, so that a machine that was off for a year does not
    lose all its backups with the first new one.
    """
    newest: dict[tuple[int, ...], Path] = {}
    for made_at, path in backups:
        newest.setdefault(period(made_at), path)
    return list(newest.values())[:count]


def _read_time(text: str) -> datetime | None:
    try:
        return datetime.strptime(text, _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
