"""Small words, misspelt ones and two sides in one wording, by which the meaning turns."""

from __future__ import annotations

import pytest

from tests.matching_index import best, is_answered


@pytest.mark.parametrize(
    ("on_record", "asked", "difference"),
    [
        ("Senator Osima voted for the harbour bill",
         "did senator osima vote aginst the harbour bill", ("aginst", "for")),
        ("Senator Osima voted against the harbour aid", "osima voted for harbour aid",
         ("for", "against")),
        ("Growing apples at home is legal in Lenk", "lenk apple growing ilegal",
         ("ilegal", "legal")),
        ("The bridge was built before the flood", "bridge built afetr the flood",
         ("afetr", "before")),
        ("The abbot spoke with the bishop in Lenk", "abbot spoke about bishop",
         ("about", "with")),
        ("Pupils got juice instead of the lemonade", "lemonade instead of juice",
         ("lemonade", "juice")),
        ("The bank raised its rates in September", "will the bank raise its rates in september",
         ("will", "")),
        ("The three mills were fined 50 million euros in total", "each mill fined 50 million",
         ("each", "total")),
        ("The minister rented the villa at Riva", "minister owns riva villa", ("owns", "rented")),
        ("The court upheld the conviction of the miller", "miller conviction overturned",
         ("overturned", "upheld")),
        ("Ministers spoke the day the tax came from", "ministers spoke the day the tax came to",
         ("to", "from")),
        ("The rich pay less tax and the poor pay more tax in Lenk",
         "the rich pay more tax in lenk", ("rich", "poor")),
        ("Men live shorter lives and women live longer lives", "men live longer lives",
         ("men", "women")),
        ("The crews get a check once every five years", "do the crews get a check once a year",
         ("1", "five")),
        ("The volcano near Lenk will erupt on Sunday", "did the volcano near lenk erupt sunday",
         ("", "will")),
        ("Knife crime in Lenk went down last year", "lenk knife crime up", ("up", "down")),
        ("Several of the mills in Lenk were closed", "all mills in lenk closed",
         ("all", "several")),
        ("Voters in Lenk decided against a ban on kites", "lenk voters for kite ban",
         ("for", "against")),
        ("Altus is planning to close its mill in Osnabrück", "altus closed osnabrück mill",
         ("", "planning")),
        ("Old trees absorb more carbon and young trees grow faster",
         "young trees absorb more carbon", ("young", "old")),
    ],
)  # fmt: skip
def test_what_turns_the_meaning_is_noticed_and_named(
    on_record: str, asked: str, difference: tuple[str, str]
) -> None:
    assert not is_answered(on_record, asked)
    assert difference in [(d.asked, d.on_record) for d in best(on_record, asked).differences]


def test_meat_is_not_the_beginning_of_meatless() -> None:
    on_record = "Canteens will serve meatless meals"
    assert not is_answered(on_record, "canteens serve meat")
    assert best(on_record, "canteens serve meat").corrections == ()


@pytest.mark.parametrize(
    ("on_record", "asked"),
    [
        ("Senator Osima voted for the harbour bill",
         "did senator osima vote for the harbour bil"),
        ("Growing apples at home is legal in Lenk", "is apple growing leagl in lenk"),
        ("Pupils got juice instead of the lemonade", "juice instead of lemonade"),
        ("The bank will raise its rates in September",
         "will the bank raise its rates in september"),
        ("The abbot spoke with the bishop in Lenk", "did the abbot speak with the bishop in lenk"),
        ("The abbot fled from Lenk to Riva", "did the abbot flee to riva from lenk"),
        ("The people of Lenk paid the fine in one year",
         "heard the ppl of lenk paid the fine in a yr, real?"),
        ("Norway lost the match against Peru", "norway lost the match vs peru, didnt they"),
        ("Ukraine confirmed the deal with the US", "us deal was confirmed by ukraine"),
        ("Norway condemned the attack of Iran on Yemen",
         "attack of iran on yemen was condemned by norway"),
    ],
)  # fmt: skip
def test_what_says_the_same_is_answered(on_record: str, asked: str) -> None:
    assert is_answered(on_record, asked)


def test_a_choice_says_which_words_of_the_question_a_claim_lacks() -> None:
    match = best("Paracetamol taken in pregnancy raises the risk of hives",
                 "ibuprofen hives pregnancy risk")  # fmt: skip
    assert not match.differences
    assert [each.asked for each in match.parting] == ["ibuprofen"]


def test_what_differs_is_told_with_its_accents() -> None:
    match = best("Die Mühle von Lenk wurde nicht geschlossen", "die mühle in lenk wurde geöffnet")
    assert [(each.asked, each.on_record) for each in match.differences][:1] == [
        ("geöffnet", "geschlossen")
    ]
