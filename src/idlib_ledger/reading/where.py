"""Where it happened: the place of a quantity, and the place that a sentence leaves to later ones."""

from __future__ import annotations

from typing import Any, Final

from . import measures, names
from .attach import HARM, LARGE
from .attach import aside as displaced_aside
from .sentence import Quantity, Sentence
from .tokens import KIND, PLACE
from .when import LONG_LIST, as_they_live, hit, once_struck

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
AT_THE_GATE: Final = 10
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
AT_BRIEFINGS: Final = (["at", "a", "press"], ["at", "a", "news"], ["at", "a", "briefing"], ["at", "a", "conference"])
OFFICES: Final = (
    "investigator",
    "envoy",
    "coordinator",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "representative",
    "adviser",
    "advisor",
)
BACK: Final = 25  # paragraphs from which a truce has its place
HOUSED: Final = ("took in", "taken in", "found cover", "found shelter", "took shelter", "taken shelter")
ARRIVED: Final = ("arrival of", "arrivals of", "influx of")
TAKEN_TO: Final = ("brought", "taken", "rushed", "transferred", "carried")
INTO: Final = ("into", "to", "towards", "toward")
YEARS: Final = 5  # the precision of a day that only its year tells
SORTS: Final = ("village", "town", "city", "district", "settlement", "hamlet", "province", "area")
TAKEN_UP: Final = ("strike", "attack", "raid", "air strike", "airstrike", "air raid", "bombing", "shelling", "massacre")
GATES: Final = {"checkpoint", "crossing", "gate", "corridor", "checkpoints"}
WIDE: Final = ("region", "governorate", "country")
NEXT_TO: Final = ("neighbouring", "neighboring", "nearby", "different", "second", "third")
SIDES: Final = ("west", "east", "north", "south", "northwest", "northeast", "southwest", "southeast", "outside")
STANDS_AT: Final = ("in", "at", "near", "on")
LISTING: Final = {"and", ","}
MIXED: Final = ({"city", "governorate"}, {"region", "governorate"})  # kinds of places that a list may mix: in Idlib and western Aleppo
PARTS: Final = {side + end for side in ("north", "south", "east", "west") for end in ("", "ern")}  # the parts of a province
LISTED: Final = 3  # places that are a list
TALLIES: Final = ("count", "tally", "figure", "number")
LIES: Final = {"lies", "lie", "lying", "located", "situated"}
SIDES_OF: Final = set(SIDES)
BREAKS_OFF: Final = {",", "and", ";", "in", "at", "by", "on", "when", "while", "after"}
BUILDINGS: Final = ("hospital", "center", "centre", "council", "hall", "market", "school", "limits")  # the city hospital is no city
GONE: Final = ("fled", "left", "escaped", "got")
AIMED: Final = ("aimed", "directed", "dropped", "fired")
SEVERAL: Final = 3  # a figure that is told again, rather than one like it
OF_WHAT: Final = ("of", "part", "parts")
PROVINCES: Final = {"provinces", "governorates", "countryside"}
BREAKS: Final = {"with", "such", "in", "from", "near", "into", "while", "killed", "where", "which", "but"}
ONE_IN: Final = (["one", "in"], ["the", "other", "in"], ["another", "in"])  # one in a town and one in another
PASSING: Final = ("point", "road")  # kinds of places that are hit or held, and are no place for what is told next
AWAY: Final = ("to", "from", "into", "towards", "toward")
AMONG_THEM: Final = ["among", "them"]  # the city of Idlib among them: one of the places that a sentence tells of
OF_THEM_IN: Final = (["of", "them", "in"], ["of", "them", "at"], ["of", "them", "near"], ["of", "them", "when"])
FIRED: Final = ("fired", "launched", "aimed", "directed")
WENT: Final = ("moved", "moving", "fled", "fleeing", "flee", "crossed", "gone", "went")
BANNED: Final = ("banned", "outlawed", "prohibited", "forbidden")
SPOTS: Final = ("checkpoints", "missing")  # measures whose counts are of the spot, though they are levels: missing under the rubble
HAVING: Final = {"has", "have", "had", "keeps", "maintains", "operates", "mans", "keep", "maintain", "operate", "man"}
TOWARDS: Final = ("in", "from", "to", "into", "near", "across")


