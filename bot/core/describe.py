"""Describes what the use cases return, as a Reply."""

from __future__ import annotations

from collections import Counter as Tally
from collections.abc import Mapping

from bot.core.lookup import Found, Hit, Outcome, Unknown, Unsure
from bot.core.models import Claim, Dossier, EntryState, Excerpt, Source, Speaker, Stance, Statement
from bot.core.replies import Card, Choice, Detail, Reply
from bot.core.selection import EVERYTHING, Selection
from bot.core.wording import (
    word_answers,
    word_citations,
    word_date,
    word_date_basis,
    word_dead,
    word_difference,
    word_source,
    word_speaker,
    word_text,
)
from bot.core.words import Words


def describe(outcome: Outcome, words: Words, selection: Selection = EVERYTHING) -> Reply:
    """The reply to a question."""
    match outcome:
        case Found():
            return _describe_found(outcome.hits[0], words, selection)
        case Unsure():
            return _describe_choices(outcome, words)
        case Unknown():
            return _describe_unknown(outcome, words)


def _describe_found(hit: Hit, words: Words, selection: Selection) -> Reply:
    lead = []
    if hit.match.matched.casefold() != hit.dossier.claim.wording.casefold():
        lead.append(words.say("matched", wording=hit.match.matched))
    if hit.match.corrections:
        readings = (words.say("read-as", typed=t, term=r) for t, r in hit.match.corrections)
        lead.append(", ".join(readings))
    return describe_dossier(
        hit.dossier,
        words,
        lead=tuple(lead),
        marked=hit.statement_id,
        left_out=hit.on_record - len(hit.dossier.statements),
        notes=_word_left_out(hit, words, selection),
    )


def describe_dossier(
    dossier: Dossier,
    words: Words,
    *,
    lead: tuple[str, ...] = (),
    marked: str | None = None,
    left_out: int = 0,
    notes: tuple[str, ...] = (),
) -> Reply:
    """A claim with its statements; `marked` is the id of the statement that matched.

    `left_out` counts the statements that are on record and were not selected.
    """
    claim = dossier.claim
    if claim.state is not EntryState.ACTIVE:
        lead = (words.say("retired"), *lead)
    return Reply(
        title=claim.wording,
        id=claim.id,
        lead=(*lead, *word_counts(dossier, words, left_out)),
        cards=tuple(
            describe_statement(statement, dossier, words, is_marked=statement.id == marked)
            for statement in dossier.statements
        ),
        notes=notes,
    )


def word_counts(dossier: Dossier, words: Words, left_out: int = 0) -> tuple[str, ...]:
    """How many statements stand on each side, and outright when one side has none on record."""
    sides = Tally(stance_on(statement, dossier.claim) for statement in dossier.statements)
    counted = [words.say(f"side.{s.value}", count=sides[s]) for s in Stance if sides[s]]
    shown = len(dossier.statements)
    if left_out:
        # What is left out may be all of a side: nothing can be said about what is on record.
        said = f" – {', '.join(counted)}" if counted else ""
        return (words.say("counts.selected", count=shown, total=shown + left_out, sides=said),)
    if not sides:
        return (words.say("counts.none"),)
    lines = [words.say("counts", count=shown, sides=", ".join(counted))]
    for side, other in ((Stance.SUPPORTS, Stance.DISPUTES), (Stance.DISPUTES, Stance.SUPPORTS)):
        if sides[side] and not sides[other]:
            lines.append(words.say(f"one-sided.{side.value}"))
    return tuple(lines)


def stance_on(statement: Statement, claim: Claim) -> Stance:
    """How a statement bears on a claim of whose dossier it is part."""
    return next(on.stance for on in statement.stances if on.claim == claim.id)


def describe_statement(
    statement: Statement, dossier: Dossier, words: Words, *, is_marked: bool = False
) -> Card:
    """A statement as a card of its dossier."""
    return _statement_card(
        statement,
        dossier,
        words,
        tag=words.say(f"stance.{stance_on(statement, dossier.claim).value}"),
        answers=word_answers(statement, dossier, words),
        is_marked=is_marked,
    )


def _statement_card(
    statement: Statement,
    dossier: Dossier,
    words: Words,
    *,
    tag: str = "",
    answers: tuple[str, ...] = (),
    is_marked: bool = False,
    more: tuple[Detail, ...] = (),
) -> Card:
    speaker = dossier.speakers[statement.speaker]
    named = word_speaker(speaker, statement)
    where = ", ".join(part for part in (statement.place, statement.occasion) if part)
    details = [Detail(words.say("place", place=where))] if where else []
    details += word_date_basis(statement, words)
    details += word_citations(statement, dossier, words)
    return Card(
        id=statement.id,
        heading=" · ".join((word_date(statement.said_on, words.language), named)),
        tag=tag,
        text=word_text(statement.citations[0], words),
        details=(*details, *more),
        answers=answers,
        is_marked=is_marked,
    )


