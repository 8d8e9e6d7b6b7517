"""Hospitals and schools: what is said to have been hit, by whom it is said, of which days."""

from __future__ import annotations

import pandas as pd

from .. import figures

MEASURES = {
    "health_facilities_hit": "health facilities hit",
    "attacks_on_health": "attacks on health care",
    "facilities_closed": "facilities closed",
    "schools_hit": "schools hit",
}


def counts(claims: pd.DataFrame, relations: pd.DataFrame) -> pd.DataFrame:
    """Claims that count facilities of health care or schools hit or closed, no parts and no shares, with what (the measure in words) and
    day.

    day: the last day the count runs to, else when it was said, else published. Columns: claim_id, article_id, what, value, low, high,
    hedge, hedge_word, accumulation, period_start, period_end, day, place_id, source_id, source_root_id, stance.
    """
    parts = set(relations.loc[relations["relation"] == "part_of", "claim_id"])
    own = claims[claims["measure"].isin(MEASURES) & (claims["unit"] != "percent") & ~claims["claim_id"].isin(parts)].copy()
    own["what"] = own["measure"].astype("string").map(MEASURES)
    own["day"] = own["period_end"].fillna(own["said_on"]).fillna(own["published_on"])
    columns = [
        "claim_id",
        "article_id",
        "what",
        "value",
        "low",
        "high",
        "hedge",
        "hedge_word",
        "accumulation",
        "period_start",
        "period_end",
    ]
    return own[[*columns, "day", "place_id", "source_id", "source_root_id", "stance"]].sort_values(
        ["what", "day", "claim_id"], ignore_index=True
    )


def draw(told: pd.DataFrame, names: dict):
    """The chart of `counts`: a row a count with a number, a line over the days it covers, the figure beside it; names: id -> name."""
    shown = told[told["value"].notna() & (told["value"] > 0) & (told["stance"] == "asserts")].reset_index(drop=True)
    if shown.empty:
        return figures.nothing()
    kinds = [k for k in MEASURES.values() if k in set(shown["what"])]
    sizes = [max((shown["what"] == k).sum(), 1) + 0.8 for k in kinds]
    fig, axes = figures.new(0.2 * sum(sizes) + 0.9, rows=len(kinds), sharex=True, gridspec_kw={"height_ratios": sizes}, squeeze=False)
    for ax, kind, colour in zip(axes[:, 0], kinds, figures.PALETTE):
        own = shown[shown["what"] == kind].reset_index(drop=True)
        for y, c in own.iterrows():
            start = c["period_start"] if pd.notna(c["period_start"]) else c["day"]
            ax.plot([start, c["day"]], [y, y], color=colour, lw=2, solid_capstyle="round", alpha=0.45 if pd.isna(c["period_start"]) else 1)
            ax.plot([c["day"]], [y], "o", color=colour, ms=4.5, mfc="white" if pd.isna(c["period_end"]) else colour)
            text = f"{figures.figure_text(c)} · {names.get(str(c['source_id']), c['source_id'])}"
            ax.annotate(text, (c["day"], y), xytext=(7, 0), textcoords="offset points", va="center", fontsize=6.5)
        ax.set_ylim(len(own) - 0.4, -0.6)
        ax.set_yticks([])
        ax.set_title(kind)
        ax.grid(axis="y", visible=False)
    last = shown["day"].max()
    first = shown["period_start"].min()
    axes[-1, 0].set_xlim(first - pd.Timedelta(days=6), last + (last - first) * 0.42)
    return fig
