"""How many fled, and who said so when."""

from __future__ import annotations

import pandas as pd

from .. import figures

OFFENSIVE = pd.Timestamp("2019-11-01")  # a count that ends before this day is about an earlier wave
ARROW = 22  # thousands: how long an arrow or a band is drawn
NORTHWEST = (
    "northwest-syria",
    "idlib-enclave",
    "idlib-governorate",
)  # counts of the whole wave; those of a town or a country are other counts
DECEMBER = pd.Timestamp("2019-12-20")  # a count that begins later leaves out the beginning of the wave
VOICES = {  # kind of actor -> who speaks, as the chart tells it; whoever is no actor is a publisher
    "un_body": "United Nations",
    "state_body": "states",
    "armed_force": "states",
    "monitor": "monitors and aid groups",
    "ngo": "monitors and aid groups",
    "rescue_service": "monitors and aid groups",
}
PRESS = "press, in its own voice"


def counts(claims: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """The claims that count the people displaced in the northwest, no shares, no vague words and no increments, with three columns more.

    claims: the table displacement; actors: the list. day: the day the count runs to, else when it was said, else published. wave:
    `since December 2019`; `earlier` for a count that ends before the offensive, was told before it, or that another claim comes on top
    of; `since an earlier day` and `since a later day` for one that does not begin with the wave, as a count of January alone. voice: who
    speaks, one of VOICES or PRESS. Sorted by day and claim.
    """
    whole = claims["place_id"].isna() | claims["place_id"].isin(NORTHWEST)
    told = (claims["stance"] == "asserts") & claims["population"].isin(["all", "civilians"])
    shown = claims[whole & told & claims["value"].notna() & (claims["unit"] == "person") & claims["part_of_claim_id"].isna()].copy()
    shown["day"] = shown["period_end"].fillna(shown["said_on"]).fillna(shown["published_on"])
    below = shown["claim_id"].isin(claims["adds_to_claim_id"].dropna()) & ~(shown["period_end"] > DECEMBER)
    earlier = (shown["day"] < OFFENSIVE) | below
    shown["wave"] = earlier.map({True: "earlier", False: "since December 2019"})
    shown.loc[~earlier & (shown["period_start"] <= OFFENSIVE), "wave"] = "since an earlier day"
    shown.loc[~earlier & (shown["period_start"] > DECEMBER), "wave"] = "since a later day"
    kind = actors.set_index("actor_id")["kind"].astype("string")
    shown["voice"] = shown["source_id"].astype("string").map(kind).map(VOICES).fillna(PRESS)
    recent = (shown["day"] - shown["period_start"]).dt.days < 8  # an increment of the last days is no total
    return shown[~(recent & ~earlier)].sort_values(["day", "claim_id"]).reset_index(drop=True)


def draw(shown: pd.DataFrame, names: dict):
    """The chart of `counts`: a mark a claim with its hedge, coloured by who speaks; names: actor_id -> name."""
    import matplotlib.dates as mdates
    from matplotlib.lines import Line2D

    fig, (left, right) = figures.new(4.8, ncols=2, sharey=True, gridspec_kw={"width_ratios": [1, 3.2]})
    colours = dict(zip(dict.fromkeys(VOICES.values()), figures.PALETTE)) | {PRESS: figures.GREY}
    colour = lambda claim: colours[claim["voice"]]
    past = shown["day"] < OFFENSIVE
    left.set_ylim(0, shown["value"].max() / 1000 * 1.12)
    for ax, part, margin, title in (
        (left, shown[past], 34, "earlier in 2019"),
        (right, shown[~past], 5, "counts up to a day of the offensive"),
    ):
        if len(part):
            ax.set_xlim(part["day"].min() - pd.Timedelta(days=margin * 1.6), part["day"].max() + pd.Timedelta(days=margin * 1.6))
        ax.set_title(title, fontsize=8)
    right.xaxis.set_major_locator(mdates.WeekdayLocator(byweekday=mdates.MO, interval=2))
    right.xaxis.set_major_formatter(mdates.DateFormatter("%-d %b"))
    left.xaxis.set_major_locator(mdates.MonthLocator(interval=3))
    left.xaxis.set_major_formatter(mdates.DateFormatter("%b"))
    left.set_ylabel("people displaced, thousands")
    figures.legend(right)
    keys = [Line2D([], [], marker="o", lw=0, ms=5, color=c, label=v) for v, c in colours.items() if (shown["voice"] == v).any()]
    keys += [Line2D([], [], marker="o", lw=0, ms=5, mfc="white", mec=figures.GREY, label="count of another span")]
    left.legend(handles=keys, fontsize=6, loc="upper left", handletextpad=0.2, borderaxespad=0.2)
    for ax, part in ((left, shown[past]), (right, shown[~past])):
        labels = figures.Labels(ax, 6)
        told = _beside(part, pd.Timedelta(days=8 if ax is left else 0.7))
        for x, claim, _ in told:
            figures.mark(ax, claim, x, claim["value"] / 1000, colour(claim), ARROW, filled=claim["wave"] == "since December 2019")
            labels.avoid(x, claim["value"] / 1000, 8, 34 if claim["hedge"] in figures.UP | figures.DOWN else 10)
        for x, claim, _ in sorted(told, key=lambda t: (-t[2], t[0])):  # told most often first; where there is no room, no label
            span = f", from {claim['period_start']:%-d %b}" if claim["wave"].endswith("day") and pd.notna(claim["period_start"]) else ""
            text = f"{figures.figure_text(claim)}{span}\n{names.get(claim['source_id'], claim['source_id'])}"
            labels.put(x, claim["value"] / 1000, text, colour(claim), crowd=False)
    return fig


def _beside(part, step):
    """(x, claim, how often it is told) for each different figure: those of one day side by side, so that arrows do not hide each other."""
    found = []
    for day, same in part.groupby("day"):
        different = list(same.groupby(["value", "source_id", "hedge"], observed=True))
        for n, (_, told) in enumerate(different):
            found.append((day + step * (n - (len(different) - 1) / 2), told.iloc[0], len(told)))
    return found
