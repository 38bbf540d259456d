"""Reads the rows of a JSON Lines file: one object a line, lists as lists or in one text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from bot.core.errors import InvalidRecord
from bot.core.exchange import Problem, RowOf
from bot.core.rows.cells import Row
from bot.core.rows.columns import CLAIM_COLUMNS, COLUMNS, LIST_COLUMNS, clean_list, split_list
from bot.core.rows.lines import decode_lines, refuse_broken
from bot.core.words import Sentence

_MAY_BE_NUMBERS = frozenset({"id", "claim_id", "speaker_id", "source_id", "date"})


def read_jsonl(
    pieces: Iterable[bytes], name: str, problems: list[Problem], *, claims_only: bool
) -> Iterator[Row]:
    """The rows of a JSON Lines file; what cannot be read is added to `problems`.

    Raises:
        InvalidInput: the file is empty or not UTF-8 text.
    """
    wanted = CLAIM_COLUMNS if claims_only else COLUMNS
    known = set(COLUMNS)
    for number, line in enumerate(decode_lines(pieces, name), 1):
        where = RowOf(name, number)
        if line.isspace():
            continue
        try:
            content = _decode_object(line)
            row = _read_row(number, content, wanted)
        except InvalidRecord as error:
            problems.append(Problem(where, error.field, error.sentence))
            continue
        if not claims_only and not known.issuperset(content):
            unknown = [column for column in content if column not in known]
            refused = Sentence("problem.no-column")
            problems += [Problem(where, column[:40], refused) for column in unknown]
            known.update(unknown)
        if not row.is_empty():
            yield row


def _decode_object(line: str) -> dict[str, Any]:
    if not line.isascii():
        refuse_broken(line, "")
    try:
        content = msgspec.json.decode(line)
    except (msgspec.DecodeError, RecursionError) as error:
        raise InvalidRecord(Sentence("problem.not-json", reason=error)) from error
    if not isinstance(content, dict):
        raise InvalidRecord(Sentence("problem.not-object"))
    return content


def _read_row(number: int, content: dict[str, Any], wanted: Iterable[str]) -> Row:
    row = Row(number)
    for column in wanted:
        value = content.get(column)
        if value is None:
            continue
        if column in LIST_COLUMNS:
            if values := _read_list(column, value):
                row.lists[column] = values
        elif text := _read_text(column, value):
            row.cells[column] = text
    return row


def _read_text(column: str, value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, int) and not isinstance(value, bool) and column in _MAY_BE_NUMBERS:
        return str(value)
    raise _expected(Sentence("type.text"), value, column)


def _read_list(column: str, value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        text = value.strip()
        return split_list(text, LIST_COLUMNS[column]) if text else ()
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return clean_list(value)
    raise _expected(Sentence("type.texts"), value, column)


def _expected(wanted: Sentence, value: object, column: str) -> InvalidRecord:
    sentence = Sentence("problem.type", wanted=wanted, found=_name_type(value))
    return InvalidRecord(sentence, field=column)


def _name_type(value: object) -> Sentence:
    match value:
        case bool():
            return Sentence("type.truth")
        case int() | float():
            return Sentence("type.number")
        case list():
            return Sentence("type.list")
        case dict():
            return Sentence("type.object")
        case _:
            return Sentence("type.text")
