"""Trial: a power cut loses nothing that was acknowledged, and would if SQLite synced less.

By hand, in full: python -m tests.trial_power_cut 300   (needs strace; Debian: apt install strace)

A process adds statements one by one and prints a line for each acknowledged one, under strace,
which records every write, sync, rename and so on. From the record disk images are built as a power
cut at a random moment may leave them: everything that was synced before, and of what was written
since then any part, sector by sector. A change whose line had been printed must be in the image.
The same with `synchronous = NORMAL` must lose some, or the trial would prove nothing.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from db.examining import find_problems
from tests.record import add_entries, make_statement, open_record, small_record

ROOT = Path(__file__).parent.parent
SECTOR = 512

_CALL = re.compile(r"(?:\[pid +)?\d+\]? +(\w+)\((.*)\) += (-?\d+)(?: .*)?$")
_FILE = re.compile(r"^(\d+)<([^>]*)>")
_BYTES = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_WATCHED = "pwrite64,write,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat,renameat2"


@dataclass(frozen=True, slots=True)
class Step:
    """One call that changes files, or one acknowledgement, in the order in which they were made."""

    call: str
    name: str = ""
    offset: int = 0
    content: bytes = b""


@dataclass(slots=True)
class Tally:
    """How many images were built, in how many an acknowledged change was missing or all unsound."""

    images: int = 0
    with_loss: int = 0
    unsound: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Disk:
    """The files as they are on disk for certain, and the sectors written since they were synced."""

    durable: dict[str, bytearray] = field(default_factory=dict)
    pending: dict[str, list[tuple[int, bytes]]] = field(default_factory=dict)

    def apply(self, step: Step) -> None:
        """Take one call into account."""
        match step.call:
            case "pwrite64":
                self.pending.setdefault(step.name, []).extend(_in_sectors(step))
            case "ftruncate":
                self.pending.setdefault(step.name, []).append((-1 - step.offset, b""))
            case "fsync" | "fdatasync":
                for change in self.pending.pop(step.name, []):
                    _write(self.durable.setdefault(step.name, bytearray()), change)
            case "unlink":
                # Whether the removal is on disk is unknown; what was synced counts as there.
                self.pending.pop(step.name, None)
                self.durable.pop(step.name, None)

    def cut(self, chance: random.Random) -> dict[str, bytes]:
        """What a power cut now may leave: of what is not synced, any sectors."""
        share = chance.choice((0.0, 0.5, 0.9, 1.0))
        files = {name: bytearray(content) for name, content in self.durable.items()}
        for name, changes in self.pending.items():
            for change in changes:
                if chance.random() < share:
                    _write(files.setdefault(name, bytearray()), change)
        return {name: bytes(content) for name, content in files.items()}


def _in_sectors(step: Step) -> Iterator[tuple[int, bytes]]:
    start = step.offset
    while start < (end := step.offset + len(step.content)):
        stop = min(end, (start // SECTOR + 1) * SECTOR)
        yield start, step.content[start - step.offset : stop - step.offset]
        start = stop


def _write(file: bytearray, change: tuple[int, bytes]) -> None:
    offset, content = change
    if offset < 0:  # a truncation to -1 - offset bytes
        size = -1 - offset
        del file[size:]
        file.extend(bytes(size - len(file)))
        return
    file.extend(bytes(max(0, offset - len(file))))
    file[offset : offset + len(content)] = content


def try_cuts(folder: Path, images: int, *, synchronous: str, seed: int = 6) -> Tally:
    """Record one run with this setting and build so many images of power cuts within it."""
    path = folder / "record.db"
    asyncio.run(_prepare(path))
    start = path.read_bytes()
    steps = _record_run(path, synchronous)
    chance = random.Random(seed)
    moments = sorted(chance.randrange(len(steps)) for _ in range(images))
    disk = Disk(durable={"record.db": bytearray(start)})
    acknowledged: list[str] = []
    tally = Tally()
    done = 0
    for moment in moments:
        for step in steps[done:moment]:
            disk.apply(step)
            acknowledged += [step.name] if step.call == "acknowledged" else []
        done = max(done, moment)
        _judge(folder / "image", disk.cut(chance), acknowledged, tally)
    return tally


def _judge(folder: Path, files: dict[str, bytes], acknowledged: list[str], tally: Tally) -> None:
    """Open an image as the next start would, and look for what was acknowledged."""
    folder.mkdir()
    for name, content in files.items():
        (folder / name).write_bytes(content)
    tally.images += 1
    try:
        with contextlib.closing(
            sqlite3.connect(folder / "record.db", isolation_level=None)
        ) as connection:
            rows = connection.execute("SELECT external_id FROM entry").fetchall()
            present = {row[0] for row in rows}
            tally.with_loss += bool(set(acknowledged) - present)
            tally.unsound += [str(found) for found in find_problems(connection) if found[1]]
    except sqlite3.Error as error:
        tally.unsound.append(str(error))
    shutil.rmtree(folder)


async def _prepare(path: Path) -> None:
    async with open_record(path) as store:
        await add_entries(store, small_record())


def _record_run(path: Path, synchronous: str) -> list[Step]:
    """The steps of a process that adds statements, without the paths' folders."""
    trace = path.with_name("trace")
    command = ["strace", "-f", "-y", "-xx", "-s", "1000000", "-e", f"trace={_WATCHED}"]
    subprocess.run(
        [*command, "-o", trace, sys.executable, "-m", "tests.trial_power_cut", path, synchronous],
        cwd=ROOT,
        check=True,
        stdout=subprocess.DEVNULL,
    )
    with trace.open(encoding="ascii") as lines:
        steps = [step for line in _join_unfinished(lines) for step in _read_step(line)]
    trace.unlink()
    return steps


