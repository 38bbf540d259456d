"""What the terminal needs of its surroundings: where the record is, colour, width.

Apart from the settings, which take longer to load than a question takes to answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path


def find_database(
    option: str | None, environment: Mapping[str, str], *, settings_file: str | None = None
) -> Path:
    """Where the record is kept.

    The option says it, else ONRECORD_DATABASE, else the settings file if one is named (by its
    option or ONRECORD_SETTINGS), else it is in the user's data folder.

    Raises:
        SettingsRefused: the settings file has to be read and cannot be used.
    """
    chosen = option or environment.get("ONRECORD_DATABASE")
    file = settings_file or environment.get("ONRECORD_SETTINGS")
    if not chosen and file:
        from bot.settings import read_database  # only where a file is named

        chosen = read_database(file)
    return Path(chosen).expanduser() if chosen else default_database(environment)


def default_database(environment: Mapping[str, str]) -> Path:
    """Where the record is kept when nobody says: in the user's data folder."""
    data_home = environment.get("XDG_DATA_HOME") or "~/.local/share"
    return Path(data_home).expanduser() / "onrecord" / "onrecord.db"


def wants_colour(environment: Mapping[str, str]) -> bool:
    """Whether colour is welcome; NO_COLOR with any value says no (https://no-color.org)."""
    return not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"


def find_width(environment: Mapping[str, str]) -> int | None:
    """The width asked for by COLUMNS, if it is a number of at least 20 columns."""
    columns = environment.get("COLUMNS", "")
    return int(columns) if columns.isdecimal() and 20 <= int(columns) <= 1000 else None
