"""The reader on columns: a record batch of texts in, a record batch of what was read out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime

import pyarrow as pa

from .claims import Reader
from .entry import FIELDS
from .parts import read_dates, read_quantities

TEXTS = ("id", "published", "text")  # the columns of a batch of texts
DAYS = pa.date32()
COLUMNS = {  # task -> column -> type
    "claims": dict.fromkeys(FIELDS, pa.string())
    | dict.fromkeys(("start", "end"), pa.int64())
    | dict.fromkeys(("value", "low", "high"), pa.float64())
    | dict.fromkeys(("low_open", "high_open"), pa.bool_())
    | dict.fromkeys(("start_prec", "end_prec"), pa.int8())
    | dict.fromkeys(("period_start", "period_end", "said_on"), DAYS),
    "quantities": {
        "start": pa.int64(),
        "end": pa.int64(),
        "quote": pa.string(),
        "value": pa.float64(),
        "low": pa.float64(),
        "high": pa.float64(),
        "hedge": pa.string(),
        "hedge_word": pa.string(),
        "is_count": pa.bool_(),
        "why_not": pa.string(),
    },
    "dates": {
        "start": pa.int64(),
        "end": pa.int64(),
        "quote": pa.string(),
        "date_start": DAYS,
        "date_end": DAYS,
        "start_prec": pa.int8(),
        "end_prec": pa.int8(),
    },
}


def schema(task: str = "claims", ids: pa.DataType | None = None) -> pa.Schema:
    """The columns of what `task` gives: id first, as it was in the texts."""
    return pa.schema([("id", ids or pa.string()), *COLUMNS[task].items()])


def rows_of(task: str, reader: Reader) -> Callable[[str, date | None], Iterable[dict]]:
    """The function that reads one text for a task, into dicts."""
    if task == "claims":
        return lambda text, day: [{f: getattr(r, f) for f in FIELDS} for r in reader.read(text, day)]
    part = {"quantities": read_quantities, "dates": read_dates}[task]
    return lambda text, day: part(reader, text, day)


def read_batch(batch: pa.RecordBatch, reader: Reader, task: str = "claims") -> pa.RecordBatch:
    """Read the texts of a batch with the columns id, published and text; the columns of `schema(task)`, in the order of the texts.

    published: dates, times, or ISO text; null where a text has none. A null text gives nothing.
    Raises ValueError naming the column that is missing, or the row whose value is no text or no date.
    """
    missing = [name for name in TEXTS if name not in batch.schema.names]
    if missing:
        raise ValueError(f"the batch has no column {missing[0]}; expected id, published and text, found {', '.join(batch.schema.names)}")
    wanted = COLUMNS[task]
    of = rows_of(task, reader)
    positions: list[int] = []
    columns: dict[str, list] = {name: [] for name in wanted}
    for row, (published, text) in enumerate(zip(batch.column("published").to_pylist(), batch.column("text").to_pylist())):
        if text is None:
            continue
        if not isinstance(text, str):
            raise ValueError(f"row {row}: text is {type(text).__name__}, expected text")
        for found in of(text, _day(published, row)):
            positions.append(row)
            for name, column in columns.items():
                column.append(found[name])
    try:
        ids = batch.column("id").take(pa.array(positions, pa.int64()))
    except pa.ArrowNotImplementedError:  # a kind of column that Arrow cannot take rows of
        values = batch.column("id").to_pylist()
        ids = pa.array([values[k] for k in positions])
    arrays = [pa.array(_days(columns[name]) if kind == DAYS else columns[name], kind) for name, kind in wanted.items()]
    return pa.RecordBatch.from_arrays([ids, *arrays], schema=schema(task, ids.type))


def _day(value, row) -> date | None:
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(value)
    except (TypeError, ValueError):
        raise ValueError(f"row {row}: published is {value!r}, expected a date of the form YYYY-MM-DD") from None


def _days(values):
    return [date.fromisoformat(v) if isinstance(v, str) else v for v in values]
