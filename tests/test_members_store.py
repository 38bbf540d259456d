"""What is kept for members: within its community, within its limits, and removed when asked."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.core.errors import InvalidInput, NotAllowed, NotOnRecord
from bot.core.membership import (
    LONGEST_NOTE,
    MOST_NOTES,
    CommunitySettings,
    Follower,
    Shown,
    check_note,
    send_question,
)
from bot.core.models import Claim, View
from db.connection import Store
from db.members import SqliteMembers
from tests.record import MADE_AT, add_entries, open_record
from tests.simulated import rows_of

HERE, ELSEWHERE = View(10), View(20)
ANN = Follower(1)


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    async with open_record(tmp_path / "record.db") as opened:
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
    assert await members.drop_shown_before("2026-03-01") == 1
    assert await members.find_shown(10, 1) is None
    assert await members.find_shown(10, 2) is not None
    assert await members.find_shown(20, 2) is None


async def test_followers_hear_of_their_own_communitys_and_the_librarys_changes_alone(
    store: Store,
) -> None:
    members = SqliteMembers(store)
    await members.follow(HERE, ANN, "LC1", MADE_AT)
    await members.set_told(0)
    until = await members.last_revision()
    (notice,) = await members.find_notices(until, library_by_default=True)
    assert (notice.claim_id, notice.follower, notice.community_id) == ("LC1", ANN, 10)
    assert await members.find_notices(until, library_by_default=False) == []
    await members.save_settings(10, CommunitySettings(shared_library=False))
    assert await members.find_notices(until, library_by_default=True) == []
    await members.set_told(until)
    await members.save_settings(10, CommunitySettings())
    assert await members.find_notices(until, library_by_default=True) == []
