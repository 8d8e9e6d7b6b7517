"""How well hand and machine agree, as a chart: the share of equal fields, by split, with intervals over articles."""

from __future__ import annotations

import pandas as pd

from .. import figures

SHOWN = {  # row of evaluate.scores -> how the chart calls it
    "entry recall": "claims that have a reading",
    "entry precision": "readings that have a claim",
    "measure": "measure",
    "population": "population",
    "value and bounds": "value and bounds",
    "hedge": "hedge",
    "accumulation": "accumulation",
    "period": "period, both days",
    "place_id": "place",
    "place_role": "role of the place",
    "speaker inside the sentence": "speaker, named in the sentence",
    "speaker outside the sentence": "speaker, named before it",
    "speaker is the text": "no speaker but the text",
    "stance": "stance",
}


def draw(scores: pd.DataFrame):
    """The figure: a dot for each split and kind of field, its 95 percent interval as a line; scores as evaluate.scores gives them."""
    fig, ax = figures.new(4.2)
    splits = [s for s in ("train", "test") if scores.loc[scores["split"] == s, "share"].notna().any()]
    styles = {"train": (figures.PALETTE[0], "o"), "test": (figures.PALETTE[1], "D")}
    order = list(SHOWN)[::-1]
    for k, split in enumerate(splits):
        part = scores[scores["split"] == split].set_index("what")
        shift = 0.16 * (1 - 2 * k) if len(splits) > 1 else 0
        colour, marker = styles[split]
        for y, what in enumerate(order):
            row = part.loc[what]
            if pd.isna(row["share"]):
                continue
            ax.plot([row["low"], row["high"]], [y + shift] * 2, color=colour, lw=1.6, alpha=0.5, solid_capstyle="round")
            ax.plot([row["share"]], [y + shift], marker=marker, color=colour, ms=5)
            ax.annotate(f"n={row['n']}", (1.012, y + shift), fontsize=6, color=colour, va="center", annotation_clip=False)
    ax.set_yticks(range(len(order)), [SHOWN[what] for what in order], fontsize=7.5)
    ax.set_xlim(0.5, 1.005)
    ax.set_xticks([0.5, 0.6, 0.7, 0.8, 0.9, 1.0], ["50%", "60%", "70%", "80%", "90%", "100%"])
    ax.grid(axis="x", color="#dddddd", lw=0.6)
    ax.set_axisbelow(True)
    ax.set_xlabel("equal, with 95 % interval over articles", fontsize=8)
    for k, split in enumerate(splits):
        ax.annotate(split, (0.02 + 0.12 * k, 1.02), xycoords="axes fraction", color=styles[split][0], fontsize=8, fontweight="bold")
    return fig
