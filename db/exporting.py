"""Reads a community's whole record in the form of a record file."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from bot.core.models import Claim, Entry, EntryKind, Record, Source, Speaker, Statement
from db.entries import load_entries

E = TypeVar("E", Claim, Speaker, Source, Statement)


def export_record(connection: sqlite3.Connection, community_id: int) -> Record:
    """All entries of a community, whatever their state, under the ids they have in record files.

    The order is that of these ids, which do not depend on the database: exporting what was
    imported from an export gives the same again.
    """
    entries = {kind: _load_all(connection, kind, community_id) for kind in EntryKind}
    file_ids = {
        entry.id: entry.external_id
        for loaded in entries.values()
        for entry in loaded.values()
        if entry.external_id is not None
    }
    return Record(
        speakers=_in_file(entries[EntryKind.SPEAKER], Speaker, file_ids),
        sources=_in_file(entries[EntryKind.SOURCE], Source, file_ids),
        claims=_in_file(entries[EntryKind.CLAIM], Claim, file_ids),
        statements=_in_file(entries[EntryKind.STATEMENT], Statement, file_ids),
    )


def _load_all(
    connection: sqlite3.Connection, kind: EntryKind, community_id: int
) -> dict[int, Entry]:
    keys = [
        row[0]
        for row in connection.execute(
            "SELECT entry_key FROM entry WHERE community_id = ? AND kind = ?",
            (community_id, kind.value),
        )
    ]
    return load_entries(connection, kind, keys, community_id)


def _in_file(
    entries: Mapping[int, Entry], entry_type: type[E], file_ids: Mapping[str, str]
) -> tuple[E, ...]:
    wanted = [
        _rename(entry, file_ids) for entry in entries.values() if isinstance(entry, entry_type)
    ]
    return tuple(sorted(wanted, key=lambda entry: _natural_order(entry.id)))


def _rename(entry: E, file_ids: Mapping[str, str]) -> E:
    def name(id_: str) -> str:
        return file_ids.get(id_, id_)

    merged_into = entry.merged_into and name(entry.merged_into)
    renamed = replace(entry, id=name(entry.id), external_id=None, merged_into=merged_into)
    if isinstance(renamed, Statement):
        renamed = replace(
            renamed,
            speaker=name(renamed.speaker),
            stances=tuple(replace(on, claim=name(on.claim)) for on in renamed.stances),
            citations=tuple(replace(c, source=name(c.source)) for c in renamed.citations),
            counters=tuple(replace(c, statement=name(c.statement)) for c in renamed.counters),
        )
    return renamed


def _natural_order(id_: str) -> tuple[tuple[int, str], ...]:
    """Sort key under which C9 stands before C10."""
    parts = re.findall(r"[0-9]+|[^0-9]+", id_)
    return tuple((int(p), "") if p.isascii() and p.isdigit() else (-1, p) for p in parts)
