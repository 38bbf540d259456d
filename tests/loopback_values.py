"""What Discord says of users, servers, channels and messages, in the shape it says it."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from typing import Any

APPLICATION = 1_100_000_000_000_000_001
SERVER = 1_200_000_000_000_000_001
CHANNEL = 1_300_000_000_000_000_001
MEMBER = 1_400_000_000_000_000_001
DIRECT = 1_500_000_000_000_000_001

_numbers = itertools.count(1_600_000_000_000_000_001)


def new_id() -> int:
    """An id that was not given out before."""
    return next(_numbers)


def timestamp() -> str:
    return datetime.now(UTC).isoformat()


def user(id_: int = MEMBER, name: str = "asker", *, bot: bool = False) -> dict[str, Any]:
    return {
        "id": str(id_),
        "username": name,
        "global_name": name,
        "discriminator": "0",
        "avatar": None,
        "bot": bot,
        "public_flags": 0,
        "flags": 0,
    }


def bot_user() -> dict[str, Any]:
    return user(APPLICATION, "onrecord", bot=True)


def member(of: dict[str, Any], permissions: int = (1 << 50) - 1) -> dict[str, Any]:
    return {
        "user": of,
        "roles": [],
        "joined_at": "2024-01-01T00:00:00+00:00",
        "premium_since": None,
        "deaf": False,
        "mute": False,
        "flags": 0,
        "nick": None,
        "avatar": None,
        "permissions": str(permissions),
    }


def channel(id_: int = CHANNEL, server: int = SERVER) -> dict[str, Any]:
    return {
        "id": str(id_),
        "type": 0,
        "guild_id": str(server),
        "name": "general",
        "position": 0,
        "permission_overwrites": [],
        "nsfw": False,
        "parent_id": None,
        "permissions": str((1 << 50) - 1),
        "flags": 0,
        "topic": None,
        "last_message_id": None,
        "rate_limit_per_user": 0,
    }


def direct_channel(with_: dict[str, Any], id_: int = DIRECT) -> dict[str, Any]:
    return {"id": str(id_), "type": 1, "recipients": [with_], "last_message_id": None, "flags": 0}


def role(id_: int, name: str, permissions: int = 0) -> dict[str, Any]:
    return {
        "id": str(id_),
        "name": name,
        "permissions": str(permissions),
        "position": 0,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "managed": False,
        "mentionable": False,
        "flags": 0,
    }


def server(id_: int = SERVER) -> dict[str, Any]:
    everyone = role(id_, "@everyone", (1 << 50) - 1)
    return {
        "id": str(id_),
        "name": "Server",
        "icon": None,
        "owner_id": str(MEMBER),
        "roles": [everyone],
        "emojis": [],
        "stickers": [],
        "features": [],
        "channels": [channel(server=id_)],
        "threads": [],
        "members": [member(bot_user())],
        "presences": [],
        "voice_states": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "member_count": 2,
        "large": False,
        "unavailable": False,
        "joined_at": "2024-01-01T00:00:00+00:00",
        "preferred_locale": "en-US",
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "mfa_level": 0,
        "nsfw_level": 0,
        "premium_tier": 0,
        "system_channel_flags": 0,
        "afk_timeout": 300,
    }


def attachment(name: str, folder: str) -> dict[str, Any]:
    """A file that can be had from an address."""
    address = f"{folder}/{name}"
    return {"id": str(new_id()), "filename": name, "size": 1, "url": address, "proxy_url": address}


def message(
    content: dict[str, Any], channel_id: int, author: dict[str, Any], files: list[str]
) -> dict[str, Any]:
    """A message as Discord answers it, made of a request's body."""
    attachments = [
        {
            "id": str(new_id()),
            "filename": name,
            "size": 1,
            "url": f"https://cdn.discordapp.com/attachments/{name}",
            "proxy_url": f"https://media.discordapp.net/attachments/{name}",
        }
        for name in files
    ]
    return {
        "id": str(new_id()),
        "type": 0,
        "channel_id": str(channel_id),
        "author": author,
        "content": content.get("content") or "",
        "embeds": content.get("embeds") or [],
        "components": content.get("components") or [],
        "attachments": attachments,
        "flags": content.get("flags") or 0,
        "timestamp": timestamp(),
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "pinned": False,
        "nonce": content.get("nonce"),
    }


def application() -> dict[str, Any]:
    return {
        "id": str(APPLICATION),
        "name": "onrecord",
        "icon": None,
        "description": "",
        "bot_public": True,
        "bot_require_code_grant": False,
        "owner": user(),
        "team": None,
        "verify_key": "0" * 64,
        "flags": 0,
    }
