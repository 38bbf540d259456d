"""The command line's words for keeping the record: history, undo, retire, queue and so on."""

from __future__ import annotations

import argparse
from typing import Any, TypeAlias

KEEPING = ("history", "gaps", "undo", "retire", "unretire", "merge", "address", "queue")
"""The commands that `add_curation_commands` adds."""

_ID = "the id, such as C3, S7, P5 or D2"
_STOPPED = " The bot has to be stopped for a change."

_MOST_DIGITS = 18
"""More than any number in the queue has, and what SQLite can hold."""

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add_curation_commands(commands: Commands, common: argparse.ArgumentParser) -> None:
    """Add the commands by which the operator keeps the shared library, or a server's record."""
    where = argparse.ArgumentParser(add_help=False, parents=[common])
    where.add_argument(
        "--server",
        metavar="ID",
        help="the record of the Discord server with this id (else the shared library)",
    )
    _add_looking(commands, where)
    _add_changing(commands, where)
    _add_queue(commands, where)


def _add(commands: Commands, name: str, example: str, **words: Any) -> argparse.ArgumentParser:
    return commands.add_parser(name, epilog=f"example: onrecord {example}", **words)


def _add_looking(commands: Commands, where: argparse.ArgumentParser) -> None:
    history = _add(
        commands,
        "history",
        "history C3",
        parents=[where],
        help="show who changed an entry, when and why",
        description="Show every change of an entry, oldest first, before and after; without an "
        "id, the latest 25 changes to the record, newest first.",
    )
    history.add_argument("id", nargs="?", metavar="ID", help=_ID)
    gaps = _add(
        commands,
        "gaps",
        "gaps --json",
        parents=[where],
        help="show what the record lacks",
        description="Show claims with one side only, statements with one source, dead addresses, "
        "questions that members asked more than once and nobody answered, and so on.",
    )
    for command in (history, gaps):
        command.add_argument("--json", action="store_true", help="one JSON object a line")


def _add_changing(commands: Commands, where: argparse.ArgumentParser) -> None:
    undo = _add(
        commands,
        "undo",
        "undo R12 --reason 'wrong speaker'",
        parents=[where],
        help="undo a change",
        description="Undo the last change to the record, or a named one. What it changed becomes "
        "what it was; what it added is retired. This is a change itself and can be undone."
        + _STOPPED,
    )
    undo.add_argument(
        "revision",
        nargs="?",
        metavar="CHANGE",
        help="the change's number, such as R12; `onrecord history` tells it",
    )
    retire = _add(
        commands,
        "retire",
        "retire S7 --reason 'misquoted'",
        parents=[where],
        help="take an entry out of answers",
        description="Take an entry out of answers. It stays on record: `onrecord unretire` brings "
        "it back." + _STOPPED,
    )
    restore = _add(
        commands,
        "unretire",
        "unretire S7",
        parents=[where],
        help="bring a retired entry back",
        description="Bring a retired entry back into answers." + _STOPPED,
    )
    merge = _add(
        commands,
        "merge",
        "merge C9 C3",
        parents=[where],
        help="let a claim, speaker or source live on in another",
        description="Merge a claim, speaker or source into another of its kind: what refers to "
        "it refers to the other then, and its id leads there." + _STOPPED,
    )
    merge.add_argument("id", metavar="ID", help="the entry that is merged")
    merge.add_argument("into", metavar="INTO", help="the entry that stays")
    address = _add(
        commands,
        "address",
        "address D4 dead",
        parents=[where],
        help="mark a source's address as dead, or as alive again",
        description="Mark the address of a source as no longer reachable, or take the mark away."
        + _STOPPED,
    )
    address.add_argument("id", metavar="ID", help="the source's id, such as D4")
    address.add_argument("found", choices=("dead", "alive"), help="what was found")
    for command in (retire, restore):
        command.add_argument("id", metavar="ID", help=_ID)
    for command in (undo, retire, restore, merge, address):
        _add_yes_and_reason(command)


def _add_queue(commands: Commands, where: argparse.ArgumentParser) -> None:
    queue = _add(
        commands,
        "queue",
        "queue --approve 4",
        parents=[where],
        help="show and decide what waits for approval",
        description="List what waits, oldest first: proposals, and with --server also what the "
        "server's members sent. Or approve or decline one." + _STOPPED,
    )
    decision = queue.add_mutually_exclusive_group()
    decision.add_argument("--approve", type=_number, metavar="N", help="publish proposal N")
    decision.add_argument(
        "--decline", type=_number, metavar="N", help="decline number N; say why with --reason"
    )
    queue.add_argument(
        "--edited",
        metavar="FILE",
        help="with --approve: publish the proposal as FILE has it, which is its line of "
        "`onrecord queue --json` with changes in `command`",
    )
    queue.add_argument("--json", action="store_true", help="one JSON object a line")
    _add_yes_and_reason(queue, "why; who sent what is declined is told")


def _number(text: str) -> int:
    if not (text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS):
        raise argparse.ArgumentTypeError(f"expected the number of what waits, got {text[:20]!r}")
    return int(text)


def _add_yes_and_reason(
    command: argparse.ArgumentParser, reason: str = "why; it is kept with the change"
) -> None:
    command.add_argument("--yes", action="store_true", help="do not ask before changing anything")
    command.add_argument("--reason", metavar="TEXT", help=reason)
