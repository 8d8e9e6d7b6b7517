"""Other readers of numbers and dates, each behind one adapter: build/peers/bin/python benchmarks/peers.py TASK.json

TASK.json holds {"peer": a name of PEERS, "sets": {name: {"texts": [[text, published], ...], "rounds": n}}}. Prints JSON on stdout: for each
set what `timed` returns. An adapter is made by calling its function, which imports the library; it takes (text, published) and returns
for numbers a list of (start, end, value, low, high), for dates of (start, end, first, last), offsets in code points, days as ISO text.
Published is ISO text or None. What a library leaves open is filled in as suits it best.
"""

from __future__ import annotations

import contextlib
import json
import re
import sys
import warnings
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from time import perf_counter

WARM_UP = ("Police said on 5 May 2019 that at least six of the 40 men were hurt.", "2019-05-06")
WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|\s+|[^\w\s]|_")
SMALL = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen"
VALUES = {word: n for n, word in enumerate(SMALL.split())}
VALUES |= {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
HEDGES = {  # what stands before a number -> the bounds it gives
    "at_least": "at least|no fewer than|no less than|not less than|a minimum of|more than|over|above|upwards of|in excess of",
    "at_most": "at most|up to|as many as|no more than|a maximum of|fewer than|less than|under|below|nearly|almost|close to",
    "about": "about|around|some|roughly|approximately|an estimated|estimated",
}
VAGUE = ["dozens", "scores", "hundreds", "thousands", "millions", "many", "several", "few"]


def timed(read: Callable, texts: list, rounds: int) -> dict:
    """Read the texts `rounds` times: {"first": seconds of the first round, "best": of the fastest, "found": what each text gave}."""
    seconds = []
    for _ in range(rounds):
        start = perf_counter()
        found = [read(text, published) for text, published in texts]
        seconds.append(perf_counter() - start)
    return {"first": seconds[0], "best": min(seconds), "found": found}


# --- numbers ----------------------------------------------------------------------------------------------------


def recognizers_number() -> Callable:
    """Recognizers-Text: plain numbers, in digits and in words."""
    from recognizers_number import recognize_number

    def read(text, published):
        found = []
        for r in recognize_number(text, "en-us"):
            value = _float(r.resolution["value"])
            found.append((r.start, r.end + 1, value, value, value))
        return found

    return read


def quantulum() -> Callable:
    """quantulum3 without its classifier: numbers with units and uncertainties; a range is a value and an uncertainty."""
    from quantulum3 import parser

    def read(text, published):
        found = []
        for q in parser.parse(text):
            each = 12 if q.unit.name == "dozen" else 1
            spread = q.uncertainty or 0
            found.append((*q.span, q.value * each, (q.value - spread) * each, (q.value + spread) * each))
        return found

    return read


def text2num() -> Callable:
    """text2num: numbers in words only. It finds them among tokens, which are made here."""
    from text_to_num import find_numbers

    class Token:
        __slots__ = ("word", "start", "end")

        def __init__(self, match):
            self.word = match[0]
            self.start, self.end = match.span()

        def text(self):
            return self.word

        def nt_separated(self, previous):
            return False

        def not_a_number_part(self):
            return False

    def read(text, published):
        tokens = [Token(match) for match in WORD.finditer(text)]
        numbers = [n for n in find_numbers(tokens, "en", 0) if not n.is_ordinal]
        return [(tokens[n.start].start, tokens[n.end - 1].end, n.value, n.value, n.value) for n in numbers]

    return read


def text2num_rewriting() -> Callable:
    """text2num's own call, which puts digits for words; it tells no places, so that nothing is found."""
    from text_to_num import alpha2digit

    def read(text, published):
        alpha2digit(text, "en", 0)
        return []

    return read


def spacy_matcher() -> Callable:
    """A blank spaCy pipeline with a Matcher: number words and digits with the hedge before them, ranges, and vague words."""
    import spacy
    from spacy.matcher import Matcher
    from spacy.util import filter_spans

    nlp = spacy.blank("en")
    matcher = Matcher(nlp.vocab)
    number = {"LIKE_NUM": True, "OP": "+"}
    dozen = [{"LOWER": {"IN": ["a", "two", "three"]}}, {"LOWER": "dozen"}]
    dashed = [number, {"ORTH": "-"}, number]
    joined = [number, {"LOWER": {"IN": ["hundred", "thousand", "million"]}}, {"LOWER": "and"}, number]
    numbers = [[number], dozen, dashed, joined]
    matcher.add("plain", numbers)
    for hedge, phrases in HEDGES.items():
        befores = [[{"LOWER": word} for word in phrase.split()] for phrase in phrases.split("|")]
        matcher.add(hedge, [before + n for before in befores for n in numbers])
    ends = [[{"LOWER": "between"}, number, {"LOWER": "and"}, number], [{"LOWER": "from", "OP": "?"}, number, {"LOWER": "to"}, number]]
    matcher.add("range", ends)
    matcher.add("vague", [[{"LOWER": "tens"}, {"LOWER": "of"}, {"LOWER": {"IN": VAGUE}}], [{"LOWER": {"IN": VAGUE}}]])

    def read(text, published):
        found = []
        for span in filter_spans(matcher(nlp.make_doc(text), as_spans=True)):
            row = _hedged(span.label_, [token for token in span if token.like_num or token.lower_ == "dozen"])
            if row is not None:
                found.append((span.start_char, span.end_char, *row))
        return found

    return read


def _hedged(label, numerals):
    """(value, low, high) of a match of the Matcher; None where its words are no cardinal number."""
    if label == "vague":
        return None, None, None
    runs, last = [], -9
    for token in numerals:  # numerals side by side, or words joined by a hyphen or "and", are one number
        gap = token.i - last
        if gap == 1 or (gap == 2 and label != "range" and token.is_alpha):
            runs[-1].append(token.lower_)
        else:
            runs.append([token.lower_])
        last = token.i
    values = [_value(run) for run in runs]
    if not values or None in values:
        return None
    if len(values) == 2:
        return None, *values
    n = values[0]
    return {"at_least": (n, n, None), "at_most": (n, 0, n), "about": (n, None, None)}.get(label, (n, n, n))


def _value(words):
    """The number that the words of one cardinal number say, None where they say none."""
    total = current = 0
    for word in words:
        digits = _float(word.replace(",", ""))
        if digits is not None:
            current += digits
        elif word in VALUES:
            current += VALUES[word]
        elif word in ("hundred", "dozen"):
            current = (current or 1) * SCALES[word]
        elif word in SCALES:
            total += (current or 1) * SCALES[word]
            current = 0
        else:
            return None
    return total + current


def _float(text):
    try:
        return float(text)
    except (TypeError, ValueError):
        return None


# --- dates ------------------------------------------------------------------------------------------------------


def recognizers_date() -> Callable:
    """Recognizers-Text: dates, spans and relative ones; of several days that an expression may mean the last one not ahead."""
    from recognizers_date_time import recognize_datetime

    def read(text, published):
        today = published or date.today().isoformat()
        found = []
        for r in recognize_datetime(text, "en-us", reference=datetime.fromisoformat(today)):
            days = [_days(v, today) for v in (r.resolution or {}).get("values", ()) if v["type"].startswith("date")]
            days = [d for d in days if d != (None, None)]
            if days:
                past = [d for d in days if (d[0] or d[1]) <= today]
                found.append((r.start, r.end + 1, *(past[-1] if past else days[0])))
        return found

    return read


def _days(value, today):
    """(first, last) of one resolution of Recognizers-Text; the end of a week, month or year is the day behind it there."""
    day, first, last = (v[:10] if (v := value.get(k)) and v[0].isdigit() else None for k in ("value", "start", "end"))
    if day is not None:
        return day, day
    if last is not None and first is not None and value["type"] == "daterange" and not value["timex"].startswith("("):
        last = (date.fromisoformat(last) - timedelta(1)).isoformat()
    return first, today if value.get("Mod") == "since" else last


def dateparser_search() -> Callable:
    """dateparser.search for past dates; a week, month or year is taken as the whole of it."""
    from dateparser.search import search_dates

    def read(text, published):
        base = datetime.fromisoformat(published) if published else datetime.now()
        settings = {"RELATIVE_BASE": base, "PREFER_DATES_FROM": "past"}
        found, done = [], 0
        for quote, when, period in search_dates(text, languages=["en"], settings=settings, add_period=True) or ():
            start = text.find(quote, done)
            if start < 0:
                start = text.find(quote)
            if start >= 0:
                done = start + len(quote)
                found.append((start, done, *_whole(when.date(), period)))
        return found

    return read


def _whole(day, period):
    if period == "week":
        first = day - timedelta(day.weekday())
        last = first + timedelta(6)
    elif period == "month":
        first = day.replace(day=1)
        last = (first + timedelta(31)).replace(day=1) - timedelta(1)
    elif period == "year":
        first, last = day.replace(month=1, day=1), day.replace(month=12, day=31)
    else:
        first = last = day
    return first.isoformat(), last.isoformat()


PEERS = {  # name -> what it reads, the function that makes its adapter
    "recognizers-text number": ("quantities", recognizers_number),
    "quantulum3": ("quantities", quantulum),
    "text2num, with places": ("quantities", text2num),
    "text2num, rewriting only": ("quantities", text2num_rewriting),
    "spaCy blank, Matcher": ("quantities", spacy_matcher),
    "recognizers-text datetime": ("dates", recognizers_date),
    "dateparser.search": ("dates", dateparser_search),
}


def main(path: str) -> None:
    task = json.loads(Path(path).read_text(encoding="utf-8"))
    with contextlib.redirect_stdout(sys.stderr):
        warnings.simplefilter("ignore")
        read = PEERS[task["peer"]][1]()
        read(*WARM_UP)
        results = {name: timed(read, s["texts"], s["rounds"]) for name, s in task["sets"].items()}
    json.dump(results, sys.stdout)


if __name__ == "__main__":
    main(*sys.argv[1:])
