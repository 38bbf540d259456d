"""The rules of the record machine, with what members send and propose and moderators decide."""

from __future__ import annotations

import sqlite3
from dataclasses import replace

from hypothesis import settings
from hypothesis.stateful import invariant, rule

from bot.core.curation.reviewing import list_queue
from bot.core.telling import Decided
from db.due import list_due
from tests import test_record_machine
from tests.curating import CURATOR, SECOND
from tests.record_desk import SERVERS
from tests.record_queue import Told
from tests.record_queue_rules import QueueRules


class QueueMachine(test_record_machine.RecordMachine, QueueRules):
    """All rules at once, and what must hold of the queues after each."""

    @rule(community_id=SERVERS)
    def forget_curator(self, community_id: int) -> None:
        """Forget who made and proposed the changes; they stay."""
        super().forget_curator(community_id)
        for queue in self.queues.values():
            queue.forget_author(CURATOR.author)

    @invariant()
    def the_queues_are_the_models(self) -> None:
        """Nothing that waits is lost, and nothing waits that was decided."""
        for community_id, queue in self.queues.items():
            request = replace(self.request(community_id), actor=SECOND)
            proposals, matters = self.run(list_queue(self.keeping, request))
            waiting = [(each.number, each.author) for each in proposals]
            assert waiting == [(n, queue.proposed[n].author) for n in sorted(queue.proposed)]
            listed = [(m.number, m.kind, m.about, m.count, m.text) for m in matters]
            assert listed == queue.list_matters()

    @invariant()
    def who_wanted_to_be_is_told_and_nothing_else_is_kept_of_what_was_decided(self) -> None:
        def look(connection: sqlite3.Connection) -> tuple[list[Told], int]:
            due = [(each, each.content) for each in list_due(connection, 0, 1000)]
            told = [
                Told(each.community_id, each.follower.member_id, content.kind, content.number,
                     content.is_accepted, content.text, frozenset(content.ids), content.reason)
                for each, content in due
                if isinstance(content, Decided)
            ]  # fmt: skip
            return told, connection.execute("SELECT count(*) FROM note").fetchone()[0]

        told, notes = self.read(look)
        assert told == self.told
        open_ = [m for queue in self.queues.values() for m in queue.matters.values()]
        assert notes == sum(len(matter.sent) for matter in open_)


TestQueue = QueueMachine.TestCase
TestQueue.settings = settings(test_record_machine.TestRecord.settings, max_examples=16)
