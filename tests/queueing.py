"""What members send to a server's queue, and moderators do there, in few words."""

from __future__ import annotations

from typing import Any

from tests.moderating import Staffed, draft_claim, save
from tests.simulated import Simulation, answer_of, rows_of, texts_of

MOON = "was the moon landing filmed in Nevada?"
MOON_TOO = "was the moon landig filmed in nevada"


async def ask_moderators(sim: Simulation, who: Any, text: str, *, tell: bool = False) -> None:
    """A question that nothing is on record about, sent to the moderators."""
    sim.clock.pass_by(60)
    message = answer_of(await who.slash(sim.channel, "ask", question="qwrtz plmnb xyzzy"))
    form = await who.click(message, label="Send to the moderators …")
    values: dict[str, Any] = {"text": text} | ({"tell": ["yes"]} if tell else {})
    sent = await who.submit_modal(form, values)
    assert "moderators' queue" in texts_of(answer_of(sent))


async def report_error(
    sim: Simulation, who: Any, text: str, id_: str, *, tell: bool = False
) -> None:
    """A report about an entry."""
    sim.clock.pass_by(60)
    message = answer_of(await who.slash(sim.channel, "claim", id=id_))
    form = await who.click(message, label="Report an error")
    await who.submit_modal(form, {"text": text} | ({"tell": ["yes"]} if tell else {}))


async def propose_claim(sim: Simulation, who: Any, wording: str, *, tell: bool = False) -> None:
    """A claim that a member proposes."""
    sim.clock.pass_by(60)
    proposed = answer_of(await save(who, await draft_claim(who, sim.channel, wording)))
    if tell:
        told = await who.click(proposed, label="Tell me what becomes of it")
        assert "You will be told" in texts_of(answer_of(told))


async def look_at(staffed: Staffed, number: int, who: Any = None) -> Any:
    """Something in the queue, as a moderator looks at it."""
    staffed.sim.clock.pass_by(60)
    who = who or staffed.curator
    listed = answer_of(await who.slash(staffed.sim.channel, "queue"))
    return answer_of(await who.click(listed, label=f"Look at {number}"))


async def look_at_the_proposal(staffed: Staffed) -> Any:
    """The only proposal that waits, as the curator looks at it."""
    ((number,),) = await rows_of(
        staffed.sim.store, "SELECT number FROM proposal WHERE state = 'open'"
    )
    return await look_at(staffed, number)


async def list_queue(staffed: Staffed) -> str:
    """What the queue says."""
    staffed.sim.clock.pass_by(60)
    return texts_of(answer_of(await staffed.curator.slash(staffed.sim.channel, "queue")))


def shown_in_form(result: Any) -> dict[str, str]:
    """The texts that a form opens with, by the names of its text fields."""
    assert result.modal is not None, texts_of(answer_of(result))
    labels = (part["component"] for part in result.modal["components"])
    return {each["custom_id"]: each.get("value") or "" for each in labels if each["type"] == 4}


def told_to(who: Any) -> list[str]:
    """What a member was told privately."""
    return [texts_of(message).replace("\\", "") for message in who.user.dm_channel.history()]
