"""Problems of a file are told row by row, each once, to the terminal as on Discord."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.core.exchange import Problem, RowOf, arrange
from bot.core.words import Sentence
from tests.terminal import run_here as run_onrecord

HEAD = "claim,stance,speaker,date,text,kind,source_title,source_url\n"
ROWS = (
    "It rained,supports,Ann,2024,It rained.,quote,Gazette,ftp://x\n"
    "It rained,suports,Ann,2024,It rained a lot.,quote,Gazette,\n"
    "It rained,supports,Ann,10/11/2024,It poured.,quote,Gazette,\n"
)


def test_a_files_problems_stand_in_the_order_of_its_rows(
    tmp_path: Path, library_database: Path
) -> None:
    file = tmp_path / "list.csv"
    file.write_text(HEAD + ROWS)
    command = ("import", str(file), "--skip-bad", "--dry-run")
    done = run_onrecord(*command, database=library_database)
    lines = done.stderr.splitlines()
    places = [line.split(":")[0] for line in lines if line.startswith("list.csv")]
    assert places == ["list.csv, row 2, url", "list.csv, row 3, stance", "list.csv, row 4, date"]


@pytest.mark.parametrize("field", ["source", "counters"])
def test_only_what_a_row_itself_describes_follows_from_its_other_problem(field: str) -> None:
    row = RowOf("list.csv", 7)
    own = Problem(row, "url", Sentence("problem.missing"))
    missing = Problem(row, field, Sentence("refused.nowhere", id="x"))
    assert arrange([missing]) == [missing]
    assert arrange([own, missing]) == ([own] if field == "source" else [own, missing])


def test_several_files_keep_their_order() -> None:
    said = Sentence("problem.missing")
    places = [RowOf("b.csv", 9), RowOf("a.csv", 2), RowOf("b.csv", 3)]
    told = arrange([Problem(place, "date", said) for place in places])
    assert [problem.where for problem in told] == [places[2], places[0], places[1]]
