"""The help pages: what they show can be typed, and is understood."""

from __future__ import annotations

import argparse
import importlib.metadata
import re
import shlex
from pathlib import Path

import pytest

from bot.arguments import build_parser
from bot.core.dates import read_date
from tests.terminal import run_here


def _pages() -> dict[str, argparse.ArgumentParser]:
    """The parser of every command."""
    (commands,) = (
        action
        for action in build_parser()._actions
        if isinstance(action, argparse._SubParsersAction)
    )
    return dict(commands.choices)


def _examples(text: str) -> list[str]:
    return re.findall(r"onrecord ((?![A-Z])[^\n`<]+)", text)


@pytest.mark.parametrize("name", sorted(_pages()))
def test_every_page_has_an_example_and_it_is_one_that_the_program_takes(name: str) -> None:
    examples = [each for each in _examples(_pages()[name].epilog or "") if each.startswith(name)]
    assert examples
    for example in examples:
        assert build_parser().parse_args(shlex.split(example)).command == name


def test_the_first_page_has_examples_that_the_program_takes() -> None:
    examples = _examples(build_parser().epilog or "")
    assert len(examples) >= 7
    for example in examples:
        build_parser().parse_args(shlex.split(example))


def test_every_command_that_a_page_names_is_one() -> None:
    texts = [build_parser().format_help(), *(page.format_help() for page in _pages().values())]
    named = {name for text in texts for name in re.findall(r"`onrecord\s+([a-z-]+)", text)}
    assert named
    assert named <= set(_pages())


def test_every_option_says_what_it_does() -> None:
    for name, page in _pages().items():
        for action in page._actions:
            assert action.help, f"{name} {action.dest}"


def test_the_dates_that_the_help_names_are_read() -> None:
    listed = (_pages()["ask"].epilog or "").partition("dates: ")[2]
    dates = [date.strip() for date in re.split(r",\s", listed.partition(", ISO 8601")[0])]
    assert len(dates) >= 7
    for date in dates:
        assert read_date(date).edtf


def test_the_settings_stand_in_columns(tmp_path: Path) -> None:
    lines = run_here("settings", database=tmp_path / "record.db").stdout.splitlines()
    begins = {re.match(r"\S+\s+", line).end() for line in lines}  # type: ignore[union-attr]
    assert len(lines) > 10
    assert len(begins) == 1


def test_the_pages_fit_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "82")  # argparse leaves two free
    for page in (build_parser(), *_pages().values()):
        assert max(map(len, page.format_help().splitlines())) <= 80


def test_a_checkout_that_is_not_installed_says_so_instead_of_its_version(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def find_none(name: str) -> str:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "version", find_none)
    with pytest.raises(SystemExit) as left:
        build_parser().parse_args(["--version"])
    assert left.value.code == 0
    said = "onrecord (a checkout that is not installed has no version)\n"
    assert capsys.readouterr().out == said
