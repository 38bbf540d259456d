"""Keeping the record from the terminal: the shared library's, and with --server a server's own."""

from __future__ import annotations

import asyncio
import json
import re
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.core.curation.commands import Edit
from bot.core.curation.overseeing import load_kept
from bot.core.curation.references import collect
from bot.core.models import Claim
from db.keeping import SqliteKeeping
from tests.curating import HERE, as_operator, bridge, keep
from tests.moderating import send_form, staff
from tests.queueing import MOON, ask_moderators, list_queue, propose_claim, report_error
from tests.record import open_record
from tests.simulated import answer_of, simulate, texts_of
from tests.terminal import run_here as run_onrecord


@pytest.fixture
def database(tmp_path: Path, library_database: Path) -> Path:
    """A record of its own with the shipped library."""
    return Path(shutil.copy(library_database, tmp_path / "record.db"))


def _read(database: Path, *arguments: str) -> list[dict[str, Any]]:
    done = run_onrecord(*arguments, "--json", database=database)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_an_entry_is_retired_after_its_difference_was_shown_and_comes_back(
    database: Path,
) -> None:
    asked = run_onrecord("retire", "C1", database=database)
    assert asked.returncode == 2
    assert "\n  C1 leaves every answer" in asked.stdout
    assert "add --yes" in asked.stderr
    assert "retired" not in run_onrecord("show", "C1", database=database).stdout
    done = run_onrecord("retire", "C1", "--yes", "--reason", "said twice", database=database)
    assert done.returncode == 0
    assert "Kept: C1 (R2)." in done.stdout
    assert done.stdout.count("state: “retired”") == 1
    assert "retired" in run_onrecord("show", "C1", database=database).stdout
    twice = run_onrecord("retire", "C1", database=database)
    assert (twice.returncode, twice.stderr) == (2, "onrecord: C1 is retired already.\n")
    wrong = run_onrecord("restore", "C1", database=database)
    assert (wrong.returncode, wrong.stderr) == (
        2,
        "onrecord: C1 is no backup. A retired entry is brought back by `onrecord unretire C1`.\n",
    )
    told = run_onrecord("history", "C1", database=database).stdout
    assert "retire · operator · reason: said twice" in told
    back = run_onrecord("unretire", "C1", database=database)
    assert "Kept: C1 (R3)." in back.stdout
    assert "state: “retired” is gone" in back.stdout
    again = run_onrecord("unretire", "C1", database=database)
    assert again.returncode == 2
    assert "not retired" in again.stderr


def test_the_last_change_or_a_named_one_is_undone(database: Path) -> None:
    run_onrecord("retire", "C1", "--yes", database=database)
    run_onrecord("retire", "C2", "--yes", database=database)
    named = run_onrecord("undo", "R2", "--yes", database=database)
    assert "Kept: C1 (R4)." in named.stdout
    last = run_onrecord("undo", "--yes", database=database)
    assert "Kept: C2 (R5)." in last.stdout
    told = run_onrecord("history", database=database).stdout
    assert re.search(r"R4 · [^·]+ UTC · undo · operator · undoes R2 · C1\n", told)
    assert "· OnRecord library · C1, C2, C3, C4, C5 and 173 more\n" in told
    latest = _read(database, "history")
    assert (latest[1]["ids"], latest[-1]["entries"]) == (["C1"], 178)
    assert [each["revision"] for each in latest] == ["R5", "R4", "R3", "R2", "R1"]
    assert [each["undoes"] for each in latest[:2]] == [3, 2]
    unreadable = run_onrecord("undo", "yesterday", database=database)
    assert (unreadable.returncode, unreadable.stderr) == (
        2,
        "onrecord: The number of a change is written R12.\n",
    )


def test_two_claims_become_one_and_both_ids_answer(database: Path) -> None:
    done = run_onrecord("merge", "C9", "C3", "--yes", database=database)
    assert "merged into: “C3”" in done.stdout
    shown = {run_onrecord("show", id_, database=database).stdout for id_ in ("C9", "C3")}
    assert len(shown) == 1


def test_what_is_lacking_is_said_in_words_and_as_json(database: Path) -> None:
    assert "Claims with one side only: " in run_onrecord("gaps", database=database).stdout
    (gaps,) = _read(database, "gaps")
    assert gaps["one_sided"][0]["claim"]["id"].startswith("C")


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
    assert (refused.returncode, refused.stderr) == (2, "onrecord: D1 has no address on record.\n")


