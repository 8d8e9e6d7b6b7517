"""What is denied: by whom, after how long, and what else is claimed about it."""

from __future__ import annotations

import pandas as pd

from .knowledge import known_on

COLUMNS = [
    "claim_id", "article_id", "extent", "source_id", "source_root_id", "stance", "what", "known_on", "denies", "days_after", "event_id",
    "n_asserting", "asserting", "quote",
]  # fmt: skip


def denials(claims: pd.DataFrame, articles: pd.DataFrame, relations: pd.DataFrame, full_only: bool = True) -> pd.DataFrame:
    """One row a claim that denies or disputes, by the day it was known.

    Columns: COLUMNS. what: the measure of the denied content. denies: ids of the claims it is linked to, joined by spaces, empty for a
    denial that points nowhere. days_after: from the first day on which one of those was known. n_asserting, asserting: how many
    independent bodies assert something of the denial's event, or of the events of the claims it denies, and which. full_only: only
    articles read in full, since an opening that ends before the answer cannot show that there was none.
    """
    days = pd.Series(known_on(claims, articles, "said").to_numpy(), index=claims["claim_id"])
    extent = articles.set_index("article_id")["extent"]
    linked = relations[relations["relation"] == "denies"].groupby("claim_id")["other_claim_id"].agg(list)
    events = claims.set_index("claim_id")["event_id"].astype("string")
    told = claims[(claims["stance"] == "asserts") & (claims["value"].fillna(1) != 0)]
    rows = []
    for claim in claims[claims["stance"].isin(["denies", "disputes"])].to_dict("records"):
        if full_only and extent[claim["article_id"]] != "full":
            continue
        targets = linked.get(claim["claim_id"], [])
        about = {e for e in [events[claim["claim_id"]], *(events[t] for t in targets)] if isinstance(e, str)}
        voices = sorted(set(told[told["event_id"].isin(about)]["source_root_id"].astype("string")) - {str(claim["source_root_id"])})
        day = days[claim["claim_id"]]
        first = min((days[t] for t in targets), default=None)
        rows.append(
            {
                **{f: claim[f] for f in ("claim_id", "article_id", "source_id", "source_root_id", "stance", "event_id", "quote")},
                "extent": extent[claim["article_id"]],
                "what": claim["measure"],
                "known_on": day,
                "denies": " ".join(targets),
                "days_after": (day - first).days if first is not None else None,
                "n_asserting": len(voices),
                "asserting": " ".join(voices),
            }
        )
    return pd.DataFrame(rows, columns=COLUMNS).sort_values(["known_on", "claim_id"]).reset_index(drop=True)


def draw(told: pd.DataFrame, names: dict):
    """The chart of `denials`: a row a denial, its bar the number of independent bodies that assert something of the same event.

    Beside the bar how many days passed since what it denies was first known; hollow where the denial is linked to nothing in the record.
    names: id -> name of a body.
    """
    from textwrap import shorten, wrap

    from .. import figures

    fig, ax = figures.new(0.36 * max(len(told), 1) + 0.8)
    labels = []
    for y, denial in told.reset_index(drop=True).iterrows():
        colour = figures.PALETTE[1 if denial["stance"] == "denies" else 4]
        ax.barh([y], [denial["n_asserting"]], height=0.55, color=colour if denial["denies"] else "white", edgecolor=colour)
        after = denial["days_after"]
        when = (
            ""
            if pd.isna(after)
            else ""
            if after < 0
            else "the same day"
            if after == 0
            else f"{after:.0f} day{'s' if after > 1 else ''} after"
        )
        count = f"{denial['n_asserting']:.0f}"
        ax.annotate(
            f"{count}, {when}" if when else count,
            (denial["n_asserting"], y),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=6.5,
        )
        who = f"{names.get(str(denial['source_id']), denial['source_id'])}, {denial['known_on']:%-d %b %Y}"
        labels.append("\n".join([who, *wrap(f"“{shorten(denial['quote'], 64, placeholder=' …')}”", 70)]))
    ax.set_yticks(range(len(labels)), labels, fontsize=6.2)
    ax.set_ylim(len(told) - 0.4, -0.6)
    ax.set_xlim(0, max(told["n_asserting"].max(), 1) * 1.3)
    ax.xaxis.get_major_locator().set_params(integer=True)
    ax.grid(axis="y", visible=False)
    ax.set_xlabel("independent bodies that assert something of the same event")
    return fig
