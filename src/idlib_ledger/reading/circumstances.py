"""When and where it happened: the days and the place of a quantity, and what a sentence leaves of both to later ones."""

from __future__ import annotations

from typing import Any, Final

from . import measures, names, speech
from .attach import HARM, LARGE
from .sentence import Quantity, Sentence
from .tokens import KIND, PLACE

SPAN_FORMS: Final = ("period", "past")
MOVES: Final = ("displaced", "evacuated", "returned")
DIRECTIONS: Final = (
    "the",
    "central",
    "northern",
    "southern",
    "eastern",
    "western",
    "northwestern",
    "north-western",
    "northeastern",
    "southwestern",
    "southeastern",
    "rebel-held",
    "opposition-held",
    "nearby",
    "rural",
    "neighbouring",
    "neighboring",
)
KIND_WORDS: Final[dict[str, tuple[str, ...]]] = {  # a word for a kind of place -> the kinds it may mean
    "province": ("governorate",),
    "governorate": ("governorate",),
    "city": ("city", "settlement"),
    "town": ("settlement", "city"),
    "village": ("settlement",),
    "district": ("district",),
    "enclave": ("region",),
    "region": ("region", "governorate"),
    "zone": ("region",),
    "country": ("country",),
}
PLACE_BEFORE: Final = {"in", "at", "near", "outside", "inside", "around", "across", "from", "to", "into", "on"}
FROM_THERE: Final = 20
FARTHEST: Final = 1_000_000
UNTOLD: Final = ("relative", "ago", "past", "this")  # forms that without an anchor say nothing
AT_A_PLACE: Final = ("in", "on", "at", "hit", "the")
BESIDE_SPEAKERS: Final = (
    "reporters",
    "journalists",
    "based",
    "press",
    "briefing",
    "conference",
    "correspondents",
)  # told the press in Geneva
BACK: Final = 25  # paragraphs from which a truce has its place
HOUSED: Final = ("took in", "taken in", "found cover", "found shelter", "took shelter", "taken shelter")
INTO: Final = ("into", "to", "towards", "toward")
IN_THAT_TIME: Final = (["in", "that", "time"], ["during", "that", "time"], ["over", "that", "time"], ["in", "this", "time"])
THEN: Final = (["then", ","], ["then", "."], ["that", "time"], ["that", "day"], ["that", "date"])
SORTS: Final = ("village", "town", "city", "district", "settlement", "hamlet", "province", "area")
CAMPAIGNS: Final = {"offensive", "campaign", "war"}
BEGAN: Final = {"opened", "began", "launched", "started", "broke", "begun", "since", "went", "stepped", "intensified"}
EXPECTED: Final = {"expected", "likely", "due"}
SHOWN: Final = {"photograph", "photo", "picture", "video", "footage", "image", "images", "photographs", "photos"}
TAKEN_UP: Final = ("strike", "attack", "raid", "air strike", "airstrike", "air raid", "bombing", "shelling", "massacre")
GOING: Final = ("try to leave", "trying to leave", "stream to", "stream into", "streaming to", "on their way to")
GATES: Final = {"checkpoint", "crossing", "gate", "corridor", "checkpoints"}
FIGHTING: Final = {"fighting", "violence", "conflict", "clashes", "offensive", "war"}
PERFECT: Final = {"has", "have"}
MONTHLY: Final = ("displaced", "aided")
WHICH: Final = {"which", "who", "whom", "where"}
NEXT_TO: Final = ("neighbouring", "neighboring", "nearby", "different", "second", "third")
SIDES: Final = ("west", "east", "north", "south", "northwest", "northeast", "southwest", "southeast", "outside")
LONG_LIST: Final = 4  # kinds of things hit in one sentence: a campaign, no single attack
SPANS: Final = ("period", "span", "time")
ALSO: Final = {"also", "well", "too"}
FEWEST: Final = ("dozens", "scores")  # so many may be hurt in one attack
BY_DAY: Final = ("returned", "evacuated")  # movements that are counted day by day
STANDS_AT: Final = ("in", "at", "near", "on")
LISTING: Final = {"and", ","}
MIXED: Final = ({"city", "governorate"}, {"region", "governorate"})  # kinds of places that a list may mix: in Idlib and western Aleppo
PROVINCES: Final = {"provinces", "governorates", "countryside"}
BREAKS: Final = {"in", "from", "near", "into", "while", "killed", "where", "which", "but"}
ONE_IN: Final = (["one", "in"], ["the", "other", "in"], ["another", "in"])  # one in a town and one in another
PASSING: Final = ("point", "road")  # kinds of places that are hit or held, and are no place for what is told next
AWAY: Final = ("to", "from", "into", "towards", "toward")
TOWARDS: Final = ("in", "from", "to", "into", "near", "across", "with")


