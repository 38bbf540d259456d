"""Matching: which claims of the record a question means, and how sure that is.

How it goes, and where to change it:

1. *Words* (`bot.core.text`, `bot.core.question`). Question and record are folded, split and lightly
   stemmed alike; numbers, dates, abbreviations and demonyms have one form; the asking goes.
   A German text is told by its words (`bot.core.languages`), and those of which the meaning matters
   come to the English ones, so that all that follows holds for it too; its other words keep their
   form, and others of their forms are looked for when they are asked for (`other_forms`).
2. *Readings* (`db.search_index`, `spelling`). Each word of the question is looked up in the
   community's own vocabulary. What is not there, and in short questions what is much rarer than a
   neighbour, is read as the terms within one or two edits: a symmetric-delete table in SQLite (W.
   Garbe, SymSpell, 2012) gives candidates, the optimal string alignment distance scores them.
   Beginnings of words count as well. An English word (`bot.core.english`) is never read as another:
   who asks for “fired” or Iraq does not mean “hired” or Iran.
3. *Candidates* (`db.search_index.tiers`). At most 50 claims, in tiers within a budget of
   postings that grows with the root of the record: those with all the words, those with the rarest,
   those with any two of the rarest. A second index, of statements, leads to claims by who said
   what.
4. *Order* (`asked`, `evidence`, `rank`). BM25 (S. Robertson & H. Zaragoza, "The Probabilistic
   Relevance Framework", 2009) over all wordings, RapidFuzz's token_set_ratio over the words as
   read, shared pairs of neighbouring words, the share of the claim, and what the best statement
   has of what the wordings lack. Of short questions synonyms count (`synonyms`); asked how many,
   claims with a number come first.
5. *Meaning* (`judge`, `guards`, and what these ask: `opposites`, `amounts`, `reservations`,
   `roles`, `actors`, `substitution`; their words are in `meanings` and `synonyms`). Of the ten
   first, opposites, negations, quantities, numbers and units, months, countries, what is only
   planned or refused, small words that turn what follows (for, against), and who does what to whom
   (also in the passive) are compared; and question and wording are laid side by side
   (`compared.Gap`): what stands between the same words, and is neither a synonym nor misspelt, is
   something else. What is misspelt and nearer to a word that turns the meaning is read as that
   (`misread`). A wording that differs falls behind one that does not, and is never a clear answer,
   nor is a phrasing that leaves out what differs from the claim itself. In German, articles and
   prepositions say who does what (`german_sentences`), not the order alone. Nor is a claim of which
   a statement says in passing what was asked.
6. *Confidence* (`confidence`). A logistic regression gives the probability that the best claim is
   the one asked for. Its features are shares, or rarities over the logarithm of the record's size,
   so that a score means the same in a small record and in a large one. What one statement says
   counts as what a wording says. Of a long text many words are found by chance: its length counts
   against a claim, and for it how far it leads the next claim that says something else.
7. *Decision* (`decide`). `Clear` when one claim leads its rivals, a `Choice` of up to five, or
   `Nothing`. What is enough to be offered depends on whether the question is short, has a word that
   the record has not, or differs in meaning; a year that the claim lacks is another event, and a
   long message that names none of the claim's countries has to be surer.

All frequencies are those of one community's record: nothing can be learned of another's from a
correction or a score. Data and measure are those of the CheckThat! lab (A. Barrón-Cedeño et al.,
CLEF 2020, task 2: tweets to be matched with claims that were checked before).
`tests/fit_matching.py` fits the numbers, `tests/bench_matching.py` measures the whole.
"""

from bot.core.matching.decide import Choice, Clear, Decision, Nothing, decide, look_alikes
from bot.core.matching.rank import rank
from bot.core.matching.values import Candidates, Difference, Feature, Match

__all__ = [
    "Candidates",
    "Choice",
    "Clear",
    "Decision",
    "Difference",
    "Feature",
    "Match",
    "Nothing",
    "decide",
    "look_alikes",
    "rank",
]
