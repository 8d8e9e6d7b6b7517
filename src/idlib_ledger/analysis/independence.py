"""Who stands behind the figures: claims -> statements -> root bodies, so that one wire story in nine outlets counts once."""

from __future__ import annotations

import pandas as pd

from .knowledge import known_on


def statements(claims: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """One row a statement (utterance), by the day it was first published.

    Columns: utterance_id, source_id, source_root_id, measure, value, hedge, known_on, n_claims, n_articles, n_publishers, claims (the ids,
    joined by spaces). A claim without an utterance is a statement of its own.
    """
    publisher = articles.set_index("article_id")["publisher_id"].astype("string")
    told = claims.assign(
        utterance_id=claims["utterance_id"].astype("string").fillna(claims["claim_id"].astype("string")),
        known_on=known_on(claims, articles),
        publisher=claims["article_id"].astype("string").map(publisher),
    ).sort_values(["known_on", "claim_id"])
    same = told.groupby("utterance_id", sort=False)
    first = same[["source_id", "source_root_id", "measure", "value", "hedge", "known_on"]].first()
    counts = same.agg(
        n_claims=("claim_id", "size"),
        n_articles=("article_id", "nunique"),
        n_publishers=("publisher", "nunique"),
        claims=("claim_id", " ".join),
    )
    return first.join(counts).reset_index()


def sources(claims: pd.DataFrame, actors: pd.DataFrame, by="event_id") -> pd.DataFrame:
    """How many voices stand behind each group: a row a value of `by` (a column or a list of columns).

    Columns: those of `by`, n_claims, n_articles, n_statements, n_speakers, n_independent (root bodies of the speakers, collectives
    without a name left out), roots (their ids, joined by spaces), echo (claims for each independent source).
    """
    by = [by] if isinstance(by, str) else list(by)
    nameless = set(actors.loc[actors["kind"] == "collective", "actor_id"].astype("string"))
    named = claims.assign(root=claims["source_root_id"].astype("string").where(~claims["speaker_id"].astype("string").isin(nameless)))
    rows = []
    for key, group in named.dropna(subset=by).groupby(by, observed=True):
        roots = sorted(group["root"].dropna().unique())
        statement = group["utterance_id"].astype("string").fillna(group["claim_id"].astype("string"))
        rows.append(
            {
                **dict(zip(by, key)),
                "n_claims": len(group),
                "n_articles": group["article_id"].nunique(),
                "n_statements": statement.nunique(),
                "n_speakers": group["source_id"].nunique(),
                "n_independent": len(roots),
                "roots": " ".join(roots),
                "echo": len(group) / len(roots) if roots else None,
            }
        )
    columns = [*by, "n_claims", "n_articles", "n_statements", "n_speakers", "n_independent", "roots", "echo"]
    return pd.DataFrame(rows, columns=columns)
