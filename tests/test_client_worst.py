"""The longest and most hostile record that can be stored, through every command, page by page."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from bot.client import EXTENSIONS
from bot.core.models import (
    Citation,
    Claim,
    Counter,
    CounterKind,
    DateBasis,
    Entry,
    Source,
    SourceKind,
    Speaker,
    SpeakerKind,
    Stance,
    StanceOn,
    Statement,
    TextKind,
)
from bot.core.rules import LONGEST_ADDRESS, LONGEST_LINE, LONGEST_TEXT
from bot.settings import Settings
from tests.loopback import SERVER, Loopback
from tests.loopback_client import running
from tests.loopback_members import (
    mention,
    press_labelled,
    say,
    shown,
    type_into,
    use_command,
    use_message_menu,
)
from tests.loopback_rules import walk
from tests.record import add_entries

_LURE = "@everyone <@1> [a](https://x.example) `c` **b** ||s|| <t:0:R> # h \U0001f600\U0001f680 "
_STATEMENTS = 3
_MOST_TURNED = 6
_COMMANDS: list[tuple[str, dict[str, Any]]] = [
    ("claim", {"id": "C1"}),
    ("sources", {"claim": "C1"}),
    ("timeline", {"claim": "C1"}),
    ("speaker", {"name": "P1"}),
    ("ask", {"question": "S1"}),
    ("cite", {"id": "S1"}),
    ("cite", {"id": "C1", "style": "csl"}),
    ("follow", {"claim": "C1"}),
    ("record counter", {"statement": "S1", "does": "denies", "answered": "S3"}),
    ("move", {"statement": "S1", "to_claim": "C2"}),
    ("merge", {"merged": "C1", "into": "C2"}),
    ("merge", {"merged": "P1", "into": "P2"}),
    ("retire", {"id": "C1"}),
    ("edit", {"id": "S1"}),
    ("edit", {"id": "C1"}),
    ("split", {"claim": "C1"}),
    ("history", {"id": "S1"}),
    ("history", {}),
    ("undo", {}),
    ("export", {}),
    ("gaps", {}),
    ("queue", {}),
]


def _fill(length: int, number: int = 0) -> str:
    """A text of just this length that Discord could take for more than text."""
    text = f"{number} {_LURE * (length // len(_LURE) + 1)}"[: length - 1]
    return text.rstrip() + "x" * (length - len(text.rstrip()))


def _write_record() -> list[Entry]:
    line, text = _fill(LONGEST_LINE), _fill(LONGEST_TEXT)
    entries: list[Entry] = [
        Claim("c1", _fill(LONGEST_LINE, 1), tuple(_fill(LONGEST_LINE, n) for n in range(10, 20))),
        Claim("c2", _fill(LONGEST_LINE, 2)),
    ]
    for n in range(_STATEMENTS):
        address = f"https://x.example/{n}/(a)_"
        address += "*" * (LONGEST_ADDRESS - len(address))
        names = tuple(_fill(LONGEST_LINE, 100 * n + each) for each in range(20, 24))
        entries += [
            Speaker(f"p{n}", _fill(LONGEST_LINE, 30 + n), SpeakerKind.PERSON, names),
            Source(
                f"d{n}", line, SourceKind.POST, publisher=line, author=line, url=address,
                archive_url=address, note=text, published="2024-10-29",
                published_basis=DateBasis.INFERRED, published_inferred_from=text,
            ),
            Statement(
                f"s{n}", f"p{n}", "2024-10-29", DateBasis.INFERRED,
                (StanceOn("c1", list(Stance)[n % 3]),),
                (Citation(f"d{n}", _fill(LONGEST_TEXT, n), TextKind.QUOTE, line),),
                tuple(Counter(CounterKind.DENIES, f"s{each}") for each in range(n)),
                role=line, organisation=line, place=line, occasion=line, date_text=line,
                date_inferred_from=text,
            ),
        ]  # fmt: skip
    return entries


async def test_the_worst_record_is_shown_by_every_command_and_no_body_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    settings = Settings(cooldown_uses=10_000)
    async with running(tmp_path, monkeypatch, extensions=EXTENSIONS, settings=settings) as run:
        await add_entries(run.store, _write_record(), community_id=SERVER)
        pages = 0
        for name, options in _COMMANDS:
            asked = await use_command(run.discord, name, **options)
            if (await asked.first_answer())["type"] != 9:
                pages += await _turn_all(run.discord, await shown(asked))
        answer = await shown(await use_command(run.discord, "claim", id="C1"))
        for label in ("Only counter-statements", "Whole dossier as a file", "Sources", "Timeline"):
            await shown(await press_labelled(run.discord, label, answer))
        text = _fill(LONGEST_LINE, 1)
        await _turn_all(
            run.discord, await shown(await use_message_menu(run.discord, "What's on record?", text))
        )
        await mention(run.discord, text)
        sent = r"/channels/\d+/messages"
        await run.discord.until(lambda: bool(run.discord.list_requests("POST", sent)))
        for option in ("question", "speaker"):
            typed = await type_into(run.discord, "ask", option, "@everyone")
            await typed.first_answer()
    assert pages > 40
    assert [record.message for record in caplog.records if record.levelno > logging.WARNING] == []


async def _turn_all(discord: Loopback, message: dict[str, Any]) -> int:
    """Turn to the first pages of an answer and to its last; say to how many in all."""
    pages = 1
    while _has_more(message):
        label = "Later" if pages < _MOST_TURNED or "Newest" not in str(message) else "Newest"
        await shown(await press_labelled(discord, label, message))
        assert say(message)
        pages += 1
    return pages


def _has_more(message: dict[str, Any]) -> bool:
    later = [part for part in walk(message["components"]) if part.get("label") == "Later"]
    return bool(later) and not later[0].get("disabled")
