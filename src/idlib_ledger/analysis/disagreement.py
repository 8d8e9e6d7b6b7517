"""Where claims about one thing differ, how far, and whether anything explains it."""

from __future__ import annotations

from itertools import combinations

import pandas as pd

from .estimates import figures
from .knowledge import known_on

KEYS = ["event_id", "measure", "population", "accumulation"]
EXPLANATIONS = ("same body later", "told later", "part of the other", "other population", "none")


def disagreement(
    claims: pd.DataFrame, relations: pd.DataFrame, measures=("killed", "injured", "displaced"), about: str = "rounding"
) -> pd.DataFrame:
    """One row for each event, measure, population and accumulation with figures of two or more root bodies, widest ratio first.

    Columns: event_id, measure, population, accumulation, n_claims, n_sources, lowest, highest, ratio (highest by lowest, missing for a
    lowest of 0), low_source, high_source (root bodies), floor, ceiling (what all bounds allow together), compatible (whether one figure
    could satisfy every claim), claims. about: as in `estimates.figures`.
    """
    rows = []
    for measure in measures:
        own = figures(claims, relations, measure, about)
        for key, group in own.dropna(subset=["event_id"]).groupby(KEYS, observed=True):
            if group["source_root_id"].nunique() < 2:
                continue
            least, most = group.loc[group["figure"].idxmin()], group.loc[group["figure"].idxmax()]
            floor, ceiling = group["floor"].max(), group["ceiling"].min()
            rows.append(
                {
                    **dict(zip(KEYS, key)),
                    "n_claims": len(group),
                    "n_sources": group["source_root_id"].nunique(),
                    "lowest": least["figure"],
                    "highest": most["figure"],
                    "ratio": most["figure"] / least["figure"] if least["figure"] else None,
                    "low_source": str(least["source_root_id"]),
                    "high_source": str(most["source_root_id"]),
                    "floor": floor,
                    "ceiling": ceiling,
                    "compatible": bool(_meet(group).all()),
                    "claims": " ".join(group["claim_id"]),
                }
            )
    columns = [
        *KEYS,
        "n_claims",
        "n_sources",
        "lowest",
        "highest",
        "ratio",
        "low_source",
        "high_source",
        "floor",
        "ceiling",
        "compatible",
        "claims",
    ]
    found = pd.DataFrame(rows, columns=columns)
    return found.sort_values("ratio", ascending=False, kind="stable").reset_index(drop=True)


def _meet(group):
    """For each claim whether its bounds meet those of all the others; an open bound excludes its own figure."""
    floor, ceiling = group["floor"].max(), group["ceiling"].min()
    shut = (group["floor"] == floor) & group["low_open"].fillna(False).astype(bool)
    topped = (group["ceiling"] == ceiling) & group["high_open"].fillna(False).astype(bool)
    touching = floor == ceiling and (shut.any() or topped.any())
    return pd.Series(floor <= ceiling and not touching, index=group.index)


def contradictions(
    claims: pd.DataFrame, articles: pd.DataFrame, relations: pd.DataFrame, measures=("killed", "injured", "displaced")
) -> pd.DataFrame:
    """One row for each pair of figures about one event and measure that cannot both hold.

    Columns: event_id, measure, claim_id, other_claim_id (the lower figure first), figure, other_figure, source_root_id,
    other_source_root_id, days (from the first known to the second), explanation: one of EXPLANATIONS, the first that fits: the same body
    said the higher figure later; it was told later, as tolls rise; a relation says that one is part of the other; they count different
    populations; none.
    """
    parts = set(zip(relations["claim_id"], relations["other_claim_id"])) if len(relations) else set()
    day = pd.Series(known_on(claims, articles).to_numpy(), index=claims["claim_id"])
    rows = []
    for measure in measures:
        own = figures(claims, relations, measure, "rounding").dropna(subset=["event_id"])
        for (event, _), group in own.groupby(["event_id", "accumulation"], observed=True):
            told = group.sort_values(["figure", "claim_id"]).to_dict("records")
            for less, more in combinations(told, 2):
                if less["ceiling"] >= more["floor"] and not (less["ceiling"] == more["floor"] and (less["high_open"] or more["low_open"])):
                    continue
                gap = (day[more["claim_id"]] - day[less["claim_id"]]).days
                rows.append(
                    {
                        "event_id": event,
                        "measure": measure,
                        "claim_id": less["claim_id"],
                        "other_claim_id": more["claim_id"],
                        "figure": less["figure"],
                        "other_figure": more["figure"],
                        "source_root_id": less["source_root_id"],
                        "other_source_root_id": more["source_root_id"],
                        "days": gap,
                        "explanation": _explained(less, more, gap, parts),
                    }
                )
    columns = [
        "event_id",
        "measure",
        "claim_id",
        "other_claim_id",
        "figure",
        "other_figure",
        "source_root_id",
        "other_source_root_id",
        "days",
    ]
    return pd.DataFrame(rows, columns=[*columns, "explanation"])


def _explained(less, more, gap, parts):
    pair = (less["claim_id"], more["claim_id"])
    if pair in parts or pair[::-1] in parts:
        return "part of the other"
    if less["population"] != more["population"]:
        return "other population"
    if gap > 0:
        return "same body later" if less["source_root_id"] == more["source_root_id"] else "told later"
    return "none"
