import pytest
from hypothesis import given
from hypothesis import strategies as st

from idlib_ledger.reading import default_reader
from idlib_ledger.reading.numbers import number


def first(text):
    s = default_reader().document(text).sentence(0)
    return next(n for i in range(s.n) if (n := number(s, i)))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("350,000 people", 350_000),
        ("12 640 households", 12_640),
        ("1.5 million people", 1_500_000),
        ("2.1mn people", 2_100_000),
        ("350K people", 350_000),
        ("twenty-one people", 21),
        ("two hundred and fifty thousand people", 250_000),
        ("a hundred and forty families", 140),
        ("half a million people", 500_000),
        ("three quarters of a million people", 750_000),
        ("a million and a half people", 1_500_000),
        ("a dozen shells", 12),
        ("half a dozen shells", 6),
        ("a couple of rockets", 2),
        ("two dozen fighters", 24),
        ("no one was hurt", 0),
    ],
)
def test_value(text, value):
    assert first(text).value == value


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("between 10 and 12 people", 10, 12),
        ("10-12 people", 10, 12),
        ("10 to 12 people", 10, 12),
        ("2 to 3 million people", 2_000_000, 3_000_000),
        ("from 200 to 250 families", 200, 250),
        ("between $4 billion and $5 billion", 4 * 10**9, 5 * 10**9),
    ],
)
def test_range(text, low, high):
    found = first(text)
    assert (found.value, found.low, found.high) == (None, low, high)


@pytest.mark.parametrize(
    ("text", "share"), [("80 per cent of them", 80), ("80% of them", 80), ("half of them", 50), ("two thirds of them", 66.7)]
)
def test_share_is_in_percent(text, share):
    found = first(text)
    assert found.percent
    assert found.value == share


@pytest.mark.parametrize("text", ["dozens of homes", "tens of thousands of people", "several shells", "a handful of men"])
def test_vague_word_has_no_value(text):
    assert first(text).vague
    assert first(text).value is None


@given(st.integers(min_value=0, max_value=10**9))
def test_digits_with_thousands_marks_are_read_back(n):
    assert first(f"{n:,} people").value == n
