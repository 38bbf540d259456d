"""Where a reader stands in the record, packed into a custom id so that it outlives restarts."""

from __future__ import annotations

import datetime
import re
import zlib
from dataclasses import dataclass
from enum import StrEnum

from cogs._escape import measure

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_PREFIX = "or1"
_LONGEST = 100
_FIELDS = 9

LEFT_OUT = ("", "")
"""Stands last among the words of a place when not all of them had room."""

_PART = "~"
_UNPACKABLE = re.compile(rf"[\s{_PART}]|^$")

_ID = re.compile(r"(L?[CSPD])([0-9]+)", re.ASCII)
_PACKED_ID = re.compile(r"(L?[CSPD])([0-9a-z]{1,11})", re.ASCII)


class Kind(StrEnum):
    """What is being read; the value is its letter in a custom id."""

    CLAIM = "c"
    COUNTERS = "x"
    SOURCES = "q"
    TIMELINE = "t"
    SPEAKER = "p"
    STATEMENT = "s"


@dataclass(frozen=True, slots=True)
class Place:
    """What is read, from where, and for whom.

    `entry` is the public id of a claim, speaker or statement. `page` counts from 0. `asker` is the
    member whose message it is. `matched` is the mark of the wording that matched (`mark_of`).
    `read_as` pairs words as they were typed with the words they were read as; `LEFT_OUT` at its end
    says that there were more.
    """

    kind: Kind
    entry: str
    page: int = 0
    asker: int = 0
    is_private: bool = False
    marked: str = ""
    speaker: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None
    matched: str = ""
    read_as: tuple[tuple[str, str], ...] = ()


def mark_of(wording: str) -> str:
    """A short mark by which a wording is found again among the wordings of its claim."""
    return _pack(zlib.crc32(wording.encode("utf-8", "replace")) % 36**5)


def custom_id(action: str, place: Place) -> str:
    """The custom id of a button that does `action` (one letter): at most 100 characters.

    Of the words that were read as others it has those for which there is room.
    """
    fields = (
        f"{place.kind.value}{int(place.is_private)}",
        _pack_id(place.entry),
        _pack(place.page),
        _pack(place.asker),
        _pack_id(place.marked),
        _pack_id(place.speaker),
        _pack(place.since.toordinal()) if place.since else "",
        _pack(place.until.toordinal()) if place.until else "",
        place.matched,
    )
    packed = f"{_PREFIX}.{action}.{'.'.join(fields)}"
    return packed + _pack_readings(place.read_as, _LONGEST - len(packed))


def read_place(packed: str) -> Place | None:
    """The place in a custom id; None when it was not written by `custom_id`."""
    fields = packed.split(".", _FIELDS)  # words may have points: u.s.
    if len(fields) < _FIELDS:
        return None
    kind, entry, page, asker, marked, speaker, since, until, matched, *words = fields
    try:
        return Place(
            kind=Kind(kind[:1]),
            entry=_unpack_id(entry),
            page=_unpack(page),
            asker=_unpack(asker),
            is_private=kind[1:] == "1",
            marked=_unpack_id(marked),
            speaker=_unpack_id(speaker),
            since=_unpack_day(since),
            until=_unpack_day(until),
            matched=matched,
            read_as=_unpack_readings(words[0]) if words else (),
        )
    except (ValueError, OverflowError):
        return None


def _pack_readings(read_as: tuple[tuple[str, str], ...], room: int) -> str:
    """The pairs of words as the last field, with an empty pair where some had no room."""
    room -= measure(f".{_PART}{_PART}")
    packed: list[str] = []
    for pair in read_as:
        size = measure(_PART.join(pair)) + 1
        if size > room or any(_UNPACKABLE.search(word) for word in pair):
            packed += LEFT_OUT
            break
        packed += pair
        room -= size
    return f".{_PART.join(packed)}" if packed else ""


def _unpack_readings(packed: str) -> tuple[tuple[str, str], ...]:
    words = packed.split(_PART)
    if len(words) % 2:
        raise ValueError(packed)
    return tuple(zip(words[::2], words[1::2], strict=True))


def _pack(number: int) -> str:
    digits = ""
    while True:
        number, digit = divmod(number, 36)
        digits = _DIGITS[digit] + digits
        if not number:
            return digits


def _unpack(digits: str) -> int:
    return int(digits, 36)


def _unpack_day(digits: str) -> datetime.date | None:
    return datetime.date.fromordinal(_unpack(digits)) if digits else None


def _pack_id(id_: str) -> str:
    found = _ID.fullmatch(id_)
    return f"{found[1]}{_pack(int(found[2]))}" if found else ""


def _unpack_id(packed: str) -> str:
    if not packed:
        return ""
    found = _PACKED_ID.fullmatch(packed)
    if found is None:
        raise ValueError(packed)
    return f"{found[1]}{_unpack(found[2])}"
