"""Two servers and the library, all use cases, undo, restarts and races, against plain dicts."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, rule

from bot.core.curation.overseeing import forget, load_history
from bot.core.curation.spelling import seen_from
from bot.core.curation.submitting import submit
from bot.core.errors import OnRecordError
from bot.core.keeping import Shelf
from bot.core.kept import FORMER_MEMBER
from bot.core.matching import rank
from bot.core.models import (
    SHARED,
    Claim,
    Entry,
    EntryKind,
    EntryState,
    Statement,
    View,
)
from bot.core.question import parse_question
from db.entries import load_entries
from db.revising import apart
from db.searching import find_candidates
from tests.curating import (
    CURATOR,
    ELSEWHERE,
    HERE,
    OPERATOR,
    SECOND,
    list_hash_problems,
    list_index_problems,
)
from tests.record_desk import ANY, COMMUNITIES, SERVERS, Data
from tests.record_model import Key
from tests.record_rules import ChangingRules


class RecordMachine(ChangingRules):
    """All rules, and what must hold after each."""

    # whatever happens to the program

    @rule()
    def deliver_again(self) -> None:
        """The same request once more: the same answer, and nothing is stored."""
        if self.last is not None:
            request, command, outcome = self.last
            assert self.run(submit(self.keeping, request, command)) == outcome

    @rule()
    def reopen(self) -> None:
        self.run(self.stack.aclose())
        self.open()

    @rule(community_id=SERVERS)
    def forget_curator(self, community_id: int) -> None:
        """Forget who made the changes; the record stays."""
        request = replace(self.request(SHARED))
        self.run(forget(self.keeping, request, CURATOR.author))
        self.proposals = [p for p in self.proposals if p]
        self.last = None
        for revision in self.model.revisions:
            if revision.author == CURATOR.author:
                revision.author = FORMER_MEMBER

    # what always holds

    @invariant()
    def the_record_is_the_models(self) -> None:
        def load(connection: sqlite3.Connection) -> dict[Key, Entry]:
            found: dict[Key, Entry] = {}
            for owner in (SHARED, HERE, ELSEWHERE):
                for kind in EntryKind:
                    keys = connection.execute(
                        "SELECT entry_key FROM entry WHERE community_id = ? AND kind = ?",
                        (owner, kind.value),
                    ).fetchall()
                    loaded = load_entries(connection, kind, [k for (k,) in keys], apart(owner))
                    found |= {(owner, entry.id): entry for entry in loaded.values()}
            return found

        assert self.read(load) == self.model.entries

    @invariant()
    def the_index_and_the_hashes_are_right(self) -> None:
        assert self.run(list_index_problems(self.store)) == []
        assert self.read(list_hash_problems) == []

    @rule(data=ANY, community_id=COMMUNITIES, letter=st.sampled_from("CSPD"))
    def look_at_history(self, data: Data, community_id: int, letter: str) -> None:
        """The history of an entry is complete, and each change ends where the next begins."""
        id_ = self.own(data, community_id, letter, any_state=True)
        if not id_:
            return
        request = replace(self.request(community_id), actor=SECOND if community_id else OPERATOR)
        steps = self.run(load_history(self.keeping, request, id_))
        expected = self.model.list_steps((community_id, id_))
        told = [(s.revision, s.act.author, s.before) for s in steps]
        assert told == [(n, author, seen_from(community_id, b)) for n, author, b in expected]
        now = seen_from(community_id, self.model.entries[community_id, id_])
        assert [step.after for step in steps] == [*(s.before for s in steps[1:]), now]

    @rule(data=ANY, community_id=COMMUNITIES)
    def look_for_others(self, data: Data, community_id: int) -> None:
        """No id and no word leads to an entry of another server's, or to a hidden claim."""
        key = data.draw(st.sampled_from(sorted(self.model.entries)))
        entry = self.model.entries[key]
        if key[0] not in (SHARED, community_id):
            id_ = key[1] if community_id else f"L{key[1]}"  # what it means there
            mine = self.model.entries.get((community_id, id_))
            found = self.run(self.keeping.read(community_id, lambda shelf: _peek(shelf, key[1])))
            assert found == mine
        if isinstance(entry, Statement | Claim):
            text = entry.text if isinstance(entry, Statement) else entry.wording
            self.search_is_right(community_id, key, text)

    def search_is_right(self, community_id: int, key: Key, text: str) -> None:
        question = parse_question(text)

        def look(connection: sqlite3.Connection) -> set[Key]:
            candidates = find_candidates(connection, question, View(community_id))
            keys = [(m.claim_key,) for m in rank(question, candidates)]
            rows = [
                connection.execute(
                    "SELECT community_id, kind || number FROM entry WHERE entry_key = ?", each
                ).fetchone()
                for each in keys
            ]
            return {(owner, f"{'L' if owner == SHARED else ''}{id_}") for owner, id_ in rows}

        found = self.read(look)
        assert {owner for owner, _ in found} <= {SHARED, community_id}
        hidden = {(SHARED, id_) for owner, id_ in self.model.hidden if owner == community_id}
        assert not found & hidden
        wanted = self.claims_with(key) if key[0] in (SHARED, community_id) else set()
        assert wanted - hidden <= found

    def claims_with(self, key: Key) -> set[Key]:
        """The active claims whose texts have the words of an active entry."""
        entry = self.model.entries[key]
        if entry.state is not EntryState.ACTIVE:
            return set()
        ids = [on.claim for on in entry.stances] if isinstance(entry, Statement) else [key[1]]
        keys = {self.model.key(key[0], id_) for id_ in ids}
        return {k for k in keys if self.model.entries[k].state is EntryState.ACTIVE}


def _peek(shelf: Shelf, id_: str) -> Entry | None:
    try:
        return shelf.find(id_, follow=False).entry
    except OnRecordError:
        return None


TestRecord = RecordMachine.TestCase
TestRecord.settings = settings(
    max_examples=25,
    stateful_step_count=30,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
