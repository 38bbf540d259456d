"""The command line, run as people run it: as a process, on a real database file."""

from __future__ import annotations

import importlib.metadata
import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.terminal import ROOT, run_onrecord


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("record") / "record.db"
    assert run_onrecord("claims", database=path).returncode == 0
    return path


def ask_json(database: Path, *arguments: str) -> dict[str, Any]:
    done = run_onrecord("ask", "--json", *arguments, database=database)
    assert done.stdout.count("\n") == 1
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_the_first_question_creates_the_record_and_prints_a_dossier(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folder" / "record.db"
    done = run_onrecord("ask", "north korean troops in kursk", database=path)
    assert done.returncode == 0
    assert done.stderr == ""
    for expected in (
        "Antony Blinken, US Secretary of State",
        "Sabrina Singh, Deputy Press Secretary, Pentagon",
        "9 December 2024",
        "about 31 October 2024",
        "“Pentagon Debunks Its Own Propaganda About North Korean Troops in Ukraine”",
        "↳ Denied by Russia",
        "No counter-statement on record.",
        "disputes the claim",
    ):
        assert expected in done.stdout


def test_a_question_about_something_else_is_unknown_and_exits_1(database: Path) -> None:
    done = run_onrecord("ask", "best pizza in naples", database=database)
    assert done.returncode == 1
    assert "Nothing on record about “best pizza in naples”." in done.stdout


def test_the_words_of_a_question_need_no_quotation_marks(database: Path) -> None:
    done = run_onrecord("ask", "north", "korean", "troops", "in", "kursk", database=database)
    assert "Kursk region" in done.stdout.splitlines()[0]


def test_questions_on_standard_input_are_answered_line_by_line(database: Path) -> None:
    asked = "north korean troops in kursk\n\nbest pizza in naples\n"
    done = run_onrecord("ask", "--json", database=database, stdin=asked)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["query"] for answer in answers] == asked.splitlines()
    assert [answer["outcome"] for answer in answers] == ["found", "unknown", "unknown"]
    assert done.returncode == 0


