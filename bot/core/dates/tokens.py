"""The pieces a written date consists of: how each looks and what it stands for."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import IntEnum
from typing import NamedTuple

from bot.core.dates.refusals import EXAMPLES, UnreadableDate, name_text
from bot.core.dates.units import WINTER, Unit, parse_unit
from bot.core.dates.vocabulary import APPROXIMATE, MEANINGS, ORDINALS, UNCERTAIN, Kind
from bot.core.words import Sentence


class Order(IntEnum):
    """Which of its two readings an ambiguous token takes."""

    FIRST = 0
    SECOND = 1


class Token(NamedTuple):
    """One meaningful piece of the text; `unit` is set when the kind is `Kind.UNIT`."""

    kind: Kind
    value: int = 0
    unit: Unit | None = None


def _read_nothing(match: re.Match[str], order: Order) -> list[Token]:
    return []


def _read_iso(match: re.Match[str], order: Order) -> list[Token]:
    return [_name_unit(match["iso"].upper())]


def _read_year_first(match: re.Match[str], order: Order) -> list[Token]:
    return [_name_unit(f"{match['y']}-{int(match['m']):02}-{int(match['d']):02}")]


def _read_numeric(match: re.Match[str], order: Order) -> list[Token]:
    numbers = int(match["a"]), int(match["b"])
    day, month = numbers if order is Order.FIRST else numbers[::-1]
    return [Token(Kind.DAY, day), _name_month(month), Token(Kind.YEAR, int(match["y"]))]


def _read_day_month(match: re.Match[str], order: Order) -> list[Token]:
    return [Token(Kind.DAY, int(match["d"])), _name_month(int(match["m"]))]


def _read_month_year(match: re.Match[str], order: Order) -> list[Token]:
    return [_name_month(int(match["m"])), Token(Kind.YEAR, int(match["y"]))]


def _refuse_short_year(match: re.Match[str], order: Order) -> list[Token]:
    raise UnreadableDate(Sentence("refused.date.century", typed=name_text(match[0])))


def _read_winter(match: re.Match[str], order: Order) -> list[Token]:
    first, second = match["y"], match["z"]
    if not f"{int(first) + 1:04}".endswith(second):
        raise UnreadableDate(Sentence("refused.date.winter", first=first, second=second))
    return [_name_unit(f"{first}-{WINTER}")]


def _read_span(match: re.Match[str], order: Order) -> list[Token]:
    start, end = match["y"], match["z"]
    digits, ending = (3, "9") if match["span"] == "decade" else (2, "99")
    if end != start[:digits] + ending or not start.endswith("0" * (4 - digits)):
        raise UnreadableDate(
            Sentence(f"refused.date.no-{match['span']}-span", start=start, end=end)
        )
    return [_name_unit(start[:digits].ljust(4, "X"))]


def _read_decade(match: re.Match[str], order: Order) -> list[Token]:
    years = match["y"]
    if len(years) != 4:
        raise UnreadableDate(Sentence("refused.date.century", typed=name_text(match[0])))
    if not years.endswith("0"):
        raise UnreadableDate(Sentence("refused.date.no-decade", typed=name_text(match[0])))
    # The 1900s are ten years to some readers and a hundred to others.
    if years.endswith("00") and order is Order.SECOND:
        return [_name_unit(f"{years[:2]}XX")]
    return [_name_unit(f"{years[:3]}X")]


def _read_quarter(match: re.Match[str], order: Order) -> list[Token]:
    digit = match["q"] or match["n"]
    return [Token(Kind.MONTH, int(digit) + 32 if digit else ORDINALS[match["w"]])]


def _read_year(match: re.Match[str], order: Order) -> list[Token]:
    return [Token(Kind.YEAR, int(match[0]))]


def _read_day(match: re.Match[str], order: Order) -> list[Token]:
    return [Token(Kind.DAY, int(match["d"]))]


def _read_word(match: re.Match[str], order: Order) -> list[Token]:
    meaning = MEANINGS.get(match["word"])
    if meaning is None:
        raise UnreadableDate(
            Sentence("refused.date.word", typed=name_text(match["word"]), examples=EXAMPLES)
        )
    return [Token(*meaning)]


def _read_sign(match: re.Match[str], order: Order) -> list[Token]:
    values = {"~": APPROXIMATE, "?": UNCERTAIN, "%": APPROXIMATE + UNCERTAIN}
    sign = match[0]
    return [Token(Kind.MARK, values[sign]) if sign in values else Token(Kind.TO)]


def _name_unit(text: str) -> Token:
    return Token(Kind.UNIT, unit=parse_unit(text))


def _name_month(number: int) -> Token:
    if not 1 <= number <= 12:
        raise UnreadableDate(Sentence("refused.date.month", number=number))
    return Token(Kind.MONTH, number)


def _join_words(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_PHRASES = _join_words([word for word in MEANINGS if " " in word])
_BLURS = _join_words(
    [word for word, (kind, _) in MEANINGS.items() if kind in (Kind.PART, Kind.MARK)]
)
_TIME = (
    r"[t ](?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:[.,][0-9]+)?)?"
    r"(?: ?(?:z|[+-][0-9]{2}:?[0-9]{2}))?"
)
_SOURCES: list[tuple[str, Callable[[re.Match[str], Order], list[Token]]]] = [
    (r"[ ,]+", _read_nothing),
    # The day of a moment is taken as written: a time zone would shift it for some readers.
    (rf"(?P<iso>[0-9]{{4}}-[0-9]{{2}}-[0-9]{{2}}){_TIME}(?![0-9])", _read_iso),
    (r"(?P<iso>[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)(?![0-9]|-[0-9])", _read_iso),
    (r"(?P<iso>[0-9]{3}x|[0-9]{2}xx)(?![a-z0-9])", _read_iso),
    (
        r"(?P<y>[0-9]{4})(?P<s>[/.])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})(?![0-9])",
        _read_year_first,
    ),
    (
        r"(?P<a>[0-9]{1,2})(?P<s>[/.-])(?P<b>[0-9]{1,2})(?P=s)(?P<y>[0-9]{4})(?![0-9])",
        _read_numeric,
    ),
    (
        r"[0-9]{1,2}(?P<s>[/.-])[0-9]{1,2}(?P=s)[0-9]{2}(?![0-9])|'[0-9]{2}(?![0-9])",
        _refuse_short_year,
    ),
    (r"(?P<d>[0-9]{1,2})\. ?(?P<m>[0-9]{1,2})\.(?![0-9])", _read_day_month),
    (r"(?P<m>[0-9]{1,2})[/.](?P<y>[0-9]{4})(?![0-9])", _read_month_year),
    (
        r"winter (?:of )?(?P<y>[0-9]{4}) ?[\u2013/-] ?(?P<z>[0-9]{4}|[0-9]{2})(?![0-9])",
        _read_winter,
    ),
    (r"(?P<span>decade|century) (?P<y>[0-9]{4}) ?[\u2013-] ?(?P<z>[0-9]{4})(?![0-9])", _read_span),
    (r"'?(?P<y>[0-9]{4}|[0-9]{2})(?:'?s|er)(?:[ -]jahren?)?(?![a-z0-9])", _read_decade),
    (
        r"(?:(?<=[0-9]{4})[/-])?q(?P<q>[1-4])(?:[/-](?=[0-9]{4})|(?![a-z0-9]))"
        rf"|(?:(?P<n>[1-4])(?:st|nd|rd|th|\.)|(?P<w>{_join_words(list(ORDINALS))}))"
        r" (?:quarter|quartals?)(?![a-z])",
        _read_quarter,
    ),
    (r"[0-9]{4}(?![0-9])", _read_year),
    (
        r"(?P<d>[0-9]{1,2})(?:(?:st|nd|rd|th)(?![a-z])|\.)?(?![0-9])(?:-(?=[a-z]+-[0-9]{4}))?",
        _read_day,
    ),
    (rf"(?P<word>{_PHRASES})(?![a-zäöüß])", _read_word),
    (rf"(?P<word>{_BLURS})-(?=[a-z0-9])", _read_word),
    (r"(?<=[0-9]-)(?P<word>[a-z]+)-(?=[0-9]{4})", _read_word),
    (r"(?P<word>[a-zäöüß]+)\.?", _read_word),
    (r"[\u2013~?%-]", _read_sign),
]
TOKEN_RULES = [(re.compile(source), read) for source, read in _SOURCES]
"""Each pattern with what reads its match; at a place in the text, the first that matches counts."""
