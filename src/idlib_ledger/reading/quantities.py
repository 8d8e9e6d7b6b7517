"""Which numbers of a sentence may be counts, with hedge and noun; and why the others are not."""

from __future__ import annotations

from typing import Final

from . import hedges, measures, numbers
from .numbers import Number
from .sentence import COUNTED, Quantity, Sentence
from .tokens import NUMBER

PLURALS: Final = ("people", "men", "women", "children", "police", "dead", "staff", "crew", "personnel", "servicemen", "policemen")
YEAR_BEFORE: Final = ("in", "since", "of", "by", "until", "from", "before", "after", "during", "early", "late", "to")
OWNED: Final = ("their", "his", "her", "its", "the")
PRONOUN_AFTER: Final = ("another", "day", "side", "hand", "way", "thing", "point", "reason", "such", "that", "who")
MORE: Final = ("more", "other", "additional", "further", "or")
SUFFIX: Final = {"plus": "more_than", "odd": "about", "strong": None}  # 30-plus, 30-odd, a 30-strong unit
SAME_FIGURE: Final = {"figure", "number", "toll", "count", "total"}  # there was the same figure, 10, for the dead
LENGTH: Final = measures.DURATION | measures.DISTANCE
AGE_BEFORE: Final = (",", "and", "was", "is", "turned", "at")
AGE_AFTER: Final = (",", "and")
THEM: Final = ("them", "whom", "those", "these")
THE: Final = ("the", "those", "these")
OF_THE_DEAD: Final = ("the dead", "the wounded", "the injured")
MAN: Final = measures.Noun("person", "person", "men")
WOMAN: Final = measures.Noun("person", "person", "women")
PAIRED_NOUN: Final = {"husband": MAN, "wife": WOMAN, "father": MAN, "mother": WOMAN, "brother": MAN, "sister": WOMAN}
PAIRED: Final = set(PAIRED_NOUN)
NEWLY: Final = ("newly", "recently", "being", "internally", "who", "were", "people")


def find(s: Sentence) -> list[Quantity]:
    """The quantities of a sentence, in order; their words are marked as numbers. Numbers that count nothing go to `s.rejected`."""
    found: list[Quantity] = []
    rejected: list[tuple[Number, str]] = []
    done = 0
    for i in s.where(NUMBER):
        if i < done or s.T[i].date is not None:
            continue
        number = _as_many(s, i, found) or numbers.number(s, i)
        if number is None:
            if s.W[i] not in ("a", "an", "another"):
                continue
            number = _single(s, i)
            if number is None:
                continue
        if number.j > i + 1 and any(word.date is not None for word in s.T[i : number.j]):
            done = number.j
            continue
        why = why_not(s, number)
        if why is not None:
            rejected.append((number, why))
            done = number.j
            continue
        quantity = _quantity(s, number)
        s.T[i : number.j] = [COUNTED] * (number.j - i)
        found.append(quantity)
        twin = _twin(s, quantity)
        if twin is not None:
            found.append(twin)
        whole = _one_of(s, quantity)
        if whole is not None:
            found.append(whole)
        done = max(number.j, quantity.end if quantity.noun else number.j)
    s.rejected = rejected
    if found and "their" in s.W:
        found = sorted([*found, *_theirs(s, found)], key=lambda q: q.first)
    if not PAIRED.isdisjoint(s.W):
        found = sorted([*found, *_pairs(s)], key=lambda q: q.first)
    return found


def _pairs(s: Sentence) -> list[Quantity]:
    """The dead were husband and wife: two people of one family, one each."""
    pairs: list[Quantity] = []
    for k in range(1, s.n - 2):
        if s.W[k] in PAIRED and s.W[k + 1] == "and" and s.W[k + 2] in PAIRED and s.W[k - 1] not in OWNED:
            for at in (k, k + 2):
                pairs.append(Quantity(Number(at, at + 1, value=1, bare=True), at, at + 1, "plain", None, PAIRED_NOUN[s.W[at]], at))
    return pairs


