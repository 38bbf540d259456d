"""The commands that take a file in and give the server's own record out: /import, /export."""

from __future__ import annotations

import asyncio
import io
from dataclasses import replace
from typing import TYPE_CHECKING

import discord
from discord import app_commands, ui

from bot.core.curation.exchanging import export_file, import_file
from bot.core.curation.permissions import Action
from bot.core.curation.repeats import Repeat, find_repeats
from bot.core.curation.storing import tell_audit
from bot.core.errors import InvalidInput, OnRecordError
from bot.core.exchange import IfDifferent, ImportReport, Item
from bot.core.files import decode_file, encode_file, format_of
from bot.core.replies import Reply
from bot.core.words import Sentence
from cogs._bases import ModeratorsCog
from cogs._curating import Moderator, begin
from cogs._curating_buttons import undo_row
from cogs._curating_work import Work
from cogs._desk import NOBODY, Desk, Interaction, send_answer
from cogs._file import pack_file
from cogs._importing import (
    LARGEST,
    MOST_ENTRIES,
    Busy,
    ImportButton,
    Rehearsed,
    Showing,
    WaitingFiles,
)
from cogs._importing_words import describe_rehearsal, is_long, word_counts, write_report
from cogs._items import Row
from cogs._opening import lay_out
from cogs._render import draw
from cogs.translation import choices_of, text

if TYPE_CHECKING:
    from bot.client import OnRecordClient

_FORMATS = choices_of(("json", "csv", "jsonl"), "export.format.")
_REPORT = "import-report.txt"
SECONDS_BETWEEN = 2.5
"""How long it takes at least from one showing of progress to the next."""


