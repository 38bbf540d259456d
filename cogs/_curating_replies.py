"""What moderators are told: what a change does, what is asked about it, what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from bot.core.curation.differences import FieldDifference
from bot.core.curation.fields import word_field
from bot.core.curation.naming import tell_done
from bot.core.curation.outcomes import Asks, Audit, Closed, Declined, Outcome, Proposed, Stored
from bot.core.curation.references import is_new
from bot.core.errors import OnRecordError
from bot.core.models import SHARED
from bot.core.replies import Card, Detail, Reply
from bot.core.words import Sentence, Words
from cogs._refusal import word_refusal

_LONGEST_REASON = 500
_CAPS = (1800, 1200, 600, 300, 150, 75, 50)
"""Characters of a field that are shown of each side of a difference: the first that fit."""

_ROOM = 1800
"""Characters of all differences together, so that they stand on one page."""

_LONGEST_SENTENCE = 200
_LONGEST_COMPARED = 80
_LONGEST_NAME = 80
_MOST_FIELDS = 20

_NEW = {"wording": "claim", "name": "speaker", "title": "source", "speaker": "statement"}
"""The field that every new entry of a kind has, and the kind."""


def describe_outcome(outcome: Outcome, words: Words, *, is_whole: bool = False) -> Reply:
    """What became of a request; differences as `describe_differences` has them."""
    match outcome:
        case Asks():
            return _describe_draft(outcome, words, is_whole)
        case Stored():
            return _describe_stored(outcome, words, is_whole)
        case Proposed():
            key = "proposed.library" if outcome.community_id == SHARED else "proposed"
            title = words.say(key, number=outcome.proposal)
            cards = tuple(describe_differences(outcome.differences, words, is_whole=is_whole))
            return Reply(title, cards=cards, notes=_say_all(outcome.notes, words))
        case Declined():
            declined = outcome.audit.action == "decline"
            key = "declined" if declined else "dropped"
            return Reply(words.say(key, number=outcome.proposal))
        case Closed():
            key = "closed.accepted" if outcome.is_accepted else "closed.declined"
            return Reply(words.say(key, number=outcome.number))


def _say_all(notes: Iterable[Sentence], words: Words) -> tuple[str, ...]:
    return tuple(note.say(words) for note in notes)


def _describe_draft(asks: Asks, words: Words, is_whole: bool) -> Reply:
    asked = tuple(
        Card(
            "",
            words.say("draft.question", number=number),
            text=_shorten(question.sentence.say(words), _LONGEST_SENTENCE),
            details=tuple(
                _compare(each, words, _LONGEST_COMPARED, {}, between="draft.compared")
                for each in question.differences[:2]
                if each not in asks.differences  # those stand below
            ),
        )
        for number, question in enumerate(asks.questions, 1)
    )
    understood = tuple(describe_differences(asks.differences, words, is_whole=is_whole))
    key = "draft.asks" if asks.questions else "draft"
    lead = (words.say("draft.library"),) if asks.community_id == SHARED else ()
    return Reply(
        words.say(key), lead=lead, cards=(*asked, *understood), notes=_say_all(asks.notes, words)
    )


def _describe_stored(stored: Stored, words: Words, is_whole: bool) -> Reply:
    ids = ", ".join(stored.changed)
    title = words.say("stored", ids=ids)
    if stored.revision is not None:
        title = words.say("stored.revision", ids=ids, revision=stored.revision)
    elif (key := f"set.{stored.audit.action}") in words.texts:
        title = words.say(key, ids=ids)
    cards = tuple(describe_differences(stored.differences, words, is_whole=is_whole))
    return Reply(title, cards=cards, notes=_say_all(stored.notes, words))


def describe_differences(
    differences: Sequence[FieldDifference], words: Words, *, is_whole: bool = False
) -> Iterable[Card]:
    """A card for each entry, with a line for each of its fields that differ.

    Unless it is to be `is_whole`, long texts are shortened, so that all stand on one page.
    """
    shown = differences if is_whole else differences[:_MOST_FIELDS]
    longest = None if is_whole else _find_cap(shown)
    kinds = {each.id: _NEW[each.field] for each in differences if each.field in _NEW}
    names = name_new(differences, words)
    for id_ in dict.fromkeys(each.id for each in shown):
        heading = words.say(f"draft.new-{kinds[id_]}") if is_new(id_) else id_
        details = tuple(_compare(each, words, longest, names) for each in shown if each.id == id_)
        yield Card("", heading, details=details)
    if left := len(differences) - len(shown):
        yield Card("", words.say("differences.more", count=left))


def name_new(differences: Sequence[FieldDifference], words: Words) -> Mapping[str, str]:
    """What stands for each entry that has no id yet, where another refers to it."""
    names = {}
    for each in differences:
        if is_new(each.id) and each.field == "speaker":
            names[each.id] = words.say("draft.new-statement")
        elif is_new(each.id) and each.field in _NEW:
            name = _shorten(each.after, _LONGEST_NAME)
            names[each.id] = words.say("draft.new-name", name=name)
    return names


def _find_cap(shown: Sequence[FieldDifference]) -> int:
    """How much of each text is shown, so that all of them have room."""
    sizes = [len(text) for each in shown for text in (each.before, each.after)]
    return next((cap for cap in _CAPS if sum(min(size, cap) for size in sizes) <= _ROOM), _CAPS[-1])


def _compare(
    each: FieldDifference,
    words: Words,
    longest: int | None,
    names: Mapping[str, str],
    *,
    between: str = "differs",
) -> Detail:
    name = words.say(f"field-{each.field}")
    before = _shorten(word_field(each.field, each.before, words, names), longest)
    after = _shorten(word_field(each.field, each.after, words, names), longest)
    if not before:
        return Detail(words.say("differs.added", field=name, after=after))
    if not after:
        return Detail(words.say("differs.removed", field=name, before=before))
    return Detail(words.say(between, field=name, before=before, after=after))


def _shorten(text: str, longest: int | None) -> str:
    return text if longest is None or len(text) <= longest else f"{text[:longest]}…"


def describe_audit(audit: Audit, name: str, words: Words) -> Reply:
    """The line for the audit channel."""
    facts = [words.say("audit.by", name=name, id=audit.author)]
    if audit.ids:
        facts.append(", ".join(audit.ids[:20]))
    if audit.revision is not None:
        facts.append(f"R{audit.revision}")
    if audit.proposal is not None:
        facts.append(words.say("audit.proposal", number=audit.proposal))
    if audit.reason:
        facts.append(words.say("audit.reason", reason=audit.reason[:_LONGEST_REASON]))
    return Reply(tell_done(audit.action).say(words), lead=(" · ".join(facts),))


def describe_conflict(
    error: OnRecordError, differences: Sequence[FieldDifference], words: Words
) -> Reply:
    """Why something cannot be done, and what of an entry changed meanwhile, if that is why."""
    cards = tuple(describe_differences(differences, words))
    return Reply(words.say("not-done"), lead=(word_refusal(error, words),), cards=cards)
