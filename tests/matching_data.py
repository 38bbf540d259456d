"""What matching is measured on: claims of natural word frequencies, and ways to ask for them."""

from __future__ import annotations

import itertools
import random
import re
import string
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from bot.core.folding import fold
from bot.core.vocabulary import FUNCTION_WORDS

_ONSETS = [*"bcdfghklmnprstvwz", "br", "ch", "cl", "dr", "fl", "gr", "kr", "pl", "pr", "sh", "st"]
_VOWELS = [*"aeiou", "ai", "ea", "io", "ou"]
_WORD = re.compile(r"[^\W_]+")


class Asked(NamedTuple):
    """A question of some kind, and the claims that answer it (by their id; none: nothing does)."""

    kind: str
    text: str
    relevant: frozenset[str]


class ClaimText(NamedTuple):
    """A claim to search for: its id and its wordings, the canonical one first."""

    id: str
    wordings: tuple[str, ...]


def invent_words(count: int, rng: random.Random) -> list[str]:
    """Make words up, the first ones shorter."""
    words: dict[str, None] = {}
    while len(words) < count:
        syllables = 1 + (len(words) > 50) + (len(words) > 3000) + (rng.random() < 0.5)
        word = "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(syllables))
        words[word + rng.choice(["", "", *"bdgklmnprst"])] = None
    return list(words)


def invent_claims(count: int, seed: int = 1, vocabulary: int = 300_000) -> Iterator[ClaimText]:
    """Make claims up whose words are as rare and as common as natural ones (a Zipf–Mandelbrot law).

    The constants give 14,000 to 17,000 distinct words to 10,000 claims, as real ones have.
    """
    rng = random.Random(seed)
    words = invent_words(vocabulary, rng)
    shares = list(itertools.accumulate((rank + 40) ** -1.4 for rank in range(vocabulary)))
    small = sorted(FUNCTION_WORDS)
    for number in range(count):
        length = rng.randint(7, 13)
        content = rng.choices(words, cum_weights=shares, k=length)
        between = rng.choices(small, k=length * 2 // 3)
        mixed = [w for pair in itertools.zip_longest(content, between) for w in pair if w]
        if rng.random() < 0.2:
            mixed.insert(rng.randrange(len(mixed)), str(rng.randint(2, 30_000)))
        yield ClaimText(f"g{number}", (" ".join(mixed).capitalize(),))


def misspell(word: str, rng: random.Random) -> str:
    """Swap, drop, add or change one letter."""
    at = rng.randrange(len(word))
    letter = rng.choice(string.ascii_lowercase)
    changed = rng.choice(
        [
            word[:at] + word[at + 1 : at + 2] + word[at] + word[at + 2 :],
            word[:at] + word[at + 1 :],
            word[:at] + letter + word[at:],
            word[:at] + letter + word[at + 1 :],
        ]
    )
    return changed if changed != word else misspell(word, rng)


class Asker:
    """Asks for claims the way people do: by a few rare words, misspelt, shuffled, cut short."""

    KINDS = ("keywords", "one or two misspelt", "every word misspelt", "shuffled", "prefixes")

    def __init__(self, claims: Sequence[ClaimText]) -> None:
        self._uses = Counter(
            word for claim in claims for word in set(_WORD.findall(fold(" ".join(claim.wordings))))
        )

    def keywords(self, claim: ClaimText, rng: random.Random) -> list[str]:
        """Three or four words of a claim, the rarer the likelier; fewer when it has no more."""
        words = [
            word
            for word in dict.fromkeys(_WORD.findall(claim.wordings[0]))
            if fold(word) not in FUNCTION_WORDS and (len(word) > 3 or not word.islower())
        ]
        rarest = sorted(words, key=lambda word: self._uses[fold(word)] * rng.uniform(0.5, 1.5))
        chosen = set(rarest[: rng.choice((3, 4))])
        return [word for word in words if word in chosen]

    def ask(self, kind: str, claim: ClaimText, rng: random.Random) -> Asked | None:
        """Ask for a claim in one of the KINDS; None when it has too few words."""
        words = self.keywords(claim, rng)
        if len(words) < 3:
            return None
        can_change = [at for at, word in enumerate(words) if len(word) > 3 and word.isalpha()]
        if kind == "one or two misspelt":
            can_change = rng.sample(can_change, min(len(can_change), rng.choice((1, 2))))
        if "misspelt" in kind:
            for at in can_change:
                words[at] = misspell(words[at].lower(), rng)
        elif kind == "shuffled":
            rng.shuffle(words)
        elif kind == "prefixes":
            words = [w[: max(4, int(len(w) * 0.65))] if len(w) > 5 else w for w in words]
        return Asked(kind, " ".join(words), frozenset({claim.id}))

    def ask_all(self, claims: Sequence[ClaimText], each: int, rng: random.Random) -> list[Asked]:
        """Ask for `each` claims in every kind."""
        return [
            asked
            for kind in self.KINDS
            for asked in itertools.islice(self._of_kind(kind, claims, rng), each)
        ]

    def _of_kind(
        self, kind: str, claims: Sequence[ClaimText], rng: random.Random
    ) -> Iterator[Asked]:
        while True:
            asked = self.ask(kind, rng.choice(claims), rng)
            if asked is not None:
                yield asked

    def ask_briefly(
        self,
        about: Sequence[ClaimText],
        claims: Sequence[ClaimText],
        count: int,
        rng: random.Random,
    ) -> list[Asked]:
        """Ask by one rare word of a claim, or two: every claim that has them is an answer."""
        having: dict[str, set[str]] = {}
        for claim in claims:
            for word in _WORD.findall(fold(" ".join(claim.wordings))):
                having.setdefault(word, set()).add(claim.id)
        asked: list[Asked] = []
        while len(asked) < count:
            words = self.keywords(rng.choice(about), rng)[: rng.choice((1, 2))]
            if words:
                relevant = set.intersection(*(having.get(fold(word), set()) for word in words))
                asked.append(Asked("one or two words", " ".join(words), frozenset(relevant)))
        return asked

    def near_misses(
        self,
        on_record: Sequence[ClaimText],
        elsewhere: Sequence[ClaimText],
        count: int,
        rng: random.Random,
    ) -> list[Asked]:
        """Ask for what is not on record with a word or two of what is."""
        asked: list[Asked] = []
        while len(asked) < count:
            ours = re.findall(r"[^\W_]{4,}", rng.choice(on_record).wordings[0])
            theirs = self.keywords(rng.choice(elsewhere), rng)[: rng.choice((1, 2))]
            if len(ours) > 1 and theirs:
                words = rng.sample(ours, rng.choice((1, 1, 2))) + theirs
                rng.shuffle(words)
                asked.append(Asked("near misses", " ".join(words), frozenset()))
        return asked
