"""What would come of a file, and what came of it, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.core.curation.repeats import Repeat
from bot.core.exchange import ImportReport
from bot.core.replies import Card, Detail, Reply
from bot.core.words import Words
from cogs._importing import Rehearsed

_MOST_SHOWN = 8
_LONGEST_LINE = 180


def describe_rehearsal(tried: Rehearsed, words: Words) -> Reply:
    """What would come of a file: counts, problems row by row, and what may repeat something."""
    key = "import.tried" if tried.changes_something else "import.nothing"
    problems = [problem.say(words) for problem in tried.problems]
    repeats = [word_repeat(each, words) for each in tried.repeats]
    cards = [
        _list(words.say("import.problems", count=len(problems)), problems),
        _list(words.say("import.repeats", count=len(repeats)), repeats),
    ]
    lead = [word_counts(tried.report, len(tried.unreadable), words)]
    if tried.problems and tried.changes_something:
        lead.append(words.say("import.rest"))
    title = words.say(key, name=tried.name[-100:])
    return Reply(title, lead=tuple(lead), cards=tuple(card for card in cards if card.details))


def is_long(tried: Rehearsed) -> bool:
    """Whether not all that is to be said about a file stands in the message."""
    return len(tried.problems) > _MOST_SHOWN or len(tried.repeats) > _MOST_SHOWN


def _list(heading: str, lines: Sequence[str]) -> Card:
    shown = [line if len(line) <= _LONGEST_LINE else f"{line[:_LONGEST_LINE]}…" for line in lines]
    more = ["…"] if len(lines) > _MOST_SHOWN else []
    details = tuple(Detail(line) for line in (*shown[:_MOST_SHOWN], *more))
    return Card("", heading, details=details)


def word_repeat(repeat: Repeat, words: Words) -> str:
    """That an entry of a file is like one on record, with both wordings."""
    said = f"{words.render(repeat.where)}: {repeat.question.sentence.say(words)}"
    for each in repeat.question.differences[:1]:
        said += " " + words.say("import.compared", before=each.before, after=each.after)
    return said


def word_counts(report: ImportReport, unreadable: int, words: Words) -> str:
    """How many entries were, or would be, added, changed and so on."""
    counts = (
        ("added", report.added),
        ("updated", report.updated),
        ("unchanged", report.unchanged),
        ("kept", report.kept),
        ("skipped", report.skipped + unreadable),
    )
    said = [words.say(f"import.{name}", number=count) for name, count in counts if count]
    return ", ".join(said) or words.say("import.empty")


def write_report(tried: Rehearsed, words: Words) -> bytes:
    """All problems and repeats of a file as a text file, one a line."""
    return "".join(f"{line}\n" for line in _write_lines(tried, words)).encode("utf-8", "replace")


def _write_lines(tried: Rehearsed, words: Words) -> Iterator[str]:
    yield tried.name
    yield word_counts(tried.report, len(tried.unreadable), words)
    yield ""
    yield words.say("import.problems", count=len(tried.problems))
    yield from (problem.say(words) for problem in tried.problems)
    yield ""
    yield words.say("import.repeats", count=len(tried.repeats))
    yield from (word_repeat(each, words) for each in tried.repeats)
