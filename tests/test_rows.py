"""Claims and statements as rows: what is read from CSV and JSON Lines, and what is refused."""

from __future__ import annotations

import contextlib
import csv
import io
import time
from dataclasses import replace

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.errors import InvalidInput
from bot.core.exchange import LOCAL_MARK, Item, Problem, RowOf
from bot.core.models import (
    Citation,
    Claim,
    Counter,
    CounterKind,
    DateBasis,
    Entry,
    EntryState,
    Record,
    Source,
    SourceKind,
    Speaker,
    SpeakerKind,
    Stance,
    StanceOn,
    Statement,
    TextKind,
)
from bot.core.rows import RowFormat, decode_rows, encode_rows
from bot.core.rules import LONGEST_LINE
from tests.generated import records

HEADER = "claim,speaker,date,stance,text,kind,source_title"
ROW = "The bridge is safe,Ann,5 Oct 2024,supports,It is safe,quote,Gazette"


def read(
    content: str | bytes, kind: RowFormat = "csv", *, claims_only: bool = False
) -> tuple[list[Entry], list[Problem]]:
    raw = content.encode() if isinstance(content, str) else content
    items, problems = decode_rows([raw], f"list.{kind}", kind=kind, claims_only=claims_only)
    return [item.entry for item in items], problems


def read_claims(content: str | bytes, kind: RowFormat = "csv") -> list[Claim]:
    entries, problems = read(content, kind)
    assert problems == []
    return [entry for entry in entries if isinstance(entry, Claim)]


def read_statements(content: str, kind: RowFormat = "csv") -> list[Statement]:
    entries, problems = read(content, kind)
    assert problems == []
    return [entry for entry in entries if isinstance(entry, Statement)]


def read_problem(content: str | bytes, kind: RowFormat = "csv") -> Problem:
    _, (problem,) = read(content, kind)
    return problem


def with_columns(**more: str) -> str:
    """The usual statement with more columns."""
    return f"{HEADER},{','.join(more)}\n{ROW},{','.join(more.values())}\n"


def without(column: str) -> str:
    """The usual statement with one cell empty."""
    cells = ROW.split(",")
    cells[HEADER.split(",").index(column)] = ""
    return f"{HEADER}\n{','.join(cells)}\n"


def as_record(entries: list[Entry]) -> Record:
    return Record(
        speakers=tuple(entry for entry in entries if isinstance(entry, Speaker)),
        sources=tuple(entry for entry in entries if isinstance(entry, Source)),
        claims=tuple(entry for entry in entries if isinstance(entry, Claim)),
        statements=tuple(entry for entry in entries if isinstance(entry, Statement)),
    )


def test_a_row_with_a_speaker_and_words_is_a_statement_with_all_it_refers_to() -> None:
    entries, problems = read(f"{HEADER}\n{ROW}\n")
    speaker, source, claim, statement = entries
    assert problems == []
    assert speaker == Speaker("~ann", "Ann", SpeakerKind.PERSON)
    assert source == Source("~gazette | ", "Gazette", SourceKind.NEWS_REPORT)
    assert claim == Claim("~the bridge is safe", "The bridge is safe")
    assert statement == Statement(
        id="~~ann | 2024-10-05 | it is safe",
        speaker="~ann",
        said_on="2024-10-05",
        date_basis=DateBasis.STATED,
        stances=(StanceOn(claim.id, Stance.SUPPORTS),),
        citations=(Citation(source.id, "It is safe", TextKind.QUOTE),),
        date_text="5 Oct 2024",
    )


def test_a_row_without_speaker_and_words_is_a_claim() -> None:
    assert read_claims("id,claim,phrasing\nk1,A b,a | b\\|c | d\\\\\n,C,\n") == [
        Claim("k1", "A b", ("a", "b|c", "d\\")),
        Claim("~c", "C"),
    ]


def test_of_a_list_of_claims_nothing_else_is_read() -> None:
    content = "id,claim,phrasing,speaker,stance,colour\nk1,A,B,Ann,perhaps,red\n"
    entries, problems = read(content, claims_only=True)
    assert (entries, problems) == ([Claim("k1", "A", ("B",))], [])


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("size", [1, 2, 1000])
def test_any_separator_newline_and_byte_order_mark_will_do(
    newline: str, delimiter: str, mark: bytes, size: int
) -> None:
    lines = [["id", "claim"], ["1", "Élysée"], ["2", "B"]]
    content = mark + "".join(delimiter.join(cells) + newline for cells in lines).encode()
    pieces = [content[at : at + size] for at in range(0, len(content), size)]
    items, problems = decode_rows(pieces, "list.csv", kind="csv")
    assert problems == []
    assert items == [
        Item(Claim("1", "Élysée"), RowOf("list.csv", 2)),
        Item(Claim("2", "B"), RowOf("list.csv", 3)),
    ]


def test_rows_are_numbered_as_an_editor_numbers_lines() -> None:
    content = 'claim,phrasing\nA,"two\nlines"\n\nB,b\n,c\n'
    assert str(read_problem(content)) == "list.csv, row 6, claim: is missing."


def test_json_lines_take_lists_as_lists_or_as_text_and_ids_as_numbers() -> None:
    content = (
        '{"id": 7, "claim": "A", "phrasing": ["a | b", "c"]}\n\n{"claim": "B", "phrasing": "b | c"}'
    )
    assert read_claims(content, "jsonl") == [
        Claim("7", "A", ("a | b", "c")),
        Claim("~b", "B", ("b", "c")),
    ]


