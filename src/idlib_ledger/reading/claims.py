"""One text into readings: numbers, hedges, dates, names and speech put together, sentence by sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date

from ..articles import sentences
from ..bounds import bounds
from . import dates, hedges, measures, names, numbers, speech
from .tokens import Phrases

FURNITURE = [  # parts of a page that are not its text; blanked out, so that offsets stay
    re.compile(r"^\s*\**\s*(?:related articles?|read more|see also|also read|original url|share this|advertisement|sign up|subscribe)\b.*$", re.I | re.M),
    re.compile(r"^\s*(?:by|von|par)\s+\[?[A-Z][^\n]{0,60}$", re.M),
    re.compile(r"^\s*\d{1,2}:\d\d.*$|^\s*(?:published|updated|modified)\b[^\n]{0,60}$", re.I | re.M),
    re.compile(r"<?https?://\S+>?|www\.\S+"),
    re.compile(r"\]\([^)\n]*\)|!?\[|\*\*|^\s*#{1,6}\s", re.M),
]
DATELINE = re.compile(
    r"(?:^|\n)\s*(?:[A-Z][A-Za-z'’ .,/-]{1,40},\s+)?((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)?(?:day,?\s+)?"
    r"(?:\d{1,2}\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4}|[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+\d{4}|\d{4}-\d\d-\d\d))\s*(?:$|\n|[-–—(/])", re.M)
TRUCE = ("ceasefire", "cease-fire", "truce", "cessation of hostilities", "armistice", "calm")
TRUCE_START = (
    "took effect", "take effect", "takes effect", "taken effect", "taking effect", "came into effect", "come into effect", "comes into effect", "coming into effect", "came into force", "come into force",
    "comes into force", "coming into force", "entered into force", "enter into force", "enters into force", "went into effect", "go into effect", "goes into effect", "going into effect", "gone into effect",
    "began", "begin", "begins", "begun", "beginning", "start", "starts", "started", "starting", "in force since", "in force", "in effect since", "introduced", "introduction", "introducing", "introduces", "effect from", "implemented",
    "established", "imposed", "put in place", "apply from", "be declared", "declared from", "entry into force", "start of", "apply", "in place since", "since", "came in", "kicked in", "effective",
)
TRUCE_END = ("ended", "end", "ends", "expire", "expires", "expired", "expiring", "expiry", "ending", "lapsed", "end of")
ANAPHOR = {"of them", "of whom", "of those", "of these", "among them", "including", "others", "more"}
CLAUSE = {";": 6, ":": 5, "—": 4, "–": 4, "(": 4, ")": 4, ",": 2, "and": 2, "or": 1, "but": 6, "while": 6, "whereas": 6, "although": 6, "though": 6, "which": 3, "that": 2, "where": 3, "when": 3, "as": 2, "after": 3, "before": 3, "because": 4, "since": 2, "who": 1, "whose": 2, "whom": 1, "until": 3}
FAR = 26  # a cue further than this from a number is not about it
HARM = {"killed", "injured", "casualties", "neutralised", "died_other", "missing", "detained", "abducted"}
TOTAL = {"so far", "in total", "overall", "altogether", "total"}


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
        out = {f.name: getattr(self, f.name) for f in fields(self)}
        return {k: v.isoformat() if isinstance(v, date) else v for k, v in out.items()}


FIELDS = tuple(f.name for f in fields(Reading))


@dataclass(slots=True)
class Quantity:
    """A number with its hedge and its noun: tokens [first, i) hedge, [i, j) number, up to `end`."""

    number: numbers.Number
    first: int
    end: int
    hedge: str
    hedge_word: str | None
    noun: measures.Noun | None
    noun_at: int | None
    part: bool = False
    measure: str | None = None
    cue: int | None = None
    whole: Quantity | None = None
    period: tuple | None = None
    reading: Reading | None = None


class Reader:
    """Reads texts by the reference lists given; `rows(name)` returns the rows of a list as dicts of text."""

    def __init__(self, rows):
        self.phrases = Phrases()
        for row in rows("hedge_cues"):
            if row["language"] == "en":
                self.phrases.add(row["cue"], "hedge", (row["hedge"], row["position"]))
        for phrase in [*numbers.VAGUE, *numbers.NONE, *numbers.PERCENT, "a couple"]:
            self.phrases.add(phrase, "word", phrase)
        measures.add(self.phrases)
        speech.add(self.phrases)
        names.add(self.phrases, rows("actor_names"), rows("place_names"))
        for phrases, kind in ((TRUCE, "truce"), (TRUCE_START, "start"), (TRUCE_END, "stop")):
            for phrase in phrases:
                self.phrases.add(phrase, kind, phrase)
                if kind == "truce" and phrase != "calm":
                    self.phrases.add(phrase + "s", kind, phrase)
        self.actors = names.actors(rows("actors"))
        self.measures = {r["measure"]: r for r in rows("measures")}
        self.place_kinds = {r["place_id"]: r["kind"] for r in rows("places")}

    def read(self, text: str, published: date | None = None) -> list[Reading]:
        """The readings of `text`, in order. Without `published` a dateline at the top is used, if there is one."""
        plain = blank(text)
        anchor = published or dateline(text)
        state = State()
        found = []
        for sentence in sentences(plain):
            found += Sentence(self, plain, sentence, anchor, state).readings()
        found.sort(key=lambda r: (r.start, r.end, r.measure))
        for reading in found:
            reading.quote = text[reading.start : reading.end]
        return found


@dataclass(slots=True)
class State:
    """What a sentence hands to the next."""

    speech: speech.Speech | None = None
    day: tuple | None = None  # the period last spoken of
    day_paragraph: int = 0
    place: tuple | None = None  # the place last spoken of
    place_paragraph: int = 0
    quantity: Quantity | None = None
    truce: bool = False


def blank(text: str) -> str:
    """The text with page furniture, addresses and markup turned to spaces, character by character."""
    for pattern in FURNITURE:
        text = pattern.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    return text


def dateline(text: str) -> date | None:
    """The date that stands at the top of the text, if one does."""
    match = DATELINE.search(text[:1500])
    if not match:
        return None
    found = dates.find(match[1], None)
    return found[0].first if found and found[0].first == found[0].last else None


class Sentence:
    """One sentence on its way to readings."""

    def __init__(self, reader, text, sentence, anchor, state):
        self.reader, self.text, self.anchor, self.state, self.paragraph = reader, text, anchor, state, sentence.paragraph
        self.tokens = reader.phrases.scan(text, sentence.start, sentence.end)
        self.dates = dates.find(text, anchor, sentence.start, sentence.end, state.day[0] if state.day else None)
        for token in self.tokens:
            for expr in self.dates:
                if expr.start <= token.start and token.end <= expr.end:
                    token.tags = {"date": expr} | ({"start": 1} if "start" in token.tags else {})
                elif token.start < expr.end and token.end > expr.start and "hedge" not in token.tags:
                    token.tags = {"date": expr}
        self.quantities = self.find_quantities()
        self.speech = speech.find(self.tokens, text, reader.actors, state.speech)
        self.said_on = self.find_said_on()

    # --- numbers -----------------------------------------------------------------------------------------------

    def find_quantities(self) -> list[Quantity]:
        tokens, found, i = self.tokens, [], 0
        while i < len(tokens):
            number = None if "date" in tokens[i].tags else numbers.number(tokens, i)
            if number is None and tokens[i].low in ("a", "an"):
                number = self.single(i)
            if number is None or any("date" in t.tags for t in tokens[number.i : number.j]) or self.why_not(number):
                i = number.j if number and number.j > i else i + 1
                continue
            quantity = self.quantity(number)
            if quantity is None:
                i = number.j
                continue
            for token in tokens[quantity.number.i : quantity.number.j]:
                token.tags["number"] = True
            found.append(quantity)
            i = max(number.j, quantity.end if quantity.noun else number.j)
        return found

    def single(self, i):
        """a child, a paramedic: one person, if something befell that person."""
        tokens = self.tokens
        for k in range(i + 1, min(i + 4, len(tokens))):
            noun = tokens[k].tags.get("noun")
            if noun and noun.kind == "person" and not tokens[k].low.endswith("s") and tokens[k].low not in ("people", "men", "women", "children", "police", "dead"):
                if k + 1 < len(tokens) and tokens[k + 1].tags.get("noun"):
                    continue
                return numbers.Number(i, i + 1, value=1, bare=True)
            if tokens[k].low in measures.NOT_NOUN or "cue" in tokens[k].tags:
                return None
        return None

    def why_not(self, n) -> str | None:
        """Why a number is no count, or None."""
        tokens = self.tokens
        before = tokens[n.i - 1] if n.i else None
        after = tokens[n.j] if n.j < len(tokens) else None
        first = tokens[n.i]
        numeric = first.low[0].isdigit()
        low = after.low if after else ""
        if before and before.end == first.start and numeric and (before.low[-1].isalpha() or before.low in "-/.:") and before.low not in ("-", "–"):
            return "part of a name or a clock time"
        if before and before.low in ("-", "/", ":") and before.end == first.start and n.i > 1 and tokens[n.i - 2].end == before.start:
            return "part of a compound"
        if after and numeric and low in measures.ORDINAL_AFTER and after.start == tokens[n.j - 1].end:
            return "ordinal"
        if after and low in (":", "/") and after.start == tokens[n.j - 1].end and numeric:
            return "clock time or fraction"
        if after and low == "-" and after.start == tokens[n.j - 1].end and n.j + 1 < len(tokens):
            return "adjective"
        if before and before.low in measures.LABEL_BEFORE and n.vague is None and n.value != 0 and not n.bare:
            return "label"
        if low in measures.DURATION or low in measures.DISTANCE and not (low == "m" and n.percent) or (low == "square"):
            return "measure of time or length"
        if low in ("more", "other", "additional", "further", "or") and n.j + 1 < len(tokens) and tokens[n.j + 1].low in measures.DURATION | measures.DISTANCE:
            return "measure of time or length"
        if low in measures.NOT_COUNTED_AFTER:
            return "clock time or score"
        if before and before.low in ("$", "€", "£", "us$", "eur", "usd"):
            return None if before.low in ("$", "us$", "usd") else "money"
        if n.value is not None and numeric and first.end - first.start == 4 and first.low.isdigit() and 1900 <= n.value <= 2100 and n.j == n.i + 1:
            head = measures.head(tokens, n.j)
            if head is None or (before and before.low in ("in", "since", "of", "by", "until", "from", "before", "after", "during", "early", "late", "to")):
                return "year"
        if before and before.low == "," and low == "," and not n.percent and n.vague is None:
            return "age"
        if first.low in ("one",) and low in ("another", "day", "side", "hand", "way", "thing", "point", "reason", "such", "that", "who"):
            return "pronoun"
        return None

    def quantity(self, n) -> Quantity | None:
        tokens = self.tokens
        hedge, cue, first = hedges.before(tokens, n.i)
        head = measures.head(tokens, n.j)
        noun, noun_at = head if head else (None, None)
        end = noun_at + 1 if head else n.j
        low = tokens[n.j].low if n.j < len(tokens) else ""
        part = False
        if head is None and low == "of" and n.j + 1 < len(tokens) and tokens[n.j + 1].low in ("them", "whom", "those", "these", "the", "its", "their"):
            part = tokens[n.j + 1].low in ("them", "whom", "those", "these")
            if part:
                end = n.j + 2
        if n.i >= 2 and tokens[n.i - 1].low == "of" and tokens[n.i - 2].low in ("family", "families") and noun is None:  # a family of five
            noun, noun_at = measures.Noun("person", "person", "all"), n.i - 2
            first = n.i - 2 if n.i < 3 or tokens[n.i - 3].low not in ("a", "an", "the") else n.i - 3
            hedge = cue = None
        late, word, stop = hedges.after(tokens, end)
        if late and hedge is None:
            hedge, cue, end = late, word, stop
        if n.vague:
            hedge, cue = "vague", n.vague
        elif n.low is not None:
            hedge, cue = "range", cue
        if n.percent and noun is None and not n.fraction and n.j < len(tokens) and tokens[n.j].low == "of":
            pass
        return Quantity(n, min(first, n.i), end, hedge or "plain", cue, noun, noun_at, part or low in ("others",) and noun is None)

    # --- what befell whom --------------------------------------------------------------------------------------

    def distance(self, a, b) -> int:
        """How far two tokens are apart, clause marks and other numbers between them counted extra."""
        a, b = sorted((a, b))
        total = b - a
        for k in range(a + 1, b):
            total += CLAUSE.get(self.tokens[k].low, 0)
        return total

    def edge(self, q, at) -> int:
        """Distance from a quantity to the token `at`."""
        return self.distance(q.end - 1, at) if at >= q.end else self.distance(at, q.first) if at < q.first else 0

    def active(self, at) -> bool:
        """Is the participle at this token an active verb: a number follows it and no form of to be stands before it?"""
        tokens = self.tokens
        for k in range(at - 1, max(-1, at - 4), -1):
            if tokens[k].low in ("was", "were", "been", "being", "be", "is", "are", "got", "left"):
                return False
            if tokens[k].low in (",", ";", "and"):
                break
        return any(q.first <= at + 1 + gap <= q.number.i for q in self.quantities for gap in range(3)
                   if not any(self.tokens[k].low in (",", "in", "by", "and", "on", "when", "from", "at") for k in range(at + 1, min(at + 1 + gap, len(tokens)))))

    def measure(self, q):
        """The measure that the sentence gives a quantity, and the token that says so: (measure, token), (None, None) without."""
        tokens = self.tokens
        if q.noun and q.noun.kind == "money":
            return None, None
        best = (FAR, None, None)
        bare = q.noun is None and not q.part
        before_word = tokens[q.first - 1].low if q.first else ""
        tallied = before_word in ("at", "to", "of", "was", "is", "were", "reached", "stood", "exceeded", "exceeds", "passed", "as", "are") or tokens[q.first].low in ("over",)
        for at, token in enumerate(tokens):
            cue = token.tags.get("cue")
            if cue is None or "date" in token.tags or q.number.i <= at < q.number.j:
                continue
            if q.noun_at is not None and at == q.noun_at and q.noun.kind not in ("dead", "hurt"):
                continue
            for measure, form in measures.sense(cue, q.noun):
                score = self.edge(q, at)
                behind = at >= q.end
                between = [o for o in self.quantities if o is not q and (q.end <= o.first < at if behind else at < o.first < q.first)]
                if form == "v":
                    fits = not behind if self.active(at) else behind
                    if not fits and not behind and tallied:
                        fits = True
                    if not fits and not behind and before_word in ("were", "are", "is", "was"):
                        fits = True  # trapped there are three million people
                elif form == "g":
                    fits = not behind
                elif form == "n":
                    fits = not behind
                else:  # i, a
                    fits = behind
                    if not behind and form == "a" and between:
                        continue
                if not fits:
                    score += 12
                score += sum(2 if self.coordinate(o, q) else 5 for o in between)
                if bare and form == "n" and at < q.first and score > 8:
                    continue
                if score < best[0]:
                    best = (score, measure, at)
        score, measure, at = best
        if q.noun and q.noun.kind in measures.SELF:
            own = measures.SELF[q.noun.kind]
            if q.noun.kind in ("dead", "hurt", "casualty"):
                return own, q.noun_at
            if measure is None or q.noun.kind in ("strikes", "shells", "sorties", "violations", "attacks", "health_att", "votes", "checkpoint"):
                return own, q.noun_at
        if measure is None:
            return None, None
        if bare and score > (9 if q.number.vague is None and q.number.value not in (0, 1) else 3):
            return None, None
        if q.number.bare and (measure not in HARM or score > 7):
            return None, None
        if q.number.vague and q.noun is None and not q.part and score > 4:
            return None, None
        return measure, at

    def coordinate(self, a, b) -> bool:
        """Do the two quantities stand in one list?"""
        a, b = (a, b) if a.first < b.first else (b, a)
        return 0 <= b.first - a.end <= 2 and any(self.tokens[k].low in ("and", ",", "or") for k in range(a.end, b.first))

    def assign(self):
        """Give each quantity its measure, its whole if it is a part, or drop it."""
        previous = self.state.quantity
        kept = []
        for q in self.quantities:
            measure, at = self.measure(q)
            whole = kept[-1] if kept else previous
            share = q.number.percent or q.number.vague == "most"
            if self.among(q) and whole is not None:
                base = next((w for w in reversed(kept) if not w.part), whole)
                if measure is None or at is None or self.edge(q, at) > 6 or measure == base.measure:
                    measure, at, q.whole = base.measure, base.cue if base in kept else None, base
            elif (q.part or share) and whole is not None and (measure is None or share or self.edge(q, at) > 3):
                base = next((w for w in reversed(kept) if not w.part and not w.number.percent), whole)
                if share and not (q.noun or q.part or q.number.percent):
                    continue
                if measure is None or (share and self.edge(q, at) > 4) or measure == base.measure or q.part:
                    if not (share and measure is not None and self.edge(q, at) <= 4):
                        measure, at = base.measure, base.cue if base in kept else None
                q.whole, q.part = base, True
            elif measure is None and q.noun is None and self.after_word(q) in ("by", "in", "on") and not share:
                act = next((t.tags["noun"] for t in reversed(self.tokens[: q.first]) if "noun" in t.tags and t.tags["noun"].kind in ("strikes", "shells", "attacks", "violations")), None)
                if act:
                    q.noun, measure = act, measures.SELF[act.kind]
            elif measure is None and q.noun and q.noun.kind == "person" and kept and self.coordinate(kept[-1], q) and kept[-1].noun and kept[-1].noun.kind == "person":
                measure, at = kept[-1].measure, kept[-1].cue
            elif measure is None and whole is not None and (self.word(q.number.i - 1) == "another" or self.word(q.number.j) in ("others", "more")) and q.noun is None:
                measure = whole.measure
            if measure is None and self.money(q):
                measure = self.money(q)
            if measure is None or share and q.whole is None and not q.noun:
                continue
            q.measure, q.cue = measure, at
            kept.append(q)
        self.quantities = kept
        if kept:
            wholes = [q for q in kept if not q.part]
            self.state.quantity = (wholes or kept)[-1]

    def among(self, q) -> bool:
        """Is the quantity named as a part: including 4 children; 19 of them; two children are among the dead?"""
        lead = [self.word(k) for k in range(q.first - 1, max(-1, q.first - 4), -1)]
        if lead[:1] == ["including"] or lead[:2] in (["them", "among"], ["whom", "of"], ["them", "of"]) or (lead[:1] == [","] and lead[1:3] == ["them", "among"]):
            return True
        tail = [self.word(k) for k in range(q.end, min(q.end + 4, len(self.tokens)))]
        if "among" in tail[:3] and "by" not in tail[:1]:
            return True
        earlier = next((o for o in self.quantities if o.end <= q.first and self.coordinate(o, q)), None)
        return bool(earlier and self.among(earlier)) or bool(tail[:1] == ["and"] and any(self.coordinate(q, o) and "among" in [self.word(k) for k in range(o.end, o.end + 3)] for o in self.quantities if o.first > q.first))

    def word(self, k) -> str:
        return self.tokens[k].low if 0 <= k < len(self.tokens) else ""

    def after_word(self, q) -> str:
        return self.word(q.end)

    def money(self, q):
        if self.word(q.first - 1) not in ("$", "us$", "usd") and self.word(q.number.i - 1) not in ("$", "us$", "usd") and not (q.noun and q.noun.kind == "money"):
            return None
        words = " ".join(t.low for t in self.tokens)
        if re.search(r"\b(damage|losses)\b", words):
            return "damage_usd"
        return "funding_usd" if re.search(r"\b(pledg\w*|fund\w*|appeal\w*|donat\w*|aid|needed|require\w*|allocat\w*|contribut\w*)\b", words) else None

    # --- when, where, who --------------------------------------------------------------------------------------

    def token_at(self, position) -> int:
        return next((k for k, t in enumerate(self.tokens) if t.end > position), len(self.tokens) - 1)

    def find_said_on(self):
        """The date expression that dates the speech rather than the event."""
        if not self.speech:
            return None
        verb = self.speech.verb
        for expr in self.dates:
            if expr.form not in ("point", "relative") or expr.first is None or expr.first != expr.last:
                continue
            a, b = self.token_at(expr.start), self.token_at(expr.end - 1)
            gap = [self.tokens[k].low for k in range(verb + 1, a)]
            if a > verb and len(gap) <= 5 and not {"that", ",", "had", "were", "was", "killed"} & set(gap) and not any(q.first < a and q.end > verb for q in self.quantities) and (
                    not gap or set(gap) <= {"on", "late", "early", "to", "reporters", "journalists", "reuters", "afp", "in", "a", "statement", "the", "agency", "press", "conference", "briefing", "at", "by", "its", "report", "news", "geneva", "here", "earlier", "same", "telephone", "twitter", "media"}):
                return expr
            lead = [self.tokens[k].low for k in range(0, a)]
            if a < self.speech.first and b < verb and set(lead) <= {"on", "late", "early", "but", "and", "earlier", "speaking"} and self.speech.first - b <= 12 and not any(
                    "cue" in self.tokens[k].tags and "title" not in self.tokens[k].tags for k in range(b + 1, self.speech.first)):
                if not any(self.tokens[k].low == "that" for k in range(b, verb)):
                    return expr
            if a < verb and b == verb - 1 and self.speech.first < a:  # the ministry on Thursday denied
                return expr
            if a < verb and b < verb and self.speech.last >= verb and self.word(a - 2) == "speaking":
                return expr
        return None

    def period(self, q):
        """(first, last, start_prec, end_prec) of a quantity's event, with whether the text counts it over a span."""
        said = self.said_on.first if self.said_on else None
        now = said or self.anchor
        best = None
        at = q.cue if q.cue is not None else q.noun_at if q.noun_at is not None else q.number.i
        for expr in self.dates:
            if expr is self.said_on:
                continue
            if expr.form in ("relative", "ago", "past", "this") and expr.first is None:
                continue
            k = self.token_at(expr.start)
            score = min(self.edge(q, k), self.distance(at, k))
            if best is None or score < best[0]:
                best = (score, expr)
        if best:
            e = best[1]
            last = now if e.since and now else e.last
            return (e.first, last, e.start_prec, 1 if e.since and last else e.end_prec), e.since or e.form in ("period", "past") or (e.first != e.last)
        if q.measure in measures.STOCK:
            return ((now, now, 1, 1) if now else None), False
        if q.whole is not None and q.whole.period:
            return q.whole.period, False
        state = self.state
        if state.day and (q.measure in HARM or q.measure in ("strikes", "shells", "attacks") or q.measure.endswith("_hit")) and self.paragraph - state.day_paragraph <= 1:
            return state.day, False
        return None, False

    def place(self, q):
        """(surface, place_id, role) of a quantity, from its sentence or the one before."""
        best = None
        at = q.cue if q.cue is not None else q.number.i
        for k, token in enumerate(self.tokens):
            place = token.tags.get("place")
            if not place or "date" in token.tags:
                continue
            if self.word(k + 1) in ("-", "'s") and "actor" in token.tags and self.word(k + 1) == "'s":
                continue
            if self.speech and self.speech.first <= k <= self.speech.last and ("actor" in token.tags or self.word(k - 1) in ("in", "from")):
                continue
            if self.word(k - 1) == "in" and self.word(k - 2) in ("reporters", "journalists", "based"):
                continue
            if "actor" in token.tags and self.word(k - 1) not in ("in", "from", "to", "into", "near", "across", "with"):
                continue
            if "border" in token.low or self.word(k - 1) in ("near", "with"):
                role = "destination" if q.measure in ("displaced", "evacuated", "returned") else "site"
            else:
                role = self.role(k, q)
            score = min(self.edge(q, k), self.distance(at, k) + 1) + (6 if role == "destination" and q.measure == "displaced" else 0)
            if role == "origin" and q.measure not in ("displaced", "evacuated", "returned"):
                score += 8
            if best is None or score < best[0]:
                best = (score, (self.text[token.start : token.end], place, role))
        if best:
            return best[1]
        if q.whole is not None and q.whole.reading is not None:
            w = q.whole.reading
            return (w.place, w.place_id, w.place_role) if w.place_id or w.place else (None, None, None)
        if self.state.place and self.paragraph - self.state.place_paragraph <= 1:
            surface, place_id, _ = self.state.place
            return surface, place_id, self.default_role(q)
        return None, None, None

    def role(self, k, q):
        word = self.word(k - 1)
        if word in ("the", "central", "northern", "southern", "eastern", "western", "rebel-held", "opposition-held", "nearby", "rural", "neighbouring", "neighboring"):
            word = self.word(k - 2)
        role = names.ROLE_WORDS.get(word)
        if q.measure in ("displaced", "evacuated", "returned"):
            if role in ("origin", "destination"):
                return role
            kind = self.reader.place_kinds.get(self.tokens[k].tags["place"])
            return "area" if word in ("across", "throughout", "over") or kind in ("country",) else "origin"
        return self.default_role(q)

    def default_role(self, q):
        if q.measure in ("displaced", "evacuated", "returned"):
            return "origin"
        return "area" if q.measure in measures.STOCK and q.measure not in ("checkpoints",) else "site"

    def stance(self, q) -> str:
        tokens = self.tokens
        governing = None
        for k in range(q.first - 1, -1, -1):
            if "deny" in tokens[k].tags:
                governing = "denies"
                break
            if "dispute" in tokens[k].tags:
                governing = "disputes"
                break
            if "say" in tokens[k].tags and tokens[k].low not in speech.WEAK:
                break
        if governing:
            return governing
        for k in range(max(0, q.first - 6), min(len(tokens), q.end + 5)):
            if tokens[k].low in ("could", "may", "might") and q.cue is not None and abs(k - q.cue) <= 4:
                return "expects"
            if tokens[k].low in ("will", "would") and q.cue is not None and 0 < q.cue - k <= 2 and tokens[k].low == "will":
                return "expects"
        return "asserts"

    # --- readings ----------------------------------------------------------------------------------------------

    def readings(self) -> list[Reading]:
        self.assign()
        found = []
        for q in self.quantities:
            found.append(self.reading(q))
        found += self.truces() + self.denials(found)
        self.hand_on(found)
        return found

    def spoken(self):
        """speaker, speaker_id, via_id, said_on of this sentence."""
        s = self.speech
        said = self.said_on.first if self.said_on else None
        if s is None:
            return "narrator", "narrator", None, None
        return s.speaker, s.speaker_id, s.via_id, said

    def reading(self, q) -> Reading:
        tokens, n = self.tokens, q.number
        period, spans = self.period(q)
        q.period = period
        place, place_id, role = self.place(q)
        speaker, speaker_id, via_id, said_on = self.spoken()
        noun = q.noun
        whole = q.whole
        unit = "percent" if n.percent else noun.unit if noun else (whole.noun.unit if whole and whole.noun else measures.UNIT.get(q.measure, self.reader.measures[q.measure]["unit"]))
        if noun and noun.kind in ("dead", "hurt"):
            unit = "person"
        if q.measure in ("funding_usd", "damage_usd"):
            unit = "usd"
        population = noun.population if noun and not n.percent else "all"
        if n.percent or n.vague == "most" and noun:
            population = noun.population if noun else self.share_population(q)
        elif noun and noun.kind in ("dead", "hurt") or noun is None:
            population = self.of_population(q) or (whole.noun.population if whole and whole.noun and q.part else "all")
        if noun and population == "all":
            population = self.of_population(q) or population
        accumulation = self.reader.measures[q.measure]["accumulation"]
        if q.measure in HARM or q.measure in ("strikes", "shells", "attacks", "sorties") or q.measure.endswith("_hit"):
            words = {t.low for t in tokens}
            if spans and period and period[0] and period[1] and (period[1] - period[0]).days > 2 or spans and period and period[0] is None or TOTAL & words and spans:
                accumulation = "total_since"
            elif whole and whole.reading:
                accumulation = whole.reading.accumulation
        value = n.value
        b = bounds(q.hedge, value, n.low, n.high)
        start = tokens[q.first].start
        end = tokens[q.end - 1].end
        reading = Reading(
            start, end, self.text[start:end], q.measure, unit, population, self.affected(q), value, b.low, b.high, b.low_open, b.high_open,
            q.hedge, q.hedge_word if q.hedge != "plain" else None, accumulation,
            *(period or (None, None, None, None)), place, place_id, role, speaker, speaker_id, via_id, said_on, self.stance(q))
        q.reading = reading
        return reading

    def share_population(self, q):
        """Whom a share is of: 80 per cent are women and children."""
        for k in range(q.end, min(q.end + 12, len(self.tokens))):
            noun = self.tokens[k].tags.get("noun")
            if noun and noun.kind == "person" and noun.population != "all":
                return noun.population
            if self.tokens[k].low in (".", ";"):
                break
        return "all"

    def of_population(self, q):
        """killed 12, all of them civilians; 21 dead civilians; 30 civilian deaths."""
        for k in range(q.number.j, min(q.end + 1, len(self.tokens))):
            noun = self.tokens[k].tags.get("noun")
            if noun and noun.population not in ("all",):
                return noun.population
        return None

    def affected(self, q):
        """The word or name before the noun that says whose people or equipment it is."""
        if q.noun_at is None:
            return None
        for k in range(q.number.j, q.noun_at + 1):
            token = self.tokens[k]
            if token.low in names.SIDE_WORDS or "actor" in token.tags:
                return self.text[token.start : token.end]
        return None

    def truces(self) -> list[Reading]:
        """Each date on which a truce is said to start or end."""
        tokens = self.tokens
        truce = [k for k, t in enumerate(tokens) if "truce" in t.tags]
        carried = not truce and self.state.truce and tokens and any(t.low == "it" for t in tokens[:3])
        if not truce and not carried:
            return []
        found, used = [], set()
        for expr in self.dates:
            if expr is self.said_on or expr.first is None or expr.form not in ("point", "since") or expr.start_prec not in (1, 3) or id(expr) in used:
                continue
            a, b = self.token_at(expr.start), self.token_at(expr.end - 1)
            marks = [(self.distance(k, a), k, "ceasefire_start" if "start" in tokens[k].tags else "ceasefire_end") for k in range(len(tokens))
                     if ("start" in tokens[k].tags or "stop" in tokens[k].tags) and tokens[k].low != "since" and not (self.word(k - 1) in ("the", "before") and tokens[k].low in ("start", "end") and self.word(k + 1) != "of")]
            if expr.since and truce and any(tokens[k].low in ("in force", "in effect", "in place", "holding") for k in range(a)):
                marks.append((1, a - 1, "ceasefire_start"))
            marks = [m for m in marks if m[0] <= 16]
            if not marks:
                continue
            score, verb, measure = min(marks)
            noun = min(truce, key=lambda k: abs(k - verb)) if truce else None
            if noun is not None and self.distance(noun, verb) > 18 or expr.since and not any(w in self.text[tokens[verb].start : tokens[verb].end].lower() for w in ("force", "effect", "place", "introduc", "holding")):
                continue
            if any("cue" in t.tags and not t.tags.get("truce") and any(s[0] in HARM for s in t.tags["cue"].senses) for t in tokens[min(verb, a) : max(verb, b)]):
                continue
            used.add(id(expr))
            first = min(x for x in (noun, verb, a) if x is not None)
            last = max(b, verb)
            while first > 0 and tokens[first - 1].low in ("a", "the", "new", "latest", "this"):
                first -= 1
            speaker, speaker_id, via_id, said_on = self.spoken()
            now = said_on or self.anchor
            ahead = bool(now and expr.first > now) or any(t.low in ("will", "would") or (t.low == "to" and self.word(k + 1) in ("begin", "start", "take effect", "be declared", "apply", "come into force", "come into effect")) for k, t in enumerate(tokens[:verb + 1])) and not (now and expr.first < now)
            start, end = tokens[first].start, tokens[last].end
            place = next(((self.text[t.start : t.end], t.tags["place"], "area") for t in tokens if "place" in t.tags and "actor" not in t.tags), None)
            if place is None and self.state.place:
                place = (self.state.place[0], self.state.place[1], "area")
            found.append(Reading(start, end, "", measure, "date", "all", hedge="plain", accumulation="incident", period_start=expr.first, period_end=expr.first if expr.since else expr.last,
                                 start_prec=expr.start_prec, end_prec=expr.start_prec, place=place[0] if place else None, place_id=place[1] if place else None,
                                 place_role=place[2] if place else None, speaker=speaker, speaker_id=speaker_id, via_id=via_id, said_on=said_on, stance="announces" if ahead else "asserts"))
        return found

    def denials(self, readings) -> list[Reading]:
        """What is denied without a number: the clause of the verb of denial."""
        tokens = self.tokens
        found = []
        for k, token in enumerate(tokens):
            if "deny" not in token.tags or self.speech is None or not self.speech.denies or self.speech.verb != k:
                continue
            if self.word(k - 1) in ("not", "never", "neither", "n't"):
                continue
            passive = self.word(k - 1) in ("were", "was", "been", "is", "are")
            first, last = (0, k) if passive else (k, k)
            if not passive:
                while last + 1 < len(tokens):
                    low = tokens[last + 1].low
                    if low in (".", ";", ",", "saying", "but", "while", '"', "”") or (low == "and" and any("say" in tokens[m].tags for m in range(last + 2, min(last + 5, len(tokens))))):
                        break
                    last += 1
            start, end = tokens[first].start, tokens[last].end
            if last == first or any(start <= r.start < end for r in readings if r.stance == "denies"):
                continue
            speaker, speaker_id, via_id, said_on = self.spoken()
            place = next(((self.text[t.start : t.end], t.tags["place"], "site") for t in tokens[first : last + 1] if "place" in t.tags and "actor" not in t.tags), (None, None, None))
            found.append(Reading(start, end, "", "occurrence", "none", "all", accumulation="incident", place=place[0], place_id=place[1], place_role=place[2],
                                 speaker=speaker, speaker_id=speaker_id, via_id=via_id, said_on=said_on, stance="denies"))
        return found

    def hand_on(self, readings):
        """Leave the next sentence what it may need."""
        state = self.state
        if self.speech and (self.speech.speaker_id or self.speech.speaker):
            state.speech = self.speech
        events = [e for e in self.dates if e is not self.said_on and e.first and e.start_prec == 1 and not e.since and (e.last == e.first or (e.last and (e.last - e.first).days <= 2))]
        if events:
            e = events[-1]
            state.day, state.day_paragraph = (e.first, e.last, e.start_prec, e.end_prec), self.paragraph
        places = [(k, t) for k, t in enumerate(self.tokens) if "place" in t.tags and "actor" not in t.tags and not (self.speech and self.speech.first <= k <= self.speech.last)
                  and not (self.word(k - 1) == "in" and self.word(k - 2) in ("reporters", "journalists"))]
        if places:
            k, t = places[-1] if len(places) == 1 else next(((k, t) for k, t in places if self.word(k - 1) in ("in", "on", "at", "hit")), places[-1])
            state.place, state.place_paragraph = (self.text[t.start : t.end], t.tags["place"], None), self.paragraph
        state.truce = any("truce" in t.tags for t in self.tokens) or (state.truce and any(t.low == "it" for t in self.tokens[:3]))
