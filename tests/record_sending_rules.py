"""The rules of the record machine about what members send to a server's queue and propose."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from bot.core.curation.commands import AnyCommand, Edit
from bot.core.curation.outcomes import Proposed
from bot.core.curation.overseeing import forget_me, save_settings
from bot.core.curation.permissions import Actor, Role
from bot.core.curation.references import collect
from bot.core.curation.requests import Request
from bot.core.curation.reviewing import (
    set_wanted,
    withdraw,
)
from bot.core.curation.submitting import MOST_WAITING, submit
from bot.core.errors import NotAllowed
from bot.core.kept import FORMER_MEMBER, CurationSettings
from bot.core.membership import MOST_NOTES, Note
from bot.core.models import Claim
from bot.core.telling import NoteKind
from tests import record_queue as queue
from tests.curating import AT, ELSEWHERE, HERE, OWNER, adding, ask
from tests.record_desk import ANY, SERVERS, Data
from tests.record_rules import ChangingRules

MEMBERS = st.sampled_from([40, 41, 42])


class SendingRules(ChangingRules):
    """What members send and propose, and that they ask to be forgotten."""

    def __init__(self) -> None:
        super().__init__()
        self.queues = {each: queue.Queue(each) for each in (HERE, ELSEWHERE)}
        self.told: list[queue.Told] = []
        self.asked: list[str] = []

    @initialize()
    def begin(self) -> None:
        """Something waits from the beginning, so that there is something to decide."""
        super().begin()
        first, second = self.new_text(), self.new_text()
        for member, text, wanted in ((40, first, True), (41, first, True), (42, second, False)):
            self.put_question(HERE, member, text, wanted)
        self.put_question(ELSEWHERE, 40, first, True)
        self.send_note(HERE, Note(NoteKind.REPORT, self.word(), 41, AT, "LC1", True))
        self.propose_claim(HERE, 40, wanted=True)
        for statement, reviewed in (("S1", False), ("S1", True), ("S2", True)):
            self.put_edit(HERE, 41, statement, reviewed)

    def member(self, member: int, community_id: int) -> Request:
        return ask(Actor(str(member), Role.MEMBER), community_id)

    @rule(data=ANY, community_id=SERVERS, member=MEMBERS, wanted=st.booleans())
    def ask_moderators(self, data: Data, community_id: int, member: int, wanted: bool) -> None:
        """A question: a new one, or one that was asked before, there or elsewhere."""
        text = data.draw(st.sampled_from([self.new_text(), *self.asked[-3:]]))
        self.put_question(community_id, member, text, wanted)

    def new_text(self) -> str:
        return f"is {self.word()} {self.word()} {self.word()}"

    def put_question(self, community_id: int, member: int, text: str, wanted: bool) -> None:
        self.asked.append(text)
        known = self.queues[community_id].find_question(text)
        number = self.send_note(community_id, Note(NoteKind.QUESTION, text, member, AT, "", wanted))
        assert known is None or number in (0, known.number)

    @rule(data=ANY, community_id=SERVERS, member=MEMBERS, wanted=st.booleans())
    def report(self, data: Data, community_id: int, member: int, wanted: bool) -> None:
        """A report about an entry, or about nothing in particular."""
        ids = self.model.list_ids(community_id, "C", any_state=True)
        about = data.draw(st.sampled_from(["", *ids]))
        note = Note(NoteKind.REPORT, self.word(), member, AT, about, wanted)
        self.send_note(community_id, note)

    def send_note(self, community_id: int, note: Note) -> int:
        """The number under which something waits; 0 when its sender has sent too much already."""
        there = self.queues[community_id]
        is_full = there.count_of(note.member_id) >= MOST_NOTES
        try:
            number = self.run(self.members.send_note(community_id, note))
        except NotAllowed:
            assert is_full
            return 0
        assert not is_full
        if number not in there.matters:
            there.give(number)
            there.matters[number] = queue.Matter(number, note.kind, note.about, [])
        sent = queue.Sent(note.member_id, note.text, note.wants_answer)
        there.matters[number].sent.append(sent)
        return number

    @rule(community_id=SERVERS, member=MEMBERS, wanted=st.booleans())
    def propose_claim(self, community_id: int, member: int, wanted: bool) -> None:
        """A claim that a member proposes."""
        claim = Claim("~c", f"{self.word()} {self.word()} {self.word()}")
        self.propose(self.member(member, community_id), adding(claim), wanted)

    @rule(data=ANY, community_id=SERVERS, member=MEMBERS, reviewed=st.booleans())
    def propose_edit(self, data: Data, community_id: int, member: int, reviewed: bool) -> None:
        """An edit that a member proposes, or a curator whose edits are under review."""
        id_ = self.own(data, community_id, "S")
        if id_:
            self.put_edit(community_id, member, id_, reviewed)

    def put_edit(self, community_id: int, member: int, id_: str, reviewed: bool) -> None:
        key, statement = (community_id, id_), self.statement(community_id, id_)
        place = self.word()
        edit = Edit(collect([replace(statement, place=place)]), {id_: self.version(key)})
        request = self.member(member, community_id)
        if reviewed:
            request = self.request(community_id)
            self.review(community_id, frozenset({"edit"}))
        change = queue.Proposed(0, request.actor.author, id_, place, statement.place)
        self.propose(request, edit, True, change)
        if reviewed:
            self.review(community_id, frozenset())

    def version(self, key: tuple[int, str]) -> int:
        return len(self.model.list_steps(key))

    def review(self, community_id: int, actions: frozenset[str]) -> None:
        settings = CurationSettings(reviewed=actions)
        self.run(save_settings(self.keeping, ask(OWNER, community_id), settings))

    def propose(
        self,
        request: Request,
        command: AnyCommand,
        wanted: bool,
        change: queue.Proposed | None = None,
    ) -> None:
        there, author = self.queues[request.community_id], request.actor.author
        own = sum(each.author == author for each in there.proposed.values())
        try:
            outcome = self.run(submit(self.keeping, request, command))
        except NotAllowed:
            assert request.actor.role is Role.MEMBER
            assert own >= MOST_WAITING
            return
        assert isinstance(outcome, Proposed), outcome
        number = outcome.proposal
        there.give(number)
        there.proposed[number] = replace(change or queue.Proposed(0, author), number=number)
        if wanted:
            again = replace(request, key=f"{request.key} wanted")
            owner = request.community_id
            self.run(set_wanted(self.keeping, again, number, owner=owner, wanted=True))
            there.proposed[number].is_wanted = True

    @precondition(lambda self: self.list_numbers("proposed"))
    @rule(data=ANY)
    def take_proposal_back(self, data: Data) -> None:
        """Its author withdraws a proposal."""
        community_id, number = data.draw(st.sampled_from(self.list_numbers("proposed")))
        there = self.queues[community_id]
        chosen = there.proposed[number]
        request = ask(Actor(chosen.author, Role.MEMBER), community_id)
        if chosen.author == FORMER_MEMBER:
            return
        self.run(withdraw(self.keeping, request, chosen.number, owner=community_id))
        del there.proposed[chosen.number]

    def list_numbers(self, what: str, kind: NoteKind | None = None) -> list[tuple[int, int]]:
        """Servers and numbers of all that waits in a queue, of what members sent of a kind."""
        return [
            (there.community_id, number)
            for there in self.queues.values()
            for number, each in sorted(getattr(there, what).items())
            if kind is None or each.kind is kind
        ]

    @rule(member=MEMBERS)
    def forget_member(self, member: int) -> None:
        """A member asks to be forgotten, everywhere: nothing of theirs is left, nor told them."""
        self.run(self.members.forget(member))
        self.run(forget_me(self.keeping, self.member(member, HERE)))
        for each in self.queues.values():
            each.forget(member)
        self.told = [each for each in self.told if each.member != member]
        self.last = None
        for revision in self.model.revisions:
            if revision.author == str(member):
                revision.author = FORMER_MEMBER
