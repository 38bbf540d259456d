"""Reviewing: proposals that wait for a second pair of eyes, and what becomes of them."""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.core.curation.answering import (
    DecidedAlready,
    accept_matter,
    check_open,
    decline_matter,
    settle_answered,
    store_approved,
)
from bot.core.curation.commands import AnyCommand, decode_command
from bot.core.curation.outcomes import Declined, Outcome
from bot.core.curation.permissions import Action, Actor, Role
from bot.core.curation.planning import make_plan
from bot.core.curation.plans import Plan, check_sound
from bot.core.curation.rebasing import rebase
from bot.core.curation.requests import Request
from bot.core.curation.spelling import seen_from
from bot.core.curation.storing import close, tell_audit
from bot.core.curation.submitting import Preview, once, show
from bot.core.errors import Conflict, InvalidInput, NotAllowed, NotOnRecord, OnRecordError
from bot.core.keeping import Keeping, Shelf
from bot.core.kept import Waiting
from bot.core.membership import Matter
from bot.core.words import Sentence


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
    obstacle: Sentence | str = ""


async def list_proposals(keeping: Keeping, request: Request) -> tuple[Proposal, ...]:
    """What waits for approval in this community's queue, oldest first. Raises NotAllowed."""

    def look_up(shelf: Shelf) -> tuple[Proposal, ...]:
        request.check(Action.SEE_QUEUE, request.community_id)
        return tuple(_show(each, shelf, request) for each in shelf.list_waiting("open"))

    return await keeping.read(request.community_id, look_up)


async def list_queue(
    keeping: Keeping, request: Request
) -> tuple[tuple[Proposal, ...], tuple[Matter, ...]]:
    """What waits in this community's queue, proposals without their previews. Raises NotAllowed."""

    def look_up(shelf: Shelf) -> tuple[tuple[Proposal, ...], tuple[Matter, ...]]:
        request.check(Action.SEE_QUEUE, request.community_id)
        proposals = tuple(_name(each) for each in shelf.list_waiting("open"))
        return seen_from(request.community_id, proposals), tuple(shelf.list_matters())

    return await keeping.read(request.community_id, look_up)


async def load_proposal(keeping: Keeping, request: Request, number: int) -> Proposal:
    """One proposal of this community's queue. Raises NotAllowed, NotOnRecord and Conflict."""

    def look_up(shelf: Shelf) -> Proposal:
        request.check(Action.SEE_QUEUE, request.community_id)
        return _show(_find_open(shelf, request, number), shelf, request)

    return await keeping.read(request.community_id, look_up)


def _show(waiting: Waiting, shelf: Shelf, request: Request) -> Proposal:
    preview: Preview | None = None
    obstacle: Sentence | str = ""
    try:
        preview = show(_plan(waiting, shelf, request), request.community_id)
    except OnRecordError as error:
        obstacle = error.sentence
    return seen_from(request.community_id, _name(waiting, preview, obstacle))


def _name(
    waiting: Waiting, preview: Preview | None = None, obstacle: Sentence | str = ""
) -> Proposal:
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
    """What a proposal would do to the record as it is now, whatever it was when proposed."""
    there = shelf.from_community(waiting.from_community)
    proposed = decode_command(waiting.command)
    command = rebase(proposed, there)
    plan = make_plan(command, there, request.today)
    check_sound(plan, shelf)
    if command == proposed:
        return plan
    return replace(plan, notes=(*plan.notes, Sentence("noted.changed-since")))


def _find_open(shelf: Shelf, request: Request, number: int) -> Waiting:
    waiting = shelf.load_waiting(request.community_id, number)
    check_open(waiting.number, waiting.state)
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
            raise NotAllowed(Sentence("refused.own-proposal"))
        plan = _plan(waiting, shelf, request)
        if plan.digest != seen:
            raise Conflict(Sentence("refused.proposal-changed"))
        stored = store_approved(shelf, request, plan, waiting, waiting.reason)
        close(shelf, waiting, request, "published", stored.revision)
        if waiting.answers is not None:
            there = shelf.from_community(waiting.from_community)
            settle_answered(there, request, waiting.answers, stored)
        return stored

    return await once(keeping, request, use_case)


