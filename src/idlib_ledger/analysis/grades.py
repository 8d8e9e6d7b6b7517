"""How well an event's harm is borne out: grades after Airwars' scale, by a published rule."""

from __future__ import annotations

import pandas as pd

RULE = "airwars-like 1"
GRADES = ("confirmed", "fair", "weak", "contested", "discounted")
HARM = ("killed", "injured", "casualties", "died_other")
CIVIL = (
    "all",
    "civilians",
    "children",
    "women",
    "women_and_children",
    "men",
    "displaced_people",
    "health_workers",
    "rescuers",
    "journalists",
    "other",
)


def grades(claims: pd.DataFrame, actors: pd.DataFrame, events: pd.DataFrame, relations: pd.DataFrame) -> pd.DataFrame:
    """One row for each event in which people are said to have come to harm: event_id, grade, rule, n_independent, blamed, denied, claims.

    blamed: the root bodies held responsible, joined by spaces. denied: whether a claim denies or disputes what is claimed of the event. The
    rule, the first that fits: **discounted** if every claim of harm counts combatants or soldiers only; **confirmed** if a body that is
    held responsible itself says that people came to harm; **contested** if two or more sides are held responsible by different sources, or
    if it is denied; **fair** if two or more independent sources tell of harm and somebody is held responsible; **weak** otherwise.
    """
    parent = dict(zip(actors["actor_id"].astype("string"), actors["parent_id"].astype("string")))
    side = dict(zip(actors["actor_id"].astype("string"), actors["side"].astype("string")))

    def root(actor):
        seen = set()
        while isinstance(parent.get(actor), str) and actor not in seen:
            seen.add(actor)
            actor = parent[actor]
        return actor

    denied = set(relations.loc[relations["relation"] == "denies", "other_claim_id"])
    nameless = set(actors.loc[actors["kind"] == "collective", "actor_id"].astype("string"))
    rows = []
    for event, group in claims.dropna(subset=["event_id"]).groupby("event_id", observed=True):
        harm = group[group["measure"].isin(HARM) & (group["stance"] == "asserts") & (group["value"].fillna(1) != 0)]
        if harm.empty:
            continue
        blamed = {root(a) for a in group["responsible_id"].dropna().astype("string")}
        sides = {side.get(a) for a in blamed} - {"none", None}
        named = harm[~harm["speaker_id"].astype("string").isin(nameless)]
        voices = named["source_root_id"].astype("string").nunique()
        owned = harm["source_root_id"].astype("string").isin(blamed).any()
        refused = bool(group["claim_id"].isin(denied).any() or group["stance"].isin(["denies", "disputes"]).any())
        if not harm["population"].isin(CIVIL).any():
            grade = "discounted"
        elif owned:
            grade = "confirmed"
        elif len(sides) > 1 or refused:
            grade = "contested"
        else:
            grade = "fair" if voices > 1 and blamed else "weak"
        rows.append(
            {
                "event_id": event,
                "grade": grade,
                "rule": RULE,
                "n_independent": voices,
                "blamed": " ".join(sorted(blamed)),
                "denied": refused,
                "claims": " ".join(harm["claim_id"]),
            }
        )
    found = pd.DataFrame(rows, columns=["event_id", "grade", "rule", "n_independent", "blamed", "denied", "claims"])
    found["grade"] = found["grade"].astype(pd.CategoricalDtype(list(GRADES)))
    return found[found["event_id"].isin(events["event_id"])].reset_index(drop=True)
