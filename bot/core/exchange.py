"""What goes in and out of the record in bulk: entries with where they stood, problems, reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import TypeAlias

from bot.core.errors import InvalidInput
from bot.core.models import Entry
from bot.core.words import IN_ENGLISH, Sentence, Told, Words, group_digits

LOCAL_MARK = "~"
"""An id that begins with this is known only within its file and is not kept."""

_DESCRIBED = ("speaker", "source", "claim")
"""Fields by which the entries of a row refer to each other."""

Progress: TypeAlias = Callable[[int, int], None]
"""Called with (entries done, entries in all)."""


@dataclass(slots=True, unsafe_hash=True)
class RowOf(Told):
    """The place of a row in a table: "list.csv, row 3"."""

    name: str
    number: int

    def say(self, words: Words) -> str:
        """The place, in a language."""
        return words.say("where.row", name=self.name, number=self.number)


@dataclass(frozen=True, slots=True)
class Item:
    """An entry read from a file, and where in the file it stood ("list.csv, row 3")."""

    entry: Entry
    where: Told | str


@dataclass(frozen=True, slots=True)
class Problem:
    """Why something in a file cannot be taken over: where, which field, and what was expected."""

    where: Told | str
    field: Told | str
    sentence: Sentence | str

    def __str__(self) -> str:
        return self.say(IN_ENGLISH)

    def say(self, words: Words) -> str:
        """The problem with its place, in a language."""
        where, field = words.render(self.where), words.render(self.field)
        place = f"{where}, {field}" if field else where
        return f"{place}: {words.render(self.sentence)}"


def arrange(problems: Sequence[Problem]) -> list[Problem]:
    """Problems as they stand in their files, row by row, without what only follows from another.

    The source of a statement, say, is not there if what the same row says of it cannot be used.
    """
    own = {each.where for each in problems if not _is_of_own_row(each)}
    told = [each for each in problems if not (_is_of_own_row(each) and each.where in own)]
    names = [each.where.name for each in told if isinstance(each.where, RowOf)]
    files = {name: number for number, name in enumerate(dict.fromkeys(names))}

    def place(problem: Problem) -> tuple[int, int]:
        where = problem.where
        return (files[where.name], where.number) if isinstance(where, RowOf) else (-1, 0)

    return sorted(told, key=place)


def _is_of_own_row(problem: Problem) -> bool:
    """Whether a speaker, source or claim is missing that the row itself describes."""
    said, field_ = problem.sentence, problem.field
    is_missing = isinstance(said, Sentence) and said.key == "refused.nowhere"
    return is_missing and isinstance(problem.where, RowOf) and field_ in _DESCRIBED


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
    """What an import did, or in a dry run would have done; counts of entries.

    `revision` is the number of the revision it made; `new` are the entries that are added.
    """

    added: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: int = 0
    skipped: int = 0
    problems: list[Problem] = field(default_factory=list)
    revision: int | None = None
    new: list[Item] = field(default_factory=list)


class ImportRefused(InvalidInput):
    """A file has problems, so nothing of it was taken over; `report` lists them."""

    def __init__(self, report: ImportReport) -> None:
        count = len(report.problems)
        super().__init__(Sentence("refused.import", count=count, number=group_digits(count)))
        self.report = report
