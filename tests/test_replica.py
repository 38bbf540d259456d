"""Restoring from what a replication program keeps: a snapshot and the log's pages after it."""

from __future__ import annotations

import contextlib
import re
import shutil
import sqlite3
from pathlib import Path

from bot.core.models import Claim
from tests.record import add_entries, open_record, small_record
from tests.terminal import ROOT, run_onrecord
from tests.upkeep import examine, run_command


async def _replicate(folder: Path) -> tuple[Path, str]:
    """Write a record; the plain file that its replica makes, and its export as of then."""
    path, kept = folder / "record.db", folder / "kept"
    kept.mkdir()
    async with open_record(path) as store:
        await add_entries(store, small_record())
        shutil.copy(path, kept / "replica.db")  # the snapshot
        for number in range(30):
            await add_entries(store, [Claim(id=f"c{number}", wording=f"Tower {number} is high")])
        shutil.copy(f"{path}-wal", kept / "replica.db-wal")  # all pages since
        exported = run_onrecord("export", "-", database=path).stdout
        await add_entries(store, [Claim(id="lost", wording="This is after the last page")])
    with contextlib.closing(sqlite3.connect(kept / "replica.db")) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert [file.name for file in kept.iterdir()] == ["replica.db"]
    return kept / "replica.db", exported


async def test_a_record_is_restored_from_a_replicas_plain_files(tmp_path: Path) -> None:
    replica, exported = await _replicate(tmp_path)
    restored = tmp_path / "restored.db"
    code, said = run_command("restore", str(replica), "--verify", database=restored)
    assert code == 0, said
    assert "checked completely" in said
    assert {found["grade"] for found in examine(restored).values()} == {"ok", "warning"}
    assert run_onrecord("export", "-", database=restored).stdout == exported
    assert "Tower 29" in exported


def test_what_is_replicated_is_the_services_database() -> None:
    unit = (ROOT / "deploy" / "onrecord.service").read_text(encoding="utf-8")
    configuration = (ROOT / "deploy" / "litestream.yml").read_text(encoding="utf-8")
    (path,) = re.findall(r"^  - path: (.+)$", configuration, re.MULTILINE)
    assert f"ONRECORD_DATABASE={path.replace('/var/lib', '%S')}" in unit
