"""Health and figures of the running bot over HTTP, on loopback only."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

from bot.core.errors import SettingsRefused
from bot.measuring import Measures

_log = logging.getLogger(__name__)

_LOOPBACK = "127.0.0.1"
_PATIENCE = 2.0
"""Seconds that a look at the database may take before the bot counts as ill."""


@contextlib.asynccontextmanager
async def serve_health(
    port: int,
    measures: Measures,
    *,
    check: Callable[[], Awaitable[object]],
    is_ready: Callable[[], bool],
    shards: Callable[[], Mapping[int, bool]] = dict,
) -> AsyncIterator[int]:
    """Answer `/healthz`, `/readyz` and `/metrics` while the block runs; gives the port.

    `check` looks at the database, `shards` says which are connected. Port 0 takes any that is free.

    Raises:
        SettingsRefused: the port is taken.
    """
    pages = _Pages(measures, check, is_ready, shards)
    runner = web.AppRunner(pages.application(), access_log=None)
    await runner.setup()
    lag = asyncio.create_task(measures.watch_loop(), name="loop lag")
    try:
        await _listen(runner, port)
        yield int(runner.addresses[0][1])
    finally:
        lag.cancel()
        await asyncio.gather(lag, return_exceptions=True)
        await runner.cleanup()


async def _listen(runner: web.AppRunner, port: int) -> None:
    try:
        await web.TCPSite(runner, _LOOPBACK, port).start()
    except OSError as error:
        raise SettingsRefused(
            f"The port {port} of health_port is taken on {_LOOPBACK}; choose another."
        ) from error


class _Pages:
    """What is answered to each address."""

    def __init__(
        self,
        measures: Measures,
        check: Callable[[], Awaitable[object]],
        is_ready: Callable[[], bool],
        shards: Callable[[], Mapping[int, bool]],
    ) -> None:
        self._measures = measures
        self._check = check
        self._is_ready = is_ready
        self._shards = shards

    def application(self) -> web.Application:
        """The pages under their addresses."""
        application = web.Application()
        application.add_routes(
            [
                web.get("/healthz", self.tell_health),
                web.get("/readyz", self.tell_readiness),
                web.get("/metrics", self.tell_figures),
            ]
        )
        return application

    async def tell_health(self, request: web.Request) -> web.Response:
        """Whether the process works and reaches its database."""
        try:
            await asyncio.wait_for(self._check(), _PATIENCE)
        except Exception as error:  # whatever it is, the answer is no
            _log.warning("unhealthy", extra={"error": type(error).__name__})
            return web.Response(status=503, text="the database does not answer\n")
        return web.Response(text="ok\n")

    async def tell_readiness(self, request: web.Request) -> web.Response:
        """Whether members are answered: healthy and connected to Discord."""
        if not self._is_ready():
            shards = self._shards()
            away = ", ".join(str(shard) for shard, is_up in shards.items() if not is_up)
            which = f": shard {away} of {len(shards)}" if len(shards) > 1 and away else ""
            return web.Response(status=503, text=f"not connected to Discord{which}\n")
        return await self.tell_health(request)

    async def tell_figures(self, request: web.Request) -> web.Response:
        """The figures, in the text form of Prometheus."""
        self._measures.ready.set(self._is_ready())
        self._measures.tasks.set(len(asyncio.all_tasks()))
        self._measures.shards.clear()
        for shard, is_up in self._shards().items():
            self._measures.shards.labels(str(shard)).set(is_up)
        body = generate_latest(self._measures.registry)
        return web.Response(body=body, headers={"Content-Type": CONTENT_TYPE_LATEST})


def watch_logs(measures: Measures) -> logging.Handler:
    """Count what the log says, from now on; remove the handler from the root logger to stop."""
    handler = _LogWatcher(measures)
    logging.getLogger().addHandler(handler)
    return handler


class _LogWatcher(logging.Handler):
    """Turns log records into figures, so that what is logged needs no second report."""

    def __init__(self, measures: Measures) -> None:
        super().__init__()
        self._measures = measures

    def emit(self, record: logging.LogRecord) -> None:
        """Count one record, if it is one that counts."""
        fields = vars(record)
        match record.msg:
            case "interaction":
                self._measures.interactions.labels(str(fields.get("outcome"))).inc()
                if "ms" in fields:
                    self._measures.first_answer.observe(fields["ms"] / 1000)
            case "answer":
                self._measures.answers.labels(str(fields.get("outcome"))).inc()
            case "Discord refused a request":
                self._measures.invalid_requests.add()
            case "connecting":
                self._measures.connects.add()
            case "identifying":
                self._measures.identifies.add()
