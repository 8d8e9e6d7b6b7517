"""A text sentence by sentence, and what earlier sentences leave to later ones: who spoke, which day and which place were spoken of.

A sentence is looked into only if one of its words may belong to a claim, or if a later sentence asks for what was said before it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from .. import segments
from . import speakers, speech, when, where
from .attach import HARM
from .sentence import Quantity, Sentence
from .tokens import ACCOUNT, BEGINS, DATED, ENDS, GROUP, KIND, NUMBER, PLACE, SHORT, SPACED, SPEECH, TRUCE, Chunk, Lexicon

BACK: Final = 25  # sentences, or paragraphs, that are asked for what they leave
LONGEST: Final = 1200  # characters of a sentence; longer ones are lists or no prose
TOWNS: Final = ("settlement", "city")
TOWNS_LISTED: Final = 3  # towns of which the dead are told one by one
OPENING: Final = 4  # sentences at the top of a text that may say of which region it tells
LEAD: Final = 4  # sentences behind a lead that may give its day
ATTACKS: Final = {"air strike", "air strikes", "air raid", "air raids"} | set(
    "strike strikes airstrike airstrikes raid raids attack attacks shelling shelled bombing bombed missile missiles rockets".split()
)
TOLD_THINGS: Final = {"toll", "figure", "figures", "count", "number", "numbers", "death toll", "news", "account", "words"}
DEMONSTRATIVES: Final = ("the", "that", "this", "these")
ANNOUNCED: Final = {"briefing", "breakdown", "rundown"}
TOLD_BY: Final = {
    "comes",
    "came",
    "come",
    "announced",
    "given",
    "reported",
    "released",
    "published",
    "provided",
    "documented",
    "recorded",
    "confirmed",
}
NEAR_CAMP: Final = 2  # sentences
CAMPS: Final = {"camp", "refugee camp", "displacement camp", "idp camp", "qah camp"}
FAR_DAY, FAR_PLACE = 2, 2  # paragraphs


class Document:
    """A text on its way to readings: its sentences, made when first asked for, and the day its words are counted from.

    spans: start, end and paragraph of each sentence; signs: what the words of each may be the signs of.
    """

    __slots__ = (
        "reader",
        "plain",
        "anchor",
        "near",
        "quantity",
        "wholes",
        "attacked",
        "dated",
        "told",
        "tolls",
        "spans",
        "signs",
        "_chunks",
        "_first",
        "_starts",
        "_made",
    )

    def __init__(self, reader: Any, plain: str, anchor: date | None, near: date | None = None):
        self.reader = reader
        self.plain = plain
        self.anchor, self.near = anchor, near
        self.quantity: Quantity | None = None  # the whole last counted
        self.wholes: dict[str, Quantity] = {}  # the same, by measure
        self.attacked: dict[int, tuple] = {}  # (surface, place_id) of the attack that a sentence takes up: the strike left 10 dead
        self.dated: dict[int, tuple] = {}  # the day of the harm that a sentence tells without one
        self.told: dict[tuple, tuple] = {}  # (measure, value) -> the period of the figure told first
        self.tolls: dict[tuple, tuple] = {}  # (measure, value, hedge) -> (surface, place_id) of the figure told first
        self.spans: list[tuple[int, int, int]] = []
        self.signs: list[int] = []
        self._chunks: list[Chunk] = []
        self._first: list[int] = [0]  # the first chunk of each sentence, and where the last ends
        self._starts: dict[int, int] = {}  # where a chunk begins that does not follow the one before it by one space
        self._made: dict[int, Sentence] = {}
        for paragraph, (start, end) in enumerate(segments.paragraphs(plain), 1):
            if not self._paragraph(plain[start:end].split(), start, end, paragraph):
                self._uneven(start, end, paragraph)

    def _uneven(self, start: int, end: int, number: int) -> None:
        """Read a paragraph with other spaces than single ones, or with chunks too long."""
        texts, starts = segments.chunks(self.plain, start, end)
        base = len(self._chunks)
        for k, at in enumerate(starts):
            self._starts[base + k] = at
        self._paragraph(texts, start, end, number)

    def _paragraph(self, texts: list[str], start: int, end: int, number: int) -> bool:
        """Cut a paragraph into sentences, as segments.spans does; one longer than LONGEST is cut, so that all takes linear time.

        Nothing is done, and False returned, where the chunks have not one space between them, or one is too long.
        """
        lexicon: Lexicon = self.reader.lexicon
        known, chunks, uneven = lexicon.chunks, self._chunks, self._starts
        done, cut = len(chunks), len(self.spans)
        signs = before = 0
        begin = at = start
        stop = start - 1
        for text in texts:
            chunk = known.get(text)
            if chunk is None:
                if len(text) > segments.LONGEST_CHUNK:
                    stop = -1
                    break
                chunk = lexicon.learn(text)
            flags = chunk.flags
            if uneven:
                at = uneven.get(len(chunks), at)
            if (before & ENDS and flags & BEGINS and stop < at) or stop - begin > LONGEST:
                self.spans.append((begin, stop, number))
                self.signs.append(signs)
                self._first.append(len(chunks))
                signs = before = 0
                begin = at
            elif flags & GROUP and before & SHORT:
                signs |= SPACED
            signs |= flags
            before = flags
            chunks.append(chunk)
            stop = at + chunk.length
            at = stop + 1
        if stop != end:
            del chunks[done:], self.spans[cut:], self.signs[cut:], self._first[cut + 1 :]
            return False
        self.spans.append((begin, end, number))
        self.signs.append(signs)
        self._first.append(len(chunks))
        return True

    def sentence(self, index: int) -> Sentence:
        """The sentence of that index."""
        found = self._made.get(index)
        if found is None:
            first, last = self._first[index], self._first[index + 1]
            starts = [self._starts[k] for k in range(first, last)] if first in self._starts else None
            found = self._made[index] = Sentence(self, index, self._chunks[first:last], starts)
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

    def told_before(self, s: Sentence) -> speech.Speech | None:
        """Who gave the figures of `s`, where the sentence before it announces them: The general broke the number down at a briefing."""
        if s.index == 0 or self.spans[s.index - 1][2] != s.paragraph:
            return None
        e = self.sentence(s.index - 1)
        return speech.subject(e) if e.speech is None and not e.quantities and not ANNOUNCED.isdisjoint(e.W) else None

    def told_after(self, s: Sentence) -> speech.Speech | None:
        """Who told what `s` tells, where the next sentence says so: The toll was announced by the governor."""
        index = s.index + 1
        if index >= len(self.spans) or self.spans[index][2] != s.paragraph:
            return None
        chunk = self._chunks[self._first[index]]
        head = chunk.only or chunk.words[0]
        if head.low not in DEMONSTRATIVES:
            return None
        e = self.sentence(index)
        if e.W[0] == "the" and e.W[1] not in TOLD_THINGS:
            return None
        by = next((k for k in range(1, 8) if e.W[k] in ("by", "from") and e.W[k - 1] in TOLD_BY), None)
        if by is None:
            by = next((k for k in range(1, 12) if e.W[k] == "by" and not TOLD_BY.isdisjoint(e.W[1:k])), None)
        if by is None and e.W[1:5] == ["words", "are", "those", "of"]:
            by = 4
        found = speakers.after(e, by - 1, by + 1) if by is not None else None
        if found is not None and found.via_id is None:
            found.via_id = speech.carrier(e)
        return found

    def speaking_as(self, s: Sentence, kinds: tuple) -> speech.Speech | None:
        """The speech last before `s` by an actor of one of the kinds: the rescuers, who were named before."""
        for e in self._before(s, BACK, SPEECH | ACCOUNT):
            if e.speech is not None and any(speakers.is_kind(e, e.speech.speaker_id, kind) for kind in kinds):
                return e.speech
        return None

    def actor_before(self, s: Sentence, kinds: tuple) -> tuple | None:
        """(surface, actor_id) of the actor of one of the kinds that the sentence before `s` in its paragraph names last."""
        if s.index == 0 or self.spans[s.index - 1][2] != s.paragraph:
            return None
        e = self.sentence(s.index - 1)
        for k in range(e.n - 1, -1, -1):
            if any(speakers.is_kind(e, e.T[k].actor, kind) for kind in kinds):
                return e.surface(k), e.T[k].actor
        return None

    def _speaking(self, s: Sentence) -> Sentence | None:
        return next((e for e in self._before(s, BACK, SPEECH | ACCOUNT) if e.speech is not None), None)

    def said_before(self, s: Sentence, said: speech.Speech) -> date | None:
        """The day of the last speech before `s`, if it was told and the same speaker goes on."""
        before = self._speaking(s)
        if not said.carried and (before is None or before.speech is None or before.speech.speaker_id != said.speaker_id):
            return None
        for _ in range(BACK):
            if before is None or before.speech is None:
                return None
            if before.said_on is not None:
                return before.said_on.first
            if not before.speech.carried:
                return None
            before = self._speaking(before)
        return None

    def day_before(self, s: Sentence, shown: bool = False) -> tuple | None:
        """The period last spoken of before `s`, as a quantity has it; None where there is none, or where the last cannot be told.

        shown: may it be the day of a photograph?
        """
        carried = bool(self.dated) and not shown and not where.sites(s)
        for e in self._before(s, FAR_DAY, -1 if carried else DATED):
            if carried and e.index in self.dated:
                return self.dated[e.index]
            if e.dates:
                found = when.day(e, shown)
                if found is not None:
                    return found
                if any(d.weekday and d.first is None for d in e.dates):
                    return None
        return None

    def day_after(self, s: Sentence) -> tuple | None:
        """The day that the sentences after a lead give for what it tells; None for any other sentence."""
        if s.paragraph != 1:
            return None
        dates = [self.sentence(index) for index in range(s.index + 1) if self.signs[index] & DATED and self.sentence(index).dates]
        if any(when.tells(e) for e in dates):
            return None
        for index in range(s.index + 1, min(len(self.spans), s.index + 1 + LEAD)):
            if self.signs[index] & DATED and self.spans[index][2] <= 2:
                e = self.sentence(index)
                found = when.day(e)
                if found is not None or when.tells(e):
                    return found if not dates or where.taken_up(e, e.n) else None
                if e.dates:
                    dates.append(e)  # the day of a speech: what is told next may be something else
        return None

    def told_of(self, s: Sentence, word: str) -> bool:
        """Does the sentence before `s` in its paragraph have that word?"""
        return s.index > 0 and self.spans[s.index - 1][2] == s.paragraph and word in self.sentence(s.index - 1).W

    def opened_before(self, s: Sentence) -> Any:
        """The date on which an offensive or a war began, if the sentence before `s` in its paragraph tells it."""
        if s.index == 0 or self.spans[s.index - 1][2] != s.paragraph or not self.signs[s.index - 1] & DATED:
            return None
        return when.opened(self.sentence(s.index - 1))

    def war_before(self, s: Sentence) -> Any:
        """The date on which a war began, if the sentence before `s` tells it."""
        if s.index == 0 or "war" not in self.sentence(s.index - 1).W:
            return None
        return when.opened(self.sentence(s.index - 1))

    def runs_to(self, s: Sentence) -> date | None:
        """The last day of the record from which `s` and the sentences before it in its paragraph have their figures."""
        near = [e for e in self._before(s, 0, DATED) if when.runs_to(e) is not None]
        return when.runs_to(near[0]) if near else None

    def offensive(self) -> Any:
        """The date on which the offensive or the war of the text began, if the text tells exactly one."""
        told = [
            found
            for index, signs in enumerate(self.signs)
            if signs & DATED
            for found in [when.opened(self.sentence(index))]
            if found is not None
        ]
        return told[0] if len({e.first for e in told}) == 1 else None

    def date_before(self, s: Sentence) -> Any:
        """The date expression last spoken of before `s` that has a first day, or None."""
        for e in self._before(s, FAR_DAY, DATED):
            for found in reversed(e.dates):
                if found.first is not None:
                    return found
        return None

    def place_before(self, s: Sentence, paragraphs: int = FAR_PLACE) -> tuple | None:
        """(surface, place_id) of the place last spoken of before `s`; a country only where no narrower one was."""
        country = None
        for e in self._before(s, paragraphs, -1 if self.attacked else PLACE | KIND):
            if e.index in self.attacked:
                return self.attacked[e.index]
            if not e.signs & (PLACE | KIND):
                continue
            found, narrow = where.spoken_of(e)
            if found is not None and narrow:
                wider = self.reader.inside.get(found[1])
                passed = e.paragraph != s.paragraph and self.reader.place_kinds.get(found[1]) == "point"
                return (found[0], wider[0]) if passed and wider else found  # what is told elsewhere is not told of one building
            country = country or found
        return country

    def told_where(self, s: Sentence) -> tuple | None:
        """(surface, place_id) around the places of which the next sentences of the paragraph tell: The bombs number 28. They fell on ..."""
        named: list[tuple] = []
        for index in range(s.index + 1, min(len(self.spans), s.index + 1 + LEAD)):
            e = self.sentence(index)
            if self.spans[index][2] != s.paragraph or not (where.falls(e) or (named and where.goes_on(e))):
                break
            named += [(e.surface(k), place_id) for k, place_id in where.sites(e) if self.reader.place_kinds.get(place_id) != "country"]
        if not named:
            return None
        around = self.reader.around
        places = [p for _, p in named]
        if len(set(places)) == 1:
            return named[0]
        wide = next((w for w in around[places[0]] if all(w == p or w in around[p] for p in places)), None)
        return (named[0][0], wide) if wide is not None else None

    def opening(self, kinds: tuple) -> tuple | None:
        """(surface, place_id) of the place of one of the kinds that the text names first: that of which it tells."""
        found: tuple | None = None
        for index in range(min(len(self.spans), OPENING)):
            if found is not None and self.spans[index][2] > 1:
                break
            e = self.sentence(index)
            for k, place_id in where.sites(e) if self.signs[index] & PLACE else ():
                if self.reader.place_kinds.get(place_id) in kinds and (found is None or place_id in self.reader.inside.get(found[1], ())):
                    found = (e.surface(k), place_id)
                    break
        return found

    def towns_before(self, s: Sentence) -> tuple | None:
        """(surface, place_id) around the towns in which the paragraph before counts its dead, where no place was named since."""
        counted: list = []
        for index in range(s.index - 1, max(-1, s.index - 1 - BACK), -1):
            if s.paragraph - self.spans[index][2] > 1:
                break
            if self.spans[index][2] == s.paragraph:
                if self.signs[index] & (PLACE | KIND) and where.sites(self.sentence(index)):
                    return None
                continue
            quantities = self.sentence(index).quantities if self.signs[index] & NUMBER else []
            counted += [o.reading for o in quantities if o.reading is not None and o.measure in HARM and o.reading.place_id]
        towns = {r.place_id for r in counted if self.reader.place_kinds.get(r.place_id) in TOWNS}
        return self._around(counted) if len(towns) >= TOWNS_LISTED else None

    def _around(self, told: list) -> tuple | None:
        """(surface, place_id) of the narrowest place around those of the readings."""
        around = self.reader.around
        places = [r.place_id for r in told]
        wide = next((w for w in (places[0], *around[places[0]]) if all(w == p or w in around[p] for p in places)), None)
        return (told[0].place, wide) if wide is not None else None

    def harmed_before(self, s: Sentence) -> tuple | None:
        """(surface, place_id) around the places of the dead and hurt that the sentence before `s` in its paragraph tells of."""
        if s.index == 0 or self.spans[s.index - 1][2] != s.paragraph:
            return None
        before = self.sentence(s.index - 1).quantities
        told = [o.reading for o in before if o.reading is not None and o.measure in HARM and o.reading.place_id]
        return self._around(told) if len({r.place_id for r in told}) > 1 else None

    def place_after(self, s: Sentence) -> tuple | None:
        """(surface, place_id) of the place that the next sentences name, where none was named before `s`."""
        if any(signs & PLACE for signs in self.signs[: s.index + 1]) and any(
            where.sites(self.sentence(k)) for k in range(s.index + 1) if self.signs[k] & PLACE
        ):
            return None
        for index in range(s.index + 1, min(len(self.spans), s.index + 4)):
            if self.signs[index] & PLACE:
                found, narrow = where.spoken_of(self.sentence(index))
                if found is not None and narrow:
                    return self.named_after(self.sentence(index)) or found
        return None

    def named_after(self, s: Sentence) -> tuple | None:
        """(surface, place_id) of a village that `s` leaves without a name, and a later sentence names: The village, NAME, is ..."""
        for index in range(s.index + 1, min(len(self.spans), s.index + 1 + LEAD)):
            if self.signs[index] & PLACE and self.spans[index][2] == s.paragraph and self.sentence(index).W[:3] == ["the", "place", "was"]:
                e = self.sentence(index)
                k = next((k for k in e.where(PLACE) if e.T[k].place is not None), None)
                if k == 3:
                    return e.surface(k), e.T[k].place  # the place was Sarmin, it said
        sort = next((s.W[k + 1] for k in range(s.n) if s.W[k] == "a" and s.W[k + 1] in where.SORTS), None)
        if sort is None:
            return None
        for index in range(s.index + 1, min(len(self.spans), s.index + 1 + LEAD)):
            if self.signs[index] & PLACE:
                e = self.sentence(index)
                for k in e.where(PLACE):
                    if e.T[k].place is not None and e.W[k - 3 : k] in (["the", sort, ","], ["the", sort, "is"], ["the", sort, "was"]):
                        return e.surface(k), e.T[k].place
        return None

    def called_after(self, s: Sentence, title: str) -> str | None:
        """actor_id of the body that `s` tells without a name, and a later sentence names: A monitor said. The monitor, NAME, gave ..."""
        for index in range(s.index + 1, min(len(self.spans), s.index + 1 + LEAD)):
            e = self.sentence(index)
            for k in range(e.n - 3):
                if e.W[k : k + 3] == ["the", title, ","]:
                    return next((e.T[m].actor for m in range(k + 3, k + 5) if e.T[m].actor is not None), None)
        return None

    def attack_before(self, s: Sentence) -> tuple | None:
        """(surface, place_id) of the attack told last before `s`, where a town or a narrower place was hit."""
        for e in self._before(s, BACK, PLACE):
            if ATTACKS.isdisjoint(e.W):
                continue
            found, _ = where.spoken_of(e)
            if found is not None and self.reader.place_kinds.get(found[1]) in ("settlement", "city", "point"):
                return found
        return None

    def place_of_kind(self, s: Sentence, kinds: tuple) -> str | None:
        """The place_id last named before `s` that is of one of the kinds, by their order."""
        named: dict = {}
        for e in self._before(s, BACK, PLACE):
            for _, place_id in reversed(where.sites(e)):
                named.setdefault(self.reader.place_kinds.get(place_id), place_id)
            if kinds[0] in named or (named and "country" not in kinds and not named.keys().isdisjoint(kinds)):
                break
        return next((named[kind] for kind in kinds if kind in named), None)

    def in_camp(self, s: Sentence) -> bool:
        """Does the sentence, or one just before it in its paragraph, speak of a camp: were those hit there displaced people?"""
        for index in range(s.index, max(-1, s.index - 1 - NEAR_CAMP), -1):
            if self.spans[index][2] != s.paragraph:
                return False
            if not CAMPS.isdisjoint(self.sentence(index).W):
                return True
        return False

    def truce_before(self, s: Sentence) -> bool:
        """Was a truce spoken of just before `s`?"""
        for e in self._before(s, BACK, -1):
            if e.where(TRUCE):
                return True
            if "it" not in e.W[:3]:
                return False
        return False
