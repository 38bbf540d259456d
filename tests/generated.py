"""Records as Hypothesis makes them up, full of what a table could mistake for something else."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from bot.core.models import (
    Citation,
    Claim,
    Counter,
    CounterKind,
    DateBasis,
    EntryState,
    Record,
    Source,
    SourceKind,
    Speaker,
    SpeakerKind,
    Stance,
    StanceOn,
    Statement,
    TextKind,
)

# Everything a cell could be mistaken for: formulas, separators, quotes, escapes, newlines.
_SNIPPETS = st.sampled_from(
    [
        *("=1+1", "+", "-", "@", "'", "'=", "\t", "\r", "\n", "\r\n", '"', ",", ";", " | ", "|"),
        *("\\", "\\|", "\\;", "~", "…", "“not”", "Élysée", "ı", "\u2028", "\ufeff", "a", "b c"),
    ]
)
texts = st.one_of(
    st.lists(_SNIPPETS, min_size=1, max_size=6).map("".join),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "S", "Zs")), max_size=12),
).filter(lambda text: text == text.strip() != "")
lines = st.none() | texts
ids = st.one_of(
    st.sampled_from(["C2", "S1", "P3", "D4", "S10", "a b", "x;y", "=id", "'id"]), texts
).filter(lambda id_: id_.isprintable() and not id_.startswith("~"))
days = st.sampled_from(
    ["2024", "2024-10-23", "2024-10~", "199X", "2024-10-23/2024-10-29", "../2024"]
)
addresses = st.none() | st.integers(1, 9).map("https://example.org/{}?q=a|b;c".format)
several = st.lists(texts, max_size=3).map(tuple)


@st.composite
def sources(draw: st.DrawFn, id_: str) -> Source:
    published = draw(st.none() | days)
    basis = None if published is None else draw(st.sampled_from(DateBasis))
    return Source(
        id=id_,
        title=draw(texts),
        kind=draw(st.sampled_from(SourceKind)),
        publisher=draw(lines),
        author=draw(lines),
        published=published,
        published_basis=basis,
        published_inferred_from=draw(texts) if basis is DateBasis.INFERRED else None,
        url=draw(addresses),
        archive_url=draw(addresses),
        language=draw(st.sampled_from(["en", "de", "ko"])),
        note=draw(lines),
        state=draw(st.sampled_from([EntryState.ACTIVE, EntryState.RETIRED])),
    )


@st.composite
def statements(
    draw: st.DrawFn,
    id_: str,
    known: tuple[Sequence[str], Sequence[str], Sequence[str]],
    earlier: Sequence[str],
) -> Statement:
    speakers, cited, claims = (st.sampled_from(choices) for choices in known)
    basis = draw(st.sampled_from(DateBasis))
    citation = st.builds(Citation, cited, texts, st.sampled_from(TextKind), lines)
    on = st.builds(StanceOn, claims, st.sampled_from(Stance))
    counters: Sequence[Counter] = ()
    if earlier:
        counter = st.builds(Counter, st.sampled_from(CounterKind), st.sampled_from(earlier))
        counters = draw(st.lists(counter, max_size=3, unique=True))
    return Statement(
        id=id_,
        speaker=draw(speakers),
        said_on=draw(days),
        date_basis=basis,
        stances=tuple(draw(st.lists(on, min_size=1, max_size=3, unique_by=lambda on: on.claim))),
        citations=tuple(draw(st.lists(citation, min_size=1, max_size=3, unique=True))),
        counters=tuple(counters),
        role=draw(lines),
        organisation=draw(lines),
        date_text=draw(lines),
        date_inferred_from=draw(texts) if basis is DateBasis.INFERRED else draw(lines),
        place=draw(lines),
        occasion=draw(lines),
        state=draw(st.sampled_from([EntryState.ACTIVE, EntryState.RETIRED])),
    )


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A record in which every speaker and source is named by a statement, or may be left out."""

    def some_ids(at_most: int) -> list[str]:
        # SQLite and record files tell ids apart as they stand; C2 and c2 are one public id.
        unique = st.lists(ids, min_size=1, max_size=at_most, unique_by=str.casefold)
        return draw(unique)

    speaker_ids, source_ids, claim_ids = some_ids(2), some_ids(2), some_ids(3)
    known = (speaker_ids, source_ids, [*claim_ids, "LC1"])
    stated: list[Statement] = []
    for id_ in some_ids(3):
        stated.append(draw(statements(id_, known, [statement.id for statement in stated])))
    named = {statement.speaker for statement in stated}
    cited = {citation.source for statement in stated for citation in statement.citations}
    kinds = st.sampled_from(SpeakerKind)
    return Record(
        speakers=tuple(
            Speaker(id_, draw(texts), draw(kinds), draw(several))
            for id_ in speaker_ids
            if id_ in named
        ),
        sources=tuple(draw(sources(id_)) for id_ in source_ids if id_ in cited),
        claims=tuple(Claim(id_, draw(texts), draw(several)) for id_ in claim_ids),
        statements=tuple(stated),
    )
