"""Turns a row into entries of the record: a claim, or a statement with what it refers to."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from bot.core.errors import InvalidRecord
from bot.core.exchange import LOCAL_MARK
from bot.core.folding import fold
from bot.core.identity import recognise_source
from bot.core.models import (
    Citation,
    Claim,
    Counter,
    CounterKind,
    DateBasis,
    EntryState,
    Source,
    SourceKind,
    Speaker,
    SpeakerKind,
    Stance,
    StanceOn,
    Statement,
    TextKind,
)
from bot.core.rows.cells import (
    Row,
    check_id,
    is_edtf,
    join_choices,
    read_choice,
    read_day,
    read_id,
)
from bot.core.rows.columns import CLAIM_COLUMNS, COLUMNS
from bot.core.words import Sentence

_MAKES_A_STATEMENT = ("speaker", "speaker_id", "text")
_OF_SIMPLE_CLAIMS = {"id", "claim"}
_OF_CLAIMS = {*CLAIM_COLUMNS, "claim_id", "state", "merged_into"}


class StatementParts(NamedTuple):
    """What one row says: a statement, and as much of what it refers to as stands in the row."""

    claim: Claim
    speaker: Speaker
    source: Source
    statement: Statement


def is_statement(row: Row) -> bool:
    """Whether a row is a statement rather than a claim."""
    return any(column in row.cells for column in _MAKES_A_STATEMENT)


def read_claim(row: Row) -> Claim:
    """The claim of a row that is a claim.

    Raises:
        InvalidRecord: something is missing, or belongs to a statement.
    """
    if not (row.cells.keys() <= _OF_CLAIMS and row.lists.keys() <= _OF_CLAIMS):
        column = min({*row.cells, *row.lists} - _OF_CLAIMS, key=COLUMNS.index)
        raise InvalidRecord(Sentence("problem.of-statement"), field=column)
    wording = _require(row, "claim")
    id_, phrasings = read_id(row, "id"), row.lists.get("phrasing", ())
    if row.cells.keys() <= _OF_SIMPLE_CLAIMS:
        return Claim(id_ or name_claim(wording), wording, phrasings)
    claim_id = read_id(row, "claim_id")
    if id_ and claim_id and id_ != claim_id:
        raise InvalidRecord(Sentence("problem.other-id"), field="claim_id")
    return Claim(
        id_ or claim_id or name_claim(wording),
        wording,
        phrasings,
        state=read_choice(row, "state", EntryState, EntryState.ACTIVE),
        merged_into=read_id(row, "merged_into"),
    )


def read_statement(row: Row) -> StatementParts:
    """What the row of a statement says.

    Raises:
        InvalidRecord: something is missing or cannot be read.
    """
    claim, speaker, source = _read_claim_meant(row), _read_speaker(row), _read_source(row)
    said_on, date_basis, inferred_from = _read_said_on(row, source.published)
    date = row.cells.get("date")
    text = _require(row, "text")
    citation = Citation(
        source.id, text, read_choice(row, "kind", TextKind, None), row.cells.get("via")
    )
    statement = Statement(
        read_id(row, "id") or name_statement(speaker.id, said_on, text),
        speaker.id,
        said_on,
        date_basis,
        (StanceOn(claim.id, read_choice(row, "stance", Stance, None)),),
        (citation,),
        tuple(dict.fromkeys(map(_read_counter, row.lists.get("counters", ())))),
        role=row.cells.get("role"),
        organisation=row.cells.get("organisation"),
        date_text=row.cells.get("date_text") or (None if not date or is_edtf(date) else date),
        date_inferred_from=inferred_from,
        place=row.cells.get("place"),
        occasion=row.cells.get("occasion"),
        state=read_choice(row, "state", EntryState, EntryState.ACTIVE),
        merged_into=read_id(row, "merged_into"),
    )
    return StatementParts(claim, speaker, source, statement)


def name_claim(wording: str) -> str:
    """The id, within its file, of a claim that has none."""
    return f"{LOCAL_MARK}{fold(wording)}"


def name_speaker(name: str) -> str:
    """The id, within its file, of a speaker that has none."""
    return f"{LOCAL_MARK}{fold(name)}"


def name_source(source: Source) -> str:
    """The id, within its file, of a source that has none."""
    return f"{LOCAL_MARK}{recognise_source(source.url, source.title, source.publisher)}"


def name_statement(speaker: str, said_on: str, text: str) -> str:
    """The id, within its file, of a statement that has none."""
    return f"{LOCAL_MARK}{speaker} | {said_on} | {fold(text)}"


def _read_claim_meant(row: Row) -> Claim:
    id_ = read_id(row, "claim_id")
    wording = row.cells.get("claim", "") if id_ else _require(row, "claim")
    return Claim(id_ or name_claim(wording), wording, row.lists.get("phrasing", ()))


def _read_speaker(row: Row) -> Speaker:
    id_ = read_id(row, "speaker_id")
    name = row.cells.get("speaker", "") if id_ else _require(row, "speaker")
    return Speaker(
        id_ or name_speaker(name),
        name,
        read_choice(row, "speaker_kind", SpeakerKind, SpeakerKind.PERSON),
        row.lists.get("speaker_variants", ()),
        state=read_choice(row, "speaker_state", EntryState, EntryState.ACTIVE),
    )


def _read_source(row: Row) -> Source:
    id_, url = read_id(row, "source_id"), row.cells.get("source_url")
    title = row.cells.get("source_title", "") if id_ or url else _require(row, "source_title")
    published = row.cells.get("source_published")
    basis = DateBasis.STATED if published else None
    if "source_published_basis" in row.cells:
        basis = read_choice(row, "source_published_basis", DateBasis, None)
    source = Source(
        id_ or "",
        title,
        read_choice(row, "source_kind", SourceKind, SourceKind.NEWS_REPORT),
        row.cells.get("source_publisher"),
        row.cells.get("source_author"),
        published and read_day(published, "source_published"),
        basis,
        row.cells.get("source_published_inferred_from"),
        url,
        row.cells.get("source_archive_url"),
        row.cells.get("source_language", "en"),
        row.cells.get("source_note"),
        state=read_choice(row, "source_state", EntryState, EntryState.ACTIVE),
    )
    return source if id_ else replace(source, id=name_source(source))


def _read_said_on(row: Row, published: str | None) -> tuple[str, DateBasis, str | None]:
    """When it was said, how that is known, and from what it was inferred."""
    text, inferred_from = row.cells.get("date"), row.cells.get("date_inferred_from")
    if text is None and published is None:
        raise InvalidRecord(Sentence("problem.missing.dates"), field="date")
    default = DateBasis.STATED if text else DateBasis.PUBLICATION
    basis = read_choice(row, "date_basis", DateBasis, default)
    try:
        return read_day(text or published or "", "date"), basis, inferred_from
    except InvalidRecord:
        if published is None:
            raise
    # "Wednesday" is a day once it is known when the source appeared.
    said_on = read_day(text or "", "date", published)
    if "date_basis" not in row.cells:
        basis = DateBasis.INFERRED
        inferred_from = inferred_from or f"“{text}”, in a source published {published}"
    return said_on, basis, inferred_from


def _read_counter(text: str) -> Counter:
    kind, _, id_ = text.partition(" ")
    if kind not in tuple(CounterKind) or not id_.strip():
        sentence = Sentence("problem.counter", choices=join_choices(CounterKind))
        raise InvalidRecord(sentence, field="counters")
    return Counter(CounterKind(kind), check_id(id_.strip(), "counters"))


def _require(row: Row, column: str) -> str:
    try:
        return row.cells[column]
    except KeyError:
        raise InvalidRecord(Sentence("problem.missing"), field=column) from None
