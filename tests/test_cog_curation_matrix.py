"""Who may use which of the moderators' commands: a row for each, checked from Discord."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import simcord.interactions
from discord.app_commands import Command, ContextMenu, Group

from bot.core.curation.differences import write_fields
from bot.core.models import SourceKind
from bot.core.words.english import ENGLISH
from cogs._curating_plain import SOURCE_LETTERS
from tests.moderating import Staffed, add_claim, staff
from tests.simulated import Simulation, answer_of, simulate, texts_of

REFUSED = "is for those who are"
_ALL = ("manager", "curator", "reviewer", "member")
_STAFF = ("manager", "curator", "reviewer")
_TWO = ("manager", "curator")

# A command with options that fit, and those who may use it: others are refused.
ROWS: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "record claim": ({}, _ALL),
    "record speaker": ({}, _ALL),
    "record source": ({}, _ALL),
    "record statement": ({"claim": "C1", "stance": "supports"}, _ALL),
    "record counter": ({"statement": "LS1", "does": "denies", "answered": "LS2"}, _TWO),
    "record phrasing": ({"claim": "C1", "wording": "It holds whatever drives on it"}, _ALL),
    "record stance": ({"statement": "LS1", "claim": "LC1", "stance": "context"}, _TWO),
    "edit": ({"id": "C1"}, _ALL),
    "retire": ({"id": "C1"}, _STAFF),
    "restore": ({"id": "C2"}, _STAFF),
    "merge": ({"merged": "C1", "into": "C3"}, _STAFF),
    "undo": ({}, _TWO),
    "history": ({"id": "C1"}, _STAFF),
    "queue": ({}, _STAFF),
    "gaps": ({}, _STAFF),
    "settings": ({}, ("manager",)),
}
MEMBERS_OWN = {"ask", "claim", "speaker", "sources", "timeline", "cite", "follow", "unfollow",
               "help", "about", "privacy", "forget-me", "ping", "What's on record?"}  # fmt: skip
MENU = "Add to the record"


def _list_commands(sim: Simulation) -> set[str]:
    found: list[Command[Any, ..., Any] | ContextMenu | Group] = sim.env.bot.tree.get_commands()  # type: ignore[attr-defined]
    names: set[str] = set()
    for command in found:
        below = command.commands if isinstance(command, Group) else ()
        names |= {f"{command.name} {each.name}" for each in below} or {command.name}
    return names


async def test_every_command_has_a_row(sim: Simulation) -> None:
    assert _list_commands(sim) - MEMBERS_OWN == {*ROWS, MENU}


async def _fill(staffed: Staffed) -> None:
    await add_claim(staffed)
    await add_claim(staffed, "Zebras striped the parliament lawn")
    await add_claim(staffed, "Lighthouses hum at noon on Sundays")
    asked = answer_of(await staffed.curator.slash(staffed.sim.channel, "retire", id="C2"))
    await staffed.curator.click(asked, label="Confirm")


@pytest.mark.parametrize("role", _ALL)
async def test_each_command_is_for_those_in_its_row(sim: Simulation, role: str) -> None:
    staffed = await staff(sim)
    await _fill(staffed)
    who = sim.alice if role == "member" else getattr(staffed, role)
    wrong = []
    for name, (options, allowed) in ROWS.items():
        sim.clock.pass_by(60)
        if name == "settings" and role != "manager":
            assert name not in who.available_commands(sim.channel)
            continue
        result = await who.slash(sim.channel, name, **options)
        is_refused = result.response is not None and REFUSED in texts_of(result.response)
        if is_refused == (role in allowed):
            wrong.append((name, texts_of(result.response) if result.response else "a form"))
    assert wrong == []


async def test_the_message_menu_opens_a_form_for_everyone_in_the_server(sim: Simulation) -> None:
    message = await sim.bob.send(sim.channel, "The bridge holds.")
    shown = await sim.alice.context_menu(sim.channel, MENU, message)
    assert "The bridge holds." in str(shown.modal)


async def test_none_of_it_is_offered_or_done_outside_servers_that_have_the_bot(
    tmp_path: Path, library_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with simulate(tmp_path / "record.db", library_database, user_installs=True) as sim:
        staffed = await staff(sim)
        await _fill(staffed)
        offered = {name.split()[0] for name in sim.alice.user.available_commands()}
        assert not offered & {name.split()[0] for name in ROWS}
        _have_only_the_user_installed(monkeypatch)
        for name, (options, _) in ROWS.items():
            sim.clock.pass_by(60)
            result = await staffed.manager.slash(sim.channel, name, **options)
            assert "answers in servers only" in texts_of(answer_of(result)), name


def _have_only_the_user_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on, interactions come as Discord sends them where the server has not the bot."""
    complete = simcord.interactions.base_payload

    def by_the_user(*arguments: Any, **values: Any) -> Any:
        record, payload = complete(*arguments, **values)
        payload["authorizing_integration_owners"] = {"1": str(values["user_id"])}
        return record, payload

    monkeypatch.setattr(simcord.interactions, "base_payload", by_the_user)


async def test_every_field_of_an_entry_has_a_name_to_be_shown_with(sim: Simulation) -> None:
    from bot.core.models import View
    from db.archive import SqliteArchive

    archive = SqliteArchive(sim.store)
    for id_ in ("C1", "S1", "P1", "D1"):
        entry = await archive.load_entry(View(), id_)
        assert {f"field-{name}" for name in write_fields(entry)} <= set(ENGLISH)
    assert set(SOURCE_LETTERS.values()) == set(SourceKind)
