"""What became of an entry, in words."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.curation.history import PastChange
from bot.core.curation.naming import tell_author, tell_done, tell_moment
from bot.core.kept import Act, Listed
from bot.core.replies import Card, Reply
from bot.core.words import Words
from cogs._curating_replies import describe_differences


def describe_history(changes: Sequence[PastChange], words: Words) -> Reply:
    """Every change of an entry."""
    cards = tuple(describe_change(each, words) for each in changes)
    return Reply(words.say("history.title", id=changes[-1].after.id), cards=cards)


def describe_latest(revisions: Sequence[Listed], words: Words) -> Reply:
    """The latest changes of a record, with the entries that each touched."""
    cards = tuple(Card("", _name_listed(each, words)) for each in revisions)
    return Reply(words.say("history.latest" if cards else "history.none"), cards=cards)


def describe_change(change: PastChange, words: Words) -> Card:
    """A change of an entry, with every field that it changed."""
    details = tuple(
        detail
        for card in describe_differences(change.differences, words, is_whole=True)
        for detail in card.details
    )
    return Card("", name_act(change.revision, change.act, words), details=details)


def _name_listed(listed: Listed, words: Words) -> str:
    line = name_act(listed.number, listed.act, words)
    if listed.count > len(listed.ids):
        ids = ", ".join(listed.ids)
        more = words.say("history.more", ids=ids, count=listed.count - len(listed.ids))
        return f"{line} · {more}"
    return " · ".join((line, *([", ".join(listed.ids)] if listed.ids else [])))


def name_act(number: int, act: Act, words: Words) -> str:
    """Who changed something, when, how and why, on one line."""
    facts = [f"R{number}", tell_moment(act.made_at).say(words)]
    facts += [tell_done(act.action).say(words), tell_author(act.author).say(words)]
    if act.approved_by:
        facts.append(words.say("history.approved", name=tell_author(act.approved_by)))
    if act.undoes is not None:
        facts.append(words.say("history.undoes", number=act.undoes))
    if act.reason:
        facts.append(words.say("audit.reason", reason=act.reason))
    return " · ".join(facts)
