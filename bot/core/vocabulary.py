"""The words known beforehand: function words, numbers, months, abbreviations, opposites."""

from __future__ import annotations


def _in_order(listed: str) -> list[str]:
    return listed.split()


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


COMMON_WORDS = _words(
    "time year people way day man thing woman life child world school state family student"
    " group country problem hand part place case week company system program question work"
    " number night point home water room mother area money story month lot right study book eye"
    " job business issue side kind head house service friend father power hour game line end"
    " member car city community name team minute idea kid body information back parent face"
    " level office door health person art history party result change morning reason girl guy"
    " moment air teacher force good new first last long great little old big high different"
    " small large next early young important public bad able best better make know take see come"
    " look want give use find try leave call need feel become put mean keep let begin seem help"
    " show hear play run move live believe bring write provide sit stand lose pay meet include"
    " continue set learn lead understand watch follow stop create speak read spend grow open"
    " walk win offer remember love consider appear buy wait serve die send expect build stay"
    " fall reach today tomorrow yesterday free full near top price test movie film music song"
    " video photo picture news market food second third real list close far late hard easy"
)
"""Words so common in English that sharing one is no sign of being about the same thing."""

REPORTING_WORDS = _words(
    "say says said saying tell told claim claimed claims report reported reports mention"
    " mentioned state stated talk talked think thinks thought statement statements know answer"
    " respond comment word words quote ask asked true truth really actually evidence proof source"
    " fact happen happened anything something anyone someone people thing things"
)
"""Words of asking and reporting: the record need not have them for a claim to be the one meant."""

NUMBER_WORDS = {
    word: value
    for value, word in enumerate(
        _in_order(
            "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen"
            " fifteen sixteen seventeen eighteen nineteen"
        )
    )
} | {
    word: 10 * value
    for value, word in enumerate(
        _in_order("twenty thirty forty fifty sixty seventy eighty ninety"), start=2
    )
}

SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}

MONTHS = {
    short: name
    for name, shorts in {
        "january": "jan",
        "february": "feb",
        "march": "",
        "april": "apr",
        "may": "",
        "june": "jun",
        "july": "jul",
        "august": "aug",
        "september": "sep sept",
        "october": "oct",
        "november": "nov",
        "december": "dec",
    }.items()
    for short in [name, *shorts.split()]
}

MONTH_NAMES = tuple(dict.fromkeys(MONTHS.values()))
"""In their order in the year."""

ABBREVIATIONS: dict[str, tuple[str, ...]] = {
    "dprk": ("north", "korea"),
    "nk": ("north", "korea"),
    "nkorea": ("north", "korea"),
    "nkorean": ("north", "korea"),
    "nkoreans": ("north", "korea"),
    "rok": ("south", "korea"),
    "skorea": ("south", "korea"),
    "skorean": ("south", "korea"),
    "skoreans": ("south", "korea"),
}
"""Short names of more than one word."""

SAME_TERM = {
    "usa": "us",
    "america": "us",
    "american": "us",
    "korean": "korea",
    "russian": "russia",
    "ukrainian": "ukraine",
    "chinese": "china",
    "japanese": "japan",
    "german": "germany",
    "french": "france",
    "british": "uk",
    "britain": "uk",
    "iranian": "iran",
    "israeli": "israel",
    "kiev": "kyiv",
    **{
        form: base
        for base, forms in {
            "beat": "beaten",
            "become": "became",
            "begin": "began begun",
            "break": "broke broken",
            "bring": "brought",
            "build": "built",
            "buy": "bought",
            "catch": "caught",
            "choose": "chose chosen",
            "die": "dying",
            "draw": "drew drawn",
            "drive": "drove driven",
            "eat": "ate eaten",
            "fall": "fell fallen",
            "fight": "fought",
            "flee": "fled",
            "fly": "flew flown",
            "give": "gave given giving",
            "grow": "grew grown",
            "hide": "hid hidden",
            "hold": "held",
            "keep": "kept",
            "know": "knew known",
            "lend": "lent",
            "lose": "lost losing",
            "make": "made making",
            "meet": "met",
            "pay": "paid",
            "rise": "rose risen rising",
            "say": "said",
            "see": "saw seen",
            "seek": "sought",
            "sell": "sold",
            "send": "sent",
            "shoot": "shot",
            "speak": "spoke spoken",
            "steal": "stole stolen",
            "strike": "struck",
            "swear": "swore sworn",
            "take": "took taken taking",
            "teach": "taught",
            "tell": "told",
            "throw": "threw thrown",
            "win": "won",
            "write": "wrote written writing",
        }.items()
        for form in forms.split()
    },
}
"""Demonyms and irregular forms that no cut of an ending brings together."""