def test_rows_about_one_statement_add_their_claims_and_sources() -> None:
    content = (
        f"id,{HEADER},counters\n"
        f"s1,{ROW},denies s0; questions S3\n"
        "s1,The bridge is new,Ann,5 Oct 2024,disputes,It is quite safe,paraphrase,Sun,denies s0\n"
    )
    (statement,) = read_statements(content)
    assert statement.stances == (
        StanceOn("~the bridge is safe", Stance.SUPPORTS),
        StanceOn("~the bridge is new", Stance.DISPUTES),
    )
    assert [citation.wording for citation in statement.citations] == [
        "It is safe",
        "It is quite safe",
    ]
    assert statement.counters == (
        Counter(CounterKind.DENIES, "s0"),
        Counter(CounterKind.QUESTIONS, "S3"),
    )


def test_rows_without_an_id_are_one_statement_if_speaker_date_and_words_are_the_same() -> None:
    content = (
        f"{HEADER}\n{ROW}\nThe bridge is new,ANN,2024-10-05,disputes,it is SAFE,quote,Gazette\n"
    )
    entries, _ = read(content.replace("2024-10-05", "October 5 2024"))
    assert sum(isinstance(entry, Statement) for entry in entries) == 1
    assert sum(isinstance(entry, Speaker) for entry in entries) == 1


def test_a_name_that_is_another_speakers_variant_means_that_speaker() -> None:
    content = (
        f"{HEADER},speaker_id,speaker_variants\n{ROW.replace('Ann', 'NIS')},,\n"
        f"{ROW.replace('Ann', 'Intelligence Service')},nis-kr,NIS\n"
    )
    entries, problems = read(content)
    assert problems == []
    assert [entry for entry in entries if isinstance(entry, Speaker)] == [
        Speaker("nis-kr", "Intelligence Service", SpeakerKind.PERSON, ("NIS",))
    ]
    assert {entry.speaker for entry in entries if isinstance(entry, Statement)} == {"nis-kr"}


def test_wording_alone_means_the_claim_that_has_an_id_elsewhere_in_the_file() -> None:
    content = f"id,{HEADER}\n,{ROW}\nk1,The bridge is SAFE,,,,,,\n"
    entries, _ = read(content)
    claims = [entry for entry in entries if isinstance(entry, Claim)]
    assert claims == [Claim("k1", "The bridge is SAFE")]
    assert read_statements(content)[0].stances[0].claim == "k1"


def test_ids_alone_refer_to_what_is_on_record() -> None:
    content = (
        "claim,claim_id,speaker_id,date,stance,text,kind,source_id\n"
        ",LC1,LP2,2024,context,Words,quote,LD3\n"
    )
    (statement,), problems = read(content)
    assert problems == []
    assert isinstance(statement, Statement)
    assert (statement.speaker, statement.stances[0].claim) == ("LP2", "LC1")
    assert statement.citations[0].source == "LD3"


@pytest.mark.parametrize(
    ("written", "said_on", "date_text"),
    [
        ("2024-10~", "2024-10~", None),
        ("early October 2024", "2024-10-01~/2024-10-10~", "early October 2024"),
        ("2024-24", "2024-24", None),
        ("25/11/2024", "2024-11-25", "25/11/2024"),
    ],
)
def test_a_date_is_read_as_people_write_it_and_kept_as_written(
    written: str, said_on: str, date_text: str | None
) -> None:
    (statement,) = read_statements(f"{HEADER}\n{ROW.replace('5 Oct 2024', written)}\n")
    assert (statement.said_on, statement.date_text) == (said_on, date_text)


def test_a_date_that_can_mean_two_is_refused_with_both() -> None:
    problem = read_problem(f"{HEADER}\n{ROW.replace('5 Oct 2024', '10/11/2024')}\n")
    assert problem.field == "date"
    assert "10 November 2024 or 11 October 2024" in str(problem.sentence)


def test_without_a_date_the_day_of_publication_counts() -> None:
    content = with_columns(source_published="2024-10-24").replace("5 Oct 2024", "")
    (statement,) = read_statements(content)
    assert (statement.said_on, statement.date_basis) == ("2024-10-24", DateBasis.PUBLICATION)


def test_a_weekday_is_inferred_from_the_day_of_publication() -> None:
    content = with_columns(source_published="2024-10-24").replace("5 Oct 2024", "Wednesday")
    (statement,) = read_statements(content)
    assert (statement.said_on, statement.date_basis) == ("2024-10-23", DateBasis.INFERRED)
    assert statement.date_inferred_from == "“Wednesday”, in a source published 2024-10-24"


def test_a_source_is_the_same_when_its_address_is() -> None:
    row = ROW.replace("Gazette", "")
    content = (
        f"{HEADER},source_url\n{row},https://www.example.org/a/?utm_source=x\n"
        f"{row.replace('safe', 'new')},http://example.org/a\n"
    )
    entries, problems = read(content)
    assert problems == []
    (source,) = (entry for entry in entries if isinstance(entry, Source))
    assert source.title == source.url == "https://www.example.org/a/?utm_source=x"


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
    again = as_record(entries)
    assert sorted(again.speakers, key=repr) == sorted(record.speakers, key=repr)
    assert sorted(again.sources, key=repr) == sorted(record.sources, key=repr)
    assert (again.claims, again.statements) == (record.claims, record.statements)


def test_a_merged_speaker_is_written_as_the_one_it_was_merged_into() -> None:
    entries, _ = read(f"{HEADER}\n{ROW}\n")
    record = as_record(entries)
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
