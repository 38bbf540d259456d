"""Claims and statements as rows: what is read from CSV and JSON Lines."""

from __future__ import annotations

import pytest

from bot.core.exchange import Item, RowOf
from bot.core.models import (
    Citation,
    Claim,
    Counter,
    CounterKind,
    DateBasis,
    Source,
    SourceKind,
    Speaker,
    SpeakerKind,
    Stance,
    StanceOn,
    Statement,
    TextKind,
)
from bot.core.rows import decode_rows
from tests.tables import (
    HEADER,
    ROW,
    read,
    read_claims,
    read_problem,
    read_statements,
    with_columns,
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
