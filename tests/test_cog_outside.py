"""What members get in direct messages, and where only they have the bot: the library alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import simcord.interactions

from bot.core.models import Claim
from tests.record import add_entries
from tests.simulated import Simulation, answer_of, labels_of, simulate, texts_of

KURSK = "north korean troops are fighting in Kursk"


async def test_direct_messages_are_refused_unless_the_operator_allows_them(sim: Simulation) -> None:
    assert "ask" not in sim.alice.user.available_commands()


async def test_direct_messages_read_the_shared_library_only(
    tmp_path: Path, library_database: Path
) -> None:
    async with simulate(tmp_path / "record.db", library_database, user_installs=True) as sim:
        claim = Claim("zebras", "Zebras striped the parliament lawn")
        await add_entries(sim.store, [claim], community_id=sim.guild.id)
        result = await sim.alice.user.slash("ask", question=KURSK)
        assert "id C1" in texts_of(answer_of(result))
        other = await sim.alice.user.slash("ask", question="zebras striped the parliament lawn")
        assert "Nothing on record" in texts_of(answer_of(other))


async def test_where_only_the_user_has_the_bot_a_servers_entries_are_not_read(
    tmp_path: Path, library_database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with simulate(tmp_path / "record.db", library_database, user_installs=True) as sim:
        claim = Claim("zebras", "Zebras striped the parliament lawn")
        await add_entries(sim.store, [claim], community_id=sim.guild.id)
        own = await sim.alice.slash(sim.channel, "claim", id="C1")
        assert "Zebras" in texts_of(answer_of(own))
        _have_only_the_user_installed(monkeypatch)
        other = await sim.alice.slash(sim.channel, "claim", id="C1")
        assert "Zebras" not in texts_of(answer_of(other))
        assert "Kursk" in texts_of(answer_of(other))
        asked = await sim.alice.slash(sim.channel, "ask", question=KURSK, private=True)
        assert "Post here" not in labels_of(answer_of(asked))


def _have_only_the_user_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on, interactions come as Discord sends them where the server has not the bot."""
    complete = simcord.interactions.base_payload

    def by_the_user(*arguments: Any, **values: Any) -> Any:
        record, payload = complete(*arguments, **values)
        payload["authorizing_integration_owners"] = {"1": str(values["user_id"])}
        return record, payload

    monkeypatch.setattr(simcord.interactions, "base_payload", by_the_user)
