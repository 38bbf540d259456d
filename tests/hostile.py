"""Texts that try to be more than text on Discord, and what would be active in a message."""

from __future__ import annotations

import re

from hypothesis import strategies as st

LURES = (
    "@everyone", "@here", "<@1>", "<@!12>", "<@&123>", "<#45>", "<id:home>", "<t:0:R>", "<t:1>",
    "<:a:1>", "<a:b:2>", "</ask:3>", "</a b:4>", "[a](https://x.example)", "[x](<http://y.example>)",
    "https://z.example", "<https://z.example>", "discord.gg/abc", "discord.com/invite/x",
    "steam://run", ":smile:", ":+1:", "```\ncode\n```", "`c`", "**b**", "__u__", "*i*", "_i_",
    "~~s~~", "||s||", "\n# h", "\n## h", "\n### h", "\n-# h", "\n- l", "\n* l", "\n+ l", "\n1. l",
    "\n> q", "\n>>> q", "\u202eevil", "\u2066x\u2069", "\u200f", "\u061c", "\x00", "\x1b[0m",
    "\ud800", "\\", "\\\\", "\\[a](b)", "\n\n\n\n", "\u2028", "\U0001f600", "é", "ß", " ", "word",
    "<+491234>", "<mailto:a@b.example>", "[^]", "](", "[[", "((", "\t", "\r\n", "1.", "-", "#",
)  # fmt: skip
"""Pieces of Discord markdown, mentions, links and control characters."""

hostile = st.lists(st.sampled_from(LURES) | st.text(max_size=5), max_size=40).map("".join)

_ESCAPED = re.compile(r"\\([^0-9A-Za-z\s])")
_ACTIVE = re.compile(
    r"@everyone|@here|<(?:@[!&]?|#|id:|t:|a?:\w|/|https?:|\+|mailto:)|\]\(|://|[*_~`|\[\]\\]"
    r"|^\s*(?:#{1,3}|-#|>|>>>|[-+]|[0-9]+\.)(?:\s|$)|:[\w+~-]+:"
    r"|discord(?:app)?\.(?:gg|com)|[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]"
    r"|[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]",
    re.MULTILINE | re.IGNORECASE,
)


def find_active(markdown: str) -> str | None:
    """What Discord would act on in an escaped text; None when it is text alone."""
    plain = _ESCAPED.sub("·", markdown)
    found = _ACTIVE.search(plain) or re.search(r"<@|<#|<t:|@everyone|@here|://", markdown)
    return found[0] if found else None


def reveal(markdown: str) -> str:
    """What a reader sees of an escaped text."""
    return _ESCAPED.sub(r"\1", markdown).replace("\u200b", "")
