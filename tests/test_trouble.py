"""Disk full, read-only or locked: a clear sentence, reads go on, and it recovers by itself."""

from __future__ import annotations

import asyncio
import contextlib
import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core.errors import StoreBusy
from db.connection import Store
from tests.moderating import send_form, staff
from tests.record import add_entries, make_statement, open_record, small_record
from tests.simulated import Simulation, texts_of
from tests.terminal import ROOT

_NO_OVERRIDE = "-dac_override,-dac_read_search"


async def _count_statements(store: Store) -> int:
    query = "SELECT count(*) FROM statement"
    return await store.read(lambda connection: connection.execute(query).fetchone()[0])


@contextlib.contextmanager
def _largest_file(size: int) -> Iterator[None]:
    """No file of this process may grow beyond `size` bytes: the nearest thing to a full disk."""
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def _size(path: Path) -> int:
    return path.stat().st_size


async def _add_many(store: Store) -> None:
    for number in range(1000):
        await add_entries(store, [make_statement(f"s-{number}", "It holds. " * 400)])


async def _try_on_a_full_disk(path: Path) -> None:
    async with open_record(path) as store:
        await add_entries(store, small_record())
        before = await _count_statements(store)
        limit = _size(path.with_name("record.db-wal")) + 2000
        with _largest_file(limit), pytest.raises(StoreBusy) as caught:
            await _add_many(store)
        written = await _count_statements(store)
        await add_entries(store, [make_statement("afterwards")])
        assert "nothing was changed" in str(caught.value)
        assert written >= before
        assert await _count_statements(store) == written + 1


async def test_a_full_disk_stops_changes_with_a_sentence_and_nothing_else(tmp_path: Path) -> None:
    await _try_on_a_full_disk(tmp_path / "record.db")


def test_a_full_disk_is_named_and_a_change_works_again_when_there_is_room(tmp_path: Path) -> None:
    """The same on a real file system of 4 MB."""
    script = (
        f"mount -t tmpfs -o size=4m none {tmp_path} || exit 77; "
        f"exec {sys.executable} -m tests.test_trouble {tmp_path}"
    )
    try:
        command = ["unshare", "--mount", "sh", "-c", script]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    except FileNotFoundError:
        pytest.skip("there is no unshare here")
    if done.returncode == 77 or "Operation not permitted" in done.stderr:
        pytest.skip("no file system can be mounted here")
    assert done.returncode == 0, done.stderr
    assert "The disk of" in done.stdout
    assert "is full; nothing was changed." in done.stdout


async def _fill_small_disk(folder: Path) -> None:
    """Fill the disk that `folder` is, print the sentence, make room, and change something."""
    ballast = folder / "ballast"
    async with open_record(folder / "record.db") as store:
        await add_entries(store, small_record())
        await asyncio.to_thread(_fill_up, ballast)
        try:
            await _add_many(store)
        except StoreBusy as busy:
            print(busy)
        assert await _count_statements(store) > 50
        await asyncio.to_thread(ballast.unlink)
        await add_entries(store, [make_statement("afterwards")])


