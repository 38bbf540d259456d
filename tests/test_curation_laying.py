"""A proposed version of an entry laid over another: nothing of either side is lost unseen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.curation.rebasing import Side, lay_over
from bot.core.models import Citation, DateBasis, Stance, StanceOn, Statement, TextKind

_WORDS = st.sampled_from(["one", "two", "three"])
_CITATIONS = st.lists(
    st.builds(Citation, st.sampled_from(["D1", "D2", "D3"]), _WORDS, st.just(TextKind.QUOTE)),
    min_size=1,
    unique_by=lambda citation: citation.source,
).map(tuple)
_STANCES = st.lists(
    st.builds(StanceOn, st.sampled_from(["C1", "C2"]), st.sampled_from(Stance)),
    min_size=1,
    unique_by=lambda on: on.claim,
).map(tuple)
_STATEMENTS = st.builds(
    Statement,
    id=st.just("S1"),
    speaker=st.sampled_from(["P1", "P2"]),
    said_on=st.sampled_from(["2024-10", "2024-11"]),
    date_basis=st.sampled_from(DateBasis),
    stances=_STANCES,
    citations=_CITATIONS,
    role=st.none() | _WORDS,
    place=st.none() | _WORDS,
)


@settings(max_examples=50)
@given(_STATEMENTS, _STATEMENTS, st.sampled_from([None, *Side]))
def test_what_only_one_side_changed_is_taken_from_it(
    base: Statement, other: Statement, side: Side | None
) -> None:
    assert lay_over(base, base, other, side) == lay_over(other, other, other)
    laid = lay_over(base, other, base, side)
    assert (laid.entry, laid.both) == (other, ())


@settings(max_examples=50)
@given(_STATEMENTS, _STATEMENTS, _STATEMENTS)
def test_of_what_both_changed_nothing_is_taken_unasked(
    base: Statement, proposed: Statement, now: Statement
) -> None:
    laid = lay_over(base, proposed, now)
    recorded = lay_over(base, proposed, now, Side.RECORDED)
    wanted = lay_over(base, proposed, now, Side.PROPOSED)
    assert laid == recorded
    assert wanted.both == laid.both
    for name in laid.both:
        assert getattr(recorded.entry, name) == getattr(now, name)
        assert getattr(wanted.entry, name) == getattr(proposed, name)
        assert getattr(now, name) != getattr(proposed, name)
    for name in ("speaker", "said_on", "date_basis", "role", "place"):
        values = {getattr(each, name) for each in (proposed, now)}
        assert getattr(laid.entry, name) in values
        if getattr(proposed, name) == getattr(base, name) and name == "place":
            assert getattr(wanted.entry, name) == getattr(now, name)
    for each in (recorded.entry, wanted.entry):
        assert isinstance(each, Statement)
        assert each.citations
        for item in (*proposed.citations, *now.citations):  # what both have, nobody took out
            if item in proposed.citations and item in now.citations:
                assert item in each.citations


def _cited(*sources: str, **worded: str) -> tuple[Citation, ...]:
    return tuple(Citation(id_, worded.get(id_, "as said"), TextKind.QUOTE) for id_ in sources)


@pytest.mark.parametrize(
    ("base", "proposed", "now", "merged"),
    [
        (_cited("D1"), _cited("D1", D1="new"), _cited("D1", "D2"), _cited("D1", "D2", D1="new")),
        (_cited("D1"), _cited("D2"), _cited("D1", "D3"), _cited("D2", "D3")),
        (_cited("D1", "D2"), _cited("D2"), _cited("D1", "D2", "D3"), _cited("D2", "D3")),
        (_cited("D1"), _cited("D1", "D2"), _cited("D1", "D3"), _cited("D1", "D2", "D3")),
        # in dispute
        (_cited("D1"), _cited("D1", D1="new"), _cited("D1", D1="newer"), None),
        (_cited("D1"), _cited("D1", D1="new"), _cited("D2"), None),
        (_cited("D1", "D2"), _cited("D1"), _cited("D2"), None),
        (_cited("D1", "D2"), _cited("D2", "D1"), _cited("D1", "D2", "D3"), None),
    ],
)
def test_lists_are_laid_together_item_by_item(
    base: tuple[Citation, ...],
    proposed: tuple[Citation, ...],
    now: tuple[Citation, ...],
    merged: tuple[Citation, ...] | None,
) -> None:
    statement = Statement("S1", "P1", "2024", DateBasis.STATED, (), base)
    laid = lay_over(
        statement, replace(statement, citations=proposed), replace(statement, citations=now)
    )
    assert isinstance(laid.entry, Statement)
    assert laid.both == (() if merged else ("citations",))
    assert laid.entry.citations == (merged or now)
