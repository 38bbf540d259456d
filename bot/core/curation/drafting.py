"""Drafting: a change whose author was asked something goes on when there is an answer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import msgspec

from bot.core.curation.commands import AnyCommand, decode_command
from bot.core.curation.outcomes import Asks, Outcome
from bot.core.curation.permissions import Action
from bot.core.curation.planning import make_plan
from bot.core.curation.requests import Request
from bot.core.curation.submitting import carry_out, once
from bot.core.errors import Conflict, NotAllowed
from bot.core.keeping import Keeping, Shelf
from bot.core.kept import Waiting
from bot.core.words import Sentence


async def confirm(
    keeping: Keeping, request: Request, draft: int, confirmed: Collection[str], *, owner: int
) -> Outcome:
    """Go on with a draft whose author has answered; `owner` is the `community_id` of its `Asks`.

    `confirmed` are codes or marks of its questions.

    Raises:
        NotAllowed: someone else's draft.
        Conflict: the draft was carried out or dropped already.
    """

    def use_case(shelf: Shelf) -> Outcome:
        waiting = _find_draft(shelf, request, owner, draft)
        return _go_on(shelf, request, decode_command(waiting.command), waiting, confirmed)

    return await once(keeping, request, use_case)


async def choose(
    keeping: Keeping, request: Request, draft: int, mark: str, option: int, *, owner: int
) -> Outcome:
    """Go on with what an option of a draft's question does instead.

    `mark` is the question's, `option` the place of the option in it. Raises as `confirm` does.
    """

    def use_case(shelf: Shelf) -> Outcome:
        waiting = _find_draft(shelf, request, owner, draft)
        request.check_anywhere(Action.ADD)
        plan = make_plan(decode_command(waiting.command), shelf, request.today)
        options = next((q.options for q in plan.questions if q.mark == mark), ())
        if not 0 <= option < len(options):
            raise Conflict(Sentence("refused.options-changed"))
        return _go_on(shelf, request, options[option].command, waiting)

    return await once(keeping, request, use_case)


async def detach(keeping: Keeping, request: Request, draft: int, *, owner: int) -> Asks:
    """Let a draft settle nothing in the queue any more; it is asked about once more.

    Raises as `confirm` does.
    """

    def use_case(shelf: Shelf) -> Asks:
        waiting = _find_draft(shelf, request, owner, draft)
        shelf.save_waiting(replace(waiting, answers=None))
        plan = make_plan(decode_command(waiting.command), shelf, request.today)
        differences = plan.list_differences(request.community_id)
        return Asks(draft, owner, plan.questions, differences, plan.notes)

    return await keeping.change(request.community_id, use_case)


def _go_on(
    shelf: Shelf,
    request: Request,
    command: AnyCommand,
    waiting: Waiting,
    confirmed: Collection[str] = (),
) -> Outcome:
    answered = frozenset(msgspec.json.decode(waiting.confirmed, type=list[str]))
    reasoned = replace(request, reason=request.reason or waiting.reason)
    return carry_out(shelf, reasoned, command, answered.union(confirmed), waiting)


def _find_draft(shelf: Shelf, request: Request, owner: int, number: int) -> Waiting:
    waiting = shelf.load_waiting(owner, number)
    if (waiting.author, waiting.from_community) != (request.actor.author, request.community_id):
        raise NotAllowed(Sentence("refused.not-your-change"))
    if waiting.state != "draft":
        state = Sentence(f"waiting.{waiting.state}")
        raise Conflict(Sentence("refused.change-was", state=state))
    return waiting
