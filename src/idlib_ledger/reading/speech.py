"""Who says it: attributions in a sentence, relays, denials, announcements; pronouns to the last speaker."""

from __future__ import annotations

from dataclasses import dataclass

from .names import body

SAY = """
    said says say saying told tells reported reports report announced announces stated states added adds confirmed confirms claimed claims
    wrote writes noted notes warned warns declared tweeted estimated estimates recorded records documented counted counts tallied insisted
    argued explained testified acknowledged alleged charged maintained revealed disclosed relayed cautioned pledged urged published quoted
    cited showed posted gave put detailed described believes
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
ACCOUNT = ("account", "count", "tally", "records", "claim", "view", "figures", "estimate", "estimates")  # by its account
DENY = """
    denied denies deny denying refuted refutes rejected rejects rejecting dismissed dismisses dismissing disavowed rebutted
""".split()
DISPUTE = ["disputed", "disputes", "disputing", "contested", "contests", "questioned"]
PRONOUNS = {"it", "he", "she", "they", "its", "his", "her", "their"}
TITLES = """
    officials official police authorities ministry minister army military spokesman spokeswoman spokesperson government doctors medics
    hospital witnesses residents rescuers activists group organisation organization agency monitor observatory commander governor mayor
    president court prosecutors charity office department centre center union council mission committee commission investigators campaigners
    watchdog coalition command bureau institute foundation association rebels army's forces
""".split()
MODAL = {"could", "may", "might", "would", "will", "shall", "expected", "likely", "should", "can"}
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
    tags = tokens[i].tags
    if "lead" in tags:
        return _named(
            tokens, i, range(i + 1, min(i + 9, len(tokens))), text, known, last, stop={",", ".", ";"} if i + 1 < len(tokens) else ()
        )
    if tokens[i].low == "by" and i + 2 < len(tokens):  # by its account, by the Observatory's count
        for k in range(i + 1, min(i + 9, len(tokens))):
            if tokens[k].low in ACCOUNT and (
                tokens[k - 1].low in ("its", "their", "his", "her", "'s", "same", "’s") or "actor" in tokens[k - 1].tags
            ):
                found = _named(tokens, i, range(i + 1, k), text, known, last)
                if found:
                    found.last = k
                return found
            if tokens[k].low in (",", ".", ";"):
                break
        return None
    if tokens[i].low in ("cited", "quoted", "citing", "quoting", "cites") and any(
        tokens[k].low in ("saying", "telling") for k in range(i + 1, min(i + 12, len(tokens)))
    ):
        found = _named(tokens, i, range(i + 1, min(i + 8, len(tokens))), text, known, last, stop={"as", ","})
        relay = _subject(tokens, i, text, known, last)
        if found and relay and relay.speaker_id in known and known[relay.speaker_id].kind == "media":
            found.via_id = relay.speaker_id
        if found:
            return found
    if not ("say" in tags or "deny" in tags or "dispute" in tags):
        return None
    low = tokens[i].low
    if i and tokens[i - 1].low in (
        "the",
        "a",
        "an",
        "its",
        "their",
        "this",
        "that",
        "to",
        "of",
        "latest",
        "new",
        "media",
        "these",
        "his",
        "her",
        "no",
        "were",
        "was",
        "is",
        "are",
        "been",
        "being",
        "be",
    ):
        if not ("deny" in tags and tokens[i - 1].low in ("were", "was", "been")):
            return None
    speech = _subject(tokens, i, text, known, last)
    if speech is None and i + 1 < len(tokens):  # said the Observatory; were denied by the ministry
        span = range(i + 1, min(i + 5, len(tokens)))
        if "deny" in tags:
            by = next((k for k in range(i + 1, min(i + 8, len(tokens))) if tokens[k].low == "by"), None)
            span = range(by + 1, min(by + 6, len(tokens))) if by else ()
        elif not (
            low in ("said", "says", "reported", "announced", "told", "warned", "added", "stated", "wrote", "confirmed")
            and tokens[i + 1].low in ("the", "a", "an")
            or "actor" in tokens[i + 1].tags
        ):
            span = ()
        speech = _named(tokens, i, span, text, known, last, verb=i, stop={"that", ",", "of", "in", "to"}) if span else None
    if speech is None and "deny" in tags:
        speech = Speech(i, None, None, first=i, last=i)
    if speech is None:
        return None
    if low in WEAK and speech.speaker_id is None:
        return None
    speech.denies, speech.disputes = "deny" in tags, "dispute" in tags
    return speech


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
        return Speech(verb, last.speaker, last.speaker_id, last.spokesperson_id, first=near, last=verb) if last else None
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
            return Speech(verb, last.speaker, last.speaker_id, last.spokesperson_id, first=titles[-1], last=verb)
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
    return None


def _named(tokens, first, span, text, known, last, verb=None, stop=()):
    for k in span:
        if "actor" in tokens[k].tags:
            follow = k
            if known.get(tokens[k].tags["actor"]) and known[tokens[k].tags["actor"]].kind != "person":
                for m in range(k + 1, min(k + 4, len(tokens))):  # the UN's Karen AbuZayd; UN envoy NAME
                    if "actor" in tokens[m].tags and known.get(tokens[m].tags["actor"]) and known[tokens[m].tags["actor"]].kind == "person":
                        follow = m
            found = _from(tokens, follow, first if verb is None else verb, text, known)
            found.first, found.last = min(first, found.first), max(k, first)
            return found
        if tokens[k].low in PRONOUNS and last:
            return Speech(first, last.speaker, last.speaker_id, last.spokesperson_id, first=first, last=k)
        if tokens[k].low in stop and k > span[0]:
            break
    titles = [k for k in span if "title" in tokens[k].tags]
    if (
        titles
        and last
        and last.speaker_id
        and any(tokens[m].low in ("the", "that", "same") for m in range(max(0, titles[0] - 1), titles[0]))
        and _same(tokens[titles[0]].low, last, known)
    ):
        return Speech(first, last.speaker, last.speaker_id, last.spokesperson_id, first=first, last=titles[0])
    if titles:
        end = titles[0]
        begin = span[0]
        while begin < end and tokens[begin].low in ("the", "a", "an"):
            begin += 1
        if all(tokens[k].low not in (",", ".", ";") for k in range(begin, end)):
            return Speech(first, text[tokens[begin].start : tokens[end].end], None, first=first, last=end)
    return None


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
    return bool(actor and actor.kind in KINDS.get(title, ()))


def _from(tokens, k, verb, text, known):
    speaker_id, spokesperson = body(tokens[k].tags["actor"], known)
    return Speech(verb, text[tokens[k].start : tokens[k].end], speaker_id, spokesperson, first=min(k, verb), last=max(k, verb))
