"""The record in the columns of UCDP GED, ACLED and IDMC, each by a named rule. What does not map is written in docs/crosswalk.md."""

from __future__ import annotations

import pandas as pd

from .estimates import estimate, figures
from .knowledge import known_on

GED = [
    "id", "year", "type_of_violence", "number_of_sources", "source_article", "where_prec", "where_coordinates", "adm_1", "adm_2",
    "latitude",
    "longitude", "country", "date_prec", "date_start", "date_end", "deaths_civilians", "deaths_unknown", "best", "high", "low", "rule",
    "claims",
]  # fmt: skip
ACLED = [
    "event_id_cnty", "event_date", "year", "time_precision", "event_type", "sub_event_type", "actor1", "country", "admin1", "admin2",
    "location",
    "latitude", "longitude", "geo_precision", "source", "notes", "fatalities", "rule", "claims",
]  # fmt: skip
IDMC = [
    "id", "country", "iso3", "displacement_type", "category", "qualifier", "figure", "displacement_date", "displacement_start_date",
    "displacement_end_date", "year", "locations_name", "sources", "description", "rule", "claims",
]  # fmt: skip
TIME_PRECISION = {1: 1, 2: 2, 3: 3, 4: 3, 5: 3}  # of a date here -> ACLED's: 1 the day, 2 the week, 3 the month
GEO_PRECISION = {1: 1, 2: 2, 3: 2, 4: 3, 5: 3, 6: 3}  # of a place here -> ACLED's: 1 the town, 2 a part of a region, 3 a larger region
QUALIFIER = {
    "plain": "total",
    "exact": "total",
    "about": "approximately",
    "nearly": "approximately",
    "at_least": "more than or equal",
    "more_than": "more than",
    "at_most": "less than or equal",
    "fewer_than": "less than",
    "range": "approximately",
}  # hedge -> IDMC's qualifier of a figure
RULE_GED = "low lowest, best median_of_speakers, high highest; killed; single incidents"
RULE_ACLED = "fatalities lowest; killed; single incidents; vague: acled"
RULE_IDMC = "one row a statement; totals and increments are flows, levels are stocks"


def as_ged(claims, articles, relations, events, places) -> pd.DataFrame:
    """One row an event in which people were killed, in the columns GED (UCDP GED's names), and rule and claims.

    best, low and high count all people where a source gives that figure, else civilians (then deaths_civilians is best, else
    deaths_unknown is).
    type_of_violence is missing: it depends on who did it and to whom, which here are claims.
    """
    rows = []
    for event, group in _killed(claims, articles, relations, ("median_of_speakers", "lowest", "highest"), "left_out").groupby("event_id"):
        e, place = _about(event, events, places)
        if e is None:
            continue
        population = "all" if (group["population"] == "all").any() else "civilians"
        value = group[group["population"] == population].set_index("rule")
        own = claims[claims["event_id"] == event]
        rows.append(
            {
                "id": event,
                "year": e["date_start"].year,
                "type_of_violence": None,
                "number_of_sources": own["source_root_id"].nunique(),
                "source_article": ";".join(sorted(own["article_id"].astype("string").unique())),
                "where_prec": e["where_prec"],
                "where_coordinates": place["name"],
                "adm_1": place["adm1_pcode"],
                "adm_2": place["adm2_pcode"],
                "latitude": place["latitude"],
                "longitude": place["longitude"],
                "country": "Syria",
                "date_prec": e["date_prec"],
                "date_start": e["date_start"],
                "date_end": e["date_end"],
                "deaths_civilians": value.loc["median_of_speakers", "value"] if population == "civilians" else None,
                "deaths_unknown": value.loc["median_of_speakers", "value"] if population == "all" else None,
                "best": value.loc["median_of_speakers", "value"],
                "high": value.loc["highest", "value"],
                "low": value.loc["lowest", "value"],
                "rule": RULE_GED,
                "claims": " ".join(dict.fromkeys(" ".join(value["claims"]).split())),
            }
        )
    return pd.DataFrame(rows, columns=GED)


