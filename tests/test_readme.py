"""The README says what the program does: commands, options, settings, the answer it shows."""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator
from pathlib import Path

from bot.arguments import build_parser
from bot.core.rows import COLUMNS
from tests.terminal import ROOT, run_onrecord

README = (ROOT / "README.md").read_text(encoding="utf-8")


def _subparsers() -> dict[str, argparse.ArgumentParser]:
    (commands,) = (
        action
        for action in build_parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    return dict(commands.choices)


def _options(parser: argparse.ArgumentParser) -> Iterator[str]:
    for action in parser._actions:
        yield from (option for option in action.option_strings if option.startswith("--"))


def test_every_command_is_in_the_readme() -> None:
    missing = [name for name in _subparsers() if f"onrecord {name}" not in README]
    assert not missing


def test_every_option_is_in_the_readme() -> None:
    options = {option for parser in _subparsers().values() for option in _options(parser)}
    options |= set(_options(build_parser()))
    missing = sorted(option for option in options if f"`{option}" not in README)
    assert not missing


def test_the_readme_names_no_option_that_does_not_exist() -> None:
    known = {option for parser in _subparsers().values() for option in _options(parser)}
    known |= set(_options(build_parser()))
    named = set(re.findall(r"`(--[a-z-]+)", README))
    assert named <= known


def test_every_column_of_a_table_is_in_the_readme() -> None:
    assert [column for column in COLUMNS if f"`{column}`" not in README] == []


def test_the_answer_shown_is_what_the_program_prints(tmp_path: Path) -> None:
    shown = re.search(r"```console\n\$ onrecord ask \"(.+?)\"\n(.+?)```", README, re.DOTALL)
    assert shown
    question, answer = shown.groups()
    done = run_onrecord("ask", question, database=tmp_path / "record.db", COLUMNS="96")
    assert done.stdout == answer


def test_both_commands_are_complete_on_a_fresh_machine() -> None:
    commands = re.findall(r"<!-- command: \w+ -->\n```sh\n(.+?)\n```", README)
    assert len(commands) == 2
    assert all(
        command.startswith("python3 -m venv --without-pip .venv && ") for command in commands
    )