def place(s: Sentence, q: Quantity) -> tuple[str | None, str | None, str | None]:
    """(surface, place_id, role) of a quantity, from its sentence, its whole or the sentences before; None where there is none."""
    surface, place_id, role = _place(s, q)
    years = q.period is not None and q.period[2] == YEARS and ("war" in s.W or (s.W[0] == "it" and s.document.told_of(s, "war")))
    if place_id is not None and (years or q.measure == "votes"):
        place_id = _country(s, place_id)  # what a war has cost since 2011; a vote of the council
    kind = s.document.reader.place_kinds.get(place_id)
    if q.measure == "checkpoints" and (kind == "country" or (_has(s, q) and kind in WIDE)):
        role = "area"  # four crossings of a country; the army has posts in a province
    if q.measure == "aided" and kind == "point":
        role = "site"  # a hospital treats 1,000 patients
    camp = s.document.reader.camps.get(place_id)
    if camp is not None and s.document.in_camp(s):
        place_id = camp  # a camp was hit; it is in the village of Qah
    return surface, place_id, role


def _has(s: Sentence, q: Quantity) -> bool:
    """Is it what somebody has: the army has twelve posts?"""
    return not HAVING.isdisjoint(s.W[max(0, q.first - 2) : q.first])


def _country(s: Sentence, place_id: str) -> str:
    """The country in which a place lies."""
    reader = s.document.reader
    return next((p for p in reader.inside.get(place_id, ()) if reader.place_kinds.get(p) == "country"), place_id)


