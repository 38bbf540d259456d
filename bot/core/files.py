"""Files of entries: which format one has by its name, and its content read and written."""

from __future__ import annotations

from typing import Literal, TypeAlias

from bot.core.errors import InvalidInput
from bot.core.exchange import Item, Problem
from bot.core.models import Record
from bot.core.record_file import decode_record_file, encode_record_file
from bot.core.rows import decode_rows, encode_rows
from bot.core.words import Sentence

FileFormat: TypeAlias = Literal["json", "csv", "jsonl"]


def format_of(name: str) -> FileFormat:
    """The format that the ending of a file's name stands for.

    Raises:
        InvalidInput: it stands for none.
    """
    ending = name.rpartition(".")[2].lower()
    match ending:
        case "json" | "csv" | "jsonl":
            return ending
    raise InvalidInput(Sentence("refused.file-name", name=name[-100:]))


def decode_file(content: bytes, name: str) -> tuple[list[Item], list[Problem]]:
    """Read a file; what cannot be read of it are problems, not errors.

    Raises:
        InvalidInput: the file as a whole is of no format that is read.
    """
    kind = format_of(name)
    if kind == "json":
        return decode_record_file(content, name)
    return decode_rows([content], name, kind=kind)


def encode_file(record: Record, kind: FileFormat, *, claims_only: bool = False) -> bytes:
    """Write a record in a format; `claims_only` for tables."""
    if kind == "json":
        return encode_record_file(record)
    return encode_rows(record, kind, claims_only=claims_only)
