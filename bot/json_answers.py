"""An answer as one JSON object on one line: the stable shape that programs read."""

from __future__ import annotations

import json
from typing import Any

from bot.core.lookup import Found, Hit, Outcome, Unknown, Unsure
from bot.core.models import (
    Citation,
    Claim,
    Counter,
    DateBasis,
    Dossier,
    Record,
    Source,
    Speaker,
    Statement,
)
from bot.core.wording import word_date

_NAMES: dict[type[Outcome], str] = {Found: "found", Unsure: "unsure", Unknown: "unknown"}


def encode_line(content: dict[str, Any]) -> str:
    """The content as one line of JSON; text that is not valid Unicode is replaced."""
    line = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    return line.encode("utf-8", "replace").decode("utf-8")


def named_as_json(query: str, content: dict[str, Any]) -> dict[str, Any]:
    """The answer to a question that is an entry's id, no claim's; `content` is the entry."""
    return {"query": query, "outcome": "entry", "matches": [], "entry": content}


def answer_as_json(query: str, outcome: Outcome, *, explain: bool = False) -> dict[str, Any]:
    """The outcome of a question; statements only where the program stands by the matches."""
    stands_by = not isinstance(outcome, Unknown)
    return {
        "query": query,
        "outcome": _NAMES[type(outcome)],
        "matches": [_hit(hit, stands_by, explain) for hit in outcome.hits],
    }


def _hit(hit: Hit, stands_by: bool, explain: bool) -> dict[str, Any]:
    claim = hit.dossier.claim
    content = {
        "id": claim.id,
        "external_id": claim.external_id,
        "claim": claim.wording,
        "score": round(hit.match.score, 6),
        "matched": hit.match.matched,
        "matched_statement": hit.statement_id,
        "read_as": [{"typed": typed, "term": term} for typed, term in hit.match.corrections],
        "differences": [{"asked": d.asked, "on_record": d.on_record} for d in hit.match.parting],
        "statements": dossier_as_json(hit.dossier) if stands_by else [],
    }
    if explain:
        content["features"] = [
            {"name": f.name, "value": round(f.value, 6), "weight": f.weight}
            for f in hit.match.features
        ]
    return content


def claim_as_json(claim: Claim) -> dict[str, Any]:
    """A claim without its statements."""
    return {
        "id": claim.id,
        "external_id": claim.external_id,
        "claim": claim.wording,
        "phrasings": list(claim.phrasings),
    }


def dossier_as_json(dossier: Dossier) -> list[dict[str, Any]]:
    """The statements of a dossier, oldest first, each with its stance on the dossier's claim."""
    return [
        statement_as_json(
            statement,
            dossier.speakers[statement.speaker],
            dict(dossier.sources),
            stance=next(
                on.stance.value for on in statement.stances if on.claim == dossier.claim.id
            ),
            countered_by=dossier.answered_by.get(statement.id, ()),
        )
        for statement in dossier.statements
    ]


def statement_as_json(
    statement: Statement,
    speaker: Speaker,
    sources: dict[str, Source],
    *,
    stance: str | None,
    countered_by: tuple[Counter, ...],
) -> dict[str, Any]:
    """One statement; `stance` is None where no single claim is meant."""
    return {
        "id": statement.id,
        "external_id": statement.external_id,
        "date": statement.said_on,
        "date_text": statement.date_text or word_date(statement.said_on),
        "date_basis": _word_basis(statement),
        "speaker": speaker.name,
        "role": statement.role,
        "organisation": statement.organisation,
        "place": statement.place,
        "occasion": statement.occasion,
        "stance": stance,
        "text": statement.text,
        "kind": statement.kind.value,
        "sources": [_citation(c, sources[c.source]) for c in statement.citations],
        "counters": [_counter(counter) for counter in statement.counters],
        "countered_by": [_counter(counter) for counter in countered_by],
    }


def one_statement_as_json(
    statement: Statement, dossier: Dossier, claims: tuple[Claim, ...]
) -> dict[str, Any]:
    """A statement of a dossier with its stance on each claim that it bears on."""
    content = statement_as_json(
        statement,
        dossier.speakers[statement.speaker],
        dict(dossier.sources),
        stance=None,
        countered_by=dossier.answered_by.get(statement.id, ()),
    )
    del content["stance"]
    return {**content, "stances": _stances(statement, claims)}


def _stances(statement: Statement, claims: tuple[Claim, ...]) -> list[dict[str, str]]:
    wordings = {claim.id: claim.wording for claim in claims}
    return [
        {"id": on.claim, "claim": wordings[on.claim], "stance": on.stance.value}
        for on in statement.stances
    ]


def _word_basis(statement: Statement) -> str:
    match statement.date_basis:
        case DateBasis.STATED:
            return "stated"
        case DateBasis.INFERRED:
            return f"inferred: {statement.date_inferred_from}"
        case DateBasis.PUBLICATION:
            return "date of publication"


def _citation(citation: Citation, source: Source) -> dict[str, Any]:
    return {
        **source_as_json(source),
        "wording": citation.wording,
        "wording_kind": citation.kind.value,
        "via": citation.via,
    }


def source_as_json(source: Source) -> dict[str, Any]:
    """One source; what is not known is null."""
    return {
        "id": source.id,
        "title": source.title,
        "publisher": source.publisher,
        "author": source.author,
        "published": source.published,
        "kind": source.kind.value,
        "url": source.url,
        "archive_url": source.archive_url,
    }


def listed_source_as_json(source: Source, cited: int) -> dict[str, Any]:
    """One source with its note and the number of statements that cite it."""
    return {**source_as_json(source), "note": source.note, "statements": cited}


def _counter(counter: Counter) -> dict[str, str]:
    return {"id": counter.statement, "kind": counter.kind.value}


def speaker_as_json(speaker: Speaker, said: Record) -> dict[str, Any]:
    """A speaker with every statement, oldest first, and its stance on each claim."""
    sources = {source.id: source for source in said.sources}
    statements = []
    for statement in said.statements:
        content = statement_as_json(statement, speaker, sources, stance=None, countered_by=())
        del content["stance"], content["countered_by"]
        statements.append({**content, "stances": _stances(statement, said.claims)})
    return {
        "id": speaker.id,
        "speaker": speaker.name,
        "kind": speaker.kind.value,
        "variants": list(speaker.variants),
        "statements": statements,
    }
