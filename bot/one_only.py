"""One running bot per token on a machine; the database has a lock of its own (`db.files`)."""

from __future__ import annotations

import contextlib
import hashlib
import socket
import struct
import sys
from collections.abc import Iterator

from bot.core.errors import SettingsRefused
from bot.discord_token import DiscordToken, application_id


@contextlib.contextmanager
def hold_bot(token: DiscordToken, address: str) -> Iterator[None]:
    """Hold the right to be the bot of this token at a Discord; one process of a machine has it.

    Two bots with one token would answer everything twice. The right is a name among the machine's
    abstract sockets: it needs no folder that both could write to, and ends with the process,
    however that ends. Other machines, and containers with a network of their own, do not see it.

    Raises:
        SettingsRefused: another process has it; the sentence says which.
    """
    if sys.platform != "linux":
        yield
        return
    name = "\0onrecord/" + _name(token, address)
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as holder:
        try:
            holder.bind(name)
        except OSError:
            raise SettingsRefused(
                f"The bot of this token already runs on this machine ({_find_holder(name)}); "
                "two would answer everything twice. Stop that one first."
            ) from None
        holder.listen(100)  # so that the next can ask who it is
        yield


def _name(token: DiscordToken, address: str) -> str:
    """A name that tells no secret: the names are there for everybody to see."""
    bot = application_id(token) or token.reveal()
    return hashlib.blake2b(f"{bot} {address}".encode(), digest_size=16).hexdigest()


def _find_holder(name: str) -> str:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as asker:
        asker.setblocking(False)
        try:
            asker.connect(name)
            credentials = asker.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, 12)
        except OSError:
            return "it just ended"
    process, user, _ = struct.unpack("3i", credentials)
    return f"process {process} of user {user}" if process else f"user {user}, in a container"
