"""SqliteKeeping: use cases on the record in SQLite, each one function in one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from typing import TypeVar

from bot.core.errors import NotOnRecord
from bot.core.ids import parse_public_id
from bot.core.keeping import Shelf
from bot.core.kept import (
    Act,
    Change,
    Cooldown,
    CurationSettings,
    Inventory,
    Kept,
    Listed,
    PastRevision,
    Step,
    Waiting,
    Written,
)
from bot.core.matching import Candidates
from bot.core.membership import Matter
from bot.core.models import Entry, EntryKind, View
from bot.core.question import Question
from bot.core.words import Sentence
from db import finding_same, marks, matters, revisions, waiting
from db.connection import Store
from db.finding import find_numbered, follow_merges
from db.inventory import load_inventory
from db.revising import revise
from db.searching import find_candidates
from db.suggesting_parts import suggest_parts

T = TypeVar("T")


class SqliteKeeping:
    """What `bot.core.keeping.Keeping` describes, in one SQLite file."""

    def __init__(self, store: Store) -> None:
        self._store = store

    async def change(self, community_id: int, use_case: Callable[[Shelf], T]) -> T:
        """Run a use case as one transaction of the writer; raises StoreBusy."""
        return await self._store.write(
            lambda connection: use_case(SqliteShelf(connection, community_id))
        )

    async def read(self, community_id: int, look_up: Callable[[Shelf], T]) -> T:
        """Run a use case that only reads, on one state of the record."""
        return await self._store.read(
            lambda connection: look_up(SqliteShelf(connection, community_id))
        )

    async def read_aside(self, community_id: int, look_up: Callable[[Shelf], T]) -> T:
        """As `read`, on a connection of its own, so that nobody waits for what takes long."""
        return await self._store.read_aside(
            lambda connection: look_up(SqliteShelf(connection, community_id))
        )


class SqliteShelf:
    """What `bot.core.keeping.Shelf` describes: the record within one transaction."""

    def __init__(self, connection: sqlite3.Connection, community_id: int) -> None:
        self._connection = connection
        self.community_id = community_id
        self._view = View(community_id, marks.reads_library(connection, community_id))

    def from_community(self, community_id: int) -> Shelf:
        """The same transaction, seen from another community."""
        return SqliteShelf(self._connection, community_id)

    def find(self, id_: str, kind: EntryKind | None = None, *, follow: bool = True) -> Kept:
        """The entry with this id; raises NotOnRecord."""
        key = self._find_key(id_, kind)
        return self._load(follow_merges(self._connection, key) if follow else key)

    def find_key(self, claim_key: int) -> Kept:
        """The claim under a key that a search gave."""
        return self._load(claim_key)

    def find_users(self, id_: str, *, in_view: bool = False) -> Sequence[Kept]:
        """The statements that refer to an entry, all or only those in view."""
        view = self._view if in_view else None
        keys = finding_same.find_users(self._connection, self._find_key(id_, None), view)
        return revisions.load_many(self._connection, keys)

    def recognise(self, entry: Entry) -> Sequence[Kept]:
        """The active entries in view that are the same thing as a new one, own ones first."""
        keys = finding_same.find_same(self._connection, entry, self._view)
        return [self._load(key) for key in keys]

    def suggest(self, kind: EntryKind, text: str, limit: int) -> Sequence[Kept]:
        """The sources or statements in view that have what is typed in them, own ones first."""
        keys = suggest_parts(self._connection, kind, text, self._view, limit)
        return [self._load(key) for key in keys]

    def find_candidates(self, question: Question) -> Candidates:
        """The claims that may be meant by a wording."""
        return find_candidates(self._connection, question, self._view)

    def load_version(self, id_: str, version: int) -> Entry | None:
        """An entry as it was at a version; None when that cannot be told."""
        key = self._find_key(id_, None)
        return revisions.load_version(self._connection, key, version)

    def load_history(self, id_: str) -> Sequence[Step]:
        """Every revision of an entry, oldest first."""
        return revisions.load_history(self._connection, self._find_key(id_, None))

    def load_revision(self, number: int | None) -> PastRevision:
        """A revision of this community, or its last; raises NotOnRecord."""
        return revisions.load_revision(self._connection, self.community_id, number)

    def list_revisions(self, limit: int) -> Sequence[Listed]:
        """The community's latest revisions, newest first."""
        return revisions.list_revisions(self._connection, self.community_id, limit)

    def write(self, community_id: int, act: Act, changes: Sequence[Change]) -> Written:
        """Make the changes as one revision of a community."""
        return revise(self._connection, community_id, act, changes)

    def recall_request(self, request: str) -> str | None:
        """The answer that a request got, as JSON."""
        return waiting.recall_request(self._connection, self.community_id, request)

    def remember_request(self, request: str, outcome: str, made_at: str) -> None:
        """Keep the answer to a request."""
        waiting.remember_request(self._connection, self.community_id, request, outcome, made_at)

    def load_settings(self, community_id: int) -> CurationSettings:
        """What a community has set about keeping its record, or the defaults."""
        return waiting.load_settings(self._connection, community_id)

    def list_cooldowns(self) -> dict[int, Cooldown]:
        """The cooldowns that communities have set, by community."""
        return waiting.list_cooldowns(self._connection)

    def save_settings(self, settings: CurationSettings) -> None:
        """Keep what this community has set."""
        waiting.save_settings(self._connection, self.community_id, settings)

    def save_waiting(self, each: Waiting) -> int:
        """Keep a change that waits and return its number."""
        return waiting.save_waiting(self._connection, each)

    def load_waiting(self, community_id: int, number: int) -> Waiting:
        """A change that waits or waited; raises NotOnRecord."""
        return waiting.load_waiting(self._connection, community_id, number)

    def list_waiting(self, state: str) -> Sequence[Waiting]:
        """The changes to this community's record in a state, oldest first."""
        return waiting.list_waiting(self._connection, self.community_id, state)

    def list_matters(self) -> Sequence[Matter]:
        """What members sent to this community's queue and nobody decided yet."""
        return matters.list_matters(self._connection, self.community_id)

    def find_matter(self, number: int) -> Matter | None:
        """What members sent under a number of this community's queue, decided or not."""
        return matters.find_matter(self._connection, self.community_id, number)

    def close_matter(
        self, matter: Matter, *, is_accepted: bool, result: str, reason: str, at: str
    ) -> None:
        """Decide what members sent."""
        matters.close_matter(
            self._connection,
            self.community_id,
            matter,
            is_accepted=is_accepted,
            result=result,
            reason=reason,
            at=at,
        )

    def set_hidden(self, claim_id: str, act: Act, *, hidden: bool) -> None:
        """Hide a claim of the library from this community, or show it again."""
        key = self._find_key(claim_id, EntryKind.CLAIM)
        marks.set_hidden(self._connection, self.community_id, key, act, hidden=hidden)

    def list_hidden(self) -> Sequence[Kept]:
        """The claims that are hidden from this community."""
        keys = marks.list_hidden(self._connection, self.community_id)
        return [self._load(key) for key in sorted(keys)]

    def set_dead(self, source_id: str, act: Act, *, dead: bool) -> None:
        """Mark the address of a source as leading nowhere, or take the mark away."""
        key = self._find_key(source_id, EntryKind.SOURCE)
        marks.set_dead(self._connection, self.community_id, key, act, dead=dead)

    def load_inventory(self) -> Inventory:
        """What there is to look for gaps in."""
        return load_inventory(self._connection, self._view)

    def forget(self, author: str, everywhere: bool) -> int:
        """Put "a former member" in the place of an author; returns in how many rows."""
        where = None if everywhere else self.community_id
        return waiting.forget_author(self._connection, author, where)

    def drop_before(self, day: str) -> int:
        """Drop answers to requests and drafts that are older than a day."""
        return waiting.drop_before(self._connection, day)

    def _load(self, key: int) -> Kept:
        return revisions.load_kept(self._connection, key)

    def _find_key(self, id_: str, kind: EntryKind | None) -> int:
        """The key of the entry that an id means from here, of this kind if one is asked for."""
        public_id = parse_public_id(id_, self.community_id)
        if public_id is not None and public_id.community_id in self._view.community_ids:
            key = find_numbered(self._connection, public_id)
            if key is not None and kind in (None, public_id.kind):
                return key
        shown = "".join(c for c in id_[:40] if c.isprintable())
        what = kind.name.lower() if kind else "entry"
        raise NotOnRecord(Sentence(f"missing.{what}", id=shown))
