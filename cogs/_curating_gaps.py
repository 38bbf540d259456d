"""What a record lacks, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from bot.core.gaps import Gaps
from bot.core.replies import Card, Detail
from bot.core.words import Words

_MOST_NAMED = 25
_LONGEST = 200


def describe_gaps(gaps: Gaps, words: Words) -> Iterator[Card]:
    """A card for each kind of gap that there is."""
    named: list[tuple[str, list[str]]] = [
        ("one-sided", [each.claim.id for each in gaps.one_sided]),
        ("without-statements", [each.id for each in gaps.without_statements]),
        ("on-one-source", [each.id for each in gaps.on_one_source]),
        ("second-hand", [each.id for each in gaps.second_hand]),
        ("dated-by-publication", [each.id for each in gaps.dated_by_publication]),
        ("undated-sources", [each.id for each in gaps.undated_sources]),
        ("not-archived", [each.id for each in gaps.not_archived]),
        ("dead", [each.id for each in gaps.dead]),
        ("unclaimed", [each.id for each in gaps.unclaimed]),
    ]
    for kind, ids in named:
        if ids:
            heading = words.say(f"gap.{kind}", number=len(ids))
            yield Card("", heading, text=_list(ids))
    if gaps.asked_often:
        details = tuple(
            Detail(words.say("gap.asked", times=each.count, question=each.question[:_LONGEST]))
            for each in gaps.asked_often[:10]
        )
        yield Card("", words.say("gap.asked-often", number=len(gaps.asked_often)), details=details)


def _list(ids: Iterable[str]) -> str:
    named = list(ids)
    return ", ".join(named[:_MOST_NAMED]) + (", …" if len(named) > _MOST_NAMED else "")
