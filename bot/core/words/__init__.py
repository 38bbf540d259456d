"""The interface's texts: one catalogue a language, so that a translation is one file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.words.english import ENGLISH
from bot.core.words.german import GERMAN


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one language; `language` is its ISO 639-1 code."""

    language: str
    texts: Mapping[str, str]

    def say(self, key: str, /, **values: object) -> str:
        """The text under `key` with its placeholders filled in.

        With a `count`, the text under `key.one` is used for exactly one, if there is one.
        """
        if values.get("count") == 1 and f"{key}.one" in self.texts:
            key = f"{key}.one"
        return self.texts[key].format(**values)


CATALOGUES: Mapping[str, Mapping[str, str]] = {"en": ENGLISH, "de": GERMAN}
"""Every language that the interface speaks, by its ISO 639-1 code."""

IN_ENGLISH = Words("en", ENGLISH)


def words_in(language: str) -> Words:
    """The texts in a language of `CATALOGUES`."""
    return Words(language, CATALOGUES[language])


__all__ = ["CATALOGUES", "IN_ENGLISH", "Words", "words_in"]
