"""Command names, descriptions and options in every language that there is a catalogue for."""

from __future__ import annotations

from collections.abc import Iterable

import discord
from discord import app_commands
from discord.app_commands import Choice

from bot.core.words import CATALOGUES, Words, words_in
from bot.core.words.english import ENGLISH


def text(key: str) -> app_commands.locale_str:
    """The English text under a key, to be shown in the reader's language."""
    return app_commands.locale_str(ENGLISH[key], key=key)


def choices_of(values: Iterable[str], prefix: str = "choice-") -> list[Choice[str]]:
    """A choice for each value, named by the text whose key is `prefix` and the value."""
    return [Choice(name=text(f"{prefix}{value}"), value=str(value)) for value in values]


def words_for(language: str | None, *locales: discord.Locale | None) -> Words:
    """The words in `language` if there are any, else in the first locale that has, else English."""
    wanted = (language, *(locale.value.partition("-")[0] for locale in locales if locale))
    return words_in(next((code for code in wanted if code in CATALOGUES), None) or "en")


def words_of_member(locale: discord.Locale | None, default: str) -> Words:
    """The words in the locale of the one person who reads, else in the operator's language."""
    own = locale.value.partition("-")[0] if locale else ""
    return words_in(own if own in CATALOGUES else default)


class CatalogueTranslator(app_commands.Translator):
    """Gives Discord the texts of the commands in other languages when they are synced."""

    async def translate(
        self,
        string: app_commands.locale_str,
        locale: discord.Locale,
        context: app_commands.TranslationContextTypes,
    ) -> str | None:
        """The text in this locale, or None to leave it in English."""
        language = locale.value.partition("-")[0]
        key = string.extras.get("key")
        if key is None or language == "en" or language not in CATALOGUES:
            return None
        return CATALOGUES[language].get(str(key))
