"""The machine's entry: a program that reads attributed, hedged quantities, dates of truces and denials out of news text."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from ..package import Files, default_root
from .claims import Reader
from .entry import FIELDS, Reading
from .explain import explain as _explain
from .parts import read_dates as _read_dates
from .parts import read_quantities as _read_quantities

if TYPE_CHECKING:
    import pyarrow

__all__ = ["FIELDS", "Reader", "Reading", "explain", "read", "read_batch", "read_dates", "read_quantities"]


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


def read_batch(batch: pyarrow.RecordBatch) -> pyarrow.RecordBatch:
    """The readings of the texts in the columns id, published and text of `batch`: id, then the fields of a Reading, one row each.

    Pure: the same batch gives the same readings, and nothing else is touched, so that any engine may run it on its batches.
    published: dates or ISO text, null where a text has none. Raises ValueError for a column that is missing or a value that is no date.

    >>> import pyarrow as pa
    >>> text = {"id": 7, "published": "2020-01-17", "text": "At least 21 civilians were killed on Wednesday."}
    >>> texts = pa.RecordBatch.from_pylist([text])
    >>> found = read_batch(texts)
    >>> found.select(["id", "measure", "low", "period_start"]).to_pylist()
    [{'id': 7, 'measure': 'killed', 'low': 21.0, 'period_start': datetime.date(2020, 1, 15)}]
    """
    from .batch import read_batch

    return read_batch(batch, default_reader())


def explain(text: str, published: date | None = None) -> str:
    """What matched which rule in `text`, sentence by sentence, and why a number is no count; for people.

    >>> print(explain("Police said 12 people died near the M5.").splitlines()[-1].strip())
    5: no count: part of a name or a clock time
    """
    return _explain(default_reader(), text, published)
