"""The shipped library as the tests of its content read it."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec

from bot.core.models import (
    Counter,
    CounterKind,
    Record,
    Stance,
    Statement,
)

ROOT = Path(__file__).parent.parent
QUOTED = re.compile("“([^”]*)”")
TYPOGRAPHY = str.maketrans("“”„\u2018\u2019", '"""\'\'', "*")
FILES = [path for path in (ROOT / "db" / "library").glob("*.json") if path.name != "schema.json"]


def read_library() -> Record:
    """All record files as one set."""
    records = [msgspec.json.decode(path.read_bytes(), type=Record) for path in FILES]
    return Record(
        speakers=tuple(speaker for record in records for speaker in record.speakers),
        sources=tuple(source for record in records for source in record.sources),
        claims=tuple(claim for record in records for claim in record.claims),
        statements=tuple(statement for record in records for statement in record.statements),
    )


LIBRARY = read_library()
STATEMENTS = {statement.id: statement for statement in LIBRARY.statements}
CITATIONS = [(said, citation) for said in LIBRARY.statements for citation in said.citations]


def flatten(text: str) -> str:
    """Text with plain quotation marks, without link targets and emphasis, on one line."""
    linked = re.sub(r"\[([^\[\]]*)\]\([^)]*\)", r"\1", text)
    return " ".join(linked.translate(TYPOGRAPHY).split())


def list_words(text: str) -> list[str]:
    """The words of a text in small letters."""
    return re.findall(r"\w+", flatten(text).lower())


def find_stances(statement_id: str) -> dict[str, Stance]:
    """How a statement bears on its claims."""
    return {on.claim: on.stance for on in STATEMENTS[statement_id].stances}


def find_answered(statement_id: str, kind: CounterKind) -> set[str]:
    """The statements that a statement answers in one way."""
    answers = STATEMENTS[statement_id].counters
    return {answer.statement for answer in answers if answer.kind is kind}


def describe_answers() -> list[tuple[Statement, Counter]]:
    """Every answer of the library with the statement that gives it."""
    return [(said, answer) for said in LIBRARY.statements for answer in said.counters]
