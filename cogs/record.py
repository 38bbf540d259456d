"""The commands that add to the record: /record, and "Add to the record" on a message."""

from __future__ import annotations

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.app_commands import Choice, ContextMenu
from discord.ext import commands

from bot.core.curation.commands import AddCounter, AddPhrasing, SetStance
from bot.core.models import Counter, CounterKind, SourceKind, SpeakerKind, Stance, TextKind
from cogs._asking import find_claim
from cogs._bases import ModeratorsCog
from cogs._curating import begin, moderator_of
from cogs._curating_forms import FIELDS, Filled
from cogs._curating_plain import SOURCE_LETTERS
from cogs._curating_typing import suggest_source, suggest_statement
from cogs._curating_work import Work
from cogs._desk import Desk, Interaction
from cogs._typing import suggest_claims, suggest_speakers
from cogs.mention import read_message
from cogs.translation import choices_of, text

if TYPE_CHECKING:
    from bot.client import OnRecordClient

_STANCES = choices_of(Stance)
_TEXTS = choices_of(TextKind)
_SPEAKERS = choices_of(SpeakerKind)
_COUNTERS = choices_of(CounterKind)
_SOURCES = [
    Choice(name=text(f"source-kind.{kind.value}"), value=letters)
    for letters, kind in SOURCE_LETTERS.items()
]
_NEWS = next(k for k, kind in SOURCE_LETTERS.items() if kind is SourceKind.NEWS_REPORT)
_LONGEST = {field.name: field.longest for fields in FIELDS.values() for field in fields}


class Recording(
    ModeratorsCog,
    commands.GroupCog,
    group_name=text("record.name"),
    group_description=text("record.description"),
):
    """Adds claims, statements, counters and phrasings, each shown before it is kept."""

    def __init__(self, bot: OnRecordClient, desk: Desk, work: Work) -> None:
        menu = ContextMenu(name=text("menu.record.name"), callback=self.add_message)
        super().__init__(bot, desk, work, menu=menu)

    @app_commands.command(name=text("claim.name"), description=text("record.claim"))
    async def claim(self, interaction: Interaction) -> None:
        """Open the form for a new claim."""
        await self.work.open_form(interaction, Filled("c", ("",), interaction.id))

    @app_commands.command(name=text("speaker.name"), description=text("record.speaker"))
    async def speaker(self, interaction: Interaction) -> None:
        """Open the form for a new speaker."""
        await self.work.open_form(interaction, Filled("p", ("",), interaction.id))

    @app_commands.command(name=text("record.source.name"), description=text("record.source"))
    @app_commands.rename(kind=text("record.kind.name"))
    @app_commands.describe(kind=text("record.source-kind"))
    @app_commands.choices(kind=_SOURCES)
    async def source(self, interaction: Interaction, kind: str = _NEWS) -> None:
        """Open the form for a new source."""
        await self.work.open_form(interaction, Filled("d", ("", kind), interaction.id))

    @app_commands.command(name=text("record.statement.name"), description=text("record.statement"))
    @app_commands.rename(
        claim=text("claim.option.name"),
        stance=text("record.stance.name"),
        speaker=text("ask.speaker.name"),
        source=text("record.source.name"),
        words=text("record.words.name"),
        source_kind=text("record.source-kind.name"),
        speaker_kind=text("record.speaker-kind.name"),
    )
    @app_commands.describe(
        claim=text("claim.id"),
        stance=text("record.stance"),
        speaker=text("record.known-speaker"),
        source=text("record.known-source"),
        words=text("record.words"),
        source_kind=text("record.source-kind"),
        speaker_kind=text("record.speaker-kind"),
    )
    @app_commands.choices(
        stance=_STANCES, words=_TEXTS, source_kind=_SOURCES, speaker_kind=_SPEAKERS
    )
    @app_commands.autocomplete(
        claim=suggest_claims, speaker=suggest_speakers, source=suggest_source
    )
    async def statement(
        self,
        interaction: Interaction,
        claim: str,
        stance: str,
        speaker: str | None = None,
        source: str | None = None,
        words: str = TextKind.QUOTE.value,
        source_kind: str = _NEWS,
        speaker_kind: str = SpeakerKind.PERSON.value,
    ) -> None:
        """Open the form for a new statement; what is chosen here goes into it."""
        moderator = await moderator_of(self.desk, interaction)
        id_ = await find_claim(self.desk, moderator.reader, claim)
        about = (id_, words[0], stance[0], source_kind, speaker_kind[0])
        texts = {"who": speaker or "", "source": source or ""}
        await self.work.open_form(interaction, Filled("n", about, interaction.id, texts))

    @app_commands.command(name=text("record.counter.name"), description=text("record.counter"))
    @app_commands.rename(
        statement=text("record.statement.name"),
        does=text("record.does.name"),
        answered=text("record.answered.name"),
    )
    @app_commands.describe(
        statement=text("record.answering"),
        does=text("record.does"),
        answered=text("record.answered"),
    )
    @app_commands.choices(does=_COUNTERS)
    @app_commands.autocomplete(statement=suggest_statement, answered=suggest_statement)
    async def counter(
        self, interaction: Interaction, statement: str, does: str, answered: str
    ) -> None:
        """Say that a statement answers another."""
        command = AddCounter(statement, Counter(CounterKind(does), answered))
        await self.work.carry_out(interaction, command)

    @app_commands.command(name=text("record.phrasing.name"), description=text("record.phrasing"))
    @app_commands.rename(claim=text("claim.option.name"), wording=text("record.wording.name"))
    @app_commands.describe(claim=text("claim.id"), wording=text("record.wording"))
    @app_commands.autocomplete(claim=suggest_claims)
    async def phrasing(self, interaction: Interaction, claim: str, wording: str) -> None:
        """Add another way of putting a claim."""
        moderator = await begin(self.desk, interaction)
        id_ = await find_claim(self.desk, moderator.reader, claim)
        await self.work.submit(interaction, moderator, AddPhrasing(id_, wording))

    @app_commands.command(name=text("record.stance.name"), description=text("record.bearing"))
    @app_commands.rename(
        statement=text("record.statement.name"),
        claim=text("claim.option.name"),
        stance=text("record.stance.name"),
    )
    @app_commands.describe(
        statement=text("record.bearing-statement"),
        claim=text("claim.id"),
        stance=text("record.stance"),
    )
    @app_commands.choices(stance=_STANCES)
    @app_commands.autocomplete(statement=suggest_statement, claim=suggest_claims)
    async def stance(
        self, interaction: Interaction, statement: str, claim: str, stance: str
    ) -> None:
        """Say how a statement bears on a claim, on a second one too."""
        moderator = await begin(self.desk, interaction)
        id_ = await find_claim(self.desk, moderator.reader, claim)
        command = SetStance(statement, id_, Stance(stance))
        await self.work.submit(interaction, moderator, command)

    async def add_message(self, interaction: Interaction, message: discord.Message) -> None:
        """Open the form filled with a message: its words, its author, its day."""
        texts = {
            "who": message.author.display_name,
            "words": (message.content or read_message(message))[: _LONGEST["words"]],
            "when": message.created_at.date().isoformat(),
        }
        about = (str(message.channel.id), str(message.id))
        await self.work.open_form(interaction, Filled("m", about, interaction.id, texts))
