"""What members get from the commands that look things up."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any, cast

import discord
import pytest

from bot.core.models import Claim
from tests.record import add_entries
from tests.simulated import Simulation, answer_of, labels_of, texts_of

KURSK = "north korean troops are fighting in Kursk"


async def test_a_question_with_typos_shows_the_dossier_in_the_channel(sim: Simulation) -> None:
    result = await sim.alice.slash(
        sim.channel, "ask", question="nort korean trops figting in Kursk"
    )
    assert result.acknowledged
    assert not result.ephemeral
    said = texts_of(answer_of(result))
    assert "North Korean troops are fighting Ukrainian forces in the Kursk region" in said
    assert "4 dispute the claim" in said
    assert "9 December 2024 · Sabrina Singh, Deputy Press Secretary, Pentagon" in said
    assert "Page 1 of 2, oldest first" in said
    assert "Report an error" in labels_of(answer_of(result))


async def test_a_private_question_is_answered_privately(sim: Simulation) -> None:
    result = await sim.alice.slash(sim.channel, "ask", question=KURSK, private=True)
    assert result.ephemeral


async def test_the_options_select_statements(sim: Simulation) -> None:
    result = await sim.alice.slash(
        sim.channel,
        "ask",
        question=KURSK,
        speaker="Sabrina Singh",
        since="1 Dec 2024",
        until="2024",
    )
    said = texts_of(answer_of(result))
    assert "Sabrina Singh" in said
    assert "United States government\nsupports" not in said
    assert "1 of 5 statements" in said


async def test_a_date_that_can_mean_two_days_is_refused_with_both(sim: Simulation) -> None:
    result = await sim.alice.slash(sim.channel, "ask", question=KURSK, since="10/11/2024")
    assert "10 November 2024" in texts_of(answer_of(result))
    assert "11 October 2024" in texts_of(answer_of(result))


async def test_a_span_that_ends_before_it_begins_is_refused(sim: Simulation) -> None:
    result = await sim.alice.slash(
        sim.channel, "ask", question=KURSK, since="Nov 2024", until="1 Oct 2024"
    )
    said = "The span ends before it begins: since 1 November 2024, until 1 October 2024"
    assert said in texts_of(answer_of(result))
    assert all(each.ephemeral for each in result.followups)


async def test_a_refused_public_question_is_seen_by_its_asker_alone(sim: Simulation) -> None:
    result = await sim.alice.slash(sim.channel, "ask", question=KURSK, since="10/11/2024")
    assert result.response is None
    (refusal,) = result.followups
    assert refusal.ephemeral
    assert "11 October 2024" in texts_of(refusal)
    assert sim.channel.history(viewer=sim.bob) == []


async def test_a_refusal_that_cannot_be_made_private_is_still_heard(
    sim: Simulation, monkeypatch: pytest.MonkeyPatch
) -> None:
    _refuse_follow_ups(monkeypatch)
    result = await sim.alice.slash(sim.channel, "claim", id="LC9999")
    assert result.response is not None
    assert "is on record" in texts_of(result.response)


async def test_typing_suggests_claims_in_spite_of_typos(sim: Simulation) -> None:
    found = await sim.alice.autocomplete(
        sim.channel, "ask", "question", "north korean trops in kur"
    )
    assert any("Kursk region" in choice["name"] for choice in found[:3])
    assert all(len(choice["name"]) <= 100 for choice in found)
    assert found[0]["value"].startswith("LC")


async def test_a_picked_suggestion_leads_straight_to_its_dossier(sim: Simulation) -> None:
    found = await sim.alice.autocomplete(sim.channel, "ask", "question", "killed")
    picked = found[0]["value"]
    result = await sim.alice.slash(sim.channel, "ask", question=picked)
    assert f"id {picked}\n" in texts_of(answer_of(result)) + "\n"


async def test_typing_suggests_speakers_by_any_of_their_names(sim: Simulation) -> None:
    found = await sim.alice.autocomplete(sim.channel, "ask", "speaker", "zel", question="x")
    assert "Volodymyr Zelensky" in found[0]["name"]


async def test_who_types_too_fast_gets_no_suggestions_and_others_still_do(sim: Simulation) -> None:
    counts = [
        len(await sim.alice.autocomplete(sim.channel, "ask", "question", "kursk"))
        for _ in range(40)
    ]
    assert counts[0] > 0
    assert counts[-1] == 0
    assert await sim.bob.autocomplete(sim.channel, "ask", "question", "kursk")


async def test_who_asks_too_often_is_told_how_long_to_wait(sim: Simulation) -> None:
    for _ in range(sim.settings.cooldown_uses):
        await sim.alice.slash(sim.channel, "ping")
    result = await sim.alice.slash(sim.channel, "ask", question=KURSK)
    assert result.ephemeral
    assert "try again in 20 seconds" in texts_of(answer_of(result))
    other = await sim.bob.slash(sim.channel, "ask", question=KURSK)
    assert "Kursk region" in texts_of(answer_of(other))
    sim.clock.pass_by(20)
    again = await sim.alice.slash(sim.channel, "ask", question=KURSK)
    assert "Kursk region" in texts_of(answer_of(again))


async def test_an_off_topic_question_says_that_nothing_is_on_record(sim: Simulation) -> None:
    result = await sim.alice.slash(sim.channel, "ask", question="was the moon landing faked?")
    assert "Nothing on record about" in texts_of(answer_of(result))
    assert "Send to the moderators …" in labels_of(answer_of(result))


async def test_claim_sources_timeline_and_speaker_show_theirs(sim: Simulation) -> None:
    for command, options, expected in (
        ("claim", {"id": "LC1"}, "Kursk region"),
        ("claim", {"id": KURSK}, "Kursk region"),
        ("sources", {"claim": "LC1"}, "sources on record"),
        ("timeline", {"claim": "LC1"}, "Timeline: North Korean troops"),
        ("speaker", {"name": "Zelenskyi"}, "What Volodymyr Zelensky said"),
    ):
        sim.clock.pass_by(60)
        result = await sim.alice.slash(sim.channel, command, **options)
        assert expected in texts_of(answer_of(result))


async def test_an_id_for_a_question_is_answered_with_that_entry(sim: Simulation) -> None:
    for id_, expected in (
        ("LC1", "Kursk region"),
        ("ls47", "Sabrina Singh"),
        ("LD1", "cited by"),
    ):
        sim.clock.pass_by(60)
        result = await sim.alice.slash(sim.channel, "ask", question=id_)
        assert expected in texts_of(answer_of(result)).replace("Cited", "cited")
    sim.clock.pass_by(60)
    unknown = await sim.alice.slash(sim.channel, "ask", question="LD999")
    assert "LD999" in texts_of(answer_of(unknown))


@pytest.mark.parametrize("id_", ["LC9999", "C1", "nothing like it", "LS1"])
async def test_what_is_not_on_record_is_said_so(sim: Simulation, id_: str) -> None:
    result = await sim.alice.slash(sim.channel, "claim", id=id_)
    said = texts_of(answer_of(result))
    assert "is on record" in said or "No claim is clearly meant" in said


async def test_a_citation_comes_in_three_styles(sim: Simulation) -> None:
    markdown = await sim.alice.slash(sim.channel, "cite", id="LS47")
    assert "Sabrina Singh" in texts_of(answer_of(markdown))
    plain = await sim.alice.slash(sim.channel, "cite", id="LS47", style="plain")
    assert "[LS47]" in texts_of(answer_of(plain))
    csl = await sim.alice.slash(sim.channel, "cite", id="LS47", style="csl")
    items = json.loads(texts_of(answer_of(csl)).strip().strip("`"))
    assert items[0]["title"].startswith("Pentagon Debunks")
    assert items[0]["issued"] == {"date-parts": [[2024, 12, 12]]}


async def test_all_options_of_a_question_are_taken_together_and_kept_on_its_pages(
    sim: Simulation,
) -> None:
    result = await sim.alice.slash(
        sim.channel,
        "ask",
        question="north koraen troops fighting in Kursk",
        speaker="singh",
        since="Nov 2024",
        until="2024",
        private=True,
    )
    assert result.ephemeral
    said = texts_of(answer_of(result))
    assert "1 of 5 statements" in said
    assert "read “koraen” as “korean”" in said
    assert "Sabrina Singh" in said
    assert "Felix Abt" not in said
    back = await sim.alice.click(answer_of(result), label="Only counter-statements")
    again = texts_of(answer_of(await sim.alice.click(answer_of(back), label="All statements")))
    assert again == said


async def test_a_private_answer_in_a_thread_is_posted_there(sim: Simulation) -> None:
    started = await sim.bob.send(sim.channel, "about Kursk")
    message = await sim.env.bot.get_channel(sim.channel.id).fetch_message(started.id)  # type: ignore[union-attr]
    thread = await message.create_thread(name="Kursk")
    handle = next(one for one in sim.channel.threads if one.id == thread.id)
    result = await sim.alice.slash(handle, "ask", question=KURSK, private=True)
    posted = await sim.alice.click(answer_of(result), label="Post here")
    assert "Kursk region" in texts_of(answer_of(posted))
    assert "Kursk region" in texts_of(handle.last_message)


async def test_another_servers_entries_are_found_by_no_path(sim: Simulation) -> None:
    room, carol = sim.elsewhere()
    claim = Claim("zebras", "Zebras striped the parliament lawn")
    await add_entries(sim.store, [claim], community_id=carol.guild.id)
    own = await carol.slash(room, "ask", question="zebras striped the parliament lawn")
    assert "Zebras" in texts_of(answer_of(own))
    assert "id C1" in texts_of(answer_of(own))
    for command, options in (
        ("ask", {"question": "zebras striped the parliament lawn"}),
        ("ask", {"question": "C1"}),
        ("claim", {"id": "C1"}),
        ("sources", {"claim": "C1"}),
        ("timeline", {"claim": "C1"}),
        ("cite", {"id": "C1"}),
        ("follow", {"claim": "C1"}),
    ):
        sim.clock.pass_by(60)
        result = await sim.alice.slash(sim.channel, command, **options)
        said = texts_of(answer_of(result))
        assert "Nothing on record" in said or "No " in said
        assert "Zebras striped" not in said.replace("zebras", "")
    assert not any(
        "Zebras" in choice["name"]
        for choice in await sim.alice.autocomplete(sim.channel, "ask", "question", "zebras str")
    )


def _refuse_follow_ups(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on, Discord takes no second message for an interaction."""

    async def refuse(*arguments: Any, **values: Any) -> None:
        response = SimpleNamespace(status=404, reason="Not Found")
        raise discord.NotFound(cast(Any, response), {"code": 10008, "message": "Unknown Message"})

    monkeypatch.setattr(discord.Webhook, "send", refuse)
