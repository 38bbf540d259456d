"""Curators at work: requests of everyone there is, on real database files."""

from __future__ import annotations

import contextlib
import itertools
import sqlite3
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from pathlib import Path

from bot.core.curation.commands import Add, AnyCommand
from bot.core.curation.outcomes import Asks, Outcome, Stored
from bot.core.curation.permissions import Actor, Role
from bot.core.curation.references import collect
from bot.core.curation.requests import Request
from bot.core.curation.submitting import submit
from bot.core.keeping import Keeping
from bot.core.lookup import look_up
from bot.core.models import (
    SHARED,
    Citation,
    Claim,
    DateBasis,
    Entry,
    EntryKind,
    Source,
    SourceKind,
    Speaker,
    SpeakerKind,
    Stance,
    StanceOn,
    Statement,
    TextKind,
    View,
)
from db.archive import SqliteArchive
from db.connection import Store
from db.entries import load_entries
from db.indexing import list_indexed, list_texts
from db.search_index import check_index, rebuild_index
from db.snapshots import content_hash
from tests.record import open_copy

HERE, ELSEWHERE = 1001, 2002
"""Two communities that must not know of each other."""

OPERATOR = Actor("operator", Role.OPERATOR)
OWNER = Actor("10", Role.OWNER)
CURATOR = Actor("20", Role.CURATOR)
SECOND = Actor("21", Role.CURATOR)
REVIEWER = Actor("30", Role.REVIEWER)
MEMBER = Actor("40", Role.MEMBER)
NOBODY = Actor("50", Role.NONE)

_KEYS: Iterator[int] = itertools.count(1)

AT = "2026-11-22T12:00:00+00:00"


def ask(
    actor: Actor = CURATOR, community_id: int = HERE, *, key: str = "", reason: str | None = None
) -> Request:
    """A request, new unless it has a key."""
    return Request(actor, community_id, AT, key or f"request {next(_KEYS)}", reason)


def as_operator(reason: str | None = None) -> Request:
    """A request of the operator's, in the library."""
    return ask(OPERATOR, SHARED, reason=reason)


async def keep(keeping: Keeping, command: AnyCommand, request: Request | None = None) -> Stored:
    """Have a command carried out, whatever is asked on the way."""
    request = request or ask()
    outcome: Outcome = await submit(keeping, request, command)
    if isinstance(outcome, Asks):
        codes = {question.code for question in outcome.questions}
        outcome = await submit(
            keeping, replace(request, key=f"{request.key} again"), command, codes
        )
    assert isinstance(outcome, Stored), outcome
    return outcome


def adding(*entries: Entry, to_library: bool = False) -> Add:
    """The command that adds entries."""
    return Add(collect(list(entries)), to_library)


def bridge() -> Add:
    """A claim with its first statement, speaker and source, all new."""
    return adding(
        Claim("~claim", "The Elm Street bridge is safe"),
        Speaker("~ann", "Ann Example", SpeakerKind.PERSON, ("A. Example",)),
        Source(
            "~gazette",
            "The bridge opens",
            SourceKind.NEWS_REPORT,
            published="2024-11",
            published_basis=DateBasis.STATED,
            url="https://www.gazette.example/bridge/?utm_source=x",
        ),
        said("~first", "The bridge on Elm Street is perfectly safe for everyone."),
    )


def said(
    id_: str,
    wording: str,
    *,
    speaker: str = "~ann",
    source: str = "~gazette",
    claim: str = "~claim",
    stance: Stance = Stance.SUPPORTS,
    said_on: str = "2024-10",
) -> Statement:
    """A statement with one citation and one stance."""
    return Statement(
        id=id_,
        speaker=speaker,
        said_on=said_on,
        date_basis=DateBasis.STATED,
        stances=(StanceOn(claim, stance),),
        citations=(Citation(source, wording, TextKind.QUOTE),),
    )


@contextlib.asynccontextmanager
async def open_checked(path: Path) -> AsyncIterator[Store]:
    """A new record with the shipped library; in the end its index and hashes must be right."""
    async with open_copy(path) as store:
        yield store
        assert await list_index_problems(store) == []
        assert await store.read(list_hash_problems) == []


async def find(store: Store, text: str, community_id: int = HERE) -> list[str]:
    """The ids of the claims that a member's question finds, best first."""
    view = View(community_id)
    outcome = await look_up(SqliteArchive(store), text, view, with_nearest=True)
    return [hit.dossier.claim.id for hit in outcome.hits]


async def list_index_problems(store: Store) -> list[str]:
    """How the search index differs from one that is made anew from the record."""

    def look(connection: sqlite3.Connection) -> list[str]:
        found = check_index(connection)
        before = _read_index(connection)
        rebuild_index(connection, list_texts(connection, list_indexed(connection)))
        after = _read_index(connection)
        found += [f"the index differs: {row}" for row in sorted(before ^ after)]
        raise _Looked(found)  # so that nothing of it stays

    try:
        return await store.write(look)
    except _Looked as looked:
        return looked.problems


class _Looked(Exception):
    def __init__(self, problems: list[str]) -> None:
        self.problems = problems


def _read_index(connection: sqlite3.Connection) -> set[str]:
    queries = (
        """SELECT 'claim', community_id, claim_key, wordings, terms
           FROM indexed_claim JOIN indexed_community USING (community_key)""",
        "SELECT 'statement', claim_key, statement_key, terms FROM indexed_statement",
        """SELECT 'term', community_id, term, t.claims, t.statements
           FROM indexed_term t JOIN indexed_community USING (community_key)
           WHERE t.claims + t.statements > 0""",
        """SELECT 'community', community_id, claims, claim_terms, statements
           FROM indexed_community WHERE claims > 0""",
    )
    return {repr(row) for query in queries for row in connection.execute(query)}


def list_hash_problems(connection: sqlite3.Connection) -> list[str]:
    """The entries whose content is not that which was hashed when they were written."""
    problems = []
    for key, kind, community_id, stored in connection.execute(
        "SELECT entry_key, kind, community_id, content_hash FROM entry"
    ).fetchall():
        entry = load_entries(connection, EntryKind(kind), [key], community_id)[key]
        if content_hash(entry) != stored:
            problems.append(f"{entry.id} of {community_id}")
    return problems
