"""A member whose Discord is in German: every refusal, question and note in German, dates too."""

from __future__ import annotations

import re
from typing import Any

import pytest
import simcord

from bot.core.membership import CommunitySettings
from db.members import SqliteMembers
from tests.moderating import (
    STATEMENT,
    Staffed,
    add_claim,
    draft_claim,
    open_statement,
    send_form,
    staff,
)
from tests.simulated import (
    Simulation,
    answer_of,
    labels_of,
    last_message_of,
    speak,
    texts_of,
)


@pytest.fixture
async def german(sim: Simulation, monkeypatch: pytest.MonkeyPatch) -> Staffed:
    """A server with one claim; from now on, everybody's Discord is in German."""
    staffed = await staff(sim)
    await add_claim(staffed)
    speak("de", monkeypatch)
    return staffed


def said_in(result: simcord.InteractionResult) -> str:
    return texts_of(answer_of(result))


async def _draft(staffed: Staffed, **changed: str) -> Any:
    shown = await open_statement(staffed, staffed.curator)
    return await send_form(staffed.curator, shown, **(STATEMENT | changed))


async def test_dates_are_refused_asked_about_and_shown_in_german(german: Staffed) -> None:
    said = texts_of(await _draft(german, when="someday"))
    assert "Nichts wurde geändert" in said
    assert "„someday“ hat in einem Datum keinen Platz" in said
    assert "Ende Oktober 2024" in said
    said = texts_of(await _draft(german, when="10/11/2024"))
    assert r"10\. November 2024 oder 11\. Oktober 2024" in said
    said = texts_of(await _draft(german, when="März 2031", source="A paper\nhttps://x.example/1"))
    assert "Das Datum, März 2031, liegt in der Zukunft." in said


async def test_what_was_understood_and_noted_is_shown_in_german(german: Staffed) -> None:
    first = await _draft(german)
    said = texts_of(first)
    assert "gesagt: „Ende Oktober 2024" in said
    assert "veröffentlicht: „November 2024" in said
    assert "stützt: C1" in said
    assert "wörtlich: The bridge on Elm Street" in said
    assert "Grundlage des Datums: „angegeben“" in said
    await german.curator.click(first, label="Eintragen")
    said = texts_of(await _draft(german, words="It will be closed for years, said the mayor."))
    assert "Die Quelle ist schon verzeichnet, als D1" in said


async def test_who_may_not_and_an_unknown_id_are_refused_in_german(german: Staffed) -> None:
    result = await german.sim.alice.slash(german.sim.channel, "claim", id="C999")
    assert "„C999“ ist verzeichnet" in said_in(result)
    assert "Kennungen sehen aus wie" in said_in(result)
    result = await german.sim.alice.slash(german.sim.channel, "retire", id="C1")
    said = said_in(result)
    assert (
        "„zurückziehen“ auf diesem Server dürfen nur die Serververwaltung, Kuratoren oder" in said
    )
    assert "nichts wurde geändert" in said


async def test_a_near_duplicate_is_asked_about_in_german(german: Staffed) -> None:
    wording = "The bridge on Elm Street is safe"
    draft = await draft_claim(german.curator, german.sim.channel, wording)
    assert "Das sieht aus wie C1: „The Elm Street bridge is safe“." in texts_of(draft)
    assert {"Trotzdem eintragen", "Als Formulierung von C1"} <= set(labels_of(draft))


async def test_a_conflict_is_told_in_german(german: Staffed) -> None:
    channel = german.sim.channel
    shown = await german.curator.slash(channel, "edit", id="C1")
    other = await german.manager.slash(channel, "edit", id="C1")
    draft = await send_form(german.manager, other, wording="The Elm Street bridge is sound")
    await german.manager.click(draft, label="Eintragen")
    refused = await send_form(german.curator, shown, wording="The Elm Street bridge is firm")
    said = texts_of(refused)
    assert "C1 wurde inzwischen geändert (Wortlaut); sieh es dir noch einmal an" in said
    assert "Wortlaut: vorher „The Elm Street bridge is safe“" in said


