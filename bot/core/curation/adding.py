"""Adding: new entries, and new parts of entries on record, with what they may repeat."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import replace

from bot.core.curation.commands import (
    Add,
    AddCitation,
    AddCounter,
    AddPhrasing,
    AddVariant,
    AnyCommand,
    Edit,
)
from bot.core.curation.dating import ask_about_dates, ask_about_publication
from bot.core.curation.likeness import (
    ask_about_claim,
    ask_about_phrasing,
    ask_about_speaker,
    ask_about_statement,
)
from bot.core.curation.outcomes import Question
from bot.core.curation.permissions import Action
from bot.core.curation.plans import Plan, is_active, owner_of
from bot.core.curation.references import is_new
from bot.core.curation.settling import Settled, settle
from bot.core.errors import InvalidInput, InvalidRecord
from bot.core.folding import fold
from bot.core.keeping import Shelf
from bot.core.kept import Change, Kept
from bot.core.models import (
    SHARED,
    Claim,
    Counter,
    EntryKind,
    Source,
    Speaker,
    Statement,
)
from bot.core.words import Sentence, join_told


def plan_add(command: Add, shelf: Shelf, today: datetime.date) -> Plan:
    """Add entries together. Raises as `settle` does."""
    owner = SHARED if command.to_library else shelf.community_id
    settled = settle(command.record, {}, owner, shelf)
    if not settled.changes:
        notes = join_told(settled.notes, "list.sentences", joint="list.sentences")
        raise InvalidInput(Sentence("refused.nothing-new", notes=notes))
    return _plan(Action.ADD, owner, settled, command, shelf, today)


def plan_edit(command: Edit, shelf: Shelf, today: datetime.date) -> Plan:
    """Put entries in the place of what they were. Raises as `settle` does."""
    edited = [shelf.find(id_, follow=False) for id_ in command.versions]
    if not edited:
        raise InvalidInput(Sentence("refused.nothing-to-change"))
    owner = owner_of(*edited)
    settled = settle(command.record, command.versions, owner, shelf)
    if all(change.old == change.after for change in settled.changes):
        raise InvalidInput(Sentence("refused.no-change"))
    return _plan(Action.EDIT, owner, settled, command, shelf, today)


def _plan(
    action: Action,
    owner: int,
    settled: Settled,
    command: AnyCommand,
    shelf: Shelf,
    today: datetime.date,
) -> Plan:
    changes = tuple(settled.changes)
    questions = tuple(_ask(changes, command, shelf, today))
    return Plan(action, owner, changes, questions, tuple(settled.notes))


def _ask(
    changes: tuple[Change, ...], command: AnyCommand, shelf: Shelf, today: datetime.date
) -> Iterator[Question]:
    """Everything to ask about new entries, and about the dates of changed ones."""
    for change in changes:
        match change.after:
            case Claim() as claim if change.before is None:
                yield from ask_about_claim(claim, command, shelf)
            case Speaker() as speaker if change.before is None:
                yield from ask_about_speaker(speaker, command, shelf)
            case Source() as source if _is_dated_anew(change):
                yield from ask_about_publication(source, today)
            case Statement() as statement:
                if change.before is None:
                    yield from ask_about_statement(statement, command, shelf)
                if _is_dated_anew(change):
                    yield from ask_about_dates(
                        statement, _list_sources(statement, changes, shelf), today
                    )


def _is_dated_anew(change: Change) -> bool:
    match (change.old, change.after):
        case (Statement() as old, Statement() as new):
            return (old.said_on, old.citations) != (new.said_on, new.citations)
        case (Source() as old, Source() as new):
            return old.published != new.published
    return True


def _list_sources(
    statement: Statement, changes: tuple[Change, ...], shelf: Shelf
) -> dict[str, Source]:
    coming = {change.after.id: change.after for change in changes}
    cited = {c.source: coming.get(c.source) for c in statement.citations}
    found = {
        id_: entry or shelf.find(id_, EntryKind.SOURCE, follow=False).entry
        for id_, entry in cited.items()
    }
    return {id_: entry for id_, entry in found.items() if isinstance(entry, Source)}


def plan_phrasing(command: AddPhrasing, shelf: Shelf) -> Plan:
    """Add another way of putting a claim."""
    kept = is_active(shelf.find(command.claim, EntryKind.CLAIM))
    claim = kept.entry
    assert isinstance(claim, Claim)
    wording = command.wording.strip()
    _check_not_there(wording, (claim.wording, *claim.phrasings), claim.id)
    after = replace(claim, phrasings=(*claim.phrasings, wording))
    questions = tuple(ask_about_phrasing(wording, claim.id, shelf))
    return Plan(Action.ADD, kept.community_id, (Change(after, kept),), questions)


def plan_variant(command: AddVariant, shelf: Shelf) -> Plan:
    """Add another spelling of a speaker's name."""
    kept = is_active(shelf.find(command.speaker, EntryKind.SPEAKER))
    speaker = kept.entry
    assert isinstance(speaker, Speaker)
    name = command.name.strip()
    _check_not_there(name, (speaker.name, *speaker.variants), speaker.id)
    after = replace(speaker, variants=(*speaker.variants, name))
    return Plan(Action.ADD, kept.community_id, (Change(after, kept),))


def _check_not_there(text: str, known: tuple[str, ...], id_: str) -> None:
    if fold(text) in map(fold, known):
        raise InvalidRecord(Sentence("refused.stands-already", text=text, id=id_))


def plan_citation(command: AddCitation, shelf: Shelf, today: datetime.date) -> Plan:
    """Add a source that has a statement too, and the source itself when it is new."""
    kept, statement = find_statement(command.statement, shelf)
    settled = Settled()
    if command.record != type(command.record)():
        settled = settle(command.record, {}, kept.community_id, shelf)
    citation = command.citation
    source = settled.known.get(citation.source, citation.source)
    if not is_new(source):
        source = is_active(shelf.find(source, EntryKind.SOURCE)).entry.id
    citation = replace(citation, source=source)
    if citation in statement.citations:
        raise InvalidRecord(Sentence("refused.cited-already", id=statement.id), field="citations")
    after = replace(statement, citations=(*statement.citations, citation))
    settled.changes.append(Change(after, kept))
    return _plan(Action.ADD, kept.community_id, settled, command, shelf, today)


def plan_counter(command: AddCounter, shelf: Shelf) -> Plan:
    """Say that a statement answers another."""
    kept, statement = find_statement(command.statement, shelf)
    answered = is_active(shelf.find(command.counter.statement, EntryKind.STATEMENT)).entry
    counter = Counter(command.counter.kind, answered.id)
    if counter in statement.counters:
        kind = counter.kind.value
        sentence = Sentence(f"refused.already.{kind}", id=statement.id, answered=answered.id)
        raise InvalidRecord(sentence, field="counters")
    after = replace(statement, counters=(*statement.counters, counter))
    return Plan(Action.ADD, kept.community_id, (Change(after, kept),))


def find_statement(id_: str, shelf: Shelf) -> tuple[Kept, Statement]:
    """An active statement. Raises NotOnRecord and InvalidRecord."""
    kept = is_active(shelf.find(id_, EntryKind.STATEMENT))
    assert isinstance(kept.entry, Statement)
    return kept, kept.entry
