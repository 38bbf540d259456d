"""The rules of the record machine that change the record."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from bot.core.curation.commands import (
    AddPhrasing,
    AnyCommand,
    Edit,
    Hide,
    Merge,
    MoveStatement,
    Restore,
    Retire,
    SetStance,
    Split,
    Undo,
)
from bot.core.curation.outcomes import Outcome, Proposed, Stored
from bot.core.curation.references import collect
from bot.core.curation.reviewing import approve, decline, load_proposal
from bot.core.curation.submitting import submit
from bot.core.errors import OnRecordError
from bot.core.models import (
    SHARED,
    Claim,
    Entry,
    EntryState,
    Source,
    SourceKind,
    Speaker,
    SpeakerKind,
    Stance,
    StanceOn,
    Statement,
)
from tests.curating import (
    CURATOR,
    ELSEWHERE,
    HERE,
    adding,
    said,
)
from tests.record_desk import ANY, COMMUNITIES, SERVERS, Data, RecordDesk
from tests.record_model import Key, Revision


class AddingRules(RecordDesk):
    """New entries, and proposals of new parts."""

    @initialize()
    def begin(self) -> None:
        for community_id in (SHARED, SHARED, HERE, HERE, HERE, ELSEWHERE):
            self.add_new(community_id)

    @rule(community_id=COMMUNITIES)
    def add_new(self, community_id: int) -> None:
        """A claim with its first statement, speaker and source."""
        entries: tuple[Entry, ...] = (
            Speaker("~p", self.word(), SpeakerKind.PERSON),
            Source("~d", self.word(), SourceKind.POST, url=f"https://{self.word()}.example"),
            Claim("~c", f"{self.word()} {self.word()} {self.word()}"),
            said("~s", self.word(), speaker="~p", source="~d", claim="~c"),
        )
        outcome = self.do(community_id, adding(*entries))
        assert isinstance(outcome, Stored), outcome
        self.keep_new(community_id, outcome, entries)

    @rule(data=ANY, community_id=COMMUNITIES, stance=st.sampled_from(Stance))
    def add_statement(self, data: Data, community_id: int, stance: Stance) -> None:
        """A statement on what is there, the library's too."""
        ids = [self.model.list_ids(community_id, letter) for letter in "PDC"]
        if not all(ids):
            return
        speaker, source, claim = (self.pick(data, each) for each in ids)
        new = said("~s", self.word(), speaker=speaker, source=source, claim=claim, stance=stance)
        outcome = self.do(community_id, adding(new))
        assert isinstance(outcome, Stored), outcome
        self.keep_new(community_id, outcome, (new,))

    @rule(data=ANY, community_id=COMMUNITIES)
    def add_phrasing(self, data: Data, community_id: int) -> None:
        """A phrasing: at once of an own claim, as a proposal of a server's for the library's."""
        ids = self.model.list_ids(community_id, "C", any_state=True)
        claim, wording = self.pick(data, ids), self.word()
        outcome = self.do(community_id, AddPhrasing(claim, wording))
        key = self.model.follow(community_id, claim)
        if self.model.entries[key].state is EntryState.RETIRED:
            assert isinstance(outcome, OnRecordError)
        elif key[0] == community_id:
            assert isinstance(outcome, Stored), outcome
            self.keep(community_id, outcome, self.phrased(key, wording))
        else:
            assert isinstance(outcome, Proposed), outcome
            self.proposals.append((outcome.proposal, community_id, claim, wording))

    def phrased(self, key: Key, wording: str) -> dict[Key, Entry]:
        claim = self.model.entries[key]
        assert isinstance(claim, Claim)
        return {key: replace(claim, phrasings=(*claim.phrasings, wording))}

    @precondition(lambda self: self.proposals)
    @rule(data=ANY, accept=st.booleans())
    def decide(self, data: Data, accept: bool) -> None:
        """The operator publishes or declines what a server proposed."""
        proposal = data.draw(st.sampled_from(self.proposals))
        self.proposals.remove(proposal)
        number, community_id, claim, wording = proposal
        request = replace(self.request(SHARED), reason="seen")
        if not accept:
            self.run(decline(self.keeping, request, number))
            return
        shown = self.run(load_proposal(self.keeping, request, number))
        key = self.model.follow(community_id, claim)
        if self.model.entries[key].state is EntryState.RETIRED:
            assert shown.preview is None
            return
        assert shown.preview is not None, shown
        stored = self.run(approve(self.keeping, request, number, shown.preview.digest))
        assert isinstance(stored, Stored)
        self.keep(SHARED, stored, self.phrased(key, wording))
        self.model.revisions[-1].author = CURATOR.author


