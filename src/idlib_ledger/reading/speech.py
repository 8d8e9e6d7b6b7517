"""Who says it: the attribution that governs a sentence, its relay, whether it denies or disputes, and on which day it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from . import speakers
from .speakers import PLAIN, TITLES, VERBS, WEAK, Speech, subject
from .tokens import ACCOUNT as ACCOUNTED
from .tokens import CUE, SPEECH

if TYPE_CHECKING:
    from .dates import DateExpr
    from .sentence import Quantity, Sentence

__all__ = ["Speech", "add", "find", "said_on", "subject"]

SAY: Final = """
    said says say saying told tells reported reports report announced announces stated states added adds confirmed confirms claimed claims
    wrote writes noted notes warned warns declared tweeted estimated estimates estimate recorded records documented counted counts tallied
    insisted argued explained testified acknowledged alleged charged maintained revealed disclosed relayed cautioned pledged urged published
    quoted cited showed posted gave put detailed described believes believe found recounted conceded recalled concluded registered listed
    logged verified promised pleaded reckon spoke speaks asserts asserted puts gives remarked
    calculates calculated calculate reckons commented observed stressed emphasised emphasized underlined complained
""".split()
RELAY: Final[set[str]] = {"quoted", "cited", "cites", "quoting", "citing", "carried", "relayed"}  # what a medium does with another's words
LEAD: Final = (
    "according to",
    "by the account of",
    "in the words of",
    "as reported by",
    "per",
    "by the records of",
    "citing",
    "quoting",
    "by the documentation of",
    "by the count of",
    "by the claims of",
    "by the reports of",
    "going by",
    "going by the reports of",
    "in the view of",
    "by the claim of",
    "on the authority of",
)
ACCOUNT: Final[tuple[str, ...]] = (
    "reckoning",
    "photo",
    "toll",
    "record",
    "documentation",
    "account",
    "count",
    "tally",
    "records",
    "claim",
    "belief",
    "view",
    "figures",
    "data",
    "statistics",
    "numbers",
    "words",
    "estimate",
    "estimates",
)  # by its account
DENY: Final = """
    denied denies deny denying refuted refutes rejected rejects rejecting dismissed dismisses dismissing disavowed rebutted