def _place(s: Sentence, q: Quantity) -> tuple[str | None, str | None, str | None]:
    whole = q.whole.reading if q.whole is not None else None
    if whole is not None and (q.number.percent or q.number.vague == "most") and whole.place_id:
        return whole.place, whole.place_id, whole.place_role if whole.measure == q.measure else _default_role(s, q)
    inside = s.document.reader.inside
    best: tuple | None = None
    at = q.cue if q.cue is not None else q.number.i
    if q.rule in ("carried", "gapping", "listed"):
        at = q.number.i  # eleven killed in one village, and one more in a city: the verb stands with the first
    found = sites(s)
    wide = _around_list(s, found) if q.measure in measures.ACTS and len(found) > LISTED else None
    if wide is not None:
        return wide
    settled = q.noun is not None and q.noun.kind == "settlement"
    aside = displaced_aside(s, q.end) if q.measure == "displaced" else 0
    for k, place_id in found:
        if q.end <= k < aside:
            continue  # 25,000 civilians, displaced by attacks on one town, fled to another
        if q.measure not in MOVES and s.W[k - 1] == "to" and s.W[k - 2] in TAKEN_TO:
            continue  # were brought to the hospital of a town
        if "headline" in s.W[:k] and "which" in s.W[s.W.index("headline") : k]:
            continue  # the headline, which speaks of a summit in Moscow
        if settled and s.document.reader.place_kinds.get(place_id) == "road" and len(found) > 1:
            continue
        if settled and s.T[k].place is None and s.document.reader.place_kinds.get(place_id) in ("city", "settlement"):
            continue  # took several villages, and the city as well
        if settled and s.W[q.end] in ("of", "in") and q.end < k <= q.end + 2:
            return s.surface(k), place_id, _role(s, k, place_id, q)  # 28 villages of southern Idlib
        if hit(q.measure) and s.document.reader.place_kinds.get(place_id) == "point" and s.W[k - 1] not in STANDS_AT:
            continue  # the hospital and ten schools: hit as well
        if q.rule == "struck" and len(found) > 1 and s.document.reader.place_kinds.get(place_id) == "point":
            continue  # strikes on one market by name, and on two more
        if len(found) > 1 and _aside(s, k):
            continue
        if q.measure in measures.STOCK and _elsewhere_in(s, k):
            continue  # of the civilians there, many of whom fighting elsewhere in the country had displaced
        if k > q.end and _of_a_part(s, q, k):
            continue
        if q.measure in HARM and k > q.end and _hit_too(s, q, k) and s.document.place_before(s) is not None:
            continue
        if k > q.end and ";" in s.W[q.end : k] and s.document.place_before(s) is not None:
            continue  # of another clause
        role = _role(s, k, place_id, q)
        score = min(s.edge(q, k), s.distance(at, k) + 1)
        score += 10 if role == "destination" and q.measure == "displaced" else 8 if role == "origin" and q.measure not in MOVES else 0
        if q.measure in MOVES and s.W[k + 1] in GATES:
            score -= AT_THE_GATE  # passed by the checkpoint of a village in Hama province
        if q.measure not in MOVES and (s.W[k - 1] == "from" or (s.W[k - 2] == "from" and s.W[k - 1] in DIRECTIONS)):
            score += FROM_THERE  # who came from there
        if q.measure in measures.ACTS and s.W[k - 1] == "at" and s.W[k - 2] in FIRED:
            score -= FROM_THERE  # missiles fired at a base by men in hiding elsewhere
        here = (score, k, place_id, role)
        if q.measure in MOVES and s.W[q.end] in ("in", "across") and q.end < k <= q.end + 2 and s.W[k + 1] not in ("'s", "’s", ","):
            best = here  # 312,000 people in the northwest
            break
        if q.measure in HARM and s.W[q.end] in ("in", "at") and q.end < k <= q.end + 5 and not _parted(s.W[q.end : k]):
            best = here  # one in the marketplace of a town
            break
        if best is None:
            best = here
        elif best[2] in inside.get(place_id, ()):  # the narrower of two places of which one contains the other
            best = here if score < best[0] + 12 else best
        elif score < best[0] and place_id not in inside.get(best[2], ()):
            best = here
    named = (
        s.document.named_after(s) if q.measure in HARM and (best is None or s.document.reader.place_kinds.get(best[2]) in WIDE) else None
    )
    if named is not None:
        return *named, _default_role(s, q)
    if best is not None:
        alone = q.noun is None and best[1] == q.end + 1  # one in this town and one in that
        return s.surface(best[1]), best[2] if alone else _joint(s, best[1], best[2], found), best[3]
    if whole is not None:
        near = s.document.place_before(s, 0) if q.whole not in s.quantities else None
        if near is not None and whole.place_id in inside.get(near[1], ()):
            return *near, _default_role(s, q)  # told in Ariha: it counted 3 children among the victims
        return whole.place, whole.place_id, whole.place_role
    unlisted = _unlisted(s, q)
    if unlisted is not None:
        return unlisted
    none = q.measure == "sorties" and q.number.value == 0  # no sorties flown, where a strike was told
    again = s.document.attack_before(s) if none or (q.measure in HARM and (taken_up(s) or _in_the_strike(s, q))) else None
    if again is None and s.before is not None and s.before.reading is not None and s.before.measure in HARM and taken_up(s, s.n):
        again = _attack_told(s, s.before.reading)
    if again is not None:
        s.document.attacked[s.index] = again
    if again is None and q.measure not in MOVES:
        again = _again(s, q)
    if again is None and q.measure == "in_need" and _of_those_who_fled(s):
        again = s.document.opening(WIDE[:2])
    if again is None and (q.measure in measures.ACTS or q.measure in HARM):
        again = _told_where(s)
    if again is None and q.measure in HARM and "further" in s.W[q.first - 1 : q.end]:
        again = s.document.harmed_before(s)
    if again is None and q.measure in HARM:
        again = s.document.towns_before(s)
    before = again or s.document.place_before(s) or (s.document.place_after(s) if q.measure in HARM else None)
    if before is None and q.measure in measures.STOCK:
        before = s.document.place_before(s, BACK)  # levels
    if before is None:
        last = s.before.reading if s.before is not None and s.before.whole is None else None
        if last is None or not last.place_id or sum(hit(o.measure) for o in s.quantities) < LONG_LIST:
            if q.noun_at is not None and s.W[q.noun_at] == "syrians" and q.measure in ("aided", "in_need"):
                return s.surface(q.noun_at), "syria", "area"  # aid for a million Syrians
            return None, None, None
        before = (last.place, last.place_id)
    large = q.number.vague in LARGE and not (q.measure == "displaced" and once_struck(s))
    if large and any(o.end <= q.first and o.measure in HARM and o.number.vague is None for o in s.quantities):
        large = False  # ten killed, along with dozens of wounded
    if (q.noun is not None and q.noun.kind == "settlement") or large or _elsewhere(s):
        before = province(s, before)
    return *before, _default_role(s, q)


