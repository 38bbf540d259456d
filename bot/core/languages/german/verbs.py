"""German verbs in all their forms, each with the English one that it is compared by.

A bar parts what may stand by itself at the end of a sentence: `ab|lehnen`, “lehnt … ab”.
"""

from __future__ import annotations

from collections.abc import Iterator

from bot.core.languages.german.irregular import IRREGULAR
from bot.core.languages.language import in_order

_MEANINGS = {
    "accept": "an|nehmen akzeptieren hin|nehmen",
    "accuse": "beschuldigen",
    "acquit": "frei|sprechen",
    "admit": "ein|räumen zu|geben gestehen ein|gestehen",
    "advance": "vor|rücken",
    "allow": "erlauben gestatten zu|lassen",
    "announce": "an|kündigen",
    "approve": "zu|stimmen billigen genehmigen",
    "arrest": "verhaften fest|nehmen",
    "arrive": "an|kommen ein|treffen",
    "attack": "an|greifen",
    "ban": "verbieten untersagen",
    "beat": "besiegen schlagen",
    "begin": "beginnen an|fangen",
    "benefit": "nützen",
    "build": "bauen auf|bauen errichten",
    "buy": "kaufen erwerben",
    "capture": "fangen",
    "cause": "verursachen aus|lösen",
    "claim": "behaupten",
    "close": "schließen",
    "condemn": "missbilligen",
    "confirm": "bestätigen bekräftigen",
    "convict": "verurteilen",
    "criticize": "kritisieren",
    "cure": "heilen",
    "decrease": "senken reduzieren kürzen verringern ab|senken",
    "defend": "verteidigen",
    "delay": "verzögern verschieben",
    "demand": "fordern verlangen",
    "deny": "dementieren bestreiten leugnen ab|streiten verneinen",
    "deploy": "stationieren",
    "destroy": "zerstören ab|reißen vernichten",
    "die": "sterben um|kommen",
    "discourage": "ab|raten",
    "dismiss": "zurück|weisen",
    "end": "enden beenden auf|hören",
    "enter": "ein|rücken ein|marschieren betreten",
    "export": "exportieren",
    "fail": "scheitern",
    "fall": "sinken ab|nehmen zurück|gehen schrumpfen fallen",
    "fight": "kämpfen",
    "fire": "entlassen feuern",
    "harm": "schaden schädigen",
    "hasten": "beschleunigen",
    "hate": "hassen",
    "hire": "ein|stellen",
    "hope": "hoffen",
    "import": "importieren",
    "injure": "verletzen",
    "intend": "beabsichtigen",
    "invade": "überfallen",
    "join": "bei|treten",
    "kill": "töten um|bringen",
    "leave": "verlassen aus|treten",
    "lose": "verlieren",
    "love": "lieben",
    "murder": "ermorden",
    "offer": "an|bieten",
    "open": "öffnen eröffnen",
    "pay": "zahlen bezahlen",
    "plan": "planen",
    "praise": "loben",
    "prevent": "verhindern",
    "promise": "versprechen zu|sagen",
    "raise": "erhöhen an|heben steigern auf|stocken",
    "recall": "ab|berufen zurück|rufen",
    "recognize": "an|erkennen",
    "recommend": "empfehlen",
    "refuse": "verweigern weigern",
    "refute": "widerlegen entkräften",
    "reject": "ab|lehnen verwerfen",
    "release": "veröffentlichen",
    "report": "melden berichten",
    "resign": "zurück|treten",
    "rise": "steigen wachsen zu|nehmen an|wachsen an|steigen",
    "say": "sagen erklären",
    "sell": "verkaufen",
    "send": "schicken senden entsenden",
    "start": "starten",
    "steal": "stehlen",
    "stop": "stoppen",
    "support": "unterstützen befürworten",
    "survive": "überleben",
    "suspect": "vermuten",
    "threaten": "drohen bedrohen",
    "try": "versuchen",
    "vote": "stimmen",
    "warn": "warnen",
    "win": "gewinnen siegen",
    "withdraw": "ab|ziehen zurück|ziehen",
}

