"""The sentence of a refusal, as those are told it who are not the operator."""

from __future__ import annotations

import logging

from bot.core.errors import DatabaseRefused, OnRecordError, StoreBusy
from bot.core.words import Words

_LOG = logging.getLogger(__name__)


def word_refusal(error: OnRecordError, words: Words) -> str:
    """The sentence in the member's language; what only the operator can mend is logged."""
    if isinstance(error, StoreBusy | DatabaseRefused):
        _LOG.warning("the database cannot be used: %s", error)
    return error.say(words)
