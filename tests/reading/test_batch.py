"""The reader on columns: a record batch gives what its texts give one by one."""

from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import permutations

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idlib_ledger import reading
from idlib_ledger.reading import FIELDS, batch, default_reader, read, read_batch

FRIDAY = date(2020, 1, 17)
KILLED = "At least 21 civilians were killed in Ariha on Wednesday, SOHR said."
PLAIN = "The bakery opens at dawn."
TASKS = {"claims": read, "quantities": reading.read_quantities, "dates": reading.read_dates}
SENTENCES = [
    KILLED,
    PLAIN,
    "On Thursday the ministry denied that 30 people had been wounded.",
    "A truce will begin on Sunday, Turkey said.",
    "Half of them were children.",
    "It added that nearly 350,000 people had fled since 1 December.",
    "Dozens of hospitals and schools were hit, residents said; the war began in 2011.",
    "\n\n",
]
TEXTS = st.none() | st.text(max_size=40) | st.lists(st.sampled_from(SENTENCES), max_size=5).map(" ".join)
DAYS = st.none() | st.dates(date(2019, 1, 1), date(2021, 1, 1))
ROWS = st.lists(st.tuples(st.integers(0, 99), DAYS, TEXTS), max_size=6)


def batch_of(rows, ids=None, days=None, texts=None):
    kinds = [ids or pa.int64(), days or pa.date32(), texts or pa.string()]
    columns = [pa.array([row[i] for row in rows], kind) for i, kind in enumerate(kinds)]
    return pa.RecordBatch.from_arrays(columns, names=["id", "published", "text"])


def one_by_one(rows):
    return [{"id": i} | {f: getattr(r, f) for f in FIELDS} for i, day, text in rows if text is not None for r in read(text, day)]


def as_bytes(found):
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, found.schema) as writer:
        writer.write_batch(found)
    return sink.getvalue().to_pybytes()


# --- readings ---------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(ROWS)
def test_a_batch_gives_what_its_texts_give_one_by_one(rows):
    assert read_batch(batch_of(rows)).to_pylist() == one_by_one(rows)


@settings(deadline=None)
@given(ROWS)
def test_quantities_and_dates_of_a_batch_are_those_of_its_texts(rows):
    for task in ("quantities", "dates"):
        found = batch.read_batch(batch_of(rows), default_reader(), task).to_pylist()
        days = {name: str for name in batch.COLUMNS[task] if name.startswith("date_")}
        found = [row | {name: row[name] and row[name].isoformat() for name in days} for row in found]
        assert found == [{"id": i} | row for i, day, text in rows if text is not None for row in TASKS[task](text, day)]


@settings(deadline=None)
@given(ROWS, st.integers(0, 6))
def test_a_batch_may_be_cut_anywhere(rows, cut):
    whole = batch_of(rows)
    parts = [read_batch(whole.slice(0, cut)), read_batch(whole.slice(min(cut, len(rows))))]
    assert pa.Table.from_batches(parts).to_pylist() == read_batch(whole).to_pylist()


@settings(deadline=None, max_examples=30)
@given(ROWS)
def test_reading_leaves_the_batch_as_it_was(rows):
    given_batch = batch_of(rows)
    before = as_bytes(given_batch)
    first = read_batch(given_batch)
    assert as_bytes(given_batch) == before
    assert as_bytes(read_batch(given_batch)) == as_bytes(first)


@pytest.mark.parametrize("names", list(permutations(["id", "published", "text", "note"])), ids=" ".join)
def test_the_order_of_columns_and_other_columns_do_not_matter(names):
    rows = [(7, FRIDAY, KILLED), (8, None, PLAIN), (9, FRIDAY, KILLED)]
    columns = batch_of(rows)
    wide = pa.RecordBatch.from_pydict({n: columns.column(n) if n != "note" else pa.array(["12 dead"] * 3) for n in names})
    assert read_batch(wide).equals(read_batch(columns))


# --- ids --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        (pa.int64(), [2, 1]),
        (pa.uint64(), [2**64 - 1, 0]),
        (pa.int8(), [-1, None]),
        (pa.string(), ["b", ""]),
        (pa.large_string(), ["naïve", None]),
        (pa.dictionary(pa.int8(), pa.string()), ["b", "a"]),
        (pa.bool_(), [True, False]),
        (pa.float64(), [0.5, -1.0]),
        (pa.binary(), [b"\xff\x00", b""]),
        (pa.date32(), [FRIDAY, None]),
        (pa.timestamp("us", "UTC"), [datetime(2020, 1, 17, tzinfo=UTC)] * 2),
        (pa.decimal128(5, 2), [Decimal("1.50"), None]),
        (pa.struct([("a", pa.int8()), ("b", pa.string())]), [{"a": 1, "b": None}, None]),
        (pa.list_(pa.string()), [["a", "b"], []]),
        (pa.null(), [None, None]),
    ],
    ids=str,
)
def test_ids_come_back_as_they_were_whatever_their_type(kind, values):
    found = read_batch(batch_of([(values[0], FRIDAY, KILLED), (values[1], FRIDAY, PLAIN), (values[1], FRIDAY, KILLED)], ids=kind))
    assert found.schema.field("id").type == kind
    assert found.column("id").to_pylist() == [values[0], values[1]]


