"""One text into readings: numbers, hedges, dates, names and speech put together, sentence by sentence."""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any, Final

from ..bounds import bounds
from . import measures, names, quantities, speech, statements, when, where
from .attach import HARM, UPROOTED, attach
from .document import Document
from .entry import Reading
from .lexicon import Lexicon, quiet
from .page import blank, dateline
from .sentence import Quantity, Sentence
from .tokens import SPEECH

LARGE_SPAN: Final = 2  # days; a count over more is a total
NO_PERIOD: Final = (None, None, None, None)
SAID: Final = ("speaker", "speaker_id", "via_id", "said_on")
EXPECTED: Final = ("expected", "likely", "feared")
PART_OF_DAY: Final = re.compile(r"(?i)\b(?:morning|dawn|midnight|noon|today)\b")
OF_THESE: Final = ("the", "these", "those")
HOURS: Final = re.compile(r"(?i)\b(?:12|24|48|twelve|twenty-four) hours\b")
FORCES: Final = {"government forces", "army", "syrian army", "forces", "regime forces", "syrian government forces", "armed forces"}
TO_BE: Final = ("are", "were", "was", "is")
MEMBERS: Final = ("the", "a", "an", "mostly", "mainly", "including", "among", "most", "many", "some", "among them")
GOING: Final = ("in flight",)
LOST: Final = ("sorties", "vehicles_lost", "aircraft_lost")
ESCAPED: Final = {"got", "escaped", "fled", "had fled", "have fled"}
THOSE_WHO_FLED: Final = (["who", "fled", ","], ["who", "had fled", ","], ["who", "have fled", ","], ["who", "left", ","])
NOT_THE_FIRST: Final = {"not", "first", "time"}
MODAL: Final = {"could", "may", "might"}


class Reader:
    """Reads texts by the reference lists given; `rows(name)` returns the rows of a list as dicts of text."""

    def __init__(self, rows: Callable[[str], Any]):
        self.lexicon = Lexicon(rows)
        self.actors = names.actors(rows("actors"))
        self.measures = {r["measure"]: r for r in rows("measures")}
        self.place_kinds = {r["place_id"]: r["kind"] for r in rows("places")}
        self.inside = names.containers(rows("places"))
        self.camps = names.camps(rows("places"))
        self.around = names.regions(rows("region_parts"), self.inside)

    def read(self, text: str, published: date | None = None, near: date | None = None) -> list[Reading]:
        """The readings of `text`, in order. Without `published` a dateline at the top is used, if there is one.

        near: a day about when it was published, too unsure to count weekdays from; it only gives "12 December" its year.
        """
        collecting = gc.isenabled()
        gc.disable()  # a text's sentences are let go of together at its end; to look through them before costs a twentieth of the time
        try:
            document = self.document(text, published, near)
            found: list[Reading] = []
            for s in self.sentences(document):
                found += readings(s)
            document.close()
        finally:
            if collecting:
                gc.enable()
        _told_later(found)
        if len(found) > 1:
            found.sort(key=lambda r: (r.start, r.end, r.measure))
        for reading in found:
            reading.quote = text[reading.start : reading.end]
        return found

    def document(self, text: str, published: date | None = None, near: date | None = None) -> Document:
        """The text without its furniture, ready to be read."""
        return Document(self, blank(text), published or dateline(text), near)

    def sentences(self, document: Document) -> Iterator[Sentence]:
        """The sentences in which there may be a claim, each with its quantities and what befell them, in order."""
        for index, signs in enumerate(document.signs):
            if quiet(signs, document.plain, document.spans[index][0]):
                continue
            s = document.sentence(index)
            s.quantities = quantities.find(s)
            attach(s)
            yield s


def _told_later(found: list[Reading]) -> None:
    """Give a large figure without days, and its parts, the span that the text tells when it has the same figure again."""
    spans: dict = {}
    for r in found:
        if r.accumulation == "total_since" and r.period_start is not None and r.value is not None:
            spans.setdefault((r.measure, r.value), r)
    told: Reading | None = None
    for r in found:
        if r.period_start is not None or r.period_end is not None or r.accumulation != "total_since":
            told = None
        elif r.value is not None and r.value >= when.TOLD_AGAIN and r.unit != "percent":
            told = spans.get((r.measure, r.value))
        elif told is not None and (r.measure != told.measure or (r.unit != "percent" and r.hedge_word != "most")):
            told = None
        if told is not None:
            r.period_start, r.period_end = told.period_start, told.period_end
            r.start_prec, r.end_prec = told.start_prec, told.end_prec


