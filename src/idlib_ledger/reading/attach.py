"""What befell whom: which word of the sentence says what happened to the counted, and which counts are parts of others."""

from __future__ import annotations

import re
from typing import Final

from . import measures, numbers, quantities
from .sentence import Quantity, Sentence
from .tokens import CUE

FAR: Final = 26  # a cue further than this from a number is not about it
AGAINST: Final = 12  # added where the cue stands on the wrong side of the number for its form
ADJECTIVE: Final = 6  # added where the cue stands between number and noun
HARM: Final = {"killed", "injured", "casualties", "neutralised", "died_other", "missing", "detained", "abducted"}
SHARED: Final = {
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
TO_BE: Final = ("was", "were", "been", "being", "be", "is", "are", "got", "left")
ACCOUNT: Final = ("account", "accounts", "accounted")
OF_THE_DEAD: Final = (["of", "the", "dead"], ["of", "the", "killed"], ["of", "the", "victims"])
LEFT: Final = {"left", "leave", "fled", "flee", "escaped", "moved", "have left", "have fled", "had fled"}
SO_DID: Final = (["so", "did"], ["so", "were"], ["so", "was"], ["so", "have"], ["so", "has"])
BROUGHT: Final = {"bring", "brought", "take", "took", "taken", "get", "got", "pull", "pulled"}
HAVING: Final = ("had", "has", "was", "is", "died", "also")
STREAM: Final = {"streaming", "streamed", "fleeing", "leaving", "pouring", "poured"}
LIVING: Final = ("living", "who live", "residing", "live")
ANYWHERE: Final = ("places", "areas", "points", "targets", "fronts", "axes")
LAND: Final = {"territory", "land", "area", "province", "governorate"}
SHELTERED: Final = ("found shelter", "taken shelter", "found cover", "found refuge")
SAVED: Final = {"saved", "rescued", "freed", "released", "spared"}
TALLY: Final = (
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
UNKNOWN_MAY: Final = HARM | {"displaced", "returned", "evacuated", "trapped"}  # what befalls a counted noun that is on no list
LARGE: Final = ("dozens", "scores", "hundreds", "thousands", "tens_of_thousands", "hundreds_of_thousands", "millions")
UPROOTED: Final = {"displaced", "uprooted", "internally displaced", "newly displaced", "forcibly displaced", "made homeless"}
AMONG_THEM: Final = {
    "were among the victims",
    "were among the dead",
    "were among the wounded",
    "was among the victims",
    "was among the dead",
}
VOTING: Final = {"voted", "voting", "abstained", "abstaining", "votes"}
FOR_OR_AGAINST: Final = ("'", "‘", "yes", "no", "supported", "opposed", "backed", "against")
REACHING: Final = ("to", "assisted", "reaches", "reached", "reaching", "reach")
DONE_SO: Final = ("done", "did", "do")
STATES: Final = ("inhabitants", "in_need", "trapped")
GIVE: Final = ("give", "gave", "given", "giving")
AID: Final = {"assistance", "assisted", "rations", "aid", "help"}
HURT: Final = ("wounded", "injured", "the wounded", "the injured")
DEAD: Final = ("dead", "killed", "slain", "the dead")
VICTIMS: Final = ("dead", "victims", "killed", "wounded", "injured", "slain")
RISE: Final = ("increase", "rise", "jump", "surge", "up", "rose", "risen", "increased", "grown", "grew", "exceeds", "exceeded")
TOWNS: Final = ("city", "town", "village", "population", "district", "camp")
ACT_NOUNS: Final = ("strikes", "shells", "sorties", "violations", "attacks", "health_att", "votes", "checkpoint")
OWN_NOUN: Final = ("dead", "hurt", "casualty")
FUNDING: Final = re.compile(
    r"\b(giv\w*|gave|releas\w*|grant\w*|provid\w*|promis\w*|pleaded|needs?|pledg\w*|spen[dt]\w*|fund\w*|appeal\w*|donat\w*|aid|needed|require\w*|allocat\w*|contribut\w*)\b"
)
DAMAGE: Final = re.compile(r"\b(damage|losses)\b")
POSSESSIVE: Final = ("their", "his", "her", "our", "many", "of", "the")
TOLLS: Final = ("death toll", "toll", "death tolls")
COUNTED_AS: Final = ("as", "at", "to", "was", "is")
COUNTS: Final = ("figure", "number", "numbers", "count", "total", "tally", "toll")
SUMMED: Final = {("came", "to"), ("comes", "to"), ("stands", "at"), ("stood", "at"), ("amounted", "to"), ("rose", "to")}
LISTED_BEFORE: Final = ("in", "from", "at", "near", "more")
NEAR: Final = 6  # a cue as near as this is surely about a number
GAP_END: Final = (",", ".", ";", "", "by", "in", "on", "so", "at")
GAP_LINK: Final = {"and", ",", ";", "while", "but"}
STOPS: Final = (",", "in", "by", "and", "on", "when", "from", "at")
PART_BEFORE: Final = {("them", "among"), ("whom", "of"), ("them", "of"), ("which", "of")}


def attach(s: Sentence) -> None:
    """Give each quantity of the sentence its measure and its whole, or drop it; leave the last whole to the sentences after.

    First a word that says what befell the counted is looked for (`cue`), then PARTS, then, for what has no measure yet, CONTEXT: in each
    table the first construction that fits decides, and its name is the quantity's `rule`.
    """
    s.before = s.document.quantity
    s.openings = {k for q in s.quantities for k in range(q.first, q.number.i + 1)}
    kept: list[Quantity] = []
    said = s.speech
    for q in s.quantities:
        if q.noun is not None and q.noun_at is not None and s.W[q.noun_at] == "others":
            before = next((w for w in reversed(kept) if not w.part and w.whole is None), s.document.quantity)
            q.noun = before.noun or q.noun if before is not None else q.noun  # and 20 others closed: what was counted before
        if q.noun is None and s.W[q.first - 1] == "for" and s.W[q.first - 2] in ACCOUNT and (own := s.T[q.first - 3].noun) is not None:
            q.noun = own  # children account for 417 of those killed
        q.measure = _set_off(s, q)
        q.rule = "set_off" if q.measure is not None else None
        if q.measure is None:
            q.measure = _tally(s, q, kept)
            q.rule = "tally" if q.measure is not None else None
        if q.measure is None:
            q.measure = _acts_of_them(s, q, kept)
            q.rule = "acts_of_them" if q.measure is not None else None
        if q.measure is None:
            q.measure = _had_befallen(s, q, kept)
            q.rule = "before_that" if q.measure is not None else None
        if q.measure is None:
            q.measure, q.cue = _measure(s, q)
            q.rule = "cue" if q.measure is not None else None
        if q.measure is not None and q.noun is None and not kept and _though(s, q) and _counted_last(s, q.measure):
            q.whole, q.part = s.before, True  # tens of thousands, though, have gone elsewhere: of those told of before
        if _mainly_there(s, q):
            pass
        elif q.number.vague == "most" and s.W[q.number.i] in ("mostly", "mainly") and (q.noun is None or s.W[q.number.j] == "among"):
            continue
        if _where_only(s, q):
            continue
        if said is not None and q.end == said.verb and not said.denies:
            continue  # two officials said: they speak
        if q.rule not in ("before_that", "acts_of_them") and not _as_part(s, q, kept) and q.measure is None:
            for construction in CONTEXT:
                q.measure = construction(s, q, kept)
                if q.measure is not None:
                    q.rule = construction.__name__.strip("_")
                    break
        if q.measure == "votes" and s.W[q.first - 2 : q.first] == ["of", "the"]:
            continue  # of the 15 members, 13 voted
        if q.number.percent and (q.noun is None or q.noun.kind == "unknown") and _of_land(s, q):
            continue  # 45% of the governorate
        if q.measure in HARM and not SAVED.isdisjoint(s.W[q.end : q.end + 4]):
            continue  # the dead were 11, and 50 more were saved
        loose = _share(q) and q.whole is None and not q.noun and not (q.cue is not None and s.edge(q, q.cue) <= 3)
        if q.measure is not None and not loose:
            kept.append(q)
    for q in reversed(s.quantities):
        if q not in kept and _with_the_next(s, q, kept):
            kept.append(q)
    kept = [q for q in s.quantities if q in kept]
    if s.W[0] == "among" and s.before is not None and s.before.measure in HARM and s.before not in kept:
        for q in kept:
            if q.whole is None and q.measure == s.before.measure:
                q.whole = s.before  # among the wounded are 22 children: of those counted before
    s.quantities = kept
    if kept:
        for q in kept:
            if not q.part and q.whole is None:
                s.document.wholes[q.measure] = q
        s.document.quantity = next((q for q in reversed(kept) if not q.part and q.whole is None), kept[-1].whole or kept[-1])


def _though(s: Sentence, q: Quantity) -> bool:
    return s.W[q.end] == "," and s.W[q.end + 1] in ("though", "however") and s.W[q.end + 2] == ","


def _counted_last(s: Sentence, measure: str) -> bool:
    return s.before is not None and s.before.measure == measure


def _where_only(s: Sentence, q: Quantity) -> bool:
    """Does it only tell where: in two towns, a third of the buildings is in ruins; on photos, in one of them a man lies dead?"""
    if q.noun is not None and q.noun.kind == "settlement":
        return q.first == 1 and s.W[0] == "in" and s.W[q.end] == ","
    return q.part and s.W[q.first - 1] == "in" and s.W[q.number.j : q.number.j + 2] == ["of", "them"]


def _of_land(s: Sentence, q: Quantity) -> bool:
    """Is it a share of land, or how much something grew: 45% of the province, half of its territory, grown by 100%?"""
    W, j = s.W, q.number.j
    if any(W[o.first - 1] == "by" and W[o.first - 2] in RISE for o in s.quantities if o is q or s.listed(o, q)):
        return True
    if W[:2] == ["of", "the"] and "territory" in W[2:4] and j < 14:
        return True
    if W[j] != "of":
        return False
    return s.T[j + 1].place is not None or not LAND.isdisjoint(W[j : j + 6])


def _with_the_next(s: Sentence, q: Quantity, kept: list[Quantity]) -> bool:
    """A lieutenant, an engineer and further men, all killed: a single person before one in the same list; takes that one's measure."""
    after = next((o for o in kept if o.first >= q.end and s.listed(q, o)), None)
    if after is None or not (q.number.bare and after.number.bare) or after.measure not in HARM or measures.family(q.noun) != "person":
        return False
    if after.rule not in ("cue", "same_kind_in_list") or after.cue is None or after.cue < q.first:
        return False
    q.measure, q.cue, q.rule = after.measure, after.cue, "same_kind_in_list"
    return True


def _set_off(s: Sentence, q: Quantity) -> str | None:
    """rockets, two of them, were fired; the civilians living there, roughly 3 million: a number set off behind what it counts."""
    if q.noun is None and not q.part and not q.number.percent and s.W[q.first - 1] == "," and s.W[q.end] in (",", "."):
        for k in range(q.first - 2, max(0, q.first - 5), -1):
            group = s.T[k - 1].noun
            if s.W[k] in LIVING and group is not None and group.kind == "person":
                q.noun, q.cue = group, k
                return "inhabitants"
    if q.noun is None and not q.number.percent and s.W[q.first - 1] == ":" and s.W[q.end] == ",":
        acts = [s.T[k].noun for k in range(q.first - 1) if s.T[k].noun is not None and s.T[k].noun.kind in ACT_NOUNS]
        if acts and not any(o.end < q.first for o in s.quantities):
            q.noun, q.part = acts[-1], False
            return measures.SELF[acts[-1].kind]  # there was word of missiles fired at a base: more than a dozen, all intercepted
    noun = s.T[q.first - 2].noun
    if not q.part or s.W[q.first - 1] != "," or s.W[q.end] != "," or noun is None or noun.kind not in ACT_NOUNS:
        return None
    q.noun, q.part = noun, False
    return measures.SELF[noun.kind]


def _acts_of_them(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """airstrikes resumed, and the rescuers counted 10 of them: acts that the sentence names without a number."""
    if q.noun is not None or s.W[q.number.j : q.number.j + 2] != ["of", "them"]:
        return None
    for k in range(q.first - 1, kept[-1].end - 1 if kept else -1, -1):
        noun = s.T[k].noun
        if noun is not None and s.W[k].endswith("s"):
            if noun.kind == "person" and s.T[k + 1].say is not None:
                continue  # the rescuers, who count them
            if noun.kind not in ("strikes", "shells", "attacks", "violations"):
                return None
            q.noun, q.part = noun, False
            return measures.SELF[noun.kind]
    return None


def _had_befallen(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """the civilians there, many of whom fighting elsewhere had displaced: the counted are the object of a verb that comes last."""
    W, j = s.W, q.number.j
    if W[j : j + 2] != ["of", "whom"]:
        return None
    for k in range(j + 3, min(j + 14, s.n)):
        cue = s.T[k].cue
        if cue is not None and W[k + 1] in (",", ".", ";") and W[k - 1] in ("had", "has", "have"):
            found = next((measure for measure, form in measures.sense(cue, measures.PERSON) if form == "v"), None)
            q.part, q.cue, q.noun = True, k, kept[-1].noun if kept else None
            return found
    return None


def _share(q: Quantity) -> bool:
    return q.number.percent or q.number.vague == "most"


def _as_part(s: Sentence, q: Quantity, kept: list[Quantity]) -> bool:
    """If the quantity is named as a part or a share of another, take that one's measure."""
    whole = kept[-1] if kept else s.document.quantity
    if whole is None:
        return False
    share = _share(q)
    if whole.measure == "votes" and VOTING.isdisjoint(s.W):
        return False  # a sad day, many of them called it
    if q.noun is not None and whole.noun is not None and _apart(q.noun, whole.noun):
        return False  # many tents burned; most people ran away
    base = next((w for w in reversed(kept) if not w.part and not w.number.percent), whole) if kept else whole
    base = base.whole or base
    if share and not q.part and not q.number.percent and q.noun is not None and q.cue is not None and base not in kept:
        if q.measure not in (None, base.measure) and (base.measure in HARM) != (q.measure in HARM):
            return False  # bodies were seen. Most people had run away
    if q.number.vague in LARGE and q.part and base.number.vague and base.number.vague not in LARGE:
        return False  # thousands are no part of several
    at = base.cue if base in kept else None
    near = q.cue is not None and s.edge(q, q.cue) <= 6
    if share and q.cue is not None and q.cue == q.end and q.measure in STATES:
        return False  # where the majority of the displaced live
    if share and not q.part and q.cue is not None and q.cue == q.first - 1 and q.measure != base.measure:
        return False  # injured a million and displaced half the population
    if _mainly_there(s, q):
        if base.measure not in SHARED:
            return False
        q.measure, q.whole, q.part, q.rule = base.measure, base, True, "share"
    elif _for_many(s, q) and base.measure == "displaced":
        q.measure, q.whole, q.part, q.rule = base.measure, base, True, "share"
    elif q.number.vague == "most" and q.noun is None and base.measure in SHARED and _the_majority(s, q):
        q.noun = s.T[q.first - 2].noun
        q.measure, q.whole, q.part, q.rule = base.measure, base, True, "share"
    elif share and (q.number.percent or q.part) and base.measure in SHARED:
        if s.W[q.number.j : q.number.j + 3] in OF_THE_DEAD and s.document.wholes.get("killed") is not None:
            base, at = s.document.wholes["killed"], None  # most of the dead
        q.measure, q.cue, q.whole, q.part, q.rule = base.measure, at, base, True, "share"
    elif share and q.noun is None and q.measure is not None and q.measure == base.measure:  # 65 wounded. Most were in a critical state
        q.whole, q.part, q.rule = base, True, "share"
    elif q.noun is None and not share and _of_the_dead(s, q, base):
        told = {*s.W[:3], *s.W[q.number.j : q.number.j + 3]}
        q.measure = "injured" if not told.isdisjoint(HURT) else "killed" if not told.isdisjoint(DEAD) else base.measure
        if base.measure != q.measure and base not in kept:
            base = s.document.wholes.get(q.measure, base)  # killed 4 and wounded 6; of the dead, 2 fell here
        same = base.measure == q.measure
        q.cue, q.whole, q.part, q.rule = (at if same else None), (base if same else None), True, "of the dead"
    elif q.noun is None and q.measure in HARM and q.measure == base.measure and _of_those(s, q):
        q.whole, q.part, q.rule = base, True, "of the dead"
    elif q.noun is None and _increase(s, q):
        q.measure, q.part, q.rule = base.measure, True, "increase"
    elif _among(s, q):
        if base.measure == "injured" and "victims" in s.W[q.end : q.end + 3]:
            base = s.document.wholes.get("killed", base)
        if near and q.measure != base.measure and not any(o.end <= q.first and o.rule == "among" and s.listed(o, q) for o in kept):
            return False
        q.measure, q.cue, q.whole, q.rule = base.measure, at, base, "among"
    elif q.part or (share and (q.noun or q.number.percent)):
        if q.measure is not None and near and not share and s.edge(q, q.cue) <= 3:
            q.whole = base if q.measure == base.measure else None
            return True
        if share and near and s.edge(q, q.cue) <= 4:
            q.whole, q.part, q.rule = base, True, "share"
            return True
        q.measure, q.cue, q.whole, q.part, q.rule = base.measure, at, base, True, "part"
    else:
        return False
    return True


def _for_many(s: Sentence, q: Quantity) -> bool:
    """Thousands have fled. For many it was not the first time: many of those."""
    return q.noun is None and q.number.vague == "many" and q.first == 1 and s.W[0] == "for" and s.W[q.end] in ("it", "there", "this", ",")


def _the_majority(s: Sentence, q: Quantity) -> bool:
    """Of those affected, women and children are the majority: the share stands behind those it is of."""
    noun = s.T[q.first - 2].noun
    return s.W[q.first - 1] in ("are", "were") and noun is not None and noun.kind == "person"


def _mainly_there(s: Sentence, q: Quantity) -> bool:
    """They come mainly from the south; aid reaches a million people, mainly in areas held by one side: where most of them are."""
    if q.noun is not None or s.W[q.number.i] not in ("mainly", "mostly"):
        return False
    return (s.W[q.number.j] == "from" and s.W[q.first - 1] in ("come", "came")) or (s.W[q.number.j] == "in" and s.W[q.first - 1] == ",")


def _apart(noun: measures.Noun, other: measures.Noun) -> bool:
    """Can one be no part of the other: people, and things?"""
    kinds = measures.family(noun), measures.family(other)
    return "person" in kinds and kinds[0] != kinds[1] and None not in kinds


def _accounts_for(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """Children account for 417 of those killed and women for 289."""
    noun = s.T[q.first - 2].noun
    if not kept or q.noun is not None or s.W[q.first - 1] != "for" or noun is None or noun.kind != "person":
        return None
    q.noun, q.part, q.whole = noun, True, kept[-1].whole
    return kept[-1].measure


def _done_so(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """some 30,000 moved there, and tens of thousands are said to have done so."""
    return kept[-1].measure if kept and q.noun is None and _so(s, q) else None


def _so(s: Sentence, q: Quantity) -> bool:
    behind = s.W[q.end : q.end + 8]
    return any(behind[k] in DONE_SO and behind[k + 1] == "so" for k in range(7))


def _vote(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """five members voting 'yes', six 'no' and four abstaining; 5 supported it, 6 opposed it and four abstained."""
    if VOTING.isdisjoint(s.W) or q.number.percent or s.W[q.end] not in FOR_OR_AGAINST or "needed" in s.W[q.end : q.end + 6]:
        return None
    return "votes"


def _listed(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """wounded five people in one town, three in another."""
    W = s.W
    if not kept or W[q.end] not in LISTED_BEFORE:
        return None
    if q.noun is not None and (measures.family(q.noun) != measures.family(kept[0].noun) or W[kept[-1].end] not in LISTED_BEFORE):
        return None
    opened = ":" in W[kept[0].end : q.first]
    if not (opened or s.listed(kept[-1], q) or W[q.first - 1] in ("and", ",")):
        return None
    q.cue, q.whole = kept[0].cue, kept[0] if opened else None
    return measures.of_noun(kept[0].measure, q.noun) if q.noun is not None else kept[0].measure


def _act_before(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """air raids were reported; it counted 42 by one side."""
    if q.noun is not None or s.W[q.end] not in ("by", "in", "on"):
        return None
    for k in range(q.first - 1, -1, -1):
        noun = s.T[k].noun
        if noun is not None and noun.kind in ("strikes", "shells", "attacks", "violations"):
            q.noun = noun
            return measures.SELF[noun.kind]
    return None


def _struck(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """Airstrikes of 15 January on the industrial area, two markets and a school are the subject: what strikes were on."""
    W, T = s.W, s.T
    kind = q.noun.kind if q.noun is not None else None
    if kind == "unknown" and W[q.end - 1] not in ANYWHERE and (W[q.first - 1] == "on" or any(s.listed(o, q) for o in kept)):
        kind = "object"  # two markets and two centres
    if kind not in measures.HIT:
        return None
    for k in range(q.first - 1, max(0, q.first - FAR), -1):
        if W[k] == "on":
            behind = [T[m].noun.kind for m in range(max(0, k - 7), k) if T[m].noun is not None]
            if behind and behind[-1] in ("strikes", "attacks"):
                return measures.HIT[kind]
            if W[k - 1] == "those" and any(T[m].noun is not None and T[m].noun.kind in ("strikes", "attacks") for m in range(k)):
                return measures.HIT[kind]  # the strikes spoken of are those on
            if W[k - 1] not in ("and", ","):
                return None  # else one more that they were on
        if T[k].cue is not None or W[k] in (";", "that", "which", "who"):
            return None
    return None


def _in_numbers(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """people left the south in massive numbers: how many of the subject moved."""
    if s.W[q.first - 1] != "in" or q.number.vague != "many" or q.noun is not None:
        return None
    for k in range(q.first - 2, max(0, q.first - 14), -1):
        at = k - 2 if s.W[k - 1] in TO_BE else k - 1
        if (s.W[k] in LEFT or s.W[k] in STREAM) and s.T[at].noun is not None and measures.family(s.T[at].noun) == "person":
            q.cue = k
            q.noun = measures.PERSON if s.T[at].noun.population == "displaced_people" else s.T[at].noun  # refugees are who left
            return "displaced"
    return None


def _body(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """A woman's body was lifted out."""
    if not q.number.bare or s.W[q.end] not in ("'s", "’s") or s.W[q.end + 1] not in ("body", "corpse"):
        return None
    q.end += 2
    return "killed"


def _existing(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """A new crossing on top of the existing four: as many of those told of as there are."""
    before = kept[-1] if kept else s.document.quantity
    if q.noun is not None or before is None or before.measure not in measures.STOCK or s.W[q.first - 1] not in ("existing", "remaining"):
        return None
    q.noun = before.noun
    return before.measure


def _brought_out(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """Rescuers brought the man out, together with 15 patients."""
    if measures.family(q.noun) != "person" or s.W[q.first - 2 : q.first] not in (["together", "with"], ["along", "with"]):
        return None
    out = next((k for k in range(q.first - 3, max(0, q.first - 8), -1) if s.W[k] == "out"), None)
    return "evacuated" if out is not None and not BROUGHT.isdisjoint(s.W[max(0, out - 5) : out]) else None


def _through(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """Through the town, the general said, no civilians left: who left through a crossing."""
    if measures.family(q.noun) != "person" or s.W[q.end] not in ("left", "passed", "came"):
        return None
    return "returned" if s.W[0] in ("through", "via") and s.T[1].place is not None else None


def _same_fate(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """Two clinics have closed. Nine more are threatened with the same fate: what befell those counted before."""
    before = kept[-1] if kept else s.document.quantity
    if before is None or q.noun is None or measures.family(q.noun) != measures.family(before.noun) or s.W[q.end] not in TO_BE:
        return None
    behind = s.W[q.end : q.end + 8]
    return measures.of_noun(before.measure, q.noun) if ("the same fate" in " ".join(behind)) else None


def _so_did(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """Generators burned, and so did one car: the verb of the clause before."""
    if q.noun is None or s.W[q.first - 2 : q.first] not in SO_DID:
        return None
    for k in range(q.first - 3, -1, -1):
        senses = measures.sense(s.T[k].cue, q.noun) if s.T[k].cue is not None else []
        if senses:
            q.cue = k
            return senses[0][0]
    return None


def _and_theirs(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """The victims include four students of the school, and their teacher too."""
    if not kept or not q.number.bare or s.W[q.number.i] != "their" or kept[-1].measure not in HARM:
        return None
    return kept[-1].measure


def _far_behind(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """Dozens of villages in the south, until then held by one side, have been regained: the subject's verb in the passive, far behind."""
    if q.first != 0 or q.noun is None or q.number.percent:
        return None
    for k in range(q.end, s.n):
        if k in s.openings or s.W[k] in (";", "which", "who", "that", "where"):
            return None
        cue = s.T[k].cue
        if cue is not None and s.W[k - 1] == "been":
            found = next((measure for measure, form in measures.sense(cue, q.noun) if form == "v"), None)
            q.cue = k if found is not None else None
            return found
    return None


def _sent(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """attacks have sent over a million Syrians toward the border."""
    if measures.family(q.noun) != "person" or s.W[q.end] not in ("toward", "towards", "fleeing", "running"):
        return None
    return "displaced" if s.W[q.first - 1] in ("sent", "sends", "send") else None


def _enough(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """the food sent out was enough, all in all, for five million people."""
    if measures.family(q.noun) != "person" or s.W[q.first - 1] != "for":
        return None
    return "aided" if "enough" in s.W[max(0, q.first - 10) : q.first] else None


def _same_kind_in_list(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """killed four men, two women; fifteen vehicles: six tanks, five lorries."""
    if not kept or q.noun is None or kept[-1].noun is None or not s.listed(kept[-1], q):
        return None
    if kept[-1].measure == "vehicles_lost" and q.noun.kind == "aircraft":
        return "aircraft_lost"
    if measures.family(q.noun) is None or measures.family(q.noun) != measures.family(kept[-1].noun):
        return None
    q.cue = kept[-1].cue
    return measures.of_noun(kept[-1].measure, q.noun)


def _ellipsis(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """Twelve are beyond repair; the rebels lost two: a bare number with a word for what befell the things counted before."""
    before = kept[-1] if kept else s.document.quantity
    if q.noun is not None or before is None or measures.family(before.noun) in (None, "person"):
        return None
    q.noun = before.noun
    score, measure, at = _best(s, q, False)
    if measure is None or score > NEAR:
        q.noun = None
        return None
    q.cue = at
    return measure


def _gapping(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """One side lost 48 tanks and the other 16; on Tuesday there were 11: a bare number that shares the verb of the count before."""
    W, first = s.W, q.first
    before = kept[-1] if kept else s.document.quantity
    if q.noun is not None or before is None or W[q.end] not in GAP_END or q.number.bare or q.number.percent:
        return None
    if W[first - 2] in ("there", "have", "has") and W[first - 1] in ("were", "was", "been"):
        q.noun = before.noun
        return before.measure
    between = W[before.end : first] if kept else []
    named = s.T[first - 1].upper or W[first - 1] in ("other", "others", "rebels", "army", "rest")
    if 2 <= len(between) <= 8 and named and not GAP_LINK.isdisjoint(between) and not any(before.end <= k < first for k in s.where(CUE)):
        q.noun = before.noun
        return before.measure
    return None


def _carried(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """Another six; three others; two more: what was counted last."""
    before = kept[-1] if kept else s.document.quantity
    if q.noun is None and before and before.noun and s.W[q.number.i - 1] == "another":
        for k in range(q.end, min(q.end + 12, s.n)):  # another 68, children among them, were injured
            senses = measures.sense(s.T[k].cue, before.noun) if s.T[k].cue is not None and s.W[k - 1] in TO_BE else []
            if senses and not any(o.first > q.first and o.first < k for o in s.quantities):
                q.noun, q.cue = before.noun, k
                return senses[0][0]
    if q.noun is None and before and (s.W[q.number.i - 1] == "another" or s.W[q.number.j] in ("others", "more")):
        q.noun = before.noun
        return before.measure
    return None


def _tally(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """gave the number of civilians killed in the zone as 1,089; put the number of dead at 15."""
    W, T = s.W, s.T
    if q.part or q.number.percent:
        return None
    figure = W[q.first - 1] == "," and not quantities.SAME_FIGURE.isdisjoint(W[max(0, q.first - 7) : q.first])
    if q.noun is None and W[q.first - 1] == "number":  # the bombs dropped now number 28
        return _numbered(s, q)
    if W[q.first - 1] not in COUNTED_AS and not figure:  # the same figure for civilians killed, 10
        return None
    if W[q.first - 1] in ("to", "at") and (q.noun is None or q.noun.kind in ("person", "dead")):
        reach = range(max(0, q.first - FAR), q.first - 1)
        if any(W[k] in TOLLS for k in reach) and not any(T[k].number for k in reach):
            return "killed"  # the death toll of the raids has risen to 20
    if q.noun is not None:
        return None
    if W[q.first - 2] in ("figure", "number", "total", "toll"):  # gave the figure as 983
        before = kept[-1] if kept else s.document.quantity
        if before is not None:
            q.noun = before.noun
            return before.measure
    reach = range(q.first - 2, max(-1, q.first - FAR), -1)
    start = next((k for k in reach if W[k] in ("of", "for") and (W[k - 1] in COUNTS or W[k - 1] == "and")), None)
    if start is None:
        return None
    for k in range(start + 1, min(start + 6, q.first)):
        noun = T[k].noun
        if noun is None:
            continue
        q.noun = noun
        if noun.kind in OWN_NOUN or noun.kind in ACT_NOUNS:
            return measures.SELF[noun.kind]
        for m in range(k + 1, min(k + 10, q.first)):
            cue = T[m].cue
            senses = measures.sense(cue, noun) if cue is not None else []
            if senses:
                q.cue = m
                return senses[0][0]
        q.noun = None
    return None


def _numbered(s: Sentence, q: Quantity) -> str | None:
    """the dead number 12; barrel bombs dropped by helicopters now number 28: the noun that is the verb's subject."""
    for k in range(q.first - 2, max(-1, q.first - FAR), -1):
        noun = s.T[k].noun
        if s.W[k] in (",", ";", "and"):
            return None
        if noun is not None and (noun.kind in OWN_NOUN or noun.kind in ACT_NOUNS):
            q.noun = measures.CIVILIANS if s.W[k - 1] == "civilian" else noun
            return measures.SELF[noun.kind]
        if s.W[k] in UPROOTED and noun is None and s.W[k - 1] == "the":
            q.cue = k
            return "displaced"  # the displaced number 961,000
        if noun is not None and noun.population == "displaced_people":
            q.noun = noun
            return "displaced"  # Syrian refugees already in its care number 3.7 million
        if noun is not None and noun.kind == "person":  # the people who live there number three million
            for m in range(k + 1, q.first - 1):
                senses = measures.sense(s.T[m].cue, noun) if s.T[m].cue is not None else []
                if senses:
                    q.noun, q.cue = noun, m
                    return senses[0][0]
    return None


def _came_to(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """519 people passed one gate; the count at the other came to 464 people."""
    before = kept[-1] if kept else s.document.quantity
    if before is None or (s.W[q.first - 2], s.W[q.first - 1]) not in SUMMED:
        return None
    if q.noun is not None and measures.family(q.noun) != measures.family(before.noun):
        return None
    q.noun = q.noun or before.noun
    return measures.of_noun(before.measure, q.noun) if q.noun is not None else before.measure


def _predicate(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """of the 90 hurt, 39 were children: whom a part of those counted before consists of."""
    if q.noun is not None or not kept or s.W[q.end] not in TO_BE or s.W[q.first - 1] not in (",", "and"):
        return None
    one = s.W[q.end] in ("was", "is") and s.W[q.end + 1] in ("a", "an")  # and 1 was a volunteer
    noun = next((s.T[k].noun for k in range(q.end + 1, q.end + (6 if one else 2)) if s.T[k].noun is not None), None)
    if noun is None or noun.kind != "person" or noun.population == "all":
        return None
    q.noun, q.part, q.whole = noun, True, kept[-1].whole or kept[-1]
    return kept[-1].measure


def _inhabitants(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """the three million people of the province."""
    W = s.W
    if q.noun and q.noun.kind == "person" and W[q.first - 1] in ("the", "its") and W[q.end] in ("of", "in"):
        if any(s.T[k].place is not None for k in range(q.end + 1, q.end + 4)):
            return "inhabitants"
    return None


def _money(s: Sentence, q: Quantity, kept: list[Quantity]) -> str | None:
    """an appeal for $500 million; losses of two billion dollars."""
    W = s.W
    if W[q.first - 1] in numbers.MONEY or W[q.number.i - 1] in numbers.MONEY or (q.noun and q.noun.kind == "money"):
        if s.sum_of is None:
            words = " ".join(W)
            s.sum_of = "damage_usd" if DAMAGE.search(words) else "funding_usd" if FUNDING.search(words) else ""
        return s.sum_of or None
    return None


# where no word of the sentence gives a measure
CONTEXT: Final = (
    _accounts_for,
    _done_so,
    _vote,
    _listed,
    _act_before,
    _same_kind_in_list,
    _struck,
    _body,
    _existing,
    _brought_out,
    _through,
    _same_fate,
    _so_did,
    _and_theirs,
    _far_behind,
    _sent,
    _in_numbers,
    _enough,
    _carried,
    _came_to,
    _predicate,
    _ellipsis,
    _gapping,
    _inhabitants,
    _money,
)


def _measure(s: Sentence, q: Quantity) -> tuple[str | None, int | None]:
    """The measure that a word of the sentence gives a quantity, and that word; (None, None) without one."""
    noun, W = q.noun, s.W
    kind = noun.kind if noun is not None else None
    if kind == "money":
        return None, None
    if kind == "person" and W[q.first - 1] == "of" and W[q.first - 2] in TOWNS:  # a city of 300,000 people
        return "inhabitants", q.noun_at
    if kind in OWN_NOUN or kind in ACT_NOUNS:
        return measures.SELF[kind], q.noun_at
    if kind == "person" and W[q.first - 1] in REACHING and not AID.isdisjoint(W[max(0, q.first - 10) : q.first]):
        return "aided", q.first - 1  # food assistance went to 9,000 people displaced not long before
    if kind == "person" and W[q.first - 1] in GIVE and not AID.isdisjoint(W[q.end : q.end + 8]):
        return "aided", q.first - 1  # gave 900 people, newly displaced, their rations
    if "now shelter" in W and measures.family(noun) == "facility" and q.end <= W.index("now shelter") < q.end + FAR:
        return "used_as_shelter", W.index("now shelter")  # the schools closed or destroyed now shelter the displaced
    if noun is None and _so(s, q):
        return None, None  # what was counted before
    bare = noun is None and not q.part
    score, measure, at = _best(s, q, bare)
    if kind in ("hostage", "inhabitant") and (measure is None or score > 6):
        return measures.SELF[kind], q.noun_at
    if measure is None:
        return None, None
    if measure == "inhabitants" and at is not None and W[at] in LIVING:
        for k in range(at + 1, at + 4):  # most of those living there had fled
            if s.T[k].cue is not None and ("displaced", "i") in measures.sense(s.T[k].cue, noun):
                return "displaced", k
    if kind == "unknown" and (score > 9 or measure not in UNKNOWN_MAY):
        return None, None
    if at is not None and measure in ("killed", "abducted") and not measures.CAUSES.isdisjoint(W[max(0, at - 9) : at + 5]):
        measure = "died_other"  # cold killed seven; cholera carried off
    if measure == "displaced" and at is not None and W[at] in SHELTERED and not UPROOTED.isdisjoint(W[q.number.j : q.end]):
        measure = "inhabitants"  # a farm in which displaced families had found shelter
    n = q.number
    if bare and _though(s, q):
        score -= 10  # tens of thousands, though, have gone
    if bare and score > (10 if n.vague in LARGE else 9 if n.vague is None and n.value not in (0, 1) else 3):
        return None, None
    if n.bare and W[q.end] == "who" and at is not None and at > q.end:
        score -= NEAR  # a civilian who belonged to the forces was killed
    if n.bare and W[q.end] == "," and at is not None and (close := W.index(",", q.end + 1) if "," in W[q.end + 1 : at] else 0):
        if W[close + 1] in HAVING:
            score = min(score, at - close + 1)  # a boy, only some weeks old, had also died
    if n.bare and (measure not in HARM or score > (11 if any(s.listed(q, o) for o in s.quantities if o is not q) else 7)):
        return None, None
    if bare and at is not None and W[at] == "needed":
        return None, None  # nine votes needed
    if bare and score > 4 and n.vague in ("most", "many", "several", "few", "both"):
        return None, None
    return measure, at


def _best(s: Sentence, q: Quantity, bare: bool) -> tuple[int, str | None, int | None]:
    """(score, measure, word) of the nearest cue that fits the quantity, the measure None where none does."""
    T, W = s.T, s.W
    first, end, number = q.first, q.end, q.number
    best, measure, at = FAR, None, None
    beyond = aside(s, end)
    for k in s.marked:
        if k < first - FAR or number.i <= k < number.j or k == q.noun_at:
            continue
        if k >= end + FAR:
            break
        cue = T[k].cue
        if cue is None:  # a word of a date or a number
            continue
        if W[k] == "lives" and W[k - 1] in POSSESSIVE:  # what it cost them, not where they live
            continue
        edge = s.edge(q, k)
        if W[k] == "took" and W[k + 1] == "part":
            continue
        if edge > best or end < k < beyond or (number.bare and k == end and W[k] in UPROOTED and W[k + 1] == "from"):
            continue
        senses = measures.sense(cue, q.noun)
        if not senses:
            continue
        behind = k >= end
        between = 0
        apart = False
        for o in s.quantities:
            if o is not q and (end <= o.first < k if behind else k < o.first < first):
                between += 2 if s.listed(o, q) else 5
                apart = True
        tally = not behind and (W[first - 1] in TALLY or W[first] == "over")
        base = edge + between + (ADJECTIVE if number.j <= k < end else 0)  # uprooted families: what they are, not what befell them
        for sense, form in senses:
            if form == "v":
                fits = behind != _active(s, k) or tally
            elif form in ("g", "n"):
                fits = not behind
            else:
                fits = behind
                if form == "a" and not behind and apart:
                    continue
            score = base if fits else base + AGAINST
            if ";" in W[min(k, end) : max(k, first)]:
                score += AGAINST  # of another clause
            if bare and form == "n" and k < first and score > 8:
                continue
            if score < best or (score == best and measure is not None and (sense, k) < (measure, at)):
                best, measure, at = score, sense, k
    return best, measure, at


def aside(s: Sentence, end: int) -> int:
    """Where an aside ends that only tells who the counted are, newly displaced or made homeless; 0 where none begins at word `end`."""
    W = s.W
    if W[end] != "," or W[end + 1] not in UPROOTED:
        return 0
    stop = next((k for k in range(end + 2, min(end + 22, s.n)) if W[k] == ","), 0)
    return stop if stop and any(s.T[k].cue is not None for k in range(stop + 1, min(stop + 6, s.n))) else 0


def _active(s: Sentence, k: int) -> bool:
    """Is the participle at word k an active verb: a number follows it and no form of to be stands before it?"""
    W = s.W
    for m in range(k - 1, max(-1, k - 4), -1):
        if W[m] in TO_BE:
            return False
        if W[m] in (",", ";", "and"):
            break
    for gap in range(3):
        if k + 1 + gap in s.openings:
            return True
        if W[k + 1 + gap] in STOPS:
            return False
    return False


def _of_the_dead(s: Sentence, q: Quantity, base: Quantity) -> bool:
    """Of the dead, two fell in one village; seven of the dead are children: parts of those counted before."""
    W = s.W
    if base.measure not in HARM:
        return False
    if W[0] == "of" and W[1] == "the" and W[2] in VICTIMS and q.first > 2:
        return True
    if W[0] == "of" and W[1] in ("the dead", "the wounded", "the injured", "the victims"):
        return True
    behind = W[q.number.j : q.number.j + 3]
    return behind[0] == "of" and (behind[1] in ("the dead", "the wounded", "the injured") or (behind[1] == "the" and behind[2] in VICTIMS))


def _of_those(s: Sentence, q: Quantity) -> bool:
    """22 children died; of these children six suffocated: a part of those counted before."""
    noun = s.T[q.first - 1].noun
    return noun is not None and noun.kind == "person" and s.W[q.first - 3 : q.first - 1] in (["of", "these"], ["of", "those"])


def _increase(s: Sentence, q: Quantity) -> bool:
    """an increase of N; risen by N: a number added to the one before."""
    return s.W[q.first - 1] in ("of", "by") and s.W[q.first - 2] in RISE


def _among(s: Sentence, q: Quantity) -> bool:
    """Is the quantity named as a part: including 4 children; among them 4; 4 are among the dead?"""
    W = s.W
    one, two, three = W[q.first - 1], W[q.first - 2], W[q.first - 3]
    if one in ("are", "were") and two == "them" and three == "among":
        return True
    if one == "including" or (one, two) in PART_BEFORE or (one == "," and two == "them" and three == "among"):
        return True
    tail = W[q.end : q.end + 3]
    if tail[0] == "included":  # ten schools, two nurseries included
        return True
    if tail[0] in AMONG_THEM:
        return True
    if "among" in tail and tail[0] != "by" and not (tail[0] == "," and s.T[q.end + 1].noun is not None):
        return True  # but not: another 68, children among them
    if any(o.end <= q.first and s.listed(o, q) and _among(s, o) for o in s.quantities):
        return True
    return tail[0] == "and" and any(
        s.listed(q, o) and ("among" in W[o.end : o.end + 3] or W[o.end] in AMONG_THEM) for o in s.quantities if o.first > q.first
    )
