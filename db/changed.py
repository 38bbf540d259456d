"""What a revision did to which entries, and on which claims, statements and speakers it shows."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from bot.core.ids import parse_public_id
from bot.core.models import EntryKind
from bot.core.telling import What
from db.entries import KEYS, as_json
from db.finding import find_numbered

_TOUCHED = """
SELECT x.entry_key, e.kind, e.community_id, x.before, e.state, r.undoes IS NOT NULL,
       (SELECT n.before FROM revision_entry n
        WHERE n.entry_key = x.entry_key AND n.revision_key > x.revision_key
        ORDER BY n.revision_key LIMIT 1)
FROM revision_entry x JOIN entry e USING (entry_key) JOIN revision r USING (revision_key)
WHERE x.revision_key = ? ORDER BY x.entry_key
"""

# Where a touched entry is shown: in the dossiers of the statements it belongs to. The last column
# says that it is shown only as what another statement answers.
_STATEMENTS = f"""
WITH touched AS (SELECT value AS entry_key FROM json_each(?1))
SELECT s.statement_key, t.entry_key, 0 FROM touched t JOIN statement s
    ON s.statement_key = t.entry_key
UNION ALL
SELECT o.countered_key, t.entry_key, 0 FROM touched t JOIN counter o
    ON o.statement_key = t.entry_key
UNION ALL
SELECT o.statement_key, t.entry_key, 1 FROM touched t JOIN counter o
    ON o.countered_key = t.entry_key WHERE t.entry_key IN {KEYS.replace("?", "?2")}
UNION ALL
SELECT s.statement_key, t.entry_key, 0 FROM touched t JOIN statement s
    ON s.speaker_key = t.entry_key
UNION ALL
SELECT c.statement_key, t.entry_key, 0 FROM touched t JOIN citation c
    ON c.source_key = t.entry_key
