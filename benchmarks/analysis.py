"""Each analysis on the record and on a hundred times its claims: seconds, and how the time grows.

    python -m benchmarks.analysis [--times 100]

The copies have claims, statements and events of their own, as a hundred offensives would; medians of three runs, in one process.
"""

from __future__ import annotations

import argparse
import statistics
import time

import pandas as pd

import idlib_ledger as ledger
from idlib_ledger.analysis import crosswalk, denials, disagreement, estimates, grades, independence, knowledge, revisions, sensitivity

KEYS = ("claim_id", "other_claim_id", "utterance_id", "event_id", "parent_event_id")


def copies(frame: pd.DataFrame, times: int) -> pd.DataFrame:
    """The table `times` over, its claims, statements and events told apart by a number behind their ids."""
    tables = []
    for n in range(times):
        table = frame.copy()
        for key in set(KEYS) & set(table.columns):
            table[key] = table[key].astype("string") + f"-{n}" if n else table[key].astype("string")
        tables.append(table)
    return pd.concat(tables, ignore_index=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=100)
    times = parser.parse_args().times
    names = ("claims", "articles", "relations", "events", "actors", "places", "event_kinds")
    one = {name: ledger.load(name) for name in names}
    many = {**one, **{name: copies(one[name], times) for name in ("claims", "relations", "events")}}
    calls = {
        "as_of": lambda t: knowledge.as_of(t["claims"], t["articles"], "2020-01-16"),
        "during": lambda t: knowledge.during(t["claims"], "2020-01-15", "2020-01-16"),
        "statements": lambda t: independence.statements(t["claims"], t["articles"]),
        "sources": lambda t: independence.sources(t["claims"], t["actors"]),
        "estimate": lambda t: estimates.estimate(t["claims"], t["articles"], t["relations"], "killed"),
        "disagreement": lambda t: disagreement.disagreement(t["claims"], t["relations"]),
        "contradictions": lambda t: disagreement.contradictions(t["claims"], t["articles"], t["relations"]),
        "revisions": lambda t: revisions.revisions(t["claims"], t["articles"], t["relations"], t["events"]),
        "grades": lambda t: grades.grades(t["claims"], t["actors"], t["events"], t["relations"]),
        "denials": lambda t: denials.denials(t["claims"], t["articles"], t["relations"]),
        "multiverse": lambda t: sensitivity.multiverse(t["claims"], t["articles"], t["relations"], "killed"),
        "as_ged": lambda t: crosswalk.as_ged(*(t[n] for n in ("claims", "articles", "relations", "events", "places"))),
        "as_idmc": lambda t: crosswalk.as_idmc(*(t[n] for n in ("claims", "articles", "relations", "places"))),
    }
    print(f"{len(one['claims']):,} claims and {len(many['claims']):,}\n")
    print(f"| analysis | 1 x, s | {times} x, s | growth |\n| --- | ---: | ---: | ---: |")
    for name, call in calls.items():
        small, large = (statistics.median(_timed(call, tables) for _ in range(3)) for tables in (one, many))
        print(f"| {name} | {small:.3f} | {large:.2f} | {large / small:.0f} |", flush=True)


def _timed(call, tables) -> float:
    start = time.perf_counter()
    call(tables)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
