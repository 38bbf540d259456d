"""How fast `/ask` is answered over a loopback Discord, against a bare bot that answers a constant.

    python -m tests.bench_discord [--claims 100 100000] [--interactions 2000] [--burst 1000]

The loopback runs in this process, each bot in one of its own. Three trials each: one question
after another (time to the first answer), many at a time (interactions answered in full per second),
and a burst (first answers later than the 3 seconds Discord allows).
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import os
import random
import signal
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord.gateway
import discord.http
import yarl
from discord.ext import commands

from bot.core.models import Claim
from tests import loopback_values as values
from tests.loopback import TOKEN, Loopback
from tests.loopback_members import use_command
from tests.loopback_rest import DEADLINE, Asked
from tests.record import add_entries, open_record

_SUBJECTS = (
    "bridge",
    "harbour",
    "election",
    "vaccine",
    "pipeline",
    "convoy",
    "satellite",
    "budget",
)
_DEEDS = ("was closed", "was bought", "was attacked", "is safe", "was delayed", "will be rebuilt")
_AT_A_TIME = 32


@dataclass(slots=True)
class Figures:
    """What one bot came to; times in milliseconds."""

    name: str
    median: float
    p99: float
    per_second: float
    late: int
    slowest: float


def make_claims(count: int) -> list[Claim]:
    """So many claims of some variety, the same at every run."""
    chance = random.Random(7)
    return [
        Claim(
            id=f"made-{number}",
            wording=f"The {chance.choice(_SUBJECTS)} of town {number} "
            f"{chance.choice(_DEEDS)} in {1900 + number % 125}",
        )
        for number in range(count)
    ]


def make_question(number: int, claims: int) -> str:
    """A question about one of the claims, with a letter missing now and then."""
    chance = random.Random(number)
    question = f"the {chance.choice(_SUBJECTS)} of town {chance.randrange(claims)} closed"
    return question.replace("town", "twn") if number % 5 == 0 else question


@contextlib.asynccontextmanager
async def _bot(
    server: Loopback, module: str, *arguments: str, **variables: str
) -> AsyncIterator[None]:
    environment = dict(os.environ) | variables
    environment |= {"LOOPBACK_API": server.address, "LOOPBACK_GATEWAY": server.gateway.address}
    environment |= {"DISCORD_TOKEN": TOKEN, "ONRECORD_LOG_LEVEL": "WARNING"}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", module, *arguments, env=environment
    )
    try:
        await server.gateway.until_connected(within=60)
        await asyncio.sleep(3)  # until the work of starting is over
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        await process.wait()


async def _measure(
    server: Loopback, name: str, ask: Callable[[int], Awaitable[Asked]], options: Any
) -> Figures:
    for number in range(100):
        await _answer(await ask(number))
    times = []
    for number in range(300):
        asked = await ask(number)
        await _answer(asked)
        times.append(asked.waited * 1000)
    begun = time.perf_counter()
    await _keep_asking(ask, options.interactions)
    per_second = options.interactions / (time.perf_counter() - begun)
    burst = [await ask(number) for number in range(options.burst)]
    await asyncio.sleep(DEADLINE + 1)
    waits = [asked.waited if asked.answered_at else 99.0 for asked in burst]
    return Figures(
        name,
        statistics.median(times),
        statistics.quantiles(times, n=100)[98],
        per_second,
        sum(wait > DEADLINE for wait in waits),
        max(waits) * 1000,
    )


async def _keep_asking(ask: Callable[[int], Awaitable[Asked]], count: int) -> None:
    numbers = iter(range(count))

    async def one_after_another() -> None:
        for number in numbers:
            await _answer(await ask(number))

    await asyncio.gather(*(one_after_another() for _ in range(_AT_A_TIME)))


async def _answer(asked: Asked) -> None:
    def is_answered(asked: Asked) -> bool:
        message = asked.original
        return bool(message and (message["content"] or message["components"]))

    await asked.until(is_answered, within=60)


async def _try_bare(options: Any, command: str) -> Figures:
    async with Loopback() as server:
        server.rest.is_strict = False

        async def ask(number: int) -> Asked:
            return await use_command(server, command)

        async with _bot(server, "tests.bench_discord", "--bare"):
            return await _measure(server, f"bare discord.py, {command}", ask, options)


async def _try_ours(options: Any, claims: int, folder: Path) -> Figures:
    database = folder / f"{claims}.db"
    begun = time.perf_counter()
    async with open_record(database) as store:
        await add_entries(store, make_claims(claims))
    print(f"{claims:,} claims stored in {time.perf_counter() - begun:.1f} s", flush=True)
    async with Loopback() as server:
        server.rest.is_strict = False

        async def ask(number: int) -> Asked:
            server.asker = values.new_id()  # another member each time: nobody has to wait
            return await use_command(server, "ask", question=make_question(number, claims))

        arguments = ("--all-cogs",)
        async with _bot(
            server, "tests.run_on_loopback", *arguments, ONRECORD_DATABASE=str(database)
        ):
            return await _measure(server, f"OnRecord, {claims:,} claims", ask, options)


def run_bare() -> None:
    """The bot to compare with: nothing but discord.py."""
    discord.http.Route.BASE = os.environ["LOOPBACK_API"]
    address = yarl.URL(os.environ["LOOPBACK_GATEWAY"])
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = address
    bot = commands.Bot(commands.when_mentioned, intents=discord.Intents(guilds=True))

    @bot.tree.command(description="answers at once")
    async def constant(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.send_message("constant")

    @bot.tree.command(description="defers, then edits")
    async def later(interaction: discord.Interaction[Any]) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(content="constant")

    async def serve() -> None:
        stop = asyncio.Event()
        asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stop.set)
        async with bot:
            running = asyncio.create_task(bot.start(TOKEN))
            await stop.wait()
            running.cancel()

    asyncio.run(serve())


def _report(figures: list[Figures]) -> None:
    print(f"{'':<28} {'median ms':>9} {'p99 ms':>8} {'per s':>7} {'late':>5} {'slowest ms':>10}")
    for f in figures:
        print(
            f"{f.name:<28} {f.median:>9.2f} {f.p99:>8.2f} {f.per_second:>7.0f} {f.late:>5} "
            f"{f.slowest:>10.0f}"
        )
    for bare in figures[:2]:
        for ours in figures[2:]:
            print(
                f"{ours.name} / {bare.name}: time to first answer × {ours.median / bare.median:.2f}"
                f", interactions per second × {ours.per_second / bare.per_second:.2f}"
            )


async def _compare(options: Any) -> None:
    with tempfile.TemporaryDirectory() as folder:
        figures = [await _try_bare(options, command) for command in ("constant", "later")]
        for claims in options.claims:
            figures.append(await _try_ours(options, claims, Path(folder)))
    _report(figures)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bare", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--claims", type=int, nargs="*", default=[100, 100_000])
    parser.add_argument("--interactions", type=int, default=2000)
    parser.add_argument("--burst", type=int, default=1000)
    chosen = parser.parse_args()
    if chosen.bare:
        run_bare()
    else:
        asyncio.run(_compare(chosen))