def readings(s: Sentence) -> list[Reading]:
    """The readings of a sentence: its quantities, truces and denials."""
    found = [_quantity(s, q) for q in s.quantities]
    s.truces = statements.truces(s)
    for first, last, measure, expr, stance in s.truces:
        end = expr.first if expr.since else expr.last
        period = (expr.first, end, expr.start_prec, expr.start_prec)
        found.append(_statement(s, first, last, measure, "date", statements.place(s), stance, period, "plain"))
    if s.speech is not None and s.speech.denies:
        denied = statements.denial(s, [r.start for r in found if r.stance == "denies"])
        if denied is not None:
            found.append(_statement(s, denied[0], denied[1], "occurrence", "none", denied[2], "denies"))
    if not found:
        denied = statements.untrue(s)
        if denied is not None:
            day = s.document.day_before(s) if s.W[0] == "such" else None
            found.append(_statement(s, denied[0], denied[1], "occurrence", "none", denied[2], "denies", day or NO_PERIOD))
    return found


def _statement(
    s: Sentence,
    first: int,
    last: int,
    measure: str,
    unit: str,
    place: tuple,
    stance: str,
    period: tuple = NO_PERIOD,
    hedge: str | None = None,
) -> Reading:
    """A reading without a number."""
    return Reading(
        s.starts[first],
        s.stop(last),
        "",
        measure,
        unit,
        "all",
        hedge=hedge,
        period_start=period[0],
        period_end=period[1],
        start_prec=period[2],
        end_prec=period[3],
        place=place[0],
        place_id=place[1],
        place_role="site" if place[0] else None,
        **dict(zip(SAID, _spoken(s, s.speech))),
        stance=stance,
    )


def _spoken(s: Sentence, said: speech.Speech | None) -> tuple:
    """Who said it, by way of whom, and when: the values of SAID."""
    if said is None:
        said = s.document.told_before(s)
        if said is not None:
            return said.speaker, said.speaker_id, None, None
        said = s.document.told_after(s)
        if said is not None:
            after = s.document.sentence(s.index + 1)
            return said.speaker, said.speaker_id, said.via_id, after.said_on.first if after.said_on else None
        return "narrator", "narrator", None, None
    day = s.said_on.first if s.said_on else s.document.said_before(s, said) if said.carried or said.speaker_id else None
    return said.speaker, said.speaker_id, said.via_id, day


def _quantity(s: Sentence, q: Quantity) -> Reading:
    n, whole = q.number, q.whole.reading if q.whole is not None else None
    q.period, spans = when.period(s, q)
    place, place_id, role = where.place(s, q)
    if s.speech is None and whole is not None and q.whole not in s.quantities:  # a part told in the next sentence is still that speaker's
        speaker, speaker_id, via_id, said_on = whole.speaker, whole.speaker_id, whole.via_id, whole.said_on
    else:
        speaker, speaker_id, via_id, said_on = _spoken(s, speech.governing(s, q))
    low, high, low_open, high_open = bounds(q.hedge, n.value, n.low, n.high)
    start_day, end_day, start_prec, end_prec = q.period or NO_PERIOD
    reading = Reading(
        s.starts[q.first],
        s.stop(q.end - 1),
        "",
        q.measure or "",
        _unit(s, q),
        _population(s, q),
        _affected(s, q),
        n.value,
        low,
        high,
        low_open,
        high_open,
        q.hedge,
        q.hedge_word if q.hedge != "plain" else None,
        _accumulation(s, q, spans),
        start_day,
        end_day,
        start_prec,
        end_prec,
        place,
        place_id,
        role,
        speaker,
        speaker_id,
        via_id,
        said_on,
        _stance(s, q),
    )
    q.reading = reading
    if place_id is not None and n.value is not None and q.measure is not None and not n.percent:
        s.document.tolls.setdefault((q.measure, n.value, q.hedge), (place, place_id))
    return reading


def _unit(s: Sentence, q: Quantity) -> str:
    if q.number.percent:
        return "percent"
    usual = s.document.reader.measures[q.measure]["unit"]
    if q.rule == "struck":
        return usual
    if q.measure in ("funding_usd", "damage_usd", "votes"):
        return usual
    noun = q.noun or (q.whole.noun if q.whole is not None else None)
    return noun.unit if noun else measures.UNIT.get(q.measure, usual)


