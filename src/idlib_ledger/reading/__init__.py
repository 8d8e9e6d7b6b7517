"""The machine's entry: a program that reads attributed, hedged quantities, dates of truces and denials out of news text."""

from __future__ import annotations

from datetime import date
from functools import cache

from ..package import Files, default_root
from .claims import Reader
from .entry import FIELDS, Reading
from .parts import read_dates as _read_dates
from .parts import read_quantities as _read_quantities

__all__ = ["FIELDS", "Reader", "Reading", "read", "read_dates", "read_quantities"]


@cache
def default_reader() -> Reader:
    """The reader with the reference lists that ship with the package."""
    return Reader(Files(default_root()).rows)


def read(text: str, published: date | str | None = None) -> list[Reading]:
    """Read `text` and return its readings in order.

    text: plain text or Markdown. published: the day that "on Thursday" is counted from, a date or ISO text; without one a
    dateline in the text is used, and where there is none such dates stay None.
    Each Reading has offsets in code points of `text`, the codes of the package's lists, and None where nothing was read.
    Raises ValueError for a `published` that is no ISO date.

    >>> [r] = read("At least 21 civilians were killed on Wednesday.", "2020-01-17")
    >>> r.measure, r.low, r.period_start
    ('killed', 21, datetime.date(2020, 1, 15))
    """
    if isinstance(published, str):
        published = date.fromisoformat(published)
    return default_reader().read(text, published)


def read_quantities(text: str, published: date | None = None) -> list[dict]:
    """Every quantity of `text`, counts or not; see `parts.read_quantities` for the keys.

    >>> [(q["quote"], q["is_count"], q["why_not"]) for q in read_quantities("In 2013 more than 12 people died.")]
    [('more than 12 people', True, None)]
    """
    return _read_quantities(default_reader(), text, published)


def read_dates(text: str, published: date | None = None) -> list[dict]:
    """Every date expression of `text`; see `parts.read_dates` for the keys.

    >>> [(d["quote"], d["date_start"]) for d in read_dates("Six died on 15 January 2020.")]
    [('15 January 2020', '2020-01-15')]
    """
    return _read_dates(default_reader(), text, published)
