"""Adding to the record: together or not at all, never twice, and nothing repeated unasked."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.curation.commands import (
    AddCitation,
    AddCounter,
    AddPhrasing,
    AddVariant,
    Edit,
    MarkDead,
)
from bot.core.curation.dating import read_typed_date
from bot.core.curation.differences import Part, compare_words
from bot.core.curation.drafting import choose, confirm
from bot.core.curation.outcomes import Asks, QuestionKind, Stored
from bot.core.curation.overseeing import load_kept, suggest_sources, suggest_statements
from bot.core.curation.references import collect
from bot.core.curation.submitting import preview, submit
from bot.core.dates import AmbiguousDate, date_in_words
from bot.core.errors import Conflict, InvalidInput, InvalidRecord, NotAllowed, NotOnRecord
from bot.core.models import (
    Citation,
    Claim,
    Counter,
    CounterKind,
    Source,
    SourceKind,
    Speaker,
    SpeakerKind,
    Statement,
    TextKind,
    View,
)
from db.archive import SqliteArchive
from db.connection import Store
from db.keeping import SqliteKeeping
from tests.curating import (
    ELSEWHERE,
    HERE,
    NOBODY,
    SECOND,
    adding,
    ask,
    bridge,
    find,
    keep,
    said,
)
from tests.record import open_record


def second(
    wording: str, *, speaker: str = "P1", source: str = "D1", said_on: str = "2024-10"
) -> Statement:
    """Another statement on what `bridge` added."""
    return said("~new", wording, speaker=speaker, source=source, claim="C1", said_on=said_on)


async def test_a_statement_brings_its_speaker_source_and_claim_in_one_revision(
    store: Store, keeping: SqliteKeeping
) -> None:
    stored = await submit(keeping, ask(), bridge())
    assert isinstance(stored, Stored)
    assert stored.ids == {"~ann": "P1", "~gazette": "D1", "~claim": "C1", "~first": "S1"}
    dossier = await SqliteArchive(store).load_dossier(View(HERE), "C1")
    assert [s.id for s in dossier.statements] == ["S1"]
    assert dossier.speakers["P1"].name == "Ann Example"
    revisions = await store.read(
        lambda c: c.execute("SELECT count(*) FROM revision WHERE community_id = ?", (HERE,))
        .fetchone()[0]
    )  # fmt: skip
    assert revisions == 1


async def test_what_was_added_is_found_with_a_typo_and_only_here(
    store: Store, keeping: SqliteKeeping
) -> None:
    await keep(keeping, bridge())
    assert (await find(store, "is the elm stret brige safe"))[0] == "C1"
    assert not any(id_.startswith("C") for id_ in await find(store, "elm street", ELSEWHERE))


async def test_a_statement_that_breaks_a_rule_leaves_nothing_of_what_came_with_it(
    store: Store, keeping: SqliteKeeping
) -> None:
    bad = replace(said("~first", "x"), said_on="10/11/2024")
    command = adding(Speaker("~ann", "Ann", SpeakerKind.PERSON), bad, Claim("~claim", "A claim"))
    with pytest.raises(InvalidRecord):
        await submit(keeping, ask(), command)
    with pytest.raises(NotOnRecord):
        await SqliteArchive(store).load_entry(View(HERE), "P1")


async def test_the_same_request_delivered_twice_stores_once_and_answers_alike(
    store: Store, keeping: SqliteKeeping
) -> None:
    request = ask(key="interaction 7")
    both = await asyncio.gather(
        submit(keeping, request, bridge()), submit(keeping, request, bridge())
    )
    assert both[0] == both[1]
    assert len(await SqliteArchive(store).list_claims(View(HERE, shared_library=False))) == 1


async def test_a_request_survives_a_restart(tmp_path: Path) -> None:
    request = ask(key="interaction 8")
    outcomes = []
    for _ in range(2):
        async with open_record(tmp_path / "again.db") as store:
            outcomes.append(await submit(SqliteKeeping(store), request, bridge()))
    assert outcomes[0] == outcomes[1]


async def test_a_source_is_recognised_by_its_address(keeping: SqliteKeeping) -> None:
    await keep(keeping, bridge())
    again = Source(
        "~again", "Other title", SourceKind.OPINION, url="http://gazette.example/bridge#top"
    )
    command = adding(again, second("Nobody has inspected it in years.", source="~again"))
    stored = await keep(keeping, command)
    assert stored.ids == {"~new": "S2"}
    assert [str(note) for note in stored.notes] == ["The source is on record as D1."]
    with pytest.raises(InvalidInput, match="on record as D1"):
        await submit(keeping, ask(), adding(again))


async def test_a_claim_that_looks_like_one_on_record_asks_and_can_become_a_phrasing(
    store: Store, keeping: SqliteKeeping
) -> None:
    await keep(keeping, bridge())
    asked = await submit(keeping, ask(), adding(Claim("~claim", "Elm Street's bridge is safe")))
    assert isinstance(asked, Asks)
    (question,) = asked.questions
    assert (question.kind, question.about) == (QuestionKind.CLAIM_ALIKE, "C1")
    assert question.options[0].command == AddPhrasing("C1", "Elm Street's bridge is safe")
    chosen = await choose(keeping, ask(), asked.draft, question.mark, 0, owner=asked.community_id)
    assert isinstance(chosen, Stored)
    claim = await SqliteArchive(store).load_entry(View(HERE), "C1")
    assert isinstance(claim, Claim)
    assert claim.phrasings == ("Elm Street's bridge is safe",)


async def test_what_was_asked_about_can_be_added_anyway(keeping: SqliteKeeping) -> None:
    await keep(keeping, bridge())
    asked = await submit(keeping, ask(), adding(Claim("~claim", "Elm Street's bridge is safe")))
    assert isinstance(asked, Asks)
    marks = [question.mark for question in asked.questions]
    stored = await confirm(keeping, ask(), asked.draft, marks, owner=asked.community_id)
    assert isinstance(stored, Stored)
    assert stored.ids == {"~claim": "C2"}
    with pytest.raises(Conflict, match="published already"):
        await confirm(keeping, ask(), asked.draft, marks, owner=asked.community_id)


async def test_only_its_author_goes_on_with_a_draft(keeping: SqliteKeeping) -> None:
    await keep(keeping, bridge())
    asked = await submit(keeping, ask(), adding(Claim("~claim", "Elm Street's bridge is safe")))
    assert isinstance(asked, Asks)
    with pytest.raises(NotAllowed, match="author"):
        await confirm(keeping, ask(SECOND), asked.draft, ["x"], owner=HERE)
    marks = [question.mark for question in asked.questions]
    stored = await confirm(keeping, ask(), asked.draft, marks, owner=HERE)
    assert isinstance(stored, Stored)


async def test_nearly_the_same_words_ask_with_the_difference_and_can_become_a_citation(
    store: Store, keeping: SqliteKeeping
) -> None:
    await keep(keeping, bridge())
    other = Source("~other", "Ann on bridges", SourceKind.NEWS_REPORT, publisher="Herald")
    words = "The bridge on Elm Street is perfectly safe for anyone."
    asked = await submit(keeping, ask(), adding(other, second(words, source="~other")))
    assert isinstance(asked, Asks)
    (question,) = asked.questions
    assert str(question.sentence) == "S1 has nearly these words."
    removed = [p.text for p in question.differences[0].words if p.part is Part.REMOVED]
    assert removed == ["everyone."]
    stored = await choose(keeping, ask(), asked.draft, question.mark, 0, owner=HERE)
    assert isinstance(stored, Stored)
    statement = await SqliteArchive(store).load_entry(View(HERE), "S1")
    assert isinstance(statement, Statement)
    assert [c.wording for c in statement.citations] == [
        "The bridge on Elm Street is perfectly safe for everyone.",
        words,
    ]


async def test_the_words_seen_in_a_longer_statement_of_the_library_are_caught(
    keeping: SqliteKeeping, store: Store
) -> None:
    library = await SqliteArchive(store).export(0)
    known = next(s for s in library.statements if "seen them engaged in combat" in s.text)
    by_file_id = {
        entry.external_id: entry
        for entry in [c for c, _ in await SqliteArchive(store).list_claims(View(HERE))]
    }
    claim = by_file_id[known.stances[0].claim]
    command = adding(
        Speaker("~who", "Someone in Washington", SpeakerKind.PERSON),
        Source("~post", "A post", SourceKind.POST),
        said(
            "~s",
            "Haven't seen them engaged in combat",
            speaker="~who",
            source="~post",
            claim=claim.id,
            said_on="2024-12-09",
        ),
    )
    asked = await submit(keeping, ask(), command)
    assert isinstance(asked, Asks)
    assert [q.kind for q in asked.questions] == [QuestionKind.STATEMENT_ALIKE]


async def test_a_speaker_of_the_same_name_asks_and_can_be_used(keeping: SqliteKeeping) -> None:
    await keep(keeping, bridge())
    command = adding(
        Speaker("~a", "A. EXAMPLE", SpeakerKind.PERSON),
        second("Inspections happen every spring.", speaker="~a"),
    )
    asked = await submit(keeping, ask(), command)
    assert isinstance(asked, Asks)
    (question,) = asked.questions
    assert (question.kind, question.about) == (QuestionKind.SPEAKER_ALIKE, "P1")
    stored = await choose(keeping, ask(), asked.draft, question.mark, 0, owner=HERE)
    assert isinstance(stored, Stored)
    assert stored.ids == {"~new": "S2"}


@pytest.mark.parametrize(
    ("said_on", "kind"),
    [
        ("2027-01-01", QuestionKind.DATE_IN_FUTURE),
        ("2024-12-24", QuestionKind.DATE_AFTER_SOURCE),
        ("1999", QuestionKind.DATE_LONG_BEFORE_SOURCE),
    ],
)
async def test_a_date_that_no_one_could_have_meant_asks(
    keeping: SqliteKeeping, said_on: str, kind: QuestionKind
) -> None:
    await keep(keeping, bridge())
    asked = await submit(keeping, ask(), adding(second("It was wobbling.", said_on=said_on)))
    assert isinstance(asked, Asks)
    assert [question.kind for question in asked.questions] == [kind]


def test_what_was_understood_of_a_date_is_given_back_before_it_is_saved() -> None:
    read = read_typed_date("late October 2024", published="2024-11-03")
    assert date_in_words(read) == "late October 2024"
    assert read_typed_date("Wednesday", published="2024-11-03").edtf == "2024-10-30"
    with pytest.raises(AmbiguousDate) as refused:
        read_typed_date("10/11/2024")
    assert [d.edtf for d in refused.value.readings] == ["2024-11-10", "2024-10-11"]


async def test_a_preview_changes_nothing(store: Store, keeping: SqliteKeeping) -> None:
    shown = await preview(keeping, ask(), bridge())
    assert {d.id for d in shown.differences} == {"~ann", "~gazette", "~claim", "~first"}
    assert not shown.needs_approval
    assert await SqliteArchive(store).list_claims(View(HERE, shared_library=False)) == []


async def test_parts_are_added_to_entries(store: Store, keeping: SqliteKeeping) -> None:
    await keep(keeping, bridge())
    await keep(keeping, adding(second("I said nothing of the kind.")))
    await keep(keeping, AddVariant("P1", "Annie Example"))
    await keep(keeping, AddCounter("S2", Counter(CounterKind.RETRACTS, "S1")))
    extra = Citation("~d", "The bridge is safe", TextKind.PARAPHRASE, "Reuters")
    await keep(
        keeping,
        AddCitation("S1", extra, adding(Source("~d", "A wire", SourceKind.AGENCY_REPORT)).record),
    )
    dossier = await SqliteArchive(store).load_dossier(View(HERE), "C1")
    assert dossier.speakers["P1"].variants == ("A. Example", "Annie Example")
    assert dossier.answered_by == {"S1": (Counter(CounterKind.RETRACTS, "S2"),)}
    assert dossier.statements[0].citations[1] == replace(extra, source="D2")


async def test_what_is_there_already_is_not_added_again(keeping: SqliteKeeping) -> None:
    await keep(keeping, bridge())
    with pytest.raises(InvalidRecord, match="already"):
        await submit(keeping, ask(), AddVariant("P1", "a. example"))
    with pytest.raises(InvalidRecord, match="already"):
        await submit(keeping, ask(), AddPhrasing("C1", "the elm street bridge is SAFE"))


async def test_an_entry_of_another_community_is_not_there_whatever_it_is_called(
    keeping: SqliteKeeping,
) -> None:
    await keep(keeping, bridge())
    for id_ in ("C1", "LC999", "c1", "C1 "):
        with pytest.raises(NotOnRecord):
            await submit(keeping, ask(community_id=ELSEWHERE), AddPhrasing(id_, "Anything"))
    with pytest.raises(NotOnRecord):
        await submit(keeping, ask(community_id=ELSEWHERE), adding(second("Some words.")))
    with pytest.raises(NotOnRecord):
        await submit(keeping, ask(community_id=ELSEWHERE), MarkDead("D1"))


def test_a_word_difference_gives_both_texts_back() -> None:
    parts = compare_words("a b c d", "a x c d e")
    assert "".join(p.text for p in parts if p.part is not Part.ADDED).split() == [
        "a",
        "b",
        "c",
        "d",
    ]
    assert "".join(p.text for p in parts if p.part is not Part.REMOVED).split() == list("axcde")


async def test_sources_and_statements_are_suggested_to_those_who_may_add_from_here_only(
    keeping: SqliteKeeping,
) -> None:
    await keep(keeping, bridge())
    assert [s.id for s in await suggest_sources(keeping, ask(), "bridge opens")] == ["D1"]
    assert [s.id for s in await suggest_sources(keeping, ask(), "d1")] == ["D1"]
    assert [s.id for s in await suggest_statements(keeping, ask(), "perfectly safe")] == ["S1"]
    assert await suggest_sources(keeping, ask(NOBODY), "bridge opens") == ()
    for typed in ("bridge opens", "D1", "%", "_"):
        found = await suggest_sources(keeping, ask(community_id=ELSEWHERE), typed)
        assert all(source.id.startswith("L") for source in found)


async def test_a_form_is_filled_with_the_version_that_its_edit_must_name(
    keeping: SqliteKeeping,
) -> None:
    await keep(keeping, bridge())
    await keep(keeping, AddVariant("P1", "Annie Example"))
    kept = await load_kept(keeping, ask(), "P1")
    assert isinstance(kept.entry, Speaker)
    command = Edit(collect([replace(kept.entry, name="Ann B. Example")]), {"P1": kept.version})
    assert (await keep(keeping, command)).changed == ("P1",)
    with pytest.raises(NotAllowed):
        await load_kept(keeping, ask(NOBODY), "P1")
