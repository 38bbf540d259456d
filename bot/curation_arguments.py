"""The command line's words for keeping the record: history, undo, retire, queue and so on."""

from __future__ import annotations

import argparse
from typing import Any, TypeAlias

KEEPING = ("history", "gaps", "undo", "retire", "unretire", "merge", "address", "queue")
"""The commands that `add_curation_commands` adds."""

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
        description="Show every change of an entry, before and after; without an id, the latest "
        "changes to the record.",
    )
    history.add_argument("id", nargs="?", metavar="ID", help="the id, such as C3 or S7")
    gaps = _add(
        commands,
        "gaps",
        "gaps --json",
        parents=[where],
        help="show what the record lacks",
        description="Show claims with one side only, statements with one source, dead addresses, "
        "questions asked often and not answered, and so on.",
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
        description="Undo the last change to the record, or a named one; this is a change itself.",
    )
    undo.add_argument("revision", nargs="?", metavar="R", help="the change's number, such as R12")
    retire = _add(
        commands,
        "retire",
        "retire S7 --reason 'misquoted'",
        parents=[where],
        help="take an entry out of answers",
        description="Take an entry out of answers; it stays on record and can be restored.",
    )
    restore = _add(
        commands,
        "unretire",
        "unretire S7",
        parents=[where],
        help="bring a retired entry back",
        description="Bring a retired entry back into answers.",
    )
    merge = _add(
        commands,
        "merge",
        "merge C9 C3",
        parents=[where],
        help="let a claim, speaker or source live on in another",
        description="Merge a claim, speaker or source into another of its kind; its id still "
        "answers.",
    )
    merge.add_argument("id", metavar="ID", help="the entry that is merged")
    merge.add_argument("into", metavar="INTO", help="the entry that stays")
    address = _add(
        commands,
        "address",
        "address D4 dead",
        parents=[where],
        help="mark a source's address as dead, or as alive again",
        description="Mark the address of a source as no longer reachable, or take the mark away.",
    )
    address.add_argument("id", metavar="ID", help="the source's id, such as D4")
    address.add_argument("found", choices=("dead", "alive"), help="what was found")
    for command in (retire, restore):
        command.add_argument("id", metavar="ID", help="the id, such as C3 or S7")
    for command in (undo, retire, restore, merge, address):
        _add_yes_and_reason(command)


def _add_queue(commands: Commands, where: argparse.ArgumentParser) -> None:
    queue = _add(
        commands,
        "queue",
        "queue --approve 4",
        parents=[where],
        help="show and decide what waits for approval",
        description="List what waits for approval, oldest first; or approve or decline one.",
    )
    decision = queue.add_mutually_exclusive_group()
    decision.add_argument("--approve", type=int, metavar="N", help="publish proposal N")
    decision.add_argument("--decline", type=int, metavar="N", help="decline proposal N")
    queue.add_argument("--json", action="store_true", help="one JSON object a line")
    _add_yes_and_reason(queue)


def _add_yes_and_reason(command: argparse.ArgumentParser) -> None:
    command.add_argument("--yes", action="store_true", help="do not ask before changing anything")
    command.add_argument("--reason", metavar="TEXT", help="why; it is kept with the change")
