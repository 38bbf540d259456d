"""Tables of claims and statements, and what is read from them."""

from __future__ import annotations

from bot.core.exchange import Problem
from bot.core.models import Claim, Entry, Statement
from bot.core.rows import RowFormat, decode_rows

HEADER = "claim,speaker,date,stance,text,kind,source_title"
ROW = "The bridge is safe,Ann,5 Oct 2024,supports,It is safe,quote,Gazette"


def read(
    content: str | bytes, kind: RowFormat = "csv", *, claims_only: bool = False
) -> tuple[list[Entry], list[Problem]]:
    """The entries and the problems of a table."""
    raw = content.encode() if isinstance(content, str) else content
    items, problems = decode_rows([raw], f"list.{kind}", kind=kind, claims_only=claims_only)
    return [item.entry for item in items], problems


def read_claims(content: str | bytes, kind: RowFormat = "csv") -> list[Claim]:
    """The claims of a table without problems."""
    entries, problems = read(content, kind)
    assert problems == []
    return [entry for entry in entries if isinstance(entry, Claim)]


def read_statements(content: str, kind: RowFormat = "csv") -> list[Statement]:
    """The statements of a table without problems."""
    entries, problems = read(content, kind)
    assert problems == []
    return [entry for entry in entries if isinstance(entry, Statement)]


def read_problem(content: str | bytes, kind: RowFormat = "csv") -> Problem:
    """The only problem of a table."""
    _, (problem,) = read(content, kind)
    return problem


def with_columns(**more: str) -> str:
    """The usual statement with more columns."""
    return f"{HEADER},{','.join(more)}\n{ROW},{','.join(more.values())}\n"


def without(column: str) -> str:
    """The usual statement with one cell empty."""
    cells = ROW.split(",")
    cells[HEADER.split(",").index(column)] = ""
    return f"{HEADER}\n{','.join(cells)}\n"
