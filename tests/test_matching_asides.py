"""What a statement says in passing is no answer, nor a wording that leaves out the main thing."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

import pytest

from bot.core.matching import Choice, Clear, Nothing
from db.search_index import index_claim
from tests.matching_index import answer, create_index, search

HARBOUR = "The harbour of Lenk was closed"
ODERMATT = (
    "harbour master Odermatt, Lenk: the gates froze solid after ships from Norway, 14 crews waited"
)


def record(*claims: tuple[Sequence[str], Sequence[str]]) -> sqlite3.Connection:
    """An index of claims with their wordings and the texts of their statements."""
    conn = create_index()
    for key, (wordings, statements) in enumerate(claims, 1):
        index_claim(conn, key, 0, wordings, list(enumerate(statements, 100 * key)))
    index_claim(conn, 99, 0, ["The mill of Hexby burned down"])
    return conn


@pytest.fixture(scope="module")
def harbour() -> sqlite3.Connection:
    return record(([HARBOUR], [ODERMATT]))


@pytest.mark.parametrize(
    "asked",
    [
        "lenk harbour norway",  # the country
        "harbour closed norway",
        "how many crews in lenk harbour",  # what is counted
        "how many ships in lenk harbour",
        "gates froze solid harbour",  # most of the question
        "gates froze solid ships",
    ],
)
def test_what_only_a_statement_has_in_passing_is_not_answered(
    harbour: sqlite3.Connection, asked: str
) -> None:
    outcome = answer(harbour, asked)
    assert isinstance(outcome, Choice)
    assert outcome.matches[0].claim_key == 1


@pytest.mark.parametrize(
    "asked", ["odermatt gates froze solid", "odermatt gates froze", "odermat gates froze solid"]
)
def test_what_somebody_said_in_passing_is_answered_to_who_asks_for_it_by_name(
    harbour: sqlite3.Connection, asked: str
) -> None:
    outcome = answer(harbour, asked)
    assert isinstance(outcome, Clear)
    assert outcome.match.statement_key == 100


@pytest.mark.parametrize("asked", ["lenk harbour closed", "harbour of lenk closed odermatt"])
def test_what_the_claim_itself_has_is_answered(harbour: sqlite3.Connection, asked: str) -> None:
    assert isinstance(answer(harbour, asked), Clear)


@pytest.mark.parametrize(
    ("claim", "phrasing", "reverse"),
    [
        ("Turania captured soldiers of Sarovia", "Captured soldiers of Sarovia in Turania",
         "sarovia captured soldiers of turania"),
        ("Coyotes hunt wolves in Yellow Valley", "Wolves and coyotes hunt in Yellow Valley",
         "wolves hunt coyotes in yellow valley"),
        ("The minister voted against the pipeline", "The minister voted on the pipeline",
         "minister voted for the pipeline"),
        ("The fund never supported the ban on whaling", "Support of the fund for whaling bans",
         "the fund supported the whaling ban"),
    ],
)  # fmt: skip
def test_a_phrasing_that_leaves_out_who_or_not_does_not_clear_the_reverse_of_the_claim(
    claim: str, phrasing: str, reverse: str
) -> None:
    outcome = answer(record(([claim, phrasing], [])), reverse)
    assert isinstance(outcome, Choice)
    assert outcome.matches[0].matched == claim
    assert outcome.matches[0].differences


def test_a_phrasing_that_leaves_out_who_is_answered_to_who_leaves_it_out_as_well() -> None:
    conn = record((["Turania captured soldiers of Sarovia", "Captured soldiers of Sarovia"], []))
    assert isinstance(answer(conn, "captured soldiers of sarovia"), Clear)


@pytest.mark.parametrize(
    "message",
    [
        "my nephew writes that the scouts{} have sent their best people to guard a bridge all"
        " weekend in the rain, and the tents were leaking",
        "my nephew writes that the scouts{} have sent their best people to guard a long bridge all"
        " weekend in the rain, and the tents were leaking the parents are furious and want an"
        " apology from the camp leader",
    ],
)
def test_a_long_message_that_names_none_of_the_countries_of_a_claim_is_about_something_else(
    message: str,
) -> None:
    conn = record(
        (["Norway has sent its best soldiers to Belarus to guard the longest bridge"], [])
    )
    assert search(conn, message.format(""))[0].claim_key == 1
    assert isinstance(answer(conn, message.format("")), Nothing)
    assert not isinstance(answer(conn, message.format(" of norway")), Nothing)
