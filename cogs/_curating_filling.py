"""Fills a form with what is on record, for it to be changed."""

from __future__ import annotations

from bot.core.kept import Kept
from bot.core.models import Claim, Source, Speaker, Statement
from cogs._curating_forms import EMPTY, Filled


def fill_from(kept: Kept, nonce: int) -> Filled:
    """The form of an entry as it stands, with the version that was read."""
    entry = kept.entry
    about = (entry.id, str(kept.version))
    match entry:
        case Claim():
            texts = {"wording": entry.wording, "phrasings": _write_items(entry.phrasings)}
            return Filled("c", about, nonce, texts)
        case Speaker():
            names = {"speaker": entry.name, "variants": _write_items(entry.variants)}
            return Filled("p", about, nonce, names | {"speaker-kind": entry.kind.value})
        case Source():
            return Filled("d", about, nonce, _write_source(entry))
        case Statement():
            return Filled("s", about, nonce, _write_statement(entry))


def _write_source(source: Source) -> dict[str, str]:
    return {
        "title": source.title,
        "addresses": _write_lines(source.url, source.archive_url),
        "publisher": _write_lines(source.publisher, source.author, source.language),
        "published": source.published or "",
        "note": source.note or "",
    }


def _write_statement(statement: Statement) -> dict[str, str]:
    return {
        "who": _write_lines(statement.speaker, statement.role, statement.organisation),
        "words": statement.text,
        "when": statement.said_on,
        "text-kind": statement.kind.value,
        "where": _write_lines(statement.place, statement.occasion, statement.citations[0].via),
    }


def _write_lines(*parts: str | None) -> str:
    """Parts one a line, up to the last that is known."""
    lines = [" ".join((part or EMPTY).split()) for part in parts]
    while lines and lines[-1] == EMPTY:
        lines.pop()
    return "\n".join(lines)


def _write_items(items: tuple[str, ...]) -> str:
    return "\n".join(" ".join(item.split()) for item in items)
