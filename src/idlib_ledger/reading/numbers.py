"""Quantities: digits and number words with their scale, ranges, shares, vague words, none, indefinite singles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from .sentence import Sentence

UNITS: Final = dict(
    zip(
        """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen
""".split(),
        range(20),
    )
)
TENS: Final = dict(zip(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], range(20, 100, 10)))
SCALES: Final = {"hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9, "dozen": 12, "score": 20}
GLUED: Final = {"k": 1_000, "m": 10**6, "mn": 10**6, "mln": 10**6, "bn": 10**9}
FRACTIONS: Final = {
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
VAGUE: Final = {  # phrase -> code of hedge_words
    "dozens": "dozens",
    "tens": "dozens",
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
    "multiple": "several",
    "a number": "several",
    "numerous": "many",
    "many": "many",
    "a large number": "many",
    "large numbers": "many",
    "significant numbers": "many",
    "a lot": "many",
    "massive numbers": "many",
    "huge numbers": "many",
    "great numbers": "many",
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
JOINED: Final = {"quarter-million": 250_000, "half-million": 500_000, "half-dozen": 6}
NONE: Final = {"not a single", "not one", "nil", "no", "none", "nobody", "no one"}
DOLLARS: Final = ("$", "us$")  # marks before an amount; usd is written as a word
MONEY: Final = (*DOLLARS, "usd")
LONGEST: Final = 15  # characters of a number that may be a count
PERCENT: Final = {"%", "percent", "per cent", "pct"}

SCALED: Final = {*SCALES, *GLUED, "and"}  # what may go on with a number
AFTER_A: Final = {*SCALES, *FRACTIONS, *JOINED, "couple"} - {"score"}  # "a", "an" and "one" begin a number only before these
HYPHENED: Final = ("one-third", "two-thirds", "one-quarter", "three-quarters", "one-half", "one-fifth")
RANGE: Final = ("to", "-", "–", "—", "or")
OPENERS: Final = {"a", "an", "another", "half", "quarter", "a half", "a quarter", *HYPHENED, "a couple", "between", "from"}


class Number:
    """A number in a run of words [i, j): one value, or a range's two ends, or a vague word's code."""

    __slots__ = ("i", "j", "value", "low", "high", "vague", "percent", "fraction", "bare")

    def __init__(
        self,
        i: int,
        j: int,
        value: Any = None,
        low: Any = None,
        high: Any = None,
        vague: str | None = None,
        percent: bool = False,
        fraction: bool = False,
        bare: bool = False,
    ):
        self.i, self.j = i, j
        self.value, self.low, self.high = value, low, high
        self.vague = vague
        self.percent, self.fraction = percent, fraction  # fraction: a share said as one, half of them
        self.bare = bare  # an indefinite single: a child


def add(lexicon: Any) -> None:
    """Put the phrases of number words into the lexicon."""
    for phrase in [*VAGUE, *NONE, *PERCENT, "a couple"]:
        lexicon.add(phrase, "word", phrase)


def begins(low: str) -> bool:
    """May a number begin with this word or phrase?"""
    return low in VAGUE or low in NONE or low in OPENERS or low in ("any", "all")


def _what_they_were(s: Sentence) -> bool:
    """All were civilians: a share of those just counted."""
    noun = s.T[2].noun
    return s.W[1] in ("were", "are") and noun is not None and noun.kind == "person" and s.W[3] in (",", ".", "")


def _negated(s: Sentence, i: int) -> bool:
    """had not been on any missions: none."""
    return any(low in ("not", "never", "n't", "without") for low in s.W[max(0, i - 4) : i])


def whole(x: float) -> float | int:
    """The number as an integer where it is one."""
    x = round(x, 6)
    return int(x) if x == int(x) else x


def value(word: str) -> Any:
    """The value of a number written as one word, in digits or letters; None for another word.

    >>> value("350,000"), value("twenty-one"), value("market")
    (350000, 21, None)
    """
    found = digits(word) if word[:1].isdigit() else small(word)
    return None if found is None else whole(found)


def digits(word: str) -> float | None:
    """The value of digits with separators: 350,000 · 1.5 · 1.000.000; None for what is no number (a date, a version).

    >>> digits("350,000"), digits("1.5"), digits("1.2.3")
    (350000.0, 1.5, None)
    """
    if word.isdigit() and word.isascii():
        return float(word) if len(word) <= LONGEST else None
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
    if word in JOINED:
        return JOINED[word]
    if word in TENS:
        return TENS[word]
    tens, _, unit = word.partition("-")
    return TENS[tens] + UNITS[unit] if tens in TENS and 0 < UNITS.get(unit, 0) < 10 else None


def amount(s: Sentence, i: int) -> tuple[Any, int]:
    """The value of the number that begins at word i of a sentence, and the word after it; (None, i) where none begins."""
    low, after = s.W[i], s.W[i + 1]
    if low in ("a", "an", "one") and after in SCALES and after != "score":
        return _scaled(s, i + 1, 1)
    if low in ("half", "quarter", "a half", "a quarter") or (low in ("a", "three") and after in ("quarter", "quarters")):
        return _part_of_scale(s, i)
    if low == "a" and after in JOINED:
        return JOINED[after], i + 2
    if low == "a couple":
        return 2, i + 1
    if low == "a" and after == "couple":
        return 2, i + 2
    value = s.T[i].value
    if value is None:
        return None, i
    if after not in SCALED:
        return value, i + 1
    if after == "and" and s.W[i + 2] == "a" and s.W[i + 3] == "half":
        return _scaled(s, i + 4, value + 0.5)
    return _scaled(s, i + 1, value)


def _part_of_scale(s: Sentence, i: int) -> tuple[Any, int]:
    """half a million · three quarters of a million."""
    k = i + 1 if s.W[i] in ("a", "three") else i
    part = FRACTIONS[s.W[k].split()[-1]] * (3 if s.W[i] == "three" else 1)
    k += 1
    if s.W[k] == "of":
        k += 1
    if s.W[k] in ("a", "one") and s.W[k + 1] in ("million", "billion", "dozen"):
        return whole(part * SCALES[s.W[k + 1]]), k + 2
    return None, i


def _scaled(s: Sentence, j: int, value: Any) -> tuple[Any, int]:
    """Take in what follows a value: scales, and smaller numbers added to it ("two hundred and fifty thousand")."""
    W = s.W
    total: Any = 0
    current: Any = value
    while j < s.n:
        low = W[j]
        if low in SCALES and low != "score":
            current *= SCALES[low]
            j += 1
            continue
        if low in GLUED and W[j - 1][:1].isdigit() and (s.glued(j - 1) or s.surface(j) == "M"):  # 4m, 4 M
            current *= GLUED[low]
            j += 1
            continue
        if W[j - 1] not in SCALES:
            break
        k = j + 1 if low == "and" else j
        if low == "and" and W[k] in ("a", "one") and W[k + 1] == "half":
            return whole(total + current + SCALES[W[j - 1]] / 2), k + 2
        more = small(W[k])
        if more is None:
            break
        if current >= 1000:
            total, current = total + current, 0
        current += more
        j = k + 1
    return whole(total + current), j


def number(s: Sentence, i: int) -> Number | None:
    """The quantity that begins at word i of a sentence, without its hedge, or None."""
    low = s.W[i]
    found: Number | None
    if low in VAGUE:
        found = Number(i, i + 1, vague=VAGUE[low])
    elif low in NONE:
        found = Number(i, i + 1, value=0)
    elif low == "all":
        return Number(i, i + 1, value=100, percent=True) if i == 0 and _what_they_were(s) else None
    elif low == "any":
        found = Number(i, i + 1, value=0) if _negated(s, i) else None
        if found is None:
            return None
    elif low in ("between", "from"):
        found = _range(s, i)
        if found is None:
            return None
    elif low == "another" or (low in ("a", "an") and s.W[i + 1] not in AFTER_A):
        return None
    else:
        value, j = amount(s, i)
        found = (_range_from(s, i, value, j) if value is not None and s.W[j] in RANGE else None) or _share(s, i)
        if found is None:
            if value is None:
                return None
            found = Number(i, j, value=value)
    if s.W[found.j] in PERCENT:
        found.percent = True
        found.j += 1
    return found


def _range(s: Sentence, i: int) -> Number | None:
    """between 10 and 12 · from 200 to 250."""
    start = i + 1 + (s.W[i + 1] in DOLLARS)
    first, j = amount(s, start)
    return None if first is None else _range_from(s, i, first, j)


def _range_from(s: Sentence, i: int, first: Any, j: int) -> Number | None:
    """The range whose first number ends before word j; None where no second one follows."""
    W, joint = s.W, s.W[j]
    wanted = ("and",) if W[i] == "between" else ("to",) if W[i] == "from" else RANGE
    if joint not in wanted or j + 1 >= s.n:
        return None
    if joint in ("-", "–", "—") and not (s.glued(j - 1) and s.glued(j)):
        return None
    second, k = amount(s, j + 1 + (W[j + 1] in DOLLARS and j + 2 < s.n))
    if second is None:
        return None
    if first < second and W[k - 1] in SCALES and W[j - 1] not in SCALES and first * SCALES[W[k - 1]] <= second:
        first = whole(first * SCALES[W[k - 1]])  # 2 to 3 million
    if first >= second:
        return None
    return Number(i, k, low=first, high=second)


def _share(s: Sentence, i: int) -> Number | None:
    """half of · a third of · two thirds of · three quarters of: a share of a whole, in percent."""
    W, low, k, times = s.W, s.W[i], i, 1
    if low in ("a", "one") or (low in UNITS and 1 < UNITS[low] < 10):
        times = UNITS.get(low, 1)
        k += 1 + (W[i + 1] == "-")  # one-third
    name, after = W[k], W[k + 1]
    many, _, piece = low.partition("-")
    if piece in FRACTIONS and many in UNITS and after == "of":  # one-third of
        return Number(i, i + 1, value=whole(round(100 * UNITS[many] * FRACTIONS[piece], 1)), fraction=True, percent=True)
    if name not in FRACTIONS:
        return None
    if (name == "half" and after in ("a", "an")) or (name in ("quarter", "quarters") and after == "of" and W[k + 2] == "a"):
        return None
    if after == "of" or name == "half":
        return Number(i, k + 1, value=whole(round(100 * times * FRACTIONS[name], 1)), fraction=True, percent=True)
    return None
