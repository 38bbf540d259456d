"""How many interactions a second one process carries, with one shard and with several.

    python -m tests.bench_shards [--shards 1 4] [--servers 100 10000] [--questions 3000]

The loopback and the bot run in processes of their own. `/ask` about the shipped library is asked
in all servers, 32 at a time; what counts is the bot's processor time for each, since the loopback
needs as much as the bot. Memory is what the bot holds once it knows all servers.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from tests import loopback_values as values
from tests.loopback import TOKEN, Loopback
from tests.loopback_members import use_command
from tests.loopback_rest import Asked

_AT_A_TIME = 32
_QUESTIONS = ("north korean troops in kursk", "did zelensky say 12,000", "pentagon confirms troops")


@dataclass(frozen=True, slots=True)
class Figures:
    """What one bot came to; times in milliseconds, memory in bytes."""

    shards: int
    servers: int
    per_second: float
    processor: float
    memory: int


async def measure(shards: int, servers: int, questions: int) -> Figures:
    """Start a bot of so many shards in so many servers and ask it so many questions."""
    async with Loopback() as discord:
        discord.rest.is_strict = False
        discord.gateway.shards = shards
        ids = [values.SERVER + (number << 22) for number in range(servers)]
        discord.gateway.servers = [values.server(server) for server in ids]
        with tempfile.TemporaryDirectory() as folder:
            process = await start_bot(discord, Path(folder))
            try:
                async with asyncio.timeout(120 + 6 * shards):
                    while len(discord.gateway.identifies) < shards:  # noqa: ASYNC110
                        await asyncio.sleep(0.1)
                await asyncio.sleep(5)  # until the work of starting is over
                memory = memory_of(process.pid)
                await _ask_all(discord, ids, questions // 10)  # what is loaded at first use
                begun, used = time.perf_counter(), _processor(process.pid)
                await _ask_all(discord, ids, questions)
                seconds = time.perf_counter() - begun
                used = _processor(process.pid) - used
            finally:
                process.send_signal(signal.SIGTERM)
                await process.wait()
    return Figures(shards, servers, questions / seconds, 1000 * used / questions, memory)


async def start_bot(
    discord: Loopback, folder: Path, **variables: str
) -> asyncio.subprocess.Process:
    """The whole bot in a process of its own, its database and its log in a folder."""
    environment = os.environ | {
        "DISCORD_TOKEN": TOKEN,
        "LOOPBACK_API": discord.address,
        "LOOPBACK_GATEWAY": discord.gateway.address,
        "ONRECORD_DATABASE": str(folder / "record.db"),
        "ONRECORD_LOG_LEVEL": "WARNING",
        **variables,
    }
    with (folder / "log").open("wb") as log:
        return await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tests.run_on_loopback", "--all-cogs"),
            env=environment,
            stderr=log,
        )


async def _ask_all(discord: Loopback, servers: list[int], questions: int) -> None:
    numbers = iter(range(questions))

    async def one_after_another() -> None:
        for number in numbers:
            discord.server = servers[number % len(servers)]
            discord.asker = values.new_id()  # another member each time: nobody has to wait
            question = _QUESTIONS[number % len(_QUESTIONS)]
            asked = await use_command(discord, "ask", question=question)
            await asked.until(is_answered, within=60)

    await asyncio.gather(*(one_after_another() for _ in range(_AT_A_TIME)))


def is_answered(asked: Asked) -> bool:
    """Whether there is more than “thinking…”."""
    message = asked.original
    return bool(message and (message["content"] or message["components"]))


def _processor(process: int) -> float:
    """Seconds of processor time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory_of(process: int) -> int:
    """Bytes of memory that a process holds."""
    pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * resource.getpagesize()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shards", type=int, nargs="*", default=[1, 4])
    parser.add_argument("--servers", type=int, nargs="*", default=[100, 10_000])
    parser.add_argument("--questions", type=int, default=3000)
    chosen = parser.parse_args()
    print("shards  servers  per second  processor ms  memory MB")
    for shards in chosen.shards:
        for servers in chosen.servers:
            f = asyncio.run(measure(shards, servers, chosen.questions))
            print(
                f"{f.shards:>6} {f.servers:>8,} {f.per_second:>11.0f} {f.processor:>13.2f} "
                f"{f.memory / 1e6:>10.0f}",
                flush=True,
            )
