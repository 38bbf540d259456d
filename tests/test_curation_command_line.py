"""Keeping the record from the terminal: the shared library's, and with --server a server's own."""

from __future__ import annotations

import asyncio
import contextlib
import io
import json
import shutil
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.__main__ import main
from db.keeping import SqliteKeeping
from tests.curating import HERE, bridge, keep
from tests.moderating import send_form, staff
from tests.record import open_record
from tests.simulated import answer_of, simulate, texts_of


@pytest.fixture
def database(tmp_path: Path, library_database: Path) -> Path:
    """A record of its own with the shipped library."""
    return Path(shutil.copy(library_database, tmp_path / "record.db"))


def run_onrecord(*arguments: str, database: Path) -> SimpleNamespace:
    """Run the command line in this process; a hundred starts of Python would take a minute."""
    stdout, stderr = io.StringIO(), io.StringIO()
    with contextlib.ExitStack() as stack:
        patch = stack.enter_context(pytest.MonkeyPatch.context())
        patch.setenv("ONRECORD_DATABASE", str(database))
        patch.setattr("sys.stdin", io.StringIO())
        stack.enter_context(contextlib.redirect_stdout(stdout))
        stack.enter_context(contextlib.redirect_stderr(stderr))
        code = main(arguments)
    return SimpleNamespace(returncode=code, stdout=stdout.getvalue(), stderr=stderr.getvalue())


def _read(database: Path, *arguments: str) -> list[dict[str, Any]]:
    done = run_onrecord(*arguments, "--json", database=database)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_an_entry_is_retired_after_its_difference_was_shown_and_comes_back(
    database: Path,
) -> None:
    asked = run_onrecord("retire", "C1", database=database)
    assert asked.returncode == 2
    assert "LC1 leaves every answer" in asked.stdout
    assert "add --yes" in asked.stderr
    assert "retired" not in run_onrecord("show", "C1", database=database).stdout
    done = run_onrecord("retire", "C1", "--yes", "--reason", "said twice", database=database)
    assert done.returncode == 0
    assert "Kept: LC1 (R2)." in done.stdout
    assert "retired" in run_onrecord("show", "C1", database=database).stdout
    told = run_onrecord("history", "C1", database=database).stdout
    assert "retire · operator · reason: said twice" in told
    back = run_onrecord("unretire", "C1", database=database)
    assert "Kept: LC1 (R3)." in back.stdout
    again = run_onrecord("unretire", "C1", database=database)
    assert again.returncode == 2
    assert "not retired" in again.stderr


def test_the_last_change_or_a_named_one_is_undone(database: Path) -> None:
    run_onrecord("retire", "C1", "--yes", database=database)
    run_onrecord("retire", "C2", "--yes", database=database)
    named = run_onrecord("undo", "R2", "--yes", database=database)
    assert "LC1" in named.stdout
    last = run_onrecord("undo", "--yes", database=database)
    assert "LC2" in last.stdout
    latest = _read(database, "history")
    assert [each["revision"] for each in latest] == ["R5", "R4", "R3", "R2", "R1"]
    assert [each["undoes"] for each in latest[:2]] == [3, 2]
    unreadable = run_onrecord("undo", "yesterday", database=database)
    assert (unreadable.returncode, unreadable.stderr) == (
        2,
        "onrecord: The number of a change is written R12.\n",
    )


def test_two_claims_become_one_and_both_ids_answer(database: Path) -> None:
    done = run_onrecord("merge", "C9", "C3", "--yes", database=database)
    assert "merged into: “LC3”" in done.stdout
    shown = {run_onrecord("show", id_, database=database).stdout for id_ in ("C9", "C3")}
    assert len(shown) == 1


def test_what_is_lacking_is_said_in_words_and_as_json(database: Path) -> None:
    assert "Claims with one side only: " in run_onrecord("gaps", database=database).stdout
    (gaps,) = _read(database, "gaps")
    assert gaps["one_sided"][0]["claim"]["id"].startswith("LC")


def _make_server(database: Path) -> Path:
    """A record with a server's own claim and all that belongs to it."""

    async def make() -> None:
        async with open_record(database) as store:
            await keep(SqliteKeeping(store), bridge())

    asyncio.run(make())
    return database


def test_a_dead_address_is_marked_and_taken_off_again(tmp_path: Path) -> None:
    database, server = _make_server(tmp_path / "record.db"), f"--server={HERE}"
    done = run_onrecord("address", "D1", "dead", server, database=database)
    assert "The address of D1 is marked as no longer reachable." in done.stdout
    assert _read(database, "gaps", server)[0]["dead"][0]["id"] == "D1"
    run_onrecord("address", "D1", "alive", server, database=database)
    assert _read(database, "gaps", server)[0]["dead"] == []
    refused = run_onrecord("address", "D1", "dead", database=database)
    assert (refused.returncode, refused.stderr) == (2, "onrecord: LD1 has no address on record.\n")


def test_with_a_server_only_that_servers_record_is_seen_and_changed(tmp_path: Path) -> None:
    database = _make_server(tmp_path / "record.db")
    server = f"--server={HERE}"
    assert "Ann Example" in run_onrecord("history", "P1", server, database=database).stdout
    done = run_onrecord("retire", "C1", server, "--yes", database=database)
    assert "Kept: C1 (R2)." in done.stdout
    assert "retired" not in run_onrecord("show", "C1", database=database).stdout
    elsewhere = run_onrecord("history", "C1", "--server=4", database=database)
    assert elsewhere.returncode == 1
    assert "No entry “C1” is on record" in elsewhere.stderr
    wrong = run_onrecord("history", "C1", "--server=elm", database=database)
    assert wrong.returncode == 2


async def _propose(database: Path, library_database: Path) -> tuple[str, int]:
    """Have a curator propose two corrections of the library; the curator and the server."""
    async with simulate(database, library_database) as sim:
        staffed = await staff(sim)
        for id_, wording in (("LC1", "Corrected wording"), ("LC2", "Another wording")):
            sim.clock.pass_by(60)
            form = await staffed.curator.slash(sim.channel, "edit", id=id_)
            draft = await send_form(staffed.curator, form, wording=wording)
            sent = await staffed.curator.click(draft, label="Save")
            assert "sent to the operator of the shared library" in texts_of(answer_of(sent))
        return str(staffed.curator.id), sim.guild.id


def test_a_correction_proposed_in_a_server_is_approved_by_the_operator(
    tmp_path: Path, library_database: Path
) -> None:
    database = tmp_path / "record.db"
    author, server = asyncio.run(_propose(database, library_database))
    first, second = _read(database, "queue")
    assert (first["number"], first["action"], first["from_server"]) == (1, "edit", server)
    listed = run_onrecord("queue", database=database).stdout
    assert "2 proposals wait" in listed
    assert "after “Corrected wording”" in listed
    asked = run_onrecord("queue", "--approve", "1", database=database)
    assert asked.returncode == 2
    done = run_onrecord("queue", "--approve", "1", "--yes", database=database)
    assert "Kept: LC1 (R2)." in done.stdout
    assert "Corrected wording" in run_onrecord("show", "C1", database=database).stdout
    history = _read(database, "history", "C1")
    assert (history[-1]["author"], history[-1]["approved_by"]) == (author, "operator")
    number = str(second["number"])
    silent = run_onrecord("queue", "--decline", number, database=database)
    assert "Why is it declined?" in silent.stderr
    declined = run_onrecord(
        "queue", "--decline", number, "--reason", "no source", database=database
    )
    assert "declined" in declined.stdout
    assert _read(database, "queue") == []
