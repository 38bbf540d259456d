"""The real client with a real database on a simulated Discord (simcord)."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
import simcord.interactions

from bot.client import OnRecordClient
from bot.core.errors import OnRecordError
from bot.settings import Settings
from db.archive import SqliteArchive
from db.connection import Store
from db.keeping import SqliteKeeping
from db.members import SqliteMembers
from db.memory import SqliteMemory
from tests.record import open_record

START = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.time = START

    def __call__(self) -> datetime:
        return self.time

    def pass_by(self, seconds: float) -> None:
        self.time += timedelta(seconds=seconds)


@dataclass
class Simulation:
    """A server with a channel and two members, and what is needed to look behind."""

    env: simcord.Env
    store: Store
    clock: Clock
    settings: Settings
    guild: simcord.GuildHandle
    channel: simcord.ChannelHandle
    alice: simcord.MemberActor
    bob: simcord.MemberActor

    def build_client(self) -> OnRecordClient:
        return build_client(self.store, self.clock, self.settings)

    async def restart(self) -> None:
        await self.env.restart_bot(self.build_client())

    def cog(self, name: str) -> Any:
        """A part of the bot; an extension's class is not the one that an import gives."""
        return self.env.bot.get_cog(name)  # type: ignore[attr-defined]

    async def tell_all(self) -> None:
        """What the poll once a minute does: here for changes that another process made."""
        await self.cog("Telling").tell_all()
        await self.env.settle()

    def elsewhere(self, name: str = "zoe") -> tuple[simcord.ChannelHandle, simcord.MemberActor]:
        """A channel of another server, and a member there."""
        guild = self.env.create_guild("elsewhere")
        room = guild.create_text_channel("room")
        return room, guild.add_member(self.env.create_user(name))


# simcord looks every 50 ms whether the bot is done; most of a test would be waiting for that.
_SETTLING = simcord.Env._settle_internal.__kwdefaults__
assert _SETTLING is not None
_SETTLING["idle"] = 0.003


def build_client(store: Store, clock: Clock, settings: Settings) -> OnRecordClient:
    return OnRecordClient(
        archive=SqliteArchive(store),
        members=SqliteMembers(store),
        keeping=SqliteKeeping(store),
        memory=SqliteMemory(store),
        settings=settings,
        now=clock,
    )


@contextlib.asynccontextmanager
async def simulate(path: Path, template: Path, **chosen: Any) -> AsyncIterator[Simulation]:
    """A running bot on a copy of the database `template`, with these settings."""
    shutil.copy(template, path)
    settings = Settings(**chosen)
    clock = Clock()
    async with open_record(path) as store:
        client = build_client(store, clock, settings)
        env = simcord.Env(client)
        await env.start()
        try:
            guild = env.create_guild()
            channel = guild.create_text_channel("general")
            alice = guild.add_member(env.create_user("alice"))
            bob = guild.add_member(env.create_user("bob"))
            yield Simulation(env, store, clock, settings, guild, channel, alice, bob)
            check_errors(env)
        finally:
            await env.shutdown()


def speak(locale: str, patch: pytest.MonkeyPatch) -> None:
    """Let the Discord of everybody be in this language from now on."""
    make = simcord.interactions.base_payload

    def make_in_language(*arguments: Any, **named: Any) -> Any:
        record, payload = make(*arguments, **named)
        return record, payload | {"locale": locale}

    patch.setattr(simcord.interactions, "base_payload", make_in_language)


def answer_of(result: simcord.InteractionResult) -> simcord.ResponseMessage:
    """The message that answers an interaction, or that took the place of the answer."""
    answer = result.response or next(iter(result.followups), None)
    assert answer is not None
    return answer


def last_message_of(channel: simcord.ChannelHandle) -> discord.Message:
    """The newest message in a channel."""
    assert channel.last_message is not None
    return channel.last_message


def check_errors(env: simcord.Env) -> None:
    """Raise what went wrong unexpectedly; refusals are answers."""
    for error in env.errors:
        origin = getattr(error, "original", error)
        if not isinstance(origin, OnRecordError):
            raise origin


def texts_of(message: Any) -> str:
    """All that a message says, in one text."""
    found = [str(getattr(message, "content", "") or "")]
    found += [str(part["content"]) for part in walk(message.components) if part["type"] == 10]
    return "\n".join(found)


def walk(components: Any) -> Any:
    """Every component of a message as Discord got it."""
    for part in components:
        component = part if isinstance(part, dict) else part.to_dict()
        yield component
        yield from walk(component.get("components") or [])


def labels_of(message: Any) -> list[str]:
    """The labels of a message's buttons, in order."""
    return [str(part["label"]) for part in walk(message.components) if part["type"] == 2]


async def rows_of(store: Store, query: str) -> list[Any]:
    """What a query finds in the database."""
    return await store.read(lambda connection: connection.execute(query).fetchall())
