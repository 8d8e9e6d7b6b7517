"""When it happened: the days of a quantity, and the days that a sentence leaves to later ones."""

from __future__ import annotations

from typing import Any, Final

from . import measures, speech
from .attach import HARM, LARGE, UPROOTED
from .date_days import months_before, units_of
from .sentence import Quantity, Sentence

SPAN_FORMS: Final = ("period", "past")
FARTHEST: Final = 1_000_000
UNTOLD: Final = ("relative", "followed", "ago", "past", "this")  # forms that without an anchor say nothing
IN_THAT_TIME: Final = (["in", "that", "time"], ["during", "that", "time"], ["over", "that", "time"], ["in", "this", "time"])
THEN: Final = (["then", ","], ["then", "."], ["that", "time"], ["that", "day"], ["that", "date"])
CAMPAIGNS: Final = {"offensive", "campaign", "war"}
BEGAN: Final = {"opened", "began", "launched", "started", "broke", "begun", "since", "went", "stepped", "intensified"}
EXPECTED: Final = {"expected", "likely", "due"}
SHOWN: Final = {"photograph", "photo", "picture", "video", "footage", "image", "images", "photographs", "photos"}
GOING: Final = ("try to leave", "trying to leave", "stream to", "stream into", "streaming to", "on their way to")
FIGHTING: Final = {"fighting", "violence", "conflict", "clashes", "offensive", "war", "campaign", "assault"}
WEEKS_OF: Final = (["weeks", "of"], ["months", "of"])
PERFECT: Final = {"has", "have", "has left", "have left"}
MONTHLY: Final = ("displaced", "aided")
TOLD_AGAIN: Final = 1000  # from here on the same number of the same is the same figure
WHICH: Final = {"which", "who", "whom", "where"}
LONG_LIST: Final = 4  # kinds of things hit in one sentence: a campaign, no single attack
TABLED: Final = {"brought", "tabled", "submitted", "introduced", "proposed", "drafted"}
SECURED: Final = {"secured", "received", "allocated", "released", "pledged"}
REQUIRED: Final = {"requires", "require", "needs", "needed"}
COUNTED: Final = "two three four five six seven eight nine ten".split()
HEARD: Final = {"reports", "word", "news", "accounts"}
REACHED: Final = {"reached", "came", "arrived"}
ANNIVERSARY: Final = {"anniversary", "birthday", "centenary"}
STRUCK: Final = ("struck", "hit", "bombed", "attacked", "shelled")
SPANS: Final = ("period", "span", "time")
ALSO: Final = {"also", "well", "too"}
FEWEST: Final = ("dozens", "scores", "many")  # so many may be hurt in one attack
CHANGED: Final = ("facilities_closed", "settlements_captured", "settlements_lost")  # what has changed stays so: up to now
FOLLOWED: Final = HARM | {*measures.ACTS, "displaced", "returned", "evacuated"}
RUNS: Final = ("runs", "ran", "running", "covers", "covered", "covering", "spans", "spanning")
BY_DAY: Final = ("returned", "evacuated", "votes")  # movements that are counted day by day


def period(s: Sentence, q: Quantity) -> tuple[tuple | None, bool]:
    """((first, last, start_prec, end_prec) or None, does the text count over a span?) of a quantity's event."""
    found, spans = _period(s, q)
    if q.number.value is None or q.number.value < TOLD_AGAIN or q.measure in measures.STOCK:
        return found, spans
    before = s.document.told.setdefault((q.measure, q.number.value), (found, spans))
    if before[0] is not None and before[1] and (found is None or found[0] is None or (found[0] == before[0][0] and _month(found))):
        return before  # the same figure once more
    return found, spans


def _month(period: tuple) -> bool:
    """Is it a month of the calendar, or without an end?"""
    first, last = period[:2]
    return last is None or (first.day == 1 and 27 <= (last - first).days <= 30)


