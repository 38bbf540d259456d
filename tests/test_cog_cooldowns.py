"""How often members may ask: the operator's cooldown, and a server's own."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import simcord

from bot.core.kept import Cooldown
from cogs._pace import Pace
from tests.moderating import staff
from tests.simulated import START, Simulation, answer_of, texts_of

WAIT = "please try again in"


async def _ask(who: simcord.MemberActor, channel: Any) -> str:
    return texts_of(answer_of(await who.slash(channel, "ask", question="LC1")))


async def test_a_server_sets_its_own_cooldown_which_survives_a_restart(sim: Simulation) -> None:
    staffed = await staff(sim)
    assert WAIT not in await _ask(sim.alice, sim.channel)
    assert WAIT not in await _ask(sim.alice, sim.channel)
    menus = answer_of(await staffed.manager.slash(sim.channel, "settings"))
    await staffed.manager.select(menus, ["1/60"], custom_id="or1w.cooldown")
    assert WAIT not in await _ask(sim.alice, sim.channel)
    assert f"{WAIT} 60 seconds" in await _ask(sim.alice, sim.channel)
    assert WAIT not in await _ask(sim.bob, sim.channel)
    await sim.restart()
    assert WAIT not in await _ask(sim.alice, sim.channel)
    assert WAIT in await _ask(sim.alice, sim.channel)
    sim.clock.pass_by(61)
    assert WAIT not in await _ask(sim.alice, sim.channel)
    elsewhere = sim.env.create_guild("elsewhere")
    room = elsewhere.create_text_channel("room")
    other = elsewhere.add_member(sim.alice.user)
    assert WAIT not in await _ask(other, room)
    assert WAIT not in await _ask(other, room)


async def test_the_operators_cooldown_comes_back(sim: Simulation) -> None:
    staffed = await staff(sim)
    menus = answer_of(await staffed.manager.slash(sim.channel, "settings"))
    await staffed.manager.select(menus, ["1/60"], custom_id="or1w.cooldown")
    saved = answer_of(await staffed.manager.select(menus, ["default"], custom_id="or1w.cooldown"))
    assert "Saved" in texts_of(saved)
    assert WAIT not in await _ask(sim.alice, sim.channel)
    assert WAIT not in await _ask(sim.alice, sim.channel)


def test_a_shorter_cooldown_counts_what_was_asked_before() -> None:
    own = {7: Cooldown(3, 60)}
    pace = Pace(5, 20, own=own)
    for _ in range(3):
        assert pace.wait(1, START, 7) == 0
    assert pace.wait(1, START, 7) == 60
    assert pace.wait(1, START) == 0
    own[7] = Cooldown(1, 20)
    assert pace.wait(1, START + timedelta(seconds=15), 7) == 5
