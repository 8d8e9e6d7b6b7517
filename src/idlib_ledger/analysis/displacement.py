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

    fig, (left, right) = figures.new(4.2, ncols=2, sharey=True, gridspec_kw={"width_ratios": [1, 2.6]})
    sources = list(dict.fromkeys(shown.sort_values("claim_id")["source_id"]))
    colours = dict(zip(sources, figures.PALETTE))
    past = shown["day"] < OFFENSIVE
    left.set_ylim(200, 450)
    for ax, part, margin, title in (
        (left, shown[past], 34, "counts up to August 2019"),
        (right, shown[~past], 5, "counts up to a day of the offensive"),
    ):
        if len(part):
            ax.set_xlim(part["day"].min() - pd.Timedelta(days=margin * 2.9), part["day"].max() + pd.Timedelta(days=margin * 1.6))
        ax.set_title(title, fontsize=8)
    right.xaxis.set_major_locator(mdates.WeekdayLocator(byweekday=mdates.MO))
    right.xaxis.set_major_formatter(mdates.DateFormatter("%-d %b"))
    left.xaxis.set_major_locator(mdates.MonthLocator())
    left.xaxis.set_major_formatter(mdates.DateFormatter("%b"))
    left.set_ylabel("people displaced, thousands")
    figures.legend(right)
    for ax, part in ((left, shown[past]), (right, shown[~past])):
        labels = figures.Labels(ax)
        told = _beside(part, pd.Timedelta(days=8 if ax is left else 1.4))
        for x, claim, _ in told:
            figures.mark(ax, claim, x, claim["value"] / 1000, colours[claim["source_id"]], ARROW, filled=claim["wave"] != "earlier")
            labels.avoid(x, claim["value"] / 1000, 12, 62 if claim["hedge"] in figures.UP | figures.DOWN else 34)
        for x, claim, times in told:
            who = names.get(claim["source_id"], claim["source_id"]) + (f", {times} times" if times > 1 else "")
            text = f"{figures.figure_text(claim)}\n{who}"
            labels.put(x, claim["value"] / 1000, text, colours[claim["source_id"]])
    return fig


def _beside(part, step):
    """(x, claim, how often it is told) for each different figure: those of one day side by side, so that arrows do not hide each other."""
    found = []
    for day, same in part.groupby("day"):
        different = list(same.groupby(["value", "source_id", "hedge"], observed=True))
        for n, (_, told) in enumerate(different):
            found.append((day + step * (n - (len(different) - 1) / 2), told.iloc[0], len(told)))
    return found
