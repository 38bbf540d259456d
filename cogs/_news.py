"""What changed on record, in words: for those who follow it, and on answers that show it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import discord

from bot.core.models import SHARED
from bot.core.replies import Card, Reply
from bot.core.telling import ClaimNews, Decided, Happened, RecordNews, Update, What
from bot.core.wording import word_date
from bot.core.words import CATALOGUES, Words
from cogs._desk import Reader
from cogs._items import Row
from cogs._opening import lay_out
from cogs._place import Kind, Place
from cogs._render import draw
from cogs._views import PlaceButton

_ESCAPED = re.compile(r"\\(.)")
_UPDATED = tuple(texts["updated"].partition("{")[0] for texts in CATALOGUES.values())
"""How the line on an updated answer begins, in each language."""

_CLAIM = re.compile(r"L?C[0-9]+")

_MOST_NAMED = 20
_MOST_CLAIMS = 10
_MOST_UPDATES = 3
_MOST_NAMED_ON_ANSWER = 3
_LONGEST_REPEATED = 300


def word_status(updates: Sequence[Update], words: Words) -> str:
    """The line on an answer that was brought up to date: when, and what had changed."""
    shown = updates[-_MOST_UPDATES:]
    parts = [_word_update(each, words) for each in shown]
    if len(updates) > len(shown):
        parts.insert(0, words.say("updated.earlier", count=len(updates) - len(shown)))
    day = word_date(updates[-1].made_at[:10], words.language)
    return words.say("updated", date=day, changes="; ".join(parts))


def read_status(message: discord.Message) -> str:
    """The line that `word_status` made, as a message has it; "" where there is none."""
    view = discord.ui.LayoutView.from_message(message, timeout=None)
    parts = (part for part in view.walk_children() if isinstance(part, discord.ui.TextDisplay))
    heading = next(parts, None)
    for line in heading.content.splitlines()[1:] if heading else ():
        text = _ESCAPED.sub(r"\1", line.removeprefix("-# "))
        if text.startswith(_UPDATED):
            return text
    return ""


def _word_update(update: Update, words: Words) -> str:
    said = word_happened(update.happened, words, _MOST_NAMED_ON_ANSWER)
    return said if update.revision is None else f"{said} (R{update.revision})"


def word_happened(happened: Iterable[Happened], words: Words, most: int) -> str:
    """What happened to which entries, those together to which the same happened."""
    by_what: dict[What, list[str]] = {}
    for each in happened:
        by_what.setdefault(each.what, []).append(each.id)
    parts = []
    for what, ids in by_what.items():
        named = ", ".join(ids[:most]) + (", …" if len(ids) > most else "")
        parts.append(words.say(f"happened.{what.value}", ids=named, count=len(ids)))
    return "; ".join(parts)


async def word_record_news(
    news: RecordNews, reader: Reader, *, is_private: bool, server: str = ""
) -> discord.ui.LayoutView:
    """That claims changed which someone follows, with buttons to their dossiers where they open.

    `server` is the name of the server where they are followed; who is told privately is told that.
    """
    words = reader.words
    shown = news.claims[:_MOST_CLAIMS]
    cards = tuple(_card(each, words) for each in shown)
    notes = (words.say("notice.more"),) if len(news.claims) > len(shown) else ()
    if is_private and server:
        notes = (*notes, words.say("notice.server", name=server))
    title = words.say("notice", count=len(news.claims))
    if news.revision is not None:
        title = f"{title} (R{news.revision})"
    rows: list[Row] = []
    # In direct messages only the shared library can be read, so a server's own entry has no button.
    if not is_private or reader.view.community_id == SHARED:
        buttons = [
            PlaceButton("d", Place(Kind.CLAIM, each.id), words.say("button.open", id=each.id))
            for each in shown[:5]
        ]
        rows = [discord.ui.ActionRow(*buttons)]
    reply = Reply(title, cards=cards, notes=notes)
    return draw(await lay_out(reply, words, compact=True), 0, reader, rows=rows)


def _card(news: ClaimNews, words: Words) -> Card:
    said = word_happened(news.happened, words, _MOST_NAMED)
    return Card(news.id, news.wording[:_LONGEST_REPEATED], text=said)


def describe_decided(decided: Decided, server: str, words: Words) -> Reply:
    """What a member is told about what became of something that they sent."""
    kind = decided.kind.value if decided.kind else "proposal"
    end = "accepted" if decided.is_accepted else "declined"
    ids = ", ".join(decided.ids)
    key = f"outcome.{kind}.{end}" + (".as" if ids else "")
    repeated = " ".join(decided.text[:_LONGEST_REPEATED].split())
    lead = [words.say("quote", text=repeated)] if repeated else []
    if decided.reason:
        lead.append(words.say("declined.reason", reason=decided.reason[:1000]))
    if claim := next((id_ for id_ in decided.ids if _CLAIM.match(id_)), ""):
        lead.append(words.say("outcome.look", id=claim))
    title = words.say(key, number=decided.number, ids=ids)
    return Reply(title, lead=tuple(lead), notes=(words.say("outcome.server", name=server),))
