"""Matching: which claims of the record a question means, and how sure that is."""

from bot.core.matching.decide import Choice, Clear, Decision, Nothing, decide, look_alikes
from bot.core.matching.rank import rank
from bot.core.matching.values import Candidates, Difference, Feature, Match

__all__ = [
    "Candidates",
    "Choice",
    "Clear",
    "Decision",
    "Difference",
    "Feature",
    "Match",
    "Nothing",
    "decide",
    "look_alikes",
    "rank",
]
