"""The rules an entry must keep before it can be part of the record."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bot.core.dates import parse_edtf
from bot.core.errors import InvalidInput, InvalidRecord
from bot.core.models import Claim, DateBasis, Entry, Source, Speaker, Statement
from bot.core.words import IN_ENGLISH, Sentence, group_digits

LONGEST_LINE = 2000
"""Characters of a name, a title, a wording of a claim."""

LONGEST_TEXT = 4000
"""Characters of a statement's words or a note."""

LONGEST_ADDRESS = 2000
"""Characters of an address."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
)


def check_entry(entry: Entry) -> None:
    """Check everything about an entry that can be told from the entry alone.

    Raises:
        InvalidRecord: names the field and what was expected.
    """
    match entry:
        case Claim():
            _check_claim(entry)
        case Speaker():
            _check_speaker(entry)
        case Source():
            _check_source(entry)
        case Statement():
            _check_statement(entry)


def _check_claim(claim: Claim) -> None:
    check_text("claim", claim.wording, LONGEST_LINE)
    for phrasing in claim.phrasings:
        check_text("phrasing", phrasing, LONGEST_LINE)


def _check_speaker(speaker: Speaker) -> None:
    check_text("speaker", speaker.name, LONGEST_LINE)
    for variant in speaker.variants:
        check_text("variant", variant, LONGEST_LINE)


def _check_source(source: Source) -> None:
    check_text("source title", source.title, LONGEST_LINE)
    for name in ("publisher", "author", "language"):
        _check_optional(name, getattr(source, name), LONGEST_LINE)
    _check_optional("note", source.note, LONGEST_TEXT)
    check_address("url", source.url)
    check_address("archive_url", source.archive_url)
    if source.published is not None:
        _check_date("published", source.published)
    if (source.published is None) != (source.published_basis is None):
        raise InvalidRecord(Sentence("refused.published-basis"), field="published_basis")
    if source.published_basis is DateBasis.INFERRED:
        check_text("published_inferred_from", source.published_inferred_from or "", LONGEST_TEXT)


def _check_statement(statement: Statement) -> None:
    _check_date("date", statement.said_on)
    if statement.date_basis is DateBasis.INFERRED:
        check_text("date_inferred_from", statement.date_inferred_from or "", LONGEST_TEXT)
    for name in ("role", "organisation", "date_text", "place", "occasion"):
        _check_optional(name, getattr(statement, name), LONGEST_LINE)
    if not statement.citations:
        raise InvalidRecord(Sentence("refused.no-source"), field="citations")
    for citation in statement.citations:
        check_text("text", citation.wording, LONGEST_TEXT)
        _check_optional("via", citation.via, LONGEST_LINE)
    if not statement.stances:
        raise InvalidRecord(Sentence("refused.no-claim"), field="stances")
    if len({on.claim for on in statement.stances}) < len(statement.stances):
        raise InvalidRecord(Sentence("refused.two-stances"), field="stances")
    for counter in statement.counters:
        if counter.statement == statement.id:
            raise InvalidRecord(Sentence("refused.answers-itself"), field="counters")


def check_text(field: str, text: str, longest: int) -> None:
    """Check that a text is there, not too long and free of control characters.

    Raises:
        InvalidRecord: it is not.
    """
    if not text.strip():
        raise InvalidRecord(Sentence("refused.missing", field=_name(field)), field=field)
    if len(text) > longest:
        number, most = group_digits(len(text)), group_digits(longest)
        sentence = Sentence("refused.long", field=_name(field), number=number, most=most)
        raise InvalidRecord(sentence, field=field)
    if _FORBIDDEN.search(text):
        raise InvalidRecord(Sentence("refused.control-characters", field=_name(field)), field=field)


def _name(field: str) -> Sentence | str:
    """What a field is called in a sentence; a column of a file by the name it has there."""
    key = f"named.{field}"
    return Sentence(key) if key in IN_ENGLISH.texts else field


def check_address(field: str, url: str | None) -> None:
    """Check that an address, if there is one, is a web address.

    Raises:
        InvalidRecord: it is not.
    """
    if url is None:
        return
    check_text(field, url, LONGEST_ADDRESS)
    try:
        parts = urlsplit(url)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        usable = False
    if not usable or any(character.isspace() or character in '<>"' for character in url):
        raise InvalidRecord(Sentence("refused.web-address", field=_name(field)), field=field)


def _check_optional(field: str, text: str | None, longest: int) -> None:
    if text is not None:
        check_text(field, text, longest)


def _check_date(field: str, date: str) -> None:
    try:
        parse_edtf(date)
    except InvalidInput as error:
        raise InvalidRecord(error.sentence, field=field) from error
