"""How much an answer depends on the rule: one result under every rule (a multiverse)."""

from __future__ import annotations

from itertools import product

import pandas as pd

from .estimates import ABOUT, VAGUE, estimate

ONE_FIGURE = ("median_of_speakers", "lowest", "highest", "tightest_bounds")


def multiverse(
    claims: pd.DataFrame,
    articles: pd.DataFrame,
    relations: pd.DataFrame,
    measure: str,
    by="event_id",
    speakers=(),
    rules=ONE_FIGURE,
    about=ABOUT,
    vague=VAGUE,
) -> pd.DataFrame:
    """`estimates.estimate` under every combination of rules: rows as it returns them, in the order of the combinations.

    speakers: bodies for each of which the rule one_speaker is added.
    """
    choices = [(rule, None) for rule in rules] + [("one_speaker", speaker) for speaker in speakers]
    tables = []
    for (rule, speaker), near, words in product(choices, about, vague):
        table = estimate(claims, articles, relations, measure, by, rule, speaker, near, words)
        if speaker is not None:
            table["rule"] = table["rule"].str.replace("one_speaker", f"one_speaker {speaker}", regex=False)
        tables.append(table)
    return pd.concat([t.astype(object) for t in tables], ignore_index=True).infer_objects()


def spread(universes: pd.DataFrame, by="event_id") -> pd.DataFrame:
    """What depends on the rule: a row a group of `multiverse`, widest ratio first.

    Columns: those of `by`, measure, population, accumulation, n_rules, lowest, highest, ratio, lowest_rule, highest_rule, depends (whether
    any two rules give different figures). Rules without a figure, as tightest_bounds, count by their bounds: the figure of another rule
    outside them makes the group depend.
    """
    by = [by] if isinstance(by, str) else list(by)
    keys = [*by, *(k for k in ("measure", "population", "accumulation") if k not in by)]
    rows = []
    for key, group in universes.groupby(keys, observed=True):
        told = group[group["value"].notna()]
        if told.empty:
            continue
        values = told["value"].astype(float)
        bounds = group[group["rule"].str.startswith("tightest_bounds")]
        low, high = bounds["low"].astype(float).max(), bounds["high"].astype(float).min()
        outside = bool((values < low).any() or (values > high).any())
        least, most = values.idxmin(), values.idxmax()
        rows.append(
            {
                **dict(zip(keys, key)),
                "n_rules": group["rule"].nunique(),
                "lowest": values.min(),
                "highest": values.max(),
                "ratio": values.max() / values.min() if values.min() else None,
                "lowest_rule": told.loc[least, "rule"],
                "highest_rule": told.loc[most, "rule"],
                "depends": outside or values.nunique() > 1,
            }
        )
    columns = [*keys, "n_rules", "lowest", "highest", "ratio", "lowest_rule", "highest_rule", "depends"]
    return pd.DataFrame(rows, columns=columns).sort_values("ratio", ascending=False, kind="stable").reset_index(drop=True)


def draw(universes: pd.DataFrame, titles: dict, most: int = 12):
    """The chart of `multiverse` by event: for the events that depend most on the rule, a mark a rule; titles: event_id -> title.

    Counts of single incidents only: totals of a campaign run over spans of their own.
    """
    from textwrap import fill

    from .. import figures

    wide = spread(universes)
    wide = wide[wide["depends"] & (wide["accumulation"] == "incident")].head(most)
    if wide.empty:
        return figures.nothing()
    fig, ax = figures.new(0.36 * max(len(wide), 1) + 1.0)
    kinds = ["lowest", "median_of_speakers", "highest"]
    colours = dict(zip(kinds, figures.PALETTE))
    for y, row in wide.reset_index(drop=True).iterrows():
        same = universes[(universes["event_id"] == row["event_id"]) & (universes["population"] == row["population"])]
        same = same[(same["accumulation"] == row["accumulation"]) & same["value"].notna()]
        ax.plot([row["lowest"], row["highest"]], [y, y], color=figures.GREY, lw=1, zorder=1)
        for kind in kinds:
            values = same[same["rule"].str.startswith(kind)]["value"].astype(float).unique()
            ax.plot(values, [y] * len(values), "o", ms=5, color=colours[kind], label=kind.replace("_", " ") if y == 0 else None, zorder=2)
    names = [fill(f"{titles.get(str(e), e)} ({p})", 52) for e, p in zip(wide["event_id"], wide["population"])]
    ax.set_yticks(range(len(wide)), names, fontsize=6.5)
    ax.set_ylim(len(wide) - 0.4, -0.6)
    ax.set_xlim(0, wide["highest"].max() * 1.05)
    ax.set_xlabel("people killed, by the rule that picks the figure")
    fig.legend(fontsize=7, ncols=3, loc="outside lower right")
    return fig