def as_acled(claims, articles, relations, events, places, event_kinds) -> pd.DataFrame:
    """One row an event of a kind that has an ACLED type, in the columns ACLED, and rule and claims.

    fatalities is the lowest figure of people killed (ACLED takes the most conservative; dozens count 12, hundreds 100), 0 where nobody
    gives one.
    actor1 is who is held responsible most often, missing where nobody is.
    """
    kinds = event_kinds.set_index("kind")
    killed = _killed(claims, articles, relations, ("lowest",), "acled")
    rows = []
    for event in events.to_dict("records"):
        kind = kinds.loc[event["kind"]]
        if pd.isna(kind["acled_event_type"]):
            continue
        e, place = _about(event["event_id"], events, places)
        own = claims[claims["event_id"] == event["event_id"]]
        toll = killed[killed["event_id"] == event["event_id"]].sort_values("value")
        blamed = own["responsible_id"].astype("string").value_counts()
        rows.append(
            {
                "event_id_cnty": event["event_id"],
                "event_date": event["date_start"],
                "year": event["date_start"].year,
                "time_precision": TIME_PRECISION[int(event["date_prec"])],
                "event_type": kind["acled_event_type"],
                "sub_event_type": kind["acled_sub_event_type"],
                "actor1": blamed.index[0] if len(blamed) else None,
                "country": "Syria",
                "admin1": place["adm1_pcode"],
                "admin2": place["adm2_pcode"],
                "location": place["name"],
                "latitude": place["latitude"],
                "longitude": place["longitude"],
                "geo_precision": GEO_PRECISION.get(int(event["where_prec"])),
                "source": "; ".join(sorted(own["source_id"].astype("string").unique())),
                "notes": event["title"],
                "fatalities": toll["value"].iloc[0] if len(toll) else 0,
                "rule": RULE_ACLED,
                "claims": toll["claims"].iloc[0] if len(toll) else "",
            }
        )
    return pd.DataFrame(rows, columns=ACLED)


def as_idmc(claims, articles, relations, places) -> pd.DataFrame:
    """One row a statement that counts displaced people, in the columns IDMC (those of IDMC's internal displacement updates), and rule and
    claims.

    category: "Internal displacements" for increments and running totals (flows), "Internally displaced people" for levels (stocks); the
    two are
    never to be added. qualifier is the hedge in IDMC's words. Nothing is summed: totals of one wave follow one another.
    """
    own = figures(claims, relations, "displaced")
    own = own[own["unit"] == "person"].assign(known_on=known_on(claims, articles)).sort_values(["known_on", "claim_id"])
    names = places.set_index("place_id")["name"]
    rows = []
    for statement, group in own.groupby(own["utterance_id"].astype("string").fillna(own["claim_id"]), sort=False):
        c = group.iloc[0]
        stock = c["accumulation"] == "stock"
        rows.append(
            {
                "id": statement,
                "country": "Syria",
                "iso3": "SYR",
                "displacement_type": "Conflict",
                "category": "Internally displaced people" if stock else "Internal displacements",
                "qualifier": QUALIFIER[c["hedge"]],
                "figure": c["figure"],
                "displacement_date": c["period_end"],
                "displacement_start_date": c["period_start"],
                "displacement_end_date": c["period_end"],
                "year": c["period_end"].year if pd.notna(c["period_end"]) else None,
                "locations_name": names.get(c["place_id"]),
                "sources": c["source_id"],
                "description": c["quote"],
                "rule": RULE_IDMC,
                "claims": " ".join(group["claim_id"]),
            }
        )
    return pd.DataFrame(rows, columns=IDMC)


def _killed(claims, articles, relations, rules, vague):
    """The figures of people killed in single incidents, of all or of civilians, by event, one row a rule and population."""
    own = claims[claims["population"].isin(["all", "civilians"]) & (claims["accumulation"] == "incident")]
    tables = [estimate(own, articles, relations, "killed", "event_id", rule, vague=vague).assign(rule=rule) for rule in rules]
    found = pd.concat([t.astype(object) for t in tables], ignore_index=True)
    found["value"] = found["value"].astype(float)
    return found


def _about(event_id, events, places):
    """The event and its place as dicts; (None, None) where there is no such event."""
    found = events[events["event_id"] == event_id]
    if found.empty:
        return None, None
    e = found.iloc[0].to_dict()
    place = places[places["place_id"] == e["place_id"]]
    empty = dict.fromkeys(["name", "adm1_pcode", "adm2_pcode", "latitude", "longitude"])
    return e, place.iloc[0].to_dict() if len(place) else empty
