"""Judging: whether a candidate means what was asked, and what is to be said of it as a match."""

from __future__ import annotations

from functools import partial
from itertools import chain
from typing import NamedTuple

from bot.core.folding import as_written
from bot.core.languages.known import is_known
from bot.core.matching.actors import ACTOR_TERMS
from bot.core.matching.asked import SAID_FROM, Asked
from bot.core.matching.compared import Comparison, Text, read_question
from bot.core.matching.evidence import Evidence, WordingEvidence
from bot.core.matching.guards import find_differences, find_reversal
from bot.core.matching.misread import telling_term
from bot.core.matching.other_forms import is_other_form
from bot.core.matching.roles import COUNTRY_TERMS
from bot.core.matching.spelling import likeness, spell_out
from bot.core.matching.values import Candidate, Difference, Feature, Match
from bot.core.question import Question
from bot.core.text import words

DIFFERENCE_COSTS = 1.5
"""What a difference in meaning takes off the order: more than any one pair of words gives."""

DIFFERENCE_COSTS_UP_TO = 6
"""Words up to which a difference costs that in full; among many words one matters less."""

NEARLY_AS_WELL = 0.93
"""How well, next to the best, a wording must fit to be taken for its meaning being the same."""


MOSTLY_SAID = 0.5
"""The share of the question's rarity above which a statement, not the claim, is what has it."""


class Scored(NamedTuple):
    """A candidate, and how well it fits among the others."""

    asked: Asked
    evidence: Evidence
    order: float

    @property
    def claim_key(self) -> int:
        """The claim, by which ties are broken."""
        return self.evidence.candidate.claim_key


class Judged(NamedTuple):
    """A candidate whose meaning was compared: its best wording, the terms that words of the
    question were read as, what differs, and what that takes off the order.
    """

    scored: Scored
    wording: int
    read_as: dict[str, str]
    differences: tuple[Difference, ...]
    cost: float

    @property
    def order(self) -> float:
        """What it is sorted by, with what the differences cost."""
        return self.scored.order - self.cost

    @property
    def claim_key(self) -> int:
        """The claim, by which ties are broken."""
        return self.scored.claim_key


def judge(question: Question, scored: Scored, guarded: bool) -> Judged:
    """Compare a candidate with the question in meaning, if `guarded`, and choose its wording."""
    asked, evidence = scored.asked, scored.evidence
    read_as = _read_as(asked, evidence)
    wording, differences = _best_wording(question, evidence, read_as, guarded)
    cost = _cost_of_difference(asked) if differences else 0.0
    return Judged(scored, wording, read_as, differences, cost)


def make_match(
    question: Question, judged: Judged, score: float, features: tuple[Feature, ...]
) -> Match:
    """Give a candidate as a match, with its score and the reasons for that."""
    asked, evidence = judged.scored.asked, judged.scored.evidence
    matched = evidence.candidate.wordings[judged.wording]
    helped = evidence.with_statement > evidence.covered or not evidence.wordings
    return Match(
        claim_key=judged.claim_key,
        community_id=asked.record.community_id,
        score=score,
        order=judged.order,
        cost=judged.cost,
        is_loose=helped or question.asks_number,
        is_aside=_is_aside(question, asked, evidence),
        matched=matched,
        statement_key=evidence.statement.statement_key if evidence.statement and helped else None,
        corrections=_corrections(question, judged.read_as, evidence.candidate),
        differences=tuple(
            Difference(as_written(question.text, each.asked), as_written(matched, each.on_record))
            for each in judged.differences
        ),
        has_foreign=asked.has_foreign(evidence.found),
        elsewhere=_is_elsewhere(question, judged),
        lacks_year=asked.lacks_year(evidence.found),
        is_wording=_is_wording(asked, evidence),
        asked_words=asked.content_words,
        unanswered=tuple(
            as_written(question.text, word) for word in asked.unanswered(evidence.found)
        ),
        features=features,
    )


def _is_aside(question: Question, asked: Asked, evidence: Evidence) -> bool:
    """Whether what is asked about is only in a passing remark: a country, what is counted, or most
    of the question stands in a statement on the claim and in none of its wordings.

    With a name that is no English word, it is asked what somebody said, in passing or not; the
    names of countries and institutions are no such names.
    """
    worded = {at for each in evidence.wordings for at in each.found}
    only_said = {at: alike for at, alike in evidence.found.items() if at not in worded}
    if not only_said:
        return False
    words = [asked.record.asked[at] for at in only_said]
    if question.asks_number:
        return True
    language = question.words[0].language if question.words else ""
    if any(not is_known(word.written, language) and word.term not in ACTOR_TERMS for word in words):
        return False
    names_country = any(word.term in COUNTRY_TERMS for word in words)
    return names_country or asked.share(only_said) > MOSTLY_SAID


