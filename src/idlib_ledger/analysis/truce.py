"""The ceasefire that began twice."""

from __future__ import annotations

import pandas as pd

from .. import figures

ATTACKS = ("strikes", "shells", "attacks", "sorties", "occurrence", "killed")


def days(ceasefires: pd.DataFrame, claims: pd.DataFrame, start: str, end: str) -> pd.DataFrame:
    """Claims of a truce taking effect between two days, and of attacks, or of none, on the days from the first of them on.

    Columns: claim_id, article_id, what (truce begins, attacks, no attacks), day, last (of a period), source_id, stance, value, quote.
    """
    start, end = pd.Timestamp(start), pd.Timestamp(end)
    truce = ceasefires[(ceasefires["measure"] == "ceasefire_start") & ceasefires["truce_date"].between(start, end)]
    truce = truce.assign(what="truce begins", day=truce["truce_date"], last=truce["truce_date"], value=pd.NA)
    first = truce["day"].min()
    rest = (
        claims[
            claims["measure"].isin(ATTACKS)
            & (claims["period_end"] >= first)
            & (claims["period_start"] >= first)
            & (claims["period_start"] <= end)
            & claims["part_of_claim_id"].isna()
        ]
        if "part_of_claim_id" in claims
        else claims[
            claims["measure"].isin(ATTACKS)
            & (claims["period_end"] >= first)
            & (claims["period_start"] >= first)
            & (claims["period_start"] <= end)
        ]
    )
    none = (rest["value"] == 0) | (rest["stance"] == "denies")
    rest = rest.assign(what=none.map({True: "no attacks", False: "attacks"}), day=rest["period_start"], last=rest["period_end"])
    columns = ["claim_id", "article_id", "what", "measure", "day", "last", "source_id", "source_root_id", "stance", "value", "quote"]
    out = pd.concat([truce[columns].astype(object), rest[columns].astype(object)])
    out["day"], out["last"] = pd.to_datetime(out["day"]), pd.to_datetime(out["last"])
    order = {"truce begins": 0, "no attacks": 1, "attacks": 2}
    return out.sort_values(["what", "day", "claim_id"], key=lambda s: s.map(order) if s.name == "what" else s).reset_index(drop=True)


def draw(truce: pd.DataFrame, names: dict):
    """The chart of `days`: above the beginnings of the truce by speaker, below the attacks and denials by day."""
    import matplotlib.dates as mdates

    begins = truce[truce["what"] == "truce begins"]
    rest = truce[truce["what"] != "truce begins"]
    sources = list(dict.fromkeys(begins.sort_values("day")["source_id"]))
    others = list(dict.fromkeys(rest.sort_values("day")["source_id"]))
    fig, (top, low) = figures.new(
        0.3 * (len(sources) + len(others)) + 1.5,
        rows=2,
        sharex=True,
        gridspec_kw={"height_ratios": [len(sources) + 0.6, len(others) + 0.6]},
    )
    span = []
    for y, source in enumerate(sources):
        for day, same in begins[begins["source_id"] == source].groupby("day"):
            ahead = (same["stance"] == "announces").any()
            top.plot([day], [y], marker="D", ms=6, mfc="white" if ahead else figures.PALETTE[0], mec=figures.PALETTE[0], mew=1.3)
            text = f"{day:%-d %B}" + (" (announced)" if ahead else "") + (f" ×{len(same)}" if len(same) > 1 else "")
            top.annotate(text, (day, y), xytext=(8, 0), textcoords="offset points", va="center", fontsize=7)
            span.append(day)
    for y, source in enumerate(others):
        for (what, day, last), same in rest[rest["source_id"] == source].groupby(["what", "day", "last"]):
            colour = figures.PALETTE[1] if what == "attacks" else figures.PALETTE[2]
            if last > day:
                low.plot([day, last], [y, y], color=colour, lw=1.5)
            low.plot(
                [last if what == "attacks" else day], [y], marker="o" if what == "attacks" else "x", ms=5.5, color=colour, mew=1.6, lw=0
            )
            low.annotate(
                str(len(same)) if len(same) > 1 else "",
                (last, y),
                xytext=(6, 0),
                textcoords="offset points",
                va="center",
                fontsize=6.5,
                color=colour,
            )
            span += [day, last]
    for ax, who, title in ((top, sources, "The truce takes effect, says …"), (low, others, "Attacks (dots) and none (crosses), says …")):
        ax.set_yticks(range(len(who)), [names.get(s, s) for s in who], fontsize=7)
        ax.set_ylim(len(who) - 0.4, -0.6)
        ax.set_title(title)
        ax.grid(axis="y", visible=False)
    low.set_xlim(min(span) - pd.Timedelta(days=1), max(span) + pd.Timedelta(days=2))
    low.xaxis.set_major_locator(mdates.DayLocator())
    low.xaxis.set_major_formatter(mdates.DateFormatter("%-d %b"))
    return fig
