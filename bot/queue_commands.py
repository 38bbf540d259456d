"""The terminal's command that lists and decides what waits, as the moderators' queue does."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from bot.console import Console
from bot.core.curation.answering import find_matter, list_matters
from bot.core.curation.commands import AnyCommand
from bot.core.curation.outcomes import Asks
from bot.core.curation.planning import name_action
from bot.core.curation.rebasing import load_edited
from bot.core.curation.requests import Request
from bot.core.curation.reviewing import (
    Proposal,
    approve,
    decline,
    list_proposals,
    load_proposal,
)
from bot.core.curation.submitting import preview, submit
from bot.core.errors import Conflict, InvalidInput
from bot.core.keeping import Keeping
from bot.core.replies import Reply
from bot.core.words import IN_ENGLISH, Sentence
from bot.curation_telling import DONE, NOT_DONE, describe, is_sure, show, tell
from cogs._queue_words import describe_proposal, list_matter, list_proposal, title_queue


class _Edited(msgspec.Struct):
    """A proposal as `queue --json` prints it, of which only the change may be another."""

    number: int
    command: AnyCommand


async def decide(
    options: argparse.Namespace, request: Request, keeping: Keeping, console: Console
) -> int:
    """List what waits, or approve or decline one."""
    if options.edited is not None and options.approve is None:
        raise InvalidInput("--edited FILE goes with --approve N.")
    if options.approve is not None:
        await _refuse_matter(options.approve, request, keeping)
        deciding = _approve_one if options.edited is None else _approve_edited
        return await deciding(options, request, keeping, console)
    if options.decline is not None:
        if request.reason is None:
            raise InvalidInput("Why is it declined? Say so with --reason; who sent it is told.")
        outcome = await decline(keeping, request, options.decline)
        console.tell(describe(outcome))
        return DONE
    proposals = await list_proposals(keeping, request)
    matters = await list_matters(keeping, request)
    title = title_queue(proposals, matters, IN_ENGLISH)
    cards = [list_proposal(each, IN_ENGLISH) for each in proposals]
    cards += [list_matter(each, IN_ENGLISH) for each in matters]
    content = [_proposal_as_json(each) for each in proposals]
    content += [msgspec.to_builtins(each) for each in matters]
    tell(Reply(title, cards=tuple(cards)), content, options, console)
    return DONE


async def _refuse_matter(number: int, request: Request, keeping: Keeping) -> None:
    if await find_matter(keeping, request, number):
        raise InvalidInput(
            f"Number {number} is what a member sent, no proposal: accept it in Discord "
            "(/queue), or decline it here."
        )


async def _approve_one(
    options: argparse.Namespace, request: Request, keeping: Keeping, console: Console
) -> int:
    proposal = await load_proposal(keeping, request, options.approve)
    if proposal.preview is None:
        raise Conflict(Sentence("queue.obstacle", reason=proposal.obstacle))
    console.tell(describe_proposal(proposal, IN_ENGLISH, is_whole=True))
    if not is_sure(options, console):
        return NOT_DONE
    outcome = await approve(keeping, request, proposal.number, proposal.preview.digest)
    console.tell(replace(describe(outcome), cards=()))  # what changed was shown before
    return DONE


async def _approve_edited(
    options: argparse.Namespace, request: Request, keeping: Keeping, console: Console
) -> int:
    """Publish, in the name of a proposal's author, what a file makes of the proposal."""
    number = options.approve
    edited = _read_edited(Path(options.edited), number)
    command = await load_edited(keeping, request, number, edited)
    shown = await preview(keeping, request, command)
    show(shown, console, f"Proposal {number}, as it was edited")
    if not is_sure(options, console):
        return NOT_DONE
    codes = [question.code for question in shown.questions]
    outcome = await submit(keeping, request, command, codes, answers=number)
    if isinstance(outcome, Asks):
        raise Conflict(Sentence("refused.options-changed"))
    console.tell(replace(describe(outcome), cards=(), notes=()))
    return DONE


def _read_edited(path: Path, number: int) -> AnyCommand:
    try:
        edited = msgspec.json.decode(path.read_bytes(), type=_Edited)
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise InvalidInput(f"{path} cannot be read: {reason}.") from error
    except msgspec.MsgspecError as error:
        raise InvalidInput(
            f"{path} is no proposal as `onrecord queue --json` prints one: {error}."
        ) from error
    if edited.number != number:
        raise InvalidInput(f"{path} holds proposal {edited.number}, not {number}.")
    return edited.command


def _proposal_as_json(proposal: Proposal) -> dict[str, Any]:
    return {
        "number": proposal.number,
        "action": name_action(proposal.command).value,
        "author": proposal.author,
        "from_server": proposal.from_community or None,
        "made_at": proposal.made_at,
        "reason": proposal.reason,
        "command": msgspec.to_builtins(proposal.command),
        "obstacle": str(proposal.obstacle) or None,
    }
