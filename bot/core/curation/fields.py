"""Fields: what stands in the fields of entries, in the words of whoever looks at a difference.

A difference is kept as `differences.write_fields` wrote it, in no language: dates in EDTF, and one
fixed word for each thing that is chosen from a list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from bot.core.errors import InvalidInput
from bot.core.wording import word_date
from bot.core.words import Words

_DATES = frozenset({"said_on", "published"})
_CHOSEN: Mapping[str, tuple[str, ...]] = {
    "kind": ("kind.", "source-kind."),
    "state": ("state.",),
    "published_basis": ("basis.",),
    "date_basis": ("basis.",),
}
_LINKS = {"stances": "bears.", "counters": "does."}
_CITATION = re.compile(
    r"(?P<source>\S+)(?: via (?P<via>.*?))?, (?P<kind>quote|paraphrase): (?P<text>.*)"
)


_NO_NAMES: Mapping[str, str] = {}


def word_field(field: str, written: str, words: Words, names: Mapping[str, str] = _NO_NAMES) -> str:
    """What stands in a field, its lines in one.

    `names` tells what stands for the ids that only a command knows.
    """
    return " / ".join(_word(field, line, words, names) for line in written.splitlines())


def _word(field: str, line: str, words: Words, names: Mapping[str, str]) -> str:
    if field in _DATES:
        return _word_date(line, words)
    if field == "speaker":
        return names.get(line, line)
    if field == "citations" and (found := _CITATION.fullmatch(line)):
        return _word_citation(found, words, names)
    if field in _LINKS:
        word, _, id_ = line.partition(": ")
        key = _LINKS[field] + word
        return words.say(key, id=names.get(id_, id_)) if key in words.texts else line
    keys = (section + line for section in _CHOSEN.get(field, ()))
    return next((words.say(key) for key in keys if key in words.texts), line)


def _word_date(edtf: str, words: Words) -> str:
    try:
        worded = word_date(edtf, words.language)
    except InvalidInput:
        return edtf
    return edtf if worded == edtf else f"{worded} [{edtf}]"


def _word_citation(found: re.Match[str], words: Words, names: Mapping[str, str]) -> str:
    source = names.get(found["source"], found["source"])
    if found["via"]:
        source = words.say("cited.via", source=source, via=found["via"])
    return words.say(f"cited.{found['kind']}", source=source, text=found["text"])
