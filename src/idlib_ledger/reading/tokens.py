"""Words of a text, each looked up once in the word lists of all aspects, the longest phrase first."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

WORD = re.compile(r"(?:[A-Z]\.){2,}|\d+(?:[.,]\d+)*|[^\W\d_]+(?:-[^\W\d_]+|['’](?!s\b|S\b)[^\W\d_]+)*|['’][sS]\b|[^\w\s]")


@dataclass(slots=True)
class Token:
    """A word or phrase: its place in the text, its lower-case form and what the word lists say of it (kind -> entry)."""

    start: int
    end: int
    low: str
    tags: dict = field(default_factory=dict)


class Phrases:
    """Phrases with tags; `add` as many word lists as there are aspects, then `scan` texts."""

    def __init__(self):
        self._trie: dict = {}

    def add(self, phrase: str, kind: str, entry, cased: bool = False) -> None:
        """Give `phrase` the tag `kind`; a cased one counts only where the text has a capital or a digit in it."""
        node = self._trie
        for word in split(phrase):
            node = node.setdefault(word, {})
        node.setdefault(None, {})[kind] = (entry, cased)

    def scan(self, text: str, start: int = 0, end: int | None = None) -> list[Token]:
        """The tokens of text[start:end], a known phrase of several words as one token."""
        words = [(m.start(), m.end(), m[0].lower().replace("’", "'")) for m in WORD.finditer(text, start, len(text) if end is None else end)]
        tokens, i = [], 0
        while i < len(words):
            node, j, best, entries = self._trie, i, i, None
            while j < len(words) and (node := node.get(words[j][2])) is not None:
                j += 1
                if None in node:
                    capital = any(c.isupper() for c in text[words[i][0] : words[j - 1][1]])
                    fitting = {kind: entry for kind, (entry, cased) in node[None].items() if capital or not cased}
                    if fitting:
                        best, entries = j, fitting
            last = max(best, i + 1) - 1
            tokens.append(Token(words[i][0], words[last][1], " ".join(w[2] for w in words[i : last + 1]), dict(entries or {})))
            i = last + 1
        return tokens


def split(phrase: str) -> list[str]:
    """The words of a phrase as `scan` sees them."""
    return [m[0].lower().replace("’", "'") for m in WORD.finditer(phrase)]
