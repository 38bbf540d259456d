"""Exchanging: files in and out of a community's record."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.archive import Archive
from bot.core.curation.permissions import Action
from bot.core.curation.requests import Request
from bot.core.exchange import IfDifferent, ImportReport, Item, Progress
from bot.core.models import Record


async def import_file(
    archive: Archive,
    request: Request,
    items: Sequence[Item],
    *,
    if_different: IfDifferent = IfDifferent.REFUSE,
    skip_bad: bool = False,
    dry_run: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Take entries of a file over into the community's own record.

    Raises:
        NotAllowed: the actor may not.
        ImportRefused: something is wrong and `skip_bad` is off; nothing was changed.
    """
    request.check(Action.IMPORT, request.community_id)
    return await archive.import_items(
        request.community_id,
        items,
        author=request.actor.author,
        made_at=request.at,
        if_different=if_different,
        skip_bad=skip_bad,
        dry_run=dry_run,
        progress=progress,
    )


async def export_file(archive: Archive, request: Request) -> Record:
    """The community's whole own record. Raises NotAllowed."""
    request.check(Action.EXPORT, request.community_id)
    return await archive.export(request.community_id)