def _period(s: Sentence, q: Quantity) -> tuple[tuple | None, bool]:
    said = s.said_on
    now = said.first if said is not None else s.anchor
    stock = q.measure in measures.STOCK
    at = q.cue if q.cue is not None else q.noun_at if q.noun_at is not None else q.number.i
    best = FARTHEST
    expr = None
    if q.measure == "displaced" and now and _of_the_displaced(s, q):
        counted = [found for (measure, _), (found, spans) in s.document.told.items() if measure == "displaced" and spans and found]
        if counted and counted[-1][0]:
            return counted[-1], True  # some 30,000 of the newly displaced
    if as_they_live(s, q):
        return ((None, now, None, 1) if now else None), False
    if q.rule == "tally" and q.measure in measures.ACTS and "now" in s.W[max(0, q.first - 2) : q.first]:
        return ((None, now, None, 1) if now else None), True  # the bombs dropped now number 28
    if q.rule == "before_that":
        return None, False  # many of whom fighting elsewhere had displaced
    if _goes_on(s, q, at):
        return ((now, now, 2, 1) if now else None), False  # thousands continue to be uprooted
    for e in s.dates:
        if e is said or (e.first is None and e.form in UNTOLD) or (s.speech is not None and e.first != e.last and speech.dated(s, e)):
            continue
        if s.dateline and s.at(e.start) < s.dateline:
            continue  # Beirut, 1 January - : where and when it was written
        if _tabled(s, e) or _reached(s, e):
            continue
        if stock and (e.since or e.form in SPAN_FORMS or e.form in ("until", "decade") or e.start_prec == 2):
            continue  # a level is told of a day
        k = s.at(e.start)
        if ";" in s.W[min(k, q.end) : max(k, q.first)] and "headline" not in s.W[min(k, q.end) : max(k, q.first)]:
            continue  # of another clause
        away = min(s.edge(q, k), s.distance(at, k))
        if away < best:
            best, expr = away, e
    if expr is not None:
        last = now if expr.since and now else expr.last
        if expr.form == "past" and said is not None and now and s.anchor and expr.first:
            return (expr.first - (s.anchor - now), now, expr.start_prec, expr.end_prec), True  # in 17 days, it said on Thursday
        war = s.document.war_before(s) if expr.form == "past" and expr.start_prec == 5 and s.W[0] in ("it", "the") else None
        if war is not None and expr.first and war.first.year == expr.first.year:
            return (war.first, last, war.start_prec, expr.end_prec), True  # war broke out in 2011. It has cost so many lives in eight years
        spans = expr.since or expr.form in SPAN_FORMS or expr.first != expr.last
        if q.measure == "displaced" and expr.form == "point" and now and expr.first and _opened(s, expr):
            return (expr.first, now, expr.start_prec, 1), True  # went on the offensive on 30 April, which drove out thousands
        return (expr.first, last, expr.start_prec, 1 if expr.since and last else expr.end_prec), spans
    after = _months_after(s, now)
    if after is not None and q.measure in {*HARM, "displaced"}:
        return after, True
    if any(e.form == "past" and e.first is None for e in s.dates):
        return ((None, now, None, 1) if now else None), True  # in recent weeks: nobody says since which day
    if stock:
        return ((now, now, 1, 1) if now else None), False
    if rate(s, q) and "had" in s.W[:at]:
        return None, False  # it had been treating 11,500 patients monthly
    if rate(s, q) or (q.measure == "funding_usd" and required(s, q)):
        return ((now, now, 1, 1) if now else None), False  # reaches a million a month
    month = s.document.date_before(s) if q.measure in CHANGED and _have_since(s.W, at) else None
    if month is not None and now:
        return (month.first, now, month.start_prec, 1), True  # in August a truce collapsed. Dozens of villages have since been taken
    if q.measure in CHANGED and (not PERFECT.isdisjoint(s.W[max(0, at - 8) : at]) or ("far" in s.W and s.W[s.W.index("far") - 1] == "so")):
        return ((None, now, None, 1) if now else None), True  # two hospitals have had to close so far
    if q.whole is not None and q.whole.period:
        return q.whole.period, False
    if q.whole is not None and q.part and hit(q.measure) and q.whole.measure == q.measure:
        return None, False  # one of the hospitals whose day is not told
    if now and _by_the_fighting(s, q, at):
        start = s.document.offensive()  # the fighting has cost hundreds of lives
        return (start.first if start else None, now, start.start_prec if start else None, 1), True
    if q.measure in MONTHLY or hit(q.measure):
        start = s.document.offensive() if hit(q.measure) and q.number.percent else None
        if start is not None and now:
            return (start.first, now, start.start_prec, 1), True  # a third of the buildings: all that the offensive has destroyed
        month = s.document.date_before(s)
        if month is not None and month.first and month.last and month.first.day == 1 and 27 <= (month.last - month.first).days <= 30:
            return (month.first, month.last, 1, 1), False  # a report on January
    if q.measure == "displaced" and once_struck(s):
        return s.document.day_before(s), False  # most had run away once the camp was struck
    if (now and q.measure == "displaced") or (q.measure in HARM and "result" in s.W):
        start = s.document.opened_before(s)
        if start is not None:
            return (start.first, now, start.start_prec, 1 if now else None), True
    followed = s.document.date_before(s)
    if followed is not None and followed.form == "followed" and (q.measure in FOLLOWED or hit(q.measure)):
        return (followed.first, followed.last, followed.start_prec, followed.end_prec), True  # in the months that followed
    if (q.number.vague in LARGE or q.number.vague in ("many", "most")) and not (q.number.vague in FEWEST and q.measure in HARM):
        return None, False  # dozens of schools: a campaign's, not the day's last spoken of
    if ("since" in s.W and any(s.W[k] == "since" and s.W[k + 1 : k + 3] in THEN for k in range(s.n))) or (
        "time" in s.W and any(s.W[k] == "time" and s.W[k - 2 : k + 1] in IN_THAT_TIME for k in range(2, s.n))
    ):
        day = s.document.date_before(s)
        if day is not None:
            return (day.first, now, day.start_prec, 1 if now else None), True  # since that time
    if "since" in s.W and any(s.W[k] == "since" and s.T[k].date is None and k > q.first for k in range(s.n)) and "morning" not in s.W:
        last = s.document.runs_to(s) or now
        return ((None, last, None, 1) if last else None), True  # since the uprising began
    since = next((o.period for o in s.quantities if o.end <= q.first and o.period and o.period[0] is None and o.period[3] == 1), None)
    if since is not None and "since" in s.W and not s.dates and (q.measure in HARM or q.measure in measures.ACTS):
        return since, True  # 1,928 killed since they intervened, and 236 attacks that killed 67 of them
    who = s.speech
    before = s.before
    if before is not None and before.period and "same" in s.W and any(s.W[k] == "same" and s.W[k + 1] in SPANS for k in range(s.n)):
        return before.period, before.period[0] != before.period[1]  # over the same period
    if who is not None and who.carried and before is not None and before.period and not ALSO.isdisjoint(s.W):
        return before.period, before.period[0] != before.period[1]  # she also spoke of 51 facilities damaged: in the time just told
    if hit(q.measure) and before is not None and before.period and sum(hit(o.measure) for o in s.quantities) >= LONG_LIST:
        return before.period, before.period[0] != before.period[1]
    if q.measure in BY_DAY and not EXPECTED.isdisjoint(s.W[q.end : q.end + 4]):
        return None, False
    if q.measure in HARM and "earlier" in s.W and any(s.W[k] == "had" and s.W[k + 1] == "already" for k in range(s.n)):
        return None, False  # had already attacked; that earlier raid killed a man
    if q.measure == "damage_usd" and before is not None and before.period and not PERFECT.isdisjoint(s.W):
        return before.period, before.period[0] != before.period[1]  # the damage that they have done is put at $322 million
    if q.measure == "funding_usd" and now and not PERFECT.isdisjoint(s.W) and not SECURED.isdisjoint(s.W):
        return (None, now, None, 1), True  # so much has been secured
    none = q.measure == "sorties" and q.number.value == 0
    if q.measure in HARM or q.measure in measures.ACTS or q.measure in BY_DAY or hit(q.measure) or none or q.rule == "so_did":
        told = s.document.day_before(s) or s.document.day_after(s)
        if told is not None and q.measure in HARM:
            s.document.dated[s.index] = told
        return told, False
    return None, False


