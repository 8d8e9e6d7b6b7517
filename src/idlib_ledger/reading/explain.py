"""What the reader saw in a sentence, in words: the tags of its words, dates, speech, and how each number became a count or did not."""

from __future__ import annotations

from datetime import date

from . import measures, quantities
from .attach import attach
from .claims import Reader, readings
from .sentence import Quantity, Sentence
from .tokens import KINDS

RULES = {  # construction -> what it is, in words
    "cue": "a word near it says what befell it",
    "struck": "what the strikes named before it were on",
    "set_off": "set off behind what it counts",
    "share": "a share of the count before it",
    "among": "named as a part of the count before it",
    "part": "a part of the count before it, without a noun of its own",
    "increase": "an increase of the count before it",
    "listed": "one of a list that shares the first count's word",
    "act_before": "counts the acts named before it",
    "same_kind_in_list": "one of a list of one kind",
    "ellipsis": "a word near it fits what was counted before",
    "gapping": "shares the verb of the count before",
    "carried": "carried over from the count before it",
    "inhabitants": "the people of a place",
    "money": "a sum, and words of giving or of loss",
}


def explain(reader: Reader, text: str, published: date | None = None) -> str:
    """A report on each sentence of `text`: what matched which rule, and why a number is no count."""
    document = reader.document(text, published)
    lines = [f"days are counted from {document.anchor or 'nothing: the text has no date'}"]
    for index in range(len(document.spans)):
        s = document.sentence(index)
        s.quantities = every = quantities.find(s)
        attach(s)
        lines += ["", text[s.start : s.end], *_words(s), *_dates(s), *_speech(s)]
        found = {r.start: r for r in readings(s)}
        for q in every:
            lines += _quantity(s, q, found)
        for number, why in s.rejected:
            lines.append(f"  {_quote(s, number.i, number.j)}: no count: {why}")
        for reading in found.values():
            if reading.measure in ("ceasefire_start", "ceasefire_end", "occurrence"):
                lines.append(f"  {text[reading.start : reading.end]}: {reading.measure}, {reading.stance}")
    document.close()
    return "\n".join(lines)


def _quote(s: Sentence, first: int, end: int) -> str:
    return s.surface(first, end - 1)


def _words(s):
    tagged = []
    for k in range(s.n):
        tags = [kind for kind in KINDS if getattr(s.T[k], kind) is not None]
        if tags and not (s.T[k].date or s.T[k].number):
            tagged.append(f"{s.surface(k)} ({', '.join(tags)})")
    return [f"  words: {' · '.join(tagged)}"] if tagged else []


def _dates(s):
    found = []
    for e in s.dates:
        form = f"{e.form}, open towards the day of speaking" if e.since else e.form
        found.append(f"  date {s.text[e.start : e.end]!r}: {e.first or '?'} to {e.last or '?'}, {form}")
    return found


def _speech(s):
    said = s.speech
    if said is None:
        return ["  speaker: the text itself"]
    how = "denies" if said.denies else "disputes" if said.disputes else "says"
    again = ", the one who spoke before" if said.carried else ""
    relay = f", relayed by {said.via_id}" if said.via_id else ""
    day = f", on {s.said_on.first}" if s.said_on else ""
    return [f"  speaker: {said.speaker} ({said.speaker_id or 'on no list'}) {how}, by {s.W[said.verb]!r}{again}{relay}{day}"]


def _quantity(s: Sentence, q: Quantity, found: dict):
    number = q.number
    what = "a share" if number.percent else "a range" if number.low is not None else number.vague or number.value
    noun = f"noun {s.surface(q.noun_at)!r}" if q.noun_at is not None else "no noun of its own"
    if q.noun == measures.UNKNOWN:
        noun += " (on no list, a plural by its form)"
    hedge = f"hedge {q.hedge} by {q.hedge_word!r}" if q.hedge_word else f"hedge {q.hedge}"
    line = f"  {_quote(s, q.first, q.end)}: {what}, {hedge}, {noun}"
    reading = found.get(s.starts[q.first])
    if q.rule is None or q not in s.quantities or reading is None:
        return [line, "    no claim: nothing in the text says what befell it"]
    by = f" {s.surface(q.cue)!r}" if q.cue is not None else ""
    where = reading.place or "nowhere"
    when = f"{reading.period_start} to {reading.period_end}" if reading.period_start or reading.period_end else "no day"
    return [
        line,
        f"    {q.measure} by rule {q.rule} ({RULES.get(q.rule, q.rule)}){by}; {reading.population}, {reading.unit}, {reading.accumulation}",
        f"    at {where} ({reading.place_id or 'on no list'}, {reading.place_role}); {when}; {reading.stance}",
    ]