async def test_the_history_and_what_an_undo_asks_are_german(german: Staffed) -> None:
    channel = german.sim.channel
    told = said_in(await german.curator.slash(channel, "history", id="C1"))
    assert re.search(r"R1 · 22\\?\. November 2026, \d\d:\d\d Uhr UTC · eintragen · Konto \d+", told)
    asked = said_in(await german.curator.slash(channel, "undo"))
    assert re.search(
        r"R\d+ \(eintragen, Konto \d+, 22\\?\. November 2026\) wird zurückgenommen", asked
    )


async def test_a_proposal_is_shown_in_german_with_what_stands_against_it(german: Staffed) -> None:
    sim = german.sim
    await sim.alice.slash(sim.channel, "record phrasing", claim="C1", wording="Elm is safe")
    retired = await german.curator.slash(sim.channel, "retire", id="C1")
    assert "verschwindet aus allen Antworten" in said_in(retired)
    await german.curator.click(answer_of(retired), label="Bestätigen")
    queue = await german.reviewer.slash(sim.channel, "queue")
    said = said_in(await german.reviewer.click(answer_of(queue), label="2 ansehen"))
    assert re.search(r"„eintragen“ \(Konto \d+, 22\\?\. November 2026\)", said)
    assert "C1 ist zurückgezogen; stelle es erst wieder her." in said


async def test_a_refusal_is_in_the_members_language_and_an_answer_in_the_servers(
    sim: Simulation, monkeypatch: pytest.MonkeyPatch
) -> None:
    await SqliteMembers(sim.store).save_settings(sim.guild.id, CommunitySettings(language="de"))
    refused = await sim.alice.slash(sim.channel, "claim", id="C999")
    assert "is on record" in texts_of(refused.followups[-1])
    speak("de", monkeypatch)
    refused = await sim.alice.slash(sim.channel, "claim", id="C999")
    assert "ist verzeichnet" in texts_of(refused.followups[-1])


async def test_a_mention_is_refused_in_the_language_that_answers_have_in_the_server(
    sim: Simulation,
) -> None:
    await SqliteMembers(sim.store).save_settings(sim.guild.id, CommunitySettings(language="de"))
    bot = sim.env.bot.user
    assert bot is not None
    for _ in range(sim.settings.cooldown_uses + 1):
        await sim.alice.send(sim.channel, f"<@{bot.id}> kursk")
    assert "Das war schnell" in texts_of(last_message_of(sim.channel))


async def test_the_audit_channel_is_told_in_the_servers_language(german: Staffed) -> None:
    sim = german.sim
    await SqliteMembers(sim.store).save_settings(sim.guild.id, CommunitySettings(language="de"))
    retired = await german.curator.slash(sim.channel, "retire", id="C1")
    await german.curator.click(answer_of(retired), label="Bestätigen")
    assert "zurückziehen" in texts_of(last_message_of(german.audit))


async def test_a_search_that_fails_says_so_as_the_only_choice(
    german: Staffed, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    sim = german.sim

    async def fail(*arguments: object) -> None:
        raise RuntimeError("broken on purpose")

    monkeypatch.setattr(SqliteMembers, "suggest_claims", fail)
    (choice,) = await sim.alice.autocomplete(sim.channel, "ask", "question", "kursk")
    found = re.fullmatch(r"Die Suche ist gescheitert.*Fehlerkennung: (\w{8})", choice["name"])
    assert found is not None
    assert len(choice["name"]) <= 100
    assert found[1] in [getattr(record, "error_id", "") for record in caplog.records]
    picked = await sim.alice.slash(sim.channel, "ask", question=choice["value"])
    assert "Das war kein Vorschlag: die Suche war gescheitert." in said_in(picked)
    assert found[1] in said_in(picked)
