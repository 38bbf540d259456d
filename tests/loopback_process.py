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


@contextlib.asynccontextmanager
async def run_process(
    folder: Path, discord: Loopback | None, *arguments: str, **variables: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """`onrecord run` with its database in a folder, on a loopback Discord if one is given."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    environment["ONRECORD_DATABASE"] = str(folder / "record.db")
    module = "bot"
    if discord is not None:
        environment["LOOPBACK_API"] = discord.address
        environment["LOOPBACK_GATEWAY"] = discord.gateway.address
        module = "tests.run_on_loopback"
    environment |= variables
    command = [sys.executable, "-m", module, *(["run"] if discord is None else []), *arguments]
    process = await asyncio.create_subprocess_exec(
        *command,
        cwd=ROOT,
        env=environment,
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
