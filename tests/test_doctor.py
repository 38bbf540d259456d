"""Doctor: what is wrong is found and named with the next step, and nothing is changed."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from bot.core.errors import StoreBusy
from bot.doctor import Grade, examine_sqlite, has_wal_reset_bug
from db.backup import make_backup
from db.files import hold_lock
from db.migrate import latest_schema, migrate
from tests.record import add_entries, open_record, small_record
from tests.trial_damage import try_damage
from tests.upkeep import NOW, examine, run_command

TOKEN = "ODAzNTExMTAyMjQ2Nzg5MTI4.GAbCdE.abcdefghijklmnopqrstuvwxyz0123456789AB"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with the library, to be copied and not changed."""
    import asyncio

    async def fill() -> None:
        async with open_record(path) as store:
            await add_entries(store, small_record())

    path = tmp_path_factory.mktemp("filled") / "record.db"
    asyncio.run(fill())
    return path


@pytest.fixture
def database(filled: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(filled, tmp_path / "record.db"))


def _run_sql(path: Path, sql: str) -> None:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(sql)


def test_all_is_well_with_a_fresh_record_that_has_a_backup(database: Path, tmp_path: Path) -> None:
    make_backup(database, tmp_path / "backup.db", now=NOW)
    before = database.read_bytes()
    code, output = run_command("doctor", database=database, DISCORD_TOKEN=TOKEN)
    assert code == 0
    assert {line[:8].strip() for line in output.splitlines()} == {"ok"}
    assert database.read_bytes() == before
    assert TOKEN not in output


async def test_doctor_looks_at_a_database_that_the_bot_has_open(tmp_path: Path) -> None:
    async with open_record(tmp_path / "record.db") as store:
        await add_entries(store, small_record())
        found = examine(tmp_path / "record.db")
    assert found["contents"]["sentence"] == "182 entries"
    assert found["search index"]["grade"] == "ok"


@pytest.mark.parametrize(
    ("check", "sql"),
    [
        ("schema", "DROP INDEX citation_source"),
        ("contents", "UPDATE citation SET wording = wording || ' not' WHERE position = 0"),
        ("contents", "UPDATE statement SET said_on = '2023-10'"),
        ("contents", "UPDATE entry SET content_hash = x'00' WHERE entry_key = 3"),
        ("contents", "PRAGMA foreign_keys = OFF; DELETE FROM claim WHERE claim_key = 60"),
        ("references", "PRAGMA foreign_keys = OFF; DELETE FROM speaker WHERE speaker_key = 1"),
        ("derived columns", "UPDATE statement SET said_latest = '2199-01-01'"),
        ("derived columns", "UPDATE speaker_name SET folded = 'somebody else'"),
        ("derived columns", "UPDATE entry SET recognised_by = recognised_by + 1"),
        ("history", "UPDATE revision SET made_at = 'yesterday'"),
        ("numbers", "UPDATE number_sequence SET last_number = 1"),
        ("search index", "DELETE FROM indexed_claim WHERE claim_key % 2"),
        ("search index", "UPDATE indexed_claim SET terms = 'bridg'"),
        ("search index", "UPDATE indexed_term SET claims = claims + 1"),
        ("search index", "DELETE FROM indexed_statement WHERE entry_key = 5"),
        ("search index", "INSERT INTO claim_terms (rowid, terms) VALUES (99999, '1_bridg')"),
        (
            "search index",
            "INSERT INTO statement_terms (statement_terms) VALUES ('delete-all')",
        ),
        ("texts", "UPDATE speaker SET kind = 'person'; UPDATE setting SET value = "
                  "CAST(x'ff' AS TEXT)"),
    ],
)  # fmt: skip
def test_what_was_changed_behind_the_programs_back_is_found(
    database: Path, check: str, sql: str
) -> None:
    _run_sql(database, sql)
    found = examine(database)
    assert found[check]["grade"] == "problem"
    assert found[check]["next_step"]


