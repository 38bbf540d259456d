"""Opens a place in the record: loads what stands there and describes it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from bot.core.archive import Archive
from bot.core.dates import PartialDate
from bot.core.describe import (
    describe,
    describe_one_statement,
    describe_sources,
    describe_speaker,
    stance_on,
)
from bot.core.errors import NotOnRecord
from bot.core.lookup import Found, Hit
from bot.core.matching import Match
from bot.core.models import Dossier, Source, Speaker, Stance
from bot.core.question import parse_question
from bot.core.replies import Reply
from bot.core.selection import Selection, select
from bot.core.wording import OPPOSING
from bot.core.words import Sentence, Words
from bot.timeline import describe_timeline
from cogs._desk import Reader
from cogs._pages import Pages, paginate
from cogs._place import LEFT_OUT, Kind, Place, mark_of

T = TypeVar("T")

_MUCH = 30_000
"""Characters from which on the laying out, at about a microsecond each, leaves the event loop."""


async def open_place(archive: Archive, reader: Reader, place: Place) -> Reply:
    """What stands at a place.

    Raises:
        NotOnRecord: the reader's view has no such entry.
    """
    match place.kind:
        case Kind.SPEAKER:
            return await _open_speaker(archive, reader, place)
        case Kind.STATEMENT:
            entry = await archive.load_entry(reader.view, place.entry)
            dossier, claims = await archive.load_statement(reader.view, entry.id)
            statement = next((s for s in dossier.statements if s.id == entry.id), None)
            if statement is None:
                retired = (reader.words.say("retired"),)
                return Reply(reader.words.say("statement.title"), entry.id, lead=retired)
            return describe_one_statement(statement, dossier, claims, reader.words)
    dossier = await archive.load_dossier(reader.view, place.entry)
    match place.kind:
        case Kind.SOURCES:
            return _describe_sources_of(dossier, reader.words)
        case Kind.TIMELINE:
            return describe_timeline(dossier, reader.words)
    selection = await _select_by(archive, reader, place)
    return await _aside(
        lambda: _describe_claim(dossier, place, selection, reader.words),
        sum(len(statement.text) for statement in dossier.statements),
    )


async def lay_out(reply: Reply, words: Words, *, compact: bool = False) -> Pages:
    """The pages of a reply; a long one is laid out without holding up other answers."""
    return await _aside(lambda: paginate(reply, words, compact=compact), _weigh(reply))


def _weigh(reply: Reply) -> int:
    """The characters of a reply, about; every card has some of its own."""
    return sum(
        len(card.text)
        + sum(len(detail.text) for detail in card.details)
        + sum(len(answer) for answer in card.answers)
        + 300
        for card in reply.cards
    )


async def _aside(work: Callable[[], T], characters: int) -> T:
    return work() if characters < _MUCH else await asyncio.to_thread(work)


async def _open_speaker(archive: Archive, reader: Reader, place: Place) -> Reply:
    speaker = await archive.load_entry(reader.view, place.entry)
    if not isinstance(speaker, Speaker):
        raise NotOnRecord(Sentence("no-speaker", name=place.entry))
    said = await archive.load_statements_of(reader.view, speaker.id)
    return describe_speaker(speaker, said, reader.words)


async def _select_by(archive: Archive, reader: Reader, place: Place) -> Selection:
    speaker = None
    if place.speaker:
        entry = await archive.load_entry(reader.view, place.speaker)
        speaker = entry.name if isinstance(entry, Speaker) else place.speaker
    return Selection(
        speaker=speaker,
        since=PartialDate.on(place.since) if place.since else None,
        until=PartialDate.on(place.until) if place.until else None,
    )


def _describe_claim(dossier: Dossier, place: Place, selection: Selection, words: Words) -> Reply:
    """The dossier as it was first shown: with the wording that matched, and what was selected."""
    wordings = (dossier.claim.wording, *dossier.claim.phrasings)
    matched = next((w for w in wordings if mark_of(w) == place.matched), dossier.claim.wording)
    hit = Hit(
        Match(
            claim_key=0,
            community_id=0,
            score=1.0,
            order=1.0,
            matched=matched,
            corrections=tuple(pair for pair in place.read_as if pair != LEFT_OUT),
        ),
        select(dossier, selection),
        place.marked or None,
        len(dossier.statements),
    )
    reply = describe(Found(parse_question(""), (hit,)), words, selection)
    if LEFT_OUT in place.read_as:
        reply = replace(reply, lead=(words.say("read-as.more"), *reply.lead))
    if place.kind is not Kind.COUNTERS:
        return reply
    kept = counters_of(hit.dossier)
    cards = tuple(card for card in reply.cards if card.id in kept)
    return replace(
        reply, cards=cards, lead=(*reply.lead, words.say("only-counters", count=len(cards)))
    )


def counters_of(dossier: Dossier) -> frozenset[str]:
    """The ids of the statements that speak against the claim or another statement.

    One that is answered from outside the dossier is among them: the answer stands under it.
    """
    return frozenset(
        statement.id
        for statement in dossier.statements
        if stance_on(statement, dossier.claim) is Stance.DISPUTES
        or any(counter.kind.value in OPPOSING for counter in statement.counters)
        or any(
            counter.kind.value in OPPOSING and counter.statement in dossier.others
            for counter in dossier.answered_by.get(statement.id, ())
        )
    )


def _describe_sources_of(dossier: Dossier, words: Words) -> Reply:
    """Every source of a claim's statements, with how many of them cite it."""
    counted: dict[str, tuple[Source, int]] = {}
    for statement in dossier.statements:
        for id_ in {citation.source for citation in statement.citations}:
            source, count = counted.get(id_, (dossier.sources[id_], 0))
            counted[id_] = (source, count + 1)
    reply = describe_sources(list(counted.values()), words, dossier.dead)
    return replace(reply, lead=(dossier.claim.wording,), id=dossier.claim.id)
