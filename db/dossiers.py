"""Lays out claims with their statements, the answers to those, and all they refer to."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from bot.core.dates import parse_edtf
from bot.core.models import (
    Claim,
    Counter,
    CounterKind,
    Dossier,
    EntryKind,
    Excerpt,
    Source,
    Speaker,
    StanceOn,
    Statement,
    View,
)
from db.entries import KEYS, as_json, load_entries
from db.finding import name_of
from db.marks import list_dead_days, list_hidden

E = TypeVar("E", Claim, Speaker, Source, Statement)


def load_dossiers(
    connection: sqlite3.Connection, view: View, claim_keys: Sequence[int]
) -> list[Dossier]:
    """The dossiers of these claims, in the order asked for."""
    claims = _load(connection, Claim, EntryKind.CLAIM, claim_keys, view)
    members = _statement_keys_of(connection, view, claim_keys)
    excerpt = _Excerpt(connection, view, {key for keys in members.values() for key in keys})
    return [excerpt.dossier(claims[key], members[key]) for key in claim_keys]


def load_excerpt(
    connection: sqlite3.Connection, view: View, statement_keys: Iterable[int]
) -> Excerpt:
    """Statements with their speakers, sources and claims, oldest statement first.

    Those on claims that are hidden in the view alone are left out.
    """
    hidden = list_hidden(connection, view.community_id)
    loaded = _load(connection, Statement, EntryKind.STATEMENT, statement_keys, view)
    statements = {
        key: statement
        for key, statement in _take_off_hidden(connection, view, hidden, loaded).items()
        if statement.stances
    }
    claim_keys = set(_linked(connection, "stance", "claim_key", statements)) - hidden
    sources = _sources(connection, statements, view)
    return Excerpt(
        speakers=tuple(_speakers(connection, statements, view).values()),
        sources=tuple(sources.values()),
        claims=tuple(_load(connection, Claim, EntryKind.CLAIM, claim_keys, view).values()),
        statements=tuple(sorted(statements.values(), key=order_of_saying)),
        dead=_name_dead(connection, view, sources),
    )


def _take_off_hidden(
    connection: sqlite3.Connection,
    view: View,
    hidden: frozenset[int],
    statements: dict[int, Statement],
) -> dict[int, Statement]:
    """The statements without how they bear on claims that are hidden in the view."""
    if not hidden:
        return statements
    ids = {name_of(connection, key, view.community_id) for key in hidden}

    def seen(stances: Iterable[StanceOn]) -> tuple[StanceOn, ...]:
        return tuple(on for on in stances if on.claim not in ids)

    return {key: replace(each, stances=seen(each.stances)) for key, each in statements.items()}


def _name_dead(
    connection: sqlite3.Connection, view: View, sources: Mapping[int, Source]
) -> dict[str, str]:
    days = list_dead_days(connection, view.community_ids)
    return {source.id: days[key] for key, source in sources.items() if key in days}


def order_of_saying(statement: Statement) -> tuple[object, ...]:
    """Sort key: oldest first; of the same first day, the more precise date first."""
    day = parse_edtf(statement.said_on)
    return day.earliest, day.latest, len(statement.id), statement.id


class _Excerpt:
    """The statements of several dossiers with everything around them, loaded at once."""

    def __init__(self, connection: sqlite3.Connection, view: View, keys: set[int]) -> None:
        answers = _load_counters(connection, view, keys)
        around = keys | {answering for answering, _, _ in answers} | {to for _, to, _ in answers}
        loaded = _load(connection, Statement, EntryKind.STATEMENT, around, view)
        hidden = list_hidden(connection, view.community_id)
        self.statements = _take_off_hidden(connection, view, hidden, loaded)
        speakers = _speakers(connection, self.statements, view)
        sources = _sources(connection, self.statements, view)
        self.speakers = {speaker.id: speaker for speaker in speakers.values()}
        self.sources = {source.id: source for source in sources.values()}
        self.dead = _name_dead(connection, view, sources)
        self._drop_hidden_counters()
        self.answered_by = self._answers(answers)

    def _drop_hidden_counters(self) -> None:
        """Leave out counters to statements that are retired or not in view."""
        shown = {statement.id for statement in self.statements.values()}
        for key, statement in self.statements.items():
            visible = tuple(c for c in statement.counters if c.statement in shown)
            self.statements[key] = replace(statement, counters=visible)

    def _answers(self, rows: list[tuple[int, int, str]]) -> dict[str, tuple[Counter, ...]]:
        answered: defaultdict[str, list[Counter]] = defaultdict(list)
        for answering, to, kind in rows:
            counter = Counter(CounterKind(kind), self.statements[answering].id)
            answered[self.statements[to].id].append(counter)
        by_id = {statement.id: statement for statement in self.statements.values()}
        return {
            id_: tuple(sorted(counters, key=lambda c: order_of_saying(by_id[c.statement])))
            for id_, counters in answered.items()
        }

    def dossier(self, claim: Claim, keys: Sequence[int]) -> Dossier:
        """The dossier of one claim, with only what it refers to."""
        own = sorted((self.statements[key] for key in keys), key=order_of_saying)
        by_id = {statement.id: statement for statement in self.statements.values()}
        ids = {statement.id for statement in own}
        linked = {c.statement for s in own for c in (*s.counters, *self.answered_by.get(s.id, ()))}
        others = {id_: by_id[id_] for id_ in sorted(linked - ids)}
        shown = [*own, *others.values()]
        sources = {c.source: self.sources[c.source] for s in shown for c in s.citations}
        return Dossier(
            claim=claim,
            statements=tuple(own),
            others=others,
            speakers={s.speaker: self.speakers[s.speaker] for s in shown},
            sources=sources,
            answered_by={id_: c for id_, c in self.answered_by.items() if id_ in ids},
            dead={id_: day for id_, day in self.dead.items() if id_ in sources},
        )


def _load(
    connection: sqlite3.Connection,
    entry_type: type[E],
    kind: EntryKind,
    keys: Iterable[int],
    view: View,
) -> dict[int, E]:
    loaded = load_entries(connection, kind, keys, view.community_id)
    return {key: entry for key, entry in loaded.items() if isinstance(entry, entry_type)}


def _statement_keys_of(
    connection: sqlite3.Connection, view: View, claim_keys: Sequence[int]
) -> defaultdict[int, list[int]]:
    rows = connection.execute(
        f"""SELECT x.claim_key, x.statement_key
            FROM stance x JOIN entry e ON e.entry_key = x.statement_key
            WHERE x.claim_key IN {KEYS} AND e.state = 'active' AND e.community_id IN {KEYS}""",
        (as_json(claim_keys), as_json(view.community_ids)),
    )
    members: defaultdict[int, list[int]] = defaultdict(list)
    for claim_key, statement_key in rows:
        members[claim_key].append(statement_key)
    return members


def _load_counters(
    connection: sqlite3.Connection, view: View, keys: Iterable[int]
) -> list[tuple[int, int, str]]:
    """Every counter from or to these statements whose both ends are shown: (from, to, kind)."""
    wanted, communities = as_json(keys), as_json(view.community_ids)
    return connection.execute(
        f"""WITH near AS (
                SELECT statement_key, countered_key, kind, position FROM counter
                WHERE statement_key IN {KEYS}
                UNION
                SELECT statement_key, countered_key, kind, position FROM counter
                WHERE countered_key IN {KEYS})
            SELECT n.statement_key, n.countered_key, n.kind FROM near n
            JOIN entry a ON a.entry_key = n.statement_key
            JOIN entry b ON b.entry_key = n.countered_key
            WHERE a.state = 'active' AND b.state = 'active'
              AND a.community_id IN {KEYS} AND b.community_id IN {KEYS}
            ORDER BY n.statement_key, n.position""",
        (wanted, wanted, communities, communities),
    ).fetchall()


def _speakers(
    connection: sqlite3.Connection, statements: Mapping[int, Statement], view: View
) -> dict[int, Speaker]:
    keys = _linked(connection, "statement", "speaker_key", statements)
    return _load(connection, Speaker, EntryKind.SPEAKER, keys, view)


def _sources(
    connection: sqlite3.Connection, statements: Mapping[int, Statement], view: View
) -> dict[int, Source]:
    keys = _linked(connection, "citation", "source_key", statements)
    return _load(connection, Source, EntryKind.SOURCE, keys, view)


def _linked(
    connection: sqlite3.Connection, table: str, column: str, statements: Mapping[int, Statement]
) -> list[int]:
    """The distinct keys that statements hold in `column` of `table`."""
    rows = connection.execute(
        f"SELECT DISTINCT {column} FROM {table} WHERE statement_key IN {KEYS}",
        (as_json(statements),),
    )
    return [row[0] for row in rows]
