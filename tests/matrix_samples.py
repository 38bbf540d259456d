"""A server where every way in was offered once, and what was offered there, to be used again."""

from __future__ import annotations

import copy
from typing import Any

from bot.core.kept import CurationSettings
from db.keeping import SqliteKeeping
from tests import loopback_values as values
from tests.loopback import CHANNEL, SERVER
from tests.loopback_client import Running
from tests.loopback_members import (
    fill_form,
    fill_in,
    press,
    press_labelled,
    shown,
    use_command,
    use_message_menu,
)
from tests.loopback_rest import Asked
from tests.loopback_rules import walk
from tests.matrix_paths import path_of
from tests.matrix_server import (
    ANSWER,
    ASKER,
    CURATING,
    CURATOR,
    MANAGER,
    PLAIN,
    REVIEWING,
    SECRET,
    STATEMENT,
    Sample,
    attach_file,
)


class Collector:
    """Does what offers something, and keeps a sample of each way in that was offered."""

    def __init__(self, run: Running) -> None:
        self.run = run
        self.discord = run.discord
        self.samples: dict[str, Sample] = {}

    async def collect(self) -> dict[str, Sample]:
        """Fill the server's record and queue, and keep what is offered on the way."""
        await self._set_roles()
        await self._keep_a_record()
        await self._fill_the_queue()
        await self._ask()
        await self._open_forms()
        await self._decide()
        return self.samples

    async def _set_roles(self) -> None:
        settings = CurationSettings(
            frozenset({CURATING}), frozenset({REVIEWING}), frozenset(), CHANNEL, CHANNEL
        )
        keeping = SqliteKeeping(self.run.store)
        await keeping.change(SERVER, lambda shelf: shelf.save_settings(settings))

    async def _use(self, name: str, /, who: int = CURATOR, **options: Any) -> dict[str, Any]:
        self.discord.asker = who
        return self._note(await shown(await use_command(self.discord, name, **options)))

    async def _press(self, label: str, message: dict[str, Any]) -> dict[str, Any]:
        return self._note(await shown(await press_labelled(self.discord, label, message)))

    async def _open(self, name: str, /, who: int = CURATOR, **options: Any) -> Asked:
        self.discord.asker = who
        return await self._note_form(await use_command(self.discord, name, **options))

    async def _send(self, form: Asked, **texts: str) -> dict[str, Any]:
        return self._note(await shown(await fill_form(self.discord, form, **texts)))

    def _note(self, message: dict[str, Any]) -> dict[str, Any]:
        """Keep a sample of every button and menu of a message, the newest of each."""
        for part in walk(message["components"]):
            if "custom_id" not in part or part.get("disabled"):
                continue
            content = {"custom_id": part["custom_id"], "component_type": part["type"]}
            content |= _choose_from(part)
            self.samples[path_of(3, content)] = Sample(3, content, copy.deepcopy(message))
        return message

    async def _note_form(self, opened: Asked) -> Asked:
        """Keep a sample of a form, filled with words of no record."""
        answer = await opened.first_answer()
        assert answer["type"] == 9, answer
        form = answer["data"]
        content = {"custom_id": form["custom_id"], "components": fill_in(form, PLAIN)}
        self.samples[path_of(5, content)] = Sample(5, content)
        return opened

    async def _keep_a_record(self) -> None:
        for wording in (f"The {SECRET} bridge is safe", f"Every {SECRET} sleeps at noon"):
            await self._add_claim(wording)
        for stance, texts in (("supports", STATEMENT), ("disputes", ANSWER)):
            form = await self._open("record statement", claim="C1", stance=stance)
            await self._press("Save", await self._send(form, **texts))
        for number in range(4):  # so that the history of C2 has pages
            wording = f"{number} {SECRET} wording " * 90
            await self._use("record phrasing", claim="C2", wording=wording)
        await self._add_claim(f"Lighthouses hum for every {SECRET}")
        await self._press("Confirm", await self._use("retire", id="C3"))
        await self._use("hide", claim="LC3")
        await self._use("follow", claim="C1")

    async def _add_claim(self, wording: str) -> None:
        draft = await self._send(await self._open("record claim"), wording=wording)
        label = "Save anyway" if "Save anyway" in str(draft) else "Save"
        await self._press(label, draft)

    async def _fill_the_queue(self) -> None:
        """A proposal, questions and reports of a member, more than fit on a page."""
        proposed = await self._open("record claim", ASKER)
        draft = await self._send(proposed, wording=f"The {SECRET} tunnel floods each spring")
        await self._press("Save", draft)
        for text in ("LC1 is wrong", *(f"{SECRET} {number} is wrong" for number in range(10))):
            answer = await self._use("ask", ASKER, question="LC1")
            button = self._find(answer, "or1.r.")
            form = await self._note_form(await press(self.discord, button, answer))
            await self._send(form, text=text)
        unknown = await self._use("ask", ASKER, question="was the moon landing faked")
        form = await self._note_form(
            await press_labelled(self.discord, "Send to the moderators …", unknown)
        )
        await self._send(form, text=f"is the {SECRET} bridge safe at night")

    async def _ask(self) -> None:
        """What members are offered."""
        answer = await self._use("ask", question="north korean troops are fighting in kursk")
        await self._press("Later", answer)
        await self._press("Only counter-statements", answer)
        await self._use("ask", question="LC1", private=True)
        await self._use("ask", question="south korea sent troops to russia")
        await self._use("forget-me")
        await self._use("settings", MANAGER)
        await self._use("forget", MANAGER, member=values.user(ASKER))
        letters = self.samples["item or1.q"]
        for letter in "dw":  # under notices, and in no message yet
            self.samples[f"item or1.{letter}"] = _with_letter(letters, letter)

    async def _open_forms(self) -> None:
        await self._open("record speaker")
        await self._open("record source")
        await self._open("edit", id="S1")
        for part in ("date", "bearing", "citation 1"):
            await self._open("edit", id="S1", part=part)
        await self._open("edit", id="D1", part="kind")
        await self._open("split", claim="C1")
        self.discord.asker = CURATOR
        message = await use_message_menu(self.discord, "Add to the record", "It holds.")
        await self._note_form(message)
        draft = await self._send(await self._open("record claim"), wording=f"{SECRET} bridge safe")
        assert "item or1m.z" in self.samples, draft
        self.discord.asker = CURATOR
        await self._use("import", file=attach_file(self.discord))

    async def _decide(self) -> None:
        """What those who decide are offered."""
        await self._use("history", id="C2")
        queue = await self._use("queue")
        for part in [p for p in walk(queue["components"]) if p.get("label", "").startswith("Look")]:
            self.discord.asker = CURATOR
            item = await shown(await press(self.discord, part["custom_id"], queue))
            self._note(item)
            for prefix in ("or1m.f.", "or1m.d."):
                if prefix in str(item):
                    pressed = await press(self.discord, self._find(item, prefix), item)
                    await self._note_form(pressed)
        later = await self._press("Later", queue)
        for part in [p for p in walk(later["components"]) if p.get("label", "").startswith("Look")]:
            item = self._note(await shown(await press(self.discord, part["custom_id"], later)))
            if "or1m.f." in str(item):
                pressed = await press(self.discord, self._find(item, "or1m.f."), item)
                await self._note_form(pressed)

    def _find(self, message: dict[str, Any], prefix: str) -> str:
        ids = [str(part.get("custom_id", "")) for part in walk(message["components"])]
        return next(id_ for id_ in ids if id_.startswith(prefix))


def _choose_from(part: dict[str, Any]) -> dict[str, Any]:
    """What is chosen in a menu: the first of its options, a role, or a channel."""
    if part["type"] == 3:
        return {"values": [part["options"][0]["value"]]}
    if part["type"] == 6:
        role = values.role(CURATING, "curators")
        return {"values": [role["id"]], "resolved": {"roles": {role["id"]: role}}}
    if part["type"] == 8:
        channel = values.channel()
        return {"values": [channel["id"]], "resolved": {"channels": {channel["id"]: channel}}}
    return {}


def _with_letter(sample: Sample, letter: str) -> Sample:
    """A button of a place as it would be with another letter."""
    old = str(sample.content["custom_id"])
    new = f"{old[:4]}{letter}{old[5:]}"
    message = copy.deepcopy(sample.message)
    for part in walk(message["components"] if message else []):
        if part.get("custom_id") == old:
            part["custom_id"] = new
    return Sample(sample.kind, {**sample.content, "custom_id": new}, message)
