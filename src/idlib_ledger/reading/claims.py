"""One text into readings: numbers, hedges, dates, names and speech put together, sentence by sentence."""

from __future__ import annotations

from dataclasses import dataclass, fields, replace
from datetime import date

from ..articles import sentences
from ..bounds import bounds
from . import circumstances, measures, names, numbers, quantities, speech, statements
from .attach import HARM, attach
from .page import blank, dateline
from .sentence import Quantity, Sentence, State
from .tokens import Phrases

LONGEST = 1200  # characters of a sentence; longer ones are lists or no prose


@dataclass(slots=True)
class Reading:
    """One statement read out of a text: the machine's entry of a claim. Offsets are code points of the text given."""

    start: int
    end: int
    quote: str
    measure: str
    unit: str
    population: str
    affected: str | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    low_open: bool | None = None
    high_open: bool | None = None
    hedge: str | None = None
    hedge_word: str | None = None
    accumulation: str = "incident"
    period_start: date | None = None
    period_end: date | None = None
    start_prec: int | None = None
    end_prec: int | None = None
    place: str | None = None
    place_id: str | None = None
    place_role: str | None = None
    speaker: str | None = None
    speaker_id: str | None = None
    via_id: str | None = None
    said_on: date | None = None
    stance: str = "asserts"

    def as_dict(self) -> dict:
        """The reading with its dates as ISO text, ready for JSON."""
        return {f: v.isoformat() if isinstance(v := getattr(self, f), date) else v for f in FIELDS}


FIELDS = tuple(f.name for f in fields(Reading))


class Reader:
    """Reads texts by the reference lists given; `rows(name)` returns the rows of a list as dicts of text."""

    def __init__(self, rows):
        self.phrases = Phrases()
        for row in rows("hedge_cues"):
            if row["language"] == "en":
                self.phrases.add(row["cue"], "hedge", (row["hedge"], row["position"]))
        for aspect in (numbers, measures, speech, statements):
            aspect.add(self.phrases)
        names.add(self.phrases, rows("actor_names"), rows("place_names"))
        self.phrases.inherit("noun", among="actor")
        self.actors = names.actors(rows("actors"))
        self.measures = {r["measure"]: r for r in rows("measures")}
        self.place_kinds = {r["place_id"]: r["kind"] for r in rows("places")}
        self.inside = names.containers(rows("places"))

    def read(self, text: str, published: date | None = None, near: date | None = None) -> list[Reading]:
        """The readings of `text`, in order. Without `published` a dateline at the top is used, if there is one.

        near: a day about when it was published, too unsure to count weekdays from; it only gives "12 December" its year.
        """
        plain = blank(text)
        anchor = published or dateline(text)
        state = State()
        found = []
        for span in pieces(sentences(plain)):
            sentence = self.sentence(plain, span, anchor, state, near)
            found += readings(sentence)
            hand_on(sentence)
        found.sort(key=lambda r: (r.start, r.end, r.measure))
        for reading in found:
            reading.quote = text[reading.start : reading.end]
        return found

    def sentence(self, text, span, anchor, state, near=None) -> Sentence:
        """A sentence with its quantities, each with what befell it, and its speech."""
        s = Sentence.scan(self, text, span, anchor, state, near)
        s.quantities = quantities.find(s)
        s.speech = speech.find(s.tokens, text, self.actors, state.speech or state.subject)
        s.said_on = circumstances.said_on(s)
        attach(s)
        return s


