"""Links that add the bot to a server, asking for no more than what it is to do there."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

_AUTHORISE = "https://discord.com/oauth2/authorize"

VIEW_CHANNEL = 1 << 10
SEND_MESSAGES = 1 << 11
EMBED_LINKS = 1 << 14
ATTACH_FILES = 1 << 15
READ_MESSAGE_HISTORY = 1 << 16
SEND_MESSAGES_IN_THREADS = 1 << 38

LEAST = (
    VIEW_CHANNEL
    | SEND_MESSAGES
    | SEND_MESSAGES_IN_THREADS
    | EMBED_LINKS
    | ATTACH_FILES
    | READ_MESSAGE_HISTORY
)
"""What answering mentions, posting in followed channels and sending a dossier as a file needs."""


@dataclass(frozen=True, slots=True)
class Invite:
    """A link, and what the bot can do where it was followed."""

    meaning: str
    url: str


def list_invites(application_id: int, *, user_installs: bool) -> list[Invite]:
    """The links for an application, the one that asks for least first."""
    invites = [
        Invite(
            "No permissions at all: commands, right-click and buttons work everywhere; mentions "
            "are answered where everyone may write.",
            _link(application_id, scope="bot applications.commands", permissions=0),
        ),
        Invite(
            "Least privilege (view channels, send messages, also in threads, embed links, attach "
            "files, read message history): mentions and follow posts work in every channel.",
            _link(application_id, scope="bot applications.commands", permissions=LEAST),
        ),
    ]
    if user_installs:
        invites.append(
            Invite(
                "For a member's own account: ask in any server and in direct messages, from the "
                "shared library only.",
                _link(application_id, scope="applications.commands", integration_type=1),
            )
        )
    return invites


def _link(application_id: int, **query: object) -> str:
    return f"{_AUTHORISE}?{urlencode({'client_id': application_id, **query})}"
