"""The values of matching: what a search finds, and what ranking makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Reading(NamedTuple):
    """One way to read a word of the question: a term of the record, and how alike the two are (1:
    the same).
    """

    term: str
    likeness: float


@dataclass(frozen=True, slots=True)
class AskedTerm:
    """A word of the question as one community's record knows it.

    `readings` are best first and empty when the record has nothing like the word. `claims` and
    `statements` count the entries that have the best reading, `postings` the claims that have any.
    """

    term: str
    written: str
    readings: tuple[Reading, ...]
    claims: int
    statements: int
    postings: int


class StatementTerms(NamedTuple):
    """A statement that bears on a claim, as the terms of its words, speaker, role and place."""

    statement_key: int
    terms: tuple[str, ...]


class Candidate(NamedTuple):
    """A claim that may be meant: its wordings, the canonical one first, their terms, and its
    statements that fit.
    """

    claim_key: int
    wordings: tuple[str, ...]
    terms: tuple[tuple[str, ...], ...]
    statements: tuple[StatementTerms, ...] = ()


@dataclass(frozen=True, slots=True)
class CommunityCandidates:
    """What one community's record has for a question, with the statistics that weigh its words."""

    community_id: int
    claims: int
    mean_length: float
    statements: int
    asked: tuple[AskedTerm, ...]
    candidates: tuple[Candidate, ...]


@dataclass(frozen=True, slots=True)
class Candidates:
    """What the searched communities have for a question, each by itself."""

    communities: tuple[CommunityCandidates, ...] = ()


class Feature(NamedTuple):
    """One reason for a score: its name, its value, and the weight that it is multiplied with."""

    name: str
    value: float
    weight: float


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the question and the record part in meaning: what was asked, and what is on record.

    One of them is empty where only the other says something, such as "not".
    """

    asked: str
    on_record: str


MOST_UNANSWERED_SAID = 3
"""Words up to which it is said which of a question a claim lacks; a long text has too many."""


@dataclass(frozen=True, slots=True)
class Match:
    """A claim ranked against a question.

    `score` is the probability (0 to 1) that the claim is what was asked for. `matched` is the
    wording that fits best; `statement_key` the statement that fits best, when statements
    contributed. `corrections` pairs words as typed with the words they were read as. `unanswered`
    are the words of the question's `asked_words` that nothing on record for the claim has, where
    `asked_words` counts those that are not of asking or reporting. `order` is what the matches of
    one question are sorted by; `cost` is what differences took off it. `is_loose` says that its
    wordings alone lack words of the question, or that the question is how many; `is_aside`, that
    what is asked about is only in a statement; `has_foreign`, that the record has nothing like one
    of the words; `lacks_year`, that nothing on record for the claim has a year that is asked for;
    `is_wording`, that it has a wording of just these words.
    """

    claim_key: int
    community_id: int
    score: float
    order: float
    matched: str
    statement_key: int | None = None
    corrections: tuple[tuple[str, str], ...] = ()
    differences: tuple[Difference, ...] = ()
    cost: float = 0.0
    is_loose: bool = False
    is_aside: bool = False
    has_foreign: bool = False
    lacks_year: bool = False
    elsewhere: bool = False
    is_wording: bool = False
    asked_words: int = 0
    unanswered: tuple[str, ...] = ()
    features: tuple[Feature, ...] = ()

    @property
    def parting(self) -> tuple[Difference, ...]:
        """What to say of how it parts from the question: its differences in meaning, or else the
        few words of the question that nothing on record for the claim has.
        """
        if self.differences or len(self.unanswered) > MOST_UNANSWERED_SAID:
            return self.differences
        return tuple(Difference(word, "") for word in self.unanswered)
