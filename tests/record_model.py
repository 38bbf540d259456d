"""The record as plain dicts: what every use case should come to, written down a second time."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.core.models import (
    SHARED,
    Claim,
    Entry,
    EntryState,
    Source,
    Speaker,
    StanceOn,
    Statement,
)

Key = tuple[int, str]
"""An entry: its community, and its id with an L in the library."""


@dataclass
class Revision:
    """Who changed what: the entries as they were before, None for new ones."""

    community_id: int
    number: int
    author: str
    before: dict[Key, Entry | None]
    undoes: int | None = None


@dataclass
class Model:
    """Entries of all communities, and every revision in the order in which they were made."""

    entries: dict[Key, Entry] = field(default_factory=dict)
    revisions: list[Revision] = field(default_factory=list)
    hidden: set[tuple[int, str]] = field(default_factory=set)

    def key(self, community_id: int, id_: str) -> Key:
        """The entry that an id in a community's record means."""
        return (SHARED if id_.startswith("L") else community_id, id_)

    def follow(self, community_id: int, id_: str) -> Key:
        """The entry under which an id lives on."""
        key = self.key(community_id, id_)
        while (into := self.entries[key].merged_into) is not None:
            key = self.key(key[0], into)
        return key

    def list_ids(
        self, community_id: int, letter: str, *, library: bool = True, any_state: bool = False
    ) -> list[str]:
        """The ids of a kind that can be seen from a community."""
        owners = (community_id, SHARED) if library else (community_id,)
        return sorted(
            id_
            for (owner, id_), entry in self.entries.items()
            if owner in owners
            and id_.removeprefix("L")[0] == letter
            and (any_state or entry.state is EntryState.ACTIVE)
        )

    def is_sound(self, entries: dict[Key, Entry]) -> bool:
        """Whether everything shown rests on what is there."""
        for (owner, _), entry in entries.items():
            if not isinstance(entry, Statement) or entry.state is not EntryState.ACTIVE:
                continue
            used = [entry.speaker, *(c.source for c in entry.citations)]
            if any(entries[self.key(owner, id_)].state is not EntryState.ACTIVE for id_ in used):
                return False
            claims = [entries[self.key(owner, on.claim)] for on in entry.stances]
            if any(claim.state is EntryState.MERGED for claim in claims):
                return False
        return True

    def allows(self, changes: dict[Key, Entry]) -> bool:
        """Whether the record would be sound after changes."""
        return self.is_sound(self.entries | changes)

    def apply(
        self,
        community_id: int,
        number: int,
        author: str,
        changes: dict[Key, Entry],
        undoes: int | None = None,
    ) -> None:
        """Make a revision."""
        changes = {k: e for k, e in changes.items() if self.entries.get(k) != e}
        before = {key: self.entries.get(key) for key in changes}
        self.revisions.append(Revision(community_id, number, author, before, undoes))
        self.entries |= changes

    def find_last(self, community_id: int) -> Revision | None:
        """The last revision that neither undoes nor is undone."""
        own = [r for r in self.revisions if r.community_id == community_id]
        dead = {r.undoes for r in own if r.undoes is not None and r.number not in self._undone(own)}
        alive = [r for r in own if r.undoes is None and r.number not in dead]
        return alive[-1] if alive else None

    def _undone(self, revisions: list[Revision]) -> set[int | None]:
        return {r.undoes for r in revisions}

    def undo(self, revision: Revision) -> dict[Key, Entry] | None:
        """What undoing comes to; None when it must be refused."""
        later = self.revisions[self.revisions.index(revision) + 1 :]
        for key in revision.before:
            left = next((r.before[key] for r in later if key in r.before), self.entries[key])
            if left != self.entries[key]:
                return None
        changes = {
            key: before or replace(self.entries[key], state=EntryState.RETIRED)
            for key, before in revision.before.items()
        }
        return changes if self.allows(changes) else None

    def merge(self, merged: Key, into: Key) -> dict[Key, Entry]:
        """What merging two entries of one record comes to, over all communities."""
        one, other = self.entries[merged], self.entries[into]
        changes: dict[Key, Entry] = {
            merged: replace(one, state=EntryState.MERGED, merged_into=into[1]),
            into: _carry_over(one, other),
        }
        for (owner, id_), entry in self.entries.items():
            if isinstance(entry, Statement) and merged[0] in (owner, SHARED):
                changes[owner, id_] = _rename(entry, merged[1], into[1])
        return changes

    def list_steps(self, key: Key) -> list[tuple[int, str, Entry | None]]:
        """Every revision of an entry: number, author, and what it was before."""
        return [(r.number, r.author, r.before[key]) for r in self.revisions if key in r.before]


def _carry_over(merged: Entry, into: Entry) -> Entry:
    match (merged, into):
        case (Claim(), Claim()):
            return replace(
                into,
                phrasings=_join(into.wording, into.phrasings, [merged.wording, *merged.phrasings]),
            )
        case (Speaker(), Speaker()):
            return replace(
                into, variants=_join(into.name, into.variants, [merged.name, *merged.variants])
            )
        case (Source(), Source()):
            return replace(into, url=into.url or merged.url)
    raise AssertionError("only claims, speakers and sources are merged")


def _join(first: str, kept: tuple[str, ...], more: list[str]) -> tuple[str, ...]:
    result = [first, *kept]
    for text in more:
        if text.lower() not in [known.lower() for known in result]:
            result.append(text)
    return tuple(result[1:])


def _rename(statement: Statement, old: str, new: str) -> Statement:
    citations = []
    for citation in statement.citations:
        renamed = replace(citation, source=new if citation.source == old else citation.source)
        if renamed not in citations:
            citations.append(renamed)
    stances: dict[str, StanceOn] = {}
    both = {on.claim for on in statement.stances} >= {old, new}
    for on in statement.stances:
        target = new if on.claim == old else on.claim
        if both and on.claim == old:
            stances.setdefault(target, next(o for o in statement.stances if o.claim == new))
        else:
            stances.setdefault(target, StanceOn(target, on.stance))
    return replace(
        statement,
        speaker=new if statement.speaker == old else statement.speaker,
        citations=tuple(citations),
        stances=tuple(stances.values()),
    )
