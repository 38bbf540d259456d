"""Reads entries from their tables: many at a time, with references as the reader's public ids."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeAlias

from bot.core.ids import PublicId
from bot.core.models import (
    Citation,
    Claim,
    Counter,
    CounterKind,
    DateBasis,
    Entry,
    EntryKind,
    EntryState,
    Source,
    SourceKind,
    Speaker,
    SpeakerKind,
    Stance,
    StanceOn,
    Statement,
    TextKind,
)

Row: TypeAlias = sqlite3.Row | tuple[Any, ...]

KEYS = "(SELECT value FROM json_each(?))"
"""Keys given as one parameter by `as_json`, to stand after IN."""


def as_json(keys: Iterable[int]) -> str:
    """Keys as one SQL parameter, for `IN` and `KEYS`."""
    return json.dumps(list(keys))


def load_entries(
    connection: sqlite3.Connection, kind: EntryKind, keys: Iterable[int], viewer: int
) -> dict[int, Entry]:
    """The entries of one kind with these keys, in the order of their keys.

    `viewer` is the community whose reader sees them: references are written as its public ids.
    """
    wanted = as_json(keys)
    heads = _load_heads(connection, kind, wanted, viewer)
    return _LOADERS[kind](connection, wanted, heads, viewer)


def _load_heads(
    connection: sqlite3.Connection, kind: EntryKind, wanted: str, viewer: int
) -> dict[int, dict[str, Any]]:
    """What entries of every kind share, as the keyword arguments of the entry's type."""
    rows = connection.execute(
        f"""SELECT e.entry_key, e.community_id, e.number, e.external_id, e.state,
                   m.community_id, m.number
            FROM entry e LEFT JOIN entry m ON m.entry_key = e.merged_into
            WHERE e.entry_key IN {KEYS} AND e.kind = ? ORDER BY e.entry_key""",
        (wanted, kind.value),
    ).fetchall()
    return {
        key: {
            "id": PublicId(kind, number, community).seen_from(viewer),
            "external_id": external_id,
            "state": EntryState(state),
            "merged_into": into_number
            and PublicId(kind, into_number, into_community).seen_from(viewer),
        }
        for key, community, number, external_id, state, into_community, into_number in rows
    }


def _load_claims(
    connection: sqlite3.Connection, wanted: str, heads: Mapping[int, dict[str, Any]], viewer: int
) -> dict[int, Entry]:
    wordings = dict(
        connection.execute(
            f"SELECT claim_key, wording FROM claim WHERE claim_key IN {KEYS}", (wanted,)
        )
    )
    phrasings = _group(
        connection.execute(
            f"""SELECT claim_key, wording FROM phrasing
                WHERE claim_key IN {KEYS} ORDER BY claim_key, position""",
            (wanted,),
        ),
        lambda row: str(row[1]),
    )
    return {
        key: Claim(wording=wordings[key], phrasings=tuple(phrasings[key]), **head)
        for key, head in heads.items()
    }


def _load_speakers(
    connection: sqlite3.Connection, wanted: str, heads: Mapping[int, dict[str, Any]], viewer: int
) -> dict[int, Entry]:
    kinds = dict(
        connection.execute(
            f"SELECT speaker_key, kind FROM speaker WHERE speaker_key IN {KEYS}", (wanted,)
        )
    )
    names = _group(
        connection.execute(
            f"""SELECT speaker_key, name FROM speaker_name
                WHERE speaker_key IN {KEYS} ORDER BY speaker_key, position""",
            (wanted,),
        ),
        lambda row: str(row[1]),
    )
    return {
        key: Speaker(
            name=names[key][0],
            variants=tuple(names[key][1:]),
            kind=SpeakerKind(kinds[key]),
            **head,
        )
        for key, head in heads.items()
    }


def _load_sources(
    connection: sqlite3.Connection, wanted: str, heads: Mapping[int, dict[str, Any]], viewer: int
) -> dict[int, Entry]:
    rows = connection.execute(
        f"""SELECT source_key, title, kind, publisher, author, published, published_basis,
                   published_inferred_from, url, archive_url, language, note
            FROM source WHERE source_key IN {KEYS}""",
        (wanted,),
    ).fetchall()
    fields = {row[0]: row[1:] for row in rows}
    return {key: _source(fields[key], head) for key, head in heads.items()}


def _source(row: Row, head: Mapping[str, Any]) -> Source:
    title, kind, publisher, author, published, basis, inferred, url, archive, language, note = row
    return Source(
        title=title,
        kind=SourceKind(kind),
        publisher=publisher,
        author=author,
        published=published,
        published_basis=basis and DateBasis(basis),
        published_inferred_from=inferred,
        url=url,
        archive_url=archive,
        language=language,
        note=note,
        **head,
    )


