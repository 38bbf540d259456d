"""Keeping: what changing the record needs from storage, a whole use case in one transaction.

A use case is a function of a `Shelf`, the record as it stands within one transaction; `Keeping`
runs it. Ids in what a shelf gives are written so that they cannot be confused: entries of the
shared library always with an L in front, wherever one stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Protocol, TypeVar

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
from bot.core.models import Entry, EntryKind
from bot.core.question import Question

T = TypeVar("T")


class Shelf(Protocol):
    """The record within one transaction, as those who stand in `community_id` may see it."""

    community_id: int

    def from_community(self, community_id: int) -> Shelf:
        """The same transaction, seen from another community."""

    def find(self, id_: str, kind: EntryKind | None = None, *, follow: bool = True) -> Kept:
        """The entry with this id; with `follow`, of a merged one the entry it lives on in.

        Raises:
            NotOnRecord: there is none that can be seen from here, or it is of another kind.
        """

    def find_key(self, claim_key: int) -> Kept:
        """The claim under a key that a search gave."""

    def find_users(self, id_: str, *, in_view: bool = False) -> Sequence[Kept]:
        """The statements, in whatever state, that refer to an entry.

        Of an entry of the library they may be any community's, never to be shown, unless
        `in_view` leaves only those that can be seen from here.
        """

    def recognise(self, entry: Entry) -> Sequence[Kept]:
        """The active entries in view that are the same thing as a new one, own ones first."""

    def suggest(self, kind: EntryKind, text: str, limit: int) -> Sequence[Kept]:
        """The sources or statements in view that have what is typed in them, own ones first."""

    def find_candidates(self, question: Question) -> Candidates:
        """The claims that may be meant by a wording."""

    def load_version(self, id_: str, version: int) -> Entry | None:
        """An entry as it was at a version; None when that cannot be told."""

    def load_history(self, id_: str) -> Sequence[Step]:
        """Every revision of an entry, oldest first. Raises NotOnRecord."""

    def load_revision(self, number: int | None) -> PastRevision:
        """A revision of this community, or its last that neither undoes nor was undone.

        Raises:
            NotOnRecord: there is none.
        """

    def list_revisions(self, limit: int) -> Sequence[Listed]:
        """The community's latest revisions, newest first."""

    def write(self, community_id: int, act: Act, changes: Sequence[Change]) -> Written:
        """Make the changes as one revision of a community and bring the search index in step."""

    def recall_request(self, request: str) -> str | None:
        """The answer that a request got, as JSON; None when it comes for the first time."""

    def remember_request(self, request: str, outcome: str, made_at: str) -> None:
        """Keep the answer to a request."""

    def load_settings(self, community_id: int) -> CurationSettings:
        """What a community has set about keeping its record, or the defaults."""

    def list_cooldowns(self) -> Mapping[int, Cooldown]:
        """The cooldowns that communities have set, by community."""

    def save_settings(self, settings: CurationSettings) -> None:
        """Keep what this community has set."""

    def save_waiting(self, waiting: Waiting) -> int:
        """Keep a change that waits; number 0 asks for a new number, which is returned."""

    def load_waiting(self, community_id: int, number: int) -> Waiting:
        """A change that waits or waited. Raises NotOnRecord."""

    def list_waiting(self, state: str) -> Sequence[Waiting]:
        """The changes to this community's record in a state, oldest first."""

    def list_matters(self) -> Sequence[Matter]:
        """What members sent to this community's queue and nobody decided yet.

        Reports first, oldest first; then questions, those asked most often first.
        """

    def find_matter(self, number: int) -> Matter | None:
        """What members sent under a number of this community's queue, decided or not."""

    def close_matter(
        self, matter: Matter, *, is_accepted: bool, result: str, reason: str, at: str
    ) -> None:
        """Decide what members sent: who wanted to be told is told, the texts are kept no longer.

        `result` is the id of the entry as which it was accepted, "" when there is none.
        """

    def set_hidden(self, claim_id: str, act: Act, *, hidden: bool) -> None:
        """Hide a claim of the library from this community, or show it again."""

    def list_hidden(self) -> Sequence[Kept]:
        """The claims that are hidden from this community."""

    def set_dead(self, source_id: str, act: Act, *, dead: bool) -> None:
        """Mark the address of a source as leading nowhere, or take the mark away."""

    def load_inventory(self) -> Inventory:
        """What there is to look for gaps in."""

    def forget(self, author: str, everywhere: bool) -> int:
        """Put "a former member" in the place of an author; returns in how many rows.

        Drafts of the author are dropped. `everywhere`: not only in this community.
        """

    def drop_before(self, day: str) -> int:
        """Drop the answers to requests and the drafts that are older than a day (ISO 8601)."""


class Keeping(Protocol):
    """Runs use cases on the record, each in a transaction of its own."""

    async def change(self, community_id: int, use_case: Callable[[Shelf], T]) -> T:
        """Run a use case as one transaction: when this returns, what it did is on disk.

        Raises:
            StoreBusy: the record cannot be written at the moment; nothing was changed.
        """

    async def read(self, community_id: int, look_up: Callable[[Shelf], T]) -> T:
        """Run a use case that only reads."""

    async def read_aside(self, community_id: int, look_up: Callable[[Shelf], T]) -> T:
        """As `read`, for what takes so long that others' questions would wait for it."""
