"""The words whose meaning is known beforehand: what is opposite, what turns it, what one does."""

from __future__ import annotations

from bot.core.vocabulary import COUNTRIES


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


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
    ("all every everyone everybody", "most some several half few none nobody"),
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
    ("am", "pm"),
    ("recommend advise", "warn discourage"),
    ("once", "twice"),
    ("employer", "employee"),
    ("since", "until"),
    ("each apiece", "total altogether combined"),
    ("own owner", "rent rented lease tenant"),
    ("uphold upheld", "overturn overturned"),
    ("mandatory compulsory obligatory", "voluntary optional"),
    ("remember", "forget forgot forgotten"),
    ("hide hid hidden conceal", "reveal disclose"),
    ("unanimous unanimously", "divided"),
    ("original", "copy"),
    ("full complete", "partial"),
    ("double", "halve"),
    ("promote", "relegate demote"),
    ("profit", "loss"),
    ("hot hotter hottest warm warmer", "cold colder coldest cool cooler"),
    ("heavy heavier", "light lighter"),
    ("long longer longest", "short shorter shortest"),
    ("solar", "lunar"),
    ("impose", "lift"),
    ("precede", "follow"),
    ("summer", "winter"),
    ("temporary", "permanent"),
    ("forced", "voluntary"),
    ("natural", "artificial"),
    ("accident accidentally", "purpose deliberately intentionally"),
    ("save", "waste"),
    ("include", "exclude"),
    ("adult adults", "child children"),
    ("help", "hinder"),
    ("up", "down"),
)
"""Words of which one side must never be answered for the other."""

TURNED: tuple[tuple[str, ...], ...] = (
    ("before", "after", "during while amid"),
    ("since", "until"),
    ("since", "before"),
    ("until", "when"),
    ("for", "against", "from"),
    ("with", "without", "against", "about"),
    ("to into onto toward towards", "from out off"),
    ("by", "to"),
    ("in inside within", "out outside"),
    ("on onto", "off"),
    ("over above", "under below beneath"),
    ("and", "or"),
    ("if", "unless"),
    ("must", "may"),
    ("all every each", "some few", "no"),
    ("he him his himself", "she her hers herself"),
)
"""Small words that turn the meaning of what follows them, or of what they follow."""

ALTERNATIVES = _words("for against with without about")
"""Those of them that a word has only one of: "vote for" or "vote against"."""

WITHHOLDING = _words("refuse lack fail cease decline")
"""What is not done, though no negation says so."""

UNITS: tuple[str, ...] = (
    "second minute hour day week month year decade century",
    "dollar euro pound yen rouble ruble yuan franc",
    "gram kilogram kilo ton tonne",
    "metre meter kilometre kilometer mile foot feet yard",
)
"""What numbers are of: the same number of another unit is another amount."""

WEAKENING = _words(
    "nearly almost allegedly try attempt plan promise threaten vow pledge intend hope suspect"
)
"""What says of a deed that it is meant, tried or thought of, and not done."""

MODALS = _words("will would could might may")
"""What says so of a deed that the other text has in the past."""

TITLES = _words(
    "mr mrs ms miss dr prof professor sir madam lady lord president senator sen governor gov mayor"
    " representative rep congressman congresswoman general gen judge justice secretary minister"
    " pastor rev pope king queen prince princess captain former ex"
)
"""What stands before a name and may stand there in place of the first name."""

RANKS = _words("deputy vice former ex acting interim assistant retired")
"""What makes of an office another: who is the deputy mayor is not the mayor."""

ABOVE = _words("more over above least exceed")
BELOW = _words("less fewer under below most")
"""On which side of a number something is; "at least" and "at most" among them."""

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
    "abandon abuse advise aid arm arrest assist beat betray bite blackmail blame bomb break"
    " bribe bring bury buy call carry chase cheat choose command compensate contain convince"
    " copy cover criticise criticize cross cure deceive defeat defend defraud destroy dismiss"
    " draw drive drown eat elect endorse escape exceed execute expel export extradite feed"
    " fight finance fire follow fool forgive free fund give greet guard guide harm hate haunt"
    " help hide hire hit hold host hug hunt import infect inform injure insult interview"
    " invite join kick kidnap kill kiss lead lend liberate love marry meet mock murder need"
    " nominate obey occupy orbit outnumber overtake owe own pardon pass pay poison praise"
    " prosecute protect provoke punish pursue push raid rape replace rescue reward rob rule"
    " sack sanction save scold see sell shell shelter shoot sink smuggle spy stab steal strike"
    " succeed sue surpass surround take teach tell thank threaten throw torture trick trust"
    " urge visit warn win wound write"
)
"""What one does to another, of which it matters who does it to whom."""
