"""Reads what became of entries: revisions, what they touched, and earlier versions."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from bot.core.curation.references import rename_references
from bot.core.errors import NotOnRecord
from bot.core.ids import PublicId
from bot.core.kept import Act, Kept, Listed, PastRevision, Step, Touched
from bot.core.models import SHARED, Entry, EntryKind
from bot.core.words import Sentence
from db.entries import KEYS, as_json, load_entries
from db.finding import load_entry
from db.revising import apart, find_revision
from db.snapshots import decode_snapshot

_MOST_NAMED = 5

_ACT = """SELECT r.revision_key, r.number, r.community_id, r.author, r.made_at, r.action, r.reason,
                 u.number, (SELECT p.decided_by FROM proposal p
                            WHERE p.community_id = r.community_id AND p.revision = r.number
                              AND p.decided_by <> r.author)
          FROM revision r LEFT JOIN revision u ON u.revision_key = r.undoes"""


def load_kept(connection: sqlite3.Connection, key: int) -> Kept:
    """An entry as it stands, its ids unmistakable."""
    version, community_id = connection.execute(
        "SELECT version, community_id FROM entry WHERE entry_key = ?", (key,)
    ).fetchone()
    entry = load_entry(connection, key, apart(community_id))
    assert entry is not None
    return Kept(entry, version, community_id)


def load_many(connection: sqlite3.Connection, keys: Sequence[int]) -> list[Kept]:
    """Entries as they stand, in the order of their keys, those of one community read at once."""
    rows = connection.execute(
        f"""SELECT entry_key, kind, community_id, version FROM entry
            WHERE entry_key IN {KEYS} ORDER BY kind, community_id""",
        (as_json(keys),),
    ).fetchall()
    kept: dict[int, Kept] = {}
    for (kind, community_id), group in groupby(rows, key=lambda row: (row[1], row[2])):
        versions = {row[0]: row[3] for row in group}
        entries = load_entries(connection, EntryKind(kind), versions, apart(community_id))
        kept |= {key: Kept(entry, versions[key], community_id) for key, entry in entries.items()}
    return [kept[key] for key in sorted(kept)]


def load_history(connection: sqlite3.Connection, key: int) -> list[Step]:
    """Every revision of an entry, oldest first; after each it was what the next one found."""
    now = load_kept(connection, key)
    steps: list[Step] = []
    after = now.entry
    for revision, before in reversed(_list_snapshots(connection, key)):
        number, act = _load_act(connection, revision)
        old = _decode(now, before)
        steps.append(Step(number, act, old, after))
        after = old or after
    return steps[::-1]


def load_version(connection: sqlite3.Connection, key: int, version: int) -> Entry | None:
    """An entry as it was at a version: what the revision after it found."""
    snapshots = _list_snapshots(connection, key)
    if not 1 <= version < len(snapshots):
        return None
    return _decode(load_kept(connection, key), snapshots[version][1])


def _list_snapshots(connection: sqlite3.Connection, key: int) -> list[tuple[int, str | None]]:
    return connection.execute(
        "SELECT revision_key, before FROM revision_entry WHERE entry_key = ? ORDER BY revision_key",
        (key,),
    ).fetchall()


def _decode(now: Kept, snapshot: str | None) -> Entry | None:
    """The entry that a snapshot holds, the ids in it as unmistakable as in `now`."""
    if snapshot is None:
        return None
    kind = EntryKind(now.entry.id.removeprefix("L")[0])
    entry = decode_snapshot(kind, snapshot)
    if now.community_id != SHARED:
        return entry

    def mark(kind: EntryKind, id_: str) -> str:
        return f"L{id_.removeprefix('L')}"

    merged_into = entry.merged_into and mark(kind, entry.merged_into)
    return replace(rename_references(entry, mark), id=now.entry.id, merged_into=merged_into)


def load_revision(
    connection: sqlite3.Connection, community_id: int, number: int | None
) -> PastRevision:
    """A revision of a community with all it touched, or the last one. Raises NotOnRecord."""
    if number is None:
        revision = _find_last(connection, community_id)
    else:
        revision = find_revision(connection, community_id, number)
    found, act = _load_act(connection, revision)
    touched = connection.execute(
        "SELECT entry_key, before FROM revision_entry WHERE revision_key = ? ORDER BY entry_key",
        (revision,),
    ).fetchall()
    now = load_many(connection, [key for key, _ in touched])
    return PastRevision(
        found,
        act,
        tuple(
            _load_touched(connection, community_id, revision, key, kept, before)
            for kept, (key, before) in zip(now, touched, strict=True)
        ),
    )


def _find_last(connection: sqlite3.Connection, community_id: int) -> int:
    """The last revision that neither undoes another nor was undone itself."""
    row = connection.execute(
        """SELECT max(r.revision_key) FROM revision r
           WHERE r.community_id = ? AND r.undoes IS NULL AND NOT EXISTS
               (SELECT 1 FROM revision u WHERE u.undoes = r.revision_key AND NOT EXISTS
                   (SELECT 1 FROM revision v WHERE v.undoes = u.revision_key))""",
        (community_id,),
    ).fetchone()
    if row[0] is None:
        raise NotOnRecord(Sentence("missing-undo"))
    return int(row[0])


def _load_touched(
    connection: sqlite3.Connection,
    community_id: int,
    revision: int,
    key: int,
    now: Kept,
    before: str | None,
) -> Touched:
    later = connection.execute(
        """SELECT r.number, r.community_id, x.before
           FROM revision_entry x JOIN revision r USING (revision_key)
           WHERE x.entry_key = ? AND x.revision_key > ? ORDER BY x.revision_key""",
        (key, revision),
    ).fetchall()
    was = _decode(now, before)
    if later and _decode(now, later[0][2]) == now.entry:
        return Touched(now, was)  # what came after was taken back
    return Touched(
        now,
        was,
        tuple(number for number, owner, _ in later if owner == community_id),
        any(owner != community_id for _, owner, _ in later),
    )


def list_revisions(connection: sqlite3.Connection, community_id: int, limit: int) -> list[Listed]:
    """A community's latest revisions, newest first, with some of the entries that each touched."""
    rows = connection.execute(
        "SELECT revision_key FROM revision WHERE community_id = ? ORDER BY number DESC LIMIT ?",
        (community_id, limit),
    ).fetchall()
    return [_list_revision(connection, community_id, row[0]) for row in rows]


def _list_revision(connection: sqlite3.Connection, community_id: int, revision: int) -> Listed:
    number, act = _load_act(connection, revision)
    # What a change of the library touched in servers is for those servers alone.
    rows = connection.execute(
        """SELECT e.kind, e.number, e.community_id, count(*) OVER ()
           FROM revision_entry x JOIN entry e USING (entry_key)
           WHERE x.revision_key = ? AND e.community_id IN (?, ?)
           ORDER BY e.kind, e.number LIMIT ?""",
        (revision, SHARED, community_id, _MOST_NAMED),
    ).fetchall()
    ids = (PublicId(EntryKind(row[0]), row[1], row[2]).seen_from(community_id) for row in rows)
    return Listed(number, act, tuple(ids), rows[0][3] if rows else 0)


def _load_act(connection: sqlite3.Connection, revision: int) -> tuple[int, Act]:
    _, number, _, author, made_at, action, reason, undoes, approved_by = connection.execute(
        f"{_ACT} WHERE r.revision_key = ?", (revision,)
    ).fetchone()
    return number, Act(author, made_at, action, reason, undoes, approved_by)
