"""`onrecord run` as a process of its own, connected to a loopback Discord."""

from __future__ import annotations

import asyncio
import contextlib
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path

from tests.loopback import Loopback

ROOT = Path(__file__).parent.parent


ON_LOOPBACK = (sys.executable, "-m", "tests.run_on_loopback")
"""The command whose environment `surround` makes."""


def surround(database: Path, discord: Loopback | None, **variables: str) -> dict[str, str]:
    """The environment of `onrecord run`: its database, and a loopback Discord if one is given."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment["ONRECORD_DATABASE"] = str(database)
    if discord is not None:
        environment["LOOPBACK_API"] = discord.address
        environment["LOOPBACK_GATEWAY"] = discord.gateway.address
    return environment | variables


@contextlib.asynccontextmanager
async def run_process(
    folder: Path, discord: Loopback | None, *arguments: str, **variables: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`onrecord run` with its database in a folder, on a loopback Discord if one is given."""
    command = (sys.executable, "-m", "bot", "run") if discord is None else ON_LOOPBACK
    process = await asyncio.create_subprocess_exec(
        *(*command, *arguments),
        cwd=ROOT,
        env=surround(folder / "record.db", discord, **variables),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.kill()
            await process.communicate()


async def end_process(process: asyncio.subprocess.Process, within: float = 10.0) -> tuple[int, str]:
    """The exit code of a process that is ending, and all that it wrote."""
    async with asyncio.timeout(within):
        out, err = await process.communicate()
    assert process.returncode is not None
    return process.returncode, (out + err).decode()
