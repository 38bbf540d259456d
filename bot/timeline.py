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


def word_picture(dossier: Dossier, words: Words) -> str:
    """What the picture shows, in words; says when the rest is only in the text below it."""
    reply = describe_timeline(dossier, words)
    text = reply.title
    ending = words.say("timeline.more")
    for card in reply.cards:
        point = ", ".join((f"{card.heading}: {card.tag}", *card.answers))
        if len(text) + len(point) + len(ending) + 4 > LONGEST_ALTERNATIVE:
            return f"{text[: LONGEST_ALTERNATIVE - len(ending) - 2]}. {ending}"
        text = f"{text}. {point}"
    return text[:LONGEST_ALTERNATIVE]
