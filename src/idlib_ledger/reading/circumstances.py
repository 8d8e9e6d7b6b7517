"""When and where it happened, and on which day it was said."""

from __future__ import annotations

from . import measures, names
from .attach import HARM, LARGE
from .sentence import Quantity, Sentence

SPAN_FORMS = ("period", "past")
TOLD = set(  # words that may stand between a verb of saying and the day of saying
    """
    on late early to reporters journalists reuters afp in a statement facebook release of telegram post message the agency press
    conference briefing at by its report news geneva here earlier same telephone twitter media
    """.split()
)
EVENT_BETWEEN = {"that", ",", "had", "were", "was", "killed"}
MOVES = ("displaced", "evacuated", "returned")
DIRECTIONS = (
    "the",
    "central",
    "northern",
    "southern",
    "eastern",
    "western",
    "rebel-held",
    "opposition-held",
    "nearby",
    "rural",
    "neighbouring",
    "neighboring",
)
KIND_WORDS = {  # a word for a kind of place -> the kinds it may mean
    "province": ("governorate",),
    "governorate": ("governorate",),
    "city": ("city", "settlement"),
    "town": ("settlement", "city"),
    "village": ("settlement",),
    "district": ("district",),
    "enclave": ("region",),
    "region": ("region", "governorate"),
    "zone": ("region",),
}
PLACE_BEFORE = ("in", "at", "near", "outside", "inside", "around", "across", "from", "to", "into", "on")


def said_on(s: Sentence):
    """The date expression that dates the speech rather than the event, or None."""
    if s.speech is None:
        return None
    verb, first = s.speech.verb, s.speech.first
    for expr in s.dates:
        if expr.form not in ("point", "relative") or expr.first is None or expr.first != expr.last:
            continue
        a, b = s.at(expr.start), s.at(expr.end - 1)
        gap = s.words(verb + 1, a)
        if a > verb and len(gap) <= 5 and set(gap) <= TOLD and not EVENT_BETWEEN & set(gap):  # said in a statement on Thursday
            return expr
        opening = set(s.words(0, a)) <= {"on", "late", "early", "but", "and", "earlier", "speaking"}
        if opening and b < verb and a < first and first - b <= 12 and "that" not in s.words(b, verb):  # On Thursday the ministry denied
            if not any(s.tag(k, "cue") and not s.tag(k, "title") for k in range(b + 1, first)):
                return expr
        if a < verb and (b == verb - 1 and first < a or s.word(a - 2) == "speaking"):  # the ministry on Thursday denied
            return expr
    return None


def period(s: Sentence, q: Quantity):
    """((first, last, start_prec, end_prec) or None, does the text count over a span?) of a quantity's event."""
    now = s.said_on.first if s.said_on else s.anchor
    stock = q.measure in measures.STOCK
    at = q.cue if q.cue is not None else q.noun_at if q.noun_at is not None else q.number.i
    choices = []
    for order, expr in enumerate(s.dates):
        if expr is s.said_on or (expr.form in ("relative", "ago", "past", "this") and expr.first is None):
            continue
        if stock and (expr.since or expr.form in SPAN_FORMS or expr.form in ("until", "decade") or expr.start_prec == 2):
            continue  # a level is told of a day
        k = s.at(expr.start)
        choices.append((min(s.edge(q, k), s.distance(at, k)), order, expr))
    if choices:
        expr = min(choices)[2]
        last = now if expr.since and now else expr.last
        spans = expr.since or expr.form in SPAN_FORMS or expr.first != expr.last
        return (expr.first, last, expr.start_prec, 1 if expr.since and last else expr.end_prec), spans
    if stock:
        return ((now, now, 1, 1) if now else None), False
    if q.whole is not None and q.whole.period:
        return q.whole.period, False
    if q.number.vague in LARGE or q.number.vague in ("many", "most"):
        return None, False  # dozens of schools: a campaign's, not the day's last spoken of
    act = q.measure in HARM or q.measure in measures.ACTS or q.measure.endswith("_hit")
    if act and s.state.day and s.paragraph - s.state.day_paragraph <= 2:
        return s.state.day, False
    return None, False


