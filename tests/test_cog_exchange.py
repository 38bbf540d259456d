"""Files in and out of a server's record, from Discord: tried first, then confirmed, all or none."""

from __future__ import annotations

import asyncio
import time
from typing import Any

import pytest
import simcord

from bot.core.lookup import look_up
from bot.core.models import View
from db.archive import SqliteArchive
from tests.moderating import add_claim, refusal_of, staff
from tests.simulated import (
    Simulation,
    answer_of,
    labels_of,
    last_message_of,
    rows_of,
    texts_of,
    walk,
)

OWN = "SELECT kind, count(*) FROM entry WHERE community_id <> 0 GROUP BY kind ORDER BY kind"
HEAD = "claim,stance,speaker,date,text,kind,source_title,source_url\n"
ROW = "Tulips bloom in April,supports,Ann Example,2024-04-02,They bloom in April.,quote,Gazette,\n"


def make_table(rows: int) -> bytes:
    """A table of so many statements on half as many claims."""
    lines = [
        f"Case {n // 2} of the elm bridge was closed,supports,Speaker {n % 40},2024-0{1 + n % 9},"
        f"I can say that case {n} was heard by court {n % 7}.,quote,Report {n % 90},\n"
        for n in range(rows)
    ]
    return (HEAD + "".join(lines)).encode()


async def _try(
    who: simcord.MemberActor, sim: Simulation, content: bytes, name: str = "list.csv", **more: Any
) -> simcord.ResponseMessage:
    sim.clock.pass_by(60)
    result = await who.slash(sim.channel, "import", file=(name, content), **more)
    return answer_of(result)


async def _press(who: simcord.MemberActor, message: Any, label: str = "Import") -> str:
    return texts_of(answer_of(await who.click(message, label=label)))


async def test_a_file_is_tried_then_confirmed_and_changes_nothing_the_second_time(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    content = (HEAD + ROW).encode()
    tried = await _try(staffed.curator, sim, content)
    assert "Nothing is kept yet" in texts_of(tried)
    assert "4 added" in texts_of(tried)
    assert await rows_of(sim.store, OWN) == []
    done = answer_of(await staffed.curator.click(tried, label="Import"))
    assert "Imported list.csv (R1)" in texts_of(done)
    assert await rows_of(sim.store, OWN) == [("C", 1), ("D", 1), ("P", 1), ("S", 1)]
    posted = texts_of(last_message_of(staffed.audit))
    assert "import" in posted
    assert "list.csv" in posted
    again = await _try(staffed.curator, sim, content)
    assert "list.csv changes nothing" in texts_of(again)
    assert labels_of(again) == []
    asked = answer_of(await staffed.curator.click(done, label="Undo"))
    await staffed.curator.click(asked, label="Confirm")
    left = await rows_of(
        sim.store, "SELECT 1 FROM entry WHERE community_id <> 0 AND state = 'active'"
    )
    assert left == []


async def test_a_question_that_is_longer_than_a_message_comes_whole_as_a_file(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    tried = await _try(staffed.curator, sim, make_table(120))
    done = answer_of(await staffed.curator.click(tried, label="Import"))
    asked = answer_of(await staffed.curator.click(done, label="Undo"))
    assert labels_of(asked) == ["Confirm", "Cancel"]
    assert "The whole of it, word for word:" in texts_of(asked)
    (file,) = asked.attachments
    whole = _read(sim, file).decode()
    assert all(f"\n  C{number}\n" in whole for number in range(1, 61))


async def test_problems_are_said_row_by_row_and_the_rest_can_be_taken(sim: Simulation) -> None:
    staffed = await staff(sim)
    bad = "Bees sleep,supports,Ann Example,10/11/2024,They sleep.,quote,Gazette,\n"
    tried = await _try(staffed.curator, sim, (HEAD + ROW + bad).encode())
    said = texts_of(tried)
    assert "One problem" in said
    assert "row 3" in said
    assert "10 November 2024 or 11 October 2024" in said
    assert labels_of(tried) == ["Import without what has problems"]
    done = await _press(staffed.curator, tried, "Import without what has problems")
    assert "4 added" in done
    assert await rows_of(sim.store, OWN) == [("C", 1), ("D", 1), ("P", 1), ("S", 1)]


async def test_near_duplicates_of_claims_and_statements_are_named(sim: Simulation) -> None:
    staffed = await staff(sim)
    await add_claim(staffed)
    first = await _try(staffed.curator, sim, (HEAD + ROW).encode())
    await _press(staffed.curator, first)
    alike = (
        "The bridge on Elm Street is safe,supports,Ann Example,2024-05-01,"
        "They all bloom in April.,quote,Herald,\n"
    )
    said = texts_of(await _try(staffed.curator, sim, (HEAD + alike).encode(), "more.csv"))
    assert "2 entries may be on record already in other words" in said
    assert "This looks like C1" in said
    assert "S1 has nearly these words" in said
    assert "They bloom in April." in said


async def test_what_is_long_comes_as_a_file(sim: Simulation) -> None:
    staffed = await staff(sim)
    bad = "".join(f"Bees sleep,supports,A,10/11/2024,Words {n}.,quote,G,\n" for n in range(30))
    tried = await _try(staffed.curator, sim, (HEAD + bad).encode())
    assert "30 problems" in texts_of(tried)
    (report,) = tried.attachments
    assert report.filename == "import-report.txt"
    lines = _read(sim, report).decode().splitlines()
    assert sum("10 November 2024 or 11 October 2024" in line for line in lines) == 30


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("list.xlsx", b"PK", "must end in .json, .csv or .jsonl"),
        ("list.csv", b"", "is empty"),
        ("list.json", b"{", "is not valid JSON"),
        ("list.csv", b"x" * 8_000_001, "larger than 8 MB"),
    ],
)
async def test_what_is_no_file_of_entries_is_refused(
    sim: Simulation, name: str, content: bytes, said: str
) -> None:
    staffed = await staff(sim)
    assert said in texts_of(await _try(staffed.curator, sim, content, name))


