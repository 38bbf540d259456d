"""Citations of what is on record: in Markdown, as plain text, and as CSL-JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import Any

from bot.core.archive import Archive
from bot.core.dates import parse_edtf
from bot.core.errors import InvalidInput
from bot.core.models import Citation, Claim, Dossier, Source, SourceKind, Statement, View
from bot.core.wording import word_source, word_speaker, word_text
from bot.core.words import Sentence, Words
from bot.timeline import word_day

_MARKDOWN = str.maketrans({c: f"\\{c}" for c in "\\`*_{}[]<>()#+-!|~"})
_TYPES = {
    SourceKind.AGENCY_REPORT: "article-newspaper",
    SourceKind.NEWS_REPORT: "article-newspaper",
    SourceKind.OPINION: "article-newspaper",
    SourceKind.OFFICIAL_TRANSCRIPT: "document",
    SourceKind.POST: "post",
}
_DAYS, _MONTHS = 10, 7


class Style(StrEnum):
    """How a citation is written."""

    MARKDOWN = "markdown"
    PLAIN = "plain"
    CSL = "csl"

    @property
    def ending(self) -> str:
        """The ending of a file in this style."""
        return {"markdown": "md", "plain": "txt", "csl": "json"}[self.value]


async def cite(archive: Archive, view: View, id_: str, style: Style, words: Words) -> str:
    """The citation of a statement, of all statements of a claim, or of a source.

    Raises:
        NotOnRecord: the view has no such entry.
        InvalidInput: a speaker has nothing to cite.
    """
    entry = await archive.load_entry(view, id_)
    match entry:
        case Statement():
            dossier, _ = await archive.load_statement(view, entry.id)
            return _cite_statements(dossier, [entry], style, words)
        case Claim():
            dossier = await archive.load_dossier(view, entry.id)
            return _cite_statements(dossier, list(dossier.statements), style, words)
        case Source():
            return _cite_source(entry, style, words)
    raise InvalidInput(Sentence("cite.speaker"))


def _cite_statements(
    dossier: Dossier, statements: list[Statement], style: Style, words: Words
) -> str:
    if style is Style.CSL:
        ids = dict.fromkeys(c.source for s in statements for c in s.citations)
        return _as_json([csl_of(dossier.sources[id_]) for id_ in ids])
    lines = [
        line
        for statement in statements
        for line in _statement_lines(dossier, statement, style, words)
    ]
    return "\n".join(lines).strip() or words.say("counts.none")


def _statement_lines(
    dossier: Dossier, statement: Statement, style: Style, words: Words
) -> Iterator[str]:
    """Who said what and when, then each source that has it, then an empty line."""
    speaker = word_speaker(dossier.speakers[statement.speaker], statement)
    said = f"{speaker}, {word_day(statement, words)}: {word_text(statement.citations[0], words)}"
    yield _escape(f"{said} [{statement.id}]", style)
    for citation in statement.citations:
        yield f"- {_source_line(citation, dossier.sources[citation.source], style, words)}"
    yield ""


def _source_line(citation: Citation, source: Source, style: Style, words: Words) -> str:
    return _name_source(source, style, words, citation.via)


def _cite_source(source: Source, style: Style, words: Words) -> str:
    if style is Style.CSL:
        return _as_json([csl_of(source)])
    return _name_source(source, style, words)


def _name_source(source: Source, style: Style, words: Words, via: str | None = None) -> str:
    named = _escape(word_source(source, words, via), style)
    parts = [named]
    if source.url:
        parts = [f"[{named}](<{source.url}>)"] if style is Style.MARKDOWN else [named, source.url]
    if source.archive_url:
        archived = words.say("archived")
        parts.append(
            f"[{archived}](<{source.archive_url}>)"
            if style is Style.MARKDOWN
            else f"{archived}: {source.archive_url}"
        )
    return ", ".join(parts)


def _escape(text: str, style: Style) -> str:
    return " ".join(text.split()).translate(_MARKDOWN) if style is Style.MARKDOWN else text


def csl_of(source: Source) -> dict[str, Any]:
    """A source in CSL-JSON (https://citeproc-js.readthedocs.io); what is not known is left out."""
    item: dict[str, Any] = {
        "id": source.id,
        "type": _TYPES[source.kind],
        "title": source.title,
        "language": source.language,
    }
    if source.publisher:
        item["container-title"] = source.publisher
    if source.author:
        item["author"] = [{"literal": source.author}]
    if source.published:
        item["issued"] = _issued(source.published)
    if source.url:
        item["URL"] = source.url
    if source.archive_url:
        item["archive"] = source.archive_url
    if source.note:
        item["note"] = source.note
    return item


def _issued(published: str) -> dict[str, Any]:
    """A date at its true precision: as parts where CSL has them, else as EDTF (CSL 1.1)."""
    date = parse_edtf(published)
    if len(published) in (4, _MONTHS, _DAYS) and published.replace("-", "").isdigit():
        parts = [int(part) for part in published.split("-")]
        if len(parts) < 2 or parts[1] <= 12:
            return {"date-parts": [parts]}
    issued: dict[str, Any] = {"raw": date.edtf}
    if date.is_approximate or date.is_uncertain:
        issued["circa"] = True
    return issued


def _as_json(items: list[dict[str, Any]]) -> str:
    return json.dumps(items, ensure_ascii=False, indent=2)
