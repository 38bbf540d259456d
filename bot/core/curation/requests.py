"""Requests: who asks for something, standing where, and when."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from bot.core.curation.permissions import (
    Action,
    Actor,
    Realm,
    Verdict,
    check_allowed,
    find_realm,
    find_verdict,
)
from bot.core.rules import check_text

_LONGEST_REASON = 1000


def read_reason(text: str | None) -> str | None:
    """Why something is asked for, as it is kept; None when nothing is said.

    Raises:
        InvalidRecord: it is too long, or has control characters.
    """
    reason = (text or "").strip() or None
    if reason:
        check_text("reason", reason, _LONGEST_REASON)
    return reason


@dataclass(frozen=True, slots=True)
class Request:
    """Who asks for a change, standing where, at what time (ISO 8601, UTC), and why.

    `key` is the same whenever the same request is delivered again. `is_direct`: in a direct
    message, where one stands in the library.
    """

    actor: Actor
    community_id: int
    at: str
    key: str
    reason: str | None = None
    is_direct: bool = False

    @property
    def today(self) -> datetime.date:
        """The day of the request."""
        return datetime.datetime.fromisoformat(self.at).date()

    def check(self, action: Action, owner: int) -> Verdict:
        """Check that the actor may do this to the record of `owner`. Raises NotAllowed."""
        realm = find_realm(self.community_id, owner, is_direct=self.is_direct)
        return check_allowed(self.actor, action, realm)

    def check_anywhere(self, action: Action) -> None:
        """Refuse an actor who may do this nowhere, before an error shows what is on record."""
        own = find_realm(self.community_id, self.community_id, is_direct=self.is_direct)
        realms = (own, Realm.LIBRARY) if own is Realm.OWN else (own,)
        if all(find_verdict(self.actor, action, realm) is Verdict.REFUSED for realm in realms):
            check_allowed(self.actor, action, own)
