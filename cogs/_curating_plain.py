"""Claims, speakers and sources as forms have them."""

from __future__ import annotations

from dataclasses import replace

from bot.core.curation.dating import read_typed_date
from bot.core.models import Claim, DateBasis, Source, SourceKind, Speaker, SpeakerKind
from cogs._curating import Moderator
from cogs._curating_forms import Filled

SOURCE_LETTERS = {kind.value[0] + kind.value.split()[-1][0]: kind for kind in SourceKind}
"""Two letters that stand for a kind of source in a custom id."""


def fill_claim(claim: Claim, filled: Filled) -> Claim:
    """The claim as a form has it."""
    wording = " ".join(filled.get("wording").split())
    return replace(claim, wording=wording, phrasings=filled.items("phrasings"))


def fill_speaker(speaker: Speaker, filled: Filled) -> Speaker:
    """The speaker as a form has it."""
    kind = SpeakerKind(filled.get("speaker-kind") or speaker.kind.value)
    return replace(
        speaker, name=filled.get("speaker"), variants=filled.items("variants"), kind=kind
    )


def fill_source(source: Source, filled: Filled, moderator: Moderator) -> Source:
    """The source as a form has it. Raises InvalidInput for its date."""
    address, archived = filled.lines("addresses", 2)
    publisher, author, language = filled.lines("publisher", 3)
    filled_in = replace(
        source,
        title=filled.get("title"),
        url=address or None,
        archive_url=archived or None,
        publisher=publisher or None,
        author=author or None,
        language=language or source.language,
        note=filled.get("note") or None,
    )
    return publish(filled_in, filled.get("published"), moderator)


def undate(source: Source) -> Source:
    """The source without a date of publication."""
    return replace(source, published=None, published_basis=None, published_inferred_from=None)


def publish(source: Source, typed: str, moderator: Moderator) -> Source:
    """The source with the date of publication as typed."""
    if typed == (source.published or ""):
        return source
    if not typed:
        return undate(source)
    read = read_typed_date(typed)
    return replace(
        source,
        published=read.edtf,
        published_basis=DateBasis.STATED,
        published_inferred_from=None,
    )
