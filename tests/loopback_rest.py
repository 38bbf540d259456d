"""The REST side of the loopback Discord: commands, interactions, messages."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from tests import loopback_values as values
from tests.loopback_gateway import Gateway
from tests.loopback_rules import check_body, check_callback, check_message

DEADLINE = 3.0
_Answer = tuple[int, Any]
_UNKNOWN_INTERACTION = (404, {"message": "Unknown interaction", "code": 10062})
_UNKNOWN_WEBHOOK = (404, {"message": "Unknown Webhook", "code": 10015})
_UNKNOWN_MESSAGE = (404, {"message": "Unknown Message", "code": 10008})
_ACKNOWLEDGED = (400, {"message": "Interaction has already been acknowledged.", "code": 40060})


@dataclass(slots=True)
class Asked:
    """An interaction of a member, and all that was answered to it."""

    id: int
    token: str
    channel_id: int
    sent_at: float
    callback: dict[str, Any] | None = None
    answered_at: float | None = None
    original: dict[str, Any] | None = None
    edits: int = 0
    followups: list[dict[str, Any]] = field(default_factory=list)
    changed: asyncio.Condition = field(default_factory=asyncio.Condition)

    @property
    def waited(self) -> float:
        """Seconds to the first answer."""
        assert self.answered_at is not None, "no first answer"
        return self.answered_at - self.sent_at

    @property
    def is_answered(self) -> bool:
        """Whether more than "thinking…" was answered; "…" is on its way out again."""
        if self.callback is None or self.callback["type"] in (5, 6):
            return self.edits > 0 and self.original is not None and self.original["content"] != "…"
        return True

    async def until(self, holds: Callable[[Asked], bool], within: float = 10.0) -> Asked:
        """Wait until something holds of the answers."""
        async with asyncio.timeout(within):
            while not holds(self):  # noqa: ASYNC110 - what is waited for may be anything
                await asyncio.sleep(0.002)
        return self

    async def first_answer(self, within: float = 10.0) -> dict[str, Any]:
        """The body of the first answer."""
        await self.until(lambda asked: asked.callback is not None, within)
        assert self.callback is not None
        return self.callback


class Rest:
    """What is behind the addresses; `refused` lists every body that Discord would not take."""

    def __init__(self, gateway: Gateway) -> None:
        self._gateway = gateway
        self.commands: list[dict[str, Any]] = []
        self.asked: dict[str, Asked] = {}
        self.messages: dict[str, dict[str, Any]] = {}
        self.refused: list[str] = []
        self.is_strict = True
        """Off for measuring only: checking bodies takes longer than sending them."""
        self.remaining_starts = 990
        self.starts_reset_after = 0
        self._routes: list[tuple[str, re.Pattern[str], Callable[..., _Answer]]] = [
            ("GET", re.compile(r"/users/@me"), lambda: (200, values.bot_user())),
            ("GET", re.compile(r"/oauth2/applications/@me"), lambda: (200, values.application())),
            ("GET", re.compile(r"/gateway/bot"), self._gateway_bot),
            ("GET", re.compile(r"/applications/\d+/commands"), lambda: (200, self.commands)),
            ("PUT", re.compile(r"/applications/\d+/commands"), self._put_commands),
            ("POST", re.compile(r"/interactions/\d+/([^/]+)/callback"), self._callback),
            ("POST", re.compile(r"/webhooks/\d+/([^/]+)"), self._follow_up),
            (
                "GET|PATCH|DELETE",
                re.compile(r"/webhooks/\d+/([^/]+)/messages/([^/]+)"),
                self._answer_message,
            ),
            ("POST", re.compile(r"/channels/(\d+)/messages"), self._post),
            ("GET|PATCH|DELETE", re.compile(r"/channels/\d+/messages/(\d+)"), self._message),
            ("POST", re.compile(r"/channels/\d+/typing"), lambda: (204, None)),
            ("POST", re.compile(r"/users/@me/channels"), self._open_direct),
            ("GET", re.compile(r"/channels/(\d+)"), self._channel),
        ]
        self._method = ""
        self._body: Any = None
        self._files: dict[str, bytes] = {}

    def act(self, method: str, path: str, body: Any, files: dict[str, bytes]) -> _Answer:
        """Do what is asked and answer as Discord does."""
        self._method, self._body, self._files = method, body, files
        if self.is_strict and body is not None and (problems := check_body(method, path, body)):
            return self._refuse(path, problems)
        for methods, pattern, act in self._routes:
            found = pattern.fullmatch(path)
            if found and method in methods.split("|"):
                return act(*found.groups())
        return 404, {"message": "404: Not Found", "code": 0}

    def _refuse(self, what: str, problems: list[str]) -> _Answer:
        self.refused += [f"{self._method} {what}: {problem}" for problem in problems]
        return 400, {"message": "Invalid Form Body", "code": 50035, "errors": {}}

    def _gateway_bot(self) -> _Answer:
        limit = {
            "total": 1000,
            "remaining": self.remaining_starts,
            "reset_after": self.starts_reset_after,
            "max_concurrency": self._gateway.max_concurrency,
        }
        shards = self._gateway.shards
        return 200, {"url": self._gateway.address, "shards": shards, "session_start_limit": limit}

    def _put_commands(self) -> _Answer:
        more = {
            "application_id": str(values.APPLICATION),
            "version": "1",
            "description": "",
            "default_member_permissions": None,
        }
        self.commands = [{"id": str(values.new_id()), **more, **c} for c in self._body]
        return 200, self.commands

    def _callback(self, token: str) -> _Answer:
        asked = self.asked.get(token)
        now = time.monotonic()
        if asked is None or now - asked.sent_at > DEADLINE:
            return _UNKNOWN_INTERACTION
        if asked.callback is not None:
            return _ACKNOWLEDGED
        if problems := check_callback(self._body, files=len(self._files)):
            return self._refuse("callback", problems)
        asked.callback, asked.answered_at = self._body, now
        kind, content = self._body["type"], self._body.get("data") or {}
        resource: dict[str, Any] = {"type": kind}
        if kind == 5:
            asked.original = self._make(content, asked.channel_id)
        if kind == 4:
            asked.original = self._make(content, asked.channel_id)
            resource["message"] = asked.original
        if kind in (6, 7) and asked.original is not None:
            resource["message"] = self._change(asked.original, content)
        interaction = {"id": str(asked.id), "type": 2}
        if asked.original:
            interaction["response_message_id"] = asked.original["id"]
        return 200, {"interaction": interaction, "resource": resource}

    def _follow_up(self, token: str) -> _Answer:
        asked = self.asked.get(token)
        if asked is None or asked.callback is None:
            return _UNKNOWN_WEBHOOK
        if problems := check_message(self._body, files=len(self._files)):
            return self._refuse("follow-up", problems)
        followup = self._make(self._body, asked.channel_id)
        asked.followups.append(followup)
        return 200, followup

    def _answer_message(self, token: str, name: str) -> _Answer:
        asked = self.asked.get(token)
        if asked is None or asked.callback is None:
            return _UNKNOWN_WEBHOOK
        if name == "@original":
            name = asked.original["id"] if asked.original else ""
            asked.edits += self._method == "PATCH"
        answer = self._message(name)
        if self._method == "DELETE" and asked.original and asked.original["id"] == name:
            asked.original = None
        return answer

    def _post(self, channel_id: str) -> _Answer:
        if problems := check_message(self._body, files=len(self._files)):
            return self._refuse("message", problems)
        return 200, self._make(self._body, int(channel_id))

    def _message(self, name: str) -> _Answer:
        message = self.messages.get(name)
        if message is None:
            return _UNKNOWN_MESSAGE
        if self._method == "DELETE":
            del self.messages[name]
            return 204, None
        if self._method == "PATCH":
            problems = check_message(self._body, flags=message["flags"], edits=True)
            if problems:
                return self._refuse("edit", problems)
            self._change(message, self._body)
        return 200, message

    def _open_direct(self) -> _Answer:
        return 200, values.direct_channel(values.user(int(self._body["recipient_id"])))

    def _channel(self, channel_id: str) -> _Answer:
        if int(channel_id) == values.DIRECT:
            return 200, values.direct_channel(values.user())
        return 200, values.channel(int(channel_id))

    def _make(self, content: dict[str, Any], channel_id: int) -> dict[str, Any]:
        made = values.message(content, channel_id, values.bot_user(), list(self._files))
        self.messages[made["id"]] = made
        return made

    def _change(self, message: dict[str, Any], content: dict[str, Any]) -> dict[str, Any]:
        for name in ("content", "embeds", "components"):
            if name in content:
                message[name] = content[name] or type(message[name])()
        message["flags"] |= content.get("flags") or 0
        message["edited_timestamp"] = values.timestamp()
        if self._files:
            made = values.message({}, 1, values.bot_user(), list(self._files))
            message["attachments"] = made["attachments"]
        return message
