"""The parts of entries that have a form of their own: dates, stances, citations, kinds."""

from __future__ import annotations

import pytest
import simcord

from bot.core.models import DateBasis, SourceKind, Statement, View
from db.archive import SqliteArchive
from tests.moderating import Staffed, add_claim, add_statement, send_form, staff
from tests.simulated import Simulation, answer_of, labels_of, texts_of


@pytest.fixture
async def staffed(sim: Simulation) -> Staffed:
    """A server with two claims and a statement."""
    staffed = await staff(sim)
    await add_claim(staffed)
    await add_claim(staffed, "Zebras striped the parliament lawn")
    await add_statement(staffed)
    return staffed


async def _open(staffed: Staffed, id_: str, part: str) -> simcord.InteractionResult:
    staffed.sim.clock.pass_by(60)
    return await staffed.curator.slash(staffed.sim.channel, "edit", id=id_, part=part)


async def _send(staffed: Staffed, form: simcord.InteractionResult, **values: object) -> str:
    draft = await send_form(staffed.curator, form, **values)
    labels = labels_of(draft)
    label = next((each for each in ("Save", "Save anyway") if each in labels), None)
    if label is None:
        return texts_of(draft)
    return texts_of(answer_of(await staffed.curator.click(draft, label=label)))


async def _load(staffed: Staffed, id_: str = "S1") -> Statement:
    entry = await SqliteArchive(staffed.sim.store).load_entry(View(staffed.sim.guild.id), id_)
    assert isinstance(entry, Statement)
    return entry


async def test_what_has_a_form_of_its_own_is_suggested(staffed: Staffed) -> None:
    channel, curator = staffed.sim.channel, staffed.curator
    found = await curator.autocomplete(channel, "edit", "part", "", id="S1")
    assert [choice["value"] for choice in found] == ["date", "bearing", "citation 1", "citation 2"]
    assert "perfectly safe" in found[2]["name"]
    assert [
        c["value"] for c in await curator.autocomplete(channel, "edit", "part", "", id="D1")
    ] == ["kind"]
    assert await curator.autocomplete(channel, "edit", "part", "", id="C1") == []


async def test_how_a_date_is_known_is_edited_with_what_it_was_inferred_from(
    staffed: Staffed,
) -> None:
    form = await _open(staffed, "S1", "date")
    assert "2024-10-2" in str(form.modal)
    said = await _send(
        staffed,
        form,
        when="23 Oct 2024",
        date_basis=["inferred"],
        inferred_from="The paper of the 24th says “yesterday”.",
        date_text="yesterday",
    )
    assert "Kept: S1" in said
    statement = await _load(staffed)
    assert (statement.said_on, statement.date_basis) == ("2024-10-23", DateBasis.INFERRED)
    assert statement.date_inferred_from == "The paper of the 24th says “yesterday”."
    assert statement.date_text == "yesterday"
    assert statement.role == "Mayor"


async def test_stances_and_counters_are_edited_as_lines(staffed: Staffed) -> None:
    form = await _open(staffed, "S1", "bearing")
    assert "supports C1" in str(form.modal)
    said = await _send(staffed, form, stances="disputes C2\ncontext LC1", counters="denies LS2")
    assert "disputes: C2" in said
    statement = await _load(staffed)
    assert [(on.claim, on.stance.value) for on in statement.stances] == [
        ("C2", "disputes"),
        ("LC1", "context"),
    ]
    assert [(c.kind.value, c.statement) for c in statement.counters] == [("denies", "LS2")]
    unreadable = await _send(staffed, await _open(staffed, "S1", "bearing"), stances="C1")
    assert "“C1” cannot be read" in unreadable


async def test_citations_after_the_first_are_added_edited_and_taken_away(
    staffed: Staffed,
) -> None:
    form = await _open(staffed, "S1", "citation 2")
    await _send(
        staffed,
        form,
        source="Bridge safe, says mayor\nhttps://herald.example/1\nHerald\nOct 2024",
        words="The bridge is safe, the mayor said.",
        text_kind=["paraphrase"],
        via="City radio",
        citation_stays=["yes"],
    )
    _, second = (await _load(staffed)).citations
    assert (second.source, second.via, second.kind.value) == ("D2", "City radio", "paraphrase")
    form = await _open(staffed, "S1", "citation 2")
    assert "D2" in str(form.modal)
    edited = {"source": "D2", "words": "It is safe.", "text_kind": ["quote"]}
    await _send(staffed, form, **edited, via="", citation_stays=["yes"])
    first, second = (await _load(staffed)).citations
    assert (second.wording, second.via) == ("It is safe.", None)
    await _send(staffed, await _open(staffed, "S1", "citation 1"), source=first.source,
                words=first.wording, text_kind=["quote"], citation_stays=["no"])  # fmt: skip
    assert (await _load(staffed)).citations == (second,)
    last = await _open(staffed, "S1", "citation 1")
    refused = await _send(staffed, last, **edited, citation_stays=["no"])
    assert "S1 would have no source left" in refused


async def test_the_kind_of_a_source_and_how_its_date_is_known_are_edited(
    staffed: Staffed,
) -> None:
    form = await _open(staffed, "D1", "kind")
    assert "2024-11" in str(form.modal)
    said = await _send(
        staffed,
        form,
        source_kind=["opinion"],
        published="12 Nov 2024",
        date_basis=["inferred"],
        inferred_from="It answers a text of the 11th.",
    )
    assert "kind: before “news report”, after “opinion”" in said
    entry = await SqliteArchive(staffed.sim.store).load_entry(View(staffed.sim.guild.id), "D1")
    assert getattr(entry, "kind", None) is SourceKind.OPINION
    assert getattr(entry, "published", None) == "2024-11-12"
    assert getattr(entry, "published_basis", None) is DateBasis.INFERRED


async def test_a_part_that_there_is_not_is_refused(staffed: Staffed) -> None:
    for id_, part, said in (
        ("S1", "citation 9", "S1 has no part “citation 9”"),
        ("D1", "date", "D1 has no part “date”"),
        ("C1", "date", "All of C1 stands in one form"),
    ):
        assert said in texts_of(answer_of(await _open(staffed, id_, part)))


async def test_the_second_of_two_who_edit_a_part_sees_what_changed(staffed: Staffed) -> None:
    mine = await _open(staffed, "S1", "date")
    theirs = await staffed.manager.slash(staffed.sim.channel, "edit", id="S1", part="bearing")
    draft = await send_form(staffed.manager, theirs, stances="disputes C1")
    await staffed.manager.click(draft, label="Save")
    refused = await send_form(staffed.curator, mine, when="2024", date_basis=["stated"])
    assert "changed meanwhile" in texts_of(refused)
    again = await staffed.curator.click(refused, label="Correct …")
    assert "Kept: S1" in await _send(staffed, again, when="2024", date_basis=["stated"])
    assert (await _load(staffed)).stances[0].stance.value == "disputes"
