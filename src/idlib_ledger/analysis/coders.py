"""Where the two coders differ, and what decided: agreement by batch as a chart, differences by field and by kind."""

from __future__ import annotations

import pandas as pd

from .. import figures

FIELDS = {  # field of the table agreement -> (statistic shown, how the chart calls it)
    "entry": ("f1", "finding the claim (F1)"),
    "measure": ("alpha", "measure"),
    "population": ("alpha", "population"),
    "value": ("alpha", "value"),
    "hedge": ("alpha", "hedge"),
    "accumulation": ("alpha", "accumulation"),
    "period_start": ("alpha", "first day"),
    "period_end": ("alpha", "last day"),
    "place_id": ("alpha", "place"),
    "place_role": ("alpha", "role of the place"),
    "speaker_id": ("alpha", "speaker"),
    "via_id": ("alpha", "relay"),
    "stance": ("alpha", "stance"),
    "event_id": ("b-cubed", "event (B-cubed)"),
    "utterance_id": ("b-cubed", "statement (B-cubed)"),
    "relation": ("f1", "relation (F1)"),
}
TARGETS = {  # field -> what the project asks for
    "entry": 0.85,
    "value": 0.90,
    "hedge": 0.90,
    "measure": 0.80,
    "period_start": 0.80,
    "period_end": 0.80,
    "place_id": 0.80,
    "speaker_id": 0.80,
}


def by_batch(agreement: pd.DataFrame) -> pd.DataFrame:
    """The shown statistic of each field, a row a field and batch (0 for all): batch, field, what, n, value, low, high, target."""
    rows = []
    plain = agreement[agreement["class"].isna()]
    for field, (statistic, what) in FIELDS.items():
        for row in plain[(plain["field"] == field) & (plain["statistic"] == statistic)].itertuples():
            batch = 0 if pd.isna(row.batch) else int(row.batch)
            figures_of = {"n": int(row.n), "value": row.value, "low": row.low, "high": row.high}
            rows.append({"batch": batch, "field": field, "what": what, **figures_of, "target": TARGETS.get(field)})
    return pd.DataFrame(rows)


def differences(settlements: pd.DataFrame, claims: pd.DataFrame) -> pd.DataFrame:
    """The settled differences with their claim: claim_id, article_id, quote, field, first, second, settled, reason, which.

    What neither coder was asked for (events of the first claims, linked before two coders did) is no difference and is left out.
    which: "first" or "second" where that coder's value stands, "neither" for a third, "both" where the coders agreed on what was changed;
    for an entry that one coder alone had, "kept" or "dropped".
    """
    asked = settlements["field"] != "event_id"
    asked |= settlements["first"].notna() | settlements["second"].notna()
    joined = settlements[asked].merge(claims[["claim_id", "article_id", "quote"]], on="claim_id", how="left")
    text = {c: joined[c].astype("string").fillna("") for c in ("first", "second", "settled")}
    which = pd.Series("neither", index=joined.index)
    which[text["settled"] == text["second"]] = "second"
    which[text["settled"] == text["first"]] = "first"
    which[text["first"] == text["second"]] = "both"
    entry = joined["field"] == "entry"
    which[entry] = text["settled"][entry]
    return joined.assign(which=which)


def by_field(found: pd.DataFrame) -> pd.DataFrame:
    """How often each field differed and whose value stood: field, n, and a column for each kind of outcome."""
    table = found.groupby(["field", "which"], observed=True).size().unstack(fill_value=0)
    table.insert(0, "n", table.sum(axis=1))
    return table.sort_values("n", ascending=False).reset_index()


def pairs(found: pd.DataFrame, field: str, least: int = 2) -> pd.DataFrame:
    """Which two codes of a field are taken for one another, at least `least` times: one, other, n, claim_ids."""
    part = found[found["field"] == field]
    two = [tuple(sorted((str(a), str(b)))) for a, b in zip(part["first"].fillna("nothing"), part["second"].fillna("nothing"))]
    grouped = part.assign(pair=two).groupby("pair")["claim_id"].agg(["size", lambda ids: " ".join(ids)]).reset_index()
    grouped.columns = ["pair", "n", "claim_ids"]
    grouped = grouped[grouped["n"] >= least].sort_values(["n", "pair"], ascending=[False, True])
    return pd.DataFrame(
        {
            "one": [p[0] for p in grouped["pair"]],
            "other": [p[1] for p in grouped["pair"]],
            "n": grouped["n"],
            "claim_ids": grouped["claim_ids"],
        }
    ).reset_index(drop=True)


def draw(table: pd.DataFrame):
    """The figure: agreement by field over all articles, with interval; small marks for the batches, a tick for the target."""
    fig, ax = figures.new(4.4)
    whole = table[table["batch"] == 0].set_index("field")
    order = [f for f in FIELDS if f in whole.index][::-1]
    for y, field in enumerate(order):
        row = whole.loc[field]
        if pd.isna(row["value"]):
            ax.annotate("not defined: hardly any variation", (0.505, y), fontsize=6, va="center", color=figures.GREY)
            continue
        parts = table[(table["batch"] > 0) & (table["field"] == field)]["value"].dropna()
        ax.plot(parts, [y - 0.27] * len(parts), "|", color=figures.PALETTE[1], ms=6, mew=1.2)
        if pd.notna(row["low"]):
            ax.plot([row["low"], row["high"]], [y, y], color=figures.PALETTE[0], lw=1.6, alpha=0.5, solid_capstyle="round")
        ax.plot([row["value"]], [y], "o", color=figures.PALETTE[0], ms=5)
        if pd.notna(row["target"]):
            ax.plot([row["target"]] * 2, [y - 0.38, y + 0.38], color=figures.GREY, lw=1.2, ls=":")
        ax.annotate(f"n={row['n']}", (1.012, y), fontsize=6, color=figures.PALETTE[0], va="center", annotation_clip=False)
    ax.set_yticks(range(len(order)), [FIELDS[f][1] for f in order], fontsize=7.5)
    ax.set_xlim(0.5, 1.005)
    ax.grid(axis="x", color="#dddddd", lw=0.6)
    ax.grid(axis="y", visible=False)
    ax.set_xlabel("Krippendorff's alpha unless another statistic is named; line: 95 % interval over articles", fontsize=8)
    keys = [("all batches", figures.PALETTE[0]), ("each batch", figures.PALETTE[1]), ("target (dotted)", figures.GREY)]
    for k, (label, colour) in enumerate(keys):
        ax.annotate(label, (0.02 + 0.2 * k, 1.02), xycoords="axes fraction", color=colour, fontsize=8, fontweight="bold")
    return fig
