"""Outcomes: what became of a request, and the questions that stand in its way."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from enum import StrEnum

import msgspec

from bot.core.curation.commands import AnyCommand
from bot.core.curation.differences import FieldDifference
from bot.core.dates import DateTold
from bot.core.words import Sentence


class QuestionKind(StrEnum):
    """What has to be decided before a change is made."""

    CLAIM_ALIKE = "claim alike"
    STATEMENT_ALIKE = "statement alike"
    SPEAKER_ALIKE = "speaker alike"
    DATE_IN_FUTURE = "date in future"
    DATE_AFTER_SOURCE = "date after source"
    DATE_LONG_BEFORE_SOURCE = "date long before source"
    STANCES_DIFFER = "stances differ"
    CONFIRM = "confirm"


class Option(msgspec.Struct, frozen=True):
    """Something else to do instead: as a phrasing, as another citation, with the one on record."""

    name: Sentence
    command: AnyCommand


class Question(msgspec.Struct, frozen=True):
    """A question; answering it with its `code` goes ahead, an option does something else.

    `about` is the id of the entry on record that it concerns.
    """

    kind: QuestionKind
    code: str
    sentence: Sentence
    about: str = ""
    differences: tuple[FieldDifference, ...] = ()
    options: tuple[Option, ...] = ()

    @property
    def mark(self) -> str:
        """Eight letters that stand for the code where there is little room."""
        return hashlib.blake2b(self.code.encode(), digest_size=4).hexdigest()

    def is_answered(self, confirmed: Collection[str]) -> bool:
        """Whether the question's code or mark is among what the author has answered."""
        return self.code in confirmed or self.mark in confirmed


class Audit(msgspec.Struct, frozen=True):
    """A line for the audit channel of a community; `naming.tell_done` says the action."""

    community_id: int
    author: str
    at: str
    action: str
    ids: tuple[str, ...] = ()
    revision: int | None = None
    proposal: int | None = None
    reason: str | None = None


class Stored(msgspec.Struct, frozen=True, tag=True):
    """The change is on record: a revision that can be undone, except of what is only set.

    `ids` maps the ids that new entries had in the command to their public ids; `changed` are all
    entries changed; `notes` say what was found on the way, such as a source known already.
    """

    audit: Audit
    revision: int | None = None
    ids: dict[str, str] = {}
    changed: tuple[str, ...] = ()
    differences: tuple[FieldDifference, ...] = ()
    notes: tuple[Sentence, ...] = ()
    proposal: int | None = None


class Asks(msgspec.Struct, frozen=True, tag=True):
    """Nothing was changed yet: the author is to answer. The draft with its number is kept."""

    draft: int
    community_id: int
    questions: tuple[Question, ...]
    differences: tuple[FieldDifference, ...] = ()
    notes: tuple[Sentence, ...] = ()


class Proposed(msgspec.Struct, frozen=True, tag=True):
    """Nothing was changed yet: someone else is to approve, in the queue of `community_id`."""

    audit: Audit
    proposal: int
    community_id: int
    differences: tuple[FieldDifference, ...] = ()
    notes: tuple[Sentence, ...] = ()


class Declined(msgspec.Struct, frozen=True, tag=True):
    """A proposal was declined, or dropped by its author."""

    audit: Audit
    proposal: int
    author: str
    from_community: int
    reason: str


class Closed(msgspec.Struct, frozen=True, tag=True):
    """What members sent was decided, and nothing was changed by that."""

    audit: Audit
    number: int
    is_accepted: bool


Outcome = Stored | Asks | Proposed | Declined | Closed


def encode_outcome(outcome: Outcome) -> str:
    """An outcome as JSON; its sentences are kept by their keys and values, in no language."""
    return msgspec.json.encode(outcome, enc_hook=_encode_told).decode()


def _encode_told(value: object) -> object:
    match value:
        case Sentence():
            return {"key": value.key, "values": value.values}
        case DateTold():
            return {"date": value.edtf}
    raise TypeError(f"nothing that is told: {value!r}")


def decode_outcome(text: str) -> Outcome:
    """The outcome that `encode_outcome` wrote."""
    outcome: Outcome = msgspec.json.decode(text, type=Outcome, dec_hook=_decode_told)
    return outcome


def _decode_told(wanted: type[object], written: object) -> object:
    match written:
        case {"key": str(key), "values": {**values}}:
            told = {str(name): _decode_told(object, value) for name, value in values.items()}
            return Sentence(key, **told)
        case {"date": str(edtf)}:
            return DateTold(edtf)
        case str() if wanted is Sentence:  # sentences were kept as they read in English once
            return Sentence("as-written", text=written)
    return written
