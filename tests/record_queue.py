"""A server's queue as plain lists: what waits there, who is told, and which numbers were given."""

from __future__ import annotations

from dataclasses import dataclass, field

from bot.core.kept import FORMER_MEMBER
from bot.core.telling import NoteKind


@dataclass(frozen=True)
class Sent:
    """What a member sent, and whether they are to be told what becomes of it."""

    member: int
    text: str
    is_wanted: bool


@dataclass
class Matter:
    """Questions that ask the same, or a report."""

    number: int
    kind: NoteKind
    about: str
    sent: list[Sent]


@dataclass
class Proposed:
    """A change that waits: a new claim, or another place for a statement."""

    number: int
    author: str
    statement: str = ""
    place: str = ""
    place_before: str | None = None
    is_wanted: bool = False


@dataclass(frozen=True)
class Told:
    """A message that a member is to get."""

    community_id: int
    member: int
    kind: NoteKind | None
    number: int
    is_accepted: bool
    text: str = ""
    ids: frozenset[str] = frozenset()
    reason: str = ""


@dataclass
class Queue:
    """What waits in one server, by number."""

    community_id: int
    matters: dict[int, Matter] = field(default_factory=dict)
    proposed: dict[int, Proposed] = field(default_factory=dict)
    last: int = 0
    decided: int = 0

    def give(self, number: int) -> None:
        """A number was given, which must be a new one."""
        assert number > self.last, (number, self.last)
        self.last = number

    def count_of(self, member: int) -> int:
        """How much of a member's waits."""
        return sum(each.member == member for m in self.matters.values() for each in m.sent)

    def find_question(self, text: str) -> Matter | None:
        """The open matter of questions that ask this."""
        questions = (m for m in self.matters.values() if m.kind is NoteKind.QUESTION)
        return next((m for m in questions if m.sent[0].text == text), None)

    def close(
        self, number: int, *, is_accepted: bool, ids: tuple[str, ...] = (), reason: str = ""
    ) -> list[Told]:
        """Decide what members sent; those who are told."""
        matter = self.matters.pop(number)
        self.decided += 1
        wanted = {each.member: each.text for each in matter.sent if each.is_wanted}
        return [
            Told(self.community_id, member, matter.kind, number, is_accepted, text,
                 frozenset(ids), "" if is_accepted else reason)
            for member, text in sorted(wanted.items())
        ]  # fmt: skip

    def decide(
        self, number: int, *, is_accepted: bool, ids: tuple[str, ...] = (), reason: str = ""
    ) -> list[Told]:
        """Decide a proposal; its author, if that is to be told."""
        proposed = self.proposed.pop(number)
        self.decided += 1
        if not proposed.is_wanted or proposed.author == FORMER_MEMBER:
            return []
        why = "" if is_accepted else reason
        member = int(proposed.author)
        return [Told(self.community_id, member, None, number, is_accepted, "", frozenset(ids), why)]

    def forget(self, member: int) -> None:
        """Take out what a member sent, and their name."""
        for number, matter in list(self.matters.items()):
            matter.sent = [each for each in matter.sent if each.member != member]
            if not matter.sent:
                del self.matters[number]
        self.forget_author(str(member))

    def forget_author(self, author: str) -> None:
        """Take out the name of who proposed something."""
        for proposed in self.proposed.values():
            if proposed.author == author:
                proposed.author = FORMER_MEMBER

    def list_matters(self) -> list[tuple[int, NoteKind, str, int, str]]:
        """What members sent as it is listed: reports first, then what is asked most."""
        reports = [m for m in self.matters.values() if m.kind is NoteKind.REPORT]
        questions = [m for m in self.matters.values() if m.kind is NoteKind.QUESTION]
        reports.sort(key=lambda m: m.number)
        questions.sort(key=lambda m: (-len(m.sent), m.number))
        return [
            (m.number, m.kind, m.about, len(m.sent), m.sent[0].text) for m in (*reports, *questions)
        ]