CONTRACTIONS: dict[str, tuple[str, ...]] = {
    "cant": ("can", "not"),
    "cannot": ("can", "not"),
    "wont": ("will", "not"),
    "dont": ("do", "not"),
    "doesnt": ("does", "not"),
    "didnt": ("did", "not"),
    "isnt": ("is", "not"),
    "arent": ("are", "not"),
    "wasnt": ("was", "not"),
    "werent": ("were", "not"),
    "havent": ("have", "not"),
    "hasnt": ("has", "not"),
    "hadnt": ("had", "not"),
    "wouldnt": ("would", "not"),
    "shouldnt": ("should", "not"),
    "couldnt": ("could", "not"),
    "aint": ("is", "not"),
}

FUNCTION_WORDS = _words(
    "a an the and or but if then than that this these those there here it its he him his she her"
    " hers they them their theirs we our ours you your yours i me my mine who whom whose which"
    " what when where why how is are was were be been being am do does did done doing have has had"
    " having will would shall should can could may might must of to in on at by for from with into"
    " onto about as up out off over under again so such very just too also only own same both each"
    " any some all other another s t d ll re ve m o y here there ever because while during through"
    " between however therefore get got getting go goes going went yet still now upon per via"
)
"""Words that say how a sentence is built and not what it is about (never a negation)."""

OPPOSITES: tuple[tuple[str, str], ...] = (
    ("north northern", "south southern"),
    ("east eastern", "west western"),
    (
        "confirm confirmed acknowledge admit verify affirm",
        "deny denial refute debunk disprove dismiss",
    ),
    ("before", "after"),
    ("more most", "fewer less fewest least"),
    ("many most", "few"),
    ("all every everyone everybody", "some half few none nobody"),
    ("over above", "under below"),
    ("increase rise grow raise", "decrease fall drop decline shrink lower reduce cut"),
    ("win winner", "lose loser"),
    ("alive living survive", "dead died die killed"),
    ("true real genuine", "false fake hoax"),
    ("accept approve", "reject refuse veto"),
    ("support back favour favor", "oppose condemn"),
    ("allow permit legalize", "ban forbid prohibit outlaw"),
    ("legal", "illegal"),
    ("arrive enter join", "leave left exit quit withdraw withdrew withdrawn"),
    ("guilty convict", "innocent acquit"),
    ("safe", "unsafe dangerous harmful"),
    ("always", "never"),
    ("first", "last"),
    ("high higher highest", "low lower lowest"),
    ("inside in", "outside"),
    ("buy", "sell"),
    ("start begin", "stop end"),
    ("man men male boy he", "woman women female girl she"),
    ("attack invade", "defend"),
    ("send deploy", "recall withdraw withdrew"),
    ("cause causes", "prevent cure"),
    ("largest biggest", "smallest"),
    ("old older", "young younger new newer"),
    ("left", "right"),
    ("republican republicans", "democrat democrats democratic"),
    ("gain", "loss"),
    ("push", "pull"),
    ("hot", "cold"),
    ("rich", "poor"),
    ("friend ally", "enemy"),
    ("open", "close closed"),
    ("because", "despite"),
    ("advance", "retreat"),
    ("hire", "fire"),
    ("cheap cheaper", "expensive"),
    ("early earlier", "late later"),
    ("hasten", "delay postpone"),
    ("benefit", "harm hurt damage"),
    ("best", "worst"),
    ("strong stronger", "weak weaker"),
    ("maximum", "minimum"),
    ("import", "export"),
    ("lend", "borrow"),
    ("domestic", "foreign"),
    ("public", "private"),
    ("victory", "defeat"),
    ("create build", "destroy demolish"),
    ("praise", "criticize criticise"),
    ("love", "hate"),
    ("day", "night"),
    ("father dad", "mother mum mom"),
    ("son", "daughter"),
    ("brother", "sister"),
    ("husband", "wife"),
    ("king", "queen"),
)
"""Words of which one side must never be answered for the other."""

