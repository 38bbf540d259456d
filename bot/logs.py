"""Log lines: one line an event, as text or JSON, and no token in any of them."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TextIO

STARS = "****"

_PATTERNS = (
    # an interaction's callback and a webhook's messages carry the token in the address
    (re.compile(r"(/(?:interactions|webhooks)/\d+/)[^/?#\s'\"]+"), rf"\1{STARS}"),
    # events and bodies as JSON or as Python shows them
    (
        re.compile(r"""(["']\w{0,40}token\\{0,9}["']\s{0,9}:\s{0,9}\\{0,9}["'])[^"'\\]+"""),
        rf"\1{STARS}",
    ),
    (re.compile(r"\b(Bot|Bearer) [\w.~+/=-]{20,}"), rf"\1 {STARS}"),
    # a Discord token as such, wherever it came from
    (re.compile(r"\b[\w-]{20,30}\.[\w-]{5,7}\.[\w-]{25,}"), STARS),
)
_USUAL = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


class Redaction:
    """Replaces every token in a text: those it was told, and all that has the look of one."""

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        self._secrets = [secret for secret in secrets if secret]

    def apply(self, text: str) -> str:
        """The text with stars where tokens were."""
        for secret in self._secrets:
            text = text.replace(secret, STARS)
        for pattern, stars in _PATTERNS:
            text = pattern.sub(stars, text)
        return text


class LineFormatter(logging.Formatter):
    """Formats a record as one line; `extra` fields follow the message as name=value.

    Tokens are taken out here, at the last step, because a traceback becomes text only here.
    """

    def __init__(self, redaction: Redaction) -> None:
        super().__init__()
        self._redaction = redaction

    def format(self, record: logging.LogRecord) -> str:
        """One line without tokens."""
        return self._redaction.apply(self._lay_out(record))

    def _lay_out(self, record: logging.LogRecord) -> str:
        fields = "".join(f" {name}={_quote(value)}" for name, value in _fields(record))
        trace = self._trace(record)
        line = (
            f"{_time(record)} {record.levelname:<7} {record.name}: {record.getMessage()}{fields}"
            f"{f' trace={_quote(trace)}' if trace else ''}"
        )
        return line.replace("\r", "\\r").replace("\n", "\\n")

    def _trace(self, record: logging.LogRecord) -> str:
        return self.formatException(record.exc_info) if record.exc_info else ""


class JsonFormatter(LineFormatter):
    """Formats a record as one JSON object on one line."""

    def _lay_out(self, record: logging.LogRecord) -> str:
        content = {
            "time": _time(record),
            "level": record.levelname,
            "logger": record.name,
            "message": self._redaction.apply(record.getMessage()),
            **{name: self._clean(value) for name, value in _fields(record)},
        }
        if trace := self._trace(record):
            content["trace"] = self._redaction.apply(trace)
        return json.dumps(content, ensure_ascii=False, default=str)

    def _clean(self, value: object) -> object:
        return value if isinstance(value, int | float) else self._redaction.apply(str(value))


def start_logging(stream: TextIO, *, level: str, form: str, secrets: Iterable[str]) -> None:
    """Send every log record of the process to `stream`; `form` is `text` or `json`."""
    redaction = Redaction(secrets)
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter(redaction) if form == "json" else LineFormatter(redaction))
    handler.setLevel(level)
    # what is counted from the log is counted at any level of what is written
    root = min(handler.level, logging.INFO)
    logging.basicConfig(handlers=[handler], level=root, force=True)
    logging.captureWarnings(True)


def _fields(record: logging.LogRecord) -> Iterator[tuple[str, object]]:
    return ((name, value) for name, value in vars(record).items() if name not in _USUAL)


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")


def _quote(value: object) -> str:
    text = str(value)
    return text if re.fullmatch(r"[^\s\"=]+", text) else json.dumps(text, ensure_ascii=False)