def _around_list(s: Sentence, found: list[tuple[int, str]]) -> tuple[str, str, str] | None:
    """The place around a list of places hit, where it is told behind them: raids on A, B, C and D in the southern countryside."""
    kinds = s.document.reader.place_kinds
    places = [f for f in found if kinds.get(f[1]) != "country"]
    k, place_id = places[-1] if places else (0, "")
    if kinds.get(place_id) not in WIDE or "in" not in s.W[k - 5 : k] or len(places) <= LISTED:
        return None
    listed = [m for m, p in places[:-1] if kinds.get(p) not in WIDE]
    if len(listed) < LISTED or k - listed[-1] > 8 or not BREAKS.isdisjoint(s.W[listed[0] : listed[-1]]):
        return None
    return s.surface(k), place_id, "site"


def _elsewhere_in(s: Sentence, k: int) -> bool:
    """Is it elsewhere in the place at word k?"""
    return "elsewhere" in s.W[max(0, k - 3) : k - 1] and s.W[k - 1] in ("in", "the")


def _of_those_who_fled(s: Sentence) -> bool:
    """Is it told of those who fled as a whole: those who fled, many of whom need help?"""
    W = s.W
    return any(W[k] in ("who", "that") and (W[k + 1] in GONE or (W[k + 1] in ("have", "had") and W[k + 2] in GONE)) for k in range(s.n))


def _told_where(s: Sentence) -> tuple | None:
    """The place that the next sentences tell, but for the zone last spoken of where that is the greater part of it."""
    told, named = s.document.told_where(s), s.document.place_before(s)
    reader = s.document.reader
    if told is None or named is None or reader.place_kinds.get(named[1]) != "region":
        return told
    return None if reader.inside.get(named[1], ())[:1] == (told[1],) else told


def _again(s: Sentence, q: Quantity) -> tuple | None:
    """The place of the same figure told before: all three gates; 22 civilians, where no town has been named since."""
    told = s.document.tolls.get((q.measure, q.number.value, q.hedge))
    named = s.document.place_before(s)
    narrow = named is not None and s.document.reader.place_kinds.get(named[1]) not in WIDE
    return None if told is None or (q.number.value or 0) < SEVERAL or (narrow and s.W[q.first - 1] != "all") else told


def _parted(words: list[str]) -> bool:
    """Do the words belong to more than one phrase?"""
    return not BREAKS_OFF.isdisjoint(words[1:])


def _of_a_part(s: Sentence, q: Quantity, k: int) -> bool:
    """Is the place at word k that of a part: killed 21 people, 19 of them in the bombing of a town?"""
    return any(
        o.whole is q and q.end <= o.first < k and s.W[o.number.j : o.number.j + 3] in OF_THEM_IN and "," not in s.W[o.end : k]
        for o in s.quantities
    )


