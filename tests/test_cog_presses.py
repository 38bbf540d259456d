"""What buttons, menus and forms do, for whom, and after a restart."""

from __future__ import annotations

from typing import Any

import discord

from bot.core.membership import CommunitySettings
from db.members import SqliteMembers
from tests.simulated import Simulation, answer_of, labels_of, rows_of, texts_of, walk

KURSK = "north korean troops are fighting in Kursk"
DIFFERENT = "south korea sent troops to russia"


async def _ask(sim: Simulation, question: str = KURSK, **options: Any) -> Any:
    return answer_of(await sim.alice.slash(sim.channel, "ask", question=question, **options))


async def test_the_asker_turns_the_pages_of_the_message_itself(sim: Simulation) -> None:
    message = await _ask(sim)
    result = await sim.alice.click(message, label="Later")
    assert answer_of(result).id == message.id
    assert "Page 2 of 2" in texts_of(answer_of(result))
    await sim.alice.click(answer_of(result), label="Oldest")
    assert "Page 1 of 2" in texts_of(sim.channel.last_message)


async def test_newest_is_one_press_away(sim: Simulation) -> None:
    message = await _ask(sim)
    await sim.alice.click(message, label="Newest")
    assert "8 February 2025 · Felix Abt" in texts_of(sim.channel.last_message)


async def test_another_member_gets_a_private_answer_and_the_message_stays(sim: Simulation) -> None:
    message = await _ask(sim)
    before = texts_of(message)
    result = await sim.bob.click(message, label="Later")
    assert result.ephemeral
    assert "Page 2 of 2" in texts_of(answer_of(result))
    assert texts_of(sim.channel.last_message) == before
    again = await sim.bob.click(answer_of(result), label="Earlier")
    assert "Page 1 of 2" in texts_of(answer_of(again))


async def test_old_buttons_answer_after_a_restart(sim: Simulation) -> None:
    message = await _ask(sim)
    await sim.restart()
    result = await sim.alice.click(message, label="Later")
    assert "Page 2 of 2" in texts_of(answer_of(result))
    assert "matched: “North Korean troops are fighting in Kursk”" in texts_of(
        answer_of(await sim.alice.click(answer_of(result), label="Earlier"))
    )


async def test_how_the_question_was_read_is_said_again_on_the_first_page_and_not_stored(
    sim: Simulation,
) -> None:
    message = await _ask(sim, "nort koraen trops figting in Kursk")
    first = [line for line in texts_of(message).splitlines() if "read “" in line]
    assert "read “koraen” as “korean”" in first[0]
    await sim.restart()
    for away, back in (("Later", "Earlier"), ("Only counter-statements", "All statements")):
        for label in (away, back):
            message = answer_of(await sim.alice.click(message, label=label))
        assert first[0] in texts_of(message).splitlines()
    assert "koraen" not in str(await rows_of(sim.store, "SELECT * FROM shown_answer"))


async def test_many_misread_words_are_said_to_have_been_read_as_others(sim: Simulation) -> None:
    question = "nort koraen trops are figting ukrainan forzes in the kurks regoin"
    first = await _choose_first(sim, await _ask(sim, question))
    await sim.alice.click(first, label="Later")
    later = texts_of(answer_of(await sim.alice.click(first, label="Oldest")))
    assert "read “nort” as “north”" in later
    assert "Some words of the question were read as others." in later


async def _choose_first(sim: Simulation, message: Any) -> Any:
    """The first of the choices, where there are any."""
    menus = [part for part in walk(message.components) if part["type"] == 3]
    if not menus:
        return message
    return answer_of(await sim.alice.select(message, [menus[0]["options"][0]["value"]]))


async def test_only_counter_statements_are_shown_and_all_again(sim: Simulation) -> None:
    message = await _ask(sim)
    result = await sim.alice.click(message, label="Only counter-statements")
    said = texts_of(answer_of(result))
    assert "only counter-statements (4)" in said
    assert "**October 2024 – January 2025 · United States government**" not in said
    back = await sim.alice.click(answer_of(result), label="All statements")
    assert "United States government" in texts_of(answer_of(back))


async def test_sources_and_timeline_open_privately(sim: Simulation) -> None:
    message = await _ask(sim)
    sources = await sim.alice.click(message, label="Sources")
    assert sources.ephemeral
    assert "sources on record" in texts_of(answer_of(sources))
    timeline = await sim.bob.click(message, label="Timeline")
    assert timeline.ephemeral
    assert "9 December 2024 · Sabrina Singh" in texts_of(answer_of(timeline))


async def test_the_whole_dossier_comes_as_a_file(sim: Simulation) -> None:
    message = await _ask(sim)
    result = await sim.bob.click(message, label="Whole dossier as a file")
    assert result.ephemeral
    (file,) = answer_of(result).attachments
    assert file.filename == "onrecord-LC1.txt"
    whole = file.size
    await sim.alice.click(message, label="Only counter-statements")
    again = await sim.alice.click(message, label="Whole dossier as a file")
    assert answer_of(again).attachments[0].size == whole


