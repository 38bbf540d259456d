"""What the terminal needs of its surroundings: where the record is, colour, width.

Apart from the settings, which take longer to load than a question takes to answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def find_database(option: str | None, environment: Mapping[str, str]) -> Path:
    """Where the record is kept: the option, else ONRECORD_DATABASE, else the user's data folder."""
    chosen = option or environment.get("ONRECORD_DATABASE")
    if chosen:
        return Path(chosen).expanduser()
    data_home = environment.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(data_home).expanduser() / "onrecord" / "onrecord.db"


def wants_colour(environment: Mapping[str, str]) -> bool:
    """Whether colour is welcome; NO_COLOR with any value says no (https://no-color.org)."""
    return not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


def find_width(environment: Mapping[str, str]) -> int | None:
    """The width asked for by COLUMNS, if it is a number of at least 20 columns."""
    columns = environment.get("COLUMNS", "")
    return int(columns) if columns.isdecimal() and 20 <= int(columns) <= 1000 else None
