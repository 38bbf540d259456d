"""The commands that change what is on record, show how it came to be, and take changes back."""

from __future__ import annotations

from discord import app_commands, ui

from bot.core.curation.commands import Merge, Restore, Retire, Undo
from bot.core.curation.history import read_revision
from bot.core.curation.overseeing import list_revisions, load_history, load_kept
from bot.core.curation.permissions import Action
from bot.core.words import Words
from cogs._bases import ModeratorsCog
from cogs._curating import begin, moderator_of
from cogs._curating_buttons import CuratingButton
from cogs._curating_history import describe_history, describe_latest
from cogs._curating_parts import fill_part
from cogs._curating_typing import suggest_entry, suggest_part
from cogs._curating_work import Work
from cogs._desk import Interaction, send_answer
from cogs._items import Row
from cogs._opening import lay_out
from cogs._render import draw
from cogs.translation import text


class History(ModeratorsCog):
    """Edits, retires, restores, merges, undoes; and tells who did so before."""

    @app_commands.command(name=text("history.name"), description=text("history.description"))
    @app_commands.rename(id=text("claim.id.name"))
    @app_commands.describe(id=text("history.id"))
    @app_commands.autocomplete(id=suggest_entry)
    async def history(self, interaction: Interaction, id: str | None = None) -> None:
        """Tell how an entry came to be, or what was changed last in this server."""
        await show_history(self.work, interaction, (id or "").strip(), 0)

    @app_commands.command(name=text("undo.name"), description=text("undo.description"))
    @app_commands.rename(revision=text("undo.revision.name"), reason=text("reason.name"))
    @app_commands.describe(revision=text("undo.revision"), reason=text("reason"))
    async def undo(
        self, interaction: Interaction, revision: str | None = None, reason: str | None = None
    ) -> None:
        """Undo the last change, or the one named."""
        moderator = await begin(self.desk, interaction, reason=reason)
        command = Undo(read_revision(revision))
        await self.work.submit(interaction, moderator, command)

    @app_commands.command(name=text("edit.name"), description=text("edit.description"))
    @app_commands.rename(id=text("claim.id.name"), part=text("edit.part.name"))
    @app_commands.describe(id=text("entry.id"), part=text("edit.part"))
    @app_commands.autocomplete(id=suggest_entry, part=suggest_part)
    async def edit(self, interaction: Interaction, id: str, part: str | None = None) -> None:
        """Open the form of an entry, or of a part of it, as it stands."""
        moderator = await moderator_of(self.desk, interaction)
        kept = await load_kept(self.bot.keeping, moderator.request, id)
        filled = fill_part(kept, (part or "").strip(), interaction.id, moderator.words)
        await self.work.open_form(interaction, filled, Action.EDIT)

    @app_commands.command(name=text("retire.name"), description=text("retire.description"))
    @app_commands.rename(id=text("claim.id.name"), reason=text("reason.name"))
    @app_commands.describe(id=text("entry.id"), reason=text("reason"))
    @app_commands.autocomplete(id=suggest_entry)
    async def retire(self, interaction: Interaction, id: str, reason: str | None = None) -> None:
        """Take an entry out of answers."""
        await self.work.carry_out(interaction, Retire(id), reason=reason)

    @app_commands.command(name=text("restore.name"), description=text("restore.description"))
    @app_commands.rename(id=text("claim.id.name"), reason=text("reason.name"))
    @app_commands.describe(id=text("restore.id"), reason=text("reason"))
    async def restore(self, interaction: Interaction, id: str, reason: str | None = None) -> None:
        """Bring a retired entry back."""
        await self.work.carry_out(interaction, Restore(id), reason=reason)

    @app_commands.command(name=text("merge.name"), description=text("merge.description"))
    @app_commands.rename(
        merged=text("merge.merged.name"), into=text("merge.into.name"), reason=text("reason.name")
    )
    @app_commands.describe(
        merged=text("merge.merged"), into=text("merge.into"), reason=text("reason")
    )
    @app_commands.autocomplete(merged=suggest_entry, into=suggest_entry)
    async def merge(
        self, interaction: Interaction, merged: str, into: str, reason: str | None = None
    ) -> None:
        """Let an entry live on in another."""
        await self.work.carry_out(interaction, Merge(merged, into), reason=reason)


async def show_history(
    work: Work, interaction: Interaction, id_: str, page: int, *, in_place: bool = False
) -> None:
    """Show a page of an entry's history, or the latest changes where no entry is named.

    Raises:
        NotAllowed: the actor may not see it.
        NotOnRecord: there is no such entry to be seen from here.
    """
    moderator = await begin(work.desk, interaction, in_place=in_place)
    keeping, words = work.desk.bot.keeping, moderator.words
    if id_:
        reply = describe_history(await load_history(keeping, moderator.request, id_), words)
    else:
        reply = describe_latest(await list_revisions(keeping, moderator.request), words)
    pages = await lay_out(reply, words, compact=not id_)
    number = max(0, min(page, len(pages.pages) - 1))
    rows = _turning(id_, number, len(pages.pages), words)
    view = draw(pages, number, moderator.reader, rows=rows)
    await send_answer(interaction, view)


def _turning(id_: str, number: int, count: int, words: Words) -> list[Row]:
    if count < 2:
        return []
    earlier = CuratingButton(
        "h", f"{id_}.{max(0, number - 1)}", words.say("button.e"), disabled=number == 0
    )
    later = CuratingButton(
        "h", f"{id_}.{number + 1}", words.say("button.l"), disabled=number == count - 1
    )
    return [ui.ActionRow(earlier, later)]
