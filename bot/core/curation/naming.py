"""Naming: what was done, when and by whom, as those who read of it are told.

What is kept is one fixed word for each action, and the account's id; the words of the reader's
language are found when it is shown.
"""

from __future__ import annotations

from bot.core.dates import DateTold
from bot.core.words import IN_ENGLISH, Sentence

_OF_ANOTHER = {"approve to ": "done.approve", "propose to ": "done.propose"}


def tell_done(action: str) -> Sentence:
    """What an action is called that is kept with a revision or named in an audit line."""
    for opening, key in _OF_ANOTHER.items():
        if action.startswith(opening):
            return Sentence(key, action=tell_done(action.removeprefix(opening)))
    return _find(f"done.{action}", action)


def tell_author(author: str) -> Sentence:
    """Who changed something: accounts by their id, others by what they are called."""
    if author.isdecimal():
        return Sentence("queue.account", id=author)
    return _find(f"author.{author}", author)


def tell_moment(at: str) -> Sentence:
    """When something was done; `at` is the time in UTC as it is kept, in ISO 8601."""
    return Sentence("moment", date=DateTold(at[:10]), time=at[11:16])


def _find(key: str, word: str) -> Sentence:
    """The text for a kept word; what an older program kept under another stands as it is."""
    return Sentence(key) if key in IN_ENGLISH.texts else Sentence("as-written", text=word)
