"""SqliteArchive: the record in SQLite, each call one hop to a connection's thread."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from bot.core.errors import HiddenHere, NotOnRecord
from bot.core.ids import parse_public_id
from bot.core.matching import Candidates, Match
from bot.core.models import (
    Claim,
    Dossier,
    Entry,
    EntryKind,
    Excerpt,
    Record,
    Source,
    Speaker,
    View,
)
from bot.core.question import Question
from bot.core.words import Sentence
from db.connection import Store
from db.dossiers import load_dossiers, load_excerpt
from db.entries import as_json, load_entries
from db.finding import (
    find_claims_of,
    find_numbered,
    find_speakers,
    follow_merges,
    load_entry,
    name_of,
)
from db.marks import list_dead_days, list_hidden
from db.searching import find_candidates

if TYPE_CHECKING:  # those who only ask need nothing of it
    from bot.core.exchange import IfDifferent, ImportReport, Item, Progress

T = TypeVar("T")


class SqliteArchive:
    """The record that `bot.core.archive.Archive` describes, kept in one SQLite file."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def find_candidates(self, question: Question, view: View) -> Candidates:
        """The claims that may be meant by a question, with what ranking them needs."""
        return await self._read(lambda connection: find_candidates(connection, question, view))

    async def load_hits(
        self, view: View, matches: Sequence[Match]
    ) -> list[tuple[Dossier, str | None]]:
        """The dossiers of matches, each with the id of the statement that matched."""

        def look_up(connection: sqlite3.Connection) -> list[tuple[Dossier, str | None]]:
            dossiers = load_dossiers(connection, view, [match.claim_key for match in matches])
            statements = (
                None if key is None else name_of(connection, key, view.community_id)
                for key in (match.statement_key for match in matches)
            )
            return list(zip(dossiers, statements, strict=True))

        return await self._read(look_up)

    async def load_entry(self, view: View, id_: str) -> Entry:
        """The entry with this id, or the one it was merged into; raises NotOnRecord."""

        def look_up(connection: sqlite3.Connection) -> Entry | None:
            return load_entry(connection, _key_of(connection, view, id_), view.community_id)

        entry = await self._read(look_up)
        if entry is None:
            raise _not_on_record(id_)
        return entry

    async def load_dossier(self, view: View, id_: str) -> Dossier:
        """The dossier of the claim with this id; raises NotOnRecord."""

        def look_up(connection: sqlite3.Connection) -> Dossier:
            key = _key_of(connection, view, id_, EntryKind.CLAIM)
            return load_dossiers(connection, view, [key])[0]

        return await self._read(look_up)

    async def find_speakers(self, view: View, name: str) -> list[Speaker]:
        """The speakers that bear this name or variant, or have this id."""

        def look_up(connection: sqlite3.Connection) -> list[Speaker]:
            public_id = parse_public_id(name, view.community_id)
            if public_id is not None and public_id.kind is EntryKind.SPEAKER:
                keys = [_key_of(connection, view, name)]
            else:
                keys = find_speakers(connection, view, name)
            found = load_entries(connection, EntryKind.SPEAKER, keys, view.community_id)
            return [entry for entry in found.values() if isinstance(entry, Speaker)]

        return await self._read(look_up)

    async def load_statements_of(self, view: View, speaker_id: str) -> Excerpt:
        """All that a speaker said, oldest first; raises NotOnRecord."""

        def look_up(connection: sqlite3.Connection) -> Excerpt:
            key = _key_of(connection, view, speaker_id, EntryKind.SPEAKER)
            rows = connection.execute(
                """SELECT s.statement_key FROM statement s
                   JOIN entry e ON e.entry_key = s.statement_key
                   WHERE s.speaker_key = ? AND e.state = 'active'
                     AND e.community_id IN (SELECT value FROM json_each(?))""",
                (key, as_json(view.community_ids)),
            )
            return load_excerpt(connection, view, [row[0] for row in rows])

        return await self._read(look_up)

    async def load_statement(self, view: View, id_: str) -> tuple[Dossier, tuple[Claim, ...]]:
        """The dossier of the first claim that a statement bears on, and all such claims.

        Raises:
            NotOnRecord: the view has no such statement.
        """

        def look_up(connection: sqlite3.Connection) -> tuple[Dossier, tuple[Claim, ...]]:
            key = _key_of(connection, view, id_, EntryKind.STATEMENT)
            hidden = list_hidden(connection, view.community_id)
            keys = [found for found in find_claims_of(connection, key) if found not in hidden]
            if not keys:
                raise _not_on_record(id_, EntryKind.STATEMENT)
            claims = load_entries(connection, EntryKind.CLAIM, keys, view.community_id)
            dossier = load_dossiers(connection, view, [*claims][:1])[0]
            return dossier, tuple(claim for claim in claims.values() if isinstance(claim, Claim))

        return await self._read(look_up)

    async def list_claims(self, view: View) -> list[tuple[Claim, int]]:
        """All claims in view, each with the number of statements on it."""
        query = """SELECT e.entry_key, count(s.entry_key) FROM entry e
                   LEFT JOIN stance x ON x.claim_key = e.entry_key
                   LEFT JOIN entry s ON s.entry_key = x.statement_key AND s.state = 'active'
                        AND s.community_id IN (SELECT value FROM json_each(?1))"""
        found = await self._list(view, EntryKind.CLAIM, query)
        return [(entry, count) for entry, count in found if isinstance(entry, Claim)]

    async def list_sources(self, view: View) -> list[tuple[Source, int]]:
        """All sources in view, each with the number of statements that cite it."""
        query = """SELECT e.entry_key, count(DISTINCT s.entry_key) FROM entry e
                   LEFT JOIN citation c ON c.source_key = e.entry_key
                   LEFT JOIN entry s ON s.entry_key = c.statement_key AND s.state = 'active'
                        AND s.community_id IN (SELECT value FROM json_each(?1))"""
        found = await self._list(view, EntryKind.SOURCE, query)
        return [(entry, count) for entry, count in found if isinstance(entry, Source)]

    async def list_dead(self, view: View) -> dict[str, str]:
        """The ids of the sources whose address leads nowhere, with the day when that was seen."""

        def look_up(connection: sqlite3.Connection) -> dict[str, str]:
            days = list_dead_days(connection, view.community_ids)
            return {name_of(connection, key, view.community_id): days[key] for key in days}

        return await self._read(look_up)

    async def import_items(
        self,
        community_id: int,
        items: Sequence[Item],
        *,
        author: str,
        made_at: str,
        if_different: IfDifferent,
        skip_bad: bool,
        dry_run: bool,
        progress: Progress | None,
    ) -> ImportReport:
        """Take entries of a file over; see `db.importing.import_items`."""
        from db.importing import import_items, rehearse_import  # those who ask do without

        what: dict[str, Any] = {
            "community_id": community_id,
            "items": items,
            "author": author,
            "if_different": if_different,
            "skip_bad": skip_bad,
            "progress": progress,
        }
        if dry_run:
            return await self._store.read_aside(partial(rehearse_import, **what))
        change = partial(import_items, action="import", made_at=made_at, **what)
        return await self._store.write(change)

    async def export(self, community_id: int) -> Record:
        """All entries of a community under the ids they have in record files."""
        from db.exporting import export_record

        return await self._store.read_aside(
            lambda connection: export_record(connection, community_id)
        )

    async def _read(self, look_up: Callable[[sqlite3.Connection], T]) -> T:
        return await self._store.read(look_up)

    async def _list(self, view: View, kind: EntryKind, query: str) -> list[tuple[Entry, int]]:
        """The active entries of a kind in view, by community and number, with a count each."""

        def look_up(connection: sqlite3.Connection) -> list[tuple[Entry, int]]:
            rows = connection.execute(
                f"""{query} WHERE e.kind = ?2 AND e.state = 'active'
                      AND e.community_id IN (SELECT value FROM json_each(?1))
                      AND e.entry_key NOT IN
                          (SELECT claim_key FROM hidden_claim WHERE community_id = ?3)
                    GROUP BY e.entry_key ORDER BY e.community_id, e.number""",
                (as_json(view.community_ids), kind.value, view.community_id),
            ).fetchall()
            entries = load_entries(connection, kind, [row[0] for row in rows], view.community_id)
            return [(entries[key], count) for key, count in rows]

        return await self._read(look_up)


def _key_of(
    connection: sqlite3.Connection, view: View, id_: str, kind: EntryKind | None = None
) -> int:
    """The key of the entry that an id means in this view, following merges."""
    public_id = parse_public_id(id_, view.community_id)
    if public_id is None or public_id.community_id not in view.community_ids:
        raise _not_on_record(id_, kind)
    key = find_numbered(connection, public_id)
    if key is None or kind not in (None, public_id.kind):
        raise _not_on_record(id_, kind)
    key = follow_merges(connection, key)
    if key in list_hidden(connection, view.community_id):
        hidden = name_of(connection, key, view.community_id)
        raise HiddenHere(_not_on_record(id_, kind).sentence, id=hidden)
    return key


def _not_on_record(id_: str, kind: EntryKind | None = None) -> NotOnRecord:
    shown = "".join(c for c in id_[:40] if c.isprintable())
    what = kind.name.lower() if kind else "entry"
    missing = Sentence(f"missing.{what}", id=shown)
    return NotOnRecord(Sentence("missing-ids", missing=missing))
