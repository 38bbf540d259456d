"""Which commands Discord offers to whom and where, before the program checks it again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from discord.app_commands import Command, ContextMenu, Group

from bot.core.curation.differences import write_fields
from bot.core.models import SourceKind, View
from bot.core.words.english import ENGLISH
from cogs._curating_plain import SOURCE_LETTERS
from db.archive import SqliteArchive
from tests.moderating import staff
from tests.simulated import Simulation, simulate

ANYWHERE = {"ask", "claim", "speaker", "sources", "timeline", "cite", "follow", "unfollow",
            "help", "about", "privacy", "forget-me", "ping"}  # fmt: skip
FOR_MANAGERS = {"settings", "forget"}


def _list_commands(sim: Simulation) -> set[str]:
    commands: list[Command[Any, ..., Any] | ContextMenu | Group] = sim.env.bot.tree.get_commands()  # type: ignore[attr-defined]
    return {each.name for each in commands if not isinstance(each, ContextMenu)}


async def test_only_commands_that_read_the_library_are_offered_in_direct_messages(
    tmp_path: Path, library_database: Path
) -> None:
    async with simulate(tmp_path / "record.db", library_database, user_installs=True) as sim:
        offered = {name.split()[0] for name in sim.alice.user.available_commands()}
        assert offered - {"What's", "Was"} == ANYWHERE


async def test_nothing_is_offered_in_direct_messages_by_default(sim: Simulation) -> None:
    assert not set(sim.alice.user.available_commands())


async def test_in_a_server_all_but_what_managers_do_is_offered_to_everyone(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    everyone = {name.split()[0] for name in sim.alice.available_commands(sim.channel)}
    managers = {name.split()[0] for name in staffed.manager.available_commands(sim.channel)}
    assert managers >= _list_commands(sim)
    assert managers - everyone == FOR_MANAGERS


async def test_every_field_of_an_entry_has_a_name_to_be_shown_with(sim: Simulation) -> None:
    archive = SqliteArchive(sim.store)
    for id_ in ("C1", "S1", "P1", "D1"):
        entry = await archive.load_entry(View(), id_)
        assert {f"field-{name}" for name in write_fields(entry)} <= set(ENGLISH)
    assert set(SOURCE_LETTERS.values()) == set(SourceKind)
