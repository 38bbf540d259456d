"""Whether the search index says what the record says, and makes it anew when it does not."""

from __future__ import annotations

import contextlib
import sqlite3
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from zlib import crc32

from bot.core.errors import StoreBusy
from bot.core.matching.spelling import deletions, may_be_misspelt
from bot.core.text import terms
from db.files import check_file, database_uri, hold_lock
from db.indexing import list_indexed, list_texts
from db.search_index import check_index, rebuild_index
from db.search_index.entries import content_of
from db.search_index.vocabulary import prefixed


def find_index_problems(connection: sqlite3.Connection) -> Iterator[str]:
    """What is wrong with the index itself, and where it differs from the record."""
    connection.execute("BEGIN")
    try:
        yield from check_index(connection)
        yield from _compare_claims(connection)
        yield from _compare_frequencies(connection)
        yield from _compare_full_text(connection)
    finally:
        connection.execute("ROLLBACK")


def make_index_anew(connection: sqlite3.Connection) -> None:
    """Throw the search index away and make it from the record; the caller holds the transaction."""
    rebuild_index(connection, list_texts(connection, list_indexed(connection)))


def _compare_claims(connection: sqlite3.Connection) -> Iterator[str]:
    """Compare what is indexed of each claim with its texts in the record."""
    wanted = list_indexed(connection)
    indexed = {row[0] for row in connection.execute("SELECT claim_key FROM indexed_claim")}
    if indexed != set(wanted):
        yield (
            f"{len(set(wanted) - indexed)} claims are missing from the index, "
            f"{len(indexed - set(wanted))} do not belong there"
        )
    for key, community_id, wordings, statements in list_texts(connection, wanted):
        if key in indexed and _stored(connection, key) != _expected(
            community_id, wordings, statements
        ):
            yield f"the index has other words than the record for the claim with key {key}"


def _stored(connection: sqlite3.Connection, claim_key: int) -> tuple[object, ...]:
    claim = connection.execute(
        """SELECT community_id, terms, wordings FROM indexed_claim
           JOIN indexed_community USING (community_key) WHERE claim_key = ?""",
        (claim_key,),
    ).fetchone()
    statements = connection.execute(
        """SELECT statement_key, terms FROM indexed_statement
           WHERE claim_key = ? ORDER BY statement_key""",
        (claim_key,),
    )
    return (*claim, *statements)


def _expected(
    community_id: int, wordings: list[str], statements: list[tuple[int, str]]
) -> tuple[object, ...]:
    tidy = [" ".join(wording.split()) for wording in wordings]
    lines = "\n".join(" ".join(terms(wording)) for wording in tidy)
    said = sorted((key, " ".join(terms(text))) for key, text in statements)
    return (community_id, lines, "\n".join(tidy), *said)


def _compare_frequencies(connection: sqlite3.Connection) -> Iterator[str]:
    """Count the entries that have each term again."""
    claims: Counter[tuple[int, str]] = Counter()
    statements: Counter[tuple[int, str]] = Counter()
    for counted, query in (
        (claims, "SELECT community_key, terms FROM indexed_claim"),
        (
            statements,
            """SELECT community_key, s.terms FROM indexed_statement s
               JOIN indexed_claim USING (claim_key)""",
        ),
    ):
        for community, line in connection.execute(query):
            counted.update((community, term) for term in content_of(line.split()))
    known = set()
    for community, term, in_claims, in_statements in connection.execute(
        "SELECT community_key, term, claims, statements FROM indexed_term"
    ):
        pair = (community, term)
        known.add(pair)
        if (claims[pair], statements[pair]) != (in_claims, in_statements):
            yield f"the index counts “{term}” wrongly"
    if missing := len((claims.keys() | statements.keys()) - known):
        yield f"{missing} terms are missing from the index"


def _compare_full_text(connection: sqlite3.Connection) -> Iterator[str]:
    """Compare what each full-text table holds with what was put in."""
    for table, documents in (
        ("claim_terms", _claim_documents(connection)),
        ("statement_terms", _statement_documents(connection)),
        ("term_deletions", _deletion_documents(connection)),
    ):
        if _sum_up(documents) != _sum_up(_read_back(connection, table)):
            yield f"the full-text table {table} does not hold what was put in"


def _sum_up(pairs: Iterator[tuple[int, str]]) -> tuple[int, int]:
    """A number of pairs and a sum over them that does not depend on their order."""
    count = total = 0
    for key, term in pairs:
        count += 1
        total += crc32(term.encode(), key & 0xFFFFFFFF)
    return count, total


def _claim_documents(connection: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    for key, community, line in connection.execute(
        "SELECT claim_key, community_key, terms FROM indexed_claim"
    ):
        for term in prefixed(community, content_of(line.split())).split():
            yield key, term


def _statement_documents(connection: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    for key, community, line in connection.execute(
        """SELECT s.entry_key, community_key, s.terms FROM indexed_statement s
           JOIN indexed_claim USING (claim_key)"""
    ):
        for term in prefixed(community, content_of(line.split())).split():
            yield key, term


def _deletion_documents(connection: sqlite3.Connection) -> Iterator[tuple[int, str]]:
    for key, community, term in connection.execute(
        "SELECT term_key, community_key, term FROM indexed_term"
    ):
        if may_be_misspelt(term):
            for deletion in prefixed(community, sorted(deletions(term))).split():
                yield key, deletion


def _read_back(connection: sqlite3.Connection, table: str) -> Iterator[tuple[int, str]]:
    vocabulary = f"temp.{table}_vocabulary"
    connection.execute(
        f"CREATE VIRTUAL TABLE IF NOT EXISTS {vocabulary} USING fts5vocab"
        f"('main', '{table}', 'instance')"
    )
    for term, key in connection.execute(f"SELECT term, doc FROM {vocabulary}"):
        yield key, term


def rebuild_index_of(database: Path) -> None:
    """Make the search index of a database anew, in one transaction.

    Raises:
        DatabaseRefused: the file is no database of this program.
        StoreBusy: a process holds the database, or it cannot be written.
    """
    check_file(database)
    uri = database_uri(database, "rw")
    try:
        with (
            hold_lock(database),
            contextlib.closing(sqlite3.connect(uri, uri=True, isolation_level=None)) as connection,
        ):
            connection.execute("PRAGMA synchronous = FULL")
            connection.execute("BEGIN IMMEDIATE")
            make_index_anew(connection)
            connection.execute("COMMIT")
    except sqlite3.OperationalError as error:  # the disk is full, or cannot be written
        raise StoreBusy(f"{database} cannot be written ({error}); nothing was changed.") from error
