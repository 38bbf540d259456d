"""Single sources: what is on record of one, and how many statements cite it."""

from __future__ import annotations

from bot.core.archive import Archive
from bot.core.describe import describe_sources
from bot.core.models import Source, View
from bot.core.replies import Reply
from bot.core.words import Words


async def count_citing(archive: Archive, view: View, source: Source) -> int:
    """How many statements in view cite a source."""
    counted = {listed.id: count for listed, count in await archive.list_sources(view)}
    return counted.get(source.id, 0)


async def describe_source(archive: Archive, view: View, source: Source, words: Words) -> Reply:
    """A source with its addresses, and how often it is cited."""
    count = await count_citing(archive, view, source)
    return describe_sources([(source, count)], words, await archive.list_dead(view))
