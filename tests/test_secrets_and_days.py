"""No token in what operators' commands write, and no day that shifts with the machine's zone."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.arguments import build_parser
from bot.core.dates import read_date
from bot.core.errors import OnRecordError
from bot.core.exchange import IfDifferent, Item
from bot.core.models import SHARED
from bot.core.record_file import encode_record_file
from db.archive import SqliteArchive
from db.backup import make_backup
from db.copying import remove_database
from tests.record import add_entries, make_statement, open_record, small_record
from tests.upkeep import NOW, examine, run_command

CANARY = "MTEwMDAwMDAwMDAwMDAwMDAwMQ.Gcanar.canary-token-of-the-operator-0000000"
ZONES = (
    "UTC",
    "America/Los_Angeles",
    "Pacific/Kiritimati",  # UTC+14
    "Etc/GMT+12",
    "Europe/Berlin",
    "Australia/Lord_Howe",  # half an hour of daylight saving
    "America/Sao_Paulo",
)
NIGHTS = (
    datetime(2026, 3, 29, 0, 30, tzinfo=UTC),  # Berlin's clocks go forward
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),  # and back
    datetime(2026, 10, 25, 1, 30, tzinfo=UTC),
    datetime(2026, 11, 1, 8, 59, 59, tzinfo=UTC),  # Los Angeles
    datetime(2026, 12, 31, 23, 59, 59, tzinfo=UTC),
)


def test_the_operators_commands_write_the_token_nowhere(
    library_database: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    database = Path(shutil.copy(library_database, tmp_path / "record.db"))
    token_file = tmp_path / "token" / "discord_token"
    token_file.parent.mkdir()
    token_file.write_text(CANARY, encoding="ascii")
    said = []
    for arguments in (
        ["doctor"],
        ["doctor", "--json"],
        ["backup", str(tmp_path)],
        ["restore", str(tmp_path / "record.db"), "--force"],
        ["backup", str(token_file)],
    ):
        for variables in (
            {"DISCORD_TOKEN": CANARY},
            {"DISCORD_TOKEN": CANARY + " "},
            {"DISCORD_TOKEN": f"Bot {CANARY}"},
            {"DISCORD_TOKEN_FILE": str(token_file)},
            {"CREDENTIALS_DIRECTORY": str(token_file.parent)},
        ):
            try:
                said.append(run_command(*arguments, database=database, now=NOW, **variables)[1])
            except OnRecordError as error:
                said += [str(error), repr(error.__cause__)]
    written = [path.read_bytes() for path in tmp_path.iterdir() if path.is_file()]
    assert len(written) > 5
    assert len(said) >= 25
    assert not any(CANARY.encode() in content for content in written)
    assert CANARY not in "".join(said) + "".join(capfd.readouterr())
    assert token_file.read_text(encoding="ascii") == CANARY


def test_no_option_takes_a_token_where_the_process_list_would_show_it() -> None:
    parser = build_parser()
    commands = next(a for a in parser._actions if a.dest == "command").choices
    assert commands is not None
    options = [
        option
        for command in dict(commands).values()
        for action in command._actions
        for option in action.option_strings
    ]
    assert "--database" in options
    assert not [option for option in options if "token" in option or "secret" in option]


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def test_a_date_is_read_as_the_same_day_in_every_zone_on_every_night(zone: str) -> None:
    texts = ("29 Oct 2024", "Oct 2024", "late October 2024", "31 Dec 2024", "before 1 Jan 2025")
    read = [
        (date.earliest.isoformat(), date.latest.isoformat())
        for night in NIGHTS
        for date in (read_date(text, published=night.date()) for text in texts)
    ]
    assert len(set(read)) == len(texts)
    assert read[0] == ("2024-10-29", "2024-10-29")


async def test_what_is_imported_in_any_zone_is_exported_with_the_same_days(
    zone: str, library_database: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with open_record(tmp_path / "record.db") as store:
        imported = encode_record_file(await SqliteArchive(store).export(SHARED))
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    async with open_record(library_database, writable=False) as store:
        assert encode_record_file(await SqliteArchive(store).export(SHARED)) == imported
    days = [statement["said_on"] for statement in json.loads(imported)["statements"]]
    assert len(days) > 50


def test_backups_are_named_and_rotated_by_universal_time(
    zone: str, library_database: Path, tmp_path: Path
) -> None:
    made = make_backup(library_database, tmp_path, now=NIGHTS[1])
    assert made.path.name == "onrecord-20261025T003000Z.db"
    local = NIGHTS[1].astimezone() + timedelta(seconds=1)
    assert make_backup(library_database, tmp_path, now=local).path.name.endswith("T003001Z.db")
    remove_database(made.path)


async def test_changes_keep_their_order_though_the_clock_was_set_back(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    async with open_record(path) as store:
        await add_entries(store, small_record())
        items = [Item(make_statement("last", "Last words."), "test")]
        await SqliteArchive(store).import_items(
            SHARED,
            items,
            author="operator",
            made_at="2020-01-01T00:00:00+00:00",
            if_different=IfDifferent.REFUSE,
            skip_bad=False,
            dry_run=False,
            progress=None,
        )
        query = "SELECT made_at FROM revision ORDER BY number"
        moments = await store.read(lambda found: [row[0] for row in found.execute(query)])
        query_ids = "SELECT external_id FROM entry WHERE kind = 'S' ORDER BY number DESC LIMIT 2"
        last = await store.read(lambda found: [row[0] for row in found.execute(query_ids)])
    assert moments[-1] < moments[0]
    assert last == ["last", "ann-bridge"]
    assert {found["grade"] for found in examine(path).values()} == {"ok", "warning"}
