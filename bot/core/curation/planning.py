"""Planning: from any command to its plan, and which action it is before anything is looked up."""

from __future__ import annotations

import datetime

from bot.core.curation.adding import (
    plan_add,
    plan_citation,
    plan_counter,
    plan_edit,
    plan_phrasing,
    plan_variant,
)
from bot.core.curation.changing import (
    plan_move,
    plan_restoration,
    plan_retirement,
    plan_split,
    plan_stance,
)
from bot.core.curation.commands import (
    Add,
    AddCitation,
    AddCounter,
    AddPhrasing,
    AddVariant,
    AnyCommand,
    Edit,
    Hide,
    MarkDead,
    Merge,
    MoveStatement,
    Restore,
    Retire,
    SetStance,
    Split,
    Undo,
)
from bot.core.curation.history import plan_undo
from bot.core.curation.merging import plan_merge
from bot.core.curation.permissions import Action
from bot.core.curation.plans import Plan, check_sound
from bot.core.errors import InvalidInput
from bot.core.keeping import Shelf
from bot.core.models import SHARED, EntryKind, Source
from bot.core.words import Sentence

_ACTIONS = {
    AddPhrasing: Action.ADD,
    AddVariant: Action.ADD,
    Add: Action.ADD,
    AddCitation: Action.ADD,
    AddCounter: Action.ADD,
    Edit: Action.EDIT,
    SetStance: Action.EDIT,
    MoveStatement: Action.MOVE,
    Merge: Action.MERGE,
    Split: Action.SPLIT,
    Retire: Action.RETIRE,
    Restore: Action.RESTORE,
    Undo: Action.UNDO,
    Hide: Action.HIDE,
    MarkDead: Action.MARK,
}


def name_action(command: AnyCommand) -> Action:
    """What kind of action a command is."""
    return _ACTIONS[type(command)]


def make_plan(command: AnyCommand, shelf: Shelf, today: datetime.date) -> Plan:
    """What a command would do to the record as it stands.

    Raises:
        InvalidInput: it cannot be done; says why.
        NotOnRecord: it is about something that cannot be seen from here.
        Conflict: the record changed in a way that stands against it.
    """
    plan = _plan(command, shelf, today)
    check_sound(plan, shelf)
    return plan


def _plan(command: AnyCommand, shelf: Shelf, today: datetime.date) -> Plan:
    match command:
        case Add():
            return plan_add(command, shelf, today)
        case Edit():
            return plan_edit(command, shelf, today)
        case AddPhrasing():
            return plan_phrasing(command, shelf)
        case AddVariant():
            return plan_variant(command, shelf)
        case AddCitation():
            return plan_citation(command, shelf, today)
        case AddCounter():
            return plan_counter(command, shelf)
        case SetStance():
            return plan_stance(command, shelf)
        case MoveStatement():
            return plan_move(command, shelf)
        case _:
            return _plan_larger(command, shelf)


def _plan_larger(command: AnyCommand, shelf: Shelf) -> Plan:
    match command:
        case Merge():
            return plan_merge(command, shelf)
        case Split():
            return plan_split(command, shelf)
        case Retire():
            return plan_retirement(command, shelf)
        case Restore():
            return plan_restoration(command, shelf)
        case Undo():
            return plan_undo(command, shelf)
        case Hide():
            return _plan_hiding(command, shelf)
        case MarkDead():
            return _plan_mark(command, shelf)
    raise TypeError(f"not a command: {command!r}")


def _plan_hiding(command: Hide, shelf: Shelf) -> Plan:
    kept = shelf.find(command.claim, EntryKind.CLAIM)
    if kept.community_id != SHARED or shelf.community_id == SHARED:
        raise InvalidInput(Sentence("refused.only-library-hidden"))
    return Plan(Action.HIDE, shelf.community_id, setting=Hide(kept.entry.id, command.hidden))


def _plan_mark(command: MarkDead, shelf: Shelf) -> Plan:
    kept = shelf.find(command.source, EntryKind.SOURCE)
    assert isinstance(kept.entry, Source)
    if kept.entry.url is None:
        raise InvalidInput(Sentence("refused.no-address", id=kept.entry.id))
    return Plan(Action.MARK, shelf.community_id, setting=MarkDead(kept.entry.id, command.dead))
