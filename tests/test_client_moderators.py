"""The record kept over real sockets: forms, a duplicate caught, undo, and who may not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.client import EXTENSIONS
from bot.settings import Settings
from tests import loopback_values as values
from tests.loopback import MEMBER, Loopback
from tests.loopback_client import Running, running
from tests.loopback_members import (
    choose,
    fill_form,
    press_labelled,
    say,
    shown,
    type_into,
    use_again,
    use_command,
)

_CURATOR, _MEMBER = MEMBER + 1, MEMBER + 2
_ROLE = 1_700_000_000_000_000_001
_CURATORS = values.role(_ROLE, "curators")
_NOBODYS = str(1 << 11)  # may write, and no more
_TABLE = (
    "claim,stance,speaker,date,text,kind,source_title,source_url\n"
    "Tulips bloom in April,supports,Ann Example,2024-04-02,They bloom in April.,quote,Gazette,\n"
)
_REVISIONS = "SELECT COUNT(*) FROM revision WHERE community_id <> 0"


def _arrange(discord: Loopback) -> None:
    """A server with a role for curators, one member who holds it, and one without any."""
    discord.gateway.servers[0]["roles"].append(_CURATORS)
    discord.standing[_CURATOR] = {"roles": [str(_ROLE)], "permissions": _NOBODYS}
    discord.standing[_MEMBER] = {"permissions": _NOBODYS}


def _with_curator(folder: Path, patch: pytest.MonkeyPatch) -> Any:
    settings = Settings(cooldown_uses=1000)
    return running(folder, patch, arrange=_arrange, extensions=EXTENSIONS, settings=settings)


async def _name_curators(run: Running) -> None:
    """Choose the curators' role in /settings, as someone who manages the server."""
    run.discord.asker = MEMBER
    message = await shown(await use_command(run.discord, "settings"))
    saved = await shown(await choose(run.discord, "or1r.curators", "", message, roles=[_CURATORS]))
    assert "Saved" in say(saved)
    run.discord.asker = _CURATOR


async def _save(run: Running, draft: dict[str, Any]) -> dict[str, Any]:
    label = "Save anyway" if "Save anyway" in str(draft) else "Save"
    return await shown(await press_labelled(run.discord, label, draft))


async def _add_claim(run: Running, wording: str) -> dict[str, Any]:
    form = await use_command(run.discord, "record claim")
    return await _save(run, await shown(await fill_form(run.discord, form, wording=wording)))


async def _add_statement(run: Running, claim: str, stance: str, **texts: str) -> dict[str, Any]:
    form = await use_command(run.discord, "record statement", claim=claim, stance=stance)
    return await shown(await fill_form(run.discord, form, **texts))


async def _count(run: Running) -> int:
    rows: list[Any] = await run.store.read(lambda c: c.execute(_REVISIONS).fetchall())
    return int(rows[0][0])


async def _ask(run: Running, question: str, who: int = _MEMBER) -> str:
    run.discord.asker, before = who, run.discord.asker
    said = say(await shown(await use_command(run.discord, "ask", question=question)))
    run.discord.asker = before
    return said


async def test_a_statement_that_is_on_record_is_caught_as_a_duplicate(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with _with_curator(tmp_path, monkeypatch) as run:
        await _name_curators(run)
        typed = await type_into(run.discord, "record statement", "claim", "fighting in kursk")
        choices = (await typed.first_answer())["data"]["choices"]
        draft = await _add_statement(
            run,
            choices[0]["value"],
            "disputes",
            who="Sabrina Singh\nDeputy Press Secretary\nPentagon",
            words="Haven't seen them engaged in combat",
            when="9 Dec 2024",
            source="Pentagon briefing\nhttps://briefings.example/9-december",
        )
    said = say(draft)
    assert "9 December 2024" in said
    assert "LS47 has nearly these words" in said
    assert "Add as another citation of LS47" in str(draft)


async def test_what_a_curator_adds_is_found_with_a_typo_and_undone_and_nobody_else_can_do_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with _with_curator(tmp_path, monkeypatch) as run:
        await _name_curators(run)
        done = await _keep_the_bridge(run)
        said = await _ask(run, "elm stret brigde safe to cros")
        assert "The Elm Street bridge is safe to cross" in said
        assert "Denied by" in said
        kept = await _count(run)
        assert kept == 4
        await _do_it_all_as_a_member(run)
        assert await _count(run) == kept
        assert await _ask(run, "elm stret brigde safe to cros") == said
        for saved in reversed(done):
            asked = await shown(await press_labelled(run.discord, "Undo", saved))
            if "Confirm" in str(asked):
                await shown(await press_labelled(run.discord, "Confirm", asked))
        assert await _count(run) == 2 * kept
        assert "Nothing on record" in await _ask(run, "elm stret brigde safe to cros")


async def _keep_the_bridge(run: Running) -> list[dict[str, Any]]:
    """A claim, two statements and a counter; the replies to each."""
    done = [await _add_claim(run, "The Elm Street bridge is safe to cross")]
    draft = await _add_statement(
        run, "C1", "supports", who="Ann Example\nMayor\nTown of Elm", when="29 Oct 2024",
        words="The bridge on Elm Street is perfectly safe for everyone.",
        source="The bridge opens\nhttps://gazette.example/1\nGazette\n30 Oct 2024",
    )  # fmt: skip
    done.append(await _save(run, draft))
    draft = await _add_statement(
        run, "C1", "disputes", who="Bo Builder\nEngineer", when="1 Nov 2024",
        words="Both pillars have cracks as wide as a hand.",
        source="Cracks found\nhttps://gazette.example/2\nGazette\n2 Nov 2024",
    )  # fmt: skip
    done.append(await _save(run, draft))
    counter = await use_command(
        run.discord, "record counter", statement="S2", does="denies", answered="S1"
    )
    done.append(await shown(counter))
    return done


async def _do_it_all_as_a_member(run: Running) -> None:
    """Every interaction of the curator and the manager, done again by a member without a role."""
    used, run.discord.asker = tuple(run.discord.used), _MEMBER
    for who, kind, content, message in used:
        if who != _MEMBER:
            asked = await use_again(run.discord, kind, content, message)
            if (await asked.first_answer())["type"] not in (8, 9):
                await shown(asked)
    run.discord.asker = _CURATOR


async def test_the_same_file_imported_twice_changes_nothing_the_second_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with _with_curator(tmp_path, monkeypatch) as run:
        await _name_curators(run)
        run.discord.downloads["record.csv"] = _TABLE.encode()
        folder = run.discord.address.replace("api/v10", "files")
        file = values.attachment("record.csv", folder)
        tried = await shown(await use_command(run.discord, "import", file=file))
        assert "Nothing is kept yet" in say(tried)
        assert await _count(run) == 0
        done = await shown(await press_labelled(run.discord, "Import", tried))
        assert "(R1)" in say(done)
        again = await shown(await use_command(run.discord, "import", file=file))
        assert "Import" not in str(again["components"])
        assert await _count(run) == 1
        assert "They bloom in April." in await _ask(run, "tulips blom in april")
        run.discord.asker = _MEMBER
        assert "is for those who are" in say(
            await shown(await use_command(run.discord, "import", file=file))
        )
