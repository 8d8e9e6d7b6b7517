"""What the record covers: articles by week, side and language, and which part of the sample they belong to."""

from __future__ import annotations

import pandas as pd

from .. import figures

FIRST, LAST = pd.Timestamp("2019-12-01"), pd.Timestamp("2020-03-06")
UNPLACED = "not in the frame"


def coverage(articles: pd.DataFrame, claims: pd.DataFrame, split: pd.DataFrame, frame: pd.DataFrame) -> pd.DataFrame:
    """One row a claim with what its article is: claim_id, article_id, published_on, week, side, language, part, extent.

    week: the first day of the seven-day block of publication, "before" or "after" outside the core. side: the class of the publisher in the
    sampling frame. part: certainty or random.
    """
    page = split.set_index("article_id")["frame_id"].astype("string")
    side = frame.set_index("frame_id")["side"].astype("string")
    told = articles.assign(
        side=articles["article_id"].map(page).map(side).fillna(UNPLACED),
        part=articles["stratum"].astype("string").eq("certainty").map({True: "certainty", False: "random"}),
        week=week(articles["published_on"]),
    ).rename(columns={"source_language": "language"})
    columns = ["article_id", "published_on", "week", "side", "language", "part", "extent"]
    return (
        claims[["claim_id", "article_id"]]
        .merge(told[columns], on="article_id")
        .sort_values(["published_on", "claim_id"], ignore_index=True)
    )


def week(days: pd.Series) -> pd.Series:
    """The first day of the seven-day block of the core (from 1 December 2019) in which each day lies, as text; else before or after."""
    block = FIRST + pd.to_timedelta((days - FIRST).dt.days // 7 * 7, unit="D")
    text = block.dt.strftime("%Y-%m-%d").astype("string")
    return text.where(days >= FIRST, "before").where((days <= LAST) | (days < FIRST), "after")


def draw(covered: pd.DataFrame):
    """The chart of `coverage`: above the articles of each week by part, below a square for each side and week, its area the articles."""
    articles = covered.drop_duplicates("article_id")
    weeks = ["before", *(f"{d:%Y-%m-%d}" for d in pd.date_range(FIRST, LAST, freq="7D")), "after"]
    sides = articles["side"].value_counts().index[::-1]
    fig, (top, low) = figures.new(
        1.6 + 0.24 * len(sides) + 1.2, rows=2, sharex=True, gridspec_kw={"height_ratios": [1.6, 0.24 * len(sides) + 0.6]}
    )
    counts = articles.groupby(["week", "part"]).size().unstack(fill_value=0).reindex(weeks, fill_value=0)
    bottom = 0
    for part, colour in (("random", figures.PALETTE[0]), ("certainty", figures.PALETTE[4])):
        if part in counts:
            top.bar(range(len(weeks)), counts[part], bottom=bottom, color=colour, width=0.7, label=f"{part} part")
            bottom = bottom + counts[part]
    top.set_ylabel("articles")
    top.yaxis.get_major_locator().set_params(integer=True)
    top.legend(fontsize=7, ncols=2, loc="upper left")
    top.grid(axis="x", visible=False)
    for y, side in enumerate(sides):
        same = articles[articles["side"] == side].groupby(["week", articles["language"].eq("en")]).size()
        for (name, english), n in same.items():
            x = weeks.index(name) + (-0.18 if english else 0.18)
            low.scatter([x], [y], s=22 * n, marker="s", color=figures.PALETTE[2 if english else 3], lw=0)
    low.scatter([], [], s=30, marker="s", color=figures.PALETTE[2], label="page in English")
    low.scatter([], [], s=30, marker="s", color=figures.PALETTE[3], label="in another language")
    low.legend(fontsize=7, ncols=2, loc="upper left", bbox_to_anchor=(0.62, -0.16))
    low.set_yticks(range(len(sides)), [s.replace("_", " ") for s in sides], fontsize=7)
    low.set_ylim(-0.7, len(sides) - 0.3)
    names = [w if w in ("before", "after") else f"{pd.Timestamp(w):%-d %b}" for w in weeks]
    low.set_xticks(range(len(weeks)), names, fontsize=7, rotation=45, ha="right")
    low.set_xlabel("week of publication, by its first day")
    return fig
