"""Statements as forms have them: new ones, changed ones, and messages as statements."""

from __future__ import annotations

from dataclasses import replace

import discord

from bot.core.curation.commands import Add
from bot.core.curation.dating import read_typed_date
from bot.core.curation.references import collect
from bot.core.errors import NotOnRecord
from bot.core.ids import parse_public_id
from bot.core.models import (
    Citation,
    Claim,
    DateBasis,
    Entry,
    EntryKind,
    Source,
    SourceKind,
    Speaker,
    SpeakerKind,
    Stance,
    StanceOn,
    Statement,
    TextKind,
)
from bot.core.words import Sentence
from cogs._asking import refuse_several
from cogs._curating import Moderator
from cogs._curating_forms import Filled
from cogs._curating_plain import SOURCE_LETTERS, publish
from cogs._desk import Desk


async def fill_statement(
    desk: Desk, moderator: Moderator, statement: Statement, filled: Filled
) -> tuple[Statement, list[Entry]]:
    """The statement as a form has it, and the speaker when it is a new one."""
    name, role, organisation = filled.lines("who", 3)
    place, occasion, via = filled.lines("where", 3)
    speaker, new = await _find_speaker(desk, moderator, name, SpeakerKind.PERSON)
    first = replace(
        statement.citations[0],
        wording=filled.get("words"),
        kind=TextKind(filled.get("text-kind") or statement.kind.value),
        via=via or None,
    )
    after = replace(
        statement,
        speaker=speaker,
        role=role or None,
        organisation=organisation or None,
        place=place or None,
        occasion=occasion or None,
        citations=(first, *statement.citations[1:]),
    )
    typed = filled.get("when")
    if typed != statement.said_on:
        published = await load_published(desk, moderator, first.source)
        read = read_typed_date(typed, published=published)
        stated = DateBasis.STATED
        after = replace(after, said_on=read.edtf, date_basis=stated, date_inferred_from=None)
    return after, new


async def add_statement(desk: Desk, moderator: Moderator, filled: Filled) -> Add:
    """A new statement with what is new of its speaker and source."""
    claim, text_kind, stance, source_kind, speaker_kind = filled.about
    name, role, organisation = filled.lines("who", 3)
    place, occasion, via = filled.lines("where", 3)
    kind = SpeakerKind.ORGANISATION if speaker_kind == "o" else SpeakerKind.PERSON
    speaker, new = await _find_speaker(desk, moderator, name, kind)
    source, published, sources = await read_source(desk, moderator, filled, source_kind)
    said = read_typed_date(filled.get("when"), published=published)
    quoted = TextKind.PARAPHRASE if text_kind == "p" else TextKind.QUOTE
    statement = Statement(
        id="~statement",
        speaker=speaker,
        said_on=said.edtf,
        date_basis=DateBasis.STATED,
        stances=(StanceOn(claim, _by_letter(stance)),),
        citations=(Citation(source, filled.get("words"), quoted, via or None),),
        role=role or None,
        organisation=organisation or None,
        place=place or None,
        occasion=occasion or None,
    )
    return Add(collect([*new, *sources, statement]))


async def add_message(desk: Desk, moderator: Moderator, filled: Filled) -> Add:
    """A message as a statement: quoted verbatim, its source the message itself."""
    channel_id, message_id = (int(part) for part in filled.about[:2])
    name, role, organisation = filled.lines("who", 3)
    speaker, new = await _find_speaker(desk, moderator, name, SpeakerKind.PERSON)
    known = await desk.bot.archive.load_entry(moderator.reader.view, speaker) if not new else None
    author = known.name if isinstance(known, Speaker) else name
    source = _make_source_of(channel_id, message_id, moderator.request.community_id, author)
    said = read_typed_date(filled.get("when"), published=source.published)
    claim, claims = _find_claim(moderator, filled.get("claim"))
    statement = Statement(
        id="~statement",
        speaker=speaker,
        said_on=said.edtf,
        date_basis=DateBasis.STATED,
        stances=(StanceOn(claim, Stance(filled.get("stance") or Stance.SUPPORTS.value)),),
        citations=(Citation("~source", filled.get("words"), TextKind.QUOTE),),
        role=role or None,
        organisation=organisation or None,
    )
    return Add(collect([*new, source, *claims, statement]))


def _make_source_of(channel_id: int, message_id: int, server_id: int, author: str) -> Source:
    published = discord.utils.snowflake_time(message_id).date().isoformat()
    return Source(
        id="~source",
        title=f"{author}, Discord, {published}",
        kind=SourceKind.POST,
        author=author,
        published=published,
        published_basis=DateBasis.STATED,
        url=f"https://discord.com/channels/{server_id}/{channel_id}/{message_id}",
    )


def _find_claim(moderator: Moderator, typed: str) -> tuple[str, list[Entry]]:
    """The claim that an id means, or a new one; what is like it on record is asked about."""
    public_id = parse_public_id(typed, moderator.request.community_id)
    if public_id is not None:
        return public_id.seen_from(moderator.request.community_id), []
    return "~claim", [Claim("~claim", " ".join(typed.split()))]


async def _find_speaker(
    desk: Desk, moderator: Moderator, name: str, kind: SpeakerKind
) -> tuple[str, list[Entry]]:
    """The speaker that a name or id means, or a new one."""
    found = await desk.bot.archive.find_speakers(moderator.reader.view, name)
    refuse_several(found)
    if found:
        return found[0].id, []
    if parse_public_id(name, moderator.request.community_id) is not None:
        raise NotOnRecord(Sentence("no-speaker", name=name))
    return "~speaker", [Speaker("~speaker", name, kind)]


async def read_source(
    desk: Desk, moderator: Moderator, filled: Filled, letters: str
) -> tuple[str, str | None, list[Entry]]:
    """A source's id, its date of publication, and the source itself when it is new."""
    typed = filled.get("source")
    public_id = parse_public_id(typed, moderator.request.community_id)
    if public_id is not None and public_id.kind is EntryKind.SOURCE:
        id_ = public_id.seen_from(moderator.request.community_id)
        return id_, await load_published(desk, moderator, id_), []
    lines = list(filled.lines("source", 8))
    address = next((line for line in lines if line.startswith(("http://", "https://"))), None)
    if address is None and not lines[1] and lines[3]:  # - stands where the address would
        del lines[1]
    title, publisher, published = [line for line in lines if line != address][:3]
    kind = SOURCE_LETTERS.get(letters, SourceKind.NEWS_REPORT)
    source = Source("~source", title, kind, publisher=publisher or None, url=address)
    source = publish(source, published, moderator)
    return source.id, source.published, [source]


async def load_published(desk: Desk, moderator: Moderator, id_: str) -> str | None:
    source = await desk.bot.archive.load_entry(moderator.reader.view, id_)
    return source.published if isinstance(source, Source) else None


def _by_letter(letter: str) -> Stance:
    return next((stance for stance in Stance if stance.value[0] == letter), Stance.SUPPORTS)
