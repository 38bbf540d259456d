"""The trials of what operators are promised, shortened; each module says how to run it in full."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.trial_backup import try_backups
from tests.trial_hostile_text import time_lengths, try_texts
from tests.trial_kill import check_imports, check_writes, try_kills
from tests.trial_power_cut import try_cuts
from tests.trial_soak import soak
from tests.trial_soak_discord import soak_discord


def _sizes(short: int, full: int) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("times", [short, pytest.param(full, marks=pytest.mark.long)])


@_sizes(20, 200)
def test_kill_9_loses_nothing_acknowledged_and_leaves_nothing_half_done(
    tmp_path: Path, times: int
) -> None:
    tally = try_kills(tmp_path, times)
    assert tally.faults == []
    assert tally.kills.total() == times
    assert set(tally.kills) == {"write", "import", "upgrade", "backup", "restore"}
    assert tally.acknowledged >= times


def test_the_kill_trial_would_notice_a_loss_and_a_half(tmp_path: Path) -> None:
    try_kills(tmp_path, 0)
    assert list(check_writes(tmp_path, "w", ["ann-bridge", "lost"])) == ["lost is lost"]
    assert list(check_imports(tmp_path, "i", ["i-0"])) == ["import i-0 is lost"]


@_sizes(20, 300)
def test_a_power_cut_loses_nothing_acknowledged_and_would_with_less_syncing(
    tmp_path: Path, times: int
) -> None:
    if shutil.which("strace") is None:
        pytest.skip("needs strace (Debian: apt install strace)")
    tallies = {}
    for setting in ("FULL", "NORMAL"):
        folder = tmp_path / setting
        folder.mkdir()
        tallies[setting] = try_cuts(folder, times, synchronous=setting)
    full, normal = tallies["FULL"], tallies["NORMAL"]
    assert (full.images, full.with_loss, full.unsound) == (times, 0, [])
    assert normal.with_loss > times / 4


@pytest.mark.parametrize(
    ("entries", "backups"), [(1000, 2), pytest.param(100_000, 5, marks=pytest.mark.long)]
)
async def test_backups_under_100_changes_a_second_are_whole_and_stall_nobody(
    tmp_path: Path, entries: int, backups: int
) -> None:
    tally = await try_backups(tmp_path, entries, backups)
    assert tally.faults == []
    assert tally.entries >= entries
    assert len(tally.during) > 20 * backups
    assert max(tally.during) <= max(tally.quiet) + 0.1


@_sizes(300, 200_000)
async def test_hostile_texts_raise_nothing_and_reach_nobody(tmp_path: Path, times: int) -> None:
    tally = await try_texts(tmp_path, times)
    assert tally.faults == []
    assert tally.texts == times
    assert min(tally.outcomes[name] for name in ("Found", "Unknown", "read", "refused")) > 0


async def test_a_question_eight_times_as_long_takes_no_more_than_eight_times_as_long(
    tmp_path: Path,
) -> None:
    short, long = await time_lengths(tmp_path, 4000)
    assert long <= 12 * short


@_sizes(300, 200_000)
async def test_a_long_run_is_flat(tmp_path: Path, times: int) -> None:
    early, late = await soak(tmp_path, times)
    assert late.memory <= 1.15 * early.memory
    # SQLite keeps the file that tidying opened for its next use while others hold locks.
    assert late.files <= early.files + 1
    assert late.tasks == early.tasks
    assert late.log <= max(early.log, 2 * 8_388_608)  # twice the journal_size_limit


@_sizes(3, 660)
async def test_a_long_run_of_the_whole_bot_on_discord_is_flat(tmp_path: Path, times: int) -> None:
    early, late, tally = await soak_discord(tmp_path, times)
    assert tally.faults == []
    assert min(tally.done[act] for act in ("ask", "press", "type", "mention", "resumed")) > 0
    assert late.tasks <= early.tasks + 2
    assert late.files <= early.files + 8  # connections to Discord that are kept open for a while
    assert late.log <= 2 * 8_388_608  # twice the journal_size_limit
    if times > 60:  # before that, what is loaded at its first use counts
        assert late.memory <= 1.15 * early.memory
