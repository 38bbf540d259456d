"""The command line's words: commands, options, help with examples."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import Any

from bot.curation_arguments import add_curation_commands
from bot.service_arguments import add_discord_commands, add_service_commands

_EXAMPLES = """examples:
  onrecord ask "north korean troops in kursk"
  onrecord ask "did zelensky say 12,000 nk troops" --speaker NIS
  onrecord ask --json < questions.txt
  onrecord show C3
  onrecord speaker "Lloyd Austin"
  onrecord import claims.csv --claims-only --dry-run
  onrecord export record.json

onrecord COMMAND --help shows the options of a command, with an example.

exit codes: 0 answered or done, 1 nothing on record, 2 wrong use, or not done,
70 an error in the program itself, 78 the database or a setting cannot be used"""

_DATES = """dates: 29 Oct 2024, Oct 2024, late October 2024, autumn 2024, Q3 2024, 2024,
before 12 Dec 2024, 25-27 Nov 2024, ISO 8601 or EDTF"""


class _PrintVersion(argparse.Action):
    """Looks the version up only when asked: that takes longer than answering a question."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        from importlib.metadata import PackageNotFoundError, version

        try:
            found = version("onrecord")
        except PackageNotFoundError:
            found = "(a checkout that is not installed has no version)"
        print(f"onrecord {found}")  # `parser.exit` would write it to the error output
        parser.exit()


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="onrecord",
        description="Ask about a disputed claim and get what is on record: who said what,\n"
        "in which role, on which date, from which source, and who answered. No verdicts.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--version", action=_PrintVersion, nargs=0, help="print the version and exit"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    common = common_options()
    _add_ask(commands, common)
    _add_show(commands, common)
    _add_lists(commands, common)
    _add_exchange(commands, common)
    add_curation_commands(commands, common)
    add_discord_commands(commands, common)
    add_service_commands(commands, common)
    return parser


def common_options() -> argparse.ArgumentParser:
    """The options that every command has."""
    parent = argparse.ArgumentParser(add_help=False)
    common = parent.add_argument_group("options of every command")  # shown after its own
    common.add_argument(
        "--database",
        metavar="FILE",
        help="the record's file (else $ONRECORD_DATABASE, else that of the settings, else one in "
        "your data folder)",
    )
    common.add_argument(
        "--settings",
        dest="settings_file",
        metavar="FILE",
        help="a TOML file with settings (else $ONRECORD_SETTINGS)",
    )
    common.add_argument("--debug", action="store_true", help="show the traceback of an error")
    return parent


_Commands = argparse._SubParsersAction  # the type has no public name


def _add_ask(commands: _Commands[argparse.ArgumentParser], common: argparse.ArgumentParser) -> None:
    ask = commands.add_parser(
        "ask",
        parents=[common],
        help="ask about a claim",
        description="Ask about a claim, in any words. The id of an entry shows that entry.",
        epilog='example:\n  onrecord ask "north korean troops in kursk" --since 2024-11\n\n'
        + _DATES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    ask.add_argument(
        "question", nargs="*", metavar="QUESTION", help="the question, or an id such as C3 or S7"
    )
    ask.add_argument(
        "--json",
        action="store_true",
        help="one JSON object on one line; without a question, questions are read from standard "
        "input, one a line",
    )
    ask.add_argument(
        "--limit",
        type=_positive,
        default=5,
        metavar="N",
        help="at most N matches (1 to 100, default 5)",
    )
    ask.add_argument(
        "--speaker", metavar="NAME", help="only statements of this speaker (a name or an id)"
    )
    ask.add_argument("--since", metavar="DATE", help="only what may have been said since then")
    ask.add_argument("--until", metavar="DATE", help="only what may have been said until then")
    ask.add_argument(
        "--as-of",
        metavar="DATE",
        help="only what had certainly been said by then, with the answers given by then",
    )
    ask.add_argument(
        "--explain", action="store_true", help="show why each claim matched: features and weights"
    )


def _add_show(
    commands: _Commands[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    show = commands.add_parser(
        "show",
        parents=[common],
        help="show an entry by its id",
        description="Show a claim (C3), a statement (S7), a speaker (P5) or a source (D2).",
        epilog="example: onrecord show S7",
    )
    show.add_argument("id", metavar="ID", help="the id, such as C3 or S7")
    show.add_argument("--json", action="store_true", help="one JSON object on one line")
    speaker = commands.add_parser(
        "speaker",
        parents=[common],
        help="show what a speaker said over time",
        description="Show what a speaker said over time, across claims.",
        epilog='example: onrecord speaker "Maria Zakharova"',
    )
    speaker.add_argument(
        "name",
        nargs="+",
        metavar="NAME",
        help="a name, a variant of it or an id such as P5; without quotation marks too",
    )
    speaker.add_argument("--json", action="store_true", help="one JSON object a speaker and line")


def _add_lists(
    commands: _Commands[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    for name in ("claims", "sources"):
        command = commands.add_parser(
            name,
            parents=[common],
            help=f"list all {name} on record",
            description=f"List all {name} on record.",
            epilog=f"example: onrecord {name} --json",
        )
        command.add_argument("--json", action="store_true", help="one JSON object a line")


def _add_exchange(
    commands: _Commands[argparse.ArgumentParser], common: argparse.ArgumentParser
) -> None:
    take = commands.add_parser(
        "import",
        parents=[common],
        help="add entries from files",
        description="Add entries from record files (.json), CSV (.csv) or JSON Lines (.jsonl); "
        "several files are read as one. All or nothing, unless --skip-bad is given. The bot has to "
        "be stopped.",
        epilog="example: onrecord import claims.csv --claims-only --dry-run",
    )
    take.add_argument("files", nargs="+", metavar="FILE", help=".json, .csv or .jsonl")
    take.add_argument(
        "--dry-run", action="store_true", help="say what would change, change nothing"
    )
    take.add_argument(
        "--claims-only", action="store_true", help="read only the columns id, claim and phrasing"
    )
    take.add_argument("--skip-bad", action="store_true", help="leave out what has problems")
    take.add_argument(
        "--update",
        action="store_true",
        help="change entries that are on record with other content (else they are a problem)",
    )
    give = commands.add_parser(
        "export",
        parents=[common],
        help="write the whole record to a file",
        description="Write the record to a file; its ending chooses the format: .json (complete), "
        ".csv or .jsonl.",
        epilog="example: onrecord export record.json",
    )
    give.add_argument(
        "file", metavar="FILE", help=".json, .csv or .jsonl; - writes JSON to standard output"
    )
    give.add_argument("--claims-only", action="store_true", help="only the claims (.csv, .jsonl)")
    give.add_argument("--force", action="store_true", help="replace the file if it exists")


def _positive(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if not 1 <= number <= 100:
        raise argparse.ArgumentTypeError(f"expected a number from 1 to 100, got {text[:20]!r}")
    return number
