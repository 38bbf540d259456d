"""Why a date was not taken: each refusal says in one sentence what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.core.errors import InvalidInput
from bot.core.words import Sentence

if TYPE_CHECKING:
    from bot.core.dates.edtf import PartialDate

LONGEST_TEXT = 100
EXAMPLES = Sentence("date.examples")


class DateError(InvalidInput):
    """Root of all refusals of a date."""


class UnreadableDate(DateError):
    """The text is not a date, or names a day that the calendar does not have."""


class IncompleteDate(DateError):
    """The text needs something that was not given: a year, or the day of publication."""


class AmbiguousDate(DateError):
    """The text can mean two dates; `readings` holds both and the sentence names both in words."""

    def __init__(self, sentence: Sentence, readings: tuple[PartialDate, PartialDate]) -> None:
        """Keep the readings, the day-first one first, beside the sentence."""
        super().__init__(sentence)
        self.readings = readings


def name_text(text: str) -> Sentence:
    """Quote `text` for use in a sentence, or call it "this text" where quoting it would do harm.

    Long text would drown the sentence; invisible and right-to-left characters would garble it.
    """
    if text and len(text) <= LONGEST_TEXT and text.isascii() and text.isprintable():
        return Sentence("typed", text=text)
    return Sentence("typed.unsaid")
