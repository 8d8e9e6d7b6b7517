"""Hedges before and after a number, from the table hedge_cues."""

from __future__ import annotations

BETWEEN = {
    "$",
    "us$",
    "another",
    "a",
    "an",
    "the",
    "further",
    "additional",
    "as",
    "of",
    "other",
    "estimated",
}  # may stand between a cue and its number
REACH = 2  # words between at most


def before(tokens, i):
    """(hedge, cue, token where the cue begins) for the cue that hedges the number at token i; (None, None, i) without one."""
    found = (None, None, i)
    k, gap = i - 1, 0
    while k >= 0 and gap <= REACH:
        cue = tokens[k].tags.get("hedge")
        if cue and cue[1] == "before":
            if found[0] is None or found[0] == "about":  # of "more than an estimated 1,000" the bound counts
                found = (cue[0], tokens[k].low, k)
            k, gap = k - 1, 0
            continue
        if tokens[k].low not in BETWEEN:
            break
        k, gap = k - 1, gap + 1
    return found


def after(tokens, j, reach=4):
    """(hedge, cue, token after the cue) for a cue that stands behind a number or its noun ending before token j."""
    for k in range(j, min(j + reach, len(tokens))):
        cue = tokens[k].tags.get("hedge")
        if cue and (
            cue[1] == "after"
            or (k == j and tokens[k].low in ("at least", "at most") and (k + 1 == len(tokens) or not tokens[k + 1].low[:1].isalnum()))
        ):
            return cue[0], tokens[k].low, k + 1
        if not tokens[k].low[0].isalpha():
            break
    return None, None, j
