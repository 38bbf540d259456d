"""What the terminal's commands that keep the record say, and asking before anything is changed."""

from __future__ import annotations

import argparse
from typing import Any

from bot.console import Console
from bot.core.curation.outcomes import Outcome
from bot.core.curation.submitting import Preview
from bot.core.replies import Reply
from bot.core.words import IN_ENGLISH
from cogs._curating_replies import describe_differences, describe_outcome

DONE, NOT_DONE = 0, 2
"""Exit codes of the commands that keep the record."""


def tell(
    reply: Reply, content: list[dict[str, Any]], options: argparse.Namespace, console: Console
) -> None:
    """Print a reply, or with --json its content, one object a line."""
    if not options.json:
        console.tell(reply)
    for each in content if options.json else ():
        console.write_json(each)


def describe(outcome: Outcome) -> Reply:
    """What became of a request, in English."""
    return describe_outcome(outcome, IN_ENGLISH)


def show(shown: Preview, console: Console, title: str = "") -> None:
    """Show what would change, and what is asked about it."""
    cards = tuple(describe_differences(shown.differences, IN_ENGLISH, is_whole=True))
    asked = tuple(question.sentence.say(IN_ENGLISH) for question in shown.questions)
    notes = tuple(note.say(IN_ENGLISH) for note in shown.notes)
    title = title or IN_ENGLISH.say("draft.asks")
    console.tell(Reply(title, lead=asked, cards=cards, notes=notes))


def is_sure(options: argparse.Namespace, console: Console) -> bool:
    """Ask whether to go on with what was shown, unless that was said already."""
    if options.yes:
        return True
    if not console.is_interactive:
        console.stderr.write("Nothing was changed: add --yes to do it.\n")
        return False
    console.stdout.write("Go on? (y/N): ")
    console.stdout.flush()
    if console.stdin.readline().strip().lower() in ("y", "yes"):
        return True
    console.stdout.write("Nothing was changed.\n")
    return False