def _months_after(s: Sentence, now: Any) -> tuple | None:
    """The days from the beginning of an offensive to `now`: four months after they opened an offensive, the number of dead stands at."""
    count = units_of(s.W[0]) if s.W[0] in COUNTED else None
    if (
        now is None
        or count is None
        or s.W[1] != "months"
        or s.W[2] != "after"
        or CAMPAIGNS.isdisjoint(s.W[:20])
        or BEGAN.isdisjoint(s.W[:20])
    ):
        return None
    return months_before(now, round(count)), now, 4, 1


def once_struck(s: Sentence) -> bool:
    """Is it told what followed an attack: once it was struck, when the camp was hit?"""
    W = s.W
    return any(
        W[k] in ("once", "when", "after") and any(W[m] in STRUCK and W[m - 1] in ("was", "were") for m in range(k + 2, min(k + 6, s.n)))
        for k in range(s.n)
    )


def _have_since(W: list[str], at: int) -> bool:
    """Is it told what has changed since a day named before: have since been taken?"""
    return any(W[k] == "since" and W[k - 1] in PERFECT for k in range(max(1, at - 3), at))


def required(s: Sentence, q: Quantity) -> bool:
    """Is it money that is required, a level of the day: supporting them requires $336 M?"""
    return not REQUIRED.isdisjoint(s.W[max(0, q.first - 4) : q.first])


