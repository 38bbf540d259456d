"""The parts of entries that have a form of their own: dates, stances, citations, kinds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import TypeVar

from bot.core.curation.dating import read_typed_date
from bot.core.errors import InvalidInput
from bot.core.kept import Kept
from bot.core.models import (
    Citation,
    Counter,
    CounterKind,
    DateBasis,
    Entry,
    Source,
    SourceKind,
    Stance,
    StanceOn,
    Statement,
    TextKind,
)
from bot.core.words import IN_ENGLISH, Sentence, Words
from cogs._curating import Moderator
from cogs._curating_filling import fill_from
from cogs._curating_forms import Filled
from cogs._curating_plain import undate
from cogs._curating_statements import load_published, read_source
from cogs._desk import Desk

K = TypeVar("K", bound=StrEnum)

DATE, BEARING, CITATION, KIND = "date", "bearing", "citation", "kind"
_CITATION = re.compile(rf"{CITATION} ([1-9][0-9]?)", re.ASCII)


def list_parts(entry: Entry, words: Words) -> list[tuple[str, str]]:
    """What can be named as a part of an entry, each with what it is."""
    match entry:
        case Source():
            return [(KIND, words.say("part.kind"))]
        case Statement():
            citations = [
                (f"{CITATION} {number}", words.say("part.citation", number=number, text=c.wording))
                for number, c in enumerate(entry.citations, 1)
            ]
            another = f"{CITATION} {len(entry.citations) + 1}"
            return [
                (DATE, words.say("part.date")),
                (BEARING, words.say("part.bearing")),
                *citations,
                (another, words.say("part.citation.new")),
            ]
    return []


def fill_part(kept: Kept, part: str, nonce: int, words: Words) -> Filled:
    """The form of a part as it stands, of the whole entry when no part is named.

    Raises:
        InvalidInput: the entry has no such part.
    """
    if not part:
        return fill_from(kept, nonce)
    entry, about = kept.entry, (kept.entry.id, str(kept.version))
    cited = _CITATION.fullmatch(part)
    match entry:
        case Source() if part == KIND:
            return Filled("k", about, nonce, _write_kind(entry))
        case Statement() if part == DATE:
            return Filled("w", about, nonce, _write_date(entry))
        case Statement() if part == BEARING:
            return Filled("b", about, nonce, _write_bearing(entry, words))
        case Statement() if cited and int(cited[1]) <= len(entry.citations) + 1:
            return Filled("i", (*about, cited[1]), nonce, _write_citation(entry, int(cited[1])))
    named = ", ".join(value for value, _ in list_parts(entry, words))
    if not named:
        raise InvalidInput(Sentence("refused.one-form", id=entry.id))
    raise InvalidInput(Sentence("refused.no-part", id=entry.id, part=part[:40], parts=named))


def _write_kind(source: Source) -> dict[str, str]:
    return {
        "source-kind": source.kind.value,
        "published": source.published or "",
        "date-basis": source.published_basis.value if source.published_basis else "",
        "inferred-from": source.published_inferred_from or "",
    }


def _write_date(statement: Statement) -> dict[str, str]:
    return {
        "when": statement.said_on,
        "date-basis": statement.date_basis.value,
        "inferred-from": statement.date_inferred_from or "",
        "date-text": statement.date_text or "",
    }


def _write_bearing(statement: Statement, words: Words) -> dict[str, str]:
    stances = (
        f"{words.say(f'stance-word.{on.stance.value}')} {on.claim}" for on in statement.stances
    )
    counters = (
        f"{words.say(f'counter-word.{c.kind.value}')} {c.statement}" for c in statement.counters
    )
    return {"stances": "\n".join(stances), "counters": "\n".join(counters)}


def _write_citation(statement: Statement, number: int) -> dict[str, str]:
    if number > len(statement.citations):
        return {"text-kind": statement.kind.value}
    citation = statement.citations[number - 1]
    return {
        "source": citation.source,
        "words": citation.wording,
        "text-kind": citation.kind.value,
        "via": citation.via or "",
    }


def fill_kind(source: Source, filled: Filled, moderator: Moderator) -> Source:
    """The source with the kind and the date that a form has. Raises InvalidInput for the date."""
    changed = replace(source, kind=SourceKind(filled.get("source-kind") or source.kind.value))
    typed = filled.get("published")
    if not typed:
        return undate(changed)
    published = source.published
    if typed != published:
        published = read_typed_date(typed).edtf
    basis, inferred_from = _read_basis(filled)
    return replace(
        changed,
        published=published,
        published_basis=basis,
        published_inferred_from=inferred_from,
    )


async def fill_date(
    desk: Desk, moderator: Moderator, statement: Statement, filled: Filled
) -> Statement:
    """The statement with the date that a form has. Raises InvalidInput."""
    said_on, typed = statement.said_on, filled.get("when")
    if typed != said_on:
        published = await load_published(desk, moderator, statement.citations[0].source)
        read = read_typed_date(typed, published=published)
        said_on = read.edtf
    basis, inferred_from = _read_basis(filled)
    return replace(
        statement,
        said_on=said_on,
        date_basis=basis,
        date_inferred_from=inferred_from,
        date_text=filled.get("date-text") or None,
    )


def _read_basis(filled: Filled) -> tuple[DateBasis, str | None]:
    basis = DateBasis(filled.get("date-basis") or DateBasis.STATED.value)
    return basis, (filled.get("inferred-from") or None) if basis is DateBasis.INFERRED else None


def fill_bearing(statement: Statement, filled: Filled, words: Words) -> Statement:
    """The statement with the stances and counters that a form has.

    Raises:
        InvalidInput: a line is not a word of the list and an id.
    """
    stances = _read_lines(filled, "stances", _read_words(Stance, "stance-word", words))
    counters = _read_lines(filled, "counters", _read_words(CounterKind, "counter-word", words))
    return replace(
        statement,
        stances=tuple(StanceOn(id_, stance) for stance, id_ in stances),
        counters=tuple(Counter(kind, id_) for kind, id_ in counters),
    )


def _read_words(kinds: type[K], key: str, words: Words) -> Mapping[str, K]:
    """Each kind under its word in the language of the form, and in English."""
    named = (
        (each.say(f"{key}.{kind.value}"), kind) for each in (IN_ENGLISH, words) for kind in kinds
    )
    return {word.casefold(): kind for word, kind in named}


def _read_lines(filled: Filled, name: str, kinds: Mapping[str, K]) -> Iterator[tuple[K, str]]:
    for line in filled.items(name):
        word, _, id_ = line.rpartition(" ")
        kind = kinds.get(word.strip(" :").casefold())
        if kind is None:
            known = ", ".join(kinds)
            raise InvalidInput(Sentence("refused.unreadable-line", line=line[:80], words=known))
        yield kind, id_


async def fill_citation(
    desk: Desk, moderator: Moderator, statement: Statement, filled: Filled
) -> tuple[Statement, list[Entry]]:
    """The statement with a citation as a form has it, and the source when it is new.

    Raises:
        InvalidInput: the only citation would go, or the source cannot be read.
    """
    number = int(filled.about[2])
    before, after = statement.citations[: number - 1], statement.citations[number:]
    if filled.get("citation-stays") == "no":
        if not (before or after):
            raise InvalidInput(Sentence("refused.last-citation", id=statement.id))
        return replace(statement, citations=(*before, *after)), []
    source, _, new = await read_source(desk, moderator, filled, "nr")
    kind = TextKind(filled.get("text-kind") or statement.kind.value)
    cited = Citation(source, filled.get("words"), kind, filled.get("via") or None)
    return replace(statement, citations=(*before, cited, *after)), new
