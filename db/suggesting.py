"""Suggests the claims and speakers that may be meant by what is still being typed."""

from __future__ import annotations

import sqlite3

from bot.core.folding import fold
from bot.core.ids import parse_public_id
from bot.core.matching import rank
from bot.core.membership import Suggestion
from bot.core.models import EntryKind, View
from bot.core.question import parse_question
from db.entries import as_json
from db.finding import find_numbered, follow_merges, name_of
from db.marks import list_hidden
from db.searching import find_candidates

_LONGEST_TYPED = 200
_IN_VIEW = "e.state = 'active' AND e.community_id IN (SELECT value FROM json_each(?))"


def suggest_claims(
    connection: sqlite3.Connection, view: View, text: str, limit: int
) -> list[Suggestion]:
    """The claims whose wordings come near what is typed; the newest ones when nothing is."""
    keys = _by_id(connection, view, text, EntryKind.CLAIM)
    question = parse_question(text[:_LONGEST_TYPED])
    if not keys and question.terms:
        candidates = find_candidates(connection, question, view, unfinished=True)
        keys = [match.claim_key for match in rank(question, candidates)[:limit]]
    elif not keys and not text.strip():
        keys = _newest(connection, view, limit)
    return [
        Suggestion(name_of(connection, key, view.community_id), _wording(connection, key))
        for key in keys
    ]


def suggest_speakers(
    connection: sqlite3.Connection, view: View, text: str, limit: int
) -> list[Suggestion]:
    """The speakers one of whose names has the words typed at the beginning of its own."""
    keys = _by_id(connection, view, text, EntryKind.SPEAKER)
    if not keys:
        typed = " ".join(fold(text[:_LONGEST_TYPED]).split())
        pattern = "% " + "".join(f"^{c}" if c in "%_^" else c for c in typed) + "%"
        rows = connection.execute(
            f"""SELECT n.speaker_key FROM speaker_name n JOIN entry e ON e.entry_key = n.speaker_key
                WHERE ' ' || n.folded LIKE ? ESCAPE '^' AND {_IN_VIEW}
                GROUP BY n.speaker_key ORDER BY min(length(n.folded)), n.speaker_key LIMIT ?""",
            (pattern, as_json(view.community_ids), limit),
        )
        keys = [row[0] for row in rows]
    query = "SELECT name FROM speaker_name WHERE speaker_key = ? AND position = 0"
    return [
        Suggestion(
            name_of(connection, key, view.community_id),
            connection.execute(query, (key,)).fetchone()[0],
        )
        for key in keys
    ]


def _by_id(connection: sqlite3.Connection, view: View, text: str, kind: EntryKind) -> list[int]:
    public_id = parse_public_id(text, view.community_id)
    if public_id is None or public_id.community_id not in view.community_ids:
        return []
    key = find_numbered(connection, public_id)
    if key is None or public_id.kind is not kind:
        return []
    key = follow_merges(connection, key)
    return [] if key in list_hidden(connection, view.community_id) else [key]


def _newest(connection: sqlite3.Connection, view: View, limit: int) -> list[int]:
    rows = connection.execute(
        f"""SELECT e.entry_key FROM entry e WHERE e.kind = 'C' AND {_IN_VIEW}
              AND e.entry_key NOT IN (SELECT claim_key FROM hidden_claim WHERE community_id = ?)
            ORDER BY e.entry_key DESC LIMIT ?""",
        (as_json(view.community_ids), view.community_id, limit),
    )
    return [row[0] for row in rows]


def _wording(connection: sqlite3.Connection, claim_key: int) -> str:
    return str(
        connection.execute(
            "SELECT wording FROM claim WHERE claim_key = ?", (claim_key,)
        ).fetchone()[0]
    )
