"""Which numbers of a sentence may be counts, with hedge and noun; and why the others are not."""

from __future__ import annotations

from . import hedges, measures, numbers
from .sentence import Quantity, Sentence

THEM = ("them", "whom", "those", "these")
PLURALS = ("people", "men", "women", "children", "police", "dead")
YEAR_BEFORE = ("in", "since", "of", "by", "until", "from", "before", "after", "during", "early", "late", "to")
PRONOUN_AFTER = ("another", "day", "side", "hand", "way", "thing", "point", "reason", "such", "that", "who")


def find(s: Sentence) -> list[Quantity]:
    """The quantities of a sentence, in order; their tokens are marked as numbers. Numbers that count nothing go to `s.rejected`."""
    found, i = [], 0
    while i < len(s.tokens):
        number = None if s.tag(i, "date") else numbers.number(s.tokens, i)
        if number is None and s.word(i) in ("a", "an"):
            number = _single(s, i)
        dated = number is not None and any(s.tag(k, "date") for k in range(number.i, number.j))
        why = why_not(s, number) if number is not None and not dated else None
        if why:
            s.rejected.append((number, why))
        if number is None or dated or why:
            i = max(number.j if number else 0, i + 1)
            continue
        quantity = _quantity(s, number)
        for k in range(number.i, number.j):
            s.tokens[k].tags["number"] = True
        found.append(quantity)
        if twin := _twin(s, quantity):
            found.append(twin)
        i = max(number.j, quantity.end if quantity.noun else number.j)
    return found


def _single(s, i):
    """a child, a paramedic: one person, if something befell that person."""
    for k in range(i + 1, min(i + 7, len(s.tokens))):
        noun = s.tag(k, "noun")
        if noun and noun.kind == "person" and not s.word(k).endswith("s") and s.word(k) not in PLURALS:
            if s.tag(k + 1, "noun"):
                continue
            if s.tag(k + 1, "say") or s.tag(k + 1, "title"):
                return None
            return numbers.Number(i, i + 1, value=1, bare=True)
        if s.word(k) in measures.NOT_NOUN or s.tag(k, "cue"):
            return None
    return None


def why_not(s: Sentence, n: numbers.Number) -> str | None:
    """Why a number is no count, in words, or None where it may be one."""
    first, last = s.tokens[n.i], s.tokens[n.j - 1]
    before = s.tokens[n.i - 1] if n.i else None
    after = s.tokens[n.j] if n.j < len(s.tokens) else None
    lead, low = before.low if before else "", after.low if after else ""
    numeric = first.low[0].isdigit()
    joined, glued = bool(before and before.end == first.start), bool(after and after.start == last.end)
    plain = n.vague is None and not n.bare and n.value != 0
    if joined and numeric and (lead[-1].isalpha() or lead in "/.:"):
        return "part of a name or a clock time"
    if joined and lead in ("-", "/") and n.i > 1 and s.tokens[n.i - 2].end == before.start:
        return "part of a compound"
    if glued and numeric and low in measures.ORDINAL_AFTER:
        return "an ordinal"
    if glued and numeric and low in (":", "/"):
        return "a clock time or a fraction"
    if n.value == 0 and low == "." and s.word(n.j + 1)[:1].isdigit():
        return "a label"
    if glued and low == "-" and n.j + 1 < len(s.tokens) and s.word(n.j + 1) not in ("plus", "odd", "strong"):
        return "part of an adjective"
    if lead in measures.LABEL_BEFORE and plain:
        return "a label"
    length = measures.DURATION | measures.DISTANCE
    if low in length or (low in ("more", "other", "additional", "further", "or") and s.word(n.j + 1) in length):
        return "a measure of time or length"
    if low in measures.NOT_COUNTED_AFTER:
        return "a clock time, a score or a unit"
    if lead in ("€", "£", "eur"):
        return "money in a currency that is not counted"
    if n.value is not None and numeric and first.low.isdigit() and len(first.low) == 4 and 1900 <= n.value <= 2100 and n.j == n.i + 1:
        if lead in YEAR_BEFORE or measures.head(s.tokens, n.j) is None:
            return "a year"
    if lead == "," and low == "," and not n.percent and n.vague is None:
        return "an age"
    if numeric and measures.head(s.tokens, n.j) is None and _ages(s, n, lead, low):
        return "an age"
    if numeric and lead in ("was", "is", "turned") and s.word(n.i - 2) in ("he", "she", "who") and measures.head(s.tokens, n.j) is None:
        return "an age"
    if n.fraction and lead in ("first", "second", "third", "fourth", "last", "this"):
        return "a quarter or half of a year"
    if first.low == "both" and measures.head(s.tokens, n.j) is None:
        return "a pronoun"
    if first.low == "one" and low in PRONOUN_AFTER:
        return "a pronoun"
    return None


