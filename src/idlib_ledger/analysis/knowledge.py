"""What was known when: the day on which each claim was known, and tables cut to a day of knowing or to days of happening."""

from __future__ import annotations

import pandas as pd

LATEST = {1: 0, 2: 6, 3: 9, 4: 30, 5: 365}  # precision of a date -> how many days after its first day it may lie at the latest


def known_on(claims: pd.DataFrame, articles: pd.DataFrame, by: str = "published") -> pd.Series:
    """The day on which each claim was known, as datetime64, in the order of `claims` and under their index.

    A claim is known on the day on which its statement (utterance) was first published in an article of the record; an imprecise date of
    publication counts at its latest day. by="said": on the day it was said, where the text tells it, else as published. Raises
    ValueError for another `by`.
    """
    if by not in ("published", "said"):
        raise ValueError(f"by: {by!r} is not one of: published, said")
    latest = articles.set_index("article_id")
    latest = latest["published_on"] + pd.to_timedelta(latest["published_prec"].astype("int64").map(LATEST), unit="D")
    published = claims["article_id"].astype("string").map(latest)
    statement = claims["utterance_id"].astype("string").fillna(claims["claim_id"].astype("string"))
    first = published.groupby(statement).transform("min")
    return first if by == "published" else claims["said_on"].fillna(first)


def as_of(claims: pd.DataFrame, articles: pd.DataFrame, day, by: str = "published") -> pd.DataFrame:
    """The claims known on `day`, with the column known_on; columns, order and index as given."""
    known = known_on(claims, articles, by)
    return claims.assign(known_on=known)[known <= pd.Timestamp(day)]


def during(claims: pd.DataFrame, start, end) -> pd.DataFrame:
    """The claims whose event time touches the days from `start` to `end`.

    A claim with one end of its period only is taken by that end; one without a period is left out, for nothing says when it happened.
    Raises ValueError if `end` lies before `start`.
    """
    start, end = pd.Timestamp(start), pd.Timestamp(end)
    if end < start:
        raise ValueError(f"end: {end:%Y-%m-%d} lies before start, {start:%Y-%m-%d}")
    first = claims["period_start"].fillna(claims["period_end"])
    last = claims["period_end"].fillna(claims["period_start"])
    return claims[(first <= end) & (last >= start)]


def then_and_later(claims: pd.DataFrame, articles: pd.DataFrame, day, start, end, measures=("killed", "injured")) -> pd.DataFrame:
    """What is claimed of the days from `start` to `end`, and whether it was known on `day`.

    The claims of the measures that count one incident, with two columns more: known_on, and known: "then" or "later". Sorted by known_on
    and
    claim.
    """
    own = during(claims, start, end)
    own = own[
        own["measure"].isin(measures)
        & (own["accumulation"] == "incident")
        & own["value"].notna()
        & (own["unit"] == "person")
        & (own["stance"] == "asserts")
    ]
    own = own.assign(known_on=known_on(own, articles))
    own["known"] = (own["known_on"] <= pd.Timestamp(day)).map({True: "then", False: "later"})
    return own.sort_values(["known_on", "claim_id"], ignore_index=True)


def draw(told: pd.DataFrame, day, names: dict):
    """The chart of `then_and_later`: a row a claim of people killed, filled if it was known on `day`; names: id -> name of a body or
    place."""
    from .. import figures

    shown = told[told["measure"] == "killed"].reset_index(drop=True)
    fig, ax = figures.new(0.22 * max(len(shown), 1) + 0.9)
    for y, c in shown.iterrows():
        colour = figures.PALETTE[0 if c["known"] == "then" else 1]
        figures.mark(ax, c, c["value"], y, colour, max(shown["value"].max() * 0.05, 1), horizontal=True, filled=c["known"] == "then")
        who, where = names.get(str(c["source_id"]), c["source_id"]), names.get(str(c["place_id"]), c["place_id"])
        people = figures.whom(c)
        text = f"{figures.figure_text(c)} {people}, {where} · {who}, {c['known_on']:%-d %b}"
        ax.annotate(text, (c["value"], y), xytext=(24, 0), textcoords="offset points", va="center", fontsize=6.5)
    ax.set_xlim(0, shown["value"].max() * 2)
    ax.set_ylim(len(shown) - 0.4, -0.6)
    ax.set_yticks([])
    ax.grid(axis="y", visible=False)
    ax.set_xlabel(f"people said to have been killed (filled: known by {pd.Timestamp(day):%-d %B %Y}; hollow: told later)")
    return fig