def _as_many(s: Sentence, i: int, found: list[Quantity]) -> Number | None:
    """Five soldiers died, and as many were wounded: the number told just before once more."""
    if s.W[i] != "many" or s.W[i - 1] != "as" or s.W[i + 1] not in ("were", "are", "others", "more") or not found:
        return None
    last = found[-1].number
    return Number(i - 1, i + 1, value=last.value) if last.value is not None and not last.percent else None


def _one_of(s: Sentence, q: Quantity) -> Quantity | None:
    """One of four checkpoints: the four as well, of what stands there."""
    j = q.number.j
    if q.noun is None or q.noun.kind != "checkpoint" or s.W[j] != "of" or s.T[j + 1].value is None:
        return None
    all_of_them = numbers.number(s, j + 1)
    if all_of_them is None:
        return None
    return Quantity(all_of_them, j + 1, q.end, "plain", None, q.noun, q.noun_at)


def _theirs(s: Sentence, found: list[Quantity]) -> list[Quantity]:
    """Four students and their teacher: the one person who belongs to the people counted just before."""
    theirs = []
    for k in range(2, s.n - 2):
        noun = s.T[k + 1].noun
        if s.W[k] != "their" or s.W[k - 1] != "and" or noun is None or noun.kind != "person":
            continue
        before = next((q for q in reversed(found) if q.end <= k), None)
        if before is None or k - before.end > 6 or s.W[k + 1] in PLURALS or s.W[k + 1].endswith("s"):
            continue
        if s.W[k + 2] in (",", ".", "too", "were", "was", "among", "and"):
            theirs.append(Quantity(Number(k, k + 1, value=1, bare=True), k, k + 2, "plain", None, noun, k + 1, False))
            s.T[k] = COUNTED
    return theirs


def _single(s: Sentence, i: int) -> Number | None:
    """a child, a paramedic: one person, if something befell that person."""
    T, W = s.T, s.W
    if W[i - 1] == "to":
        return None  # belonged to a family
    if W[i - 1] in ("was", "is", "be", "became") and "among" not in W[max(0, i - 6) : i]:
        return None  # what somebody is
    for k in range(i + 1, min(i + 7, s.n)):
        word = T[k]
        noun = word.noun
        if word.value is not None and not s.glued(k):
            return None
        if noun is not None and noun.kind == "person" and W[k][-1] != "s" and W[k] not in PLURALS:
            if W[i - 1] == "," and W[k + 1] == "," and T[i - 2].noun is not None and W[i - 3] in OWNED:
                return None  # their teacher, a woman, among them
            if W[k + 1] == "of" and T[k + 2].value is not None:
                return None  # a family of five: the number counts
            after = T[k + 1].noun
            if after is not None and after.kind not in measures.BEFALLEN_KINDS:
                continue
            if T[k + 1].say is not None or T[k + 1].title is not None:
                return None
            return Number(i, i + 1, value=1, bare=True)
        if W[k] in measures.NOT_NOUN or word.cue is not None:
            return None
    return None


