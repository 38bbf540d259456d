"""A record file that is none, or has a bad entry, is refused in a sentence."""

from __future__ import annotations

import pytest

from bot.core.errors import InvalidInput
from tests.exchanging import decode


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "not valid JSON"),
        (b"\xff\xfe", "not valid JSON"),
        (b"[" * 100_000, "not valid JSON"),
        (b"[]", "not a record file"),
        (b'{"format": "onrecord-record", "version": 2}', "this program reads version 1"),
        (b'{"format": "onrecord-record", "version": 1, "people": []}', "people"),
        (b'{"format": "onrecord-record", "version": 1, "claims": {}}', "must be a list"),
    ],
)
def test_a_file_that_is_no_record_file_is_refused_in_a_sentence(
    content: bytes, sentence: str
) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        decode(content, "json")


@pytest.mark.parametrize(
    ("claim", "field", "sentence"),
    [
        (b'{"id": "a"}', "wording", "is missing"),
        (b'{"id": "a", "wording": 5}', "wording", "Expected str, got int"),
        (b'{"id": "a", "wording": "A", "colour": "red"}', "colour", "no such field"),
        (b'{"id": "a", "wording": "A", "external_id": "b"}', "external_id", "no such field"),
        (b'{"id": "a", "wording": "A", "state": "gone"}', "state", "Invalid enum value"),
    ],
)
def test_a_bad_entry_of_a_record_file_is_named_with_its_field(
    claim: bytes, field: str, sentence: str
) -> None:
    head = b'{"format": "onrecord-record", "version": 1, "claims": [{"id": "b", "wording": "B"}, '
    items, (problem,) = decode(head + claim + b"]}", "json")
    assert [item.entry.id for item in items] == ["b"]
    assert str(problem.where) == "file.json, claims, entry 2 “a”"
    assert problem.field == field
    assert sentence in str(problem.sentence)