def period(s: Sentence, q: Quantity) -> tuple[tuple | None, bool]:
    """((first, last, start_prec, end_prec) or None, does the text count over a span?) of a quantity's event."""
    said = s.said_on
    now = said.first if said is not None else s.anchor
    stock = q.measure in measures.STOCK
    at = q.cue if q.cue is not None else q.noun_at if q.noun_at is not None else q.number.i
    best = FARTHEST
    expr = None
    if _goes_on(s, q, at):
        return ((now, now, 2, 1) if now else None), False  # thousands continue to be uprooted
    for e in s.dates:
        if e is said or (e.first is None and e.form in UNTOLD) or (s.speech is not None and e.first != e.last and speech.dated(s, e)):
            continue
        if s.dateline and s.at(e.start) < s.dateline:
            continue  # Beirut, 1 January - : where and when it was written
        if stock and (e.since or e.form in SPAN_FORMS or e.form in ("until", "decade") or e.start_prec == 2):
            continue  # a level is told of a day
        k = s.at(e.start)
        if ";" in s.W[min(k, q.end) : max(k, q.first)]:
            continue  # of another clause
        away = min(s.edge(q, k), s.distance(at, k))
        if away < best:
            best, expr = away, e
    if expr is not None:
        last = now if expr.since and now else expr.last
        if expr.form == "past" and said is not None and now and s.anchor and expr.first:
            return (expr.first - (s.anchor - now), now, expr.start_prec, expr.end_prec), True  # in 17 days, it said on Thursday
        spans = expr.since or expr.form in SPAN_FORMS or expr.first != expr.last
        if q.measure == "displaced" and expr.form == "point" and now and expr.first and _opened(s, expr):
            return (expr.first, now, expr.start_prec, 1), True  # went on the offensive on 30 April, which drove out thousands
        return (expr.first, last, expr.start_prec, 1 if expr.since and last else expr.end_prec), spans
    if any(e.form == "past" and e.first is None for e in s.dates):
        return ((None, now, None, 1) if now else None), True  # in recent weeks: nobody says since which day
    if stock:
        return ((now, now, 1, 1) if now else None), False
    if q.whole is not None and q.whole.period:
        return q.whole.period, False
    if now and (q.measure == "displaced" or q.measure in HARM) and not FIGHTING.isdisjoint(s.W[:4]) and not PERFECT.isdisjoint(s.W[:at]):
        start = s.document.offensive()  # the fighting has cost hundreds of lives
        return (start.first if start else None, now, start.start_prec if start else None, 1), True
    if q.measure in MONTHLY or hit(q.measure):
        month = s.document.date_before(s)
        if month is not None and month.first and month.last and month.first.day == 1 and 27 <= (month.last - month.first).days <= 30:
            return (month.first, month.last, 1, 1), False  # a report on January
    if now and (q.measure == "displaced" or (q.measure in HARM and "result" in s.W)):
        start = s.document.opened_before(s)
        if start is not None:
            return (start.first, now, start.start_prec, 1), True
    if (q.number.vague in LARGE or q.number.vague in ("many", "most")) and not (q.number.vague in FEWEST and q.measure in HARM):
        return None, False  # dozens of schools: a campaign's, not the day's last spoken of
    if ("since" in s.W and any(s.W[k] == "since" and s.W[k + 1 : k + 3] in THEN for k in range(s.n))) or (
        "time" in s.W and any(s.W[k] == "time" and s.W[k - 2 : k + 1] in IN_THAT_TIME for k in range(2, s.n))
    ):
        day = s.document.date_before(s)
        if day is not None:
            return (day.first, now, day.start_prec, 1 if now else None), True  # since that time
    if "since" in s.W and any(s.W[k] == "since" and s.T[k].date is None and k > q.first for k in range(s.n)) and "morning" not in s.W:
        return ((None, now, None, 1) if now else None), True  # since the uprising began
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
    if q.measure in HARM or q.measure in measures.ACTS or q.measure in BY_DAY or hit(q.measure):
        return s.document.day_before(s) or s.document.day_after(s), False
    return None, False


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


