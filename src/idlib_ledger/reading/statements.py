"""Statements without a count: the days on which a truce starts or ends, and what is denied."""

from __future__ import annotations

from typing import Any, Final

from .attach import HARM
from .dates import DateExpr
from .sentence import Sentence
from .speech import ALLEGED, UNTRUE, denies
from .tokens import CUE, TURN
from .tokens import TRUCE as TRUCE_SIGN
from .where import narrowest, province, sites

TRUCE: Final = (
    "pause|humanitarian pause|ceasefire|cease-fire|truce|cessation of hostilities|armistice|calm|ceasefires|cease-fires|truces".split("|")
)
INTO: Final = "came come comes coming entered enter enters entering went go goes going gone".split()
TAKE: Final = "took take takes taken taking".split()
EFFECT: Final = [
    *(f"{verb} into {what}" for verb in INTO for what in ("effect", "force")),
    *(f"{verb} {what}" for verb in TAKE for what in ("effect", "force", "hold")),
]
START: Final = [
    *EFFECT,
    *"""
    began|begin|begins|begun|beginning|start|starts|started|starting|in force since|in force|in effect since|introduced|introduction
    |introducing|introduces|effect from|implemented|established|imposed|put in place|apply from|be declared|declared from
    |entry into force|start of|apply|in place since|kicked in|effective|as its beginning|as its start|as the start
    """.replace("\n", "")
    .replace("    ", "")
    .split("|"),
]
END: Final = (
    """
    collapsed|collapse|was over|is over|lapse|lapses|lapsed|runs out|ran out|broke down|breaks down|ended|end|ends|ending|end of
    |expire|expires|expired|expiring|expiry
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
HOLDS: Final = ("force", "effect", "place", "introduc", "holding")
IN_FORCE: Final = ("in force", "in effect", "in place", "holding")
REGIONS: Final = ("governorate", "region")  # kinds of places for which a truce holds
REACH: Final = 16  # from the verb to its date
TO_COME: Final = (
    "apply from",
    "be declared",
    "begin",
    "start",
    "take effect",
    "be declared",
    "apply",
    "come into force",
    "come into effect",
    "take hold",
)


END_OF_DENIAL: Final = (".", ";", ",", "saying", "but", "while", '"', "”")

FALSE: Final[set[str]] = UNTRUE | set("provocation lie lies fabrication fakes unfounded groundless disinformation fiction".split())
REPORTS: Final = ALLEGED | {"information", "news", "footage"}
AT_ODDS: Final = ["at", "odds", "with"]
BLAME: Final = {"responsible", "responsibility", "blame", "involvement"}
TO_BE: Final = ("is", "are", "was", "were", "been")
FALSE_BEHIND: Final = 6  # words from the verb to what it is called
SUBJECT: Final = 5  # words in which the subject of a sentence is named


def add(lexicon: Any) -> None:
    """Put the words of truces into the lexicon."""
    for listed, kind in ((TRUCE, "truce"), (START, "start"), (END, "stop")):
        for phrase in listed:
            lexicon.add(phrase, kind, phrase)


def place(s: Sentence) -> tuple:
    """(surface, place_id) of a truce: where the sentence says, else the governorate around the place last spoken of."""
    found = narrowest(s)
    if sites(s):
        return found
    return s.document.opening(REGIONS) or province(s, found)


def truces(s: Sentence) -> list[tuple]:
    """(first word, last word, measure, date expression, stance) of each date on which a truce is said to start or end."""
    W, T = s.W, s.T
    found: list[tuple] = []
    if not s.dates or not s.signs & (TRUCE_SIGN | TURN):
        return found
    named = s.where(TRUCE_SIGN)
    if not named and not (_it(s) and s.document.truce_before(s)):
        return found
    turns = [k for k in s.where(TURN) if _turns(s, k)]
    for expr in s.dates:
        if expr is s.said_on or expr.form not in ("point", "since") or expr.start_prec not in (1, 3):
            continue
        if expr.first is None and not expr.weekday:
            continue
        a, b = s.at(expr.start), s.at(expr.end - 1)
        stated = _as_its(W, a, b)
        if stated is not None and named:
            found.append((a - 1, stated, "ceasefire_end" if W[stated].endswith("end") else "ceasefire_start", expr, "asserts"))
            continue
        marks = [(s.distance(k, a), k, "ceasefire_start" if T[k].start is not None else "ceasefire_end") for k in turns]
        if expr.since and any(w in IN_FORCE for w in W[:a]):
            marks.append((1, a - 1, "ceasefire_start"))
        if not marks or min(marks)[0] > REACH:
            continue
        _, verb, measure = min(marks)
        noun = min((abs(k - verb), k) for k in named)[1] if named else None
        if noun is not None and s.distance(noun, verb) > REACH + 2:
            continue
        if expr.since and expr.form == "since" and not any(w in " ".join(W[max(0, verb - 2) : verb + 1]) for w in HOLDS):
            continue
        if any(sense[0] in HARM for k in s.where(CUE) if min(verb, a) <= k < max(verb, b) for sense in T[k].cue.senses):
            continue
        first = min(k for k in (noun, verb, a) if k is not None)
        while W[first - 1] in ("a", "the", "new", "latest", "this"):
            first -= 1
        found.append((first, max(b, verb), measure, expr, "announces" if _ahead(s, verb, expr) else "asserts"))
    return found


def _it(s: Sentence) -> bool:
    """Is the truce spoken of as "it": it came into effect; and in agreement with the other side it was to start?"""
    return "it" in s.W[:3] or any(s.W[k - 1] == "to" and s.W[k - 2] == "was" and s.W[k - 3] == "it" for k in s.where(TURN))


def _as_its(W: list[str], a: int, b: int) -> int | None:
    """with 12 January, at midnight, as its beginning: the word for beginning or end, of a date at words a to b."""
    if W[a - 1] != "with":
        return None
    return next((k for k in range(b + 1, min(b + 20, len(W))) if W[k].startswith("as its ")), None)


def _turns(s: Sentence, k: int) -> bool:
    """Does the word at k, a start or an end, say that something starts or ends?"""
    return s.W[k] != "since" and not (s.W[k] in ("start", "end") and s.W[k - 1] in ("the", "before") and s.W[k + 1] != "of")


def _ahead(s: Sentence, verb: int, expr: DateExpr) -> bool:
    """Is the truce told of as still to come?"""
    W = s.W
    now = s.said_on.first if s.said_on else s.anchor
    if now and expr.first and expr.first > now:
        return True
    modal = W[verb - 1] in ("would", "will") or W[verb - 2] in ("would", "will")
    infinitive = W[verb - 1] == "to" and W[verb] in TO_COME
    reported = infinitive and W[verb - 2] in ("was", "were", "is")
    return modal or reported or (infinitive and not (now and expr.first and expr.first < now))


def denial(s: Sentence, taken: list[int]) -> tuple[int, int, tuple] | None:
    """(first word, last word, place) of what is denied without a number, or None; `taken`: where denied quantities begin."""
    speech, W, T = s.speech, s.W, s.T
    if speech is None or not speech.denies or not denies(s, speech.verb):
        return None
    verb = first = last = speech.verb
    if W[verb - 1] in ("not", "never", "neither", "n't"):
        return None
    if W[verb - 1] in ("were", "was", "been", "is", "are"):  # reports of a strike were denied
        first = 0
    else:
        while last + 1 < s.n:
            low = W[last + 1]
            if low in END_OF_DENIAL or (low == "and" and any(T[k].say is not None for k in range(last + 2, last + 5))):
                break
            last += 1
    if last == first or any(s.starts[first] <= start < s.stop(last) for start in taken):
        return None
    return first, last, narrowest(s, first, last)


def untrue(s: Sentence) -> tuple[int, int, tuple] | None:
    """(first word, last word, place) of what is called untrue without a verb of denial: such reports are "a provocation"; or None."""
    W = s.W
    told = next((k for k in range(s.n) if W[k] in REPORTS and W[k] not in FALSE), None)
    if told is None or not BLAME.isdisjoint(W):
        return None
    if told > SUBJECT:
        return None
    for k in range(told + 1, s.n):
        if W[k] in (";", ".") or s.T[k].number:
            return None
        if W[k] in TO_BE and (not FALSE.isdisjoint(W[k + 1 : k + FALSE_BEHIND]) or W[k + 1 : k + 4] == AT_ODDS):
            last = k + 3 if W[k + 1 : k + 4] == AT_ODDS else next(m for m in range(k + 1, s.n) if W[m] in FALSE)
            return 0, last, narrowest(s)
    return None
