"""Who may do what where: the whole table, and every use case asks it."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bot.core.curation.commands import (
    AddPhrasing,
    AnyCommand,
    Edit,
    Hide,
    MarkDead,
    Merge,
    MoveStatement,
    Restore,
    Retire,
    Split,
    Undo,
)
from bot.core.curation.outcomes import Asks, Proposed, Stored
from bot.core.curation.overseeing import (
    forget,
    list_revisions,
    load_gaps,
    load_history,
    save_settings,
)
from bot.core.curation.permissions import (
    TABLE,
    Action,
    Actor,
    Realm,
    Role,
    Verdict,
    check_allowed,
    find_realm,
    find_role,
    judge,
)
from bot.core.curation.references import collect
from bot.core.curation.requests import Request
from bot.core.curation.reviewing import approve, decline, list_proposals
from bot.core.curation.submitting import submit
from bot.core.errors import NotAllowed, OnRecordError
from bot.core.kept import CurationSettings
from bot.core.models import SHARED, Claim, Source, SourceKind
from db.keeping import SqliteKeeping
from tests.curating import (
    AT,
    CURATOR,
    ELSEWHERE,
    HERE,
    MEMBER,
    OWNER,
    REVIEWER,
    adding,
    ask,
    bridge,
    keep,
)
from tests.record import open_copy

CHANGES = [
    Action.ADD, Action.EDIT, Action.MOVE, Action.MERGE, Action.SPLIT, Action.RETIRE, Action.RESTORE,
]  # fmt: skip


@pytest.fixture
async def keeping(tmp_path: Path) -> AsyncIterator[SqliteKeeping]:
    async with open_copy(tmp_path / "record.db") as store:
        keeping = SqliteKeeping(store)
        await keep(keeping, bridge())
        await keep(keeping, adding(Claim("~c", "Tulips bloom in April")))
        dated = Source("~d", "Roses", SourceKind.OPINION, url="https://roses.example")
        await keep(keeping, adding(dated))
        await keep(keeping, Retire("D2"))
        yield keeping


def test_the_table_has_every_action_in_every_realm_for_every_role() -> None:
    assert set(TABLE) == set(Realm)
    for realm, role, action in itertools.product(Realm, Role, Action):
        assert judge(role, action, realm) in Verdict
        assert len(TABLE[realm][action]) == len(Role)


def test_nobody_does_anything_to_another_community() -> None:
    for role, action in itertools.product(Role, Action):
        assert judge(role, action, Realm.OTHER) is Verdict.REFUSED


def test_only_the_operator_changes_the_library_and_not_a_servers_record() -> None:
    for role, action in itertools.product(Role, [*CHANGES, Action.UNDO]):
        in_library = judge(role, action, Realm.LIBRARY)
        assert (in_library is Verdict.ALLOWED) == (role is Role.OPERATOR)
        if role is Role.OPERATOR:
            assert judge(role, action, Realm.OWN) is Verdict.REFUSED


def test_members_only_suggest_and_outsiders_do_not_even_that() -> None:
    for action in Action:
        if action is not Action.FORGET_ME:
            assert judge(Role.MEMBER, action, Realm.OWN) is not Verdict.ALLOWED
            assert judge(Role.NONE, action, Realm.OWN) is Verdict.REFUSED


def test_everyone_may_have_themselves_forgotten_wherever_they_are() -> None:
    for role, realm in itertools.product(Role, set(Realm) - {Realm.OTHER}):
        assert judge(role, Action.FORGET_ME, realm) is Verdict.ALLOWED


def test_a_higher_role_may_do_all_that_a_lower_one_may() -> None:
    order = (Role.OWNER, Role.CURATOR, Role.REVIEWER, Role.MEMBER, Role.NONE)
    for realm, action in itertools.product(Realm, Action):
        verdicts = [judge(role, action, realm).value for role in order]
        assert verdicts == sorted(verdicts), (realm, action)


def test_a_role_is_found_from_what_is_held_at_this_moment() -> None:
    settings = CurationSettings(frozenset({1}), frozenset({2}))
    assert find_role(settings, frozenset({1, 2})) is Role.CURATOR
    assert find_role(settings, frozenset({2})) is Role.REVIEWER
    assert find_role(settings, frozenset({3})) is Role.MEMBER
    assert find_role(settings, frozenset(), manages_server=True) is Role.OWNER
    assert find_role(settings, frozenset({1}), is_member=False) is Role.NONE
    assert find_role(CurationSettings(), frozenset()) is Role.MEMBER


def test_an_operator_keeps_the_library_from_within_a_server_too() -> None:
    both = Actor("1", Role.MEMBER, is_operator=True)
    assert check_allowed(both, Action.EDIT, Realm.LIBRARY) is Verdict.ALLOWED
    assert check_allowed(both, Action.EDIT, Realm.OWN) is Verdict.PROPOSES
    with pytest.raises(NotAllowed):
        check_allowed(both, Action.EDIT, Realm.OTHER)


def test_a_realm_is_what_the_record_is_to_where_one_stands() -> None:
    assert find_realm(HERE, HERE) is Realm.OWN
    assert find_realm(HERE, SHARED) is Realm.LIBRARY
    assert find_realm(HERE, ELSEWHERE) is Realm.OTHER
    assert find_realm(SHARED, SHARED, is_direct=True) is Realm.DIRECT


OWN_COMMANDS: dict[Action, AnyCommand] = {
    Action.ADD: AddPhrasing("C1", "Bridge fine"),
    Action.EDIT: Edit(collect([Claim("C1", "The bridge on Elm Street holds")]), {"C1": 1}),
    Action.MOVE: MoveStatement("S1", "C1", "C2"),
    Action.MERGE: Merge("C2", "C1"),
    Action.SPLIT: Split("C1", "Roses bloom in June", ("S1",)),
    Action.RETIRE: Retire("C2"),
    Action.RESTORE: Restore("D2"),
    Action.UNDO: Undo(),
    Action.HIDE: Hide("LC1"),
    Action.MARK: MarkDead("D1"),
}


@pytest.mark.parametrize("action", OWN_COMMANDS)
async def test_every_command_does_for_every_role_what_the_table_says(
    keeping: SqliteKeeping, action: Action
) -> None:
    command = OWN_COMMANDS[action]
    # what is allowed comes last, and once, for it changes the record
    for role in sorted(Role, key=lambda role: -judge(role, action, Realm.OWN).value):
        request = ask(Actor(f"someone {role}", role))
        verdict = judge(role, action, Realm.OWN)
        if verdict is Verdict.REFUSED:
            with pytest.raises(NotAllowed):
                await submit(keeping, request, command)
        else:
            expected = Proposed if verdict is Verdict.PROPOSES else Stored
            outcome = await submit(keeping, request, command)
            if isinstance(outcome, Asks):
                codes = [question.code for question in outcome.questions]
                outcome = await submit(keeping, replace(request, key="again"), command, codes)
            assert isinstance(outcome, expected), (role, outcome)
            if isinstance(outcome, Stored):
                break


@pytest.mark.parametrize("action", sorted(set(OWN_COMMANDS) - {Action.HIDE}))  # of what all may see
async def test_no_role_elsewhere_reaches_an_entry_by_any_command(
    keeping: SqliteKeeping, action: Action
) -> None:
    for role in Role:
        request = ask(Actor("x", role), ELSEWHERE)
        with pytest.raises(OnRecordError) as refused:
            await submit(keeping, request, OWN_COMMANDS[action])
        assert "bridge" not in str(refused.value).lower()


Reading = Callable[[SqliteKeeping, Request], Awaitable[object]]
OTHER_USE_CASES: dict[Action, Reading] = {
    Action.SEE_HISTORY: lambda keeping, request: list_revisions(keeping, request),
    Action.SEE_QUEUE: lambda keeping, request: list_proposals(keeping, request),
    Action.SEE_GAPS: lambda keeping, request: load_gaps(keeping, request),
    Action.SET: lambda keeping, request: save_settings(keeping, request, CurationSettings()),
    Action.FORGET: lambda keeping, request: forget(keeping, request, "no one"),
}


@pytest.mark.parametrize("action", OTHER_USE_CASES)
async def test_every_other_use_case_asks_the_table_too(
    keeping: SqliteKeeping, action: Action
) -> None:
    for role in Role:
        request = ask(Actor("x", role))
        if judge(role, action, Realm.OWN) is Verdict.REFUSED:
            with pytest.raises(NotAllowed):
                await OTHER_USE_CASES[action](keeping, request)
        else:
            await OTHER_USE_CASES[action](keeping, request)


async def test_the_history_of_an_entry_is_for_those_the_table_names(
    keeping: SqliteKeeping,
) -> None:
    for actor in (OWNER, CURATOR, REVIEWER):
        assert await load_history(keeping, ask(actor), "C1")
        assert await load_history(keeping, ask(actor), "LC1")
    for id_ in ("C1", "LC1", "C999"):
        with pytest.raises(NotAllowed):
            await load_history(keeping, ask(MEMBER), id_)


async def test_who_may_do_nothing_learns_nothing_from_the_error(keeping: SqliteKeeping) -> None:
    sentences = set()
    for id_ in ("S1", "S999", "LS1", "not an id"):
        with pytest.raises(NotAllowed) as refused:
            await submit(keeping, ask(MEMBER), Retire(id_))
        sentences.add(str(refused.value))
    assert len(sentences) == 1


async def test_a_role_taken_away_between_question_and_answer_counts(
    keeping: SqliteKeeping,
) -> None:
    asked = await submit(keeping, ask(), Retire("C2"))
    assert isinstance(asked, Asks)
    codes = [question.code for question in asked.questions]
    with pytest.raises(NotAllowed):
        await submit(keeping, ask(Actor(CURATOR.author, Role.MEMBER)), Retire("C2"), codes)


async def test_only_reviewers_decide_and_not_on_their_own(keeping: SqliteKeeping) -> None:
    proposed = await submit(keeping, ask(REVIEWER), AddPhrasing("C1", "Bridge fine"))
    assert isinstance(proposed, Proposed)
    (proposal,) = await list_proposals(keeping, ask())
    assert proposal.preview is not None
    for actor in (MEMBER, REVIEWER):
        with pytest.raises(NotAllowed):
            await approve(keeping, ask(actor), proposal.number, proposal.preview.digest)
    with pytest.raises(NotAllowed):
        await decline(keeping, ask(MEMBER, reason="no"), proposal.number)


async def test_a_direct_message_changes_nothing(keeping: SqliteKeeping) -> None:
    for role in set(Role) - {Role.OPERATOR}:
        request = Request(Actor("x", role), SHARED, AT, f"direct {role}", is_direct=True)
        for command in OWN_COMMANDS.values():
            with pytest.raises(NotAllowed):
                await submit(keeping, request, command)
