"""What members have beside the record: what they follow, what they send in, what was shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from bot.core.errors import InvalidInput, NotAllowed
from bot.core.models import View

LONGEST_NOTE = 2000
"""Characters of a question or report that is kept for the moderators."""

MOST_FOLLOWED = 100
"""Claims that one member, or one channel, can follow in a server."""

MOST_NOTES = 20
"""Open questions and reports of one member that wait at a time."""


class NoteKind(StrEnum):
    """What a member sent to the moderators."""

    QUESTION = "question"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class CommunitySettings:
    """What a server has chosen; None leaves it to each reader (language) or the operator."""

    language: str | None = None
    shared_library: bool | None = None


@dataclass(frozen=True, slots=True)
class Follower:
    """Who is told about changes: a member privately, or with `channel_id` everyone in a channel."""

    member_id: int
    channel_id: int | None = None


@dataclass(frozen=True, slots=True)
class Followed:
    """A claim that is followed: its id as seen in the community, and its wording."""

    id: str
    wording: str
    channel_id: int | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A question or a report for the moderators; `about` is the id of the entry it concerns."""

    kind: NoteKind
    text: str
    member_id: int
    sent_at: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer that stands in a channel: which message it is, and what it shows.

    `question_id` is the message that asked, when it was one; `place` leads to what is shown.
    """

    answer_id: int
    channel_id: int
    community_id: int
    place: str
    shown_at: str
    question_id: int | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry that may be meant by what is being typed."""

    id: str
    wording: str


@dataclass(frozen=True, slots=True)
class Notice:
    """That statements on a followed claim were added or changed, for one follower."""

    community_id: int
    follower: Follower
    claim_id: str
    wording: str
    statement_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kept:
    """How much is kept about a member."""

    follows: int
    notes: int


class Members(Protocol):
    """Keeps what belongs to members; every entry belongs to a community and is found only there."""

    async def load_settings(self, community_id: int) -> CommunitySettings:
        """What the community has chosen, or the defaults."""

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

    async def find_notices(self, until: int, *, library_by_default: bool) -> list[Notice]:
        """What followers are to be told about revisions after the last ones told, up to `until`.

        `library_by_default` says whether a community that has not chosen reads the shared library.
        """

    async def last_revision(self) -> int:
        """The key of the newest revision."""

    async def set_told(self, until: int) -> None:
        """Keep that followers were told about everything up to this revision."""

    async def send_note(self, community_id: int, note: Note) -> None:
        """Put a question or report into the moderators' queue of a community.

        Raises:
            NotAllowed: too many of this member's wait already.
        """

    async def keep_shown(self, shown: Shown) -> None:
        """Remember an answer that stands in a channel, replacing what was known of it."""

    async def find_shown(self, community_id: int, question_id: int) -> Shown | None:
        """The answer to the message that asked."""

    async def drop_shown(self, answer_id: int) -> None:
        """Forget an answer that stands no longer."""

    async def drop_shown_before(self, day: str) -> int:
        """Forget answers shown before a day (ISO 8601); returns how many."""

    async def count_kept(self, member_id: int) -> Kept:
        """How much is kept about a member, over all communities."""

    async def forget(self, member_id: int) -> Kept:
        """Remove everything kept about a member; returns how much it was."""


async def send_question(
    members: Members, view: View, text: str, *, member_id: int, sent_at: str
) -> None:
    """Put an unanswered question into the queue; only called when the member agreed to it."""
    note = Note(NoteKind.QUESTION, check_note(text), member_id, sent_at)
    await members.send_note(view.community_id, note)


async def send_report(
    members: Members, view: View, text: str, *, about: str, member_id: int, sent_at: str
) -> None:
    """Put the report of an error into the queue."""
    note = Note(NoteKind.REPORT, check_note(text), member_id, sent_at, about)
    await members.send_note(view.community_id, note)


def check_note(text: str) -> str:
    """The text of a note, tidied.

    Raises:
        InvalidInput: nothing was written, or more than is kept.
    """
    tidy = "".join(c for c in text if c == "\n" or c.isprintable()).strip()
    if not tidy:
        raise InvalidInput("Nothing was written, so nothing was sent.")
    if len(tidy) > LONGEST_NOTE:
        raise InvalidInput(
            f"That is {len(tidy):,} characters; at most {LONGEST_NOTE:,} can be sent."
        )
    return tidy


def check_may_post(follower: Follower, *, manages_channel: bool) -> None:
    """Check that someone may have changes posted in a channel.

    Raises:
        NotAllowed: posts in a channel are for those who manage it.
    """
    if follower.channel_id is not None and not manages_channel:
        raise NotAllowed("Only those who manage this channel can have changes posted in it.")
