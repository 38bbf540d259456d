"""What members of a server see of the real program over real sockets, with a restart in between."""

from __future__ import annotations

import asyncio
import contextlib
import signal
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

from tests.loopback import MEMBER, TOKEN, Loopback
from tests.loopback_members import (
    fill_form,
    press_labelled,
    say,
    shown,
    use_command,
    use_message_menu,
)
from tests.loopback_process import end_process, run_process

_ALICE, _BOB = MEMBER, MEMBER + 1
_PRIVATE = 64


@contextlib.asynccontextmanager
async def _running(folder: Path, discord: Loopback, *, times: int) -> AsyncIterator[None]:
    """The program from its start to an end by SIGTERM."""
    async with run_process(folder, discord, "--all-cogs", DISCORD_TOKEN=TOKEN) as process:
        await discord.gateway.until_connected(times=times, within=20)
        yield
        process.send_signal(signal.SIGTERM)
        code, wrote = await end_process(process)
    assert code == 0, wrote


async def test_members_ask_and_page_and_old_buttons_and_open_forms_work_after_a_restart(
    tmp_path: Path,
) -> None:
    async with Loopback() as discord:
        async with _running(tmp_path, discord, times=1):
            asked = await use_command(discord, "ask", question="nort koraen trops figting in kursk")
            answer = await shown(asked)
            assert "fighting Ukrainian forces in the Kursk region" in say(answer)
            assert "Page 1 of 2" in say(answer)
            await shown(await press_labelled(discord, "Later", answer))
            assert "Page 2 of 2" in say(answer)
            menu = await use_message_menu(discord, "What's on record?", "NK troops fight in Kursk!")
            assert "Kursk region" in say(await shown(menu))
            off_topic = await use_command(discord, "ask", question="was the moon landing faked?")
            nothing = await shown(off_topic)
            assert "Nothing on record" in say(nothing)
            form = await press_labelled(discord, "Send to the moderators …", nothing)
            await form.first_answer()
            claim = await use_command(discord, "record claim")
            await claim.first_answer()
        lost = await fill_form(discord, form, text="Was the moon landing faked?")
        await asyncio.sleep(0.1)
        assert lost.callback is None  # Discord itself tells the member, and keeps the form open
        async with _running(tmp_path, discord, times=2):
            sent = await shown(await fill_form(discord, form, text="Was the moon landing faked?"))
            assert "in the moderators' queue" in say(sent)
            draft = await shown(await fill_form(discord, claim, wording="Lighthouses hum at noon"))
            kept = await shown(await press_labelled(discord, "Save", draft))
            assert "Kept: C1 (R1)" in say(kept)
            discord.asker = _BOB
            private = await press_labelled(discord, "Earlier", answer)
            assert "Page 1 of 2" in say(await shown(private))
            assert (await private.first_answer())["data"]["flags"] & _PRIVATE
            assert "Page 2 of 2" in say(answer)
            discord.asker = _ALICE
            await shown(await press_labelled(discord, "Earlier", answer))
            assert "Page 1 of 2" in say(answer)
        assert discord.rest.refused == []
    with contextlib.closing(sqlite3.connect(tmp_path / "record.db")) as connection:
        assert connection.execute("SELECT text FROM note").fetchall() == [
            ("Was the moon landing faked?",)
        ]
