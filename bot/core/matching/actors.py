"""Who does it: where the question and a wording give the same deed to different actors."""

from __future__ import annotations

from collections.abc import Sequence

from bot.core.matching.meanings import ACTORS, DEEDS
from bot.core.text import stem

ACTOR_TERMS = frozenset(map(stem, ACTORS))
_DEEDS = frozenset(map(stem, DEEDS))


def find_other_actor(asked: Sequence[str], record: Sequence[str]) -> tuple[str, str] | None:
    """Give the actor of the question and the one of the wording, where they do the same and are
    not the same.

    "Did Russia confirm it" is not answered by "the United States delayed confirming it in Russia":
    the actor of a deed is sought before it, or after it behind "by".
    """
    for at, deed in enumerate(asked):
        if deed not in _DEEDS or deed not in record:
            continue
        ours = _actors_of(asked, at)
        theirs = _actors_of(record, record.index(deed))
        if ours and theirs and not set(ours) & set(theirs):
            return ours[-1], theirs[-1]
    return None


def _actors_of(terms: Sequence[str], deed: int) -> list[str]:
    after = terms[deed + 1 :]
    if "by" in after:
        behind = [term for term in after[after.index("by") + 1 :][:3] if term in ACTOR_TERMS]
        if behind:
            return behind
    return [term for term in terms[:deed] if term in ACTOR_TERMS]
