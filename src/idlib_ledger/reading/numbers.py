"""Quantities: digits and number words with their scale, ranges, shares, vague words, none, indefinite singles."""

from __future__ import annotations

import re
from dataclasses import dataclass

UNITS = dict(
    zip(
        """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
""".split(),
        range(20),
    )
)
TENS = dict(zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10)))
SCALES = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "dozen": 12, "score": 20}
GLUED = {"k": 1_000, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9}
FRACTIONS = {
    "half": 0.5,
    "quarter": 0.25,
    "quarters": 0.25,
    "third": 1 / 3,
    "thirds": 1 / 3,
    "fifth": 0.2,
    "fifths": 0.2,
    "tenth": 0.1,
    "tenths": 0.1,
}
VAGUE = {  # phrase -> code of hedge_words
    "dozens": "dozens",
    "dozens and dozens": "dozens",
    "scores": "scores",
    "hundreds": "hundreds",
    "many hundreds": "hundreds",
    "thousands": "thousands",
    "many thousands": "thousands",
    "several thousand": "thousands",
    "several hundred": "hundreds",
    "several dozen": "dozens",
    "a few dozen": "dozens",
    "a few hundred": "hundreds",
    "a few thousand": "thousands",
    "some hundreds": "hundreds",
    "a few hundreds": "hundreds",
    "tens of thousands": "tens_of_thousands",
    "hundreds of thousands": "hundreds_of_thousands",
    "millions": "millions",
    "several": "several",
    "a number": "several",
    "numerous": "many",
    "many": "many",
    "a large number": "many",
    "large numbers": "many",
    "countless": "many",
    "most": "most",
    "mostly": "most",
    "the majority": "most",
    "a majority": "most",
    "the vast majority": "most",
    "the bulk": "most",
    "mainly": "most",
    "few": "few",
    "a few": "few",
    "a handful": "few",
    "both": "both",
}
NONE = {"not a single", "not one", "nil", "no", "none", "nobody", "no one"}
DOLLARS = ("$", "us$")  # marks before an amount; usd is written as a word
LONGEST = 15  # characters of a number that may be a count
PERCENT = {"%", "percent", "per cent", "pct"}


@dataclass(slots=True)
class Number:
    """A number in a run of tokens [i, j): one value, or a range's two ends, or a vague word's code."""

    i: int
    j: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    vague: str | None = None
    percent: bool = False
    fraction: bool = False  # a share said as a fraction: half of them
    bare: bool = False  # an indefinite single: a child


def add(phrases) -> None:
    """Put the phrases of number words into `phrases`."""
    for phrase in [*VAGUE, *NONE, *PERCENT, "a couple"]:
        phrases.add(phrase, "word", phrase)


def whole(x: float) -> float | int:
    """The number as an integer where it is one."""
    x = round(x, 6)
    return int(x) if x == int(x) else x


def digits(word: str) -> float | None:
    """The value of digits with separators: 350,000 · 1.5 · 1.000.000; None for what is no number (a date, a version).

    >>> digits("350,000"), digits("1.5"), digits("1.2.3")
    (350000.0, 1.5, None)
    """
    word = re.sub(r"[ \u00a0\u202f]", "", word)
    if len(word) > LONGEST:
        return None
    if re.fullmatch(r"\d{1,3}(,\d{3})+(\.\d+)?", word):
        return float(word.replace(",", ""))
    if re.fullmatch(r"\d{1,3}(\.\d{3}){2,}", word):
        return float(word.replace(".", ""))
    return float(word) if re.fullmatch(r"\d+(\.\d+)?", word) else None


def small(word: str) -> int | None:
    """The value of a number word below a hundred, None for another word."""
    if word in UNITS:
        return UNITS[word]
    if word in TENS:
        return TENS[word]
    tens, _, unit = word.partition("-")
    return TENS[tens] + UNITS[unit] if tens in TENS and 0 < UNITS.get(unit, 0) < 10 else None


def amount(tokens, i):
    """The value of the number that begins at token i, and the token after it; (None, i) where none begins."""
    low = tokens[i].low
    if low in ("a", "an", "one") and i + 1 < len(tokens) and tokens[i + 1].low in SCALES and tokens[i + 1].low != "score":
        return _scaled(tokens, i + 1, 1)
    if low in ("half", "quarter", "a half", "a quarter") or (
        low in ("a", "three") and i + 1 < len(tokens) and tokens[i + 1].low in ("quarter", "quarters")
    ):
        k = i + 1 if low in ("a", "three") else i
        part = FRACTIONS[tokens[k].low.split()[-1]] * (3 if low == "three" else 1)
        k += 1
        if k < len(tokens) and tokens[k].low == "of":
            k += 1
        if k + 1 < len(tokens) and tokens[k].low in ("a", "one") and tokens[k + 1].low in ("million", "billion", "dozen"):
            return part * SCALES[tokens[k + 1].low], k + 2
        return None, i
    if low == "a couple" or (low == "a" and i + 1 < len(tokens) and tokens[i + 1].low == "couple"):
        return 2, i + (1 if low == "a couple" else 2)
    value = digits(low) if low[0].isdigit() else small(low)
    if value is None:
        return None, i
    if [t.low for t in tokens[i + 1 : i + 4]] == ["and", "a", "half"]:
        return _scaled(tokens, i + 4, value + 0.5)
    return _scaled(tokens, i + 1, value)


