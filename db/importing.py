"""Takes entries of a file over into the record: all or nothing, and never twice."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields

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
from bot.core.ids import PublicId, parse_public_id
from bot.core.models import Entry, EntryKind, EntryState, Statement, entry_kind
from bot.core.rules import LONGEST_LINE, check_entry, check_text
from db.finding import find_claims_of, find_numbered, last_author, load_entry
from db.indexing import index_entries
from db.references import References
from db.saving import (
    add_entry,
    begin_revision,
    insert_entry,
    keep_before,
    seal,
    take_numbers,
    write_entry,
)

_ORDER = (EntryKind.SPEAKER, EntryKind.SOURCE, EntryKind.CLAIM, EntryKind.STATEMENT)


@dataclass(frozen=True, slots=True)
class _Import:
    """One import while it runs: what its ids mean, and what it did."""

    connection: sqlite3.Connection
    community_id: int
    references: References
    report: ImportReport = field(default_factory=ImportReport)

    def refuse(self, item: Item, error: InvalidRecord) -> None:
        self.report.problems.append(Problem(item.where, error.field, str(error)))
        self.report.skipped += 1


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
    run = _Import(connection, community_id, References(connection, community_id))
    good = _drop_dangling(run, list(_check(run, items)))
    changes: list[tuple[int, Item, Entry | None]] = []
    new = []
    for item in sorted(good, key=lambda item: _ORDER.index(entry_kind(item.entry))):
        key = run.references.find_entry(item.entry)
        if key is None:
            new.append(item)
        else:
            run.references.keys[entry_kind(item.entry), item.entry.id] = key
            changes.append((key, item, load_entry(connection, key, community_id)))
    changes = [change for change in changes if _is_change(run, *change, if_different, author)]
    if run.report.problems and not skip_bad:
        raise ImportRefused(run.report)
    if new or changes:
        revision = begin_revision(
            connection, community_id, author=author, action=action, made_at=made_at
        )
        changes += [(key, item, None) for item, key in _announce(run, new, revision)]
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
            if reference in run.references.coming:
                raise InvalidRecord(f"The id “{item.entry.id}” is used twice.", field="id")
        except InvalidRecord as error:
            run.refuse(item, error)
        else:
            run.references.coming.add(reference)
            yield item


def _check_head(entry: Entry, community_id: int) -> None:
    """Check that the id is free to be used, and that a merged entry says into which other one."""
    if not entry.id.startswith(LOCAL_MARK):  # a local id may be as long as the text it is made of
        check_text("id", entry.id, LONGEST_LINE)
    public_id = parse_public_id(entry.id, community_id, exact=True)
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
    merges = {(entry_kind(i.entry), i.entry.id): i.entry.merged_into for i in items}
    while True:
        kept = []
        for item in items:
            try:
                run.references.check(item.entry)
                _check_merge(item.entry, merges)
            except InvalidRecord as error:
                run.references.coming.discard((entry_kind(item.entry), item.entry.id))
                run.refuse(item, error)
            else:
                kept.append(item)
        if len(kept) == len(items):
            return kept
        items = kept


def _check_merge(entry: Entry, merges: Mapping[tuple[EntryKind, str], str | None]) -> None:
    """Check that merges end somewhere: A into B and B into A would leave neither."""
    passed = {entry.id}
    into = entry.merged_into
    while into is not None:
        if into in passed:
            raise InvalidRecord("These entries are merged in a circle.", field="merged_into")
        passed.add(into)
        into = merges.get((entry_kind(entry), into))


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
    if not differing:
        run.report.unchanged += 1
    elif item.entry.id.startswith(LOCAL_MARK):
        # Met again without an id: what a row leaves out says nothing about what is on record.
        run.report.kept += 1
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
    """The fields in which a file's entry differs; without an id, those it would add to."""
    if stored is None:
        return ["everything"]
    named = run.references.name(entry)
    adds = _adds if entry.id.startswith(LOCAL_MARK) else _differs
    return [
        part.name
        for part in fields(entry)
        if part.name not in ("id", "external_id")
        and adds(getattr(named, part.name), getattr(stored, part.name))
    ]


def _differs(value: object, stored: object) -> bool:
    return value != stored


def _adds(value: object, stored: object) -> bool:
    if isinstance(value, tuple) and isinstance(stored, tuple):
        return not set(value) <= set(stored)
    return value is not None and value != stored


def _wished_number(run: _Import, entry: Entry) -> int | None:
    """The number an entry has in its file as a public id, if that was never used here."""
    wish = parse_public_id(entry.id, run.community_id, exact=True)
    if wish is None or (wish.kind, wish.community_id) != (entry_kind(entry), run.community_id):
        return None
    return wish.number if find_numbered(run.connection, wish) is None else None


def _announce(run: _Import, items: Sequence[Item], revision: int) -> Iterator[tuple[Item, int]]:
    """Give new entries their public ids: those they have in the file if never used here."""
    unnumbered: defaultdict[EntryKind, list[Item]] = defaultdict(list)
    for item in items:
        kind, number = entry_kind(item.entry), _wished_number(run, item.entry)
        if number is None:
            unnumbered[kind].append(item)
        else:
            key = add_entry(
                run.connection,
                run.community_id,
                kind,
                revision=revision,
                external_id=item.entry.id,
                number=number,
            )
            yield item, _remember(run, item.entry, key)
    # Whoever asks for a number was served first; the others take the next free ones at once.
    for kind, waiting in unnumbered.items():
        first = take_numbers(run.connection, run.community_id, kind.value, len(waiting))
        for number, item in enumerate(waiting, first):
            external_id = None if item.entry.id.startswith(LOCAL_MARK) else item.entry.id
            public_id = PublicId(kind, number, run.community_id)
            key = insert_entry(run.connection, public_id, revision, external_id)
            yield item, _remember(run, item.entry, key)


def _remember(run: _Import, entry: Entry, key: int) -> int:
    run.references.keys[entry_kind(entry), entry.id] = key
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
            entry = run.references.drop_repeats(entry)
        write_entry(run.connection, key, entry, run.references.resolve)
        touched.setdefault(entry_kind(item.entry), []).append(key)
        if progress:
            progress(done, len(changes))
    for kind, keys in touched.items():
        seal(run.connection, kind, keys)
    index_entries(run.connection, touched, left_claims)
