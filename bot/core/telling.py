"""Telling: what changed on record, for those who follow it, and what became of what was sent in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

import msgspec


class NoteKind(StrEnum):
    """What a member sent to the moderators."""

    QUESTION = "question"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Follower:
    """Who is told about changes: a member privately, or with `channel_id` everyone in a channel."""

    member_id: int
    channel_id: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer that stands in a channel: which message it is, and what it shows.

    `question_id` is the message that asked, when it was one; `place` leads to what is shown.
    `entry` is the id of the claim, statement or speaker, `revision` the key of the newest revision
    when it was read.
    """

    answer_id: int
    channel_id: int
    community_id: int
    place: str
    shown_at: str
    question_id: int | None = None
    entry: str = ""
    revision: int = 0


@dataclass(frozen=True, slots=True)
class Post:
    """Where an item of a queue is posted, if it is; `wanted` grows with each change of the item."""

    community_id: int
    number: int
    channel_id: int | None
    message_id: int | None
    wanted: int


class What(StrEnum):
    """What a revision did to an entry."""

    ADDED = "added"
    CORRECTED = "corrected"
    BEARING = "bearing"
    ANSWERING = "answering"
    RETIRED = "retired"
    RESTORED = "restored"
    MERGED = "merged"
    UNDONE = "undone"


class Happened(msgspec.Struct, frozen=True):
    """That something happened to an entry; `id` as seen by who is told."""

    id: str
    what: What


class ClaimNews(msgspec.Struct, frozen=True):
    """What a revision changed on one claim."""

    id: str
    wording: str
    happened: tuple[Happened, ...]


class RecordNews(msgspec.Struct, frozen=True, tag="record"):
    """What one revision changed on claims that someone follows; the library's have no number."""

    revision: int | None
    claims: tuple[ClaimNews, ...]


class Decided(msgspec.Struct, frozen=True, tag="decided"):
    """What became of something that a member sent: a question, a report, or (None) a proposal.

    `ids` are the entries as which it was accepted.
    """

    kind: NoteKind | None
    number: int
    is_accepted: bool
    text: str = ""
    ids: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Due:
    """A message that someone is to get; `key` is never reused."""

    key: int
    community_id: int
    follower: Follower
    content: RecordNews | Decided


@dataclass(frozen=True, slots=True)
class Update:
    """A revision that changed what an answer shows."""

    revision: int | None
    made_at: str
    happened: tuple[Happened, ...]


def encode_content(content: RecordNews | Decided) -> str:
    """What someone is to be told, as JSON."""
    return msgspec.json.encode(content).decode()


def decode_content(text: str) -> RecordNews | Decided:
    """What `encode_content` wrote."""
    content: RecordNews | Decided = msgspec.json.decode(text, type=RecordNews | Decided)
    return content


def encode_happened(happened: tuple[Happened, ...]) -> str:
    """What happened to entries, as JSON."""
    return msgspec.json.encode(happened).decode()


def decode_happened(text: str) -> tuple[Happened, ...]:
    """What `encode_happened` wrote."""
    return msgspec.json.decode(text, type=tuple[Happened, ...])


class Telling(Protocol):
    """Keeps what is to be told to whom, and which answers stand where."""

    async def has_news(self) -> bool:
        """Whether there is a revision that nobody was told about."""

    async def spread_news(self, *, library_by_default: bool, answers_since: str | None) -> bool:
        """Take up the next revision that nobody was told about; False when there was none.

        Each follower of what it changed gets one message (`list_due`), and the answers shown since
        then (ISO 8601; None: none) that show it are to be brought up to date (`find_outdated`).
        `library_by_default` says whether a community that has not chosen reads the shared library.
        """

    async def list_due(self, after: int, limit: int) -> list[Due]:
        """The next messages that someone is to get, by their keys."""

    async def is_due(self, key: int) -> bool:
        """Whether a message is still to be sent."""

    async def drop_due(self, key: int) -> None:
        """Forget a message that was sent, or that cannot be."""

    async def drop_due_before(self, day: str) -> int:
        """Forget messages that could not be sent since a day (ISO 8601); returns how many."""

    async def find_outdated(self, after: int) -> tuple[Shown, tuple[Update, ...], int] | None:
        """The next answer by its id that shows what changed since.

        With all that changed since it was shown, and the key of the newest such revision.
        """

    async def set_updated(self, answer_id: int, until: int) -> None:
        """Keep that an answer shows everything up to a revision."""

    async def gather_notes(self) -> None:
        """Put what an older program kept of members' questions and reports into the queues."""

    async def find_wanted_post(self, after: tuple[int, int]) -> Post | None:
        """The next post in a queue channel, by community and number, to be made or changed."""

    async def keep_post(self, post: Post) -> None:
        """Keep where an item is posted, and that the post shows what was wanted of it then."""

    async def keep_shown(self, answer: Shown, *, library_by_default: bool = True) -> None:
        """Remember an answer that stands in a channel, replacing what was known of it.

        Where it answers no message and shows the same entry as before, only a page of it was
        turned: what changed since it was first shown stays known.
        """

    async def find_shown(self, community_id: int, question_id: int) -> Shown | None:
        """The answer to the message that asked."""

    async def drop_shown(self, answer_id: int) -> None:
        """Forget an answer that stands no longer."""

    async def drop_shown_before(self, day: str, asked_day: str) -> int:
        """Forget answers shown before a day (ISO 8601); returns how many.

        Those to a message that asked are forgotten when they were shown before `asked_day` too.
        """
