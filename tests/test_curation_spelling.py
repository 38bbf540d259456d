"""Ids in the terminal: an entry has one, whichever command names it."""

from __future__ import annotations

import asyncio
import re
import shutil
from pathlib import Path

import pytest

from bot.core.curation.commands import Edit, Merge
from bot.core.curation.differences import FieldDifference
from bot.core.curation.spelling import seen_from
from bot.core.models import SHARED, Claim, Record
from bot.core.words import Sentence, join_told
from db.keeping import SqliteKeeping
from tests.curating import HERE, adding, as_operator, bridge, keep, said
from tests.record import open_record
from tests.terminal import run_here

MARKED = re.compile(r"\bL[CSPD][1-9]")


@pytest.fixture
def database(tmp_path: Path, library_database: Path) -> Path:
    """A record of its own with the shipped library."""
    return Path(shutil.copy(library_database, tmp_path / "record.db"))


def test_no_command_of_the_library_writes_its_ids_with_an_l(database: Path) -> None:
    commands = [
        "retire LC1 --yes",  # both spellings are read
        "retire C2",
        "unretire C2",
        "retire P5 --yes",
        "merge C9 C3 --yes",
        "merge c9 lc9 --yes",
        "merge LC1 C3",
        "undo r2",
        "undo R2 --yes",
        "retire C1 --yes",
        "unretire LC1",
        "undo R5 --yes",
        "address LD2 dead",
        "history",
        "history LC1",
        "history C9 --json",
        "history S7",
        "gaps",
        "gaps --json",
        "ask LC3",
        "show LC9",
    ]
    codes = []
    for command in commands:
        done = run_here(*command.split(), database=database)
        codes.append(done.returncode)
        assert not MARKED.search(done.stdout + done.stderr), command
        assert re.search(r"\b[CSPD][1-9]|\bR1\b", done.stdout + done.stderr), command
    assert codes == [0, 2, 2, 2, 0, 2, 2, 2, 0, 0, 0, 2, 2, 0, 0, 0, 0, 0, 0, 0, 0]


def test_from_a_server_the_librarys_ids_have_their_l(database: Path) -> None:
    async def make() -> None:
        async with open_record(database) as store:
            await keep(SqliteKeeping(store), bridge())

    asyncio.run(make())
    server = f"--server={HERE}"
    told = run_here("history", "lc9", server, database=database).stdout
    assert told.startswith("History of LC9\n")
    assert (
        "\n      bears on: “supports: LC8”"
        in run_here("history", "LS7", server, database=database).stdout
    )
    assert "\n  LC9 leaves" in run_here("retire", "LC9", server, database=database).stdout


def test_what_looks_like_an_id_and_is_a_word_stays_as_it_is(database: Path) -> None:
    async def make() -> None:
        async with open_record(database) as store:
            claim = Claim("~c", "LD50", phrasings=("LS400 and LC3", "LP1"))
            statement = said("~s", "LD50", speaker="P1", source="D1", claim="~c")
            command = adding(claim, statement, to_library=True)
            stored = await keep(SqliteKeeping(store), command, as_operator())
            assert stored.ids == {"~c": "C46", "~s": "S94"}
            changed = {(each.id, each.field): each.after for each in stored.differences}
            assert changed["S94", "stances"] == "supports: C46"
            assert changed["S94", "citations"] == "D1, quote: LD50"

    asyncio.run(make())
    told = run_here("history", "C46", database=database).stdout
    assert "wording: “LD50”" in told
    assert "phrasings: “LS400 and LC3 / LP1”" in told
    asked = run_here("undo", database=database).stdout
    assert "\n    C46\n" in asked


def test_ids_are_spelled_wherever_a_change_holds_them_and_for_the_library_alone() -> None:
    sentence = Sentence("refused.needed-by", id="LP5", users=join_told(["LS1", "LS2", "S3"]))
    spelled = Sentence("refused.needed-by", id="P5", users=join_told(["S1", "S2", "S3"]))
    edit = Edit(Record(claims=(Claim("LC1", "LC2", merged_into="LC4"),)), {"LC1": 3})
    for told, expected in (
        (sentence, spelled),
        (Merge("LC1", "LC2"), Merge("C1", "C2")),
        (edit, Edit(Record(claims=(Claim("C1", "LC2", merged_into="C4"),)), {"C1": 3})),
        (FieldDifference("LC1", "note", "LC2", "LC3"), FieldDifference("C1", "note", "LC2", "LC3")),
    ):
        assert seen_from(SHARED, told) == expected
        assert seen_from(HERE, told) == told
