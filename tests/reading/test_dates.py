from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idlib_ledger.reading.dates import find

FRIDAY = date(2020, 1, 17)


def days(text, anchor=FRIDAY, **options):
    [found] = find(text, anchor, **options)
    return found.first, found.last


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("on 15 January 2020", (2020, 1, 15), (2020, 1, 15)),
        ("on January 15", (2020, 1, 15), (2020, 1, 15)),
        ("on Jan. 9", (2020, 1, 9), (2020, 1, 9)),
        ("on 2020-01-15", (2020, 1, 15), (2020, 1, 15)),
        ("on Wednesday", (2020, 1, 15), (2020, 1, 15)),
        ("on Friday", (2020, 1, 17), (2020, 1, 17)),
        ("a truce to begin on Sunday", (2020, 1, 19), (2020, 1, 19)),
        ("from 12 to 25 December", (2019, 12, 12), (2019, 12, 25)),
        ("between 29 April of last year and 5 January of this year", (2019, 4, 29), (2020, 1, 5)),
        ("from 26 January to 2 February", (2020, 1, 26), (2020, 2, 2)),
        ("since early December", (2019, 12, 1), (2020, 1, 17)),
        ("since April", (2019, 4, 1), (2020, 1, 17)),
        ("in mid-January", (2020, 1, 11), (2020, 1, 20)),
        ("from the end of April to the end of August", (2019, 4, 21), (2019, 8, 31)),
        ("over the past 48 hours", (2020, 1, 15), (2020, 1, 17)),
        ("over the past week", (2020, 1, 10), (2020, 1, 17)),
        ("yesterday", (2020, 1, 16), (2020, 1, 16)),
        ("overnight", (2020, 1, 16), (2020, 1, 17)),
        ("last month", (2019, 12, 1), (2019, 12, 31)),
        ("in the 1980s", (1980, 1, 1), (1989, 12, 31)),
    ],
)
def test_days(text, first, last):
    assert days(text) == (date(*first), date(*last))


def test_days_later_are_counted_from_the_day_spoken_of():
    assert days("Two days later the bombing resumed.", spoken=date(2020, 1, 12)) == (date(2020, 1, 14),) * 2


def test_days_later_are_counted_from_a_date_before_them():
    assert [e.first for e in find("The truce began on 12 January; two days later it broke.", FRIDAY)] == [
        date(2020, 1, 12),
        date(2020, 1, 14),
    ]


def test_weekday_without_anchor_stays_unresolved():
    assert days("on Thursday", anchor=None) == (None, None)


def test_month_without_anchor_takes_the_year_near():
    assert days("from 12 to 25 December", anchor=None, near=date(2019, 12, 27)) == (date(2019, 12, 12), date(2019, 12, 25))


@pytest.mark.parametrize("text", ["They may leave.", "They march on the town.", "Resolution 2254 was passed.", "He is 45 years old."])
def test_no_date(text):
    assert find(text, FRIDAY) == []


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.dates(date(1950, 1, 1), date(2090, 1, 1)))
def test_a_full_date_is_itself_whatever_the_anchor(day, anchor):
    assert days(f"on {day.day} {day:%B} {day.year}", anchor=anchor) == (day, day)


@given(st.dates(date(1950, 1, 1), date(2090, 1, 1)), st.integers(0, 6))
def test_a_weekday_is_the_last_such_day(anchor, back):
    day = anchor - timedelta(back)
    assert days(f"It was hit on {day:%A}.", anchor=anchor) == (day, day)


@pytest.mark.parametrize("words", ["that\nday", "that  day"])
def test_a_relative_day_is_the_same_over_a_line_break(words):
    assert days(f"Four soldiers were wounded {words}.", spoken=date(2020, 1, 13)) == (date(2020, 1, 13),) * 2


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The last buses left on 14 April, a week after the gas attack of 7 April.", date(2018, 4, 14)),
        ("They left on 14 April, a week after the gas attack.", date(2018, 4, 14)),
        ("The shelling began two days before 12 March.", date(2018, 3, 10)),
    ],
)
def test_a_day_counted_from_another_day(text, day):
    found = find(text, date(2018, 4, 20))
    assert day in [e.first for e in found if e.form == "relative"]


def test_that_week_is_the_week_of_the_day_spoken_of():
    assert days("Thousands fled that week.", spoken=date(2019, 12, 22)) == (date(2019, 12, 16), date(2019, 12, 22))


def test_a_phrase_counts_in_months_from_whatever_day_comes_first():
    """What is remembered of a phrase holds for every day of publication."""
    for anchor, first in (
        (date(2020, 3, 18), date(2020, 2, 18)),
        (date(2020, 7, 15), date(2020, 6, 15)),
        (date(2020, 8, 19), date(2020, 7, 19)),
    ):
        assert [e.first for e in find("It lasted in the past month.", anchor)] == [first]
