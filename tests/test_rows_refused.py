"""Rows that cannot be read: each problem is named with its row and cell, and nothing breaks."""

from __future__ import annotations

import contextlib
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.errors import InvalidInput
from bot.core.exchange import LOCAL_MARK
from bot.core.models import (
    Source,
    Speaker,
    Statement,
)
from bot.core.rules import LONGEST_LINE
from tests.tables import (
    HEADER,
    ROW,
    read,
    read_problem,
    with_columns,
    without,
)


def test_a_date_that_can_mean_two_is_refused_with_both() -> None:
    problem = read_problem(f"{HEADER}\n{ROW.replace('5 Oct 2024', '10/11/2024')}\n")
    assert problem.field == "date"
    assert "10 November 2024 or 11 October 2024" in str(problem.sentence)


@pytest.mark.parametrize("column", HEADER.split(","))
def test_a_statement_says_which_of_its_parts_is_missing(column: str) -> None:
    problem = read_problem(without(column))
    assert (str(problem.where), problem.field) == ("list.csv, row 2", column)
    assert "missing" in str(problem.sentence)


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ({"source_kind": "rumour"}, "expected agency report or"),
        ({"speaker_kind": "robot"}, "expected person or organisation"),
        ({"date_basis": "guessed"}, "expected stated or"),
        ({"counters": "hates S3"}, "such as denies S3"),
        ({"counters": "denies"}, "such as denies S3"),
        ({"source_published": "10/11/2024"}, "can mean"),
        ({"speaker_id": f"{LOCAL_MARK}ann"}, "cannot begin with"),
        ({"id": "a\0b"}, "control characters"),
        ({"id": "a" * (LONGEST_LINE + 1)}, "at most"),
    ],
)
def test_a_cell_that_cannot_be_read_is_named_with_what_was_expected(
    columns: dict[str, str], sentence: str
) -> None:
    problem = read_problem(with_columns(**columns))
    assert (str(problem.where), problem.field) == ("list.csv, row 2", *columns)
    assert sentence in str(problem.sentence)


def test_rows_that_contradict_each_other_leave_their_statement_out() -> None:
    content = f"id,{HEADER},role\ns1,{ROW},Minister\ns1,{ROW},Mayor\n"
    entries, (problem,) = read(content)
    assert not any(isinstance(entry, Statement | Speaker | Source) for entry in entries)
    assert (str(problem.where), problem.field) == ("list.csv, row 3", "role")


def test_a_claim_row_with_cells_of_a_statement_is_a_problem() -> None:
    assert read_problem("claim,stance\nA,supports\n").field == "stance"


def test_an_unknown_column_is_named_once() -> None:
    assert read_problem("claim,colour\nA,red\nB,\n").field == "colour"
    assert str(read_problem('{"claim":"A","colour":1}\n' * 2, "jsonl").where) == "list.jsonl, row 1"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"claim,phrasing\nA\n", "has 1 cells; the header has 2"),
        (b"claim,phrasing\nA,B,C\n", "has 3 cells; the header has 2"),
        (b'claim,phrasing\n"A"x,B\n', "do not pair up"),
        (b'claim,phrasing\nA,"B\n', "do not pair up"),
        (b"claim,phrasing\nCaf\xe9,B\n", "is not UTF-8"),
    ],
)
def test_a_malformed_row_is_a_problem_of_that_row(content: bytes, sentence: str) -> None:
    problem = read_problem(content)
    assert str(problem.where) == "list.csv, row 2"
    assert sentence in str(problem.sentence)


@pytest.mark.parametrize(
    ("line", "field", "sentence"),
    [
        (b"{", "", "is not valid JSON"),
        (b"[1]", "", "expected a JSON object"),
        (b"[" * 100_000, "", "is not valid JSON"),
        (b'{"claim": "\\ud800"}', "", "is not valid JSON"),
        (b'{"claim": "\xff"}', "", "is not UTF-8"),
        (b'{"claim": 5}', "claim", "expected text, got a number"),
        (b'{"id": true, "claim": "A"}', "id", "got true or false"),
        (b'{"claim": "A", "phrasing": ["a", 5]}', "phrasing", "a list of texts"),
        (b'{"claim": {"text": "A"}}', "claim", "got an object"),
        (b'{"phrasing": "A"}', "claim", "is missing"),
    ],
)
def test_a_bad_line_of_json_is_a_problem_of_that_line(
    line: bytes, field: str, sentence: str
) -> None:
    problem = read_problem(b'{"claim": "fine"}\n' + line, "jsonl")
    assert (str(problem.where), problem.field) == ("list.jsonl, row 2", field)
    assert sentence in str(problem.sentence)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "is empty"),
        (b"\xef\xbb\xbf", "is empty"),
        ("claim\nA\n".encode("utf-16"), "is not UTF-8"),
        (b"k1,North Koreans are in Kursk\n", "has no header"),
        (b"\nclaim\n", "has no header"),
        (b"speaker,text\n", "has no column “claim”"),
        (b"claim,phrasing,Claim\n", "has the column “claim” twice"),
        (b'claim\n"' + b"x" * 140_000, "more than 131,072 characters"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(InvalidInput, match=sentence):
        read(content)


def test_a_header_of_very_many_columns_takes_no_longer_than_to_read_it() -> None:
    header = ",".join(["claim", *map(str, range(40_000))])
    started = time.process_time()
    _, problems = read(f"{header}\nA{',' * 40_000}\n")
    assert time.process_time() - started < 3  # 20 s where each name is counted by itself
    assert len(problems) == 40_000


@settings(deadline=None)
@given(
    st.binary(max_size=60)
    | st.text("\",;|\n\r\t\\'=ab\0\ud800", max_size=40).map(
        lambda text: text.encode(errors="surrogatepass")
    )
)
def test_no_bytes_lead_to_anything_but_entries_and_problems(noise: bytes) -> None:
    _, problems = read(b"id,claim,speaker,text\n" + noise)
    assert all(problem.sentence for problem in problems)
    for content in (noise, b'{"claim": "' + noise + b'"}\n'):
        with contextlib.suppress(InvalidInput):
            read(content, "jsonl")