def _fill_up(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as file, contextlib.suppress(OSError):
        while file.write(bytes(4096)):
            pass


async def test_a_database_locked_by_another_program_says_so_and_recovers(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    async with open_record(path) as store:
        await add_entries(store, small_record())
        assert store._writer is not None
        await store._writer.execute("PRAGMA busy_timeout = 50")
        with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreBusy, match="locked by another program; nothing was changed"):
                await add_entries(store, [make_statement("meanwhile")])
            assert await _count_statements(store) > 50
            other.execute("ROLLBACK")
        report = await add_entries(store, [make_statement("meanwhile")])
    assert report.added == 1


async def test_a_moderator_is_told_of_a_locked_record_without_the_name_of_the_file(
    sim: Simulation, caplog: pytest.LogCaptureFixture
) -> None:
    staffed = await staff(sim)
    form = await staffed.curator.slash(sim.channel, "record claim")
    shown = await send_form(staffed.curator, form, wording="The Elm Street bridge is safe")
    writer = sim.store._writer
    assert writer is not None
    await writer.execute("PRAGMA busy_timeout = 50")
    with contextlib.closing(sqlite3.connect(sim.store.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        clicked = await staffed.curator.click(shown, label="Save")
        other.execute("ROLLBACK")
    said = "".join(map(texts_of, clicked.followups))
    assert "The record cannot be written at the moment; nothing was changed" in said
    assert sim.store.path.name not in said
    assert sim.store.path.name in caplog.text


def _run_without_override(*arguments: str, database: Path) -> subprocess.CompletedProcess[str]:
    """Run the command line as someone whom read-only folders stop, which root is not."""
    command = [sys.executable, "-m", "bot", *arguments, "--database", str(database)]
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root is not stopped by a read-only folder, and there is no setpriv here")
        command = ["setpriv", f"--bounding-set={_NO_OVERRIDE}", *command]
    return subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, encoding="utf-8"
    )


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A database in a folder that nothing can be written to."""

    async def fill() -> None:
        async with open_record(path) as store:
            await add_entries(store, small_record())

    folder = tmp_path / "read-only"
    path = folder / "record.db"
    asyncio.run(fill())
    for beside in folder.glob("record.db?*"):
        beside.unlink()
    folder.chmod(0o500)
    path.chmod(0o400)
    yield path
    folder.chmod(0o700)


def test_questions_are_answered_from_a_read_only_folder(read_only: Path) -> None:
    done = _run_without_override("ask", "is the bridge safe", database=read_only)
    assert (done.returncode, done.stderr) == (0, "")
    assert "“The bridge is safe.”" in done.stdout


def test_a_change_in_a_read_only_folder_is_refused_with_a_sentence(
    read_only: Path, tmp_path: Path
) -> None:
    (tmp_path / "more.csv").write_text("id,claim\nx,The bridge is open\n", encoding="utf-8")
    more = str(tmp_path / "more.csv")
    done = _run_without_override("import", more, "--claims-only", database=read_only)
    assert done.returncode == 78
    assert "cannot be written" in done.stderr
    assert len(done.stderr.splitlines()) == 1


def _run_in_shell(prepare: str, *arguments: str, after: str = "") -> tuple[int, str]:
    """Run the command line as a shell starts it, and return its exit code and error output."""
    script = f'{prepare} exec {sys.executable} -m bot "$@" {after}'
    done = subprocess.run(
        ["sh", "-c", script, "sh", *arguments], cwd=ROOT, capture_output=True, check=False
    )
    return done.returncode, done.stderr.decode()


_NO_ROOM = "ulimit -f 80;"
"""No file can grow beyond 40 or 80 KB: the nearest thing to a full disk that a shell can make."""


def test_an_export_that_finds_no_room_leaves_nothing_behind(
    tmp_path: Path, library_database: Path
) -> None:
    target = tmp_path / "out" / "record.json"
    target.parent.mkdir()
    target.write_text("older", encoding="utf-8")
    database = f"--database={shutil.copy(library_database, tmp_path / 'record.db')}"
    code, said = _run_in_shell(_NO_ROOM, "export", str(target), "--force", database)
    assert code == 2
    assert "record.json cannot be written: file too large." in said
    assert [path.name for path in target.parent.iterdir()] == ["record.json"]
    assert target.read_text(encoding="utf-8") == "older"


def test_an_index_that_finds_no_room_stays_as_it_is(tmp_path: Path, library_database: Path) -> None:
    path = Path(shutil.copy(library_database, tmp_path / "record.db"))
    code, said = _run_in_shell(_NO_ROOM, "doctor", "--rebuild-index", f"--database={path}")
    assert code == 78
    assert "nothing was changed." in said
    assert len(said.splitlines()) == 1
    done = _run_without_override("doctor", database=path)
    assert "ok       search index: sound" in done.stdout


def test_a_first_start_that_finds_no_room_says_so_and_the_next_one_starts(tmp_path: Path) -> None:
    path = tmp_path / "record.db"
    code, said = _run_in_shell(_NO_ROOM, "claims", f"--database={path}")
    assert (code, len(said.splitlines())) == (78, 1)
    assert "nothing was changed." in said
    assert _run_in_shell("", "claims", f"--database={path}") == (0, "")


def test_closed_streams_are_empty_ones(tmp_path: Path, library_database: Path) -> None:
    path = Path(shutil.copy(library_database, tmp_path / "record.db"))
    for closed in ("<&-", ">&-", "<&- >&- 2>&-"):
        asked = _run_in_shell("", "ask", "troops in kursk", f"--database={path}", after=closed)
        assert asked == (0, "")
    assert _run_in_shell("", "ask", "--json", f"--database={path}", after="<&-") == (1, "")


@pytest.mark.parametrize("command", [["ask", "is the bridge safe"], ["history"], ["doctor"]])
def test_a_folder_that_this_user_may_not_look_into_is_named(
    tmp_path: Path, command: list[str]
) -> None:
    folder = tmp_path / "private"
    folder.mkdir(mode=0o000)
    done = _run_without_override(*command, database=folder / "record.db")
    assert (done.returncode, "Traceback" in done.stderr) == (
        1 if command == ["doctor"] else 78,
        False,
    )
    assert "record.db cannot be read: permission denied" in done.stdout + done.stderr


def test_a_name_that_no_file_can_have_is_refused_and_one_that_is_no_text_is_not(
    tmp_path: Path,
) -> None:
    refused = _run_without_override("claims", database=tmp_path / ("x" * 300))
    assert refused.returncode == 78
    assert "cannot be read: file name too long." in refused.stderr
    done = _run_without_override("claims", database=tmp_path / os.fsdecode(b"record\xff.db"))
    assert (done.returncode, done.stderr) == (0, "")


if __name__ == "__main__":
    asyncio.run(_fill_small_disk(Path(sys.argv[1])))
