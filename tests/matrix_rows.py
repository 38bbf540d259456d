"""Who may take which way into the program: a row for each, and what is typed there."""

from __future__ import annotations

from typing import Any

from tests import loopback_values as values
from tests.matrix_server import ASKER, SECRET

_BOB = values.user(ASKER)

OPTIONS: dict[str, dict[str, Any]] = {
    "/ask": {"question": "C1"},
    "/claim": {"id": "C1"},
    "/speaker": {"name": "P1"},
    "/sources": {"claim": "C1"},
    "/timeline": {"claim": "C1"},
    "/cite": {"id": "S1"},
    "/follow": {"claim": "C1"},
    "/unfollow": {"claim": "C1"},
    "/record statement": {"claim": "C1", "stance": "supports"},
    "/record counter": {"statement": "S1", "does": "denies", "answered": "S2"},
    "/record phrasing": {"claim": "C1", "wording": "It holds whatever drives on it"},
    "/record stance": {"statement": "S1", "claim": "C2", "stance": "context"},
    "/history": {"id": "C1"},
    "/edit": {"id": "C1"},
    "/retire": {"id": "C1"},
    "/restore": {"id": "C3"},
    "/merge": {"merged": "C1", "into": "C2"},
    "/move": {"statement": "S1", "to_claim": "C2"},
    "/split": {"claim": "C1"},
    "/hide": {"claim": "LC4"},
    "/unhide": {"claim": "LC3"},
    "/address": {"source": "D1"},
    "/forget": {"member": _BOB},
    "/record counter (library)": {"statement": "LS1", "answered": "LS2"},
    "/record phrasing (library)": {"claim": "LC1"},
    "/record stance (library)": {"statement": "LS1", "claim": "LC2"},
    "/history (library)": {"id": "LC1"},
    "/edit (library)": {"id": "LC1"},
    "/retire (library)": {"id": "LC1"},
    "/restore (library)": {"id": "LC1"},
    "/merge (library)": {"merged": "LC1", "into": "LC2"},
    "/move (library)": {"statement": "LS2", "to_claim": "LC2"},
    "/split (library)": {"claim": "LC1"},
    "/address (library)": {"source": "LD1"},
    "typing /edit: part": {"id": "S1"},
    "typing /move: from_claim": {"statement": "S1"},
    "typing /unfollow: claim": {},
}
"""Options that fit, of the commands that need some; of those with "(library)" the others."""

LIBRARY = " (library)"
ON_THE_LIBRARY = {path for path in OPTIONS if path.endswith(LIBRARY)}
"""What is also tried on entries of the shared library, which the operator alone edits."""

TYPED = SECRET[:4]
"""What is typed into options that complete themselves."""

# M manages the server, C is a curator and R a reviewer of it, A a member without a role, X the
# curator whose role was taken away since; E manages another server; D and I are M in direct
# messages and where only the member has the bot.

