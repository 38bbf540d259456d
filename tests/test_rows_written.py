"""Rows as they are written: what a spreadsheet takes, and reads back the same."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, settings

from bot.core.curation.references import collect
from bot.core.models import (
    Claim,
    EntryState,
    Record,
    Speaker,
    SpeakerKind,
)
from bot.core.rows import RowFormat, encode_rows
from tests.generated import records
from tests.tables import (
    HEADER,
    ROW,
    read,
)


@pytest.mark.parametrize("kind", ["csv", "jsonl"])
@settings(max_examples=25, deadline=None)
@given(record=records())
def test_every_record_reads_back_as_it_was_written(kind: RowFormat, record: Record) -> None:
    content = encode_rows(record, kind)
    if kind == "csv":
        rows = csv.reader(io.StringIO(content.decode(), newline=""))
        assert not any(cell[0] in "=+-@\t\r" for row in rows for cell in row if cell)
    entries, problems = read(content, kind)
    assert problems == []
    again = collect(entries)
    assert sorted(again.speakers, key=repr) == sorted(record.speakers, key=repr)
    assert sorted(again.sources, key=repr) == sorted(record.sources, key=repr)
    assert (again.claims, again.statements) == (record.claims, record.statements)


def test_a_merged_speaker_is_written_as_the_one_it_was_merged_into() -> None:
    entries, _ = read(f"{HEADER}\n{ROW}\n")
    record = collect(entries)
    merged = replace(record.speakers[0], state=EntryState.MERGED, merged_into="p2")
    speakers = (merged, Speaker("p2", "Ann Example", SpeakerKind.PERSON, ("Ann",)))
    content = encode_rows(replace(record, speakers=speakers), "jsonl")
    row = msgspec.json.decode(content.splitlines()[1])
    assert (row["speaker_id"], row["speaker"]) == ("p2", "Ann Example")


def test_a_list_of_claims_has_the_active_ones_only() -> None:
    gone = Claim("k2", "B", state=EntryState.RETIRED)
    record = Record(claims=(Claim("k1", "=A", ("a", "b|c")), gone))
    content = encode_rows(record, "csv", claims_only=True)
    assert content == b"id,claim,phrasing\r\nk1,'=A,a | b\\|c\r\n"
