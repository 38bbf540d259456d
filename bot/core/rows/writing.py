"""Writes a record as rows: its claims, then its statements, each row readable on its own."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias, TypeVar

import msgspec

from bot.core.models import Citation, Claim, EntryState, Record, Source, Speaker, Statement
from bot.core.rows.columns import COLUMNS, LIST_COLUMNS, clean_list, guard, join_list

Cells: TypeAlias = Mapping[str, str | tuple[str, ...] | None]

Named = TypeVar("Named", Speaker, Source)


def list_rows(record: Record, *, claims_only: bool) -> Iterator[Cells]:
    """The rows of a record; `claims_only` leaves only active claims and what names them."""
    for claim in record.claims:
        if not claims_only:
            yield {**_describe_claim(claim), **_describe_state(claim)}
        elif claim.state is EntryState.ACTIVE:
            yield _describe_claim(claim)
    if not claims_only:
        rows = _Rows(record)
        for statement in record.statements:
            yield from rows.describe(statement)


def write_csv(rows: Iterable[Cells], columns: Sequence[str]) -> bytes:
    """Rows as CSV with a header."""
    text = io.StringIO(newline="")
    table = csv.writer(text, lineterminator="\r\n")
    table.writerow(columns)
    table.writerows([_as_cell(row.get(column), column) for column in columns] for row in rows)
    return text.getvalue().encode()


def write_jsonl(rows: Iterable[Cells]) -> bytes:
    """Rows as JSON objects, one a line, without what is absent."""
    lines = bytearray()
    for row in rows:
        content = {
            column: text
            for column in COLUMNS
            if (value := row.get(column)) and (text := _clean(value))
        }
        lines += msgspec.json.encode(content) + b"\n"
    return bytes(lines)


def _as_cell(value: str | tuple[str, ...] | None, column: str) -> str:
    if not value:
        return ""
    cleaned = _clean(value)
    text = cleaned if isinstance(cleaned, str) else join_list(cleaned, LIST_COLUMNS[column])
    return guard(text)


def _clean(value: str | tuple[str, ...]) -> str | tuple[str, ...]:
    return value.strip() if isinstance(value, str) else clean_list(value)


class _Rows:
    """The rows of statements, with what they refer to looked up in their record."""

    def __init__(self, record: Record) -> None:
        self._claims = {claim.id: claim for claim in record.claims}
        self._speakers = {speaker.id: speaker for speaker in record.speakers}
        self._sources = {source.id: source for source in record.sources}

    def describe(self, statement: Statement) -> Iterator[Cells]:
        """One row for each claim or citation, whichever are more."""
        whole = {
            **self._describe_speaker(statement.speaker),
            **_describe_statement(statement),
            **_describe_state(statement),
        }
        cited = list(dict.fromkeys(map(self._describe_citation, statement.citations)))
        for at in range(max(len(statement.stances), len(cited))):
            on = statement.stances[min(at, len(statement.stances) - 1)]
            claim = self._claims.get(on.claim)
            yield {
                **whole,
                **dict(cited[min(at, len(cited) - 1)]),
                "claim_id": on.claim,
                "claim": claim.wording if claim else None,
                "stance": on.stance.value,
            }

    def _describe_speaker(self, id_: str) -> Cells:
        speaker = _follow(self._speakers, id_)
        if isinstance(speaker, str):
            return {"speaker_id": speaker}
        return {
            "speaker_id": speaker.id,
            "speaker": speaker.name,
            "speaker_kind": speaker.kind.value,
            "speaker_variants": speaker.variants,
            "speaker_state": _name_state(speaker),
        }

    def _describe_citation(self, citation: Citation) -> tuple[tuple[str, str | None], ...]:
        source = _follow(self._sources, citation.source)
        cells = {
            "source_id": source if isinstance(source, str) else source.id,
            "text": citation.wording,
            "kind": citation.kind.value,
            "via": citation.via,
        }
        return (*cells.items(), *(() if isinstance(source, str) else _describe_source(source)))


def _follow(entries: Mapping[str, Named], id_: str) -> Named | str:
    """The entry that lives on under an id, or the id of one outside this record."""
    for _ in entries:
        entry = entries.get(id_)
        if entry is None or entry.merged_into is None:
            break
        id_ = entry.merged_into
    return entries.get(id_, id_)


def _describe_claim(claim: Claim) -> Cells:
    return {"id": claim.id, "claim": claim.wording, "phrasing": claim.phrasings}


def _describe_state(entry: Claim | Statement) -> Cells:
    return {"state": _name_state(entry), "merged_into": entry.merged_into}


def _name_state(entry: Claim | Statement | Speaker | Source) -> str | None:
    return None if entry.state is EntryState.ACTIVE else entry.state.value


def _describe_statement(statement: Statement) -> Cells:
    return {
        "id": statement.id,
        "role": statement.role,
        "organisation": statement.organisation,
        "date": statement.said_on,
        "date_text": statement.date_text,
        "date_basis": statement.date_basis.value,
        "date_inferred_from": statement.date_inferred_from,
        "place": statement.place,
        "occasion": statement.occasion,
        "counters": tuple(f"{c.kind.value} {c.statement}" for c in statement.counters),
    }


def _describe_source(source: Source) -> tuple[tuple[str, str | None], ...]:
    cells = {
        "source_title": source.title,
        "source_publisher": source.publisher,
        "source_author": source.author,
        "source_published": source.published,
        "source_published_basis": source.published_basis and source.published_basis.value,
        "source_published_inferred_from": source.published_inferred_from,
        "source_kind": source.kind.value,
        "source_url": source.url,
        "source_archive_url": source.archive_url,
        "source_language": source.language,
        "source_note": source.note,
        "source_state": _name_state(source),
    }
    return tuple(cells.items())
