"""The traps of the shipped library's documents, one by one."""

from __future__ import annotations

import re

import pytest

from bot.core.dates import parse_edtf
from bot.core.models import (
    CounterKind,
    DateBasis,
    SourceKind,
    Stance,
    TextKind,
)
from tests.shipped import (
    CITATIONS,
    LIBRARY,
    QUOTED,
    STATEMENTS,
    find_answered,
    find_stances,
)


@pytest.mark.parametrize(
    ("statement", "sources"),
    [
        (
            "austin-rome-evidence",
            {
                "kim-us-finally-confirms": (
                    "there is evidence that there are DPRK troops in Russia."
                ),
                "kim-russia-calls-out-fake-news": (
                    "there is evidence of North Korean forces entering Russia"
                ),
                "bosnic-pentagon-debunks-its-own-propaganda": (
                    "Says that North Korean troops have been sent to Russia."
                ),
            },
        ),
        (
            "kirby-vladivostok",
            {
                "bosnic-pentagon-debunks-its-own-propaganda": (
                    "Says that US intelligence services “found evidence that at least 3,000 North "
                    "Korean soldiers arrived at Russia\u2019s Pacific port of Vladivostok earlier "
                    "this month” and that they then “traveled onward to multiple Russian military "
                    "training sites in eastern Russia, where they are currently undergoing "
                    "training”."
                ),
                "kim-us-finally-confirms": (
                    "Says that in early October North Korean soldiers went by ship from Wonsan in "
                    "North Korea to Vladivostok and then on to places of training in eastern "
                    "Russia."
                ),
            },
        ),
    ],
)
def test_a_remark_worded_differently_in_several_documents_is_one_statement(
    statement: str, sources: dict[str, str]
) -> None:
    citations = STATEMENTS[statement].citations
    assert {citation.source: citation.wording for citation in citations} == sources


def test_kirby_on_three_sites_and_on_vladivostok_are_two_remarks_of_one_day() -> None:
    sites, port = STATEMENTS["kirby-three-sites"], STATEMENTS["kirby-vladivostok"]
    assert sites.said_on == port.said_on == "2024-10-23"
    assert (sites.role, port.role) == ("spokesperson", "National Security spokesman")
    assert sites.citations[0].via == "Reuters"


def test_singh_in_december_supports_one_claim_and_disputes_others() -> None:
    assert find_stances("singh-kursk-not-in-combat") == {
        "north-korean-troops-in-kursk": Stance.SUPPORTS,
        "north-korean-troops-in-russia": Stance.SUPPORTS,
        "north-korean-troops-fighting-in-kursk": Stance.DISPUTES,
        "north-korean-troops-fighting-against-ukraine": Stance.DISPUTES,
        "north-korean-troops-about-to-enter-combat": Stance.SUPPORTS,
        "pentagon-debunked-reports": Stance.CONTEXT,
    }


def test_singh_in_november_spoke_of_ukraine_and_not_of_kursk() -> None:
    said = STATEMENTS["singh-not-in-ukraine"]
    assert (said.said_on, said.role, said.organisation) == (
        "2024-11-25",
        "Deputy Press Secretary",
        "Pentagon",
    )
    assert find_stances("singh-not-in-ukraine") == {
        "north-korean-troops-inside-ukraine": Stance.DISPUTES,
        "pentagon-debunked-reports": Stance.CONTEXT,
    }


def test_that_the_pentagon_debunked_anything_is_the_word_of_the_author_alone() -> None:
    supporters = {
        said.speaker
        for said in LIBRARY.statements
        if find_stances(said.id).get("pentagon-debunked-reports") is Stance.SUPPORTS
    }
    assert supporters == {"drago-bosnic"}


def test_one_denial_answers_all_that_it_denies() -> None:
    assert find_answered("zakharova-fake-news", CounterKind.DENIES) == {
        "zelensky-october-13-troops",
        "zelensky-two-regiments",
        "nis-twelve-thousand",
    }
    assert STATEMENTS["zakharova-fake-news"].citations[0].via == "RIA Novosti"


