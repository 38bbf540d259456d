"""Holding: a change is kept as a draft and shown to its author before anything is done."""

from __future__ import annotations

from bot.core.curation.answering import check_answered
from bot.core.curation.commands import AnyCommand, encode_command
from bot.core.curation.outcomes import Asks, Outcome
from bot.core.curation.planning import make_plan, name_action
from bot.core.curation.requests import Request
from bot.core.curation.submitting import once
from bot.core.keeping import Keeping, Shelf
from bot.core.kept import Waiting


async def hold(
    keeping: Keeping, request: Request, command: AnyCommand, *, answers: int | None = None
) -> Outcome:
    """Keep a change as a draft that `confirm` carries out, and say what it would do.

    Unlike `submit`, this always asks, also where there is no question. Raises as `submit` does.
    """

    def use_case(shelf: Shelf) -> Outcome:
        request.check_anywhere(name_action(command))
        plan = make_plan(command, shelf, request.today)
        request.check(plan.action, plan.owner)
        check_answered(shelf, request, answers, plan.owner)
        number = shelf.save_waiting(
            Waiting(
                number=0,
                community_id=plan.owner,
                from_community=request.community_id,
                author=request.actor.author,
                command=encode_command(command),
                confirmed="[]",
                made_at=request.at,
                state="draft",
                reason=request.reason,
                answers=answers,
            )
        )
        differences = plan.list_differences(request.community_id)
        return Asks(number, plan.owner, plan.questions, differences, plan.notes)

    return await once(keeping, request, use_case)
