"""What a page showed, without its words: numerals, number words, hedge cues, days, months and listed names.

A fingerprint is made while the page is in view and kept in place of it. `audit` compares an account with its page:
numbers both ways, and no run of eight words in common, addresses and proper names apart.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from .articles import Article
from .errors import DataError

RUN = 8  # words in a row that an account may not share with its page
KINDS = ("number", "vague", "hedge", "weekday", "month", "name")
FIELDS = ("article_id", "source_url", "read_on", "extent", "source_language", "n_words", "text_sha256", "items")
URL = re.compile(r"https?://\S+|www\.\S+")
NUMERAL = re.compile(r"(?<!\d)(?<!\d[.,])(?:\d{1,3}(?:[.,'’\u066c\u00a0\u202f ]\d{3}(?!\d))+|\d+)(?:[.,\u066b]\d+)?")
DIGITS = str.maketrans({chr(base + n): str(n) for base in (0x660, 0x6F0) for n in range(10)})
ADDING = {"tr"}  # languages that write the rest of a number in digits behind its scale word: 379 bin 523 is 379,523
GROUPED = re.compile(r"\d{1,3}([.,'’\u066c\u00a0\u202f ])\d{3}(?:\1\d{3})*")


@dataclass(frozen=True)
class Lexicon:
    """The words that a fingerprint keeps, from the reference lists: those of a page's language and of languages it quotes."""

    languages: tuple
    numbers: dict  # lower-case word -> (kind, value or None): value, scale, fraction, vague
    hedges: tuple
    calendar: dict  # word -> weekday or month
    names: dict  # spelling -> id, in every language

    @cached_property
    def token(self) -> re.Pattern:
        """One numeral or number word, the longest at each place."""
        words = sorted((w for w, (kind, _) in self.numbers.items() if kind != "vague"), key=len, reverse=True)
        if not words:
            return re.compile(NUMERAL.pattern)
        begin = "".join({re.escape(w[0]) for w in words})  # asked for first: most places of a text begin no number
        return re.compile(rf"(?=[\d{begin}])(?:{NUMERAL.pattern}|(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w))", re.I)

    @classmethod
    def load(cls, rows, *languages: str) -> Lexicon:
        """The lexicon of `languages`, the page's own first; `rows(name)` returns the rows of a reference list as dicts of text."""
        return cls(
            languages,
            {
                r["word"].lower(): (r["kind"], float(r["value"]) if r["value"] else None)
                for r in rows("number_words")
                if r["language"] in languages
            },
            tuple(r["cue"] for r in rows("hedge_cues") if r["language"] in languages),
            {r["word"]: r["kind"] for r in rows("calendar_words") if r["language"] in languages},
            {r["name"]: r[key] for name, key in (("actor_names", "actor_id"), ("place_names", "place_id")) for r in rows(name)},
        )


def fingerprint(page: str, article: Article, lexicon: Lexicon, read_on: date) -> dict:
    """The fingerprint of `page`, the text that `article` is an account of: a dict with the keys of FIELDS.

    `text_sha256` is of the page in NFC with every run of white space folded to one space.
    """
    text = unicodedata.normalize("NFC", page)
    folded = " ".join(text.split())
    return {
        "article_id": article.article_id,
        "source_url": article.meta["source_url"],
        "read_on": read_on.isoformat(),
        "extent": article.meta["extent"],
        "source_language": article.meta["source_language"],
        "n_words": len(folded.split()),
        "text_sha256": hashlib.sha256(folded.encode()).hexdigest(),
        "items": items(text, lexicon),
    }


def items(text: str, lexicon: Lexicon) -> list[list]:
    """What the text shows, in order: [kind, surface] and, for a number, [kind, surface, value]."""
    found = [(start, "number", surface, value) for start, surface, value in numbers(text, lexicon)]
    found += [
        (m.start(), "vague", m[0].lower(), None) for m in _words(text, [w for w, (k, _) in lexicon.numbers.items() if k == "vague"], re.I)
    ]
    found += [(m.start(), "hedge", m[0].lower(), None) for m in _words(text, lexicon.hedges, re.I)]
    found += [(m.start(), lexicon.calendar[m[0]], m[0], None) for m in _words(text, lexicon.calendar)]
    found += [(m.start(), "name", m[0], None) for m in _words(text, lexicon.names)]
    found.sort(key=lambda f: (f[0], KINDS.index(f[1])))
    return [[kind, surface] if value is None else [kind, surface, value] for _, kind, surface, value in found]


def _words(text, words, flags=0):
    """Every occurrence of one of `words` as whole words, the longest at each place."""
    words = sorted(words, key=len, reverse=True)
    return re.finditer(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)", text, flags) if words else ()


def numbers(text: str, lexicon: Lexicon) -> list[tuple[int, str, float]]:
    """Every number in `text`: (start, surface, value), a numeral and the number words around it taken together.

    "1.5 million" is one number, so are "twenty-one", "half a million" and "350 ألف". A language without number words has digits only.
    """
    if "://" in text or "www." in text:
        text = URL.sub(lambda m: " " * len(m[0]), text)
    found, run = [], []
    for match in lexicon.token.finditer(text if text.isascii() else text.translate(DIGITS)):
        if run and not (
            re.fullmatch(r"\s*[-‐]?\s*|\s+(?:a|an|and|of a)\s+", text[run[-1][1] : match.start()], re.I) and _joins(run[-1], match, lexicon)
        ):
            found.append(_number(text, run))
            run = []
        run.append((match.start(), match.end(), *_token(match[0], lexicon)))
    if run:
        found.append(_number(text, run))
    return found


