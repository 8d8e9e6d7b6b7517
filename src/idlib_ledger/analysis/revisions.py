"""How a figure moves with the time after the event."""

from __future__ import annotations

import pandas as pd

from .estimates import figures
from .knowledge import known_on

COLUMNS = [
    "event_id",
    "measure",
    "population",
    "source_root_id",
    "known_on",
    "days_after",
    "figure",
    "floor",
    "ceiling",
    "change",
    "claim_id",
]


def revisions(
    claims: pd.DataFrame, articles: pd.DataFrame, relations: pd.DataFrame, events: pd.DataFrame, measure: str = "killed", by: str = "said"
) -> pd.DataFrame:
    """The figures of one event by the day they were known, one row each time a root body gives a figure that it had not given last.

    Single incidents only; events whose day is known to the day (date_prec 1). Columns: COLUMNS; days_after counts from the event's last
    day;
    change is the difference from that body's figure before, missing for its first. by: as in `knowledge.known_on`.
    """
    own = figures(claims, relations, measure)
    own = own[own["accumulation"] == "incident"].assign(known_on=known_on(claims, articles, by))
    dated = events[events["date_prec"] == 1].set_index("event_id")["date_end"]
    own = own.assign(days_after=(own["known_on"] - own["event_id"].astype("string").map(dated)).dt.days).dropna(subset=["days_after"])
    own = own[own["days_after"] >= 0].sort_values(["event_id", "population", "source_root_id", "known_on", "figure", "claim_id"])
    before = own.groupby(["event_id", "population", "source_root_id"], observed=True)["figure"].shift()
    own = own.assign(change=own["figure"] - before, measure=measure)
    return own[own["change"] != 0][COLUMNS].reset_index(drop=True)


def draw(told: pd.DataFrame, titles: dict, names: dict, most: int = 6):
    """The chart of `revisions`: a panel an event with figures of two days or more, a mark a figure, a line where a body revised its own.

    titles: event_id -> title; names: id -> name of a body; most: how many events are shown.
    """
    from .. import figures as style

    moving = told.groupby("event_id", observed=True)["days_after"].transform("nunique") > 1
    if not moving.any():
        return style.nothing()
    counted = told[moving].groupby("event_id", observed=True)["claim_id"].size().sort_values(ascending=False, kind="stable")
    events = list(counted.head(most).index)
    fig, axes = style.new(1.15 * max(len(events), 1) + 0.6, rows=max(len(events), 1), squeeze=False)
    for ax, event in zip(axes[:, 0], events):
        own = told[told["event_id"] == event]
        for k, (source, same) in enumerate(own.groupby("source_root_id", observed=True, sort=False)):
            colour = style.PALETTE[k % len(style.PALETTE)]
            aside = (k - own["source_root_id"].nunique() / 2) * 0.012 * max(own["days_after"].max(), 1)  # so that equal figures do not hide
            label = names.get(str(source), str(source))
            ax.plot(same["days_after"] + aside, same["figure"], "o-", color=colour, ms=4, lw=1, label=label)
        ax.set_title(titles.get(str(event), event), fontsize=7.5)
        ax.legend(fontsize=6, ncols=1, loc="center left", bbox_to_anchor=(1.0, 0.5))
        ax.set_ylim(0, own["figure"].max() * 1.25)
        ax.xaxis.get_major_locator().set_params(integer=True)
        ax.set_ylabel("killed", fontsize=7)
    axes[-1, 0].set_xlabel("days after the event")
    return fig
