"""What moderators and members read is in their words: nothing doubled, nothing only we know."""

from __future__ import annotations

import itertools
import re
from typing import Any

import discord
import pytest
import simcord

from bot.core.replies import Card, Reply
from bot.core.words import words_in
from cogs._pages import paginate
from tests.moderating import STATEMENT, Staffed, add_claim, open_statement, send_form, staff
from tests.queueing import look_at, propose_claim, report_error, told_to
from tests.simulated import Simulation, answer_of, labels_of, speak, texts_of, walk

BRIDGE = "The Elm Street bridge is safe"


@pytest.fixture
async def staffed(sim: Simulation) -> Staffed:
    """A server with one claim."""
    staffed = await staff(sim)
    await add_claim(staffed)
    return staffed


async def _draft(staffed: Staffed, who: Any = None, **changed: str) -> Any:
    who = who or staffed.curator
    shown = await open_statement(staffed, who)
    return await send_form(who, shown, **(STATEMENT | changed))


async def _add_statement(staffed: Staffed, **changed: str) -> None:
    await staffed.curator.click(await _draft(staffed, **changed), label="Save")


async def _say(staffed: Staffed, command: str, who: Any = None, **options: Any) -> Any:
    staffed.sim.clock.pass_by(60)
    who = who or staffed.curator
    return answer_of(await who.slash(staffed.sim.channel, command, **options))


async def test_what_is_new_is_called_by_its_name_before_it_has_an_id(staffed: Staffed) -> None:
    said = texts_of(await _draft(staffed)).replace("\\", "")
    assert "~" not in said.replace("2024-10-21~/2024-10-31~", "")
    assert [kind for kind in ("speaker", "source", "statement") if f"**new {kind}**" in said] == [
        "speaker", "source", "statement",
    ]  # fmt: skip
    assert "speaker: “Ann Example (new)”" in said
    assert "sources: “The bridge opens (new), quote: The bridge on Elm Street" in said


async def test_a_source_without_an_address_is_read_in_the_order_that_the_form_asks_for(
    staffed: Staffed,
) -> None:
    said = texts_of(await _draft(staffed, source="The Elm Herald\n-\nHerald Press\n2023"))
    assert "title: “The Elm Herald”" in said
    assert "publisher: “Herald Press”" in said
    assert "published: “2023”" in said
    assert "address" not in said


async def test_a_likeness_is_compared_and_not_called_a_change(staffed: Staffed) -> None:
    shown = await staffed.curator.slash(staffed.sim.channel, "record claim")
    draft = await send_form(staffed.curator, shown, wording="The bridge on Elm Street is safe")
    said = texts_of(draft)
    assert f"wording: on record “{BRIDGE}”, new “The bridge on Elm Street is safe”" in said
    assert "before" not in said


async def test_who_retires_or_merges_by_id_is_shown_the_words_once(staffed: Staffed) -> None:
    await add_claim(staffed, "Zebras striped the parliament lawn")
    await _add_statement(staffed)
    retiring = texts_of(await _say(staffed, "retire", id="S1"))
    assert f"S1: “{STATEMENT['words']}”" in retiring
    assert retiring.count("state: “retired”") == 1
    merging = texts_of(await _say(staffed, "merge", merged="C2", into="C1"))
    assert "C2: “Zebras striped the parliament lawn”" in merging
    assert f"C1: “{BRIDGE}”" in merging
    assert merging.count("phrasings: “Zebras") == 1


async def test_what_was_undone_already_is_said_to_be_and_by_which_change(staffed: Staffed) -> None:
    asked = await _say(staffed, "undo", revision="R1")
    assert "the entry that it added is retired" in texts_of(asked)
    await staffed.curator.click(asked, label="Confirm")
    again = texts_of(await _say(staffed, "undo", revision="R1"))
    assert "R1 was undone already, on 22 November 2026 by R2; undo R2 to have it back" in again
    assert "changed since" not in again


