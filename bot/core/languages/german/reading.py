"""A German text as the words that it is compared by, where these hang on what stands around."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from bot.core.languages.german import function_words
from bot.core.languages.german.forms import look_up, read_apart
from bot.core.languages.language import Meaning, Piece

_NONE = Meaning(())


def read_words(written: Sequence[str]) -> Iterator[Piece]:
    """Read the words of a German text, in order; what adds nothing is left out."""
    apart = dict(_verbs_apart(written))
    for at, word in enumerate(written):
        if at in apart:
            meaning = apart[at]
        elif word in _IN_CONTEXT:
            meaning = _IN_CONTEXT[word](written, at)
        else:
            meaning = look_up(word)
        if meaning.english or meaning.own:
            yield Piece(word, meaning)


def _verbs_apart(written: Sequence[str]) -> Iterator[tuple[int, Meaning]]:
    """Bring particles at the end of a sentence to their verbs: “lehnt … ab”."""
    start = 0
    for at, word in enumerate(written):
        if word in function_words.CONJUNCTIONS:
            start = at + 1
        if word in function_words.PARTICLES and _ends(written, at):
            for verb in range(at - 1, start - 1, -1):
                meaning = read_apart(written[verb], word)
                if meaning is not None:
                    yield verb, meaning
                    yield at, _NONE
                    break
            else:
                yield at, Meaning((), word)


def _ends(written: Sequence[str], at: int) -> bool:
    after = written[at + 1] if at + 1 < len(written) else ""
    return not after or after in function_words.CONJUNCTIONS or after in function_words.PREPOSITIONS


def _after(written: Sequence[str], at: int) -> str:
    return written[at + 1] if at + 1 < len(written) else ""


def _nach(written: Sequence[str], at: int) -> Meaning:
    """“nach der Wahl” is after it, “nach Kursk” is where to."""
    after = _after(written, at)
    if (
        after in function_words.ARTICLES
        or after[:1].isdigit()
        or after in function_words.POINTS_IN_TIME
    ):
        return Meaning(("after",))
    return Meaning((), function_words.WHERE_TO)


def _an(written: Sequence[str], at: int) -> Meaning:
    is_to = _after(written, at) in function_words.ACCUSATIVE_ARTICLES
    return Meaning(("to",) if is_to else ("at",))


def _von(written: Sequence[str], at: int) -> Meaning:
    """“wurde von … entlassen” says who did it."""
    is_passive = not function_words.PASSIVE.isdisjoint(written)
    goes_on = any(word in ("nach", "bis", "auf") for word in written[at:])
    return Meaning(("by",) if is_passive and not goes_on else ("from",))


def _durch(written: Sequence[str], at: int) -> Meaning:
    return Meaning(("through",) if function_words.PASSIVE.isdisjoint(written) else ("by",))


def _vor(written: Sequence[str], _: int) -> Meaning:
    """“warnt vor”, “schützt vor” is no time before."""
    from_it = any(word.startswith(function_words.FROM_WHAT) for word in written)
    return Meaning(("from",) if from_it else ("before",))


def _mehr(written: Sequence[str], at: int) -> Meaning:
    """“nicht mehr”, “keine Waffen mehr” is not more."""
    negated = any(word in function_words.NEGATIONS for word in written[max(0, at - 4) : at])
    return _NONE if negated and _after(written, at) != "als" else Meaning(("more",))


def _nicht(written: Sequence[str], at: int) -> Meaning:
    """“nicht nur” says that it is so."""
    return _NONE if _after(written, at) == "nur" else Meaning(("not",))


def _nur(written: Sequence[str], at: int) -> Meaning:
    return _NONE if at and written[at - 1] == "nicht" else Meaning(("only",))


def _eine(written: Sequence[str], at: int) -> Meaning:
    return Meaning(("one",) if _after(written, at) in ("million", "milliarde") else ("a",))


def _leben(written: Sequence[str], at: int) -> Meaning:
    return Meaning(("alive",) if at and written[at - 1] == "am" else ("live",))


_IN_CONTEXT: dict[str, Callable[[Sequence[str], int], Meaning]] = {
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
