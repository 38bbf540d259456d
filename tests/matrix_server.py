"""The server of the matrix: who is in it, what is on its record, and what is typed there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tests import loopback_values as values
from tests.loopback import MEMBER, SERVER, Loopback
from tests.loopback_members import make_command

MANAGER, CURATOR, REVIEWER, ASKER = MEMBER, MEMBER + 1, MEMBER + 2, MEMBER + 3
ELSEWHERE = SERVER + 1
SECRET = "quokka"
"""A word of what is on record in the server, and of nothing else."""

CURATING, REVIEWING = SERVER + 2, SERVER + 3
_WRITING = {"permissions": str(1 << 11)}
STANDING: dict[int, dict[str, Any]] = {
    CURATOR: {"roles": [str(CURATING)], **_WRITING},
    REVIEWER: {"roles": [str(REVIEWING)], **_WRITING},
    ASKER: _WRITING,
}
"""The roles and permissions of those who do not manage the server."""

_FILE = "record.csv"
_TABLE = (
    "claim,stance,speaker,date,text,kind,source_title,source_url\n"
    "Tulips bloom in April,supports,Ann Botanist,2024-04-02,They bloom.,quote,The Gazette,\n"
)
STATEMENT = {
    "who": f"Ann {SECRET}\nMayor\nTown of Elm",
    "words": f"The {SECRET} bridge is perfectly safe for everyone.",
    "when": "29 Oct 2024",
    "source": f"The {SECRET} bridge opens\nhttps://gazette.example/1\nGazette\n30 Oct 2024",
}
ANSWER = {
    "who": "Bo Builder\nEngineer",
    "words": f"Both {SECRET} pillars have cracks as wide as a hand.",
    "when": "1 Nov 2024",
    "source": "Cracks found\nhttps://gazette.example/2\nGazette\n2 Nov 2024",
}


@dataclass(frozen=True, slots=True)
class Sample:
    """An interaction to be done again by anyone: its kind, its content, the message it is on."""

    kind: int
    content: dict[str, Any]
    message: dict[str, Any] | None = None


def arrange(discord: Loopback) -> None:
    """Two servers; in the first roles for curators and reviewers, and a member who holds none."""
    roles = [values.role(CURATING, "curators"), values.role(REVIEWING, "reviewers")]
    discord.gateway.servers[0]["roles"] += roles
    discord.gateway.servers.append(values.server(ELSEWHERE))
    discord.standing |= STANDING
    discord.downloads[_FILE] = _TABLE.encode()


def attach_file(discord: Loopback) -> dict[str, Any]:
    """A file to be imported."""
    return values.attachment(_FILE, discord.address.replace("api/v10", "files"))


def command_sample(name: str, options: dict[str, Any], focused: str = "") -> Sample:
    """A command used, or with `focused` typed into."""
    content = make_command(name, options)
    below = content["options"]
    below = below[0]["options"] if below and below[0]["type"] == 1 else below
    for option in below:
        if option["name"] == focused:
            option["focused"] = True
    return Sample(4 if focused else 2, content)


PLAIN = {
    "wording": "Geese winter on the island",
    "words": "They winter here.",
    "who": "Gus Gander",
    "when": "3 Nov 2024",
    "source": "Geese\nhttps://geese.example/1",
    "speaker": "Gus Gander",
    "title": "Geese of the island",
    "why": "not ours",
    "text": "This is wrong.",
    "new-wording": "Geese winter on the pond",
    "phrasing": "Do geese winter here",
    "phrasings": "",
    "where": "",
    "claim": "Geese winter on the island",
    "of-claim": "C1",
    "stances": "context C1",
    "published": "3 Nov 2024",
    "statements-1": "S2",
}
"""What a form is filled with: words of no record."""