def _scaled(tokens, j, value):
    """Take in what follows a value: scales, and smaller numbers added to it ("two hundred and fifty thousand")."""
    total, current = 0, value
    while j < len(tokens):
        low = tokens[j].low
        if low in SCALES and low != "score":
            current *= SCALES[low]
        elif low in GLUED and tokens[j].start == tokens[j - 1].end and tokens[j - 1].low[0].isdigit():
            current *= GLUED[low]
        else:
            k = j + 1 if low == "and" and tokens[j - 1].low in SCALES else j
            more = small(tokens[k].low) if k < len(tokens) and tokens[j - 1].low in SCALES else None
            if (
                low == "and"
                and tokens[j - 1].low in SCALES
                and k + 1 < len(tokens)
                and tokens[k].low in ("a", "one")
                and tokens[k + 1].low == "half"
            ):
                return whole(total + current + SCALES[tokens[j - 1].low] / 2), k + 2
            if more is None:
                break
            if current >= 1000:
                total, current = total + current, 0
            after = k + 1
            current += more
            j = after
            continue
        j += 1
    return whole(total + current), j


def number(tokens, i) -> Number | None:
    """The quantity that begins at token i, without its hedge, or None."""
    low = tokens[i].low
    if low in VAGUE:
        found = Number(i, i + 1, vague=VAGUE[low])
    elif low in NONE:
        found = Number(i, i + 1, value=0)
    elif (
        low in ("between", "from")
        or tokens[i].low[0].isdigit()
        or low in UNITS
        or small(low) is not None
        or low in ("a", "an", "half", "quarter", "three", "a couple", "one")
    ):
        found = _range(tokens, i) or _share(tokens, i)
        if found is None:
            if low in ("between", "from"):
                return None
            value, j = amount(tokens, i)
            if value is None:
                return None
            found = Number(i, j, value=whole(value))
    else:
        return None
    if found.j < len(tokens) and tokens[found.j].low in PERCENT:
        found.percent = True
        found.j += 1
    return found


def _range(tokens, i):
    start = i + 1 if tokens[i].low in ("between", "from") else i
    start += start < len(tokens) and tokens[start].low in DOLLARS
    if start >= len(tokens):
        return None
    first, j = amount(tokens, start)
    if first is None or j >= len(tokens):
        return None
    joint = tokens[j].low
    wanted = {"between": ("and",), "from": ("to",)}.get(tokens[i].low, ("to", "-", "–", "—", "or"))
    if joint not in wanted or j + 1 >= len(tokens):
        return None
    if joint in "-–—" and (tokens[j].start != tokens[j - 1].end or tokens[j + 1].start != tokens[j].end):
        return None
    second, k = amount(tokens, j + 1 + (j + 2 < len(tokens) and tokens[j + 1].low in DOLLARS))
    if second is None:
        return None
    if first < second and tokens[k - 1].low in SCALES and tokens[j - 1].low not in SCALES and first * SCALES[tokens[k - 1].low] <= second:
        first = whole(first * SCALES[tokens[k - 1].low])  # 2 to 3 million
    return Number(i, k, low=whole(first), high=whole(second)) if first < second else None


def _share(tokens, i):
    """half of · a third of · two thirds of · three quarters of: a share of a whole, in percent."""
    low = tokens[i].low
    k = i
    times = 1
    if low in ("a", "one") or (low in UNITS and 1 < UNITS[low] < 10):
        times = UNITS.get(low, 1)
        k += 1
    if k < len(tokens) and tokens[k].low in FRACTIONS:
        name = tokens[k].low
        after = tokens[k + 1].low if k + 1 < len(tokens) else ""
        if (
            name == "half"
            and after in ("a", "an")
            or (name in ("quarter", "quarters") and after == "of" and k + 2 < len(tokens) and tokens[k + 2].low == "a")
        ):
            return None
        if after == "of" or name == "half":
            return Number(i, k + 1, value=whole(round(100 * times * FRACTIONS[name], 1)), fraction=True, percent=True)
    return None