def _ages(s, n, lead, low) -> bool:
    """two boys, 12 and 14, were hurt: bare numbers set off behind a person."""
    first = lead == "," and low in (",", "and") and s.tag(n.i - 2, "noun") is not None and s.word(n.j + 1)[:1].isdigit()
    return first or (lead == "and" and low == "," and s.word(n.i - 2)[:1].isdigit() and s.word(n.i - 3) == ",")


def _quantity(s, n) -> Quantity:
    hedge, cue, first = hedges.before(s.tokens, n.i)
    inner = s.tag(n.j, "hedge")
    after = n.j + 1 if inner and inner[1] == "after" else n.j
    if s.word(n.j) == "-" and s.word(n.j + 1) in ("plus", "odd", "strong") and not inner:
        inner, after = {"plus": ("more_than", "after"), "odd": ("about", "after")}.get(s.word(n.j + 1)), n.j + 2
    if inner and after > n.j:
        hedge, cue = inner[0], s.word(after - 1)
    head = measures.head(s.tokens, after) or measures.guess(s.tokens, after)
    noun, noun_at = head or (None, None)
    end = noun_at + 1 if head else after
    if noun and noun.kind == "attacks" and s.word(end) in ("on", "against", "upon") and set(s.words(end + 1, end + 4)) & measures.HEALTH:
        noun = measures.Noun("health_att", "attack", "all")
    part = head is None and s.word(n.j) == "of" and s.word(n.j + 1) in THEM
    if part:
        end = n.j + 2
    if (
        head is None and s.word(n.j) == "of" and s.word(n.j + 1) in ("the", "those", "these")
    ):  # most of the newly displaced, 40 of those hurt
        last = next((k for k in range(n.j + 2, n.j + 5) if s.tag(k, "cue") and s.tag(k - 1, "cue") is None), None)
        if last and all(s.word(k) in ("newly", "recently", "being", "internally", "who", "were", "people") for k in range(n.j + 2, last)):
            part, end = True, last + 1
    if noun is None and s.word(n.i - 1) == "of" and s.word(n.i - 2) in ("family", "families"):  # a family of five
        noun, noun_at = measures.Noun("person", "person", "all"), n.i - 2
        first = n.i - (3 if s.word(n.i - 3) in ("a", "an", "the") else 2)
        hedge = cue = None
    if s.word(first - 1) in (*numbers.DOLLARS, "usd") and first == n.i:
        first -= 1
    late, word, stop = hedges.after(s.tokens, end)
    if late and hedge is None:
        hedge, cue, end = late, word, stop
    if n.vague:
        hedge, cue = "vague", n.vague
    elif n.low is not None:
        hedge = "range"
    return Quantity(n, min(first, n.i), end, hedge or "plain", cue, noun, noun_at, part or (s.word(n.j) == "others" and noun is None))


def _twin(s, q) -> Quantity | None:
    """Of one number over two kinds ("dozens of schools and hospitals") the second; the quote of both covers the list."""
    other = s.tag(q.end + 1, "noun")
    if q.noun is None or other is None or s.word(q.end) not in ("and", "or"):
        return None
    family = measures.FAMILY.get(other.kind)
    if family in (None, "person") or family != measures.FAMILY.get(q.noun.kind):
        return None
    q.end += 2
    return None if other.kind == q.noun.kind else Quantity(q.number, q.first, q.end, q.hedge, q.hedge_word, other, q.end - 1)
