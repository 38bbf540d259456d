"""The gateway of the loopback Discord: sessions over real websockets, and every way they break."""

from __future__ import annotations

import asyncio
import json
import zlib
from typing import Any

from aiohttp import WSMsgType, web

from tests import loopback_values as values

_DISPATCH, _HEARTBEAT, _IDENTIFY, _RESUME, _RECONNECT, _INVALID, _HELLO, _ACK = (
    0,
    1,
    2,
    6,
    7,
    9,
    10,
    11,
)


class Line:
    """One websocket, compressed as the client asked for."""

    def __init__(self, socket: web.WebSocketResponse, *, compressed: bool) -> None:
        self.socket = socket
        self._compressor = zlib.compressobj() if compressed else None

    async def send_text(self, text: str) -> None:
        if self._compressor is None:
            await self.socket.send_str(text)
            return
        packed = self._compressor.compress(text.encode())
        await self.socket.send_bytes(packed + self._compressor.flush(zlib.Z_SYNC_FLUSH))

    async def send(self, op: int, content: Any = None, **more: Any) -> None:
        await self.send_text(json.dumps({"op": op, "d": content, "s": None, "t": None, **more}))

    def cut(self, request: web.Request) -> None:
        """Break the connection without a word."""
        if request.transport is not None:
            request.transport.abort()


