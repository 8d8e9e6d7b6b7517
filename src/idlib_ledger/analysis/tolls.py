"""One strike, many tolls."""

from __future__ import annotations

import pandas as pd

from .. import figures


def of_day(claims: pd.DataFrame, articles: pd.DataFrame, day: str, places: list[str]) -> pd.DataFrame:
    """The tolls of people killed on a day in some places: whole figures with a value, one row a claim.

    claims: the table casualties; articles: the table articles, for the publisher. Sorted by figure, then source.
    """
    day = pd.Timestamp(day)
    dated = (claims["period_start"] == day) & (claims["period_end"] == day)
    chosen = claims[
        (claims["measure"] == "killed")
        & dated
        & claims["place_id"].isin(places)
        & claims["value"].notna()
        & (claims["unit"] == "person")
        & (claims["stance"] == "asserts")
    ]
    chosen = chosen[chosen["population"].isin(["all", "civilians"])]
    chosen = chosen.merge(articles[["article_id", "publisher_id"]], on="article_id")
    return chosen.sort_values(["value", "source_id", "claim_id"]).reset_index(drop=True)


def draw(tolls: pd.DataFrame, names: dict, places: pd.Series):
    """The chart of `of_day`: a row a claim; names: source or publisher -> name; places: place_id -> name."""
    fig, ax = figures.new(0.36 * len(tolls) + 1.0)
    sources = list(dict.fromkeys(tolls["source_root_id"]))
    colours = dict(zip(sources, figures.PALETTE * 3))
    for y, claim in tolls.iterrows():
        figures.mark(ax, claim, claim["value"], y, colours[claim["source_root_id"]], 2.2, horizontal=True)
        where = places.get(claim["place_id"], "")
        part = "part of a larger toll, " if pd.notna(claim["part_of_claim_id"]) else ""
        ax.annotate(
            f"{figures.figure_text(claim)} · {part}{where}",
            (claim["value"], y),
            xytext=(30, 0),
            textcoords="offset points",
            va="center",
            fontsize=7,
            color="#333333",
        )
    labels = [
        f"{names.get(c['source_id'], c['source_id'])}"
        + ("" if names.get(c["publisher_id"]) == names.get(c["source_id"]) else f"\nin {names.get(c['publisher_id'], c['publisher_id'])}")
        for _, c in tolls.iterrows()
    ]
    ax.set_yticks(range(len(tolls)), labels, fontsize=7)
    ax.set_ylim(-0.7, len(tolls) - 0.3)
    ax.set_xlim(0, tolls["value"].max() + 14)
    ax.set_xlabel("people reported killed on 15 January 2020")
    ax.grid(axis="y", visible=False)
    figures.legend(ax, loc="lower right")
    return fig
