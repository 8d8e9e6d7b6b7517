"""The interval a hedge gives: what the hedge's words allow lies in it, and nothing else does."""

from __future__ import annotations

import csv

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from idlib_ledger.bounds import bounds

ALLOWED = {  # hedge -> may the true number be x where the figure is n?
    "plain": lambda x, n: x == n,
    "exact": lambda x, n: x == n,
    "about": lambda x, n: True,
    "at_least": lambda x, n: x >= n,
    "more_than": lambda x, n: x > n,
    "at_most": lambda x, n: x <= n,
    "fewer_than": lambda x, n: x < n,
    "nearly": lambda x, n: x < n,
    "vague": lambda x, n: True,
}
FIGURES = st.integers(0, 10**9) | st.floats(0, 1e9, allow_nan=False)
with open(ROOT / "data/reference/hedges.csv", encoding="utf-8", newline="") as stream:
    HEDGES = {row["hedge"]: row["bounds_rule"] for row in csv.DictReader(stream)}


def contains(interval, x):
    above = interval.low is None or (x > interval.low if interval.low_open else x >= interval.low)
    below = interval.high is None or (x < interval.high if interval.high_open else x <= interval.high)
    return above and below


def written(interval, figure):
    """The interval as the table of hedges writes its rule."""

    def end(value):
        return "-" if value is None else "n" if value == figure else str(value)

    if interval.low is interval.high is None:
        return "none"
    left, right = "(" if interval.low_open else "[", ")" if interval.high_open or interval.high is None else "]"
    return f"{left}{end(interval.low)}, {end(interval.high)}{right}"


def test_every_listed_hedge_has_a_meaning_here():
    assert set(HEDGES) == {*ALLOWED, "range"}


@pytest.mark.parametrize("hedge", ALLOWED)
@given(n=FIGURES, other=FIGURES, step=st.integers(-2, 2))
def test_the_interval_is_what_the_hedge_allows(hedge, n, other, step):
    interval = bounds(hedge, n)
    for x in (n, max(0, n + step), other):
        assert contains(interval, x) == ALLOWED[hedge](x, n)


@pytest.mark.parametrize("hedge", ALLOWED)
def test_the_rule_in_the_table_of_hedges_is_the_rule_applied(hedge):
    assert written(bounds(hedge, 21), 21) == HEDGES[hedge]


@pytest.mark.parametrize("hedge", ALLOWED)
@given(n=FIGURES)
def test_an_end_that_is_not_there_is_neither_open_nor_closed(hedge, n):
    interval = bounds(hedge, n)
    assert (interval.low is None) == (interval.low_open is None)
    assert (interval.high is None) == (interval.high_open is None)


@given(st.lists(FIGURES, min_size=2, max_size=2).map(sorted), FIGURES)
def test_a_range_has_its_stated_ends_and_holds_both(ends, x):
    interval = bounds("range", None, *ends)
    assert contains(interval, x) == (ends[0] <= x <= ends[1])
    assert contains(interval, ends[0]) and contains(interval, ends[1])


@pytest.mark.parametrize("hedge", ALLOWED)
def test_stated_ends_count_for_a_range_only(hedge):
    assert bounds(hedge, 21, 1, 2) == bounds(hedge, 21)


@pytest.mark.parametrize("hedge", [None, *ALLOWED])
def test_without_a_figure_there_is_no_interval(hedge):
    assert tuple(bounds(hedge, None)) == (None, None, None, None)


@pytest.mark.parametrize("value", [21, None])
def test_an_unknown_hedge_raises(value):
    with pytest.raises(KeyError):
        bounds("atleast", value)