def test_each_line_is_answered_before_the_next_is_typed(database: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "--json", "--database", str(database)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    ) as process:
        assert process.stdin
        assert process.stdout
        for question in ("zakharova fake news", "austin in rome"):
            process.stdin.write(question + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["query"] == question
        process.stdin.close()
        assert process.wait(timeout=30) == 0


def test_the_json_has_the_documented_shape(database: Path) -> None:
    answer = ask_json(database, "north korean troops in kursk")
    assert set(answer) == {"query", "outcome", "matches"}
    assert len(answer["matches"]) == 5
    best = answer["matches"][0]
    assert {"id", "external_id", "claim", "score", "matched", "statements"} <= set(best)
    assert 0 <= best["score"] <= 1
    statement = next(s for s in best["statements"] if s["speaker"] == "Sabrina Singh")
    assert {
        "id", "date", "date_text", "date_basis", "speaker", "role", "organisation", "stance",
        "text", "kind", "sources", "counters", "countered_by",
    } <= set(statement)  # fmt: skip
    assert statement["date"] == "2024-12-09"
    assert statement["kind"] == "quote"
    assert {
        "title", "publisher", "author", "published", "kind", "url", "archive_url", "wording", "via",
    } <= set(statement["sources"][0])  # fmt: skip
    assert statement["sources"][0]["kind"] == "opinion"
    assert statement["sources"][0]["url"] is None
    assert {"id", "kind"} == set(statement["counters"][0])


def test_statements_stand_in_the_order_they_were_said(database: Path) -> None:
    answer = ask_json(database, "north korean troops in kursk")
    dates = [s["date"][:7] for s in answer["matches"][0]["statements"]]
    assert dates == sorted(dates)
    assert len(dates) > 5


def test_unknown_still_lists_the_nearest_claims_but_stands_by_none(database: Path) -> None:
    answer = ask_json(database, "north korean football results")
    assert answer["outcome"] == "unknown"
    assert all(match["statements"] == [] for match in answer["matches"])


def test_the_limit_bounds_the_matches(database: Path) -> None:
    assert len(ask_json(database, "--limit", "2", "north korean troops")["matches"]) == 2


def test_only_the_wanted_speaker_is_shown_and_the_rest_is_counted(database: Path) -> None:
    done = run_onrecord(
        "ask", "north korean troops in kursk", "--speaker", "singh", database=database
    )
    assert "Sabrina Singh" in done.stdout
    assert "S43  about" not in done.stdout
    assert "left out by speaker singh" in done.stdout
    assert "Selected: one of" in done.stdout or "Selected: 1 of" in done.stdout
    assert "No statement disputing" not in done.stdout


def test_since_and_until_bound_the_dates(database: Path) -> None:
    done = run_onrecord(
        "ask", "--json", "north korean troops in kursk", "--since", "Dec 2024", "--until",
        "31 Dec 2024", database=database,
    )  # fmt: skip
    statements = json.loads(done.stdout)["matches"][0]["statements"]
    assert {s["speaker"] for s in statements} >= {"Sabrina Singh"}
    assert all("2025-02" not in s["date"] for s in statements)


def test_as_of_hides_what_had_not_been_said_yet_and_later_answers(database: Path) -> None:
    done = run_onrecord(
        "ask", "--json", "north korean troops in kursk", "--as-of", "2024-12-31",
        database=database,
    )  # fmt: skip
    statements = json.loads(done.stdout)["matches"][0]["statements"]
    shown = {s["id"] for s in statements}
    assert {"Sabrina Singh", "Antony Blinken"} <= {s["speaker"] for s in statements}
    assert "Felix Abt" not in {s["speaker"] for s in statements}
    later = ask_json(database, "north korean troops in kursk")["matches"][0]["statements"]
    answers = {c["id"] for s in statements for c in s["countered_by"]}
    assert not answers & {s["id"] for s in later if s["speaker"] == "Felix Abt"}
    assert len(shown) < len(later)


def test_as_of_never_says_that_no_counter_statement_is_on_record_where_a_later_one_is(
    database: Path,
) -> None:
    question = "are north korean soldiers fair game"
    now = run_onrecord("ask", question, database=database).stdout
    assert now.count("Questioned by Drago Bosnic") == 1
    then = run_onrecord("ask", question, "--as-of", "Nov 2024", database=database).stdout
    assert "↳ No counter-statement on record that was certainly made by then.\n" in then
    assert "No counter-statement on record.\n" not in then


def test_an_ambiguous_date_is_refused_with_both_readings(database: Path) -> None:
    done = run_onrecord("ask", "troops", "--since", "10/11/2024", database=database)
    assert done.returncode == 2
    assert "10 November 2024" in done.stderr
    assert "11 October 2024" in done.stderr


def test_entries_are_shown_by_id_in_either_case(database: Path) -> None:
    claim = ask_json(database, "north korean troops in kursk")["matches"][0]
    shown = run_onrecord("show", claim["id"].lower(), "--json", database=database)
    assert json.loads(shown.stdout)["claim"] == claim["claim"]
    statement = claim["statements"][0]["id"]
    text = run_onrecord("show", statement, database=database)
    assert text.returncode == 0
    assert statement in text.stdout
    assert "the claim: " in text.stdout


@pytest.mark.parametrize("id_", ["C99999", "S0", "hello", "C-1", "C1; DROP TABLE claim", ""])
def test_an_id_that_leads_nowhere_is_one_sentence_and_exits_1(database: Path, id_: str) -> None:
    done = run_onrecord("show", id_, database=database)
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "on record" in done.stderr


@pytest.mark.parametrize("name", ["Zelensky", "zelenskyy", "Volodymyr Zelenskyi", "ZELENSKIY"])
def test_a_speaker_is_found_by_any_spelling(database: Path, name: str) -> None:
    done = run_onrecord("speaker", name, "--json", database=database)
    said = json.loads(done.stdout)
    assert said["speaker"] == "Volodymyr Zelensky"
    dates = [statement["date"] for statement in said["statements"]]
    assert len(dates) >= 3


def test_lists_have_a_line_an_entry(database: Path) -> None:
    claims = run_onrecord("claims", "--json", database=database).stdout.splitlines()
    sources = run_onrecord("sources", "--json", database=database).stdout.splitlines()
    assert len({json.loads(line)["id"] for line in claims}) == len(claims) >= 12
    assert len({json.loads(line)["id"] for line in sources}) == len(sources) == 5


def test_piped_output_has_no_escape_codes_and_wraps_nothing(database: Path) -> None:
    done = run_onrecord("ask", "north korean troops in kursk", database=database)
    assert "\x1b" not in done.stdout
    assert max(len(line) for line in done.stdout.splitlines()) > 120


def test_the_version_is_printed_where_a_script_can_read_it(tmp_path: Path) -> None:
    try:
        version = importlib.metadata.version("onrecord")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("runs from a checkout that is not installed")
    done = run_onrecord("--version", database=tmp_path / "none.db")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"onrecord {version}\n", "")


def test_columns_set_the_width(database: Path) -> None:
    done = run_onrecord("ask", "north korean troops in kursk", database=database, COLUMNS="60")
    assert max(len(line) for line in done.stdout.splitlines()) <= 60
    assert all(line == line.rstrip() for line in done.stdout.splitlines())
    assert "\x1b" not in done.stdout


