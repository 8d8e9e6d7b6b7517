"""Estimates by named rules: from the claims about one thing to one figure, with bounds and the claims it rests on.

Nothing here is a best estimate. Every figure is the output of a rule whose name stands beside it.
"""

from __future__ import annotations

from decimal import Decimal

import pandas as pd

from .knowledge import known_on

RULES = ("latest_per_speaker", "median_of_speakers", "lowest", "highest", "one_speaker", "tightest_bounds")
ABOUT = ("stated", "rounding")
VAGUE = ("left_out", "acled")
ACLED = {"dozens": 12, "hundreds": 100}  # ACLED's convention for vague reports: dozens 12, hundreds 100
COLUMNS = [
    "measure",
    "population",
    "accumulation",
    "rule",
    "value",
    "low",
    "high",
    "n_claims",
    "n_sources",
    "source_id",
    "overlaps",
    "claims",
]
INF = float("inf")


def rounding(value: float) -> tuple[float, float]:
    """The interval that rounding to the last digit that is not zero leaves open: about 350,000 is [345,000, 355,000].

    >>> rounding(350000)
    (345000.0, 355000.0)
    """
    digits = Decimal(repr(value)).normalize()
    half = Decimal(10) ** digits.as_tuple().exponent / 2
    return float(digits - half), float(digits + half)


def figures(claims: pd.DataFrame, relations: pd.DataFrame, measure: str, about: str = "stated", vague: str = "left_out") -> pd.DataFrame:
    """The claims that give a figure for the whole of a measure, with columns figure, floor and ceiling (float64, -inf and inf where open).

    Left out: what is denied, disputed or only expected, shares in per cent, parts of another figure, additions to one, and claims
    without a figure. about: "stated" takes the figure of "about" as it stands, "rounding" gives it the interval of `rounding`. vague:
    "left_out", or "acled" for ACLED's numbers for dozens and hundreds (`ACLED`). Raises ValueError for another name.
    """
    _one_of("about", about, ABOUT)
    _one_of("vague", vague, VAGUE)
    parts = set(relations.loc[relations["relation"].isin(["part_of", "adds_to"]), "claim_id"])
    own = claims[(claims["measure"] == measure) & (claims["stance"] == "asserts") & (claims["unit"] != "percent")]
    own = own[~own["claim_id"].isin(parts)].copy()
    ranged = own["hedge"] == "range"
    own["figure"] = own["value"].where(~ranged, (own["low"] + own["high"]) / 2)
    own["floor"], own["ceiling"] = own["low"].fillna(-INF), own["high"].fillna(INF)
    near = own["hedge"] == "about"
    if near.any():
        ends = own.loc[near, "figure"].map(rounding if about == "rounding" else lambda v: (v, v))
        own.loc[near, "floor"], own.loc[near, "ceiling"] = ends.str[0], ends.str[1]
    if vague == "acled":
        told = own["hedge_word"].astype("string").map(ACLED).where(own["hedge"] == "vague")
        own["figure"] = own["figure"].fillna(told.astype("float64"))
    return own[own["figure"].notna()]


def estimate(
    claims: pd.DataFrame,
    articles: pd.DataFrame,
    relations: pd.DataFrame,
    measure: str,
    by="event_id",
    rule: str = "latest_per_speaker",
    speaker: str | None = None,
    about: str = "stated",
    vague: str = "left_out",
) -> pd.DataFrame:
    """Figures of a measure for each value of `by` (a column of claims or a list), by one of RULES.

    Running totals, levels and single incidents are never put together, nor are counts of different populations: each gets rows of its
    own. Columns: those of `by`, then COLUMNS. value, low and high are what the rule makes of the figures (low and high the bounds that
    hedges
    leave, missing where open); source_id is given by the rules that return one row a source; overlaps counts pairs of claims of the row
    whose periods differ and overlap: such figures are shown and never summed; claims are the ids the row rests on, joined by spaces.

    - latest_per_speaker: for each root body its last figure by the day it was known (of one day the last claim);
    - median_of_speakers: the median of those;
    - lowest, highest: of all figures;
    - one_speaker: the last figure of `speaker` (an actor or its root body);
    - tightest_bounds: the interval that the last figures of all root bodies allow together; low above high where they cannot all hold.

    Raises ValueError for an unknown rule, or for one_speaker without `speaker`.
    """
    _one_of("rule", rule, RULES)
    if rule == "one_speaker" and speaker is None:
        raise ValueError("speaker: the rule one_speaker needs one")
    by = [by] if isinstance(by, str) else list(by)
    own = figures(claims, relations, measure, about, vague)
    own = own.assign(known_on=known_on(own, articles)).sort_values(["known_on", "claim_id"])
    if speaker is not None:
        own = own[(own["source_id"].astype("string") == speaker) | (own["source_root_id"].astype("string") == speaker)]
    keys = [*by, *(k for k in ("population", "accumulation") if k not in by)]
    rows = []
    for key, group in own.dropna(subset=by).groupby(keys, observed=True, sort=True):
        for row in _row(rule, group):
            rows.append({**dict(zip(keys, key)), "measure": measure, "rule": _name(rule, about, vague), **row})
    return pd.DataFrame(rows, columns=[*by, *(c for c in COLUMNS if c not in by)])


