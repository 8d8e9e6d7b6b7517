"""The word lists of all aspects and the names of the reference tables in one lexicon."""

from __future__ import annotations

from . import circumstances, dates, measures, names, numbers, speech, statements, tokens
from .tokens import ACCOUNT, LOUD, NUMBER, PLACE, SPEECH, TURN, Word

__all__ = ["Lexicon"]

SIGN = {  # words that are signs to an aspect without having a tag of it
    **dict.fromkeys(speech.RELAY, SPEECH),
    **dict.fromkeys(speech.ACCOUNT, ACCOUNT),
    **dict.fromkeys(circumstances.KIND_WORDS, PLACE),
}
LOUD_PARTS = {  # words of the phrases that a number may begin with
    word for phrase in (*numbers.VAGUE, *numbers.NONE, *numbers.SCALES, *numbers.FRACTIONS, "couple") for word in phrase.split()
} - set("a an the of some not large vast".split())


class Lexicon(tokens.Lexicon):
    """The lexicon of a reader; `rows(name)` returns the rows of a reference list as dicts of text."""

    def __init__(self, rows):
        super().__init__(describe)
        self._quiet: set[str] = set()
        self._loud: set[str] = set()
        for row in rows("hedge_cues"):
            if row["language"] == "en":
                self.add(row["cue"], "hedge", (row["hedge"], row["position"]))
        for aspect in (numbers, measures, speech, statements):
            aspect.add(self)
        names.add(self, rows("actor_names"), rows("place_names"))
        self.inherit("noun", among="actor")

    def quiet(self, text: str) -> bool:
        """Can no word of a sentence be part of a claim that is read? Such a sentence is only context to others."""
        chunks = text.split()
        if self._quiet.issuperset(chunks):
            return True
        for chunk in chunks:
            if chunk in self._quiet:
                continue
            if chunk in self._loud or self._hear(chunk):
                return False
        return True

    def _hear(self, chunk: str) -> bool:
        loud = any(self[piece].flags & LOUD for piece in tokens.TOKEN.findall(chunk))
        known = self._loud if loud else self._quiet
        if len(known) >= tokens.REMEMBERED:
            known.clear()
        known.add(chunk)
        return loud


def describe(word: Word) -> None:
    """Give a word of one piece its value, if it is a number, and the signs of the aspects."""
    low = word.low
    word.value = numbers.value(low)
    word.flags |= dates.signs(low) | SIGN.get(low, 0)
    if word.value is not None or numbers.begins(low):
        word.flags |= NUMBER
    single = word.noun is not None and word.noun.kind == "person" and low[-1:] != "s"
    if word.value is not None or low in LOUD_PARTS or single or word.flags & TURN or word.truce is not None or word.deny is not None:
        word.flags |= LOUD
