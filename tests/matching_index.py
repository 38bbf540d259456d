"""A search index in memory, without the rest of the record."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from bot.core.matching import Clear, Decision, Match, decide, rank
from bot.core.question import parse_question
from db.migrate import MIGRATIONS, migrate
from db.search_index import find_candidates, index_claims
from db.shipped import load_library
from tests.matching_data import ClaimText
from tests.record import MADE_AT


class _Forgettable(sqlite3.Connection):
    """Closes itself when nobody has it any more; Python 3.13 warns of those that do not."""

    def __del__(self) -> None:
        self.close()


def create_index(path: str = ":memory:") -> sqlite3.Connection:
    """A database with the tables of the search index only."""
    # Whatever thread happens to collect it closes it.
    conn = sqlite3.connect(
        path, isolation_level=None, factory=_Forgettable, check_same_thread=False
    )
    conn.executescript((MIGRATIONS / "0002_search_index.sql").read_text(encoding="utf-8"))
    return conn


def index_of(claims: Iterable[ClaimText], community_id: int = 0) -> sqlite3.Connection:
    """An index of claims; the claim of row n has the key n, from 1."""
    conn = create_index()
    conn.execute("BEGIN")
    index_claims(
        conn, ((key, community_id, claim.wordings, ()) for key, claim in enumerate(claims, 1))
    )
    conn.execute("COMMIT")
    return conn


def index_of_wordings(*wordings: str) -> sqlite3.Connection:
    """An index of claims with one wording each; the keys count from 1."""
    return index_of(ClaimText(str(at), (wording,)) for at, wording in enumerate(wordings, 1))


def index_of_library() -> sqlite3.Connection:
    """The whole record of the shipped library."""
    conn = sqlite3.connect(":memory:", isolation_level=None)
    migrate(conn)
    conn.execute("BEGIN")
    load_library(conn, MADE_AT)
    conn.execute("COMMIT")
    return conn


def ids_of(conn: sqlite3.Connection, matches: Iterable[Match]) -> list[str]:
    """What the claims of some matches are called in the library."""
    query = "SELECT external_id FROM entry WHERE entry_key = ?"
    return [str(conn.execute(query, (match.claim_key,)).fetchone()[0]) for match in matches]


def search(conn: sqlite3.Connection, text: str, communities: Sequence[int] = (0,)) -> list[Match]:
    """The ranked matches of a question as typed."""
    question = parse_question(text)
    return rank(question, find_candidates(conn, question, communities))


def answer(conn: sqlite3.Connection, text: str, communities: Sequence[int] = (0,)) -> Decision:
    """What the program would make of a question as typed."""
    return decide(search(conn, text, communities))


OTHERS = ("The mill of Hexby burned down", "A chess club in Tarn counts eleven boards")
"""What every record here has besides."""


def is_answered(on_record: str, asked: str) -> bool:
    """Whether a claim is stated for a question, among `OTHERS`."""
    outcome = answer(index_of_wordings(on_record, *OTHERS), asked)
    return isinstance(outcome, Clear) and outcome.match.claim_key == 1


def best(on_record: str, asked: str) -> Match:
    """The best match of a question, among `OTHERS`."""
    return search(index_of_wordings(on_record, *OTHERS), asked)[0]
