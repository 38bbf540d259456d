"""Submitting: a command becomes a revision, a question to its author, or a proposal."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace

import msgspec

from bot.core.curation.answering import check_answered, settle_answered, store_answer
from bot.core.curation.commands import (
    AnyCommand,
    Undo,
    encode_command,
)
from bot.core.curation.differences import FieldDifference
from bot.core.curation.outcomes import (
    Asks,
    Outcome,
    Proposed,
    Question,
    decode_outcome,
    encode_outcome,
)
from bot.core.curation.permissions import Role, Verdict
from bot.core.curation.planning import make_plan, name_action
from bot.core.curation.plans import Plan
from bot.core.curation.requests import Request
from bot.core.curation.spelling import seen_from
from bot.core.curation.storing import close, tell_audit
from bot.core.errors import NotAllowed
from bot.core.keeping import Keeping, Shelf
from bot.core.kept import Waiting
from bot.core.words import Sentence


@dataclass(frozen=True, slots=True)
class Preview:
    """What a command would do now; `needs_approval` says that it would become a proposal.

    `digest` is equal for two previews that show the same.
    """

    questions: tuple[Question, ...]
    differences: tuple[FieldDifference, ...]
    notes: tuple[Sentence, ...]
    needs_approval: bool
    digest: str


async def submit(
    keeping: Keeping,
    request: Request,
    command: AnyCommand,
    confirmed: Collection[str] = (),
    *,
    answers: int | None = None,
) -> Outcome:
    """Do what a command says, once however often it is delivered.

    `confirmed` are the codes or marks of questions that the author has answered. `answers` is the
    number of what this settles in the queue: a proposal that it takes the place of ("edit and
    accept"), or what members sent.

    Raises:
        NotAllowed: the actor may not.
        InvalidInput, NotOnRecord, Conflict: as `make_plan`; nothing was changed.
    """

    def use_case(shelf: Shelf) -> Outcome:
        return carry_out(shelf, request, command, frozenset(confirmed), answers=answers)

    return await once(keeping, request, use_case)


async def preview(keeping: Keeping, request: Request, command: AnyCommand) -> Preview:
    """What a command would do, without doing it. Raises as `submit` does."""

    def look_up(shelf: Shelf) -> Preview:
        plan, needs_approval = _plan(shelf, request, command)
        return show(plan, request.community_id, needs_approval=needs_approval)

    return await keeping.read(request.community_id, look_up)


def show(plan: Plan, community_id: int, *, needs_approval: bool = True) -> Preview:
    """A plan as those who stand in a community may see it."""
    differences = plan.list_differences(community_id)
    questions, notes = seen_from(community_id, (plan.questions, plan.notes))
    return Preview(questions, differences, notes, needs_approval, plan.digest)


async def once(keeping: Keeping, request: Request, use_case: Callable[[Shelf], Outcome]) -> Outcome:
    """Run a use case unless the request was acknowledged before; then give the same answer."""

    def run(shelf: Shelf) -> Outcome:
        key = f"{request.actor.author}:{request.key}"
        known = shelf.recall_request(key)
        if known is not None:
            return decode_outcome(known)
        outcome = seen_from(request.community_id, use_case(shelf))
        shelf.remember_request(key, encode_outcome(outcome), request.at)
        return outcome

    return await keeping.change(request.community_id, run)


def _plan(shelf: Shelf, request: Request, command: AnyCommand) -> tuple[Plan, bool]:
    """The plan, if the actor may carry it out, and whether it must be approved first."""
    request.check_anywhere(name_action(command))
    plan = make_plan(command, shelf, request.today)
    verdict = request.check(plan.action, plan.owner)
    reviewed = plan.action.value in shelf.load_settings(plan.owner).reviewed
    return plan, verdict is Verdict.PROPOSES or reviewed


def carry_out(
    shelf: Shelf,
    request: Request,
    command: AnyCommand,
    confirmed: frozenset[str],
    draft: Waiting | None = None,
    *,
    answers: int | None = None,
) -> Outcome:
    """Ask, propose, or make the revision, within the transaction of `shelf`.

    What answers a proposal of another is published in that one's name and needs no approval more.
    """
    plan, needs_approval = _plan(shelf, request, command)
    answers = draft.answers if draft else answers
    replaced = check_answered(shelf, request, answers, plan.owner)
    if isinstance(command, Undo):  # "the last change" is another one when it is carried out later
        command = Undo(plan.undoes)
    if draft is not None and draft.community_id != plan.owner:  # an option may lead elsewhere
        close(shelf, draft, request, "dropped")
        draft = None
    waiting = _draft(request, plan, command, confirmed, draft)
    waiting = replace(waiting, answers=answers)
    questions = tuple(q for q in plan.questions if not q.is_answered(confirmed))
    if questions:
        number = shelf.save_waiting(waiting)
        differences = plan.list_differences(request.community_id)
        return Asks(number, plan.owner, questions, differences, plan.notes)
    if needs_approval and replaced is None:
        return _propose(shelf, request, plan, waiting)
    stored = store_answer(shelf, request, plan, replaced)
    if draft is not None:
        close(shelf, draft, request, "published", stored.revision)
    if answers is not None:
        settle_answered(shelf, request, answers, stored)
    return stored


def _draft(
    request: Request,
    plan: Plan,
    command: AnyCommand,
    confirmed: frozenset[str],
    draft: Waiting | None,
) -> Waiting:
    """The change as it is kept while it waits, in the place of the draft it was."""
    return Waiting(
        number=draft.number if draft else 0,
        community_id=plan.owner,
        from_community=request.community_id,
        author=request.actor.author,
        command=encode_command(command),
        confirmed=msgspec.json.encode(sorted(confirmed)).decode(),
        made_at=request.at,
        state="draft",
        reason=request.reason,
        wants_answer=draft is not None and draft.wants_answer,
    )


MOST_WAITING = 20
"""Proposals of one member that wait for approval at a time."""


def _propose(shelf: Shelf, request: Request, plan: Plan, waiting: Waiting) -> Proposed:
    """Put a change into the queue. Raises NotAllowed when a member has too many there."""
    if request.actor.role is Role.MEMBER:
        there = shelf.from_community(plan.owner).list_waiting("open")
        if sum(each.author == waiting.author for each in there) >= MOST_WAITING:
            raise NotAllowed(Sentence("refused.too-many-proposals", count=MOST_WAITING))
    number = shelf.save_waiting(replace(waiting, state="open"))
    audit = tell_audit(request, plan.owner, f"propose to {plan.action.value}", proposal=number)
    differences = plan.list_differences(request.community_id)
    return Proposed(audit, number, plan.owner, differences, plan.notes)
