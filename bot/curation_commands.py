"""The terminal's commands that keep the record, through the same use cases as Discord."""

from __future__ import annotations

import argparse
import secrets
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Any

import msgspec

from bot.console import Console
from bot.core.curation.commands import AnyCommand, MarkDead, Merge, Restore, Retire, Undo
from bot.core.curation.history import PastChange, read_revision
from bot.core.curation.outcomes import Asks
from bot.core.curation.overseeing import list_revisions, load_gaps, load_history
from bot.core.curation.permissions import Actor, Role
from bot.core.curation.requests import Request, read_reason
from bot.core.curation.spelling import seen_from
from bot.core.curation.submitting import preview, submit
from bot.core.errors import Conflict, InvalidInput, OnRecordError
from bot.core.keeping import Keeping
from bot.core.kept import Act, Listed
from bot.core.models import SHARED
from bot.core.replies import Reply
from bot.core.words import IN_ENGLISH, Sentence
from bot.curation_telling import DONE, NOT_DONE, describe, is_sure, show, tell
from bot.exchange_commands import OPERATOR
from bot.queue_commands import decide
from cogs._curating_gaps import describe_gaps
from cogs._curating_history import describe_history, describe_latest

_Command = Callable[[argparse.Namespace, Request, Keeping, Console], Awaitable[int]]


def only_reads(options: argparse.Namespace) -> bool:
    """Whether a command changes nothing, so that it can run beside the bot."""
    looks = options.command in ("history", "gaps", "queue")
    return looks and getattr(options, "approve", None) is getattr(options, "decline", None)


async def keep_record(options: argparse.Namespace, keeping: Keeping, console: Console) -> int:
    """Run one of the commands and return its exit code. Raises OnRecordError."""
    request = _read_request(options, console)
    try:
        return await _COMMANDS[options.command](options, request, keeping, console)
    except OnRecordError as error:
        error.sentence = seen_from(request.community_id, error.sentence)
        error.args = (error.sentence,)
        raise


def _read_request(options: argparse.Namespace, console: Console) -> Request:
    """The operator's request; in a server's record the operator acts as its owner."""
    community_id, role = SHARED, Role.OPERATOR
    if options.server is not None:
        community_id, role = _read_server(options.server), Role.OWNER
    at = console.now.isoformat(timespec="seconds")
    reason = read_reason(getattr(options, "reason", None))
    return Request(Actor(OPERATOR, role), community_id, at, secrets.token_hex(8), reason)


def _read_server(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= 19) or int(text) == SHARED:
        raise InvalidInput("A server's id is a number of up to 19 digits.")
    return int(text)


async def _tell_history(
    options: argparse.Namespace, request: Request, keeping: Keeping, console: Console
) -> int:
    if options.id is None:
        revisions = await list_revisions(keeping, request)
        content = [_listed_as_json(each) for each in revisions]
        reply = describe_latest(revisions, IN_ENGLISH)
    else:
        changes = await load_history(keeping, request, options.id)
        content = [_change_as_json(each) for each in changes]
        reply = describe_history(changes, IN_ENGLISH)
    tell(reply, content, options, console)
    return DONE


def _listed_as_json(listed: Listed) -> dict[str, Any]:
    touched = {"ids": listed.ids, "entries": listed.count}
    return {**_act_as_json(listed.number, listed.act), **touched}


def _act_as_json(number: int, act: Act) -> dict[str, Any]:
    return {"revision": f"R{number}", **msgspec.to_builtins(act)}


def _change_as_json(change: PastChange) -> dict[str, Any]:
    differences = [
        {"id": each.id, "field": each.field, "before": str(each.before), "after": str(each.after)}
        for each in change.differences
    ]
    return {**_act_as_json(change.revision, change.act), "differences": differences}


async def _tell_gaps(
    options: argparse.Namespace, request: Request, keeping: Keeping, console: Console
) -> int:
    gaps = await load_gaps(keeping, request)
    cards = tuple(describe_gaps(gaps, IN_ENGLISH))
    reply = Reply(IN_ENGLISH.say("gaps.title" if cards else "gaps.none"), cards=cards)
    tell(reply, [msgspec.to_builtins(gaps)], options, console)
    return DONE


async def _change(
    options: argparse.Namespace, request: Request, keeping: Keeping, console: Console
) -> int:
    """Show what a command would do, ask, and have it carried out."""
    command = _read_command(options)
    shown = await preview(keeping, request, command)
    if shown.questions:
        show(shown, console)
        if not is_sure(options, console):
            return NOT_DONE
    codes = [question.code for question in shown.questions]
    outcome = await submit(keeping, request, command, codes)
    if isinstance(outcome, Asks):
        raise Conflict(Sentence("refused.options-changed"))
    told = describe(outcome)
    console.tell(replace(told, cards=(), notes=()) if shown.questions else told)
    return DONE


def _read_command(options: argparse.Namespace) -> AnyCommand:
    match options.command:
        case "undo":
            return Undo(read_revision(options.revision))
        case "retire":
            return Retire(options.id)
        case "unretire":
            return Restore(options.id)
        case "address":
            return MarkDead(options.id, dead=options.found == "dead")
        case _:
            return Merge(options.id, options.into)


_COMMANDS: Mapping[str, _Command] = {
    "history": _tell_history,
    "gaps": _tell_gaps,
    "queue": decide,
    **dict.fromkeys(("undo", "retire", "unretire", "merge", "address"), _change),
}
