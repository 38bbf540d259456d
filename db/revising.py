"""Revising: changes of entries become one revision, inside the writer's transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from bot.core.curation.references import is_new
from bot.core.errors import Conflict, NotOnRecord
from bot.core.ids import parse_public_id
from bot.core.kept import Act, Change, Written
from bot.core.models import SHARED, Entry, EntryKind, entry_kind
from bot.core.words import Sentence
from db.finding import find_claims_of, find_numbered, load_entry, name_of
from db.indexing import index_entries
from db.saving import add_entry, begin_revision, keep_before, seal, write_entry
from db.writing import Resolve

_ORDER = (EntryKind.SPEAKER, EntryKind.SOURCE, EntryKind.CLAIM, EntryKind.STATEMENT)

APART = -1
"""Read from here, the library's ids have an L, so that none can be taken for a server's own."""


def revise(
    connection: sqlite3.Connection, community_id: int, act: Act, changes: Sequence[Change]
) -> Written:
    """Make all changes as one revision of a community; the search index follows.

    Raises:
        Conflict: an entry is not at the version that the change was made from.
    """
    revision = begin_revision(
        connection,
        community_id,
        author=act.author,
        action=act.action,
        made_at=act.made_at,
        reason=act.reason,
        undoes=act.undoes and find_revision(connection, community_id, act.undoes),
    )
    number = connection.execute(
        "SELECT number FROM revision WHERE revision_key = ?", (revision,)
    ).fetchone()[0]
    ordered = sorted(changes, key=lambda change: _ORDER.index(entry_kind(change.after)))
    keys = [_announce(connection, community_id, change, revision) for change in ordered]
    local = {c.after.id: key for c, key in zip(ordered, keys, strict=True) if c.before is None}
    left_claims = [claim for key in keys for claim in find_claims_of(connection, key)]
    touched: dict[EntryKind, list[int]] = {}
    for change, key in zip(ordered, keys, strict=True):
        owner = change.before.community_id if change.before else community_id
        resolve = _resolver(connection, owner, local)
        write_entry(connection, key, change.after, resolve, is_new=change.before is None)
        touched.setdefault(entry_kind(change.after), []).append(key)
    for kind, written in touched.items():
        seal(connection, kind, written)
    index_entries(connection, touched, left_claims)
    viewer = apart(community_id)
    return Written(number, {id_: name_of(connection, key, viewer) for id_, key in local.items()})


def apart(community_id: int) -> int:
    """The viewer for whom ids of a community's record cannot be confused with the library's."""
    return APART if community_id == SHARED else community_id


def _announce(
    connection: sqlite3.Connection, community_id: int, change: Change, revision: int
) -> int:
    """Give a new entry its public id, or keep what a known one was; returns its key."""
    if change.before is None:
        return add_entry(connection, community_id, change.after, revision=revision)
    key = find_key(connection, change.before.community_id, change.before.entry)
    version = connection.execute(
        "SELECT version FROM entry WHERE entry_key = ?", (key,)
    ).fetchone()[0]
    if version != change.before.version:
        raise Conflict(Sentence("refused.changed-meanwhile", id=change.before.entry.id))
    before = load_entry(connection, key, change.before.community_id)
    assert before is not None
    keep_before(connection, revision, key, before)
    return key


def find_key(connection: sqlite3.Connection, community_id: int, entry: Entry) -> int:
    """The key of an entry of a community."""
    return _find(connection, community_id, entry_kind(entry), entry.id)


def _resolver(connection: sqlite3.Connection, owner: int, local: dict[str, int]) -> Resolve:
    """References of an entry of `owner`: new entries of the same change, else public ids."""

    def resolve(kind: EntryKind, reference: str) -> int:
        if is_new(reference) and reference in local:
            return local[reference]
        return _find(connection, owner, kind, reference)

    return resolve


def _find(
    connection: sqlite3.Connection, community_id: int, kind: EntryKind, reference: str
) -> int:
    public_id = parse_public_id(reference, community_id)
    key = find_numbered(connection, public_id) if public_id else None
    if public_id is None or public_id.kind is not kind or key is None:
        raise NotOnRecord(Sentence("missing-reference", id=reference))
    return key


def find_revision(connection: sqlite3.Connection, community_id: int, number: int) -> int:
    """The key of a community's revision. Raises NotOnRecord."""
    row = connection.execute(
        "SELECT revision_key FROM revision WHERE community_id = ? AND number = ?",
        (community_id, number),
    ).fetchone()
    if row is None:
        raise NotOnRecord(Sentence("missing-revision", number=number))
    return int(row[0])
