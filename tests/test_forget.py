"""`onrecord forget`: what is kept about a member goes, what they changed stays without them."""

from __future__ import annotations

import argparse
import io
import sqlite3
from pathlib import Path

import pytest

from bot.console import Console
from bot.core.errors import InvalidInput
from bot.core.membership import Note
from bot.core.models import View
from bot.core.telling import Follower, NoteKind
from bot.service_commands import forget
from db.keeping import SqliteKeeping
from db.members import SqliteMembers
from tests.record import add_entries, make_statement, open_copy, small_record
from tests.upkeep import NOW, examine

MEMBER = 80351110224678912
SERVER = 41771983423143937


async def test_a_member_who_is_forgotten_is_named_nowhere_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    output = io.StringIO()
    console = Console(io.StringIO(), output, io.StringIO(), {}, NOW)
    options = argparse.Namespace(member=str(MEMBER))
    async with open_copy(path) as store:
        members = SqliteMembers(store)
        await add_entries(store, small_record(), community_id=SERVER, author=str(MEMBER))
        await add_entries(store, [make_statement("more")], community_id=SERVER)
        await members.follow(View(SERVER), Follower(MEMBER), "C1", NOW.isoformat())
        note = Note(NoteKind.QUESTION, "Is it safe?", MEMBER, NOW.isoformat())
        await members.send_note(SERVER, note)
        assert await forget(options, members, SqliteKeeping(store), console) == 0
        dump = await store.read(lambda connection: "\n".join(map(str, _all_rows(connection))))
    assert str(MEMBER) not in dump
    assert "Ann Example" in dump
    assert "Removed: 1 followed claims, 1 questions and reports." in output.getvalue()
    assert "“a former member” stands in 1 places" in output.getvalue()
    assert {found["grade"] for found in examine(path).values()} == {"ok", "warning"}


def _all_rows(connection: sqlite3.Connection) -> list[object]:
    tables = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'"
    ).fetchall()
    return [row for (name,) in tables for row in connection.execute(f'SELECT * FROM "{name}"')]


@pytest.mark.parametrize("text", ["", "me", "@ann", "-1", "1" * 21, "１２３"])
async def test_what_is_no_id_of_a_member_is_refused(tmp_path: Path, text: str) -> None:
    console = Console(io.StringIO(), io.StringIO(), io.StringIO(), {}, NOW)
    async with open_copy(tmp_path / "record.db") as store:
        with pytest.raises(InvalidInput, match="a number"):
            await forget(
                argparse.Namespace(member=text),
                SqliteMembers(store),
                SqliteKeeping(store),
                console,
            )
