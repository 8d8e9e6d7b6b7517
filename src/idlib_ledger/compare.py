"""Two sets of entries, matched and compared. Balance (hand against machine) and agreement (coder against coder) are two calls of it.

An entry is a dict with `article_id`, `start`, `end` (code points of the account) and the fields of a claim.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import numpy as np

FIELDS = (
    "measure",
    "unit",
    "population",
    "value",
    "low",
    "high",
    "hedge",
    "accumulation",
    "period_start",
    "period_end",
    "place_id",
    "place_role",
    "speaker_id",
    "via_id",
    "said_on",
    "stance",
)
LEVELS = {"value": "ratio", "low": "ratio", "high": "ratio", "period_start": "interval", "period_end": "interval", "said_on": "interval"}


def match(left: list[dict], right: list[dict], by_measure: bool = True) -> list[tuple[dict | None, dict | None]]:
    """Pairs of entries, one to one; what finds no partner is paired with None. In order of the text.

    Within an article the pair with the longest overlap of spans goes first; of equal overlaps one with the same measure
    (if `by_measure`), then the earlier.

    >>> a = [{"article_id": "x", "start": 0, "end": 9, "measure": "killed"}]
    >>> match(a, [])
    [({'article_id': 'x', 'start': 0, 'end': 9, 'measure': 'killed'}, None)]
    """
    candidates = []
    rights = defaultdict(list)
    for j, b in enumerate(right):
        rights[b["article_id"]].append((j, b))
    for i, a in enumerate(left):
        for j, b in rights[a["article_id"]]:
            overlap = min(a["end"], b["end"]) - max(a["start"], b["start"])
            if overlap > 0:
                candidates.append((-overlap, by_measure and a["measure"] != b["measure"], i, j))
    partner, taken = {}, set()
    for _, _, i, j in sorted(candidates):
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    pairs = [(a, right[partner[i]] if i in partner else None) for i, a in enumerate(left)]
    pairs += [(None, b) for j, b in enumerate(right) if j not in taken]
    return sorted(pairs, key=lambda p: ((e := p[0] or p[1])["article_id"], e["start"], e["end"]))


def equal(a: dict, b: dict, field: str) -> bool | None:
    """Do two entries agree on a field? None where neither has anything."""
    x, y = a.get(field), b.get(field)
    return None if x is None and y is None else x == y


def alpha(pairs: Iterable[tuple], level: str = "nominal") -> float | None:
    """Krippendorff's alpha for two coders; None where it is not defined (fewer than two values, or no variation).

    pairs: (value of one coder, value of the other). level: nominal, interval or ratio; interval and ratio take pairs
    in which both have a value. Source: K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section D.

    >>> alpha([("a", "a"), ("b", "b"), ("a", "b"), ("b", "b")])
    0.5333333333333333
    """
    if level != "nominal":
        pairs = [(_scale(x), _scale(y)) for x, y in pairs if x is not None and y is not None]
    pairs = list(pairs)
    values = [v for pair in pairs for v in pair]
    n = len(values)
    if n < 2:
        return None
    distance = _DISTANCE[level]
    counts = defaultdict(int)
    for v in values:
        counts[v] += 1
    observed = sum(2 * distance(x, y) for x, y in pairs) / n
    expected = sum(cx * cy * distance(x, y) for x, cx in counts.items() for y, cy in counts.items()) / (n * (n - 1))
    return 1 - observed / expected if expected else None


def _scale(value):
    return value.toordinal() if isinstance(value, date) else value


_DISTANCE = {
    "nominal": lambda x, y: float(x != y),
    "interval": lambda x, y: float((x - y) ** 2),
    "ratio": lambda x, y: ((x - y) / (x + y)) ** 2 if x + y else 0.0,
}


def found(pairs) -> dict[str, float | None]:
    """Precision, recall and F1 of the right-hand entries against the left-hand ones."""
    both = sum(a is not None and b is not None for a, b in pairs)
    left = sum(a is not None for a, _ in pairs)
    right = sum(b is not None for _, b in pairs)
    return {
        "precision": both / right if right else None,
        "recall": both / left if left else None,
        "f1": 2 * both / (left + right) if left + right else None,
    }


@dataclass(frozen=True)
class Ratio:
    """A statistic that is a sum over a sum: `parts` gives both for some pairs. None where the second is 0."""

    parts: Callable[[list], tuple[float, float]]

    def __call__(self, pairs: list) -> float | None:
        above, below = self.parts(pairs)
        return above / below if below else None

    def resampled(self, groups: list, weights: np.ndarray) -> np.ndarray:
        """The statistic for each row of weights, which says how often each group is taken."""
        sums = weights @ np.array([self.parts(g) for g in groups], dtype=float)
        return sums[sums[:, 1] > 0, 0] / sums[sums[:, 1] > 0, 1]


@dataclass(frozen=True)
class Alpha:
    """Krippendorff's alpha as a statistic of pairs; see `alpha`."""

    level: str = "nominal"

    def __call__(self, pairs: list) -> float | None:
        return alpha(pairs, self.level)

    def resampled(self, groups: list, weights: np.ndarray) -> np.ndarray:
        """Alpha for each row of weights, which says how often each group is taken; where it is defined."""
        distance = _DISTANCE[self.level]
        if self.level != "nominal":
            groups = [[(_scale(x), _scale(y)) for x, y in g if x is not None and y is not None] for g in groups]
        codes: dict = {}
        for v in (v for g in groups for pair in g for v in pair):
            codes.setdefault(v, len(codes))
        counts = np.zeros((len(groups), len(codes)))
        for row, g in zip(counts, groups):
            for pair in g:
                for v in pair:
                    row[codes[v]] += 1
        apart = np.array([[distance(x, y) for y in codes] for x in codes]).reshape(len(codes), len(codes))
        taken = weights @ counts
        n = taken.sum(axis=1)
        observed = weights @ np.array([sum(2 * distance(x, y) for x, y in g) for g in groups], dtype=float)
        expected = ((taken @ apart) * taken).sum(axis=1)
        defined = (n >= 2) & (expected > 0)
        return 1 - observed[defined] * (n[defined] - 1) / expected[defined]


