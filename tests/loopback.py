"""A loopback Discord: REST and gateway over real sockets, strict about bodies, faulty on demand."""

from __future__ import annotations

import asyncio
import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Self

import discord.gateway
import discord.http
import pytest
import yarl
from aiohttp import web

from tests import loopback_values as values
from tests.loopback_gateway import Gateway
from tests.loopback_rest import Rest

TOKEN = "MTEwMDAwMDAwMDAwMDAwMDAwMQ.Gloopb.canary-token-that-must-not-appear-in-any-log"
BAN_PAGE = "<html><title>Access denied | discord.com used Cloudflare</title>error 1015</html>"


@dataclass(slots=True)
class Seen:
    """A request: when it came (seconds of the monotonic clock) and what it was answered with."""

    method: str
    path: str
    body: Any
    files: dict[str, bytes]
    at: float
    status: int = 0


@dataclass(slots=True)
class Fault:
    """What a request is answered with in place of the true answer; `cuts` drops the connection.

    With `is_lost` the request takes effect and only its answer is replaced.
    """

    method: str
    path: str
    status: int = 503
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)
    cuts: bool = False
    is_lost: bool = False
    times: int = 1

    def meets(self, method: str, path: str) -> bool:
        return (
            self.times > 0 and method == self.method and re.fullmatch(self.path, path) is not None
        )


class Loopback:
    """Discord on this machine; `async with` opens it on a free port."""

    def __init__(self, token: str = TOKEN) -> None:
        self.token = token
        self.gateway = Gateway(token)
        self.rest = Rest(self.gateway)
        self.requests: list[Seen] = []
        self.faults: list[Fault] = []
        self.address = ""
        self.asker = values.MEMBER
        """Who uses commands and presses buttons."""
        self.server = values.SERVER
        """Where they do it."""
        self.place = "server"
        """Or "direct" (messages), or "installed": the member has the bot, the server has not."""
        self.downloads: dict[str, bytes] = {}
        """What is attached to messages, by its name."""
        self.standing: dict[int, dict[str, Any]] = {}
        """What members are in the server besides the usual: `roles`, `permissions`."""
        self.used: list[tuple[int, int, dict[str, Any], dict[str, Any] | None]] = []
        """Every interaction: who, its kind, its content, and the message it was on."""
        self._runner: web.AppRunner | None = None

    async def __aenter__(self) -> Self:
        application = web.Application(client_max_size=32 * 1024 * 1024)
        application.router.add_get("/gateway{tail:.*}", self.gateway.accept)
        application.router.add_route("*", "/api/v10/{path:.*}", self._answer)
        application.router.add_get("/files/{name}", self._download)
        self._runner = web.AppRunner(application, handler_cancellation=True, shutdown_timeout=0.5)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.address = f"http://{host}:{port}/api/v10"
        self.gateway.address = f"ws://{host}:{port}/gateway/"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.gateway.close()
        if self._runner is not None:
            await self._runner.cleanup()

    def adopt(self, patch: pytest.MonkeyPatch) -> None:
        """Have discord.py in this process take this for Discord."""
        patch.setattr(discord.http.Route, "BASE", self.address)
        gateway = yarl.URL(self.gateway.address)
        patch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", gateway)

    def fail(self, method: str, path: str, **how: Any) -> Fault:
        """Answer the next request to a path (a regular expression) otherwise; see `Fault`."""
        fault = Fault(method, path, **how)
        self.faults.append(fault)
        return fault

    def limit_rate(
        self, method: str, path: str, *, seconds: float, is_global: bool = False, times: int = 1
    ) -> Fault:
        """Answer 429 as Discord does."""
        return self.fail(
            method,
            path,
            status=429,
            body={"message": "rate limited", "retry_after": seconds, "global": is_global},
            headers={"Via": "1.1 google", "Retry-After": str(seconds)},
            times=times,
        )

    def list_requests(self, method: str, path: str) -> list[Seen]:
        """The requests so far to a path (a regular expression)."""
        return [
            seen
            for seen in self.requests
            if seen.method == method and re.fullmatch(path, seen.path)
        ]

    async def until(self, holds: Callable[[], bool], within: float = 10.0) -> None:
        """Wait until something holds."""
        async with asyncio.timeout(within):
            while not holds():  # noqa: ASYNC110 - what is waited for may be anything
                await asyncio.sleep(0.005)

    async def _download(self, request: web.Request) -> web.Response:
        return web.Response(body=self.downloads[request.match_info["name"]])

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        body, files = await _read_body(request)
        path = "/" + request.match_info["path"]
        seen = Seen(request.method, path, body, files, time.monotonic())
        self.requests.append(seen)
        fault = next((f for f in self.faults if f.meets(request.method, path)), None)
        if fault is not None:
            fault.times -= 1
        if fault is None or fault.is_lost:
            status, content = self._act(request, seen)
        if fault is not None:
            if fault.cuts and request.transport is not None:
                request.transport.abort()
            status, content = fault.status, fault.body
        seen.status = status
        return _respond(status, content, fault.headers if fault else {})

    def _act(self, request: web.Request, seen: Seen) -> tuple[int, Any]:
        authorised = request.headers.get("Authorization") == f"Bot {self.token}"
        # interactions and their messages are authorised by the token in the address
        if not authorised and not seen.path.startswith(("/interactions/", "/webhooks/")):
            return 401, {"message": "401: Unauthorized", "code": 0}
        return self.rest.act(seen.method, seen.path, seen.body, seen.files)


async def _read_body(request: web.Request) -> tuple[Any, dict[str, bytes]]:
    if request.content_type != "multipart/form-data":
        text = await request.text()
        return (json.loads(text) if text else None), {}
    form = await request.post()
    files = {
        part.filename: part.file.read() for part in form.values() if isinstance(part, web.FileField)
    }
    return json.loads(str(form["payload_json"])), files


def _respond(status: int, content: Any, headers: dict[str, str]) -> web.Response:
    if isinstance(content, str):
        return web.Response(status=status, text=content, content_type="text/html", headers=headers)
    if content is None:
        return web.Response(status=status, headers=headers)
    # exactly this content type: discord.py compares it as a whole
    body = json.dumps(content).encode()
    return web.Response(
        status=status, body=body, headers={**headers, "Content-Type": "application/json"}
    )


SERVER, CHANNEL, MEMBER = values.SERVER, values.CHANNEL, values.MEMBER
