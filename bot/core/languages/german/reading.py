"""A German text as the words that it is compared by, where these hang on what stands around."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property

from bot.core.languages.german import function_words
from bot.core.languages.german.forms import look_up, read_apart
from bot.core.languages.language import Meaning, Piece

_NONE = Meaning(())

_GOES_ON = frozenset({"nach", "bis", "auf"})
"""What says behind “von” that it is not who did it."""


class _Text:
    """The words of a text, and what is asked of all of them; that is looked for once."""

    def __init__(self, written: Sequence[str]) -> None:
        self.written = written

    def before(self, at: int) -> str:
        return self.written[at - 1] if at else ""

    def after(self, at: int) -> str:
        return self.written[at + 1] if at + 1 < len(self.written) else ""

    @cached_property
    def is_passive(self) -> bool:
        return not function_words.PASSIVE.isdisjoint(self.written)

    @cached_property
    def is_from_what(self) -> bool:
        return any(word.startswith(function_words.FROM_WHAT) for word in self.written)

    @cached_property
    def goes_on_until(self) -> int:
        return max((at for at, word in enumerate(self.written) if word in _GOES_ON), default=-1)


def read_words(written: Sequence[str]) -> Iterator[Piece]:
    """Read the words of a German text, in order; what adds nothing is left out."""
    text = _Text(written)
    apart = dict(_verbs_apart(text))
    for at, word in enumerate(written):
        if at in apart:
            meaning = apart[at]
        elif word in _IN_CONTEXT:
            meaning = _IN_CONTEXT[word](text, at)
        else:
            meaning = look_up(word)
        if meaning.english or meaning.own:
            yield Piece(word, meaning)


def _verbs_apart(text: _Text) -> Iterator[tuple[int, Meaning]]:
    """Bring particles at the end of a sentence to their verbs: “lehnt … ab”."""
    start = 0
    # For each particle how far was looked, and the last verb until there: each word is tried once.
    looked: dict[str, tuple[int, tuple[int, Meaning] | None]] = {}
    for at, word in enumerate(text.written):
        if word in function_words.CONJUNCTIONS:
            start = at + 1
            looked.clear()
        if word in function_words.PARTICLES and _ends(text, at):
            since, found = looked.get(word, (start, None))
            found = _last_verb(text.written, range(at - 1, since - 1, -1), word) or found
            looked[word] = at, found
            if found is not None:
                yield found
                yield at, _NONE
            else:
                yield at, Meaning((), word)


def _last_verb(
    written: Sequence[str], places: Iterable[int], particle: str
) -> tuple[int, Meaning] | None:
    """Give the first of some places where a verb stands that has the particle, and its meaning."""
    read = ((at, read_apart(written[at], particle)) for at in places)
    return next(((at, meaning) for at, meaning in read if meaning is not None), None)


def _ends(text: _Text, at: int) -> bool:
    after = text.after(at)
    return not after or after in function_words.CONJUNCTIONS or after in function_words.PREPOSITIONS


def _nach(text: _Text, at: int) -> Meaning:
    """“nach der Wahl” is after it, “nach Kursk” is where to."""
    after = text.after(at)
    if (
        after in function_words.ARTICLES
        or after[:1].isdigit()
        or after in function_words.POINTS_IN_TIME
    ):
        return Meaning(("after",))
    return Meaning((), function_words.WHERE_TO)


def _an(text: _Text, at: int) -> Meaning:
    is_to = text.after(at) in function_words.ACCUSATIVE_ARTICLES
    return Meaning(("to",) if is_to else ("at",))


def _von(text: _Text, at: int) -> Meaning:
    """“wurde von … entlassen” says who did it."""
    return Meaning(("by",) if text.is_passive and at > text.goes_on_until else ("from",))


def _durch(text: _Text, _: int) -> Meaning:
    return Meaning(("by",) if text.is_passive else ("through",))


def _vor(text: _Text, _: int) -> Meaning:
    """“warnt vor”, “schützt vor” is no time before."""
    return Meaning(("from",) if text.is_from_what else ("before",))


def _mehr(text: _Text, at: int) -> Meaning:
    """“nicht mehr”, “keine Waffen mehr” is not more."""
    negated = not function_words.NEGATIONS.isdisjoint(text.written[max(0, at - 4) : at])
    return _NONE if negated and text.after(at) != "als" else Meaning(("more",))


def _nicht(text: _Text, at: int) -> Meaning:
    """“nicht nur” says that it is so."""
    return _NONE if text.after(at) == "nur" else Meaning(("not",))


def _nur(text: _Text, at: int) -> Meaning:
    return _NONE if text.before(at) == "nicht" else Meaning(("only",))


def _eine(text: _Text, at: int) -> Meaning:
    return Meaning(("one",) if text.after(at) in ("million", "milliarde") else ("a",))


def _leben(text: _Text, at: int) -> Meaning:
    return Meaning(("alive",) if text.before(at) == "am" else ("live",))


_IN_CONTEXT: dict[str, Callable[[_Text, int], Meaning]] = {
    "nach": _nach,
    "an": _an,
    "von": _von,
    "vom": _von,
    "durch": _durch,
    "vor": _vor,
    "mehr": _mehr,
    "nicht": _nicht,
    "nur": _nur,
    "eine": _eine,
    "leben": _leben,
}
