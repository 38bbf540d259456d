"""What waits in a queue and what became of it, in the words of Discord and of the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bot.core.curation.changing import NEW_CLAIM, name_entry
from bot.core.curation.commands import (
    Add,
    AddCitation,
    AddCounter,
    AddPhrasing,
    AddVariant,
    AnyCommand,
    Edit,
    Merge,
    MoveStatement,
    Restore,
    Retire,
    SetStance,
    Split,
)
from bot.core.curation.differences import FieldDifference, compare_entries
from bot.core.curation.fields import word_field
from bot.core.curation.naming import tell_author, tell_done
from bot.core.curation.planning import name_action
from bot.core.curation.rebasing import BothChanged
from bot.core.curation.references import is_new, list_entries
from bot.core.curation.reviewing import Proposal
from bot.core.dates import DateTold
from bot.core.membership import LONGEST_NOTE, Matter
from bot.core.models import Claim, EntryState
from bot.core.replies import Card, Detail, Reply
from bot.core.telling import NoteKind
from bot.core.words import Sentence, Words, join_told
from cogs._curating_replies import describe_differences

_LONGEST = 200
_LONGEST_LISTED = 120
_MOST_WORDINGS = 5
_NOTHING = "–"


def name_proposal(proposal: Proposal, words: Words) -> str:
    """A proposal in a line."""
    line = words.say(
        "queue.line",
        number=proposal.number,
        action=tell_done(name_action(proposal.command)),
        author=tell_author(proposal.author),
        date=DateTold(proposal.made_at[:10]),
    )
    reason = shorten(proposal.reason or "", _LONGEST_LISTED)
    return f"{line} · {words.say('audit.reason', reason=reason)}" if reason else line


def title_queue(proposals: Sequence[Proposal], matters: Sequence[Matter], words: Words) -> str:
    """How much waits, of each kind."""
    questions = sum(each.kind is NoteKind.QUESTION for each in matters)
    reports = len(matters) - questions
    return words.say("queue.title", proposals=len(proposals), reports=reports, questions=questions)


def name_matter(matter: Matter, words: Words) -> str:
    """What members sent, in a line."""
    return f"{title_matter(matter, words)}: {shorten(matter.text, _LONGEST_LISTED)}"


def title_matter(matter: Matter, words: Words) -> str:
    """What members sent, by its number: a question with how often it was asked, or a report."""
    if matter.kind is NoteKind.QUESTION:
        return words.say("matter.question", number=matter.number, count=matter.count)
    if matter.about:
        return words.say("matter.report", number=matter.number, id=matter.about)
    return words.say("matter.report.all", number=matter.number)


def shorten(text: str, longest: int = _LONGEST) -> str:
    """A text in one line of at most so many characters."""
    line = " ".join(text.split())
    return line if len(line) <= longest else f"{line[:longest]}…"


def describe_proposal(
    proposal: Proposal, words: Words, *, is_new: bool = False, is_whole: bool = False
) -> Reply:
    """A proposal with what it would do now; differences as `describe_differences` has them."""
    title = words.say("queue.new" if is_new else "queue.one", number=proposal.number)
    lead = (name_proposal(proposal, words), *_say_obstacle(proposal, words))
    if proposal.preview is None:
        proposed = _list_proposed(proposal.command)
        first = [Card("", words.say("queue.proposed"))] if proposed else []
        cards = (*first, *describe_differences(proposed, words, is_whole=is_whole))
        return Reply(title, lead=lead, cards=cards)
    asked = (Card("", each.sentence.say(words)) for each in proposal.preview.questions)
    differences = describe_differences(proposal.preview.differences, words, is_whole=is_whole)
    notes = tuple(note.say(words) for note in proposal.preview.notes)
    return Reply(title, lead=lead, cards=(*asked, *differences), notes=notes)


def _list_proposed(command: AnyCommand) -> tuple[FieldDifference, ...]:
    """What was proposed, for moderators to judge that cannot be done at the moment."""
    match command:
        case AddPhrasing(claim, wording):
            return (FieldDifference(claim, "phrasings", "", wording),)
        case AddVariant(speaker, name):
            return (FieldDifference(speaker, "variants", "", name),)
        case Add(record=record) | Edit(record=record):
            entries = list_entries(record)
            return tuple(each for entry in entries for each in compare_entries(None, entry))
        case AddCitation(statement, citation):
            wording = f"{citation.source}, {citation.kind.value}: {citation.wording}"
            return (FieldDifference(statement, "citations", "", wording),)
        case AddCounter(statement, counter):
            answer = f"{counter.kind.value}: {counter.statement}"
            return (FieldDifference(statement, "counters", "", answer),)
    return _list_moved(command)


def _list_moved(command: AnyCommand) -> tuple[FieldDifference, ...]:
    match command:
        case SetStance(statement, claim, stance) if stance is not None:
            return (FieldDifference(statement, "stances", "", f"{stance.value}: {claim}"),)
        case MoveStatement(statement, _, claim):
            return (FieldDifference(statement, "stances", "", claim),)
        case Merge(merged, into):
            return (FieldDifference(merged, "merged_into", "", into),)
        case Split(_, wording):
            return (FieldDifference(NEW_CLAIM, "wording", "", wording),)
        case Retire(id_):
            return (FieldDifference(id_, "state", "", EntryState.RETIRED.value),)
        case Restore(id_):
            return (FieldDifference(id_, "state", "", EntryState.ACTIVE.value),)
    return ()


def sum_up(proposal: Proposal, words: Words) -> str:
    """A proposal in a line, with what it is about."""
    return " · ".join((name_proposal(proposal, words), *_tell_subject(proposal.command, words)))


def _tell_subject(command: AnyCommand, words: Words) -> Iterator[str]:
    if isinstance(command, Add | Edit):
        versions = command.versions if isinstance(command, Edit) else {}
        entries = list_entries(command.record)
        main = next((each for each in entries if each.id in versions), entries[-1])
        yield from [main.id] if versions else []
        yield words.say("quote", text=shorten(name_entry(main), _LONGEST_LISTED))
        return
    for each in _list_proposed(command):
        yield from [] if is_new(each.id) else [each.id]
        after = shorten(word_field(each.field, each.after, words), _LONGEST_LISTED)
        yield words.say("differs.added", field=words.say(f"field-{each.field}"), after=after)


def list_proposal(proposal: Proposal, words: Words) -> Card:
    """A proposal among others, with what it would do now, else with what was proposed."""
    preview = proposal.preview
    differences = preview.differences if preview else _list_proposed(proposal.command)
    cards = describe_differences(differences, words)
    details = tuple(detail for card in cards for detail in card.details)
    heading = " · ".join((name_proposal(proposal, words), *_say_obstacle(proposal, words)))
    return Card("", heading, details=details)


def _say_obstacle(proposal: Proposal, words: Words) -> tuple[str, ...]:
    if not proposal.obstacle:
        return ()
    return (words.say("queue.obstacle", reason=proposal.obstacle),)


def describe_dispute(number: int, both: BothChanged, words: Words) -> Reply:
    """What a proposal and others changed both: as it was, as it is now, and as it is proposed."""
    named = [Sentence(f"field-{name}") for name in both.both]
    return Reply(
        words.say("queue.both-changed", id=both.id, number=number),
        lead=(words.say("queue.both-same", fields=join_told(named)),),
        cards=tuple(_lay_out_dispute(name, both, words) for name in both.both),
        notes=(words.say("queue.both-whose"),),
    )


def _lay_out_dispute(field: str, both: BothChanged, words: Words) -> Card:
    recorded = next((each for each in both.differences if each.field == field), None)
    proposed = next((each for each in both.proposed if each.field == field), None)
    before = next(each.before for each in (recorded, proposed) if each is not None)
    sides = {
        "queue.both-before": before,
        "queue.both-recorded": recorded.after if recorded else before,
        "queue.both-proposed": proposed.after if proposed else before,
    }
    details = tuple(
        Detail(words.say(key, text=word_field(field, text, words) or _NOTHING))
        for key, text in sides.items()
    )
    return Card("", words.say(f"field-{field}"), details=details)


def list_matter(matter: Matter, words: Words) -> Card:
    """What members sent among others."""
    return Card("", title_matter(matter, words), text=matter.text)


def describe_matter(
    matter: Matter, words: Words, alike: Sequence[Claim] = (), *, is_whole: bool = False
) -> Reply:
    """What members sent: how often, in which words, and which claims may be meant.

    Unless it is to be `is_whole`, only some of the other wordings are shown, and not all of them.
    """
    longest = LONGEST_NOTE if is_whole else _LONGEST
    more = matter.texts[1:] if is_whole else matter.texts[1 : _MOST_WORDINGS + 1]
    listed = {
        "matter.also": tuple(more),
        "matter.alike": tuple(f"{claim.id}: {claim.wording}" for claim in alike),
    }
    cards = tuple(
        Card("", words.say(key), details=tuple(Detail(shorten(line, longest)) for line in lines))
        for key, lines in listed.items()
        if lines
    )
    notes = (_say_when(matter, words),)
    return Reply(title_matter(matter, words), lead=(matter.text,), cards=cards, notes=notes)


def _say_when(matter: Matter, words: Words) -> str:
    first, last = (DateTold(at[:10]) for at in (matter.first_at, matter.last_at))
    if first == last:
        return words.say("matter.date", date=first)
    return words.say("matter.dates", first=first, last=last)


def describe_end(number: int, state: str, result: str, words: Words) -> Reply:
    """What became of something that was in the queue; nothing of its text."""
    told = Sentence(f"waiting.{state}")
    if result:
        return Reply(words.say("matter.decided.as", number=number, state=told, id=result))
    return Reply(words.say("matter.decided", number=number, state=told))
