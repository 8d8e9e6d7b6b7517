"""One sentence as every aspect sees it: its tokens, dates, quantities and speech, and what the sentences before it left."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from . import dates, measures, numbers, speech

CLAUSE = {  # how much a word between two others sets them apart, beyond its own place
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


@dataclass(slots=True)
class Quantity:
    """A number with its hedge and its noun: tokens [first, number.i) hedge, [number.i, number.j) number, up to `end`."""

    number: numbers.Number
    first: int
    end: int
    hedge: str
    hedge_word: str | None
    noun: measures.Noun | None
    noun_at: int | None
    part: bool = False  # named as a part of another quantity
    whole: Quantity | None = None
    measure: str | None = None
    cue: int | None = None  # the token that says what befell it
    period: tuple | None = None
    reading: object = None


@dataclass(slots=True)
class State:
    """What a sentence hands to the next."""

    speech: speech.Speech | None = None
    day: tuple | None = None  # the period last spoken of, and the paragraph it stood in
    day_paragraph: int = 0
    place: tuple | None = None  # the place last spoken of: surface, place_id
    place_paragraph: int = 0
    places: dict = field(default_factory=dict)  # kind of place -> the one last named
    quantity: Quantity | None = None
    said_on: object = None  # the day of the last speech that gave one
    subject: speech.Speech | None = None  # whom a pronoun may mean where nobody has spoken yet
    truce: bool = False


@dataclass(slots=True)
class Sentence:
    """A sentence of `text` on its way to readings; positions in it are indexes of `tokens`."""

    reader: object
    text: str
    paragraph: int
    anchor: object
    state: State
    tokens: list
    dates: list
    quantities: list = field(default_factory=list)
    rejected: list = field(default_factory=list)  # (number, why it is no count)
    openings: set = field(default_factory=set)  # the tokens at which a quantity may begin, its hedge included
    truces: list = field(default_factory=list)  # see statements
    sites: list | None = None  # made on first use: see circumstances
    speech: speech.Speech | None = None
    said_on: dates.DateExpr | None = None

    @classmethod
    def scan(cls, reader, text, span, anchor, state, near=None):
        """The sentence at `span` with its tokens and dates; a token inside a date is nothing else."""
        tokens = reader.phrases.scan(text, span.start, span.end)
        found = dates.find(text, anchor, span.start, span.end, state.day[0] if state.day else None, near)
        for token in tokens:
            for expr in found:
                inside = expr.start <= token.start and token.end <= expr.end
                if inside or (token.start < expr.end and token.end > expr.start and "hedge" not in token.tags):
                    token.tags = {"date": expr} | ({"start": 1} if "start" in token.tags else {})
        sentence = cls(reader, text, span.paragraph, anchor, state, tokens, found)
        sentence._open_spans()
        return sentence

    def _open_spans(self):
        """A date with `since` some words before it ("since the truce of 9 January"), or "have since" behind it, opens a span."""
        for expr in self.dates:
            if expr.form != "point" or expr.first is None:
                continue
            a = self.at(expr.start)
            lead = self.words(max(0, a - 8), a)
            after = any(self.word(k) == "since" and self.word(k - 1) in ("has", "have", "had") for k in range(a, len(self.tokens)))
            if after or ("since" in lead and not {",", "said", "says"} & set(lead[lead.index("since") :])):
                expr.since, expr.last, expr.end_prec = True, self.anchor, 1 if self.anchor else None

    def word(self, k: int) -> str:
        """The lower-case word at token k, empty outside the sentence."""
        return self.tokens[k].low if 0 <= k < len(self.tokens) else ""

    def words(self, a: int, b: int) -> list[str]:
        return [self.word(k) for k in range(a, b)]

    def tag(self, k: int, kind: str):
        """What the word lists of `kind` say of token k, None where nothing."""
        return self.tokens[k].tags.get(kind) if 0 <= k < len(self.tokens) else None

    def at(self, position: int) -> int:
        """The token that stands at a position of the text."""
        return min(bisect_right(self.tokens, position, key=lambda t: t.end), len(self.tokens) - 1)

    def surface(self, a: int, b: int | None = None) -> str:
        """The text from token a to token b."""
        return self.text[self.tokens[a].start : self.tokens[a if b is None else b].end]

    def distance(self, a: int, b: int) -> int:
        """How far two tokens are apart, clause marks between them counted extra."""
        a, b = sorted((a, b))
        return b - a + sum(CLAUSE.get(self.tokens[k].low, 0) for k in range(a + 1, b))

    def edge(self, q: Quantity, k: int) -> int:
        """How far token k is from a quantity."""
        return self.distance(q.end - 1, k) if k >= q.end else self.distance(k, q.first) if k < q.first else 0

    def listed(self, a: Quantity, b: Quantity) -> bool:
        """Do the two quantities stand in one list?"""
        a, b = (a, b) if a.first < b.first else (b, a)
        return 0 <= b.first - a.end <= 2 and any(w in ("and", ",", "or") for w in self.words(a.end, b.first))