async def test_a_change_too_large_for_a_message_has_no_page_that_cannot_be_turned_to(
    staffed: Staffed,
) -> None:
    head = "claim,stance,speaker,date,text,kind,source_title\n"
    rows = (f"Case {n} was closed,supports,Speaker {n},2024,Word {n}.,quote,Report\n"
            for n in range(9))  # fmt: skip
    staffed.sim.clock.pass_by(60)
    file = ("list.csv", (head + "".join(rows)).encode())
    tried = await _say(staffed, "import", file=file)
    done = answer_of(await staffed.curator.click(tried, label="Import"))
    staffed.sim.clock.pass_by(60)
    asked = answer_of(await staffed.curator.click(done, label="Undo"))
    assert "the 28 entries that it added are retired" in texts_of(asked)
    assert "The whole of it, word for word" in texts_of(asked)
    assert "Page" not in texts_of(asked)


async def test_the_queue_says_of_each_proposal_what_it_is_about(staffed: Staffed) -> None:
    sim = staffed.sim
    await _add_statement(staffed)
    await propose_claim(sim, sim.alice, "Zebras striped the parliament lawn")
    await _say(staffed, "record phrasing", sim.alice, claim="C1", wording="Elm bridge fine")
    form = await sim.alice.slash(sim.channel, "edit", id="C1")
    await sim.alice.click(await send_form(sim.alice, form, wording="Mended"), label="Save")
    retiring = await _say(staffed, "retire", staffed.reviewer, id="S1")
    await staffed.reviewer.click(retiring, label="Confirm")
    await _say(staffed, "record counter", sim.bob, statement="S1", does="denies", answered="LS1")
    lines = texts_of(await _say(staffed, "queue")).splitlines()
    told = [line.split(" · ", 1)[1] for line in lines if ": to " in line]
    assert told == [
        "“Zebras striped the parliament lawn”",
        "C1 · phrasings: “Elm bridge fine”",
        "C1 · “Mended”",
        "S1 · state: “retired”",
        "S1 · answers: “denies: LS1”",
    ]


async def test_whose_claim_was_accepted_is_told_how_to_look_at_it(staffed: Staffed) -> None:
    sim = staffed.sim
    await propose_claim(sim, sim.alice, "Zebras striped the parliament lawn", tell=True)
    number = int((await _waiting(staffed))[0])
    await staffed.curator.click(await look_at(staffed, number), label="Approve")
    (told,) = told_to(sim.alice)
    assert f"Your proposal {number} was accepted: C2." in told
    assert "On that server, /claim C2 shows it." in told


async def _waiting(staffed: Staffed) -> list[str]:
    labels = labels_of(await _say(staffed, "queue"))
    return [label.removeprefix("Look at ") for label in labels if label.startswith("Look at ")]


async def test_who_is_told_of_a_change_privately_reads_on_which_server(staffed: Staffed) -> None:
    sim = staffed.sim
    await sim.alice.slash(sim.channel, "follow", claim="C1")
    await _add_statement(staffed)
    await sim.tell_all()
    (told,) = told_to(sim.alice)
    assert f"On the server {sim.guild.name}: /claim shows it, /unfollow ends these" in told


async def test_one_choice_is_not_called_several(staffed: Staffed) -> None:
    asked = "the bridge on elm street is safe and sound i swear to all of you"
    answer = await _say(staffed, "ask", staffed.sim.bob, question=asked)
    assert "One claim on record may be meant. Is it this one?" in texts_of(answer)
    (menu,) = (part for part in walk(answer.components) if part["type"] == 3)
    assert len(menu["options"]) == 2


async def test_the_parts_of_a_claim_are_offered_by_their_words(staffed: Staffed) -> None:
    await _say(staffed, "record phrasing", claim="C1", wording="Elm bridge fine")
    form = await staffed.curator.slash(staffed.sim.channel, "split", claim="C1")
    assert form.modal is not None
    menus = [part["component"] for part in form.modal["components"] if "options" in
             part.get("component", {})]  # fmt: skip
    assert [option["label"] for menu in menus for option in menu["options"]] == ["Elm bridge fine"]


async def test_who_may_not_is_told_who_may_in_whose_record(staffed: Staffed) -> None:
    said = texts_of(await _say(staffed, "retire", staffed.sim.alice, id="C1"))
    assert "To retire in this server's record is for those who are owner, curator or reviewer" in (
        said
    )


