"""The shipped library has from its documents what it says it has: words, dates, addresses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from bot.core.models import (
    Citation,
    Statement,
    TextKind,
)
from tests.shipped import (
    FILES,
    LIBRARY,
    QUOTED,
    ROOT,
    flatten,
    list_words,
)

SEEDS = ROOT / ".." / "shared" / "seeds"

DOCUMENTS = {
    "bosnic-pentagon-debunks-its-own-propaganda": "000_",
    "abt-north-korean-phantom-army": "001_",
    "kim-russia-calls-out-fake-news": "002_",
    "kim-us-finally-confirms": "003_",
    "north-korean-troops-allegedly-deployed": "004_",
}
"""The source's id and how the name of its document's file begins."""

LONGEST_SHARED_RUN = 8
"""Words in a row that a paraphrase may have in common with its document."""

ADDRESS = re.compile(r"\b(?:https?://|www\.)?[a-z0-9-]+\.(?:com|org|it|ca|net)\b\S*", re.IGNORECASE)

needs_documents = pytest.mark.skipif(
    not SEEDS.is_dir(), reason="the documents are not here (../shared/seeds is absent)"
)


@cache
def read_document(source_id: str) -> str:
    """The document behind a source, flattened."""
    (path,) = SEEDS.glob(DOCUMENTS[source_id] + "*.txt")
    return flatten(path.read_text(encoding="utf-8"))


@cache
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
