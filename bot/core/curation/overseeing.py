"""Overseeing: history, settings, gaps, and the right to be forgotten, each with its permission."""

from __future__ import annotations

import datetime
from dataclasses import replace

from bot.core.curation.history import PastChange, tell_history
from bot.core.curation.naming import tell_done
from bot.core.curation.outcomes import Audit
from bot.core.curation.permissions import Action, Verdict, find_realm, find_verdict
from bot.core.curation.requests import Request
from bot.core.curation.spelling import seen_from
from bot.core.curation.storing import tell_audit
from bot.core.errors import InvalidInput
from bot.core.gaps import Gaps, find_gaps
from bot.core.keeping import Keeping, Shelf
from bot.core.kept import FORMER_MEMBER, Act, Cooldown, CurationSettings, Kept, Listed
from bot.core.models import SHARED, Claim, Entry, EntryKind, EntryState, Source, Statement
from bot.core.words import Sentence, join_told

THE_LIBRARY = "the shared library"
"""Stands for whoever changed an entry of the library, where a server looks at it."""


async def load_history(keeping: Keeping, request: Request, id_: str) -> tuple[PastChange, ...]:
    """Who changed an entry, when and why, oldest first; of the library's, not who.

    A correction of the library may be the proposal of another server's member.

    Raises:
        NotAllowed: the actor may not.
        NotOnRecord: there is no such entry to be seen from here.
    """

    def look_up(shelf: Shelf) -> tuple[PastChange, ...]:
        request.check_anywhere(Action.SEE_HISTORY)
        kept = shelf.find(id_, follow=False)
        request.check(Action.SEE_HISTORY, kept.community_id)
        told = tell_history(shelf.load_history(id_), request.community_id)
        if kept.community_id == request.community_id:
            return told
        return tuple(replace(each, act=_without_names(each.act)) for each in told)

    return await keeping.read(request.community_id, look_up)


def _without_names(act: Act) -> Act:
    return replace(act, author=THE_LIBRARY, approved_by=None)


async def list_revisions(keeping: Keeping, request: Request, limit: int = 25) -> tuple[Listed, ...]:
    """The latest changes to this community's record, newest first. Raises NotAllowed."""

    def look_up(shelf: Shelf) -> tuple[Listed, ...]:
        request.check(Action.SEE_HISTORY, request.community_id)
        return tuple(shelf.list_revisions(limit))

    return await keeping.read(request.community_id, look_up)


async def suggest_sources(
    keeping: Keeping, request: Request, text: str, limit: int = 25
) -> tuple[Source, ...]:
    """The sources that may be meant by what is being typed; none for who may not even suggest."""
    found = await _suggest(keeping, request, EntryKind.SOURCE, text, limit)
    return tuple(entry for entry in found if isinstance(entry, Source))


async def suggest_statements(
    keeping: Keeping, request: Request, text: str, limit: int = 25
) -> tuple[Statement, ...]:
    """The statements that may be meant by what is being typed; as `suggest_sources`."""
    found = await _suggest(keeping, request, EntryKind.STATEMENT, text, limit)
    return tuple(entry for entry in found if isinstance(entry, Statement))


async def _suggest(
    keeping: Keeping, request: Request, kind: EntryKind, text: str, limit: int
) -> list[Entry]:
    realm = find_realm(request.community_id, request.community_id, is_direct=request.is_direct)
    if find_verdict(request.actor, Action.ADD, realm) is Verdict.REFUSED:
        return []

    def look_up(shelf: Shelf) -> list[Entry]:
        return [kept.entry for kept in shelf.suggest(kind, text, limit)]

    return await keeping.read(request.community_id, look_up)


async def load_kept(keeping: Keeping, request: Request, id_: str) -> Kept:
    """An entry with its version, to fill a form with. Raises NotAllowed and NotOnRecord."""

    def look_up(shelf: Shelf) -> Kept:
        request.check_anywhere(Action.EDIT)
        kept = shelf.find(id_)
        request.check(Action.EDIT, kept.community_id)
        return kept

    return await keeping.read(request.community_id, look_up)


