"""What goes in and out of the record in bulk: entries with where they stood, problems, reports."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TypeAlias

from bot.core.errors import InvalidInput
from bot.core.models import Entry

LOCAL_MARK = "~"
"""An id that begins with this is known only within its file and is not kept."""

Progress: TypeAlias = Callable[[int, int], None]
"""Called with (entries done, entries in all)."""


@dataclass(frozen=True, slots=True)
class Item:
    """An entry read from a file, and where in the file it stood ("list.csv, row 3")."""

    entry: Entry
    where: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something in a file cannot be taken over: where, which field, and what was expected."""

    where: str
    field: str
    sentence: str

    def __str__(self) -> str:
        place = f"{self.where}, {self.field}" if self.field else self.where
        return f"{place}: {self.sentence}"


class IfDifferent(Enum):
    """What an import does with an entry that is on record with other content."""

    REFUSE = auto()
    """Report it as a problem."""
    UPDATE = auto()
    """Take the file's content over, as a revision."""
    UPDATE_UNTOUCHED = auto()
    """Take it over unless someone other than this author changed the entry since."""


@dataclass(slots=True)
class ImportReport:
    """What an import did, or in a dry run would have done; counts of entries."""

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0
    skipped: int = 0
    problems: list[Problem] = field(default_factory=list)


class ImportRefused(InvalidInput):
    """A file has problems, so nothing of it was taken over; `report` lists them."""

    def __init__(self, report: ImportReport) -> None:
        count = len(report.problems)
        super().__init__(
            f"{count:,} problem{'' if count == 1 else 's'} found; nothing was imported."
        )
        self.report = report
