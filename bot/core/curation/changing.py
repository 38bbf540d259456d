"""Changing: where statements stand, and which entries are shown."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from bot.core.curation.adding import find_statement
from bot.core.curation.commands import MoveStatement, Restore, Retire, SetStance, Split
from bot.core.curation.differences import FieldDifference, compare_entries
from bot.core.curation.likeness import ask_about_claim
from bot.core.curation.outcomes import Question, QuestionKind
from bot.core.curation.permissions import Action
from bot.core.curation.plans import Plan, is_active, owner_of
from bot.core.errors import InvalidInput, InvalidRecord
from bot.core.exchange import LOCAL_MARK
from bot.core.keeping import Shelf
from bot.core.kept import Change, Kept
from bot.core.models import (
    Claim,
    Entry,
    EntryKind,
    EntryState,
    Source,
    Speaker,
    Stance,
    StanceOn,
    Statement,
)
from bot.core.words import Sentence, join_told

_LONGEST_TOLD = 200

NEW_CLAIM = f"{LOCAL_MARK}claim"
"""The id that a split gives its new claim until it has a public one."""


def ask_to_confirm(
    action: Action,
    id_: str,
    sentence: Sentence,
    differences: tuple[FieldDifference, ...] = (),
    shown: Iterable[Kept] = (),
) -> Question:
    """The question before a step that takes something out of sight.

    Its code changes with the versions of the entries `shown`: what is confirmed is what was seen.
    """
    versions = "".join(f" {kept.entry.id}.{kept.version}" for kept in shown)
    code = f"{QuestionKind.CONFIRM.value} {action.value} {id_}{versions}"
    return Question(QuestionKind.CONFIRM, code, sentence, id_, differences)


def name_entry(entry: Entry) -> str:
    """The words by which people know an entry."""
    match entry:
        case Claim(wording=text) | Speaker(name=text) | Source(title=text):
            return text
        case Statement():
            return entry.text


def tell_entry(entry: Entry) -> Sentence:
    """An entry by its id and its words, for those who decide about it by its id."""
    text = name_entry(entry)
    short = f"{text[:_LONGEST_TOLD]}…" if len(text) > _LONGEST_TOLD else text
    return Sentence("noted.entry", id=entry.id, text=short)


def plan_stance(command: SetStance, shelf: Shelf) -> Plan:
    """Set how a statement bears on a claim, or take that away; at least one stance must stay."""
    kept, statement = find_statement(command.statement, shelf)
    claim = shelf.find(command.claim, EntryKind.CLAIM).entry
    stances = _set(statement.stances, claim.id, command.stance)
    if command.stance is not None:
        is_active(shelf.find(claim.id, EntryKind.CLAIM))
    after = replace(statement, stances=stances)
    if after == statement:
        raise InvalidInput(Sentence("refused.no-change"))
    return Plan(Action.EDIT, kept.community_id, (Change(after, kept),))


def _set(
    stances: tuple[StanceOn, ...], claim_id: str, stance: Stance | None
) -> tuple[StanceOn, ...]:
    if stance is None:
        return tuple(on for on in stances if on.claim != claim_id)
    if any(on.claim == claim_id for on in stances):
        return tuple(StanceOn(claim_id, stance) if on.claim == claim_id else on for on in stances)
    return (*stances, StanceOn(claim_id, stance))


def plan_move(command: MoveStatement, shelf: Shelf) -> Plan:
    """Move a statement from one claim to another."""
    kept, statement = find_statement(command.statement, shelf)
    from_claim = _find_left(command.from_claim, statement, shelf)
    to_claim = is_active(shelf.find(command.to_claim, EntryKind.CLAIM)).entry.id
    after = replace(statement, stances=_move(statement, from_claim, to_claim, command.stance))
    if after == statement:
        raise InvalidInput(Sentence("refused.no-change"))
    return Plan(Action.MOVE, kept.community_id, (Change(after, kept),))


def _find_left(named: str | None, statement: Statement, shelf: Shelf) -> str:
    """The claim that a statement leaves: the one named, else the only one."""
    if named is not None:
        return shelf.find(named, EntryKind.CLAIM).entry.id
    claims = [on.claim for on in statement.stances]
    if len(claims) > 1:
        raise InvalidInput(
            Sentence("refused.from-which", id=statement.id, claims=join_told(claims))
        )
    return claims[0]


def _move(
    statement: Statement, from_claim: str, to_claim: str, stance: Stance | None
) -> tuple[StanceOn, ...]:
    standing = {on.claim: on.stance for on in statement.stances}
    if from_claim not in standing:
        raise InvalidRecord(
            Sentence("refused.not-on-claim", id=statement.id, claim=from_claim), field="stances"
        )
    if to_claim in standing and to_claim != from_claim:
        raise InvalidRecord(
            Sentence("refused.on-claim-already", id=statement.id, claim=to_claim), field="stances"
        )
    return tuple(
        StanceOn(to_claim, stance or on.stance) if on.claim == from_claim else on
        for on in statement.stances
    )


def plan_split(command: Split, shelf: Shelf) -> Plan:
    """Make a new claim of a claim's statements and phrasings."""
    kept = is_active(shelf.find(command.claim, EntryKind.CLAIM))
    claim = kept.entry
    assert isinstance(claim, Claim)
    missing = [phrasing for phrasing in command.phrasings if phrasing not in claim.phrasings]
    if missing:
        raise InvalidRecord(
            Sentence("refused.not-a-phrasing", text=missing[0], id=claim.id), field="phrasings"
        )
    if not command.statements and not command.phrasings:
        raise InvalidInput(Sentence("refused.split-of-what"))
    new = Claim(id=NEW_CLAIM, wording=command.wording, phrasings=command.phrasings)
    changes = [Change(new)]
    if command.phrasings:
        left = tuple(p for p in claim.phrasings if p not in command.phrasings)
        changes.append(Change(replace(claim, phrasings=left), kept))
    changes += [_take_along(id_, claim.id, shelf) for id_ in dict.fromkeys(command.statements)]
    moved = [change.before for change in changes if change.before]
    likes = [q for q in ask_about_claim(new, command, shelf) if q.about != claim.id]
    confirm = ask_to_confirm(
        Action.SPLIT,
        claim.id,
        Sentence("asks.split", count=len(command.statements), id=claim.id),
        shown=moved,
    )
    return Plan(Action.SPLIT, owner_of(kept, *moved), tuple(changes), (*likes, confirm))


