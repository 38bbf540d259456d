"""Reviewing: proposals that wait for a second pair of eyes, and what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

import msgspec

from bot.core.curation.commands import AnyCommand, decode_command
from bot.core.curation.outcomes import Declined, Outcome
from bot.core.curation.permissions import Action
from bot.core.curation.planning import make_plan
from bot.core.curation.plans import Plan, check_sound
from bot.core.curation.requests import Request
from bot.core.curation.storing import close, store, tell_audit
from bot.core.curation.submitting import Preview, once, show
from bot.core.errors import Conflict, InvalidInput, NotAllowed, OnRecordError
from bot.core.keeping import Keeping, Shelf
from bot.core.kept import Waiting


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change that waits: by whom, from where, what it would do, or why it cannot be done now."""

    number: int
    author: str
    from_community: int
    made_at: str
    reason: str | None
    command: AnyCommand
    preview: Preview | None
    obstacle: str = ""


async def list_proposals(keeping: Keeping, request: Request) -> tuple[Proposal, ...]:
    """What waits for approval in this community's queue, oldest first. Raises NotAllowed."""

    def look_up(shelf: Shelf) -> tuple[Proposal, ...]:
        request.check(Action.SEE_QUEUE, request.community_id)
        return tuple(_show(each, shelf, request) for each in shelf.list_waiting("open"))

    return await keeping.read(request.community_id, look_up)


async def load_proposal(keeping: Keeping, request: Request, number: int) -> Proposal:
    """One proposal of this community's queue. Raises NotAllowed, NotOnRecord and Conflict."""

    def look_up(shelf: Shelf) -> Proposal:
        request.check(Action.SEE_QUEUE, request.community_id)
        return _show(_find_open(shelf, request, number), shelf, request)

    return await keeping.read(request.community_id, look_up)


def _show(waiting: Waiting, shelf: Shelf, request: Request) -> Proposal:
    preview, obstacle = None, ""
    try:
        preview = show(_plan(waiting, shelf, request), request.community_id)
    except OnRecordError as error:
        obstacle = str(error)
    return Proposal(
        waiting.number,
        waiting.author,
        waiting.from_community,
        waiting.made_at,
        waiting.reason,
        decode_command(waiting.command),
        preview,
        obstacle,
    )


def _plan(waiting: Waiting, shelf: Shelf, request: Request) -> Plan:
    there = shelf.from_community(waiting.from_community)
    plan = make_plan(decode_command(waiting.command), there, request.today)
    check_sound(plan, shelf)
    return plan


def _find_open(shelf: Shelf, request: Request, number: int) -> Waiting:
    waiting = shelf.load_waiting(request.community_id, number)
    if waiting.state != "open":
        raise Conflict(f"Proposal {number} was {waiting.state} already.")
    return waiting


async def approve(keeping: Keeping, request: Request, number: int, seen: str) -> Outcome:
    """Publish a proposal of another; `seen` is the digest of the preview that was approved.

    Raises:
        NotAllowed: the approver may not review, or is the author.
        Conflict: it was decided already, or would do something else now than what was seen.
    """

    def use_case(shelf: Shelf) -> Outcome:
        request.check(Action.REVIEW, request.community_id)
        waiting = _find_open(shelf, request, number)
        if waiting.author == request.actor.author:
            raise NotAllowed("Someone else than the author has to approve a proposal.")
        plan = _plan(waiting, shelf, request)
        if plan.digest != seen:
            raise Conflict(
                "The record changed since: the proposal would do something else now than what "
                "was shown. Look at it again and decide."
            )
        proposed = replace(request, reason=waiting.reason)
        stored = store(shelf, proposed, plan, author=waiting.author)
        close(shelf, waiting, request, "published", stored.revision)
        audit = tell_audit(
            request,
            plan.owner,
            f"approve to {plan.action.value}",
            ids=stored.changed,
            revision=stored.revision,
            proposal=number,
        )
        return msgspec.structs.replace(stored, audit=audit, proposal=number)

    return await once(keeping, request, use_case)


async def decline(keeping: Keeping, request: Request, number: int) -> Outcome:
    """Decline a proposal; the request's reason is what its author is told.

    Raises:
        NotAllowed: the actor may not review.
        InvalidInput: no reason is given.
        Conflict: it was decided already.
    """

    def use_case(shelf: Shelf) -> Outcome:
        request.check(Action.REVIEW, request.community_id)
        return _end(shelf, _find_open(shelf, request, number), request, "declined")

    if not (request.reason or "").strip():
        raise InvalidInput("Why is it declined? The author is told the reason.")
    return await once(keeping, request, use_case)


async def withdraw(keeping: Keeping, request: Request, number: int, *, owner: int) -> Outcome:
    """Drop one's own draft or proposal in the queue of `owner`. Raises NotAllowed and Conflict."""

    def use_case(shelf: Shelf) -> Outcome:
        waiting = shelf.load_waiting(owner, number)
        if (waiting.author, waiting.from_community) != (
            request.actor.author,
            request.community_id,
        ):
            raise NotAllowed("Only its author can withdraw a proposal.")
        if waiting.state not in ("draft", "open"):
            raise Conflict(f"Proposal {number} was {waiting.state} already.")
        return _end(shelf, waiting, request, "dropped")

    return await once(keeping, request, use_case)


def _end(shelf: Shelf, waiting: Waiting, request: Request, state: str) -> Declined:
    close(shelf, waiting, request, state)
    word = "decline" if state == "declined" else "withdraw"
    audit = tell_audit(request, waiting.community_id, word, proposal=waiting.number)
    reason = request.reason or ""
    return Declined(audit, waiting.number, waiting.author, waiting.from_community, reason)
