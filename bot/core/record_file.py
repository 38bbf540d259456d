"""The record file: entries as JSON, the form the shipped library has and exports are made in.

{"format": "onrecord-record", "version": 1, "subject": "…",
 "speakers": […], "sources": […], "claims": […], "statements": […]}

Each section holds the values of `bot.core.models`, field by field; a field at its default may be
absent. Ids are any stable names; references between entries use them, across files too when
several files are read together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

import msgspec

from bot.core.errors import InvalidInput
from bot.core.exchange import Item, Problem
from bot.core.models import (
    Citation,
    Claim,
    Counter,
    Entry,
    Record,
    Source,
    Speaker,
    StanceOn,
    Statement,
)

FORMAT = "onrecord-record"
VERSION = 1

_SECTIONS: Mapping[str, type[Entry]] = {
    "speakers": Speaker,
    "sources": Source,
    "claims": Claim,
    "statements": Statement,
}
_PARTS: Mapping[str, type[Any]] = {
    "stances": StanceOn,
    "citations": Citation,
    "counters": Counter,
}
_NOT_IN_FILES = "external_id"


@dataclass(frozen=True, slots=True)
class RecordFile:
    """The content of one record file."""

    format: str
    version: int
    speakers: tuple[Speaker, ...] = ()
    sources: tuple[Source, ...] = ()
    claims: tuple[Claim, ...] = ()
    statements: tuple[Statement, ...] = ()
    subject: str | None = None


def decode_record_file(content: bytes, name: str) -> tuple[list[Item], list[Problem]]:
    """Read a record file entry by entry; entries that cannot be read are problems, not errors.

    Raises:
        InvalidInput: the file as a whole is not a record file of a version this program reads.
    """
    sections = _open(content, name)
    items: list[Item] = []
    problems: list[Problem] = []
    for section, entry_type in _SECTIONS.items():
        for where, value in _entries(sections.get(section, []), section, name):
            try:
                _refuse_unknown_fields(value, entry_type)
                items.append(Item(msgspec.convert(value, entry_type), where))
            except msgspec.ValidationError as error:
                problems.append(_explain(error, where))
    return items, problems


def encode_record_file(record: Record, subject: str | None = None) -> bytes:
    """Write entries as a record file; equal records give equal bytes."""
    content: dict[str, Any] = {"format": FORMAT, "version": VERSION}
    if subject:
        content["subject"] = subject
    for section in _SECTIONS:
        content[section] = [_without_defaults(entry) for entry in getattr(record, section)]
    return msgspec.json.format(msgspec.json.encode(content), indent=2) + b"\n"


def describe_format() -> dict[str, Any]:
    """The JSON Schema of a record file."""
    schema = msgspec.json.schema(RecordFile)
    for name, definition in schema["$defs"].items():
        # How a docstring is indented differs between Python versions.
        definition["description"] = " ".join(definition["description"].split())
        if "properties" in definition:
            definition["additionalProperties"] = False
            definition["properties"].pop(_NOT_IN_FILES, None)
        if name == RecordFile.__name__:
            definition["properties"]["format"] = {"const": FORMAT}
            definition["properties"]["version"] = {"const": VERSION}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **schema}


def _open(content: bytes, name: str) -> dict[str, Any]:
    try:
        file = msgspec.json.decode(content)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InvalidInput(f"{name} is not valid JSON: {error}.") from error
    if not isinstance(file, dict) or file.get("format") != FORMAT:
        raise InvalidInput(f'{name} is not a record file: it lacks "format": "{FORMAT}".')
    if file.get("version") != VERSION:
        raise InvalidInput(
            f"{name} has version {file.get('version')!r}; this program reads version {VERSION}."
        )
    unknown = set(file) - set(_SECTIONS) - {"format", "version", "subject"}
    if unknown:
        raise InvalidInput(f"{name} has a section “{min(unknown)}” that record files do not have.")
    return file


def _entries(values: object, section: str, name: str) -> Iterator[tuple[str, Any]]:
    if not isinstance(values, list):
        raise InvalidInput(f"{name}: “{section}” must be a list.")
    for number, value in enumerate(values, 1):
        id_ = f" “{value['id']}”" if isinstance(value, dict) and "id" in value else ""
        yield f"{name}, {section}, entry {number}{id_}", value


def _refuse_unknown_fields(value: object, value_type: type[Any]) -> None:
    """Refuse misspelt field names, which would otherwise be dropped in silence."""
    if not isinstance(value, dict):
        return
    known = {field.name for field in fields(value_type)} - {_NOT_IN_FILES}
    unknown = sorted(set(value) - known)
    if unknown:
        raise msgspec.ValidationError(f"there is no such field - at `$.{unknown[0]}`")
    for name, part_type in _PARTS.items():
        parts = value.get(name)
        for part in parts if isinstance(parts, Sequence) else ():
            _refuse_unknown_fields(part, part_type)


def _explain(error: msgspec.ValidationError, where: str) -> Problem:
    """msgspec says what was expected and, after "at", where: `$.citations[0].kind`."""
    sentence, _, path = str(error).partition(" - at ")
    missing = re.search(r"missing required field `(\w+)`", sentence)
    path = path.strip("`").removeprefix("$").removeprefix(".")
    if missing:
        return Problem(where, f"{path}.{missing[1]}".strip("."), "is missing.")
    return Problem(where, path, f"{sentence.replace('`', '')}.")


def _without_defaults(value: Any) -> Any:
    """A value as plain data, fields in their order, those at their default left out."""
    if isinstance(value, tuple):
        return [_without_defaults(part) for part in value]
    if not hasattr(value, "__dataclass_fields__"):
        return value
    return {
        field.name: _without_defaults(content)
        for field in fields(value)
        if (content := getattr(value, field.name)) != field.default
    }
