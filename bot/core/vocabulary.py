"""The words known beforehand: function words, numbers, months, abbreviations, countries."""

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
    "ppl": "people",
    "yr": "year",
    "yrs": "year",
    "teen": "teenager",
    "teens": "teenager",
    "math": "mathematics",
    "maths": "mathematics",
    "govt": "government",
    "vs": "against",
}
"""Demonyms, names and short forms that no cut of an ending brings together."""

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
    " hers they them their theirs we our ours you your yours i me my who whom whose which"
    " what when where why how is are was were be been being am do does did done doing have has had"
    " having will would shall should can could may might must of to in on at by for from with into"
    " onto about as up out off over under again so such very just too also only own same both each"
    " any some all other another s t d ll re ve m o y here there ever because while during through"
    " between however therefore get got getting go goes going went yet still now upon per via"
)
"""Words that say how a sentence is built and not what it is about (never a negation)."""

NEGATIONS = _words("not no never without neither nor nobody none nothing nowhere hardly")

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