_PLAIN = in_order(
    "ab|geben ab|laufen ab|melden ab|sagen ab|schaffen ab|schalten ab|schieben ab|schließen"
    " ab|steigen ab|treten ab|weisen an|halten an|laufen an|melden an|sehen an|treten an|wenden"
    " auf|brechen auf|geben auf|gehen auf|heben auf|nehmen auf|rufen auf|stehen auf|steigen"
    " auf|treten aus|brechen aus|breiten aus|fallen aus|geben aus|gehen aus|laden aus|liefern"
    " aus|rufen aus|sagen aus|schließen aus|steigen aus|stoßen aus|sterben aus|weisen aus|zeichnen"
    " bei|legen durch|fallen durch|setzen ein|brechen ein|führen ein|gehen ein|greifen ein|laden"
    " ein|nehmen ein|schalten ein|setzen ein|steigen ein|stürzen ein|ziehen fest|halten"
    " fest|stehen fest|stellen her|stellen hin|weisen mit|nehmen nach|geben nach|weisen"
    " statt|finden teil|nehmen um|steigen um|stellen um|ziehen unter|bringen unter|gehen vor|gehen"
    " vor|laden vor|legen vor|schlagen vor|sehen vor|werfen weg|nehmen wieder|wählen zu|schlagen"
    " zu|sehen zu|treffen zurück|geben zurück|kehren zurück|nehmen begehen begreifen begraben"
    " bekommen beraten beschließen beschreiben besitzen besprechen bestehen betreiben beweisen"
    " bewerben beziehen empfangen entgehen entscheiden entstehen entziehen erfahren erfinden"
    " ergreifen erhalten erlassen erscheinen erschießen erstechen ertrinken erziehen gelten"
    " überlassen übernehmen überweisen unterschreiben verbergen verbrennen vergleichen"
    " verschreiben verschwinden versenken versinken verstehen vertreiben vertreten verweisen"
    " verwenden verzeihen wiegen schützen wirken liefern machen zeigen führen stellen setzen legen"
    " suchen nutzen glauben kosten kündigen besuchen retten testen fragen lernen spielen arbeiten"
    " dienen teilen trennen hören kochen lehren prüfen sperren sparen tanken tauschen wagen"
    " wechseln wohnen wünschen zählen hindern ändern fördern erinnern verändern verschärfen"
    " lockern erreichen beschädigen begründen beantragen bekämpfen besetzen bestimmen betrügen"
    " bewegen bewirken blockieren finanzieren kontrollieren organisieren produzieren regieren"
    " studieren sprengen löschen leben erkennen verdienen"
)
"""Verbs of other meanings, whose forms are brought together."""

_ENDS = ("ginnen", "lieren", "winnen")

_NO_GE = (
    *("be", "emp", "ent", "er", "ge", "miss", "ver", "zer"),
    *("über", "unter", "wider"),
)
_WITH_E = ("t", "d", "ffn", "chn", "gn")
_ADJECTIVE = ("e", "en", "er", "es", "em")


def _parts(verb: str) -> tuple[str, str]:
    particle, bar, base = verb.partition("|")
    return (particle, base) if bar else ("", verb)


def _irregular(base: str) -> tuple[str, str]:
    """Give the irregular verb that a verb ends in and what stands before it; none is empty."""
    if base in IRREGULAR:
        return "", base
    for prefix in _NO_GE:
        if base.startswith(prefix) and base.removeprefix(prefix) in IRREGULAR:
            return prefix, base.removeprefix(prefix)
    return "", ""


def _finite(base: str) -> tuple[list[str], str]:
    """Give the forms of a verb without its participle, and that."""
    stem = base[:-2] if base.endswith("en") else base[:-1]
    prefix, irregular = _irregular(base)
    if irregular:
        *forms, participle = IRREGULAR[irregular].split()
        bare = participle.removeprefix("ge") if prefix else participle
        every = [base, stem + "e", stem + "t", stem + "et", *(prefix + form for form in forms)]
        return every, prefix + bare
    e = "e" if stem.endswith(_WITH_E) else ""
    forms = [base, stem + "e", f"{stem}{e}t", f"{stem}{e}te", f"{stem}{e}ten"]
    plain = base.startswith(_NO_GE) or base.endswith("ieren")
    return forms, f"{stem}{e}t" if plain else f"ge{stem}{e}t"


def list_verbs() -> Iterator[tuple[str, str]]:
    """Give the verbs, each with the English one; empty for those that have none here."""
    for meaning, verbs in _MEANINGS.items():
        yield from ((verb, meaning) for verb in verbs.split())
    known = {verb for verbs in _MEANINGS.values() for verb in verbs.split()}
    for verb in (*_PLAIN, *IRREGULAR):
        if verb not in known and verb not in _ENDS:
            known.add(verb)
            yield verb, ""


def forms_of(verb: str) -> Iterator[str]:
    """Give the forms of a verb that are written in one."""
    particle, base = _parts(verb)
    finite, participle = _finite(base)
    yield from (particle + form for form in finite)
    yield particle + participle
    yield from (particle + participle + ending for ending in _ADJECTIVE)
    if particle:
        yield f"{particle}zu{base}"


def apart(verb: str) -> Iterator[tuple[str, str]]:
    """Give the forms of a verb that leave a particle at the end, with that."""
    particle, base = _parts(verb)
    if particle:
        yield from ((form, particle) for form in _finite(base)[0])
