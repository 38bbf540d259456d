"""Marks answers by what a revision changed of what they show."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bot.core.models import SHARED, EntryKind
from bot.core.telling import Happened, What, encode_happened
from db.changed import Reach, Touched, find_predecessors
from db.entries import KEYS, as_json
from db.finding import name_of

MOST_NAMED = 21
"""Claims, and entries of a claim, that are named in a message; one more than is shown."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A revision with its number in its community."""

    key: int
    community_id: int
    number: int
    made_at: str

    def number_for(self, community_id: int) -> int | None:
        """The number where it means something: in the community whose revision it is."""
        return self.number if self.community_id == community_id else None


def is_seen(each: Touched, community_id: int, reads_library: bool) -> bool:
    """Whether a community may know of an entry: its own, or the library's where it is read."""
    if each.community_id == SHARED:
        return reads_library or community_id == SHARED
    return each.community_id == community_id


def tell_happened(
    connection: sqlite3.Connection, touched: Iterable[Touched], community_id: int
) -> tuple[Happened, ...]:
    """What happened, claims first; with the ids as a community writes them."""
    ordered = sorted(touched, key=lambda each: (each.kind is not EntryKind.CLAIM, each.key))
    if any(each.what is What.MERGED and each.kind is EntryKind.CLAIM for each in ordered):
        ordered = [each for each in ordered if each.what is not What.BEARING]
    return tuple(
        Happened(name_of(connection, each.key, community_id), each.what)
        for each in ordered[:MOST_NAMED]
    )


def invert(found: dict[int, list[int]]) -> defaultdict[int, list[int]]:
    """For each entry, those in which it lives on."""
    inverted: defaultdict[int, list[int]] = defaultdict(list)
    for into, keys in found.items():
        for key in keys:
            inverted[key].append(into)
    return inverted


class Marking:
    """Marks answers by what one revision changed of what they show; new entries correct nothing."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        revision: Revision,
        touched: dict[int, Touched],
        reach: Reach,
        library_by_default: bool,
    ) -> None:
        self._connection = connection
        self._revision = revision
        self._touched = touched
        self._by_default = library_by_default
        self._reach: defaultdict[int, set[int]] = defaultdict(set)
        for part in (reach.claims, reach.near, reach.others):
            for key, by in part.items():
                changed = {one for one in by if touched[one].what is not What.ADDED}
                if changed:
                    self._reach[key] |= changed
        self._lives_in = invert(find_predecessors(connection, self._reach))
        self._said: dict[tuple[int, int, bool], tuple[Happened, ...]] = {}

    def all_since(self, day: str) -> None:
        """Mark every answer shown since then that shows something changed."""
        self._mark("a.shown_at >= ?", day)

    def one(self, answer_id: int) -> None:
        """Mark one answer, if it shows something changed."""
        self._mark("a.answer_id = ?", answer_id)

    def _mark(self, where: str, value: object) -> None:
        if not self._reach:
            return
        rows = self._connection.execute(
            f"""SELECT a.answer_id, a.community_id, a.entry_key, coalesce(s.shared_library, ?)
                FROM shown_answer a LEFT JOIN community_setting s USING (community_id)
                WHERE a.entry_key IN {KEYS} AND a.revision_key < ? AND {where}""",
            (self._by_default, as_json(self._lives_in), self._revision.key, value),
        ).fetchall()
        for answer_id, community_id, entry_key, reads_library in rows:
            happened = self._say(entry_key, community_id, bool(reads_library))
            if happened:
                self._connection.execute(
                    """INSERT INTO answer_update
                       (answer_id, revision_key, number, made_at, happened)
                       VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""",
                    (
                        answer_id,
                        self._revision.key,
                        self._revision.number_for(community_id),
                        self._revision.made_at,
                        encode_happened(happened),
                    ),
                )

    def _say(self, entry_key: int, community_id: int, reads_library: bool) -> tuple[Happened, ...]:
        about = (entry_key, community_id, reads_library)
        if about not in self._said:
            by = {key for into in self._lives_in[entry_key] for key in self._reach[into]}
            seen = [self._touched[key] for key in sorted(by)]
            seen = [each for each in seen if is_seen(each, community_id, reads_library)]
            self._said[about] = tell_happened(self._connection, seen, community_id)
        return self._said[about]