""".split()
REJECT: Final = set("rejected rejects rejecting dismissed dismisses dismissing".split())
ALLEGED: Final = set(  # what can be denied by rejecting it
    """
    claim claims report reports reported accusation accusations allegation allegations alleged charge charges charged suggestion suggestions
    assertion assertions statement statements account accounts story stories rumours rumors media false untrue baseless groundless
    notion idea unfounded fabricated fabrication lies lie fake figure figures toll having blame responsibility involvement
    """.split()
)
DISPUTE: Final = ["disputed", "disputes", "disputing", "contested", "contests", "questioned"]
DOUBTED: Final = {"inflated", "exaggerated", "overstated", "exaggeration"}  # what a figure is called by one who disputes it
UNTRUE: Final = {"false", "untrue", "baseless", "fabricated", "fake"}
NO_VERB_AFTER: Final = set("the a an its their this that to of latest new media these his her no were was is are been being be".split())
TOLD: Final = set(  # words that may stand between a verb of saying and the day of saying
    """
    on late early to reporters journalists reuters afp in a statement facebook release of telegram post message the agency press
    conference briefing at by its report news geneva here earlier same telephone twitter media
    """.split()
)
EVENT_BETWEEN: Final = {"that", ",", "had", "were", "was", "killed"}
OPENS_A_DAY: Final = {"on", "late", "early", "but", "and", "earlier", "speaking"}
FOUND_OUT: Final = ("has established", "have established", "has learned", "have learned")  # as the network has established
COUNTED: Final = {"counted", "recorded", "registered", "documented", "tallied", "logged"}
CALLED: Final = {"called", "calls", "calling", "termed", "terms", "branded", "labelled", "labeled"}
CARRIED: Final = ("carried", "relayed", "quoted", "cited", "published")
WITNESSES: Final = {"correspondent", "correspondents", "reporter", "reporters", "journalist", "journalists", "photographer"}
FIGURES: Final = {"number", "figure", "total", "count", "toll"}
TO_BE_UNTRUE: Final = {"is", "was", "were", "are", "as"}
TELLING: Final = {"saying", "telling"}
CAME: Final = {"came", "comes", "come", "there"}
OWNERS: Final = ("its", "their", "his", "her")
CONCERNED: Final = {"concerned", "concerned about", "concerned for", "deeply concerned", "worried"}
PERCEIVED: Final = {*CONCERNED, "saw", "word"}
REMAINS: Final = ("remain", "remains", "is", "are")
TO_BE: Final = ("was", "were", "been", "is", "are", "being")


def add(lexicon: Any) -> None:
    """Put the words of speech into the lexicon."""
    for words, kind in (
        (SAY, "say"),
        (speakers.POINTED_OUT, "say"),
        (FOUND_OUT, "say"),
        (DENY, "deny"),
        (DISPUTE, "dispute"),
        (LEAD, "lead"),
        (TITLES, "title"),
    ):
        for word in words:
            lexicon.add(word, kind, word)


def denies(s: Sentence, k: int) -> bool:
    """Does the word at k deny? Who rejects or dismisses denies only what was alleged, not an appeal or a general."""
    if s.T[k].deny is None:
        return False
    return s.W[k] not in REJECT or not ALLEGED.isdisjoint(s.W[k + 1 : k + 10])


def find(s: Sentence) -> Speech | None:
    """The attribution that governs a sentence, or None."""
    at = s.where(SPEECH)
    if s.signs & ACCOUNTED:
        at = sorted({*at, *(k for k in range(s.n) if s.W[k] in ("by", "in"))})
    found = [speech for i in at for speech in [_at(s, i)] if speech is not None]
    if not found:
        return _caption(s) or _from(s) or _concerned(s) or _saw(s)
    if len(found) > 1:
        media = next((f for f in found if not f.via_id and speakers.is_kind(s, f.speaker_id, "media")), None)
        others = [f for f in found if f.via_id or not speakers.is_kind(s, f.speaker_id, "media")]
        if media is not None and others:
            main = next((f for f in others if f.denies), others[0])
            main.via_id = media.speaker_id
            return main
    denial = next((f for f in found if f.denies and (f.speaker_id or f.speaker)), None)
    if denial is None:
        denial = next((f for f in found if f.denies), None)
        source = next((f for f in found if f.speaker), None)
        if denial is not None and source is not None:
            denial.speaker, denial.speaker_id, denial.spokesperson_id = source.speaker, source.speaker_id, source.spokesperson_id
    main = denial or next((f for f in found if f.speaker_id), found[0])
    if not main.speaker and not main.speaker_id:
        return None
    main.via_id = main.via_id or (carrier(s) if main.last < s.n - 4 else None)
    return main


def carrier(s: Sentence) -> str | None:
    """He said in words carried by an agency; as relayed by an agency: the medium that carries what another said."""
    for k in range(2, s.n - 2):
        if s.W[k] in CARRIED and s.W[k + 1] == "by" and s.W[k - 1] in ("words", "as", ","):
            named = next((s.T[m].actor for m in range(k + 2, k + 4) if s.T[m].actor is not None), None)
            if speakers.is_kind(s, named, "media"):
                return named
    return None


def _caption(s: Sentence) -> Speech | None:
    """A caption below the video breaks the losses down: whoever showed it."""
    if "caption" not in s.W[:3]:
        return None
    return speakers.again(s.document.speech_before(s), 0, 0, 1)


def _from(s: Sentence) -> Speech | None:
    """From the rescuers, volunteers all, came a count of 11 dead; from the ministry there was the same figure."""
    word = next((k for k in range(1, s.n) if s.W[k] == "from" and s.W[k - 1] == "word"), 0)  # there was word from the army of a raid
    if not word and (s.W[0] != "from" or CAME.isdisjoint(s.W)):
        return None
    named = next((k for k in range(word + 1, word + 6) if s.T[k].actor is not None), None)
    return speakers.of_actor(s, named, named) if named is not None else None


def _concerned(s: Sentence) -> Speech | None:
    """The colleagues of the spokesperson remain deeply concerned for over three million civilians: whose concern it is."""
    at = next((k for k in range(2, s.n) if s.W[k] in CONCERNED), None)
    verb = next((k for k in range(at - 1, max(0, at - 4), -1) if s.W[k] in REMAINS), None) if at is not None else None
    found = speakers.before(s, verb) if verb is not None else None
    return found if found is not None and found.speaker_id else None


def _saw(s: Sentence) -> Speech | None:
    """A correspondent of an agency saw a body lifted out: the agency tells it."""
    at = next((k for k in range(2, s.n) if s.W[k] == "saw"), None)
    if at is None or all(WITNESSES.isdisjoint(low.split(" ")) for low in s.W[:at]):
        return None
    named = next((k for k in range(at - 1, -1, -1) if speakers.is_kind(s, s.T[k].actor, "media")), None)
    return speakers.of_actor(s, named, at) if named is not None else None


def governing(s: Sentence, q: Quantity) -> Speech | None:
    """The attribution that governs a quantity: of two that close a clause each (A, by X's count, and B, according to Y) the next."""
    main = s.speech
    if main is not None and ";" in s.W[q.end : main.first] and any(o.first > main.last for o in s.quantities):
        return None  # eight were killed; the headline puts the dead at ten
    if main is not None and main.last < q.first and "headline" in s.W[main.last : q.first]:
        return None  # at least 15 dead, activists say; the headline has 15
    if main is not None and not main.denies and main.last < q.first and ";" in s.W[main.last : q.first] and ":" not in s.W[: q.first]:
        later = [k for k in s.where(SPEECH | ACCOUNTED) if main.last < k]
        if (
            not later
            and s.W[main.verb + 1] != "that"
            and s.W[main.verb] != "saw"
            and q.whole is None
            and not q.part
            and s.W[q.end - 1] != "others"
            and not {"it", "he", "she", "they"}.intersection(s.W[main.last : q.first])
        ):
            return None  # the group said so; many tents burned
    if main is not None and not main.denies and main.last < q.first:
        later = [k for k in s.where(SPEECH) if main.last < k < q.first and s.W[k + 1] == "that" and s.T[k].say is not None]
        own = _at(s, later[-1]) if later else None
        if own is not None and own.speaker_id:
            return own  # and the UN calculates that 400,000 fled
    if main is None or main.denies or main.via_id or not main.verb < q.first or s.W[main.first - 1] != ",":
        return main
    closing = next((k for k in s.where(SPEECH) if k > q.first and s.T[k].lead is not None and s.W[k - 1] == ","), None)
    found = _at(s, closing) if closing is not None else None
    return found if found is not None and found.speaker_id else main


def _at(s: Sentence, i: int) -> Speech | None:
    """The attribution whose verb or preposition stands at word i, or None."""
    T, W = s.T, s.W
    word, low = T[i], W[i]
    if low in FOUND_OUT and not any(W[k] == "as" and W[k - 1] == "," for k in range(max(1, i - 14), i)):
        return None
    if word.lead is not None:
        return speakers.after(s, i, i + 1)
    if low in ("by", "in"):  # by its account, by the Observatory's count
        return _account(s, i)
    if low in RELAY and not TELLING.isdisjoint(W[i + 1 : i + 12]):
        found, relay = speakers.after(s, i, i + 1), speakers.before(s, i)
        if found and relay and speakers.is_kind(s, relay.speaker_id, "media"):
            found.via_id = relay.speaker_id
        return found
    if word.say is None and word.deny is None and word.dispute is None:
        return None
    if low == "put" and not any(w == "at" or w.endswith(" at") or w == "as" for w in W[i + 1 : i + 20]):
        return None  # has put 450,000 people to flight
    if word.deny is not None and not denies(s, i):
        return None
    before, denial = W[i - 1], denies(s, i)
    if low in speakers.HEARSAY and (T[i + 1].say is not None or "there" in W[max(0, i - 4) : i]):
        return None  # reports say; there were reports of
    if before == "," and low in COUNTED and W[i + 1] in ("from", "since", "in", "over", "between"):
        return None  # 58 dead, counted from the beginning of the month
    if before == "had" and W[i - 2] in ("it", "they", "he", "she") and W[i - 3] in FIGURES:
        return None  # more than the number it had recorded before
    if before in TO_BE and word.say is not None:  # reported by the Red Crescent
        by = i + 1 if W[i + 1] == "by" else i + 2 if W[i + 2] == "by" else None
        return speakers.after(s, i, by + 1) if by else None
    passive = before in ("were", "was", "been")
    of_data = before == "that" and W[i - 2] in speakers.OF_A_BODY
    if before in NO_VERB_AFTER and not (denial and passive) and not of_data:
        return None
    inverted = low in PLAIN and i + 1 < s.n and (i == 0 or before in (",", '"', "”")) and speakers.opens(s, i + 1) and not _apposed(s, i)
    speech = None if inverted or passive else speakers.before(s, i)
    if speech is None and denial:
        by = next((k for k in range(i + 1, min(i + 8, s.n)) if W[k] == "by"), None)
        speech = speakers.after(s, i, by + 1) if by else None
        speech = speech or Speech(i, None, None, None, i, i)
        speech.verb = i
    elif speech is None and (inverted or (low in PLAIN and T[i + 1].actor is not None)):
        speech = speakers.after(s, i, i + 1)
    if speech is None or (low in WEAK and speech.speaker_id is None and low not in PLAIN):
        return None
    speech.denies, speech.disputes = denial, word.dispute is not None
    return speech


def _apposed(s: Sentence, i: int) -> bool:
    """Does an apposition end before the verb at word i: the Observatory, a monitor, said?"""
    W = s.W
    if i == 0 or W[i - 1] != ",":
        return False
    commas = [k for k in range(i) if W[k] == ","]
    if len(commas) < 2:
        return False
    start = commas[-3] + 1 if len(commas) > 2 else 0
    return (
        W[start] != "of"
        and 0 < commas[-2] - start <= 9
        and not any(
            W[k] in VERBS or word.number or word.say is not None or (word.cue is not None and word.actor is None)
            for k, word in enumerate(s.T[start : commas[-2]], start)
        )
    )


def _account(s: Sentence, i: int) -> Speech | None:
    """by its account · by the ministry's tally: the words between are the speaker."""
    T, W = s.T, s.W
    for k in range(i + 1, min(i + 9, s.n)):
        if W[k] in (",", ".", ";"):
            return None
        if W[k] in ACCOUNT and k > i + 1:
            owner = k - 2 if W[k - 1] == "own" or W[k - 2] in OWNERS else k - 1  # by its own count, by its present belief
            if W[owner] in OWNERS:
                return speakers.again(s.document.speech_before(s), i, i, k)
            marked = W[owner] in ("'s", "'", "’")
            if marked or W[owner].endswith("'") or T[owner].actor is not None:
                found = speakers.after(s, i, i + 1, owner if marked else owner + 1)
                if found:
                    found.last = k
                return found
    return None


def dated(s: Sentence, expr: DateExpr) -> bool:
    """Does the expression stand behind the verb of saying, and tell when it was said: it said in November?"""
    speech, a = s.speech, s.at(expr.start)
    if speech is None or a <= speech.verb:
        return False
    gap = s.W[speech.verb + 1 : a]
    return len(gap) <= 2 and TOLD.issuperset(gap) and EVENT_BETWEEN.isdisjoint(gap)


def said_on(s: Sentence) -> DateExpr | None:
    """The date expression that dates the speech rather than the event, or None."""
    speech = s.speech
    if speech is None:
        return None
    W, verb, first = s.W, speech.verb, speech.first
    for expr in s.dates:
        if expr.form not in ("point", "relative") or expr.first is None or expr.first != expr.last:
            continue
        a, b = s.at(expr.start), s.at(expr.end - 1)
        if W[b + 1] in CALLED and not UNTRUE.isdisjoint(W[b + 2 : b + 5]):
            return expr  # which on Wednesday called them baseless
        if a > verb:
            gap = W[verb + 1 : a]
            if len(gap) <= 5 and TOLD.issuperset(gap) and EVENT_BETWEEN.isdisjoint(gap):  # said in a statement on Thursday
                return expr
            continue
        if b < verb and a < first and first - b <= 12 and OPENS_A_DAY.issuperset(W[:a]) and "that" not in W[b:verb]:
            if not any(b < k < first and s.T[k].title is None for k in s.where(CUE)):  # On Thursday the ministry denied
                return expr
        if b < verb and a < first and W[a - 1] in ("of", "dated", "from") and W[a - 2] in speakers.DOCUMENTS + ("post", "message", "tweet"):
            return expr  # in a post of 27 February the agency wrote
        if a < verb and ((b == verb - 1 and first < a) or W[a - 2] == "speaking"):  # the ministry on Thursday denied
            return expr
    return None
