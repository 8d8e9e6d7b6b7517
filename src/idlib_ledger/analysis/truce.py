"""The ceasefire that began twice."""

from __future__ import annotations

import pandas as pd

from .. import figures

ATTACKS = ("strikes", "shells", "attacks", "sorties", "occurrence", "killed")
OTHER = ("ceasefire", "statement", "displacement", "capture")  # kinds of events of which an occurrence is no attack
COLUMNS = ["claim_id", "article_id", "what", "measure", "day", "last", "source_id", "source_root_id", "stance", "value", "quote"]
MARGIN = 3  # days that the chart goes on after the last beginning
ORDER = {"truce begins": 0, "no attacks": 1, "attacks": 2}


def days(ceasefires: pd.DataFrame, claims: pd.DataFrame, events: pd.DataFrame, parts: pd.Series, start: str, end: str) -> pd.DataFrame:
    """Claims of a truce taking effect between two days, and of attacks, or of none, from the first of those days on.

    ceasefires, claims, events: the tables; parts: ids of claims that are part of another and left out. Columns as in COLUMNS; `what` is
    truce begins, attacks, or no attacks (a stated none, or a denial); day and last are the first and last day.
    """
    start, end = pd.Timestamp(start), pd.Timestamp(end)
    truce = ceasefires[(ceasefires["measure"] == "ceasefire_start") & ceasefires["truce_date"].between(start, end)]
    truce = truce.assign(what="truce begins", day=truce["truce_date"], last=truce["truce_date"], value=pd.NA)
    dated = (claims["period_start"] >= truce["day"].min()) & (claims["period_start"] <= end) & claims["period_end"].notna()
    rest = claims[claims["measure"].isin(ATTACKS) & dated & ~claims["claim_id"].isin(parts)]
    other = events.loc[events["kind"].isin(OTHER), "event_id"]
    rest = rest[~((rest["measure"] == "occurrence") & rest["event_id"].isin(other))]
    none = (rest["value"] == 0) | (rest["stance"] == "denies")
    rest = rest.assign(what=none.map({True: "no attacks", False: "attacks"}), day=rest["period_start"], last=rest["period_end"])
    both = pd.concat([truce[COLUMNS].astype(object), rest[COLUMNS].astype(object)])
    both["day"], both["last"] = pd.to_datetime(both["day"]), pd.to_datetime(both["last"])
    return both.sort_values(["what", "day", "claim_id"], key=lambda s: s.map(ORDER) if s.name == "what" else s).reset_index(drop=True)


def draw(truce: pd.DataFrame, names: dict):
    """The chart of `days`: above the beginnings of the truce by speaker, below the attacks and denials by day."""
    import matplotlib.dates as mdates
    from matplotlib.lines import Line2D

    begins, rest = truce[truce["what"] == "truce begins"], truce[truce["what"] != "truce begins"]
    end = truce["day"].max() + pd.Timedelta(days=MARGIN)
    label = lambda t: t.assign(who=[names.get(s, s) for s in t["source_id"]]).sort_values("day", kind="stable")
    begins, rest = label(begins), label(rest)
    sources, others = (list(dict.fromkeys(t["who"])) for t in (begins, rest))
    rows = [len(sources) + 0.6, len(others) + 0.6]
    fig, (top, low) = figures.new(0.21 * sum(rows) + 1.4, rows=2, sharex=True, gridspec_kw={"height_ratios": rows})
    blue, red, green = figures.PALETTE[:3]
    for y, source in enumerate(sources):
        for day, same in begins[begins["who"] == source].groupby("day"):
            ahead = (same["stance"] == "announces").all()
            top.plot([day], [y], marker="D", ms=6, mfc="white" if ahead else blue, mec=blue, mew=1.3)
            _times(top, day, y, len(same), blue)
    for y, source in enumerate(others):
        for (what, day, last), same in rest[rest["who"] == source].groupby(["what", "day", "last"]):
            colour = red if what == "attacks" else green
            shown = min(last, end)  # what runs on beyond the chart ends in an arrow
            low.plot([day, shown], [y, y], color=colour, lw=1.5)
            low.plot([shown], [y], marker=">" if last > end else "o" if what == "attacks" else "X", ms=5.5, color=colour, lw=0)
            _times(low, shown, y, len(same), colour)
    for ax, who, title in ((top, sources, "The truce takes effect, says …"), (low, others, "Attacks, and none, say …")):
        ax.set_yticks(range(len(who)), who, fontsize=7)
        ax.set_ylim(len(who) - 0.4, -0.6)
        ax.set_title(title)
        ax.grid(axis="y", visible=False)
    low.set_xlim(truce["day"].min() - pd.Timedelta(days=0.6), end + pd.Timedelta(days=0.8))
    low.xaxis.set_major_locator(mdates.DayLocator())
    low.xaxis.set_major_formatter(mdates.DateFormatter("%-d"))
    low.set_xlabel(f"{truce['day'].min():%B %Y}")
    keys = [
        Line2D([], [], marker="D", mfc=blue, mec=blue, lw=0, ms=5, label="took effect"),
        Line2D([], [], marker="D", mfc="white", mec=blue, lw=0, ms=5, label="announced before the day"),
        Line2D([], [], marker="o", color=red, lw=1.5, ms=5, label="attacks (a line: over the days, an arrow: and on)"),
        Line2D([], [], marker="X", color=green, lw=1.5, ms=5, label="none, or a denial"),
    ]
    low.legend(
        handles=keys,
        fontsize=7,
        ncols=4,
        loc="upper left",
        bbox_to_anchor=(-0.2, -0.14 * 9 / len(others)),
        handletextpad=0.4,
        columnspacing=1.2,
    )
    return fig


def _times(ax, x, y, n, colour):
    if n > 1:
        ax.annotate(f"×{n}", (x, y), xytext=(3.5, 3.5), textcoords="offset points", va="baseline", fontsize=6, color=colour)
