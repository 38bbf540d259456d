"""Public ids: the short, lasting names of entries, such as `C12`, `S34`, and `LC12` from a server.

A number belongs to its community and is never reused. Standing in a server, an entry of the
shared library is written with an L in front, so that `LC12` is the library's and `C12` the
server's own. In the library itself both spellings mean the same, and none is written with an L.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.core.models import SHARED, EntryKind

_PATTERN = re.compile(r"(L?)([CSPD])([1-9][0-9]{0,14})", re.ASCII | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PublicId:
    """Which entry is meant: kind and number in a community."""

    kind: EntryKind
    number: int
    community_id: int

    def seen_from(self, community_id: int) -> str:
        """The id as it is written for readers in `community_id`."""
        mark = "L" if self.community_id == SHARED != community_id else ""
        return f"{mark}{self.kind.value}{self.number}"


def parse_public_id(text: str, community_id: int, *, exact: bool = False) -> PublicId | None:
    """Read an id as typed by someone in `community_id`; None when it is not an id at all.

    `exact` accepts only the spelling in which ids are written: in a file, `c12` is someone's own.
    """
    found = _PATTERN.fullmatch(text if exact else text.strip())
    if found is None:  # the usual case in files
        return None
    mark, letter, number = found.groups()
    owner = SHARED if mark else community_id
    public_id = PublicId(EntryKind(letter.upper()), int(number), owner)
    is_exact = f"{mark}{letter}" == f"{mark}{letter}".upper()
    return public_id if is_exact or not exact else None