"""


@dataclass(frozen=True, slots=True)
class Touched:
    """An entry that a revision changed; `before` is its snapshot, {} of a new one."""

    key: int
    kind: EntryKind
    community_id: int
    what: What
    before: dict[str, Any]


@dataclass(slots=True)
class Reach:
    """Where the changes of a revision show: for each entry shown, the touched ones.

    `claims` are also those who are told about; what is only answered from a claim is in `near`.
    """

    claims: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    near: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    others: defaultdict[int, set[int]] = field(default_factory=lambda: defaultdict(set))


def list_touched(connection: sqlite3.Connection, revision: int) -> dict[int, Touched]:
    """What a revision did to entries that answers show; what only searching reads is left out."""
    found = {}
    for key, kind, community_id, before, state, undoes, after in connection.execute(
        _TOUCHED, (revision,)
    ).fetchall():
        old = json.loads(before) if before is not None else {}
        new = json.loads(after) if after is not None else None
        if before is None:
            what: What | None = What.ADDED
        else:
            now = new.get("state", "active") if new is not None else state
            what = _judge_state(old.get("state", "active"), now)
            if what is None:
                current = new if new is not None else _load_now(connection, kind, key, old)
                what = _judge_fields(kind, old, current, is_undo=bool(undoes))
        if what is not None:
            found[key] = Touched(key, EntryKind(kind), community_id, what, old)
    return found


def _judge_state(before: str, after: str) -> What | None:
    if before == after:
        return None
    return {"retired": What.RETIRED, "merged": What.MERGED}.get(after, What.RESTORED)


def _load_now(
    connection: sqlite3.Connection, kind: str, key: int, old: dict[str, Any]
) -> dict[str, Any]:
    """What is compared of an entry as it stands now, as in a snapshot."""
    from db.finding import load_entry
    from db.snapshots import encode_snapshot

    owner = connection.execute(
        "SELECT community_id FROM entry WHERE entry_key = ?", (key,)
    ).fetchone()[0]
    entry = load_entry(connection, key, owner)
    assert entry is not None
    now: dict[str, Any] = json.loads(encode_snapshot(entry))
    return now


_UNSEEN = {"C": {"phrasings"}, "P": {"variants"}, "S": set(), "D": {"note"}}
"""Fields of each kind of entry that no dossier shows."""


def _judge_fields(
    kind: str, before: dict[str, Any], after: dict[str, Any], *, is_undo: bool
) -> What | None:
    """What changed of an entry whose state stayed; None when no dossier shows it."""
    names = before.keys() | after.keys()
    changed = {name for name in names if before.get(name) != after.get(name)} - _UNSEEN[kind]
    if not changed - {"external_id"}:
        return None
    if is_undo:
        return What.UNDONE
    if changed == {"stances"}:
        return What.BEARING
    return What.ANSWERING if changed == {"counters"} else What.CORRECTED


def find_reach(connection: sqlite3.Connection, touched: dict[int, Touched]) -> Reach:
    """Where changes show. Of new entries only what is said in claims, not what answers them."""
    reach = Reach()
    shown = {
        key: each
        for key, each in touched.items()
        if each.kind in (EntryKind.CLAIM, EntryKind.STATEMENT) or each.what is not What.ADDED
    }
    changed = [key for key, each in shown.items() if each.what is not What.ADDED]
    statements: defaultdict[int, set[tuple[int, int]]] = defaultdict(set)
    for statement, by, is_near in connection.execute(
        _STATEMENTS, (as_json(shown), as_json(changed))
    ):
        statements[statement].add((by, is_near))
    for statement, by in _former_answers(connection, shown.values()):
        statements[statement].add((by, 0))
    _spread(connection, statements, reach)
    for key, each in shown.items():
        match each.kind:
            case EntryKind.CLAIM:
                reach.claims[key].add(key)
            case EntryKind.SPEAKER:
                reach.others[key].add(key)
            case EntryKind.STATEMENT:
                for claim in _list_former(connection, each, "stances", "claim"):
                    reach.claims[claim].add(key)
    return reach


def _spread(
    connection: sqlite3.Connection,
    statements: dict[int, set[tuple[int, int]]],
    reach: Reach,
) -> None:
    """From statements to the claims on which they bear, and to who said them."""
    keys = as_json(statements)
    for statement, claim in connection.execute(
        f"SELECT statement_key, claim_key FROM stance WHERE statement_key IN {KEYS}", (keys,)
    ):
        for by, is_near in statements[statement]:
            (reach.near if is_near else reach.claims)[claim].add(by)
    for statement, speaker in connection.execute(
        f"SELECT statement_key, speaker_key FROM statement WHERE statement_key IN {KEYS}", (keys,)
    ):
        touching = {by for by, _ in statements[statement]}
        reach.others[statement] |= touching
        reach.others[speaker] |= touching


def _former_answers(
    connection: sqlite3.Connection, touched: Iterable[Touched]
) -> Iterator[tuple[int, int]]:
    for each in touched:
        for key in _list_former(connection, each, "counters", "statement"):
            yield key, each.key


def _list_former(
    connection: sqlite3.Connection, touched: Touched, part: str, name: str
) -> Iterator[int]:
    """The keys that an entry referred to before the revision."""
    for reference in touched.before.get(part, ()):
        public_id = parse_public_id(reference[name], touched.community_id)
        key = find_numbered(connection, public_id) if public_id else None
        if key is not None:
            yield key


def find_predecessors(connection: sqlite3.Connection, keys: Iterable[int]) -> dict[int, list[int]]:
    """For each entry, itself and the entries that were merged into it, however long ago."""
    found: defaultdict[int, list[int]] = defaultdict(list)
    rows = connection.execute(
        """WITH RECURSIVE lives(entry_key, in_key) AS (
                SELECT value, value FROM json_each(?)
                UNION
                SELECT e.entry_key, l.in_key FROM lives l
                JOIN entry e ON e.merged_into = l.entry_key AND e.state = 'merged')
            SELECT in_key, entry_key FROM lives""",
        (as_json(keys),),
    )
    for into, key in rows:
        found[into].append(key)
    return found
