"""Who speaks, about what, and with which hedges: shares of the random part, weighted by the sampling plan."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .. import figures

DRAWS = 1000
SEED = 20200117
HEDGES = {  # hedge -> how the chart groups it
    "plain": "plain or exact", "exact": "plain or exact", "at_least": "at least, more than", "more_than": "at least, more than",
    "about": "about", "nearly": "nearly, at most", "at_most": "nearly, at most", "fewer_than": "nearly, at most", "range": "about",
    "vague": "vague word",
}  # fmt: skip


def voices(claims: pd.DataFrame, articles: pd.DataFrame, actors: pd.DataFrame) -> pd.DataFrame:
    """The claims of the random part: claim_id, article_id, block, weight, side (of the speaker), voice, measure, hedge (grouped).

    weight: 1 / inclusion_prob of the article. side: the formal affiliation of the speaker; "the article itself" for the narrator. hedge:
    missing for a claim without a number.
    """
    drawn = articles[articles["stratum"].astype("string") != "certainty"]
    own = claims.merge(drawn[["article_id", "stratum", "inclusion_prob"]], on="article_id")
    side = actors.set_index("actor_id")["side"].astype("string")
    speaker = own["speaker_id"].astype("string")
    return pd.DataFrame(
        {
            "claim_id": own["claim_id"],
            "article_id": own["article_id"],
            "block": own["stratum"].astype("string").str.split("-").str[0],
            "weight": 1 / own["inclusion_prob"],
            "voice": speaker,
            "side": speaker.map(side).where(speaker != "narrator", "the article itself"),
            "measure": own["measure"],
            "hedge": own["hedge"].astype("string").map(HEDGES),
        }
    )


def shares(told: pd.DataFrame, by: str, within: str | None = None) -> pd.DataFrame:
    """Weighted shares of claims by a column, of all or within each value of another: columns (within,) by, share, low, high, n, n_articles.

    A Horvitz-Thompson ratio; 95 per cent intervals from 1,000 seeded resamplings of articles, since the claims of one article belong
    together (without the finite population correction, so rather too wide).
    """
    told = told.dropna(subset=[by] if within is None else [by, within])
    keys = [within] if within else []
    if told.empty:
        return pd.DataFrame(columns=[*keys, by, "share", "low", "high", "n", "n_articles"])
    rows = []
    for key, group in told.groupby(keys, observed=True) if keys else [((), told)]:
        sums = group.pivot_table(index="article_id", columns=by, values="weight", aggfunc="sum", fill_value=0, observed=True)
        weights = sums.to_numpy()
        rng = np.random.default_rng(SEED)
        picks = rng.multinomial(len(weights), np.full(len(weights), 1 / len(weights)), size=DRAWS) @ weights
        total = picks.sum(axis=1, keepdims=True)
        resampled = np.divide(picks, total, out=np.zeros_like(picks, dtype=float), where=total > 0)
        low, high = np.percentile(resampled, [2.5, 97.5], axis=0)
        for k, name in enumerate(sums.columns):
            same = group[group[by] == name]
            rows.append(
                {
                    **({within: key[0] if isinstance(key, tuple) else key} if within else {}),
                    by: name,
                    "share": weights[:, k].sum() / weights.sum(),
                    "low": low[k],
                    "high": high[k],
                    "n": len(same),
                    "n_articles": same["article_id"].nunique(),
                }
            )
    return pd.DataFrame(rows).sort_values([*keys, "share"], ascending=[True] * len(keys) + [False], ignore_index=True)


def draw(told: pd.DataFrame, sides: dict):
    """The chart of `shares`: left who speaks, right with which hedges each side gives its numbers; sides: code -> name."""
    if told.empty:
        return figures.nothing()
    who = shares(told, "side").iloc[::-1].reset_index(drop=True)
    hedged = shares(told, "hedge", "side")
    fig, (left, right) = figures.new(0.3 * len(who) + 1.3, ncols=2, sharey=True)
    left.barh(range(len(who)), who["share"] * 100, color=figures.PALETTE[0], height=0.6)
    left.hlines(range(len(who)), who["low"] * 100, who["high"] * 100, color="#333333", lw=1.2)
    left.set_yticks(range(len(who)), [f"{sides.get(s, s)} ({n})" for s, n in zip(who["side"], who["n"])], fontsize=7)
    left.set_xlabel("per cent of the claims")
    left.set_title("Who speaks")
    order = ["plain or exact", "at least, more than", "about", "nearly, at most", "vague word"]
    colours = [figures.GREY, figures.PALETTE[0], figures.PALETTE[4], figures.PALETTE[2], figures.PALETTE[3]]
    for y, side in enumerate(who["side"]):
        start = 0.0
        own = hedged[hedged["side"] == side].set_index("hedge")["share"]
        for hedge, colour in zip(order, colours):
            width = 100 * own.get(hedge, 0.0)
            right.barh([y], [width], left=[start], color=colour, height=0.6, label=hedge if y == 0 else None)
            start += width
    right.set_title("How they hedge numbers")
    right.set_xlabel("per cent of the numbers")
    right.set_xlim(0, 100)
    handles = [right.barh([0], [0], color=c, label=h) for h, c in zip(order, colours)]
    fig.legend(handles=handles, fontsize=6.5, ncols=5, loc="outside lower right")
    for ax in (left, right):
        ax.grid(axis="y", visible=False)
    return fig
