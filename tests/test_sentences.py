"""What members are told is a sentence of the catalogue, in the language of whoever reads it."""

from __future__ import annotations

from bot.core.curation.fields import word_field
from bot.core.curation.naming import tell_author, tell_done
from bot.core.curation.outcomes import (
    Asks,
    Question,
    QuestionKind,
    decode_outcome,
    encode_outcome,
)
from bot.core.curation.overseeing import THE_LIBRARY
from bot.core.curation.permissions import Action
from bot.core.dates import DateTold
from bot.core.kept import FORMER_MEMBER
from bot.core.record_file import decode_record_file
from bot.core.rows import decode_rows
from bot.core.words import IN_ENGLISH, Sentence, group_digits, join_told, words_in
from bot.core.words.english import ENGLISH
from tests.told_in_code import find_plain_refusals, find_told, find_used, is_one, placeholders

CODE = ("bot", "cogs", "db")


def test_no_error_that_members_can_meet_is_made_of_a_plain_text() -> None:
    assert sorted(set(find_plain_refusals("bot/core", "db", "cogs"))) == []


def test_every_sentence_has_a_text_and_exactly_the_values_that_its_text_needs() -> None:
    wrong = []
    for told in find_told(*CODE):
        keys = told.keys()
        if not keys:
            wrong.append(f"{told.where}: no text {told.pattern}")
        for key in keys:
            needed = placeholders(ENGLISH[key])
            # a count may only choose between the form for one and that for many
            given = told.values - ({"count"} - needed if f"{key}.one" in ENGLISH else set())
            if not (given <= needed if told.has_more else given == needed):
                wrong.append(f"{told.where}: {key} needs {sorted(needed)}, has {sorted(given)}")
    assert wrong == []


def test_every_text_that_joins_parts_joins_two() -> None:
    joining = {key: placeholders(text) for key, text in ENGLISH.items() if key.startswith("list.")}
    assert set(map(frozenset, joining.values())) == {frozenset({"first", "then"})}


def test_the_form_for_one_needs_no_value_that_the_form_for_many_lacks() -> None:
    for key in filter(is_one, ENGLISH):
        many = placeholders(ENGLISH[key.removesuffix(".one")])
        assert placeholders(ENGLISH[key]) <= many | {"count"}, key


def test_no_text_is_left_that_nobody_says() -> None:
    assert sorted(set(ENGLISH) - find_used(*CODE)) == []


def test_a_sentence_is_said_in_each_language_down_to_its_innermost_values() -> None:
    users = join_told(["S1", Sentence("a-servers-statement")], "list.or")
    sentence = Sentence("refused.needed-by", id="C1", users=users)
    assert str(sentence) == "C1 is needed by S1 or a server's own statement; change these first."
    german = "C1 wird gebraucht von S1 oder einer Aussage eines Servers; ändere erst diese."
    assert sentence.say(words_in("de")) == german


def test_parts_are_joined_as_the_language_joins_them() -> None:
    assert join_told([]) == ""
    assert join_told(["a"]) == "a"
    assert str(join_told(["a", "b", "c"], "list.or")) == "a, b or c"
    assert words_in("de").render(join_told(["a", "b", "c"], "list.or")) == "a, b oder c"


def test_thousands_are_set_apart_as_the_language_does() -> None:
    told = [str(group_digits(number)) for number in (0, 999, 1000, 1_002_003)]
    assert told == ["0", "999", "1,000", "1,002,003"]
    assert words_in("de").render(group_digits(1_002_003)) == "1.002.003"


def test_what_became_of_a_request_is_kept_in_no_language_and_told_in_any() -> None:
    after = Sentence("asks.date-after-source", date=DateTold("2024-10~"), published="2024")
    near = Sentence("refused.change-was", state=Sentence("waiting.dropped"))
    asks = Asks(
        1,
        7,
        (
            Question(QuestionKind.DATE_AFTER_SOURCE, "a", after),
            Question(QuestionKind.CONFIRM, "b", near),
        ),
        notes=(Sentence("noted.source-known", id="D1"),),
    )
    kept = encode_outcome(asks)
    assert "October" not in kept
    assert "dropped" not in kept.replace("waiting.dropped", "")
    assert decode_outcome(kept) == asks
    german = words_in("de")
    told = decode_outcome(kept)
    assert isinstance(told, Asks)
    assert "etwa Oktober 2024" in told.questions[0].sentence.say(german)
    assert told.questions[1].sentence.say(german) == "Diese Änderung ist schon verworfen."


