"""Every error a person can be shown, as one tree; the message of each is the sentence to show.

OnRecordError
├── InvalidInput          what was typed or sent cannot be used
│   └── InvalidRecord     an entry breaks a rule of the record
├── NotOnRecord           an id or a name leads to nothing the asker may see
│   └── HiddenHere        … because the asker's server hides it
├── Conflict              the entry changed since it was read
├── NotAllowed            this person may not do this here
├── StoreBusy             the database cannot be written at the moment; nothing was changed
├── DatabaseRefused       the database cannot be used and was left untouched
└── SettingsRefused       a setting is missing or wrong
"""

from __future__ import annotations

from bot.core.words import Sentence, Words


class OnRecordError(Exception):
    """Root of all errors whose text may be shown to a person.

    What a member of Discord can meet is a `Sentence`, said in their language; what only an
    operator meets is plain English.
    """

    def __init__(self, sentence: Sentence | str) -> None:
        super().__init__(sentence)
        self.sentence = sentence

    def say(self, words: Words) -> str:
        """The sentence to show, in a language."""
        return words.render(self.sentence)


class InvalidInput(OnRecordError):
    """What was typed or sent cannot be used; says what was expected instead."""


class InvalidRecord(InvalidInput):
    """An entry breaks a rule of the record; `field` names the part that does."""

    def __init__(self, sentence: Sentence | str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class NotOnRecord(OnRecordError):
    """An id or a name leads to nothing that the asker may see."""


class HiddenHere(NotOnRecord):
    """The asker's server hides a claim; `id` is told only to those who keep its record."""

    def __init__(self, sentence: Sentence | str, *, id: str) -> None:
        super().__init__(sentence)
        self.id = id


class Conflict(OnRecordError):
    """The entry changed since it was read, so writing would overwrite someone's change."""


class NotAllowed(OnRecordError):
    """The person may not do this here."""


class StoreBusy(OnRecordError):
    """The database cannot be written at the moment; nothing was changed.

    The sentence names the file, for the operator; members are told without it.
    """

    def say(self, words: Words) -> str:
        """What members are told."""
        return words.say("busy")


class DatabaseRefused(OnRecordError):
    """The database cannot be used as it is (foreign, newer, corrupt) and was left untouched.

    The sentence names the file, for the operator; members are told without it.
    """

    def say(self, words: Words) -> str:
        """What members are told."""
        return words.say("damaged")


class SettingsRefused(OnRecordError):
    """A setting is missing or wrong; names the setting, never its value."""