def _opened(s: Sentence, e: Any) -> bool:
    """Is the date the one on which an offensive, or a war, began?"""
    k = s.at(e.start)
    return not CAMPAIGNS.isdisjoint(s.W[max(0, k - 12) : k + 12])


def opened(s: Sentence) -> Any:
    """The date on which an offensive or a war began, if the sentence tells it."""
    if CAMPAIGNS.isdisjoint(s.W) or BEGAN.isdisjoint(s.W):
        return None
    return next((e for e in s.dates if e is not s.said_on and e.first is not None and e.form in ("point", "since") and _opened(s, e)), None)


def hit(measure: str | None) -> bool:
    """Does the measure count things hit?"""
    return measure is not None and measure.endswith("_hit")


def day(s: Sentence, shown: bool = False) -> tuple | None:
    """The period that a sentence leaves to those after it: the last day it speaks of, that of the speech and of truces apart.

    shown: may it be the day of a photograph?
    """
    for e in reversed(s.dates):
        if s.dateline and s.at(e.start) < s.dateline:
            continue
        if e is s.said_on or e.since or e.start_prec != 1 or not e.first or not e.last or (e.last - e.first).days > 2:
            continue
        k = s.at(e.start)
        if _had_been(s, k) or not (shown or SHOWN.isdisjoint(s.W[max(0, k - 3) : k])):
            continue
        if not any(e is truce for _, _, _, truce, _ in s.truces):
            return e.first, e.last, e.start_prec, e.end_prec
    return None


def _had_been(s: Sentence, k: int) -> bool:
    """Does the day at word k stand in an aside on earlier times: a village, which they had taken on 3 February?"""
    lead = s.W[max(0, k - 12) : k]
    return "had" in lead and not WHICH.isdisjoint(lead[: lead.index("had")]) and "," not in lead[lead.index("had") :]


