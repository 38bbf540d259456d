"""The shipped library holds together: its form, its references, and what each entry has."""

from __future__ import annotations

import dataclasses
import json
import re
from collections import Counter as Tally
from pathlib import Path

import pytest

from bot.core.dates import parse_edtf
from bot.core.models import (
    Claim,
    CounterKind,
    DateBasis,
    Source,
    Speaker,
    SpeakerKind,
    Statement,
    TextKind,
)
from tests.shipped import (
    CITATIONS,
    FILES,
    LIBRARY,
    STATEMENTS,
    describe_answers,
    list_words,
)

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
