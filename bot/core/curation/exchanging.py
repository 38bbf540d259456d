"""Exchanging: files in and out of a community's record, with what an import may repeat."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice

from bot.core.archive import Archive
from bot.core.curation.commands import Add
from bot.core.curation.likeness import ask_about_claim
from bot.core.curation.outcomes import Question
from bot.core.curation.permissions import Action
from bot.core.curation.requests import Request
from bot.core.exchange import IfDifferent, ImportReport, Item, Progress
from bot.core.keeping import Keeping, Shelf
from bot.core.models import Claim, Record

_BATCH = 50
"""Claims compared in one go, so that others are answered in between."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """A claim of a file that may be on record already, and where in the file it stands."""

    where: str
    question: Question


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


async def find_repeats(
    keeping: Keeping, request: Request, items: Sequence[Item]
) -> AsyncIterator[Repeat]:
    """The claims of a file that look like ones on record under other words.

    Raises:
        NotAllowed: the actor may not import.
    """
    request.check(Action.IMPORT, request.community_id)
    claims = ((item.where, item.entry) for item in items if isinstance(item.entry, Claim))
    while batch := list(islice(claims, _BATCH)):
        for repeat in await keeping.read(request.community_id, partial(_compare, batch)):
            yield repeat


def _compare(batch: Sequence[tuple[str, Claim]], shelf: Shelf) -> list[Repeat]:
    """Claims that are the same as on record are left out: an import recognises them."""
    return [
        Repeat(where, question)
        for where, claim in batch
        if not shelf.recognise(claim)
        for question in ask_about_claim(claim, Add(Record(claims=(claim,))), shelf)
    ]


async def export_file(archive: Archive, request: Request) -> Record:
    """The community's whole own record. Raises NotAllowed."""
    request.check(Action.EXPORT, request.community_id)
    return await archive.export(request.community_id)