def _attack_told(s: Sentence, last: Any) -> tuple | None:
    """The place of the harm read last, for the strike that did it, where the place last spoken of is around it."""
    named = s.document.place_before(s)
    if last.place_id is None or (named is not None and named[1] not in s.document.reader.around.get(last.place_id, ())):
        return None
    return last.place, last.place_id


def _hit_too(s: Sentence, q: Quantity, k: int) -> bool:
    """Is the building at word k one that was hit as well: ten people died, and the hospital was hit?"""
    point = s.document.reader.place_kinds.get(s.T[k].place) == "point"
    return point and s.W[k - 1] == "the" and s.W[k - 2] not in STANDS_AT and "," in s.W[q.end : k]


def taken_up(s: Sentence, within: int = 8) -> bool:
    """Does the sentence take up an attack told before in its first words: the strike came in the morning and left 10 dead?"""
    W = s.W
    if any(W[k] in TAKEN_UP and W[k - 1] in ("'s", "’s") and s.T[k - 2].date is not None for k in range(2, min(s.n, within))):
        return True  # for Thursday's airstrike it reported 15 killed
    return any(W[k] == "the" and W[k + 1] in TAKEN_UP and W[k + 2] not in ("on", "of", "against", "in") for k in range(min(s.n, within)))


def _in_the_strike(s: Sentence, q: Quantity) -> bool:
    """Is it the toll of an attack told before: 15 people killed in the strike?"""
    W = s.W
    return any(
        W[k] in ("in", "of", "from") and W[k + 1] == "the" and W[k + 2] in TAKEN_UP and W[k + 3] not in ("on", "of", "against", "in")
        for k in range(max(0, q.first - 8), min(s.n, q.end + 8))
    )


def _elsewhere(s: Sentence) -> bool:
    """Does the sentence tell of a place without a name, other than the one last spoken of: a neighbouring village?"""
    W = s.W
    return any(
        (W[k] == "areas" and W[k - 1] == "these")
        or W[k] in SORTS
        and (W[k - 1] == "another" or (W[k - 1] in NEXT_TO and W[k - 2] in ("a", "another")) or W[k - 1] in ("other", "these"))
        for k in range(s.n)
    )


def province(s: Sentence, found: tuple) -> tuple:
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
    place_id = _both_parts(s, k, word.place)
    if (
        place_id is None
        and (lead in ("the", "that") or (lead in DIRECTIONS and s.W[k - 2] == "the"))
        and low in KIND_WORDS
        and s.W[k + 1] not in BUILDINGS
        and not (s.W[k + 1] == "of" and (s.T[k + 2].upper or s.T[k + 2].place is not None))
    ):
        # the province: the one last spoken of; not the city of Ariha
        kinds = KIND_WORDS[low]
        before = [s.T[m].place for m in s.where(PLACE) if m < k and s.T[m].place is not None]
        if low == "country":
            before += _countries(s, k)
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
    if lead == "of" and s.W[k - 2] in ("area", "part") and s.W[k - 3] in ("that", "this") and reader_kind(s, place_id) == "country":
        return None  # in that area of Syria: the one told of before
    if lead == "for" and s.W[k - 2] in OFFICES:
        return None
    if low == "the border" and lead == "across":
        return None  # aid from across the border: whichever it is
    if lead == "in" and s.W[k - 2] in BANNED:
        return None
    if lead == "in" and (s.W[k - 2] in BESIDE_SPEAKERS or s.W[k + 1 : k + 4] in AT_BRIEFINGS):
        return None
    return None if word.actor is not None and lead not in TOWARDS else place_id


def reader_kind(s: Sentence, place_id: str | None) -> str | None:
    """The kind of a place."""
    return s.document.reader.place_kinds.get(place_id)


def _countries(s: Sentence, k: int) -> list[str | None]:
    """The country of the place named first before word k, where no country is named by itself: Idlib is the last part of the country."""
    kinds = s.document.reader.place_kinds
    named: list[Any] = [s.T[m].place for m in s.where(PLACE) if m < k and s.T[m].place is not None]
    narrow = [p for p in named if kinds.get(p) != "country"]
    alone = any(kinds.get(s.T[m].place) == "country" and s.T[m].actor is None for m in s.where(PLACE) if m < k)
    return [] if alone or not narrow else [_country(s, narrow[0])]