def _is_elsewhere(question: Question, judged: Judged) -> bool:
    """Whether the wording names countries, and the question none of them."""
    named = COUNTRY_TERMS.intersection(judged.scored.evidence.candidate.terms[judged.wording])
    return bool(named) and named.isdisjoint(
        judged.read_as.get(word.term, word.term) for word in question.words
    )


def _is_wording(asked: Asked, evidence: Evidence) -> bool:
    """Whether the question has all the words of a wording, and no other."""
    return any(
        each.claim_covered == 1.0
        and len(each.found) == len(asked.weights)
        and min(each.found.values(), default=0.0) >= SAID_FROM
        for each in evidence.wordings
    )


def _cost_of_difference(asked: Asked) -> float:
    return DIFFERENCE_COSTS * min(1.0, DIFFERENCE_COSTS_UP_TO / len(asked.weights))


def _read_as(asked: Asked, evidence: Evidence) -> dict[str, str]:
    """Say which term of the candidate each word of the question was read as, where that is another
    term.
    """
    have = {term for line in evidence.candidate.terms for term in line}
    have.update(evidence.statement.terms if evidence.statement else ())
    read: dict[str, str] = {}
    for word in asked.record.asked:
        reading = next((r.term for r in word.readings if r.term in have), None)
        if word.term not in have:
            reading = telling_term(word.written, reading) or reading
        if reading is not None and reading != word.term:
            read[word.term] = reading
    return read


def _best_wording(
    question: Question, evidence: Evidence, read_as: dict[str, str], guarded: bool
) -> tuple[int, tuple[Difference, ...]]:
    """Choose the wording that fits best: one without a difference in meaning, if it fits nearly as
    well.
    """
    fits = sorted(evidence.wordings, key=_fit, reverse=True)
    if not fits or not guarded:
        return (fits[0].wording if fits else 0), ()
    near = [each for each in fits[:4] if _fit(each) >= NEARLY_AS_WELL * _fit(fits[0])]
    comparisons = _Comparisons(question, evidence, read_as)
    differing: list[tuple[int, tuple[Difference, ...]]] = []
    for each in near:
        differences = find_differences(comparisons.of(each.wording))
        if not differences:
            return _unless_reversed(each, evidence, comparisons)
        differing.append((each.wording, differences))
    return differing[0]


def _unless_reversed(
    best: WordingEvidence, evidence: Evidence, comparisons: _Comparisons
) -> tuple[int, tuple[Difference, ...]]:
    """Choose the wording without a difference, unless the claim's own has as many words of the
    question and says the reverse: "captured soldiers" does not say who captured whom.
    """
    own = evidence.wordings[0]
    if own.wording == 0 and best.wording != 0 and own.covered >= best.covered:
        reversal = find_reversal(comparisons.of(0))
        if reversal:
            return 0, reversal
    return best.wording, ()


class _Comparisons:
    """The question beside each wording of one candidate."""

    def __init__(self, question: Question, evidence: Evidence, read_as: dict[str, str]) -> None:
        said = evidence.statement.terms if evidence.statement else ()
        self._candidate = evidence.candidate
        self._question = question
        self._read_as = read_as
        self._text = read_question(question.words, read_as)
        self._elsewhere = self._text.have.intersection(said)
        self._any_wording = frozenset(chain.from_iterable(evidence.candidate.terms))

    def of(self, wording: int) -> Comparison:
        return Comparison(
            self._question.words,
            self._read_as,
            self._text,
            self._candidate.wordings[wording],
            Text(self._candidate.terms[wording]),
            self._elsewhere,
            self._any_wording,
            self._question.asks_past,
        )


def _fit(each: WordingEvidence) -> float:
    return each.covered + 0.5 * each.claim_covered + 0.5 * each.alike + 0.3 * each.pairs


def _corrections(
    question: Question, read_as: dict[str, str], candidate: Candidate
) -> tuple[tuple[str, str], ...]:
    """Pair the words that were read as others with these, in the spelling of the wordings."""
    if not read_as:
        return ()
    language = question.words[0].language if question.words else ""
    spelt: dict[str, set[str]] = {term: set() for term in read_as.values()}
    for wording in candidate.wordings:
        for word in words(wording):
            if word.term in spelt:
                spelt[word.term].add(word.written)
    for own, forms in spelt.items():
        if not (language and forms):
            forms.update(spell_out(own))
    return tuple(
        (word.written, max(sorted(spelt[term]), key=partial(likeness, word.written)))
        for word in question.terms
        if (term := read_as.get(word.term)) is not None and not is_other_form(word, term)
    )
