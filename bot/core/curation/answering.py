"""Answering: what settles a proposal or what members sent, and deciding the latter."""

from __future__ import annotations

from dataclasses import replace

import msgspec

from bot.core.curation.outcomes import Closed, Stored
from bot.core.curation.permissions import Action
from bot.core.curation.plans import Plan
from bot.core.curation.requests import Request
from bot.core.curation.storing import close, store, tell_audit
from bot.core.errors import Conflict, NotAllowed, NotOnRecord
from bot.core.keeping import Keeping, Shelf
from bot.core.kept import Waiting
from bot.core.matching import look_alikes, rank
from bot.core.membership import Matter
from bot.core.models import SHARED, Claim
from bot.core.question import parse_question
from bot.core.words import Sentence

_MOST_ALIKE = 5


class DecidedAlready(Conflict):
    """Something in the queue was decided already, by someone else or by oneself."""

    def __init__(self, number: int, state: str) -> None:
        """Say what became of it."""
        told = Sentence(f"waiting.{state}")
        super().__init__(Sentence("refused.proposal-was", number=number, state=told))


class AnsweredAlready(DecidedAlready):
    """What members sent was decided before the change that was to settle it could be made."""


def check_answered(
    shelf: Shelf, request: Request, answers: int | None, owner: int
) -> Waiting | None:
    """Check that a change may settle what it is to; returns the proposal that it replaces.

    Raises:
        NotAllowed: the actor may not review, or is the author of the proposal.
        AnsweredAlready: what members sent was decided; the change may be made all the same.
        Conflict: it was decided already, or the change is to another record than the proposal.
    """
    if answers is None:
        return None
    request.check(Action.REVIEW, request.community_id)
    matter = shelf.find_matter(answers)
    if matter is not None:
        if matter.state != "open":
            raise AnsweredAlready(matter.number, matter.state)
        return None
    proposal = shelf.load_waiting(request.community_id, answers)
    check_open(proposal.number, proposal.state)
    if proposal.author == request.actor.author:
        raise NotAllowed(Sentence("refused.own-proposal"))
    if proposal.community_id != owner:
        raise Conflict(Sentence("refused.proposal-changed"))
    return proposal


def check_open(number: int, state: str) -> None:
    """Check that something in the queue is still to be decided. Raises DecidedAlready."""
    if state != "open":
        raise DecidedAlready(number, state)


def store_answer(shelf: Shelf, request: Request, plan: Plan, replaced: Waiting | None) -> Stored:
    """Make a revision; in the place of a proposal, in the name and for the reason of its author."""
    if replaced is None:
        return store(shelf, request, plan)
    reason = request.reason or replaced.reason
    return store_approved(shelf, request, plan, replaced, reason)


def store_approved(
    shelf: Shelf, request: Request, plan: Plan, waiting: Waiting, reason: str | None
) -> Stored:
    """Make a revision of a proposal, in the name of its author, with who approved it."""
    stored = store(shelf, replace(request, reason=reason), plan, author=waiting.author)
    audit = tell_audit(
        request,
        plan.owner,
        f"approve to {plan.action.value}",
        ids=stored.changed,
        revision=stored.revision,
        proposal=waiting.number,
    )
    return msgspec.structs.replace(stored, audit=audit, proposal=waiting.number)


def settle_answered(shelf: Shelf, request: Request, answers: int, stored: Stored) -> None:
    """Close what a change settles in the queue of the shelf's community, if it is still open."""
    matter = shelf.find_matter(answers)
    if matter is not None:
        if matter.state == "open":
            _close(shelf, request, matter, is_accepted=True, result=_name_result(stored))
        return
    proposal = shelf.load_waiting(shelf.community_id, answers)
    if proposal.state == "open":
        close(shelf, proposal, request, "published", stored.revision)


def _name_result(stored: Stored) -> str:
    claims = (id_ for id_ in stored.changed if id_.removeprefix("L").startswith("C"))
    return next(claims, next(iter(stored.changed), ""))