def _population(s: Sentence, q: Quantity) -> str:
    """Which group the words name: the counted noun, else a noun beside it, else the whole's."""
    if q.measure == "votes":
        return "all"
    noun = q.noun
    if q.measure == "displaced" and q.first == 1 and s.W[0] == "for" and NOT_THE_FIRST.issubset(s.W[q.end : q.end + 7]):
        return "displaced_people"  # for many it was not the first time
    if q.number.percent:
        return noun.population if noun else _share_population(s, q)
    if noun is not None and q.noun_at is not None and s.W[q.noun_at] == "members" and _of_forces(s.W[q.end : q.end + 6]):
        return "soldiers"  # 24 members of the government forces
    if noun is not None and noun.population != "all" and noun.kind not in ("dead", "hurt", "casualty"):
        return noun.population
    if q.rule == "of the dead" and q.whole is not None and q.whole.reading is not None and s.W[q.end] not in TO_BE:
        return q.whole.reading.population
    if s.W[q.number.j] == "of" and s.W[q.number.j + 1] in OF_THESE and s.before is not None and s.before.reading is not None:
        if noun is not None and s.before.measure == q.measure:
            return s.before.reading.population  # nine of the victims, 1,031 of these deaths
    if q.measure in HARM and s.W[q.end] == "from" and not UPROOTED.isdisjoint(s.W[q.end : q.end + 8]):
        return "displaced_people"  # seven people from families who had been displaced
    if noun is not None and noun.kind in ("dead", "hurt") and s.W[q.end] == ",":
        told = next((s.T[k].noun for k in range(q.end + 1, q.end + 4) if s.T[k].noun is not None), None)
        counts = any(word.number or word.value is not None for word in s.T[q.end + 1 : q.end + 4])
        if told is not None and told.population in measures.ARMED and s.W[q.end + 1] not in MEMBERS and not counts:
            return told.population  # at least 29 dead, government soldiers and men of allied militias
    if q.measure != "displaced" and s.W[q.end] in ("that", "who") and s.W[q.end + 1] in ESCAPED:
        return "displaced_people"  # families that got away from the bombing need aid
    if q.measure != "displaced" and s.W[q.number.j : q.number.j + 2] == ["of", "whom"] and s.W[q.first - 3 : q.first] in THOSE_WHO_FLED:
        return "displaced_people"  # those who fled, many of whom need shelter
    for word in s.T[q.number.j : q.end + 1]:
        if word.noun is not None and word.noun.population != "all":
            return word.noun.population
    if q.measure != "displaced" and (
        not UPROOTED.isdisjoint(s.W[q.number.j : q.end])
        or (s.W[q.end] == "," and s.W[q.end + 1] in UPROOTED and s.T[q.end + 2].noun is None)
    ):
        return "displaced_people"
    if noun is None and q.cue is not None and q.cue < q.first and s.W[q.cue] in ("dead", "dead at"):
        group = s.T[q.cue - 1].noun
        if group is not None and group.kind == "person":
            return group.population  # put the civilian dead at 19
    if noun is None and not q.part and q.measure in HARM and s.W[q.first - 1] in ("and", ","):
        beside = next((o for o in reversed(s.quantities) if o.end <= q.first and o.noun is not None), None)
        group = beside.noun if beside is not None and beside.measure in HARM and beside.whole is None else None
        if group is not None and group.kind == "person":
            return group.population  # 28 civilians dead and 56 wounded
    if noun is None and q.part and q.whole is not None:
        told = s.T[q.end + 1].noun if s.W[q.end] in TO_BE else None  # three of whom were children
        if told is not None and told.kind == "person":
            return told.population
        if q.whole.noun:
            return q.whole.noun.population
    if q.number.vague == "most" and q.whole is not None:
        return _share_population(s, q)
    harmed = q.measure in HARM or (q.measure == "displaced" and when.once_struck(s))
    return "displaced_people" if harmed and s.document.in_camp(s) else "all"


def _of_forces(words: list[str]) -> bool:
    """Do the words name the forces of a state: of the government forces, of Syria's armed forces?"""
    return any(low in FORCES or low.endswith(" forces") for low in words)


