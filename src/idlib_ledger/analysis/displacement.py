"""How many fled, and who said so when."""

from __future__ import annotations

import pandas as pd

from .. import figures

OFFENSIVE = pd.Timestamp("2019-11-01")  # a count that begins earlier is about an earlier wave


def counts(claims: pd.DataFrame) -> pd.DataFrame:
    """The claims that count people (no shares, no vague words), with two columns more.

    claims: the table displacement. day: the day the count runs to, else when it was said, else published. wave: `since December 2019`,
    or `earlier` for a count that ends before the offensive or that another one comes on top of. Sorted by day and claim.
    """
    shown = claims[claims["value"].notna() & (claims["unit"] == "person") & claims["part_of_claim_id"].isna()].copy()
    shown["day"] = shown["period_end"].fillna(shown["said_on"]).fillna(shown["published_on"])
    base = set(claims["adds_to_claim_id"].dropna())
    earlier = (shown["period_end"] < OFFENSIVE) | shown["claim_id"].isin(base)
    shown["wave"] = earlier.map({True: "earlier", False: "since December 2019"})
    shown.loc[earlier & shown["period_end"].isna(), "day"] = shown["said_on"].fillna(shown["published_on"])
    return shown.sort_values(["day", "claim_id"]).reset_index(drop=True)


def draw(shown: pd.DataFrame, names: pd.Series):
    """The chart of `counts`: a mark a claim, its hedge visible, coloured by root body; names: actor_id -> name."""
    import matplotlib.dates as mdates

    fig, (left, right) = figures.new(3.9, ncols=2, sharey=True, gridspec_kw={"width_ratios": [1, 4.2]})
    roots = list(dict.fromkeys(shown.sort_values("claim_id")["source_root_id"]))
    colours = dict(zip(roots, figures.PALETTE))
    taken: dict = {}
    for _, claim in shown.iterrows():
        past = claim["day"] < OFFENSIVE
        ax = left if past else right
        spot = (past, claim["day"], claim["value"])
        shift = pd.Timedelta(days=(10 if past else 0.55) * taken.get(spot, 0))  # the same figure for the same day: side by side
        taken[spot] = taken.get(spot, 0) + 1
        figures.mark(
            ax, claim, claim["day"] + shift, claim["value"] / 1000, colours[claim["source_root_id"]], 22, filled=claim["wave"] != "earlier"
        )
    for past, ax in ((True, left), (False, right)):
        part = shown[(shown["day"] < OFFENSIVE) == past]
        for (day, value), same in part.groupby(["day", "value"]):
            claim = same.iloc[0]
            text = figures.figure_text(claim) + (f" (×{len(same)})" if len(same) > 1 else "")
            said = ", ".join(dict.fromkeys(str(names.get(s, s)) for s in same["source_id"]))
            below = claim["hedge"] in figures.UP
            ax.annotate(
                f"{text}\n{_short(said)}",
                (day, value / 1000),
                xytext=(0, -9 if below else 9),
                textcoords="offset points",
                fontsize=6.3,
                color="#333333",
                ha="center",
                va="top" if below else "bottom",
                linespacing=1.15,
            )
    right.set_ylim(180, 470)
    right.xaxis.set_major_locator(mdates.DayLocator(bymonthday=[1, 8, 15, 22, 29]))
    right.xaxis.set_major_formatter(mdates.DateFormatter("%-d %b"))
    left.xaxis.set_major_locator(mdates.MonthLocator(bymonth=[9, 10] if len(shown) else None))
    left.xaxis.set_major_formatter(mdates.DateFormatter("%b %Y"))
    _limits(left, shown[shown["day"] < OFFENSIVE]["day"], 40)
    _limits(right, shown[shown["day"] >= OFFENSIVE]["day"], 4)
    left.set_ylabel("people displaced, thousands")
    left.set_title("earlier waves", fontsize=8)
    right.set_title("said from December 2019 on", fontsize=8)
    figures.legend(right, loc="lower right")
    return fig


def _short(text: str, limit: int = 30) -> str:
    return (
        text.replace("UN Office for the Coordination of Humanitarian Affairs", "OCHA")
        .replace("UN Department of Global Communications", "UN spokesperson")
        .replace("United Nations", "UN")[:limit]
    )


def _limits(ax, days, margin):
    if len(days):
        ax.set_xlim(days.min() - pd.Timedelta(days=margin), days.max() + pd.Timedelta(days=margin))
