"""Makes of a form what is to be done: entries to add, or an entry as it is to be from now on."""

from __future__ import annotations

from bot.core.curation.commands import Add, AnyCommand, Edit
from bot.core.curation.overseeing import load_kept
from bot.core.curation.references import collect
from bot.core.errors import InvalidInput, NotOnRecord
from bot.core.models import Claim, Entry, Source, SourceKind, Speaker, SpeakerKind, Statement
from bot.core.words import Sentence
from cogs._curating import Moderator
from cogs._curating_forms import Filled
from cogs._curating_parts import fill_bearing, fill_citation, fill_date, fill_kind
from cogs._curating_plain import SOURCE_LETTERS, fill_claim, fill_source, fill_speaker
from cogs._curating_splitting import make_split
from cogs._curating_statements import add_message, add_statement, fill_statement
from cogs._desk import Desk
from cogs._queue_editing import PROPOSAL, edit_proposal, make_phrasing


async def make_command(desk: Desk, moderator: Moderator, filled: Filled) -> AnyCommand:
    """What a form says is to be done.

    Raises:
        InvalidInput: something in it cannot be read.
        NotOnRecord: it is about something that cannot be seen from here.
        NotAllowed: the entry it would change is not theirs to change.
    """
    if filled.answers and filled.about[0] == PROPOSAL:
        return await edit_proposal(desk, moderator, filled)
    match filled.kind:
        case "f":
            return make_phrasing(moderator, filled)
        case "n":
            return await add_statement(desk, moderator, filled)
        case "m":
            return await add_message(desk, moderator, filled)
        case "t":
            return await make_split(desk, moderator, filled)
    if filled.about[0]:
        return await _edit(desk, moderator, filled)
    return Add(collect([_make_new(moderator, filled)]))


def _make_new(moderator: Moderator, filled: Filled) -> Entry:
    match filled.kind:
        case "c":
            return fill_claim(Claim("~claim", ""), filled)
        case "p":
            return fill_speaker(Speaker("~speaker", "", SpeakerKind.PERSON), filled)
        case "d":
            kind = SOURCE_LETTERS.get(filled.about[1], SourceKind.NEWS_REPORT)
            return fill_source(Source("~source", "", kind), filled, moderator)
    raise InvalidInput(Sentence("unusable-value"))


async def _edit(desk: Desk, moderator: Moderator, filled: Filled) -> Edit:
    id_, version = filled.about[0], int(filled.about[1])
    kept = await load_kept(desk.bot.keeping, moderator.request, id_)
    others: list[Entry] = []
    match (filled.kind, kept.entry):
        case ("c", Claim() as claim):
            after: Entry = fill_claim(claim, filled)
        case ("p", Speaker() as speaker):
            after = fill_speaker(speaker, filled)
        case ("d", Source() as source):
            after = fill_source(source, filled, moderator)
        case ("k", Source() as source):
            after = fill_kind(source, filled, moderator)
        case ("w", Statement() as statement):
            after = await fill_date(desk, moderator, statement, filled)
        case ("b", Statement() as statement):
            after = fill_bearing(statement, filled, moderator.words)
        case ("i", Statement() as statement):
            after, others = await fill_citation(desk, moderator, statement, filled)
        case ("s", Statement() as statement):
            after, others = await fill_statement(desk, moderator, statement, filled)
        case _:
            raise NotOnRecord(Sentence("no-entry", id=id_))
    return Edit(collect([*others, after]), {kept.entry.id: version})