async def decline(keeping: Keeping, request: Request, number: int) -> Outcome:
    """Decline a proposal, or what members sent; they are told the request's reason.

    Raises:
        NotAllowed: the actor may not review.
        InvalidInput: no reason is given.
        Conflict: it was decided already.
    """

    def use_case(shelf: Shelf) -> Outcome:
        request.check(Action.REVIEW, request.community_id)
        matter = shelf.find_matter(number)
        if matter is not None:
            return decline_matter(shelf, request, matter)
        return _end(shelf, _find_open(shelf, request, number), request, "declined")

    if not (request.reason or "").strip():
        raise InvalidInput(Sentence("refused.why-declined"))
    return await once(keeping, request, use_case)


async def accept(keeping: Keeping, request: Request, number: int) -> Outcome:
    """Close what members sent as settled, without a change: a report that was dealt with already.

    Raises:
        NotAllowed: the actor may not review.
        NotOnRecord: members sent nothing under this number.
        Conflict: it was decided already.
    """
    return await once(keeping, request, lambda shelf: accept_matter(shelf, request, number))


async def withdraw(keeping: Keeping, request: Request, number: int, *, owner: int) -> Outcome:
    """Drop one's own draft or proposal in the queue of `owner`. Raises NotAllowed and Conflict."""

    def use_case(shelf: Shelf) -> Outcome:
        waiting = shelf.load_waiting(owner, number)
        _check_own(waiting, request)
        if waiting.state not in ("draft", "open"):
            raise DecidedAlready(waiting.number, waiting.state)
        return _end(shelf, waiting, request, "dropped")

    return await once(keeping, request, use_case)


async def set_wanted(
    keeping: Keeping, request: Request, number: int, *, owner: int, wanted: bool
) -> bool:
    """Have the author of a proposal told what becomes of it, or not; returns `wanted`.

    Raises:
        NotAllowed: someone else's proposal.
        Conflict: it was decided already.
    """

    def use_case(shelf: Shelf) -> bool:
        waiting = shelf.load_waiting(owner, number)
        _check_own(waiting, request)
        if waiting.state not in ("draft", "open"):
            raise DecidedAlready(waiting.number, waiting.state)
        shelf.save_waiting(replace(waiting, wants_answer=wanted))
        return wanted

    return await keeping.change(request.community_id, use_case)


def _check_own(waiting: Waiting, request: Request) -> None:
    if (waiting.author, waiting.from_community) != (request.actor.author, request.community_id):
        raise NotAllowed(Sentence("refused.not-your-proposal"))


async def load_posted(
    keeping: Keeping, community_id: int, number: int, at: str
) -> Proposal | Matter | Waiting | None:
    """What a queue channel shows under a number; a proposal that was decided as it is kept."""
    nobody = Request(Actor("", Role.NONE), community_id, at, "")

    def look_up(shelf: Shelf) -> Proposal | Matter | Waiting | None:
        matter = shelf.find_matter(number)
        if matter is not None:
            return matter
        try:
            waiting = shelf.load_waiting(community_id, number)
        except NotOnRecord:
            return None
        return _show(waiting, shelf, nobody) if waiting.state == "open" else waiting

    return await keeping.read(community_id, look_up)


def _end(shelf: Shelf, waiting: Waiting, request: Request, state: str) -> Declined:
    close(shelf, waiting, request, state)
    word = "decline" if state == "declined" else "withdraw"
    audit = tell_audit(request, waiting.community_id, word, proposal=waiting.number)
    reason = request.reason or ""
    return Declined(audit, waiting.number, waiting.author, waiting.from_community, reason)
