"""Sentences of which one thing is changed are never answered by the unchanged one."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.matching import Choice, Clear, Nothing
from tests.matching_data import invent_claims
from tests.matching_index import answer, index_of_library, index_of_wordings, search

SETS: tuple[tuple[str, ...], ...] = (
    ("North", "South"),
    ("Korean", "Vietnamese"),
    ("Russia", "Norway", "Kenya"),
    ("Ukraine", "Latvia", "Chad"),
    ("the United States", "Canada"),
    ("October", "July", "March"),
    ("2024", "2021", "2017"),
    ("3,000", "30,000", "900"),
    ("12,000", "1,200", "13,000"),
    ("10,000", "100,000", "9,000"),
    ("7,000", "700"),
    ("five", "six", "fifty"),
    ("two", "four"),
    ("Lloyd Austin", "Mark Esper", "Hegseth"),
    ("first", "last"),
    ("eastern", "western"),
    ("at least", "at most"),
    ("more than", "fewer than"),
    ("against", "for"),
    ("ahead of", "after"),
    ("before", "after", "during"),
    ("from", "to"),
    ("is", "is not"),
    ("are", "are not", "are no longer"),
    ("has", "has never"),
    ("have", "have not"),
    ("should", "should not"),
    ("All", "None of the"),
    ("his", "her"),
    ("he", "she"),
    ("in", "outside"),
    ("with", "without"),
    ("killed", "saved"),
    ("allowed", "banned"),
)  # fmt: skip
"""What stands for what; each is put in place of the first of its set."""


def changed(wording: str) -> Iterator[str]:
    """Give a sentence with each thing in it that is of a set put in place of another."""
    words = f" {wording} "
    for first, *others in SETS:
        for other in others:
            if words.count(f" {first} ") == 1 and f" {other} " not in words:
                yield words.replace(f" {first} ", f" {other} ").strip()


def ways_to_ask(wording: str, rng: random.Random) -> list[str]:
    """Ask by the sentence: as it is, in lower case, as a question, and misspelt."""
    lower = wording[0].lower() + wording[1:]
    return [wording, wording.lower(), f"is it true that {lower}?", misspell(lower, rng)]


def misspell(text: str, rng: random.Random) -> str:
    """Double a letter of a longer word that is in no set and no name."""
    words = text.split()
    kept = {word for each in SETS for word in " ".join(each).split()} | {*NUMBERS}
    can = [at for at, word in enumerate(words) if len(word) > 4 and word.islower()]
    can = [at for at in can if words[at].isalpha() and words[at] not in kept]
    if not can:
        return text
    at = rng.choice(can)
    words[at] = words[at][:2] + words[at][1:]
    return " ".join(words)


@pytest.fixture(scope="module")
def library() -> Iterator[sqlite3.Connection]:
    conn = index_of_library()
    yield conn
    conn.close()


def test_no_claim_of_the_library_is_answered_when_one_thing_in_it_is_changed(
    library: sqlite3.Connection,
) -> None:
    rows = library.execute("SELECT claim_key, wording FROM claim").fetchall()
    rng, count, answered = random.Random(1), 0, []
    for claim_key, wording in rows:
        for other in changed(wording):
            text = rng.choice(ways_to_ask(other, rng))
            count += 1
            match answer(library, text):
                case Clear(best) if best.claim_key == claim_key:
                    answered.append((wording, text))
    assert count >= 100
    assert answered == []


OTHERS = [claim.wordings[0] for claim in invent_claims(20, vocabulary=300)]
"""What every record here has besides."""

NAMES = ("Mira Holm", "Jonas Falk", "Adaeze Okafor", "Lindqvist", "Governor Reyes", "Pablo Aldana")
COUNTRIES = ("Norway", "Kenya", "Peru", "Latvia", "Chad")
TOWNS = ("Lenk", "Ostrava Hill", "Tarn", "Hexby")
MONTHS = ("March", "June", "October", "December")
NUMBERS = ("14", "40", "three", "250", "9,000")
VERBS = ("told a court", "admitted in a letter", "told reporters", "wrote in a memoir")
TIMES = ("before", "after", "during")
THINGS = ("trucks", "violins", "tractors", "telescopes", "statues")
FRAMES = (
    ("{0} {1} that a bridge near {2} had been sold to a firm from {3} {4} the election",
     (NAMES, VERBS[:1], TOWNS, COUNTRIES, TIMES)),
    ("In {0} of that year a court in {1} ordered {2} to give {3} {4} back to the museum",
     (MONTHS, TOWNS, NAMES, NUMBERS, THINGS)),
    ("A photograph shows {0} and his brother beside {1} burning {2} at a harbour in {3}",
     (NAMES, NUMBERS, THINGS, COUNTRIES)),
    ("The union paid {0} for {1} {2} that had been stolen from a depot in {3} {4} the strike",
     (NAMES, NUMBERS, THINGS, TOWNS, TIMES)),
)  # fmt: skip


@st.composite
def sentences(draw: st.DrawFn) -> tuple[str, str]:
    """Draw a sentence, and the same with one thing changed."""
    frame, slots = draw(st.sampled_from(FRAMES))
    chosen = [draw(st.sampled_from(slot)) for slot in slots]
    at = draw(st.sampled_from([at for at, slot in enumerate(slots) if len(slot) > 1]))
    other = draw(st.sampled_from([each for each in slots[at] if each != chosen[at]]))
    return frame.format(*chosen), frame.format(*chosen[:at], other, *chosen[at + 1 :])


@settings(deadline=None, max_examples=80)
@given(sentences(), st.integers(0, 3), st.integers())
def test_a_sentence_is_answered_by_itself_and_never_with_one_thing_changed(
    drawn: tuple[str, str], way: int, seed: int
) -> None:
    on_record, other = drawn
    conn = index_of_wordings(on_record, *OTHERS)
    same = answer(conn, ways_to_ask(on_record, random.Random(seed))[way])
    assert isinstance(same, Clear)
    assert same.match.claim_key == 1
    outcome = answer(conn, ways_to_ask(other, random.Random(seed))[way])
    assert isinstance(outcome, Choice)
    assert outcome.matches[0].differences


@pytest.mark.parametrize(
    ("on_record", "asked"),
    [
        # a title or an initial for a first name
        ("Adaeze Okafor opened the new bridge", "dr okafor opened the new bridge"),
        ("Adaeze Okafor opened the new bridge", "a. okafor opened the new bridge"),
        ("Governor Reyes sold the archive to a hotel", "pablo reyes sold the archive to a hotel"),
        # the same in another word, in the same place
        ("A photograph shows a weasel on a woodpecker", "a photograph depicts a weasel on a"
         " woodpecker"),
        ("The lobby of the hotel was flooded after the fire",
         "the lobby of the hotel was flooded following the fire"),
        # another form of the same verb
        ("A diver found the anchor of the ferry", "a diver finds the anchor of the ferry"),
        ("The heirs sued the museum over a violin", "are the heirs suing the museum over a violin"),
        # the same at the other end, and only a part of it
        ("In June 2019 the well of Hexby ran dry", "the well of hexby ran dry in june 2019"),
        ("The scales in the market of Lenk weigh 30 grams too much, and nobody is fined",
         "the scales in the market of lenk weigh 30 grams too much and nobody"),
    ],
)  # fmt: skip
def test_a_word_that_changes_nothing_is_no_difference(on_record: str, asked: str) -> None:
    conn = index_of_wordings(on_record, *OTHERS)
    assert not isinstance(answer(conn, asked), Nothing)
    best = search(conn, asked)[0]
    assert best.claim_key == 1
    assert best.differences == ()
