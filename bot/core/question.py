"""What was typed, as the question that is asked: without links, mentions and ways of asking."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.core.folding import fold
from bot.core.languages import BY_CODE, look_of
from bot.core.text import FUNCTION_TERMS, Word, words

LONGEST_QUESTION = 6000
"""Characters that are read; Discord allows no longer text."""

MOST_WORDS = 1200


@dataclass(frozen=True, slots=True)
class Question:
    """A question: `text` as typed (tidied for display), `asked` what is left of it without the
    asking.

    `words` are those of `asked`, in order; negations and names are among them. `terms` are the
    distinct terms to search for, in order: without function words, unless there is nothing else.
    `asks_number` says that a number is asked for ("how many …"), `asks_past` whether something was
    done ("did …").
    """

    text: str
    asked: str
    words: tuple[Word, ...]
    terms: tuple[Word, ...]
    asks_number: bool = False
    asks_past: bool = False


_NOISE = re.compile(
    r"https?://\S+|www\.\S+|pic\.twitter\.com/\S+"  # links
    r"|<(?:@[!&]?|#)\d+>|<a?:\w+:\d+>|<t:\d+(?::\w)?>|</[^<>\n]{1,80}:\d+>"  # Discord's mentions
    r"|\|\||~~|\*\*|__|```(?:\w{1,10}\n)?|`"
)
_TAG = re.compile(r"[#@](\w+)")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[A-Za-z])(?=\d)")

_SOMEONE = r"(?:any ?(?:one|body)|some ?(?:one|body)|everyone|people|they|we|you|u|i|he|she)"
_TRUE = r"(?:true|real|a fact|correct|right|false|fake|legit|confirmed|proven|accurate|the case)"
_SOURCE = r"(?:sources?|citations?|proof|evidence|quotes?|statements?|info(?:rmation)?)"
_KNOW = (
    r"(?:know|tell(?: me)?|confirm|explain|show(?: me)?|find(?: me)?|give(?: me)?|link(?: me)?|got"
    r"|have|say|hear|heard|seen|remember|verify|check)"
)
_HOW_MANY = r"(?:how (?:many|much)|(?:what(?: is|s|'s)? )?(?:the )?number of)\b"
_FRAMES = (
    r"(?:hey|hi|hello|yo|ok(?:ay)?|so|u[hm]+|well|please|pl[sz]|lol|wait|guys|and|but|btw|also)\b",
    rf"(?:can|could|would|does|did|do|has|have|is) {_SOMEONE}(?: here)?(?: please| pls)? {_KNOW}\b"
    r"(?: (?:if|whether|that|about|of|a|any|the))*",
    rf"(?:is|was|are) (?:it|this|that|there)(?: really| actually| still| even)? {_TRUE}"
    r"(?: or (?:not|false|fake))?(?: (?:that|when|how|about))?\b",
    rf"(?:is|was) there (?:any |some |actual |real |hard |a )*{_SOURCE}"
    r"(?: (?:that|of|for|to|behind|about))*\b",
    rf"(?:any |what(?: is|s|'s)? the |some |the |need (?:a |some )?|got (?:a |any )?)?{_SOURCE}"
    r" (?:for|on|of|that|about|regarding)\b(?: the claims?)?(?: that)?",
    r"(?:just )?(?:heard|read|saw)\b(?: that)?",
    r"(?:fact ?check|look ?up|search(?: for)?|find|show(?: me)?|tell me(?: about)?|what about"
    r"|how about|thoughts on|what(?: is|s|'s) on record (?:about|for|on))\b:?",
    rf"{_SOMEONE}(?: (?:just|have|has|had|keep|always|also))?"
    r" (?:heard?|read|saw|seen|thought|think|believe|wonder|wondering|(?:was|were) told)\b"
    rf"(?: {_SOMEONE})?(?: (?:say|saying|claim|claiming))?(?: (?:that|if|whether|about|of))?",
    rf"(?:some |my )?(?:{_SOMEONE}|media|friend|uncle)(?: (?:here|online))?"
    r" (?:says?|said|saying|claims?|claimed|claiming|keeps? saying)\b(?: that)?",
    _HOW_MANY,
    r"(?:what|why|when|where|how|who)(?: exactly)?"
    r" (?:did|does|do|has|have|had|is|are|was|were)\b",
    r"(?:what|who|which|why|how|when|where)(?:'s|s)?\b",
    r"(?:did|does|do|has|have|had|was|were|is|are)\b",
    r"(?:the )?claims? (?:that|about|is)\b",
)
_FRAME = re.compile(r"[\s\W]*(?:" + "|".join(_FRAMES) + r")(?=$|\W)")
_ENDING = re.compile(
    r"[\s,.;:!?–—-]*\b(?:right|correct|true or (?:false|not)|true|really|fake or real|real or fake"
    r"|is (?:that|this|it) (?:true|real|right|correct|fake|legit|so)"
    r"(?: or (?:not|fake|false))?"
    r"|or (?:not|is (?:that|this|it) (?:fake|false|bs|a lie))"
    r"|(?<=, )real|(?<=, )(?:did|do|does|is|are|was|were|has|have)n'?t (?:he|she|it|they|we|you)"
    r"|source|sources|proof|please|pls|plz|thanks|lol|lmao|wtf|tho|though|or what|yes or no)"
    r"[\s?!.…]*$"
)
_HOW_MANY_ASKED = re.compile(rf"\b{_HOW_MANY}")
_PAST_ASKED = re.compile(r"[\s\W]*(?:(?:so|and|but|when|why|how|where) )?did(?:n'?t)?\b")
_INSTRUCTIONS = re.compile(r"[\s\W]*how (?:to|(?:do|can|should|would) i)\b")
_HOW_TO = Word("how-to", "how to")
"""Stands among the terms of a question for instructions: no claim has it."""

_FILLERS = frozenset({"really", "actually", "literally", "even", "ever", "truly", "honestly"})
_MOST_FRAMES = 6
_OF_ASKING = frozenset(
    word.term
    for word in words(
        "true false real fake legit fact check source proof evidence record claim statement"
        " verify confirm explain think thoughts say please accurate correct right wrong sure"
    )
)


def parse_question(text: str) -> Question:
    """Read what was typed as a question. Never fails: a text without words gives a question without
    terms.
    """
    tidy = " ".join(text[:LONGEST_QUESTION].split())
    bare = _TAG.sub(_split_tag, _NOISE.sub(" ", tidy))
    every, language = _read(bare)
    asked = _without_frames(bare, language) if len(every) <= 60 else bare
    found = every if asked == bare else words(asked, language) or every
    if not _says_something(found) and _says_something(every):
        asked, found = bare, every
    fillers = BY_CODE[language].fillers if language else _FILLERS
    found = [word for word in found if word.written not in fillers] or found
    kept = tuple(found[:MOST_WORDS])
    bared = asked.strip(" ?!.,;:\"“”„'‘’")
    beginning = fold(bare[:60])
    how_many = BY_CODE[language].how_many if language else _HOW_MANY_ASKED
    asks_number = how_many.search(beginning) is not None
    to_search = _terms_to_search(kept)
    if to_search and _INSTRUCTIONS.match(beginning):
        to_search = (_HOW_TO, *to_search)
    asks_past = _PAST_ASKED.match(beginning) is not None
    return Question(_displayable(tidy), bared, kept, to_search, asks_number, asks_past)


def only_asks(text: str) -> bool:
    """Whether a text says nothing itself, but asks about something else: "is this true?"."""
    bare = _NOISE.sub(" ", " ".join(text[:LONGEST_QUESTION].split()))
    every, language = _read(bare)
    left = words(_without_frames(bare, language), language)
    if not left and language:
        return True
    return all(
        word.term in FUNCTION_TERMS or word.term in _OF_ASKING or word.written in _FILLERS
        for word in left or every
    )


def _read(bare: str) -> tuple[list[Word], str]:
    """Read the words of a question; give them and the language (empty for English)."""
    every = words(bare)
    language = every[0].language if every else ""
    if not language:
        looked = look_of(bare.lower(), [word.written for word in every])
        if looked is not None:
            return words(bare, looked.code), looked.code
    return every, language


def _displayable(text: str) -> str:
    return "".join(character for character in text if character.isprintable())


def _split_tag(found: re.Match[str]) -> str:
    return " " + _CAMEL.sub(" ", found[1].replace("_", " "))


def _without_frames(text: str, language: str = "") -> str:
    """Take the ways of asking off both ends, a few at most."""
    folded = fold(text)
    if len(folded) != len(text):
        text = folded
    frames, endings = _FRAME, _ENDING
    if language:
        frames, endings = BY_CODE[language].frame, BY_CODE[language].ending
    start, end = 0, len(text)
    for _ in range(_MOST_FRAMES):
        frame = frames.match(folded, start, end)
        if frame is None:
            break
        start = frame.end()
    for _ in range(2):
        ending = endings.search(folded, max(start, end - 60), end)
        if ending is None:
            break
        end = ending.start()
    return text[start:end]


def _says_something(found: list[Word]) -> bool:
    return any(word.term not in FUNCTION_TERMS for word in found)


def _terms_to_search(found: tuple[Word, ...]) -> tuple[Word, ...]:
    distinct = {word.term: word for word in reversed(found)}
    ordered = [distinct.pop(word.term) for word in found if word.term in distinct]
    return tuple(word for word in ordered if word.term not in FUNCTION_TERMS) or tuple(ordered)