async def test_only_a_dossier_offers_itself_as_a_whole_dossier(sim: Simulation) -> None:
    assert "Whole dossier as a file" in labels_of(await _ask(sim))
    for command, options in (
        ("speaker", {"name": "Zelenskyi"}),
        ("sources", {"claim": "LC1"}),
        ("timeline", {"claim": "LC1"}),
        ("ask", {"question": "LS47"}),
    ):
        sim.clock.pass_by(60)
        page = answer_of(await sim.alice.slash(sim.channel, command, **options))
        assert "Whole dossier as a file" not in labels_of(page)
        result = await sim.bob.click(page, label="As a file")
        assert len(answer_of(result).attachments) == 1


async def test_the_choice_of_a_claim_opens_it(sim: Simulation) -> None:
    message = await _ask(sim, DIFFERENT)
    menus = [part for part in walk(message.components) if part["type"] == 3]
    assert menus[0]["options"][-1]["label"] == "None of these"
    assert all(option["description"] for option in menus[0]["options"][:-1])
    wanted = menus[0]["options"][0]
    result = await sim.alice.select(message, [wanted["value"]])
    assert answer_of(result).id == message.id
    assert "On record:" in texts_of(answer_of(result))


async def test_another_members_choice_is_answered_privately(sim: Simulation) -> None:
    message = await _ask(sim, DIFFERENT)
    menu = next(part for part in walk(message.components) if part["type"] == 3)
    result = await sim.bob.select(message, [menu["options"][0]["value"]])
    assert result.ephemeral
    assert answer_of(result).id != message.id


async def test_none_of_these_offers_the_queue_and_only_sending_stores(sim: Simulation) -> None:
    message = await _ask(sim, DIFFERENT)
    result = await sim.alice.select(message, ["none"])
    assert "Nothing on record about “south korea sent troops to russia”" in texts_of(
        answer_of(result)
    )
    form = await sim.alice.click(answer_of(result), label="Send to the moderators …")
    assert DIFFERENT in str(form.modal)
    assert await rows_of(sim.store, "SELECT count(*) FROM note") == [(0,)]
    sent = await sim.alice.submit_modal(form, {"text": "did north koreans die?"})
    assert sent.ephemeral
    assert "in the moderators' queue" in texts_of(answer_of(sent))
    assert await rows_of(sim.store, "SELECT community_id, kind, text, member_id FROM note") == [
        (sim.guild.id, "question", "did north koreans die?", sim.alice.id)
    ]


async def test_a_question_is_not_shown_to_another_member_in_the_form(sim: Simulation) -> None:
    message = await _ask(sim, "was the moon landing faked?")
    form = await sim.bob.click(message, label="Send to the moderators …")
    assert "moon" not in str(form.modal)


async def test_an_error_is_reported_with_the_entry_it_is_about(sim: Simulation) -> None:
    message = await _ask(sim)
    form = await sim.bob.click(message, label="Report an error")
    await sim.bob.submit_modal(form, {"text": "The date of LS47 is wrong."})
    assert await rows_of(sim.store, "SELECT kind, about, text FROM note") == [
        ("report", "LC1", "The date of LS47 is wrong.")
    ]


async def test_a_form_filled_in_during_a_restart_is_not_lost(sim: Simulation) -> None:
    message = await _ask(sim)
    form = await sim.bob.click(message, label="Report an error")
    await sim.restart()
    sent = await sim.bob.submit_modal(form, {"text": "The date of LS47 is wrong."})
    assert "in the moderators' queue" in texts_of(answer_of(sent))
    assert await rows_of(sim.store, "SELECT count(*) FROM note") == [(1,)]


async def test_a_form_without_text_stores_nothing_and_says_so(sim: Simulation) -> None:
    message = await _ask(sim)
    form = await sim.bob.click(message, label="Report an error")
    sent = await sim.bob.submit_modal(form, {"text": "  \n "})
    assert "nothing was sent" in texts_of(answer_of(sent))
    assert await rows_of(sim.store, "SELECT count(*) FROM note") == [(0,)]


async def test_a_private_answer_is_posted_only_by_those_who_may_write(sim: Simulation) -> None:
    muted = sim.guild.create_text_channel(
        "muted",
        overwrites={sim.guild.default_role: discord.PermissionOverwrite(send_messages=False)},
    )
    result = await sim.alice.slash(muted, "ask", question=KURSK, private=True)
    assert "Post here" not in labels_of(answer_of(result))


async def test_buttons_of_a_server_that_left_the_library_show_nothing_of_it(
    sim: Simulation,
) -> None:
    message = await _ask(sim)
    members = SqliteMembers(sim.store)
    await members.save_settings(sim.guild.id, CommunitySettings(shared_library=False))
    result = await sim.alice.click(message, label="Later")
    shown = [*result.followups, answer_of(result)]
    assert any("is on record" in texts_of(one) for one in shown if one)
    assert not any("Page 2 of 2" in texts_of(one) for one in shown if one)


async def test_a_broken_database_still_gives_an_answer_with_an_error_id(sim: Simulation) -> None:
    message = await _ask(sim)
    await sim.store.write(lambda connection: connection.execute("ALTER TABLE note RENAME TO lost"))
    form = await sim.bob.click(message, label="Report an error")
    sent = await sim.bob.submit_modal(form, {"text": "wrong"})
    assert "Error id: " in texts_of(answer_of(sent))
