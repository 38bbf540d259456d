"""The columns of a table, and how lists and formula-like texts stand in one cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal, TypeAlias

RowFormat: TypeAlias = Literal["csv", "jsonl"]

CLAIM_COLUMNS = ("id", "claim", "phrasing")
"""All that a list of claims needs."""

COLUMNS = (
    *("id", "claim_id", "claim", "phrasing", "state", "merged_into", "stance"),
    *("speaker_id", "speaker", "speaker_kind", "speaker_variants", "speaker_state"),
    *("role", "organisation", "date", "date_text", "date_basis", "date_inferred_from"),
    *("place", "occasion", "text", "kind", "via"),
    *("source_id", "source_title", "source_publisher", "source_author", "source_published"),
    *("source_published_basis", "source_published_inferred_from", "source_kind", "source_url"),
    *("source_archive_url", "source_language", "source_note", "source_state", "counters"),
)
"""Every column, in the order they are written."""

LIST_COLUMNS: Mapping[str, str] = {"phrasing": " | ", "speaker_variants": " | ", "counters": "; "}
"""The columns that hold several values, and what stands between them."""

_TOKENS = {
    " | ": re.compile(r"\\[\\|]| \| |[^\\ ]+|.", re.DOTALL),
    "; ": re.compile(r"\\[\\;]|;|[^\\;]+|\\", re.DOTALL),
}
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


def join_list(values: Iterable[str], separator: str) -> str:
    """Several values in one cell."""
    mark = separator.strip()
    return separator.join(
        value.replace("\\", "\\\\").replace(mark, f"\\{mark}") for value in values
    )


def split_list(cell: str, separator: str) -> tuple[str, ...]:
    """The values that stand in one cell, without empty ones."""
    mark = separator.strip()
    between = mark if separator == "; " else separator
    if "\\" not in cell:
        return clean_list(cell.split(between))
    values = [""]
    for token in _TOKENS[separator].findall(cell):
        if token == between:
            values.append("")
        else:
            values[-1] += token[1] if token in ("\\\\", f"\\{mark}") else token
    return clean_list(values)


def clean_list(values: Iterable[str]) -> tuple[str, ...]:
    """The values without space around them, and without those that are empty then."""
    return tuple(value for text in values if (value := text.strip()))


def guard(cell: str) -> str:
    """A cell as a spreadsheet takes it for text, whatever it begins with."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def unguard(cell: str) -> str:
    """A cell that begins with an apostrophe, without it if `guard` put it there."""
    return cell[1:] if _FORMULA.match(cell) else cell
