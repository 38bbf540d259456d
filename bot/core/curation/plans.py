"""Plans: what a command would do to the record as it stands, before it is done."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

import msgspec

from bot.core.curation.commands import Hide, MarkDead
from bot.core.curation.differences import FieldDifference, compare_entries
from bot.core.curation.outcomes import Question
from bot.core.curation.permissions import Action
from bot.core.curation.references import is_new, list_references
from bot.core.curation.spelling import seen_from
from bot.core.errors import Conflict, InvalidRecord, OnRecordError
from bot.core.keeping import Shelf
from bot.core.kept import Change, Kept
from bot.core.models import SHARED, Entry, EntryKind, EntryState, Statement, entry_kind
from bot.core.rules import check_entry
from bot.core.words import Sentence, join_told


@dataclass(frozen=True, slots=True)
class Plan:
    """The changes that a command makes to the record of `owner`, and what to ask first.

    `setting` is a command that changes no entry, only what a community sees or has marked.
    """

    action: Action
    owner: int
    changes: tuple[Change, ...] = ()
    questions: tuple[Question, ...] = ()
    notes: tuple[Sentence, ...] = ()
    undoes: int | None = None
    setting: Hide | MarkDead | None = None

    def list_differences(self, community_id: int) -> tuple[FieldDifference, ...]:
        """What changes, field by field, as far as those who stand in a community may see it."""
        return tuple(
            difference
            for change in self.changes
            if change.before is None or change.before.community_id in (SHARED, community_id)
            for difference in compare_entries(*seen_from(community_id, (change.old, change.after)))
        )

    @property
    def digest(self) -> str:
        """Equal for two plans that do the same and ask the same."""
        content = (
            self.action,
            self.owner,
            [(c.before, c.after) for c in self.changes],
            [question.code for question in self.questions],
            self.setting,
        )
        return hashlib.blake2b(msgspec.json.encode(content), digest_size=8).hexdigest()


def owner_of(kept: Kept, *others: Kept) -> int:
    """Whose record entries are in.

    Raises:
        InvalidRecord: they are not all in the same one.
    """
    if any(other.community_id != kept.community_id for other in others):
        raise InvalidRecord(Sentence("refused.two-records"))
    return kept.community_id


def is_active(kept: Kept) -> Kept:
    """The entry, if it is neither retired nor merged.

    Raises:
        InvalidRecord: it is.
    """
    entry = kept.entry
    if entry.state is EntryState.RETIRED:
        raise InvalidRecord(Sentence("refused.retired", id=entry.id), field="state")
    if entry.state is EntryState.MERGED:
        raise InvalidRecord(
            Sentence("refused.merged", id=entry.id, into=entry.merged_into), field="state"
        )
    return kept


def check_sound(plan: Plan, shelf: Shelf) -> None:
    """Check that the record is whole after the changes: nothing shown rests on what is gone.

    Raises:
        InvalidRecord: an entry breaks a rule, or refers to what is not there to refer to.
        Conflict: an undo would leave an entry that rests on one that is gone.
    """
    # Of other servers' statements only the library ids in them change; those are among the changes.
    near = [c for c in plan.changes if _owner(plan, c) in (SHARED, shelf.community_id)]
    after = {change.after.id: change.after for change in near}
    for change in near:
        check_entry(change.after)
        for kind, id_ in list_references(change.after):
            known = after.get(id_)
            if known is None:
                kept = shelf.find(id_, kind, follow=False)
                _check_reach(_owner(plan, change), id_, kept)
                known = kept.entry
            _check_rests(plan, change.after, known)
        _check_free(plan, change, after, shelf)


def _owner(plan: Plan, change: Change) -> int:
    return change.before.community_id if change.before else plan.owner


def _check_reach(owner: int, id_: str, kept: Kept) -> None:
    if kept.community_id not in (SHARED, owner):
        raise InvalidRecord(Sentence("refused.library-refers", id=id_))


def _check_rests(plan: Plan, entry: Entry, on: Entry) -> None:
    """An active statement needs its speaker and sources active; its claims may be retired."""
    if entry.state is not EntryState.ACTIVE:
        return
    needed = entry_kind(on) in (EntryKind.SPEAKER, EntryKind.SOURCE)
    if on.state is EntryState.MERGED or (needed and on.state is EntryState.RETIRED):
        state = Sentence(f"state.{on.state.value}")
        raise _refuse(plan, Sentence("refused.needs", id=entry.id, on=on.id, state=state))


def _check_free(plan: Plan, change: Change, after: dict[str, Entry], shelf: Shelf) -> None:
    """What goes must not be what other active statements rest on."""
    entry = change.after
    if entry.state is EntryState.ACTIVE or is_new(entry.id) or isinstance(entry, Statement):
        return
    if entry.state is EntryState.RETIRED and entry_kind(entry) is EntryKind.CLAIM:
        return
    # What rests on it in other servers shows only to those who keep the library.
    users = [
        user
        for user in shelf.find_users(entry.id, in_view=shelf.community_id != SHARED)
        if user.entry.state is EntryState.ACTIVE
        and (user.entry.id not in after or user.community_id not in (SHARED, shelf.community_id))
    ]
    if plan.action is Action.MERGE:
        users = []  # they are all among the changes
    if users:
        shown = [u.entry.id for u in users if u.community_id in (SHARED, shelf.community_id)]
        named = join_told(shown[:5]) or Sentence("a-servers-statement")
        raise _refuse(plan, Sentence("refused.needed-by", id=entry.id, users=named))


def _refuse(plan: Plan, sentence: Sentence) -> OnRecordError:
    return Conflict(sentence) if plan.action is Action.UNDO else InvalidRecord(sentence)
