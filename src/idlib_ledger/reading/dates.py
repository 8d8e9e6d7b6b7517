"""Date expressions: absolute, weekdays, relative to an anchor or to the day spoken of, spans and open spans.

Precision is the codebook's: 1 the day, 2 within a week, 3 about ten days (early, mid, late), 4 within a month, 5 longer.
An imprecise beginning is entered with its first possible day, an imprecise end with its last.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

from .date_days import DAYS, DateExpr, months_before, resolve, units_of
from .date_forms import COUNT, DATE, MONTHS, UNIT, WEEKDAYS
from .tokens import DATED, DATEY, TOKEN, lower

SPAN: Final = re.compile(COUNT.format(n=1) + r"\s+" + UNIT.format(n=1))
FAR_ANCHOR: Final = 60  # characters between "a week after" and the day that it is counted from
APPOSED: Final = (",", "-", "–", "—")
UNITS: Final = "hour hours day days night nights week weeks fortnight fortnights month months year years weekend".split()
SIGNS: Final = {*MONTHS, *WEEKDAYS, *UNITS, *"today yesterday tomorrow overnight tonight morning afternoon evening".split()}
VOCABULARY: Final = SIGNS | set(  # words that a date expression is made of
    """
    , . ; - – / the of in on from to and or between since as at least until till through up by for a an few couple half one two three
    four five six seven eight nine ten eleven twelve several early mid late beginning start middle end part last next this that these
    past previous preceding recent just only under barely less little space
    following same first second third fourth quarter ago earlier before later after afterwards
    afterward onwards onward followed which during throughout about some nearly almost more than over during within st nd rd th s
    """.split()
)
FUTURE: Final = re.compile(
    r"\b(?:will|shall|is to|are to|was to|due to|set to|scheduled|(?:agree\w*|announc\w*|declar\w*)\b[^.]*\b(?:starting|beginning)"
    r"|to (?:begin|start|take effect|come into|enter into))\b[^.]*$",
    re.I,
)


COMING: Final = set("will shall scheduled to starting beginning".split())
LAST: Final = set("ago earlier before later after afterwards afterward onwards onward followed s st nd rd th quarter half".split())
MARKS: Final = ",.;:!?)\"'’”"  # after a phrase these change nothing, but for "the day before,"
BEFORE_NUMBER: Final = {".", "-", "–", "/", "to", "and", "until", "through"}  # within a date
LEADING: Final = {",", ".", ";", "-", "–", "/", "and", "or", "of", "st", "nd", "rd", "th", "s"}
REMEMBERED: Final = 50_000  # phrases that are kept
DAYS_REMEMBERED: Final = 8  # days of publication for which the days of a phrase are kept
# days that months of all lengths precede
TRIED: Final = [date(2003, 6, 18), date(2016, 2, 29), *(date(2003, 6, 18) + timedelta(7 * n) for n in (1, 4, 29, 39, 83, 700))]


def signs(low: str) -> int:
    """DATED for a word that only a date expression has, DATEY for one that it may have, 0 for others."""
    if low[:1].isdigit():
        year = len(low) == 4 and low.isdigit() and low[:2] in ("19", "20")
        return DATED | DATEY if year else DATEY if len(low) <= 4 and low.isdigit() else 0
    parts = low.split("-") if len(low) > 1 else [low]
    if not SIGNS.isdisjoint(parts):
        return DATED | DATEY
    return DATEY if VOCABULARY.issuperset(parts) else 0


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
    relate(found, text, lambda _: spoken)
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
        while b > k + 1 and not (flags[b - 1] & DATED or words[b - 1] in LAST or _day_number(words, b - 1) or _lasting(words, b - 1)):
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
                expr = resolve(name, match, groups, self.text, anchor, near or anchor, to_come)
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


def _lasting(words: list[str], k: int) -> bool:
    """May the word at k end a span of time: three days of fighting?"""
    return words[k] == "of" and words[k - 1] in ("days", "weeks", "months")


def _to_come(text: str, words: list[str], starts: list[int], a: int) -> bool:
    """Do the words before word a speak of what is to come?"""
    if COMING.isdisjoint(words[max(0, a - 14) : a]) or any(low in ("became", "was", "were") for low in words[max(0, a - 3) : a]):
        return False
    return FUTURE.search(text[max(0, starts[a] - 60, starts[0]) : starts[a]].rsplit(". ", 1)[-1]) is not None


def relate(found: list[DateExpr], text: str, spoken: Callable[[bool], date | None]) -> None:
    """Give days to the expressions of a sentence that are counted from another day: the day spoken of before, or the one named behind.

    spoken: gives the day last spoken of in earlier sentences, or with True any day of the month last spoken of; asked for only where
    the sentence has none.
    """
    for i, expr in enumerate(found):
        if expr.form == "followed":
            base = next((e.first for e in reversed(found[:i]) if e.first), None) or spoken(True)
            if base is not None:
                expr.first, expr.last = _following(base, SPAN.search(text, expr.start, expr.end), expr.start_prec)
        if expr.form != "relative":
            continue
        words = " ".join(text[expr.start : expr.end].lower().split())
        if words.endswith((" after", " before")) and not text[expr.end : expr.end + 6].lower().strip().startswith(("that", "this")):
            _anchor_on(expr, words, text, found[i - 1] if i else None, found[i + 1] if i + 1 < len(found) else None)
            continue
        base = next((e.first for e in reversed(found[:i]) if e.first), None) or spoken("month" in words)
        if base is None:
            continue
        if words.endswith("week"):
            expr.first = base - timedelta(base.weekday())
            expr.last, expr.start_prec, expr.end_prec = expr.first + timedelta(6), 2, 2
        elif "month" in words:
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


def _following(base: date, match: re.Match | None, prec: int | None) -> tuple[date | None, date | None]:
    """The first and last day of "the 11 months that followed" a day; months and years are those of the calendar."""
    count, unit = (units_of(match["count1"]), match["unit1"].lower()) if match is not None else (None, "")
    if count is None:
        return None, None
    if prec in (1, 2):
        return base, base + timedelta(round(count * DAYS[unit]))
    end = months_before(base.replace(day=1), -round(count) * (12 if unit == "year" else 1))
    return base.replace(day=1), end.replace(day=calendar.monthrange(end.year, end.month)[1])


def _shift(words: str) -> int:
    """How many days "two weeks later" or "the previous day" is away."""
    match = SPAN.search(words)
    days = 1 if match is None else round((units_of(match["count1"]) or 0) * DAYS[match["unit1"]])
    return -days if re.search("previous|earlier|before", words) else days
