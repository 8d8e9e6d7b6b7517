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