def place(s: Sentence, q: Quantity) -> tuple[str | None, str | None, str | None]:
    """(surface, place_id, role) of a quantity, from its sentence, its whole or the sentences before; None where there is none."""
    whole = q.whole.reading if q.whole is not None else None
    if whole is not None and (q.number.percent or q.number.vague == "most") and whole.place_id:
        return whole.place, whole.place_id, whole.place_role
    inside = s.document.reader.inside
    best: tuple | None = None
    at = q.cue if q.cue is not None else q.number.i
    found = sites(s)
    for k, place_id in found:
        if hit(q.measure) and s.document.reader.place_kinds.get(place_id) == "point" and s.W[k - 1] not in STANDS_AT:
            continue  # the hospital and ten schools: hit as well
        if len(found) > 1 and _aside(s, k):
            continue
        if k > q.end and ";" in s.W[q.end : k] and s.document.place_before(s) is not None:
            continue  # of another clause
        role = _role(s, k, place_id, q)
        score = min(s.edge(q, k), s.distance(at, k) + 1)
        score += 10 if role == "destination" and q.measure == "displaced" else 8 if role == "origin" and q.measure not in MOVES else 0
        if q.measure not in MOVES and (s.W[k - 1] == "from" or (s.W[k - 2] == "from" and s.W[k - 1] in DIRECTIONS)):
            score += FROM_THERE  # who came from there
        here = (score, k, place_id, role)
        if q.measure in MOVES and s.W[q.end] in ("in", "across") and q.end < k <= q.end + 2 and s.W[k + 1] not in ("'s", "’s", ","):
            best = here  # 312,000 people in the northwest
            break
        if best is None:
            best = here
        elif best[2] in inside.get(place_id, ()):  # the narrower of two places of which one contains the other
            best = here if score < best[0] + 12 else best
        elif score < best[0] and place_id not in inside.get(best[2], ()):
            best = here
    if best is not None:
        alone = q.noun is None and best[1] == q.end + 1  # one in this town and one in that
        return s.surface(best[1]), best[2] if alone else _joint(s, best[1], best[2], found), best[3]
    if whole is not None:
        return whole.place, whole.place_id, whole.place_role
    unlisted = _unlisted(s, q)
    if unlisted is not None:
        return unlisted
    again = s.document.attack_before(s) if q.measure in HARM and _taken_up(s) else None
    if again is not None:
        s.document.attacked[s.index] = again
    before = again or s.document.place_before(s) or (s.document.place_after(s) if q.measure in HARM else None)
    if before is None:
        last = s.before.reading if s.before is not None and s.before.whole is None else None
        if last is None or not last.place_id or sum(hit(o.measure) for o in s.quantities) < LONG_LIST:
            return None, None, None
        before = (last.place, last.place_id)
    if (q.noun is not None and q.noun.kind == "settlement") or q.number.vague in LARGE or _elsewhere(s):
        before = _province(s, before)
    return *before, _default_role(s, q)


def _taken_up(s: Sentence) -> bool:
    """Does the sentence take up an attack told before: the strike came in the morning and left 10 dead?"""
    return any(s.W[k] == "the" and s.W[k + 1] in TAKEN_UP and s.W[k + 2] not in ("on", "of", "against", "in") for k in range(min(s.n, 8)))


def _elsewhere(s: Sentence) -> bool:
    """Does the sentence tell of a place without a name, other than the one last spoken of: a neighbouring village?"""
    W = s.W
    return any(
        W[k] in SORTS
        and (W[k - 1] == "another" or (W[k - 1] in NEXT_TO and W[k - 2] in ("a", "another")) or W[k - 1] in ("other", "these"))
        for k in range(s.n)
    )


def _province(s: Sentence, found: tuple) -> tuple:
    """The governorate around a town: dozens of villages do not lie in the town last spoken of."""
    if s.document.reader.place_kinds.get(found[1]) not in ("settlement", "city", "point"):
        return found
    return found[0], _governorate(s.document.reader, found[1]) or found[1]


def _governorate(reader: Any, place_id: str) -> str | None:
    """The governorate in which a place lies."""
    return next((p for p in reader.inside.get(place_id, ()) if reader.place_kinds.get(p) == "governorate"), None)


def sites(s: Sentence) -> list[tuple[int, str]]:
    """(word, place_id) of the places that a sentence speaks of, those of its speakers apart."""
    if s._sites is None:
        s._sites = [(k, place_id) for k in s.where(PLACE | KIND) for place_id in [_site(s, k)] if place_id is not None]
    return s._sites