def add_up(estimates: pd.DataFrame, events: pd.DataFrame, by="week") -> pd.DataFrame:
    """Sums of the figures of single incidents over events: by week of their first day, place_id or kind of event.

    estimates: what `estimate` returns by event_id with a rule of one row an event. Only incidents are added; running totals and levels
    are left out, and so is an event whose parent is in the sum too. Columns: `by`, measure, population, rule, value, low, high, n_events,
    left_out (ids of events left out, joined by spaces), claims. Raises ValueError where an event has several rows of one population.
    """
    known = events.set_index("event_id")
    single = estimates[estimates["accumulation"] == "incident"]
    if single.duplicated(["event_id", "population"]).any():
        raise ValueError("estimates: an event has several rows; take a rule that gives one figure an event")
    joined = single.join(known[["date_start", "place_id", "kind", "parent_event_id"]], on="event_id")
    joined["week"] = joined["date_start"] - pd.to_timedelta((joined["date_start"].dt.day_of_week - 6) % 7, unit="D")
    inside = joined["parent_event_id"].isin(set(joined["event_id"]))
    rows = []
    for (key, population), group in joined.groupby([by, "population"], observed=True):
        kept = group[~inside[group.index]]
        rows.append(
            {
                by: key,
                "measure": group["measure"].iloc[0],
                "population": population,
                "rule": f"{group['rule'].iloc[0]}, summed over events",
                "value": kept["value"].sum(),
                "low": kept["low"].fillna(0).sum(),
                "high": kept["high"].sum() if kept["high"].notna().all() else None,
                "n_events": len(kept),
                "left_out": " ".join(group.loc[inside[group.index], "event_id"].astype(str)),
                "claims": " ".join(kept["claims"]),
            }
        )
    return pd.DataFrame(rows, columns=[by, "measure", "population", "rule", "value", "low", "high", "n_events", "left_out", "claims"])


def _row(rule, group):
    last = group.groupby("source_root_id", observed=True, sort=False).tail(1)
    if rule == "latest_per_speaker":
        return [_figure(last.loc[[i]], last.loc[i, "figure"], str(last.loc[i, "source_root_id"])) for i in last.index]
    if rule == "one_speaker":
        return [_figure(group.tail(1), group["figure"].iloc[-1], str(group["source_root_id"].iloc[-1]))]
    if rule == "median_of_speakers":
        return [_figure(last, last["figure"].median(), None, last["floor"].median(), last["ceiling"].median())]
    if rule == "tightest_bounds":
        return [_figure(last, None, None, last["floor"].max(), last["ceiling"].min())]
    at = group["figure"].idxmin() if rule == "lowest" else group["figure"].idxmax()
    return [_figure(group, group.loc[at, "figure"], str(group.loc[at, "source_root_id"]), group.loc[at, "floor"], group.loc[at, "ceiling"])]


def _figure(used, value, source, low=None, high=None):
    low = used["floor"].iloc[0] if low is None else low
    high = used["ceiling"].iloc[0] if high is None else high
    return {
        "value": value,
        "low": None if low == -INF else low,
        "high": None if high == INF else high,
        "n_claims": len(used),
        "n_sources": used["source_root_id"].nunique(),
        "source_id": source,
        "overlaps": overlaps(used),
        "claims": " ".join(used["claim_id"]),
    }


def overlaps(claims: pd.DataFrame) -> int:
    """How many pairs of claims have periods that differ and overlap; claims without both ends are passed over."""
    spans = claims[["period_start", "period_end"]].dropna().value_counts().reset_index()
    starts, ends, counts = spans["period_start"].to_numpy(), spans["period_end"].to_numpy(), spans["count"].to_numpy()
    return int(sum(counts[i] * counts[j] for i in range(len(spans)) for j in range(i) if starts[i] <= ends[j] and starts[j] <= ends[i]))


def _name(rule, about, vague):
    more = [f"about: {about}" if about != "stated" else "", f"vague: {vague}" if vague != "left_out" else ""]
    return "; ".join([rule, *filter(None, more)])


def _one_of(name, value, allowed):
    if value not in allowed:
        raise ValueError(f"{name}: {value!r} is not one of: {', '.join(allowed)}")
