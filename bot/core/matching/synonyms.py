"""Synonyms: terms that may stand for one another in a question and in the record."""

from __future__ import annotations

from bot.core.matching.opposites import OPPOSITE_SIDES
from bot.core.text import stem

SYNONYMS: tuple[str, ...] = (
    "die died dead death deaths killed kill losses casualties fallen",
    "troops soldiers forces military army",
    "captured capture caught prisoners prisoner pow pows captives captive custody",
    "send sent deploy deployed deployment dispatch",
    "photo picture photograph image",
    "woman women female",
    "confirm acknowledge admit verify",
    "deny denial refute dismiss reject",
    "increase rise grow raise",
    "decrease fall drop decline",
    "ban forbid prohibit outlaw illegal",
    "begin start launch",
    "big large huge",
    "buy purchase acquire",
    "car automobile",
    "child kid",
    "close shut",
    "company firm",
    "doctor physician",
    "film movie",
    "open inaugurate",
    "plan intend",
    "sick ill",
)
"""Words that members use for one another and that no edit brings together.

General words only; a record has its own words for its own things.
"""

ALIKE: tuple[str, ...] = (
    "after following",
    "aid assist help",
    "air broadcast",
    "airplane aircraft plane",
    "announce declare proclaim",
    "apartment flat",
    "attorney lawyer",
    "baby infant",
    "ban bar",
    "big large huge enormous massive giant gigantic vast",
    "book buy",
    "boss head chief leader",
    "call name",
    "cash money",
    "choose pick select",
    "come came",
    "cop police policeman",
    "create make produce",
    "dead deceased",
    "demand insist require",
    "diminish reduce lessen",
    "elderly old",
    "employ hire",
    "employee worker",
    "end finish conclude",
    "enter join",
    "entire whole complete full total",
    "ex former",
    "fake bogus phony false counterfeit",
    "fast quick rapid",
    "feel felt",
    "fight battle combat",
    "find found discover",
    "fix repair",
    "garbage trash rubbish",
    "gasoline petrol gas",
    "get receive obtain",
    "give hand",
    "gun firearm",
    "halt stop",
    "home house",
    "hear heard",
    "hurt injure wound harm",
    "illegal unlawful",
    "image picture photograph photo",
    "jail prison",
    "job position post",
    "kid child",
    "lady woman",
    "law statute",
    "legal lawful",
    "little small tiny",
    "man guy gentleman",
    "mean meant",
    "near close",
    "numerous many",
    "parliament legislature",
    "people person individual",
    "pupil student",
    "quit resign",
    "reply respond answer",
    "rich wealthy",
    "road street",
    "run ran",
    "shop store",
    "show depict reveal portray feature",
    "smart clever intelligent",
    "soldier troop",
    "sit sat",
    "speech address",
    "start begin",
    "steal rob",
    "television tv",
    "theft robbery",
    "try attempt",
    "use used using employ",
    "vacation holiday",
    "vehicle car",
    "want wish",
)
"""Words of which one may stand in place of the other, and nothing else is said. A question is not
searched for by them.
"""

_GROUPS = tuple(tuple(dict.fromkeys(map(stem, words.split()))) for words in SYNONYMS)
_ALIKE_IN: dict[str, set[int]] = {}
for _at, _words in enumerate(ALIKE):
    for _term in map(stem, _words.split()):
        _ALIKE_IN.setdefault(_term, set()).add(_at)
_NOWHERE = frozenset[int]()
_GROUP_OF = {term: group for group in _GROUPS for term in group}


def synonyms_of(term: str) -> tuple[str, ...]:
    """Give the other terms that a term may stand for."""
    return tuple(other for other in _GROUP_OF.get(term, ()) if other != term)


def means_the_same(one: str, two: str) -> bool:
    """Whether two terms are the same in other words where one stands in place of the other."""
    # Asked of many pairs for a question, and nearly all of them have nothing to do with each other.
    if not _ALIKE_IN.get(one, _NOWHERE).isdisjoint(_ALIKE_IN.get(two, ())):
        return True
    if not set(OPPOSITE_SIDES.get(one, ())).isdisjoint(OPPOSITE_SIDES.get(two, ())):
        return True
    return two in synonyms_of(one)
