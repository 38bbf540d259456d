"""The command line, and the only place that wires the parts of the program together."""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import traceback
from collections.abc import Awaitable, Callable, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from bot.arguments import build_parser
from bot.commands import ask
from bot.console import Console
from bot.core.archive import Archive
from bot.core.errors import DatabaseRefused, NotOnRecord, OnRecordError, SettingsRefused, StoreBusy
from bot.curation_arguments import KEEPING
from bot.showing_commands import list_claims, list_sources, show, show_speaker
from bot.surroundings import find_database
from db.archive import SqliteArchive
from db.connection import Store, open_store
from db.shipped import is_library_current, load_library

WRONG_USE = 2
REFUSED = 78
"""The exit code for a configuration error (EX_CONFIG of sysexits.h)."""

UNEXPECTED = 70
"""The exit code for an error in the program itself (EX_SOFTWARE of sysexits.h)."""

_Command = Callable[[argparse.Namespace, Archive, Console], Awaitable[int]]
_COMMANDS: dict[str, _Command] = {
    "ask": ask,
    "show": show,
    "speaker": show_speaker,
    "claims": list_claims,
    "sources": list_sources,
}
_WRITING = frozenset({"import"})


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; every expected error is one sentence."""
    options = build_parser().parse_args(arguments)
    _prepare_streams()
    console = Console(sys.stdin, sys.stdout, sys.stderr, os.environ, datetime.now(UTC))
    try:
        code = asyncio.run(_run(options, console))
        sys.stdout.flush()
    except OnRecordError as error:
        if options.debug:
            traceback.print_exc()
        sys.stderr.write(f"onrecord: {error}\n")
        return _exit_code(error)
    except BrokenPipeError:
        # The reader of a pipe has seen enough; closing stdout again must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if options.debug:
            traceback.print_exc()
        sys.stderr.write(
            f"onrecord: an unexpected error occurred ({type(error).__name__}); nothing was "
            "changed. Run the command again with --debug to see where.\n"
        )
        return UNEXPECTED
    except KeyboardInterrupt:
        return 130
    return code


def _prepare_streams() -> None:
    """Read and write UTF-8 whatever the locale is, and never fail on a character.

    Who starts the program may have closed a stream: then nothing is read or written there.
    """
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115
        stream = getattr(sys, name)
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


async def _run(options: argparse.Namespace, console: Console) -> int:
    match options.command:
        case "run":
            return await _serve(options, console)
        case "invite" | "settings":
            from bot.discord_commands import print_invites, print_settings

            tell = print_invites if options.command == "invite" else print_settings
            return tell(options, console)
        case "backup" | "restore" | "doctor":
            from bot.service_commands import run_upkeep

            return run_upkeep(options, console)
        case "forget":
            return await _forget(options, console)
        case name if name in KEEPING:
            return await _keep_record(options, console)
    path = _find_database(options, console)
    async with _open(path, console, writable=options.command in _WRITING) as store:
        command = _find_command(options.command)
        return await command(options, SqliteArchive(store), console)


async def _forget(options: argparse.Namespace, console: Console) -> int:
    from bot.service_commands import forget
    from db.keeping import SqliteKeeping
    from db.members import SqliteMembers

    path = _find_database(options, console)
    async with _open(path, console, writable=True) as store:
        return await forget(options, SqliteMembers(store), SqliteKeeping(store), console)


async def _keep_record(options: argparse.Namespace, console: Console) -> int:
    from bot.curation_commands import keep_record, only_reads
    from db.keeping import SqliteKeeping

    path = _find_database(options, console)
    async with _open(path, console, writable=not only_reads(options)) as store:
        return await keep_record(options, SqliteKeeping(store), console)


def _find_database(options: argparse.Namespace, console: Console) -> Path:
    file = options.settings_file
    return find_database(options.database, console.environment, settings_file=file)


def _open(path: Path, console: Console, *, writable: bool) -> AbstractAsyncContextManager[Store]:
    made_at = console.now.isoformat(timespec="seconds")
    fill = partial(load_library, made_at=made_at)
    return open_store(path, fill=fill, is_current=is_library_current, writable=writable)


async def _serve(options: argparse.Namespace, console: Console) -> int:
    """Run the Discord bot; the settings are checked before the database, that before connecting."""
    from bot.discord_commands import load, require_token

    loaded = load(options, console)
    require_token(loaded)
    from db.keeping import SqliteKeeping
    from db.members import SqliteMembers
    from db.memory import SqliteMemory

    path = Path(loaded.settings.database)
    async with _open(path, console, writable=True) as store:
        archive, measures = SqliteArchive(store), None
        if loaded.settings.health_port:
            from bot.measuring import MeasuredArchive, MeasuredStore, Measures

            measures = Measures()
            measures.watch_database(path, lambda: datetime.now(UTC))
            store = MeasuredStore(store, measures)
            archive = MeasuredArchive(store, measures)
        members, memory = SqliteMembers(store), SqliteMemory(store)
        keeping = SqliteKeeping(store)
        # discord.py takes longer to load than it takes to see that the database is not ours to use
        from bot.service import run_bot

        return await run_bot(loaded, archive, members, keeping, memory, console, measures=measures)


def _find_command(name: str) -> _Command:
    """The function of a command; what only files need is loaded only for them."""
    if name in _COMMANDS:
        return _COMMANDS[name]
    from bot.exchange_commands import export_file, import_files

    return {"import": import_files, "export": export_file}[name]


def _exit_code(error: OnRecordError) -> int:
    match error:
        case NotOnRecord():
            return 1
        case DatabaseRefused() | SettingsRefused() | StoreBusy():
            return REFUSED
        case _:
            return WRONG_USE


if __name__ == "__main__":
    sys.exit(main())
