"""Who does it to whom: where a question has the two sides of a deed the other way round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.core.matching.compared import Comparison, Pairs, Text, without_function_terms
from bot.core.matching.meanings import DEEDS_TO_OTHERS
from bot.core.numbers import is_number
from bot.core.text import FUNCTION_TERMS, stem
from bot.core.vocabulary import COUNTRIES

NEAR = 5
"""Words of content before and after a deed among which its two sides are looked for."""

CLOSE = 3
"""Words of content before "by" among which the deed is: "was supplied with trains by"."""

LONGEST_PART = 2
"""Words of content in each of two parts that stand the other way round, whatever is between."""

COUNTRY_TERMS = frozenset(map(stem, COUNTRIES))

_LONGEST_NOT_DONE = 3
"""Letters up to which a word that ends in -ed is no deed: "red", "bed"."""

_DEEDS = frozenset(map(stem, DEEDS_TO_OTHERS))
_BY = "by"
_BETWEEN = frozenset({"than", "instead"})
"""What two sides may stand about besides a deed."""
_PARTIES = ("from", "to", "against")
_DETERMINERS = frozenset({"the", "a", "an", "his", "her", "its", "their"})


def find_exchanged(compared: Comparison) -> Pairs:
    """Give the one who does it in the question and the one who does it on record, where each text
    has both, on either side of the same deed ("than" and "instead of" count as one), and not on
    the same sides; or two parts that stand the other way round about the same words.
    """
    if compared.is_order_free:
        return
    question, record = compared.question, compared.record
    ours = [term for term in question.content if term in record.have]
    theirs = [term for term in record.content if term in question.have]
    is_passive = _BY in question.have or _BY in record.have
    if len(set(ours)) < 2 or (ours == theirs and not is_passive):
        return
    found = _exchanged_at_deed(compared)
    if found is None and not is_passive:
        found = _swapped(question.content, record.content)
    if found is not None:
        yield found


def _exchanged_at_deed(compared: Comparison) -> tuple[str, str] | None:
    shared = compared.question.have & compared.record.have
    pivots = shared & (_DEEDS | _deeds_by_form(compared) | _BETWEEN)
    if not pivots or len(shared) < 3:
        return None
    ours = _in_active(compared.question.terms, pivots)
    theirs = _in_active(compared.record.terms, pivots)
    for pivot in pivots:
        (before, after), (left, right) = _sides(ours, pivot), _sides(theirs, pivot)
        moved = [term for term in before if term in right and term not in left]
        others = [term for term in after if term in left and term not in right]
        if moved and others:
            return moved[-1], others[-1]
    return None


def _deeds_by_form(compared: Comparison) -> frozenset[str]:
    return frozenset(
        word.term
        for word in (*compared.asked, *compared.written)
        if word.written.endswith("ed") and len(word.written) > _LONGEST_NOT_DONE
    )


def _sides(terms: Sequence[str], pivot: str) -> tuple[list[str], list[str]]:
    at = terms.index(pivot)
    return _content(terms[:at])[-NEAR:], _content(terms[at + 1 :])[:NEAR]


def _in_active(terms: Sequence[str], pivots: frozenset[str]) -> list[str]:
    """Put "was done by" the other way round: who does it, the deed, and to whom."""
    for at, term in enumerate(terms):
        deed = _last_deed(terms[:at], pivots) if term == _BY else None
        if deed is not None:
            doer = _doer(terms[at + 1 :])
            rest = terms[at + 1 + len(doer) :]
            place = at - 1 - list(reversed(terms[:at])).index(deed)
            return [*doer, deed, *terms[:place], *terms[place + 1 : at], *rest]
    return list(terms)


def _doer(behind: Sequence[str]) -> list[str]:
    """Give what stands behind "by" up to the next that is told: "by a rival in May", "by her fans
    a liar".
    """
    doer = list[str]()
    for term in behind:
        is_next = term in _DETERMINERS and doer and doer[-1] != "of"
        if is_next or (term in FUNCTION_TERMS and term != "of" and term not in _DETERMINERS):
            break
        doer.append(term)
    return doer


def _last_deed(terms: Sequence[str], pivots: frozenset[str]) -> str | None:
    return next((term for term in reversed(_content(terms)[-CLOSE:]) if term in pivots), None)


def _content(terms: Sequence[str]) -> list[str]:
    return [term for term in terms if term not in FUNCTION_TERMS and not is_number(term)]


def _swapped(ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, str] | None:
    """Give the first words of two short parts on either side of the same words, in texts that are
    alike otherwise: "sharks eat squid", "squid eat sharks".
    """
    if len(ours) != len(theirs) or sorted(ours) != sorted(theirs):
        return None
    start = next(at for at, (one, two) in enumerate(zip(ours, theirs, strict=True)) if one != two)
    end = len(ours)
    while ours[end - 1] == theirs[end - 1]:
        end -= 1
    one, two = list(ours[start:end]), list(theirs[start:end])
    for first, between, last in _partings(len(one)):
        parts = one[:first], one[first : first + between], one[first + between :]
        is_turned = two == [*parts[2], *parts[1], *parts[0]]
        if is_turned and max(first, last) <= LONGEST_PART:
            return parts[0][0], parts[2][0]
    return None


def _partings(length: int) -> Iterator[tuple[int, int, int]]:
    for first in range(1, length - 1):
        for last in range(1, length - first):
            yield first, length - first - last, last


def find_other_party(compared: Comparison) -> Pairs:
    """Give the country that it comes from, goes to or is against, where the record has another."""
    if any(COUNTRY_TERMS.isdisjoint(text.have) for text in (compared.question, compared.record)):
        return
    for small in _PARTIES:
        ours, theirs = (_party(text, small) for text in (compared.question, compared.record))
        if ours and theirs and ours.isdisjoint(theirs):
            yield min(ours), min(theirs)


def _party(text: Text, small: str) -> frozenset[str]:
    found = set[str]()
    for at, term in enumerate(text.terms):
        if term == small:
            found.update(without_function_terms(text.terms[at + 1 :])[:2])
    return COUNTRY_TERMS & found
