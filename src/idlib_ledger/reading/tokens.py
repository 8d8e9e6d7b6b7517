"""Words of a text: each spelling is looked up once in the word lists of all aspects, phrases by their longest form.

A text is cut into pieces, a word or a mark with the white space behind it. The lexicon keeps a Word for every piece met, with what
the word lists say of it; the memory is bounded (REMEMBERED pieces) and starts anew when it is full.
"""

from __future__ import annotations

import re
from collections.abc import Callable

TOKEN = re.compile(
    r"[a-z]+\s+"  # most words
    r"|(?:(?:[A-Z]\.){2,}"  # U.N.
    r"|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d,.]\d)(?!\d)|\d+(?:[.,]\d+)*"  # 12 640 · 12,640 · 1.5
    r"|[^\W\d_]+(?:-[^\W\d_]+|['’](?!s\b|S\b)[^\W\d_]+)*|['’][sS]\b"  # Russian-backed · Ma'arat · the 's of an owner
    r"|[^\w\s]|_)\s*"
)
REMEMBERED = 200_000  # pieces, and phrases, that a lexicon keeps
KINDS = ("noun", "cue", "hedge", "word", "place", "actor", "say", "deny", "dispute", "lead", "title", "truce", "start", "stop")

# What a word may be the beginning or the sign of, so that each aspect goes only where it may find something.
NUMBER, CUE, SPEECH, ACCOUNT, PLACE, DATED, DATEY, TRUCE, TURN, LOUD = (1 << n for n in range(10))
OF_KIND = {"cue": CUE, "place": PLACE, "say": SPEECH, "deny": SPEECH, "dispute": SPEECH, "lead": SPEECH}
OF_KIND |= {"truce": TRUCE, "start": TURN, "stop": TURN}


class Word:
    """A spelling of a word or phrase: its lower-case form and what the word lists say of it, None where nothing."""

    __slots__ = (*KINDS, "low", "upper", "capital", "flags", "value", "date", "number", "next")

    def __init__(self, low: str, upper: bool = False, capital: bool = False):
        self.low = low
        self.upper = upper  # does it begin with a capital?
        self.capital = capital  # is there a capital in it?
        self.flags = 0
        self.value: float | None = None  # of a number written as one word
        self.date = None  # the date expression that it is part of
        self.number = False  # is it part of a counted number?
        self.next: dict | None = None  # the phrases that begin with it, by their next word
        self.noun = self.cue = self.hedge = self.word = self.place = self.actor = None
        self.say = self.deny = self.dispute = self.lead = self.title = self.truce = self.start = self.stop = None


NOTHING = Word("")
PAD = 40  # positions before and behind a sentence that may be asked for: both lists of a sentence end in so many empty ones


class Lexicon(dict):
    """Piece of a text -> Word. `add` as many word lists as there are aspects; pieces are then described when first met.

    describe: called with every new Word of one piece after its tags are set, to give it the value and the signs of its aspects.
    """

    def __init__(self, describe: Callable[[Word], None]):
        super().__init__()
        self._describe = describe
        self._entries: dict[str, dict] = {}  # phrase, its words joined by spaces -> kind -> (entry, cased)
        self._begins: dict[str, dict] = {}  # first word -> next word -> ... ; the key None holds the phrase that ends there
        self._merged: dict[tuple, Word] = {}

    def add(self, phrase: str, kind: str, entry, cased: bool = False) -> None:
        """Give `phrase` the tag `kind`; a cased one counts only where the text has a capital in it."""
        words = split(phrase)
        self._entries.setdefault(" ".join(words), {})[kind] = (entry, cased)
        if len(words) > 1:
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

    def __missing__(self, piece: str) -> Word:
        if len(self) >= REMEMBERED:
            self.clear()
        bare = piece.rstrip()
        word = self._tagged(Word(lower(bare), bare[:1].isupper(), bare.lower() != bare))
        word.next = self._begins.get(word.low)
        self._describe(word)
        self[piece] = word
        return word

    def phrase(self, words: list[Word], lows: list[str], k: int, n: int) -> tuple[Word, int] | None:
        """The longest phrase of several words that begins at word k of n, and how many words it has; None where none does."""
        node, found, stop = words[k].next, None, k
        i = k + 1
        while node is not None and i < n:
            node = node.get(lows[i])
            i += 1
            if node is not None and None in node:
                found, stop = node[None], i
        if found is None:
            return None
        capital = any(w.capital for w in words[k:stop])
        merged = self._merged.get((found, capital, words[k].upper))
        if merged is None:
            merged = self._tagged(Word(found, words[k].upper, capital))
            self._describe(merged)
            self._merged[found, capital, words[k].upper] = merged
        return (merged, stop - k) if merged.flags or any(getattr(merged, kind) is not None for kind in KINDS) else None

    def _tagged(self, word: Word) -> Word:
        for kind, (entry, cased) in self._entries.get(word.low, {}).items():
            if word.capital or not cased:
                setattr(word, kind, entry)
                word.flags |= OF_KIND.get(kind, 0)
        return word


def lower(word: str) -> str:
    """The lower-case form by which a word is looked up, its apostrophe straight."""
    return word.lower().replace("’", "'")


def split(phrase: str) -> list[str]:
    """The words of a phrase as they are looked up."""
    return [lower(piece.rstrip()) for piece in TOKEN.findall(phrase)]
