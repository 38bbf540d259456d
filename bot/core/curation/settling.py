"""Settling: the entries of a command as they would stand on record, references and all."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from bot.core.curation.differences import FieldDifference, compare_entries
from bot.core.curation.plans import is_active
from bot.core.curation.references import (
    Rename,
    is_new,
    list_entries,
    list_references,
    rename_references,
)
from bot.core.errors import Conflict, InvalidRecord
from bot.core.keeping import Shelf
from bot.core.kept import Change, Kept
from bot.core.models import SHARED, Entry, EntryKind, EntryState, Record, Source, entry_kind
from bot.core.words import Sentence, join_told


class Overtaken(Conflict):
    """An entry changed since it was read as `seen`; `differences` say what changed meanwhile."""

    def __init__(
        self,
        id_: str,
        differences: tuple[FieldDifference, ...],
        sentence: Sentence | None = None,
        *,
        seen: Entry | None = None,
    ) -> None:
        """Name the fields in the sentence; the differences are kept for showing them."""
        named = [Sentence(f"field-{difference.field}") for difference in differences]
        fields = join_told(named) or Sentence("something")
        super().__init__(sentence or Sentence("refused.overtaken", id=id_, fields=fields))
        self.id = id_
        self.differences = differences
        self.seen = seen


@dataclass(slots=True)
class Settled:
    """The changes that entries of a command amount to; `known` maps new ids to those on record."""

    changes: list[Change] = field(default_factory=list)
    known: dict[str, str] = field(default_factory=dict)
    notes: list[Sentence] = field(default_factory=list)


def settle(record: Record, versions: dict[str, int], owner: int, shelf: Shelf) -> Settled:
    """Settle the entries of a record: those with versions are edited, the others added.

    Raises:
        InvalidRecord: an entry breaks a rule.
        NotOnRecord: an entry refers to what is not on record.
        Overtaken: an entry is not at the version given any more.
    """
    settled = Settled()
    entries = list_entries(record)
    _check_ids(entries, versions)
    coming = [entry for entry in entries if not _is_known(entry, owner, shelf, settled)]
    local = {(entry_kind(entry), entry.id) for entry in coming}

    def rename(kind: EntryKind, reference: str) -> str:
        if (kind, reference) in local:
            return reference
        if is_new(reference) and reference not in settled.known:
            raise InvalidRecord(Sentence("refused.neither-new", id=reference[1:]))
        return is_active(shelf.find(settled.known.get(reference, reference), kind)).entry.id

    for entry in coming:
        if entry.id in versions:
            settled.changes.append(_edit(entry, versions[entry.id], shelf, rename))
        else:
            settled.changes.append(Change(rename_references(entry, rename)))
    return settled


def _check_ids(entries: tuple[Entry, ...], versions: dict[str, int]) -> None:
    if not entries:
        raise InvalidRecord(Sentence("refused.nothing-to-add"))
    if len({entry.id for entry in entries}) < len(entries):
        raise InvalidRecord(Sentence("refused.id-twice"), field="id")
    for entry in entries:
        if entry.id not in versions and not is_new(entry.id):
            raise InvalidRecord(Sentence("refused.own-id", id=entry.id), field="id")
        plain = (EntryState.ACTIVE, None, None)
        if is_new(entry.id) and (entry.state, entry.merged_into, entry.external_id) != plain:
            raise InvalidRecord(Sentence("refused.new-state"), field="state")


def _is_known(entry: Entry, owner: int, shelf: Shelf, settled: Settled) -> bool:
    """Whether a new source is on record already: it is recognised by its address."""
    if not isinstance(entry, Source) or not is_new(entry.id):
        return False
    for kept in shelf.recognise(entry):
        if kept.community_id in (SHARED, owner):
            settled.known[entry.id] = kept.entry.id
            settled.notes.append(Sentence("noted.source-known", id=kept.entry.id))
            return True
    return False


def _edit(entry: Entry, version: int, shelf: Shelf, rename: Rename) -> Change:
    """Put an entry in the place of what was read; what no form can change stays."""
    kept = shelf.find(entry.id, entry_kind(entry), follow=False)
    check_version(kept, version, shelf)
    is_active(kept)
    same = kept.entry
    renamed = rename_references(entry, _but_for_old(same, shelf, rename))
    after = replace(
        renamed,
        id=same.id,
        external_id=same.external_id,
        state=same.state,
        merged_into=same.merged_into,
    )
    return Change(after, kept)


def _but_for_old(entry: Entry, shelf: Shelf, rename: Rename) -> Rename:
    """References that stood there before may stay, to a retired claim for example."""
    old = set(list_references(entry))

    def keep_or_rename(kind: EntryKind, id_: str) -> str:
        if not is_new(id_) and (kind, same := shelf.find(id_, kind, follow=False).entry.id) in old:
            return same
        return rename(kind, id_)

    return keep_or_rename


def check_version(kept: Kept, version: int, shelf: Shelf) -> None:
    """Check that an entry is still at the version at which it was read.

    Raises:
        Overtaken: it is not; says what changed.
    """
    if kept.version != version:
        seen = shelf.load_version(kept.entry.id, version)
        differences = compare_entries(seen, kept.entry) if seen else ()
        raise Overtaken(kept.entry.id, differences, seen=seen)
