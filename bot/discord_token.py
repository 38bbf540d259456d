"""The Discord token: kept from being shown, found in its three places, and who it belongs to."""

from __future__ import annotations

import base64
import binascii
import string
from collections.abc import Mapping
from pathlib import Path

from bot.core.errors import SettingsRefused

CREDENTIAL = "discord_token"
"""The name under which systemd's `LoadCredential=` hands the token over."""

_CREDENTIALS = "CREDENTIALS_DIRECTORY"
_MOST_BYTES = 4096
_ALLOWED = frozenset(string.ascii_letters + string.digits + "._-+/=~")

HOW_TO_GET_ONE = """No Discord token is set. To get one: https://discord.com/developers/applications → your application → Bot → Reset Token.
Put it in DISCORD_TOKEN, or in a file named by DISCORD_TOKEN_FILE; then start `onrecord run` again.
No token is needed to ask from the terminal: onrecord ask "north korean troops in kursk"
"""  # noqa: E501


class DiscordToken:
    """A token that shows itself as stars wherever it is printed or logged."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """The token itself, for the one who sends it to Discord."""
        return self._text

    def __repr__(self) -> str:
        return "****"


def read_token(
    given: DiscordToken | None, file: str | None, environment: Mapping[str, str]
) -> tuple[DiscordToken | None, str | None]:
    """The token and where it was read, unless it was `given` as a setting; None when there is none.

    Raises:
        SettingsRefused: the file cannot be read, or what was found cannot be a token.
    """
    if given:
        return _check(given.reveal(), "the setting token"), None
    if file:
        return _check(_read(Path(file).expanduser(), "token_file"), "token_file"), "token_file"
    credentials = environment.get(_CREDENTIALS)
    if credentials and (path := Path(credentials) / CREDENTIAL).exists():
        place = f"the credential {CREDENTIAL}"
        return _check(_read(path, place), place), "systemd credential"
    return None, None


def _read(path: Path, place: str) -> str:
    try:
        with path.open("rb") as stream:
            content = stream.read(_MOST_BYTES)
        return content.decode("ascii")
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise SettingsRefused(f"The file of {place} cannot be read: {reason}.") from error
    except UnicodeDecodeError:
        raise SettingsRefused(f"The file of {place} does not hold a token.") from None


def _check(text: str, place: str) -> DiscordToken:
    text = text.strip()
    if not text or not _ALLOWED.issuperset(text):
        raise SettingsRefused(
            f"What {place} holds is not a Discord token: expected the letters, digits and dots "
            "that Discord shows, without “Bot ” in front and without blanks."
        )
    return DiscordToken(text)


def application_id(token: DiscordToken) -> int | None:
    """The id of the application that a token belongs to: its first part, which is no secret."""
    first = token.reveal().partition(".")[0]
    try:
        decoded = base64.urlsafe_b64decode(first + "=" * (-len(first) % 4))
    except (binascii.Error, ValueError):
        return None
    return int(decoded) if decoded.isdigit() and len(decoded) <= 20 else None
