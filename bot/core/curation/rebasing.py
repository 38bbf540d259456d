"""Rebasing: a proposed edit laid over what its entries have become since it was proposed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from typing import Any

from bot.core.curation.answering import check_open
from bot.core.curation.commands import AnyCommand, Edit, decode_command
from bot.core.curation.differences import FieldDifference, compare_entries
from bot.core.curation.permissions import Action
from bot.core.curation.plans import is_active
from bot.core.curation.references import collect, is_new, list_entries, rename_references
from bot.core.curation.requests import Request
from bot.core.curation.settling import Overtaken
from bot.core.curation.spelling import seen_from
from bot.core.errors import InvalidInput, NotAllowed, NotOnRecord
from bot.core.keeping import Keeping, Shelf
from bot.core.kept import Waiting
from bot.core.models import Entry, EntryKind, entry_kind
from bot.core.words import Sentence, join_told


class Side(StrEnum):
    """Which is taken of a field that was changed by the proposal and by others too."""

    PROPOSED = "p"
    RECORDED = "r"


class BothChanged(Overtaken):
    """A proposal and others changed the same of an entry, so someone has to decide.

    `differences` say what others changed, `proposed` what the proposal would; `both` are the
    fields that are in dispute.
    """

    def __init__(
        self,
        id_: str,
        differences: tuple[FieldDifference, ...],
        proposed: tuple[FieldDifference, ...],
        both: Sequence[str],
    ) -> None:
        """Name the fields that `both` changed in the sentence."""
        named = join_told([Sentence(f"field-{field}") for field in both])
        super().__init__(id_, differences, Sentence("refused.both-changed", id=id_, fields=named))
        self.proposed = proposed
        self.both = tuple(both)


_TOGETHER = (
    ("said_on", "date_text", "date_basis", "date_inferred_from"),
    ("published", "published_basis", "published_inferred_from"),
    ("speaker", "role", "organisation"),
)
"""Fields that mean something only together: of these one side is taken whole."""

_NOT_IN_FORMS = frozenset({"id", "external_id", "state", "merged_into"})

_ITEMS: Mapping[str, Callable[[Any], Hashable]] = {
    "phrasings": lambda phrasing: phrasing,
    "variants": lambda variant: variant,
    "stances": lambda on: on.claim,
    "citations": lambda citation: citation.source,
    "counters": lambda counter: counter.statement,
}
"""Fields that hold several items, with what makes two of them the same item."""


@dataclass(frozen=True, slots=True)
class Laid:
    """An entry as it is now with the proposed changes; `both` are fields that others changed too.

    Of these it has what the side that was asked for has.
    """

    entry: Entry
    both: tuple[str, ...] = ()


def lay_over(base: Entry, proposed: Entry, now: Entry, side: Side | None = None) -> Laid:
    """The entry `now` with what differs between `base` and `proposed`."""
    values: dict[str, Any] = {}
    both: list[str] = []
    for group in _list_groups(now):
        old, wanted, found = (
            tuple(getattr(entry, name) for name in group) for entry in (base, proposed, now)
        )
        taken: tuple[Any, ...] | None = _choose(old, wanted, found)
        if taken is None and len(group) == 1 and group[0] in _ITEMS:
            taken = _merge_items(old[0], wanted[0], found[0], _ITEMS[group[0]])
        if taken is None:
            both += _list_changed(group, wanted, found)
            taken = wanted if side is Side.PROPOSED else found
        values |= dict(zip(group, taken, strict=True))
    return Laid(replace(now, **values), tuple(both))


def _list_groups(entry: Entry) -> list[tuple[str, ...]]:
    """The fields that can be changed, those together that mean something only together."""
    names = [field.name for field in fields(entry) if field.name not in _NOT_IN_FORMS]
    groups = [group for group in _TOGETHER if group[0] in names]
    alone = [(name,) for name in names if not any(name in group for group in groups)]
    return [*groups, *alone]


def _choose(old: Any, wanted: Any, found: Any) -> Any:
    """What only one side changed, or both alike; None when they disagree."""
    if wanted in (old, found):
        return found
    return wanted if found == old else None


def _list_changed(
    group: tuple[str, ...], wanted: tuple[Any, ...], found: tuple[Any, ...]
) -> list[str]:
    return [name for name, one, other in zip(group, wanted, found, strict=True) if one != other]


def _merge_items(
    old: tuple[Any, ...],
    wanted: tuple[Any, ...],
    found: tuple[Any, ...],
    key: Callable[[Any], Hashable],
) -> tuple[tuple[Any, ...]] | None:
    """A list with the items that either side added, changed or took out; None if they disagree."""
    ours, theirs, now = ({key(item): item for item in items} for items in (old, wanted, found))
    if (len(ours), len(theirs), len(now)) != (len(old), len(wanted), len(found)):
        return None
    if [each for each in theirs if each in ours] != [each for each in ours if each in theirs]:
        return None  # put in another order, which says which is shown first
    chosen: dict[Hashable, Any] = {}
    for each in (*now, *theirs):
        sides = ours.get(each), theirs.get(each), now.get(each)
        if sides[1] not in (sides[0], sides[2]) and sides[2] != sides[0]:
            return None
        chosen[each] = _choose(*sides)
    merged = [chosen[each] for each in now if chosen[each] is not None]
    for place, each in enumerate(theirs):
        if each not in ours and each not in now:
            merged.insert(place, chosen[each])
    if not merged and wanted and found:  # each took out what the other left
        return None
    return (tuple(merged),)


def rebase(command: AnyCommand, shelf: Shelf, side: Side | None = None) -> AnyCommand:
    """An edit laid over its entries as they are now; any other command as it is.

    Raises:
        NotOnRecord, InvalidRecord: an entry cannot be changed any more.
        BothChanged: it changes the same as others did since, and no side is taken.
        Overtaken: an entry changed since, and what it was is not known.
    """
    if not isinstance(command, Edit):
        return command
    entries, versions = list(list_entries(command.record)), dict(command.versions)
    for place, entry in enumerate(entries):
        if entry.id in versions:
            entries[place], versions[entry.id] = _bring_up(entry, versions[entry.id], shelf, side)
    return command if versions == command.versions else Edit(collect(entries), versions)


def _bring_up(entry: Entry, version: int, shelf: Shelf, side: Side | None) -> tuple[Entry, int]:
    kept = shelf.find(entry.id, entry_kind(entry), follow=False)
    if kept.version == version:
        return entry, version
    now = is_active(kept).entry
    base = shelf.load_version(now.id, version)
    if base is None:
        raise Overtaken(now.id, ())
    proposed = replace(_name_alike(entry, shelf), id=now.id)
    laid = lay_over(base, proposed, now, side)
    if laid.both and side is None:
        changed, wanted = compare_entries(base, now), compare_entries(base, proposed)
        raise BothChanged(now.id, changed, wanted, laid.both)
    return replace(laid.entry, id=entry.id), kept.version


def _name_alike(entry: Entry, shelf: Shelf) -> Entry:
    """The entry with its references written as they are on record: people write c1 for C1."""

    def name(kind: EntryKind, id_: str) -> str:
        try:
            return id_ if is_new(id_) else shelf.find(id_, kind, follow=False).entry.id
        except NotOnRecord:
            return id_

    return rename_references(entry, name)


async def load_to_edit(
    keeping: Keeping, request: Request, number: int, side: Side | None = None
) -> AnyCommand:
    """What a proposal of this community's queue would do to the record as it is now.

    Raises:
        NotAllowed: the actor may not see the queue, or is the author.
        NotOnRecord, Conflict: there is no such proposal, or it was decided.
        BothChanged: as `rebase`.
    """

    def look_up(shelf: Shelf) -> AnyCommand:
        waiting = _find_to_edit(shelf, request, number)
        there = shelf.from_community(waiting.from_community)
        return rebase(decode_command(waiting.command), there, side)

    return await keeping.read(request.community_id, look_up)


async def load_edited(
    keeping: Keeping, request: Request, number: int, edited: AnyCommand
) -> AnyCommand:
    """What a reviewer made of a proposal of this community's queue, laid over the record as it is.

    The ids in `edited` are as the reviewer's community writes them. Raises as `load_to_edit`.

    Raises:
        InvalidInput: it is another kind of change than the proposal, or of other entries.
    """

    def look_up(shelf: Shelf) -> AnyCommand:
        waiting = _find_to_edit(shelf, request, number)
        proposed = seen_from(request.community_id, decode_command(waiting.command))
        if _name_subject(edited) != _name_subject(proposed):
            raise InvalidInput(Sentence("refused.other-proposal", number=number))
        return rebase(edited, shelf)

    return await keeping.read(request.community_id, look_up)


def _find_to_edit(shelf: Shelf, request: Request, number: int) -> Waiting:
    request.check(Action.SEE_QUEUE, request.community_id)
    waiting = shelf.load_waiting(request.community_id, number)
    check_open(waiting.number, waiting.state)
    if waiting.author == request.actor.author:
        raise NotAllowed(Sentence("refused.own-proposal"))
    return waiting


def _name_subject(command: AnyCommand) -> tuple[type, frozenset[str]]:
    """What kind of change it is, and of which entries where it edits some."""
    return type(command), frozenset(command.versions if isinstance(command, Edit) else ())
