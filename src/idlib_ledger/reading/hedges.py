"""Hedges before and after a number, from the table hedge_cues."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from .sentence import Sentence

# words that may stand between a cue and its number
ESTIMATED: Final = ("to", "be", "at")  # estimated to be 60, estimated at 60
BETWEEN: Final = {"$", "us$", "another", "a", "an", "the", "further", "additional", "as", "of", "other", "estimated"}
REACH: Final = 2  # words between at most
EITHER: Final = ("at least", "at most")  # stand behind a number too, where the phrase ends with them


def before(s: Sentence, i: int) -> tuple[str | None, str | None, int]:
    """(hedge, cue, word where the cue begins) for the cue that hedges the number at word i; (None, None, i) without one."""
    T, W = s.T, s.W
    hedge: str | None = None
    cue: str | None = None
    first = i
    k, gap = i - 1, 0
    while k >= 0 and gap <= REACH:
        found = T[k].hedge
        if found is not None and found[1] == "before":
            if hedge is None or hedge == "about":  # of "more than an estimated 1,000" the bound counts
                hedge, cue, first = found[0], W[k], k
            k, gap = k - 1, 0
            continue
        if W[k] not in BETWEEN and not (W[k] in ESTIMATED and W[k - 1] in ("estimated", "to")):
            break
        k, gap = k - 1, gap + 1
    return hedge, cue, first


def after(s: Sentence, j: int, reach: int = 4) -> tuple[str | None, str | None, int]:
    """(hedge, cue, word after the cue) for a cue that stands behind a number or its noun ending before word j."""
    T, W = s.T, s.W
    for k in range(j, min(j + reach, s.n)):
        found = T[k].hedge
        if found is not None and (found[1] == "after" or (k == j and W[k] in EITHER and not W[k + 1][:1].isalnum())):
            return found[0], W[k], k + 1
        if not W[k][0].isalpha():
            break
    return None, None, j
