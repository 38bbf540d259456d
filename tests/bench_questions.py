"""The claims and questions that the benchmark of matching puts to every engine."""

from __future__ import annotations

import csv
import itertools
import json
import random
import re
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.matching_data import Asked, Asker, ClaimText, misspell

MARKS = "\u0300\u0301\u0302\u0303\u0308\u030a\u030c"

CHATTER = (
    "Hey all, sorry for the wall of text, I have been going back and forth about this all day.",
    "A friend of mine sent me this yesterday and I honestly do not know what to make of it.",
    "Has anyone here looked into it, or is it just going around because people like to share?",
    "I saw it in three other groups as well, always with the same picture and the same words.",
    "My uncle swears by it, and you know how he gets when somebody disagrees at dinner.",
    "Not trying to start a fight, please keep it civil, I only want to know where it comes from.",
    "Somebody below wrote that it was on the radio this morning, but I could not find it.",
    "Anyway, let me know what you think, and thanks to the moderators for the patience.",
    "If this is the wrong channel just move it, I never know which one is meant for what.",
    "I am off to bed now and will read your answers tomorrow over a cup of coffee.",
)
"""What stands around a claim in a pasted message; no claim is about it."""


def read_claims(folder: Path) -> list[ClaimText]:
    """The claims of a folder, with their phrasings."""
    with (folder / "claims.csv").open(encoding="utf-8", newline="") as rows:
        return [
            ClaimText(row["id"], tuple(filter(None, (row["claim"], row.get("phrasing")))))
            for row in csv.DictReader(rows)
        ]


def read_queries(folder: Path, split: str, kind: str = "tweets") -> list[Asked]:
    """The tweets of a split, with the claims that they repeat."""
    with (folder / f"{split}.queries.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [Asked(kind, row["query"], frozenset(row["relevant"])) for row in rows]


def read_all_queries(folder: Path, each: int) -> list[Asked]:
    """Tweets of every split there is, `each` at most."""
    asked: list[Asked] = []
    for path in sorted(folder.glob("*.queries.jsonl")):
        split = path.name.split(".")[0]
        found = read_queries(folder, split, f"tweets, {split}")
        asked += random.Random(7).sample(found, min(each, len(found)))
    return asked


def ask_every_way(claims: Sequence[ClaimText], each: int, seed: int = 2) -> list[Asked]:
    """Ask for `each` claims in every way there is, besides tweets."""
    rng, asker = random.Random(seed), Asker(claims)
    asked = asker.ask_all(claims, each, rng)
    for wording in itertools.islice(_keywords(asker, claims, rng), each):
        asked.append(wording._replace(kind="diacritics", text=change_marks(wording.text, rng)))
    for claim in rng.choices(claims, k=each):
        asked.append(Asked("long message", paste(claim, rng), frozenset({claim.id})))
    return asked


def _keywords(asker: Asker, claims: Sequence[ClaimText], rng: random.Random) -> Iterator[Asked]:
    while True:
        asked = asker.ask("keywords", rng.choice(claims), rng)
        if asked is not None:
            yield asked


def change_marks(text: str, rng: random.Random) -> str:
    """Drop the diacritics of words that have them, and put one on every other word."""
    return " ".join(_change_mark(word, rng) for word in text.split())


def _change_mark(word: str, rng: random.Random) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    letters = [at for at, letter in enumerate(plain) if letter.isascii() and letter.isalpha()]
    if plain != unicodedata.normalize("NFD", word) or not letters:
        return plain
    at = rng.choice(letters)
    return unicodedata.normalize("NFC", plain[: at + 1] + rng.choice(MARKS) + plain[at + 1 :])


def paste(
    claim: ClaimText, rng: random.Random, chatter: Sequence[str] = CHATTER, around: int = 7
) -> str:
    """A long message with a claim somewhere in it."""
    sentences = rng.sample(chatter, around)
    sentences.insert(rng.randrange(around + 1), claim.wordings[0])
    return " ".join(sentences)


def like_tweets(
    claims: Sequence[ClaimText], elsewhere: Sequence[ClaimText], count: int, seed: int = 5
) -> list[str]:
    """Texts as long as tweets: most words of a claim, one misspelt, among words of others."""
    rng = random.Random(seed)
    return [_like_tweet(rng.choice(claims), rng.choice(elsewhere), rng) for _ in range(count)]


def _like_tweet(claim: ClaimText, other: ClaimText, rng: random.Random) -> str:
    words = [word for word in re.findall(r"\w+", claim.wordings[0]) if rng.random() < 0.8]
    long = [at for at, word in enumerate(words) if len(word) > 4]
    if long:
        at = rng.choice(long)
        words[at] = misspell(words[at].lower(), rng)
    around = re.findall(r"\w+", other.wordings[0])
    half = len(around) // 2
    return " ".join(["@someone", *around[:half], *words, *around[half:], "https://example.org/x"])


def hostile(texts: Sequence[str], length: int = 6000) -> dict[str, str]:
    """Questions of 6,000 characters that are meant to be slow."""
    words = re.findall(r"\w+", " ".join(texts))
    misspelt = [word[:-1] + "q" + word[-1] for word in words if len(word) > 4]
    return {
        "claims in a row": " ".join(texts)[:length],
        "misspelt words": " ".join(misspelt)[:length],
        "one word": (words[0] * length)[:length],
        "German small words": ("das ist nicht " + "von ab in vor " * length)[:length],
        "one-letter words": " ".join("abcdefghij" * length)[:length],
        "quotes and operators": ('"' + " AND NOT (* OR ^ NEAR( ") * 400,
        "stacked marks": ("a" + MARKS * 20) * (length // 141),
    }


def average_precision(ranked: Sequence[str], relevant: frozenset[str], at: int = 5) -> float:
    """The average precision of the first few, as the CheckThat! lab counts it."""
    hits, total = 0, 0.0
    for place, found in enumerate(ranked[:at], 1):
        if found in relevant:
            hits += 1
            total += hits / place
    return total / min(len(relevant), at)


def area_under_curve(answerable: Sequence[float], unanswerable: Sequence[float]) -> float:
    """AUROC: how often a question with an answer scores higher than one without; ties half."""
    order = sorted([(score, 1) for score in answerable] + [(score, 0) for score in unanswerable])
    above, passed = 0.0, 0
    for _, tied in itertools.groupby(order, key=lambda pair: pair[0]):
        kinds = [kind for _, kind in tied]
        ones = sum(kinds)
        above += ones * (passed + (len(kinds) - ones) / 2)
        passed += len(kinds) - ones
    return above / (len(answerable) * len(unanswerable))
