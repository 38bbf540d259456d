"""German ways of asking, which are no part of what is asked: “stimmt es, dass …”.

As text is folded: without umlauts, or with ae, oe and ue for them.
"""

from __future__ import annotations

import re

from bot.core.languages.german.forms import MEANINGS, fold_umlauts
from bot.core.languages.german.listed import is_listed
from bot.core.languages.language import words

_FILL = (
    r"(?: (?:wirklich|tatsaechlich|tatsachlich|eigentlich|denn|ueberhaupt|uberhaupt|echt|nun|mal"
    r"|bitte|so|auch|noch))*"
)
_ONE = r"(?:jemand|einer|man|wer|ihr|du|sie|ich|wir|er|die leute|alle|mein \w+)"
_TRUE = (
    r"(?:wahr|richtig|korrekt|falsch|fake|fakt|echt|bestaetigt|bestatigt|belegt|bewiesen"
    r"|erwiesen|sicher|eine tatsache|so)"
)
_SOURCE = r"(?:belege?|beweise?|quellen?|aussagen?|infos?|informationen|zitate?)"
_THAT = r"(?:,? (?:dass|ob|wenn))?"
_OF = r"(?: (?:dafuer|dafur|fuer|fur|zu|zur|zum|ueber|uber|von|darueber|daruber))*"
HOW_MANY = r"wie ?viele?\b"

FRAMES = (
    r"(?:hey|hi|hallo|ok(?:ay)?|also|bitte|moin|na|leute|sagt mal|und|aber|uebrigens|ubrigens)\b",
    rf"(?:es )?stimmt(?:s| (?:es|das|dies)){_FILL}{_THAT}\b",
    rf"(?:ist|war|sind) (?:es|das|dies|da|davon){_FILL} {_TRUE}{_THAT}\b",
    rf"(?:gibt|gab) es{_FILL}(?: irgendwelche| irgendeine)? {_SOURCE}{_OF}{_THAT}\b",
    rf"(?:hat|habt|haben|kennt|kennst) {_ONE}(?: (?:hier|mir|eine?n?|irgendwelche|da))* "
    rf"{_SOURCE}{_OF}{_THAT}\b",
    rf"{_SOURCE}(?: (?:dafuer|dafur|fuer|fur|zu|ueber|uber))+{_THAT}\b",
    rf"(?:weiss|wisst|weisst|wissen|kann|koennt|konnt|kannst) {_ONE}"
    rf"(?: (?:hier|mir|uns|mal|bitte|was|etwas))*"
    rf"(?: (?:sagen|bestaetigen|bestatigen|erklaeren|erklaren|pruefen|prufen))?{_OF}{_THAT}\b",
    rf"(?:hat|habt|haben) {_ONE}(?: (?:hier|schon|mal|auch))* (?:gehoert|gehort|gelesen){_THAT}\b",
    rf"(?:ich|wir) (?:habe?n? )?(?:(?:mal|gerade|neulich|irgendwo|auch) )*"
    rf"(?:gehoert|gehort|gelesen|gesehen|hoere|hore|lese|glaube|dachte|denke|meine)\b{_THAT}",
    rf"{_ONE} (?:sagt|sagen|behauptet|behaupten|meint|meinen|erzaehlt|erzahlt){_THAT}\b",
    rf"es heisst{_THAT}\b",
    r"(?:faktencheck|suche?|zeig(?:e|t)?(?: mir)?|sag(?:t)? mir)\b:?",
    rf"(?:was )?ist (?:da )?(?:was |etwas )?dran{_OF}{_THAT}\b",
    HOW_MANY,
    r"(?:was|wer|wen|wem|wann|wo|warum|wieso|weshalb|wie|welche[rsnm]?)\b",
    r"dass\b",
)
ENDINGS = (
    r"(?:oder(?: nicht| doch| doch nicht)?|richtig|wahr|korrekt|stimmts?(?: das| es| so)?"
    r"|ist das (?:wahr|richtig|so|echt|fake|korrekt)|wahr oder (?:falsch|nicht)|fake oder echt"
    r"|echt oder fake|echt jetzt|ja oder nein|quellen?|belege?|bitte|danke|oder was)"
)
FILLERS = words(
    "wirklich tatsaechlich tatsachlich eigentlich ueberhaupt uberhaupt echt denn ja doch"
)

SHAPE = re.compile(
    r"\b(?!samsung|fahr)[^\W\d_]{3,}(?:ung|ungen|heit|heiten|keit|keiten|schaft|schaften|lich|liche[nrms]?"
    r"|ische[nrms]?|pflicht|antrage?|partei|minister(?:in|innen|s)?|kanzler(?:in)?)\b"
    r"|\b(?:an|auf|aus|ein|ab|be|ver)?ge[^\W\d_]{4,}(?<!is)t\b"
)
"""Words that look German."""

_LOOK = re.compile(rf"{SHAPE.pattern}|\b(?:das|ist|mit|aus|dem|beim)\b|(?<!\d)\d+,\d{{1,2}}(?!\d)")
_SHORT = 5
"""Letters up to which a word with an umlaut may be a name: “Özil”."""

_WITH_UMLAUT = re.compile(r"\w*[äöüß]\w*")


def looks_german(question: str) -> bool:
    """Whether a question in lower case may be German that has none of the words that show it."""
    if question.isascii():
        return _LOOK.search(question) is not None
    spelt = map(fold_umlauts, _WITH_UMLAUT.findall(question))
    return _LOOK.search(question) is not None or any(
        word in MEANINGS or (len(word) > _SHORT and is_listed(word)) for word in spelt
    )
