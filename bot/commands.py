"""The terminal's commands that read the record; each returns the exit code."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from bot.console import Console
from bot.core.archive import Archive
from bot.core.dates import PartialDate, read_date
from bot.core.describe import (
    describe,
    describe_claims,
    describe_dossier,
    describe_one_statement,
    describe_sources,
    describe_speaker,
)
from bot.core.errors import InvalidInput, NotOnRecord
from bot.core.lookup import Outcome, Unknown, Unsure, look_up
from bot.core.models import Claim, Source, Speaker, Statement, View
from bot.core.selection import Selection
from bot.core.wording import find_statement
from bot.core.words import IN_ENGLISH
from bot.json_answers import (
    answer_as_json,
    dossier_as_json,
    source_as_json,
    speaker_as_json,
    statement_as_json,
)

ANSWERED = 0
NOTHING_ON_RECORD = 1

_VIEW = View()


async def ask(options: argparse.Namespace, archive: Archive, console: Console) -> int:
    """Answer one question, or with --json every line of standard input."""
    selection = _read_selection(options, console)
    question = " ".join(options.question)
    if options.json:
        questions = iter([question]) if options.question else _read_questions(console)
        return await _answer_in_json(questions, selection, options, archive, console)
    if not question.strip():
        raise InvalidInput('What is the question? For example: onrecord ask "troops in kursk"')
    outcome = await look_up(
        archive,
        question,
        _VIEW,
        selection=selection,
        limit=options.limit,
        with_nearest=options.explain,
    )
    console.tell(describe(outcome, IN_ENGLISH, selection))
    if options.explain:
        console.stdout.writelines(_explain(outcome))
    if isinstance(outcome, Unsure) and console.is_interactive:
        await _offer_choice(outcome, archive, console)
    return NOTHING_ON_RECORD if isinstance(outcome, Unknown) else ANSWERED


def _read_selection(options: argparse.Namespace, console: Console) -> Selection:
    def read(text: str | None) -> PartialDate | None:
        return None if text is None else read_date(text, published=console.now.date())

    return Selection(
        speaker=options.speaker,
        since=read(options.since),
        until=read(options.until),
        as_of=read(options.as_of),
    )


def _read_questions(console: Console) -> Iterator[str]:
    for line in console.stdin:
        yield line.rstrip("\r\n")


async def _answer_in_json(
    questions: Iterator[str],
    selection: Selection,
    options: argparse.Namespace,
    archive: Archive,
    console: Console,
) -> int:
    code = NOTHING_ON_RECORD
    for question in questions:
        outcome = await look_up(
            archive,
            question,
            _VIEW,
            selection=selection,
            limit=options.limit,
            with_nearest=True,
        )
        console.write_json(answer_as_json(question, outcome, explain=options.explain))
        if not isinstance(outcome, Unknown):
            code = ANSWERED
    return code


def _explain(outcome: Outcome) -> Iterator[str]:
    """Why each claim matched: its score, how words were read, features with weights."""
    for hit in outcome.hits:
        match = hit.match
        yield f"\n{hit.dossier.claim.id}  score {match.score:.3f}  matched “{match.matched}”\n"
        yield from (f"    {term} ← {typed}\n" for typed, term in match.corrections)
        yield from (
            f"    asked “{d.asked}”, on record “{d.on_record}”\n" for d in match.differences
        )
        yield from (
            f"    {feature.name:<28} {feature.value:8.3f} × {feature.weight:7.3f}\n"
            for feature in match.features
        )


async def _offer_choice(outcome: Unsure, archive: Archive, console: Console) -> None:
    """Let a person at the terminal pick a claim by its number."""
    while True:
        console.stdout.write(f"Number (1–{len(outcome.choices)}, Enter for none): ")
        console.stdout.flush()
        typed = console.stdin.readline().strip()
        if not typed:
            return
        if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(outcome.choices):
            dossier = outcome.choices[int(typed) - 1].dossier
            console.tell(describe_dossier(dossier, IN_ENGLISH))
            return


async def show(options: argparse.Namespace, archive: Archive, console: Console) -> int:
    """Show the entry with an id."""
    entry = await archive.load_entry(_VIEW, options.id)
    match entry:
        case Claim():
            await _show_claim(entry, options, archive, console)
        case Statement():
            await _show_statement(entry, options, archive, console)
        case Speaker():
            await _show_speaker(entry, options, archive, console)
        case Source():
            await _show_source(entry, options, archive, console)
    return ANSWERED


async def _show_claim(
    claim: Claim, options: argparse.Namespace, archive: Archive, console: Console
) -> None:
    dossier = await archive.load_dossier(_VIEW, claim.id)
    if not options.json:
        console.tell(describe_dossier(dossier, IN_ENGLISH))
        return
    console.write_json(
        {
            "id": claim.id,
            "external_id": claim.external_id,
            "claim": claim.wording,
            "phrasings": list(claim.phrasings),
            "state": claim.state.value,
            "statements": dossier_as_json(dossier),
        }
    )


async def _show_statement(
    statement: Statement, options: argparse.Namespace, archive: Archive, console: Console
) -> None:
    dossier, claims = await archive.load_statement(_VIEW, statement.id)
    shown = find_statement(dossier, statement.id)
    if not options.json:
        console.tell(describe_one_statement(shown, dossier, claims, IN_ENGLISH))
        return
    content = statement_as_json(
        shown,
        dossier.speakers[shown.speaker],
        dict(dossier.sources),
        stance=None,
        countered_by=dossier.answered_by.get(shown.id, ()),
    )
    wordings = {claim.id: claim.wording for claim in claims}
    content["stances"] = [
        {"id": on.claim, "claim": wordings[on.claim], "stance": on.stance.value}
        for on in shown.stances
    ]
    del content["stance"]
    console.write_json(content)


async def _show_speaker(
    speaker: Speaker, options: argparse.Namespace, archive: Archive, console: Console
) -> None:
    said = await archive.load_statements_of(_VIEW, speaker.id)
    if options.json:
        console.write_json(speaker_as_json(speaker, said))
    else:
        console.tell(describe_speaker(speaker, said, IN_ENGLISH))


async def _show_source(
    source: Source, options: argparse.Namespace, archive: Archive, console: Console
) -> None:
    counts = {listed.id: count for listed, count in await archive.list_sources(_VIEW)}
    if options.json:
        console.write_json(
            {**source_as_json(source), "note": source.note, "statements": counts.get(source.id, 0)}
        )
    else:
        dead = await archive.list_dead(_VIEW)
        console.tell(describe_sources([(source, counts.get(source.id, 0))], IN_ENGLISH, dead))


async def show_speaker(options: argparse.Namespace, archive: Archive, console: Console) -> int:
    """Show what a speaker said over time."""
    name = " ".join(options.name)
    speakers = await archive.find_speakers(_VIEW, name)
    if not speakers:
        raise NotOnRecord(f"No speaker “{name[:100]}” is on record.")
    for speaker in speakers:
        await _show_speaker(speaker, options, archive, console)
    return ANSWERED


async def list_claims(options: argparse.Namespace, archive: Archive, console: Console) -> int:
    """List the claims."""
    claims = await archive.list_claims(_VIEW)
    if not options.json:
        console.tell(describe_claims(claims, IN_ENGLISH))
        return ANSWERED
    for claim, count in claims:
        console.write_json(
            {
                "id": claim.id,
                "external_id": claim.external_id,
                "claim": claim.wording,
                "phrasings": list(claim.phrasings),
                "statements": count,
            }
        )
    return ANSWERED


async def list_sources(options: argparse.Namespace, archive: Archive, console: Console) -> int:
    """List the sources."""
    sources = await archive.list_sources(_VIEW)
    if not options.json:
        console.tell(describe_sources(sources, IN_ENGLISH, await archive.list_dead(_VIEW)))
        return ANSWERED
    for source, count in sources:
        console.write_json({**source_as_json(source), "note": source.note, "statements": count})
    return ANSWERED
