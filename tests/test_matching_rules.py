"""What makes a claim another one than was asked for, rule by rule."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core.matching import Choice
from tests.matching_index import OTHERS, answer, best, index_of_wordings, is_answered


@pytest.mark.parametrize(
    ("on_record", "asked"),
    [
        ("Calyx hired 400 engineers in Dublin", "calyx fired 400 engineers in dublin"),
        ("The airline flies to Iran twice a week", "airline flies to iraq"),
        ("The county pays for the road", "country pays for the road"),
        ("The patient suffers from hypertension", "patient suffers hypotension"),
        ("The prisoners died in the camp", "the prisoners dined in the camp"),
    ],
)
def test_a_word_of_english_is_not_read_as_another(on_record: str, asked: str) -> None:
    assert not is_answered(on_record, asked)
    assert best(on_record, asked).corrections == ()


@pytest.mark.parametrize(
    ("on_record", "asked", "typed", "read"),
    [
        ("Calyx hired 400 engineers in Dublin", "calyx hired enginers dublin",
         "enginers", "engineers"),
        ("The airline flies to Iran twice a week", "airline flies to irann", "irann", "iran"),
        ("The county pays for the road", "couty pays for the road", "couty", "county"),
        ("Abara counted the beetles of Lenk", "abarra counted the beetles", "abarra", "abara"),
        ("The soldiers left the valley", "the solders left the valley", "solders", "soldiers"),
    ],
)  # fmt: skip
def test_a_misspelt_word_is_still_read_as_it_was_meant(
    on_record: str, asked: str, typed: str, read: str
) -> None:
    assert is_answered(on_record, asked)
    assert (typed, read) in best(on_record, asked).corrections


@pytest.mark.parametrize(
    ("on_record", "same", "exchanged"),
    [
        ("The senator insulted the judge", "judge insulted by senator",
         "senator insulted by judge"),
        ("France supplied Morocco with trains", "morocco supplied with trains by france",
         "france supplied with trains by morocco"),
        ("The house was searched by the police of Lenk", "the police of lenk searched the house",
         "the house searched the police of lenk"),
    ],
)  # fmt: skip
def test_the_passive_says_the_same_with_the_two_the_other_way_round(
    on_record: str, same: str, exchanged: str
) -> None:
    assert is_answered(on_record, same)
    assert not is_answered(on_record, exchanged)
    assert best(on_record, exchanged).differences


@pytest.mark.parametrize(
    ("on_record", "asked", "exchanged"),
    [
        # with titles, and without those on record
        ("Governor Reyes sued President Aldana", "governor reyes sued president aldana",
         "president aldana sued governor reyes"),
        ("Governor Reyes sued President Aldana", "reyes sued aldana", "aldana sued reyes"),
        # with names of two words
        ("Mira Holm betrayed Jonas Falk", "mira holm betrayed jonas falk",
         "jonas falk betrayed mira holm"),
        # with "than", which nobody does
        ("Mount Ural is higher than Mount Daro", "ural higher than daro", "daro higher than ural"),
        # with where from and where to
        ("The train from Graz to Linz was hijacked", "train from graz to linz hijacked",
         "train from linz to graz hijacked"),
        ("Peru imports copper from Chile", "peru imports copper from chile",
         "chile imports copper from peru"),
        # without a deed
        ("The war of Norway against Kenya lasted three years", "war of norway against kenya",
         "war of kenya against norway"),
    ],
)  # fmt: skip
def test_it_matters_who_does_it_to_whom(on_record: str, asked: str, exchanged: str) -> None:
    assert is_answered(on_record, asked)
    assert not is_answered(on_record, exchanged)
    assert best(on_record, exchanged).differences


@pytest.mark.parametrize(
    ("on_record", "asked", "turned"),
    [
        ("Most pupils can swim", "most pupils can swim", "few pupils can swim"),
        ("All of the bridges are sound", "all bridges are sound", "half of the bridges are sound"),
        ("Every bottle contained lead", "every bottle contained lead", "no bottle contained lead"),
        ("The outage lasted three hours", "outage lasted three hours",
         "outage lasted three days"),
        ("The ticket to Lenk costs 40 euros", "40 euros for the lenk ticket",
         "40 dollars for the lenk ticket"),
        ("The whale weighs 30 tonnes", "whale weighs 30 tonnes", "whale weighs 30 kilograms"),
        ("The minister voted against the pipeline", "minister voted against the pipeline",
         "minister voted for the pipeline"),
        ("Wages are up in the steel industry", "wages up steel industry",
         "wages down steel industry"),
        ("The regulator may revoke the licence", "regulator may revoke the licence",
         "regulator must revoke the licence"),
        ("Lessons go on until the storm arrives", "lessons go on until the storm arrives",
         "lessons go on when the storm arrives"),
        ("The clerk stole documents for the mafia", "clerk stole documents for the mafia",
         "clerk stole documents from the mafia"),
        ("The pool will close in May", "pool will close in may", "pool closed in may"),
        ("The village plans to buy the mill", "village plans to buy the mill",
         "village bought the mill"),
        ("The deputy mayor ordered the search", "deputy mayor ordered the search",
         "mayor ordered the search"),
        ("Only residents may use the lift", "only residents may use the lift",
         "residents may use the lift"),
        ("The band opens if it rains", "band opens if it rains", "band opens unless it rains"),
        ("Rovers beat United 2-1", "rovers beat united 2-1", "rovers beat united 1-2"),
        ("More than 40 boats sank", "more than 40 boats sank", "less than 40 boats sank"),
        ("The ward treats hepatitis B", "ward treats hepatitis b", "ward treats hepatitis c"),
        ("Water is pumped into the mine", "water pumped into the mine",
         "water pumped out of the mine"),
        ("The farm uses pesticides", "farm uses pesticides", "farm refuses to use pesticides"),
        ("The farm refuses to use pesticides", "farm refuses to use pesticides",
         "the farm uses pesticides"),
        ("The shelter lacks running water", "shelter lacks running water",
         "shelter has running water"),
        ("The hunters had a licence", "hunters had a licence", "hunters had no licence"),
        ("The theory was never proved", "theory never proved", "theory was proved"),
        # what is beside what, with a small word between
        ("The mill burned down during the storm", "mill burned down during the storm",
         "mill burned down after the storm"),
        ("The baker found his keys in the oven", "baker found his keys", "baker found her keys"),
        ("The parcel was left in the tunnel", "parcel left in the tunnel",
         "parcel left outside the tunnel"),
        ("The clinic treats burns with honey", "clinic treats burns with honey",
         "clinic treats burns without honey"),
        # what may happen beside what did
        ("The ferry sank off Tarn", "ferry sank off tarn", "ferry may sink off tarn"),
        ("The brewery closed its gates", "brewery closed its gates",
         "brewery will close its gates"),
        ("The squad nearly won the cup after a vow to train", "squad nearly won the cup",
         "the squad won the cup after a vow to train"),
        # one number of several, one name of several, one negation of several
        ("Guides earn 20 euros a day, 70 to 80 a week",
         "guides earn 20 euros a day 70 to 80 a week",
         "guides earn 20 euros a day 70 to 90 a week"),
        ("Falk painted over the mural that Falk had sold to Tarn",
         "falk painted over the mural that falk had sold to tarn",
         "falk painted over the mural that okafor had sold to tarn"),
        ("The inspector said the well is not safe and may not be used",
         "the inspector said the well is not safe and may not be used",
         "the inspector said the well is safe and may not be used"),
        # names of two words for names of one, at either end
        ("Adaeze Okafor was seen in the vault on the day of the theft",
         "adaeze okafor seen in the vault on the day of the theft",
         "lindqvist was seen in the vault on the day of the theft"),
        ("The choir of the cathedral will sing at the wedding of Mira Holm",
         "choir of the cathedral will sing at the wedding of mira holm",
         "the choir of the cathedral will sing at the wedding of jonas falk"),
        # who says it of whom, and what else
        ("The opera called the critic of Lenk a liar in its programme",
         "the opera called the critic of lenk a liar in its programme",
         "the opera was called by the critic of lenk a liar in its programme"),
    ],
)  # fmt: skip
def test_how_much_of_what_and_which_way_matters(on_record: str, asked: str, turned: str) -> None:
    assert is_answered(on_record, asked)
    outcome = answer(index_of_wordings(on_record, *OTHERS), turned)
    assert isinstance(outcome, Choice)
    assert outcome.matches[0].differences


@pytest.mark.parametrize(
    ("on_record", "asked", "difference"),
    [
        ("Most pupils can swim", "pupils who can swim are few", ("few", "most")),
        ("The app has more users than its rival", "users of the app are fewer than of its rival",
         ("fewer", "more")),
        ("The captain was available for the final", "the final was played and the captain"
         " unavailable", ("unavailable", "available")),
    ],
)  # fmt: skip
def test_what_differs_is_named_wherever_it_stands(
    on_record: str, asked: str, difference: tuple[str, str]
) -> None:
    outcome = answer(index_of_wordings(on_record, *OTHERS), asked)
    assert isinstance(outcome, Choice)
    shown = outcome.matches[0].differences
    assert difference in [(each.asked, each.on_record) for each in shown]


@pytest.mark.parametrize(
    ("on_record", "asked"),
    [
        ("Pakistan shot down a jet near Lenk", "did pakistan shoot down a jet near lenk"),
        ("Banco Rial lent money to Altus", "did banco rial lend money to altus"),
        ("The guards struck a prisoner", "did the guards strike a prisoner"),
        ("The museum sold the diary", "does the museum sell the diary"),
    ],
)
def test_a_verb_of_another_form_is_the_same_verb(on_record: str, asked: str) -> None:
    assert is_answered(on_record, asked)
    assert best(on_record, asked).corrections == ()


NAMES = st.sampled_from(
    ["Reyes", "Aldana", "Mira Holm", "Jonas Falk", "Governor Okafor", "Captain Lindqvist",
     "the banker", "the bishop", "Sarovia", "Norway", "the old miller", "the union of bakers"]
)  # fmt: skip
DEEDS = st.sampled_from(
    [*((each, each) for each in ("sued", "betrayed", "accused", "insulted", "arrested", "robbed")),
     *((each, each) for each in ("outvoted", "deceived", "hit", "shot", "struck", "taught")),
     ("beat", "beaten"), ("stole", "stolen"), ("took", "taken")]
)  # fmt: skip
PLACES = st.sampled_from(
    ["", " in Lenk", " near Ostrava Hill", " at the harbour", " in 2019", " on Monday",
     " during the election", " after the storm"]
)  # fmt: skip


@settings(deadline=None, max_examples=40)
@given(st.tuples(NAMES, NAMES).filter(lambda names: names[0] != names[1]), DEEDS, PLACES)
def test_a_sentence_is_answered_by_itself_and_its_passive_and_never_by_the_exchanged_one(
    names: tuple[str, str], deed: tuple[str, str], place: str
) -> None:
    (one, other), (active, participle) = names, deed
    on_record = f"{one} {active} {other}{place}"
    assert is_answered(on_record, on_record)
    assert is_answered(on_record, f"{other} was {participle} by {one}{place}")
    assert is_answered(on_record, f"was {other} {participle} by {one}?")
    assert not is_answered(on_record, f"{other} {active} {one}{place}")
    assert not is_answered(on_record, f"{one} was {participle} by {other}{place}")
    assert not is_answered(on_record, f"{one} {participle} by {other}")