class Exchanging(ModeratorsCog):
    """Takes files into the server's record, after their author saw what would come of it."""

    items = (ImportButton,)

    def __init__(self, bot: OnRecordClient, desk: Desk, work: Work) -> None:
        super().__init__(bot, desk, work)
        self.waiting = WaitingFiles()
        self.seconds_between = SECONDS_BETWEEN
        self._busy: set[int] = set()  # the servers whose files are being worked on
        self._one_file = asyncio.Lock()  # at a time, so that others are answered meanwhile

    @app_commands.command(name=text("import.name"), description=text("import.description"))
    @app_commands.rename(file=text("import.file.name"), update=text("import.update.name"))
    @app_commands.describe(file=text("import.file"), update=text("import.update"))
    async def import_(
        self, interaction: Interaction, file: discord.Attachment, update: bool = False
    ) -> None:
        """Try a file, show what would come of it, and ask."""
        moderator = await begin(self.desk, interaction)
        moderator.request.check(Action.IMPORT, moderator.request.community_id)
        format_of(file.filename)
        if file.size > LARGEST:
            megabytes = LARGEST // 1_000_000
            raise InvalidInput(Sentence("refused.file-size", number=megabytes))
        content = await file.read()
        async with self._working(moderator):
            different = IfDifferent.UPDATE if update else IfDifferent.REFUSE
            tried = await self._try(interaction, moderator, content, file.filename, different)
        community_id = moderator.request.community_id
        if tried.changes_something:
            self.waiting.keep(interaction.user.id, community_id, interaction.id, tried)
        await _show(interaction, moderator, tried)

    def _working(self, moderator: Moderator) -> Busy:
        return Busy(self._busy, self._one_file, moderator.request.community_id)

    async def _try(
        self,
        interaction: Interaction,
        moderator: Moderator,
        content: bytes,
        name: str,
        different: IfDifferent,
    ) -> Rehearsed:
        items, unreadable = await asyncio.to_thread(decode_file, content, name)
        if len(items) > MOST_ENTRIES:
            raise InvalidInput(
                Sentence("refused.file-entries", count=len(items), most=MOST_ENTRIES)
            )
        showing = Showing(interaction, moderator, self.seconds_between)
        trial = import_file(
            self.bot.archive,
            moderator.request,
            items,
            if_different=different,
            skip_bad=True,
            dry_run=True,
            progress=showing,
        )
        report = await showing.during("import.checking", trial)
        comparison = self._compare(moderator, items, report, showing)
        repeats = await showing.during("import.comparing", comparison)
        return Rehearsed(name, items, unreadable, report, repeats, different)

    async def _compare(
        self, moderator: Moderator, items: list[Item], report: ImportReport, showing: Showing
    ) -> list[Repeat]:
        repeats = find_repeats(
            self.bot.keeping, moderator.request, items, of=report.new, progress=showing
        )
        return [repeat async for repeat in repeats]

    async def import_now(self, interaction: Interaction, nonce: int) -> None:
        """Take over a file that was tried, all that is good of it in one revision.

        Raises:
            NotAllowed: the actor may not import, or not any more.
            InvalidInput: the file is not in memory any more, or was someone else's.
        """
        moderator = await begin(self.desk, interaction, in_place=True)
        request, member_id = moderator.request, interaction.user.id
        tried = self.waiting.take(member_id, request.community_id, nonce)
        if tried is None:
            raise InvalidInput(Sentence("import.forgotten"))
        try:
            async with self._working(moderator):
                report = await self._import(interaction, moderator, tried)
            self.bot.keeping.announce()
        except OnRecordError:
            self.waiting.keep(member_id, request.community_id, nonce, tried)
            raise
        await self._tell(interaction, moderator, tried, report)

    async def _import(
        self, interaction: Interaction, moderator: Moderator, tried: Rehearsed
    ) -> ImportReport:
        showing = Showing(interaction, moderator, self.seconds_between)
        work = import_file(
            self.bot.archive,
            moderator.request,
            tried.items,
            if_different=tried.if_different,
            skip_bad=bool(tried.problems),
            progress=showing,
        )
        return await showing.during("import.going-on", work)

    async def _tell(
        self,
        interaction: Interaction,
        moderator: Moderator,
        tried: Rehearsed,
        report: ImportReport,
    ) -> None:
        words, request = moderator.words, moderator.request
        counts = word_counts(report, len(tried.unreadable), words)
        if report.revision is None:
            await self.work.clerk.say(
                interaction, moderator, Reply(words.say("import.nothing", name=tried.name))
            )
            return
        title = words.say("import.done", name=tried.name[-100:], revision=report.revision)
        rows: tuple[Row, ...] = (undo_row(report.revision, words),)
        reply = Reply(title, lead=(counts,))
        await self.work.clerk.say(interaction, moderator, reply, rows)
        because = replace(request, reason=tried.name)
        audit = tell_audit(
            because, request.community_id, Action.IMPORT.value, revision=report.revision
        )
        await self.work.clerk.announce(interaction, audit)

    @app_commands.command(name=text("export.name"), description=text("export.description"))
    @app_commands.rename(kind=text("export.format.name"))
    @app_commands.describe(kind=text("export.format"))
    @app_commands.choices(kind=_FORMATS)
    async def export(self, interaction: Interaction, kind: str = "json") -> None:
        """Give the server's own record as a file."""
        moderator = await begin(self.desk, interaction)
        request, words = moderator.request, moderator.words
        record = await export_file(self.bot.archive, request)
        content = await asyncio.to_thread(encode_file, record, format_of(f".{kind}"))
        name = f"record-{request.today.isoformat()}.{kind}"
        limit = interaction.filesize_limit
        file = await pack_file(content, name, limit, refusal="export.too-large")
        said = words.say(
            "export.done", claims=len(record.claims), statements=len(record.statements)
        )
        await interaction.edit_original_response(
            content=said,
            attachments=[file],
            allowed_mentions=NOBODY,
        )


async def _show(interaction: Interaction, moderator: Moderator, tried: Rehearsed) -> None:
    """Show what would come of a file, with the button that goes on and, if long, all in a file."""
    words = moderator.words
    rows: list[Row] = []
    if tried.changes_something:
        label = words.say("button.import-rest" if tried.problems else "button.import")
        rows.append(ui.ActionRow(ImportButton(interaction.id, label)))
    pages = await lay_out(describe_rehearsal(tried, words), words, compact=True)
    view = draw(pages, 0, moderator.reader, rows=rows)
    files = []
    if is_long(tried):
        files.append(discord.File(io.BytesIO(write_report(tried, words)), _REPORT))
        view.add_item(ui.File(f"attachment://{_REPORT}"))
    await send_answer(interaction, view, files)
