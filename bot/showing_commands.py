"""The terminal's commands that show entries and list them; each returns the exit code."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from bot.console import Console
from bot.core.archive import Archive
from bot.core.describe import (
    describe_claims,
    describe_dossier,
    describe_one_statement,
    describe_sources,
    describe_speaker,
)
from bot.core.errors import InvalidInput, NotOnRecord
from bot.core.models import Claim, Entry, EntryState, Source, Speaker, Statement, View
from bot.core.replies import Reply
from bot.core.sources import count_citing, describe_source
from bot.core.wording import find_statement
from bot.core.words import IN_ENGLISH, Sentence
from bot.json_answers import (
    claim_as_json,
    dossier_as_json,
    listed_source_as_json,
    one_statement_as_json,
    speaker_as_json,
)

DONE = 0

VIEW = View()
"""The terminal reads the shared library."""


async def show(options: argparse.Namespace, archive: Archive, console: Console) -> int:
    """Show the entry with an id."""
    await _tell(await archive.load_entry(VIEW, options.id), options, archive, console)
    return DONE


async def show_speaker(options: argparse.Namespace, archive: Archive, console: Console) -> int:
    """Show what a speaker said over time."""
    name = " ".join(options.name)
    if not name.strip():
        raise InvalidInput(Sentence("refused.missing", field=Sentence("named.speaker")))
    speakers = await archive.find_speakers(VIEW, name)
    if not speakers:
        raise NotOnRecord(Sentence("no-speaker", name=name[:100]))
    for speaker in speakers:
        await _tell(speaker, options, archive, console)
    return DONE


async def _tell(
    entry: Entry, options: argparse.Namespace, archive: Archive, console: Console
) -> None:
    if options.json:
        console.write_json(await load_content(entry, archive))
    else:
        console.tell(await describe_entry(entry, archive))


async def describe_entry(entry: Entry, archive: Archive) -> Reply:
    """An entry with what stands around it, and that it is retired if it is."""
    match entry:
        case Claim():
            return describe_dossier(await archive.load_dossier(VIEW, entry.id), IN_ENGLISH)
        case Statement() if entry.state is EntryState.RETIRED:
            notes = (f"What it said: onrecord history {entry.id}",)
            reply = Reply(IN_ENGLISH.say("statement.title"), entry.id, notes=notes)
        case Statement():
            dossier, claims = await archive.load_statement(VIEW, entry.id)
            shown = find_statement(dossier, entry.id)
            reply = describe_one_statement(shown, dossier, claims, IN_ENGLISH)
        case Speaker():
            said = await archive.load_statements_of(VIEW, entry.id)
            reply = describe_speaker(entry, said, IN_ENGLISH)
        case Source():
            reply = await describe_source(archive, VIEW, entry, IN_ENGLISH)
    retired = (IN_ENGLISH.say("retired"),) if entry.state is EntryState.RETIRED else ()
    return replace(reply, lead=(*retired, *reply.lead))


async def load_content(entry: Entry, archive: Archive) -> dict[str, Any]:
    """An entry with what stands around it, as `--json` shows it."""
    return {**await _load_content(entry, archive), "state": entry.state.value}


async def _load_content(entry: Entry, archive: Archive) -> dict[str, Any]:
    match entry:
        case Claim():
            statements = dossier_as_json(await archive.load_dossier(VIEW, entry.id))
            return {**claim_as_json(entry), "statements": statements}
        case Statement() if entry.state is EntryState.RETIRED:
            return {"id": entry.id, "external_id": entry.external_id}
        case Statement():
            dossier, claims = await archive.load_statement(VIEW, entry.id)
            return one_statement_as_json(find_statement(dossier, entry.id), dossier, claims)
        case Speaker():
            return speaker_as_json(entry, await archive.load_statements_of(VIEW, entry.id))
        case Source():
            return listed_source_as_json(entry, await count_citing(archive, VIEW, entry))


async def list_claims(options: argparse.Namespace, archive: Archive, console: Console) -> int:
    """List the claims."""
    claims = await archive.list_claims(VIEW)
    if not options.json:
        console.tell(describe_claims(claims, IN_ENGLISH))
    for claim, count in claims if options.json else ():
        console.write_json({**claim_as_json(claim), "statements": count})
    return DONE


async def list_sources(options: argparse.Namespace, archive: Archive, console: Console) -> int:
    """List the sources."""
    sources = await archive.list_sources(VIEW)
    if not options.json:
        console.tell(describe_sources(sources, IN_ENGLISH, await archive.list_dead(VIEW)))
    for source, count in sources if options.json else ():
        console.write_json(listed_source_as_json(source, count))
    return DONE
