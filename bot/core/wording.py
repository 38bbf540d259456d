"""Puts the parts of a record into words: dates, speakers, texts, sources, counters."""

from __future__ import annotations

from bot.core.dates import date_in_words, parse_edtf
from bot.core.matching import Difference
from bot.core.models import (
    Citation,
    Counter,
    DateBasis,
    Dossier,
    Source,
    Speaker,
    Statement,
    TextKind,
)
from bot.core.replies import Detail
from bot.core.words import Words

OPPOSING = frozenset({"denies", "questions", "corrects", "retracts"})
"""The kinds of counters that speak against a statement; "confirms" does not."""


def word_date(edtf: str, language: str = "en") -> str:
    """A date as people read it, at its true precision, in a language (ISO 639-1)."""
    return date_in_words(parse_edtf(edtf), language)


def word_speaker(speaker: Speaker, statement: Statement) -> str:
    """The speaker with the role and organisation held at the time of the statement."""
    held = [part for part in (statement.role, statement.organisation) if part]
    held = [part for part in held if part != speaker.name]
    return ", ".join((speaker.name, *held))


def word_difference(difference: Difference, words: Words) -> str:
    """Where a question and a claim on record part in meaning."""
    if not difference.asked:
        return words.say("choice.only-on-record", on_record=difference.on_record)
    if not difference.on_record:
        return words.say("choice.only-asked", asked=difference.asked)
    return words.say("choice.difference", asked=difference.asked, on_record=difference.on_record)


def word_text(citation: Citation, words: Words) -> str:
    """The words of a citation, a quote in quotation marks and a paraphrase marked as one."""
    key = "quote" if citation.kind is TextKind.QUOTE else "paraphrase"
    return words.say(key, text=citation.wording)


def word_source(source: Source, words: Words, via: str | None = None) -> str:
    """A source named by title, outlet, author, date and kind, and through whom it has the words."""
    outlet = ", ".join(part for part in (source.publisher, source.author) if part)
    parts = [words.say("quote", text=source.title), outlet, word_publication(source, words)]
    parts.append(words.say(f"source-kind.{source.kind.value}"))
    if via:
        parts.append(words.say("via", via=via))
    return ", ".join(part for part in parts if part)


def word_publication(source: Source, words: Words) -> str:
    """When a source was published, and whether that was inferred."""
    if source.published is None:
        return words.say("undated")
    date = word_date(source.published, words.language)
    if source.published_basis is DateBasis.INFERRED:
        return words.say("published.inferred", date=date)
    return date


def word_date_basis(statement: Statement, words: Words) -> list[Detail]:
    """How the date of a statement is known, where there is more to say than that it is stated."""
    lines = []
    if statement.date_text:
        lines.append(words.say("date.source", text=statement.date_text))
    if statement.date_basis is DateBasis.INFERRED:
        lines.append(words.say("date.inferred", basis=statement.date_inferred_from))
    elif statement.date_basis is DateBasis.PUBLICATION:
        lines.append(words.say("date.publication"))
    return [Detail(line) for line in lines]


def word_citations(statement: Statement, dossier: Dossier, words: Words) -> list[Detail]:
    """Every source of a statement; wordings that differ from the one shown are added."""
    lines = []
    for citation in statement.citations:
        source = dossier.sources[citation.source]
        named = word_source(source, words, citation.via)
        lines.append(Detail(words.say("source", source=named), source.url))
        if source.id in dossier.dead:
            lines.append(word_dead(dossier.dead[source.id], words))
        if source.archive_url:
            lines.append(Detail(words.say("archived"), source.archive_url))
        if citation.wording != statement.text:
            other = words.say("source.wording", text=word_text(citation, words))
            lines.append(Detail(other))
    return lines


def word_dead(day: str, words: Words) -> Detail:
    """That an address leads nowhere, as someone saw on a day."""
    return Detail(words.say("address-dead", date=word_date(day, words.language)))


def word_answers(statement: Statement, dossier: Dossier, words: Words) -> tuple[str, ...]:
    """What answers a statement, whether nothing speaks against it, and what it answers."""
    against = dossier.answered_by.get(statement.id, ())
    lines = [_word_answer(counter, dossier, words) for counter in against]
    if not any(counter.kind.value in OPPOSING for counter in against):
        is_later = statement.id in dossier.answered_later
        lines.append(words.say("no-counter.by-then" if is_later else "no-counter"))
    lines += [_word_answered(counter, dossier, words) for counter in statement.counters]
    return tuple(lines)


def _word_answer(counter: Counter, dossier: Dossier, words: Words) -> str:
    answer = find_statement(dossier, counter.statement)
    return words.say(
        f"counter.{counter.kind.value}",
        **_name(answer, dossier, words),
        text=word_text(answer.citations[0], words),
    )


def _word_answered(counter: Counter, dossier: Dossier, words: Words) -> str:
    answered = find_statement(dossier, counter.statement)
    return words.say(f"answers.{counter.kind.value}", **_name(answered, dossier, words))


def _name(statement: Statement, dossier: Dossier, words: Words) -> dict[str, str]:
    return {
        "who": word_speaker(dossier.speakers[statement.speaker], statement),
        "date": word_date(statement.said_on, words.language),
        "id": statement.id,
    }


def find_statement(dossier: Dossier, id_: str) -> Statement:
    """The statement with this id, among the dossier's own or the others it refers to."""
    for statement in dossier.statements:
        if statement.id == id_:
            return statement
    return dossier.others[id_]
