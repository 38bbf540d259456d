"""Takes entries of a file over into the record: all or nothing, and never twice."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

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
from bot.core.models import Entry, EntryKind, Statement, entry_kind
from bot.core.rules import check_entry
from bot.core.words import Sentence, join_told
from db.finding import find_claims_of, find_numbered, last_author, load_entry
from db.import_rules import check_head, check_merge, list_differing
from db.indexing import index_entries
from db.references import References
from db.saving import (
    add_entry,
    begin_revision,
    insert_entries,
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
        self.report.problems.append(Problem(item.where, error.field, error.sentence))
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
    changes = _compare(run, items, if_different, author, skip_bad=skip_bad)
    if run.report.new or changes:
        revision = begin_revision(
            connection, community_id, author=author, action=action, made_at=made_at
        )
        changes += [(key, item, None) for item, key in _announce(run, run.report.new, revision)]
        changes.sort(key=lambda change: _ORDER.index(entry_kind(change[1].entry)))
        _write(run, changes, revision, progress)
        run.report.revision = _number_of(connection, revision)
    return run.report


def rehearse_import(
    connection: sqlite3.Connection,
    community_id: int,
    items: Sequence[Item],
    *,
    author: str,
    if_different: IfDifferent = IfDifferent.REFUSE,
    skip_bad: bool = False,
    progress: Progress | None = None,
) -> ImportReport:
    """What `import_items` would do; only reads. Raises ImportRefused as that does."""
    run = _Import(connection, community_id, References(connection, community_id))
    _compare(run, items, if_different, author, skip_bad=skip_bad, progress=progress)
    return run.report


def _compare(
    run: _Import,
    items: Sequence[Item],
    if_different: IfDifferent,
    author: str,
    *,
    skip_bad: bool,
    progress: Progress | None = None,
) -> list[tuple[int, Item, Entry | None]]:
    """Find out what is new, for the report, and what changes: its key, and what is stored."""
    good = _drop_dangling(run, list(_check(run, items)))
    changes: list[tuple[int, Item, Entry | None]] = []
    ordered = sorted(good, key=lambda item: _ORDER.index(entry_kind(item.entry)))
    for done, item in enumerate(ordered, 1):
        if progress:
            progress(done, len(ordered))
        key = run.references.find_entry(item.entry)
        if key is None:
            run.report.new.append(item)
        else:
            run.references.keys[entry_kind(item.entry), item.entry.id] = key
            changes.append((key, item, load_entry(run.connection, key, run.community_id)))
    changes = [change for change in changes if _is_change(run, *change, if_different, author)]
    run.report.added = len(run.report.new)
    if run.report.problems and not skip_bad:
        raise ImportRefused(run.report)
    return changes


def _number_of(connection: sqlite3.Connection, revision: int) -> int:
    query = "SELECT number FROM revision WHERE revision_key = ?"
    return int(connection.execute(query, (revision,)).fetchone()[0])


def _check(run: _Import, items: Sequence[Item]) -> Iterator[Item]:
    """The items that keep the rules and whose id comes once."""
    for item in items:
        reference = (entry_kind(item.entry), item.entry.id)
        try:
            check_entry(item.entry)
            check_head(item.entry, run.community_id)
            if reference in run.references.coming:
                raise InvalidRecord(Sentence("refused.id-used-twice", id=item.entry.id), field="id")
        except InvalidRecord as error:
            run.refuse(item, error)
        else:
            run.references.coming.add(reference)
            yield item


def _drop_dangling(run: _Import, items: list[Item]) -> list[Item]:
    """Leave out what refers to nothing, and then what refers to what was left out."""
    merges = {(entry_kind(i.entry), i.entry.id): i.entry.merged_into for i in items}
    while True:
        kept = []
        for item in items:
            try:
                run.references.check(item.entry)
                check_merge(item.entry, merges)
            except InvalidRecord as error:
                run.references.coming.discard((entry_kind(item.entry), item.entry.id))
                run.refuse(item, error)
            else:
                kept.append(item)
        if len(kept) == len(items):
            return kept
        items = kept


def _is_change(
    run: _Import,
    key: int,
    item: Item,
    stored: Entry | None,
    if_different: IfDifferent,
    author: str,
) -> bool:
    """Whether the item changes what is stored; what may not be changed is reported or kept."""
    differing = list_differing(run.references, item.entry, stored)
    if not differing:
        run.report.unchanged += 1
    elif item.entry.id.startswith(LOCAL_MARK):
        # Met again without an id: what a row leaves out says nothing about what is on record.
        run.report.kept += 1
    elif if_different is IfDifferent.REFUSE:
        named = join_told([_name_field(each) for each in differing])
        sentence = Sentence("refused.other-content", id=item.entry.id, fields=named)
        run.refuse(item, InvalidRecord(sentence, field="id"))
    elif (
        if_different is IfDifferent.UPDATE_UNTOUCHED and last_author(run.connection, key) != author
    ):
        run.report.kept += 1
    else:
        run.report.updated += 1
        return True
    return False


def _name_field(name: str) -> Sentence:
    return Sentence("everything") if name == "everything" else Sentence(f"field-{name}")


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
                item.entry,
                revision=revision,
                external_id=item.entry.id,
                number=number,
            )
            yield item, _remember(run, item.entry, key)
    # Whoever asks for a number was served first; the others take the next free ones at once.
    for kind, waiting in unnumbered.items():
        yield from _number(run, kind, waiting, revision)


def _number(
    run: _Import, kind: EntryKind, items: Sequence[Item], revision: int
) -> Iterator[tuple[Item, int]]:
    """Give new entries of a kind the next free numbers."""
    first = take_numbers(run.connection, run.community_id, kind.value, len(items))
    new = [
        (
            PublicId(kind, number, run.community_id),
            None if item.entry.id.startswith(LOCAL_MARK) else item.entry.id,
            item.entry,
        )
        for number, item in enumerate(items, first)
    ]
    keys = insert_entries(run.connection, revision, new)
    for item, key in zip(items, keys, strict=True):
        yield item, _remember(run, item.entry, key)


def _remember(run: _Import, entry: Entry, key: int) -> int:
    run.references.keys[entry_kind(entry), entry.id] = key
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
        resolve = run.references.resolve
        write_entry(run.connection, key, entry, resolve, is_new=stored is None)
        touched.setdefault(entry_kind(item.entry), []).append(key)
        if progress:
            progress(done, len(changes))
    for kind, keys in touched.items():
        seal(run.connection, kind, keys)
    index_entries(run.connection, touched, left_claims)