def test_an_index_that_differs_is_made_anew(database: Path) -> None:
    _run_sql(database, "UPDATE indexed_claim SET terms = 'bridg'")
    code, _ = run_command("doctor", "--rebuild-index", database=database)
    assert code == 0
    assert examine(database)["search index"]["grade"] == "ok"


def test_the_index_is_not_made_anew_while_the_bot_runs(database: Path) -> None:
    with hold_lock(database), pytest.raises(StoreBusy):
        run_command("doctor", "--rebuild-index", database=database)


def _make_empty(path: Path) -> None:
    path.write_bytes(b"")


def _make_foreign(path: Path) -> None:
    path.unlink()
    _run_sql(path, "CREATE TABLE photo (name)")


def _make_newer(path: Path) -> None:
    _run_sql(path, f"PRAGMA user_version = {latest_schema() + 1}")


def _make_headless(path: Path) -> None:
    path.write_bytes(b"\0" * 4096 + path.read_bytes()[4096:])


@pytest.mark.parametrize("spoil", [_make_empty, _make_foreign, _make_newer, _make_headless])
def test_a_file_that_cannot_be_used_is_named_and_left_alone(
    database: Path, spoil: Callable[[Path], None]
) -> None:
    spoil(database)
    before = database.read_bytes()
    found = examine(database)
    assert (found["database"]["grade"], "contents" in found) == ("problem", False)
    assert database.read_bytes() == before


def test_doctor_makes_no_database_where_there_is_none(tmp_path: Path) -> None:
    code, output = run_command("doctor", database=tmp_path / "record.db")
    assert (code, "there is no database" in output) == (1, True)
    assert not list(tmp_path.iterdir())


def test_an_older_schema_is_no_problem(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, until=latest_schema() - 1)
    assert examine(path)["database"]["grade"] == "warning"


def test_a_backup_that_is_old_or_gone_is_pointed_out(database: Path, tmp_path: Path) -> None:
    made = make_backup(database, tmp_path / "backup.db", now=NOW)
    later = examine(database, NOW + timedelta(days=4))["last backup"]
    assert (later["grade"], "4 days ago" in later["sentence"]) == ("warning", True)
    made.path.unlink()
    assert "not there any more" in examine(database)["last backup"]["sentence"]


def test_a_clock_that_was_set_back_is_pointed_out(database: Path) -> None:
    assert examine(database, NOW - timedelta(days=30))["clock"]["grade"] == "warning"
    assert examine(database, NOW.replace(year=1970))["clock"]["grade"] == "problem"


def test_a_setting_that_cannot_be_used_is_a_problem_and_the_rest_is_still_checked(
    database: Path,
) -> None:
    found = examine(database, ONRECORD_LOG_LEVEL="LOUD")
    assert found["settings"]["grade"] == "problem"
    assert found["contents"]["grade"] == "ok"


def test_a_token_of_the_wrong_form_is_a_problem_and_never_printed(database: Path) -> None:
    code, output = run_command("doctor", database=database, DISCORD_TOKEN="my-secret.not.a-token")
    assert (code, "my-secret" in output) == (1, False)


@pytest.mark.parametrize(
    ("version", "has_bug"),
    [
        ((3, 6, 23), False),
        ((3, 7, 0), True),
        ((3, 40, 1), True),
        ((3, 44, 5), True),
        ((3, 44, 6), False),
        ((3, 45, 0), True),
        ((3, 50, 6), True),
        ((3, 50, 7), False),
        ((3, 51, 2), True),
        ((3, 51, 3), False),
    ],
)
def test_sqlite_versions_with_the_wal_reset_bug_are_known(
    version: tuple[int, ...], has_bug: bool
) -> None:
    assert has_wal_reset_bug(version) is has_bug
    assert examine_sqlite(version).grade is Grade.OK


@pytest.mark.parametrize(
    "times", [20, pytest.param(200, marks=pytest.mark.long)]
)  # fmt: skip
def test_random_damage_to_the_file_is_noticed(tmp_path: Path, times: int) -> None:
    tally = try_damage(tmp_path, times)
    assert tally.noticed >= 0.995 * tally.hits
    assert tally.changed_by_doctor == 0
