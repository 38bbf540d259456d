"""Keeps the search index in step with the entries that changed."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bot.core.models import EntryKind
from bot.core.vocabulary import MONTH_NAMES
from db.additions import (
    apart_id,
    find_added_to,
    list_additions,
    list_indexed_additions,
)
from db.entries import KEYS, as_json
from db.search_index import index_claims, remove_claim

_AT_A_TIME = 500
_DAY = re.compile(r"\d{4}-(\d\d)-(\d\d)")
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
    for at in range(0, len(claim_keys), _AT_A_TIME):
        keys = claim_keys[at : at + _AT_A_TIME]
        added = {key: find_added_to(connection, key) for key in keys if key < 0}
        own = [key for key in keys if key > 0]
        claims = _load_claims(connection, [*own, *(claim for claim, _ in added.values())])
        statements = _statement_texts(connection, own)
        for key, (claim_key, reader) in added.items():
            statements[key] = _statement_texts(connection, [claim_key], reader)[claim_key]
            claims[key] = (apart_id(reader), *claims[claim_key][1:])
        for key in keys:
            owner, state, wordings = claims[key]
            if state != "active" or (key < 0 and not statements[key]):
                remove_claim(connection, key)
            else:
                yield key, owner, wordings, statements[key]


def _load_claims(
    connection: sqlite3.Connection, claim_keys: Iterable[int]
) -> dict[int, tuple[int, str, list[str]]]:
    """Of each claim its community, its state and its wordings, the canonical one first."""
    wanted = as_json(claim_keys)
    rows = connection.execute(
        f"""SELECT c.claim_key, e.community_id, e.state, c.wording
            FROM claim c JOIN entry e ON e.entry_key = c.claim_key WHERE c.claim_key IN {KEYS}""",
        (wanted,),
    )
    claims = {key: (community_id, state, [first]) for key, community_id, state, first in rows}
    for key, wording in connection.execute(
        f"SELECT claim_key, wording FROM phrasing WHERE claim_key IN {KEYS} ORDER BY 1, position",
        (wanted,),
    ):
        claims[key][2].append(wording)
    return claims


def _statement_texts(
    connection: sqlite3.Connection, claim_keys: Iterable[int], community_id: int | None = None
) -> defaultdict[int, list[tuple[int, str]]]:
    """The statements on claims, of one community: others must not learn of them.

    That of each claim itself, unless `community_id` names another.
    """
    rows = connection.execute(
        f"""SELECT x.claim_key, s.statement_key,
                   coalesce(s.role, ''), coalesce(s.organisation, ''), coalesce(s.place, ''),
                   coalesce(s.occasion, ''), s.said_on,
                   (SELECT group_concat(name, ' ') FROM speaker_name n
                    WHERE n.speaker_key = s.speaker_key),
                   (SELECT group_concat(wording || ' ' || coalesce(via, ''), ' ')
                    FROM citation c WHERE c.statement_key = s.statement_key)
            FROM stance x JOIN statement s USING (statement_key)
            JOIN entry e ON e.entry_key = s.statement_key
            JOIN entry o ON o.entry_key = x.claim_key
            WHERE x.claim_key IN {KEYS} AND e.state = 'active'
              AND e.community_id = coalesce(?, o.community_id)
            ORDER BY s.statement_key""",
        (as_json(claim_keys), community_id),
    )
    texts: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    for claim_key, statement_key, role, organisation, place, occasion, said_on, *said in rows:
        parts = (role, organisation, place, occasion, _day_of(said_on), *said)
        texts[claim_key].append((statement_key, " ".join(parts)))
    return texts


def _day_of(said_on: str) -> str:
    """The day and month of a date ("23 october"), as people ask for it: "zakharova 23 october".

    Not the year, which most statements of a record share: a question of that year about something
    else would find them all.
    """
    found = _DAY.fullmatch(said_on)
    return f"{int(found[2])} {MONTH_NAMES[int(found[1]) - 1]}" if found else ""