class ChangingRules(AddingRules):
    """Everything that changes what is there."""

    @rule(data=ANY, community_id=COMMUNITIES, is_stale=st.booleans())
    def edit(self, data: Data, community_id: int, is_stale: bool) -> None:
        """An edit of what was read, or of what it was one change ago."""
        id_ = self.own(data, community_id, "S")
        if not id_:
            return
        key = (community_id, id_)
        version = len(self.model.list_steps(key)) - is_stale
        statement = self.model.entries[key]
        assert isinstance(statement, Statement)
        changed = replace(statement, place=self.word())
        command = Edit(collect([changed]), {id_: version})
        changes: dict[Key, Entry] = {key: changed}
        self.expect(community_id, command, None if is_stale else changes)

    @rule(data=ANY, community_id=COMMUNITIES)
    def race(self, data: Data, community_id: int) -> None:
        """Several edit the same version while others add: one edit wins, and nothing is lost."""
        id_ = self.own(data, community_id, "S")
        if not id_:
            return
        key = (community_id, id_)
        statement = self.model.entries[key]
        assert isinstance(statement, Statement)
        version = len(self.model.list_steps(key))
        edits = [replace(statement, occasion=self.word()) for _ in range(3)]
        claims = [Claim("~c", f"{self.word()} {self.word()}") for _ in range(2)]
        commands: list[AnyCommand] = [Edit(collect([e]), {id_: version}) for e in edits]
        commands += [adding(claim) for claim in claims]
        results = self.run(self.send(community_id, commands))
        won = [e for e, r in zip(edits, results[:3], strict=True) if isinstance(r, Stored)]
        assert len(won) == 1
        done = [r for r in results if isinstance(r, Stored)]
        for stored in sorted(done, key=lambda each: each.revision or 0):
            if stored.ids:
                claim = claims[results.index(stored) - 3]
                self.keep_new(community_id, stored, (claim,))
            else:
                self.keep(community_id, stored, {key: won[0]})

    async def send(
        self, community_id: int, commands: list[AnyCommand]
    ) -> list[Outcome | BaseException]:
        requests = [self.request(community_id) for _ in commands]
        return await asyncio.gather(
            *(
                submit(self.keeping, request, command)
                for request, command in zip(requests, commands, strict=True)
            ),
            return_exceptions=True,
        )

    @rule(data=ANY, community_id=COMMUNITIES)
    def move(self, data: Data, community_id: int) -> None:
        id_ = self.own(data, community_id, "S")
        claims = self.model.list_ids(community_id, "C")
        if not id_ or not claims:
            return
        key = (community_id, id_)
        statement, to = self.model.entries[key], self.pick(data, claims)
        assert isinstance(statement, Statement)
        source = self.pick(data, [on.claim for on in statement.stances])
        there = {on.claim for on in statement.stances}
        moved = tuple(
            StanceOn(to, on.stance) if on.claim == source else on for on in statement.stances
        )
        command = MoveStatement(id_, source, to)
        changes: dict[Key, Entry] = {key: replace(statement, stances=moved)}
        self.expect(community_id, command, None if to in there else changes)

    @rule(data=ANY, community_id=COMMUNITIES, stance=st.sampled_from(Stance))
    def set_stance(self, data: Data, community_id: int, stance: Stance) -> None:
        id_ = self.own(data, community_id, "S")
        claims = self.model.list_ids(community_id, "C")
        if not id_ or not claims:
            return
        key, claim = (community_id, id_), self.pick(data, claims)
        statement = self.model.entries[key]
        assert isinstance(statement, Statement)
        stances = {on.claim: on.stance for on in statement.stances}
        is_same = stances.get(claim) is stance
        stances[claim] = stance
        after = replace(statement, stances=tuple(StanceOn(c, s) for c, s in stances.items()))
        command = SetStance(id_, claim, stance)
        self.expect(community_id, command, None if is_same else {key: after})

    @rule(data=ANY, community_id=COMMUNITIES, letter=st.sampled_from("CPD"))
    def merge(self, data: Data, community_id: int, letter: str) -> None:
        ids = self.model.list_ids(community_id, letter, library=False)
        if len(ids) < 2:
            return
        one = self.pick(data, ids)
        other = self.pick(data, [id_ for id_ in ids if id_ != one])
        changes = self.model.merge((community_id, one), (community_id, other))
        self.expect(community_id, Merge(one, other), changes)

    @rule(data=ANY, community_id=COMMUNITIES)
    def split(self, data: Data, community_id: int) -> None:
        claim = self.own(data, community_id, "C")
        on_it = [
            id_
            for id_ in self.model.list_ids(community_id, "S", library=False)
            if any(on.claim == claim for on in self.statement(community_id, id_).stances)
        ]
        if not on_it:
            return
        id_, wording = self.pick(data, on_it), f"{self.word()} {self.word()}"
        outcome = self.do(community_id, Split(claim, wording, (id_,)))
        assert isinstance(outcome, Stored), outcome
        new = self.mark(community_id, outcome.ids["~claim"])
        statement = self.statement(community_id, id_)
        stances = tuple(
            StanceOn(new, on.stance) if on.claim == claim else on for on in statement.stances
        )
        changes: dict[Key, Entry] = {
            (community_id, new): Claim(new, wording),
            (community_id, id_): replace(statement, stances=stances),
        }
        self.keep(community_id, outcome, changes)

    @rule(data=ANY, community_id=COMMUNITIES, letter=st.sampled_from("CSPD"))
    def retire_or_restore(self, data: Data, community_id: int, letter: str) -> None:
        id_ = self.own(data, community_id, letter, any_state=True)
        if not id_:
            return
        key = (community_id, id_)
        entry = self.model.entries[key]
        is_active = entry.state is EntryState.ACTIVE
        state = EntryState.RETIRED if is_active else EntryState.ACTIVE
        changes: dict[Key, Entry] = {key: replace(entry, state=state, merged_into=None)}
        command: AnyCommand = Retire(id_) if is_active else Restore(id_)
        can = entry.state is not EntryState.MERGED and self.model.allows(changes)
        self.expect(community_id, command, changes if can else None)

    @rule(community_id=COMMUNITIES)
    def undo_last(self, community_id: int) -> None:
        revision = self.model.find_last(community_id)
        if revision is not None:
            self.take_back(revision, Undo())

    @rule(data=ANY, community_id=COMMUNITIES)
    def undo_named(self, data: Data, community_id: int) -> None:
        own = [r for r in self.model.revisions if r.community_id == community_id]
        revision = data.draw(st.sampled_from(own[-6:]))
        self.take_back(revision, Undo(revision.number))

    def take_back(self, revision: Revision, command: Undo) -> None:
        outcome = self.do(revision.community_id, command)
        changes = self.model.undo(revision)
        if changes is None:
            assert isinstance(outcome, OnRecordError), (revision, outcome)
        else:
            assert isinstance(outcome, Stored), (revision, outcome)
            self.keep(revision.community_id, outcome, changes, undoes=revision.number)

    @rule(data=ANY, community_id=SERVERS)
    def hide_or_show(self, data: Data, community_id: int) -> None:
        claim = self.pick(data, self.model.list_ids(SHARED, "C", any_state=True))
        key = (community_id, self.model.follow(SHARED, claim)[1])
        hides = key not in self.model.hidden
        assert isinstance(self.do(community_id, Hide(claim, hides)), Stored)
        self.model.hidden ^= {key}
