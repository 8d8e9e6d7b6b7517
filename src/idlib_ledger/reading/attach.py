"""What befell whom: which word of the sentence says what happened to the counted, and which counts are parts of others."""

from __future__ import annotations

import re

from . import measures, numbers
from .sentence import Quantity, Sentence

FAR = 26  # a cue further than this from a number is not about it
AGAINST = 12  # added where the cue stands on the wrong side of the number for its form
ADJECTIVE = 6  # added where the cue stands between number and noun
HARM = {"killed", "injured", "casualties", "neutralised", "died_other", "missing", "detained", "abducted"}
SHARED = {
    "at_risk",
    "inhabitants",
    "in_need",
    "trapped",
    "displaced",
    "killed",
    "injured",
    "casualties",
    "died_other",
    "returned",
    "evacuated",
    "aided",
}
TO_BE = ("was", "were", "been", "being", "be", "is", "are", "got", "left")
TALLY = (
    "at",
    "to",
    "of",
    "was",
    "is",
    "were",
    "reached",
    "stood",
    "exceeded",
    "exceeds",
    "passed",
    "as",
    "are",
    "number",
    "total",
    "totalled",
    "totaled",
)
UNKNOWN_MAY = HARM | {"displaced", "returned", "evacuated", "trapped"}  # what befalls a counted noun that is on no list
LARGE = ("dozens", "scores", "hundreds", "thousands", "tens_of_thousands", "hundreds_of_thousands", "millions")
RISE = ("increase", "rise", "jump", "surge", "up", "rose", "risen", "increased", "grown", "grew")
TOWNS = ("city", "town", "village", "population", "district", "camp")
ACT_NOUNS = ("strikes", "shells", "sorties", "violations", "attacks", "health_att", "votes", "checkpoint")
OWN_NOUN = ("dead", "hurt", "casualty")
FUNDING = re.compile(
    r"\b(giv\w*|gave|releas\w*|grant\w*|provid\w*|promis\w*|pleaded|needs?|pledg\w*|fund\w*|appeal\w*|donat\w*|aid|needed|require\w*|allocat\w*|contribut\w*)\b"
)
DAMAGE = re.compile(r"\b(damage|losses)\b")


def attach(s: Sentence) -> None:
    """Give each quantity of the sentence its measure and its whole, or drop it; leave the last whole to the next sentence."""
    kept: list[Quantity] = []
    s.openings = {k for q in s.quantities for k in range(q.first, q.number.i + 1)}
    for q in s.quantities:
        q.measure, q.cue = _measure(s, q)
        if q.number.vague == "most" and s.word(q.number.i) in ("mostly", "mainly") and q.noun is None:
            continue
        if not _as_part(s, q, kept) and q.measure is None:
            q.measure = _by_context(s, q, kept)
        loose = _share(q) and q.whole is None and not q.noun and not (q.cue is not None and s.edge(q, q.cue) <= 3)
        if q.measure is not None and not loose:
            kept.append(q)
    s.quantities = kept
    wholes = [q for q in kept if not q.part]
    if kept:
        s.state.quantity = (wholes or kept)[-1]


def _share(q) -> bool:
    return q.number.percent or q.number.vague == "most"


def _as_part(s, q, kept) -> bool:
    """If the quantity is named as a part or a share of another, take that one's measure."""
    whole = kept[-1] if kept else s.state.quantity
    if whole is None:
        return False
    share = _share(q)
    base = next((w for w in reversed(kept) if not w.part and not w.number.percent), whole)
    base = base.whole or base
    at = base.cue if base in kept else None
    near = q.cue is not None and s.edge(q, q.cue) <= 6
    if share and (q.number.percent or q.part) and base.measure in SHARED:
        q.measure, q.cue, q.whole, q.part = base.measure, at, base, True
    elif share and q.noun is None and q.measure is not None and q.measure == base.measure:  # 65 wounded. Most were in a critical state
        q.whole, q.part = base, True
    elif q.noun is None and _increase(s, q):
        q.measure, q.part = base.measure, True
    elif _among(s, q):
        if near and q.measure != base.measure:
            return False
        q.measure, q.cue, q.whole = base.measure, at, base
    elif q.part or (share and (q.noun or q.number.percent)):
        if q.measure is not None and near and not share and s.edge(q, q.cue) <= 3:
            q.whole = base if q.measure == base.measure else None
            return True
        if share and near and s.edge(q, q.cue) <= 4:
            q.whole, q.part = base, True
            return True
        q.measure, q.cue, q.whole, q.part = base.measure, at, base, True
    else:
        return False
    return True


