"""Statements without a count: the days on which a truce starts or ends, and what is denied."""

from __future__ import annotations

from .attach import HARM
from .circumstances import narrowest, sites
from .sentence import Sentence

TRUCE = "pause|humanitarian pause|ceasefire|cease-fire|truce|cessation of hostilities|armistice|calm|ceasefires|cease-fires|truces".split(
    "|"
)
EFFECT = [f"{verb} into {what}" for verb in "came come comes coming entered enter enters entering".split() for what in ("effect", "force")]
EFFECT += [f"{verb} {what}" for verb in "took take takes taken taking".split() for what in ("effect", "force", "hold")]
EFFECT += [f"{verb} into {what}" for verb in "went go goes going gone".split() for what in ("effect", "force")]
START = [
    *EFFECT,
    *"""
    began|begin|begins|begun|beginning|start|starts|started|starting|in force since|in force|in effect since|introduced|introduction
    |introducing|introduces|effect from|implemented|established|imposed|put in place|apply from|be declared|declared from
    |entry into force|start of|apply|in place since|kicked in|effective
    """.replace("\n", "")
    .replace("    ", "")
    .split("|"),
]
END = (
    """
    collapsed|collapse|was over|is over|lapse|lapses|lapsed|runs out|ran out|broke down|breaks down|ended|end|ends|ending|end of
    |expire|expires|expired|expiring|expiry
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
IN_FORCE = ("in force", "in effect", "in place", "holding")
REACH = 16  # from the verb to its date
TO_COME = (
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


def add(phrases) -> None:
    """Put the words of truces into `phrases`."""
    for listed, kind in ((TRUCE, "truce"), (START, "start"), (END, "stop")):
        for phrase in listed:
            phrases.add(phrase, kind, phrase)


def truces(s: Sentence):
    """(first token, last token, measure, date expression, stance) of each date on which a truce is said to start or end."""
    truce = [k for k in range(len(s.tokens)) if s.tag(k, "truce")]
    carried = s.state.truce and "it" in s.words(0, 3)
    for expr in s.dates if truce or carried else ():
        if (
            expr is s.said_on
            or expr.form not in ("point", "since")
            or expr.start_prec not in (1, 3)
            or (expr.first is None and not expr.weekday)
        ):
            continue
        a, b = s.at(expr.start), s.at(expr.end - 1)
        marks = [
            (s.distance(k, a), k, "ceasefire_start" if s.tag(k, "start") else "ceasefire_end") for k in range(len(s.tokens)) if _turns(s, k)
        ]
        if expr.since and any(w in IN_FORCE for w in s.words(0, a)):
            marks.append((1, a - 1, "ceasefire_start"))
        if not marks or min(marks)[0] > REACH:
            continue
        _, verb, measure = min(marks)
        noun = min(truce, key=lambda k: abs(k - verb)) if truce else None
        if noun is not None and s.distance(noun, verb) > REACH + 2:
            continue
        if (
            expr.since
            and expr.form == "since"
            and not any(w in " ".join(s.words(max(0, verb - 2), verb + 1)) for w in ("force", "effect", "place", "introduc", "holding"))
        ):
            continue
        if any(sense[0] in HARM for k in range(min(verb, a), max(verb, b)) if s.tag(k, "cue") for sense in s.tag(k, "cue").senses):
            continue
        first = min(k for k in (noun, verb, a) if k is not None)
        while s.word(first - 1) in ("a", "the", "new", "latest", "this"):
            first -= 1
        yield first, max(b, verb), measure, expr, "announces" if _ahead(s, verb, expr) else "asserts"


def _turns(s, k) -> bool:
    """Does the word at token k say that something starts or ends?"""
    if not (s.tag(k, "start") or s.tag(k, "stop")) or s.word(k) == "since":
        return False
    return not (s.word(k) in ("start", "end") and s.word(k - 1) in ("the", "before") and s.word(k + 1) != "of")


def _ahead(s, verb, expr) -> bool:
    """Is the truce told of as still to come?"""
    now = s.said_on.first if s.said_on else s.anchor
    if now and expr.first and expr.first > now:
        return True
    modal = s.word(verb - 1) in ("would", "will") or s.word(verb - 2) in ("would", "will")
    infinitive = s.word(verb - 1) == "to" and s.word(verb) in TO_COME
    reported = infinitive and s.word(verb - 2) in ("was", "were", "is")
    return modal or reported or (infinitive and not (now and expr.first and expr.first < now))


def denials(s: Sentence, taken):
    """(first token, last token, place) of what is denied without a number; `taken`: spans of denied quantities."""
    if s.speech is None or not s.speech.denies or not s.tag(s.speech.verb, "deny"):
        return
    verb = first = last = s.speech.verb
    if s.word(verb - 1) in ("not", "never", "neither", "n't"):
        return
    if s.word(verb - 1) in ("were", "was", "been", "is", "are"):  # reports of a strike were denied
        first = 0
    else:
        while last + 1 < len(s.tokens):
            low = s.word(last + 1)
            if low in (".", ";", ",", "saying", "but", "while", '"', "”") or (
                low == "and" and any(s.tag(k, "say") for k in range(last + 2, last + 5))
            ):
                break
            last += 1
    if last == first or any(s.tokens[first].start <= start < s.tokens[last].end for start in taken):
        return
    place = next(((s.surface(k), p) for k, p in sites(s) if first <= k <= last), None)
    yield first, last, place or narrowest(s)