def falls(s: Sentence) -> bool:
    """Does it say where bombs fell that were told before: they fell on, it fell on, they were aimed at?"""
    W = s.W
    return any(
        W[k] in ("they", "it")
        and (W[k + 1].split(" ")[0] in ("fell", "hit", "struck") or (W[k + 1] in ("were", "was") and W[k + 2] in AIMED))
        for k in range(s.n)
    )


def goes_on(s: Sentence) -> bool:
    """Does it go on with what was hit: the targets were these, and others as well?"""
    W = s.W
    return any(W[k : k + 2] in (["as", "well"], ["targets", "were"], ["target", "was"]) for k in range(s.n))


def _both_parts(s: Sentence, k: int, place_id: str | None) -> str | None:
    """The place around its part at word k, where two parts are told: southern and eastern Idlib; the governorate's South and East."""
    beside = (s.W[k - 1] == "and" and s.W[k - 2] in PARTS) or (s.W[k + 1] == "and" and s.W[k + 2] in PARTS and s.W[k + 3] not in OF_WHAT)
    if place_id is None or not beside or s.document.reader.place_kinds.get(place_id) != "region":
        return place_id
    return _governorate(s.document.reader, place_id) or place_id


def narrowest(s: Sentence, first: int = 0, last: int | None = None) -> tuple:
    """(surface, place_id) of the narrowest place of the sentence, or of its words first to last; else the one last spoken of or None."""
    found = [f for f in sites(s) if first <= f[0] <= (s.n if last is None else last)] or sites(s)
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
    narrow = [
        f
        for f in found
        if kinds.get(f[1]) != "country" and s.W[f[0] + 1 : f[0] + 3] != AMONG_THEM and not (len(found) > 1 and _lies(s, f[0]))
    ]
    aim = any(s.W[k] in ("target", "targets") and s.W[k - 1] in ("the", "its", "their") for k in range(1, min(s.n, 4)))
    places = [f for f in narrow if aim or kinds.get(f[1]) not in PASSING or s.W[f[0] - 1] in STANDS_AT] or narrow or found
    if all(kinds.get(p) == "road" and s.W[k - 1] not in STANDS_AT for k, p in places):
        return None, False  # parts of the M5 were taken
    k, place_id = min(places, key=lambda f: (any(f[1] in inside.get(p, ()) for _, p in places), not _at(s, f[0])))
    place_id = _joint(s, k, place_id, found)
    return (s.surface(k), place_id), bool(narrow)


def _joint(s: Sentence, k: int, place_id: str, found: list[tuple[int, str]]) -> str:
    """Of places in one list (in the towns of A, B and C) the narrowest place around them all; of a place by itself that place."""
    reader = s.document.reader
    kinds = reader.place_kinds
    listed = [place_id]
    first, link = (k, place_id), [""]
    for away in (1, -1):  # on from the place, and back
        last, near = k, place_id
        for m, other in found if away == 1 else reversed(found):
            between = s.W[min(m, last) + 1 : max(m, last)]
            if (
                0 < (m - last) * away <= 4
                and not LISTING.isdisjoint(between)
                and (BREAKS.isdisjoint(between) or between[1:] in ONE_IN or between == ["and", "in"])
                and not _aside(s, m)
                and (_sort(reader, other) == _sort(reader, near) or {kinds.get(other), kinds.get(near)} in MIXED)
            ):
                listed.append(other)
                first, link = min(first, (m, other)), between
                last, near = m, other
    if len(listed) == 1:
        return place_id
    if len(listed) == 2 and link == [","]:
        return first[1]  # in Sarmin, Idlib: where the town lies
    named = not PROVINCES.isdisjoint(s.W[max(0, k - 3) : k + 6])  # the provinces of Idlib and Aleppo: not the cities
    if named or any(kinds.get(p) == "governorate" for p in listed):
        listed = [(_governorate(reader, p) if kinds.get(p) == "city" else None) or p for p in listed]
    if len(set(listed)) == 1:
        return listed[0]
    return next((wide for wide in reader.around[listed[0]] if all(wide in reader.around[o] for o in listed)), place_id)