def interval(groups: list, statistic: Ratio | Alpha, rounds: int = 1000, seed: int = 20200117) -> tuple[float | None, float | None]:
    """The 95 percent bootstrap interval of a statistic: groups (articles) drawn anew with replacement, `rounds` times.

    groups: one list of pairs an article. Returns (low, high), (None, None) where the statistic is never defined.
    """
    if not groups:
        return None, None
    results = np.sort(statistic.resampled(groups, _drawn(len(groups), rounds, seed)))
    if not len(results):
        return None, None
    return float(results[int(0.025 * (len(results) - 1))]), float(results[int(0.975 * (len(results) - 1) + 0.5)])


@lru_cache(maxsize=64)
def _drawn(n: int, rounds: int, seed: int) -> np.ndarray:
    """How often each of n groups is drawn, in each round."""
    return np.random.default_rng(seed).multinomial(n, [1 / n] * n, size=rounds).astype(float)


def finding(which: str) -> Ratio:
    """precision, recall or f1 of the right-hand entries against the left-hand ones, as a statistic of pairs."""

    def parts(pairs):
        both = sum(a is not None and b is not None for a, b in pairs)
        left = sum(a is not None for a, _ in pairs)
        right = sum(b is not None for _, b in pairs)
        return {"precision": (both, right), "recall": (both, left), "f1": (2 * both, left + right)}[which]

    return Ratio(parts)


def b_cubed(left: dict, right: dict) -> dict:
    """item -> (precision, recall) of the right-hand grouping against the left-hand one, for every item of both.

    left, right: item -> label; items with one label are one group, and the labels of the two sides have nothing to do with one another.
    The mean over the items is B-cubed. Source: A. Bagga and B. Baldwin, Algorithms for Scoring Coreference Chains (1998).

    >>> b_cubed({"a": 1, "b": 1, "c": 2}, {"a": "x", "b": "y", "c": "z"})["a"]
    (1.0, 0.5)
    """
    items = left.keys() & right.keys()
    lefts, rights = defaultdict(set), defaultdict(set)
    for item in items:
        lefts[left[item]].add(item)
        rights[right[item]].add(item)
    found = {}
    for item in items:
        one, other = lefts[left[item]], rights[right[item]]
        found[item] = (len(one & other) / len(other), len(one & other) / len(one))
    return found


ENOUGH = 5
LIKENESS = (
    "measure",
    "population",
    "speaker_id",
    "period_start",
    "period_end",
    "place_id",
    "place_role",
    "stance",
    "accumulation",
    "hedge_word",
)


def match_by_content(left: list[dict], right: list[dict]) -> list[tuple[dict | None, dict | None]]:
    """Pairs of entries of one article made from different texts (a page and its account), one to one; the rest paired with None.

    Two entries may be one claim if they have the same figure or the same vague word; without either, if they have the same measure and are
    alike in ENOUGH of the fields LIKENESS. The pair alike in most of them goes first, then the one nearest by its place in the lists.

    >>> a = [{"value": 21, "hedge": "at_least", "measure": "killed"}]
    >>> match_by_content(a, [{"value": 21, "hedge": "plain", "measure": "injured"}])[0][1]["hedge"]
    'plain'
    """
    candidates = []
    for i, a in enumerate(left):
        for j, b in enumerate(right):
            if _figure(a) == _figure(b):
                alike = sum(a.get(f) == b.get(f) and a.get(f) is not None for f in LIKENESS)
                if alike < ENOUGH and _figure(a)[0] == "none":
                    continue
                apart = abs(i / max(1, len(left)) - j / max(1, len(right)))
                candidates.append((-alike, apart, i, j))
    partner, taken = {}, set()
    for _, _, i, j in sorted(candidates):
        if i not in partner and j not in taken:
            partner[i] = j
            taken.add(j)
    pairs = [(a, right[partner[i]] if i in partner else None) for i, a in enumerate(left)]
    return pairs + [(None, b) for j, b in enumerate(right) if j not in taken]


def _figure(e: dict) -> tuple:
    """What an entry says in figures: its value or ends, its vague word, its day for a truce; its measure without any of these."""
    if e.get("hedge") == "vague":
        return ("vague", e.get("hedge_word"))
    if e.get("value") is not None:
        return ("value", e["value"], e.get("unit") == "percent")
    if e.get("hedge") == "range":
        return ("range", e.get("low"), e.get("high"))
    if e.get("unit") == "date":
        return ("date", e.get("measure"), e.get("period_start"))
    return ("none", e.get("measure"))
