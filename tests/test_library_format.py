"""The shipped library as data: valid by its schema, loaded on first use, upgraded with care."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema_rs
import pytest

from bot.core.exchange import IfDifferent
from bot.core.models import Claim, View
from bot.core.record_file import describe_format
from db.archive import SqliteArchive
from db.shipped import LIBRARY, LIBRARY_AUTHOR, load_library, read_shipped_items
from tests.record import MADE_AT, add_entries, open_record

SCHEMA = LIBRARY / "schema.json"
FILES = sorted(path for path in LIBRARY.glob("*.json") if path != SCHEMA)


def test_the_schema_file_is_the_one_the_program_describes() -> None:
    expected = json.dumps(describe_format(), indent=2, ensure_ascii=False) + "\n"
    assert SCHEMA.read_text(encoding="utf-8") == expected


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_each_library_file_is_valid_by_the_schema(path: Path) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema_rs.validate(schema, json.loads(path.read_text(encoding="utf-8")))


def test_the_schema_refuses_a_misspelt_field() -> None:
    content = json.loads((LIBRARY / "sources.json").read_text(encoding="utf-8"))
    content["sources"][0]["pubilsher"] = "misspelt"
    assert not jsonschema_rs.is_valid(describe_format(), content)


async def test_a_new_database_holds_the_whole_library(tmp_path: Path) -> None:
    async with open_record(tmp_path / "record.db") as store:
        archive = SqliteArchive(store)
        claims = await archive.list_claims(View())
        record = await archive.export(0)
    assert len(claims) == len(record.claims)
    exported = (record.claims, record.speakers, record.sources, record.statements)
    assert sum(map(len, exported)) == len(read_shipped_items())


async def test_an_upgrade_updates_the_library_and_leaves_what_others_changed(
    tmp_path: Path,
) -> None:
    shipped = [i.entry for i in read_shipped_items() if isinstance(i.entry, Claim)][:3]
    old = [Claim(claim.id, f"{claim.wording} (old)") for claim in shipped]
    path = tmp_path / "record.db"
    async with open_record(path) as store:
        await add_entries(store, old, author=LIBRARY_AUTHOR, if_different=IfDifferent.UPDATE)
        ours = Claim(shipped[0].id, "What the operator made of it")
        await add_entries(store, [ours], if_different=IfDifferent.UPDATE)
        await add_entries(store, [Claim("own", "A claim of the operator's own")])
        await store.write(lambda connection: load_library(connection, MADE_AT))
        claims = [claim for claim, _ in await SqliteArchive(store).list_claims(View())]
    wordings = {claim.external_id: claim.wording for claim in claims}
    assert wordings[shipped[0].id] == "What the operator made of it"
    assert wordings[shipped[1].id] == shipped[1].wording
    assert wordings[shipped[2].id] == shipped[2].wording
    assert wordings["own"] == "A claim of the operator's own"


async def test_loading_the_library_again_changes_nothing(tmp_path: Path) -> None:
    async with open_record(tmp_path / "record.db") as store:
        before = await store.read(lambda c: c.execute("SELECT count(*) FROM revision").fetchone())
        await store.write(lambda connection: load_library(connection, MADE_AT))
        after = await store.read(lambda c: c.execute("SELECT count(*) FROM revision").fetchone())
    assert before == after
