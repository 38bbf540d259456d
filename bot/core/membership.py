"""What members have beside the record: what they follow, what they send in, what was shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from bot.core.errors import InvalidInput, NotAllowed
from bot.core.models import View
from bot.core.telling import Follower, NoteKind, Telling
from bot.core.words import Sentence, group_digits

LONGEST_NOTE = 2000
"""Characters of a question or report that is kept for the moderators."""

MOST_FOLLOWED = 100
"""Claims that one member, or one channel, can follow in a server."""

MOST_NOTES = 20
"""Open questions and reports of one member that wait at a time."""


@dataclass(frozen=True, slots=True)
class CommunitySettings:
    """What a server has chosen; None leaves it to each reader (language) or the operator."""

    language: str | None = None
    shared_library: bool | None = None


@dataclass(frozen=True, slots=True)
class Followed:
    """A claim that is followed: its id as seen in the community, and its wording."""

    id: str
    wording: str
    channel_id: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A question or a report for the moderators; `about` is the id of the entry it concerns.

    `wants_answer` says that its sender is to be told what becomes of it.
    """

    kind: NoteKind
    text: str
    member_id: int
    sent_at: str
    about: str = ""
    wants_answer: bool = False


@dataclass(frozen=True, slots=True)
class Matter:
    """What moderators decide at once: a report, or the questions that ask the same.

    `number` is unlike those of proposals in the same queue. `texts` are the different wordings,
    the first sent first; of a list of matters only that one. Once decided, no text is left, and
    `result` is the id of the entry as which it was accepted.
    """

    number: int
    kind: NoteKind
    about: str
    texts: tuple[str, ...]
    count: int
    first_at: str
    last_at: str
    state: str = "open"
    result: str = ""

    @property
    def text(self) -> str:
        """The wording that was sent first."""
        return self.texts[0] if self.texts else ""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry that may be meant by what is being typed."""

    id: str
    wording: str


@dataclass(frozen=True, slots=True)
class Kept:
    """How much is kept about a member."""

    follows: int
    notes: int


class Members(Telling, Protocol):
    """Keeps what belongs to members; every entry belongs to a community and is found only there."""

    async def load_settings(self, community_id: int) -> CommunitySettings:
        """What the community has chosen, or the defaults."""

    async def begin_reading(self, community_id: int) -> tuple[CommunitySettings, int]:
        """What the community has chosen, and the key of the newest revision.

        What is read from now on is at least as new as that revision.
        """

    async def save_settings(self, community_id: int, settings: CommunitySettings) -> None:
        """Keep what the community has chosen."""

    async def suggest_claims(self, view: View, text: str, limit: int) -> list[Suggestion]:
        """The claims that may be meant by what is being typed, best first."""

    async def suggest_speakers(self, view: View, text: str, limit: int) -> list[Suggestion]:
        """The speakers that may be meant by what is being typed, best first."""

    async def count_entries(self, view: View) -> tuple[int, int]:
        """How many claims and how many statements are on record in the view."""

    async def follow(self, view: View, follower: Follower, claim_id: str, at: str) -> bool:
        """Follow a claim; False when it is followed already.

        Raises:
            NotOnRecord: the view has no such claim.
            NotAllowed: as many claims are followed as can be.
        """

    async def unfollow(self, view: View, follower: Follower, claim_id: str) -> bool:
        """Follow a claim no longer; False when it was not followed."""

    async def list_followed(self, view: View, follower: Follower) -> list[Followed]:
        """The claims a follower follows in the community of the view."""

    async def send_note(self, community_id: int, note: Note) -> int:
        """Put a question or report into the moderators' queue of a community.

        Returns the number of the matter it belongs to: a question that asks the same as others
        waits with them.

        Raises:
            NotAllowed: too many of this member's wait already.
        """

    async def count_kept(self, member_id: int) -> Kept:
        """How much is kept about a member, over all communities."""

    async def forget(self, member_id: int, community_id: int | None = None) -> Kept:
        """Remove everything kept about a member, in one community or (None) in all.

        Returns how much it was.
        """


async def send_question(
    members: Members,
    view: View,
    text: str,
    *,
    member_id: int,
    sent_at: str,
    wants_answer: bool = False,
) -> None:
    """Put an unanswered question into the queue; only called when the member agreed to it."""
    note = Note(NoteKind.QUESTION, check_note(text), member_id, sent_at, wants_answer=wants_answer)
    await members.send_note(view.community_id, note)


async def send_report(
    members: Members,
    view: View,
    text: str,
    *,
    about: str,
    member_id: int,
    sent_at: str,
    wants_answer: bool = False,
) -> None:
    """Put the report of an error into the queue."""
    note = Note(NoteKind.REPORT, check_note(text), member_id, sent_at, about, wants_answer)
    await members.send_note(view.community_id, note)


def check_note(text: str) -> str:
    """The text of a note, tidied.

    Raises:
        InvalidInput: nothing was written, or more than is kept.
    """
    tidy = "".join(c for c in text if c == "\n" or c.isprintable()).strip()
    if not tidy:
        raise InvalidInput(Sentence("refused.note-empty"))
    if len(tidy) > LONGEST_NOTE:
        number, most = group_digits(len(tidy)), group_digits(LONGEST_NOTE)
        raise InvalidInput(Sentence("refused.note-long", number=number, most=most))
    return tidy


def check_may_post(follower: Follower, *, manages_channel: bool) -> None:
    """Check that someone may have changes posted in a channel.

    Raises:
        NotAllowed: posts in a channel are for those who manage it.
    """
    if follower.channel_id is not None and not manages_channel:
        raise NotAllowed(Sentence("refused.may-not-post-changes"))
