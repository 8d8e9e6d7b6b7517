"""The house style for charts, and how a hedge is drawn. Notebooks call it.

A claim is one mark. Its hedge shows: an arrow from the figure for at least or more than (the truth may lie further on), an arrow
back for at most, fewer than and nearly, a soft band for about, a bar for a range, a filled dot for a plain figure.
"""

from __future__ import annotations

import io
import math
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
PRINT = 300  # dots an inch of the pictures for print
SPECIAL = {c: f"\\{c}" for c in "&%$#_{}"} | {"~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "\\": r"\textbackslash{}"}
UP, DOWN = {"at_least", "more_than"}, {"at_most", "fewer_than", "nearly"}


def new(height: float, rows: int = 1, **options):
    """A figure and its axes in the house style; `height` in inches."""
    plt.rcParams.update(STYLE)
    return plt.subplots(rows, figsize=(WIDTH, height), **options)


def nothing():
    """The chart of a record that has no claim of the kind: words in place of axes."""
    fig, ax = new(0.8)
    ax.set_axis_off()
    ax.text(0.5, 0.5, "The record has no such claim.", ha="center", va="center")
    return fig


def mark(ax, claim, x, y, colour, reach, horizontal: bool = False, filled: bool = True):
    """Draw one claim at (x, y) with its hedge along the axis of values.

    claim: a row with hedge, low, high. reach: how long an arrow or half a band is, in the units of the value axis. horizontal:
    the values lie along x.
    """
    hedge = claim["hedge"]
    along = (lambda v: (v, y)) if horizontal else (lambda v: (x, v))
    figure = x if horizontal else y
    if hedge in UP | DOWN:
        tip = figure + (reach if hedge in UP else -reach)
        arrow = {"arrowstyle": "-|>", "color": colour, "lw": 1.1, "shrinkA": 0, "shrinkB": 0}
        ax.annotate("", xy=along(tip), xytext=(x, y), arrowprops=arrow, zorder=3)
    elif hedge in ("about", "range"):
        ends = (figure - reach / 2, figure + reach / 2) if hedge == "about" else (claim["low"], claim["high"])
        style = {"lw": 6, "alpha": 0.25, "solid_capstyle": "round"} if hedge == "about" else {"lw": 2.5, "solid_capstyle": "butt"}
        ax.plot(*zip(*map(along, ends)), color=colour, zorder=2, **style)
    ax.plot([x], [y], marker="o", ms=5, mfc=colour if filled else "white", mec=colour, mew=1.2, zorder=4)


def names(*tables: pd.DataFrame) -> dict:
    """id -> short name for the labels of a chart, from the tables publishers and actors; a later table wins."""
    found = {}
    for table in tables:
        key = table.columns[0]
        label = table["short_name"].fillna(table["name"]) if "short_name" in table else table["name"]
        found |= dict(zip(table[key].astype(str), label))
    return found


class Labels:
    """Places labels on an axes one by one, each where it covers none before it."""

    SPOTS = [(9, 0, "left", "center"), (-9, 0, "right", "center"), (0, 15, "center", "bottom"), (0, -15, "center", "top")]
    SPOTS += [(9, 18, "left", "center"), (9, -18, "left", "center"), (-9, 18, "right", "center"), (-9, -18, "right", "center")]

    def __init__(self, ax, size: float = 6.5):
        self.ax, self.size, self.taken = ax, size, []
        ax.figure.canvas.draw()  # the layout is settled before places are compared

    def avoid(self, x, y, width: float = 10, height: float = 10) -> None:
        """Keep labels off a mark: a box in points around data coordinates."""
        px, py = self._points(x, y)
        self.taken.append((px - width / 2, py - height / 2, px + width / 2, py + height / 2))

    def put(self, x, y, text: str, colour: str = "#333333", crowd: bool = True, reach: float = 4) -> None:
        """Write `text` beside data coordinates, at the first of SPOTS that is free, else at the first, or if not `crowd` nowhere.

        reach: the radius of the mark in points; a label stands 5 points off its edge. One that stands neither left nor right
        of its mark has a line to it, if labels may not crowd.
        """
        px, py = self._points(x, y)
        lines = text.split("\n")
        width, height = 0.56 * self.size * max(map(len, lines)), 1.25 * self.size * len(lines)
        boxes = []
        spots = [(_away(dx, reach), _away(dy, reach), ha, va) for dx, dy, ha, va in self.SPOTS]
        for dx, dy, ha, va in spots:
            left = px + dx - {"left": 0, "right": width, "center": width / 2}[ha]
            low = py + dy - {"center": height / 2, "bottom": 0, "top": height}[va]
            boxes.append((left, low, left + width, low + height))
        free = next((i for i, b in enumerate(boxes) if self._inside(b) and not any(_overlap(b, t) for t in self.taken)), None)
        if free is None and not crowd:
            return
        free = free or 0
        dx, dy, ha, va = spots[free]
        self.taken.append(boxes[free])
        line = None
        if free > 1 and not crowd:
            line = {"arrowstyle": "-", "lw": 0.5, "color": colour, "shrinkA": 0, "shrinkB": reach}
            along = [(px + dx * k / 8, py + dy * k / 8) for k in range(9)]
            self.taken += [(x_ - 1, y_ - 1, x_ + 1, y_ + 1) for x_, y_ in along]
        self.ax.annotate(
            text,
            (x, y),
            xytext=(dx, dy),
            textcoords="offset points",
            ha=ha,
            va=va,
            fontsize=self.size,
            color=colour,
            linespacing=1.15,
            arrowprops=line,
        )

    def _points(self, x, y):
        px, py = self.ax.transData.transform((self.ax.convert_xunits(x), y))
        return px * 72 / self.ax.figure.dpi, py * 72 / self.ax.figure.dpi

    def _inside(self, box):
        bounds = self.ax.get_window_extent()
        scale = 72 / self.ax.figure.dpi
        inside = bounds.y0 * scale < box[1] and box[3] < bounds.y1 * scale
        return box[0] > bounds.x0 * scale and box[2] < bounds.x1 * scale + 6 and inside


def _away(offset: float, reach: float) -> float:
    """An offset of SPOTS, which are for a mark with a radius of 4 points, for one of another radius."""
    return offset + math.copysign(reach - 4, offset) if offset else 0.0


def _overlap(a, b) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


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


SINGULAR = {"civilians": "civilian", "children": "child", "women": "woman", "men": "man", "soldiers": "soldier", "rescuers": "rescuer"}


def whom(claim) -> str:
    """Whom a claim counts, as a label says it after the figure: civilians, one civilian, people."""
    people = "people" if claim["population"] == "all" else str(claim["population"]).replace("_", " ")
    return (SINGULAR | {"people": "person"}).get(people, people) if claim["value"] == 1 else people


def legend(ax, **options):
    """A key to how hedges are drawn."""
    from matplotlib.lines import Line2D

    marks = [
        Line2D([], [], marker="o", color=GREY, lw=0, ms=5, label="plain"),
        Line2D([], [], marker=r"$\rightarrow$", color=GREY, lw=0, ms=9, label="at least, more than"),
        Line2D([], [], marker=r"$\leftarrow$", color=GREY, lw=0, ms=9, label="nearly, at most"),
        Line2D([], [], color=GREY, lw=6, alpha=0.25, label="about"),
    ]
    return ax.legend(
        handles=marks, fontsize=7, ncols=4, loc="upper left", bbox_to_anchor=(0, -0.1), borderaxespad=0.6, handletextpad=0.4, **options
    )


def save(name: str, fig, data: pd.DataFrame, caption: str, notebook: str) -> None:
    """Write a chart as NAME.svg, the data behind it as NAME.csv (with claim ids) and its caption as NAME.md.

    They go to build/results of the checkout, or to the folder in the environment variable IDLIB_LEDGER_RESULTS; for print, the chart at
    300 dpi
    as NAME.png and the data as NAME.tex go to the folder `print` in it.
    """
    if "claim_id" not in data.columns:
        raise ValueError(f"{name}: the data of a chart has a column claim_id, so that a point leads back to its sentence")
    chart = io.BytesIO()
    fig.savefig(chart, format="svg", metadata={"Date": None})
    write(_results() / f"{name}.svg", chart.getvalue())
    picture = io.BytesIO()
    fig.savefig(picture, format="png", dpi=PRINT, metadata={"Software": None})
    plt.close(fig)
    (_results() / "print").mkdir(parents=True, exist_ok=True)
    write(_results() / "print" / f"{name}.png", picture.getvalue())
    table(name, data, caption, notebook)


def table(name: str, data: pd.DataFrame, caption: str, notebook: str) -> None:
    """Write a table without a chart: NAME.csv and its caption as NAME.md, to the folder that `save` writes to."""
    (_results() / "print").mkdir(parents=True, exist_ok=True)
    write(_results() / "print" / f"{name}.tex", latex(data))
    version = Files(default_root()).descriptor["version"]
    write(_results() / f"{name}.csv", data.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d"))
    write(_results() / f"{name}.md", f"{caption} Idlib Ledger {version}; made by {notebook}.\n")


def latex(data: pd.DataFrame) -> str:
    r"""A table as LaTeX for the package booktabs, text left and numbers right, with special characters escaped.

    >>> print(latex(pd.DataFrame({"a_b": ["5 %"]})).splitlines()[2])
    a\_b \\
    """
    number = [pd.api.types.is_numeric_dtype(data[c]) for c in data]
    lines = [r"\begin{tabular}{" + "".join("r" if n else "l" for n in number) + "}", r"\toprule"]
    lines += [" & ".join(map(_escaped, data.columns)) + r" \\", r"\midrule"]
    for row in data.itertuples(index=False):
        lines.append(" & ".join(_escaped("" if pd.isna(v) else f"{v:,.4g}" if isinstance(v, float) else v) for v in row) + r" \\")
    return "\n".join([*lines, r"\bottomrule", r"\end{tabular}", ""])


def _escaped(value) -> str:
    text = f"{value:%Y-%m-%d}" if isinstance(value, pd.Timestamp) else str(value)
    return "".join(SPECIAL.get(c, c) for c in text)


def _results() -> Path:
    return Path(os.environ.get("IDLIB_LEDGER_RESULTS") or default_root() / RESULTS)
