"""The tables and the plot of the benchmark of matching."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench_engines import FTS5, OURS, TOKEN_SET, WRATIO

_QUALITY = {
    "map5": "MAP@5",
    "auroc": "AUROC, answer or abstain: the claims that answer removed",
    "auroc_twins": "AUROC, answer or abstain: their near repetitions removed too",
}
_SHARES = (
    "answered_wrongly",
    "stated_wrongly",
    "answered_wrongly_twins",
    "stated_wrongly_twins",
    "not_answered",
)
_PLOTTED = {WRATIO: "0.45", TOKEN_SET: "tab:orange", FTS5: "tab:green"}


def print_quality(rows: Sequence[dict[str, Any]], console: Console) -> None:
    """MAP@5 and AUROC by engine and kind, and what this program answers that it should not."""
    engines = list(dict.fromkeys(row["engine"] for row in rows))
    for measure, title in _QUALITY.items():
        table = _table("kind of question", *engines, title=title)
        for kind in dict.fromkeys(row["kind"] for row in rows):
            found = {row["engine"]: row[measure] for row in rows if row["kind"] == kind}
            table.add_row(kind, *(f"{found[name]:.3f}" for name in engines))
        console.print(table)
    ours = [row for row in rows if row["engine"] == OURS]
    columns = ("questions", *_SHARES, "ms")
    table = _table("kind of question", *map(_words, columns), title=OURS)
    for row in ours:
        shares = (f"{100 * row[name]:.1f} %" for name in _SHARES)
        table.add_row(row["kind"], str(row["questions"]), *shares, f"{row['ms']:.1f}")
    console.print(table)


def print_speed(rows: Sequence[dict[str, Any]], console: Console) -> None:
    """Every measure, a row each, with a column for each number of claims."""
    table = _table("", *(f"{row['claims']:,} claims" for row in rows), title="speed and size")
    for name in rows[0]:
        if name != "claims":
            table.add_row(_words(name), *(f"{row[name]:,.2f}" for row in rows))
    console.print(table)


def print_ratios(ratios: Mapping[str, float], console: Console) -> None:
    """What holds on other machines too."""
    table = _table("at the largest number of claims", "ratio", title="ratios")
    for name, ratio in ratios.items():
        table.add_row(name, f"{ratio:,.2f}")
    console.print(table)


def _table(first: str, *others: str, title: str) -> Table:
    table = Table(title=title)
    table.add_column(first, no_wrap=True)
    for name in others:
        table.add_column(name, justify="right")
    return table


def _words(name: str) -> str:
    return name.replace("_", " ")


def draw(rows: Sequence[dict[str, Any]], path: Path) -> None:
    """Draw the time of a question against the number of claims (needs the extra `pictures`)."""
    from matplotlib.figure import Figure
    from matplotlib.ticker import FuncFormatter, NullLocator

    axes = (figure := Figure(figsize=(5.2, 4.4), dpi=120)).subplots()
    sizes = [row["claims"] for row in rows]
    for name, colour in _PLOTTED.items():
        times = [row[f"{name} keywords_p50_ms"] for row in rows]
        axes.plot(sizes, times, color=colour, marker="s", markersize=4, label=name)
    for kind, style in (("keywords", "-"), ("tweets", "--")):
        times = [row[f"{kind}_p50_ms"] for row in rows]
        label = f"{OURS}, {kind}"
        axes.plot(sizes, times, style, color="tab:blue", marker="o", linewidth=2, label=label)
    axes.set(xscale="log", yscale="log", xlabel="claims on record")
    axes.set_title("Processor time of a question, ms (median; keywords unless said)", fontsize=10)
    thousands = FuncFormatter(lambda value, _: f"{value:,.10g}")
    axes.set_xticks(sizes)
    axes.xaxis.set_minor_locator(NullLocator())
    axes.xaxis.set_major_formatter(thousands)
    axes.yaxis.set_major_formatter(thousands)
    axes.grid(alpha=0.3)
    axes.legend(fontsize=8)
    figure.savefig(path, bbox_inches="tight")
