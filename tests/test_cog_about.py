"""What the bot says about itself, and how a member is forgotten."""

from __future__ import annotations

import pytest

from tests.simulated import Simulation, answer_of, rows_of, texts_of


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("help", "/forget-me"),
        ("about", "It never says what is true"),
        ("privacy", "Is not stored"),
        ("forget-me", "This cannot be undone"),
        ("ping", "milliseconds"),
    ],
)
async def test_each_command_about_the_bot_answers_privately(
    sim: Simulation, command: str, expected: str
) -> None:
    result = await sim.alice.slash(sim.channel, command)
    assert result.ephemeral
    assert expected in texts_of(answer_of(result))


async def test_help_names_every_command(sim: Simulation) -> None:
    said = texts_of(answer_of(await sim.alice.slash(sim.channel, "help")))
    names = {command.name for command in sim.env.bot.tree.get_commands()}  # type: ignore[attr-defined]
    assert not {name for name in names if name not in said.replace("\\", "")}


async def test_forgetting_removes_what_is_kept_about_the_member_alone(sim: Simulation) -> None:
    for member in (sim.alice, sim.bob):
        await member.slash(sim.channel, "follow", claim="LC1")
        answer = await member.slash(sim.channel, "ask", question="was the moon landing faked?")
        form = await member.click(answer_of(answer), label="Send to the moderators …")
        await member.submit_modal(form, {"text": "the moon"})
    shown = await sim.alice.slash(sim.channel, "forget-me")
    assert "claims you follow: 1; questions and reports you sent: 1" in texts_of(answer_of(shown))
    done = await sim.alice.click(answer_of(shown), label="Remove everything")
    assert "claims followed: 1; questions and reports: 1" in texts_of(answer_of(done))
    for table in ("follow", "note"):
        assert await rows_of(sim.store, f"SELECT member_id FROM {table}") == [(sim.bob.id,)]
