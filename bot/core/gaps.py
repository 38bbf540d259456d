"""Gaps: what a record lacks, so that someone can fill it in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from bot.core.kept import Inventory
from bot.core.models import (
    Claim,
    DateBasis,
    EntryState,
    Source,
    SourceKind,
    Stance,
    Statement,
)
from bot.core.question import parse_question
from bot.core.text import FUNCTION_TERMS

SPELT_ALIKE_FROM = 75.0
"""How alike (0 to 100) two words are for the one to count as a misspelling of the other."""

ASKED_OFTEN = 2
"""Times from which an unanswered question counts as asked often."""

_FIRST_HAND = frozenset({SourceKind.OFFICIAL_TRANSCRIPT, SourceKind.POST})


@dataclass(frozen=True, slots=True)
class OneSided:
    """A claim whose statements all stand on one side."""

    claim: Claim
    side: Stance
    statements: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question that was not answered, how often it was asked, and all ways it was put."""

    question: str
    count: int
    wordings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gaps:
    """All that is lacking; entries in the order of the record, questions the most asked first.

    `second_hand`: no source is an official transcript or the speaker's own post, and every
    citation names who had the words before it. `without_date_basis`: sources without a date, and
    statements dated only by publication. `unclaimed`: statements on retired claims alone.
    """

    one_sided: tuple[OneSided, ...] = ()
    without_statements: tuple[Claim, ...] = ()
    on_one_source: tuple[Statement, ...] = ()
    second_hand: tuple[Statement, ...] = ()
    dated_by_publication: tuple[Statement, ...] = ()
    undated_sources: tuple[Source, ...] = ()
    not_archived: tuple[Source, ...] = ()
    dead: tuple[Source, ...] = ()
    unclaimed: tuple[Statement, ...] = ()
    asked_often: tuple[Asked, ...] = ()


def find_gaps(inventory: Inventory) -> Gaps:
    """What a community's own entries lack."""
    record = inventory.record
    active = [s for s in record.statements if s.state is EntryState.ACTIVE]
    statements = [s for s in active if s.id in inventory.owned]
    claims = [c for c in record.claims if c.state is EntryState.ACTIVE]
    cited = {citation.source for statement in statements for citation in statement.citations}
    sources = [s for s in record.sources if s.state is EntryState.ACTIVE]
    own_sources = [s for s in sources if s.id in inventory.owned]
    by_id = {source.id: source for source in sources}
    return Gaps(
        one_sided=tuple(_find_one_sided(claims, active)),
        without_statements=tuple(_find_empty(claims, active, inventory.owned)),
        on_one_source=tuple(s for s in statements if len({c.source for c in s.citations}) == 1),
        second_hand=tuple(s for s in statements if _is_second_hand(s, by_id)),
        dated_by_publication=tuple(s for s in statements if s.date_basis is DateBasis.PUBLICATION),
        undated_sources=tuple(s for s in own_sources if s.published is None),
        not_archived=tuple(s for s in own_sources if s.url and not s.archive_url),
        dead=tuple(
            s for s in sources if s.id in inventory.dead and s.id in inventory.owned | cited
        ),
        unclaimed=tuple(_find_unclaimed(statements, claims)),
        asked_often=tuple(_find_asked_often(inventory.open_questions)),
    )


def _find_one_sided(claims: Sequence[Claim], statements: Sequence[Statement]) -> list[OneSided]:
    stances: defaultdict[str, list[Stance]] = defaultdict(list)
    for on in (on for statement in statements for on in statement.stances):
        stances[on.claim].append(on.stance)
    found = []
    for claim in claims:
        sides = {stance for stance in stances[claim.id] if stance is not Stance.CONTEXT}
        if len(sides) == 1:
            found.append(OneSided(claim, sides.pop(), len(stances[claim.id])))
    return found


def _find_empty(
    claims: Sequence[Claim], statements: Sequence[Statement], owned: frozenset[str]
) -> list[Claim]:
    used = {on.claim for statement in statements for on in statement.stances}
    return [claim for claim in claims if claim.id in owned and claim.id not in used]


def _is_second_hand(statement: Statement, sources: dict[str, Source]) -> bool:
    return all(
        citation.via is not None
        and (source := sources.get(citation.source)) is not None
        and source.kind not in _FIRST_HAND
        for citation in statement.citations
    )


def _find_unclaimed(statements: Sequence[Statement], claims: Sequence[Claim]) -> list[Statement]:
    known = {claim.id for claim in claims}
    return [s for s in statements if not any(on.claim in known for on in s.stances)]


def _find_asked_often(questions: Iterable[str]) -> list[Asked]:
    asked = (
        Asked(each[0], len(each), tuple(dict.fromkeys(each))) for each in group_alike(questions)
    )
    often = [each for each in asked if each.count >= ASKED_OFTEN]
    return sorted(often, key=lambda each: (-each.count, each.question))


def group_alike(questions: Iterable[str]) -> list[list[str]]:
    """Questions that are nearly the same together, in the order in which they were asked first."""
    groups: list[tuple[frozenset[str], list[str]]] = []
    for question in questions:
        content = content_of(question)
        for known, group in groups:
            if is_alike(content, known):
                group.append(question)
                break
        else:
            groups.append((content, [question]))
    return [group for _, group in groups]


def content_of(question: str) -> frozenset[str]:
    """What of a question is compared: its terms, without how it asks and how it is built."""
    found = frozenset(word.term for word in parse_question(question).words)
    return found - FUNCTION_TERMS


def is_alike(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    """Whether two sets of terms are the same but for spelling and, in one of them, a word more.

    One word in the place of another is another question: "north" and "south", "confirms" and
    "denies".
    """
    if ours == theirs:
        return True
    if 2 * len(ours & theirs) < min(len(ours), len(theirs)):
        return False
    more = [term for term in ours - theirs if not _is_spelt_in(term, theirs - ours)]
    less = [term for term in theirs - ours if not _is_spelt_in(term, ours - theirs)]
    return not (more and less) and len(more) + len(less) <= max(len(ours), len(theirs)) // 4


def _is_spelt_in(term: str, others: frozenset[str]) -> bool:
    return any(fuzz.ratio(term, other) >= SPELT_ALIKE_FROM for other in others)
