"""One strike, many tolls."""

from __future__ import annotations

import pandas as pd

from .. import figures


def of_event(casualties: pd.DataFrame, articles: pd.DataFrame, events: pd.DataFrame, event_id: str) -> pd.DataFrame:
    """The tolls of people killed in an event, and in the parent it belongs to, one row a claim, sorted by figure and source.

    casualties, articles, events: the tables. Tolls of all or of civilians with a value; shares and tolls of children or of
    fighters are left out. Column scope: `event` or `parent` (a day, a campaign). Raises KeyError for an unknown event.
    """
    parent = events.set_index("event_id")["parent_event_id"][event_id]
    chosen = casualties[
        (casualties["measure"] == "killed")
        & casualties["event_id"].isin([event_id, parent])
        & casualties["value"].notna()
        & (casualties["unit"] == "person")
        & (casualties["stance"] == "asserts")
        & casualties["population"].isin(["all", "civilians"])
    ]
    chosen = chosen.assign(scope=(chosen["event_id"] == event_id).map({True: "event", False: "parent"}))
    chosen = chosen.merge(articles[["article_id", "publisher_id"]], on="article_id")
    return chosen.sort_values(["value", "scope", "source_id", "claim_id"]).reset_index(drop=True)


def draw(tolls: pd.DataFrame, names: dict):
    """The chart of `of_event`: a row a claim, hollow for a toll of the parent; names: source or publisher -> name."""
    fig, ax = figures.new(0.36 * len(tolls) + 1.0)
    for y, claim in tolls.iterrows():
        event = claim["scope"] == "event"
        figures.mark(ax, claim, claim["value"], y, figures.PALETTE[0], 1.8, horizontal=True, filled=event)
        scope = "" if event else ", the province that day"
        whole = tolls[tolls["claim_id"] == claim["part_of_claim_id"]]
        part = (
            f", of the {figures.figure_text(whole.iloc[0])}"
            if len(whole)
            else ", part of another toll"
            if pd.notna(claim["part_of_claim_id"])
            else ""
        )
        text = f"{figures.figure_text(claim)} {figures.whom(claim)}{scope}{part}"
        away = 32 if claim["hedge"] in figures.UP else 9
        ax.annotate(text, (claim["value"], y), xytext=(away, 0), textcoords="offset points", va="center", fontsize=7, color="#333333")
    ax.set_yticks(range(len(tolls)), [_who(claim, names) for _, claim in tolls.iterrows()], fontsize=7)
    ax.set_ylim(-0.7, len(tolls) - 0.3)
    ax.set_xlim(0, tolls["value"].max() * 1.8)
    ax.set_xlabel("people reported killed (filled: by the strike; hollow: in the province that day)")
    ax.grid(axis="y", visible=False)
    figures.legend(ax).set_bbox_to_anchor((0, -0.11))
    return fig


def _who(claim, names) -> str:
    """The speaker, and the medium where it is another."""
    source, publisher = names.get(claim["source_id"], claim["source_id"]), names.get(claim["publisher_id"], claim["publisher_id"])
    return source if source == publisher else f"{source}\nin {publisher}"
