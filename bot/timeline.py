"""A claim's statements along time: as text for everyone, and as a picture's alternative text."""

from __future__ import annotations

from bot.core.dates import date_in_words, parse_edtf
from bot.core.describe import stance_on
from bot.core.models import Dossier, Statement
from bot.core.replies import Card, Reply
from bot.core.wording import find_statement, word_speaker
from bot.core.words import Words

LONGEST_ALTERNATIVE = 1024
"""Characters that Discord keeps of a picture's alternative text."""

MOST_DRAWN = 25
"""Statements in a picture; the text has them all."""


def describe_timeline(dossier: Dossier, words: Words) -> Reply:
    """The statements in order, one short card each: when, who, which side, and what is answered."""
    claim = dossier.claim
    return Reply(
        title=words.say("timeline.title", claim=claim.wording),
        id=claim.id,
        lead=() if dossier.statements else (words.say("counts.none"),),
        cards=tuple(_point(statement, dossier, words) for statement in dossier.statements),
    )


def _point(statement: Statement, dossier: Dossier, words: Words) -> Card:
    speaker = dossier.speakers[statement.speaker]
    answers = tuple(
        words.say(
            f"timeline.{counter.kind.value}",
            who=dossier.speakers[find_statement(dossier, counter.statement).speaker].name,
            id=counter.statement,
        )
        for counter in statement.counters
    )
    return Card(
        id=statement.id,
        heading=f"{word_day(statement, words)} · {word_speaker(speaker, statement)}",
        tag=words.say(f"stance.{stance_on(statement, dossier.claim).value}"),
        answers=answers,
    )


def word_day(statement: Statement, words: Words) -> str:
    """When a statement was made, at its true precision, in the reader's language."""
    return date_in_words(parse_edtf(statement.said_on), words.language)


def drawn_statements(dossier: Dossier) -> tuple[Statement, ...]:
    """The statements that a picture of the timeline shows: the newest, oldest first."""
    return dossier.statements[-MOST_DRAWN:]


def name_drawn(dossier: Dossier, words: Words) -> str:
    """The claim; before it, where a picture has not all statements, how many of how many."""
    wording, count = dossier.claim.wording, len(dossier.statements)
    if (shown := len(drawn_statements(dossier))) == count:
        return wording
    return f"({words.say('timeline.newest', shown=shown, count=count)}) {wording}"


def word_picture(dossier: Dossier, words: Words) -> str:
    """What the picture shows, in words: every statement in it with its side and what it answers.

    Says when the rest is only in the text below the picture.
    """
    text = words.say("timeline.title", claim=name_drawn(dossier, words))
    ending = words.say("timeline.more")
    for statement in drawn_statements(dossier):
        point = _word_point(statement, dossier, words)
        if len(text) + len(point) + len(ending) + 4 > LONGEST_ALTERNATIVE:
            return f"{text[: LONGEST_ALTERNATIVE - len(ending) - 2]}. {ending}"
        text = f"{text}. {point}"
    return text[:LONGEST_ALTERNATIVE]


def _word_point(statement: Statement, dossier: Dossier, words: Words) -> str:
    """A statement as the picture shows it: as short as there, so that many fit."""
    speaker = dossier.speakers[statement.speaker].name
    side = words.say(f"timeline.lane.{stance_on(statement, dossier.claim).value}")
    point = f"{word_day(statement, words)} · {statement.id} · {speaker}: {side}"
    answered = (
        words.say(f"timeline.{counter.kind.value}.short", id=counter.statement)
        for counter in statement.counters
    )
    return ", ".join((point, *answered))