async def test_a_german_reviewer_withdraws_a_proposal_and_not_the_entry(
    staffed: Staffed, monkeypatch: pytest.MonkeyPatch
) -> None:
    await _add_statement(staffed)
    speak("de", monkeypatch)
    asked = await _say(staffed, "retire", staffed.reviewer, id="S1")
    sent = answer_of(await staffed.reviewer.click(asked, label="Bestätigen"))
    assert "Vorschlag zurückziehen" in labels_of(sent)
    shown = texts_of(await _say(staffed, "ask", staffed.sim.bob, question="S1", private=True))
    assert "Quelle: „The bridge opens“, Gazette" in shown


async def test_a_report_that_was_accepted_says_what_to_look_at(staffed: Staffed) -> None:
    sim = staffed.sim
    await report_error(sim, sim.bob, "It is no street.", "C1", tell=True)
    (number,) = await _waiting(staffed)
    form = await staffed.curator.click(await look_at(staffed, int(number)), label="Edit C1 …")
    draft = await send_form(staffed.curator, form, wording="The Elm Lane bridge is safe")
    await staffed.curator.click(draft, label="Save")
    (told,) = told_to(sim.bob)
    assert "Your error report was accepted: C1." in told
    assert "/claim C1 shows it" in told


def _closed_channel(staffed: Staffed, name: str) -> simcord.ChannelHandle:
    """A channel where the bot may not write; the manager manages channels."""
    sim = staffed.sim
    shut = discord.PermissionOverwrite(send_messages=False)
    return sim.guild.create_text_channel(name, overwrites={sim.guild.default_role: shut})


async def test_a_channel_where_the_bot_may_not_write_is_promised_nothing(staffed: Staffed) -> None:
    sim = staffed.sim
    role = sim.guild.create_role("keepers", permissions=discord.Permissions(manage_channels=True))
    keeper = sim.guild.add_member(sim.env.create_user("keeper"), roles=[role])
    channel = _closed_channel(staffed, "shut")
    said = texts_of(answer_of(await keeper.slash(channel, "follow", claim="C1", here=True)))
    assert "This bot may not send messages in this channel" in said
    stopped = await keeper.slash(channel, "unfollow", claim="C1", here=True)
    assert "was not followed" in texts_of(answer_of(stopped))


async def test_the_settings_say_which_channel_nothing_can_be_posted_in(staffed: Staffed) -> None:
    await staffed.set(audit_channel=_closed_channel(staffed, "shut").id)
    lines = texts_of(await _say(staffed, "settings", staffed.manager)).splitlines()
    warned = [above for above, line in itertools.pairwise(lines) if "Nothing is posted" in line]
    assert warned == ["Channel where every change is posted"]


def test_a_statement_longer_than_a_page_begins_where_there_is_room_with_its_words() -> None:
    words = words_in("en")
    long = " ".join(f"word{number}" for number in range(700))
    cards = (Card("S1", "October 2024 · Ann Example", text=f"“{long}”"), Card("S2", "Later"))
    pages = paginate(Reply("A claim", id="C1", lead=("On record: 2 statements.",), cards=cards),
                     words)  # fmt: skip
    first, second = pages.pages
    assert pages.page_of == {"S1": 0, "S2": 1}
    assert [piece.split("\n")[0] for piece in first.pieces] == [
        "On record: 2 statements.", "**October 2024 · Ann Example**",
    ]  # fmt: skip
    assert "word0 word1" in first.pieces[1]
    assert "S1 continues on the next page" in first.pieces[1]
    assert "word699" in second.pieces[0]
    told = re.findall(r"word\d+", "\n".join((*first.pieces, *second.pieces)))
    assert told == long.split()


async def test_german_says_of_a_retirement_that_it_is_saved_and_names_authors_rightly(
    staffed: Staffed, monkeypatch: pytest.MonkeyPatch
) -> None:
    speak("de", monkeypatch)
    bob = staffed.sim.bob
    form = await bob.slash(staffed.sim.channel, "edit", id="C1")
    await bob.click(await send_form(bob, form, wording="Anders"), label="Eintragen")
    asked = await _say(staffed, "forget", staffed.manager, member=bob)
    await staffed.manager.click(asked, label="Alles entfernen")
    listed = texts_of(await _say(staffed, "queue")).replace("\\", "")
    assert "„ändern“ (ein früheres Mitglied, 22. November 2026)" in listed
    asked = await _say(staffed, "retire", id="C1")
    done = texts_of(answer_of(await staffed.curator.click(asked, label="Bestätigen")))
    assert "Gespeichert: C1 (R2)" in done
    assert "Eingetragen" not in done