def test_what_an_older_program_kept_in_english_is_told_as_it_stands() -> None:
    kept = (
        '{"type":"Asks","draft":3,"community_id":7,"questions":[{"kind":"confirm","code":"c",'
        '"sentence":"C1 leaves every answer; it can be restored.","options":[{"name":"use C2",'
        '"command":{"type":"Retire","id":"C1"}}]}],"notes":["The source is on record as D1."]}'
    )
    asks = decode_outcome(kept)
    assert isinstance(asks, Asks)
    (question,) = asks.questions
    assert str(question.sentence) == "C1 leaves every answer; it can be restored."
    assert [str(option.name) for option in question.options] == ["use C2"]
    assert [str(note) for note in asks.notes] == ["The source is on record as D1."]


def test_what_stands_in_a_field_is_said_in_the_readers_language() -> None:
    citation = "D1 via Ann, Bob, quote: No, quote: never"
    told = [
        word_field(field, written, words_in("de"))
        for field, written in [
            ("citations", citation),
            ("stances", "supports: C1\ncontext: LC2"),
            ("counters", "denies: S1"),
            ("kind", "official transcript"),
            ("kind", "person"),
            ("state", "retired"),
            ("date_basis", "inferred"),
            ("said_on", "2024-10-29~"),
            ("said_on", "never"),
            ("note", "supports: C1"),
        ]
    ]
    assert told == [
        "D1 nach Ann, Bob, wörtlich: No, quote: never",
        "stützt: C1 / Zusammenhang: LC2",
        "bestreitet: S1",
        "amtliches Protokoll",
        "Person",
        "zurückgezogen",
        "erschlossen",
        "etwa 29. Oktober 2024 [2024-10-29~]",
        "never",
        "supports: C1",
    ]


def test_the_problems_of_a_file_are_told_in_the_readers_language_with_their_places() -> None:
    header = "claim,speaker,stance,date,text,kind,source_title\n"
    table = f"{header}A,Ann,perhaps,5 Oct 2024,No,quote,T\nA,Ann,supports,someday,No,quote,T\n"
    _, problems = decode_rows([table.encode()], "list.csv", kind="csv")
    record = b'{"format": "onrecord-record", "version": 1, "claims": [{"id": "a", "wording": 7}]}'
    _, more = decode_record_file(record, "record.json")
    first, second, third = (each.say(words_in("de")) for each in (*problems, *more))
    choices = "supports oder disputes oder context"
    assert first == f"list.csv, Zeile 2, stance: hier gehört {choices} hin, nicht „perhaps“."
    assert second.startswith("list.csv, Zeile 3, date: „someday“ hat in einem Datum keinen Platz")
    assert third.startswith("record.json, claims, Eintrag 1 „a“, wording: Hier gehört str hin")


def test_each_thing_done_is_called_something_and_what_is_unknown_stands_as_it_is() -> None:
    for action in Action:
        assert tell_done(action).key == f"done.{action}"
    german = words_in("de")
    assert tell_done("approve to edit").say(german) == "zustimmen: ändern"
    assert tell_done("mark as dead").say(german) == "als nicht mehr erreichbar markieren"
    assert tell_done("transmogrify").say(german) == "transmogrify"
    assert tell_author(FORMER_MEMBER).say(german) == "ein früheres Mitglied"
    assert tell_author(THE_LIBRARY).say(german) == "die gemeinsame Bibliothek"
    assert tell_author("123456789").say(german) == "Konto 123456789"


def test_braces_in_what_somebody_typed_stay_as_they_are() -> None:
    sentence = Sentence("refused.not-a-phrasing", text="{id} {0} {text!r}", id="C1")
    assert sentence.say(IN_ENGLISH) == "“{id} {0} {text!r}” is not a phrasing of C1."
