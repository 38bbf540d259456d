"""The members' use cases: from what was typed to what is on record about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from bot.core.archive import Archive
from bot.core.matching import Choice, Clear, Decision, Match, decide, rank
from bot.core.models import Dossier, View
from bot.core.question import Question, parse_question
from bot.core.selection import EVERYTHING, Selection, select

MOST_CHOICES = 5
"""How many claims are offered when it is not clear which one is meant."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A claim that matches a question, with what was selected of its dossier.

    `statement_id` is the statement that matched, if one did; `on_record` counts the statements
    before the selection.
    """

    match: Match
    dossier: Dossier
    statement_id: str | None
    on_record: int


@dataclass(frozen=True, slots=True)
class Found:
    """One claim is clearly meant: the first of `hits`. Others are the next best."""

    question: Question
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Unsure:
    """Several claims may be meant, or one that differs from the question in meaning.

    The first `offered` of `hits` are to choose from; others are the next best.
    """

    question: Question
    hits: tuple[Hit, ...]
    offered: int

    @property
    def choices(self) -> tuple[Hit, ...]:
        """The hits to choose from."""
        return self.hits[: self.offered]


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing is on record; `hits` are the nearest claims, which the program does not stand by."""

    question: Question
    hits: tuple[Hit, ...]


Outcome: TypeAlias = Found | Unsure | Unknown


async def look_up(
    archive: Archive,
    text: str,
    view: View,
    *,
    selection: Selection = EVERYTHING,
    limit: int = MOST_CHOICES,
    with_nearest: bool = False,
) -> Outcome:
    """Find what is on record about a question.

    At most `limit` hits are returned, best first, their dossiers limited to `selection`: those that
    are meant or offered, and with `with_nearest` the next best, which replies do not show.
    """
    question = parse_question(text)
    candidates = await archive.find_candidates(question, view)
    matches = rank(question, candidates, max(limit, MOST_CHOICES))
    decision = decide(matches)
    meant = _meant(decision)
    keys = {match.claim_key for match in meant}
    nearest = [match for match in matches if with_nearest and match.claim_key not in keys]
    hits = await _load(archive, view, [*meant, *nearest][:limit], selection)
    match decision:
        case Clear():
            return Found(question, hits)
        case Choice():
            return Unsure(question, hits, min(len(meant), limit))
        case _:
            return Unknown(question, hits)


async def open_claim(
    archive: Archive, id_: str, view: View, *, selection: Selection = EVERYTHING
) -> Found:
    """The claim with this id, as the answer to a question that means it and no other.

    Raises:
        NotOnRecord: the view has no such claim.
    """
    dossier = await archive.load_dossier(view, id_)
    wording = dossier.claim.wording
    match = Match(claim_key=0, community_id=0, score=1.0, order=1.0, matched=wording)
    hit = Hit(match, select(dossier, selection), None, len(dossier.statements))
    return Found(parse_question(id_), (hit,))


def _meant(decision: Decision) -> tuple[Match, ...]:
    match decision:
        case Clear(match):
            return (match,)
        case Choice(matches):
            return matches
        case _:
            return ()


async def _load(
    archive: Archive, view: View, shown: Sequence[Match], selection: Selection
) -> tuple[Hit, ...]:
    loaded = await archive.load_hits(view, shown) if shown else []
    return tuple(
        Hit(match, select(dossier, selection), statement_id, len(dossier.statements))
        for match, (dossier, statement_id) in zip(shown, loaded, strict=True)
    )