def _word_left_out(hit: Hit, words: Words, selection: Selection) -> tuple[str, ...]:
    left_out = hit.on_record - len(hit.dossier.statements)
    if not left_out:
        return ()
    filters = [words.say("filter.speaker", name=selection.speaker)] if selection.speaker else []
    filters += [
        words.say(f"filter.{name}", date=word_date(date.edtf, words.language))
        for name, date in (
            ("since", selection.since),
            ("until", selection.until),
            ("as-of", selection.as_of),
        )
        if date is not None
    ]
    return (words.say("left-out", count=left_out, filters=", ".join(filters)),)


def _describe_choices(outcome: Unsure, words: Words) -> Reply:
    differs = bool(outcome.hits[0].match.differences)
    key = "unsure.differs" if differs else "unsure"
    return Reply(
        title=words.say(key, count=len(outcome.choices)),
        choices=tuple(
            Choice(
                id=hit.dossier.claim.id,
                wording=hit.dossier.claim.wording,
                detail=words.say("choice.statements", count=hit.on_record),
                differences=tuple(word_difference(each, words) for each in hit.match.parting),
            )
            for hit in outcome.choices
        ),
    )


def _describe_unknown(outcome: Unknown, words: Words) -> Reply:
    question = outcome.question.text
    if not question:
        return Reply(title=words.say("unknown.empty"))
    shown = question if len(question) <= 200 else f"{question[:200]}…"
    return Reply(title=words.say("unknown", question=shown), lead=(words.say("unknown.advice"),))


def describe_one_statement(
    statement: Statement, dossier: Dossier, claims: tuple[Claim, ...], words: Words
) -> Reply:
    """One statement with its stance on every claim it bears on, and its answers both ways."""
    card = _statement_card(
        statement,
        dossier,
        words,
        answers=word_answers(statement, dossier, words),
        more=_word_stances(statement, {claim.id: claim.wording for claim in claims}, words),
    )
    return Reply(title=words.say("statement.title"), cards=(card,))


def _word_stances(
    statement: Statement, wordings: Mapping[str, str], words: Words
) -> tuple[Detail, ...]:
    return tuple(
        Detail(
            words.say(
                "stance-on",
                stance=words.say(f"stance.{on.stance.value}"),
                claim=wordings[on.claim],
                id=on.claim,
            )
        )
        for on in statement.stances
    )


def describe_speaker(speaker: Speaker, said: Excerpt, words: Words) -> Reply:
    """What a speaker said over time, across claims."""
    lead: tuple[str, ...] = ()
    if speaker.variants:
        lead = (words.say("speaker.variants", names=", ".join(speaker.variants)),)
    if not said.statements:
        return Reply(words.say("speaker.none", name=speaker.name), speaker.id, lead)
    wordings = {claim.id: claim.wording for claim in said.claims}
    return Reply(
        title=words.say("speaker.title", name=speaker.name),
        id=speaker.id,
        lead=lead,
        cards=tuple(
            _spoken_card(statement, said, wordings, words) for statement in said.statements
        ),
    )


def _spoken_card(
    statement: Statement, said: Excerpt, wordings: dict[str, str], words: Words
) -> Card:
    excerpt = Dossier(
        claim=said.claims[0],
        statements=said.statements,
        others={},
        speakers={speaker.id: speaker for speaker in said.speakers},
        sources={source.id: source for source in said.sources},
        answered_by={},
        dead=said.dead,
    )
    return _statement_card(
        statement, excerpt, words, more=_word_stances(statement, wordings, words)
    )


def describe_claims(claims: list[tuple[Claim, int]], words: Words) -> Reply:
    """All claims on record."""
    return Reply(
        title=words.say("claims.title", count=len(claims)),
        cards=tuple(
            Card(claim.id, claim.wording, tag=words.say("choice.statements", count=count))
            for claim, count in claims
        ),
    )


def describe_sources(
    sources: list[tuple[Source, int]], words: Words, dead: Mapping[str, str] | None = None
) -> Reply:
    """All sources on record, with addresses where known; `dead` as in a `Dossier`."""
    days = dead or {}
    return Reply(
        title=words.say("sources.title", count=len(sources)),
        cards=tuple(
            Card(
                source.id,
                word_source(source, words),
                tag=words.say("source.cited", count=count),
                details=_source_details(source, words, days.get(source.id)),
            )
            for source, count in sources
        ),
    )


def _source_details(source: Source, words: Words, dead_on: str | None) -> tuple[Detail, ...]:
    details = [Detail(source.url, source.url)] if source.url else []
    if dead_on:
        details.append(word_dead(dead_on, words))
    if source.archive_url:
        details.append(Detail(words.say("archived"), source.archive_url))
    if source.published_inferred_from:
        details.append(Detail(words.say("source.inferred", basis=source.published_inferred_from)))
    if source.note:
        details.append(Detail(source.note))
    return tuple(details)
