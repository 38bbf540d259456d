"""What is kept for members: within its community, within its limits, and removed when asked."""

from __future__ import annotations

import itertools
import random
import sqlite3
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.core.errors import InvalidInput, NotAllowed, NotOnRecord
from bot.core.gaps import content_of, is_alike
from bot.core.keeping import Shelf
from bot.core.kept import Act, Change
from bot.core.membership import (
    LONGEST_NOTE,
    MOST_FOLLOWED,
    MOST_NOTES,
    CommunitySettings,
    Note,
    check_note,
    send_question,
)
from bot.core.models import Claim, View
from bot.core.telling import Due, Follower, NoteKind, RecordNews, Shown
from db.archive import SqliteArchive
from db.connection import Store
from db.keeping import SqliteKeeping
from db.matters import MOST_COMPARED, put_note
from db.members import SqliteMembers
from tests.record import MADE_AT, add_entries, open_copy
from tests.simulated import rows_of

HERE, ELSEWHERE = View(10), View(20)
ANN = Follower(1)
_COMMUNITIES = itertools.count(1000)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_copy(tmp_path / "record.db") as opened:
        yield opened


async def test_settings_are_each_communitys_own(store: Store) -> None:
    members = SqliteMembers(store)
    chosen = CommunitySettings(language="de", shared_library=False)
    await members.save_settings(10, chosen)
    assert await members.load_settings(10) == chosen
    assert await members.load_settings(20) == CommunitySettings()


async def test_a_claim_is_followed_only_where_it_can_be_seen(store: Store) -> None:
    await add_entries(store, [Claim("z", "Zebras striped the lawn")], community_id=20)
    members = SqliteMembers(store)
    assert await members.follow(ELSEWHERE, ANN, "C1", MADE_AT)
    for view in (HERE, View(20, shared_library=False)):
        with pytest.raises(NotOnRecord):
            await members.follow(view, ANN, "C1" if view is HERE else "LC1", MADE_AT)
    assert await members.list_followed(HERE, ANN) == []
    assert [one.id for one in await members.list_followed(ELSEWHERE, ANN)] == ["C1"]


async def test_nobody_follows_more_claims_than_there_is_room_for(store: Store) -> None:
    claims = [Claim(f"c{n}", f"It rained on day {n}") for n in range(MOST_FOLLOWED + 1)]
    await add_entries(store, claims, community_id=20)
    members = SqliteMembers(store)
    for number in range(1, MOST_FOLLOWED + 1):
        assert await members.follow(ELSEWHERE, ANN, f"C{number}", MADE_AT)
    last = f"C{MOST_FOLLOWED + 1}"
    with pytest.raises(NotAllowed):
        await members.follow(ELSEWHERE, ANN, last, MADE_AT)
    assert await members.unfollow(ELSEWHERE, ANN, "C1")
    assert await members.follow(ELSEWHERE, ANN, last, MADE_AT)
    assert len(await members.list_followed(ELSEWHERE, ANN)) == MOST_FOLLOWED


async def test_suggestions_come_from_the_view_alone(store: Store) -> None:
    await add_entries(store, [Claim("z", "Zebras striped the lawn")], community_id=20)
    members = SqliteMembers(store)
    assert (await members.suggest_claims(ELSEWHERE, "zebr", 5))[0].id == "C1"
    for typed in ("zebr", "C1", "zebras striped the lawn"):
        found = await members.suggest_claims(HERE, typed, 25)
        assert not any("Zebras" in suggestion.wording for suggestion in found)
    hidden = View(10, shared_library=False)
    assert await members.suggest_claims(hidden, "kursk", 25) == []
    assert await members.suggest_speakers(hidden, "zel", 25) == []


@pytest.mark.parametrize(
    "typed", ["", " ", "%", "_", "^", "'", '" OR', "\x00", "\ud800", "a" * 6000]
)
async def test_whatever_is_typed_there_is_no_error(store: Store, typed: str) -> None:
    members = SqliteMembers(store)
    assert len(await members.suggest_claims(HERE, typed, 25)) <= 25
    assert len(await members.suggest_speakers(HERE, typed, 25)) <= 25


