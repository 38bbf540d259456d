"""In German, too, no claim is stated for somebody who asks for its opposite."""

from __future__ import annotations

import json
import sqlite3
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from bot.core import languages
from bot.core.english import load_words
from bot.core.languages import LANGUAGES
from bot.core.languages.german.forms import look_up
from bot.core.matching import Choice, Clear, Nothing
from bot.core.question import only_asks, parse_question
from bot.core.text import terms, words
from db import index_form
from tests.matching_index import answer, index_of_wordings, search


def _load(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))
    return loaded


_DATA = _load("matching_german.json")


class Pair(NamedTuple):
    """Two claims of which one is the opposite of the other, and how each is asked for."""

    wordings: tuple[str, str]
    asked: tuple[tuple[str, ...], tuple[str, ...]]


PAIRS = [Pair((row[2], row[3]), (tuple(row[4:6]), tuple(row[6:8]))) for row in _DATA["pairs"]]
OTHERS = ("Die Mühle von Hexbach brannte nieder", "Der Schachklub in Tarn zählt elf Bretter")
"""What a record here has besides."""


@cache
def record_of(*sides: int) -> sqlite3.Connection:
    """A record of one side of every pair, or of both."""
    return index_of_wordings(*(pair.wordings[side] for pair in PAIRS for side in sides))


def stated(conn: sqlite3.Connection, text: str) -> str:
    """The wording that is stated for a question; empty for none."""
    outcome = answer(conn, text)
    return outcome.match.matched if isinstance(outcome, Clear) else ""


@pytest.mark.parametrize("side", [0, 1])
def test_the_opposite_is_never_stated_and_what_is_offered_names_what_differs(side: int) -> None:
    wrong, offered, unnamed = [], 0, []
    for pair in PAIRS:
        for text in pair.asked[side]:
            match answer(record_of(1 - side), text):
                case Clear(best):
                    wrong.append((text, best.matched))
                case Choice(matches):
                    found = [m for m in matches if m.matched == pair.wordings[1 - side]]
                    offered += len(found)
                    unnamed += [text for match in found if not match.differences]
    assert wrong == []
    assert offered >= 0.8 * 2 * len(PAIRS)
    assert len(unnamed) <= 0.05 * offered, unnamed


@pytest.mark.parametrize("side", [0, 1])
def test_what_is_on_record_is_stated(side: int) -> None:
    right = both = 0
    for pair in PAIRS:
        for text in pair.asked[side]:
            found = stated(record_of(side), text)
            assert found in ("", pair.wordings[side]), text
            right += found != ""
            ranked = search(record_of(0, 1), text)
            both += bool(ranked) and ranked[0].matched == pair.wordings[side]
            assert stated(record_of(0, 1), text) in ("", pair.wordings[side]), text
    assert right >= 0.88 * 2 * len(PAIRS)
    assert both >= 0.95 * 2 * len(PAIRS)


def test_the_same_in_other_words_is_stated() -> None:
    sides = {wording: side for pair in PAIRS for side, wording in enumerate(pair.wordings)}
    right = 0
    for wording, text in _DATA["same_meaning"]:
        found = stated(record_of(sides[wording]), text)
        assert found in ("", wording), text
        right += found != ""
        assert stated(record_of(1 - sides[wording]), text) == "", text
    assert right >= 0.85 * len(_DATA["same_meaning"])


def test_nothing_is_stated_for_a_question_about_something_else() -> None:
    outcomes = [answer(record_of(0, 1), text) for text in _DATA["off_topic"]]
    assert not any(isinstance(outcome, Clear) for outcome in outcomes)
    assert sum(isinstance(outcome, Nothing) for outcome in outcomes) >= 0.95 * len(outcomes)


def test_many_constructions_are_told_from_their_opposites() -> None:
    wrong, right = [], 0
    for wording, opposite, same in _DATA["other_constructions"]:
        conn = index_of_wordings(wording, *OTHERS)
        wrong += [opposite] if stated(conn, opposite) else []
        right += stated(conn, same) == wording
    assert wrong == []
    assert right >= 0.95 * len(_DATA["other_constructions"])


def test_no_english_text_is_taken_for_german() -> None:
    swaps = _load("matching_swaps.json")
    rows = [row[2:6] for row in swaps["pairs"]] + [row[1:] for row in swaps["asked"]]
    texts = {text for row in (*rows, *swaps["same_meaning"]) for text in row}
    assert len(texts) > 2000
    assert [text for text in texts if parse_question(text).words[0].language] == []
    shown = frozenset[str]().union(*(language.showing for language in LANGUAGES))
    assert shown & load_words() == frozenset()


@pytest.mark.parametrize(
    "text",
    [
        "Von der Leyen rejects MIT study",
        "Der Spiegel confirms it",
        "Soldiers die in war",
        "Was it a gift or not?",
        "Uber will hire more drivers",
        "Chris Heben was shot",
    ],
)
def test_words_that_both_languages_have_are_english_by_themselves(text: str) -> None:
    assert not any(word.language for word in words(text))
    assert not any(word.language for word in parse_question(text).words)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Die Behörde bestätigt es", "die behoerde bestaetigt es"),
        ("Die Bahn entlässt 3.500 Menschen", "die bahn entlässt dreitausendfünfhundert menschen"),
        ("Die Klinik hat 1,5 Mio. Euro", "die klinik hat 1.500.000 euro"),
        ("Es geschah am 9. Dezember 2023", "es geschah am 9.12.2023"),
        ("Die Partei lehnt die Reform ab", "die partei lehnte die reform ab"),
        ("Nordkoreanische Truppen", "die truppen nordkoreas"),
    ],
)
def test_the_same_spelt_in_another_way_has_the_same_terms(one: str, other: str) -> None:
    content = [sorted({*terms(text)} - {"the"}) for text in (one, other)]
    assert content[0] == content[1]


def test_what_means_something_else_in_english_does_so_in_german() -> None:
    read = {word.written: word.term for word in words("Der Rat fand kein Gift und keine Not")}
    assert read["not"] != "not"
    assert read["rat"] != "rat"
    assert look_up("fall").english == ("case",)


def test_an_english_record_is_found_in_german_and_a_german_one_in_english() -> None:
    conn = index_of_wordings(
        "The agency confirms the death of North Korean soldiers",
        "Der Senat lehnt die Rentenreform ab",
        *OTHERS,
    )
    asked = "bestätigt agency den tod nordkoreanischer soldaten"
    assert stated(conn, asked).startswith("The agency")
    denied = answer(conn, asked.replace("bestätigt", "dementiert"))
    assert isinstance(denied, Choice)
    assert denied.matches[0].differences
    assert stated(conn, "senat rejects rentenreform").startswith("Der Senat")


def test_other_words_make_the_index_anew() -> None:
    read_by = set(Path(languages.__file__).parent.rglob("*.py"))
    assert len(read_by) > 10
    assert read_by <= set(index_form._ANALYSIS)


@pytest.mark.parametrize("text", ["stimmt das?", "ist das wahr?", "gibt es Belege dafür?"])
def test_asking_alone_is_no_question_about_something(text: str) -> None:
    assert only_asks(text)


def test_what_is_asked_is_left_of_a_way_of_asking() -> None:
    asked = parse_question("Stimmt es, dass Bayern gewonnen hat?").asked
    assert asked == "Bayern gewonnen hat"
