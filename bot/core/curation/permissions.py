"""Who may do what where: one table, checked by every use case on every call."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from bot.core.curation.naming import tell_done
from bot.core.errors import NotAllowed
from bot.core.kept import CurationSettings
from bot.core.words import Sentence, join_told


class Role(StrEnum):
    """What a person is to a community; `none` is someone who may not even suggest."""

    OPERATOR = "operator"
    OWNER = "owner"
    CURATOR = "curator"
    REVIEWER = "reviewer"
    MEMBER = "member"
    NONE = "none"


class Action(StrEnum):
    """What can be done about the record; a change is named in its revision by the same word."""

    ADD = "add"
    EDIT = "edit"
    MOVE = "move"
    MERGE = "merge"
    SPLIT = "split"
    RETIRE = "retire"
    RESTORE = "restore"
    UNDO = "undo"
    HIDE = "hide"
    MARK = "mark"
    REVIEW = "review"
    SEE_HISTORY = "see history"
    SEE_QUEUE = "see queue"
    SEE_GAPS = "see gaps"
    IMPORT = "import"
    EXPORT = "export"
    SET = "set"
    FORGET = "forget"
    FORGET_ME = "forget me"


class Realm(StrEnum):
    """Whose record an action is about, as seen from where the person stands."""

    OWN = "own community"
    LIBRARY = "shared library"
    OTHER = "other community"
    DIRECT = "direct message"


class Verdict(Enum):
    """Whether an action is done at once, becomes a proposal, or is refused."""

    ALLOWED = auto()
    PROPOSES = auto()
    REFUSED = auto()


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: the name that goes into the record, and what they are where they stand.

    The operator of the program may be anything in a server, and still edits the library.
    """

    author: str
    role: Role
    is_operator: bool = False


_A, _P, _R = Verdict.ALLOWED, Verdict.PROPOSES, Verdict.REFUSED
_ROLES = (Role.OPERATOR, Role.OWNER, Role.CURATOR, Role.REVIEWER, Role.MEMBER, Role.NONE)

# A row of verdicts in the order of `_ROLES`. The operator has no say in a server's own record.
_CHANGES = {
    Action.ADD: (_R, _A, _A, _P, _P, _R),
    Action.EDIT: (_R, _A, _A, _P, _P, _R),
    Action.MOVE: (_R, _A, _A, _P, _R, _R),
    Action.MERGE: (_R, _A, _A, _P, _R, _R),
    Action.SPLIT: (_R, _A, _A, _P, _R, _R),
    Action.RETIRE: (_R, _A, _A, _P, _R, _R),
    Action.RESTORE: (_R, _A, _A, _P, _R, _R),
    Action.UNDO: (_R, _A, _A, _R, _R, _R),
    Action.HIDE: (_R, _A, _A, _R, _R, _R),
    Action.MARK: (_R, _A, _A, _A, _R, _R),
    Action.REVIEW: (_R, _A, _A, _A, _R, _R),
    Action.SEE_HISTORY: (_R, _A, _A, _A, _R, _R),
    Action.SEE_QUEUE: (_R, _A, _A, _A, _R, _R),
    Action.SEE_GAPS: (_R, _A, _A, _A, _R, _R),
    Action.IMPORT: (_R, _A, _A, _R, _R, _R),
    Action.EXPORT: (_R, _A, _A, _A, _R, _R),
    Action.SET: (_R, _A, _R, _R, _R, _R),
    Action.FORGET: (_R, _A, _R, _R, _R, _R),
    Action.FORGET_ME: (_A, _A, _A, _A, _A, _A),
}

_OPERATOR_ONLY = (_A, _R, _R, _R, _R, _R)
_LIBRARY = dict.fromkeys(Action, _OPERATOR_ONLY) | {
    Action.ADD: (_A, _P, _P, _R, _R, _R),
    Action.EDIT: (_A, _P, _P, _R, _R, _R),
    Action.RETIRE: (_A, _P, _P, _R, _R, _R),
    Action.SEE_HISTORY: (_A, _A, _A, _A, _R, _R),
    Action.FORGET_ME: _CHANGES[Action.FORGET_ME],
}
_OTHER = dict.fromkeys(Action, (_R,) * 6)
_DIRECT = dict.fromkeys(Action, _OPERATOR_ONLY) | {Action.FORGET_ME: _CHANGES[Action.FORGET_ME]}

TABLE: Mapping[Realm, Mapping[Action, tuple[Verdict, ...]]] = {
    Realm.OWN: _CHANGES,
    Realm.LIBRARY: _LIBRARY,
    Realm.OTHER: _OTHER,
    Realm.DIRECT: _DIRECT,
}


def judge(role: Role, action: Action, realm: Realm) -> Verdict:
    """What the table says."""
    return TABLE[realm][action][_ROLES.index(role)]


def find_realm(community_id: int, owner: int, *, is_direct: bool = False) -> Realm:
    """Whose record `owner`'s is to someone who stands in `community_id`."""
    if is_direct:
        return Realm.DIRECT
    if owner == 0:
        return Realm.LIBRARY
    return Realm.OWN if owner == community_id else Realm.OTHER


def find_verdict(actor: Actor, action: Action, realm: Realm) -> Verdict:
    """The best that the table says for any of what the actor is."""
    roles = (Role.OPERATOR, actor.role) if actor.is_operator else (actor.role,)
    verdicts = [judge(role, action, realm) for role in roles]
    return min(verdicts, key=lambda verdict: verdict.value)


def check_allowed(actor: Actor, action: Action, realm: Realm) -> Verdict:
    """The verdict, when it is not a refusal.

    Raises:
        NotAllowed: says who may.
    """
    verdict = find_verdict(actor, action, realm)
    if verdict is not Verdict.REFUSED:
        return verdict
    named = {"action": tell_done(action), "realm": Sentence(f"realm.{realm.name.lower()}")}
    allowed = [
        Sentence(f"role.{role.value}")
        for role in _ROLES
        if judge(role, action, realm) is not Verdict.REFUSED
    ]
    if not allowed:
        raise NotAllowed(Sentence("refused.nobody-may", **named))
    roles = join_told(allowed, "list.or")
    raise NotAllowed(Sentence("refused.not-allowed", **named, roles=roles))


def find_role(
    settings: CurationSettings,
    role_ids: frozenset[int],
    *,
    manages_server: bool = False,
    is_member: bool = True,
) -> Role:
    """What a person is in a server, from the roles held at this moment."""
    if not is_member:
        return Role.NONE
    if manages_server:
        return Role.OWNER
    if role_ids & settings.curator_roles:
        return Role.CURATOR
    if role_ids & settings.reviewer_roles:
        return Role.REVIEWER
    return Role.MEMBER