async def load_parts(
    keeping: Keeping, request: Request, id_: str
) -> tuple[Claim, tuple[Statement, ...]]:
    """A claim, and those of its statements that can go with a split. Raises as `load_kept`."""

    def look_up(shelf: Shelf) -> tuple[Claim, tuple[Statement, ...]]:
        request.check_anywhere(Action.SPLIT)
        kept = shelf.find(id_, EntryKind.CLAIM)
        request.check(Action.SPLIT, kept.community_id)
        assert isinstance(kept.entry, Claim)
        users = shelf.find_users(kept.entry.id, in_view=True)
        return kept.entry, tuple(
            user.entry
            for user in users
            if isinstance(user.entry, Statement)
            and user.entry.state is EntryState.ACTIVE
            and user.community_id == kept.community_id
        )

    return await keeping.read(request.community_id, look_up)


async def list_hidden(keeping: Keeping, request: Request) -> tuple[Claim, ...]:
    """The claims that are hidden from this community, for those who can show them again."""
    realm = find_realm(request.community_id, request.community_id, is_direct=request.is_direct)
    if find_verdict(request.actor, Action.HIDE, realm) is Verdict.REFUSED:
        return ()

    def look_up(shelf: Shelf) -> tuple[Claim, ...]:
        found = (kept.entry for kept in shelf.list_hidden())
        return tuple(entry for entry in found if isinstance(entry, Claim))

    return await keeping.read(request.community_id, look_up)


async def load_cooldowns(keeping: Keeping) -> dict[int, Cooldown]:
    """The cooldowns that communities have set, by community."""
    return await keeping.read(SHARED, lambda shelf: dict(shelf.list_cooldowns()))


async def load_settings(keeping: Keeping, community_id: int) -> CurationSettings:
    """What a community has set; needed before anyone's role is known."""
    return await keeping.read(community_id, lambda shelf: shelf.load_settings(community_id))


async def save_settings(keeping: Keeping, request: Request, settings: CurationSettings) -> Audit:
    """Keep what a community has set.

    Raises:
        NotAllowed: the actor may not.
        InvalidInput: something under review is not an action.
    """
    unknown = settings.reviewed - {action.value for action in REVIEWABLE}
    if unknown:
        known = join_told([tell_done(name) for name in sorted(REVIEWABLE)])
        raise InvalidInput(Sentence("refused.not-reviewable", text=min(unknown), known=known))

    def use_case(shelf: Shelf) -> Audit:
        request.check(Action.SET, request.community_id)
        shelf.save_settings(settings)
        return tell_audit(request, request.community_id, Action.SET.value)

    return await keeping.change(request.community_id, use_case)


REVIEWABLE = frozenset(
    {
        Action.ADD,
        Action.EDIT,
        Action.MOVE,
        Action.MERGE,
        Action.SPLIT,
        Action.RETIRE,
        Action.RESTORE,
        Action.UNDO,
    }
)
"""The actions that a community can have approved by a second person."""


async def load_gaps(keeping: Keeping, request: Request) -> Gaps:
    """What this community's record lacks. Raises NotAllowed."""

    def look_up(shelf: Shelf) -> Gaps:
        request.check(Action.SEE_GAPS, request.community_id)
        return seen_from(request.community_id, find_gaps(shelf.load_inventory()))

    return await keeping.read(request.community_id, look_up)


async def forget_me(keeping: Keeping, request: Request) -> int:
    """Take the actor's name out of the record everywhere; returns from how many rows."""
    return await keeping.change(
        request.community_id, lambda shelf: shelf.forget(request.actor.author, everywhere=True)
    )


async def forget(keeping: Keeping, request: Request, author: str) -> Audit:
    """Take someone's name out of this community's record; the operator's word counts everywhere.

    The audit line does not name them.

    Raises:
        NotAllowed: the actor may not.
    """

    def use_case(shelf: Shelf) -> Audit:
        request.check(Action.FORGET, request.community_id)
        shelf.forget(author, everywhere=request.community_id == SHARED)
        return tell_audit(request, request.community_id, f"forget {FORMER_MEMBER}")

    return await keeping.change(request.community_id, use_case)


async def drop_old(keeping: Keeping, today: datetime.date, days: int = 14) -> int:
    """Drop drafts and answers to requests older than this many days; returns how many."""
    day = (today - datetime.timedelta(days=days)).isoformat()
    return await keeping.change(SHARED, lambda shelf: shelf.drop_before(day))