def _take_along(id_: str, claim_id: str, shelf: Shelf) -> Change:
    kept, statement = find_statement(id_, shelf)
    return Change(replace(statement, stances=_move(statement, claim_id, NEW_CLAIM, None)), kept)


def plan_retirement(command: Retire, shelf: Shelf) -> Plan:
    """Take an entry out of answers."""
    kept = shelf.find(command.id, follow=False)
    if kept.entry.state is EntryState.RETIRED:
        raise InvalidRecord(Sentence("refused.retired-already", id=kept.entry.id), field="state")
    after = with_state(is_active(kept).entry, EntryState.RETIRED)
    question = ask_to_confirm(
        Action.RETIRE,
        kept.entry.id,
        _warn_of_retirement(kept, shelf),
        compare_entries(kept.entry, after),
        [kept],
    )
    told = (tell_entry(kept.entry),)
    return Plan(Action.RETIRE, kept.community_id, (Change(after, kept),), (question,), told)


def _warn_of_retirement(kept: Kept, shelf: Shelf) -> Sentence:
    id_ = kept.entry.id
    users = shelf.find_users(id_, in_view=True) if isinstance(kept.entry, Claim) else ()
    if active := sum(user.entry.state is EntryState.ACTIVE for user in users):
        return Sentence("asks.retire.with", id=id_, count=active)
    return Sentence("asks.retire", id=id_)


def plan_restoration(command: Restore, shelf: Shelf) -> Plan:
    """Bring a retired entry back."""
    kept = shelf.find(command.id, follow=False)
    if kept.entry.state is not EntryState.RETIRED:
        state = Sentence(f"state.{kept.entry.state.value}")
        raise InvalidRecord(Sentence("refused.not-retired", id=kept.entry.id, state=state))
    change = Change(with_state(kept.entry, EntryState.ACTIVE), kept)
    return Plan(Action.RESTORE, kept.community_id, (change,), notes=(tell_entry(kept.entry),))


def with_state(entry: Entry, state: EntryState, merged_into: str | None = None) -> Entry:
    """The entry in another state."""
    return replace(entry, state=state, merged_into=merged_into)
