"""Of two claims that differ in a word or in who does it to whom, one never answers for the other.

Left out of `matching_swaps.json` are only pairs of which nobody could say from the question which
is meant; `test_a_name_nobody_knows_is_taken_for_its_neighbour_and_that_is_said` has them.
"""

from __future__ import annotations

import pytest

from bot.core.matching import Choice, Clear, decide
from tests.matching_index import answer, index_of_wordings, search
from tests.swaps import (
    FORMS,
    RECORDS,
    ask_for,
    create_record,
    load_asked,
    load_pairs,
    load_same_meaning,
)

ASKED = load_asked()

OTHER_FORMS = [form for form in FORMS if form != "short"]
"""Of which one for each pair is enough where both sides are on record."""


def test_there_are_pairs_of_many_kinds() -> None:
    pairs = load_pairs()
    assert len(pairs) >= 280
    assert len({pair.kind for pair in pairs}) >= 70
    assert all(pair.sides[0].wording != pair.sides[1].wording for pair in pairs)


@pytest.mark.parametrize("held", [0, 1])
@pytest.mark.parametrize("name", RECORDS)
def test_the_other_side_is_never_answered_and_a_choice_names_what_differs(
    name: str, held: int
) -> None:
    record = create_record(name, held)
    cleared, unnamed, offered = [], [], 0
    for question in ask_for(name, 1 - held):
        match answer(record.conn, question.text):
            case Clear(best):
                cleared.append((question.text, record.wording_of(best.claim_key)))
            case Choice(matches):
                held_ones = [
                    m for m in matches if record.wording_of(m.claim_key) == question.other.wording
                ]
                offered += len(held_ones)
                unnamed += [question.text for m in held_ones if not m.differences]
    assert cleared == []
    assert offered > 0
    assert len(unnamed) <= 0.04 * offered, unnamed


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize("name", RECORDS)
def test_where_both_sides_are_on_record_the_right_one_is_first(name: str, side: int) -> None:
    record = create_record(name, 0, 1)
    wrong, not_first = [], []
    for at, question in enumerate(ask_for(name, side, seed="both")):
        pair, form = divmod(at, len(FORMS))
        if FORMS[form] not in ("short", OTHER_FORMS[(pair + side) % len(OTHER_FORMS)]):
            continue
        matches = search(record.conn, question.text)
        if record.wording_of(matches[0].claim_key) != question.meant.wording:
            not_first.append((FORMS[form], question.text))
            wrong += [question.text] if isinstance(decide(matches), Clear) else []
    assert wrong == []
    assert len(not_first) <= 1, not_first
    assert all(form == "misspelt" for form, _ in not_first)


def test_the_same_in_other_words_is_answered() -> None:
    pairs = load_same_meaning()
    wordings = list(dict.fromkeys(on_record for on_record, _ in pairs))
    conn = index_of_wordings(*wordings)
    right = 0
    for on_record, asked in pairs:
        match answer(conn, asked):
            case Clear(best):
                assert wordings[best.claim_key - 1] == on_record, asked
                right += 1
    assert len(pairs) >= 45
    assert right >= 0.75 * len(pairs)


@pytest.mark.parametrize(
    ("on_record", "asked", "typed", "read"),
    [
        # Two names that nobody has heard of, one letter apart.
        ("Cleric Hassan led the prayers", "cleric hussan led prayers", "hussan", "hassan"),
        ("Senator Osima praised the plan", "senator obima praised plan", "obima", "osima"),
        # A seldom word that is the commonest misspelling of a frequent one.
        ("The doctor prescribed the drug", "doctor proscribed drug", "proscribed", "prescribed"),
    ],
)
def test_a_name_nobody_knows_is_taken_for_its_neighbour_and_that_is_said(
    on_record: str, asked: str, typed: str, read: str
) -> None:
    best = search(index_of_wordings(on_record), asked)[0]
    assert (typed, read) in best.corrections


ANSWERED_ALL_THE_SAME = {
    "the proof holds for even numbers": "“even” is taken for a filler",
    "a few nurses at saint anne were tested": "people drop the article",
    "a few nurses tested": "people drop the article",
    "did the european probe find watr vapour in jupiters clouds": "a name nobody knows, elsewhere",
    "does beetroot every day bring ur blood pressure down": "other words at two places",
    "does lonliness make teens use social media more": "read as lonely, which is on record",
    "will lyons school canteens serve meat every day": "“every day” for “only”",
    "did the chinese rocket stage come down on land in bornio": "land and sea are no opposites",
    "did maguire score an own goal in the final": "“own” is taken for a filler",
    "maguire own goal": "“own” is taken for a filler",
    "firefighters check once yearly": "“yearly” is no number",
    "did the appeals court strike down georgias abortion law": "in other words than any known",
    "has the president pardoned his own daugther": "whose husband it was is merely left out",
    "president pardons daughter": "whose husband it was is merely left out",
}
"""Questions for the other side that are answered, and why."""


@pytest.mark.parametrize("name", ASKED)
def test_what_others_asked_for_is_not_answered_with_the_other_claim(name: str) -> None:
    asked = ASKED[name]
    one_side = index_of_wordings(*dict.fromkeys(each.one for each in asked))
    both = index_of_wordings(*dict.fromkeys(side for each in asked for side in each[:2]))
    cleared = []
    for each in asked:
        for text in (each.full, each.short):
            if isinstance(answer(one_side, text), Clear):
                cleared.append(text)
            outcome = answer(both, text)
            assert not isinstance(outcome, Clear) or outcome.match.matched == each.meant
    assert set(cleared) <= ANSWERED_ALL_THE_SAME.keys()
