"""Sends first answers in time: discord.py's own retries wait past the 3 seconds Discord allows."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Sequence
from typing import Any

import aiohttp
import discord
from discord.http import Route, json_or_text
from discord.utils import _to_json
from discord.webhook.async_ import AsyncWebhookAdapter, async_context

_DEADLINE = 2.8
_PAUSE = 0.15
_ACKNOWLEDGED = 40060
_CALM = 16
"""So many first answers may be on the way before other work is held."""


def use_for_this_task() -> None:
    """Have the interactions answered through here that this task, and those it starts, receive."""
    async_context.set(FirstAnswers())


class FirstAnswers(AsyncWebhookAdapter):
    """Like discord.py's, but for the first answer of an interaction.

    That is sent again after short pauses until the deadline, when Discord answers 5xx or the
    connection breaks. If it had arrived after all, Discord says so the second time, and all is
    well.
    """

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # discord.py leaves it so
        self._on_the_way = 0
        self._calm = asyncio.Event()

    async def request(
        self,
        route: Route,
        session: aiohttp.ClientSession,
        *,
        payload: dict[str, Any] | None = None,
        multipart: list[dict[str, Any]] | None = None,
        files: Sequence[discord.File] | None = None,
        params: dict[str, Any] | None = None,
        **more: Any,
    ) -> Any:
        """Send one request; see the class for first answers."""
        if not route.path.endswith("/callback"):
            return await super().request(
                route,
                session,
                payload=payload,
                multipart=multipart,
                files=files,
                params=params,
                **more,
            )
        self._on_the_way += 1
        self._calm.clear()
        try:
            answered = await _send_in_time(route, session, payload, multipart, files or (), params)
        finally:
            self._on_the_way -= 1
            if self._on_the_way <= _CALM:
                self._calm.set()
        await self._let_others_go_first()
        return answered

    async def _let_others_go_first(self) -> None:
        """Hold the work that follows a first answer while many others wait for theirs.

        In a burst, searching and rendering for those who came first would use up the seconds of
        those who came last.
        """
        if self._on_the_way > _CALM:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._calm.wait(), _DEADLINE)


async def _send_in_time(
    route: Route,
    session: aiohttp.ClientSession,
    payload: dict[str, Any] | None,
    multipart: list[dict[str, Any]] | None,
    files: Sequence[discord.File],
    params: dict[str, Any] | None,
) -> Any:
    until = time.monotonic() + _DEADLINE
    pause, was_lost = _PAUSE, False
    while True:
        form = _as_form(multipart, files) if multipart else None
        try:
            return await _send(route, session, payload, form, params)
        except discord.HTTPException as refused:
            if was_lost and refused.code == _ACKNOWLEDGED:
                return {"interaction": {"id": str(route.webhook_id), "type": 2}}
            wait = _wait_after(refused, pause)
            if wait is None or time.monotonic() + wait > until:
                raise
        except (OSError, aiohttp.ClientError):
            wait = pause
            if time.monotonic() + wait > until:
                raise
        was_lost = True
        pause *= 2
        await asyncio.sleep(wait)


async def _send(
    route: Route,
    session: aiohttp.ClientSession,
    payload: dict[str, Any] | None,
    form: aiohttp.FormData | None,
    params: dict[str, Any] | None,
) -> Any:
    headers = {} if form else {"Content-Type": "application/json"}
    body = form or _to_json(payload)
    async with session.post(route.url, data=body, headers=headers, params=params) as response:
        content = await json_or_text(response)
        if response.status < 300:
            return content
        match response.status:
            case 403:
                raise discord.Forbidden(response, content)
            case 404:
                raise discord.NotFound(response, content)
            case status if status >= 500:
                raise discord.DiscordServerError(response, content)
            case _:
                raise discord.HTTPException(response, content)


def _as_form(multipart: list[dict[str, Any]], files: Sequence[discord.File]) -> aiohttp.FormData:
    for file in files:
        file.reset()
    form = aiohttp.FormData(quote_fields=False)
    for part in multipart:
        form.add_field(**part)
    return form


def _wait_after(refused: discord.HTTPException, pause: float) -> float | None:
    """Seconds until the answer may be sent again; None when that is no use."""
    if refused.status >= 500:
        return pause
    if refused.status == 429 and refused.response.headers.get("Via"):
        return float(refused.response.headers.get("Retry-After", pause))
    return None
