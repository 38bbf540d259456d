"""Dating: a date as it was understood, and whether anyone can have meant it."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from bot.core.curation.outcomes import Question, QuestionKind
from bot.core.dates import DateTold, PartialDate, parse_edtf, read_date
from bot.core.models import Source, Statement
from bot.core.words import Sentence

LONG_BEFORE = 366
"""Days between a statement and its source's publication from which it is asked whether it is so."""


def read_typed_date(typed: str, *, published: str | None = None) -> PartialDate:
    """What was understood of a date typed in a form; `published` is the source's date in EDTF.

    Raises:
        AmbiguousDate: it can mean two dates; `readings` has both.
        InvalidInput: it is not a date, or lacks something.
    """
    return read_date(typed, published=parse_edtf(published) if published else None)


def ask_about_dates(
    statement: Statement, sources: dict[str, Source], today: datetime.date
) -> Iterator[Question]:
    """Ask about a statement's date that no one can have meant, by the sources it cites."""
    said_on = parse_edtf(statement.said_on)
    dates: list[tuple[str, PartialDate | None]] = [
        (id_, parse_edtf(source.published)) for id_, source in sources.items() if source.published
    ]
    asked = set()
    for id_, published in dates or [("", None)]:
        for kind, sentence in _doubt(said_on, published, today):
            code = f"{kind.value} {statement.id} {said_on.edtf}"
            if code not in asked:
                asked.add(code)
                yield Question(kind, code, sentence, id_)


def ask_about_publication(source: Source, today: datetime.date) -> Iterator[Question]:
    """Ask about a publication in the future."""
    if source.published and parse_edtf(source.published).is_after(today):
        kind = QuestionKind.DATE_IN_FUTURE
        yield Question(
            kind,
            f"{kind.value} {source.id} {source.published}",
            Sentence("asks.published-in-future", date=DateTold(source.published)),
        )


def _doubt(
    said_on: PartialDate, published: PartialDate | None, today: datetime.date
) -> Iterator[tuple[QuestionKind, Sentence]]:
    said = DateTold(said_on.edtf)
    if said_on.is_after(today):
        yield QuestionKind.DATE_IN_FUTURE, Sentence("asks.date-in-future", date=said)
    elif published is None:
        return
    elif said_on.is_after(published.latest):
        yield (
            QuestionKind.DATE_AFTER_SOURCE,
            Sentence("asks.date-after-source", date=said, published=DateTold(published.edtf)),
        )
    elif (published.earliest - said_on.latest).days > LONG_BEFORE:
        yield (
            QuestionKind.DATE_LONG_BEFORE_SOURCE,
            Sentence("asks.date-long-before", date=said, published=DateTold(published.edtf)),
        )
