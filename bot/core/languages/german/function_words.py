"""German words that say how a sentence is built."""

from __future__ import annotations

from bot.core.languages.language import in_order, words

FUNCTION_WORDS = {
    "the": "der die das den dem des",
    "a": "ein eine einen einem einer eines",
    "and": "und sowie",
    "or": "oder",
    "but": "aber jedoch sondern",
    "if": "wenn falls sofern ob",
    "then": "dann danach",
    "than": "als",
    "that": "dass",
    "this": "dies diese dieser dieses diesen diesem",
    "there": "da dort damit dabei",
    "here": "hier",
    "it": "es sich er ihm ihn",
    "his": "sein seine seinen seinem seiner seines",
    "their": "ihr ihre ihren ihrem ihrer ihres",
    "they": "sie ihnen man",
    "we": "wir uns",
    "our": "unser unsere unseren unserem unserer unseres",
    "you": "du euch",
    "i": "ich mich mir",
    "my": "mein meine meinen meinem meiner meines",
    "who": "wer wen wem wessen",
    "which": "welche welcher welches welchen welchem",
    "what": "was",
    "when": "wann",
    "where": "wo wohin woher",
    "why": "warum wieso weshalb",
    "how": "wie",
    "is": "ist",
    "are": "sind seid",
    "was": "war",
    "were": "waren wurden",
    "be": "wird werden wurde würde würden werde",
    "been": "worden gewesen geworden",
    "has": "hat habe",
    "have": "haben",
    "had": "hatte hatten hätte hätten gehabt",
    "do": "tut tun tat getan",
    "can": "kann können",
    "could": "konnte konnten könnte könnten",
    "shall": "soll sollen",
    "should": "sollte sollten",
    "would": "möchte möchten mag",
    "will": "will wollen wollte wollten",
    "must": "muss müssen musste mussten",
    "may": "darf dürfen durfte durften",
    "to": "zu zum zur ans",
    "in": "im",
    "into": "ins",
    "on": "auf am",
    "at": "bei beim an",
    "for": "für fürs",
    "from": "von vom aus",
    "with": "mit",
    "about": "um darüber",
    "over": "über",
    "under": "unter",
    "out": "raus hinaus heraus",
    "again": "wieder erneut nochmals",
    "very": "sehr",
    "just": "gerade eben",
    "also": "auch ebenfalls zudem außerdem",
    "only": "nur erst lediglich bloß ausschließlich",
    "both": "beide beiden beider",
    "any": "irgendein irgendeine irgendwelche",
    "some": "einige einiger einigen manche mancher manchen etliche",
    "all": "alle aller allen alles sämtliche",
    "other": "andere anderer anderen anderes",
    "because": "weil wegen aufgrund",
    "during": "während",
    "through": "durch",
    "between": "zwischen",
    "however": "dennoch trotzdem allerdings doch",
    "therefore": "deshalb daher darum deswegen",
    "yet": "schon bereits",
    "still": "noch weiterhin",
    "now": "jetzt nun mal",
    "per": "laut pro",
}
"""Those of one meaning come to one English word."""

PARTICLES = in_order(
    "ab an auf aus bei durch ein fest frei her hin los mit nach statt teil um unter vor weg"
    " wieder zu zuruck zurueck stand dar nieder zusammen entgegen bereit"
)
"""What verbs leave at the end of a sentence."""

CONJUNCTIONS = words("aber als damit dass ob obwohl oder sondern und weil wenn wie")
PREPOSITIONS = words(
    "ab am an ans auf aus bei beim bis durch fuer fur gegen im in ins laut mit nach ohne seit"
    " statt trotz uber ueber um unter vom von vor waehrend wahrend wegen zu zum zur zwischen"
)
ARTICLES = words(
    "allen das dem den der des die diesem dieser ein eine einem einen einer ihrem ihrer jedem"
    " jeder seinem seiner"
)
ACCUSATIVE_ARTICLES = words("das den die eine einen ihre ihren seine seinen")
PASSIVE = words("werden wird worden wuerde wurde wurden")
NEGATIONS = words("kein keine keinem keinen keiner nicht nichts nie niemals niemand ohne")

POINTS_IN_TIME = words(
    "beginn ende jahresende kriegsende mitternacht ostern pfingsten silvester weihnachten"
)
FROM_WHAT = in_order("warn schutz schuetz flieh floh flucht angst furcht sicher")
"""Beginnings of words after which “vor” says from what."""

WHERE_TO = "nach"
"""Stands for “nach” before a place: a function word, that turns “from” and “before”."""
