"""German: its words, how its texts are read, and its ways of asking."""

from __future__ import annotations

import re

from bot.core.languages.german.asking import (
    ENDINGS,
    FILLERS,
    FRAMES,
    HOW_MANY,
    SHAPE,
    looks_german,
)
from bot.core.languages.german.forms import SHOWING, list_near, root
from bot.core.languages.german.function_words import WHERE_TO
from bot.core.languages.german.listed import is_word
from bot.core.languages.german.meanings import OPPOSITES
from bot.core.languages.german.numbers import tidy_numbers
from bot.core.languages.german.reading import read_words
from bot.core.languages.german.signs import NAME, NOT_SHOWING_ALONE, SHOWING_TOGETHER
from bot.core.languages.language import Language

GERMAN = Language(
    code="de",
    showing=SHOWING,
    showing_together=SHOWING_TOGETHER,
    name=NAME,
    not_alone=NOT_SHOWING_ALONE,
    shape=SHAPE,
    looks=looks_german,
    tidy=tidy_numbers,
    read=read_words,
    is_word=is_word,
    root=root,
    near=list_near,
    frame=re.compile(r"[\s\W]*(?:" + "|".join(FRAMES) + r")(?=$|\W)"),
    ending=re.compile(rf"[\s,.;:!?–—-]*\b{ENDINGS}[\s?!.…]*$"),
    how_many=re.compile(rf"\b{HOW_MANY}"),
    fillers=FILLERS,
    opposites=OPPOSITES,
    function_terms=frozenset({WHERE_TO}),
    turned=((WHERE_TO, "from"), (WHERE_TO, "before")),
)
