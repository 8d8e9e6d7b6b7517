"""Places and actors by every English spelling in the reference lists, the longest match first."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final

from .tokens import ALL, SOME, capitals

SHORT: Final = 3  # letters of a name that may be a word: WHO, US, IS count only in capitals
SIDE_WORDS: Final = {  # words before a noun that say whose people or equipment it is
    "turkish",
    "russian",
    "syrian",
    "iranian",
    "israeli",
    "american",
    "us",
    "u.s.",
    "government",
    "regime",
    "rebel",
    "opposition",
    "pro-government",
    "kurdish",
    "ukrainian",
    "iraqi",
    "yemeni",
    "saudi",
    "houthi",
    "taliban",
    "afghan",
    "palestinian",
    "lebanese",
    "ethiopian",
    "pro-regime",
    "loyalist",
}
ROLE_WORDS: Final = {  # preposition -> role of the place after it
    "from": "origin",
    "fled": "origin",
    "leave": "origin",
    "leaving": "origin",
    "left": "origin",
    "out of": "origin",
    "outside": "origin",
    "to": "destination",
    "into": "destination",
    "towards": "destination",
    "toward": "destination",
    "reached": "destination",
    "in": "site",
    "at": "site",
    "on": "site",
    "near": "site",
    "around": "site",
    "across": "site",
    "over": "site",
    "inside": "site",
    "of": "site",
    "hit": "site",
}


@dataclass(frozen=True)
class Actor:
    """An actor as the reader needs it."""

    actor_id: str
    kind: str
    parent_id: str | None


def actors(rows: Iterable[dict]) -> dict[str, Actor]:
    """actor_id -> Actor, from the rows of the table actors."""
    return {r["actor_id"]: Actor(r["actor_id"], r["kind"], r["parent_id"] or None) for r in rows}


def containers(rows: Iterable[dict]) -> dict[str, tuple]:
    """place_id -> the places that contain it, from the rows of the table places."""
    parents = {r["place_id"]: r["parent_id"] or None for r in rows}
    found = {}
    for place in parents:
        chain, parent = [], parents[place]
        while parent and parent not in chain:
            chain.append(parent)
            parent = parents.get(parent)
        found[place] = tuple(chain)
    return found


def camps(places: Any) -> dict[str, str]:
    """place_id of a settlement -> that of the one camp listed there; settlements with several camps are left out."""
    found: dict[str, list[str]] = {}
    for r in places:
        if r["kind"] == "point" and r["name"].endswith(" camp"):
            found.setdefault(r["parent_id"], []).append(r["place_id"])
    return {town: listed[0] for town, listed in found.items() if len(listed) == 1}


def regions(rows: Iterable[dict], inside: dict[str, tuple]) -> dict[str, tuple]:
    """place_id -> what contains it wholly or in part, the narrowest first: its containers, and the regions that reach into them."""
    reach: dict[str, list] = {}
    for row in rows:
        reach.setdefault(row["part_id"], []).append(row["place_id"])
    found = {}
    for place, chain in inside.items():
        wide: list[str] = []
        for step in (place, *chain):
            wide += [p for p in (*([step] if step != place else ()), *reach.get(step, ())) if p not in wide]
        found[place] = tuple(wide)
    return found


def add(lexicon: Any, actor_names: Iterable[dict], place_names: Iterable[dict]) -> None:
    """Put the English spellings of the two tables of names into the lexicon."""
    for kind, key, rows in (("actor", "actor_id", actor_names), ("place", "place_id", place_names)):
        for row in rows:
            if row["language"] == "en":
                name, most = row["name"], ALL if len(row["name"]) <= SHORT else SOME
                lexicon.add(name, kind, row[key], cased=min(capitals(name), most))


def body(actor_id: str | None, known: dict[str, Actor]) -> tuple[str | None, str | None]:
    """(body, spokesperson) for an actor: a person speaks for the body that is its parent."""
    actor = known.get(actor_id) if actor_id else None
    if actor and actor.kind == "person" and actor.parent_id:
        return actor.parent_id, actor_id
    return actor_id, None
