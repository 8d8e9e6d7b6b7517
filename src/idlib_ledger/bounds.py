"""The interval that a hedge gives a figure: one fixed rule a hedge, as the table `hedges` states it."""

from __future__ import annotations

from typing import NamedTuple


class Bounds(NamedTuple):
    """An interval: its ends (None where there is none) and whether each end itself is left out (None without that end)."""

    low: float | None
    high: float | None
    low_open: bool | None
    high_open: bool | None


NONE = Bounds(None, None, None, None)
RULES = {  # hedge -> the interval of a value, None where it gives none
    "plain": lambda n: Bounds(n, n, False, False),
    "exact": lambda n: Bounds(n, n, False, False),
    "about": None,
    "at_least": lambda n: Bounds(n, None, False, None),
    "more_than": lambda n: Bounds(n, None, True, None),
    "at_most": lambda n: Bounds(0, n, False, False),
    "fewer_than": lambda n: Bounds(0, n, False, True),
    "nearly": lambda n: Bounds(0, n, False, True),
    "vague": None,
}


def bounds(hedge: str | None, value: float | None, low: float | None = None, high: float | None = None) -> Bounds:
    """The bounds of a figure. `low` and `high` are the stated ends of a range and are used for no other hedge.

    Raises KeyError for an unknown hedge.

    >>> bounds("at_least", 21)
    Bounds(low=21, high=None, low_open=False, high_open=None)
    >>> bounds("nearly", 400_000)
    Bounds(low=0, high=400000, low_open=False, high_open=True)
    """
    if hedge == "range":
        return Bounds(low, high, False, False)
    if hedge is None:
        return NONE
    rule = RULES[hedge]
    return NONE if rule is None or value is None else rule(value)