def _by_context(s, q, kept) -> str | None:
    """The measure of a quantity that no word of the sentence gives one."""
    before = kept[-1] if kept else s.state.quantity
    listed = (
        q.noun is None
        and kept
        and s.word(q.end) in ("in", "from", "at", "near", "more")
        and (":" in s.words(kept[0].end, q.first) or s.listed(kept[-1], q) or s.word(q.first - 1) in ("and", ","))
    )
    if listed:  # wounded five people in one town, three in another
        q.cue, q.whole = kept[0].cue, kept[0] if ":" in s.words(kept[0].end, q.first) else None
        return kept[0].measure
    if q.noun is None and s.word(q.end) in ("by", "in", "on"):  # air raids were reported; it counted 42 by one side
        act = next(
            (
                n
                for t in reversed(s.tokens[: q.first])
                for n in [t.tags.get("noun")]
                if n and n.kind in ("strikes", "shells", "attacks", "violations")
            ),
            None,
        )
        if act:
            q.noun = act
            return measures.SELF[act.kind]
    if q.noun and q.noun.kind == "person" and kept and kept[-1].noun and kept[-1].noun.kind == "person" and s.listed(kept[-1], q):
        q.cue = kept[-1].cue
        return kept[-1].measure
    if q.noun is None and before and (s.word(q.number.i - 1) == "another" or s.word(q.number.j) in ("others", "more")):
        q.noun = before.noun
        return before.measure
    if q.noun and q.noun.kind == "person" and s.word(q.first - 1) in ("the", "its") and s.word(q.end) in ("of", "in"):
        if any(s.tag(k, "place") for k in range(q.end + 1, q.end + 4)):  # the three million people of the province
            return "inhabitants"
    if (
        s.word(q.first - 1) in (*numbers.DOLLARS, "usd")
        or s.word(q.number.i - 1) in (*numbers.DOLLARS, "usd")
        or (q.noun and q.noun.kind == "money")
    ):
        words = " ".join(t.low for t in s.tokens)
        return "damage_usd" if DAMAGE.search(words) else "funding_usd" if FUNDING.search(words) else None
    return None


def _measure(s, q):
    """The measure that a word of the sentence gives a quantity, and that word's token; (None, None) without one."""
    if q.noun and q.noun.kind == "money":
        return None, None
    if q.noun and q.noun.kind == "person" and s.word(q.first - 1) == "of" and s.word(q.first - 2) in TOWNS:  # a city of 300,000 people
        return "inhabitants", q.noun_at
    if q.noun and q.noun.kind in OWN_NOUN:
        return measures.SELF[q.noun.kind], q.noun_at
    bare = q.noun is None and not q.part
    near = range(max(0, q.first - FAR), min(len(s.tokens), q.end + FAR))
    score, measure, at = min((c for k in near for c in _candidates(s, q, k, bare)), default=(FAR, None, None))
    if q.noun and q.noun.kind in ACT_NOUNS:
        return measures.SELF[q.noun.kind], q.noun_at
    if q.noun and q.noun.kind in ("hostage", "inhabitant") and (measure is None or score > 6):
        return measures.SELF[q.noun.kind], q.noun_at
    if measure is None or score >= FAR:
        return None, None
    if q.noun and q.noun.kind == "unknown" and (score > 9 or measure not in UNKNOWN_MAY):
        return None, None
    if measure in ("killed", "abducted") and any(w in measures.CAUSES for w in s.words(max(0, at - 4), at + 5)):
        measure = "died_other"  # cold killed seven; cholera carried off
    n = q.number
    reach = 10 if n.vague in LARGE else 9 if n.vague is None and n.value not in (0, 1) else 3
    if bare and score > reach:
        return None, None
    if n.bare and (measure not in HARM or score > 7):
        return None, None
    if n.vague in ("most", "many", "several", "few", "both") and bare and score > 4:
        return None, None
    return measure, at


def _candidates(s, q, k, bare):
    """(score, measure, token) for each sense of a cue at token k that fits the quantity."""
    cue = s.tag(k, "cue")
    if cue is None or s.tag(k, "date") or q.number.i <= k < q.number.j or k == q.noun_at:
        return
    behind = k >= q.end
    between = [o for o in s.quantities if o is not q and (q.end <= o.first < k if behind else k < o.first < q.first)]
    lead = s.word(q.first - 1)
    for measure, form in measures.sense(cue, q.noun):
        if form == "v":
            fits = (not behind if _active(s, k) else behind) or (not behind and (lead in TALLY or s.word(q.first) == "over"))
        else:
            fits = not behind if form in ("g", "n") else behind
        if form == "a" and not behind and between:
            continue
        inside = ADJECTIVE if q.number.j <= k < q.end else 0  # uprooted families: what they are, not what is said of them
        score = inside + s.edge(q, k) + (0 if fits else AGAINST) + sum(2 if s.listed(o, q) else 5 for o in between)
        if not (bare and form == "n" and k < q.first and score > 8):
            yield score, measure, k


def _active(s, k) -> bool:
    """Is the participle at token k an active verb: a number follows it and no form of to be stands before it?"""
    for m in range(k - 1, max(-1, k - 4), -1):
        if s.word(m) in TO_BE:
            return False
        if s.word(m) in (",", ";", "and"):
            break
    stop = next((g for g in range(3) if s.word(k + 1 + g) in (",", "in", "by", "and", "on", "when", "from", "at")), 3)
    return any(k + 1 + gap in s.openings for gap in range(min(3, stop + 1)))


def _increase(s, q) -> bool:
    """an increase of N; risen by N: a number added to the one before."""
    return s.word(q.first - 1) in ("of", "by") and s.word(q.first - 2) in RISE


def _among(s, q) -> bool:
    """Is the quantity named as a part: including 4 children; among them 4; 4 are among the dead?"""
    lead = [s.word(k) for k in range(q.first - 1, q.first - 4, -1)]
    if (
        lead[0] == "including"
        or lead[:2] in (["them", "among"], ["whom", "of"], ["them", "of"], ["which", "of"])
        or (lead[0] == "," and lead[1:3] == ["them", "among"])
    ):
        return True
    tail = s.words(q.end, q.end + 3)
    if "among" in tail and tail[0] != "by":
        return True
    if any(o.end <= q.first and s.listed(o, q) and _among(s, o) for o in s.quantities):
        return True
    return tail[0] == "and" and any(s.listed(q, o) and "among" in s.words(o.end, o.end + 3) for o in s.quantities if o.first > q.first)
