"""Who may do what by which way: every command, option, button, menu and form for everyone.

The ways in are found in the program itself (`matrix_paths`). One after the other is taken by each
of eight people, over real sockets, with what someone entitled was offered (`matrix_samples`).
"""

from __future__ import annotations

import ast
import contextlib
import copy
import json
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.client import EXTENSIONS
from bot.core.words.english import ENGLISH
from bot.settings import Settings
from tests import loopback_values as values
from tests.loopback import SERVER
from tests.loopback_client import Running, running
from tests.loopback_members import say, shown, use_again
from tests.matrix_paths import list_paths
from tests.matrix_rows import LIBRARY, MAY, ON_THE_LIBRARY, OPTIONS, SEES, TYPED
from tests.matrix_samples import Collector
from tests.matrix_server import (
    ASKER,
    CURATOR,
    ELSEWHERE,
    MANAGER,
    REVIEWER,
    SECRET,
    STANDING,
    Sample,
    arrange,
    attach_file,
    command_sample,
)

_WHO = {
    "M": (MANAGER, SERVER, "server"),
    "C": (CURATOR, SERVER, "server"),
    "R": (REVIEWER, SERVER, "server"),
    "A": (ASKER, SERVER, "server"),
    "X": (CURATOR, SERVER, "server"),
    "E": (MANAGER + 9, ELSEWHERE, "server"),
    "D": (MANAGER, SERVER, "direct"),
    "I": (MANAGER, SERVER, "installed"),
}
_OUTSIDE = "EDI"
_WITHOUT_ROLE = "AX"
_KEPT = {
    "entry": "*",
    "revision": "number, action",  # a member may take their own name out of it
    **dict.fromkeys(("proposal", "curation_setting", "hidden_claim", "community_setting",
                     "note", "matter", "follow"), "*"),
}  # fmt: skip
_RECORD = 2
"""So many of these tables are the record itself."""

_REFUSALS = ("missing", "no-claim", "no-entry", "no-speaker", "only-in", "refused")
"""How the keys of sentences begin that refuse something; those in a `raise` are found."""

_PROGRAM = Path(__file__).parent.parent


class Matrix:
    """A server in which everything is offered, put back as it was after each change."""

    def __init__(self, run: Running, path: Path, samples: dict[str, Sample]) -> None:
        self.run = run
        self.path = path
        self.samples = samples
        self._kept = sqlite3.connect(":memory:")
        self._watch = sqlite3.connect(path)
        self._watch.backup(self._kept)
        self._refusals = tuple(_list_refusals())
        self._before = self._read(), self._read(SERVER)

    def _read(self, server: int | None = None) -> list[Any]:
        """All that is kept of a server, or of all of them."""
        which = f"community_id = {server}" if server else "community_id <> 0"
        return [
            self._watch.execute(f"SELECT {columns} FROM {table} WHERE {which}").fetchall()
            for table, columns in _KEPT.items()
        ]

    def put_back(self) -> None:
        """Make the database what it was at the beginning."""
        with contextlib.closing(sqlite3.connect(self.path)) as connection:
            connection.execute("PRAGMA synchronous = OFF")
            self._kept.backup(connection)

    def close(self) -> None:
        """Let go of the database."""
        self._kept.close()
        self._watch.close()

    async def take(self, path: str, who: str) -> tuple[bool, bool, str]:
        """Take a way in: whether that was refused, whether the secret was seen, what was said.

        A refusal, and whatever is done from outside the server, changes nothing that is kept of it;
        whatever is done without a role, nothing of its record.
        """
        discord = self.run.discord
        discord.asker, discord.server, discord.place = _WHO[who]
        discord.standing[CURATOR] = STANDING[ASKER if who == "X" else CURATOR]
        sample, message = self.samples[path], None
        if sample.message is not None:
            message = {**copy.deepcopy(sample.message), "id": str(values.new_id())}
            discord.rest.messages[message["id"]] = message
        version = self._version()
        asked = await use_again(discord, sample.kind, sample.content, message)
        first = await asked.first_answer()
        said, is_refused = json.dumps(first), False
        if first["type"] not in (8, 9):
            answer = await shown(asked)
            said, is_refused = json.dumps(answer), self._refuses(answer)
        if self._version() != version:
            self._check(who, f"{path} by {who}", is_refused=is_refused)
        return is_refused, SECRET in said, said

    def _check(self, who: str, what: str, *, is_refused: bool) -> None:
        """Compare what is kept with what was kept before, and put it back."""
        everything, record = self._before
        tables = _RECORD if who in _WITHOUT_ROLE and not is_refused else len(_KEPT)
        if is_refused or who in _OUTSIDE + _WITHOUT_ROLE:
            now = self._read(SERVER)
            assert now[:tables] == record[:tables], f"{what} changed the record"
        if self._read() != everything:
            self.put_back()

    def _refuses(self, answer: dict[str, Any]) -> bool:
        """Whether a sentence of refusal is in an answer; a part of it is looked for first."""
        said = say(answer).replace("\\", "").replace("\u200b", "")
        found = (pattern for part, pattern in self._refusals if part in said)
        return any(re.search(pattern, said) for pattern in found)

    def _version(self) -> int:
        return int(self._watch.execute("PRAGMA data_version").fetchone()[0])


