"""German words in their forms: what each stands for, or the root that it is compared by."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from bot.core.languages.german.common import COMMON, LOOKALIKES, MONTHS, SCALES, WEEKDAYS
from bot.core.languages.german.function_words import FUNCTION_WORDS, PARTICLES
from bot.core.languages.german.meanings import OPPOSED, PHRASES
from bot.core.languages.german.numbers import read_number_word
from bot.core.languages.german.places import COUNTRIES, REGIONS
from bot.core.languages.german.signs import ALSO_ENGLISH, SIGNS
from bot.core.languages.german.verbs import apart, forms_of, list_verbs
from bot.core.languages.language import Meaning, in_order
from bot.core.vocabulary import ABBREVIATIONS
from bot.core.vocabulary import COUNTRIES as ENGLISH_COUNTRIES

_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
_SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_SPELT_OUT = re.compile(r"(?<![aeuq])([aou])e(?!$)|(?<![aeuq])([aou])e(?=n$|r$)")
_ENDINGS = ("", "e", "en", "er", "es", "em", "n", "s")


def fold_umlauts(word: str) -> str:
    """Give a word in lower case as it is folded."""
    return word if word.isascii() else word.translate(_UMLAUTS)


def _spelt_out(word: str) -> str:
    return word if word.isascii() else word.translate(_SPELT)


def without_umlauts(word: str) -> str:
    """Give a folded word with what stands for umlauts (ae, oe, ue) as if these were folded too."""
    return _SPELT_OUT.sub(lambda found: found[1] or found[2], word) if "e" in word else word


def list_near(word: str) -> list[tuple[str, str]]:
    """Give the known forms a letter or two away from a word that is none, with what they mean; none
    that mean several words.
    """
    if len(word) < _SHORTEST_MISSPELT:
        return []
    most = 1 if len(word) < _LONG else 2
    plain = without_umlauts(word)
    found = extract(plain, _BY_ONE_WORD.keys(), scorer=OSA.distance, score_cutoff=most)
    return [(form, _BY_ONE_WORD[form]) for form, _, _ in found]


def _listed(listing: str) -> Iterator[str]:
    for word in listing.split():
        stem = word.removesuffix("*")
        yield from (stem + ending for ending in _ENDINGS) if stem != word else (word,)


def _tables() -> Iterator[Mapping[str, str]]:
    yield from (OPPOSED, COMMON, COUNTRIES, MONTHS, WEEKDAYS, SCALES)
    yield from (PHRASES, LOOKALIKES, FUNCTION_WORDS)


def _spellings() -> Iterator[tuple[str, Meaning]]:
    """Give every form as it is spelt, with what it means; the later counts."""
    for verb, english, forms, _ in _VERBS:
        infinitive = fold_umlauts(verb.replace("|", ""))
        meaning = Meaning((english,)) if english else Meaning((), root(infinitive))
        yield from ((form, meaning) for form in forms)
    for english, listing in chain.from_iterable(table.items() for table in _tables()):
        meaning = Meaning(tuple(english.split()))
        yield from ((form, meaning) for form in _listed(listing))


_NO_PARTICIPLES = in_order(
    "gericht gewicht gesicht geschaft gebiet gesellschaft gewalt gehalt gestalt geburt gedicht"
    " gerat geist gebet gemut gegend"
)
"""Nouns that look like participles."""

_GE = re.compile(rf"(|{'|'.join(PARTICLES)})ge(.{{3,}})t(?:e[nrms]?)?")
_ENDING = re.compile(r"(?<=....)(?:t?e[nrms]?|e?st|[tns])$")
_NOUN = re.compile(r"(?<=....)ung(?:en)?$")


def root(word: str) -> str:
    """Cut the endings of a German word, and the ge- of a participle: what its forms have in common.

    In the spirit of Savoy's light stemmer ("Light stemming approaches for the French, Portuguese,
    German and Hungarian languages", SAC 2006), with the endings of verbs added.
    """
    participle = _GE.fullmatch(word)
    if participle and not word.startswith(_NO_PARTICIPLES):
        word = participle[1] + participle[2]
    word = _NOUN.sub("", word)
    for _ in range(2):
        word = _ENDING.sub("", word)
    return word


_VERBS = [
    (verb, english, tuple(forms_of(verb)), tuple(apart(verb))) for verb, english in list_verbs()
]
"""The verbs, with what they mean, their forms in one, and those that leave a particle behind."""

_EVERY = list(_spellings())

_NOUNS = frozenset(
    fold_umlauts(form)
    for table in (OPPOSED, COMMON, FUNCTION_WORDS)
    for listing in table.values()
    for form in _listed(listing)
)

MEANINGS = {fold_umlauts(form): meaning for form, meaning in _EVERY}
"""What each known form stands for, without umlauts."""

_POINTS = ("nord", "süd", "ost", "west")

_SHORTEST_MISSPELT, _LONG = 5, 8
_BY_ONE_WORD = {
    form: meaning.english[0] for form, meaning in MEANINGS.items() if len(meaning.english) == 1
}

_LOOKALIKES = frozenset(" ".join(LOOKALIKES.values()).split())

SHOWING = frozenset(
    spelt
    for form in chain(
        SIGNS,
        (form for form, _ in _EVERY),
        (form for *_, parted in _VERBS for form, _ in parted),
        (point + region + ending for point in _POINTS for region in REGIONS for ending in _ENDINGS),
    )
    for spelt in {fold_umlauts(form), _spelt_out(form)}
    if spelt not in ALSO_ENGLISH and spelt not in _LOOKALIKES
)
"""The known forms that only German texts have."""

APART = {
    (fold_umlauts(form), fold_umlauts(particle)): MEANINGS[fold_umlauts(verb.replace("|", ""))]
    for verb, _, _, parted in _VERBS
    for form, particle in parted
}
"""What a form of a verb stands for together with the particle at the end of its sentence."""

_BASES = {
    fold_umlauts(form): fold_umlauts(verb)
    for verb, _, forms, _ in _VERBS
    if "|" not in verb
    for form in forms
}
"""The forms of verbs without a particle, each with its infinitive."""

SAME_IN_ENGLISH = ENGLISH_COUNTRIES | ABBREVIATIONS.keys()
"""Names that are the same in both languages."""

_COMPASS = {"nord": "north", "sud": "south", "ost": "east", "west": "west"}
_POINTED = re.compile(rf"({'|'.join(_COMPASS)})({'|'.join(sorted(REGIONS, key=len)[::-1])}\w*)")


@lru_cache(maxsize=16384)
def look_up(written: str) -> Meaning:
    """Say what a folded word of a German text is compared by."""
    word = without_umlauts(written)
    known = MEANINGS.get(written) or MEANINGS.get(word)
    if known is not None:
        return known
    if written in SAME_IN_ENGLISH or written[0] <= "9":
        return Meaning((written,))
    if value := read_number_word(word):
        return Meaning((value,))
    pointed = _POINTED.fullmatch(word)
    if pointed:
        rest = look_up(pointed[2])
        return Meaning((_COMPASS[pointed[1]], *(rest.english or (rest.own,))))
    return Meaning((), _with_particle(word) or word)


def read_apart(form: str, particle: str) -> Meaning | None:
    """Say what a form of a verb stands for together with the particle at the end of its sentence;
    none when it is no form of a verb.
    """
    known = APART.get((form, particle))
    if known is None and form in _BASES:
        return Meaning((), root(particle + _BASES[form]))
    return known


def _with_particle(word: str) -> str:
    """Give the root of a verb with a particle that is not among the known ones; empty for none."""
    for particle in PARTICLES:
        rest = word.removeprefix(particle)
        base = _BASES.get(rest) or _BASES.get(rest.removeprefix("zu"))
        if rest != word and base:
            return root(particle + base)
    return ""


_ALL_VERB_FORMS = frozenset(
    fold_umlauts(form)
    for _, _, forms, parted in _VERBS
    for form in (*forms, *(finite for finite, _ in parted))
)
_VERB_FORMS = _ALL_VERB_FORMS - _NOUNS
"""The forms of the known verbs; those aside that are nouns or adjectives as well."""


def is_verb(written: str, *, comes_first: bool = False) -> bool:
    """Whether a folded word is a form of a known verb, or looks like a participle; in a question
    that begins with it, also if it may be a noun.
    """
    word = without_umlauts(written)
    if comes_first and word in _ALL_VERB_FORMS:
        return True
    return word in _VERB_FORMS or is_participle(word)


def is_participle(word: str) -> bool:
    """Whether a word may be a participle."""
    if word.startswith(_NO_PARTICIPLES):
        return False
    return _GE.fullmatch(word) is not None or (word in _VERB_FORMS and word.endswith("en"))
