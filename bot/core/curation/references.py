"""References: what an entry refers to, and the same entry with its references renamed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TypeAlias

from bot.core.exchange import LOCAL_MARK
from bot.core.models import (
    Claim,
    Entry,
    EntryKind,
    Record,
    Source,
    Speaker,
    Statement,
)

Rename: TypeAlias = Callable[[EntryKind, str], str]
"""Gives a reference (kind and id) its other name."""


def is_new(id_: str) -> bool:
    """Whether an id is one that only a command knows."""
    return id_.startswith(LOCAL_MARK)


def list_entries(record: Record) -> tuple[Entry, ...]:
    """The entries of a record, each after those it refers to (answers between statements aside)."""
    return (*record.speakers, *record.sources, *record.claims, *record.statements)


def collect(entries: list[Entry]) -> Record:
    """The record of some entries."""
    return Record(
        speakers=tuple(e for e in entries if isinstance(e, Speaker)),
        sources=tuple(e for e in entries if isinstance(e, Source)),
        claims=tuple(e for e in entries if isinstance(e, Claim)),
        statements=tuple(e for e in entries if isinstance(e, Statement)),
    )


def list_references(entry: Entry) -> Iterator[tuple[EntryKind, str]]:
    """Every entry that an entry refers to, as (kind, id)."""
    if isinstance(entry, Statement):
        yield EntryKind.SPEAKER, entry.speaker
        yield from ((EntryKind.SOURCE, citation.source) for citation in entry.citations)
        yield from ((EntryKind.CLAIM, on.claim) for on in entry.stances)
        yield from ((EntryKind.STATEMENT, counter.statement) for counter in entry.counters)


def rename_references(entry: Entry, rename: Rename) -> Entry:
    """The entry with every reference renamed."""
    if not isinstance(entry, Statement):
        return entry
    return replace(
        entry,
        speaker=rename(EntryKind.SPEAKER, entry.speaker),
        citations=tuple(
            replace(c, source=rename(EntryKind.SOURCE, c.source)) for c in entry.citations
        ),
        stances=tuple(replace(on, claim=rename(EntryKind.CLAIM, on.claim)) for on in entry.stances),
        counters=tuple(
            replace(c, statement=rename(EntryKind.STATEMENT, c.statement)) for c in entry.counters
        ),
    )


def use_instead(record: Record, id_: str, known: str) -> Record:
    """The record without its entry `id_`, `known` in its place wherever others refer to it."""

    def rename(kind: EntryKind, reference: str) -> str:
        return known if reference == id_ else reference

    kept = [entry for entry in list_entries(record) if entry.id != id_]
    return collect([rename_references(entry, rename) for entry in kept])
