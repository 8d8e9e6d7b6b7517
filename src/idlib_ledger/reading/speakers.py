"""Who speaks: the speaker in a noun phrase before or after a verb of saying, pronouns and titles to the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from .names import body

if TYPE_CHECKING:
    from .sentence import Sentence


WEAK: Final = {
    "report",
    "reports",
    "records",
    "counts",
    "estimates",
    "claims",
    "states",
    "notes",
    "charged",
    "put",
    "puts",
    "gave",
    "gives",
    "published",
    "posted",
    "showed",
    "described",
    "urged",
    "counted",
    "quoted",
    "cited",
    "describes",
    "detailed",
    "maintained",
    "say",
    "saying",
    "adds",
}
PRONOUNS: Final = {"it", "he", "she", "they", "its", "his", "her", "their"}
TITLES: Final = """
    officials official police authorities ministry minister army military spokesman spokeswoman spokesperson government doctors medics
    hospital witnesses residents rescuers activists group organisation organization agency monitor observatory commander governor mayor
    president court prosecutors charity office department centre center union council mission committee commission investigators campaigners
    advisor adviser director chairman coordinator watchdog coalition command bureau institute foundation association rebels army's forces
""".split()
ARTICLES: Final = ("the", "a", "an", "another", "one")
NP_END: Final = set(
    """
    who which that as when after while on from to by said says but or than because where had has have was were is are would will
    """.split()
)
VERBS: Final = set("was were is are had has have been will would did do does".split())
POINTED_OUT: Final = ("points out", "pointed out", "point out", "points to", "pointed to")
PLAIN: Final = set(  # verbs whose subject speaks, whoever it is
    """
    said says say told reported reports announced warned added wrote confirmed stated denied claimed estimated estimate found recounted
    declared insisted conceded argued recalled tweeted concluded acknowledged believe registered listed tallied logged recorded verified
    documented counted promised pleaded reckon put puts spoke speaks asserts asserted remarked
    commented observed stressed emphasised emphasized underlined complained
    """.split()
) | set(POINTED_OUT)
OWN_WORDS: Final = ("report", "statement", "document", "release", "update", "bulletin")  # the report added: the body whose report it is
KINDS: Final = {  # the ministry, the monitor: which kind of body a title may mean
    "ministry": ("state_body",),
    "monitor": ("monitor",),
    "observatory": ("monitor",),
    "watchdog": ("monitor", "ngo"),
    "coalition": ("political_body",),
    "agency": ("un_body", "media"),
    "group": ("monitor", "ngo", "armed_group", "rescue_service"),
    "organisation": ("ngo", "monitor", "un_body", "rescue_service"),
    "organization": ("ngo", "monitor", "un_body", "rescue_service"),
    "rescuers": ("rescue_service",),
    "centre": ("armed_force",),
    "center": ("armed_force",),
    "charity": ("ngo",),
}
LINKS: Final = ("of", "for", "'s", "and")
PERSONAL: Final = {
    "advisor",
    "adviser",
    "director",
    "chairman",
    "coordinator",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "general",
    "minister",
}
RANKS: Final = ("general", "colonel", "commander", "admiral", "officer", "envoy")
FAR_PRONOUN: Final = 6
DOCUMENTS: Final = (*OWN_WORDS, "announcement", "figures", "data", "sources", "source", "records", "spokesman", "calculations")
OF_A_BODY: Final = ("data", "figures", "statistics", "records", "numbers")
HEARSAY: Final = ("reports", "rumours", "rumors")
PASSED_OVER: Final = set(  # words between a subject and its verb
    "has have had also earlier later again repeatedly reportedly now then on both together yet never either further".split()
)
OPENING: Final = ("the", "a", "an", "one", "its", "his", "her", "their", "another")
OWNERS: Final = ("its", "his", "her", "their")
LOWLY: Final = ("the", "a", "an", "but", "and", "on", "in", "at")  # words with a capital only at the head of a sentence
SKIPPED: Final = ("the", "a", "an", "but", "and", "his", "her", "their", "its", "one", "another")
CLAUSE_MARKS: Final = (";", '"', "“", "”", ":")
CLAUSE_OPENERS: Final = ("that", "when", "where", "while", "after", "as", "because")
SAME: Final = {*OWN_WORDS, *KINDS}
OF_OFFICE: Final = ("of", "for", "in", "with", "at")


class Speech:
    """An attribution in a sentence: speaker (surface and id), spokesperson, relay, the verb's word and whether it denies."""

    __slots__ = ("verb", "speaker", "speaker_id", "spokesperson_id", "via_id", "denies", "disputes", "first", "last", "carried")

    def __init__(
        self,
        verb: int,
        speaker: str | None,
        speaker_id: str | None,
        spokesperson_id: str | None = None,
        first: int = 0,
        last: int = 0,
        carried: bool = False,
    ):
        self.verb = verb
        self.speaker = speaker
        self.speaker_id = speaker_id
        self.spokesperson_id = spokesperson_id
        self.via_id: str | None = None
        self.denies = self.disputes = False
        self.first, self.last = first, last  # the words of the attribution
        self.carried = carried  # the last speaker, meant by a pronoun or a title


