"""Likeness: what a new entry may repeat, found as questions are, and what could be done instead."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import msgspec
from rapidfuzz import fuzz

from bot.core.curation.commands import Add, AddCitation, AddPhrasing, AnyCommand, Edit
from bot.core.curation.differences import FieldDifference
from bot.core.curation.outcomes import Option, Question, QuestionKind
from bot.core.curation.references import is_new, list_entries, use_instead
from bot.core.keeping import Shelf
from bot.core.kept import Kept
from bot.core.matching import Match, look_alikes, rank
from bot.core.models import Citation, Claim, EntryState, Record, Speaker, Statement
from bot.core.question import parse_question
from bot.core.text import terms
from bot.core.words import Sentence

MOST_ALIKE = 3
"""Entries on record that one new entry is compared with, at most."""

ALIKE_FROM = 80.0
"""How alike (0 to 100) two statements of one speaker are for the second to be asked about."""

ALIKE_ELSEWHERE_FROM = 92.0
"""The same for statements of different speakers on one claim."""

_FEWEST_LETTERS = 20
_REPEATED = 90.0


def ask_about_claim(claim: Claim, command: AnyCommand, shelf: Shelf) -> Iterator[Question]:
    """Ask about claims on record that a new one may repeat."""
    for match in _find_alike(claim.wording, shelf):
        kept = shelf.find_key(match.claim_key).entry
        yield Question(
            QuestionKind.CLAIM_ALIKE,
            f"{QuestionKind.CLAIM_ALIKE.value} {claim.id} {kept.id}",
            Sentence("asks.claim-alike", id=kept.id, text=match.matched),
            kept.id,
            (FieldDifference(kept.id, "wording", match.matched, claim.wording),),
            tuple(_instead_of_claim(claim, kept.id, command)),
        )


def ask_about_phrasing(wording: str, claim_id: str, shelf: Shelf) -> Iterator[Question]:
    """Ask about other claims that a new phrasing has the words of."""
    for match in _find_alike(wording, shelf):
        kept = shelf.find_key(match.claim_key).entry
        if kept.id != claim_id and not match.differences:
            yield Question(
                QuestionKind.CLAIM_ALIKE,
                f"{QuestionKind.CLAIM_ALIKE.value} {claim_id} {kept.id}",
                Sentence("asks.phrasing-alike", id=kept.id, text=match.matched),
                kept.id,
                (FieldDifference(kept.id, "wording", match.matched, wording),),
            )


def _find_alike(wording: str, shelf: Shelf) -> tuple[Match, ...]:
    question = parse_question(wording)
    return look_alikes(rank(question, shelf.find_candidates(question)))[:MOST_ALIKE]


def _instead_of_claim(claim: Claim, known: str, command: AnyCommand) -> Iterator[Option]:
    if not isinstance(command, Add):
        return
    if len(list_entries(command.record)) == 1:
        yield Option(Sentence("option.phrasing", id=known), AddPhrasing(known, claim.wording))
    else:
        yield from _use(command, claim.id, known)


def _use(command: AnyCommand, id_: str, known: str) -> Iterator[Option]:
    if isinstance(command, Add | Edit | AddCitation):
        record = use_instead(command.record, id_, known)
        yield Option(
            Sentence("option.use", id=known), msgspec.structs.replace(command, record=record)
        )


def ask_about_speaker(speaker: Speaker, command: AnyCommand, shelf: Shelf) -> Iterator[Question]:
    """Ask about speakers on record who bear the name of a new one."""
    for kept in shelf.recognise(speaker)[:MOST_ALIKE]:
        known = kept.entry
        assert isinstance(known, Speaker)
        yield Question(
            QuestionKind.SPEAKER_ALIKE,
            f"{QuestionKind.SPEAKER_ALIKE.value} {speaker.id} {known.id}",
            Sentence("asks.speaker-alike", id=known.id, name=known.name),
            known.id,
            (FieldDifference(known.id, "name", known.name, speaker.name),),
            tuple(_use(command, speaker.id, known.id)),
        )


def ask_about_statement(
    statement: Statement, command: AnyCommand, shelf: Shelf
) -> Iterator[Question]:
    """Ask about statements on record that have nearly the words of a new one."""
    scored = [
        (likeness, kept.id, kept, citation)
        for kept in _find_near(statement, shelf)
        for likeness, citation in [_compare(statement, kept)]
        if likeness >= (ALIKE_FROM if kept.speaker == statement.speaker else ALIKE_ELSEWHERE_FROM)
    ]
    scored.sort(key=lambda each: (-each[0], each[1]))
    for _, id_, _, citation in scored[:MOST_ALIKE]:
        yield Question(
            QuestionKind.STATEMENT_ALIKE,
            f"{QuestionKind.STATEMENT_ALIKE.value} {statement.id} {id_}",
            Sentence("asks.statement-alike", id=id_),
            id_,
            (FieldDifference(id_, "wording", citation.wording, statement.text),),
            tuple(_instead_of_statement(statement, id_, command)),
        )


def _find_near(statement: Statement, shelf: Shelf) -> Iterable[Statement]:
    """The active statements of the same speaker, and those on the same claims."""
    on_record = [statement.speaker, *(on.claim for on in statement.stances)]
    found: dict[str, Kept] = {}
    for id_ in on_record:
        if not is_new(id_):
            found |= {kept.entry.id: kept for kept in shelf.find_users(id_, in_view=True)}
    for kept in found.values():
        if isinstance(kept.entry, Statement) and kept.entry.state is EntryState.ACTIVE:
            yield kept.entry


def _compare(statement: Statement, other: Statement) -> tuple[float, Citation]:
    """How alike (0 to 100) the words of two statements are, and in which citation of the other."""
    ours = " ".join(terms(statement.text))
    compared = [(compare_texts(ours, " ".join(terms(c.wording))), c) for c in other.citations]
    return max(compared, key=lambda each: each[0])


def compare_texts(ours: str, theirs: str) -> float:
    """How alike two texts of terms are; one that holds the other counts as nearly the same."""
    likeness = fuzz.ratio(ours, theirs)
    if min(len(ours), len(theirs)) >= _FEWEST_LETTERS:
        partly = fuzz.partial_ratio(ours, theirs)
        likeness = max(likeness, partly if partly >= _REPEATED else 0.0)
    return likeness


def _instead_of_statement(
    statement: Statement, known: str, command: AnyCommand
) -> Iterator[Option]:
    record = command.record if isinstance(command, Add) else None
    if record is None or len(record.statements) != 1 or record.claims:
        return
    citation, *more = statement.citations
    if not more:
        sources = tuple(s for s in record.sources if s.id == citation.source)
        yield Option(
            Sentence("option.citation", id=known),
            AddCitation(known, citation, replace(Record(), sources=sources)),
        )
