"""Splitting a claim: the form that offers its statements and phrasings, and the command from it."""

from __future__ import annotations

from dataclasses import replace

from bot.core.curation.commands import Split
from bot.core.curation.overseeing import load_parts
from bot.core.errors import InvalidInput
from bot.core.models import Claim
from bot.core.words import Sentence
from cogs._curating import Moderator
from cogs._curating_forms import Filled
from cogs._desk import Desk
from cogs._place import mark_of
from cogs._typing import shorten_name

_MOST_IN_A_MENU = 25
_MENUS = ("statements-1", "statements-2", "statements-3")


async def offer_parts(desk: Desk, moderator: Moderator, filled: Filled) -> Filled:
    """The form with what can go to the new claim.

    Raises:
        NotAllowed: the actor may not split it.
        NotOnRecord: there is no such claim to be seen from here.
        InvalidInput: it has nothing that could go.
    """
    claim, statements = await load_parts(desk.bot.keeping, moderator.request, filled.about[0])
    labels = [(each.id, shorten_name(each.id, each.text)) for each in statements]
    offers = {
        name: dict(labels[at : at + _MOST_IN_A_MENU])
        for name, at in zip(_MENUS, range(0, len(labels), _MOST_IN_A_MENU), strict=False)
    }
    phrasings = {mark_of(each): shorten_name("", each) for each in claim.phrasings}
    offers["phrasings-chosen"] = dict(list(phrasings.items())[:_MOST_IN_A_MENU])
    if not any(offers.values()):
        raise InvalidInput(Sentence("refused.nothing-to-split", id=claim.id))
    return replace(filled, about=(claim.id,), offers=offers)


async def make_split(desk: Desk, moderator: Moderator, filled: Filled) -> Split:
    """What a form says is to go to a new claim.

    Raises:
        InvalidInput: a phrasing that was chosen is not there any more.
    """
    claim, _ = await load_parts(desk.bot.keeping, moderator.request, filled.about[0])
    return Split(
        claim.id,
        " ".join(filled.get("new-wording").split()),
        tuple(id_ for name in _MENUS for id_ in filled.items(name)),
        tuple(_find(mark, claim) for mark in filled.items("phrasings-chosen")),
    )


def _find(mark: str, claim: Claim) -> str:
    for phrasing in claim.phrasings:
        if mark_of(phrasing) == mark:
            return phrasing
    raise InvalidInput(Sentence("unusable-value"))