def subject(s: Sentence) -> Speech | None:
    """Whom a sentence without speech is about: the name or office that it begins with."""
    T, W = s.T, s.W
    start = end = 1 if W[0] in ARTICLES else 0
    while end < min(s.n, start + 8):
        word = T[end]
        named = word.upper or word.actor is not None or word.title is not None
        if not (named or (end > start and W[end] in LINKS)) or word.date is not None or word.number:
            break
        end += 1
    while end > start and W[end - 1] in LINKS:
        end -= 1
    if end == start:
        return None
    actor = next((k for k in range(start, end) if T[k].actor is not None), None)
    return of_actor(s, actor, actor) if actor is not None else Speech(0, s.surface(start, end - 1), None)


def opens(s: Sentence, k: int) -> bool:
    """May a noun phrase begin at word k?"""
    word = s.T[k]
    return s.W[k] in OPENING or s.T[k].upper or word.actor is not None or word.title is not None


def of_actor(s: Sentence, k: int, verb: int) -> Speech:
    """The listed actor at word k as a speaker."""
    if s.W[k] == "rescuers" and s.W[k - 1] == "the" and (named := s.document.speaking_as(s, KINDS["rescuers"])) is not None:
        return Speech(verb, named.speaker, named.speaker_id, None, min(k, verb), max(k, verb), True)
    speaker_id, spokesperson = body(s.T[k].actor, s.document.reader.actors)
    if (s.W[k].startswith("a ") or s.W[k - 1] in ("a", "an")) and is_kind(s, speaker_id, "collective"):
        speaker_id = s.document.called_after(s, s.W[k].split(" ")[-1]) or speaker_id
    return Speech(verb, s.surface(k), speaker_id, spokesperson, min(k, verb), max(k, verb))


def again(last: Speech | None, verb: int, first: int, stop: int) -> Speech | None:
    """The last speaker once more."""
    return Speech(verb, last.speaker, last.speaker_id, last.spokesperson_id, first, stop, True) if last is not None else None


def is_kind(s: Sentence, actor_id: str | None, kind: str) -> bool:
    """Is the actor of that kind?"""
    actor = s.document.reader.actors.get(actor_id)
    return actor is not None and actor.kind == kind


