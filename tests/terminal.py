"""Runs the real command line in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

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
