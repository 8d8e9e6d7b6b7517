"""The house style for charts, and how a hedge is drawn. Notebooks call it.

A claim is one mark. Its hedge shows: an arrow from the figure for at least or more than (the truth may lie further on), an arrow
back for at most, fewer than and nearly, a soft band for about, a bar for a range, a filled dot for a plain figure.
"""

from __future__ import annotations

import io
import os
from pathlib import Path

import matplotlib

matplotlib.use("agg")

import matplotlib.pyplot as plt  # noqa: E402
import pandas as pd  # noqa: E402

from .package import RESULTS, Files, default_root, write  # noqa: E402

# Okabe and Ito's palette, told apart by readers with any colour vision
PALETTE = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#000000"]
GREY = "#767676"
STYLE = {
    "svg.hashsalt": "idlib-ledger",
    "figure.dpi": 100,
    "font.family": "DejaVu Sans",
    "font.size": 8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 9,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.edgecolor": GREY,
    "xtick.color": "#333333",
    "ytick.color": "#333333",
    "axes.grid": True,
    "grid.color": "#E6E6E6",
    "grid.linewidth": 0.6,
    "axes.axisbelow": True,
    "legend.frameon": False,
    "figure.constrained_layout.use": True,
}
WIDTH = 6.9  # inches: a journal's double column
UP, DOWN = {"at_least", "more_than"}, {"at_most", "fewer_than", "nearly"}


def new(height: float, rows: int = 1, **options):
    """A figure and its axes in the house style; `height` in inches."""
    plt.rcParams.update(STYLE)
    return plt.subplots(rows, figsize=(WIDTH, height), **options)


def mark(ax, claim, x, y, colour, reach, horizontal: bool = False, filled: bool = True):
    """Draw one claim at (x, y) with its hedge along the axis of values.

    claim: a row with hedge, low, high. reach: how long an arrow or half a band is, in the units of the value axis. horizontal:
    the values lie along x.
    """
    hedge = claim["hedge"]
    dx, dy = (reach, 0) if horizontal else (0, reach)
    if hedge in UP | DOWN:
        sign = 1 if hedge in UP else -1
        ax.annotate(
            "",
            xy=(x + sign * dx, y + sign * dy),
            xytext=(x, y),
            arrowprops={"arrowstyle": "-|>", "color": colour, "lw": 1.1, "shrinkA": 0, "shrinkB": 0},
            zorder=3,
        )
    elif hedge == "about":
        xs, ys = ([x - dx / 2, x + dx / 2], [y, y]) if horizontal else ([x, x], [y - dy / 2, y + dy / 2])
        ax.plot(xs, ys, color=colour, lw=6, alpha=0.25, solid_capstyle="round", zorder=2)
    elif hedge == "range":
        xs, ys = ([claim["low"], claim["high"]], [y, y]) if horizontal else ([x, x], [claim["low"], claim["high"]])
        ax.plot(xs, ys, color=colour, lw=2.5, solid_capstyle="butt", zorder=2)
    ax.plot([x], [y], marker="o", ms=5, mfc=colour if filled else "white", mec=colour, mew=1.2, zorder=4)


def figure_text(claim) -> str:
    """The figure of a claim with its hedge, as a label says it."""
    words = {
        "at_least": "at least ",
        "more_than": "more than ",
        "about": "about ",
        "nearly": "nearly ",
        "at_most": "at most ",
        "fewer_than": "fewer than ",
    }
    if claim["hedge"] == "vague":
        return str(claim["hedge_word"]).replace("_", " ")
    if claim["hedge"] == "range":
        return f"{claim['low']:,.0f}–{claim['high']:,.0f}"
    return f"{words.get(claim['hedge'], '')}{claim['value']:,.0f}"


def legend(ax, **options):
    """A key to how hedges are drawn."""
    from matplotlib.lines import Line2D

    marks = [
        Line2D([], [], marker="o", color=GREY, lw=0, ms=5, label="plain"),
        Line2D([], [], marker=r"$\rightarrow$", color=GREY, lw=0, ms=9, label="at least, more than"),
        Line2D([], [], marker=r"$\leftarrow$", color=GREY, lw=0, ms=9, label="nearly, at most"),
        Line2D([], [], color=GREY, lw=6, alpha=0.25, label="about"),
    ]
    return ax.legend(handles=marks, fontsize=7, **options)


def save(name: str, fig, data: pd.DataFrame, caption: str, notebook: str) -> None:
    """Write a chart as NAME.svg, the data behind it as NAME.csv (with claim ids) and its caption as NAME.md.

    They go to build/results of the checkout, or to the folder in the environment variable IDLIB_LEDGER_RESULTS.
    """
    if "claim_id" not in data.columns:
        raise ValueError(f"{name}: the data of a chart has a column claim_id, so that a point leads back to its sentence")
    folder = Path(os.environ.get("IDLIB_LEDGER_RESULTS") or default_root() / RESULTS)
    version = Files(default_root()).descriptor["version"]
    chart = io.BytesIO()
    fig.savefig(chart, format="svg", metadata={"Date": None})
    plt.close(fig)
    write(folder / f"{name}.svg", chart.getvalue())
    write(folder / f"{name}.csv", data.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d"))
    write(folder / f"{name}.md", f"{caption} Idlib Ledger {version}; made by {notebook}.\n")