def run_in_terminal(
    database: Path, typed: bytes, *options: str, **environment: str
) -> tuple[int, str]:
    """Run a question at a real pseudo-terminal, type something, and return what it shows."""
    master, slave = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "ask", "north", "korean", "troops", *options],
        cwd=ROOT,
        stdin=slave,
        stdout=slave,
        stderr=slave,
        env=os.environ | {"ONRECORD_DATABASE": str(database), "TERM": "xterm"} | environment,
    ) as process:
        os.close(slave)
        os.write(master, typed)
        shown = b""
        while True:
            try:
                shown += os.read(master, 65536)
            except OSError:  # the other end is closed
                break
        code = process.wait(timeout=30)
    os.close(master)
    return code, shown.decode()


def test_a_terminal_gets_colour_unless_no_color_is_set(database: Path) -> None:
    assert "\x1b[1m" in run_in_terminal(database, b"\n")[1]
    assert "\x1b[1m" not in run_in_terminal(database, b"\n", NO_COLOR="1")[1]


def test_a_choice_at_the_terminal_is_made_by_number(database: Path) -> None:
    code, shown = run_in_terminal(database, b"9\n1\n")
    assert code == 0
    assert shown.count("Number (1–") == 2
    assert "On record: " in shown


def test_a_choice_at_the_terminal_keeps_to_what_was_selected(database: Path) -> None:
    _, shown = run_in_terminal(database, b"1\n", "--since", "2030")
    assert "Selected: 0 of " in shown
    assert "left out by since 2030." in shown
    assert "No statement on this claim is on record" not in shown


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        (
            ["--since", "2025", "--until", "Oct 2024"],
            "The span ends before it begins: since 2025, until October 2024.",
        ),
        (["--speaker", " "], "The speaker is missing."),
        (["--speaker", "\u200b"], "The speaker is missing."),
    ],
)
def test_what_can_select_nothing_is_refused(
    database: Path, options: list[str], sentence: str
) -> None:
    done = run_onrecord("ask", "troops in kursk", *options, database=database)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"onrecord: {sentence}\n")


@pytest.mark.parametrize(
    "question",
    [
        " ",
        "a" * 6000,
        "🇰🇵 🪖 ❓",
        "هل القوات الكورية الشمالية في كورسك؟",
        "\" ' * AND ( OR NEAR a: -x {c} ^",
        "'; DROP TABLE claim; --",
        "<@123> @everyone [x](http://example.org) **bold** ||no||",
        "\u202etxet lanoitceridib",
        "%s %n {0} {question}",
    ],
)
def test_hostile_questions_get_an_answer_and_never_a_traceback(
    database: Path, question: str
) -> None:
    done = run_onrecord("ask", "--json", question, database=database)
    assert done.returncode in (0, 1)
    assert json.loads(done.stdout)["query"] == question
    assert done.stderr == ""


def test_bytes_that_are_no_text_are_answered_too(database: Path) -> None:
    done = run_onrecord(
        "ask", "--json", database=database, stdin=b"\xff\xfe\x00kursk\n\xed\xa0\x80\n"
    )
    assert [json.loads(line)["outcome"] for line in done.stdout.splitlines()][1:] == ["unknown"]
    assert done.stderr == ""


def test_wrong_use_exits_2_with_a_sentence(database: Path) -> None:
    for arguments in (
        ["ask"],
        ["ask", "  "],
        ["frobnicate"],
        ["ask", "x", "--limit", "0"],
        ["export", "-", "--claims-only"],
        [],
    ):
        done = run_onrecord(*arguments, database=database)
        assert done.returncode == 2, arguments
        assert "Traceback" not in done.stderr
        assert done.stderr


@pytest.mark.parametrize("content", [b"", b"not a database", b"SQLite format 3\x00garbage"])
def test_a_database_that_cannot_be_used_exits_78(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "record.db"
    path.write_bytes(content)
    done = run_onrecord("ask", "kursk", database=path)
    assert done.returncode == 78
    assert done.stderr.count("\n") == 1
    assert str(path) in done.stderr
    assert path.read_bytes() == content


def test_debug_shows_the_traceback_of_an_error(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    path.write_bytes(b"not a database")
    assert "Traceback" in run_onrecord("ask", "kursk", "--debug", database=path).stderr


def test_a_reader_that_goes_away_is_no_error(database: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m bot claims --database {database} | head -n 1",
        cwd=ROOT, shell=True, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert done.stderr == ""


@pytest.mark.parametrize("arguments", [("ask", "kursk"), ("queue",)], ids=["ask", "queue"])
def test_the_terminal_path_never_loads_discord(database: Path, arguments: tuple[str, ...]) -> None:
    probe = (
        "import sys; from bot.__main__ import main; "
        f"main([*{arguments!r}, '--database', {str(database)!r}]); "
        "sys.exit('discord' in sys.modules or 'rich' in sys.modules)"
    )
    environment = {name: value for name, value in os.environ.items() if name != "COLUMNS"}
    done = subprocess.run(
        [sys.executable, "-c", probe],
        cwd=ROOT, env=environment, stdout=subprocess.PIPE, check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == 0