def _site(s: Sentence, k: int) -> str | None:
    word, low, lead = s.T[k], s.W[k], s.W[k - 1]
    if k < s.dateline:
        return None
    place_id = word.place
    if (
        place_id is None
        and (lead == "the" or (lead in DIRECTIONS and s.W[k - 2] == "the"))
        and low in KIND_WORDS
        and not (s.W[k + 1] == "of" and (s.T[k + 2].upper or s.T[k + 2].place is not None))
    ):
        # the province: the one last spoken of; not the city of Ariha
        kinds = KIND_WORDS[low]
        before = [s.T[m].place for m in s.where(PLACE) if m < k and s.T[m].place is not None]
        named = {s.document.reader.place_kinds.get(p): p for p in before}
        place_id = next((named[kind] for kind in kinds if kind in named), None) if named else None
        place_id = place_id or s.document.place_of_kind(s, kinds)
    if place_id is None or (lead in ("a", "an") and s.document.reader.place_kinds.get(place_id) == "point"):
        return None  # an industrial zone: one without a name
    speech = s.speech
    if speech is not None and speech.first <= k <= speech.last and (word.actor is not None or lead in ("in", "from")):
        return None
    if "whose" in s.W[max(0, k - 12) : k] and "," not in s.W[max(0, k - 12) + s.W[max(0, k - 12) : k].index("whose") : k]:
        return None  # a collective whose field is northern Syria: what somebody is, not where it happened
    if speech is not None and lead == "from" and k < speech.first <= k + 5 and s.W[k + 1] == ",":
        return None  # from Britain, the Observatory said
    if lead == "in" and s.W[k - 2] in BESIDE_SPEAKERS:
        return None
    return None if word.actor is not None and lead not in TOWARDS else place_id


def narrowest(s: Sentence) -> tuple:
    """(surface, place_id) of the narrowest place of the sentence, else the one last spoken of; (None, None) without."""
    found = sites(s)
    if not found:
        return s.document.place_before(s, BACK) or (None, None)
    inside = s.document.reader.inside
    k, place_id = min(found, key=lambda f: any(f[1] in inside.get(o, ()) for _, o in found))
    return s.surface(k), place_id


def spoken_of(s: Sentence) -> tuple:
    """((surface, place_id) or None, is it narrower than a country?) of the place that a sentence leaves to those after it."""
    found = sites(s)
    if not found:
        return None, False
    kinds, inside = s.document.reader.place_kinds, s.document.reader.inside
    narrow = [f for f in found if kinds.get(f[1]) != "country"]
    places = [f for f in narrow if kinds.get(f[1]) not in PASSING or s.W[f[0] - 1] in STANDS_AT] or narrow or found
    k, place_id = min(places, key=lambda f: (any(f[1] in inside.get(p, ()) for _, p in places), not _at(s, f[0])))
    place_id = _joint(s, k, place_id, found)
    return (s.surface(k), place_id), bool(narrow)


def _joint(s: Sentence, k: int, place_id: str, found: list[tuple[int, str]]) -> str:
    """Of places in one list (in the towns of A, B and C) the narrowest place around them all; of a place by itself that place."""
    reader = s.document.reader
    kinds = reader.place_kinds
    listed = [place_id]
    for away in (1, -1):  # on from the place, and back
        last, near = k, place_id
        for m, other in found if away == 1 else reversed(found):
            between = s.W[min(m, last) + 1 : max(m, last)]
            if (
                0 < (m - last) * away <= 4
                and not LISTING.isdisjoint(between)
                and (BREAKS.isdisjoint(between) or between[1:] in ONE_IN)
                and not _aside(s, m)
                and (_sort(reader, other) == _sort(reader, near) or {kinds.get(other), kinds.get(near)} in MIXED)
            ):
                listed.append(other)
                last, near = m, other
    if len(listed) == 1:
        return place_id
    named = not PROVINCES.isdisjoint(s.W[max(0, k - 3) : k + 6])  # the provinces of Idlib and Aleppo: not the cities
    if named or any(kinds.get(p) == "governorate" for p in listed):
        listed = [(_governorate(reader, p) if kinds.get(p) == "city" else None) or p for p in listed]
    if len(set(listed)) == 1:
        return listed[0]
    return next((wide for wide in reader.around[listed[0]] if all(wide in reader.around[o] for o in listed)), place_id)


