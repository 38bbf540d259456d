"""Merging: one of two claims, speakers or sources lives on in the other."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.core.curation.changing import ask_to_confirm, tell_entry, with_state
from bot.core.curation.commands import Merge
from bot.core.curation.differences import compare_entries
from bot.core.curation.outcomes import Question, QuestionKind
from bot.core.curation.permissions import Action
from bot.core.curation.plans import Plan, is_active, owner_of
from bot.core.curation.references import rename_references
from bot.core.errors import InvalidRecord
from bot.core.folding import fold
from bot.core.keeping import Shelf
from bot.core.kept import Change, Kept
from bot.core.models import (
    Claim,
    Entry,
    EntryKind,
    EntryState,
    Source,
    Speaker,
    StanceOn,
    Statement,
    entry_kind,
)
from bot.core.words import Sentence


def plan_merge(command: Merge, shelf: Shelf) -> Plan:
    """Merge two entries: what refers to the one refers to the other from then on."""
    merged = is_active(shelf.find(command.merged, follow=False))
    into = is_active(shelf.find(command.into, entry_kind(merged.entry)))
    owner = owner_of(merged, into)
    if merged.entry.id == into.entry.id:
        raise InvalidRecord(Sentence("refused.into-itself", id=into.entry.id))
    if isinstance(merged.entry, Statement):
        raise InvalidRecord(Sentence("refused.statements-not-merged"))
    users = shelf.find_users(merged.entry.id)
    changes = [
        Change(_carry_over(merged.entry, into.entry), into),
        Change(with_state(merged.entry, EntryState.MERGED, into.entry.id), merged),
        *(Change(_point_to(user, merged.entry, into.entry), user) for user in users),
    ]
    questions = (*_ask_about_stances(merged.entry, into.entry, shelf), _confirm(changes))
    told = (tell_entry(merged.entry), tell_entry(into.entry))
    return Plan(Action.MERGE, owner, tuple(c for c in changes if _differs(c)), questions, told)


def _differs(change: Change) -> bool:
    return change.before is None or change.before.entry != change.after


def _confirm(changes: list[Change]) -> Question:
    into, merged, *statements = (change.after for change in changes)
    return ask_to_confirm(
        Action.MERGE,
        merged.id,
        Sentence("asks.merge", id=merged.id, into=into.id, count=len(statements)),
        tuple(
            difference
            for change in changes[:2]
            if change.before
            for difference in compare_entries(change.before.entry, change.after)
        ),
        [change.before for change in changes if change.before],
    )


def _carry_over(merged: Entry, into: Entry) -> Entry:
    """What lives on: names and phrasings of both, and what only the merged one knew."""
    match (merged, into):
        case (Claim(), Claim()):
            extra = (merged.wording, *merged.phrasings)
            return replace(into, phrasings=_join(into.wording, into.phrasings, extra))
        case (Speaker(), Speaker()):
            extra = (merged.name, *merged.variants)
            return replace(into, variants=_join(into.name, into.variants, extra))
        case (Source(), Source()):
            return _complete(into, merged)
    raise InvalidRecord(Sentence("refused.other-kind"))


def _join(first: str, kept: tuple[str, ...], extra: tuple[str, ...]) -> tuple[str, ...]:
    known = {fold(text) for text in (first, *kept)}
    added = {fold(text): text for text in reversed(extra) if fold(text) not in known}
    return (*kept, *reversed(added.values()))


def _complete(into: Source, merged: Source) -> Source:
    names = ["publisher", "author", "url", "archive_url", "note"]
    missing = {name: getattr(merged, name) for name in names if getattr(into, name) is None}
    if into.published is None:
        missing |= {
            "published": merged.published,
            "published_basis": merged.published_basis,
            "published_inferred_from": merged.published_inferred_from,
        }
    return replace(into, **missing)


def _point_to(user: Kept, merged: Entry, into: Entry) -> Statement:
    """A statement that refers to the merged entry, referring to the other instead."""
    wanted = entry_kind(merged)

    def rename(kind: EntryKind, id_: str) -> str:
        return into.id if (kind, id_) == (wanted, merged.id) else id_

    statement = user.entry
    assert isinstance(statement, Statement)
    renamed = rename_references(statement, rename)
    assert isinstance(renamed, Statement)
    standing: dict[str, StanceOn] = {}
    for before, on in zip(statement.stances, renamed.stances, strict=True):
        # of two stances on what is now one claim, the one on the claim that lives on stays
        if on.claim not in standing or before.claim == into.id:
            standing[on.claim] = on
    return replace(
        renamed,
        stances=tuple(standing.values()),
        citations=tuple(dict.fromkeys(renamed.citations)),
    )


def _ask_about_stances(merged: Entry, into: Entry, shelf: Shelf) -> Iterator[Question]:
    """Ask about statements that bear on both claims differently."""
    if not isinstance(merged, Claim):
        return
    for user in shelf.find_users(merged.id, in_view=True):
        assert isinstance(user.entry, Statement)
        stances = {on.claim: on.stance for on in user.entry.stances}
        if stances.get(into.id, stances[merged.id]) is not stances[merged.id]:
            kind = QuestionKind.STANCES_DIFFER
            yield Question(
                kind,
                f"{kind.value} {user.entry.id} {merged.id} {into.id}",
                Sentence(
                    "asks.stances-differ",
                    id=user.entry.id,
                    one=Sentence(f"stands.{stances[merged.id].value}", claim=merged.id),
                    other=Sentence(f"stands.{stances[into.id].value}", claim=into.id),
                ),
                user.entry.id,
            )
