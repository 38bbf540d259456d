"""Runs the operator's commands as the command line does, with a console that can be read."""

from __future__ import annotations

import argparse
import io
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.arguments import common_options
from bot.console import Console
from bot.service_arguments import add_service_commands
from bot.service_commands import run_upkeep

NOW = datetime(2026, 11, 22, 3, 15, tzinfo=UTC)


def run_command(
    *arguments: str, database: Path, now: datetime = NOW, **environment: str
) -> tuple[int, str]:
    """Run `backup`, `restore` or `doctor` and return the exit code and what it printed."""
    parser = argparse.ArgumentParser()
    add_service_commands(parser.add_subparsers(dest="command"), common_options())
    output = io.StringIO()
    options = parser.parse_args([*arguments, "--database", str(database)])
    console = Console(io.StringIO(), output, io.StringIO(), environment, now)
    return run_upkeep(options, console), output.getvalue()


def examine(database: Path, now: datetime = NOW, **environment: str) -> dict[str, dict[str, Any]]:
    """What `doctor` finds, by check."""
    _, output = run_command("doctor", "--json", database=database, now=now, **environment)
    return {finding["check"]: finding for finding in json.loads(output)["findings"]}
