"""How well each engine finds claims, and how well it knows that there is none."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from rapidfuzz import fuzz, process

from bot.core.text import terms
from tests.bench_engines import BRUTE_FORCE, ENGINES, OURS, Engine, Ranking, make_engine
from tests.bench_questions import area_under_curve, average_precision
from tests.matching_data import Asked, ClaimText

MIXED = "all kinds mixed"
FITTED_ON = "tweets, train"
"""What the thresholds were fitted on; it does not count among the kinds that are mixed."""

TWINS_FROM = 85.0
"""The token_set_ratio from which two claims say nearly the same (as in `fit_matching`)."""


class Trial(NamedTuple):
    """One question: what an engine made of it with the answer on record, without it, and without
    the claims that say nearly the same either.
    """

    asked: Asked
    ranking: Ranking
    without: Ranking
    without_twins: Ranking
    seconds: float


def find_twins(
    claims: Sequence[ClaimText], questions: Sequence[Asked]
) -> dict[str, frozenset[str]]:
    """The claims that say nearly the same as those that answer a question, for each of these."""
    texts = [" ".join(terms(claim.wordings[0])) for claim in claims]
    places = {claim.id: at for at, claim in enumerate(claims)}
    wanted = sorted({id_ for asked in questions for id_ in asked.relevant})
    return {
        id_: frozenset(
            claims[at].id
            for _, _, at in process.extract(
                texts[places[id_]],
                texts,
                scorer=fuzz.token_set_ratio,
                score_cutoff=TWINS_FROM,
                limit=None,
            )
        )
        for id_ in wanted
    }


def measure_quality(
    claims: Sequence[ClaimText],
    questions: Sequence[Asked],
    brute: int,
    step: Callable[[], None],
) -> list[dict[str, Any]]:
    """A row for each engine and kind of question; scorers over all claims get `brute` of each."""
    rows = []
    twins = find_twins(claims, questions)
    for name in ENGINES:
        engine = make_engine(name, claims)
        by_kind: dict[str, list[Trial]] = {}
        for asked in questions:
            trials = by_kind.setdefault(asked.kind, [])
            if name not in BRUTE_FORCE or len(trials) < brute:
                trials.append(_try(engine, asked, twins))
            step()
        rows += [_row(name, kind, trials) for kind, trials in by_kind.items()]
        every = [trial for kind, trials in by_kind.items() for trial in trials if kind != FITTED_ON]
        rows.append(_row(name, MIXED, every))
    return rows


def _try(engine: Engine, asked: Asked, twins: Mapping[str, frozenset[str]]) -> Trial:
    start = time.process_time()
    ranking = engine.ask(asked.text)
    seconds = time.process_time() - start
    without = engine.ask_without(asked)
    alike = asked.relevant.union(*(twins[id_] for id_ in asked.relevant))
    others = (
        without if alike == asked.relevant else engine.ask_without(Asked("", asked.text, alike))
    )
    return Trial(asked, ranking, without, others, seconds)


def _row(engine: str, kind: str, trials: Sequence[Trial]) -> dict[str, Any]:
    on_record = [trial.ranking.score for trial in trials]
    row = {
        "engine": engine,
        "kind": kind,
        "questions": len(trials),
        "map5": statistics.fmean(
            average_precision(trial.ranking.ids, trial.asked.relevant) for trial in trials
        ),
        "ms": 1000 * statistics.median(trial.seconds for trial in trials),
        "auroc": area_under_curve(on_record, [trial.without.score for trial in trials]),
        "auroc_twins": area_under_curve(on_record, [t.without_twins.score for t in trials]),
    }
    if engine == OURS:
        row |= {
            "answered_wrongly": statistics.fmean(trial.without.offers for trial in trials),
            "stated_wrongly": statistics.fmean(trial.without.states for trial in trials),
            "answered_wrongly_twins": statistics.fmean(t.without_twins.offers for t in trials),
            "stated_wrongly_twins": statistics.fmean(t.without_twins.states for t in trials),
            "not_answered": statistics.fmean(not trial.ranking.offers for trial in trials),
        }
    return row