def why_not(s: Sentence, n: Number) -> str | None:
    """Why a number is no count, in words, or None where it may be one."""
    W, i, j = s.W, n.i, n.j
    first, lead, low = W[i], W[i - 1], W[j]
    numeric = first[0].isdigit()
    counted = n.vague is None and not n.bare and n.value != 0
    nothing = n.value == 0 and not numeric
    if first == "any" and ((noun := measures.head(s, j)) is None or noun[0].kind not in ("sorties", "strikes", "attacks", "shells")):
        return "nothing that is counted"
    if i and s.glued(i - 1):
        if numeric and (lead[-1].isalpha() or lead in "/.:"):
            return "part of a name or a clock time"
        if lead in ("-", "/") and i > 1 and s.glued(i - 2):
            return "part of a compound"
    if s.glued(j - 1):
        if numeric and low in measures.ORDINAL_AFTER:
            return "an ordinal"
        if numeric and low in (":", "/") and W[j + 1][:1].isdigit() and s.glued(j):
            return "a clock time or a fraction"
        if low == "-" and j + 1 < s.n and W[j + 1] not in SUFFIX:
            return "part of an adjective"
    if n.value == 0 and low == "." and W[j + 1][:1].isdigit():
        return "a label"
    if counted and lead in measures.LABEL_BEFORE and not (lead == "day" and measures.head(s, j)) and not _verb(s, i - 1, n):
        return "a label"
    if nothing and measures.head(s, j) is None:
        return "nothing that is counted"  # no need, no doubt
    if low in LENGTH or (low in MORE and W[j + 1] in LENGTH):
        return "a measure of time or length"
    if low in measures.NOT_COUNTED_AFTER or W[j + 1] == "time":
        return "a clock time, a score or a unit"
    if lead in ("€", "£", "eur"):
        return "money in a currency that is not counted"
    if n.value is not None and len(first) == 4 and j == i + 1 and 1900 <= n.value <= 2100 and first.isdigit():
        if lead in YEAR_BEFORE or measures.head(s, j) is None:
            return "a year"
    if lead == "," and low == "," and not n.percent and n.vague is None and SAME_FIGURE.isdisjoint(W[max(0, i - 7) : i]):
        return "an age"
    if numeric and (lead in AGE_BEFORE or low in AGE_AFTER) and _age(s, n, lead, low):
        return "an age"
    if n.fraction and lead in ("first", "second", "third", "fourth", "last", "this"):
        return "a quarter or half of a year"
    if (
        first == "one"
        and low == "more"
        and measures.head(s, j + 1) is None
        and W[j + 1][:1].isalpha()
        and W[j + 1] not in measures.NOT_NOUN
    ):
        return "one more of what is not counted"
    if first == "one" and low == "of" and lead in ("was", "is", "were", "are") and not _hit_too(s, n):
        return "what something is"
    if n.vague == "many" and lead == "as":
        return "a comparison"
    if first == "both" and measures.head(s, j) is None:
        return "a pronoun"
    if first == "one" and low in PRONOUN_AFTER:
        return "a pronoun"
    return None


def _hit_too(s: Sentence, n: Number) -> bool:
    """Two hospitals were hit. A clinic was one of them: one of the things that were hit."""
    named = any(s.T[k].noun is not None and s.T[k].noun.kind in measures.HIT for k in range(n.i - 1))
    return named and s.W[n.j] == "of" and s.W[n.j + 1] == "them" and s.W[n.j + 2] in (".", "")


FROM_THE_AIR: Final = {"aviation", "aircraft", "warplanes", "jets", "planes"}
SUFFERED: Final = ("suffered", "seen", "sustained", "endured", "experienced")


def _of_health(words: list[str]) -> bool:
    return any(not measures.HEALTH.isdisjoint(low.split(" ")) for low in words)


def _age(s: Sentence, n: Number, lead: str, low: str) -> bool:
    """two boys, 12 and 14, were hurt; who was 41: bare numbers set off behind a person."""
    W, i, j = s.W, n.i, n.j
    set_off = lead == "," and low in AGE_AFTER and s.T[i - 2].noun is not None and W[j + 1][:1].isdigit()
    second = lead == "and" and low == "," and W[i - 2][:1].isdigit() and W[i - 3] == ","
    stated = lead in ("was", "is", "turned", "at") and W[i - 2] in ("he", "she", "who")
    return (set_off or second or stated) and measures.head(s, j) is None


