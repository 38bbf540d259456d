"""The terminal's command that answers questions."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from dataclasses import dataclass

from bot.console import Console
from bot.core.archive import Archive
from bot.core.dates import PartialDate, read_date
from bot.core.describe import describe
from bot.core.errors import InvalidInput, NotOnRecord
from bot.core.ids import parse_public_id
from bot.core.lookup import Found, Outcome, Unknown, Unsure, look_up, open_claim
from bot.core.models import SHARED, Claim, Entry
from bot.core.selection import Selection
from bot.core.wording import word_difference
from bot.core.words import IN_ENGLISH, Sentence
from bot.json_answers import answer_as_json, named_as_json
from bot.showing_commands import VIEW, describe_entry, load_content

ANSWERED = 0
NOTHING_ON_RECORD = 1


async def ask(options: argparse.Namespace, archive: Archive, console: Console) -> int:
    """Answer one question, or with --json every line of standard input."""
    asking = _Asking(archive, _read_selection(options, console), options.limit)
    question = " ".join(options.question)
    if options.json:
        questions = iter([question]) if options.question else _read_questions(console)
        return await _answer_in_json(questions, asking, options, console)
    if not question.strip():
        raise InvalidInput('What is the question? For example: onrecord ask "troops in kursk"')
    answer = await asking.answer(question, with_nearest=options.explain)
    if not isinstance(answer, Outcome):
        console.tell(await describe_entry(answer, archive))
        return ANSWERED
    await asking.check(question, answer)
    console.tell(describe(answer, IN_ENGLISH, asking.selection))
    if options.explain:
        console.stdout.writelines(_explain(answer))
    if isinstance(answer, Unsure) and console.is_interactive:
        await _offer_choice(answer, asking.selection, console)
    return NOTHING_ON_RECORD if isinstance(answer, Unknown) else ANSWERED


@dataclass(frozen=True, slots=True)
class _Asking:
    """Where answers are looked up, and what is wanted of them."""

    archive: Archive
    selection: Selection
    limit: int

    async def answer(self, question: str, *, with_nearest: bool) -> Outcome | Entry:
        """What is on record about a question; of one that is an entry's id, that entry.

        A claim is the answer that a question gets which means it and no other.
        """
        entry = await self._find_named(question)
        if isinstance(entry, Claim):
            return await open_claim(self.archive, entry.id, VIEW, selection=self.selection)
        if entry is not None:
            return entry
        return await look_up(
            self.archive,
            question,
            VIEW,
            selection=self.selection,
            limit=self.limit,
            with_nearest=with_nearest,
        )

    async def check(self, question: str, outcome: Outcome) -> None:
        """Check that what was typed as an id or as a speaker's name is on record.

        Raises:
            NotOnRecord: it is not, so nothing was found or selected.
        """
        if isinstance(outcome, Unknown) and parse_public_id(question, SHARED):
            missing = Sentence("missing.entry", id=question.strip())
            raise NotOnRecord(Sentence("missing-ids", missing=missing))
        name = self.selection.speaker
        is_empty = not any(hit.dossier.statements for hit in outcome.hits)
        if name and is_empty and not await self.archive.find_speakers(VIEW, name):
            raise NotOnRecord(Sentence("no-speaker", name=name[:100]))

    async def _find_named(self, question: str) -> Entry | None:
        if parse_public_id(question, SHARED) is None:
            return None
        try:
            return await self.archive.load_entry(VIEW, question)
        except NotOnRecord:  # it may be a word: S400 is a missile too
            return None


def _read_selection(options: argparse.Namespace, console: Console) -> Selection:
    def read(text: str | None) -> PartialDate | None:
        return None if text is None else read_date(text, published=console.now.date())

    return Selection(
        speaker=options.speaker,
        since=read(options.since),
        until=read(options.until),
        as_of=read(options.as_of),
    )


def _read_questions(console: Console) -> Iterator[str]:
    for line in console.stdin:
        yield line.rstrip("\r\n")


async def _answer_in_json(
    questions: Iterator[str], asking: _Asking, options: argparse.Namespace, console: Console
) -> int:
    code = NOTHING_ON_RECORD
    for question in questions:
        answer = await asking.answer(question, with_nearest=True)
        if isinstance(answer, Outcome):
            console.write_json(answer_as_json(question, answer, explain=options.explain))
        else:
            content = await load_content(answer, asking.archive)
            console.write_json(named_as_json(question, content))
        if not isinstance(answer, Unknown):
            code = ANSWERED
    return code


def _explain(outcome: Outcome) -> Iterator[str]:
    """Why each claim matched: its score, how words were read, features with weights."""
    for hit in outcome.hits:
        match = hit.match
        yield f"\n{hit.dossier.claim.id}  score {match.score:.3f}  matched “{match.matched}”\n"
        yield from (f"    {term} ← {typed}\n" for typed, term in match.corrections)
        yield from (f"    {word_difference(each, IN_ENGLISH)}\n" for each in match.parting)
        yield from (
            f"    {feature.name:<28} {feature.value:8.3f} × {feature.weight:7.3f}\n"
            for feature in match.features
        )


async def _offer_choice(outcome: Unsure, selection: Selection, console: Console) -> None:
    """Let a person at the terminal pick a claim by its number."""
    while True:
        console.stdout.write(f"Number (1–{len(outcome.choices)}, Enter for none): ")
        console.stdout.flush()
        typed = console.stdin.readline().strip()
        if not typed:
            return
        if typed.isascii() and typed.isdigit() and 1 <= int(typed) <= len(outcome.choices):
            chosen = Found(outcome.question, (outcome.choices[int(typed) - 1],))
            console.tell(describe(chosen, IN_ENGLISH, selection))
            return
