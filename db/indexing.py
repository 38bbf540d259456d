"""Keeps the search index in step with the entries that changed."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.core.models import EntryKind
from db.additions import (
    apart_id,
    find_added_to,
    list_additions,
    list_indexed_additions,
)
from db.entries import KEYS, as_json
from db.search_index import index_claims, remove_claim

_CLAIMS_TOUCHED = {
    EntryKind.CLAIM: f"SELECT claim_key FROM claim WHERE claim_key IN {KEYS}",
    EntryKind.STATEMENT: f"SELECT claim_key FROM stance WHERE statement_key IN {KEYS}",
    EntryKind.SPEAKER: f"""SELECT x.claim_key FROM stance x JOIN statement s USING (statement_key)
                           WHERE s.speaker_key IN {KEYS}""",
}


def index_entries(
    connection: sqlite3.Connection,
    touched: Mapping[EntryKind, Sequence[int]],
    also_claims: Iterable[int] = (),
) -> None:
    """Bring the index up to date for the claims that these entries bear on.

    `also_claims` names claims that a changed statement no longer bears on.
    """
    keys = set(also_claims)
    for kind, query in _CLAIMS_TOUCHED.items():
        if touched.get(kind):
            keys.update(row[0] for row in connection.execute(query, (as_json(touched[kind]),)))
    index_claims(
        connection, list_texts(connection, [*sorted(keys), *list_additions(connection, keys)])
    )


def list_indexed(connection: sqlite3.Connection) -> list[int]:
    """The keys of all that searches must find: active claims, and additions to the library's."""
    rows = connection.execute(
        "SELECT entry_key FROM entry WHERE kind = 'C' AND state = 'active' ORDER BY entry_key"
    )
    return [*(row[0] for row in rows), *list_indexed_additions(connection)]


def list_texts(
    connection: sqlite3.Connection, claim_keys: Sequence[int]
) -> Iterator[tuple[int, int, list[str], list[tuple[int, str]]]]:
    """What each active claim is found by; claims that are no longer active leave the index.

    A negative key stands for what a community added to a claim of the library.
    """
    for key in claim_keys:
        claim_key, reader = find_added_to(connection, key) if key < 0 else (key, None)
        community_id, state, wording = connection.execute(
            """SELECT e.community_id, e.state, c.wording
               FROM entry e JOIN claim c ON c.claim_key = e.entry_key WHERE e.entry_key = ?""",
            (claim_key,),
        ).fetchone()
        owner = community_id if reader is None else reader
        statements = _statement_texts(connection, claim_key, owner)
        if state != "active" or (reader is not None and not statements):
            remove_claim(connection, key)
            continue
        phrasings = connection.execute(
            "SELECT wording FROM phrasing WHERE claim_key = ? ORDER BY position", (claim_key,)
        )
        wordings = [wording, *(row[0] for row in phrasings)]
        yield key, community_id if reader is None else apart_id(reader), wordings, statements


def _statement_texts(
    connection: sqlite3.Connection, claim_key: int, community_id: int
) -> list[tuple[int, str]]:
    """The statements on a claim, of its own community only: others must not learn of them."""
    rows = connection.execute(
        """SELECT s.statement_key,
                  coalesce(s.role, ''), coalesce(s.organisation, ''), coalesce(s.place, ''),
                  coalesce(s.occasion, ''),
                  (SELECT group_concat(name, ' ') FROM speaker_name n
                   WHERE n.speaker_key = s.speaker_key),
                  (SELECT group_concat(wording || ' ' || coalesce(via, ''), ' ')
                   FROM citation c WHERE c.statement_key = s.statement_key)
           FROM stance x JOIN statement s USING (statement_key)
           JOIN entry e ON e.entry_key = s.statement_key
           WHERE x.claim_key = ? AND e.state = 'active' AND e.community_id = ?
           ORDER BY s.statement_key""",
        (claim_key, community_id),
    )
    return [(key, " ".join(texts)) for key, *texts in rows]