def _of_the_displaced(s: Sentence, q: Quantity) -> bool:
    """Is it a part of those displaced that were told of before: 30,000 of the newly displaced?"""
    behind = s.W[q.number.j : q.number.j + 4]
    return behind[:2] == ["of", "the"] and any(w.endswith("displaced") for w in behind[2:])


def rate(s: Sentence, q: Quantity) -> bool:
    """Is it a rate: a million a month, 400 patients monthly?"""
    return s.W[q.end] in ("monthly", "daily", "weekly") or (
        s.W[q.end] in ("a", "per", "every") and s.W[q.end + 1] in ("month", "week", "day")
    )


def _goes_on(s: Sentence, q: Quantity, at: int) -> bool:
    """Is it told as going on: thousands continue to be uprooted, every day more are killed?"""
    W = s.W
    if q.measure not in HARM and q.measure != "displaced":
        return False
    near = W[max(0, at - 4) : at]
    going = s.W[at][-3:] == "ing" and W[at - 1] in ("are", "is") and q.measure == "displaced"
    return (
        going
        or (s.W[at] in GOING)
        or ("continue" in near and "be" in near)
        or ("being" in near[-1:] and W[at - 2] in ("are", "is"))
        or _daily(W, at)
    )


def _daily(W: list[str], at: int) -> bool:
    return any(W[k] == "every" and W[k + 1] == "day" for k in range(max(0, at - 12), at + 12))


def _by_the_fighting(s: Sentence, q: Quantity, at: int) -> bool:
    """Is it told what the fighting, or weeks of bombing, have done all in all?"""
    told = q.measure == "displaced" or q.measure in HARM or q.measure == "settlements_ruined" or hit(q.measure)
    return (
        told and (not FIGHTING.isdisjoint(s.W[:4]) or _the_fighting_has(s, at) or s.W[:2] in WEEKS_OF) and not PERFECT.isdisjoint(s.W[:at])
    )


