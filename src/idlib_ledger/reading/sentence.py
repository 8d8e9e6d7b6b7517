"""One sentence as every aspect sees it: its words, dates, quantities and speech, and the sentences before it.

A document makes a sentence only when something in it may be a claim, or when a later one asks what was said before it.
"""

from __future__ import annotations

from bisect import bisect_right
from datetime import date
from itertools import accumulate
from typing import Any, Final

from . import dates, measures, numbers, speech
from .tokens import ACCOUNT, CUE, DATED, GROUP, KIND, NOTHING, NUMBER, PAD, PLACE, SHORT, SPACED, SPEECH, TRUCE, TURN, Chunk, Word

CLAUSE: Final = {  # how much a word between two others sets them apart, beyond its own place
    ";": 6,
    ":": 5,
    "—": 4,
    "–": 4,
    "(": 4,
    ")": 4,
    ",": 2,
    "and": 2,
    "or": 1,
    "but": 6,
    "while": 6,
    "whereas": 6,
    "although": 6,
    "though": 6,
    "which": 3,
    "that": 2,
    "where": 3,
    "when": 3,
    "as": 2,
    "after": 3,
    "before": 3,
    "because": 4,
    "since": 2,
    "who": 1,
    "whose": 2,
    "whom": 1,
    "until": 3,
}
NO_WORDS: Final = [""] * PAD
NO_TOKENS: Final = [NOTHING] * PAD
COUNTED: Final = Word("")  # stands where a word is part of a counted number, and nothing else
COUNTED.number = True
COUNTED_FROM: Final = ("counted", "counting", "starting", "beginning", "dating")
OPENERS: Final = {"since", *COUNTED_FROM}
DASHES: Final = ("-", "–", "—")
SPAN_CUT: Final = {",", "said", "says"}
LIST: Final = {"and", ",", "or", "also", "plus"}
WEIGHT: Final = {word: 1 + more for word, more in CLAUSE.items()}
SIGNS: Final = NUMBER | CUE | SPEECH | PLACE | KIND | TURN | TRUCE | ACCOUNT


class Quantity:
    """A number with its hedge and its noun: words [first, number.i) hedge, [number.i, number.j) number, up to `end`."""

    __slots__ = (
        "number", "first", "end", "hedge", "hedge_word", "noun", "noun_at", "part", "whole", "measure", "cue", "period", "reading", "rule",
    )  # fmt: skip

    def __init__(
        self,
        number: numbers.Number,
        first: int,
        end: int,
        hedge: str,
        hedge_word: str | None,
        noun: measures.Noun | None,
        noun_at: int | None,
        part: bool = False,
    ):
        self.number = number
        self.first, self.end = first, end
        self.hedge = hedge
        self.hedge_word = hedge_word
        self.noun = noun
        self.noun_at = noun_at
        self.part = part  # named as a part of another quantity
        self.whole: Quantity | None = None
        self.measure: Any = None
        self.cue: Any = None  # the word that says what befell it
        self.period: tuple | None = None
        self.reading: Any = None
        self.rule: str | None = None  # the construction by which it got its measure


NO_QUANTITIES: Final[list[Quantity]] = []  # what a sentence has before anything is found; never added to
NONE_REJECTED: Final[list[tuple[numbers.Number, str]]] = []
NO_OPENINGS: Final[set[int]] = set()
NO_TRUCES: Final[list[tuple]] = []
NO_DATES: Final[list[dates.DateExpr]] = []
UNKNOWN: Final = object()  # not looked for yet


