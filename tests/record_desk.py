"""A desk for the record machine: a real file, the model, and commands that go to both."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import sqlite3
import tempfile
from collections.abc import Callable, Coroutine
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from bot.core.curation.commands import (
    AnyCommand,
)
from bot.core.curation.drafting import confirm
from bot.core.curation.outcomes import Asks, Outcome, Stored
from bot.core.curation.requests import Request
from bot.core.curation.submitting import submit
from bot.core.errors import OnRecordError
from bot.core.models import (
    SHARED,
    Entry,
    Statement,
)
from db.connection import Store, open_store
from db.keeping import SqliteKeeping
from db.members import SqliteMembers
from tests.curating import (
    CURATOR,
    ELSEWHERE,
    HERE,
    OPERATOR,
    ask,
)
from tests.record_model import Key, Model

T = TypeVar("T")

COMMUNITIES = st.sampled_from([HERE, SHARED, HERE, ELSEWHERE])  # most happens in one
SERVERS = st.sampled_from([HERE, ELSEWHERE])
_LETTERS = str.maketrans("0123456789abcdef", "bdfgklmnprtvzaoi")

ANY = st.data()
Data = st.DataObject


class RecordDesk(RuleBasedStateMachine):
    """The program on a real file, and the model beside it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.loop = asyncio.new_event_loop()
        self.model = Model()
        self.words = 0
        self.proposals: list[tuple[int, int, str, str]] = []
        self.last: tuple[Request, AnyCommand, Outcome] | None = None
        self.open()

    def open(self) -> None:
        self.stack = contextlib.AsyncExitStack()
        path = Path(self.folder.name) / "record.db"
        opening = open_store(
            path, fill=lambda connection: None, is_current=lambda connection: True, writable=True
        )
        self.store: Store = self.run(self.stack.enter_async_context(opening))
        self.keeping = SqliteKeeping(self.store)
        self.members = SqliteMembers(self.store)

    def teardown(self) -> None:
        self.run(self.stack.aclose())
        self.loop.close()
        self.folder.cleanup()

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.loop.run_until_complete(work)

    def read(self, look: Callable[[sqlite3.Connection], T]) -> T:
        return self.run(self.store.read(look))

    def request(self, community_id: int) -> Request:
        return ask(OPERATOR if community_id == SHARED else CURATOR, community_id)

    def do(
        self, community_id: int, command: AnyCommand, *, answers: int | None = None
    ) -> Outcome | OnRecordError:
        """Have a command carried out, confirming what is asked; keeps what was answered."""
        request = self.request(community_id)
        try:
            outcome = self.run(submit(self.keeping, request, command, answers=answers))
            self.last = request, command, outcome
            while isinstance(outcome, Asks):
                marks = [question.mark for question in outcome.questions]
                again = self.request(community_id)
                going_on = confirm(
                    self.keeping, again, outcome.draft, marks, owner=outcome.community_id
                )
                outcome = self.run(going_on)
        except OnRecordError as error:
            return error
        return outcome

    def expect(
        self, community_id: int, command: AnyCommand, changes: dict[Key, Entry] | None
    ) -> None:
        """A command that makes these changes, or (None) must be refused."""
        outcome = self.do(community_id, command)
        if changes is None:
            assert isinstance(outcome, OnRecordError), (command, outcome)
            return
        assert isinstance(outcome, Stored), (command, outcome)
        self.keep(community_id, outcome, changes)

    def keep(
        self,
        community_id: int,
        stored: Stored,
        changes: dict[Key, Entry],
        undoes: int | None = None,
    ) -> None:
        assert stored.revision is not None
        author = self.request(community_id).actor.author
        self.model.apply(community_id, stored.revision, author, changes, undoes)

    def word(self) -> str:
        """Words that no other text of this run has."""
        self.words += 1
        digest = hashlib.blake2b(str(self.words).encode(), digest_size=5).hexdigest()
        return digest.translate(_LETTERS)

    def pick(self, data: Data, ids: list[str]) -> str:
        return data.draw(st.sampled_from(ids))

    def mark(self, community_id: int, id_: str) -> str:
        """An id as the model has it; who stands in the library is told its ids without an L."""
        return f"L{id_}" if community_id == SHARED else id_

    def keep_new(self, community_id: int, stored: Stored, entries: tuple[Entry, ...]) -> None:
        """Take new entries over under the ids they got, which must never have been used."""
        changes: dict[Key, Entry] = {}
        ids = {local: self.mark(community_id, id_) for local, id_ in stored.ids.items()}
        for entry in entries:
            id_ = ids[entry.id]
            if isinstance(entry, Statement):
                entry = _with_ids(entry, ids)
            key = self.model.key(community_id, id_)
            assert key not in self.model.entries
            changes[key] = replace(entry, id=id_)
        self.keep(community_id, stored, changes)

    def own(self, data: Data, community_id: int, letter: str, *, any_state: bool = False) -> str:
        ids = self.model.list_ids(community_id, letter, library=False, any_state=any_state)
        return self.pick(data, ids) if ids else ""

    def statement(self, community_id: int, id_: str) -> Statement:
        found = self.model.entries[community_id, id_]
        assert isinstance(found, Statement)
        return found


def _with_ids(statement: Statement, ids: dict[str, str]) -> Statement:
    return replace(
        statement,
        speaker=ids.get(statement.speaker, statement.speaker),
        citations=tuple(
            replace(c, source=ids.get(c.source, c.source)) for c in statement.citations
        ),
        stances=tuple(replace(on, claim=ids.get(on.claim, on.claim)) for on in statement.stances),
    )
