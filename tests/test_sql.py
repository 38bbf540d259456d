"""SQL is put together from words of our own only; what people write is always a parameter."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
_SQL = re.compile(r"\b(SELECT|INSERT INTO|UPDATE|DELETE FROM|PRAGMA|CREATE|WHERE|VALUES)\b")

OUR_OWN = {
    "table": "a table of ours, from a list in the code",
    "column": "a column of ours, from a list in the code",
    "key_column": "a column of ours, from a list in the code",
    "names": "columns of ours, from a list in the code",
    "vocabulary": "a table of ours, from a list in the code",
    "kind": "the key of a list of queries in the code",
    "name": "a column of ours, from a list in the code",
    "n": "a column of ours, from a list in the code",
    "marks": "question marks, as many as there are parameters",
    "where": "a condition of ours with question marks",
    "query": "a query of ours with question marks",
    "sql": "a migration file of ours",
    "version": "the number of a migration",
}
"""What may stand in an f-string of SQL, beside constants, and what it is."""


def _list_parts(file: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.JoinedStr):
            continue
        literal = "".join(str(v.value) for v in node.values if isinstance(v, ast.Constant))
        if not _SQL.search(literal):
            continue
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                for name in (n for n in ast.walk(part.value) if isinstance(n, ast.Name)):
                    yield node.lineno, name.id


@pytest.mark.parametrize("package", ["db", "bot", "cogs"])
def test_only_words_of_our_own_are_put_into_sql(package: str) -> None:
    for file in sorted((ROOT / package).rglob("*.py")):
        for line, name in _list_parts(file):
            constant = name.lstrip("_").isupper()
            assert constant or name in OUR_OWN or name == "len", (
                f"{file.relative_to(ROOT)}:{line} puts “{name}” into SQL: pass it as a parameter, "
                "or say in OUR_OWN why it can be no text of a person"
            )


def test_a_text_put_into_sql_would_be_noticed(tmp_path: Path) -> None:
    (tmp_path / "file.py").write_text(
        "connection.execute(f\"SELECT 1 FROM claim WHERE wording = '{wording}'\")", encoding="utf-8"
    )
    assert list(_list_parts(tmp_path / "file.py")) == [(1, "wording")]
