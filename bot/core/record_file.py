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
from bot.core.words import Sentence

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
_NO_SUCH_FIELD = "there is no such field"


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
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InvalidInput(Sentence("refused.file.not-json", name=name, reason=error)) from error
    if not isinstance(file, dict) or file.get("format") != FORMAT:
        raise InvalidInput(Sentence("refused.file.format", name=name, format=FORMAT))
    if file.get("version") != VERSION:
        version = repr(file.get("version"))
        raise InvalidInput(
            Sentence("refused.file.version", name=name, version=version, known=VERSION)
        )
    unknown = set(file) - set(_SECTIONS) - {"format", "version", "subject"}
    if unknown:
        raise InvalidInput(Sentence("refused.file.section", name=name, section=min(unknown)))
    return file


def _entries(values: object, section: str, name: str) -> Iterator[tuple[Sentence, Any]]:
    if not isinstance(values, list):
        raise InvalidInput(Sentence("refused.file.not-list", name=name, section=section))
    for number, value in enumerate(values, 1):
        where = Sentence("where.entry", name=name, section=section, number=number)
        if isinstance(value, dict) and "id" in value:
            where = Sentence("where.entry.id", **where.values, id=str(value["id"]))
        yield where, value


def _refuse_unknown_fields(value: object, value_type: type[Any]) -> None:
    """Refuse misspelt field names, which would otherwise be dropped in silence."""
    if not isinstance(value, dict):
        return
    known = {field.name for field in fields(value_type)} - {_NOT_IN_FILES}
    unknown = sorted(set(value) - known)
    if unknown:
        raise msgspec.ValidationError(f"{_NO_SUCH_FIELD} - at `$.{unknown[0]}`")
    for name, part_type in _PARTS.items():
        parts = value.get(name)
        for part in parts if isinstance(parts, Sequence) else ():
            _refuse_unknown_fields(part, part_type)


def _explain(error: msgspec.ValidationError, where: Sentence) -> Problem:
    """msgspec says what was expected and, after "at", where: `$.citations[0].kind`."""
    sentence, _, path = str(error).partition(" - at ")
    missing = re.search(r"missing required field `(\w+)`", sentence)
    path = path.strip("`").removeprefix("$").removeprefix(".")
    if missing:
        return Problem(where, f"{path}.{missing[1]}".strip("."), Sentence("problem.missing"))
    return Problem(where, path, _tell(sentence.replace("`", "")))


def _tell(sentence: str) -> Sentence:
    """What msgspec says of a field, in words of the catalogue as far as there are any."""
    if found := re.fullmatch("Expected (.+), got (.+)", sentence):
        return Sentence("problem.field-type", wanted=found[1], found=found[2])
    if found := re.fullmatch("Invalid enum value (.+)", sentence):
        return Sentence("problem.value", value=found[1])
    if sentence == _NO_SUCH_FIELD:
        return Sentence("problem.no-field")
    return Sentence("as-written", text=f"{sentence}.")


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
