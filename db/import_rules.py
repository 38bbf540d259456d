"""What an import asks of each entry: a free id, merges that end, and what it would change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields

from bot.core.errors import InvalidRecord
from bot.core.exchange import LOCAL_MARK
from bot.core.ids import parse_public_id
from bot.core.models import Entry, EntryKind, EntryState, entry_kind
from bot.core.rules import LONGEST_LINE, check_text
from bot.core.words import Sentence
from db.references import References


def check_head(entry: Entry, community_id: int) -> None:
    """Check that the id is free to be used, and that a merged entry says into which other one."""
    if not entry.id.startswith(LOCAL_MARK):  # a local id may be as long as the text it is made of
        check_text("id", entry.id, LONGEST_LINE)
    public_id = parse_public_id(entry.id, community_id, exact=True)
    if public_id is not None and public_id.community_id != community_id:
        raise InvalidRecord(Sentence("refused.library-id", id=entry.id), field="id")
    merged = entry.state is EntryState.MERGED
    if merged != (entry.merged_into is not None) or entry.merged_into == entry.id:
        raise InvalidRecord(Sentence("refused.merged-names-other"), field="merged_into")


def check_merge(entry: Entry, merges: Mapping[tuple[EntryKind, str], str | None]) -> None:
    """Check that merges end somewhere: A into B and B into A would leave neither."""
    passed = {entry.id}
    into = entry.merged_into
    while into is not None:
        if into in passed:
            raise InvalidRecord(Sentence("refused.merge-circle"), field="merged_into")
        passed.add(into)
        into = merges.get((entry_kind(entry), into))


def list_differing(references: References, entry: Entry, stored: Entry | None) -> list[str]:
    """The fields in which a file's entry differs; without an id, those it would add to."""
    if stored is None:
        return ["everything"]
    named = references.name(entry)
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
