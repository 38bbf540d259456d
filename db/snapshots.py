"""An entry as JSON text: what a revision keeps, and what the content hash is taken of."""

from __future__ import annotations

import hashlib
from dataclasses import fields

import msgspec

from bot.core.models import ENTRY_TYPES, Entry, EntryKind


def encode_snapshot(entry: Entry) -> bytes:
    """The entry as canonical JSON: fields in their order, those at their default left out."""
    content = {
        field.name: value
        for field in fields(entry)
        if (value := getattr(entry, field.name)) != field.default
    }
    return msgspec.json.encode(content)


def decode_snapshot(kind: EntryKind, snapshot: bytes | str) -> Entry:
    """The entry that a snapshot holds."""
    return msgspec.json.decode(snapshot, type=ENTRY_TYPES[kind])


def content_hash(entry: Entry) -> bytes:
    """16 bytes of BLAKE2b over the snapshot; changes when any word of the entry does."""
    return hashlib.blake2b(encode_snapshot(entry), digest_size=16).digest()
