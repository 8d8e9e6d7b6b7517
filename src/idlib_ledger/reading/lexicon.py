"""The word lists of all aspects and the names of the reference tables in one lexicon."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from . import dates, measures, names, numbers, speech, statements, tokens, where
from .tokens import ACCOUNT, CUE, DATED, GROUP, INDEFINITE, KIND, LOUD, NUMBER, PART, SHORT, SINGLE, SPEECH, TRUCE, TURN, Word

__all__ = ["Lexicon", "quiet"]

SIGN: Final = {  # words that are signs to an aspect without having a tag of it
    **dict.fromkeys(speech.RELAY, SPEECH),
    **dict.fromkeys(speech.ACCOUNT, ACCOUNT),
    **dict.fromkeys(where.KIND_WORDS, KIND),
}
PARTS: Final = {"number", "quarter", "third", "fifth", "tenth"}  # a number is in them behind an article only
LOUD_PARTS: Final = {  # words of the phrases that a number may begin with
    word for phrase in (*numbers.VAGUE, *numbers.NONE, *numbers.SCALES, *numbers.FRACTIONS, "couple") for word in phrase.split()
} - {*PARTS, *"a an and the of some not large vast".split()}
FALSEHOODS: Final = {*statements.FALSE, "odds", "any"}  # what is called untrue, and what had not been done
PLURALS: Final = ("people", "men", "women", "children", "police", "dead", "servicemen", "policemen", "staff", "crew")


class Lexicon(tokens.Lexicon):
    """The lexicon of a reader; `rows(name)` returns the rows of a reference list as dicts of text."""

    def __init__(self, rows: Callable[[str], Any]):
        super().__init__(describe)
        for row in rows("hedge_cues"):
            if row["language"] == "en":
                self.add(row["cue"], "hedge", (row["hedge"], row["position"]))
        for aspect in (numbers, measures, speech, statements):
            aspect.add(self)
        names.add(self, rows("actor_names"), rows("place_names"))
        self.inherit("noun", among="actor")


def quiet(signs: int, text: str, start: int) -> bool:
    """Can no word of a sentence with these signs be part of a claim that is read? Such a sentence is only context to others.

    text, start: where it begins.
    """
    if signs & LOUD or (signs & TRUCE and signs & DATED):
        return False
    if signs & INDEFINITE and (signs & PART or (signs & SINGLE and signs & CUE)):  # a quarter of; a child was hurt
        return False
    if text.startswith(("All were ", "All are "), start):
        return False
    return not (signs & TURN and signs & DATED and "it" in text[start : start + 20].lower().split()[:3])  # It came into effect on Sunday


def describe(word: Word) -> None:
    """Give a word its value, if it is a number, and the signs of the aspects."""
    low = word.low
    word.value = numbers.value(low)
    word.flags |= dates.signs(low) | SIGN.get(low, 0)
    if word.value is not None or numbers.begins(low):
        word.flags |= NUMBER
    if low in PARTS:
        word.flags |= PART
    if word.noun is not None and word.noun.kind == "person" and low[-1:] != "s" and low not in PLURALS:
        word.flags |= SINGLE
    if len(low) < 4 and low.isdigit():
        word.flags |= SHORT | (GROUP if len(low) == 3 else 0)
    if low in ("a", "an", "one", "another"):
        word.flags |= INDEFINITE
    if word.value is not None or low in LOUD_PARTS or low in numbers.HYPHENED or word.deny is not None or low in FALSEHOODS:
        word.flags |= LOUD
