"""A text sentence by sentence, and what earlier sentences leave to later ones: who spoke, which day and which place were spoken of.

A sentence is looked into only if one of its words may belong to a claim, or if a later sentence asks for what was said before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from .. import segments
from . import circumstances, speech
from .sentence import Quantity, Sentence
from .tokens import ACCOUNT, BEGINS, DATED, ENDS, GROUP, PLACE, SHORT, SPACED, SPEECH, Chunk

BACK = 25  # sentences, or paragraphs, that are asked for what they leave
LONGEST = 1200  # characters of a sentence; longer ones are lists or no prose
FAR_DAY, FAR_PLACE = 2, 1  # paragraphs


class Document:
    """A text on its way to readings: its sentences, made when first asked for, and the day its words are counted from.

    spans: start, end and paragraph of each sentence; signs: what the words of each may be the signs of.
    """

    __slots__ = ("reader", "plain", "anchor", "near", "quantity", "chunks", "starts", "spans", "signs", "_first", "_made")

    def __init__(self, reader: Any, plain: str, anchor: date | None, near: date | None = None):
        self.reader = reader
        self.plain = plain
        self.anchor, self.near = anchor, near
        self.quantity: Quantity | None = None  # the whole last counted
        self.chunks: list[Chunk] = []
        self.starts: list[int] = []  # of the chunks
        self.spans: list[tuple[int, int, int]] = []
        self.signs: list[int] = []
        self._first: list[int] = [0]  # the first chunk of each sentence, and where the last ends
        self._made: dict[int, Sentence] = {}
        for paragraph, (start, end) in enumerate(segments.paragraphs(plain), 1):
            self._paragraph(start, end, paragraph)

    def _paragraph(self, start: int, end: int, number: int) -> None:
        """Cut a paragraph into sentences, as segments.spans does; one longer than LONGEST is cut so that no text takes more than linear time."""
        lexicon = self.reader.lexicon
        known: dict[str, Chunk] = lexicon.chunks
        texts, starts = segments.chunks(self.plain, start, end)
        base = len(self.chunks)
        signs = before = 0
        begin = stop = start
        for k, text in enumerate(texts):
            chunk = known.get(text)
            if chunk is None:
                chunk = lexicon.learn(text)
            flags = chunk.flags
            at = starts[k]
            if (before & ENDS and flags & BEGINS and stop < at) or stop - begin > LONGEST:
                self.spans.append((begin, stop, number))
                self.signs.append(signs)
                self._first.append(base + k)
                signs = before = 0
                begin = at
            elif flags & GROUP and before & SHORT:
                signs |= SPACED
            signs |= flags
            before = flags
            stop = at + len(text)
            self.chunks.append(chunk)
        self.starts += starts
        self.spans.append((begin, end, number))
        self.signs.append(signs)
        self._first.append(len(self.chunks))

    def sentence(self, index: int) -> Sentence:
        """The sentence of that index."""
        found = self._made.get(index)
        if found is None:
            first, last = self._first[index], self._first[index + 1]
            found = self._made[index] = Sentence(self, index, self.chunks[first:last], self.starts[first:last])
        return found

    def close(self) -> None:
        """Let go of the sentences, which know the document."""
        self._made.clear()

    def _before(self, s: Sentence, paragraphs: int, signs: int) -> Iterator[Sentence]:
        """The sentences before `s` that have one of the signs, from the nearest on, up to BACK sentences and so many paragraphs away."""
        for index in range(s.index - 1, max(-1, s.index - 1 - BACK), -1):
            if s.paragraph - self.spans[index][2] > paragraphs:
                return
            if self.signs[index] & signs:
                yield self.sentence(index)

    def speech_before(self, s: Sentence) -> speech.Speech | None:
        """The last speech before `s`, else whom the last sentence was about: whom a pronoun may mean; None where nobody."""
        found = self._speaking(s)
        if found is not None:
            return found.speech
        return next((who for e in self._before(s, BACK, -1) if e.speech is None and (who := speech.subject(e)) is not None), None)

    def _speaking(self, s: Sentence) -> Sentence | None:
        return next((e for e in self._before(s, BACK, SPEECH | ACCOUNT) if e.speech is not None), None)

    def said_before(self, s: Sentence) -> date | None:
        """The day of the last speech before `s`, if it was told."""
        before = self._speaking(s)
        while before is not None and before.speech is not None:
            if before.said_on is not None:
                return before.said_on.first
            if not before.speech.carried:
                return None
            before = self._speaking(before)
        return None

    def day_before(self, s: Sentence) -> tuple | None:
        """The period last spoken of before `s`, as a quantity has it; None where there is none, or where the last cannot be told."""
        for e in self._before(s, FAR_DAY, DATED):
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
        for e in self._before(s, paragraphs, PLACE):
            if e.spots:
                found, narrow = circumstances.spoken_of(e)
                if found is not None and narrow:
                    return found
                country = country or found
        return country

    def place_of_kind(self, s: Sentence, kinds: tuple) -> str | None:
        """The place_id last named before `s` that is of one of the kinds, by their order."""
        named: dict = {}
        for e in self._before(s, BACK, PLACE):
            for _, place_id in reversed(circumstances.sites(e)) if e.spots else ():
                named.setdefault(self.reader.place_kinds.get(place_id), place_id)
            if kinds[0] in named:
                break
        return next((named[kind] for kind in kinds if kind in named), None)

    def truce_before(self, s: Sentence) -> bool:
        """Was a truce spoken of just before `s`?"""
        for e in self._before(s, BACK, -1):
            if e.truce:
                return True
            if "it" not in e.W[:3]:
                return False
        return False
