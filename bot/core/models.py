"""The values of the record: claims, speakers, sources, statements and how they bear on each other.

The same values are what a record file holds, what a revision keeps, and what an answer is laid out
from. References between them are ids as text: `C12`, `S34`, `P5`, `D7` for what is stored, or any
stable name ("blinken-2024-10-31") within a record file.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

SHARED = 0
"""The community id of the shared library, which every community can read."""


class EntryKind(StrEnum):
    """The kinds of entries of the record; the value is the letter its public ids begin with."""

    CLAIM = "C"
    STATEMENT = "S"
    SPEAKER = "P"
    SOURCE = "D"


class EntryState(StrEnum):
    """Whether an entry is shown: nothing is deleted, it is retired or merged into another."""

    ACTIVE = "active"
    RETIRED = "retired"
    MERGED = "merged"


class SpeakerKind(StrEnum):
    """What a speaker is."""

    PERSON = "person"
    ORGANISATION = "organisation"


class TextKind(StrEnum):
    """Whether words are the speaker's own or someone's account of them; never confused."""

    QUOTE = "quote"
    PARAPHRASE = "paraphrase"


class Stance(StrEnum):
    """How a statement bears on a claim."""

    SUPPORTS = "supports"
    DISPUTES = "disputes"
    CONTEXT = "context"


class CounterKind(StrEnum):
    """How a later statement answers an earlier one."""

    DENIES = "denies"
    QUESTIONS = "questions"
    CORRECTS = "corrects"
    CONFIRMS = "confirms"
    RETRACTS = "retracts"


class SourceKind(StrEnum):
    """What sort of publication a source is."""

    AGENCY_REPORT = "agency report"
    NEWS_REPORT = "news report"
    OPINION = "opinion"
    OFFICIAL_TRANSCRIPT = "official transcript"
    POST = "post"


class DateBasis(StrEnum):
    """How a date is known."""

    STATED = "stated"
    INFERRED = "inferred"
    PUBLICATION = "publication"


@dataclass(frozen=True, slots=True)
class Claim:
    """One proposition people ask about, with other ways of putting it."""

    id: str
    wording: str
    phrasings: tuple[str, ...] = ()
    external_id: str | None = None
    state: EntryState = EntryState.ACTIVE
    merged_into: str | None = None


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person or an organisation, with the spellings and abbreviations of its name."""

    id: str
    name: str
    kind: SpeakerKind
    variants: tuple[str, ...] = ()
    external_id: str | None = None
    state: EntryState = EntryState.ACTIVE
    merged_into: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """A publication; what is not known about it is absent, never invented.

    `published` is an EDTF date; `published_basis` says how it is known, and
    `published_inferred_from` from what when it was inferred. `language` is an ISO 639-1 code.
    """

    id: str
    title: str
    kind: SourceKind
    publisher: str | None = None
    author: str | None = None
    published: str | None = None
    published_basis: DateBasis | None = None
    published_inferred_from: str | None = None
    url: str | None = None
    archive_url: str | None = None
    language: str = "en"
    note: str | None = None
    external_id: str | None = None
    state: EntryState = EntryState.ACTIVE
    merged_into: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A statement as one source words it.

    `kind` quote: `wording` is verbatim what the source puts in the speaker's mouth, with […] where
    words are left out. `kind` paraphrase: our own words, with “…” only around words the source
    quotes. `via` is the chain between speaker and source, e.g. "RIA Novosti".
    """

    source: str
    wording: str
    kind: TextKind
    via: str | None = None


@dataclass(frozen=True, slots=True)
class StanceOn:
    """How a statement bears on one claim."""

    claim: str
    stance: Stance


@dataclass(frozen=True, slots=True)
class Counter:
    """What a statement does to an earlier statement."""

    kind: CounterKind
    statement: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What one speaker said, once, as one or more sources have it.

    `said_on` is an EDTF date at its true precision; `date_text` is how the source words it, if it
    does; `date_inferred_from` says from what an inferred date was inferred. `role` and
    `organisation` are those held at that time. The first citation is the one shown.
    """

    id: str
    speaker: str
    said_on: str
    date_basis: DateBasis
    stances: tuple[StanceOn, ...]
    citations: tuple[Citation, ...]
    counters: tuple[Counter, ...] = ()
    role: str | None = None
    organisation: str | None = None
    date_text: str | None = None
    date_inferred_from: str | None = None
    place: str | None = None
    occasion: str | None = None
    external_id: str | None = None
    state: EntryState = EntryState.ACTIVE
    merged_into: str | None = None

    @property
    def text(self) -> str:
        """The words shown for the statement: its first citation's."""
        return self.citations[0].wording

    @property
    def kind(self) -> TextKind:
        """Whether the words shown are a quote or a paraphrase."""
        return self.citations[0].kind


Entry = Claim | Speaker | Source | Statement

ENTRY_TYPES: Mapping[EntryKind, type[Entry]] = {
    EntryKind.CLAIM: Claim,
    EntryKind.STATEMENT: Statement,
    EntryKind.SPEAKER: Speaker,
    EntryKind.SOURCE: Source,
}


_KINDS = {type_: kind for kind, type_ in ENTRY_TYPES.items()}


def entry_kind(entry: Entry) -> EntryKind:
    """The kind of an entry."""
    return _KINDS[type(entry)]


@dataclass(frozen=True, slots=True)
class Record:
    """A part of the record that can be read on its own: a file's content, or an excerpt."""

    speakers: tuple[Speaker, ...] = ()
    sources: tuple[Source, ...] = ()
    claims: tuple[Claim, ...] = ()
    statements: tuple[Statement, ...] = ()


@dataclass(frozen=True, slots=True)
class Excerpt(Record):
    """A part of the record to be shown; `dead` as in a `Dossier`."""

    dead: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class View:
    """Whose record is being read: a community's own entries, with or without the shared library."""

    community_id: int = SHARED
    shared_library: bool = True

    @property
    def community_ids(self) -> tuple[int, ...]:
        """The communities whose entries can be seen, shared library first."""
        if self.community_id == SHARED:
            return (SHARED,)
        return (SHARED, self.community_id) if self.shared_library else (self.community_id,)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A claim with its statements, oldest first, and every statement that answers one of them.

    `others` holds statements outside the claim (answers to, or answered by, one of `statements`);
    `answered_by` maps a statement's id to the counters against it, as (answering id, kind).
    `dead` maps the ids of sources whose address leads nowhere to the day when that was seen.
    `answered_later` holds the ids of statements with counters that a selection left out.
    """

    claim: Claim
    statements: tuple[Statement, ...]
    others: Mapping[str, Statement]
    speakers: Mapping[str, Speaker]
    sources: Mapping[str, Source]
    answered_by: Mapping[str, tuple[Counter, ...]]
    dead: Mapping[str, str] = field(default_factory=dict)
    answered_later: frozenset[str] = frozenset()
