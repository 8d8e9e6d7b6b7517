"""Date expressions: absolute, weekdays, relative to an anchor or to the day spoken of, spans and open spans.

Precision is the codebook's: 1 the day, 2 within a week, 3 about ten days (early, mid, late), 4 within a month, 5 longer.
An imprecise beginning is entered with its first possible day, an imprecise end with its last.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any, Final

from .date_forms import COUNT, DATE, MONTHS, THIRDS, UNIT, WEEKDAYS
from .tokens import DATED, DATEY, TOKEN, lower

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
SPAN: Final = re.compile(COUNT.format(n=1) + r"\s+" + UNIT.format(n=1))
FAR_ANCHOR: Final = 60  # characters between "a week after" and the day that it is counted from
APPOSED: Final = (",", "-", "–", "—")
DAY_GROUPS: Final[tuple[tuple[str, str | None, str, str], ...]] = (
    ("month", "day", "year", "rel"),
    ("monthb", "dayb", "yearb", "relb"),
    ("monthc", None, "yearc", "relc"),
)
UNITS: Final = "hour hours day days night nights week weeks fortnight fortnights month months year years weekend".split()
SIGNS: Final = {*MONTHS, *WEEKDAYS, *UNITS, *"today yesterday tomorrow overnight tonight morning afternoon evening".split()}
VOCABULARY: Final = SIGNS | set(  # words that a date expression is made of
    """
    , . ; - – / the of in on from to and or between since as at least until till through up by for a an few couple half one two three
    four five six seven eight nine ten eleven twelve several early mid late beginning start middle end part last next this that these
    past previous preceding recent following same first second third fourth quarter ago earlier before later after afterwards
    afterward onwards onward about some nearly almost more than over during within st nd rd th s
    """.split()
)
FUTURE: Final = re.compile(
    r"\b(?:will|shall|is to|are to|was to|due to|set to|scheduled|(?:agree\w*|announc\w*|declar\w*)\b[^.]*\b(?:starting|beginning)"
    r"|to (?:begin|start|take effect|come into|enter into))\b[^.]*$",
    re.I,
)


COMING: Final = set("will shall scheduled to starting beginning".split())
LAST: Final = set("ago earlier before later after afterwards afterward onwards onward s st nd rd th quarter half".split())
MARKS: Final = ",.;:!?)\"'’”"  # after a phrase these change nothing, but for "the day before,"
BEFORE_NUMBER: Final = {".", "-", "–", "/", "to", "and", "until", "through"}  # within a date
LEADING: Final = {",", ".", ";", "-", "–", "/", "and", "or", "of", "st", "nd", "rd", "th", "s"}
REMEMBERED: Final = 50_000  # phrases that are kept
DAYS_REMEMBERED: Final = 8  # days of publication for which the days of a phrase are kept
TRIED: Final = [date(2003, 6, 18), date(2016, 2, 29), *(date(2003, 6, 18) + timedelta(7 * n) for n in (1, 29, 83, 700))]


def signs(low: str) -> int:
    """DATED for a word that only a date expression has, DATEY for one that it may have, 0 for others."""
    if low[:1].isdigit():
        year = len(low) == 4 and low.isdigit() and low[:2] in ("19", "20")
        return DATED | DATEY if year else DATEY if len(low) <= 4 and low.isdigit() else 0
    parts = low.split("-") if len(low) > 1 else [low]
    if not SIGNS.isdisjoint(parts):
        return DATED | DATEY
    return DATEY if VOCABULARY.issuperset(parts) else 0


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


def find(text: str, anchor: date | None, spoken: date | None = None, near: date | None = None) -> list[DateExpr]:
    """The date expressions in `text`, in order, none overlapping.

    `anchor` is the day that words such as "on Thursday" are counted from (the last such day on or before it); without one
    they stay unresolved. `spoken` is the day last spoken of, for "two days later" and "the same day". `near` gives a day and month
    without a year their year where there is no anchor.

    >>> [(e.first.isoformat(), e.last.isoformat()) for e in find("from 12 to 25 December", date(2019, 12, 27))]
    [('2019-12-12', '2019-12-25')]
    """
    matches = list(TOKEN.finditer(text))
    lows = [lower(match[0]) for match in matches]
    found = among(text, [signs(low) for low in lows], [*(match.start() for match in matches), len(text)], lows, anchor, near)
    relate(found, text, lambda: spoken)
    return found


def among(text: str, flags: list[int], starts: list[int], words: list[str], anchor: date | None, near: date | None) -> list[DateExpr]:
    """The date expressions of a run of words that start at `starts`; their signs are `flags`. Relative ones are left to `relate`.

    Only runs of words of dates round a sign of one are looked at, and the days of each such phrase are remembered.
    """
    found: list[DateExpr] = []
    done, n = 0, len(flags)
    for k in [k for k, flag in enumerate(flags) if flag & DATED]:
        if k < done:
            continue
        a, b = k, k + 1
        while a > done and flags[a - 1] & DATEY:
            a -= 1
        while b < n and flags[b] & DATEY:
            b += 1
        before, done = done, b
        while words[a] in LEADING:
            a += 1
        while b > k + 1 and not (flags[b - 1] & DATED or words[b - 1] in LAST or _day_number(words, b - 1)):
            b -= 1
        if a == k and words[a][0].isdigit():
            a = max(before, a - 2)  # a year: the words before it tell whether it is one
        start, end = starts[a], starts[b]
        if start and not text[start - 1].isspace():
            start -= 1
        glued = b < n and not text[end - 1].isspace() and (text[end] not in MARKS or words[b - 1] in ("before", "after"))
        phrase = text[start : end + 1] if glued else text[start:end].rstrip()
        known, base = _phrase(phrase).expressions(anchor, near, _to_come(text, words, starts, k))
        for e in known:
            first, last = e.first, e.last
            if base is not None:  # counted from the day of publication
                first, last = first and first + base, last and last + base
            found.append(DateExpr(e.start + start, e.end + start, first, last, e.start_prec, e.end_prec, e.since, e.form, e.weekday))
    return found


class Phrase:
    """A phrase of dates: where the forms match it, and its days as far as they do not depend on more than they must.

    fixed: the same whatever the day of publication; weekly: the same but for a shift whenever that day is the same day of the week, as
    "on Thursday" or "two days ago" are. Which of them holds is tried out with some days of publication.
    """

    __slots__ = ("text", "matches", "tried", "fixed", "weekly", "shifts", "_days")

    def __init__(self, text: str):
        self.text = text
        self.matches: list[tuple[str, re.Match, dict]] = []
        low = " ".join(text.lower().split())
        for name, pattern, needs in DATE:
            if any(need in low for need in needs):
                self.matches += [(name, match, match.groupdict()) for match in pattern.finditer(text)]
        self._days: dict[tuple, list[DateExpr]] = {}
        self.shifts: dict[tuple, list[DateExpr]] = {}
        self.tried = False
        self.fixed: list[DateExpr] | None = None
        self.weekly = False

    def _try(self) -> None:
        """Find out on what the days depend; done when the phrase comes for the second time."""
        self.tried = True
        one = self._resolved(TRIED[0], None, False)
        if _same(one, self._resolved(TRIED[1], None, True), None):
            self.fixed = one
        else:
            self.weekly = all(_same(one, self._resolved(day, None, False), day - TRIED[0]) for day in TRIED[2:])

    def expressions(self, anchor: date | None, near: date | None, to_come: bool) -> tuple[list[DateExpr], timedelta | None]:
        """The date expressions of the phrase, and how far their days are to be shifted, None for not at all."""
        if not self.tried and self._days:
            self._try()
        if self.fixed is not None:
            return self.fixed, None
        if self.weekly and anchor is not None:
            weekday = TRIED[0] + timedelta((anchor.weekday() - TRIED[0].weekday()) % 7)
            key = (weekday, to_come)
            known = self.shifts.get(key)
            if known is None:
                known = self.shifts[key] = self._resolved(weekday, None, to_come)
            return known, anchor - weekday
        day = (anchor, near, to_come)
        known = self._days.get(day)
        if known is None:
            if len(self._days) >= DAYS_REMEMBERED:
                self._days.clear()
            known = self._days[day] = self._resolved(anchor, near, to_come)
        return known, None

    def _resolved(self, anchor: date | None, near: date | None, to_come: bool) -> list[DateExpr]:
        """The date expressions, the forms in their order."""
        found: list[DateExpr] = []
        for name, match, groups in self.matches:
            start, end = match.span()
            for e in found:
                if start < e.end and end > e.start:
                    break
            else:
                expr = _resolve(name, match, groups, self.text, anchor, near or anchor, to_come)
                if expr is not None:
                    found.append(expr)
        return sorted(found, key=lambda e: e.start)


def _same(one: list[DateExpr], other: list[DateExpr], shift: timedelta | None) -> bool:
    """Are two lists of expressions the same, the days of the other that much later?"""
    if len(one) != len(other):
        return False
    for a, b in zip(one, other):
        first, last = a.first, a.last
        if shift is not None:
            first, last = first and first + shift, last and last + shift
        if (a.start, a.end, first, last, a.since, a.form) != (b.start, b.end, b.first, b.last, b.since, b.form):
            return False
    return True


_phrases: dict[str, Phrase] = {}


def _phrase(text: str) -> Phrase:
    """The phrase of that text, remembered."""
    known = _phrases.get(text)
    if known is None:
        if len(_phrases) >= REMEMBERED:
            _phrases.clear()
        known = _phrases[text] = Phrase(text)
    return known


def _day_number(words: list[str], k: int) -> bool:
    """May the number at word k end a date: 15 in "January 15" or "12-15", but not 21 in "since January, 21"?"""
    return words[k][0].isdigit() and (words[k - 1] in MONTHS or words[k - 1] in BEFORE_NUMBER)


def _to_come(text: str, words: list[str], starts: list[int], a: int) -> bool:
    """Do the words before word a speak of what is to come?"""
    if COMING.isdisjoint(words[max(0, a - 14) : a]):
        return False
    return FUTURE.search(text[max(0, starts[a] - 60, starts[0]) : starts[a]].rsplit(". ", 1)[-1]) is not None


def _resolve(
    name: str, match: re.Match, g: dict, text: str, anchor: date | None, near: date | None, to_come: bool
) -> DateExpr | None:
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
        count = _count(g.get("count1"))
        if (
            g["past"].lower() == "recent"
            or (g.get("count1") is None and g["unit1"].lower() not in ("week", "month", "year", "night", "day", "hour", "fortnight"))
            or count is None
        ):
            return DateExpr(start, end, None, None, None, None, form="past") if g.get("count1") or g["past"].lower() == "recent" else None
        if (
            g.get("count1") is None
            and g["past"].lower() == "last"
            and not match[0].lower().startswith(("the last", "over the", "in the", "during the", "within the"))
        ):
            return None  # last week is another form
        days = round(count * DAYS[g["unit1"].lower()])
        if anchor is None:
            return DateExpr(start, end, None, None, None, None, form="past")
        unit = g["unit1"].lower()
        prec = {"hour": 1, "night": 1, "day": 1, "week": 2, "fortnight": 2, "month": 4, "year": 5}[unit]
        return DateExpr(start, end, anchor - timedelta(days), anchor, prec, 1, form="past")
    if name == "ago":
        count, unit = _count(g["count1"]), g["unit1"].lower()
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


def relate(found: list[DateExpr], text: str, spoken: Callable[[], date | None]) -> None:
    """Give days to the expressions of a sentence that are counted from another day: the day spoken of before, or the one named behind.

    spoken: gives the day last spoken of in earlier sentences; asked for only where the sentence has none.
    """
    for i, expr in enumerate(found):
        if expr.form != "relative":
            continue
        words = " ".join(text[expr.start : expr.end].lower().split())
        if words.endswith((" after", " before")) and not text[expr.end : expr.end + 6].lower().strip().startswith(("that", "this")):
            _anchor_on(expr, words, text, found[i - 1] if i else None, found[i + 1] if i + 1 < len(found) else None)
            continue
        base = next((e.first for e in reversed(found[:i]) if e.first), None) or spoken()
        if base is None:
            continue
        if words.endswith("week"):
            expr.first = base - timedelta(base.weekday())
            expr.last, expr.start_prec, expr.end_prec = expr.first + timedelta(6), 2, 2
        elif words.endswith("month"):
            expr.first = base.replace(day=1)
            expr.last = base.replace(day=calendar.monthrange(base.year, base.month)[1])
            expr.start_prec = expr.end_prec = 4
        else:
            expr.first = expr.last = base + timedelta(0 if "same" in words or "that day" in words else _shift(words))


def _anchor_on(expr: DateExpr, words: str, text: str, before: DateExpr | None, behind: DateExpr | None) -> None:
    """a week after the attack of 7 April: counted from that day; on 14 April, a week after the attack: another word for that day."""
    if behind is not None and behind.first is not None and behind.first == behind.last:
        gap = text[expr.end : behind.start]
        if len(gap) <= FAR_ANCHOR and not re.search("[,;.:]", gap):
            expr.first = expr.last = behind.first + timedelta(_shift(words))
            return
    if before is not None and before.first is not None and before.first == before.last and text[before.end : expr.start].strip() in APPOSED:
        expr.first = expr.last = before.first


def _shift(words: str) -> int:
    """How many days "two weeks later" or "the previous day" is away."""
    match = SPAN.search(words)
    days = 1 if match is None else round((_count(match["count1"]) or 0) * DAYS[match["unit1"]])
    return -days if re.search("previous|earlier|before", words) else days


def _count(word: str | None) -> Any:
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
    if year_after := next((y for y in (anchor.year + 1, anchor.year) if 0 <= (date(y, month, min(day, 28)) - anchor).days <= AHEAD), None):
        return year_after
    return anchor.year if (month, day) <= (anchor.month, anchor.day) else anchor.year - 1
