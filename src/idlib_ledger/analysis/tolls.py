"""One strike, many tolls."""

from __future__ import annotations

import pandas as pd

from .. import figures


def of_day(claims: pd.DataFrame, articles: pd.DataFrame, day: str, places: list[str]) -> pd.DataFrame:
    """The tolls of people killed on a day in some places, one row a claim, sorted by figure and source.

    claims: the table casualties; articles: the table articles, for the publisher. Tolls of all or of civilians with a value;
    shares and tolls of children or fighters are left out.
    """
    day = pd.Timestamp(day)
    chosen = claims[
        (claims["measure"] == "killed")
        & (claims["period_start"] == day)
        & (claims["period_end"] == day)
        & claims["place_id"].isin(places)
        & claims["value"].notna()
        & (claims["unit"] == "person")
        & (claims["stance"] == "asserts")
        & claims["population"].isin(["all", "civilians"])
    ]
    return chosen.merge(articles[["article_id", "publisher_id"]], on="article_id").sort_values(["value", "source_id", "claim_id"]).reset_index(drop=True)


def draw(tolls: pd.DataFrame, names: dict, places: pd.Series):
    """The chart of `of_day`: a row a claim; names: source or publisher -> name; places: place_id -> name."""
    fig, ax = figures.new(0.36 * len(tolls) + 1.0)
    colours = dict(zip(dict.fromkeys(tolls["source_root_id"]), figures.PALETTE * 3))
    for y, claim in tolls.iterrows():
        figures.mark(ax, claim, claim["value"], y, colours[claim["source_root_id"]], 1.8, horizontal=True)
        part = ", part of a larger toll" if pd.notna(claim["part_of_claim_id"]) else ""
        text = f"{figures.figure_text(claim)} · {places.get(claim['place_id'], '')}{part}"
        ax.annotate(text, (claim["value"], y), xytext=(32, 0), textcoords="offset points", va="center", fontsize=7, color="#333333")
    ax.set_yticks(range(len(tolls)), [_who(claim, names) for _, claim in tolls.iterrows()], fontsize=7)
    ax.set_ylim(-0.7, len(tolls) - 0.3)
    ax.set_xlim(0, tolls["value"].max() * 1.75)
    ax.set_xlabel("people reported killed")
    ax.grid(axis="y", visible=False)
    figures.legend(ax).set_bbox_to_anchor((0, -0.13))
    return fig


def _who(claim, names) -> str:
    """The speaker, and the medium where it is another."""
    source, publisher = names.get(claim["source_id"], claim["source_id"]), names.get(claim["publisher_id"], claim["publisher_id"])
    return source if source == publisher else f"{source}\nin {publisher}"
