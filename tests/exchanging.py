"""Files in and out of a real database, in few words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from bot.core.exchange import IfDifferent, ImportReport, Item, Problem
from bot.core.models import Entry, Record
from bot.core.record_file import decode_record_file, encode_record_file
from bot.core.rows import decode_rows, encode_rows
from db.archive import SqliteArchive
from db.connection import Store
from tests.record import MADE_AT

Form = Literal["json", "csv", "jsonl"]
FORMS: tuple[Form, ...] = ("json", "csv", "jsonl")
SERVER = 77


def encode(record: Record, form: Form) -> bytes:
    """A record as a file."""
    return encode_record_file(record) if form == "json" else encode_rows(record, form)


def decode(content: bytes, form: Form) -> tuple[list[Item], list[Problem]]:
    """What a file holds, and what is wrong with it."""
    if form == "json":
        return decode_record_file(content, "file.json")
    return decode_rows(content.splitlines(keepends=True), f"file.{form}", kind=form)


async def take_over(
    store: Store,
    items: Sequence[Item],
    community_id: int = SERVER,
    *,
    if_different: IfDifferent = IfDifferent.REFUSE,
    skip_bad: bool = False,
    dry_run: bool = False,
) -> ImportReport:
    """Import as the operator does."""
    return await SqliteArchive(store).import_items(
        community_id,
        items,
        author="operator",
        made_at=MADE_AT,
        if_different=if_different,
        skip_bad=skip_bad,
        dry_run=dry_run,
        progress=None,
    )


def as_items(entries: Sequence[Entry]) -> list[Item]:
    """Entries as a file's."""
    return [Item(entry, f"test, entry {number}") for number, entry in enumerate(entries, 1)]


async def export(store: Store, community_id: int = SERVER) -> Record:
    """All that a community has."""
    return await SqliteArchive(store).export(community_id)
