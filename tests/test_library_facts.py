"""The shipped library says what its documents say: words, dates, roles, answers, addresses."""

from __future__ import annotations

import dataclasses
import json
import re
from collections import Counter as Tally
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from bot.core.dates import parse_edtf
from bot.core.models import (
    Citation,
    Claim,
    Counter,
    CounterKind,
    DateBasis,
    Record,
    Source,
    SourceKind,
    Speaker,
    SpeakerKind,
    Stance,
    Statement,
    TextKind,
)

ROOT = Path(__file__).parent.parent
SEEDS = ROOT / ".." / "shared" / "seeds"

DOCUMENTS = {
    "bosnic-pentagon-debunks-its-own-propaganda": "000_",
    "abt-north-korean-phantom-army": "001_",
    "kim-russia-calls-out-fake-news": "002_",
    "kim-us-finally-confirms": "003_",
    "north-korean-troops-allegedly-deployed": "004_",
}
"""The source's id and how the name of its document's file begins."""

WITH_ROLE = {
    "antony-blinken",
    "author-of-troops-allegedly-deployed",
    "daniel-kim",
    "drago-bosnic",
    "felix-abt",
    "general-ryder",
    "joe-biden",
    "john-kirby",
    "lloyd-austin",
    "maria-zakharova",
    "mike-turner",
    "sabrina-singh",
    "volodymyr-zelensky",
}
"""The speakers whose role a document gives, authors' bylines included."""

LONGEST_SHARED_RUN = 8
"""Words in a row that a paraphrase may have in common with its document."""

ADDRESS = re.compile(r"\b(?:https?://|www\.)?[a-z0-9-]+\.(?:com|org|it|ca|net)\b\S*", re.IGNORECASE)
QUOTED = re.compile("“([^”]*)”")
TYPOGRAPHY = str.maketrans("“”„\u2018\u2019", '"""\'\'', "*")
FILES = [path for path in (ROOT / "db" / "library").glob("*.json") if path.name != "schema.json"]

needs_documents = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the documents are not here (../shared/seeds is absent)"
)


def read_library() -> Record:
    """All record files as one set."""
    records = [msgspec.json.decode(path.read_bytes(), type=Record) for path in FILES]
    return Record(
        speakers=tuple(speaker for record in records for speaker in record.speakers),
        sources=tuple(source for record in records for source in record.sources),
        claims=tuple(claim for record in records for claim in record.claims),
        statements=tuple(statement for record in records for statement in record.statements),
    )


LIBRARY = read_library()
STATEMENTS = {statement.id: statement for statement in LIBRARY.statements}
CITATIONS = [(said, citation) for said in LIBRARY.statements for citation in said.citations]


def flatten(text: str) -> str:
    """Text with plain quotation marks, without link targets and emphasis, on one line."""
    linked = re.sub(r"\[([^\[\]]*)\]\([^)]*\)", r"\1", text)
    return " ".join(linked.translate(TYPOGRAPHY).split())


def read_document(source_id: str) -> str:
    """The document behind a source, flattened."""
    (path,) = SEEDS.glob(DOCUMENTS[source_id] + "*.txt")
    return flatten(path.read_text(encoding="utf-8"))


def list_words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return re.findall(r"\w+", flatten(text).lower())


def list_runs(text: str) -> set[tuple[str, ...]]:
    """Every run of one word more than a paraphrase may share."""
    words, length = list_words(text), LONGEST_SHARED_RUN + 1
    return {tuple(words[start : start + length]) for start in range(len(words) - length + 1)}


def list_quoted(citation: Citation) -> list[str]:
    """The parts of a wording that are the speaker's own words."""
    if citation.kind is TextKind.QUOTE:
        return citation.wording.split(" […] ")
    return QUOTED.findall(citation.wording)


