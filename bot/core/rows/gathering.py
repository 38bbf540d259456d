"""Gathers what single rows say into entries: one claim, speaker, source or statement each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from bot.core.errors import InvalidRecord
from bot.core.exchange import LOCAL_MARK, Item, Problem, RowOf
from bot.core.models import Claim, Source, SourceKind, Speaker, SpeakerKind, Statement
from bot.core.rows.cells import Row
from bot.core.rows.combining import combine
from bot.core.rows.reading import (
    is_statement,
    name_claim,
    name_source,
    name_speaker,
    name_statement,
    read_claim,
    read_statement,
)
from bot.core.words import Sentence, Told

E = TypeVar("E", Claim, Speaker, Source, Statement)
Named = TypeVar("Named", Claim, Speaker, Source)


@dataclass(slots=True)
class _Table(Generic[E]):
    """The entries of one kind by id, where each was met first, and ids that mean another."""

    entries: dict[str, E] = field(default_factory=dict)
    places: dict[str, Told | str] = field(default_factory=dict)
    aliases: dict[str, str] = field(default_factory=dict)

    def add(self, entry: E, where: Told | str) -> None:
        known = self.entries.get(entry.id)
        if known is None:
            self.places[entry.id] = where
            self.entries[entry.id] = entry
        else:
            self.entries[entry.id] = combine(known, entry)

    def local_ids(self) -> list[str]:
        return [id_ for id_ in self.entries if id_.startswith(LOCAL_MARK)]

    def meant_by(self, id_: str) -> str:
        while id_ in self.aliases:
            id_ = self.aliases[id_]
        return id_

    def items(self) -> Iterator[Item]:
        return (Item(entry, self.places[id_]) for id_, entry in self.entries.items())


class Gathering:
    """The entries and the problems of one file while its rows are being read."""

    def __init__(self, name: str) -> None:
        """Begin with the file called `name`, as problems call it."""
        self.problems: list[Problem] = []
        self._name = name
        self._claims = _Table[Claim]()
        self._speakers = _Table[Speaker]()
        self._sources = _Table[Source]()
        self._statements = _Table[Statement]()
        self._rows: list[tuple[Told | str, Statement]] = []
        self._spoilt: set[str] = set()

    def add_row(self, row: Row) -> None:
        """Take in what a row says, or the problem with it."""
        where = RowOf(self._name, row.number)
        try:
            if not is_statement(row):
                self._claims.add(read_claim(row), where)
                return
            parts = read_statement(row)
            self._speakers.add(parts.speaker, where)
            self._sources.add(parts.source, where)
            self._claims.add(parts.claim, where)
            self._rows.append((where, parts.statement))
        except InvalidRecord as error:
            self._refuse(where, error, row.cells.get("id"))

    def finish(self) -> tuple[list[Item], list[Problem]]:
        """Every entry, those that others refer to first, and every problem.

        A statement one of whose rows is a problem is left out, for half of it would mislead.
        """
        self._join(self._claims, _ids_by(self._claims, lambda claim: name_claim(claim.wording)))
        self._join(self._sources, _ids_by(self._sources, name_source))
        self._join(self._speakers, _bearers(self._speakers))
        self._gather_statements()
        whole = [item for item in self._statements.items() if item.entry.id not in self._spoilt]
        return [*self._named_items(whole), *whole], self.problems

    def _refuse(
        self, where: Told | str, error: InvalidRecord, statement_id: str | None = None
    ) -> None:
        self.problems.append(Problem(where, error.field, error.sentence))
        if statement_id:
            self._spoilt.add(statement_id)

    def _join(self, table: _Table[Named], others: Mapping[str, str]) -> None:
        """Let local ids mean the entry of the file that is the same thing under another id."""
        for id_ in table.local_ids():
            target = table.meant_by(others.get(id_, id_))
            if target == id_:
                continue
            entry = table.entries.pop(id_)
            table.aliases[id_] = target
            if isinstance(entry, Speaker):
                # It goes by a variant of the other's name.
                entry = replace(entry, name=table.entries[target].name)
            try:
                table.add(replace(entry, id=target), table.places[id_])
            except InvalidRecord as error:
                self._refuse(table.places[id_], error)

    def _gather_statements(self) -> None:
        rows = [(where, self._rename(statement)) for where, statement in self._rows]
        others = _lasting_ids(statement for _, statement in rows)
        for where, statement in rows:
            if statement.id.startswith(LOCAL_MARK):
                statement = replace(statement, id=others.get(_name(statement), _name(statement)))
            try:
                self._statements.add(statement, where)
            except InvalidRecord as error:
                self._refuse(where, error, statement.id)

    def _rename(self, statement: Statement) -> Statement:
        """The statement with what it refers to under the ids it has after joining."""
        if not (self._claims.aliases or self._sources.aliases or self._speakers.aliases):
            return statement
        (on,), (citation,) = statement.stances, statement.citations
        return replace(
            statement,
            speaker=self._speakers.meant_by(statement.speaker),
            stances=(replace(on, claim=self._claims.meant_by(on.claim)),),
            citations=(replace(citation, source=self._sources.meant_by(citation.source)),),
        )

    def _named_items(self, statements: Iterable[Item]) -> Iterator[Item]:
        """What the statements refer to, and all claims, as far as the file says what they are."""
        speakers: set[str] = set()
        sources: set[str] = set()
        for item in statements:
            if isinstance(item.entry, Statement):
                speakers.add(item.entry.speaker)
                sources.update(citation.source for citation in item.entry.citations)
        for item in (*self._speakers.items(), *self._sources.items()):
            if item.entry.id in speakers or item.entry.id in sources:
                yield from self._check_named(item)
        for item in self._claims.items():
            if isinstance(item.entry, Claim) and item.entry.wording:
                yield item  # the shortest way, for there may be a million
            else:
                yield from self._check_named(item)

    def _check_named(self, item: Item) -> Iterator[Item]:
        match item.entry:
            case Claim(id=id_, wording=""):
                missing, blank = "claim", item.entry == Claim(id_, "")
            case Speaker(id=id_, name=""):
                missing, blank = "speaker", item.entry == Speaker(id_, "", SpeakerKind.PERSON)
            case Source(id=id_, title="", url=str(url)):
                yield replace(item, entry=replace(item.entry, title=url))
                return
            case Source(id=id_, title=""):
                blank = item.entry == Source(id_, "", SourceKind.NEWS_REPORT)
                missing = "source_title"
            case _:
                yield item
                return
        if not blank:
            self._refuse(item.where, InvalidRecord(Sentence("problem.missing"), field=missing))


def _ids_by(table: _Table[Named], name: Callable[[Named], str]) -> dict[str, str]:
    """The lasting ids in a table by what their entries would be called without one."""
    ids: dict[str, str] = {}
    if table.local_ids():
        for id_, entry in table.entries.items():
            if not id_.startswith(LOCAL_MARK):
                ids.setdefault(name(entry), id_)
    return ids


def _bearers(speakers: _Table[Speaker]) -> dict[str, str]:
    """The ids of speakers by their names, and by their variants where nobody has that name."""
    bearers = _ids_by(speakers, lambda speaker: name_speaker(speaker.name))
    for id_, speaker in speakers.entries.items():
        for variant in speaker.variants:
            bearers.setdefault(name_speaker(variant), id_)
    return bearers


def _lasting_ids(statements: Iterable[Statement]) -> dict[str, str]:
    """The lasting ids of statements by what they would be called without one."""
    listed = list(statements)
    ids: dict[str, str] = {}
    if any(statement.id.startswith(LOCAL_MARK) for statement in listed):
        for statement in listed:
            if not statement.id.startswith(LOCAL_MARK):
                ids.setdefault(_name(statement), statement.id)
    return ids


def _name(statement: Statement) -> str:
    return name_statement(statement.speaker, statement.said_on, statement.text)
