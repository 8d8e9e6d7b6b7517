"""Parts of the reading for people who want only those: every quantity, a count or not, and every date expression."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..bounds import bounds
from . import hedges, quantities
from .attach import attach
from .numbers import Number
from .sentence import Sentence

NOTHING_SAID = "nothing in the text says what befell it"


def read_quantities(reader: Any, text: str, published: date | None = None) -> list[dict]:
    """Every quantity of `text`, in order: start, end, quote, value, low, high, hedge, hedge_word, is_count, why_not.

    low and high are the bounds of the hedge; why_not says in words why a number is no count, None where it is one. Numbers
    inside dates are left to `read_dates`.
    """
    found = []
    document = reader.document(text, published)
    for index in range(len(document.spans)):
        s = document.sentence(index)
        s.quantities = every = quantities.find(s)
        attach(s)
        counted = {id(q) for q in s.quantities}
        for q in every:
            found.append(_row(s, text, q.first, q.end, q.number, q.hedge, q.hedge_word, None if id(q) in counted else NOTHING_SAID))
        for number, why in s.rejected:
            hedge, cue, first = hedges.before(s, number.i)
            hedge = "vague" if number.vague else "range" if number.low is not None else hedge or "plain"
            found.append(_row(s, text, first, number.j, number, hedge, number.vague or cue, why))
    return sorted(found, key=lambda r: (r["start"], r["end"]))


def _row(s: Sentence, text: str, first: int, end: int, number: Number, hedge: str, word: str | None, why: str | None) -> dict:
    start, stop = s.starts[min(first, number.i)], s.stop(end - 1)
    b = bounds(hedge, number.value, number.low, number.high)
    return {
        "start": start,
        "end": stop,
        "quote": text[start:stop],
        "value": number.value,
        "low": b.low,
        "high": b.high,
        "hedge": hedge,
        "hedge_word": word if hedge != "plain" else None,
        "is_count": why is None,
        "why_not": why,
    }


def read_dates(reader: Any, text: str, published: date | None = None) -> list[dict]:
    """Every date expression of `text`, in order: start, end, quote, date_start, date_end, start_prec, end_prec.

    Days are ISO text, None where neither the text nor the day of publication tells them.
    """
    document = reader.document(text, published)
    return [
        {
            "start": e.start,
            "end": e.end,
            "quote": text[e.start : e.end],
            "date_start": e.first and e.first.isoformat(),
            "date_end": e.last and e.last.isoformat(),
            "start_prec": e.start_prec,
            "end_prec": e.end_prec,
        }
        for index in range(len(document.spans))
        for e in document.sentence(index).dates
    ]
