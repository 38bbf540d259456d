"""Settings: the only reader of the environment and of the settings file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from bot.core.errors import SettingsRefused
from bot.discord_token import CREDENTIAL, DiscordToken, read_token
from bot.surroundings import default_database

PREFIX = "ONRECORD_"
FILE_VARIABLE = "ONRECORD_SETTINGS"
_IN_FILE = "the settings file"
_OWN_VARIABLES = {"token": "DISCORD_TOKEN", "token_file": "DISCORD_TOKEN_FILE"}
_PATH = "^[^\\0]+$"
_SAID_OTHERWISE = {"on": "true", "yes": "true", "off": "false", "no": "false"}


def _meta(meaning: str, expected: str, *, default: str = "", **limits: Any) -> Meta:
    extra = {"expected": expected, "default": default}
    return Meta(description=meaning, extra=extra, **limits)


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """Every setting with its default; the table of the documentation is made of this."""

    database: Annotated[
        str,
        _meta(
            "the file that holds the record",
            "the path of a file",
            default="`onrecord/onrecord.db` in your data folder",
            pattern=_PATH,
        ),
    ] = ""
    token: Annotated[
        DiscordToken | None,
        _meta("the Discord bot's token", "a token as Discord shows it, without blanks"),
    ] = None
    token_file: Annotated[
        str,
        _meta(
            "a file that holds the token; under systemd, the credential "
            f"`{CREDENTIAL}` is found by itself",
            "the path of a file",
            pattern=_PATH,
        ),
    ] = ""
    log_level: Annotated[
        Literal["DEBUG", "INFO", "WARNING", "ERROR"],
        _meta("how much is logged", "DEBUG, INFO, WARNING or ERROR"),
    ] = "INFO"
    log_format: Annotated[
        Literal["text", "json"], _meta("how a log line is written", "text or json")
    ] = "text"
    cooldown_uses: Annotated[
        int,
        _meta(
            "questions a member may ask within `cooldown_seconds`",
            "a whole number from 1 to 1000",
            ge=1,
            le=1000,
        ),
    ] = 5
    cooldown_seconds: Annotated[
        float,
        _meta("the time over which questions are counted", "seconds from 1 to 3600", ge=1, le=3600),
    ] = 20.0
    language: Annotated[
        Literal["en", "de"],
        _meta("the language where neither member nor server has one of ours", "en or de"),
    ] = "en"
    shared_library: Annotated[
        bool,
        _meta("whether a server that says nothing reads the shared library", "true or false"),
    ] = True
    update_answers_days: Annotated[
        int,
        _meta(
            "for how many days an answer in a channel is brought up to date when what it shows is "
            "corrected; 0 is off",
            "a whole number from 0 to 90",
            ge=0,
            le=90,
        ),
    ] = 7
    health_port: Annotated[
        int,
        _meta(
            "port of `/healthz`, `/readyz` and `/metrics` on 127.0.0.1; 0 is off",
            "a whole number from 0 to 65535",
            ge=0,
            le=65535,
        ),
    ] = 0
    user_installs: Annotated[
        bool,
        _meta(
            "whether members may add the bot to their own account and ask in direct messages",
            "true or false",
        ),
    ] = False


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of the table of settings, everything in words."""

    name: str
    variable: str
    default: str
    meaning: str
    expected: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """The settings in force, where each comes from, and variables that look like one but are none.

    `sources` has a name only for what is not at its default.
    """

    settings: Settings
    sources: Mapping[str, str]
    unknown_variables: tuple[str, ...] = ()


def list_settings() -> list[Setting]:
    """Every setting in the order of the table."""
    return [_as_row(field) for field in msgspec.structs.fields(Settings)]


