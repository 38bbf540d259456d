"""Commands: every change a person can ask for, as values that can be kept and carried out later.

Ids are as the person sees them. Entries that are to be made have ids that begin with "~", by which
the others of the same command refer to them.
"""

from __future__ import annotations

import msgspec

from bot.core.models import Citation, Counter, Record, Stance


class Command(msgspec.Struct, frozen=True, tag=True):
    """Root of all commands."""


class Add(Command, frozen=True):
    """Add entries together: a claim, or a statement with its new speaker and source.

    `to_library` adds them to the shared library instead of the own record.
    """

    record: Record
    to_library: bool = False


class Edit(Command, frozen=True):
    """Put entries in the place of what they were at the versions given, by id.

    Entries with new ids (a source that a statement is to cite) are added on the way.
    """

    record: Record
    versions: dict[str, int]


class AddPhrasing(Command, frozen=True):
    """Add another way of putting a claim."""

    claim: str
    wording: str


class AddVariant(Command, frozen=True):
    """Add another spelling of a speaker's name."""

    speaker: str
    name: str


class AddCitation(Command, frozen=True):
    """Add a source that has the statement too; `record` holds the source when it is new."""

    statement: str
    citation: Citation
    record: Record = Record()


class AddCounter(Command, frozen=True):
    """Say that a statement answers an earlier one, and how."""

    statement: str
    counter: Counter


class SetStance(Command, frozen=True):
    """Say how a statement bears on a claim, on a second one too; None takes the stance away."""

    statement: str
    claim: str
    stance: Stance | None


class MoveStatement(Command, frozen=True):
    """Move a statement from one claim to another; its stance stays unless another is given.

    Without `from_claim`, from the only claim that it bears on.
    """

    statement: str
    from_claim: str | None
    to_claim: str
    stance: Stance | None = None


class Merge(Command, frozen=True):
    """Let a claim, speaker or source live on in another of its kind."""

    merged: str
    into: str


class Split(Command, frozen=True):
    """Make a new claim of some statements and phrasings of a claim."""

    claim: str
    wording: str
    statements: tuple[str, ...]
    phrasings: tuple[str, ...] = ()


class Retire(Command, frozen=True):
    """Take an entry out of answers; it stays on record."""

    id: str


class Restore(Command, frozen=True):
    """Bring a retired entry back."""

    id: str


class Undo(Command, frozen=True):
    """Undo a revision by its number, or the last change."""

    revision: int | None = None


class Hide(Command, frozen=True):
    """Hide a claim of the library from this community; `hidden` off shows it again."""

    claim: str
    hidden: bool = True


class MarkDead(Command, frozen=True):
    """Mark the address of a source as dead; `dead` off takes the mark away."""

    source: str
    dead: bool = True


AnyCommand = (
    Add
    | Edit
    | AddPhrasing
    | AddVariant
    | AddCitation
    | AddCounter
    | SetStance
    | MoveStatement
    | Merge
    | Split
    | Retire
    | Restore
    | Undo
    | Hide
    | MarkDead
)


def encode_command(command: AnyCommand) -> str:
    """A command as JSON."""
    return msgspec.json.encode(command).decode()


def decode_command(text: str) -> AnyCommand:
    """The command that `encode_command` wrote."""
    command: AnyCommand = msgspec.json.decode(text, type=AnyCommand)
    return command
