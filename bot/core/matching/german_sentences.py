"""Who does what in a German sentence, where articles and the order of words tell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations

from bot.core.languages.german.forms import is_participle, is_verb, without_umlauts
from bot.core.languages.german.function_words import ARTICLES, PASSIVE, PREPOSITIONS
from bot.core.languages.language import words as words_of
from bot.core.matching.compared import NOTHING, Comparison, Pairs
from bot.core.matching.meanings import ABOVE, BELOW
from bot.core.matching.roles import COUNTRY_TERMS
from bot.core.numbers import is_number
from bot.core.text import FUNCTION_TERMS, Word, stem

_OF_OBJECTS = words_of("den dem einen einem seinen seinem ihren ihrem keinen keinem")
_OF_GENITIVES = words_of("des eines seines ihres dieses")
_BY = words_of("von vom durch")
_THAN = "als"
_DOER, _OTHER, _WHOSE = "doer", "other", "whose"
_MOODS = words_of("konnte konnten soll sollen sollte sollten will wollen mochte mochten")
_DONE = words_of("hat haben hatte hatten ist sind war waren wurde wurden worden")
_DENIED = frozenset(map(stem, ("deny", "denial", "refute", "dismiss")))
_SAID = frozenset(map(stem, ("confirm", "admit", "acknowledge", "affirm", "not", "no")))
_IS = words_of("ist sind war waren wird werden bleibt")
_HAVE = words_of("hat haben hatte hatten habe ist sind")
_ENDINGS_OF_PAST = ("te",)
_ENDINGS_OF_VERBS = ("t", "te", "ten")
_AMOUNTS = ABOVE | BELOW | {"percent", "half", "many", "few"}
_ENDINGS_OF_ADJECTIVES = ("en", "er", "es", "em")


@dataclass
class _Part:
    """Words that stand together: what leads them, and their terms."""

    lead: str
    terms: list[str] = field(default_factory=list)


def find_other_parts(compared: Comparison) -> Pairs:
    """Give two that have each other's part in the sentence on record: the one who does it, the one
    it is done to, the one it is against, from where and where to.
    """
    if not compared.is_order_free or _says_what_it_is(compared):
        return
    ours = _parts_of(compared.asked, compared.read_as)
    theirs = _parts_of(compared.written, {})
    both = [term for term in ours if term in theirs and ours[term] != theirs[term]]
    for one, two in permutations(both, 2):
        if ours[one] == theirs[two] and ours[two] == theirs[one]:
            yield one, two
            return


def _says_what_it_is(compared: Comparison) -> bool:
    """Whether all it says is what somebody is, which may stand before or after."""
    written = {word.written for word in compared.written}
    is_only = not _IS.isdisjoint(written) and not any(map(is_verb, written - _IS))
    return is_only and _BY.isdisjoint(written) and _THAN not in written


def find_other_mood(compared: Comparison) -> Pairs:
    """Give “could”, “shall” or “wants” of one text, where the other says that it was done."""
    if not compared.is_order_free:
        return
    ours = [word.written for word in compared.asked]
    theirs = [word.written for word in compared.written]
    for one, other, is_asked in ((ours, theirs, True), (theirs, ours, False)):
        mood = next((word for word in one if without_umlauts(word) in _MOODS), "")
        if mood and _is_done(other):
            yield (mood, NOTHING) if is_asked else (NOTHING, mood)


def find_denied(compared: Comparison) -> Pairs:
    """Give a denial that only one of the texts has, and the other no word for or against."""
    if not compared.is_order_free:
        return
    ours, theirs = compared.question.have, compared.record.have
    for one, other, is_asked in ((ours, theirs, True), (theirs, ours, False)):
        if not _DENIED.isdisjoint(one) and (_DENIED | _SAID).isdisjoint(other):
            denied = min(_DENIED & one)
            yield (denied, NOTHING) if is_asked else (NOTHING, denied)


def _is_done(written: Sequence[str]) -> bool:
    is_open = any(without_umlauts(word) in _MOODS for word in written)
    return not is_open and not _DONE.isdisjoint(written) and any(map(is_participle, written))


def _parts_of(words: Sequence[Word], read_as: Mapping[str, str]) -> dict[str, str]:
    """Say for each term of content which part it has."""
    written = [word.written for word in words]
    parts = [part for part in _split(words, read_as) if part.terms]
    is_passive = _is_passive(written)
    found: dict[str, str] = {}
    has_first = False
    for part in parts:
        role = part.lead
        if is_passive and role in _BY:
            role = _DOER
        elif not role:
            role = _OTHER if has_first or is_passive else _DOER
            has_first = True
        for place, term in enumerate(part.terms):
            is_second = place and role == _DOER and _is_alone(parts)
            found.setdefault(term, _OTHER if is_second else role)
    return {term: role for term, role in found.items() if role not in ("verb", _WHOSE)}


def _is_alone(parts: Sequence[_Part]) -> bool:
    """Whether who does it and to whom stand together: “kanzlerin minister entlassen”."""
    return sum(part.lead in ("", _OTHER) for part in parts) == 1


def _is_passive(written: Sequence[str]) -> bool:
    if not PASSIVE.isdisjoint(written):
        return not _BY.isdisjoint(written) or "wird" not in written
    ends = bool(written) and is_participle(written[-1])
    return ends and not _BY.isdisjoint(written) and _HAVE.isdisjoint(written)


def _split(words: Sequence[Word], read_as: Mapping[str, str]) -> Iterator[_Part]:
    """Split a sentence into what articles, prepositions and verbs keep apart."""
    part, noun_at = _Part(""), -1
    for at, word in enumerate(words):
        written, term = word.written, read_as.get(word.term, word.term)
        if term not in FUNCTION_TERMS and (
            is_verb(written, comes_first=not at) or _may_be_verb(words, at, part)
        ):
            yield part
            yield _Part("verb", [term])
            part = _Part("")
        elif written in PREPOSITIONS or written == _THAN:
            yield part
            part = _Part(written)
        elif written in ARTICLES or written in _OF_OBJECTS:
            if part.terms or part.lead in ("", _WHOSE):
                yield part
                part = _Part(_lead_of(written, follows=noun_at == at - 1 >= 0))
        elif is_number(term) or term in _AMOUNTS or _is_of_country(written, term):
            continue
        elif term in FUNCTION_TERMS:
            yield part
            part = _Part("")
        else:
            part.terms.append(term)
            noun_at = at
            if part.lead in PREPOSITIONS and not _is_adjective(words, at):
                yield part
                part = _Part("")
    yield part


def _is_of_country(written: str, term: str) -> bool:
    """Whether a word is the genitive of a country: “Nordkoreas”."""
    is_country = term in COUNTRY_TERMS and not term.endswith("s")
    return is_country and written.endswith("s") and "isch" not in written


def _may_be_verb(words: Sequence[Word], at: int, part: _Part) -> bool:
    """Whether an unknown word stands where the verb of a question does: “wirkt die …”."""
    after = words[at + 1].written if at + 1 < len(words) else ""
    endings = _ENDINGS_OF_PAST if part.terms else _ENDINGS_OF_VERBS
    return after in ARTICLES and words[at].written.endswith(endings)


def _lead_of(article: str, *, follows: bool) -> str:
    """Say what an article tells of its noun; “der” right behind another says whose that is."""
    if article in _OF_OBJECTS:
        return _OTHER
    return _WHOSE if article in _OF_GENITIVES or (follows and article == "der") else ""


def _is_adjective(words: Sequence[Word], at: int) -> bool:
    """Whether a word may belong to the next one."""
    if at + 1 == len(words):
        return False
    here, after = words[at], words[at + 1]
    is_country = after.term in COUNTRY_TERMS and "isch" not in after.written
    if here.written == after.written or after.term in FUNCTION_TERMS or is_country:
        return here.written == after.written
    return here.written.endswith(_ENDINGS_OF_ADJECTIVES)
