"""Takes entries of a file over into the record: all or nothing, and never twice."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, fields, replace

from bot.core.errors import InvalidRecord
from bot.core.exchange import (
    LOCAL_MARK,
    IfDifferent,
    ImportRefused,
    ImportReport,
    Item,
    Problem,
    Progress,
)
from bot.core.ids import parse_public_id
from bot.core.models import Counter, CounterKind, Entry, EntryKind, EntryState, StanceOn, Statement
from bot.core.rules import LONGEST_LINE, check_entry, check_text
from db.finding import (
    find_claims_of,
    find_external,
    find_numbered,
    find_recognised,
    last_author,
    load_entry,
    name_of,
)
from db.indexing import index_entries
from db.saving import add_entry, begin_revision, keep_before, seal, write_entry
from db.snapshots import entry_kind

_ORDER = (EntryKind.SPEAKER, EntryKind.SOURCE, EntryKind.CLAIM, EntryKind.STATEMENT)


@dataclass(slots=True)
class _Import:
    """One import while it runs: which entries are meant by which ids, and what is wrong."""

    connection: sqlite3.Connection
    community_id: int
    report: ImportReport = field(default_factory=ImportReport)
    keys: dict[tuple[EntryKind, str], int] = field(default_factory=dict)
    coming: set[tuple[EntryKind, str]] = field(default_factory=set)

    def refuse(self, item: Item, error: InvalidRecord) -> None:
        self.report.problems.append(Problem(item.where, error.field, str(error)))
        self.report.skipped += 1

    def find(self, kind: EntryKind, reference: str) -> int | None:
        """The key of the entry that an id in the file means, if it is on record."""
        known = self.keys.get((kind, reference))
        if known is None:
            known = self._look_up(kind, reference)
            if known is not None:
                self.keys[kind, reference] = known
        return known

    def _look_up(self, kind: EntryKind, reference: str) -> int | None:
        if reference.startswith(LOCAL_MARK):
            return None
        key = find_external(self.connection, self.community_id, kind, reference)
        public_id = parse_public_id(reference, self.community_id)
        if key is None and public_id is not None and public_id.kind is kind:
            # A library entry is known here by its number only, whatever its id in record files.
            own = public_id.community_id == self.community_id
            key = find_numbered(self.connection, public_id, without_external_id=own)
        return key

    def resolve(self, kind: EntryKind, reference: str) -> int:
        key = self.find(kind, reference)
        if key is None:
            raise InvalidRecord(
                f"“{reference.removeprefix(LOCAL_MARK)}” is neither in the file nor on record."
            )
        return key


def import_items(
    connection: sqlite3.Connection,
    community_id: int,
    items: Sequence[Item],
    *,
    author: str,
    action: str,
    made_at: str,
    if_different: IfDifferent = IfDifferent.REFUSE,
    skip_bad: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """Add the entries that are new and compare those that are there; index what changed.

    Raises:
        ImportRefused: something is wrong and `skip_bad` is off; the transaction must be undone.
    """
    run = _Import(connection, community_id)
    good = _drop_dangling(run, list(_check(run, items)))
    changes: list[tuple[int, Item, Entry | None]] = []
    new = []
    for item in sorted(good, key=lambda item: _ORDER.index(entry_kind(item.entry))):
        key = _find_existing(run, item.entry)
        if key is None:
            new.append(item)
        else:
            run.keys[entry_kind(item.entry), item.entry.id] = key
            changes.append((key, item, load_entry(connection, key, community_id)))
    changes = [change for change in changes if _is_change(run, *change, if_different, author)]
    if run.report.problems and not skip_bad:
        raise ImportRefused(run.report)
    if new or changes:
        revision = begin_revision(
            connection, community_id, author=author, action=action, made_at=made_at
        )
        # Whoever asks for a number is served first, but a statement is written after its speaker.
        new.sort(key=lambda item: _wished_number(run, item.entry) is None)
        changes += [(_announce(run, item.entry, revision), item, None) for item in new]
        changes.sort(key=lambda change: _ORDER.index(entry_kind(change[1].entry)))
        _write(run, changes, revision, progress)
    return run.report


def _check(run: _Import, items: Sequence[Item]) -> Iterator[Item]:
    """The items that keep the rules and whose id comes once."""
    for item in items:
        reference = (entry_kind(item.entry), item.entry.id)
        try:
            check_entry(item.entry)
            _check_head(item.entry, run.community_id)
            if reference in run.coming:
                raise InvalidRecord(f"The id “{item.entry.id}” is used twice.", field="id")
        except InvalidRecord as error:
            run.refuse(item, error)
        else:
            run.coming.add(reference)
            yield item


def _check_head(entry: Entry, community_id: int) -> None:
    """Check that the id is free to be used, and that a merged entry says into which other one."""
    check_text("id", entry.id, LONGEST_LINE)
    public_id = parse_public_id(entry.id, community_id)
    if public_id is not None and public_id.community_id != community_id:
        raise InvalidRecord(
            f"“{entry.id}” is the id of an entry of the shared library, which stays as it is.",
            field="id",
        )
    merged = entry.state is EntryState.MERGED
    if merged != (entry.merged_into is not None) or entry.merged_into == entry.id:
        raise InvalidRecord(
            "A merged entry names the other entry it lives on in, and only a merged one does.",
            field="merged_into",
        )


def _drop_dangling(run: _Import, items: list[Item]) -> list[Item]:
    """Leave out what refers to nothing, and then what refers to what was left out."""
    while True:
        kept = []
        for item in items:
            try:
                _check_references(run, item.entry)
            except InvalidRecord as error:
                run.coming.discard((entry_kind(item.entry), item.entry.id))
                run.refuse(item, error)
            else:
                kept.append(item)
        if len(kept) == len(items):
            return kept
        items = kept


def _check_references(run: _Import, entry: Entry) -> None:
    for kind, reference, where in _references(entry):
        if (kind, reference) not in run.coming and run.find(kind, reference) is None:
            name = reference.removeprefix(LOCAL_MARK)
            raise InvalidRecord(f"“{name}” is neither in the file nor on record.", field=where)


def _references(entry: Entry) -> Iterator[tuple[EntryKind, str, str]]:
    """Every id an entry refers to, as (kind, id, field)."""
    if entry.merged_into is not None:
        yield entry_kind(entry), entry.merged_into, "merged_into"
    if isinstance(entry, Statement):
        yield EntryKind.SPEAKER, entry.speaker, "speaker"
        for citation in entry.citations:
            yield EntryKind.SOURCE, citation.source, "source"
        for on in entry.stances:
            yield EntryKind.CLAIM, on.claim, "claim"
        for counter in entry.counters:
            yield EntryKind.STATEMENT, counter.statement, "counters"


def _find_existing(run: _Import, entry: Entry) -> int | None:
    """The key of the entry if it is on record: by its id, or where it has none by what it is."""
    if not entry.id.startswith(LOCAL_MARK):
        return run.find(entry_kind(entry), entry.id)
    speaker_key = None
    if isinstance(entry, Statement):
        speaker_key = run.find(EntryKind.SPEAKER, entry.speaker)
    return find_recognised(run.connection, run.community_id, entry, speaker_key)


def _is_change(
    run: _Import,
    key: int,
    item: Item,
    stored: Entry | None,
    if_different: IfDifferent,
    author: str,
) -> bool:
    """Whether the item changes what is stored; what may not be changed is reported or kept."""
    differing = _differing_fields(run, item.entry, stored)
    if not differing or item.entry.id.startswith(LOCAL_MARK):
        run.report.unchanged += 1
    elif if_different is IfDifferent.REFUSE:
        sentence = (
            f"“{item.entry.id}” is on record with other content ({', '.join(differing)}); "
            "import with --update to change it."
        )
        run.refuse(item, InvalidRecord(sentence, field="id"))
    elif (
        if_different is IfDifferent.UPDATE_UNTOUCHED and last_author(run.connection, key) != author
    ):
        run.report.kept += 1
    else:
        run.report.updated += 1
        return True
    return False


def _differing_fields(run: _Import, entry: Entry, stored: Entry | None) -> list[str]:
    if stored is None:
        return ["everything"]
    named = _name_references(run, entry)
    return [
        field.name
        for field in fields(entry)
        if field.name not in ("id", "external_id")
        and getattr(named, field.name) != getattr(stored, field.name)
    ]


def _name_references(run: _Import, entry: Entry) -> Entry:
    """The entry with its references written as the public ids of what they mean, where known."""

    def name(kind: EntryKind, reference: str) -> str:
        key = run.find(kind, reference)
        return reference if key is None else name_of(run.connection, key, run.community_id)

    if entry.merged_into is not None:
        entry = replace(entry, merged_into=name(entry_kind(entry), entry.merged_into))
    if not isinstance(entry, Statement):
        return entry
    distinct = _without_repeats(run, entry)
    return replace(
        distinct,
        speaker=name(EntryKind.SPEAKER, distinct.speaker),
        stances=tuple(
            replace(on, claim=name(EntryKind.CLAIM, on.claim)) for on in distinct.stances
        ),
        citations=tuple(
            replace(c, source=name(EntryKind.SOURCE, c.source)) for c in distinct.citations
        ),
        counters=tuple(
            replace(c, statement=name(EntryKind.STATEMENT, c.statement)) for c in distinct.counters
        ),
    )


def _without_repeats(run: _Import, entry: Statement) -> Statement:
    """The statement with one link to what it refers to by two ids, or twice by one."""
    stances: dict[int | str, StanceOn] = {}
    counters: dict[tuple[CounterKind, int | str], Counter] = {}
    for on in entry.stances:
        stances.setdefault(run.find(EntryKind.CLAIM, on.claim) or on.claim, on)
    for counter in entry.counters:
        answered = run.find(EntryKind.STATEMENT, counter.statement) or counter.statement
        counters.setdefault((counter.kind, answered), counter)
    return replace(entry, stances=tuple(stances.values()), counters=tuple(counters.values()))


def _wished_number(run: _Import, entry: Entry) -> int | None:
    """The number an entry has in its file as a public id, if that was never used here."""
    wish = parse_public_id(entry.id, run.community_id)
    if wish is None or (wish.kind, wish.community_id) != (entry_kind(entry), run.community_id):
        return None
    return wish.number if find_numbered(run.connection, wish) is None else None


def _announce(run: _Import, entry: Entry, revision: int) -> int:
    """Give a new entry its public id: the one it has in the file if that was never used here."""
    kind = entry_kind(entry)
    number = _wished_number(run, entry)
    keeps_id = number is None and not entry.id.startswith(LOCAL_MARK)
    key = add_entry(
        run.connection,
        run.community_id,
        kind,
        revision=revision,
        external_id=entry.id if keeps_id else None,
        number=number,
    )
    run.keys[kind, entry.id] = key
    run.report.added += 1
    return key


def _write(
    run: _Import,
    changes: Sequence[tuple[int, Item, Entry | None]],
    revision: int,
    progress: Progress | None,
) -> None:
    touched: dict[EntryKind, list[int]] = {}
    left_claims: list[int] = []
    for done, (key, item, stored) in enumerate(changes, 1):
        if stored is not None:
            keep_before(run.connection, revision, key, stored)
            left_claims += find_claims_of(run.connection, key)
        entry = item.entry
        if isinstance(entry, Statement):
            entry = _without_repeats(run, entry)
        write_entry(run.connection, key, entry, run.resolve)
        touched.setdefault(entry_kind(item.entry), []).append(key)
        if progress:
            progress(done, len(changes))
    for kind, keys in touched.items():
        seal(run.connection, kind, keys)
    index_entries(run.connection, touched, left_claims)
