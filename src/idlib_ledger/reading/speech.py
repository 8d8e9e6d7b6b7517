"""Who says it: attributions in a sentence, relays, denials, announcements; pronouns to the last speaker."""

from __future__ import annotations

from dataclasses import dataclass

from .names import body

SAY = """
    said says say saying told tells reported reports report announced announces stated states added adds confirmed confirms claimed claims
    wrote writes noted notes warned warns declared tweeted estimated estimates estimate recorded records documented counted counts tallied
    insisted argued explained testified acknowledged alleged charged maintained revealed disclosed relayed cautioned pledged urged published
    quoted cited showed posted gave put detailed described believes believe found recounted conceded recalled concluded registered listed
    logged verified promised pleaded reckon
""".split()
WEAK = {
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
    "gave",
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
RELAY = {"quoted", "cited", "cites", "quoting", "citing", "carried", "relayed"}  # what a medium does with another's words
LEAD = (
    "according to",
    "by the account of",
    "in the words of",
    "as reported by",
    "per",
    "by the records of",
    "citing",
    "quoting",
    "by the count of",
    "in the view of",
    "by the claim of",
    "on the authority of",
)
ACCOUNT = (
    "reckoning",
    "photo",
    "toll",
    "account",
    "count",
    "tally",
    "records",
    "claim",
    "view",
    "figures",
    "estimate",
    "estimates",
)  # by its account
DENY = """
    denied denies deny denying refuted refutes rejected rejects rejecting dismissed dismisses dismissing disavowed rebutted
""".split()
DISPUTE = ["disputed", "disputes", "disputing", "contested", "contests", "questioned"]
PLAIN = set(  # verbs whose subject speaks, whoever it is
    """
    said says say told reported reports announced warned added wrote confirmed stated denied claimed estimated estimate found recounted
    declared insisted conceded argued recalled tweeted concluded acknowledged believe registered listed tallied logged recorded verified
    documented counted promised pleaded reckon put
    """.split()
)
DOUBTED = {"inflated", "exaggerated", "overstated", "exaggeration"}  # what a figure is called by one who disputes it
UNTRUE = {"false", "untrue", "baseless", "fabricated", "fake"}
PRONOUNS = {"it", "he", "she", "they", "its", "his", "her", "their"}
TITLES = """
    officials official police authorities ministry minister army military spokesman spokeswoman spokesperson government doctors medics
    hospital witnesses residents rescuers activists group organisation organization agency monitor observatory commander governor mayor
    president court prosecutors charity office department centre center union council mission committee commission investigators campaigners
    watchdog coalition command bureau institute foundation association rebels army's forces
""".split()
NO_VERB_AFTER = set("the a an its their this that to of latest new media these his her no were was is are been being be".split())
ARTICLES = ("the", "a", "an", "another", "one")
NP_END = set(
    """
    who which that as when after while on from to by said says but or than because where had has have was were is are would will
    """.split()
)
VERBS = set("was were is are had has have been will would did do does".split())
OPENERS = {"that", "who", "which", "when", "where", "while", "after", "as", "because"}


@dataclass(slots=True)
class Speech:
    """An attribution in a sentence: speaker (surface and id), spokesperson, relay, the verb's token and whether it denies."""

    verb: int
    speaker: str | None
    speaker_id: str | None
    spokesperson_id: str | None = None
    via_id: str | None = None
    denies: bool = False
    disputes: bool = False
    first: int = 0  # first token of the attribution
    last: int = 0  # last token of it
    carried: bool = False  # the last speaker, meant by a pronoun or a title


def add(phrases) -> None:
    """Put the words of speech into `phrases`."""
    for word in SAY:
        phrases.add(word, "say", word)
    for word in DENY:
        phrases.add(word, "deny", word)
    for word in DISPUTE:
        phrases.add(word, "dispute", word)
    for lead in LEAD:
        phrases.add(lead, "lead", lead)
    for word in TITLES:
        phrases.add(word, "title", word)


def find(tokens, text, known, last: Speech | None) -> Speech | None:
    """The attribution that governs a sentence, or None; `last` is the one before it, for pronouns and its account."""
    found = [s for i in range(len(tokens)) for s in [_at(tokens, i, text, known, last)] if s]
    if not found:
        return None
    media = [s for s in found if s.speaker_id in known and known[s.speaker_id].kind == "media" and not s.via_id]
    others = [s for s in found if s not in media]
    if media and others:
        main = next((s for s in others if s.denies), others[0])
        main.via_id = media[0].speaker_id
        return main
    denial = next((s for s in found if s.denies and (s.speaker_id or s.speaker)), None)
    if denial is None:
        denial = next((s for s in found if s.denies), None)
        if denial and denial.speaker is None:
            source = next((s for s in found if s.speaker), None)
            if source:
                denial.speaker, denial.speaker_id, denial.spokesperson_id = source.speaker, source.speaker_id, source.spokesperson_id
    main = denial or next((s for s in found if s.speaker_id), found[0])
    return main if main.speaker or main.speaker_id else None


def _at(tokens, i, text, known, last):
    """The attribution whose verb or preposition stands at token i, or None."""
    tags, low = tokens[i].tags, tokens[i].low
    if "lead" in tags:
        return _after(tokens, i, i + 1, text, known, last)
    if low in ("by", "in"):  # by its account, by the Observatory's count
        return _account(tokens, i, text, known, last)
    if low in RELAY and any(tokens[k].low in ("saying", "telling") for k in range(i + 1, min(i + 12, len(tokens)))):
        found = _after(tokens, i, i + 1, text, known, last)
        relay = _subject(tokens, i, text, known, last)
        if found and relay and relay.speaker_id in known and known[relay.speaker_id].kind == "media":
            found.via_id = relay.speaker_id
        return found
    if not tags.keys() & {"say", "deny", "dispute"}:
        return None
    before = tokens[i - 1].low if i else ""
    if before in ("was", "were", "been", "is", "are", "being") and "say" in tags:  # reported by the Red Crescent
        by = next((k for k in (i + 1, i + 2) if k < len(tokens) and tokens[k].low == "by"), None)
        return _after(tokens, i, by + 1, text, known, last) if by else None
    if before in NO_VERB_AFTER and not ("deny" in tags and before in ("were", "was", "been")):
        return None
    inverted = (
        low in PLAIN
        and i + 1 < len(tokens)
        and _opens(tokens[i + 1], text)
        and (i == 0 or before in (",", '"', "”"))
        and not _apposed(tokens, i)
    )
    passive = before in ("were", "was", "been")
    speech = None if inverted or passive else _subject(tokens, i, text, known, last)
    if speech is None and "deny" in tags:
        by = next((k for k in range(i + 1, min(i + 8, len(tokens))) if tokens[k].low == "by"), None)
        speech = _after(tokens, i, by + 1, text, known, last) if by else None
        speech = speech or Speech(i, None, None, first=i, last=i)
        speech.verb = i
    elif speech is None and (inverted or low in PLAIN):
        speech = (
            _after(tokens, i, i + 1, text, known, last) if inverted or (i + 1 < len(tokens) and tokens[i + 1].tags.get("actor")) else None
        )
    if speech is None or (low in WEAK and speech.speaker_id is None and low not in PLAIN):
        return None
    speech.denies, speech.disputes = "deny" in tags, "dispute" in tags
    return speech


def _apposed(tokens, i) -> bool:
    """Does an apposition end before the verb at token i: the Observatory, a monitor, said?"""
    commas = [k for k in range(i) if tokens[k].low == ","]
    if len(commas) < 2 or commas[-1] != i - 1:
        return False
    start = commas[-3] + 1 if len(commas) > 2 else 0
    head = tokens[start : commas[-2]]
    return 0 < len(head) <= 9 and not any(
        t.low in VERBS or t.tags.keys() & {"cue", "number", "say"} - ({"cue"} if "actor" in t.tags else set()) for t in head
    )


def subject(tokens, text, known) -> Speech | None:
    """Whom a sentence without speech is about: the name or office that it begins with."""
    start = 1 if tokens and tokens[0].low in ARTICLES else 0
    end = start
    while end < min(len(tokens), start + 8):
        token = tokens[end]
        named = text[token.start].isupper() or token.tags.keys() & {"actor", "title"}
        linked = token.low in ("of", "for", "'s", "and") and end > start
        if not (named or linked) or token.tags.keys() & {"date", "number"}:
            break
        end += 1
    while end > start and tokens[end - 1].low in ("of", "for", "'s", "and"):
        end -= 1
    if end == start:
        return None
    actor = next((k for k in range(start, end) if "actor" in tokens[k].tags), None)
    if actor is not None:
        return _from(tokens, actor, actor, text, known)
    return Speech(0, text[tokens[start].start : tokens[end - 1].end], None)


def _opens(token, text) -> bool:
    """May a noun phrase begin here?"""
    return (
        token.low in ("the", "a", "an", "one", "its", "his", "her", "their", "another")
        or text[token.start].isupper()
        or bool(token.tags.keys() & {"actor", "title"})
    )


def _account(tokens, i, text, known, last):
    """by its account · by the ministry's tally: the words between are the speaker."""
    for k in range(i + 1, min(i + 9, len(tokens))):
        if tokens[k].low in (",", ".", ";"):
            return None
        if tokens[k].low in ACCOUNT and k > i + 1:
            owner = k - 1 if tokens[k - 1].low != "own" else k - 2
            if tokens[owner].low in ("its", "their", "his", "her"):
                return Speech(i, last.speaker, last.speaker_id, last.spokesperson_id, first=i, last=k, carried=True) if last else None
            if tokens[owner].low in ("'s", "'", "’") or tokens[owner].low.endswith("'") or tokens[owner].tags.get("actor"):
                found = _after(tokens, i, i + 1, text, known, last, stop=owner if tokens[owner].low in ("'s", "'", "’") else owner + 1)
                if found:
                    found.last = k
                return found
    return None


def _after(tokens, verb, start, text, known, last, stop=None):
    """The speaker in the noun phrase from token `start`: a listed name in it, the last speaker meant by a title, else its words."""
    end = start
    limit = len(tokens) if stop is None else stop
    while (
        end < min(limit, start + 10)
        and tokens[end].low not in NP_END
        and not tokens[end].tags.keys() & {"date", "number"}
        and tokens[end].low[0] not in ',.;:()"”'
    ):
        end += 1
    if end == start:
        return None
    if tokens[start].low in PRONOUNS and end == start + 1:
        return (
            Speech(verb, last.speaker, last.speaker_id, last.spokesperson_id, first=min(verb, start), last=start, carried=True)
            if last
            else None
        )
    named = [k for k in range(start, end) if "actor" in tokens[k].tags]
    comma = tokens[end].low == "," if end < len(tokens) else False
    if (
        comma
        and end + 1 < len(tokens)
        and "actor" in tokens[end + 1].tags
        and known.get(tokens[end + 1].tags["actor"])
        and known[tokens[end + 1].tags["actor"]].kind == "person"
    ):
        named.append(end + 1)  # a UN envoy, NAME
    persons = [k for k in named if known.get(tokens[k].tags["actor"]) and known[tokens[k].tags["actor"]].kind == "person"]
    if named:
        found = _from(tokens, (persons or named)[0], verb, text, known)
        found.first, found.last = min(verb, found.first), max(found.last, end - 1)
        return found
    while start < end - 1 and tokens[start].low in ARTICLES:
        start += 1
    if last and last.speaker_id and end - start == 1 and _same(tokens[start].low, last, known):
        return Speech(verb, last.speaker, last.speaker_id, last.spokesperson_id, first=verb, last=end - 1, carried=True)
    if tokens[start].low in PRONOUNS or tokens[start].low in NP_END or not tokens[start].low[0].isalpha():
        return None
    return Speech(verb, text[tokens[start].start : tokens[end - 1].end], None, first=min(verb, start), last=end - 1)


def _subject(tokens, verb, text, known, last):
    """The speaker before the verb: a named person or body in its clause, a pronoun, else an office without a name."""
    lowest = 0
    for k in range(verb - 1, -1, -1):
        if tokens[k].low in (";", '"', "“", "”", ":") or (
            k < verb - 1 and ("say" in tokens[k].tags or "deny" in tokens[k].tags) and tokens[k].low not in WEAK
        ):
            lowest = k + 1
            break
        if tokens[k].low in OPENERS and k < verb - 1 and tokens[k].low not in ("who", "which"):
            lowest = k + 1
            break
    span = [k for k in range(lowest, verb)]
    if not span:
        return None
    near = verb - 1
    while near >= lowest and (
        tokens[near].low
        in (
            "has",
            "have",
            "had",
            "also",
            "earlier",
            "later",
            "again",
            "repeatedly",
            "reportedly",
            "now",
            "then",
            "on",
            "both",
            "together",
            "yet",
            "never",
            "either",
        )
        or "date" in tokens[near].tags
    ):
        near -= 1
    if near < lowest:
        return None
    if tokens[near].low in PRONOUNS:
        return Speech(verb, last.speaker, last.speaker_id, last.spokesperson_id, first=near, last=verb, carried=True) if last else None
    persons = [k for k in span if k <= near and (a := known.get(tokens[k].tags.get("actor"))) and a.kind == "person"]
    commas = [k for k in range(lowest, near + 1) if tokens[k].low == ","]
    if persons and (
        persons[-1] >= near - 1
        or commas
        and persons[-1] < commas[-1]
        and near - persons[-1] < 22
        and (near == commas[-1] or persons[-1] >= commas[-1] - 1)
    ):
        return _from(tokens, persons[-1], verb, text, known)
    if tokens[near].low == ",":  # the Observatory, a monitor, said
        opens = commas[-2] if len(commas) > 1 and commas[-1] == near else None
        head = (opens if opens is not None else near) - 1
        return _phrase(tokens, max(lowest, head - 8), head, verb, text, known, last) or _phrase(
            tokens, max(lowest, near - 8), near - 1, verb, text, known, last
        )
    return _phrase(tokens, max(lowest, near - 10), near, verb, text, known, last)


def _phrase(tokens, start, near, verb, text, known, last=None):
    """The speaker in the noun phrase that ends at `near`."""
    if near < start:
        return None
    chunk = []
    for k in range(near, start - 1, -1):
        if tokens[k].low in (",", "(", ")") and chunk and tokens[k].low == ",":
            break
        if (
            "cue" in tokens[k].tags
            and "actor" not in tokens[k].tags
            and "title" not in tokens[k].tags
            and chunk
            and tokens[k].low not in ("displaced",)
        ):
            break
        if tokens[k].tags.get("number"):
            break
        chunk.insert(0, k)
    named = [k for k in chunk if "actor" in tokens[k].tags]
    if named:
        first = named[0]
        if (
            len(named) > 1
            and not any(tokens[k].low in ("and", ",") for k in range(named[0], named[1]))
            and not any(tokens[k].low in ("of", "for", "in", "with", "at") for k in range(named[0], named[-1]))
        ):
            first = named[-1]
        if any(tokens[k].low in ("of", "for", "with", "at", "from") for k in range(chunk[0], named[0])) and len(named) == 1:
            first = named[0]
        return _from(tokens, first, verb, text, known)
    if last and (
        tokens[chunk[0]].low in ("its", "his", "her", "their")
        or (len(chunk) == 2 and tokens[chunk[0]].low == "the" and tokens[near].low in OWN_WORDS)
    ):
        return Speech(verb, last.speaker, last.speaker_id, last.spokesperson_id, first=chunk[0], last=verb, carried=True)
    titles = [k for k in chunk if "title" in tokens[k].tags]
    capital = [
        k for k in chunk if text[tokens[k].start].isupper() and tokens[k].low not in ("the", "a", "an", "but", "and", "on", "in", "at")
    ]
    if titles and titles[-1] >= near - 6 or (capital and capital[-1] == near):
        head = titles[0] if titles else capital[0]
        if (
            titles
            and last
            and tokens[titles[-1] - 1].low in ("the", "that")
            and titles[-1] == near
            and _same(tokens[titles[-1]].low, last, known)
        ):
            return Speech(verb, last.speaker, last.speaker_id, last.spokesperson_id, first=titles[-1], last=verb, carried=True)
        begin = head
        while (
            begin > chunk[0]
            and tokens[begin - 1].low not in (",", "and", "but", "in", "on", "of", "that")
            and "date" not in tokens[begin - 1].tags
        ):
            begin -= 1
        while begin < near and tokens[begin].low in ("the", "a", "an", "but", "and"):
            begin += 1
        return Speech(verb, text[tokens[begin].start : tokens[near].end], None, first=begin, last=verb)
    if (
        tokens[verb].low in PLAIN
        and len(chunk) <= 9
        and tokens[near].low[0].isalpha()
        and not tokens[near].tags.keys() & {"date", "number"}
    ):
        begin = chunk[0]
        while begin < near and tokens[begin].low in ("the", "a", "an", "but", "and", "his", "her", "their", "its", "one", "another"):
            begin += 1
        if all(tokens[k].low[0].isalpha() or tokens[k].low == "'s" for k in range(begin, near + 1)):
            return Speech(verb, text[tokens[begin].start : tokens[near].end], None, first=begin, last=verb)
    return None


OWN_WORDS = ("report", "statement", "document", "release", "update", "bulletin")  # the report added: the body whose report it is
KINDS = {  # the ministry, the monitor: which kind of body a title may mean
    "ministry": ("state_body",),
    "monitor": ("monitor",),
    "observatory": ("monitor",),
    "watchdog": ("monitor", "ngo"),
    "coalition": ("political_body",),
    "agency": ("un_body", "media"),
    "group": ("monitor", "ngo", "armed_group"),
    "organisation": ("ngo", "monitor", "un_body"),
    "organization": ("ngo", "monitor", "un_body"),
    "centre": ("armed_force",),
    "center": ("armed_force",),
    "charity": ("ngo",),
}


def _same(title, last, known):
    """May `the TITLE` be the last speaker?"""
    actor = known.get(last.speaker_id)
    return title in OWN_WORDS or bool(actor and actor.kind in KINDS.get(title, ()))


def _from(tokens, k, verb, text, known):
    speaker_id, spokesperson = body(tokens[k].tags["actor"], known)
    return Speech(verb, text[tokens[k].start : tokens[k].end], speaker_id, spokesperson, first=min(k, verb), last=max(k, verb))
