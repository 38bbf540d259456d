"""Rotation: which backups in a folder are kept when newer ones come."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.core.errors import InvalidInput
from db.rotation import find_superseded, list_backups, read_keep
from tests.upkeep import NOW


def test_rotation_keeps_the_newest_of_each_period_and_other_files(tmp_path: Path) -> None:
    moment = datetime(2024, 1, 1, tzinfo=UTC)
    while moment <= NOW:
        (tmp_path / f"onrecord-{moment:%Y%m%dT%H%M%S}Z.db").touch()
        moment += timedelta(minutes=30) if NOW - moment < timedelta(days=2) else timedelta(hours=20)
    (tmp_path / "onrecord-notes.db").touch()
    newest = list_backups(tmp_path)[0][1]
    for path in find_superseded(tmp_path, read_keep("24h,14d,12m"), newest=newest):
        path.unlink()
    kept = [made_at for made_at, _ in list_backups(tmp_path)]
    assert (tmp_path / "onrecord-notes.db").exists()
    assert len([at for at in kept if NOW - at < timedelta(hours=24)]) == 24
    assert {NOW.date() - at.date() for at in kept} >= {timedelta(day) for day in range(14)}
    assert {(at.year, at.month) for at in kept} == {
        (2025, 12),
        *((2026, month) for month in range(1, 12)),
    }
    assert len(kept) == 24 + 12 + 11


def test_a_machine_that_was_off_for_a_year_loses_no_old_backup_with_its_first_new_one(
    tmp_path: Path,
) -> None:
    old = [NOW - timedelta(days=400 + day) for day in range(5)]
    for moment in (*old, NOW):
        (tmp_path / f"onrecord-{moment:%Y%m%dT%H%M%S}Z.db").touch()
    newest = list_backups(tmp_path)[0][1]
    assert not list(find_superseded(tmp_path, read_keep("14d"), newest=newest))


def test_the_backup_just_made_stays_though_the_clock_was_set_back(tmp_path: Path) -> None:
    for day in range(3):
        moment = NOW + timedelta(days=day)
        (tmp_path / f"onrecord-{moment:%Y%m%dT%H%M%S}Z.db").touch()
    made = tmp_path / f"onrecord-{NOW - timedelta(days=1):%Y%m%dT%H%M%S}Z.db"
    made.touch()
    assert made not in list(find_superseded(tmp_path, read_keep("1d"), newest=made))


@pytest.mark.parametrize("text", ["", "24", "h", "24x", "0h", "24h,,", "-1h", "all"])
def test_what_does_not_say_what_to_keep_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="24h,14d,12m"):
        read_keep(text)
