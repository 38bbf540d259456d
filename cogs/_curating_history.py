"""What became of an entry, in words."""

from __future__ import annotations

from bot.core.curation.history import PastChange
from bot.core.curation.naming import tell_author, tell_done
from bot.core.kept import Act
from bot.core.replies import Card
from bot.core.words import Words
from cogs._curating_replies import describe_differences


def describe_change(change: PastChange, words: Words) -> Card:
    """A change of an entry, with every field that it changed."""
    details = tuple(
        detail
        for card in describe_differences(change.differences, words, is_whole=True)
        for detail in card.details
    )
    return Card("", name_act(change.revision, change.act, words), details=details)


def name_act(number: int, act: Act, words: Words) -> str:
    """Who changed something, when, how and why, on one line."""
    facts = [f"R{number}", act.made_at[:16].replace("T", " ")]
    facts += [tell_done(act.action).say(words), tell_author(act.author).say(words)]
    if act.approved_by:
        facts.append(words.say("history.approved", name=tell_author(act.approved_by)))
    if act.undoes is not None:
        facts.append(words.say("history.undoes", number=act.undoes))
    if act.reason:
        facts.append(words.say("audit.reason", reason=act.reason))
    return " · ".join(facts)
