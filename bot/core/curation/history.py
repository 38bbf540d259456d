"""History: what became of an entry, change by change, and taking a change back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.curation.changing import ask_to_confirm, with_state
from bot.core.curation.commands import Undo
from bot.core.curation.differences import FieldDifference, compare_entries
from bot.core.curation.naming import tell_author, tell_done
from bot.core.curation.permissions import Action
from bot.core.curation.plans import Plan
from bot.core.curation.spelling import seen_from
from bot.core.dates import DateTold
from bot.core.errors import Conflict, InvalidInput
from bot.core.keeping import Shelf
from bot.core.kept import Act, Change, PastRevision, Step, Touched
from bot.core.models import SHARED, Entry, EntryState
from bot.core.words import Sentence, join_told


@dataclass(frozen=True, slots=True)
class PastChange:
    """One revision of one entry: who, when, how and why, and what was different after it."""

    revision: int
    act: Act
    before: Entry | None
    after: Entry
    differences: tuple[FieldDifference, ...]


def tell_history(steps: Sequence[Step], community_id: int) -> tuple[PastChange, ...]:
    """Every change of an entry, oldest first, with what it changed, as seen from a community."""
    seen = [(step, *seen_from(community_id, (step.before, step.after))) for step in steps]
    return tuple(
        PastChange(step.revision, step.act, before, after, compare_entries(before, after))
        for step, before, after in seen
    )


_MOST_NAMED = 10
"""Entries that a refusal names; a large import has thousands."""


class ChangedSince(Conflict):
    """A revision cannot be undone, because what it changed was changed again; says what since."""

    def __init__(
        self, number: int, ids: tuple[str, ...], since: tuple[int, ...],
        differences: tuple[FieldDifference, ...],
    ) -> None:  # fmt: skip
        """Name the later revisions in the sentence; the differences are kept for showing them."""
        later = join_told([f"R{each}" for each in since]) or Sentence("a-change-elsewhere")
        changed = _name_some(ids) or Sentence("an-entry")
        super().__init__(Sentence("refused.changed-since", number=number, ids=changed, later=later))
        self.since = since
        self.differences = differences


def _name_some(ids: Sequence[str]) -> object:
    named = join_told(ids[:_MOST_NAMED])
    left = len(ids) - _MOST_NAMED
    return Sentence("history.more", ids=named, count=left) if left > 0 else named


def read_revision(typed: str | None) -> int | None:
    """The number of a change as typed, 12 or R12; None stands for the last one.

    Raises:
        InvalidInput: it is no such number.
    """
    if typed is None:
        return None
    digits = typed.strip().upper().removeprefix("R")
    if not (digits.isascii() and digits.isdecimal() and len(digits) < 16):
        raise InvalidInput(Sentence("undo.unreadable"))
    return int(digits)


def plan_undo(command: Undo, shelf: Shelf) -> Plan:
    """Put everything back that a revision changed; what it had added is retired.

    Raises:
        NotOnRecord: there is no such revision.
        ChangedSince: a later revision touched the same entries.
        Conflict: it was undone already.
    """
    revision = shelf.load_revision(command.revision)
    _check_latest(revision.number, revision.touched, shelf)
    changes = tuple(
        Change(touched.before or with_state(touched.now.entry, EntryState.RETIRED), touched.now)
        for touched in revision.touched
    )
    question = ask_to_confirm(Action.UNDO, f"R{revision.number}", _warn_of_undo(revision))
    changed = tuple(c for c in changes if c.before and c.before.entry != c.after)
    return Plan(Action.UNDO, shelf.community_id, changed, (question,), undoes=revision.number)


def _warn_of_undo(revision: PastRevision) -> Sentence:
    """What undoing comes to: what was changed becomes what it was, what was added is retired."""
    added = sum(each.before is None for each in revision.touched)
    changed = len(revision.touched) - added
    named = {
        "revision": revision.number,
        "action": tell_done(revision.act.action),
        "author": tell_author(revision.act.author),
        "date": DateTold(revision.act.made_at[:10]),
    }
    if not added:
        return Sentence("asks.undo", **named, count=changed)
    retired = Sentence("asks.undo.added", **named, count=added)
    if not changed:
        return retired
    return Sentence("list.sentences", first=retired, then=Sentence("asks.undo.rest", count=changed))


def _check_latest(number: int, touched: Sequence[Touched], shelf: Shelf) -> None:
    changed = [each for each in touched if each.since or each.elsewhere]
    if not changed:
        return
    if undoing := _find_undoing(number, changed, shelf):
        date = DateTold(undoing.act.made_at[:10])
        by = undoing.revision
        raise Conflict(Sentence("refused.undone-already", number=number, date=date, by=by))
    seen = [each for each in changed if each.now.community_id in (SHARED, shelf.community_id)]
    since = tuple(sorted({later for each in changed for later in each.since}))
    differences = tuple(
        difference
        for each in seen
        if each.before
        for difference in compare_entries(each.before, each.now.entry)
    )
    raise ChangedSince(number, tuple(each.now.entry.id for each in seen), since, differences)


def _find_undoing(number: int, changed: Sequence[Touched], shelf: Shelf) -> Step | None:
    """The later revision that undid this one, unless that was undone in its turn."""
    first = next((each for each in changed if each.since), None)
    if first is None:
        return None
    undone: dict[int, Step] = {}
    for step in reversed(shelf.load_history(first.now.entry.id)):
        stands = step.revision in first.since and step.revision not in undone
        if stands and step.act.undoes is not None:
            undone[step.act.undoes] = step
    return undone.get(number)
