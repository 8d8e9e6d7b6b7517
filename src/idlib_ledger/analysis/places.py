"""Where: the places of the record on a map drawn from the place table alone, and inside one another, sized by claims."""

from __future__ import annotations

import math

import pandas as pd

from .. import figures

LEVELS = ("country", "region", "governorate", "district", "settlement")
SETTLEMENTS = ("settlement", "city", "point", "camp")
AREAS = ("country", "region", "governorate", "district")


def located(claims: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """One row a claim with a place: claim_id, place_id, where_prec, kind, governorate (the place itself or the governorate around it).

    A region over several governorates, or a country, has "wider than a governorate"; a town or a point in Syria whose governorate no
    page told has "governorate not told", one elsewhere "outside Syria".
    """
    parent = dict(zip(places["place_id"].astype("string"), places["parent_id"].astype("string")))
    kind = dict(zip(places["place_id"].astype("string"), places["kind"].astype("string")))

    def governorate(place):
        seen, told = set(), place
        while isinstance(place, str) and place not in seen:
            if kind.get(place) == "governorate":
                return place
            seen.add(place)
            place = parent.get(place)
        if kind.get(told) not in SETTLEMENTS:
            return "wider than a governorate"
        return "governorate not told" if "syria" in seen else "outside Syria"

    own = claims[claims["place_id"].notna()][["claim_id", "place_id", "where_prec"]].copy()
    own["place_id"] = own["place_id"].astype("string")
    own["kind"] = own["place_id"].map(kind)
    own["governorate"] = own["place_id"].map(governorate)
    return own.reset_index(drop=True)


def placed(where: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """One row a claim of `located` whose place has verified coordinates, with latitude and longitude (degrees, WGS 84) and `near`.

    near is False for a claim put at the place itself and True for one put near it (where_prec 2 or more). A claim at a point in a
    town (a market, a hospital) without coordinates of its own stands at the town: the nearest place around it that has them, if that is
    a town. Areas have no coordinates and are left out.
    """
    known = places.assign(place_id=places["place_id"].astype("string"), parent_id=places["parent_id"].astype("string")).set_index(
        "place_id"
    )
    has = known["latitude"].notna() & known["longitude"].notna()

    def point(place):
        if not has.get(place, False) and known["kind"].get(place) == "point":
            place = known["parent_id"].get(place)
        return place if isinstance(place, str) and has.get(place, False) else None

    own = where.assign(at=where["place_id"].map(point)).dropna(subset=["at"])
    own["latitude"], own["longitude"] = (own["at"].map(known[c]).astype(float) for c in ("latitude", "longitude"))
    own["near"] = own["where_prec"].astype(int) >= 2
    return own.drop(columns=["kind", "governorate"]).reset_index(drop=True)


def draw_map(points: pd.DataFrame, where: pd.DataFrame, names: dict, labels: int = 40, areas: int = 16):
    """The map of `placed`: a disc a place with its area by claims, dark for those at the place, pale for those near it; names of the
    `labels` places most told. Beside it, as bars, the claims of `located` that no point can carry: those for areas, the `areas` most told.

    Degrees of longitude are drawn shorter than those of latitude by the cosine of the middle latitude, so that distances are true in
    both directions near the middle; the bar is 20 km.
    """
    if points.empty:
        return figures.nothing()
    told = points.groupby("at").agg(
        latitude=("latitude", "first"), longitude=("longitude", "first"), claims=("near", "size"), near=("near", "sum")
    )
    told = told.sort_values(["claims", "latitude"], ascending=False)
    middle = math.radians((told["latitude"].min() + told["latitude"].max()) / 2)
    fig, (ax, side) = figures.new(6.6, ncols=2, width_ratios=[3.4, 1])
    ax.set_aspect(1 / math.cos(middle))
    ax.margins(0.08)
    size = 7.0  # square points a claim
    pale = {"color": figures.PALETTE[5], "alpha": 0.55, "lw": 0}
    dark = {"color": figures.PALETTE[0], "alpha": 0.85, "lw": 0}
    at = told[told["claims"] > told["near"]]
    ax.scatter(told["longitude"], told["latitude"], s=size * told["claims"], **pale)
    ax.scatter(at["longitude"], at["latitude"], s=size * (at["claims"] - at["near"]), **dark)
    ax.set_xlabel("degrees east")
    ax.set_ylabel("degrees north")
    _scale(ax, middle)
    rest = where[~where["claim_id"].isin(points["claim_id"])]
    rest = rest[rest["kind"].isin(AREAS)]["place_id"].value_counts().head(areas)
    side.barh(range(len(rest)), rest, color=figures.GREY, height=0.7)
    side.set_yticks(range(len(rest)), [names.get(p, p) for p in rest.index], fontsize=6.5)
    side.invert_yaxis()
    side.grid(axis="y", visible=False)
    side.set_title("told for an area", fontsize=8)
    side.set_xlabel("claims")
    key = [ax.scatter([], [], s=size * n, label=f"{n} claims at the place" if n == 5 else f"{n}", **dark) for n in (5, 20, 50)]
    key += [ax.scatter([], [], s=size * 20, label="near the place", **pale)]
    fig.legend(handles=key, fontsize=7, ncols=4, loc="outside lower center", borderpad=1.2)
    text = figures.Labels(ax, 6)
    for row in told.itertuples():
        width = 1.6 * math.sqrt(size * row.claims / math.pi)
        text.avoid(row.longitude, row.latitude, width, width)
    for place, row in told.head(labels)[::-1].iterrows():  # the small ones first: they have no room but beside them
        reach = math.sqrt(size * row["claims"] / math.pi)
        text.put(row["longitude"], row["latitude"], names.get(place, place), crowd=False, reach=reach)
    return fig


def _scale(ax, latitude: float, km: int = 20) -> None:
    """A bar of `km` kilometres in the lower right corner; a degree of longitude is 111.32 km times the cosine of the latitude."""
    (west, east), (south, north) = ax.get_xlim(), ax.get_ylim()
    length = km / (111.32 * math.cos(latitude))
    x, y = east - 0.04 * (east - west) - length, south + 0.04 * (north - south)
    ax.plot([x, x + length], [y, y], color="black", lw=1.5, solid_capstyle="butt")
    ax.annotate(f"{km} km", (x, y), xytext=(0, 3), textcoords="offset points", fontsize=6.5)


def draw(where: pd.DataFrame, names: dict, most: int = 14):
    """The chart of `located`: for each governorate its places as bars of claims, the most told first, coloured by how near they tell it.

    names: place_id -> name; most: how many places of a governorate have a bar of their own.
    """
    groups = where["governorate"].value_counts()
    groups = groups[groups >= 10].index
    counts = {g: where[where["governorate"] == g]["place_id"].value_counts().head(most) for g in groups}
    heights = [len(c) + 1.2 for c in counts.values()]
    half = sum(heights) / 2
    left = [g for k, g in enumerate(groups) if sum(heights[:k]) + heights[k] / 2 < half] or list(groups[:1])
    columns = [left, [g for g in groups if g not in left]]
    rows = [[(g, p) for g in column for p in [None, *counts[g].index]] for column in columns]
    fig, axes = figures.new(0.19 * max(map(len, rows)) + 0.9, ncols=2)
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
        ax.set_ylim(max(map(len, rows)) - 0.4, -0.6)
        ax.grid(axis="y", visible=False)
        ax.set_xlabel("claims")
    text = {1: "the place", 2: "near it", 3: "a district", 4: "a governorate", 5: "a larger area", 6: "a country"}
    handles = [axes[0].barh([0], [0], color=colour[k], label=text[k]) for k in text]
    fig.legend(handles=handles, fontsize=7, ncols=6, loc="outside lower center", title="how near the text puts it", title_fontsize=7)
    return fig