def _token(surface, lexicon):
    kind, value = lexicon.numbers.get(surface.lower(), ("digits", None))
    return (kind, value) if kind != "digits" else ("digits", numeral(surface))


def _joins(previous, match, lexicon):
    """Does this token go on with the number that `previous` belongs to?"""
    kind, value = _token(match[0], lexicon)
    if kind == "scale":
        return previous[2] in ("digits", "value", "fraction") or (previous[2] == "scale" and previous[3] < value)
    if kind == "value":
        return (previous[2] == "value" and previous[3] >= 20 and value < 10) or (previous[2] == "scale" and value < previous[3])
    return not ADDING.isdisjoint(lexicon.languages) and kind == "digits" and previous[2] == "scale" and value < previous[3]


def _number(text, run):
    total = current = 0
    for _, _, kind, value in run:
        if kind == "scale":
            current = (current or 1) * value
            if value >= 1000:
                total, current = total + current, 0
        else:
            current += value
    value = round(total + current, 6)
    return run[0][0], text[run[0][0] : run[-1][1]], int(value) if value == int(value) else value


def numeral(surface: str) -> float:
    """The value of digits with separators: a mark before every group of three is a thousands mark, else a decimal one.

    >>> numeral("350,000"), numeral("350 000"), numeral("1.5")
    (350000.0, 350000.0, 1.5)
    """
    plain = surface.translate(DIGITS)
    if GROUPED.fullmatch(plain):
        return float(re.sub(r"\D", "", plain))
    whole, mark, part = re.match(r"(.*?)(?:([.,\u066b])(\d+))?$", plain).groups()
    return float(re.sub(r"\D", "", whole) + ("." + part if mark else ""))


# --- account against fingerprint, account against page ----------------------------------------------------------


def values(fingerprint: dict) -> set:
    """The values of the numbers that a fingerprint holds."""
    return {item[2] for item in fingerprint["items"] if item[0] == "number"}


def unsupported(article: Article, fingerprint: dict, english: Lexicon) -> list[tuple[int, str, float]]:
    """The numbers of an account that its page did not show: (start, surface, value)."""
    shown = values(fingerprint)
    return [n for n in numbers(article.text, english) if n[2] not in shown]


def shared_runs(account: str, page: str, names, length: int = RUN) -> list[str]:
    """Runs of `length` words that stand both in `account` and in `page`; a listed name counts as one mark, not as words."""

    def words(text):
        text = URL.sub(" ", unicodedata.normalize("NFC", text))
        out = []
        last = 0
        for m in _words(text, [n for n in names if " " in n], re.I):
            out += re.findall(r"\w+", text[last : m.start()].lower()) + [None]
            last = m.end()
        return out + re.findall(r"\w+", text[last:].lower())

    theirs = words(page)
    runs = {tuple(theirs[i : i + length]) for i in range(len(theirs) - length + 1)}
    ours = words(account)
    return [" ".join(w or "…" for w in ours[i : i + length]) for i in range(len(ours) - length + 1) if tuple(ours[i : i + length]) in runs]


def audit(article: Article, page: str, lexicon: Lexicon, english: Lexicon, read_on: date) -> tuple[dict, dict]:
    """An account held against its page: (fingerprint, findings).

    findings["not on the page"]: numbers of the account that the page does not have: errors.
    findings["shared runs"]: runs of eight words in common: errors.
    findings["not in the account"]: numbers of the page that the account leaves out: for a person to judge.
    """
    print_ = fingerprint(page, article, lexicon, read_on)
    ours = {value for _, _, value in numbers(article.text, english)}
    missing = dict.fromkeys(item[1] for item in print_["items"] if item[0] == "number" and item[2] not in ours)
    return print_, {
        "not on the page": [surface for _, surface, _ in unsupported(article, print_, english)],
        "shared runs": shared_runs(article.text, page, lexicon.names),
        "not in the account": list(missing),
    }


def dumps(fingerprint: dict) -> str:
    """The fingerprint as JSON, one item a line."""
    head = {k: v for k, v in fingerprint.items() if k != "items"}
    lines = [json.dumps(item, ensure_ascii=False) for item in fingerprint["items"]]
    return json.dumps(head, ensure_ascii=False, indent=1)[:-2] + ',\n "items": [\n  ' + ",\n  ".join(lines) + "\n ]\n}\n"


def loads(content: str, name: str) -> dict:
    """The fingerprint in `content`, checked for its shape. Raises DataError."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise DataError(name, getattr(error, "lineno", 1), None, None, f"is not JSON: {error}") from None
    if not isinstance(data, dict) or tuple(data) != FIELDS:
        raise DataError(name, 1, None, None, f"expected the keys {', '.join(FIELDS)}")
    if not isinstance(data["items"], list):
        raise DataError(name, None, "items", data["items"], "expected a list")
    for number, item in enumerate(data["items"], 1):
        if not _sound(item):
            raise DataError(
                name, None, f"items[{number}]", item, f"expected [kind, surface], a number with its value; kinds: {', '.join(KINDS)}"
            )
    return data


def _sound(item) -> bool:
    if not (isinstance(item, list) and len(item) in (2, 3) and item[0] in KINDS and isinstance(item[1], str)):
        return False
    if item[0] != "number":
        return len(item) == 2
    return len(item) == 3 and isinstance(item[2], int | float) and not isinstance(item[2], bool)