def _aside(s: Sentence, k: int) -> bool:
    """Does the place at word k only tell where another lies: Takad, a village of Aleppo; a town west of Aleppo?"""
    W = s.W
    if W[k - 1] not in ("of", "in"):
        return False
    return (W[k - 2] in SORTS and W[k - 3] in ("a", "the") and W[k - 4] == ",") or (W[k - 1] == "of" and W[k - 2] in SIDES)


def _sort(reader: Any, place_id: str) -> str | None:
    """The kind of a place, towns and villages alike."""
    kind = reader.place_kinds.get(place_id)
    return "settlement" if kind == "city" else kind


def _at(s: Sentence, k: int) -> bool:
    """Does something happen at the place of word k, rather than on the way to it?"""
    lead = s.W[k - 1]
    return (lead in AT_A_PLACE and lead != "the") or (lead == "the" and s.W[k - 2] not in AWAY)


def _unlisted(s: Sentence, q: Quantity) -> tuple[str, str | None, str] | None:
    """(surface, None, role) of the nearest name after a preposition of place, for places that are on no list: "in Hajjah province"."""
    best: tuple[int, int, int] | None = None
    speech = s.speech
    for k in range(1, s.n):
        if not s.T[k].upper or s.T[k].place is not None or s.W[k - 1] not in PLACE_BEFORE or not _name(s, k):
            continue
        if speech is not None and speech.first <= k <= speech.last:
            continue
        end = k
        while end < k + 4 and _name(s, end + 1):
            end += 1
        if s.W[end + 1] in KIND_WORDS:
            end += 1
        score = s.edge(q, k)
        if s.W[end + 1] not in ("'s", "’s") and (best is None or score < best[0]):
            best = (score, k, end)
    return None if best is None else (s.surface(best[1], best[2]), None, _role(s, best[1], None, q))


def _name(s: Sentence, k: int) -> bool:
    """Is word k part of a name: a capital in a text that is not all capitals, no date, no actor and no counted noun?"""
    if k >= s.n or not s.T[k].upper:
        return False
    word = s.T[k]
    if word.date is not None or word.actor is not None or word.noun is not None or word.number or word.title is not None:
        return False
    surface = s.surface(k)
    return not (len(surface) > 4 and surface.isupper())


def _role(s: Sentence, k: int, place_id: str | None, q: Quantity) -> str:
    if _housed(s, q):
        return "destination"
    if q.measure in MOVES and not GATES.isdisjoint(s.W[k + 1 : k + 2]):
        return "site"  # by way of the Hobait checkpoint
    if q.measure not in MOVES:
        into = q.measure == "troops" and (s.W[k - 1] in INTO or (s.W[k - 1] in DIRECTIONS and s.W[k - 2] in INTO))
        return "destination" if into else _default_role(s, q)
    lead = s.W[k - 1]
    if "border" in s.W[k] or lead in ("near", "with"):
        return "destination"
    if lead in DIRECTIONS:
        lead = s.W[k - 2]
    role = names.ROLE_WORDS.get(lead)
    if role in ("origin", "destination"):
        return role
    return "area" if s.document.reader.place_kinds.get(place_id) == "country" else "origin"


def _housed(s: Sentence, q: Quantity) -> bool:
    """Is it told who took them in: schools took in thousands of families?"""
    return q.measure == "displaced" and q.cue is not None and s.W[q.cue] in HOUSED and "displacement" not in s.W


def _default_role(s: Sentence, q: Quantity) -> str:
    if q.measure in MOVES:
        return "destination" if _housed(s, q) else "origin"
    return "area" if q.measure in ("aided", "funding_usd") or (q.measure in measures.STOCK and q.measure != "checkpoints") else "site"
