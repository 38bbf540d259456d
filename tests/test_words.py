"""The catalogues of the interface's texts: alike in keys and placeholders, and short enough."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from string import Formatter

import discord
import pytest

from bot.core.membership import CommunitySettings
from bot.core.words import CATALOGUES
from bot.core.words.english import ENGLISH
from cogs.translation import words_for
from db.members import SqliteMembers
from tests.simulated import Simulation, answer_of, labels_of, texts_of

ROOT = Path(__file__).parent.parent
OTHERS = sorted(code for code in CATALOGUES if code != "en")
COMMANDS = {key.removesuffix(".description") for key in ENGLISH if key.endswith(".description")}


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", OTHERS)
def test_every_language_has_the_same_texts_in_the_same_order(code: str) -> None:
    assert list(CATALOGUES[code]) == list(ENGLISH)


@pytest.mark.parametrize("code", OTHERS)
def test_every_translation_has_the_placeholders_of_the_original(code: str) -> None:
    catalogue = CATALOGUES[code]
    differing = [k for k in ENGLISH if _placeholders(ENGLISH[k]) != _placeholders(catalogue[k])]
    assert differing == []


@pytest.mark.parametrize("code", OTHERS)
def test_nothing_is_left_untranslated(code: str) -> None:
    alike = {"stance-on", "style.markdown", "about.title", "about.version", "page.id",
             "ping.name", "speaker.name.name", "list.comma", "list.sentences", "as-written",
             "month.4", "month.8", "month.9", "month.11"}  # fmt: skip
    same = {key for key in ENGLISH if ENGLISH[key] == CATALOGUES[code][key]}
    assert same <= alike


@pytest.mark.parametrize("code", sorted(CATALOGUES))
def test_texts_keep_within_discords_limits(code: str) -> None:
    catalogue = CATALOGUES[code]
    for key, text in catalogue.items():
        if key.endswith(".name") and not key.startswith("menu."):
            assert re.fullmatch(r"[-_\w]{1,32}", text), key
            assert text == text.lower(), key
        longest = _longest(key)
        assert len(text) <= longest, key
    assert len({catalogue[f"{name}.name"] for name in COMMANDS}) == len(COMMANDS)


def _longest(key: str) -> int:
    if key.startswith("menu."):
        return 32
    if key.startswith("button."):
        return 80
    if key.startswith("form.") and key.endswith((".title", ".label")):
        return 45
    return 100 if key in set(_keys_in("text")) else 300


def test_every_text_that_the_program_says_is_in_the_catalogue() -> None:
    missing = {key for key in _keys_in("say", "text") if key not in ENGLISH}
    assert missing == set()


@lru_cache
def _keys_in(*functions: str) -> tuple[str, ...]:
    """The keys that stand as plain strings in calls of these functions."""
    return tuple(_find_keys(functions))


def _find_keys(functions: tuple[str, ...]) -> Iterator[str]:
    for package in ("bot", "cogs"):
        for path in (ROOT / package).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if not isinstance(node, ast.Call) or not node.args:
                    continue
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                key = node.args[0]
                if name in functions and isinstance(key, ast.Constant):
                    yield str(key.value)


def test_the_first_language_there_is_a_catalogue_for_is_spoken() -> None:
    assert words_for(None, discord.Locale.german).language == "de"
    assert words_for(None, discord.Locale.french, discord.Locale.german).language == "de"
    assert words_for("de", discord.Locale.british_english).language == "de"
    assert words_for(None, discord.Locale.french).language == "en"
    assert words_for(None).language == "en"


async def test_a_server_set_to_german_is_answered_in_german(sim: Simulation) -> None:
    members = SqliteMembers(sim.store)
    await members.save_settings(sim.guild.id, CommunitySettings(language="de"))
    result = await sim.alice.slash(sim.channel, "ask", question="north korean troops in kursk")
    assert "Verzeichnet: " in texts_of(answer_of(result))
    assert "Fehler melden" in labels_of(answer_of(result))


async def test_the_commands_are_given_to_discord_in_german_too(sim: Simulation) -> None:
    bodies = [entry.json for entry in sim.env.http_requests if entry.path.endswith("/commands")]
    commands = {command["name"]: command for body in bodies for command in body or ()}
    assert commands["ask"]["name_localizations"]["de"] == "frage"
    assert commands["What's on record?"]["name_localizations"]["de"] == "Was ist verzeichnet?"
