"""The interface's texts: one catalogue a language, so that a translation is one file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.words.english import ENGLISH
from bot.core.words.german import GERMAN


class Told:
    """What is said in the language of whoever reads it.

    As a string it is English: for logs and the terminal.
    """

    __slots__ = ()

    def say(self, words: Words) -> str:
        """The same, in a language."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.say(IN_ENGLISH)


class Sentence(Told):
    """A text of the catalogue with its values; a value may be told in a language itself."""

    __slots__ = ("key", "values")

    def __init__(self, key: str, /, **values: object) -> None:
        self.key = key
        self.values = values

    def say(self, words: Words) -> str:
        """The text in a language, its values too."""
        return words.say(self.key, **self.values)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sentence):
            return NotImplemented
        return (self.key, self.values) == (other.key, other.values)

    def __hash__(self) -> int:
        return hash((self.key, *self.values))

    def __repr__(self) -> str:
        return f"Sentence({self.key!r}, {self.values!r})"


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
        return self.texts[key].format(**{name: self.render(v) for name, v in values.items()})

    def render(self, value: object) -> str:
        """What is told, in this language; any other value as it stands."""
        return value.say(self) if isinstance(value, Told) else str(value)


def join_told(
    parts: Sequence[object], last: str = "list.comma", *, joint: str = "list.comma"
) -> object:
    """Parts told as one: the last joined on by the text `last` of the catalogue, others by `joint`.

    One part alone stands as it is; of none, nothing is said.
    """
    if not parts:
        return ""
    told, *more = parts
    for number, part in enumerate(more, 1):
        told = Sentence(last if number == len(more) else joint, first=told, then=part)
    return told


def group_digits(number: int) -> object:
    """A whole number, not negative, with the thousands set apart as the language does."""
    if number < 1000:
        return number
    more, rest = divmod(number, 1000)
    return Sentence("list.thousands", first=group_digits(more), then=f"{rest:03}")


CATALOGUES: Mapping[str, Mapping[str, str]] = {"en": ENGLISH, "de": GERMAN}
"""Every language that the interface speaks, by its ISO 639-1 code."""

IN_ENGLISH = Words("en", ENGLISH)


def words_in(language: str) -> Words:
    """The texts in a language of `CATALOGUES`."""
    return Words(language, CATALOGUES[language])


__all__ = [
    "CATALOGUES",
    "IN_ENGLISH",
    "Sentence",
    "Told",
    "Words",
    "group_digits",
    "join_told",
    "words_in",
]
