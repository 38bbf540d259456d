"""Which statements of a dossier are wanted: of one speaker, of a span of time, as of a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.core.dates import DateTold, PartialDate, parse_edtf
from bot.core.errors import InvalidInput
from bot.core.folding import fold
from bot.core.models import Dossier, Speaker, Statement
from bot.core.words import Sentence


@dataclass(frozen=True, slots=True)
class Selection:
    """What to show of a dossier; None leaves a limit out.

    `since` and `until` keep statements that may have been said in that span. `as_of` keeps what
    had certainly been said by then, and drops answers that came later.
    """

    speaker: str | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None
    as_of: PartialDate | None = None

    def __post_init__(self) -> None:
        """Check that something can be selected.

        Raises:
            InvalidInput: the name is blank, or the span ends before it begins.
        """
        if self.speaker is not None and not fold(self.speaker).strip():
            raise InvalidInput(Sentence("refused.missing", field=Sentence("named.speaker")))
        if self.since and self.until and self.since.earliest > self.until.latest:
            span = {"since": DateTold(self.since.edtf), "until": DateTold(self.until.edtf)}
            raise InvalidInput(Sentence("refused.date.span-backwards", **span))

    def keeps(self, statement: Statement, speaker: Speaker) -> bool:
        """Whether a statement is wanted."""
        said_on = parse_edtf(statement.said_on)
        since = self.since.earliest if self.since else None
        until = self.until.latest if self.until else None
        return (
            said_on.overlaps(since, until)
            and self._was_said(said_on)
            and (self.speaker is None or is_named(speaker, self.speaker))
        )

    def keeps_answer(self, statement: Statement) -> bool:
        """Whether an answer from or to another statement is wanted: only `as_of` limits those."""
        return self._was_said(parse_edtf(statement.said_on))

    def _was_said(self, said_on: PartialDate) -> bool:
        return self.as_of is None or not said_on.may_be_after(self.as_of.latest)


EVERYTHING = Selection()


def is_named(speaker: Speaker, name: str) -> bool:
    """Whether a speaker has this name, this id, or a variant or part of the name that equals it."""
    wanted = fold(name).split()
    if speaker.id.casefold() == name.strip().casefold():
        return True
    return any(_holds(fold(known).split(), wanted) for known in (speaker.name, *speaker.variants))


def _holds(words: list[str], wanted: list[str]) -> bool:
    spans = range(len(words) - len(wanted) + 1)
    return bool(wanted) and any(words[at : at + len(wanted)] == wanted for at in spans)


def select(dossier: Dossier, selection: Selection) -> Dossier:
    """The dossier with only what is wanted of it, which may be no statement at all."""
    if selection == EVERYTHING:
        return dossier
    statements = tuple(
        s for s in dossier.statements if selection.keeps(s, dossier.speakers[s.speaker])
    )
    by_id = {s.id: s for s in dossier.statements} | dict(dossier.others)
    linked = _without_later(by_id, lambda id_: selection.keeps_answer(by_id[id_]))
    shown = {s.id for s in statements}
    answered_by = {
        id_: tuple(counter for counter in counters if counter.statement in linked)
        for id_, counters in dossier.answered_by.items()
    }
    return replace(
        dossier,
        statements=tuple(linked[s.id] for s in statements),
        others={id_: s for id_, s in linked.items() if id_ not in shown},
        answered_by={id_: counters for id_, counters in answered_by.items() if counters},
        answered_later=frozenset(
            id_ for id_, kept in answered_by.items() if kept != dossier.answered_by[id_]
        ),
    )


def _without_later(
    by_id: dict[str, Statement], is_kept: Callable[[str], bool]
) -> dict[str, Statement]:
    """The statements that are kept, their counters limited to each other."""
    kept = {id_: statement for id_, statement in by_id.items() if is_kept(id_)}
    return {
        id_: replace(s, counters=tuple(c for c in s.counters if c.statement in kept))
        for id_, s in kept.items()
    }
