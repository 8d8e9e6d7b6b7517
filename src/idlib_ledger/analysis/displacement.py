"""How many fled, and who said so when."""

from __future__ import annotations

import pandas as pd

from .. import figures

OFFENSIVE = pd.Timestamp("2019-11-01")  # a count that ends before this day is about an earlier wave
ARROW = 22  # thousands: how long an arrow or a band is drawn


def counts(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims that count people, no shares, no vague words and no increments, with two columns more.

    claims: the table displacement. day: the day the count runs to, else when it was said, else published. wave: `since December
    2019`, or `earlier` for a count that ends before the offensive or that another claim comes on top of. Sorted by day and claim.
    """
    shown = claims[claims["value"].notna() & (claims["unit"] == "person") & claims["part_of_claim_id"].isna()].copy()
    shown["day"] = shown["period_end"].fillna(shown["said_on"]).fillna(shown["published_on"])
    earlier = (shown["period_end"] < OFFENSIVE) | shown["claim_id"].isin(claims["adds_to_claim_id"].dropna())
    shown["wave"] = earlier.map({True: "earlier", False: "since December 2019"})
    recent = (shown["day"] - shown["period_start"]).dt.days < 8  # an increment of the last days is no total
    return shown[~(recent & ~earlier)].sort_values(["day", "claim_id"]).reset_index(drop=True)


def draw(shown: pd.DataFrame, names: dict):
    """The chart of `counts`: a mark a claim with its hedge, coloured by source; names: actor_id -> name."""
    import matplotlib.dates as mdates

    fig, (left, right) = figures.new(4.2, ncols=2, sharey=True, gridspec_kw={"width_ratios": [1, 3.6]})
    sources = list(dict.fromkeys(shown.sort_values("claim_id")["source_id"]))
    colours = dict(zip(sources, figures.PALETTE))
    past = shown["day"] < OFFENSIVE
    left.set_ylim(200, 450)
    for ax, part, margin, title in ((left, shown[past], 30, "counts of 2019's earlier waves"), (right, shown[~past], 5, "counts that run into the offensive")):
        if len(part):
            ax.set_xlim(part["day"].min() - pd.Timedelta(days=margin), part["day"].max() + pd.Timedelta(days=margin * 1.6))
        ax.set_title(title, fontsize=8)
    right.xaxis.set_major_locator(mdates.WeekdayLocator(byweekday=mdates.MO))
    right.xaxis.set_major_formatter(mdates.DateFormatter("%-d %b"))
    left.xaxis.set_major_locator(mdates.MonthLocator())
    left.xaxis.set_major_formatter(mdates.DateFormatter("%b"))
    left.set_ylabel("people displaced, thousands")
    figures.legend(right)
    for ax, part in ((left, shown[past]), (right, shown[~past])):
        labels = figures.Labels(ax)
        step = pd.Timedelta(days=6 if ax is left else 1)
        for day, same in part.groupby("day"):
            spots = {}
            for _, claim in same.iterrows():  # claims of one day side by side, so that arrows do not hide each other
                x = day + step * (len(spots) - (same.groupby(["value", "source_id", "hedge"], observed=True).ngroups - 1) / 2)
                spots.setdefault((claim["value"], claim["source_id"], claim["hedge"]), (x, []))[1].append(claim)
            for x, told in spots.values():
                claim = told[0]
                figures.mark(ax, claim, x, claim["value"] / 1000, colours[claim["source_id"]], ARROW, filled=claim["wave"] != "earlier")
                labels.avoid(x, claim["value"] / 1000, 12, 34)
            for x, told in spots.values():
                times = f", {len(told)} times" if len(told) > 1 else ""
                text = f"{figures.figure_text(told[0])}\n{names.get(told[0]['source_id'], told[0]['source_id'])}{times}"
                labels.put(x, told[0]["value"] / 1000, text, colours[told[0]["source_id"]])
    return fig
