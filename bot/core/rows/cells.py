"""A row of a table as its cells, and the reading of single values from them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from bot.core.dates import DateError, parse_edtf, read_date
from bot.core.errors import InvalidRecord
from bot.core.exchange import LOCAL_MARK
from bot.core.rules import LONGEST_LINE, check_text
from bot.core.words import Sentence, join_told

Choice = TypeVar("Choice", bound=StrEnum)


@dataclass(slots=True)
class Row:
    """The cells of one row that are not empty; those of list columns are in `lists`."""

    number: int
    cells: dict[str, str] = field(default_factory=dict)
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not self.cells and not self.lists


def check_id(id_: str, column: str) -> str:
    """An id that can be kept.

    Raises:
        InvalidRecord: it is too long, has control characters or the mark of local ids.
    """
    check_text(column, id_, LONGEST_LINE)
    if id_.startswith(LOCAL_MARK):
        raise InvalidRecord(Sentence("problem.local-id", mark=LOCAL_MARK), field=column)
    return id_


def read_id(row: Row, column: str) -> str | None:
    """The id in a cell, checked as `check_id` does."""
    id_ = row.cells.get(column)
    return check_id(id_, column) if id_ else None


def read_choice(row: Row, column: str, choices: type[Choice], default: Choice | None) -> Choice:
    """The one of several words that stands in a cell; no default means that it must.

    Raises:
        InvalidRecord: it is none of them, or missing.
    """
    text = row.cells.get(column)
    if text is None and default is not None:
        return default
    if text is None:
        sentence = Sentence("problem.missing.choice", choices=join_choices(choices))
        raise InvalidRecord(sentence, field=column)
    try:
        return choices(text.casefold())
    except ValueError:
        sentence = Sentence("problem.choice", choices=join_choices(choices), text=text[:40])
        raise InvalidRecord(sentence, field=column) from None


def join_choices(choices: type[StrEnum]) -> object:
    """The words that may stand in a cell, as they are written there."""
    return join_told(list(choices), "list.or", joint="list.or")


@lru_cache(maxsize=4096)
def read_day(text: str, column: str, published: str | None = None) -> str:
    """The EDTF of a date as people write it; EDTF stays as it is.

    Raises:
        InvalidRecord: it is not a date, or can mean two.
    """
    if is_edtf(text):
        return text
    try:
        return read_date(text, published=parse_edtf(published) if published else None).edtf
    except DateError as error:
        raise InvalidRecord(error.sentence, field=column) from error


@lru_cache(maxsize=4096)
def is_edtf(text: str) -> bool:
    """Whether a date is written in EDTF already."""
    try:
        parse_edtf(text)
    except DateError:
        return False
    return True
