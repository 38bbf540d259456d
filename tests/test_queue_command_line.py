"""A proposal edited in a file and approved in the terminal, as with "Edit and approve"."""

from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.core.curation.commands import Edit
from bot.core.curation.overseeing import load_kept
from bot.core.curation.references import collect
from bot.core.models import Claim
from db.keeping import SqliteKeeping
from tests.curating import as_operator, keep
from tests.moderating import send_form, staff
from tests.queueing import propose_claim
from tests.record import open_record
from tests.simulated import answer_of, simulate
from tests.terminal import run_here as run_onrecord

FLAWED, MENDED = "Elm brigde safe lol", "The Elm Street bridge is safe"


@pytest.fixture
def database(tmp_path: Path, library_database: Path) -> Path:
    """A record with a correction of the library proposed by a curator."""
    database = tmp_path / "record.db"
    asyncio.run(_propose(database, library_database))
    return database


async def _propose(database: Path, library_database: Path) -> None:
    async with simulate(database, library_database) as sim:
        staffed = await staff(sim)
        form = await staffed.curator.slash(sim.channel, "edit", id="LC1")
        draft = await send_form(staffed.curator, form, wording=FLAWED)
        answer_of(await staffed.curator.click(draft, label="Save"))


def _load(database: Path, *more: str) -> dict[str, Any]:
    printed = run_onrecord("queue", "--json", *more, database=database).stdout
    found: dict[str, Any] = json.loads(printed)
    return found


def _write(path: Path, proposal: dict[str, Any]) -> str:
    path.write_text(json.dumps(proposal))
    return str(path)


def test_a_proposal_is_published_as_a_file_has_it_in_its_authors_name(
    tmp_path: Path, database: Path
) -> None:
    proposal = _load(database)
    proposal["command"]["record"]["claims"][0]["wording"] = MENDED
    file = _write(tmp_path / "1.json", proposal)
    decide = ("queue", "--approve", "1", "--edited", file)
    asked = run_onrecord(*decide, database=database)
    assert asked.returncode == 2
    assert "Proposal 1, as it was edited" in asked.stdout
    assert f"after “{MENDED}”" in asked.stdout
    assert MENDED not in run_onrecord("show", "C1", database=database).stdout
    done = run_onrecord(*decide, "--yes", database=database)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "Kept: C1 (R2).")
    shown = run_onrecord("show", "C1", database=database).stdout
    assert MENDED in shown
    assert FLAWED not in shown
    history = run_onrecord("history", "C1", "--json", database=database).stdout.splitlines()
    last = json.loads(history[-1])
    assert (last["author"], last["approved_by"]) == (proposal["author"], "operator")
    assert run_onrecord("queue", "--json", database=database).stdout == ""


def test_an_edited_proposal_never_overwrites_what_changed_meanwhile(
    tmp_path: Path, database: Path
) -> None:
    proposal = _load(database)
    file = _write(tmp_path / "1.json", proposal)
    asyncio.run(_change(database, phrasings=("What others added",)))
    decide = ("queue", "--approve", "1", "--edited", file, "--yes")
    kept = run_onrecord(*decide, database=database)
    assert kept.returncode == 0, kept.stderr
    found = json.loads(
        run_onrecord("history", "C1", "--json", database=database).stdout.splitlines()[-1]
    )
    assert [each["field"] for each in found["differences"]] == ["wording"]


def test_a_file_that_changes_what_others_changed_meanwhile_is_refused(
    tmp_path: Path, database: Path
) -> None:
    file = _write(tmp_path / "1.json", _load(database))
    asyncio.run(_change(database, wording="Changed elsewhere"))
    decide = ("queue", "--approve", "1", "--edited", file, "--yes")
    refused = run_onrecord(*decide, database=database)
    assert refused.returncode == 2
    assert "C1 was changed meanwhile, and the proposal changes the same (wording)" in refused.stderr
    assert "Changed elsewhere" in run_onrecord("show", "C1", database=database).stdout


async def _change(database: Path, **changed: Any) -> None:
    async with open_record(database) as store:
        keeping = SqliteKeeping(store)
        kept = await load_kept(keeping, as_operator(), "LC1")
        assert isinstance(kept.entry, Claim)
        after = replace(kept.entry, **changed)
        await keep(keeping, Edit(collect([after]), {"LC1": kept.version}), as_operator())


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        ({"number": 2}, "holds proposal 2, not 1."),
        ({"command": {"type": "Retire", "id": "C1"}}, "another change than proposal 1"),
        ({"command": {"type": "Nonsense"}}, "is no proposal as `onrecord queue --json` prints"),
    ],
)
def test_a_file_that_is_not_of_the_proposal_is_refused(
    tmp_path: Path, database: Path, spoil: dict[str, Any], said: str
) -> None:
    file = _write(tmp_path / "1.json", _load(database) | spoil)
    decide = ("queue", "--approve", "1", "--edited", file, "--yes")
    refused = run_onrecord(*decide, database=database)
    assert refused.returncode == 2
    assert said in refused.stderr
    assert _load(database)["number"] == 1


def test_a_file_without_a_number_and_one_that_is_not_there_are_refused(
    tmp_path: Path, database: Path
) -> None:
    alone = run_onrecord("queue", "--edited", "x.json", database=database)
    assert (alone.returncode, alone.stderr) == (
        2, "onrecord: --edited FILE goes with --approve N.\n",
    )  # fmt: skip
    missing = str(tmp_path / "none.json")
    absent = run_onrecord("queue", "--approve", "1", "--edited", missing, database=database)
    assert absent.returncode == 2
    assert "none.json cannot be read: no such file or directory." in absent.stderr


def test_a_servers_own_proposal_is_edited_too(tmp_path: Path, library_database: Path) -> None:
    database, file = tmp_path / "record.db", tmp_path / "1.json"
    server = asyncio.run(_propose_in_server(database, library_database))
    proposal = _load(database, server)
    proposal["command"]["record"]["claims"][0]["wording"] = MENDED
    decide = ("queue", "--approve", "1", "--edited", _write(file, proposal), "--yes", server)
    done = run_onrecord(*decide, database=database)
    assert done.stdout.splitlines()[-1] == "Kept: C1 (R1).", done.stderr
    assert MENDED in run_onrecord("history", "C1", server, database=database).stdout


async def _propose_in_server(database: Path, library_database: Path) -> str:
    async with simulate(database, library_database) as sim:
        await staff(sim)
        await propose_claim(sim, sim.alice, FLAWED)
        return f"--server={sim.guild.id}"
