"""What makes two entries the same when they are met again without a shared id."""

from __future__ import annotations

import hashlib
from urllib.parse import parse_qsl, urlencode, urlsplit

from bot.core.folding import fold
from bot.core.models import Claim, Entry, Source, Speaker, Statement

_TRACKING = frozenset({"fbclid", "gclid", "igshid", "mc_cid", "mc_eid", "ref_src", "si"})


def recognise(entry: Entry, speaker_key: int | None = None) -> str:
    """The text that is equal for two entries of a kind if they are the same thing.

    A claim is its wording; a speaker its name; a source its address, else title and publisher; a
    statement its speaker (`speaker_key`), date and words.
    """
    match entry:
        case Claim():
            return f"C {fold(entry.wording)}"
        case Speaker():
            return f"P {fold(entry.name)}"
        case Source():
            return f"D {recognise_source(entry.url, entry.title, entry.publisher)}"
        case Statement():
            return f"S {speaker_key} {entry.said_on} {fold(entry.text)}"


def recognise_source(url: str | None, title: str, publisher: str | None) -> str:
    """What a source is recognised by: its normalised address, else its title and publisher."""
    if url:
        return normalise_address(url)
    return f"{fold(title)} | {fold(publisher or '')}"


def normalise_address(url: str) -> str:
    """An address without what does not change the page: scheme, www, tracking, fragment, slash."""
    try:
        parts = urlsplit(url.strip())
        port = parts.port
    except ValueError:
        return url.strip()
    host = (parts.hostname or "").removeprefix("www.")
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name not in _TRACKING and not name.startswith("utm_")
    ]
    query = f"?{urlencode(sorted(kept))}" if kept else ""
    return f"{host}{parts.path.rstrip('/')}{query}"


def fingerprint(text: str) -> int:
    """64 bits of BLAKE2b as SQLite's signed integer: a compact key to look texts up by."""
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
