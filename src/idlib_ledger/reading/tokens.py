"""Words of a text: each spelling is looked up once in the word lists of all aspects, phrases by their longest form.

A text is cut at its spaces, and what stands between them, a chunk, into words and marks. The lexicon keeps every chunk that it has met with
what the word lists say of its words; the memory is bounded (REMEMBERED chunks) and starts anew when it is full.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, Final

from .. import segments

TOKEN: Final = re.compile(
    r"(?:[A-Z]\.){2,}"  # U.N.
    r"|\d+(?:[.,]\d+)*"  # 12,640 · 1.5
    r"|[^\W\d_]+(?:-[^\W\d_]+|['’](?!s\b|S\b)[^\W\d_]+)*|['’][sS]\b"  # Russian-backed · Ma'arat · the 's of an owner
    r"|[^\w\s]|_"
)
REMEMBERED: Final = 200_000  # chunks, and words, that a lexicon keeps
KINDS: Final = ("noun", "cue", "hedge", "word", "place", "actor", "say", "deny", "dispute", "lead", "title", "truce", "start", "stop")

# What a word may be the beginning or the sign of, so that each aspect goes only where it may find something; a sentence, and what stands
# between two spaces, has the signs of its words. ENDS, BEGINS: a sentence may end or begin here. SHORT, GROUP: up to, exactly three digits.
NUMBER: Final = 1
CUE: Final = 2
SPEECH: Final = 4
ACCOUNT: Final = 8
PLACE: Final = 16
DATED: Final = 32
DATEY: Final = 64
TRUCE: Final = 128
TURN: Final = 256
KIND: Final = 262144
LOUD: Final = 512
SINGLE: Final = 1024
PART: Final = 2048
INDEFINITE: Final = 4096
ENDS: Final = 8192
BEGINS: Final = 16384
SHORT: Final = 32768
GROUP: Final = 65536
SPACED: Final = 131072
OF_KIND: Final = {"cue": CUE, "place": PLACE, "truce": TRUCE, "start": TURN, "stop": TURN} | dict.fromkeys(
    ("say", "deny", "dispute", "lead"), SPEECH
)
NO: Final = 0  # capitals of a word
SOME: Final = 1
ALL: Final = 2


class Word:
    """A spelling of a word or phrase: its lower-case form and what the word lists say of it, None where nothing."""

    __slots__ = (*KINDS, "low", "upper", "capital", "known", "flags", "value", "date", "number", "next")

    def __init__(self, low: str, upper: bool = False, capital: int = 0):
        self.low = low
        self.upper = upper  # does it begin with a capital?
        self.capital = capital  # NO, SOME or ALL of its letters
        self.flags = 0
        self.known = False  # has it a tag?
        self.value: Any = None  # of a number written as one word
        self.date: Any = None  # the date expression that it is part of
        self.number = False  # is it part of a counted number?
        self.next: dict[Any, Any] | None = None  # the phrases that begin with it, by their next word
        self.noun: Any = None  # measures.Noun
        self.cue: Any = None  # measures.Cue
        self.hedge: tuple[str, str] | None = None  # hedge, position
        self.word: str | None = None
        self.place: str | None = None
        self.actor: str | None = None
        self.say: str | None = None
        self.deny: str | None = None
        self.dispute: str | None = None
        self.lead: str | None = None
        self.title: str | None = None
        self.truce: str | None = None
        self.start: str | None = None
        self.stop: str | None = None


NOTHING: Final = Word("")
PAD: Final = 12  # positions before and behind a sentence that may be asked for: both lists of a sentence end in so many empty ones


class Chunk:
    """What stands between two spaces: its words, where in it they begin, and what they are signs of."""

    __slots__ = ("text", "words", "offsets", "flags", "length", "only")

    def __init__(self, text: str, words: list[Word], offsets: list[int], flags: int):
        self.text = text
        self.words = words
        self.offsets = offsets
        self.flags = flags
        self.length = len(text)
        self.only: Word | None = words[0] if len(words) == 1 else None  # its word, if it is one


class Lexicon:
    """What the word lists say of words, phrases and chunks of text. `add` as many word lists as there are aspects.

    describe: called with every new Word after its tags are set, to give it the value and the signs of its aspects.
    """

    def __init__(self, describe: Callable[[Word], None]):
        self._describe = describe
        self.chunks: dict[str, Chunk] = {}  # those met, at most REMEMBERED
        self._words: dict[str, Word] = {}  # likewise
        self._entries: dict[str, dict[str, Any]] = {}  # phrase, its words joined by spaces -> kind -> (entry, cased)
        self._begins: dict[str, dict[Any, Any]] = {}  # first word -> next word -> ... ; the key None holds the phrase that ends there
        self.hints: dict[str, int] = {}  # the longest word of each phrase -> what the phrase is a sign of
        self._merged: dict[tuple[str, int, bool], Word] = {}

    def add(self, phrase: str, kind: str, entry: Any, cased: int = 0) -> None:
        """Give `phrase` the tag `kind`; it counts only in a spelling that has at least so many capitals: NO, SOME or ALL."""
        words = split(phrase)
        self._entries.setdefault(" ".join(words), {})[kind] = (entry, cased)
        if len(words) > 1:
            rarest = max(words, key=len)
            self.hints[rarest] = self.hints.get(rarest, 0) | OF_KIND.get(kind, 0)
            node = self._begins.setdefault(words[0], {})
            for word in words[1:]:
                node = node.setdefault(word, {})
            node[None] = " ".join(words)

    def inherit(self, kind: str, among: str) -> None:
        """Give a phrase of several words tagged `among` the tag `kind` of its last word, where it has none of its own."""
        for phrase, entries in self._entries.items():
            last = split(phrase)[-1]
            if among in entries and kind not in entries and last != phrase and kind in self._entries.get(last, {}):
                entries[kind] = self._entries[last][kind]

    def word(self, spelling: str) -> Word:
        """The word of that spelling."""
        word = self._words.get(spelling)
        if word is None:
            word = self._tagged(Word(lower(spelling), spelling[:1].isupper(), capitals(spelling)))
            word.next = self._begins.get(word.low)
            self._describe(word)
            if not passing(spelling):
                if len(self._words) >= REMEMBERED:
                    self._words.clear()
                self._words[spelling] = word
        return word

    def learn(self, text: str) -> Chunk:
        """The chunk of that text, not met before."""
        words, offsets = [], []
        flags = (ENDS if segments.ends(text) else 0) | (BEGINS if segments.begins(text) else 0)
        for spelling, start in spellings(text):
            word = self.word(spelling)
            words.append(word)
            offsets.append(start)
            flags |= word.flags | self.hints.get(word.low, 0)
        chunk = Chunk(text, words, offsets, flags)
        if not passing(text):
            if len(self.chunks) >= REMEMBERED:
                self.chunks.clear()
            self.chunks[text] = chunk
        return chunk

    def phrase(self, words: list[Word], lows: list[str], k: int, n: int) -> tuple[Word, int] | None:
        """The longest phrase of several words that begins at word k of n, and how many words it has; None where none does."""
        node = words[k].next
        found: str | None = None
        stop = k
        i = k + 1
        while node is not None and i < n:
            node = node.get(lows[i])
            i += 1
            if node is not None and None in node:
                found, stop = node[None], i
        if found is None:
            return None
        capital = NO
        for word in words[k:stop]:
            capital = max(capital, word.capital)
        key = (found, capital, words[k].upper)
        merged = self._merged.get(key)
        if merged is None:
            merged = self._merged[key] = self._tagged(Word(found, words[k].upper, capital))
            self._describe(merged)
        return (merged, stop - k) if merged.known else None

    def _tagged(self, word: Word) -> Word:
        for kind, (entry, cased) in self._entries.get(word.low, {}).items():
            if word.capital >= cased:
                setattr(word, kind, entry)
                word.known = True
                word.flags |= OF_KIND.get(kind, 0)
        return word


def spellings(text: str) -> list[tuple[str, int]]:
    """The words and marks of a text without spaces, and where they begin.

    >>> spellings("killed."), spellings("(U.N.-led")
    ([('killed', 0), ('.', 6)], [('(', 0), ('U.N.', 1), ('-', 5), ('led', 6)])
    """
    if text.isalpha() or text.isdigit():
        return [(text, 0)]
    if text[-1] in ",.;:" and text[:-1].isalpha() and len(text) > 2:
        return [(text[:-1], 0), (text[-1], len(text) - 1)]
    return [(match[0], match.start()) for match in TOKEN.finditer(text)]


def passing(text: str) -> bool:
    """Is it a long number, which hardly comes again and is not worth keeping?"""
    return len(text) > 4 and text[0].isdigit()


def capitals(word: str) -> int:
    """NO, SOME or ALL of the letters of a word are capitals.

    >>> capitals("who"), capitals("Who"), capitals("WHO")
    (0, 1, 2)
    """
    return ALL if word.isupper() and len(word) > 1 else NO if word.lower() == word else SOME


def lower(word: str) -> str:
    """The lower-case form by which a word is looked up, its apostrophe straight."""
    return word.lower().replace("’", "'")


def split(phrase: str) -> list[str]:
    """The words of a phrase as they are looked up."""
    return [lower(word) for word in TOKEN.findall(phrase)]