def test_an_id_is_repeated_for_each_reading_of_its_text():
    text = "Twelve people were killed. Four soldiers were wounded."
    assert read_batch(batch_of([("x", None, text), ("x", None, text)], ids=pa.string())).column("id").to_pylist() == ["x"] * 4


# --- published and text -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (pa.date32(), FRIDAY),
        (pa.date64(), FRIDAY),
        (pa.string(), "2020-01-17"),
        (pa.large_string(), "2020-01-17"),
        (pa.dictionary(pa.int8(), pa.string()), "2020-01-17"),
        (pa.timestamp("s"), datetime(2020, 1, 17, 23, 59, 59)),
        (pa.timestamp("ns"), datetime(2020, 1, 17, 0, 0, 1)),
        (pa.timestamp("us", "UTC"), datetime(2020, 1, 17, 12, tzinfo=UTC)),
    ],
    ids=str,
)
def test_published_may_be_a_date_a_time_or_iso_text(kind, value):
    found = read_batch(batch_of([(1, value, KILLED), (2, None, KILLED)], days=kind))
    assert found.column("period_start").to_pylist() == [date(2020, 1, 15), None]


@pytest.mark.parametrize(("kind", "value"), [(pa.null(), None), (pa.string(), ""), (pa.string(), None), (pa.date32(), None)], ids=str)
def test_a_text_without_a_day_of_publication_leaves_weekdays_open(kind, value):
    [row] = read_batch(batch_of([(1, value, KILLED)], days=kind)).to_pylist()
    assert (row["low"], row["period_start"], row["said_on"]) == (21, None, None)


@pytest.mark.parametrize("kind", [pa.string(), pa.large_string(), pa.dictionary(pa.int32(), pa.string()), pa.string_view()], ids=str)
def test_texts_may_be_of_any_type_of_text(kind):
    text = pa.array([KILLED, None, PLAIN]).cast(kind)
    columns = pa.RecordBatch.from_arrays([pa.array([1, 2, 3]), pa.nulls(3), text], names=["id", "published", "text"])
    assert read_batch(columns).column("id").to_pylist() == [1]


def test_a_null_text_gives_nothing():
    assert read_batch(batch_of([(1, FRIDAY, None), (2, FRIDAY, KILLED), (3, None, None)])).column("id").to_pylist() == [2]


# --- schema -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("task", TASKS)
@pytest.mark.parametrize(
    "rows", [[], [("a", FRIDAY, None)], [("a", FRIDAY, PLAIN)], [("a", FRIDAY, KILLED)]], ids=["empty", "null", "plain", "one"]
)
def test_the_columns_are_the_same_whether_or_not_anything_is_read(task, rows):
    found = batch.read_batch(batch_of(rows, ids=pa.string()), default_reader(), task)
    assert found.schema == batch.schema(task) == batch.schema(task, pa.string())
    assert found.schema.names[0] == "id"
    assert found.num_rows == len([text for _, _, text in rows if text == KILLED])


def test_the_columns_are_the_id_and_the_fields_of_a_reading():
    assert read_batch(batch_of([])).schema.names == ["id", *FIELDS]
    assert read_batch(batch_of([(1, FRIDAY, KILLED)])).schema == batch.schema("claims", pa.int64())


# --- errors -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["id", "published", "text"])
def test_a_missing_column_is_named_with_those_found(name):
    columns = batch_of([(1, FRIDAY, KILLED)])
    short = columns.rename_columns([f"{name}s" if n == name else n for n in columns.schema.names])
    with pytest.raises(ValueError, match=f"no column {name};.*found .*{name}s"):
        read_batch(short)


@pytest.mark.parametrize("value", ["yesterday", "2020-02-30", "17.01.2020", "2020-1-7"])
def test_a_bad_date_is_named_with_its_row(value):
    with pytest.raises(ValueError, match=f"row 2: published is '{value}', expected a date of the form YYYY-MM-DD"):
        read_batch(batch_of([(1, "2020-01-17", KILLED), (2, None, PLAIN), (3, value, PLAIN)], days=pa.string()))


def test_a_number_is_no_date():
    with pytest.raises(ValueError, match="row 0: published is 20200117"):
        read_batch(batch_of([(1, 20200117, PLAIN)], days=pa.int64()))


def test_what_is_no_text_is_named_with_its_row():
    with pytest.raises(ValueError, match="row 1: text is int, expected text"):
        read_batch(batch_of([(1, FRIDAY, None), (2, FRIDAY, 12)], texts=pa.int64()))
