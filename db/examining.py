"""What can be wrong with the content of a database: each check lists problems as sentences."""

from __future__ import annotations

import contextlib
import itertools
import sqlite3
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from datetime import datetime

from bot.core.dates import parse_edtf
from bot.core.folding import fold
from bot.core.identity import fingerprint, recognise
from bot.core.ids import PublicId
from bot.core.models import EntryKind
from db.entries import load_entries
from db.index_examining import find_index_problems
from db.migrate import migrate
from db.snapshots import content_hash, decode_snapshot

MOST_LISTED = 20
"""Problems that one check lists; a badly damaged file has one in every row."""

_BATCH = 2000


def find_problems(connection: sqlite3.Connection) -> Iterator[tuple[str, list[str]]]:
    """Run every check and give its name and what it found, nothing when all is well.

    The connection must be able to write, for the search index's own check; whatever is written is
    rolled back. Nobody else may have the file open: use a copy.
    """
    for name, check in CHECKS.items():
        with contextlib.closing(_listing(check, connection)) as found:
            yield name, list(itertools.islice(found, MOST_LISTED))


def _listing(
    check: Callable[[sqlite3.Connection], Iterable[str]], connection: sqlite3.Connection
) -> Generator[str, None, None]:
    try:
        yield from check(connection)
    except (sqlite3.Error, ValueError, LookupError, TypeError, UnicodeError) as error:
        # ValueError and the like: a damaged value that has no meaning in our types
        yield f"the file cannot be read through ({type(error).__name__}: {error})"


def _check_schema(connection: sqlite3.Connection) -> Iterator[str]:
    """Compare the tables, indexes and triggers with those of a new database."""
    query = "SELECT type, name, sql FROM sqlite_master WHERE name NOT LIKE 'sqlite_stat%'"
    with contextlib.closing(sqlite3.connect(":memory:", isolation_level=None)) as fresh:
        migrate(fresh)
        expected = set(fresh.execute(query))
    for kind, name, _ in sorted(set(connection.execute(query)) ^ expected, key=str):
        yield f"the {kind} {name} is not as this version makes it"


def _check_structure(connection: sqlite3.Connection) -> Iterator[str]:
    for (line,) in connection.execute(f"PRAGMA integrity_check({MOST_LISTED})"):
        if line != "ok":
            yield str(line)


def _check_references(connection: sqlite3.Connection) -> Iterator[str]:
    for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield f"row {row} of {table} refers to something that is not in {parent}"


def _check_texts(connection: sqlite3.Connection) -> Iterator[str]:
    """Read every value of every table; text that is not UTF-8 cannot be read."""
    tables = connection.execute(
        """SELECT name FROM pragma_table_list
           WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'"""
    ).fetchall()
    for (table,) in tables:
        try:
            for row in connection.execute(f'SELECT * FROM "{table}"'):
                if any(isinstance(value, str) and "\0" in value for value in row):
                    yield f"a text in {table} has a NUL in it"
        except sqlite3.Error as error:
            yield f"the table {table} cannot be read through ({error})"


def _check_contents(connection: sqlite3.Connection) -> Iterator[str]:
    """Compare every entry with the hash that was taken when it was written."""
    for kind in EntryKind:
        rows = connection.execute(
            "SELECT entry_key, community_id, number, content_hash FROM entry WHERE kind = ?",
            (kind.value,),
        ).fetchall()
        rows.sort(key=lambda row: row[1])
        for community_id, owned in itertools.groupby(rows, key=lambda row: row[1]):
            yield from _check_owned(connection, kind, community_id, list(owned))


def _check_owned(
    connection: sqlite3.Connection,
    kind: EntryKind,
    community_id: int,
    rows: list[tuple[int, int, int, bytes]],
) -> Iterator[str]:
    for start in range(0, len(rows), _BATCH):
        batch = rows[start : start + _BATCH]
        try:
            entries = load_entries(connection, kind, [row[0] for row in batch], community_id)
        except (LookupError, ValueError, TypeError) as error:
            if len(batch) == 1:
                yield f"{_name(kind, batch[0])} cannot be read ({type(error).__name__}: {error})"
            else:  # find out which
                for row in batch:
                    yield from _check_owned(connection, kind, community_id, [row])
            continue
        for row in batch:
            if content_hash(entries[row[0]]) != row[3]:
                yield f"{_name(kind, row)} is not what was written"


def _name(kind: EntryKind, row: tuple[int, int, int, bytes]) -> str:
    where = f" of community {row[1]}" if row[1] else ""
    return f"entry {PublicId(kind, row[2], row[1]).seen_from(row[1])}{where}"


def _check_derived(connection: sqlite3.Connection) -> Iterator[str]:
    """Compare the columns that are made of others with what they are made of."""
    for key, name, folded in connection.execute(
        "SELECT speaker_key, name, folded FROM speaker_name"
    ):
        if folded != fold(name):
            yield f"the name “{name}” of entry {key} is looked up as something else"
    for key, said_on, earliest, latest in connection.execute(
        "SELECT statement_key, said_on, said_earliest, said_latest FROM statement"
    ):
        day = parse_edtf(said_on)
        if (day.earliest.isoformat(), day.latest.isoformat()) != (earliest, latest):
            yield f"the date of entry {key} does not agree with its first and last day"
    yield from _check_recognition(connection)


def _check_recognition(connection: sqlite3.Connection) -> Iterator[str]:
    speakers = dict(connection.execute("SELECT statement_key, speaker_key FROM statement"))
    for kind in EntryKind:
        rows = connection.execute(
            "SELECT entry_key, recognised_by FROM entry WHERE kind = ?", (kind.value,)
        ).fetchall()
        for start in range(0, len(rows), _BATCH):
            expected = dict(rows[start : start + _BATCH])
            for key, entry in load_entries(connection, kind, expected, 0).items():
                if fingerprint(recognise(entry, speakers.get(key))) != expected[key]:
                    yield f"entry {key} would not be recognised if met again"


def _check_history(connection: sqlite3.Connection) -> Iterator[str]:
    """Read every revision's time and everything that undoing needs."""
    for key, made_at, author, action in connection.execute(
        "SELECT revision_key, made_at, author, action FROM revision"
    ):
        datetime.fromisoformat(made_at)
        if not (author.isprintable() and action.isprintable()):
            yield f"revision {key} has an unreadable author or action"
    for key, kind, before in connection.execute(
        """SELECT x.entry_key, e.kind, x.before FROM revision_entry x JOIN entry e
           USING (entry_key) WHERE x.before IS NOT NULL"""
    ):
        try:
            decode_snapshot(EntryKind(kind), before)
        except ValueError:
            yield f"what entry {key} was before a change cannot be read"


def _check_numbers(connection: sqlite3.Connection) -> Iterator[str]:
    """See that no number can be given twice."""
    yield from (
        f"a number of community {community} was given twice or not counted ({kind})"
        for community, kind in connection.execute(
            """SELECT community_id, kind FROM entry GROUP BY community_id, kind
               HAVING max(number) > coalesce((SELECT last_number FROM number_sequence s
                 WHERE s.community_id = entry.community_id AND s.kind = entry.kind), 0)"""
        )
    )


CHECKS: Mapping[str, Callable[[sqlite3.Connection], Iterable[str]]] = {
    "schema": _check_schema,
    "structure": _check_structure,
    "references": _check_references,
    "texts": _check_texts,
    "contents": _check_contents,
    "derived columns": _check_derived,
    "history": _check_history,
    "numbers": _check_numbers,
    "search index": find_index_problems,
}