def _aside(s: Sentence, k: int) -> bool:
    """Does the place at word k only tell where another lies: Takad, a village of Aleppo; a town west of Aleppo?"""
    W = s.W
    if W[k - 1] in ("a", "an") and W[k - 2] == "," and W[k].split(" ")[0] in SORTS:
        return True  # Sarmin, a city of Idlib governorate
    if W[k - 1] == "in" and s.T[k - 2].place is not None:
        return True  # Jabal al-Zawiya in southern Idlib
    if ("such", "as") in ((W[k - 2], W[k - 1]), (W[k - 4], W[k - 3])):
        return True  # with areas such as A'zaz and Afrin
    if _lies(s, k):
        return True
    if W[k - 1] not in ("of", "in"):
        return False
    return (W[k - 2] in SORTS and W[k - 3] in ("a", "the") and W[k - 4] == ",") or (W[k - 1] == "of" and W[k - 2] in SIDES)


def _lies(s: Sentence, k: int) -> bool:
    """Is the place at word k told as that near which another lies: it lies near the border; the town lies north of the center of Idlib?"""
    W = s.W
    verb = next((m for m in range(k - 1, max(0, k - 8), -1) if W[m] in LIES), None)
    if verb is None or not {",", "in"}.isdisjoint(W[verb:k]):
        return False
    return W[verb + 1] in ("near", "close") or not SIDES_OF.isdisjoint(W[verb + 1 : k])


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
    if q.rule == "through":
        return "site"
    if q.measure in MOVES and s.W[k - 1] == "at" and s.W[k - 2] in TALLIES:
        return "site"  # the count at another
    if as_they_live(s, q):
        return "area"
    if q.measure not in MOVES:
        into = q.measure == "troops" and (s.W[k - 1] in INTO or (s.W[k - 1] in DIRECTIONS and s.W[k - 2] in INTO))
        return "destination" if into else _default_role(s, q)
    if _there(s, q):
        return "destination"
    lead = s.W[k - 1]
    if _elsewhere_in(s, k):
        return "origin"
    if "border" in s.W[k] or s.W[k].startswith("near ") or lead in ("near", "with"):
        return "destination"
    if lead in DIRECTIONS:
        lead = s.W[k - 2]
    role = names.ROLE_WORDS.get(lead)
    if role in ("origin", "destination"):
        return role
    return "area" if s.document.reader.place_kinds.get(place_id) == "country" else "origin"


def _housed(s: Sentence, q: Quantity) -> bool:
    """Is it told who took them in: schools took in thousands of families?"""
    came = q.cue is not None and s.W[q.cue] in ARRIVED
    return q.measure == "displaced" and q.cue is not None and (came or s.W[q.cue] in HOUSED) and "displacement" not in s.W


def _there(s: Sentence, q: Quantity) -> bool:
    """Is it told where they went: some 30,000 moved there, and others have done so?"""
    if "so" in s.W[q.end : q.end + 9] and s.W[s.W.index("so", q.end) - 1] in ("done", "did"):
        return any(o.end <= q.first and o.reading is not None and o.reading.place_role == "destination" for o in s.quantities)
    return q.measure == "displaced" and q.cue is not None and s.W[q.cue + 1] == "there" and s.W[q.cue].split(" ")[-1] in WENT


def _default_role(s: Sentence, q: Quantity) -> str:
    if q.measure in MOVES:
        return "destination" if _there(s, q) or _housed(s, q) else "origin"
    return "area" if q.measure in ("aided", "funding_usd") or (q.measure in measures.STOCK and q.measure not in SPOTS) else "site"