def place(s: Sentence, q: Quantity):
    """(surface, place_id, role) of a quantity, from its sentence, its whole or the sentences before; None where there is none."""
    whole = q.whole.reading if q.whole is not None else None
    if whole is not None and (q.number.percent or q.number.vague == "most") and whole.place_id:
        return whole.place, whole.place_id, whole.place_role
    inside = s.reader.inside
    best = None
    at = q.cue if q.cue is not None else q.number.i
    for k, place_id in sites(s):
        role = _role(s, k, place_id, q)
        score = min(s.edge(q, k), s.distance(at, k) + 1)
        score += 6 if role == "destination" and q.measure == "displaced" else 8 if role == "origin" and q.measure not in MOVES else 0
        here = (score, k, place_id, role)
        if best is None:
            best = here
        elif best[2] in inside.get(place_id, ()):  # the narrower of two places of which one contains the other
            best = here if score < best[0] + 12 else best
        elif score < best[0] and place_id not in inside.get(best[2], ()):
            best = here
    if best:
        return s.surface(best[1]), best[2], best[3]
    if whole is not None:
        return whole.place, whole.place_id, whole.place_role
    if (unlisted := _unlisted(s, q)) is not None:
        return unlisted
    if s.state.place and s.paragraph - s.state.place_paragraph <= 1:
        return *s.state.place, _default_role(q)
    return None, None, None


def sites(s: Sentence) -> list:
    """(token, place_id) of the places that a sentence speaks of, those of its speakers apart."""
    if s.sites is None:
        s.sites = list(_sites(s))
    return s.sites


def _sites(s):
    for k in range(len(s.tokens)):
        place_id = s.tag(k, "place")
        if place_id is None and s.word(k) in KIND_WORDS and s.word(k - 1) == "the":  # the province: the one last spoken of
            place_id = next((s.state.places[kind] for kind in KIND_WORDS[s.word(k)] if kind in s.state.places), None)
        if place_id is None:
            continue
        lead = s.word(k - 1)
        if s.speech and s.speech.first <= k <= s.speech.last and (s.tag(k, "actor") or lead in ("in", "from")):
            continue
        if lead == "in" and s.word(k - 2) in ("reporters", "journalists", "based"):
            continue
        if s.tag(k, "actor") and lead not in ("in", "from", "to", "into", "near", "across", "with"):
            continue
        yield k, place_id


def narrowest(s: Sentence):
    """(surface, place_id) of the narrowest place of the sentence, else the one last spoken of; (None, None) without."""
    found = list(sites(s))
    for k, place_id in sorted(found, key=lambda f: any(f[1] in s.reader.inside.get(o, ()) for _, o in found)):
        return s.surface(k), place_id
    return s.state.place or (None, None)


def _unlisted(s, q):
    """(surface, None, role) of the nearest name after a preposition of place, for places that are on no list: "in Hajjah province"."""
    best = None
    for k in range(1, len(s.tokens)):
        if s.word(k - 1) not in PLACE_BEFORE or not _name(s, k) or (s.speech and s.speech.first <= k <= s.speech.last):
            continue
        end = k
        while _name(s, end + 1) and end < k + 4:
            end += 1
        if s.word(end + 1) in KIND_WORDS:
            end += 1
        score = s.edge(q, k)
        if s.word(end + 1) not in ("'s", "’s") and (best is None or score < best[0]):
            best = (score, (s.surface(k, end), None, _role(s, k, None, q)))
    return best and best[1]


def _name(s, k) -> bool:
    """Is token k part of a name: a capital in a text that is not all capitals, no date, no actor and no counted noun?"""
    if not 0 <= k < len(s.tokens) or s.tokens[k].tags.keys() & {"date", "actor", "noun", "number", "title"}:
        return False
    word = s.surface(k)
    return word[:1].isupper() and not (word.isupper() and len(word) > 4)


def _role(s, k, place_id, q):
    lead = s.word(k - 1)
    if q.measure not in MOVES:
        return _default_role(q)
    if "border" in s.word(k) or lead in ("near", "with"):
        return "destination"
    if lead in DIRECTIONS:
        lead = s.word(k - 2)
    role = names.ROLE_WORDS.get(lead)
    if role in ("origin", "destination"):
        return role
    return "area" if lead in ("across", "throughout", "over") or s.reader.place_kinds.get(place_id) == "country" else "origin"


def _default_role(q):
    return "origin" if q.measure in MOVES else "area" if q.measure in measures.STOCK else "site"