MAY: dict[str, str] = {
    # of the library, or about oneself: everywhere
    "/about": "MCRAXEDI",
    "/forget-me": "MCRAXEDI",
    "/help": "MCRAXEDI",
    "/ping": "MCRAXEDI",
    "/privacy": "MCRAXEDI",
    "form or1R": "MCRAXEDI",
    "form or1U": "MCRAXEDI",
    "item or1.a": "MCRAXEDI",
    "item or1.d": "MCRAXEDI",
    "item or1.e": "MCRAXEDI",
    "item or1.f": "MCRAXEDI",
    "item or1.l": "MCRAXEDI",
    "item or1.n": "MCRAXEDI",
    "item or1.o": "MCRAXEDI",
    "item or1.q": "MCRAXEDI",
    "item or1.r": "MCRAXEDI",
    "item or1.t": "MCRAXEDI",
    "item or1.w": "MCRAXEDI",
    "item or1.x": "MCRAXEDI",
    "item or1k": "MCRAXEDI",
    "item or1u": "MCRAXEDI",
    "menu What's on record?": "MCRAXEDI",
    # by an id: not in a server that has no such entry
    "/ask": "MCRAXDI",
    "/cite": "MCRAXDI",
    "/claim": "MCRAXDI",
    "/follow": "MCRAXDI",
    "/sources": "MCRAXDI",
    "/speaker": "MCRAXDI",
    "/timeline": "MCRAXDI",
    "/unfollow": "MCRAXDI",
    # in any server, of one's own
    "/record claim": "MCRAXE",
    "/record source": "MCRAXE",
    "/record speaker": "MCRAXE",
    "/record statement": "MCRAXE",
    "form or1F.c": "MCRAXE",
    "form or1F.d": "MCRAXE",
    "form or1F.m": "MCRAXE",
    "form or1F.p": "MCRAXE",
    "item or1.b": "MCRAXE",
    "menu Add to the record": "MCRAXE",
    # on what is on record in the server: members propose
    "/edit": "MCRAX",
    "/record counter": "MCRAX",
    "/record phrasing": "MCRAX",
    "/record stance": "MCRAX",
    "form or1F.b": "MCRAX",
    "form or1F.i": "MCRAX",
    "form or1F.k": "MCRAX",
    "form or1F.n": "MCRAX",
    "form or1F.s": "MCRAX",
    "form or1F.w": "MCRAX",
    # what moderators look at
    "/export": "MCRE",
    "/gaps": "MCRE",
    "/history (library)": "MCRE",
    "/queue": "MCRE",
    "item or1m.k": "MCRE",
    # what curators do, and propose for the library
    "/edit (library)": "MCE",
    "/hide": "MCE",
    "/import": "MCE",
    "/record counter (library)": "MCE",
    "/record phrasing (library)": "MCE",
    "/record stance (library)": "MCE",
    "/retire (library)": "MCE",
    "/unhide": "MCE",
    # what needs a role there
    "/address": "MCR",
    "/history": "MCR",
    "/merge": "MCR",
    "/move": "MCR",
    "/restore": "MCR",
    "/retire": "MCR",
    "/split": "MCR",
    "form or1F.f": "MCR",
    "form or1F.t": "MCR",
    "form or1F.x": "MCR",
    "item or1m.a": "MCR",
    "item or1m.d": "MCR",
    "item or1m.f": "MCR",
    "item or1m.g": "MCR",
    "item or1m.h": "MCR",
    "item or1m.n": "MCR",
    "item or1m.q": "MCR",
    "item or1m.s": "MCR",
    "item or1q": "MCR",
    # its author's, with the role that is left
    "item or1f": "CX",
    "item or1m.e": "CX",
    "item or1m.w": "CX",
    "item or1m.y": "CX",
    "item or1m.z": "CX",
    # what curators alone do there
    "/undo": "MC",
    "item or1m.r": "MC",
    "item or1m.u": "MC",
    # what those who manage a server do
    "/forget": "ME",
    "/settings": "ME",
    "item or1g": "ME",
    "item or1h.audit": "ME",
    "item or1h.queue": "ME",
    "item or1r.curators": "ME",
    "item or1r.reviewers": "ME",
    "item or1w.cooldown": "ME",
    "item or1w.language": "ME",
    "item or1w.library": "ME",
    "item or1w.reviewed": "ME",
    # its author's, who holds no role
    "item or1m.t": "A",
    # its author's
    "item or1x": "C",
    # nobody's: the operator's
    "/address (library)": "",
    "/merge (library)": "",
    "/move (library)": "",
    "/restore (library)": "",
    "/split (library)": "",
}
"""Whom a way in does not refuse; from members without a role it takes proposals at most."""

SEES: dict[str, str] = {
    "typing /address: source": "MCRAX",
    "typing /ask: question": "MCRAX",
    "typing /ask: speaker": "MCRAX",
    "typing /cite: id": "MCRAX",
    "typing /claim: id": "MCRAX",
    "typing /edit: id": "MCRAX",
    "typing /edit: part": "MCRAX",
    "typing /follow: claim": "MCRAX",
    "typing /hide: claim": "MCRAX",
    "typing /history: id": "MCRAX",
    "typing /merge: into": "MCRAX",
    "typing /merge: merged": "MCRAX",
    "typing /move: from_claim": "MCRAX",
    "typing /move: statement": "MCRAX",
    "typing /move: to_claim": "MCRAX",
    "typing /record counter: answered": "MCRAX",
    "typing /record counter: statement": "MCRAX",
    "typing /record phrasing: claim": "MCRAX",
    "typing /record stance: claim": "MCRAX",
    "typing /record stance: statement": "MCRAX",
    "typing /record statement: claim": "MCRAX",
    "typing /record statement: source": "MCRAX",
    "typing /record statement: speaker": "MCRAX",
    "typing /retire: id": "MCRAX",
    "typing /sources: claim": "MCRAX",
    "typing /speaker: name": "MCRAX",
    "typing /split: claim": "MCRAX",
    "typing /timeline: claim": "MCRAX",
    "typing /unfollow: claim": "CX",
    "typing /unhide: claim": "",
}
"""Who is suggested what is on record in the server."""
