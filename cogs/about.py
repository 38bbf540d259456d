"""The commands about the bot itself: help, about, privacy, forget-me, ping."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING, Self

import discord
from discord import app_commands, ui

from bot.core.curation.overseeing import forget_me
from bot.core.curation.permissions import Actor, Role
from bot.core.curation.requests import Request
from bot.core.errors import NotAllowed
from bot.core.replies import Card, Reply
from bot.core.words import Sentence, Words
from cogs._bases import MembersCog
from cogs._desk import Interaction, Reader, desk_of, send_answer
from cogs._items import Button, FoundButton, Row
from cogs._render import render_note
from cogs.translation import text

if TYPE_CHECKING:
    from bot.client import OnRecordClient

_FORGET = re.compile(r"or1f\.(?P<asker>[0-9]{1,20})")
_HELP = (
    "ask",
    "claim",
    "speaker",
    "sources",
    "timeline",
    "cite",
    "follow",
    "unfollow",
    "help",
    "about",
    "privacy",
    "forget-me",
    "ping",
)
_MODERATING = (
    "record",
    "edit",
    "retire",
    "restore",
    "merge",
    "move",
    "split",
    "undo",
    "history",
    "queue",
    "gaps",
    "address",
    "hide",
    "unhide",
    "import",
    "export",
    "forget-member",
    "settings",
)


class ForgetButton(FoundButton, template=_FORGET):
    """The button that has everything kept about its asker removed."""

    answered_by = "About"

    def __init__(self, asker: int, label: str) -> None:
        super().__init__(f"or1f.{asker}", label, discord.ButtonStyle.danger)
        self.asker = asker

    @classmethod
    def read(cls, match: re.Match[str], item: Button) -> Self:
        """The button, with who asked for it."""
        return cls(int(match["asker"]), item.label or "-")

    async def answer(self, interaction: Interaction, cog: About) -> None:
        """Forget the member, if it is the one who asked."""
        await cog.forget(interaction, self.asker)


class About(MembersCog):
    """What the bot is, and what it keeps."""

    items = (ForgetButton,)

    @app_commands.command(name=text("help.name"), description=text("help.description"))
    async def help(self, interaction: Interaction) -> None:
        """Say what can be done."""
        reader = await self.desk.begin(interaction, is_private=True)
        words = reader.words
        lead = (
            *_list_commands(_HELP, words),
            words.say("help.menu"),
            words.say("help.mention"),
            words.say("help.ids"),
            words.say("help.moderators"),
            *_list_commands(_MODERATING, words),
            words.say("help.menu.record"),
        )
        await self._say(interaction, reader, Reply(words.say("help.title"), lead=lead))

    @app_commands.command(name=text("about.name"), description=text("about.description"))
    async def about(self, interaction: Interaction) -> None:
        """Say what the bot is and what is on record here."""
        reader = await self.desk.begin(interaction, is_private=True)
        words = reader.words
        claims, statements = await self.bot.members.count_entries(reader.view)
        lead = (
            words.say("about.purpose"),
            words.say("about.counts", claims=claims, statements=statements),
            words.say("about.version", version=_version()),
        )
        await self._say(interaction, reader, Reply(words.say("about.title"), lead=lead))

    @app_commands.command(name=text("privacy.name"), description=text("privacy.description"))
    async def privacy(self, interaction: Interaction) -> None:
        """Say what is kept about members, and how it is removed."""
        reader = await self.desk.begin(interaction, is_private=True)
        words = reader.words
        kept = await self.bot.members.count_kept(reader.member_id)
        cards = tuple(
            Card("", words.say(f"privacy.{part}"), text=words.say(f"privacy.{part}.is"))
            for part in ("questions", "notes", "follows", "answers", "record")
        )
        lead = (words.say("privacy.kept", follows=kept.follows, notes=kept.notes),)
        reply = Reply(words.say("privacy.title"), lead=lead, cards=cards)
        await self._say(interaction, reader, reply)

    @app_commands.command(name=text("forget-me.name"), description=text("forget-me.description"))
    async def forget_me(self, interaction: Interaction) -> None:
        """Show what is kept about the member, and offer to remove it."""
        reader = await self.desk.begin(interaction, is_private=True)
        words = reader.words
        kept = await self.bot.members.count_kept(reader.member_id)
        reply = Reply(
            words.say("forget.title"),
            lead=(words.say("privacy.kept", follows=kept.follows, notes=kept.notes),),
            notes=(words.say("forget.note"),),
        )
        button = ForgetButton(reader.member_id, words.say("button.forget"))
        row: Row = ui.ActionRow(button)
        await send_answer(interaction, await render_note(reply, reader, rows=(row,)))

    async def forget(self, interaction: Interaction, asker: int) -> None:
        """Remove everything kept about the member who asked for it.

        Raises:
            NotAllowed: someone else pressed the button.
        """
        reader = await self.desk.begin(interaction, is_private=True)
        if interaction.user.id != asker:
            raise NotAllowed(Sentence("forget.not-yours"))
        kept = await self.bot.members.forget(asker)
        at = self.bot.now().isoformat(timespec="seconds")
        actor = Actor(str(asker), Role.MEMBER)
        request = Request(actor, reader.view.community_id, at, str(interaction.id))
        rows = await forget_me(self.bot.keeping, request)
        done = reader.words.say("forget.done", follows=kept.follows, notes=kept.notes)
        record = reader.words.say("forget.record", number=rows)
        await self._say(interaction, reader, Reply(done, lead=(record,)))

    @app_commands.command(name=text("ping.name"), description=text("ping.description"))
    async def ping(self, interaction: Interaction) -> None:
        """Say that the bot is there, and how fast."""
        reader = await self.desk.begin(interaction, is_private=True)
        latency = self.bot.latency
        milliseconds = round(latency * 1000) if latency == latency and latency < 60 else 0
        await self._say(interaction, reader, Reply(reader.words.say("pong", ms=milliseconds)))

    async def _say(self, interaction: Interaction, reader: Reader, reply: Reply) -> None:
        await send_answer(interaction, await render_note(reply, reader))


def _list_commands(names: Iterable[str], words: Words) -> Iterator[str]:
    for name in names:
        yield f"/{words.say(f'{name}.name')}: {words.say(f'{name}.description')}"


def _version() -> str:
    try:
        return version("onrecord")
    except PackageNotFoundError:
        return "0"


async def setup(bot: OnRecordClient) -> None:
    """Add the commands about the bot."""
    await bot.add_cog(About(bot, desk_of(bot)))