def after(s: Sentence, verb: int, start: int, stop: int | None = None) -> Speech | None:
    """The speaker in the noun phrase from word `start`: a listed name in it, the last speaker meant by a title, else its words."""
    T, W = s.T, s.W
    end, limit = start, min(s.n if stop is None else stop, start + 10)
    while end < limit and W[end] not in NP_END and T[end].date is None and not T[end].number and W[end][0] not in ',.;:()"”':
        end += 1
    if end == start:
        return None
    if W[end - 1] in DOCUMENTS and W[end] in ("by", "of", "from") and stop is None:
        issued = after(s, verb, end + 1)  # according to a statement by the ministry
        if issued is not None and issued.speaker_id:
            return issued
    if T[end].date is not None and W[end - 1] in ("of", "dated") and W[end - 2] in DOCUMENTS:  # a statement of Sunday by the agency
        by = next((k for k in range(end + 1, end + 9) if W[k] == "by"), None)
        issued = after(s, verb, by + 1) if by is not None else None
        if issued is not None and issued.speaker_id:
            return issued
    if W[start] in PRONOUNS and end == start + 1:
        return again(s.document.speech_before(s), verb, min(verb, start), start)
    named = [k for k in range(start, end) if T[k].actor is not None]
    if W[end] == "," and end < s.n and is_kind(s, T[end + 1].actor, "person"):
        named.append(end + 1)  # a UN envoy, NAME
    if named:
        found = of_actor(s, next((k for k in named if is_kind(s, T[k].actor, "person")), named[0]), verb)
        found.first, found.last = min(verb, found.first), max(found.last, end - 1)
        return found
    while start < end - 1 and W[start] in ARTICLES:
        start += 1
    if end - start == 1 and W[start] in SAME:
        last = s.document.speech_before(s)
        if last is not None and last.speaker_id and _same(s, W[start], last):
            return again(last, verb, verb, end - 1)
        told = s.document.actor_before(s, KINDS.get(W[start], ()))
        if told is not None:
            return Speech(
                verb, told[0], told[1], None, min(verb, start), end - 1, True
            )  # held responsible by SNHR; in the monitor's record
        meant = s.document.speaking_as(s, KINDS.get(W[start], ()))
        if meant is not None:
            return again(meant, verb, verb, end - 1)  # in the ministry's words: of the one that spoke last
    if W[start] in PRONOUNS or W[start] in NP_END or not W[start][0].isalpha():
        return None
    return Speech(verb, s.surface(start, end - 1), None, None, min(verb, start), end - 1)


def before(s: Sentence, verb: int) -> Speech | None:
    """The speaker before the verb: a named person or body in its clause, a pronoun, else an office without a name."""
    T, W = s.T, s.W
    lowest = _clause(s, verb)
    near = verb - 1
    while near >= lowest and (W[near] in PASSED_OVER or T[near].date is not None):
        near -= 1
    if near < lowest:
        return None
    if W[near] in PRONOUNS:
        own = (
            subject(s) if near > FAR_PRONOUN and W[near - 1] in (",", ":", ";") else None
        )  # the head of a group shared figures: 20,000, he said
        if own is not None and own.spokesperson_id is not None:
            return Speech(verb, own.speaker, own.speaker_id, own.spokesperson_id, near, verb, True)
        return again(s.document.speech_before(s), verb, near, verb)
    if W[near] == "that" and W[near - 1] in OF_A_BODY:  # supplies data that put the toll at 313
        named = next((k for k in range(near - 2, lowest - 1, -1) if T[k].actor is not None), None)
        return of_actor(s, named, verb) if named is not None else None
    if W[near] == "and" and near > lowest:
        return again(s.document.speech_before(s), verb, near, verb)  # the report names them, and says
    if near > 0 and "same" in W[max(0, near - 2) : near] and T[near].title is None and W[near] in ("source", "sources"):
        return again(s.document.speech_before(s), verb, near - 1, verb)  # the same sources say
    if W[near] in HEARSAY and (near == lowest or W[near - 1] in (",", "some", "initial", "early", "local", "unconfirmed")):
        return None  # reports say: nobody in particular
    commas = [k for k in range(lowest, near + 1) if W[k] == ","]
    persons = [k for k in range(lowest, near + 1) if T[k].actor is not None and is_kind(s, T[k].actor, "person")]
    if persons:
        person = persons[-1]
        apposed = commas and person < commas[-1] and near - person < 22 and (near == commas[-1] or person >= commas[-1] - 1)
        if person >= near - 1 or apposed:
            return of_actor(s, person, verb)
    if W[near] == ",":  # the Observatory, a monitor, said
        head = (commas[-2] if len(commas) > 1 else near) - 1
        return phrase(s, max(lowest, head - 8), head, verb) or phrase(s, max(lowest, near - 8), near - 1, verb)
    return phrase(s, max(lowest, near - 10), near, verb)