async def test_a_member_cannot_fill_the_queue(store: Store) -> None:
    members = SqliteMembers(store)
    for number in range(MOST_NOTES):
        await send_question(members, HERE, f"q{number}", member_id=1, sent_at=MADE_AT)
    with pytest.raises(NotAllowed):
        await send_question(members, HERE, "one more", member_id=1, sent_at=MADE_AT)
    await send_question(members, HERE, "another's", member_id=2, sent_at=MADE_AT)
    assert await rows_of(store, "SELECT count(*) FROM note") == [(MOST_NOTES + 1,)]


def test_a_note_needs_text_and_has_a_limit() -> None:
    with pytest.raises(InvalidInput, match="nothing was sent"):
        check_note("\u200b \n\x00")
    with pytest.raises(InvalidInput, match="at most"):
        check_note("a" * (LONGEST_NOTE + 1))
    assert check_note(" a\x00b ") == "ab"


async def test_old_answers_are_forgotten_by_day(store: Store) -> None:
    members = SqliteMembers(store)
    for number, day in enumerate(("2026-01-01", "2026-06-01"), 1):
        await members.keep_shown(Shown(number, 5, 10, "place", f"{day}T00:00:00+00:00", number))
    await members.keep_shown(Shown(3, 5, 10, "place", "2026-06-01T00:00:00+00:00"))
    assert await members.drop_shown_before("2026-07-01", "2026-03-01") == 2
    assert await members.find_shown(10, 1) is None
    assert await members.find_shown(10, 2) is not None
    assert await members.find_shown(20, 2) is None


async def test_followers_hear_of_their_own_communitys_and_the_librarys_changes_alone(
    store: Store,
) -> None:
    members = SqliteMembers(store)
    await members.follow(HERE, ANN, "LC1", MADE_AT)

    async def hear(wording: str, *, by_default: bool = True) -> list[Due]:
        await members.spread_news(library_by_default=by_default, answers_since=None)
        claim = replace(await _load(store, "LC1"), wording=wording)
        await SqliteKeeping(store).change(0, lambda shelf: _correct(shelf, claim))
        assert await members.has_news()
        while await members.spread_news(library_by_default=by_default, answers_since=None):
            pass
        due = await members.list_due(0, 10)
        for each in due:
            await members.drop_due(each.key)
        return due

    (due,) = await hear("One")
    assert isinstance(due.content, RecordNews)
    assert (due.content.claims[0].id, due.follower, due.community_id) == ("LC1", ANN, 10)
    assert due.content.revision is None
    assert await hear("Two", by_default=False) == []
    await members.save_settings(10, CommunitySettings(shared_library=False))
    assert await hear("Three") == []
    await members.save_settings(10, CommunitySettings())
    assert len(await hear("Four")) == 1
    claim = await members.follow(HERE, Follower(2), "LC1", MADE_AT)
    assert claim
    await SqliteKeeping(store).change(10, lambda shelf: _hide(shelf))
    assert await hear("Five") == []


async def _load(store: Store, id_: str) -> Claim:
    claim = await SqliteArchive(store).load_entry(View(20), id_)
    assert isinstance(claim, Claim)
    return claim


def _correct(shelf: Shelf, claim: Claim) -> None:
    kept = shelf.find("LC1")
    act = Act("operator", MADE_AT, "edit")
    shelf.write(0, act, [Change(replace(claim, external_id=kept.entry.external_id), kept)])


def _hide(shelf: Shelf) -> None:
    shelf.set_hidden("LC1", Act("1", MADE_AT, "hide"), hidden=True)


QUESTIONS = ("Is the bridge on Elm Street closed?", "is the brigde on elm street closed", "Tulips?")


