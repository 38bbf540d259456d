"""Opens a form filled with a proposal or a question, and makes of it what is published instead."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from bot.core.curation.commands import Add, AddPhrasing, AnyCommand, Edit
from bot.core.curation.dating import read_typed_date
from bot.core.curation.rebasing import Side, load_to_edit
from bot.core.curation.references import collect, list_entries, list_references
from bot.core.errors import InvalidInput, NotOnRecord
from bot.core.ids import parse_public_id
from bot.core.kept import Kept
from bot.core.models import Claim, Entry, EntryKind, Record, Source, Speaker, Statement
from bot.core.words import Sentence
from cogs._curating import Moderator
from cogs._curating_filling import fill_from
from cogs._curating_forms import Filled
from cogs._curating_plain import fill_claim, fill_source, fill_speaker
from cogs._curating_statements import fill_statement
from cogs._desk import Desk

PROPOSAL = "proposal"
"""What a form is about that changes a proposal before it is accepted."""


def can_edit(command: AnyCommand) -> bool:
    """Whether there is a form for what a proposal would do."""
    return isinstance(command, Add | Edit | AddPhrasing)


def fill_proposal(command: AnyCommand, number: int, nonce: int, side: str = "") -> Filled:
    """The form filled with a proposal as `load_to_edit` gave it, for that `side` of a dispute.

    Raises:
        InvalidInput: there is no form for it.
    """
    about: tuple[str, ...] = (PROPOSAL, "0")
    match command:
        case AddPhrasing(claim, wording):
            return fill_phrasing(claim, wording, number, nonce, about)
        case Add(record=record) | Edit(record=record):
            entry = _find_main(command)
            if isinstance(command, Edit):
                about = (PROPOSAL, str(command.versions[entry.id]), *([side] if side else []))
            filled = fill_from(Kept(entry, 0, 0), nonce)
            texts = dict(filled.texts)
            if isinstance(entry, Statement):
                texts["who"] = _name_new(record, entry.speaker, texts["who"])
            return replace(filled, about=about, texts=texts, answers=number)
    raise InvalidInput(Sentence("queue.no-form"))


def fill_phrasing(
    claim: str, wording: str, number: int, nonce: int, about: tuple[str, ...] = ("",)
) -> Filled:
    """The form by which something becomes a phrasing of a claim."""
    texts = {"of-claim": claim, "phrasing": wording}
    return Filled("f", about, nonce, texts, answers=number)


def make_phrasing(moderator: Moderator, filled: Filled) -> AddPhrasing:
    """The phrasing that a form adds. Raises NotOnRecord for what is no id of a claim."""
    typed, here = filled.get("of-claim"), moderator.request.community_id
    public_id = parse_public_id(typed, here)
    if public_id is None or public_id.kind is not EntryKind.CLAIM:
        raise NotOnRecord(Sentence("missing.claim", id=typed[:40]))
    wording = " ".join(filled.get("phrasing").split())
    return AddPhrasing(public_id.seen_from(here), wording)


def _find_main(command: Add | Edit) -> Entry:
    """The entry that a form is about; the others came with it."""
    record = command.record
    if isinstance(command, Edit):
        return next(each for each in list_entries(record) if each.id in command.versions)
    return (record.statements or record.claims or record.sources or record.speakers)[0]


def _name_new(record: Record, speaker: str, who: str) -> str:
    """Who said it, by name where the speaker comes with the proposal."""
    name = next((each.name for each in record.speakers if each.id == speaker), None)
    return who if name is None else "\n".join([name, *who.splitlines()[1:]])


async def edit_proposal(desk: Desk, moderator: Moderator, filled: Filled) -> AnyCommand:
    """What a proposal is to do as it was changed in a form.

    Raises:
        NotOnRecord, Conflict: it is not there any more to be decided.
        InvalidInput: something in the form cannot be read.
    """
    # What is in dispute and in no form is shown as a difference before it is kept.
    side = Side(filled.about[2]) if len(filled.about) > 2 else Side.PROPOSED
    request = moderator.request
    command = await load_to_edit(desk.bot.keeping, request, filled.answers, side)
    match command:
        case AddPhrasing():
            return make_phrasing(moderator, filled)
        case Add():
            changed = await _change(desk, moderator, command, filled)
            return msgspec.structs.replace(command, record=changed)
        case Edit():
            read = {_find_main(command).id: int(filled.about[1])}
            changed = await _change(desk, moderator, command, filled)
            return Edit(changed, command.versions | read)
    raise InvalidInput(Sentence("queue.no-form"))


async def _change(desk: Desk, moderator: Moderator, command: Add | Edit, filled: Filled) -> Record:
    main = _find_main(command)
    others = [entry for entry in list_entries(command.record) if entry.id != main.id]
    match main:
        case Claim():
            after: Entry = fill_claim(main, filled)
        case Speaker():
            after = fill_speaker(main, filled)
        case Source():
            after = fill_source(main, filled, moderator)
        case Statement():
            return await _change_statement(desk, moderator, main, others, filled)
    return collect([*others, after])


async def _change_statement(
    desk: Desk, moderator: Moderator, main: Statement, others: list[Entry], filled: Filled
) -> Record:
    """The statement as the form has it; a speaker who came with it stays unless renamed."""
    main, filled = _redate(moderator, main, others, filled)
    after, new = await fill_statement(desk, moderator, main, filled)
    named = {entry.id: entry for entry in others if isinstance(entry, Speaker)}
    before = named.get(main.speaker)
    same = [each for each in new if isinstance(each, Speaker) and before is not None]
    if before is not None and any(each.name == before.name for each in same):
        after, new = replace(after, speaker=before.id), []
    needed = {id_ for _, id_ in list_references(after)}
    kept = [each for each in others if not isinstance(each, Speaker) or each.id in needed]
    taken = {each.id for each in kept}
    return collect([*kept, *(each for each in new if each.id not in taken), after])


def _redate(
    moderator: Moderator, main: Statement, others: list[Entry], filled: Filled
) -> tuple[Statement, Filled]:
    """Read the date where its source came with the proposal, so is not on record yet."""
    typed, source = filled.get("when"), main.citations[0].source
    known = next((e for e in others if isinstance(e, Source) and e.id == source), None)
    if known is None or typed == main.said_on:
        return main, filled
    read = read_typed_date(typed, published=known.published)
    dated = replace(main, said_on=read.edtf)
    return dated, replace(filled, texts={**filled.texts, "when": read.edtf})