def _clause(s: Sentence, verb: int) -> int:
    """The first word of the clause in which the verb stands."""
    T, W = s.T, s.W
    for k in range(verb - 1, -1, -1):
        low = W[k]
        if low in CLAUSE_MARKS:
            return k + 1
        if k < verb - 1 and (low in CLAUSE_OPENERS or ((T[k].say is not None or T[k].deny is not None) and low not in WEAK)):
            return k + 1
    return 0


def phrase(s: Sentence, start: int, near: int, verb: int) -> Speech | None:
    """The speaker in the noun phrase that ends at word `near` and begins no earlier than `start`."""
    T, W = s.T, s.W
    begin = near + 1
    while begin > start:
        word, low = T[begin - 1], W[begin - 1]
        if begin <= near and (low == "," or (word.cue is not None and word.actor is None and word.title is None and low != "displaced")):
            break
        if word.number:
            break
        begin -= 1
    if begin > near:
        return None
    named = [k for k in range(begin, near + 1) if T[k].actor is not None]
    if named:
        first = named[0]
        if len(named) > 1 and not any(W[k] in ("and", ",") for k in range(first, named[1])):
            if not any(W[k] in OF_OFFICE for k in range(first, named[-1])):
                first = named[-1]
        return of_actor(s, first, verb)
    if W[begin] in OWNERS or (near == begin + 1 and W[begin] == "the" and W[near] in OWN_WORDS):
        last = s.document.speech_before(s)
        if last is not None:
            return again(last, verb, begin, verb)
    if near == begin + 1 and W[begin] == "the" and W[near] in RANKS:
        last = s.document.speech_before(s)
        if last is not None and last.spokesperson_id is not None:
            return again(last, verb, begin, verb)  # an officer spoke; the general said
    return _office(s, begin, near, verb) or _plain(s, begin, near, verb)


def _office(s: Sentence, begin: int, near: int, verb: int) -> Speech | None:
    """an office or a name on no list: the governor of Kharkiv, hospital officials."""
    T, W = s.T, s.W
    titles = [k for k in range(begin, near + 1) if T[k].title is not None]
    if titles and titles[-1] >= near - 6:
        head = titles[0]
    elif T[near].upper and W[near] not in LOWLY:
        head = titles[0] if titles else next(k for k in range(begin, near + 1) if s.T[k].upper and W[k] not in LOWLY)
    else:
        return None
    if titles and titles[-1] == near and W[near - 1] in ("the", "that"):
        last = s.document.speech_before(s)
        if last is not None and _same(s, W[near], last):
            return again(last, verb, near, verb)
        named = s.document.actor_before(s, KINDS.get(W[near], ())) if near == head else None
        if named is not None:
            return Speech(verb, named[0], named[1], None, near, verb, True)  # an agency has released a video; the agency said
    first = head
    while first > begin and W[first - 1] not in (",", "and", "but", "in", "on", "of", "that") and T[first - 1].date is None:
        first -= 1
    while first < near and W[first] in ("the", "a", "an", "but", "and"):
        first += 1
    return Speech(verb, s.surface(first, near), None, None, first, verb)


def _plain(s: Sentence, begin: int, near: int, verb: int) -> Speech | None:
    """Whoever is the subject of a verb that only speakers have."""
    T, W = s.T, s.W
    if W[verb] not in PLAIN or near - begin > 8 or not W[near][0].isalpha() or T[near].date is not None or T[near].number:
        return None
    while begin < near and W[begin] in SKIPPED:
        begin += 1
    if all(W[k][0].isalpha() or W[k] == "'s" for k in range(begin, near + 1)):
        return Speech(verb, s.surface(begin, near), None, None, begin, verb)
    return None


def _same(s: Sentence, title: str, last: Speech) -> bool:
    """May `the TITLE` be the last speaker?"""
    actor = s.document.reader.actors.get(last.speaker_id)
    if title in PERSONAL:
        return last.spokesperson_id is not None or title in (last.speaker or "").lower()
    return title in OWN_WORDS or (actor is not None and actor.kind in KINDS.get(title, ()))
