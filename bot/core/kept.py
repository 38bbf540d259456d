"""Kept: the values that go between the use cases and what keeps the record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.models import Entry, Record

FORMER_MEMBER = "a former member"
"""Stands in the place of a person who asked to be forgotten."""


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry as it stands; its version grows with each change, its community owns it."""

    entry: Entry
    version: int
    community_id: int


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of an entry; without `before` it is new, and its id known only to the change."""

    after: Entry
    before: Kept | None = None

    @property
    def old(self) -> Entry | None:
        """The entry as it stands before the change."""
        return self.before.entry if self.before else None


@dataclass(frozen=True, slots=True)
class Act:
    """Who changes the record, when, how and why; `undoes` is the number of a revision.

    `approved_by` is who published it, when it was a proposal.
    """

    author: str
    made_at: str
    action: str
    reason: str | None = None
    undoes: int | None = None
    approved_by: str | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    """A revision in a list: its act, and the ids of the first of the `count` entries it touched."""

    number: int
    act: Act
    ids: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True)
class Written:
    """The number of the revision that was made, and the public ids that new entries got."""

    revision: int
    ids: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Step:
    """One revision of one entry; before it was added there was none of it."""

    revision: int
    act: Act
    before: Entry | None
    after: Entry


@dataclass(frozen=True, slots=True)
class Touched:
    """An entry that a revision changed: as it is now, as it was before, and who changed it since.

    `since` are the numbers of later revisions of the same community; `elsewhere` says whether
    another community's revision changed it since. Neither counts when all of it was taken back.
    """

    now: Kept
    before: Entry | None
    since: tuple[int, ...] = ()
    elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class PastRevision:
    """A revision with every entry that it changed."""

    number: int
    act: Act
    touched: tuple[Touched, ...]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A change that waits, as it is stored; `command` and `confirmed` are JSON.

    `state` is draft (for its author's answers), open (for approval), published, declined, dropped.
    `answers` is the number of what it settles in the queue of `from_community`, a proposal or what
    members sent. `wants_answer`: its author is to be told what becomes of it.
    """

    number: int
    community_id: int
    from_community: int
    author: str
    command: str
    confirmed: str
    made_at: str
    state: str
    reason: str | None = None
    decided_by: str | None = None
    decided_at: str | None = None
    decided_because: str | None = None
    revision: int | None = None
    answers: int | None = None
    wants_answer: bool = False


@dataclass(frozen=True, slots=True)
class Cooldown:
    """How often one member may ask: so many times in so many seconds."""

    uses: int
    seconds: int


@dataclass(frozen=True, slots=True)
class CurationSettings:
    """What a community has set about keeping its record; roles and channels by their ids.

    `reviewed` names the actions (values of `permissions.Action`) that need a second pair of eyes.
    Without a `cooldown`, the operator's counts.
    """

    curator_roles: frozenset[int] = frozenset()
    reviewer_roles: frozenset[int] = frozenset()
    reviewed: frozenset[str] = frozenset()
    queue_channel: int | None = None
    audit_channel: int | None = None
    cooldown: Cooldown | None = None


@dataclass(frozen=True, slots=True)
class Inventory:
    """A community's record with what cannot be told from its entries, to look for gaps in.

    `record` also holds the library's claims, speakers and sources that the own statements use;
    `owned` are the ids of the community's own entries.
    """

    record: Record
    owned: frozenset[str]
    dead: frozenset[str] = frozenset()
    open_questions: tuple[str, ...] = ()


NO_SETTINGS = CurationSettings()