class Sentence:
    """A sentence on its way to readings; positions in it are indexes of its words.

    W holds the lower-case words and T what the word lists say of them; both end in PAD empty ones, so that a word some places before
    the first or behind the last is empty and not an error. `n` is the number of words.
    """

    __slots__ = (
        "document", "index", "text", "start", "end", "paragraph", "anchor", "n", "W", "T", "starts", "marked", "signs",
        "dates", "quantities", "before", "rejected", "openings", "truces", "sum_of", "_apart", "_sites", "_speech", "_said_on",
    )  # fmt: skip

    def __init__(self, document: Any, index: int, chunks: list[Chunk], at: list[int] | None):
        self.document, self.index = document, index
        self.text: str = document.plain
        self.start, self.end, self.paragraph = document.spans[index]
        self.anchor: date | None = document.anchor
        self.quantities: list[Quantity] = NO_QUANTITIES
        self.before: Quantity | None = None  # the whole counted last before it
        self.rejected: list[tuple[numbers.Number, str]] = NONE_REJECTED  # (number, why it is no count)
        self.openings: set[int] = NO_OPENINGS  # the words at which a quantity may begin, its hedge included
        self.truces: list[tuple] = NO_TRUCES  # see statements
        self.sum_of: str | None = None  # what a sum of money in it is for, as a measure; empty for nothing: see attach
        self._apart: list[int] | None = None
        self._sites: list[tuple[int, str]] | None = None
        self._speech: Any = UNKNOWN
        self._said_on: Any = UNKNOWN
        T: list[Word] = []
        W: list[str] = []
        starts: list[int] = []
        start = self.start
        for k, chunk in enumerate(chunks):
            if at is not None:
                start = at[k]
            only = chunk.only
            if only is not None:
                T.append(only)
                W.append(only.low)
                starts.append(start)
            else:
                for i, word in enumerate(chunk.words):
                    T.append(word)
                    W.append(word.low)
                    starts.append(start + chunk.offsets[i])
            start += chunk.length + 1
        starts.append(self.end)
        self.T, self.W, self.starts = T, W, starts
        self.n = len(T)
        self.signs: int = document.signs[index]  # what the words may be the signs of
        if self.signs & SPACED:
            self._join_thousands()
        self.dates: list[dates.DateExpr] = NO_DATES
        if self.signs & DATED:
            self._find_dates()
        self.W += NO_WORDS
        self._merge()
        self.marked: list[int] = [k for k, word in enumerate(T) if word.flags & SIGNS]
        self.T += NO_TOKENS
        if self.dates and not OPENERS.isdisjoint(self.W):
            self._open_spans()

    def _join_thousands(self) -> None:
        """Make one word of a number written with spaces: 12 640."""
        T, W, starts = self.T, self.W, self.starts
        k = 0
        while k < self.n - 1:
            last = k
            while T[last + 1].flags & GROUP and T[k].flags & SHORT and not self.glued(last):
                last += 1
                if last + 1 == self.n:
                    break
            if last > k and not (last + 1 < self.n and self.glued(last) and W[last + 1][0].isdigit()):
                word = self.document.reader.lexicon.word("".join(W[k : last + 1]))
                T[k : last + 1] = [word]
                W[k : last + 1] = [word.low]
                del starts[k + 1 : last + 1]
                self.n -= last - k
            k += 1

    def _find_dates(self) -> None:
        """The date expressions; a word inside one is nothing else."""
        flags = [word.flags for word in self.T]
        self.dates = dates.among(self.text, flags, self.starts, self.W, self.anchor, self.document.near)
        if any(expr.form in ("relative", "followed") for expr in self.dates):
            dates.relate(self.dates, self.text, self._spoken)
        for expr in self.dates:
            inside = Word("")
            inside.date = expr
            for k in range(bisect_right(self.starts, expr.start) - 1, bisect_right(self.starts, expr.end - 1)):
                self.T[k] = inside if self.T[k].start is None else _start_of(expr, self.T[k])

    def _spoken(self, month: bool) -> date | None:
        """The day last spoken of in the sentences before; of the month last spoken of one that lies in it."""
        day = None if month else self.document.day_before(self, True)
        expr = self.document.date_before(self) if month else None
        return day[0] if day else expr.first if expr is not None else None

    def _merge(self) -> None:
        """Make one word of each phrase that the lexicon knows, the longest first."""
        T, W, starts = self.T, self.W, self.starts
        begins = [k for k, word in enumerate(T) if word.next is not None and W[k + 1] in word.next]
        gone = done = 0
        for begin in begins:
            k = begin - gone
            if k < done:
                continue
            found = self.document.reader.lexicon.phrase(T, W, k, self.n)
            if found is None:
                continue
            word, length = found
            expr = next((w.date for w in T[k + 1 : k + length] if w.date is not None), None)
            T[k : k + length] = [word if expr is None or word.hedge is not None else _start_of(expr, word)]
            W[k : k + length] = [word.low]
            del starts[k + 1 : k + length]
            self.n -= length - 1
            gone += length - 1
            done = k + 1

    def where(self, sign: int) -> list[int]:
        """The words that have the sign."""
        T = self.T
        return [k for k in self.marked if T[k].flags & sign]

    def _open_spans(self) -> None:
        """A date with `since` some words before it ("since the truce of 9 January"), or "have since" behind it, opens a span."""
        W = self.W
        for expr in self.dates:
            if expr.form != "point" or expr.first is None:
                continue
            a = self.at(expr.start)
            lead = W[max(0, a - 11) : a]
            after = any(W[k] == "since" and W[k - 1] in ("has", "have", "had") for k in range(a, self.n))
            if W[a - 1] in COUNTED_FROM and self.text[expr.start :].startswith("from"):  # counted from the beginning of February
                expr.since, expr.last, expr.end_prec = True, self.anchor, 1 if self.anchor else None
            if after or ("since" in lead and SPAN_CUT.isdisjoint(lead[lead.index("since") :])):
                expr.since, expr.last, expr.end_prec = True, self.anchor, 1 if self.anchor else None

    @property
    def dateline(self) -> int:
        """The word behind the dateline of the first sentence (Beirut, 1 January - ), 0 where there is none."""
        if self.index or self.n < 3 or not self.T[0].upper:
            return 0
        return next((k + 1 for k in range(1, min(8, self.n)) if self.W[k] in DASHES and not self.glued(k)), 0)

    @property
    def speech(self) -> speech.Speech | None:
        """The attribution that governs the sentence, or None."""
        if self._speech is UNKNOWN:
            self._speech = None  # while it is looked for
            told = (
                self.signs & (SPEECH | ACCOUNT) or self.W[0] == "from" or "caption" in self.W[:3] or not speech.PERCEIVED.isdisjoint(self.W)
            )
            self._speech = speech.find(self) if told else None
        return self._speech

    @property
    def said_on(self) -> dates.DateExpr | None:
        """The date expression that dates the speech rather than the event, or None."""
        if self._said_on is UNKNOWN:
            self._said_on = speech.said_on(self) if self.dates and self.speech is not None else None
        return self._said_on

    def at(self, position: int) -> int:
        """The word that stands at a position of the text."""
        return min(bisect_right(self.starts, position), self.n) - 1

    def stop(self, k: int) -> int:
        """Where word k ends in the text."""
        start, end = self.starts[k], self.starts[k + 1]
        return start + len(self.text[start:end].rstrip())

    def glued(self, k: int) -> bool:
        """Does the next word follow word k without a space?"""
        return k + 1 < self.n and not self.text[self.starts[k + 1] - 1].isspace()

    def surface(self, a: int, b: int | None = None) -> str:
        """The text from word a to word b."""
        b = a if b is None else b
        return self.text[self.starts[a] : self.starts[b + 1]].rstrip()

    def distance(self, a: int, b: int) -> int:
        """How far two words are apart, clause marks between them counted extra."""
        if a == b:
            return 0
        if self._apart is None:
            self._apart = list(accumulate([WEIGHT.get(w, 1) for w in self.W], initial=0))
        return 1 + (self._apart[b] - self._apart[a + 1] if a < b else self._apart[a] - self._apart[b + 1])

    def edge(self, q: Quantity, k: int) -> int:
        """How far word k is from a quantity."""
        return self.distance(q.end - 1, k) if k >= q.end else self.distance(k, q.first) if k < q.first else 0

    def listed(self, a: Quantity, b: Quantity) -> bool:
        """Do the two quantities stand in one list?"""
        a, b = (a, b) if a.first < b.first else (b, a)
        return 0 <= b.first - a.end <= 2 and not LIST.isdisjoint(self.W[a.end : b.first])


def _start_of(expr: dates.DateExpr, word: Word) -> Word:
    """A word inside a date that also says that something starts."""
    inside = Word(word.low)
    inside.date, inside.start = expr, word.start
    inside.flags = TURN if word.start is not None else 0
    return inside
