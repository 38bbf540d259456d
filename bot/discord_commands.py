"""The terminal's commands around the Discord bot: what it starts with, invite links, settings."""

from __future__ import annotations

import argparse
from typing import Any

from bot.console import Console
from bot.core.errors import InvalidInput, SettingsRefused
from bot.discord_token import HOW_TO_GET_ONE, application_id
from bot.invite import list_invites
from bot.settings import Loaded, Setting, list_settings, load_settings


def load(options: argparse.Namespace, console: Console) -> Loaded:
    """The settings that the options and the environment make; raises SettingsRefused."""
    return load_settings(console.environment, file=options.settings_file, database=options.database)


def require_token(loaded: Loaded) -> str:
    """The token to log in with.

    Raises:
        SettingsRefused: there is none; the text says in three lines how to get one.
    """
    token = loaded.settings.token
    if token is None:
        raise SettingsRefused(HOW_TO_GET_ONE.rstrip())
    return token.reveal()


def print_invites(options: argparse.Namespace, console: Console) -> int:
    """Print the links that add the bot."""
    loaded = load(options, console)
    for invite in list_invites(
        _find_application(options.application, loaded),
        user_installs=loaded.settings.user_installs,
    ):
        console.stdout.write(f"{invite.meaning}\n  {invite.url}\n")
    return 0


def _find_application(option: str | None, loaded: Loaded) -> int:
    if option is not None:
        if not (option.isascii() and option.isdigit() and 15 <= len(option) <= 20):
            raise InvalidInput("An application id is a number of 15 to 20 digits.")
        return int(option)
    token = loaded.settings.token
    found = application_id(token) if token else None
    if found is None:
        raise SettingsRefused(
            "The application is not known: set DISCORD_TOKEN, or give its id with --application."
        )
    return found


def print_settings(options: argparse.Namespace, console: Console) -> int:
    """Print every setting with its value and source, or the table that documents them."""
    if options.markdown:
        console.stdout.write(markdown_table())
        return 0
    loaded = load(options, console)
    widest = max(len(setting.name) for setting in list_settings())
    for setting in list_settings():
        source = loaded.sources.get(setting.name, "default")
        value = _show(getattr(loaded.settings, setting.name))
        console.stdout.write(f"{setting.name:<{widest}} {value:<24} {source}\n")
    for variable in loaded.unknown_variables:
        console.stdout.write(f"{variable} is set but is no setting of this version.\n")
    return 0


def _show(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case None | "":
            return "–"
        case _:
            return str(value)


def markdown_table() -> str:
    """The table of all settings as the README has it."""
    head = "| name in the file | variable | default | meaning | expected |\n|---|---|---|---|---|\n"
    return head + "".join(_as_markdown(setting) for setting in list_settings())


def _as_markdown(setting: Setting) -> str:
    default = setting.default if " " in setting.default else f"`{setting.default}`"
    return (
        f"| `{setting.name}` | `{setting.variable}` | {default if setting.default else '–'} "
        f"| {setting.meaning} | {setting.expected} |\n"
    )
