"""Every error a person can be shown, as one tree; the message of each is the sentence to show.

OnRecordError
├── InvalidInput          what was typed or sent cannot be used
│   └── InvalidRecord     an entry breaks a rule of the record
├── NotOnRecord           an id or a name leads to nothing the asker may see
├── Conflict              the entry changed since it was read
├── NotAllowed            this person may not do this here
├── StoreBusy             the database cannot be written at the moment; nothing was changed
├── DatabaseRefused       the database cannot be used and was left untouched
└── SettingsRefused       a setting is missing or wrong
"""

from __future__ import annotations


class OnRecordError(Exception):
    """Root of all errors whose text may be shown to a person as it stands."""


class InvalidInput(OnRecordError):
    """What was typed or sent cannot be used; says what was expected instead."""


class InvalidRecord(InvalidInput):
    """An entry breaks a rule of the record; `field` names the part that does."""

    def __init__(self, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.field = field


class NotOnRecord(OnRecordError):
    """An id or a name leads to nothing that the asker may see."""


class Conflict(OnRecordError):
    """The entry changed since it was read, so writing would overwrite someone's change."""


class NotAllowed(OnRecordError):
    """The person may not do this here."""


class StoreBusy(OnRecordError):
    """The database cannot be written at the moment; nothing was changed."""


class DatabaseRefused(OnRecordError):
    """The database cannot be used as it is (foreign, newer, corrupt) and was left untouched."""


class SettingsRefused(OnRecordError):
    """A setting is missing or wrong; names the setting, never its value."""
