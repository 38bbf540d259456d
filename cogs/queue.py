"""The commands that show moderators what waits for them: /queue and /gaps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from discord import app_commands

from bot.core.curation.overseeing import load_gaps
from bot.core.replies import Reply
from cogs._bases import ModeratorsCog
from cogs._curating import begin
from cogs._curating_gaps import describe_gaps
from cogs._curating_work import Work
from cogs._desk import Desk, Interaction
from cogs._queue_items import AlikeMenu
from cogs._queue_listing import show_queue
from cogs._queue_posts import Posts
from cogs._queue_presses import phrase
from cogs._worker import Worker
from cogs.translation import text

if TYPE_CHECKING:
    from bot.client import OnRecordClient


class Queue(ModeratorsCog):
    """Shows what waits for approval, and what the record lacks."""

    items = (AlikeMenu,)

    def __init__(self, bot: OnRecordClient, desk: Desk, work: Work) -> None:
        super().__init__(bot, desk, work)
        self.posts = Worker("posting", Posts(work).keep_in_step)

    async def cog_load(self) -> None:
        """Have what waits posted."""
        await super().cog_load()
        self.bot.keeping.listen(self.posts.wake)
        self.posts.start(self.bot.wait_until_ready)

    async def cog_unload(self) -> None:
        """Post no longer."""
        await super().cog_unload()
        self.posts.stop()

    async def phrase(self, interaction: Interaction, number: int, claim: str) -> None:
        """Open the form by which a question becomes a phrasing of a claim."""
        await phrase(self.work, interaction, number, claim)

    @app_commands.command(name=text("queue.name"), description=text("queue.description"))
    async def queue(self, interaction: Interaction) -> None:
        """List what waits."""
        await show_queue(self.work, interaction, 0)

    @app_commands.command(name=text("gaps.name"), description=text("gaps.description"))
    async def gaps(self, interaction: Interaction) -> None:
        """Say what the record lacks."""
        moderator = await begin(self.desk, interaction)
        gaps = await load_gaps(self.bot.keeping, moderator.request)
        cards = tuple(describe_gaps(gaps, moderator.words))
        title = moderator.words.say("gaps.title" if cards else "gaps.none")
        await self.work.clerk.say(interaction, moderator, Reply(title, cards=cards))
