"""Words of a text, each looked up once in the word lists of all aspects, the longest phrase first."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ahocorasick_rs import AhoCorasick, MatchKind

WORD = re.compile(
    r"(?:[A-Z]\.){2,}"  # U.N.
    r"|\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?![\d,.]\d)(?!\d)|\d+(?:[.,]\d+)*"  # 12 640 · 12,640 · 1.5
    r"|[^\W\d_]+(?:-[^\W\d_]+|['’](?!s\b|S\b)[^\W\d_]+)*|['’][sS]\b"  # Russian-backed · Ma'arat · the 's of an owner
    r"|[^\w\s]"
)

GAP = "  "  # between the words of a scanned text: each phrase is matched with one space of its own on either side


@dataclass(slots=True)
class Token:
    """A word or phrase: its place in the text, its lower-case form and what the word lists say of it (kind -> entry)."""

    start: int
    end: int
    low: str
    tags: dict = field(default_factory=dict)


class Phrases:
    """Phrases with tags; `add` as many word lists as there are aspects, then `scan` texts.

    All phrases are looked for in one pass over the words of the text (Aho-Corasick, leftmost-longest).
    """

    def __init__(self):
        self._entries: dict[str, dict] = {}  # phrase, its words joined by two spaces -> kind -> (entry, cased)
        self._automaton = None

    def add(self, phrase: str, kind: str, entry, cased: bool = False) -> None:
        """Give `phrase` the tag `kind`; a cased one counts only where the text has a capital in it."""
        self._entries.setdefault(GAP.join(split(phrase)), {})[kind] = (entry, cased)
        self._automaton = None

    def inherit(self, kind: str, among: str) -> None:
        """Give a phrase of several words tagged `among` the tag `kind` of its last word, where it has none of its own."""
        for phrase, entries in self._entries.items():
            last = phrase.rsplit(GAP, 1)[-1]
            if among in entries and kind not in entries and last != phrase and kind in self._entries.get(last, {}):
                entries[kind] = self._entries[last][kind]

    def scan(self, text: str, start: int = 0, end: int | None = None) -> list[Token]:
        """The tokens of text[start:end], a known phrase of several words as one token."""
        if self._automaton is None:
            self._phrases = list(self._entries)
            self._automaton = AhoCorasick([f" {p} " for p in self._phrases], matchkind=MatchKind.LeftmostLongest)
        spans, lows, offsets, at = [], [], {}, 0
        for match in WORD.finditer(text, start, len(text) if end is None else end):
            low = match[0].lower().replace("’", "'")
            offsets[at] = len(lows)
            spans.append(match.span())
            lows.append(low)
            at += len(low) + 2
        tokens, done = [], 0
        for phrase, first, _ in self._automaton.find_matches_as_indexes(f" {GAP.join(lows)} "):
            i = offsets[first]
            j = i + self._phrases[phrase].count(GAP) + 1
            tokens += [Token(*spans[k], lows[k]) for k in range(done, i)]
            begin, stop = spans[i][0], spans[j - 1][1]
            capital = any(c.isupper() for c in text[begin:stop])
            tags = {kind: entry for kind, (entry, cased) in self._entries[self._phrases[phrase]].items() if capital or not cased}
            if tags or j == i + 1:
                tokens.append(Token(begin, stop, " ".join(lows[i:j]), tags))
            else:
                tokens += [Token(*spans[k], lows[k]) for k in range(i, j)]
            done = j
        return tokens + [Token(*spans[k], lows[k]) for k in range(done, len(lows))]


def split(phrase: str) -> list[str]:
    """The words of a phrase as `scan` sees them."""
    return [m[0].lower().replace("’", "'") for m in WORD.finditer(phrase)]
