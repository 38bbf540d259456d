"""What the ids in a file mean: which entries of the file, or of the record, they refer to."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from bot.core.errors import InvalidRecord
from bot.core.exchange import LOCAL_MARK
from bot.core.ids import parse_public_id
from bot.core.models import (
    Counter,
    CounterKind,
    Entry,
    EntryKind,
    StanceOn,
    Statement,
    entry_kind,
)
from bot.core.words import Sentence
from db.finding import find_external, find_numbered, find_recognised, name_of


@dataclass(slots=True)
class References:
    """The ids of one import: `keys` of entries on record, `coming` for those the file brings."""

    connection: sqlite3.Connection
    community_id: int
    keys: dict[tuple[EntryKind, str], int] = field(default_factory=dict)
    coming: set[tuple[EntryKind, str]] = field(default_factory=set)

    def find(self, kind: EntryKind, reference: str) -> int | None:
        """The key of the entry that an id in the file means, if it is on record."""
        known = self.keys.get((kind, reference))
        if known is None:
            known = self._look_up(kind, reference)
            if known is not None:
                self.keys[kind, reference] = known
        return known

    def _look_up(self, kind: EntryKind, reference: str) -> int | None:
        if reference.startswith(LOCAL_MARK):
            return None
        key = find_external(self.connection, self.community_id, kind, reference)
        public_id = parse_public_id(reference, self.community_id, exact=True)
        if key is None and public_id is not None and public_id.kind is kind:
            # A library entry is known here by its number only, whatever its id in record files.
            own = public_id.community_id == self.community_id
            key = find_numbered(self.connection, public_id, without_external_id=own)
        return key

    def find_entry(self, entry: Entry) -> int | None:
        """The key of an entry if it is on record: by its id, or without one by what it is."""
        if not entry.id.startswith(LOCAL_MARK):
            return self.find(entry_kind(entry), entry.id)
        speaker_key = None
        if isinstance(entry, Statement):
            speaker_key = self.find(EntryKind.SPEAKER, entry.speaker)
        return find_recognised(self.connection, self.community_id, entry, speaker_key)

    def resolve(self, kind: EntryKind, reference: str) -> int:
        """The key of the entry that an id in the file means.

        Raises:
            InvalidRecord: it means nothing.
        """
        key = self.find(kind, reference)
        if key is None:
            raise _nowhere(reference)
        return key

    def check(self, entry: Entry) -> None:
        """Check that everything an entry refers to is in the file or on record, and not itself.

        Raises:
            InvalidRecord: it is not; names the field.
        """
        for kind, reference, where in list_references(entry):
            key = self.find(kind, reference)
            if key is None and (kind, reference) not in self.coming:
                raise _nowhere(reference, where)
            if key is not None and where == "counters" and key == self.find(kind, entry.id):
                raise InvalidRecord(Sentence("refused.answers-itself"), field=where)

    def name(self, entry: Entry) -> Entry:
        """The entry with its references as the public ids of what they mean, where known."""
        if entry.merged_into is not None:
            entry = replace(entry, merged_into=self._name(entry_kind(entry), entry.merged_into))
        if not isinstance(entry, Statement):
            return entry
        once = self.drop_repeats(entry)
        return replace(
            once,
            speaker=self._name(EntryKind.SPEAKER, once.speaker),
            stances=tuple(
                replace(on, claim=self._name(EntryKind.CLAIM, on.claim)) for on in once.stances
            ),
            citations=tuple(
                replace(c, source=self._name(EntryKind.SOURCE, c.source)) for c in once.citations
            ),
            counters=tuple(
                replace(c, statement=self._name(EntryKind.STATEMENT, c.statement))
                for c in once.counters
            ),
        )

    def _name(self, kind: EntryKind, reference: str) -> str:
        key = self.find(kind, reference)
        return reference if key is None else name_of(self.connection, key, self.community_id)

    def drop_repeats(self, entry: Statement) -> Statement:
        """The statement with one link to what it refers to by two ids, or twice by one."""
        stances: dict[int | str, StanceOn] = {}
        counters: dict[tuple[CounterKind, int | str], Counter] = {}
        for on in entry.stances:
            stances.setdefault(self.find(EntryKind.CLAIM, on.claim) or on.claim, on)
        for counter in entry.counters:
            answered = self.find(EntryKind.STATEMENT, counter.statement) or counter.statement
            counters.setdefault((counter.kind, answered), counter)
        return replace(entry, stances=tuple(stances.values()), counters=tuple(counters.values()))


def list_references(entry: Entry) -> Iterator[tuple[EntryKind, str, str]]:
    """Every id an entry refers to, as (kind, id, field)."""
    if entry.merged_into is not None:
        yield entry_kind(entry), entry.merged_into, "merged_into"
    if isinstance(entry, Statement):
        yield EntryKind.SPEAKER, entry.speaker, "speaker"
        for citation in entry.citations:
            yield EntryKind.SOURCE, citation.source, "source"
        for on in entry.stances:
            yield EntryKind.CLAIM, on.claim, "claim"
        for counter in entry.counters:
            yield EntryKind.STATEMENT, counter.statement, "counters"


def _nowhere(reference: str, where: str = "") -> InvalidRecord:
    name = reference.removeprefix(LOCAL_MARK)
    return InvalidRecord(Sentence("refused.nowhere", id=name), field=where)
