"""OnRecordClient: the Discord client that carries the archive to the cogs, and its last resort."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Any

import aiohttp
import discord
from discord import app_commands
from discord.ext import commands

from bot import failures, first_answers
from bot.answer_times import AnswerTimes
from bot.core.announcing import Announcing
from bot.core.archive import Archive
from bot.core.errors import InvalidInput
from bot.core.keeping import Keeping
from bot.core.membership import Members
from bot.pace import Pace
from bot.settings import Settings
from bot.shards import ShardedState, Shards
from bot.synchronisation import Memory, keep_trying, synchronise
from cogs._standing import explain_hidden

_log = logging.getLogger(__name__)

EXTENSIONS: tuple[str, ...] = ("cogs.lookup", "cogs.follow", "cogs.about", "cogs.curation")

_MOST_CONNECTIONS = 64
"""An unbounded connector answers 19 of a burst of 3,000 interactions, this one nearly all."""

discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False  # nobody asks it to speak

_WORK = ("CommandTree-invoker", "discord-ui-", "discord.py: ")
"""How the tasks are named in which discord.py runs what members asked for."""


def least_intents() -> discord.Intents:
    """Servers, and messages there and in direct messages; nothing that Discord calls privileged."""
    intents = discord.Intents.none()
    intents.guilds = True
    intents.guild_messages = True
    intents.dm_messages = True
    return intents


class OnRecordTree(app_commands.CommandTree["OnRecordClient"]):
    """The commands; whatever they leave unanswered is answered here."""

    async def interaction_check(self, interaction: discord.Interaction[OnRecordClient]) -> bool:
        """Whether a command has what it needs: no choice that only said that a search failed."""
        refused = failures.find_failed_search(interaction)
        if refused is not None:
            await self.client.report_failure(interaction, InvalidInput(refused))
        return refused is None

    async def on_error(
        self, interaction: discord.Interaction[OnRecordClient], error: app_commands.AppCommandError
    ) -> None:
        """Tell the member what failed."""
        await self.client.report_failure(interaction, error)


class OnRecordClient(commands.Bot):
    """The bot on Discord.

    `archive`, `members` and `keeping` are what the cogs ask, `memory` is what survives a restart,
    `now` the clock, `pace` the limit on connects that all clients of a process share.
    """

    def __init__(
        self,
        *,
        archive: Archive,
        members: Members,
        keeping: Keeping,
        memory: Memory,
        settings: Settings,
        now: Callable[[], datetime],
        pace: Pace | None = None,
        extensions: tuple[str, ...] | None = None,
    ) -> None:
        self.answer_times = AnswerTimes()
        super().__init__(
            command_prefix=commands.when_mentioned,
            help_command=None,
            tree_cls=OnRecordTree,
            intents=least_intents(),
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            # max_ratelimit_timeout stays unset: after the error it raises nothing remembers the
            # wait, and the next request would go out before its time.
            http_trace=self.answer_times.trace(),
        )
        self.archive = archive
        self.members = members
        self.keeping = Announcing(keeping)
        self.memory = memory
        self.settings = settings
        self.now = now
        self.pace = pace or Pace()
        self.shards = Shards(self, self._state, self.pace)
        self._to_load = EXTENSIONS if extensions is None else extensions
        self._background: set[asyncio.Task[None]] = set()

    async def login(self, token: str) -> None:
        """Log in, load the cogs, synchronise the commands."""
        if not self.http.connector:
            self.http.connector = aiohttp.TCPConnector(limit=_MOST_CONNECTIONS)
        await super().login(token)

    async def setup_hook(self) -> None:
        """Load the cogs and tell Discord the commands; a failure there is retried meanwhile."""
        for extension in self._to_load:
            await self.load_extension(extension)
        try:
            await synchronise(self.tree, self.memory)
        except Exception as error:  # whatever it is, the commands Discord has can be answered
            _log.warning("commands not synchronised", extra={"error": type(error).__name__})
            task = asyncio.create_task(keep_trying(self.tree, self.memory, sleep=self.pace.sleep))
            self._background.add(task)
            task.add_done_callback(self._background.discard)

    async def connect(self, *, reconnect: bool = True) -> None:
        """Stay connected to the gateway until closed; see `Shards.run`."""
        first_answers.use_for_this_task()
        await self.shards.run()

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        """Count the IDENTIFY; the waiting was done before the connection was opened."""
        self.pace.count_identify(shard_id or 0)

    async def on_message(self, message: discord.Message, /) -> None:
        """Nothing: a mention is a question, which a cog listens for, and no command."""

    async def on_interaction(self, interaction: discord.Interaction[OnRecordClient]) -> None:
        """Start the clock of an interaction."""
        self.answer_times.begin(interaction)

    async def on_ready(self) -> None:
        """Note it; this comes again with every new session."""
        _log.info("ready", extra={"servers": len(self.guilds), "shards": self.shard_count})

    async def report_failure(
        self, interaction: discord.Interaction[Any], error: BaseException
    ) -> str:
        """Tell the member what failed; see `bot.failures.report_failure`."""
        language = self.settings.language
        error = await explain_hidden(self, interaction, error)
        return await failures.report_failure(interaction, error, language=language)

    async def report_message_failure(
        self, message: discord.Message, error: BaseException, *, chosen: str | None = None
    ) -> str:
        """Tell the author of a message what failed; see `bot.failures`."""
        language = self.settings.language
        return await failures.report_message_failure(
            message, error, language=language, chosen=chosen
        )

    async def finish(self, seconds: float) -> None:
        """Leave the gateway, give what runs so many seconds to finish, and close."""
        await self.shards.leave()
        running = _find_work()
        if running:
            _log.info("finishing what runs", extra={"tasks": len(running)})
            _, left = await asyncio.wait(running, timeout=seconds)
            for task in left:
                task.cancel()
        for task in self._background:
            task.cancel()
        self.answer_times.note_late()
        if not self.is_closed():
            await self.close()

    def _get_state(self, **options: Any) -> Any:
        self._state = ShardedState(
            dispatch=self.dispatch,
            handlers=self._handlers,
            hooks=self._hooks,
            http=self.http,
            **options,
        )
        return self._state


def _find_work() -> set[asyncio.Task[Any]]:
    current = asyncio.current_task()
    return {
        task
        for task in asyncio.all_tasks()
        if task is not current and task.get_name().startswith(_WORK)
    }