def list_texts(value: Any) -> Iterator[str]:
    """Every text inside a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from list_texts(part)


def find_stances(statement_id: str) -> dict[str, Stance]:
    """How a statement bears on its claims."""
    return {on.claim: on.stance for on in STATEMENTS[statement_id].stances}


def find_answered(statement_id: str, kind: CounterKind) -> set[str]:
    """The statements that a statement answers in one way."""
    answers = STATEMENTS[statement_id].counters
    return {answer.statement for answer in answers if answer.kind is kind}


def describe_answers() -> list[tuple[Statement, Counter]]:
    """Every answer of the library with the statement that gives it."""
    return [(said, answer) for said in LIBRARY.statements for answer in said.counters]


# What the files hold


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_file_is_written_in_the_documented_format(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    content = json.loads(text)
    assert list(content) == [
        "format",
        "version",
        "subject",
        "speakers",
        "sources",
        "claims",
        "statements",
    ]
    assert (content["format"], content["version"]) == ("onrecord-record", 1)
    assert content["subject"]
    assert "\n" not in content["subject"]
    assert text == json.dumps(content, indent=2, ensure_ascii=False) + "\n"


@pytest.mark.parametrize(
    ("part", "kind"),
    [("speakers", Speaker), ("sources", Source), ("claims", Claim), ("statements", Statement)],
)
def test_entries_have_only_known_fields_in_their_order_and_nothing_empty(
    part: str, kind: type[Speaker | Source | Claim | Statement]
) -> None:
    order = [field.name for field in dataclasses.fields(kind)]
    for path in FILES:
        for entry in json.loads(path.read_text(encoding="utf-8"))[part]:
            assert sorted(entry, key=order.index) == list(entry), entry["id"]
            assert all(value not in (None, "", []) for value in entry.values()), entry["id"]
            assert not {"state", "external_id", "merged_into"} & set(entry), entry["id"]


def test_ids_are_unique_and_stable_slugs() -> None:
    parts = (LIBRARY.speakers, LIBRARY.sources, LIBRARY.claims, LIBRARY.statements)
    ids = [entry.id for part in parts for entry in part]
    assert [name for name, times in Tally(ids).items() if times > 1] == []
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", name) for name in ids)


def test_every_reference_leads_to_an_entry() -> None:
    speakers = {speaker.id for speaker in LIBRARY.speakers}
    sources = {source.id for source in LIBRARY.sources}
    claims = {claim.id for claim in LIBRARY.claims}
    for said in LIBRARY.statements:
        assert said.speaker in speakers, said.id
        assert {citation.source for citation in said.citations} <= sources, said.id
        assert {on.claim for on in said.stances} <= claims, said.id
        assert {answer.statement for answer in said.counters} <= set(STATEMENTS), said.id


def test_every_entry_is_used() -> None:
    assert {speaker.id for speaker in LIBRARY.speakers} == {s.speaker for s in LIBRARY.statements}
    assert {source.id for source in LIBRARY.sources} == {c.source for _, c in CITATIONS}
    borne_on = {on.claim for said in LIBRARY.statements for on in said.stances}
    assert {claim.id for claim in LIBRARY.claims} == borne_on


def test_no_two_claims_share_a_wording_or_phrasing() -> None:
    wordings = [text for claim in LIBRARY.claims for text in (claim.wording, *claim.phrasings)]
    folded = Tally(" ".join(list_words(text)) for text in wordings)
    assert [text for text, times in folded.items() if times > 1] == []


def test_each_claim_has_two_to_six_phrasings() -> None:
    assert [claim.id for claim in LIBRARY.claims if not 2 <= len(claim.phrasings) <= 6] == []


# What every statement has


def test_every_statement_has_a_source_and_a_stance_on_each_claim_only_once() -> None:
    for said in LIBRARY.statements:
        assert said.citations, said.id
        assert said.stances, said.id
        assert len({on.claim for on in said.stances}) == len(said.stances), said.id
        assert len({citation.source for citation in said.citations}) == len(said.citations), said.id


@pytest.mark.parametrize("said", LIBRARY.statements, ids=lambda said: said.id)
def test_every_date_is_valid_and_says_how_it_is_known(said: Statement) -> None:
    assert parse_edtf(said.said_on).edtf == said.said_on
    assert (said.date_basis is DateBasis.INFERRED) == (said.date_inferred_from is not None)


def test_every_date_of_publication_is_valid_and_says_how_it_is_known() -> None:
    for source in LIBRARY.sources:
        assert source.published is not None
        assert parse_edtf(source.published).edtf == source.published
        inferred = source.published_basis is DateBasis.INFERRED
        assert inferred == (source.published_inferred_from is not None), source.id


def test_an_author_is_dated_by_the_publication_of_the_article() -> None:
    published = {source.id: source.published for source in LIBRARY.sources}
    for said, citation in CITATIONS:
        if said.role is not None and "author of the article" in said.role:
            assert said.said_on == published[citation.source], said.id


def test_nothing_is_said_after_the_article_that_reports_it() -> None:
    published = {source.id: parse_edtf(source.published or "") for source in LIBRARY.sources}
    for said, citation in CITATIONS:
        assert parse_edtf(said.said_on).latest <= published[citation.source].latest, said.id


def test_an_answer_never_comes_before_what_it_answers() -> None:
    for said, answer in describe_answers():
        answered = STATEMENTS[answer.statement]
        assert answered.id != said.id
        assert parse_edtf(said.said_on).latest >= parse_edtf(answered.said_on).earliest, said.id


def test_a_retraction_is_by_the_speaker_or_the_office_that_said_it() -> None:
    retractions = {
        (said.speaker, STATEMENTS[answer.statement].speaker)
        for said, answer in describe_answers()
        if answer.kind is CounterKind.RETRACTS
    }
    assert retractions == {("daily-mail", "daily-mail"), ("united-states-government", "joe-biden")}


def test_speakers_whose_role_a_document_gives_have_one_wherever_they_speak() -> None:
    without = {said.speaker for said in LIBRARY.statements if said.role is None}
    assert without & WITH_ROLE == set()
    persons = {one.id for one in LIBRARY.speakers if one.kind is SpeakerKind.PERSON}
    assert persons == WITH_ROLE


def test_quotation_marks_come_in_pairs() -> None:
    for said, citation in CITATIONS:
        assert citation.wording.count("“") == citation.wording.count("”"), said.id
        if citation.kind is TextKind.PARAPHRASE:
            assert '"' not in citation.wording, said.id
            assert citation.wording.endswith("."), said.id


# What the documents say


@needs_documents
@pytest.mark.parametrize("said", LIBRARY.statements, ids=lambda said: said.id)
def test_words_given_as_spoken_stand_in_the_document(said: Statement) -> None:
    for citation in said.citations:
        document = read_document(citation.source)
        for words in list_quoted(citation):
            assert flatten(words) in document, words


@needs_documents
@pytest.mark.parametrize("said", LIBRARY.statements, ids=lambda said: said.id)
def test_a_paraphrase_is_in_our_own_words(said: Statement) -> None:
    for citation in said.citations:
        if citation.kind is TextKind.PARAPHRASE:
            copied = list_runs(read_document(citation.source))
            for own_words in QUOTED.split(citation.wording)[::2]:
                assert list_runs(own_words) & copied == set()


@needs_documents
def test_the_wording_of_a_date_stands_in_a_document_that_is_cited() -> None:
    for said in LIBRARY.statements:
        documents = [read_document(citation.source) for citation in said.citations]
        wording = flatten(said.date_text or "")
        assert any(wording in document for document in documents), said.id


@needs_documents
def test_what_a_date_is_inferred_from_stands_in_a_document() -> None:
    library = " ".join(read_document(source_id) for source_id in DOCUMENTS)
    reasons = [said.date_inferred_from or "" for said in LIBRARY.statements]
    reasons += [source.published_inferred_from or "" for source in LIBRARY.sources]
    titles = {source.title for source in LIBRARY.sources}
    for words in (words for reason in reasons for words in QUOTED.findall(reason)):
        assert words in titles or flatten(words) in library, words


@needs_documents
def test_titles_and_authors_stand_in_their_documents() -> None:
    assert set(DOCUMENTS) == {source.id for source in LIBRARY.sources}
    for source in LIBRARY.sources:
        document = read_document(source.id)
        assert flatten(source.title) in document
        assert (source.author or "") in document
        assert (source.publisher or "") in document


@needs_documents
def test_no_address_is_given_that_is_not_in_a_document() -> None:
    paths = SEEDS.glob("*.txt")
    documents = " ".join(path.read_text(encoding="utf-8") for path in paths).lower()
    texts = [text for path in FILES for text in list_texts(json.loads(path.read_bytes()))]
    addresses = {found.rstrip(".,;:)") for text in texts for found in ADDRESS.findall(text)}
    assert "Ansage.org" in addresses
    assert [address for address in addresses if address.lower() not in documents] == []


def test_a_source_without_an_address_in_its_document_has_none() -> None:
    assert [source.id for source in LIBRARY.sources if source.url or source.archive_url] == []


# The traps of these documents, one by one


@pytest.mark.parametrize(
    ("statement", "sources"),
    [
        (
            "austin-rome-evidence",
            {
                "kim-us-finally-confirms": (
                    "there is evidence that there are DPRK troops in Russia."
                ),
                "kim-russia-calls-out-fake-news": (
                    "there is evidence of North Korean forces entering Russia"
                ),
                "bosnic-pentagon-debunks-its-own-propaganda": (
                    "Says that North Korean troops have been sent to Russia."
                ),
            },
        ),
        (
            "kirby-vladivostok",
            {
                "bosnic-pentagon-debunks-its-own-propaganda": (
                    "Says that US intelligence services “found evidence that at least 3,000 North "
                    "Korean soldiers arrived at Russia\u2019s Pacific port of Vladivostok earlier "
                    "this month” and that they then “traveled onward to multiple Russian military "
                    "training sites in eastern Russia, where they are currently undergoing "
                    "training”."
                ),
                "kim-us-finally-confirms": (
                    "Says that in early October North Korean soldiers went by ship from Wonsan in "
                    "North Korea to Vladivostok and then on to places of training in eastern "
                    "Russia."
                ),
            },
        ),
    ],
)
def test_a_remark_worded_differently_in_several_documents_is_one_statement(
    statement: str, sources: dict[str, str]
) -> None:
    citations = STATEMENTS[statement].citations
    assert {citation.source: citation.wording for citation in citations} == sources


def test_kirby_on_three_sites_and_on_vladivostok_are_two_remarks_of_one_day() -> None:
    sites, port = STATEMENTS["kirby-three-sites"], STATEMENTS["kirby-vladivostok"]
    assert sites.said_on == port.said_on == "2024-10-23"
    assert (sites.role, port.role) == ("spokesperson", "National Security spokesman")
    assert sites.citations[0].via == "Reuters"


def test_singh_in_december_supports_one_claim_and_disputes_others() -> None:
    assert find_stances("singh-kursk-not-in-combat") == {
        "north-korean-troops-in-kursk": Stance.SUPPORTS,
        "north-korean-troops-in-russia": Stance.SUPPORTS,
        "north-korean-troops-fighting-in-kursk": Stance.DISPUTES,
        "north-korean-troops-fighting-against-ukraine": Stance.DISPUTES,
        "north-korean-troops-about-to-enter-combat": Stance.SUPPORTS,
        "pentagon-debunked-reports": Stance.CONTEXT,
    }


def test_singh_in_november_spoke_of_ukraine_and_not_of_kursk() -> None:
    said = STATEMENTS["singh-not-in-ukraine"]
    assert (said.said_on, said.role, said.organisation) == (
        "2024-11-25",
        "Deputy Press Secretary",
        "Pentagon",
    )
    assert find_stances("singh-not-in-ukraine") == {
        "north-korean-troops-inside-ukraine": Stance.DISPUTES,
        "pentagon-debunked-reports": Stance.CONTEXT,
    }


def test_that_the_pentagon_debunked_anything_is_the_word_of_the_author_alone() -> None:
    supporters = {
        said.speaker
        for said in LIBRARY.statements
        if find_stances(said.id).get("pentagon-debunked-reports") is Stance.SUPPORTS
    }
    assert supporters == {"drago-bosnic"}


def test_one_denial_answers_all_that_it_denies() -> None:
    assert find_answered("zakharova-fake-news", CounterKind.DENIES) == {
        "zelensky-october-13-troops",
        "zelensky-two-regiments",
        "nis-twelve-thousand",
    }
    assert STATEMENTS["zakharova-fake-news"].citations[0].via == "RIA Novosti"


def test_two_denials_of_the_same_account_both_stand() -> None:
    for denial in ("russia-denies-fighting-in-kursk", "north-korea-denies-fighting-in-kursk"):
        assert find_answered(denial, CounterKind.DENIES) == {"us-government-fighting-account"}
        assert find_stances(denial) == {"north-korean-troops-fighting-in-kursk": Stance.DISPUTES}


def test_the_reversal_of_november_answers_the_refusal_of_early_2024() -> None:
    assert STATEMENTS["biden-refuses-strikes"].date_text == "In early 2024"
    assert find_answered("us-authorizes-atacms", CounterKind.RETRACTS) == {"biden-refuses-strikes"}
    claim = "us-weapons-against-targets-in-russia"
    assert find_stances("biden-refuses-strikes")[claim] is Stance.DISPUTES
    assert find_stances("us-authorizes-atacms")[claim] is Stance.SUPPORTS


@pytest.mark.parametrize(
    ("statement", "said_on", "basis"),
    [
        ("austin-rome-evidence", "2024-10-23", DateBasis.INFERRED),
        ("zakharova-fake-news", "2024-10-23", DateBasis.INFERRED),
        ("zelensky-october-13-troops", "2024-10-13", DateBasis.INFERRED),
        ("turner-post-red-line", "2024-10-23/2024-10-24", DateBasis.INFERRED),
        ("nyt-five-thousand", "2024-10-25", DateBasis.STATED),
        ("gur-seven-thousand", "2024-10-25~/2024-10-31~", DateBasis.INFERRED),
        ("blinken-eight-thousand-in-kursk", "2024-10-31~", DateBasis.INFERRED),
        ("nato-dangerous-expansion", "2024-11-08", DateBasis.PUBLICATION),
        ("zelensky-kyodo-killed", "2024-12-02", DateBasis.PUBLICATION),
        ("ryder-kursk", "2024-12-01/2024-12-08", DateBasis.INFERRED),
        ("singh-kursk-not-in-combat", "2024-12-09", DateBasis.STATED),
    ],
)
def test_dates_keep_their_precision(statement: str, said_on: str, basis: DateBasis) -> None:
    said = STATEMENTS[statement]
    assert (said.said_on, said.date_basis) == (said_on, basis)


def test_the_wednesday_of_rome_is_a_wednesday() -> None:
    assert parse_edtf(STATEMENTS["austin-rome-evidence"].said_on).earliest.isoweekday() == 3
    assert parse_edtf(STATEMENTS["zakharova-fake-news"].said_on).earliest.isoweekday() == 3


def test_opinion_pieces_are_marked_as_such() -> None:
    opinions = {source.id for source in LIBRARY.sources if source.kind is SourceKind.OPINION}
    assert opinions == {
        "bosnic-pentagon-debunks-its-own-propaganda",
        "abt-north-korean-phantom-army",
    }


def test_officials_whom_a_paper_does_not_name_stay_unnamed() -> None:
    said = STATEMENTS["us-officials-many-killed"]
    assert (said.speaker, said.role) == ("unnamed-us-officials", None)
    assert said.citations[0].via == "The New York Times, as quoted by the author"


@pytest.mark.parametrize(
    ("speaker", "spellings"),
    [
        ("volodymyr-zelensky", {"Zelensky", "Zelenskyy", "Zelenskyi"}),
        ("nis", {"NIS", "National Intelligence Service"}),
        ("gur", {"GUR", "Main Intelligence Directorate of Ukraine"}),
        ("new-york-times", {"NYT", "The New York Times"}),
    ],
)
def test_names_are_known_in_their_spellings(speaker: str, spellings: set[str]) -> None:
    (found,) = (one for one in LIBRARY.speakers if one.id == speaker)
    assert spellings <= {found.name, *found.variants}


def test_the_library_names_no_loaded_word_of_the_documents_as_its_own() -> None:
    loaded = re.compile(
        r"\b(?:propaganda|junta|regime|phantom|hoax|warmongering|conspiracy|frontman|lies)\b"
    )
    for said, citation in CITATIONS:
        own_words = "".join(QUOTED.split(citation.wording)[::2])
        if citation.kind is TextKind.PARAPHRASE:
            assert not loaded.search(own_words.lower()), said.id
    for claim in LIBRARY.claims:
        assert not loaded.search(claim.wording.lower()), claim.id