def _list_refusals() -> Iterator[tuple[str, str]]:
    """Every sentence with which the program refuses something: its longest part, and a pattern."""
    keys = {key for key in ENGLISH if key.startswith(_REFUSALS)}
    for folder in ("bot", "cogs", "db"):
        for path in (_PROGRAM / folder).rglob("*.py"):
            written = path.read_text(encoding="utf-8")
            if "Sentence(" in written:
                keys |= set(_list_raised(ast.parse(written)))
    for key in keys:
        parts = re.split(r"\{\w+\}", ENGLISH[key])
        longest = max(parts, key=len)
        if len(longest) > 5:
            yield longest, ".{0,200}".join(map(re.escape, parts))


def _list_raised(module: ast.Module) -> Iterator[str]:
    """The keys of what is raised; a field's name within such a sentence stands elsewhere too."""
    for node in ast.walk(module):
        if isinstance(node, ast.Raise) and node.exc is not None:
            for part in ast.walk(node.exc):
                key = str(part.value) if isinstance(part, ast.Constant) else ""
                if key in ENGLISH and not key.startswith("named."):
                    yield key


@contextlib.asynccontextmanager
async def _matrix(folder: Path, patch: pytest.MonkeyPatch) -> Any:
    settings = Settings(cooldown_uses=10_000, user_installs=True)
    patch.setattr("cogs._showing.can_draw", lambda: False)
    async with running(
        folder, patch, arrange=arrange, extensions=EXTENSIONS, settings=settings
    ) as run:
        run.discord.rest.is_strict = False  # every body is checked in test_client_everything
        samples = await Collector(run).collect()
        paths = list_paths(run.clients[-1])
        samples |= _sample_commands(paths, run)
        matrix = Matrix(run, folder / "record.db", samples)
        try:
            yield matrix, paths
        finally:
            matrix.close()


def _sample_commands(paths: frozenset[str], run: Running) -> dict[str, Sample]:
    found = {}
    for path in paths:
        kind, _, name = path.partition(" ")
        if path.startswith("/"):
            options = OPTIONS.get(path, {})
            if path == "/import":
                options = {"file": attach_file(run.discord)}
            found[path] = command_sample(path[1:], options)
        elif kind == "typing":
            command, _, option = name[1:].partition(": ")
            options = OPTIONS.get(path, {}) | {option: "" if path in OPTIONS else TYPED}
            found[path] = command_sample(command, options, option)
        elif kind == "menu":
            found[path] = Sample(2, _use_on_message(name))
    for path in ON_THE_LIBRARY:
        command = path.removesuffix(LIBRARY)
        options = OPTIONS[command] | OPTIONS.get(path, {})
        found[path] = command_sample(command[1:], options)
    return found


def _use_on_message(name: str) -> dict[str, Any]:
    target = values.message({"content": "It holds."}, values.CHANNEL, values.user(), [])
    resolved = {"messages": {target["id"]: target}}
    return {"id": "1", "name": name, "type": 3, "target_id": target["id"], "resolved": resolved}


def _order(path: str) -> tuple[bool, str]:
    """Forms and files last: they are kept in memory, where nothing puts them back."""
    return path.startswith("form") or path == "/import", path


async def test_every_way_in_has_a_row_and_is_for_those_in_its_row(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with _matrix(tmp_path, monkeypatch) as (matrix, paths):
        assert paths - set(matrix.samples) == set(), "offered nowhere in matrix_samples"
        rows = {*MAY, *SEES}
        assert paths | ON_THE_LIBRARY == rows, "a row in matrix_rows for each way in, and no other"
        wrong = []
        for path in sorted(rows, key=_order):
            may, sees = "", ""
            for who in _WHO:
                is_refused, is_seen, said = await matrix.take(path, who)
                may += "" if is_refused else who
                sees += who if is_seen else ""
                assert not (is_seen and who in _OUTSIDE), f"{path} shows {who} the record: {said}"
            found, row = (sees, SEES[path]) if path in SEES else (may, MAY[path])
            if found != row:
                wrong.append(f'    "{path}": "{found}",')
    assert not wrong, "\n".join(wrong)
