"""Log lines: one line an event, and no token in any form."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from functools import partial

import pytest

from bot.logs import start_logging
from tests.timing import time_work

TOKEN = "MTEwMDAwMDAwMDAwMDAwMDAwMQ.Glogsx.canary-token-of-the-log-tests-000"


@pytest.fixture
def stream() -> Iterator[io.StringIO]:
    root = logging.getLogger()
    before, level = root.handlers[:], root.level
    yield io.StringIO()
    root.handlers[:] = before
    root.setLevel(level)
    logging.captureWarnings(False)


_LEAKS = [
    f"static token {TOKEN}",
    "POST https://discord.com/api/v10/interactions/12/canary-token/callback with None",
    "PATCH https://discord.com/api/v10/webhooks/12/canary%3Dtoken/messages/@original has",
    "event: {'id': '1', 'token': 'canary-token', 'version': 1}",
    'body {"op": 6, "d": {"token": "canary-token", "seq": 1}}',
    r"escaped {\"token\": \"canary-token\"}",
    "Authorization: Bot canary-token-abcdefghijklmnop",
    "another MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.GabcdE.canary_token_of_the_usual_form_abc",
]


@pytest.mark.parametrize("leak", _LEAKS)
@pytest.mark.parametrize("form", ["text", "json"])
def test_no_token_is_written_in_message_field_or_traceback(
    stream: io.StringIO, form: str, leak: str
) -> None:
    start_logging(stream, level="DEBUG", form=form, secrets=[TOKEN])
    log = logging.getLogger("trial")
    log.debug("%s", leak)
    log.info("in a field", extra={"found": leak, "listed": [leak]})
    try:
        raise ValueError(leak)
    except ValueError:
        log.exception("in a traceback")
    written = stream.getvalue()
    assert len(written.splitlines()) == 3
    assert "****" in written
    assert "canary" not in written


@pytest.mark.parametrize("form", ["text", "json"])
def test_an_event_is_one_line_whatever_it_holds(stream: io.StringIO, form: str) -> None:
    start_logging(stream, level="INFO", form=form, secrets=[])
    logging.getLogger("trial").warning("two\nlines\r\n", extra={"field": "a\nb"})
    assert stream.getvalue().count("\n") == 1


def test_json_lines_carry_time_level_logger_message_and_fields(stream: io.StringIO) -> None:
    start_logging(stream, level="INFO", form="json", secrets=[])
    logging.getLogger("bot.trial").info("interaction", extra={"ms": 12.5, "command": "/ask"})
    line = json.loads(stream.getvalue())
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "INFO",
        "logger": "bot.trial",
        "message": "interaction",
        "ms": 12.5,
        "command": "/ask",
    }


def test_text_lines_carry_fields_as_name_and_value(stream: io.StringIO) -> None:
    start_logging(stream, level="INFO", form="text", secrets=[])
    logging.getLogger("bot.trial").info("interaction", extra={"ms": 12.5, "outcome": "a b"})
    assert stream.getvalue().endswith('INFO    bot.trial: interaction ms=12.5 outcome="a b"\n')


def test_below_the_level_nothing_is_written(stream: io.StringIO) -> None:
    start_logging(stream, level="WARNING", form="text", secrets=[])
    logging.getLogger("trial").info("quiet")
    assert stream.getvalue() == ""


def test_redaction_takes_linear_time_on_hostile_text(stream: io.StringIO) -> None:
    start_logging(stream, level="INFO", form="text", secrets=[TOKEN])
    took = []
    for size in (50_000, 400_000):
        hostile = ("token'token\"Bot aaaa.aaaa." * size)[:size]
        log = partial(logging.getLogger("trial").info, "%s", hostile)
        took.append(time_work(log))
    assert took[1] < 40 * max(took[0], 0.001)
