"""A text sentence by sentence, and what earlier sentences leave to later ones: who spoke, which day and which place were spoken of.

A sentence is looked into only if one of its words may belong to a claim, or if a later sentence asks for what was said before it.
"""

from __future__ import annotations

from datetime import date

from . import circumstances, speech
from .sentence import Quantity, Sentence

BACK = 25  # sentences, or paragraphs, that are asked for what they leave
FAR_DAY, FAR_PLACE = 2, 1  # paragraphs


class Document:
    """A text on its way to readings: its sentences, made when first asked for, and the day its words are counted from."""

    __slots__ = ("reader", "plain", "anchor", "near", "spans", "quantity", "_made")

    def __init__(self, reader, plain: str, spans: list[tuple[int, int, int]], anchor: date | None, near: date | None = None):
        self.reader = reader
        self.plain = plain
        self.spans = spans  # start, end, paragraph of each sentence
        self.anchor, self.near = anchor, near
        self.quantity: Quantity | None = None  # the whole last counted
        self._made: dict[int, Sentence] = {}

    def sentence(self, index: int) -> Sentence:
        """The sentence of that index."""
        found = self._made.get(index)
        if found is None:
            found = self._made[index] = Sentence(self, index, *self.spans[index])
        return found

    def _before(self, s: Sentence, paragraphs: int):
        """The sentences before `s` from the nearest on, up to BACK of them and so many paragraphs away."""
        for index in range(s.index - 1, max(-1, s.index - 1 - BACK), -1):
            if s.paragraph - self.spans[index][2] > paragraphs:
                return
            yield self.sentence(index)

    def speech_before(self, s: Sentence):
        """The last speech before `s`, else whom the last sentence was about: whom a pronoun may mean; None where nobody."""
        found = self._speaking(s)
        if found is not None:
            return found.speech
        return next((who for e in self._before(s, BACK) if e.speech is None and (who := speech.subject(e)) is not None), None)

    def _speaking(self, s):
        return next((e for e in self._before(s, BACK) if e.speech is not None), None)

    def said_before(self, s: Sentence) -> date | None:
        """The day of the last speech before `s`, if it was told."""
        while (s := self._speaking(s)) is not None:
            if s.said_on is not None:
                return s.said_on.first
            if not s.speech.carried:
                return None
        return None

    def day_before(self, s: Sentence) -> tuple | None:
        """The period last spoken of before `s`, as a quantity has it; None where there is none, or where the last cannot be told."""
        for e in self._before(s, FAR_DAY):
            if e.dates:
                found = circumstances.day(e)
                if found is not None:
                    return found
                if any(d.weekday and d.first is None for d in e.dates):
                    return None
        return None

    def place_before(self, s: Sentence, paragraphs: int = FAR_PLACE) -> tuple | None:
        """(surface, place_id) of the place last spoken of before `s`; a country only where no narrower one was."""
        country = None
        for e in self._before(s, paragraphs):
            if e.spots:
                found, narrow = circumstances.spoken_of(e)
                if found is not None and narrow:
                    return found
                country = country or found
        return country

    def place_of_kind(self, s: Sentence, kinds: tuple) -> str | None:
        """The place_id last named before `s` that is of one of the kinds, by their order."""
        named: dict = {}
        for e in self._before(s, BACK):
            for _, place_id in reversed(circumstances.sites(e)) if e.spots else ():
                named.setdefault(self.reader.place_kinds.get(place_id), place_id)
            if kinds[0] in named:
                break
        return next((named[kind] for kind in kinds if kind in named), None)

    def truce_before(self, s: Sentence) -> bool:
        """Was a truce spoken of just before `s`?"""
        for e in self._before(s, BACK):
            if e.truce:
                return True
            if "it" not in e.W[:3]:
                return False
        return False
