"""The rules of the record machine about servers' queues: what moderators decide."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import replace

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from bot.core.curation.commands import AddPhrasing, AnyCommand, Edit
from bot.core.curation.outcomes import Closed, Declined, Outcome, Stored
from bot.core.curation.rebasing import BothChanged, Side, load_to_edit
from bot.core.curation.references import collect
from bot.core.curation.requests import Request
from bot.core.curation.reviewing import (
    accept,
    approve,
    decline,
    load_proposal,
)
from bot.core.curation.submitting import submit
from bot.core.errors import OnRecordError
from bot.core.models import Claim, Entry, EntryState, Statement
from bot.core.telling import NoteKind
from tests import record_queue as queue
from tests.curating import OWNER, SECOND, adding, ask
from tests.record_desk import ANY, Data
from tests.record_sending_rules import SendingRules


class QueueRules(SendingRules):
    """What moderators decide; each decision delivered again gives the same answer."""

    def decide_twice(self, work: Awaitable[Outcome], again: Awaitable[Outcome]) -> Outcome:
        """What a decision came to, delivered twice as Discord may."""

        async def deliver() -> tuple[Outcome, Outcome]:
            return await work, await again

        first, second = self.run(deliver())
        assert first == second
        return first

    def moderator(self, community_id: int, reason: str | None = None) -> Request:
        return ask(SECOND, community_id, reason=reason)

    @precondition(lambda self: self.list_numbers("matters"))
    @rule(data=ANY, is_accepted=st.booleans())
    def close_matter(self, data: Data, is_accepted: bool) -> None:
        """What members sent is settled as it is, or declined for a reason."""
        community_id, number = data.draw(st.sampled_from(self.list_numbers("matters")))
        there = self.queues[community_id]
        reason = self.word()
        request = self.moderator(community_id, None if is_accepted else reason)
        decide = accept if is_accepted else decline
        outcome = self.decide_twice(
            decide(self.keeping, request, number), decide(self.keeping, request, number)
        )
        assert isinstance(outcome, Closed)
        assert (outcome.audit.author, outcome.audit.proposal) == (SECOND.author, number)
        self.told += there.close(number, is_accepted=is_accepted, reason=reason)
        self.is_decided(community_id, number)

    def is_decided(self, community_id: int, number: int) -> None:
        """Nobody can decide it a second time."""
        for decide in (accept, decline):
            with pytest.raises(OnRecordError):
                self.run(decide(self.keeping, self.moderator(community_id, "late"), number))

    @precondition(lambda self: self.list_numbers("matters", NoteKind.QUESTION))
    @rule(data=ANY, as_phrasing=st.booleans())
    def answer(self, data: Data, as_phrasing: bool) -> None:
        """A question becomes a claim, or a phrasing of one."""
        questions = self.list_numbers("matters", NoteKind.QUESTION)
        community_id, number = data.draw(st.sampled_from(questions))
        there = self.queues[community_id]
        text = there.matters[number].sent[0].text
        if as_phrasing:
            claim = self.own(data, community_id, "C")
            if claim:
                self.make_phrasing(community_id, number, claim, text)
            return
        new = Claim("~c", f"{text} {self.word()} {self.word()}")
        outcome = self.do(community_id, adding(new), answers=number)
        assert isinstance(outcome, Stored), outcome
        self.keep_new(community_id, outcome, (new,))
        self.told += there.close(number, is_accepted=True, ids=(outcome.ids["~c"],))

    def make_phrasing(self, community_id: int, number: int, claim: str, text: str) -> None:
        there, key = self.queues[community_id], (community_id, claim)
        known = self.model.entries[key]
        assert isinstance(known, Claim)
        outcome = self.do(community_id, AddPhrasing(claim, text), answers=number)
        if text in (known.wording, *known.phrasings):
            assert isinstance(outcome, OnRecordError)
            return
        assert isinstance(outcome, Stored), outcome
        self.keep(community_id, outcome, self.phrased(key, text))
        self.told += there.close(number, is_accepted=True, ids=(claim,))

    @precondition(lambda self: self.list_numbers("proposed"))
    @rule(data=ANY)
    def decline_proposal(self, data: Data) -> None:
        community_id, number = data.draw(st.sampled_from(self.list_numbers("proposed")))
        there = self.queues[community_id]
        reason = self.word()
        request = self.moderator(community_id, reason)
        outcome = self.decide_twice(
            decline(self.keeping, request, number), decline(self.keeping, request, number)
        )
        assert isinstance(outcome, Declined)
        assert outcome.audit.proposal == number
        self.told += there.decide(number, is_accepted=False, reason=reason)
        self.is_decided(community_id, number)

    @precondition(lambda self: self.list_numbers("proposed"))
    @rule(data=ANY)
    def approve_proposal(self, data: Data) -> None:
        """A proposal is published over what changed since; not where both changed the same."""
        community_id, number = data.draw(st.sampled_from(self.list_numbers("proposed")))
        proposed = self.queues[community_id].proposed[number]
        request = self.moderator(community_id)
        shown = self.run(load_proposal(self.keeping, request, proposed.number))
        changes = self.foresee(community_id, proposed)
        if changes is None:
            assert shown.preview is None, shown
            return
        assert shown.preview is not None, shown
        digest = shown.preview.digest
        outcome = self.decide_twice(
            approve(self.keeping, request, proposed.number, digest),
            approve(self.keeping, request, proposed.number, digest),
        )
        self.publish(community_id, proposed, outcome, shown.command, changes)

    def foresee(
        self, community_id: int, each: queue.Proposed
    ) -> dict[tuple[int, str], Entry] | None:
        """What a proposal comes to now, of an addition nothing; None when it cannot be done."""
        if not each.statement:
            return {}
        key, now = (community_id, each.statement), self.statement(community_id, each.statement)
        is_disputed = now.place not in (each.place_before, each.place)
        if now.state is not EntryState.ACTIVE or is_disputed or now.place == each.place:
            return None
        return {key: replace(now, place=each.place)}

    def publish(
        self,
        community_id: int,
        proposed: queue.Proposed,
        outcome: Outcome,
        command: AnyCommand,
        changes: dict[tuple[int, str], Entry],
    ) -> None:
        """Take over what was published, which is a revision in the name of who proposed it."""
        assert isinstance(outcome, Stored), outcome
        assert (outcome.audit.author, outcome.audit.proposal) == (SECOND.author, proposed.number)
        if changes:
            self.keep(community_id, outcome, changes)
        else:
            self.keep_new(community_id, outcome, command.record.claims)  # type: ignore[union-attr]
        self.model.revisions[-1].author = proposed.author
        there = self.queues[community_id]
        self.told += there.decide(proposed.number, is_accepted=True, ids=outcome.changed)

    @precondition(lambda self: self.list_numbers("proposed"))
    @rule(data=ANY, side=st.sampled_from(Side))
    def edit_and_approve(self, data: Data, side: Side) -> None:
        """Something else is published in the place of a proposal."""
        community_id, number = data.draw(st.sampled_from(self.list_numbers("proposed")))
        proposed = self.queues[community_id].proposed[number]
        request = self.moderator(community_id)
        command: AnyCommand = adding(Claim("~c", f"{self.word()} {self.word()} {self.word()}"))
        changes: dict[tuple[int, str], Entry] = {}
        if proposed.statement:
            now = self.statement(community_id, proposed.statement)
            if now.state is not EntryState.ACTIVE:
                return
            laid = self.lay(request, proposed, now, side)
            place = self.word()
            command = Edit(
                collect([replace(laid, place=place)]),
                {now.id: self.version((community_id, now.id))},
            )
            changes = {(community_id, now.id): replace(now, place=place)}
        outcome = self.run(submit(self.keeping, request, command, answers=proposed.number))
        self.publish(community_id, proposed, outcome, command, changes)

    def lay(
        self, request: Request, proposed: queue.Proposed, now: Statement, side: Side
    ) -> Statement:
        """The statement with which the form begins; a dispute is never decided without a side."""
        number, found = proposed.number, now.place
        is_disputed = found not in (proposed.place_before, proposed.place)
        if is_disputed:
            with pytest.raises(BothChanged, match=r"\(place\)"):
                self.run(load_to_edit(self.keeping, request, number))
        else:
            self.run(load_to_edit(self.keeping, request, number))
        command = self.run(load_to_edit(self.keeping, request, number, side))
        assert isinstance(command, Edit)
        (laid,) = command.record.statements
        keeps = is_disputed and side is Side.RECORDED
        assert laid == replace(now, place=found if keeps else proposed.place)
        return laid

    @precondition(lambda self: self.list_numbers("matters"))
    @rule(data=ANY)
    def decide_at_once(self, data: Data) -> None:
        """Two moderators decide the same: one of them does, the other is told so."""
        community_id, number = data.draw(st.sampled_from(self.list_numbers("matters")))
        there = self.queues[community_id]
        reason = self.word()
        outcomes = self.run(self.race_to_decide(community_id, number, reason))
        won = [each for each in outcomes if isinstance(each, Closed)]
        lost = [each for each in outcomes if isinstance(each, OnRecordError)]
        assert (len(won), len(lost)) == (1, 1), outcomes
        self.told += there.close(number, is_accepted=won[0].is_accepted, reason=reason)

    async def race_to_decide(
        self, community_id: int, number: int, reason: str
    ) -> list[Outcome | BaseException]:
        accepting = accept(self.keeping, self.moderator(community_id), number)
        declining = decline(self.keeping, ask(OWNER, community_id, reason=reason), number)
        return [*await asyncio.gather(accepting, declining, return_exceptions=True)]
