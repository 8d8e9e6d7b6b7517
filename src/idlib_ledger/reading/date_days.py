"""A match of a form into days: which first and last day a date expression means, and how sure they are.

Precision is the codebook's: 1 the day, 2 within a week, 3 about ten days (early, mid, late), 4 within a month, 5 longer.
An imprecise beginning is entered with its first possible day, an imprecise end with its last.
"""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from typing import Any, Final

from .date_forms import MONTHS, THIRDS, WEEKDAYS

COUNTS: Final = {w: n for n, w in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())} | {
    "a": 1,
    "an": 1,
    "several": None,
    "few": None,
    "couple": 2,
    "half": None,
}
AHEAD: Final = 45  # days after the anchor that a date without a year may lie; further on, last year's is meant
DAYS: Final = {"hour": 1 / 24, "day": 1, "night": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
DAY_GROUPS: Final[tuple[tuple[str, str | None, str, str], ...]] = (
    ("month", "day", "year", "rel"),
    ("monthb", "dayb", "yearb", "relb"),
    ("monthc", None, "yearc", "relc"),
)


class DateExpr:
    """A date expression text[start:end] and its days; first or last is None where the text or the anchor does not tell."""

    __slots__ = ("start", "end", "first", "last", "start_prec", "end_prec", "since", "form", "weekday")

    def __init__(
        self,
        start: int,
        end: int,
        first: date | None,
        last: date | None,
        start_prec: int | None,
        end_prec: int | None,
        since: bool = False,
        form: str = "point",
        weekday: bool = False,
    ):
        self.start, self.end = start, end
        self.first, self.last = first, last
        self.start_prec, self.end_prec = start_prec, end_prec
        self.since = since  # open towards the day of speaking
        self.form = form
        self.weekday = weekday


def resolve(name: str, match: re.Match, g: dict, text: str, anchor: date | None, near: date | None, to_come: bool) -> DateExpr | None:
    """The date expression that a match of the form `name` stands for, None where it is none.

    g: the groups of the match. anchor: the day of publication; near: a day about it, for dates without a year. to_come: do the words
    before speak of what is to come?
    """
    start, end = match.span()
    if name == "span":
        second = _day(g, 2, anchor, near, text, match, to_come)
        if second is None or second[0] is None or second[2] != 1:
            return None
        try:
            first = second[0].replace(day=int(g["a1"]))
        except ValueError:
            return None
        if first > second[0]:
            return None
        return DateExpr(start, end, first, second[0], 1, 1, form="period")
    if name == "monthspan":
        month = MONTHS[g["month1"].lower()]
        year = _year(g.get("year1"), None, month, int(g["a1"]), near)
        if year is None:
            return None
        try:
            return DateExpr(start, end, date(year, month, int(g["a1"])), date(year, month, int(g["b1"])), 1, 1, form="period")
        except ValueError:
            return None
    if name == "period":
        if not g.get("open") and not (g.get("day1") or g.get("dayb1") or g.get("monthc1") or g.get("iso1")):
            return None
        second = _day(g, 2, anchor, near, text, match, to_come)
        if second is None:
            return None
        year = second[1].year if second[1] else None
        first = _day(g, 1, anchor, near, text, match, to_come, year=year, before=second[1])
        if first is None:
            return None
        return DateExpr(start, end, first[0], second[1], first[2], second[2], form="period")
    if name == "partof":
        return _piece_of(g, anchor, start, end)
    if name == "firstpart":
        return _first_part(g, anchor, start, end)
    if name == "quarter":
        months = 3 if g["piece"] == "quarter" else 6
        nth = 12 // months - 1 if g["nth"] == "last" else ("first", "second", "third", "fourth").index(g["nth"].lower())
        if nth * months >= 12:
            return None
        year, month = int(g["qyear"]), (nth + 1) * months
        return DateExpr(
            start, end, date(year, nth * months + 1, 1), date(year, month, calendar.monthrange(year, month)[1]), 5, 5, form="period"
        )
    if name == "decade":
        first = date(int(g["decade"]), 1, 1)
        return DateExpr(start, end, first, date(first.year + 9, 12, 31), 5, 5, form="decade")
    if name == "until":
        part = _day(g, 1, anchor, near, text, match, to_come)
        return part and DateExpr(start, end, None, part[1], None, part[2], form="until")
    if name in ("since", "point"):
        word = (g.get("open") or "").split()[:1]
        part = _day(g, 1, anchor, near, text, match, to_come)
        if part is None or (
            name == "point"
            and g.get("yeard1")
            and not re.search(
                r"\b(?:in|since|of|by|during|until|from|before|after|for|the|mid|late|early|summer|winter|spring|autumn)\s+(?:\w+\s+)?$",
                text[max(0, start - 24) : start],
                re.I,
            )
        ):
            return None
        if name == "since" and word and word[0].lower() == "as":
            return DateExpr(start, end, part[0], part[1], part[2], part[2])
        if name == "since" and word and word[0].lower() == "from":
            return DateExpr(start, end, part[0], part[1], part[2], part[2])
        return DateExpr(
            start,
            end,
            part[0],
            anchor if name == "since" else part[1],
            part[2],
            (1 if anchor else None) if name == "since" else part[2],
            since=name == "since",
            form="since" if name == "since" else "point",
            weekday=bool(g.get("weekdayb1") or g.get("today1")),
        )
    if name == "past":
        count = units_of(g.get("count1"))
        past = (g.get("past") or "past").lower()  # in just two months: the past two
        if (
            past == "recent"
            or (g.get("count1") is None and g["unit1"].lower() not in ("week", "month", "year", "night", "day", "hour", "fortnight"))
            or count is None
        ):
            return DateExpr(start, end, None, None, None, None, form="past") if g.get("count1") or past == "recent" else None
        if (
            g.get("count1") is None
            and past == "last"
            and not match[0].lower().startswith(("the last", "over the", "in the", "during the", "within the"))
        ):
            return None  # last week is another form
        days = round(count * DAYS[g["unit1"].lower()])
        if anchor is None:
            return DateExpr(start, end, None, None, None, None, form="past")
        unit = g["unit1"].lower()
        prec = {"hour": 1, "night": 1, "day": 1, "week": 2, "fortnight": 2, "month": 4, "year": 5}[unit]
        whole = unit in ("month", "year") and count == round(count)  # counted by the calendar
        first = months_before(anchor, round(count) * (12 if unit == "year" else 1)) if whole else anchor - timedelta(days)
        return DateExpr(start, end, first, anchor, prec, 1, form="past")
    if name == "lasting":
        if g.get("long"):
            return None if to_come else DateExpr(start, end, None, None, None, None, form="past")
        count, unit = units_of(g.get("count1") or g.get("count2")), (g.get("unit1") or g["unit2"]).lower()
        if to_come or count is None or count <= 1:
            return None
        months = {"month": 1, "year": 12}.get(unit, 0) * round(count)
        first = anchor and (months_before(anchor, months) if months else anchor - timedelta(round(count * DAYS[unit])))
        return DateExpr(start, end, first, anchor, {"day": 1, "week": 2, "month": 4, "year": 5}[unit], 1, form="past")
    if name == "ago":
        count, unit = units_of(g["count1"]), g["unit1"].lower()
        prec = {"hour": 1, "night": 1, "day": 1, "week": 2, "fortnight": 2, "month": 4, "year": 5}[unit]
        if g["ago"].lower() == "ago":
            if anchor is None or count is None:
                return DateExpr(start, end, None, None, None, None, form="ago")
            day = anchor - timedelta(round(count * DAYS[unit]))
            since = bool(g.get("open"))
            return DateExpr(start, end, day, anchor if since else day, prec, 1 if since else prec, since=since, form="ago")
        if g["ago"].lower() in ("before", "after") and unit not in ("day", "week", "month", "year"):
            return None
        return DateExpr(start, end, None, None, prec, prec, form="relative")
    if name == "followed":
        prec = {"day": 1, "week": 2, "month": 4, "year": 5}[(g.get("unit1") or g["unit2"]).lower()]
        return DateExpr(start, end, None, None, prec, prec, form="followed")
    if name == "this":
        unit, which = g["unit1"].lower(), g["this"].lower()
        if which == "the" and unit != "weekend":
            return None
        if anchor is None:
            return DateExpr(start, end, None, None, None, None, form="this")
        first, last = _around(anchor, unit, which)
        since = bool(g.get("open"))
        prec = {"week": 2, "weekend": 2, "month": 4, "year": 5}[unit]
        return DateExpr(start, end, first, anchor if since else last, prec, prec, since=since, form="this")
    return DateExpr(start, end, None, None, 1, 1, form="relative")


def months_before(day: date, months: int) -> date:
    """The same day of an earlier month, or its last.

    >>> months_before(date(2020, 3, 31), 1)
    datetime.date(2020, 2, 29)
    """
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def _first_part(g: dict, anchor: date | None, start: int, end: int) -> DateExpr | None:
    """The first nine months of the year, of 2019."""
    count, unit = units_of(g["count1"]), g["unit1"].lower()
    if count is None or count != round(count):
        return None
    if g.get("fyear"):
        year = int(g["fyear"])
    elif anchor is not None:
        year = anchor.year - (g["this"].lower() == "last")
    else:
        return DateExpr(start, end, None, None, None, None, form="this")
    first = date(year, 1, 1)
    if unit == "month":
        if count > 12:
            return None
        last = date(year, round(count), calendar.monthrange(year, round(count))[1])
    else:
        last = first + timedelta(round(count) * (7 if unit == "week" else 1) - 1)
    if not g.get("fyear") and anchor is not None and last > anchor:  # told early in the next year
        first, last = months_before(first, 12), months_before(last, 12)
    return DateExpr(start, end, first, last, 5, 5, form="period")


def _piece_of(g: dict, anchor: date | None, start: int, end: int) -> DateExpr:
    """The start of the year, the middle of last month."""
    if anchor is None:
        return DateExpr(start, end, None, None, None, None, form="this")
    unit, since = g["unit1"].lower(), bool(g.get("open"))
    first, last = _around(anchor, unit, "last" if g["this"].lower() == "last" else "this")
    days = 365 if unit == "year" else calendar.monthrange(last.year, last.month)[1]
    low, high = {"middle": (days // 3, 2 * days // 3), "end": (2 * days // 3, days - 1)}.get(g["which"].lower(), (0, 9))
    end_day, prec = (anchor, 1) if since else (first + timedelta(high), 3)
    return DateExpr(start, end, first + timedelta(low), end_day, 3, prec, since=since, form="since" if since else "point")


def units_of(word: str | None) -> Any:
    """How many a word of COUNT says; one where none stands there, None for "a few"."""
    if word is None:
        return 1
    word = word.lower()
    if word.isdigit():
        return int(word)
    return {"a couple of": 2, "half a": 0.5, "a few": None, "few": None}.get(word, COUNTS.get(word))


def _around(anchor: date, unit: str, which: str) -> tuple[date, date]:
    shift = {"this": 0, "last": -1, "next": 1, "the previous": -1, "the following": 1, "the": 0}[which]
    if unit == "week":
        monday = anchor - timedelta(anchor.weekday()) + timedelta(7 * shift)
        return monday, min(monday + timedelta(6), anchor) if shift == 0 else monday + timedelta(6)
    if unit == "weekend":
        saturday = anchor - timedelta((anchor.weekday() - 5) % 7)
        if which in ("next", "the following"):
            saturday += timedelta(7)
        return saturday, saturday + timedelta(1)
    if unit == "month":
        index = anchor.year * 12 + anchor.month - 1 + shift
        year, month = divmod(index, 12)
        last = date(year, month + 1, calendar.monthrange(year, month + 1)[1])
        return date(year, month + 1, 1), min(last, anchor) if shift == 0 else last
    year = anchor.year + shift
    return date(year, 1, 1), min(date(year, 12, 31), anchor) if shift == 0 else date(year, 12, 31)


def _day(
    g: dict,
    n: int,
    anchor: date | None,
    near: date | None,
    text: str,
    match: re.Match,
    to_come: bool,
    year: int | None = None,
    before: date | None = None,
) -> Any:
    """(first, last, precision) of the date with groups n; None where it is no date. Days stay None without an anchor."""
    if g.get(f"iso{n}"):
        try:
            exact = _numeric(g[f"iso{n}"])
        except ValueError:
            return None
        return exact, exact, 1
    for month, day, years, rel in DAY_GROUPS:
        name = g.get(f"{month}{n}")
        if not name:
            continue
        name = name.rstrip(".").lower()
        number = MONTHS[name]
        if month == "monthc" and name in ("may", "mar", "march", "sun", "sat") and not _is_month(g, n, text, match):
            return None
        stated = g.get(f"{years}{n}")
        relative = (g.get(f"{rel}{n}") or "").lower()
        if relative and anchor:
            stated = str(anchor.year - 1 if "last" in relative else anchor.year)
        dd = int(g[f"{day}{n}"]) if day else None
        if dd is not None and not 1 <= dd <= 31:
            return None
        which = _year(stated, year, number, dd or 15, near, before)
        if which is None:
            return None, None, 1 if dd else 4
        try:
            if dd:
                return (d := date(which, number, dd)), d, 1
        except ValueError:
            return None
        length = calendar.monthrange(which, number)[1]
        third = (g.get(f"third{n}") or "").lower().rstrip("-")
        if third:
            low, high = THIRDS[third]
            return date(which, number, low), date(which, number, min(high, length)), 3
        return date(which, number, 1), date(which, number, length), 4
    if g.get(f"weekdayb{n}"):
        if anchor is None:
            return None, None, 1
        index = WEEKDAYS[g[f"weekdayb{n}"].lower()]
        said = anchor - timedelta((anchor.weekday() - index) % 7)
        how = (g.get(f"lastnext{n}") or "").lower()
        if how in ("next", "the following") or (not how and to_come):
            said = anchor + timedelta((index - anchor.weekday()) % 7 or 7)
        elif how == "last" and said == anchor:
            said -= timedelta(7)
        return said, said, 1
    if g.get(f"today{n}"):
        if anchor is None:
            return None, None, 1
        word = g[f"today{n}"].lower()
        shift = {"yesterday": -1, "tomorrow": 1, "overnight": -1, "last night": -1, "the day before yesterday": -2}.get(word, 0)
        return (d := anchor + timedelta(shift)), (anchor if word == "overnight" else d), 1
    if g.get(f"yeard{n}"):
        y = int(g[f"yeard{n}"])
        return date(y, 1, 1), date(y, 12, 31), 5
    return None


def _numeric(words: str) -> date:
    """2020-01-15 or 15/01/2020, the day first, else the month where only that fits."""
    if "/" not in words:
        return date.fromisoformat(words)
    first, second, year = map(int, words.split("/"))
    return date(year, second, first) if second <= 12 else date(year, first, second)


def _is_month(g: dict, n: int, text: str, match: re.Match) -> bool:
    """May and March are months only with a preposition before them or a capital and a number near."""
    start = match.start(f"monthc{n}")
    return text[start].isupper() and bool(
        g.get(f"third{n}")
        or g.get(f"yearc{n}")
        or g.get("open")
        or re.search(
            r"\b(?:in|since|of|by|during|until|till|from|to|and|last|this|next|between|before|after|through|the)\s+$",
            text[max(0, start - 10) : start],
            re.I,
        )
    )


def _year(stated: str | None, year: int | None, month: int, day: int, anchor: date | None, before: date | None = None) -> int | None:
    if stated:
        return int(stated)
    if year is not None and before is not None:
        return year if (month, day) <= (before.month, before.day) else year - 1
    if anchor is None:
        return None
    for y in (anchor.year + 1, anchor.year):
        if 0 <= (date(y, month, min(day, calendar.monthrange(y, month)[1])) - anchor).days <= AHEAD:
            return y
    return anchor.year if (month, day) <= (anchor.month, anchor.day) else anchor.year - 1
