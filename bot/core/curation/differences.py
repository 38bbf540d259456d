"""Differences: an entry before and after, field by field and word by word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from enum import StrEnum

import msgspec

from bot.core.models import (
    Citation,
    Claim,
    Counter,
    Entry,
    EntryState,
    Source,
    Speaker,
    StanceOn,
    Statement,
)


class Part(StrEnum):
    """What happened to words between two texts."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


class WordsPart(msgspec.Struct, frozen=True):
    """Words that stayed, came or went, as written."""

    part: Part
    text: str


class FieldDifference(msgspec.Struct, frozen=True):
    """How one field of an entry differs; "" stands for nothing, new and gone entries' too."""

    id: str
    field: str
    before: str
    after: str

    @property
    def words(self) -> tuple[WordsPart, ...]:
        """The difference word by word."""
        return compare_words(self.before, self.after)


_WORD = re.compile(r"\S+\s*")


def compare_words(before: str, after: str) -> tuple[WordsPart, ...]:
    """What of `before` stayed, what went, and what came in `after`, in order."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    matcher = SequenceMatcher(None, _bare(old), _bare(new), autojunk=False)
    parts: list[WordsPart] = []
    for tag, from_, to, other_from, other_to in matcher.get_opcodes():
        if tag == "equal":
            parts.append(WordsPart(Part.SAME, "".join(new[other_from:other_to])))
            continue
        if to > from_:
            parts.append(WordsPart(Part.REMOVED, "".join(old[from_:to])))
        if other_to > other_from:
            parts.append(WordsPart(Part.ADDED, "".join(new[other_from:other_to])))
    return tuple(parts)


def _bare(words: Sequence[str]) -> list[str]:
    return [word.rstrip() for word in words]


def compare_entries(before: Entry | None, after: Entry | None) -> tuple[FieldDifference, ...]:
    """Every field that differs; None stands for an entry that is not there."""
    id_ = (before or after or _NOTHING).id
    old, new = write_fields(before), write_fields(after)
    return tuple(
        FieldDifference(id_, name, old.get(name, ""), new.get(name, ""))
        for name in dict.fromkeys([*old, *new])
        if old.get(name, "") != new.get(name, "")
    )


_NOTHING = Claim(id="", wording="")


def write_fields(entry: Entry | None) -> Mapping[str, str]:
    """The fields of an entry as text, lists one item a line; what is absent is left out."""
    match entry:
        case None:
            return {}
        case Claim():
            names: tuple[str, ...] = ("wording", "phrasings")
        case Speaker():
            names = ("name", "kind", "variants")
        case Source():
            names = _SOURCE_FIELDS
        case Statement():
            names = _STATEMENT_FIELDS
    written = {name: _write(getattr(entry, name)) for name in (*names, "state", "merged_into")}
    if entry.state is EntryState.ACTIVE:
        del written["state"]
    return {name: text for name, text in written.items() if text}


_SOURCE_FIELDS = (
    "title", "kind", "publisher", "author", "published", "published_basis",
    "published_inferred_from", "url", "archive_url", "language", "note",
)  # fmt: skip
_STATEMENT_FIELDS = (
    "speaker", "role", "organisation", "said_on", "date_text", "date_basis", "date_inferred_from",
    "place", "occasion", "stances", "citations", "counters",
)  # fmt: skip


def _write(value: object) -> str:
    match value:
        case None:
            return ""
        case tuple():
            return "\n".join(map(_write, value))
        case StanceOn(claim, stance):
            return f"{stance.value}: {claim}"
        case Counter(kind, statement):
            return f"{kind.value}: {statement}"
        case Citation(source, wording, kind, via):
            return f"{source}{f' via {via}' if via else ''}, {kind.value}: {wording}"
        case _:
            return str(value)
