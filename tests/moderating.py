"""A simulated server with a curator, and what moderators do there in few words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import discord
import simcord

from bot.core.kept import CurationSettings
from db.keeping import SqliteKeeping
from tests.simulated import Simulation, answer_of, labels_of, texts_of

MANAGING = discord.Permissions(manage_guild=True)


@dataclass
class Staffed:
    """The simulation with a manager, a curator, a reviewer, and their channels."""

    sim: Simulation
    manager: simcord.MemberActor
    curator: simcord.MemberActor
    reviewer: simcord.MemberActor
    curating: simcord.RoleHandle
    reviewing: simcord.RoleHandle
    audit: simcord.ChannelHandle
    queue: simcord.ChannelHandle

    async def set(self, **changed: Any) -> None:
        """Set something as /settings does."""
        chosen: dict[str, Any] = {
            "curator_roles": frozenset({self.curating.id}),
            "reviewer_roles": frozenset({self.reviewing.id}),
            "audit_channel": self.audit.id,
            "queue_channel": self.queue.id,
        }
        settings = CurationSettings(**(chosen | changed))
        await SqliteKeeping(self.sim.store).change(
            self.sim.guild.id, lambda shelf: shelf.save_settings(settings)
        )

    async def take_role(self, member: simcord.MemberActor) -> None:
        """Take the curators' role away from someone."""
        guild_id, role = self.sim.guild.id, self.curating
        self.sim.env.backend.remove_member_role(guild_id, member.id, role.id)
        await self.sim.env.settle()


async def staff(sim: Simulation) -> Staffed:
    """Give the server its moderators."""
    managing = sim.guild.create_role("managers", permissions=MANAGING)
    curating = sim.guild.create_role("curators")
    reviewing = sim.guild.create_role("reviewers")
    staffed = Staffed(
        sim,
        sim.guild.add_member(sim.env.create_user("mia"), roles=[managing]),
        sim.guild.add_member(sim.env.create_user("carl"), roles=[curating]),
        sim.guild.add_member(sim.env.create_user("rita"), roles=[reviewing]),
        curating,
        reviewing,
        sim.guild.create_text_channel("audit"),
        sim.guild.create_text_channel("queue"),
    )
    await staffed.set()
    return staffed


STATEMENT = {
    "who": "Ann Example\nMayor\nTown of Elm",
    "words": "The bridge on Elm Street is perfectly safe for everyone.",
    "when": "late October 2024",
    "source": "The bridge opens\nhttps://www.gazette.example/bridge\nGazette\nNov 2024",
}


async def send_form(
    member: simcord.MemberActor, shown: simcord.InteractionResult, **values: Any
) -> simcord.ResponseMessage:
    """Send a form filled with these values; what comes of it."""
    texts = {name.replace("_", "-"): value for name, value in values.items()}
    return answer_of(await member.submit_modal(shown, texts))


async def add_claim(
    staffed: Staffed, wording: str = "The Elm Street bridge is safe"
) -> simcord.ResponseMessage:
    """A claim added by the curator, as the reply to saving it."""
    draft = await draft_claim(staffed.curator, staffed.sim.channel, wording)
    return answer_of(await save(staffed.curator, draft))


async def draft_claim(
    who: simcord.MemberActor,
    channel: simcord.ChannelHandle,
    wording: str = "The Elm Street bridge is safe",
) -> simcord.ResponseMessage:
    """A claim that somebody has written and not saved yet."""
    return await send_form(who, await who.slash(channel, "record claim"), wording=wording)


async def save(who: simcord.MemberActor, draft: Any) -> simcord.InteractionResult:
    """Save a draft, even if it says that something like it is on record."""
    label = next(each for each in ("Save", "Save anyway") if each in labels_of(draft))
    return await who.click(draft, label=label)


async def open_statement(
    staffed: Staffed, who: simcord.MemberActor, claim: str = "C1", **options: Any
) -> simcord.InteractionResult:
    """The form for a statement."""
    return await who.slash(
        staffed.sim.channel, "record statement", claim=claim, stance="supports", **options
    )


async def add_statement(
    staffed: Staffed, claim: str = "C1", by: simcord.MemberActor | None = None, **changed: str
) -> simcord.ResponseMessage:
    """A statement of the curator's, or of someone else's, as the reply to saving it."""
    staffed.sim.clock.pass_by(60)
    who = by or staffed.curator
    shown = await open_statement(staffed, who, claim)
    return answer_of(await save(who, await send_form(who, shown, **(STATEMENT | changed))))


async def edit(
    staffed: Staffed, id_: str, by: simcord.MemberActor | None = None, **values: Any
) -> simcord.ResponseMessage:
    """An edit of the curator's, or of someone else's, as the reply to saving it."""
    staffed.sim.clock.pass_by(60)
    who = by or staffed.curator
    form = await who.slash(staffed.sim.channel, "edit", id=id_)
    return answer_of(await save(who, await send_form(who, form, **values)))


async def retire(staffed: Staffed, id_: str) -> simcord.ResponseMessage:
    """An entry retired by the curator, as the reply to confirming it."""
    staffed.sim.clock.pass_by(60)
    asked = answer_of(await staffed.curator.slash(staffed.sim.channel, "retire", id=id_))
    return answer_of(await staffed.curator.click(asked, label="Confirm"))


async def shown_of(sim: Simulation, who: simcord.MemberActor, claim: str) -> str:
    """What a member is shown of a claim."""
    sim.clock.pass_by(60)
    return texts_of(answer_of(await who.slash(sim.channel, "claim", id=claim)))


def refusal_of(result: simcord.InteractionResult) -> str:
    """What someone is told whose press was refused; the message that was pressed stays."""
    return texts_of(result.followups[-1])
