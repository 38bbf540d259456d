"""Storing: a plan becomes a revision, within the transaction, with a line for the audit channel."""

from __future__ import annotations

from dataclasses import replace

from bot.core.curation.commands import Hide, MarkDead
from bot.core.curation.differences import FieldDifference, compare_entries
from bot.core.curation.outcomes import Audit, Stored
from bot.core.curation.plans import Plan
from bot.core.curation.requests import Request
from bot.core.curation.spelling import seen_from
from bot.core.keeping import Shelf
from bot.core.kept import Act, Waiting
from bot.core.models import SHARED, Entry


def store(shelf: Shelf, request: Request, plan: Plan, *, author: str | None = None) -> Stored:
    """Make the plan's changes as one revision, or what it only sets."""
    act = Act(
        author or request.actor.author,
        request.at,
        plan.action.value,
        request.reason,
        plan.undoes,
    )
    if plan.setting is not None:
        return _set(shelf, request, plan, act)
    written = shelf.write(plan.owner, act, plan.changes)
    shown = [
        change
        for change in plan.changes
        if change.before is None or change.before.community_id in (SHARED, request.community_id)
    ]
    ids = tuple(written.ids.get(change.after.id, change.after.id) for change in shown)
    differences = tuple(
        difference
        for change, id_ in zip(shown, ids, strict=True)
        for difference in _compare(request, change.old, shelf.find(id_, follow=False).entry)
    )
    audit = tell_audit(request, plan.owner, act.action, ids=ids, revision=written.revision)
    return Stored(audit, written.revision, dict(written.ids), ids, differences, plan.notes)


def _compare(request: Request, old: Entry | None, new: Entry) -> tuple[FieldDifference, ...]:
    return compare_entries(*seen_from(request.community_id, (old, new)))


def _set(shelf: Shelf, request: Request, plan: Plan, act: Act) -> Stored:
    match plan.setting:
        case Hide(claim, hidden):
            shelf.set_hidden(claim, act, hidden=hidden)
            word, id_ = ("hide" if hidden else "show"), claim
        case MarkDead(source, dead):
            shelf.set_dead(source, act, dead=dead)
            word, id_ = ("mark as dead" if dead else "mark as alive"), source
        case _:
            raise TypeError("nothing to set")
    return Stored(tell_audit(request, plan.owner, word, ids=(id_,)), changed=(id_,))


def close(
    shelf: Shelf, waiting: Waiting, request: Request, state: str, revision: int | None = None
) -> None:
    """Keep what became of a draft or a proposal, by whom and why."""
    shelf.save_waiting(
        replace(
            waiting,
            state=state,
            decided_by=request.actor.author,
            decided_at=request.at,
            decided_because=request.reason,
            revision=revision,
        )
    )


def tell_audit(
    request: Request,
    owner: int,
    action: str,
    *,
    ids: tuple[str, ...] = (),
    revision: int | None = None,
    proposal: int | None = None,
) -> Audit:
    """The line for the audit channel of the community whose record it is."""
    return Audit(
        owner,
        request.actor.author,
        request.at,
        action,
        ids,
        revision,
        proposal,
        request.reason,
    )