def test_two_denials_of_the_same_account_both_stand() -> None:
    for denial in ("russia-denies-fighting-in-kursk", "north-korea-denies-fighting-in-kursk"):
        assert find_answered(denial, CounterKind.DENIES) == {"us-government-fighting-account"}
        assert find_stances(denial) == {"north-korean-troops-fighting-in-kursk": Stance.DISPUTES}


def test_the_reversal_of_november_answers_the_refusal_of_early_2024() -> None:
    assert STATEMENTS["biden-refuses-strikes"].date_text == "In early 2024"
    assert find_answered("us-authorizes-atacms", CounterKind.RETRACTS) == {"biden-refuses-strikes"}
    claim = "us-weapons-against-targets-in-russia"
    assert find_stances("biden-refuses-strikes")[claim] is Stance.DISPUTES
    assert find_stances("us-authorizes-atacms")[claim] is Stance.SUPPORTS


@pytest.mark.parametrize(
    ("statement", "said_on", "basis"),
    [
        ("austin-rome-evidence", "2024-10-23", DateBasis.INFERRED),
        ("zakharova-fake-news", "2024-10-23", DateBasis.INFERRED),
        ("zelensky-october-13-troops", "2024-10-13", DateBasis.INFERRED),
        ("turner-post-red-line", "2024-10-23/2024-10-24", DateBasis.INFERRED),
        ("nyt-five-thousand", "2024-10-25", DateBasis.STATED),
        ("gur-seven-thousand", "2024-10-25~/2024-10-31~", DateBasis.INFERRED),
        ("blinken-eight-thousand-in-kursk", "2024-10-31~", DateBasis.INFERRED),
        ("nato-dangerous-expansion", "2024-11-08", DateBasis.PUBLICATION),
        ("zelensky-kyodo-killed", "2024-12-02", DateBasis.PUBLICATION),
        ("ryder-kursk", "2024-12-01/2024-12-08", DateBasis.INFERRED),
        ("singh-kursk-not-in-combat", "2024-12-09", DateBasis.STATED),
    ],
)
def test_dates_keep_their_precision(statement: str, said_on: str, basis: DateBasis) -> None:
    said = STATEMENTS[statement]
    assert (said.said_on, said.date_basis) == (said_on, basis)


def test_the_wednesday_of_rome_is_a_wednesday() -> None:
    assert parse_edtf(STATEMENTS["austin-rome-evidence"].said_on).earliest.isoweekday() == 3
    assert parse_edtf(STATEMENTS["zakharova-fake-news"].said_on).earliest.isoweekday() == 3


def test_opinion_pieces_are_marked_as_such() -> None:
    opinions = {source.id for source in LIBRARY.sources if source.kind is SourceKind.OPINION}
    assert opinions == {
        "bosnic-pentagon-debunks-its-own-propaganda",
        "abt-north-korean-phantom-army",
    }


def test_officials_whom_a_paper_does_not_name_stay_unnamed() -> None:
    said = STATEMENTS["us-officials-many-killed"]
    assert (said.speaker, said.role) == ("unnamed-us-officials", None)
    assert said.citations[0].via == "The New York Times, as quoted by the author"


@pytest.mark.parametrize(
    ("speaker", "spellings"),
    [
        ("volodymyr-zelensky", {"Zelensky", "Zelenskyy", "Zelenskyi"}),
        ("nis", {"NIS", "National Intelligence Service"}),
        ("gur", {"GUR", "Main Intelligence Directorate of Ukraine"}),
        ("new-york-times", {"NYT", "The New York Times"}),
    ],
)
def test_names_are_known_in_their_spellings(speaker: str, spellings: set[str]) -> None:
    (found,) = (one for one in LIBRARY.speakers if one.id == speaker)
    assert spellings <= {found.name, *found.variants}


def test_the_library_names_no_loaded_word_of_the_documents_as_its_own() -> None:
    loaded = re.compile(
        r"\b(?:propaganda|junta|regime|phantom|hoax|warmongering|conspiracy|frontman|lies)\b"
    )
    for said, citation in CITATIONS:
        own_words = "".join(QUOTED.split(citation.wording)[::2])
        if citation.kind is TextKind.PARAPHRASE:
            assert not loaded.search(own_words.lower()), said.id
    for claim in LIBRARY.claims:
        assert not loaded.search(claim.wording.lower()), claim.id
