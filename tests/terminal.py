"""Runs the real command line, in a process of its own or in this one."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pytest

from bot.__main__ import main

ROOT = Path(__file__).parent.parent


def run_onrecord(
    *arguments: str, database: Path | None, stdin: str | bytes = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run `onrecord` with these arguments and return its output, decoded as UTF-8."""
    inherited = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("ONRECORD_", "DISCORD_")) and name not in ("COLUMNS", "NO_COLOR")
    }
    named = {"ONRECORD_DATABASE": str(database)} if database else {}
    typed = stdin.encode() if isinstance(stdin, str) else stdin
    done = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        input=typed,
        capture_output=True,
        timeout=120,
        check=False,
        env=inherited | named | environment,
    )
    return subprocess.CompletedProcess(
        done.args, done.returncode, done.stdout.decode(), done.stderr.decode()
    )


def run_here(*arguments: str, database: Path, stdin: str = "") -> subprocess.CompletedProcess[str]:
    """Run `onrecord` in this process; a hundred starts of Python would take a minute."""
    stdout, stderr = io.StringIO(), io.StringIO()
    with contextlib.ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        for name in ("COLUMNS", "NO_COLOR"):
            patch.delenv(name, raising=False)
        patch.setenv("ONRECORD_DATABASE", str(database))
        patch.setattr("sys.stdin", io.StringIO(stdin))
        stack.enter_context(contextlib.redirect_stdout(stdout))
        stack.enter_context(contextlib.redirect_stderr(stderr))
        code = main(arguments)
    return subprocess.CompletedProcess(arguments, code, stdout.getvalue(), stderr.getvalue())
