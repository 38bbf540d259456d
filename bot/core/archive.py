"""Archive: what the core needs from storage, whoever keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from bot.core.matching import Candidates, Match
from bot.core.models import Claim, Dossier, Entry, Excerpt, Record, Source, Speaker, View
from bot.core.question import Question

if TYPE_CHECKING:  # those who only ask need nothing of it
    from bot.core.exchange import IfDifferent, ImportReport, Item, Progress


class Archive(Protocol):
    """A record that can be asked, read and added to; ids are public ids as seen in the view."""

    async def find_candidates(self, question: Question, view: View) -> Candidates:
        """The claims that may be meant by a question, with what ranking them needs."""

    async def load_hits(
        self, view: View, matches: Sequence[Match]
    ) -> list[tuple[Dossier, str | None]]:
        """The dossiers of matches, in order, each with the id of the statement that matched."""

    async def load_entry(self, view: View, id_: str) -> Entry:
        """The entry with this id; of one that was merged, the entry it lives on in.

        Raises:
            NotOnRecord: the view has no such entry, or hides it (HiddenHere).
        """

    async def load_dossier(self, view: View, id_: str) -> Dossier:
        """The dossier of the claim with this id. Raises as `load_entry` does."""

    async def load_statement(self, view: View, id_: str) -> tuple[Dossier, tuple[Claim, ...]]:
        """The dossier of the first claim that a statement bears on, and all such claims.

        Raises:
            NotOnRecord: the view has no such statement.
        """

    async def find_speakers(self, view: View, name: str) -> list[Speaker]:
        """The speakers that bear this name or one of whose variants it is."""

    async def load_statements_of(self, view: View, speaker_id: str) -> Excerpt:
        """All that a speaker said, oldest first, with sources and claims."""

    async def list_claims(self, view: View) -> list[tuple[Claim, int]]:
        """All claims in view, each with the number of statements on it."""

    async def list_sources(self, view: View) -> list[tuple[Source, int]]:
        """All sources in view, each with the number of statements that cite it."""

    async def list_dead(self, view: View) -> dict[str, str]:
        """The ids of the sources whose address leads nowhere, with the day when that was seen."""

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
        """Take entries of a file over.

        Raises:
            ImportRefused: something is wrong and `skip_bad` is off; nothing was changed.
        """

    async def export(self, community_id: int) -> Record:
        """All active and retired entries of a community, references written as in record files."""