def load_settings(
    environment: Mapping[str, str], *, file: str | None = None, database: str | None = None
) -> Loaded:
    """Read and check the settings: options before environment before file before defaults.

    Raises:
        SettingsRefused: something is wrong; the sentence names it and never says its value.
    """
    path = file or environment.get(FILE_VARIABLE)
    values: dict[str, Any] = {}
    sources: dict[str, str] = {}
    if path:
        for name, value in _read_file(Path(path).expanduser()).items():
            values[name], sources[name] = _check(name, value, _IN_FILE), f"file {path}"
    for name, variable in _variables().items():
        if text := environment.get(variable):
            values[name] = _check(name, text, variable)
            sources[name] = f"environment ({variable})"
    if database:
        values["database"], sources["database"] = database, "option --database"
    chosen = values.get("database")
    values["database"] = str(Path(chosen).expanduser() if chosen else default_database(environment))
    token, source = read_token(values.get("token"), values.get("token_file"), environment)
    values["token"] = token
    if token and source:
        sources["token"] = source
    return Loaded(Settings(**values), sources, tuple(_list_unknown(environment)))


def read_database(file: str) -> str | None:
    """The database that a settings file names, if it names one.

    Raises:
        SettingsRefused: the file cannot be read, or not be used for this.
    """
    named = _read_file(Path(file).expanduser()).get("database")
    return None if named is None else str(_check("database", named, _IN_FILE))


def _variables() -> dict[str, str]:
    names = (field.name for field in msgspec.structs.fields(Settings))
    return {name: _OWN_VARIABLES.get(name, PREFIX + name.upper()) for name in names}


def _meta_of(field: msgspec.structs.FieldInfo) -> Meta:
    meta: Meta = field.type.__metadata__[0]
    return meta


def _as_row(field: msgspec.structs.FieldInfo) -> Setting:
    meta = _meta_of(field)
    extra = meta.extra or {}
    default = extra["default"] or _word(field.default)
    variable = _variables()[field.name]
    return Setting(field.name, variable, default, meta.description or "", extra["expected"])


def _word(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"{value:g}" if isinstance(value, int | float) else str(value or "")


def _read_file(path: Path) -> dict[str, Any]:
    import tomllib  # loaded here: a question at the terminal seldom needs it

    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise SettingsRefused(f"The settings file {path} cannot be read: {reason}.") from error
    except (ValueError, RecursionError) as error:  # the text of one may quote a value
        place = re.search(r"at (line \d+|end of document)", str(error))
        raise SettingsRefused(
            f"The settings file {path} is not valid TOML{f' ({place[0]})' if place else ''}."
        ) from None
    known = list(_variables())
    for name in content:
        if name not in known:
            raise SettingsRefused(
                f"The settings file {path} has “{name[:40]}”, which is no setting"
                f"{_suggest(name, known)}."
            )
    return content


def _check(name: str, value: object, where: str) -> object:
    """The value as its setting has it; text of the environment may stand for a number or truth."""
    field = next(f for f in msgspec.structs.fields(Settings) if f.name == name)
    is_text = isinstance(value, str)
    if name == "token":
        return DiscordToken(value) if isinstance(value, str) else _refuse(field, where)
    if isinstance(field.default, bool) and isinstance(value, str):
        value = _SAID_OTHERWISE.get(value.lower(), value)
    try:
        checked: object = msgspec.convert(value, field.type, strict=not is_text)
    except msgspec.ValidationError:  # its text may quote the value
        return _refuse(field, where)
    return checked


def _refuse(field: msgspec.structs.FieldInfo, where: str) -> object:
    expected = (_meta_of(field).extra or {})["expected"]
    raise SettingsRefused(
        f"The setting {field.name} ({where}) cannot be used: expected {expected}."
    )


def _list_unknown(environment: Mapping[str, str]) -> Iterator[str]:
    known = {FILE_VARIABLE, *_variables().values()}
    for variable in sorted(environment):
        if variable.startswith(PREFIX) and variable not in known:
            yield variable


def _suggest(name: str, known: list[str]) -> str:
    import difflib

    near = difflib.get_close_matches(name, known, 1)
    return f"; did you mean {near[0]}?" if near else ""