def _join_unfinished(lines: Iterator[str]) -> Iterator[str]:
    """Put calls together that strace prints in two parts, where they ended."""
    begun: dict[str, str] = {}
    for line in lines:
        process = line.split(maxsplit=1)[0]
        if "<unfinished ...>" in line:
            begun[process] = line.split("<unfinished ...>")[0]
        elif "resumed>" in line:
            yield begun.pop(process) + line.split("resumed>", 1)[1].lstrip()
        else:
            yield line


def _read_step(line: str) -> Iterator[Step]:
    found = _CALL.match(line.strip())
    if found is None or found[3].startswith("-"):
        return
    call, arguments, _ = found.groups()
    if call.startswith("unlink"):
        yield Step("unlink", Path(_decode(arguments).decode()).name)
        return
    if not (file := _FILE.match(arguments)):
        raise ValueError(f"what does this do to the disk? {line[:200]}")
    name = Path(bytes.fromhex(file[2].replace("\\x", "")).decode()).name if file[2] else ""
    if call == "write":
        if file[1] == "1":
            yield from (Step("acknowledged", word) for word in _decode(arguments).decode().split())
        return
    if not name.startswith("record.db") or name.endswith((".lock", "-shm")):
        return
    numbers = re.findall(r", (\d+)", arguments)
    offset = int(numbers[-1]) if call in ("pwrite64", "ftruncate") else 0
    yield Step(call, name, offset, _decode(arguments) if call == "pwrite64" else b"")


def _decode(arguments: str) -> bytes:
    found = _BYTES.search(arguments)
    return bytes.fromhex(found[1].replace("\\x", "")) if found else b""


async def write_statements(path: Path, synchronous: str, count: int = 60) -> None:
    """What is recorded: add statements and print a line for each that was acknowledged."""
    async with open_record(path) as store:
        if synchronous != "FULL":
            pragma = f"PRAGMA synchronous = {synchronous}"
            writer = store._writer
            assert writer is not None
            await writer.execute(pragma)
        for number in range(count):
            await add_entries(store, [make_statement(f"s-{number}", f"Span {number}.")])
            sys.stdout.write(f"s-{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    if sys.argv[1].isdecimal():
        for setting in ("FULL", "NORMAL"):
            with tempfile.TemporaryDirectory() as temporary:
                print(setting, try_cuts(Path(temporary), int(sys.argv[1]), synchronous=setting))
    else:
        asyncio.run(write_statements(Path(sys.argv[1]), sys.argv[2]))
