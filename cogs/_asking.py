"""Answers a question: with a dossier, with claims to choose from, or that there is nothing."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from discord import ui

from bot.core.dates import PartialDate, read_date
from bot.core.describe import describe
from bot.core.errors import InvalidInput, NotOnRecord
from bot.core.ids import parse_public_id
from bot.core.lookup import Found, Hit, Outcome, Unknown, Unsure, look_up
from bot.core.models import EntryKind, Source, Speaker
from bot.core.replies import Reply
from bot.core.selection import Selection
from bot.core.sources import describe_source
from bot.core.words import Sentence
from cogs._desk import Desk, Reader
from cogs._items import Row
from cogs._opening import open_place
from cogs._place import Kind, Place, mark_of
from cogs._render import render_note, render_place
from cogs._views import SendButton, choice_menu

_LOG = logging.getLogger(__name__)

_KINDS = {
    EntryKind.CLAIM: Kind.CLAIM,
    EntryKind.SPEAKER: Kind.SPEAKER,
    EntryKind.STATEMENT: Kind.STATEMENT,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with what is wanted of the answer; `nonce` is new for each."""

    text: str
    nonce: int
    is_private: bool = False
    speaker: Speaker | None = None
    since: date | None = None
    until: date | None = None

    @property
    def selection(self) -> Selection:
        """What is wanted of a dossier."""
        return Selection(
            speaker=self.speaker.name if self.speaker else None,
            since=PartialDate.on(self.since) if self.since else None,
            until=PartialDate.on(self.until) if self.until else None,
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """A message, and the place in the record that it shows, if it shows one."""

    view: ui.LayoutView
    place: Place | None = None


async def read_options(
    desk: Desk, reader: Reader, *, speaker: str | None, since: str | None, until: str | None
) -> tuple[Speaker | None, date | None, date | None]:
    """The options of a question as they are meant.

    Raises:
        InvalidInput: a date cannot be read, or a name means several speakers.
        NotOnRecord: there is no such speaker.
    """
    return (
        await find_speaker(desk, reader, speaker) if speaker else None,
        read_date(since).earliest if since else None,
        read_date(until).latest if until else None,
    )


async def find_speaker(desk: Desk, reader: Reader, name: str) -> Speaker:
    """The one speaker that a name or id means.

    Raises:
        InvalidInput: it means several.
        NotOnRecord: it means none.
    """
    found = await desk.bot.archive.find_speakers(reader.view, name)
    if not found:
        likely = await desk.bot.members.suggest_speakers(reader.view, name, 2)
        if len(likely) == 1:
            found = await desk.bot.archive.find_speakers(reader.view, likely[0].id)
    if not found:
        raise NotOnRecord(Sentence("no-speaker", name=name[:100]))
    refuse_several(found)
    return found[0]


def refuse_several(found: Sequence[Speaker]) -> None:
    """Raise InvalidInput where a name means several speakers, with who they are."""
    if len(found) > 1:
        names = ", ".join(f"{speaker.name} ({speaker.id})" for speaker in found[:10])
        raise InvalidInput(Sentence("several-speakers", names=names))


async def find_claim(desk: Desk, reader: Reader, text: str) -> str:
    """The id of the claim that an id or a wording means.

    Raises:
        NotOnRecord: no claim is clearly meant.
    """
    public_id = parse_public_id(text, reader.view.community_id)
    if public_id is not None and public_id.kind is EntryKind.CLAIM:
        return public_id.seen_from(reader.view.community_id)
    outcome = await look_up(desk.bot.archive, text, reader.view)
    if isinstance(outcome, Found):
        return outcome.hits[0].dossier.claim.id
    raise NotOnRecord(Sentence("no-claim"))


async def answer_question(desk: Desk, reader: Reader, asked: Asked) -> Answer:
    """What is on record about a question, as a message.

    Raises:
        NotOnRecord: an id was given that the reader cannot see.
    """
    if place := _place_of_id(asked, reader):
        reply = await open_place(desk.bot.archive, reader, place)
        return Answer(await render_place(reply, place, reader), place)
    if source := await _describe_source(desk, reader, asked):
        return Answer(await render_note(source, reader))
    outcome = await look_up(desk.bot.archive, asked.text, reader.view, selection=asked.selection)
    _LOG.info("answer", extra={"outcome": type(outcome).__name__.lower()})
    reply = describe(outcome, reader.words, asked.selection)
    match outcome:
        case Found():
            place = _place_of_hit(outcome.hits[0], asked, reader)
            return Answer(await render_place(reply, place, reader), place)
        case Unsure():
            desk.questions.keep(asked.nonce, asked.text)
            rows: tuple[Row, ...] = (_menu(outcome, reply, asked, reader),)
            return Answer(await render_note(reply, reader, rows=rows))
        case Unknown():
            return Answer(await render_unknown(desk, reader, asked, outcome, reply))


async def _describe_source(desk: Desk, reader: Reader, asked: Asked) -> Reply | None:
    """The source that is meant when an id was given for a question."""
    public_id = parse_public_id(asked.text, reader.view.community_id)
    if public_id is None or public_id.kind is not EntryKind.SOURCE:
        return None
    id_ = public_id.seen_from(reader.view.community_id)
    source = await desk.bot.archive.load_entry(reader.view, id_)
    if not isinstance(source, Source):
        return None
    return await describe_source(desk.bot.archive, reader.view, source, reader.words)


async def render_unknown(
    desk: Desk, reader: Reader, asked: Asked, outcome: Outcome, reply: Reply
) -> ui.LayoutView:
    """That nothing is on record, with the offer to send the question to the moderators."""
    if not outcome.question.text:
        return await render_note(reply, reader)
    desk.questions.keep(asked.nonce, asked.text)
    reply = replace(reply, notes=(*reply.notes, reader.words.say("unknown.offer")))
    return await render_note(reply, reader, rows=(_send_row(reader, asked.nonce),))


def _send_row(reader: Reader, nonce: int) -> Row:
    return ui.ActionRow(SendButton(reader.member_id, nonce, reader.words.say("button.send")))


def _place_of_hit(hit: Hit, asked: Asked, reader: Reader) -> Place:
    return replace(
        _place_of(Kind.CLAIM, hit.dossier.claim.id, asked, reader),
        marked=hit.statement_id or "",
        matched=mark_of(hit.match.matched),
        read_as=hit.match.corrections,
    )


def _place_of_id(asked: Asked, reader: Reader) -> Place | None:
    """The place that is meant when an id was given for a question, as autocomplete does."""
    public_id = parse_public_id(asked.text, reader.view.community_id)
    if public_id is None or public_id.kind not in _KINDS:
        return None
    id_ = public_id.seen_from(reader.view.community_id)
    return _place_of(_KINDS[public_id.kind], id_, asked, reader)


def _place_of(kind: Kind, entry: str, asked: Asked, reader: Reader) -> Place:
    """The place of an entry, with all that was wanted of it."""
    return Place(
        kind,
        entry,
        asker=reader.member_id,
        is_private=asked.is_private,
        speaker=asked.speaker.id if asked.speaker else "",
        since=asked.since,
        until=asked.until,
    )


def _menu(outcome: Unsure, reply: Reply, asked: Asked, reader: Reader) -> Row:
    by_id = {hit.dossier.claim.id: hit for hit in outcome.hits}
    choices = [(choice, _place_of_hit(by_id[choice.id], asked, reader)) for choice in reply.choices]
    return choice_menu(choices, reader, is_private=asked.is_private, nonce=asked.nonce)