SYNONYMS: tuple[str, ...] = (
    "die died dead death deaths killed kill losses casualties fallen",
    "troops soldiers forces military army",
    "captured capture caught prisoners prisoner pow pows captives captive custody",
    "send sent deploy deployed deployment dispatch",
    "photo picture photograph image",
    "woman women female",
    "confirm acknowledge admit verify",
    "deny denial refute dismiss reject",
    "increase rise grow raise",
    "decrease fall drop decline",
    "ban forbid prohibit outlaw illegal",
)
"""Words that members use for one another and that no edit brings together.

General words of conflict and of reporting only; a record has its own words for its own things.
"""

NEGATIONS = _words("not no never without neither nor nobody none nothing nowhere hardly")

TURNED: tuple[tuple[str, str], ...] = (
    ("for", "against"),
    ("with", "against"),
    ("to", "from"),
    ("into", "out"),
    ("up", "down"),
)
"""Small words that turn the meaning of what follows them, or of what they follow."""

WITHHOLDING = _words("refuse lack fail cease decline")
"""What is not done, though no negation says so."""

UNITS: tuple[str, ...] = (
    "second minute hour day week month year decade century",
    "dollar euro pound yen rouble ruble yuan franc",
    "gram kilogram kilo ton tonne",
    "metre meter kilometre kilometer mile foot feet yard",
)
"""What numbers are of: the same number of another unit is another amount."""

WEEKDAYS = _words("monday tuesday wednesday thursday friday saturday sunday")

COUNTRIES = _words(
    "afghanistan albania algeria america angola argentina armenia australia austria"
    " azerbaijan bahrain bangladesh belarus belgium bolivia bosnia botswana brazil bulgaria"
    " burundi cambodia cameroon canada chad chile china colombia congo croatia cuba cyprus"
    " czechia denmark ecuador egypt england eritrea estonia ethiopia finland france gabon"
    " gambia georgia germany ghana greece guatemala guinea guyana haiti honduras hungary"
    " iceland india indonesia iran iraq ireland israel italy jamaica japan jordan kazakhstan"
    " kenya korea kosovo kuwait kyrgyzstan laos latvia lebanon liberia libya lithuania"
    " luxembourg madagascar malawi malaysia maldives mali malta mauritania mauritius mexico"
    " moldova mongolia montenegro morocco mozambique myanmar namibia nepal netherlands"
    " nicaragua niger nigeria norway oman pakistan palestine panama paraguay peru philippines"
    " poland portugal qatar romania russia rwanda scotland senegal serbia singapore slovakia"
    " slovenia somalia spain sudan sweden switzerland syria taiwan tajikistan tanzania"
    " thailand togo tunisia turkey turkmenistan uganda uk ukraine uruguay us uzbekistan"
    " venezuela vietnam wales yemen zambia zimbabwe"
)

ACTORS = COUNTRIES | _words(
    "nato eu un pentagon kremlin moscow kyiv seoul pyongyang washington beijing white congress"
    " parliament government ministry army"
)
"""Who may be said to confirm or deny something, people's names aside."""

DEEDS = _words(
    "say claim confirm acknowledge admit verify affirm deny refute debunk dismiss reject condemn"
    " announce report release accuse warn threaten demand offer allow authorize approve ban attack"
    " invade send deploy withdraw capture support oppose recognize violate"
)
"""What an actor does, of which it matters who does it."""

DEEDS_TO_OTHERS = DEEDS | _words(
    "abandon abuse advise aid arm arrest assist beat betray bite blackmail blame bomb bribe buy"
    " bury call cheat command convince copy criticize criticise cure defeat defend defraud deceive"
    " destroy dismiss drown elect endorse escape exceed execute expel export extradite feed fight"
    " finance fire follow fool forgive free fund give greet guard guide harm hate haunt help hire"
    " hit host hug hunt import infect inform injure insult interview invite join kick kidnap kill"
    " kiss lead lend liberate love marry meet mock murder nominate obey occupy outnumber overtake"
    " owe own pardon pay poison praise prosecute protect provoke pursue push punish raid rape"
    " rescue replace reward rob rule sack sanction save scold sell shelter shell shoot sink smuggle"
    " spy stab steal strike succeed sue surpass surround take teach tell thank threaten torture"
    " trick trust urge visit warn win wound"
)
"""What one does to another, of which it matters who does it to whom."""
