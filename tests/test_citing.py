"""Citations in three styles."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.citing import Style, cite, csl_of
from bot.core.errors import InvalidInput, NotOnRecord
from bot.core.models import DateBasis, Source, SourceKind, View
from bot.core.words import words_in
from db.archive import SqliteArchive
from tests.record import open_record

ENGLISH = words_in("en")


@pytest.fixture
async def archive(library_database: Path) -> AsyncIterator[SqliteArchive]:
    async with open_record(library_database, writable=False) as store:
        yield SqliteArchive(store)


async def test_plain_text_names_speaker_date_words_and_source(archive: SqliteArchive) -> None:
    cited = await cite(archive, View(), "S47", Style.PLAIN, ENGLISH)
    said, source = cited.split("\n")
    assert said.startswith(
        "Sabrina Singh, Deputy Press Secretary, Pentagon, 9 December 2024: “So we"
    )
    assert said.endswith("[S47]")
    assert source.startswith("- “Pentagon Debunks Its Own Propaganda")
    assert "Drago Bosnic, 12 December 2024, opinion" in source


async def test_markdown_keeps_stored_text_from_being_markdown(archive: SqliteArchive) -> None:
    cited = await cite(archive, View(), "S47", Style.MARKDOWN, ENGLISH)
    assert "\\[S47\\]" in cited
    assert "“So we believe — and I think General Ryder" in cited


async def test_a_claim_is_cited_with_all_its_statements(archive: SqliteArchive) -> None:
    cited = await cite(archive, View(), "C1", Style.PLAIN, ENGLISH)
    dossier = await archive.load_dossier(View(), "C1")
    assert all(f"[{statement.id}]" in cited for statement in dossier.statements)


async def test_csl_lists_each_source_once(archive: SqliteArchive) -> None:
    items = json.loads(await cite(archive, View(), "C1", Style.CSL, ENGLISH))
    ids = [item["id"] for item in items]
    assert len(ids) == len(set(ids)) > 1


async def test_a_source_is_cited_by_itself(archive: SqliteArchive) -> None:
    assert "“" in await cite(archive, View(), "D1", Style.PLAIN, ENGLISH)


async def test_what_cannot_be_cited_is_said_so(archive: SqliteArchive) -> None:
    with pytest.raises(InvalidInput, match="Only claims, statements and sources"):
        await cite(archive, View(), "P1", Style.PLAIN, ENGLISH)
    with pytest.raises(NotOnRecord):
        await cite(archive, View(7), "C1", Style.PLAIN, ENGLISH)


@pytest.mark.parametrize(
    ("published", "issued"),
    [
        ("2024", {"date-parts": [[2024]]}),
        ("2024-10", {"date-parts": [[2024, 10]]}),
        ("2024-10-29", {"date-parts": [[2024, 10, 29]]}),
        ("2024-21", {"raw": "2024-21"}),
        ("2024-10~", {"raw": "2024-10~", "circa": True}),
        ("2024-10-24/2024-10-26", {"raw": "2024-10-24/2024-10-26"}),
    ],
)
def test_a_date_in_csl_is_as_precise_as_it_is_known(published: str, issued: object) -> None:
    source = Source(
        "D1", "t", SourceKind.POST, published=published, published_basis=DateBasis.STATED
    )
    assert csl_of(source)["issued"] == issued


def test_what_is_not_known_about_a_source_is_left_out_of_csl() -> None:
    item = csl_of(Source("D1", "A title", SourceKind.OPINION))
    assert item == {"id": "D1", "type": "article-newspaper", "title": "A title", "language": "en"}