def _close(
    shelf: Shelf, request: Request, matter: Matter, *, is_accepted: bool, result: str = ""
) -> None:
    # Why a change was made is not written for those who asked; why something was declined is.
    reason = "" if is_accepted else request.reason or ""
    shelf.close_matter(matter, is_accepted=is_accepted, result=result, reason=reason, at=request.at)


async def list_matters(keeping: Keeping, request: Request) -> tuple[Matter, ...]:
    """What members sent and nobody decided yet, as `Shelf.list_matters`. Raises NotAllowed."""

    def look_up(shelf: Shelf) -> tuple[Matter, ...]:
        request.check(Action.SEE_QUEUE, request.community_id)
        return tuple(shelf.list_matters())

    return await keeping.read(request.community_id, look_up)


async def find_matter(keeping: Keeping, request: Request, number: int) -> Matter | None:
    """What members sent under a number; None when it is no such number. Raises NotAllowed."""

    def look_up(shelf: Shelf) -> Matter | None:
        request.check(Action.SEE_QUEUE, request.community_id)
        return shelf.find_matter(number)

    return await keeping.read(request.community_id, look_up)


async def load_matter(keeping: Keeping, request: Request, number: int) -> Matter:
    """What members sent, still to be decided. Raises NotAllowed, NotOnRecord and Conflict."""
    return _check_undecided(await find_matter(keeping, request, number), number)


def _check_undecided(matter: Matter | None, number: int) -> Matter:
    if matter is None:
        raise NotOnRecord(Sentence("missing-proposal", number=number))
    check_open(matter.number, matter.state)
    return matter


async def list_answering(keeping: Keeping, request: Request, number: int) -> tuple[int, ...]:
    """The numbers of open proposals, the library's too, that would settle what members sent.

    Raises:
        NotAllowed: the actor may not see the queue.
    """

    def look_up(shelf: Shelf) -> tuple[int, ...]:
        request.check(Action.SEE_QUEUE, request.community_id)
        here = request.community_id
        queues = (shelf, shelf.from_community(SHARED))
        return tuple(
            each.number
            for queue in queues
            for each in queue.list_waiting("open")
            if each.from_community == here and each.answers == number
        )

    return await keeping.read(request.community_id, look_up)


async def find_alike(keeping: Keeping, request: Request, text: str) -> tuple[Claim, ...]:
    """The claims that a question may be another wording of, best first. Raises NotAllowed."""

    def look_up(shelf: Shelf) -> tuple[Claim, ...]:
        request.check(Action.SEE_QUEUE, request.community_id)
        question = parse_question(text)
        matches = rank(question, shelf.find_candidates(question))
        alike = look_alikes(matches) or tuple(matches)
        entries = (shelf.find_key(match.claim_key).entry for match in alike[:_MOST_ALIKE])
        return tuple(entry for entry in entries if isinstance(entry, Claim))

    return await keeping.read(request.community_id, look_up)


def accept_matter(shelf: Shelf, request: Request, number: int) -> Closed:
    """Close what members sent as settled, without a change. Raises as `load_matter` does."""
    request.check(Action.REVIEW, request.community_id)
    matter = _check_undecided(shelf.find_matter(number), number)
    _close(shelf, request, matter, is_accepted=True)
    return _tell(request, matter, is_accepted=True)


def decline_matter(shelf: Shelf, request: Request, matter: Matter) -> Closed:
    """Close what members sent as declined, for the request's reason. Raises Conflict."""
    check_open(matter.number, matter.state)
    _close(shelf, request, matter, is_accepted=False)
    return _tell(request, matter, is_accepted=False)


def _tell(request: Request, matter: Matter, *, is_accepted: bool) -> Closed:
    action = "settle" if is_accepted else "decline"
    audit = tell_audit(request, request.community_id, action, proposal=matter.number)
    return Closed(audit, matter.number, is_accepted)