def _quantity(s: Sentence, n: Number) -> Quantity:
    T, W = s.T, s.W
    hedge, cue, first = hedges.before(s, n.i - 1 if W[n.i - 1] in numbers.MONEY else n.i)  # approximately USD 15 million
    after = n.j
    inner = T[after].hedge
    if inner is not None and inner[1] == "after":
        hedge, cue, after = inner[0], W[after], after + 1
    elif W[after] == "-" and W[after + 1] in SUFFIX:
        if SUFFIX[W[after + 1]]:
            hedge, cue = SUFFIX[W[after + 1]], W[after + 1]
        after += 2
    those = n.vague == "most" and W[after] == "those" and W[after + 1] == "of"  # bodies, mostly those of children
    head = measures.head(s, after + 1 if those else after) or measures.guess(s, after)
    noun, noun_at = head or (None, None)
    end = after if noun_at is None else noun_at + 1
    if noun is not None and noun.kind == "attacks" and W[end] in ("on", "against", "upon"):
        if not measures.HEALTH.isdisjoint(W[end + 1 : end + 4]):
            noun = measures.HEALTH_ATTACK
    air = not FROM_THE_AIR.isdisjoint(W[max(0, first - 12) : first])
    if noun is not None and noun_at is not None and W[noun_at] == "bombardments" and air:
        noun = measures.AIR_STRIKE  # aviation carried out no bombardments
    if noun is not None and noun.kind == "attacks" and W[first - 1] in SUFFERED and _of_health(W[max(0, first - 8) : first]):
        noun = measures.HEALTH_ATTACK  # the health facilities of the area have suffered 39 attacks
    part = noun is not None and noun.kind in ("dead", "hurt", "casualty") and W[n.j] == "of" and W[n.j + 1] in ("these", "those")
    if head is not None and W[n.j] == "of" and W[n.j + 1] in THEM and noun_at == n.j + 3 and W[n.j + 2] in ("a", "an"):
        part = True  # one of them a woman
    if head is not None and n.vague and W[n.j] == "of" and W[n.j + 1] in THEM and noun_at == n.j + 2:
        part = True  # many of them children
    if head is None and W[n.j] == "of":
        if W[n.j + 1] in THEM:
            part, end = True, n.j + 2
        if W[n.j + 1] in THE:  # most of the newly displaced, 40 of those hurt
            last = next((k for k in range(n.j + 2, n.j + 5) if T[k].cue is not None and T[k - 1].cue is None), None)
            if last and all(W[k] in NEWLY for k in range(n.j + 2, last)):
                part, end = True, last + 1
    if head is None and W[n.j] == "of" and W[n.j + 1] in OF_THE_DEAD:
        part, end = True, n.j + 2
    if head is None and W[n.j] == "of" and W[n.j + 1] == "the" and T[n.j + 2].value is not None:  # six of the nine
        part, end = True, n.j + 3
    if noun is None and W[n.i - 1] == "of" and W[n.i - 2] in ("family", "families"):  # a family of five
        noun, noun_at = measures.PERSON, n.i - 2
        first = n.i - (3 if W[n.i - 3] in ("a", "an", "the") else 2)
        hedge = cue = None
    if first == n.i and W[first - 1] in numbers.MONEY:
        first -= 1
    if hedge is None:
        late, word, stop = hedges.after(s, end)
        if late:
            hedge, cue, end = late, word, stop
    if n.vague:
        hedge, cue = "vague", n.vague
    elif n.low is not None:
        hedge = "range"
    return Quantity(n, min(first, n.i), end, hedge or "plain", cue, noun, noun_at, part or (noun is None and W[n.j] == "others"))


def _twin(s: Sentence, q: Quantity) -> Quantity | None:
    """Of one number over two kinds ("dozens of schools and hospitals") the second; the quote of both covers the list."""
    if q.noun is None or s.W[q.end] not in ("and", "or"):
        return None
    other = s.T[q.end + 1].noun
    if other is None:
        return None
    family = measures.FAMILY.get(other.kind)
    if family in (None, "person") or family != measures.FAMILY.get(q.noun.kind):
        return None
    q.end += 2
    return None if other.kind == q.noun.kind else Quantity(q.number, q.first, q.end, q.hedge, q.hedge_word, other, q.end - 1)


def _verb(s: Sentence, k: int, n: Number) -> bool:
    """Is "number" at word k a verb: the bombs now number 28; the civilian dead number 22; those in its care number 3.7 million?"""
    if s.W[k] == "number" and n.j > n.i + 1 and s.W[n.j - 1] in ("million", "billion"):
        return True
    before = s.T[k - 1].noun
    if s.W[k - 1] in ("now", "already", "displaced"):
        return True
    return s.W[k] == "number" and before is not None and s.W[k - 1].endswith(("s", "dead", "people"))
