"""The operator's words of the command line: run, invite, settings, backup, restore and so on."""

from __future__ import annotations

import argparse


def add_service_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    """Add `backup`, `restore`, `doctor` and `forget` to the command line."""
    _add_backup(commands, common)
    _add_restore(commands, common)
    _add_doctor(commands, common)
    forget = commands.add_parser(
        "forget",
        parents=[common],
        help="remove what is kept about a member of Discord",
        description="Remove what is kept about a member in all servers: what they follow, and the "
        "questions and reports they sent. What they changed in the record stays, as changed by a "
        "former member. Backups keep all of it until they are rotated out. The bot has to be "
        "stopped.",
        epilog="example: onrecord forget 80351110224678912",
    )
    forget.add_argument("member", metavar="ID", help="the member's Discord id, a number")


def _add_backup(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    backup = commands.add_parser(
        "backup",
        parents=[common],
        help="make a verified backup, also while the bot runs",
        description="Copy the database to a file, or under a name with the time into a folder. "
        "The copy is checked completely before it takes its name.",
        epilog="example: onrecord backup /var/backups/onrecord --keep 24h,14d,12m",
    )
    backup.add_argument("target", metavar="FILE|DIR", help="a file, or an existing folder")
    backup.add_argument(
        "--keep",
        metavar="PERIODS",
        help="in a folder: keep the newest backup of each of the last 24 hours, 14 days and 12 "
        "months that have one (24h,14d,12m) and remove the others; w and y are weeks and years",
    )


def _add_restore(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    restore = commands.add_parser(
        "restore",
        parents=[common],
        help="put a backup in the database's place",
        description="Put a backup in the database's place, while the bot is stopped. A database "
        "that is there is only replaced with --force, and kept under another name. (A retired "
        "entry is brought back by `onrecord unretire`.)",
        epilog="example: onrecord restore /var/backups/onrecord/onrecord-20261122T031500Z.db "
        "--verify",
    )
    restore.add_argument("backup", metavar="FILE", help="the backup")
    restore.add_argument("--verify", action="store_true", help="check everything in it first")
    restore.add_argument(
        "--force", action="store_true", help="also where a database is; it is kept aside"
    )


def _add_doctor(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    doctor = commands.add_parser(
        "doctor",
        parents=[common],
        help="check the database, the settings and the machine",
        description="Check everything, also while the bot runs, and change nothing. Each line is "
        "ok, a warning or a problem, with the next step. Exit code 1 when there is a problem.",
        epilog="example: onrecord doctor --json",
    )
    doctor.add_argument("--json", action="store_true", help="one JSON object on one line")
    doctor.add_argument(
        "--rebuild-index",
        action="store_true",
        help="first make the search index anew from the record, while the bot is stopped",
    )


def add_discord_commands(
    commands: argparse._SubParsersAction[argparse.ArgumentParser],
    common: argparse.ArgumentParser,
) -> None:
    """Add `run`, `invite` and `settings` to the command line."""
    commands.add_parser(
        "run",
        parents=[common],
        help="run the Discord bot",
        description="Run the Discord bot until SIGTERM or Ctrl+C. It needs a token; without one, "
        "it says how to get it.",
        epilog="example: DISCORD_TOKEN_FILE=/run/secrets/token onrecord run",
    )
    invite = commands.add_parser(
        "invite",
        parents=[common],
        help="print the links that add the bot to a server",
        description="Print the links that add the bot to a server, least permissions first.",
        epilog="example: onrecord invite --application 1234567890123456789",
    )
    invite.add_argument(
        "--application", metavar="ID", help="the application's id (else it is read from the token)"
    )
    settings = commands.add_parser(
        "settings",
        parents=[common],
        help="print every setting, its value and where it comes from",
        description="Print every setting, its value and where it comes from; secrets are masked.",
        epilog="example: onrecord settings --markdown",
    )
    settings.add_argument(
        "--markdown", action="store_true", help="print a Markdown table of all settings instead"
    )
