"""Repeats: the claims and statements of a file that may be on record already in other words."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from bot.core.curation.commands import Add
from bot.core.curation.differences import FieldDifference
from bot.core.curation.likeness import (
    ALIKE_ELSEWHERE_FROM,
    ALIKE_FROM,
    MOST_ALIKE,
    ask_about_claim,
    compare_texts,
)
from bot.core.curation.outcomes import Question, QuestionKind
from bot.core.curation.permissions import Action
from bot.core.curation.requests import Request
from bot.core.errors import NotOnRecord
from bot.core.exchange import Item, Progress
from bot.core.keeping import Keeping, Shelf
from bot.core.models import Claim, Entry, EntryKind, EntryState, Record, Statement, entry_kind
from bot.core.text import terms
from bot.core.words import Sentence, Told

_BATCH = 50
"""Entries compared on one state of the record."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """An entry of a file that may be on record already, and where in the file it stands."""

    where: Told | str
    question: Question


async def find_repeats(
    keeping: Keeping,
    request: Request,
    items: Sequence[Item],
    *,
    of: Sequence[Item] | None = None,
    progress: Progress | None = None,
) -> AsyncIterator[Repeat]:
    """The claims and statements of a file that look like ones on record under other words.

    `of` are those of the items that are to be compared, as `ImportReport.new`; else all.

    Raises:
        NotAllowed: the actor may not import.
    """
    request.check(Action.IMPORT, request.community_id)
    comparison = _Comparison(items)
    chosen = items if of is None else of
    compared = [item for item in chosen if isinstance(item.entry, Claim | Statement)]
    for at in range(0, len(compared), _BATCH):
        look_up = partial(comparison.find, compared[at : at + _BATCH])
        for repeat in await keeping.read_aside(request.community_id, look_up):
            yield repeat
        if progress:
            progress(min(at + _BATCH, len(compared)), len(compared))


@dataclass(frozen=True, slots=True)
class _Known:
    """A wording of a statement on record."""

    id: str
    speaker: str
    wording: str
    terms: tuple[str, ...]


class _Comparison:
    """Compares the entries of one file; what is on record near them is read once."""

    def __init__(self, items: Sequence[Item]) -> None:
        self._entries = {(entry_kind(i.entry), i.entry.id): i.entry for i in items}
        self._ids: dict[tuple[EntryKind, str], str | None] = {}
        self._near: dict[str, list[_Known]] = {}

    def find(self, batch: Sequence[Item], shelf: Shelf) -> list[Repeat]:
        """What of a batch may repeat something; the same words are recognised by an import."""
        return [
            Repeat(item.where, question)
            for item in batch
            for question in self._ask(item.entry, shelf)
        ]

    def _ask(self, entry: Entry, shelf: Shelf) -> Iterator[Question]:
        if isinstance(entry, Claim) and not shelf.recognise(entry):
            yield from ask_about_claim(entry, Add(Record(claims=(entry,))), shelf)
        if isinstance(entry, Statement) and entry.state is EntryState.ACTIVE:
            yield from self._ask_about_statement(entry, shelf)

    def _ask_about_statement(self, statement: Statement, shelf: Shelf) -> Iterator[Question]:
        speaker = self._find(EntryKind.SPEAKER, statement.speaker, shelf)
        claims = [self._find(EntryKind.CLAIM, on.claim, shelf) for on in statement.stances]
        ours = tuple(terms(statement.text))
        best: dict[str, tuple[float, _Known]] = {}
        for id_ in filter(None, (speaker, *claims)):
            for known in self._list_near(id_, shelf):
                likeness = _compare(ours, known.terms)
                least = ALIKE_FROM if known.speaker == speaker else ALIKE_ELSEWHERE_FROM
                if likeness >= max(least, best[known.id][0] if known.id in best else 0.0):
                    best[known.id] = (likeness, known)
        ranked = sorted(best.values(), key=lambda each: (-each[0], each[1].id))
        for _, known in ranked[:MOST_ALIKE]:
            kind = QuestionKind.STATEMENT_ALIKE
            yield Question(
                kind,
                f"{kind.value} {statement.id} {known.id}",
                Sentence("asks.statement-alike", id=known.id),
                known.id,
                (FieldDifference(known.id, "wording", known.wording, statement.text),),
            )

    def _find(self, kind: EntryKind, reference: str, shelf: Shelf) -> str | None:
        """The id on record of what a file refers to, None when it is new."""
        if (kind, reference) not in self._ids:
            self._ids[kind, reference] = self._look_up(kind, reference, shelf)
        return self._ids[kind, reference]

    def _look_up(self, kind: EntryKind, reference: str, shelf: Shelf) -> str | None:
        entry = self._entries.get((kind, reference))
        same = shelf.recognise(entry) if entry is not None else ()
        if same:
            return same[0].entry.id
        try:
            return shelf.find(reference, kind).entry.id
        except NotOnRecord:
            return None

    def _list_near(self, id_: str, shelf: Shelf) -> list[_Known]:
        """Every wording of the active statements of a speaker, or on a claim."""
        if id_ not in self._near:
            self._near[id_] = [
                _Known(user.entry.id, user.entry.speaker, each.wording, tuple(terms(each.wording)))
                for user in shelf.find_users(id_, in_view=True)
                if isinstance(user.entry, Statement) and user.entry.state is EntryState.ACTIVE
                for each in user.entry.citations
            ]
        return self._near[id_]


def _compare(ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    """How alike (0 to 100) two texts are; those with few words in common are not looked at."""
    common = len(set(ours) & set(theirs))
    if 2 * common < min(len(set(ours)), len(set(theirs))):
        return 0.0
    return compare_texts(" ".join(ours), " ".join(theirs))