async def test_questions_that_ask_the_same_are_one_matter_each_report_its_own(
    store: Store,
) -> None:
    members, keeping = SqliteMembers(store), SqliteKeeping(store)
    numbers = [
        await members.send_note(10, Note(NoteKind.QUESTION, text, member, MADE_AT))
        for member, text in enumerate(QUESTIONS)
    ]
    assert numbers == [1, 1, 2]
    for member in (1, 2):
        note = Note(NoteKind.REPORT, "The date is wrong.", member, MADE_AT, "LS1")
        assert await members.send_note(10, note) == 2 + member
    assert await members.send_note(20, Note(NoteKind.QUESTION, QUESTIONS[0], 1, MADE_AT)) == 1
    listed = await keeping.read(10, lambda shelf: shelf.list_matters())
    assert [(each.number, each.count) for each in listed] == [(3, 1), (4, 1), (1, 2), (2, 1)]
    found = await keeping.read(10, lambda shelf: shelf.find_matter(1))
    assert found is not None
    assert found.texts == QUESTIONS[:2]


async def test_a_forgotten_members_words_stand_for_nobody_elses_question(store: Store) -> None:
    members, keeping = SqliteMembers(store), SqliteKeeping(store)
    for member, text in enumerate(QUESTIONS, 1):
        await members.send_note(10, Note(NoteKind.QUESTION, text, member, MADE_AT))
    for member in (1, 3):
        await members.forget(member)
    (left,) = await keeping.read(10, lambda shelf: shelf.list_matters())
    assert (left.texts, left.count) == (QUESTIONS[1:2], 1)
    terms = await rows_of(store, "SELECT DISTINCT term FROM matter_term WHERE number = 1")
    assert ("brigd",) in terms
    assert ("bridg",) not in terms
    assert await rows_of(store, "SELECT terms, state FROM matter WHERE number = 2") == [
        ("", "dropped")
    ]
    wanted = await rows_of(store, "SELECT number, wanted FROM queue_post ORDER BY number")
    assert wanted == [(1, 3), (2, 2)]


_WORDS = st.lists(
    st.sampled_from(("bridge", "elm", "closed", "safe", "zebra", "tulip", "north", "south")),
    max_size=5,
).map(" ".join)


@given(texts=st.lists(_WORDS, max_size=12))
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
async def test_whatever_is_asked_each_question_is_in_one_matter_with_what_is_like_it(
    store: Store, texts: list[str]
) -> None:
    members, keeping = SqliteMembers(store), SqliteKeeping(store)
    here = next(_COMMUNITIES)
    for member, text in enumerate(texts, 1):
        await members.send_note(here, Note(NoteKind.QUESTION, text or "?", member, MADE_AT))
    listed = await keeping.read(here, lambda shelf: shelf.list_matters())
    assert sum(each.count for each in listed) == len(texts)
    firsts = [content_of(each.text) for each in sorted(listed, key=lambda each: each.number)]
    for at, ours in enumerate(firsts):
        assert not any(is_alike(ours, earlier) for earlier in firsts[:at] if earlier)


async def test_a_thousand_open_questions_are_gathered_without_comparing_all_with_all(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = 0

    def count(ours: frozenset[str], theirs: frozenset[str]) -> bool:
        nonlocal compared
        compared += 1
        return is_alike(ours, theirs)

    monkeypatch.setattr("db.matters.is_alike", count)

    letters = random.Random(1)

    def fill(connection: sqlite3.Connection) -> None:
        for number in range(1000):
            text = " ".join("".join(letters.choices("bcdfgklmnprst", k=9)) for _ in range(4))
            text = f"is the bridge {text}?"
            put_note(connection, 10, Note(NoteKind.QUESTION, text, number, MADE_AT))

    await store.write(fill)
    assert compared <= 1000 * MOST_COMPARED
    assert await rows_of(store, "SELECT count(*) FROM matter") == [(1000,)]


async def test_notes_of_an_older_program_are_gathered_with_the_next_one(store: Store) -> None:
    await store.write(
        lambda connection: connection.execute(
            """INSERT INTO note (community_id, kind, text, member_id, sent_at)
               VALUES (10, 'question', 'Is the bridge on Elm Street closed?', 7, ?)""",
            (MADE_AT,),
        )
    )
    members = SqliteMembers(store)
    question = Note(NoteKind.QUESTION, "Elm Street bridge closed?", 8, MADE_AT)
    assert await members.send_note(10, question) == 1
    (gathered,) = await SqliteKeeping(store).read(10, lambda shelf: shelf.list_matters())
    assert gathered.count == 2
