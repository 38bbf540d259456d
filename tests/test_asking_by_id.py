"""A question that is an entry's id is answered with that entry, as autocomplete gives ids too."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.terminal import run_here


@pytest.fixture
def database(tmp_path: Path, library_database: Path) -> Path:
    """A record of its own with the shipped library."""
    return Path(shutil.copy(library_database, tmp_path / "record.db"))


@pytest.mark.parametrize("id_", ["C3", "S7", "P5", "D2"])
def test_the_answer_is_what_show_says(database: Path, id_: str) -> None:
    shown = run_here("show", id_, database=database).stdout
    assert id_ in shown
    for typed in (id_, id_.lower(), f"  {id_.lower()} ", f"L{id_}", f"l{id_.lower()}"):
        asked = run_here("ask", typed, database=database)
        assert (asked.returncode, asked.stdout, asked.stderr) == (0, shown, ""), typed


def test_a_claims_answer_keeps_to_what_was_selected(database: Path) -> None:
    told = run_here("ask", "c3", "--since", "2024-11", database=database).stdout
    assert told.startswith("C3  North Korean troops in Russia are about to enter combat")
    assert "Selected: 1 of 5 statements on record" in told


def test_an_id_that_leads_nowhere_says_how_ids_look_and_exits_1(database: Path) -> None:
    done = run_here("ask", " s400 ", database=database)
    assert (done.returncode, done.stdout) == (1, "")
    expected = "onrecord: No entry “s400” is on record. Ids look like C12, S34, P5 or D7.\n"
    assert done.stderr == expected


def test_what_looks_like_an_id_and_is_a_word_on_record_finds_its_claim(
    database: Path, tmp_path: Path
) -> None:
    file = tmp_path / "claims.csv"
    file.write_text("claim\nRussia has sold S400 batteries to North Korea\n", encoding="utf-8")
    done = run_here("import", str(file), "--claims-only", database=database)
    assert done.stdout.startswith("Imported: 1 added.\n1 entry in ")
    asked = run_here("ask", "S400", database=database)
    assert asked.returncode == 0
    assert "S400 batteries" in asked.stdout


def _ask(database: Path, *questions: str) -> list[dict[str, Any]]:
    typed = "".join(f"{question}\n" for question in questions)
    done = run_here("ask", "--json", database=database, stdin=typed)
    assert (done.returncode, done.stderr) == (0, "")
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_in_json_a_claim_is_found_and_any_other_entry_is_given_as_such(database: Path) -> None:
    claim, *others, nothing = _ask(database, "c3", "S7", "p5", "D2", "S400")
    assert (claim["outcome"], claim["matches"][0]["id"]) == ("found", "C3")
    assert len(claim["matches"][0]["statements"]) == 5
    for answer, id_ in zip(others, ("S7", "P5", "D2"), strict=True):
        shown = json.loads(run_here("show", id_, "--json", database=database).stdout)
        assert answer == {
            "query": answer["query"], "outcome": "entry", "matches": [], "entry": shown,
        }  # fmt: skip
        assert shown["id"] == id_
    assert (nothing["outcome"], nothing["matches"]) == ("unknown", [])


def test_a_retired_entry_is_shown_as_retired_in_words_and_as_json(database: Path) -> None:
    run_here("retire", "S7", "--yes", database=database)
    for command in ("show", "ask"):
        told = run_here(command, "s7", database=database)
        assert (told.returncode, told.stderr) == (0, "")
        assert "This entry was retired from the record." in told.stdout
        assert "onrecord history S7" in told.stdout
    shown = json.loads(run_here("show", "S7", "--json", database=database).stdout)
    assert (shown["id"], shown["state"]) == ("S7", "retired")
    run_here("retire", "C3", "--yes", database=database)
    assert json.loads(run_here("show", "C3", "--json", database=database).stdout)["state"] == (
        "retired"
    )


def test_a_retired_source_or_speaker_says_so(database: Path, tmp_path: Path) -> None:
    file = tmp_path / "more.json"
    record = {
        "format": "onrecord-record",
        "version": 1,
        "speakers": [{"id": "ann", "name": "Ann Example", "kind": "person"}],
        "sources": [{"id": "gazette", "title": "The bridge opens", "kind": "news report"}],
    }
    file.write_text(json.dumps(record), encoding="utf-8")
    assert run_here("import", str(file), database=database).returncode == 0
    for id_ in ("P36", "D6"):
        assert "retired" not in run_here("show", id_, database=database).stdout
        assert run_here("retire", id_, "--yes", database=database).returncode == 0
        assert "This entry was retired" in run_here("show", id_, database=database).stdout


@pytest.mark.parametrize("question", ["C19", "north korean troops in kursk", "qwrtz plmnb"])
def test_a_speaker_that_nobody_is_called_is_refused_not_left_out(
    database: Path, question: str
) -> None:
    done = run_here("ask", question, "--speaker", "Nobody Known", database=database)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "onrecord: No speaker “Nobody Known” is on record.\n"
    blank = run_here("speaker", " ", database=database)
    assert (blank.returncode, blank.stderr) == (2, "onrecord: The speaker is missing.\n")
    known = run_here("ask", "C19", "--speaker", "NIS", database=database)
    assert "Selected: 0 of 9 statements on record" in known.stdout