def _the_fighting_has(s: Sentence, at: int) -> bool:
    """In the province the fighting has taken the lives of hundreds."""
    W = s.W
    return any(W[k] in FIGHTING and W[k - 1] in ("the", "this") and W[k + 1] in PERFECT for k in range(1, min(at, s.n)))


def _opened(s: Sentence, e: Any) -> bool:
    """Is the date the one on which an offensive, or a war, began?"""
    k = s.at(e.start)
    return not CAMPAIGNS.isdisjoint(s.W[max(0, k - 12) : k + 24])


def opened(s: Sentence) -> Any:
    """The date on which an offensive or a war began, if the sentence tells it."""
    if CAMPAIGNS.isdisjoint(s.W) or BEGAN.isdisjoint(s.W):
        return None
    return next((e for e in s.dates if e is not s.said_on and e.first is not None and e.form in ("point", "since") and _opened(s, e)), None)


def runs_to(s: Sentence) -> Any:
    """The last day of the record whose span the sentence tells: documentation, which runs from March 2011 to 20 November 2019."""
    return next((e.last for e in s.dates if e.form == "period" and s.W[s.at(e.start) - 1] in RUNS), None)


def as_they_live(s: Sentence, q: Quantity) -> bool:
    """Is it told what those are who live there: three million people live there, many of them displaced?"""
    return q.measure == "displaced" and q.part and s.W[q.end] in UPROOTED and any(o.measure == "inhabitants" for o in s.quantities)


def hit(measure: str | None) -> bool:
    """Does the measure count things hit?"""
    return measure is not None and measure.endswith("_hit")


def tells(s: Sentence) -> bool:
    """Has the sentence a date other than that of the speech?"""
    return any(e is not s.said_on for e in s.dates)


def day(s: Sentence, shown: bool = False) -> tuple | None:
    """The period that a sentence leaves to those after it: the last day it speaks of, that of the speech and of truces apart.

    shown: may it be the day of a photograph?
    """
    for e in reversed(s.dates):
        if s.dateline and s.at(e.start) < s.dateline:
            continue
        if (
            e is s.said_on
            or (e.since and e.first != e.last)
            or e.start_prec != 1
            or not e.first
            or not e.last
            or (e.last - e.first).days > 2
        ):
            continue
        k = s.at(e.start)
        if not ANNIVERSARY.isdisjoint(s.W):
            continue
        if _tabled(s, e) or _reached(s, e) or _had_been(s, k) or not (shown or SHOWN.isdisjoint(s.W[max(0, k - 3) : k] + s.W[:2])):
            continue
        if not any(e is truce for _, _, _, truce, _ in s.truces):
            return e.first, e.last, e.start_prec, e.end_prec
    return None


def _tabled(s: Sentence, e: Any) -> bool:
    """Is it the day on which a text that is spoken of was brought in: the resolution, brought in on Monday, provides for six months?"""
    k = s.at(e.start)
    lead = s.W[max(0, k - 5) : k]
    return not TABLED.isdisjoint(lead) and any(w == "," for w in s.W[max(0, k - 6) : k]) and "," in s.W[k : k + 9]


def _reached(s: Sentence, e: Any) -> bool:
    """Is it the day on which it was heard of: only yesterday reports reached the agency of hits on two hospitals?"""
    behind = s.W[s.at(e.end - 1) + 1 : s.at(e.end - 1) + 5]
    return not HEARD.isdisjoint(behind) and not REACHED.isdisjoint(behind)


def _had_been(s: Sentence, k: int) -> bool:
    """Does the day at word k stand in an aside on earlier times: a village, which they had taken on 3 February?"""
    lead = s.W[max(0, k - 12) : k]
    return "had" in lead and not WHICH.isdisjoint(lead[: lead.index("had")]) and "," not in lead[lead.index("had") :]