def test_with_a_server_only_that_servers_record_is_seen_and_changed(tmp_path: Path) -> None:
    database = _make_server(tmp_path / "record.db")
    server = f"--server={HERE}"
    assert "Ann Example" in run_onrecord("history", "P1", server, database=database).stdout
    done = run_onrecord("retire", "C1", server, "--yes", database=database)
    assert "Kept: C1 (R2)." in done.stdout
    assert "retired" not in run_onrecord("show", "C1", database=database).stdout
    told = run_onrecord("history", server, database=database).stdout
    assert told.splitlines()[1].endswith("· retire · operator · C1")
    assert told.splitlines()[2].endswith("· add · account 20 · C1, D1, P1, S1")
    nothing = run_onrecord("history", "--server=4", database=database).stdout
    assert nothing == "No change is on record.\n"
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
    assert first["command"]["record"]["claims"][0]["id"] == "C1"
    listed = run_onrecord("queue", database=database).stdout
    assert "LC" not in listed
    assert re.search(
        rf"1: to edit, by account {author}, [1-9][0-9]? [A-Z][a-z]+ 20[0-9]{{2}}\n", listed
    )
    assert "Waiting: proposals: 2, reports: 0, questions: 0" in listed
    assert "after “Corrected wording”" in listed
    asked = run_onrecord("queue", "--approve", "1", database=database)
    assert asked.returncode == 2
    assert asked.stdout.count("Corrected wording") == 1
    done = run_onrecord("queue", "--approve", "1", "--yes", database=database)
    assert done.stdout.count("Corrected wording") == 1
    assert "Kept: C1 (R2)." in done.stdout
    assert "Corrected wording" in run_onrecord("show", "C1", database=database).stdout
    history = _read(database, "history", "C1")
    assert (history[-1]["author"], history[-1]["approved_by"]) == (author, "operator")
    number = str(second["number"])
    silent = run_onrecord("queue", "--decline", number, database=database)
    assert "Why is it declined? Say so with --reason" in silent.stderr
    declined = run_onrecord(
        "queue", "--decline", number, "--reason", "no source", database=database
    )
    assert "declined" in declined.stdout
    assert _read(database, "queue") == []


def test_the_terminal_calls_what_waits_what_discord_calls_it(
    tmp_path: Path, library_database: Path
) -> None:
    database = tmp_path / "record.db"
    said, server = asyncio.run(_ask_and_look(database, library_database))
    listed = run_onrecord("queue", f"--server={server}", database=database).stdout
    sent = run_onrecord("queue", f"--server={server}", "--approve", "2", database=database)
    assert (sent.returncode, sent.stdout) == (2, "")
    assert sent.stderr.startswith("onrecord: Number 2 is what a member sent, no proposal")
    for line in ("Question 1, asked once", "Report 2 about LC1", "3: to add, by account"):
        assert line in said
        assert line in " ".join(listed.split())


async def _ask_and_look(database: Path, library_database: Path) -> tuple[str, int]:
    """What members of a server send in, as its queue lists it in Discord; and the server."""
    async with simulate(database, library_database) as sim:
        staffed = await staff(sim)
        await ask_moderators(sim, sim.alice, MOON)
        await report_error(sim, sim.bob, "The date is wrong.", "LC1")
        await propose_claim(sim, sim.bob, "The Elm Street bridge is safe")
        return await list_queue(staffed), sim.guild.id


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        ("x" * 6000, "The reason has 6,000 characters; at most 1,000 are kept."),
        ("\x1b[31mred", "The reason contains control characters, which cannot be kept."),
    ],
)
def test_a_reason_that_cannot_be_kept_is_refused_and_nothing_is_changed(
    database: Path, reason: str, sentence: str
) -> None:
    done = run_onrecord("retire", "C1", "--yes", "--reason", reason, database=database)
    assert (done.returncode, done.stderr) == (2, f"onrecord: {sentence}\n")
    assert len(_read(database, "history")) == 1


@pytest.mark.parametrize("number", ["9" * 30, "٣", "x"])
def test_a_number_that_nothing_in_the_queue_can_have_is_wrong_use(
    database: Path, number: str
) -> None:
    with pytest.raises(SystemExit) as left:
        run_onrecord("queue", "--approve", number, database=database)
    assert left.value.code == 2


def test_what_the_operator_cannot_approve_is_listed_with_what_was_proposed(
    tmp_path: Path, library_database: Path
) -> None:
    database = tmp_path / "record.db"
    asyncio.run(_propose(database, library_database))
    asyncio.run(_change_wording(database))
    listed = run_onrecord("queue", database=database).stdout
    said = " ".join(listed.split())
    assert "C1 was changed meanwhile, and the proposal changes the same (wording)" in said
    assert "wording: “Corrected wording”" in said
    refused = run_onrecord("queue", "--approve", "1", "--yes", database=database)
    assert "changes the same (wording)" in refused.stderr
    assert "Changed elsewhere" in run_onrecord("show", "C1", database=database).stdout


async def _change_wording(database: Path) -> None:
    async with open_record(database) as store:
        keeping = SqliteKeeping(store)
        kept = await load_kept(keeping, as_operator(), "LC1")
        assert isinstance(kept.entry, Claim)
        changed = replace(kept.entry, wording="Changed elsewhere")
        await keep(keeping, Edit(collect([changed]), {"LC1": kept.version}), as_operator())
