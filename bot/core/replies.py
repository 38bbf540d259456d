"""A reply in words: plain text in a neutral shape, without markup and without limits of length."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Detail:
    """A line of small print; `url` is where it leads, if an address is on record."""

    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """One thing laid out: a statement, a source, a claim.

    `heading` says when and who, `tag` what it does (its stance in words), `text` the words with
    their quotation marks or the mark of a paraphrase. `answers` are the counter-statements.
    `is_marked` tells the statement that matched the question.
    """

    id: str
    heading: str
    tag: str = ""
    text: str = ""
    details: tuple[Detail, ...] = ()
    answers: tuple[str, ...] = ()
    is_marked: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """A claim to choose when several may be meant; `differences` say how it is not as asked."""

    id: str
    wording: str
    detail: str
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reply:
    """What a person is told: a title, lines under it, cards or choices, and closing notes.

    `status` stands under the title on every page: that an answer was brought up to date.
    """

    title: str
    id: str = ""
    lead: tuple[str, ...] = ()
    cards: tuple[Card, ...] = ()
    choices: tuple[Choice, ...] = ()
    notes: tuple[str, ...] = ()
    status: str = ""
