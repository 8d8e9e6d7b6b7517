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


def echo(told: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """One row a claim of a statement told in two or more articles: claim_id, article_id, utterance_id, source_id, measure, value,
    n_articles,
    n_publishers, known_on; most articles first. told: what `statements` returns.
    """
    several = told[told["n_articles"] > 1].sort_values(["n_articles", "utterance_id"], ascending=[False, True])
    keyed = claims.assign(utterance_id=claims["utterance_id"].astype("string").fillna(claims["claim_id"].astype("string")))
    columns = ["utterance_id", "source_id", "measure", "value", "n_articles", "n_publishers", "known_on"]
    return several[columns].merge(keyed[["claim_id", "article_id", "utterance_id"]], on="utterance_id")


def draw(told: pd.DataFrame, claims: pd.DataFrame, names: dict, most: int = 20):
    """The chart of `echo`: the statements told in most articles, a mark an article by its day; names: id -> name of a body."""
    from textwrap import shorten

    from .. import figures

    rows = echo(told, claims).merge(claims[["claim_id", "published_on", "quote"]], on="claim_id")
    order = list(dict.fromkeys(rows["utterance_id"]))[:most]
    fig, ax = figures.new(0.26 * max(len(order), 1) + 0.9)
    for y, statement in enumerate(order):
        same = rows[rows["utterance_id"] == statement]
        ax.plot(same["published_on"], [y] * len(same), "o-", color=figures.PALETTE[0], ms=4, lw=0.8, alpha=0.7)
        first = same.iloc[0]
        quote = shorten(first["quote"], 46, placeholder=" …")
        text = f"{names.get(str(first['source_id']), first['source_id'])}: “{quote}” · {first['n_articles']} articles"
        ax.annotate(text, (same["published_on"].max(), y), xytext=(7, 0), textcoords="offset points", va="center", fontsize=6.5)
    days = rows["published_on"]
    ax.set_xlim(days.min() - pd.Timedelta(days=5), days.max() + (days.max() - days.min()) * 0.75 + pd.Timedelta(days=20))
    ax.set_ylim(len(order) - 0.4, -0.6)
    ax.set_yticks([])
    ax.grid(axis="y", visible=False)
    ax.set_xlabel("published")
    return fig