def _load_statements(
    connection: sqlite3.Connection, wanted: str, heads: Mapping[int, dict[str, Any]], viewer: int
) -> dict[int, Entry]:
    rows = connection.execute(
        f"""SELECT s.statement_key, e.community_id, e.number, s.role, s.organisation, s.said_on,
                   s.date_text, s.date_basis, s.date_inferred_from, s.place, s.occasion
            FROM statement s JOIN entry e ON e.entry_key = s.speaker_key
            WHERE s.statement_key IN {KEYS}""",
        (wanted,),
    ).fetchall()
    fields = {row[0]: row[1:] for row in rows}
    stances = _load_stances(connection, wanted, viewer)
    citations = _load_citations(connection, wanted, viewer)
    counters = _load_counters(connection, wanted, viewer)
    return {
        key: _statement(fields[key], head, viewer, stances[key], citations[key], counters[key])
        for key, head in heads.items()
    }


def _statement(
    row: Row,
    head: Mapping[str, Any],
    viewer: int,
    stances: list[StanceOn],
    citations: list[Citation],
    counters: list[Counter],
) -> Statement:
    community, number, role, organisation, said_on, text, basis, inferred, place, occasion = row
    return Statement(
        speaker=PublicId(EntryKind.SPEAKER, number, community).seen_from(viewer),
        said_on=said_on,
        date_basis=DateBasis(basis),
        stances=tuple(stances),
        citations=tuple(citations),
        counters=tuple(counters),
        role=role,
        organisation=organisation,
        date_text=text,
        date_inferred_from=inferred,
        place=place,
        occasion=occasion,
        **head,
    )


def _load_stances(
    connection: sqlite3.Connection, wanted: str, viewer: int
) -> defaultdict[int, list[StanceOn]]:
    rows = connection.execute(
        f"""SELECT x.statement_key, e.community_id, e.number, x.stance
            FROM stance x JOIN entry e ON e.entry_key = x.claim_key
            WHERE x.statement_key IN {KEYS} ORDER BY x.statement_key, x.position""",
        (wanted,),
    )

    def read(row: Row) -> StanceOn:
        claim = PublicId(EntryKind.CLAIM, row[2], row[1])
        return StanceOn(claim.seen_from(viewer), Stance(row[3]))

    return _group(rows, read)


def _load_citations(
    connection: sqlite3.Connection, wanted: str, viewer: int
) -> defaultdict[int, list[Citation]]:
    rows = connection.execute(
        f"""SELECT c.statement_key, e.community_id, e.number, c.wording, c.kind, c.via
            FROM citation c JOIN entry e ON e.entry_key = c.source_key
            WHERE c.statement_key IN {KEYS} ORDER BY c.statement_key, c.position""",
        (wanted,),
    )

    def read(row: Row) -> Citation:
        source = PublicId(EntryKind.SOURCE, row[2], row[1])
        return Citation(source.seen_from(viewer), row[3], TextKind(row[4]), row[5])

    return _group(rows, read)


def _load_counters(
    connection: sqlite3.Connection, wanted: str, viewer: int
) -> defaultdict[int, list[Counter]]:
    rows = connection.execute(
        f"""SELECT x.statement_key, e.community_id, e.number, x.kind
            FROM counter x JOIN entry e ON e.entry_key = x.countered_key
            WHERE x.statement_key IN {KEYS} ORDER BY x.statement_key, x.position""",
        (wanted,),
    )

    def read(row: Row) -> Counter:
        countered = PublicId(EntryKind.STATEMENT, row[2], row[1])
        return Counter(CounterKind(row[3]), countered.seen_from(viewer))

    return _group(rows, read)


def _group(rows: Iterable[Row], read: Callable[[Row], Any]) -> defaultdict[int, list[Any]]:
    """Rows by the key in their first column, each read into a value."""
    grouped: defaultdict[int, list[Any]] = defaultdict(list)
    for row in rows:
        grouped[row[0]].append(read(row))
    return grouped


_LOADERS: Mapping[
    EntryKind,
    Callable[[sqlite3.Connection, str, Mapping[int, dict[str, Any]], int], dict[int, Entry]],
] = {
    EntryKind.CLAIM: _load_claims,
    EntryKind.STATEMENT: _load_statements,
    EntryKind.SPEAKER: _load_speakers,
    EntryKind.SOURCE: _load_sources,
}