async def test_another_servers_curator_and_a_lost_role_cannot_confirm(sim: Simulation) -> None:
    staffed = await staff(sim)
    tried = await _try(staffed.curator, sim, (HEAD + ROW).encode())
    await staffed.take_role(staffed.curator)
    assert "is for those who are" in refusal_of(await staffed.curator.click(tried, label="Import"))
    assert await rows_of(sim.store, OWN) == []


async def test_after_a_restart_the_file_has_to_be_sent_again(sim: Simulation) -> None:
    staffed = await staff(sim)
    tried = await _try(staffed.curator, sim, (HEAD + ROW).encode())
    await sim.restart()
    refused = refusal_of(await staffed.curator.click(tried, label="Import"))
    assert "no longer in memory" in refused
    assert await rows_of(sim.store, OWN) == []


async def test_the_servers_own_record_is_given_as_a_file_that_can_be_imported(
    sim: Simulation,
) -> None:
    staffed = await staff(sim)
    await add_claim(staffed, "=1+1 is two")
    for kind in ("json", "csv", "jsonl"):
        sim.clock.pass_by(60)
        given = answer_of(await staffed.reviewer.slash(sim.channel, "export", format=kind))
        assert "claims: 1" in given.content
        (attachment,) = given.attachments
        assert attachment.filename == f"record-2026-11-22.{kind}"
        content = _read(sim, attachment)
        if kind == "csv":
            assert b"'=1+1 is two" in content
        again = await _try(staffed.curator, sim, content, f"record.{kind}")
        assert "changes nothing" in texts_of(again)


def _read(sim: Simulation, attachment: Any) -> bytes:
    content = sim.env.backend.cdn.get(attachment.url)
    assert content is not None
    return content


async def test_while_a_file_is_imported_others_ask_and_progress_is_shown(sim: Simulation) -> None:
    waits = await _import_while_others_ask(sim, rows=600, seconds_between=0.05)
    assert max(waits) < 3


async def _import_while_others_ask(
    sim: Simulation, *, rows: int, seconds_between: float
) -> list[float]:
    """Import a file and ask all the while; how long each answer took, in seconds.

    The simulation does one thing at a time, so that the others ask what the commands ask.
    """
    staffed = await staff(sim)
    sim.env.settle_timeout = 300
    sim.cog("Exchanging").seconds_between = seconds_between
    asking = asyncio.create_task(_ask_all_the_while(sim))
    try:
        started = time.perf_counter()
        tried = await _try(staffed.curator, sim, make_table(rows))
        rehearsed = time.perf_counter()
        done = answer_of(await staffed.curator.click(tried, label="Import"))
        finished = time.perf_counter()
        assert "Imported list.csv (R1)" in texts_of(done)
        asked = answer_of(await staffed.curator.click(done, label="Undo"))
        await staffed.curator.click(asked, label="Confirm")
        undone = time.perf_counter()
    finally:
        asking.cancel()
    assert await rows_of(
        sim.store,
        "SELECT count(*) FROM entry WHERE community_id <> 0 AND kind = 'S' AND state = 'retired'",
    ) == [(rows,)]
    shown = [text for entry in sim.env.http_requests for text in _texts(entry.json)]
    assert any("Compared with what is on record: " in text for text in shown)
    assert any("Imported: " in text and " of " in text for text in shown)
    await asyncio.gather(asking, return_exceptions=True)
    seconds = (rehearsed - started, finished - rehearsed, undone - finished, max(_WAITS))
    print("tried, imported, undone; slowest answer: ", *(f"{each:.2f} s" for each in seconds))
    return list(_WAITS)


_WAITS: list[float] = []


async def _ask_all_the_while(sim: Simulation) -> None:
    archive, view = SqliteArchive(sim.store), View(sim.guild.id)
    _WAITS.clear()
    while True:
        started = time.perf_counter()
        outcome = await look_up(archive, "are north korean troops fighting in kursk", view)
        assert outcome.hits
        _WAITS.append(time.perf_counter() - started)
        await asyncio.sleep(0.02)


def _texts(body: Any) -> list[str]:
    """Every text that was sent to Discord in a request."""
    components = (body or {}).get("components") or [] if isinstance(body, dict) else []
    return [str(part["content"]) for part in walk(components) if part.get("type") == 10]