def _share_population(s: Sentence, q: Quantity) -> str:
    """Whom a share is of: 80 per cent are women and children; of the children, half."""
    for reach in (range(q.end, min(q.end + 12, s.n)), range(q.first - 1, max(-1, q.first - 14), -1)):
        for k in reach:
            noun = s.T[k].noun
            if noun and noun.kind == "person" and noun.population != "all":
                return noun.population
            if s.W[k] in ("displaced", "internally displaced", "refugees") and k >= q.end:
                return "displaced_people"
            if s.W[k] in (".", ";"):
                break
    return "all"


def _affected(s: Sentence, q: Quantity) -> str | None:
    """The word or name before the noun that says whose people or equipment it is."""
    if q.noun_at is not None:
        for k in range(q.number.j, q.noun_at + 1):
            if s.W[k] in names.SIDE_WORDS or s.T[k].actor is not None:
                return s.surface(k)
    return None


def _accumulation(s: Sentence, q: Quantity, spans: bool) -> str:
    usual = s.document.reader.measures[q.measure]["accumulation"]
    whole = q.whole.reading if q.whole is not None else None
    if when.rate(s, q) or (q.measure == "funding_usd" and when.required(s, q)):
        return "stock"
    if q.measure == "displaced" and when.once_struck(s):
        return "incident"
    if q.measure == "displaced" and (
        when.as_they_live(s, q) or (q.cue is not None and s.W[q.cue - 1] == "are" and s.W[q.cue] in GOING and q.number.value is None)
    ):
        return "stock"  # many of them displaced; thousands are in flight
    if q.rule == "tally" and q.measure == "displaced" and s.W[q.first - 1] == "number" and q.noun is not None:
        return "stock"  # the refugees in its care number 3.7 million
    if q.rule == "tally" and q.measure in measures.ACTS:
        return "total_since"  # the raids now number 37
    if q.measure in when.BY_DAY and q.period and not spans and q.period[0] is not None and q.period[0] == q.period[1]:
        return "incident"
    if q.measure in HARM or q.measure in measures.ACTS or q.measure in LOST or when.hit(q.measure):
        first, last = q.period[:2] if q.period else (None, None)
        if any(e.since and PART_OF_DAY.search(s.text, e.start, e.end) for e in s.dates):
            return "incident"  # since this morning
        if spans and any(e.form == "past" and HOURS.search(s.text, e.start, e.end) for e in s.dates):
            return "incident"  # over the past 24 hours
        if spans and (first is None or last is None or (last - first).days > LARGE_SPAN):
            return "total_since"
        if (spans or not s.dates) and (any(e.since for e in s.dates) or ("since" in s.W and _since(s))):
            return "total_since"
        return whole.accumulation if whole else usual
    return whole.accumulation if whole and (q.number.percent or q.number.vague == "most") else usual


def _since(s: Sentence) -> bool:
    return any(
        low == "since" and s.T[k].date is None and PART_OF_DAY.search(" ".join(s.W[k + 1 : k + 3])) is None
        for k, low in enumerate(s.W[: s.n])
    )


def _stance(s: Sentence, q: Quantity) -> str:
    for k in reversed(s.where(SPEECH)):
        if k >= q.first:
            continue
        word = s.T[k]
        if speech.denies(s, k):
            return "denies"
        if word.dispute is not None:
            return "disputes"
        if word.say is not None and (s.W[k] == "saying" or s.W[k] not in speech.WEAK):
            break
    if s.W[0] in speech.UNTRUE and not {"is", "are"}.isdisjoint(s.W[1:8]):
        return "denies"  # False is the news of hundreds of thousands
    tail = s.W[q.end : q.end + 9]
    if not speech.DOUBTED.isdisjoint(tail):
        return "disputes"
    if not speech.UNTRUE.isdisjoint(tail) and not speech.TO_BE_UNTRUE.isdisjoint(tail):
        return "denies"
    if any(s.W[k] in speech.UNTRUE and not speech.CALLED.isdisjoint(s.W[k - 3 : k]) for k in range(q.end, s.n)):
        return "denies"  # reports that refugees are streaming out, which it called baseless
    if s.W[q.end] in ("are", "is", "were", "was") and s.W[q.end + 1] in EXPECTED:
        return "expects"
    if s.W[q.end] in ("are", "is", "were", "was") and s.W[q.end + 1] == "threatened" and q.rule == "same_fate":
        return "expects"
    if q.cue is not None:
        near = s.W[max(0, q.cue - 4) : q.cue]
        if not MODAL.isdisjoint(near) or "will" in near[-2:]:
            return "expects"
    return "asserts"