class Gateway:
    """Sessions, and what goes wrong with them on demand.

    The counters say how many times a thing goes wrong before it goes well; large means always.
    Under `/gateway/silent` it never says hello, under `/gateway/mute` it hangs up on RESUME.
    """

    def __init__(self, token: str) -> None:
        self._token = token
        self.address = ""
        self.resume_address: str | None = None
        self.servers = [values.server()]
        self.shards = 1
        """How many are needed; fewer are refused."""
        self.max_concurrency = 1
        self.refuse = 0
        """HTTP 503 in place of the websocket."""
        self.hang_up_before_hello = 0
        self.hang_up_after_ready = 0
        self.invalidate = 0
        """Sessions answered with "invalid session", not resumable."""
        self.close_code: int | None = None
        """IDENTIFY is answered by closing with this code."""
        self.connects: list[str] = []
        self.identifies: list[dict[str, Any]] = []
        self.resumes: list[dict[str, Any]] = []
        self.heartbeats = 0
        self.heartbeat_interval = 41_250
        self.sequence = 0
        self._sessions: dict[str, list[tuple[int, str]]] = {}
        self._shard_of: dict[str, int] = {}
        self._lines: dict[Line, tuple[web.Request, str]] = {}
        self.changed = asyncio.Condition()

    async def accept(self, request: web.Request) -> web.StreamResponse:
        """One connection from hello to its end."""
        self.connects.append(request.path)
        if self._goes_wrong("refuse"):
            return web.Response(status=503)
        socket = web.WebSocketResponse(max_msg_size=0)
        await socket.prepare(request)
        line = Line(socket, compressed=request.query.get("compress") == "zlib-stream")
        if self._goes_wrong("hang_up_before_hello") or request.path.endswith("/silent"):
            line.cut(request)
            return socket
        await line.send(_HELLO, {"heartbeat_interval": self.heartbeat_interval})
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    await self._hear(line, request, json.loads(message.data))
        except ConnectionError:
            pass
        finally:
            self._lines.pop(line, None)
        return socket

    async def _hear(self, line: Line, request: web.Request, said: dict[str, Any]) -> None:
        match said["op"]:
            case 1:
                self.heartbeats += 1
                await line.send(_ACK)
            case 2:
                self.identifies.append(said["d"])
                await self._begin(line, request, said["d"])
            case 6:
                self.resumes.append(said["d"])
                await self._resume(line, request, said["d"])
        async with self.changed:
            self.changed.notify_all()

    async def _begin(self, line: Line, request: web.Request, said: dict[str, Any]) -> None:
        code = self.close_code if said["token"] == self._token else 4004
        shard, count = said.get("shard", [0, 1])
        if code is None and count != self.shards:
            code = 4011 if count < self.shards else 4010
        if code is not None:
            await line.socket.close(code=code)
            return
        if self._goes_wrong("invalidate"):
            await line.send(_INVALID, False)
            return
        session = f"session-{values.new_id()}"
        self._sessions[session] = []
        self._shard_of[session] = shard
        self._lines[line] = (request, session)
        servers = [s for s in self.servers if self.shard_for(s["id"]) == shard]
        ready = {
            "v": 10,
            "user": values.bot_user(),
            "guilds": [{"id": s["id"], "unavailable": True} for s in servers],
            "session_id": session,
            "shard": [shard, count],
            "resume_gateway_url": self.resume_address or self.address,
            "application": {"id": str(values.APPLICATION), "flags": 0},
        }
        await self._tell(line, session, "READY", ready)
        for server in servers:
            await self._tell(line, session, "GUILD_CREATE", server)
        if self._goes_wrong("hang_up_after_ready"):
            line.cut(request)

    async def _resume(self, line: Line, request: web.Request, said: dict[str, Any]) -> None:
        if request.path.endswith("/mute"):
            line.cut(request)
            return
        missed = self._sessions.get(said["session_id"])
        if missed is None or self._goes_wrong("invalidate"):
            await line.send(_INVALID, False)
            return
        session = said["session_id"]
        self._lines[line] = (request, session)
        for sequence, text in missed:
            if sequence > (said["seq"] or 0):
                await line.send_text(text)
        await self._tell(line, session, "RESUMED", {})
        if self._goes_wrong("hang_up_after_ready"):
            line.cut(request)

    async def dispatch(self, event: str, content: Any) -> None:
        """Send an event to the shard of its server; one that is away gets it when it resumes."""
        shard = self.shard_for(content.get("guild_id") or 0)
        await self.dispatch_text(lambda s: _event(event, content, s), shard=shard)

    async def dispatch_text(self, write: Any, *, shard: int = 0) -> None:
        """Send a shard what `write` makes of the next sequence number, however malformed."""
        self.sequence += 1
        text = write(self.sequence)
        for session, kept in self._sessions.items():
            if self._shard_of[session] == shard:
                kept.append((self.sequence, text))
        for line, (_, session) in list(self._lines.items()):
            if self._shard_of[session] == shard:
                await line.send_text(text)

    def shard_for(self, server: str | int) -> int:
        """The shard that hears of a server; direct messages (server 0) come to the first."""
        return (int(server) >> 22) % self.shards

    async def _tell(self, line: Line, session: str, event: str, content: Any) -> None:
        self.sequence += 1
        text = _event(event, content, self.sequence)
        self._sessions[session].append((self.sequence, text))
        await line.send_text(text)

    def drop_last(self) -> None:
        """Forget the last event, so that it is not sent again."""
        for kept in self._sessions.values():
            kept.pop()

    def cut_all(self, *, shard: int | None = None) -> None:
        """Break every connection, or a shard's, without a word; the sessions can be resumed."""
        for line, (request, session) in list(self._lines.items()):
            if shard in (None, self._shard_of[session]):
                self._lines.pop(line)
                line.cut(request)

    def forget_sessions(self) -> None:
        """Make every session one that cannot be resumed."""
        self._sessions.clear()

    async def ask_to_reconnect(self) -> None:
        for line in list(self._lines):
            await line.send(_RECONNECT)

    async def until_connected(self, *, times: int = 1, within: float = 10.0) -> None:
        """Wait until sessions were begun or resumed so many times in all."""
        async with asyncio.timeout(within), self.changed:
            await self.changed.wait_for(lambda: bool(self._lines) and self.begun >= times)

    @property
    def begun(self) -> int:
        return len(self.identifies) + len(self.resumes)

    @property
    def is_connected(self) -> bool:
        return bool(self._lines)

    async def close(self) -> None:
        for line in list(self._lines):
            await line.socket.close()

    def _goes_wrong(self, what: str) -> bool:
        left: int = getattr(self, what)
        setattr(self, what, max(0, left - 1))
        return left > 0


def _event(event: str, content: Any, sequence: int) -> str:
    return json.dumps({"op": _DISPATCH, "t": event, "s": sequence, "d": content})
