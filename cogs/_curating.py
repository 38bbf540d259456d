"""Who keeps the record from Discord: the role held at this moment, and the request it makes."""

from __future__ import annotations

from dataclasses import dataclass

from bot.core.curation.permissions import Actor
from bot.core.curation.requests import Request, read_reason
from bot.core.errors import NotAllowed
from bot.core.models import SHARED
from bot.core.words import Sentence, Words
from cogs._desk import Desk, Interaction, Reader
from cogs._standing import standing_of


@dataclass(frozen=True, slots=True)
class Moderator:
    """Someone who works on the record: how they read it, and the request they make."""

    reader: Reader
    request: Request

    @property
    def words(self) -> Words:
        """The texts in the language they are answered in."""
        return self.reader.words


async def moderator_of(
    desk: Desk, interaction: Interaction, *, reason: str | None = None
) -> Moderator:
    """Who acts, with the role that is held now, not the one held when a message was sent.

    Raises:
        NotAllowed: this is no server, or one that has not the bot.
    """
    reader = await desk.reader_of(interaction, is_private=True)
    community_id = reader.view.community_id
    if community_id == SHARED:
        raise NotAllowed(Sentence("only-in-servers"))
    role = await standing_of(desk.bot, interaction, community_id)
    at = desk.bot.now().isoformat(timespec="seconds")
    actor = Actor(str(interaction.user.id), role)
    why = read_reason(reason)
    return Moderator(reader, Request(actor, community_id, at, str(interaction.id), why))


async def begin(
    desk: Desk, interaction: Interaction, *, in_place: bool = False, reason: str | None = None
) -> Moderator:
    """Tell Discord that the answer, for this person only, takes a moment; find out who acts.

    `in_place`: the answer takes the place of the message whose button was pressed.

    Raises:
        NotAllowed: the person has to wait, or this is no server.
    """
    await desk.acknowledge(interaction, desk.clicking, is_private=True, in_place=in_place)
    return await moderator_of(desk, interaction, reason=reason)