def pieces(spans):
    """The sentences, one longer than LONGEST cut at a space, so that no text takes more than linear time."""
    for span in spans:
        start = span.start
        while span.end - start > LONGEST:
            cut = span.text.rfind(" ", start - span.start + LONGEST // 2, start - span.start + LONGEST)
            stop = span.start + cut if cut > 0 else start + LONGEST
            yield replace(span, start=start, end=stop, text=span.text[start - span.start : stop - span.start])
            start = stop
        yield span if start == span.start else replace(span, start=start, text=span.text[start - span.start :])


def readings(s: Sentence) -> list[Reading]:
    """The readings of a sentence: its quantities, truces and denials."""
    found = [_quantity(s, q) for q in s.quantities]
    said = _spoken(s)
    s.truces = list(statements.truces(s))
    for first, last, measure, expr, stance in s.truces:
        place, place_id = circumstances.narrowest(s)
        end = expr.first if expr.since else expr.last
        found.append(
            Reading(
                s.tokens[first].start,
                s.tokens[last].end,
                "",
                measure,
                "date",
                "all",
                hedge="plain",
                period_start=expr.first,
                period_end=end,
                start_prec=expr.start_prec,
                end_prec=expr.start_prec,
                place=place,
                place_id=place_id,
                place_role="site" if place else None,
                stance=stance,
                **said,
            )
        )
    for first, last, (place, place_id) in statements.denials(s, [r.start for r in found if r.stance == "denies"]):
        found.append(
            Reading(
                s.tokens[first].start,
                s.tokens[last].end,
                "",
                "occurrence",
                "none",
                "all",
                place=place,
                place_id=place_id,
                place_role="site" if place else None,
                stance="denies",
                **said,
            )
        )
    return found


def _spoken(s) -> dict:
    """The fields of a reading that say who said it, by way of whom, and when."""
    if s.speech is None:
        return {"speaker": "narrator", "speaker_id": "narrator", "via_id": None, "said_on": None}
    said = s.said_on.first if s.said_on else s.state.said_on if s.speech.carried else None
    return {"speaker": s.speech.speaker, "speaker_id": s.speech.speaker_id, "via_id": s.speech.via_id, "said_on": said}


def _quantity(s, q: Quantity) -> Reading:
    n, whole = q.number, q.whole.reading if q.whole is not None else None
    q.period, spans = circumstances.period(s, q)
    place, place_id, role = circumstances.place(s, q)
    said = _spoken(s)
    if s.speech is None and whole is not None and q.whole not in s.quantities:  # a part told in the next sentence is still that speaker's
        said = {f: getattr(whole, f) for f in ("speaker", "speaker_id", "via_id", "said_on")}
    b = bounds(q.hedge, n.value, n.low, n.high)
    start, end = s.tokens[q.first].start, s.tokens[q.end - 1].end
    q.reading = Reading(
        start,
        end,
        s.text[start:end],
        q.measure,
        _unit(s, q),
        _population(s, q),
        _affected(s, q),
        n.value,
        *b,
        q.hedge,
        q.hedge_word if q.hedge != "plain" else None,
        _accumulation(s, q, spans),
        *(q.period or (None,) * 4),
        place,
        place_id,
        role,
        said["speaker"],
        said["speaker_id"],
        said["via_id"],
        said["said_on"],
        _stance(s, q),
    )
    return q.reading


def _unit(s, q) -> str:
    if q.number.percent:
        return "percent"
    if q.measure in ("funding_usd", "damage_usd", "votes"):
        return s.reader.measures[q.measure]["unit"]
    noun = q.noun or (q.whole.noun if q.whole is not None else None)
    return noun.unit if noun else measures.UNIT.get(q.measure, s.reader.measures[q.measure]["unit"])


def _population(s, q) -> str:
    """Which group the words name: the counted noun, else a noun beside it, else the whole's."""
    if q.number.percent:
        return q.noun.population if q.noun else _share_population(s, q)
    if q.noun and q.noun.kind not in ("dead", "hurt", "casualty") and q.noun.population != "all":
        return q.noun.population
    beside = next((n.population for k in range(q.number.j, q.end + 1) for n in [s.tag(k, "noun")] if n and n.population != "all"), None)
    if beside:
        return beside
    if q.measure != "displaced" and any(s.word(k) in ("displaced", "uprooted") for k in range(q.number.j, q.end)):
        return "displaced_people"
    if q.noun is None and q.part and q.whole is not None and q.whole.noun:
        return q.whole.noun.population
    if q.number.vague == "most" and q.whole is not None:
        return _share_population(s, q)
    return "all"


def _share_population(s, q) -> str:
    """Whom a share is of: 80 per cent are women and children; of the children, half."""
    for reach in (range(q.end, min(q.end + 12, len(s.tokens))), range(q.first - 1, max(-1, q.first - 14), -1)):
        for k in reach:
            noun = s.tag(k, "noun")
            if noun and noun.kind == "person" and noun.population != "all":
                return noun.population
            if s.word(k) in ("displaced", "internally displaced", "refugees") and k >= q.end:
                return "displaced_people"
            if s.word(k) in (".", ";"):
                break
    return "all"


def _affected(s, q) -> str | None:
    """The word or name before the noun that says whose people or equipment it is."""
    for k in range(q.number.j, (q.noun_at if q.noun_at is not None else -1) + 1):
        if s.word(k) in names.SIDE_WORDS or s.tag(k, "actor"):
            return s.surface(k)
    return None


def _accumulation(s, q, spans) -> str:
    usual = s.reader.measures[q.measure]["accumulation"]
    whole = q.whole.reading if q.whole is not None else None
    if q.measure in HARM or q.measure in (*measures.ACTS, "sorties") or q.measure.endswith("_hit"):
        first, last = (q.period or (None, None))[:2]
        since = any(e.since for e in s.dates) or any(s.word(k) == "since" and not s.tag(k, "date") for k in range(len(s.tokens)))
        if (spans and (first is None or last is None or (last - first).days > 2)) or (since and (spans or not s.dates)):
            return "total_since"
        return whole.accumulation if whole else usual
    return whole.accumulation if whole and (q.number.percent or q.number.vague == "most") else usual


def _stance(s, q) -> str:
    for k in range(q.first - 1, -1, -1):
        if s.tag(k, "deny"):
            return "denies"
        if s.tag(k, "dispute"):
            return "disputes"
        if s.tag(k, "say") and (s.word(k) == "saying" or s.word(k) not in speech.WEAK):
            break
    tail = set(s.words(q.end, q.end + 9))
    if tail & speech.DOUBTED:
        return "disputes"
    if tail & speech.UNTRUE and tail & {"is", "was", "were", "are", "as"}:
        return "denies"
    if q.cue is not None:
        near = s.words(max(0, q.cue - 4), q.cue)
        if any(w in ("could", "may", "might") for w in near) or "will" in near[-2:]:
            return "expects"
    return "asserts"


def _of_truce(expr, s) -> bool:
    """Is the date one of a truce, and so no event's day for the sentences that follow?"""
    return any(expr is date for _, _, _, date, _ in s.truces)


def hand_on(s: Sentence) -> None:
    """Leave the next sentence what it may need: speaker, day, place and whether a truce was spoken of."""
    state = s.state
    if s.speech and (s.speech.speaker_id or s.speech.speaker):
        state.speech = s.speech
        state.said_on = s.said_on.first if s.said_on else state.said_on if s.speech.carried else None
    else:
        state.subject = speech.subject(s.tokens, s.text, s.reader.actors) or state.subject
    days = [
        e
        for e in s.dates
        if e is not s.said_on
        and not _of_truce(e, s)
        and e.first
        and e.last
        and e.start_prec == 1
        and not e.since
        and (e.last - e.first).days <= 2
    ]
    if any(e.weekday and e.first is None for e in s.dates):
        state.day = None  # a day that cannot be told is now spoken of
    if days:
        e = days[-1]
        state.day, state.day_paragraph = (e.first, e.last, e.start_prec, e.end_prec), s.paragraph
    places = list(circumstances.sites(s))
    for _, place_id in places:
        state.places[s.reader.place_kinds.get(place_id)] = place_id
    if state.place:  # a country named in passing does not displace the place spoken of
        places = [(k, p) for k, p in places if s.reader.place_kinds.get(p) != "country"]
    if places:
        inside = s.reader.inside
        places.sort(
            key=lambda f: (any(f[1] in inside.get(p, ()) for _, p in places), s.word(f[0] - 1) not in ("in", "on", "at", "hit", "the"))
        )
        k, place_id = places[0]
        state.place, state.place_paragraph = (s.surface(k), place_id), s.paragraph
    state.truce = any(s.tag(k, "truce") for k in range(len(s.tokens))) or (state.truce and "it" in s.words(0, 3))
