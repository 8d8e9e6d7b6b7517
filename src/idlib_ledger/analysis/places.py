"""Where: the places of the record inside one another, sized by claims. Few coordinates are verified, so it is no map but what contains
what."""

from __future__ import annotations

import pandas as pd

from .. import figures

LEVELS = ("country", "region", "governorate", "district", "settlement")
SETTLEMENTS = ("settlement", "city", "point", "camp", "road")


def located(claims: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """One row a claim with a place: claim_id, place_id, where_prec, kind, governorate (the place itself or the governorate around it).

    A place that lies in no governorate, as a region over several, has "wider than a governorate".
    """
    parent = dict(zip(places["place_id"].astype("string"), places["parent_id"].astype("string")))
    kind = dict(zip(places["place_id"].astype("string"), places["kind"].astype("string")))

    def governorate(place):
        seen = set()
        while isinstance(place, str) and place not in seen:
            if kind.get(place) == "governorate":
                return place
            seen.add(place)
            place = parent.get(place)
        return "wider than a governorate"

    own = claims[claims["place_id"].notna()][["claim_id", "place_id", "where_prec"]].copy()
    own["place_id"] = own["place_id"].astype("string")
    own["kind"] = own["place_id"].map(kind)
    own["governorate"] = own["place_id"].map(governorate)
    return own.reset_index(drop=True)


def draw(where: pd.DataFrame, names: dict, most: int = 14):
    """The chart of `located`: for each governorate its places as bars of claims, the most told first, coloured by how near they tell it.

    names: place_id -> name; most: how many places of a governorate have a bar of their own.
    """
    groups = where["governorate"].value_counts()
    groups = groups[groups >= 10].index
    counts = {g: where[where["governorate"] == g]["place_id"].value_counts().head(most) for g in groups}
    heights = [len(c) + 1.2 for c in counts.values()]
    half = sum(heights) / 2
    left = [g for k, g in enumerate(groups) if sum(heights[:k]) < half] or list(groups[:1])
    columns = [left, [g for g in groups if g not in left]]
    rows = [[(g, p) for g in column for p in [None, *counts[g].index]] for column in columns]
    fig, axes = figures.new(0.19 * max(map(len, rows)) + 0.9, ncols=2, sharex=True)
    colour = {
        1: figures.PALETTE[0],
        2: figures.PALETTE[5],
        3: figures.PALETTE[2],
        4: figures.PALETTE[4],
        5: figures.PALETTE[3],
        6: figures.GREY,
    }
    for ax, told in zip(axes, rows):
        for y, (group, place) in enumerate(told):
            if place is None:
                ax.annotate(
                    names.get(group, group), (0, y), fontsize=7.5, fontweight="bold", va="center", xytext=(2, 0), textcoords="offset points"
                )
                continue
            same = where[where["place_id"] == place]
            start = 0
            for prec, n in same["where_prec"].value_counts().sort_index().items():
                ax.barh([y], [n], left=[start], color=colour.get(int(prec), figures.GREY), height=0.72)
                start += n
        ax.set_yticks(range(len(told)), [names.get(p, p) if p else "" for _, p in told], fontsize=6.5)
        ax.set_ylim(len(told) - 0.4, -0.6)
        ax.grid(axis="y", visible=False)
        ax.set_xlabel("claims")
    text = {1: "the place", 2: "near it", 3: "a district", 4: "a governorate", 5: "a larger area", 6: "a country"}
    handles = [axes[0].barh([0], [0], color=colour[k], label=text[k]) for k in text]
    fig.legend(handles=handles, fontsize=7, ncols=6, loc="outside lower center", title="how near the text puts it", title_fontsize=7)
    return fig
