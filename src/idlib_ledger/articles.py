"""Account files: TOML front matter between +++ lines, then paragraphs of prose.

An account's `text` is what follows the front matter, without the blank lines around it. Every offset in the
project counts Unicode code points of that text, which is NFC.
"""

from __future__ import annotations

import hashlib
import math
import re
import tomllib
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from .errors import DataError
from .segments import spans

MAX_BYTES = 2_000_000  # the longest real page in the frame is under 0.3 MB
FENCE = "+++"
ARTICLE_ID = re.compile(r"\d{4}-\d{2}-\d{2}(-[a-z0-9]+)+")
FRONT_MATTER = {  # field -> (type, required)
    "title": (str, True),
    "publisher_id": (str, True),
    "wire_id": (str, False),
    "published_on": (date, True),
    "published_prec": (int, True),
    "date_basis": (str, True),
    "anchor_date": (date, False),
    "source_language": (str, True),
    "source_url": (str, True),
    "extent": (str, True),
    "stratum": (str, True),
    "inclusion_prob": (float, True),
}


@dataclass(frozen=True)
class Sentence:
    """One sentence of a text: its place in the text (code points) and its paragraph, counted from 1."""

    start: int
    end: int
    paragraph: int
    text: str


@dataclass(frozen=True)
class Article:
    """One account: `article_id`, `meta` (the front matter), `text` and, made on demand, its sentences."""

    article_id: str
    meta: dict
    text: str
    path: Path | None = field(default=None, compare=False)

    @property
    def title(self) -> str:
        return self.meta["title"]

    @property
    def sentences(self) -> list[Sentence]:
        return sentences(self.text)

    @property
    def text_sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    def find(self, quote: str, nth: int = 1) -> tuple[int, int] | None:
        """Start and end of the `nth` occurrence of `quote` as whole words, or None."""
        return find_quote(self.text, quote, nth)

    def __str__(self):
        return f"{self.title}\n{self.article_id}\n\n{self.text}"


def find_quote(text: str, quote: str, nth: int = 1) -> tuple[int, int] | None:
    """Start and end of the `nth` occurrence of `quote` in `text`, or None.

    An occurrence begins and ends at a word's edge: "2" does not stand in "21".

    >>> find_quote("21 killed, 2 of them", "2")
    (11, 12)
    """
    if not quote or nth < 1:
        return None
    count, start = 0, text.find(quote)
    while start >= 0:
        end = start + len(quote)
        if not (quote[0].isalnum() and _goes_on(text[max(0, start - 2) : start][::-1])) and not (
            quote[-1].isalnum() and _goes_on(text[end : end + 2])
        ):
            count += 1
            if count == nth:
                return start, end
        else:
            end = start + 1
        start = text.find(quote, end)
    return None


def _goes_on(beside: str) -> bool:
    """Does a word or number go on in the two characters beside its edge, nearest first: a letter or digit, or a point before a digit?"""
    return beside[:1].isalnum() or beside[:1] == "_" or (beside[:1] in (".", ",") and beside[1:].isdecimal())


def decode(raw: bytes, name: str, encoding: str = "utf-8") -> str:
    """The text of a file called `name`. Raises DataError with the line of the first byte that is not UTF-8."""
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        raise DataError(name, raw[: error.start].count(b"\n") + 1, None, hex(raw[error.start]), "is not UTF-8") from None


def plain(text: str, name: str) -> str:
    """The text, if it has no byte order mark, carriage return or NUL. Raises DataError with the line of one."""
    for char, what in (("\ufeff", "a byte order mark"), ("\r", "a carriage return"), ("\0", "a NUL character")):
        if char in text:
            line = text[: text.index(char)].count("\n") + 1
            raise DataError(name, line, None, char, f"is {what}; expected plain UTF-8 with \\n line ends")
    return text


def read_article(path: Path, name: str | None = None) -> Article:
    """The account in the file `path`. Raises DataError naming the file, the line and the front-matter field."""
    path, name = Path(path), name or str(path)
    if not path.is_file():
        raise DataError(name, None, None, None, "no such file")
    size = path.stat().st_size
    if size > MAX_BYTES:
        raise DataError(name, None, None, f"{size} bytes", f"an account is at most {MAX_BYTES} bytes")
    content = decode(path.read_bytes(), name)
    return parse_article(content, path.stem, name, path)


def parse_article(content: str, article_id: str, name: str, path: Path | None = None) -> Article:
    """The account in `content`, the text of a file called `name`."""
    if not content.strip():
        raise DataError(name, 1, None, None, "the file is empty; expected front matter between +++ lines, then the account")
    plain(content, name)
    if not ARTICLE_ID.fullmatch(article_id):
        raise DataError(name, None, "article_id", article_id, "is not of the form YYYY-MM-DD-publisher-topic")
    lines = content.split("\n")
    if lines[0] != FENCE or FENCE not in lines[1:]:
        raise DataError(name, 1, None, lines[0], "the file has no front matter; expected a line +++, TOML, a line +++")
    close = lines.index(FENCE, 1)
    text = "\n".join(lines[close + 1 :]).strip("\n")
    if not text.strip():
        raise DataError(name, close + 2, None, None, "there is no text below the front matter")
    if not unicodedata.is_normalized("NFC", content):
        line = next((n for n, line in enumerate(lines, 1) if not unicodedata.is_normalized("NFC", line)), None)
        raise DataError(name, line, None, None, "the text is not in Unicode normal form C (NFC)")
    return Article(article_id, front_matter("\n".join(lines[1:close]), name), text, path)


def front_matter(toml: str, name: str) -> dict:
    """The checked front matter: every field of FRONT_MATTER, None where an optional one is left out."""
    try:
        meta = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        raise DataError(name, int(line[1]) + 1 if line else 1, None, None, f"the front matter is not TOML: {error}") from None
    except RecursionError:
        raise DataError(name, 1, None, None, "the front matter is nested too deeply") from None

    def row(key):
        return next((n for n, line in enumerate(toml.split("\n"), 2) if re.match(rf"\s*{re.escape(key)}\s*=", line)), 1)

    for key in meta:
        if key not in FRONT_MATTER:
            raise DataError(name, row(key), key, meta[key], f"is not a front-matter field; expected one of: {', '.join(FRONT_MATTER)}")
    for key, (kind, required) in FRONT_MATTER.items():
        if key not in meta:
            if required:
                raise DataError(name, 1, key, None, "is missing from the front matter")
            meta[key] = None
        elif kind is float and isinstance(meta[key], float) and not math.isfinite(meta[key]):
            raise DataError(name, row(key), key, meta[key], "expected a finite number")
        elif type(meta[key]) is not kind and not (kind is float and type(meta[key]) is int):
            raise DataError(name, row(key), key, meta[key], f"expected {'a date without quotes' if kind is date else 'a ' + kind.__name__}")
    return {key: meta[key] for key in FRONT_MATTER}


def sentences(text: str) -> list[Sentence]:
    """The sentences of `text` in order; none reaches over a blank line.

    A full stop after an initial or a known abbreviation ends no sentence, unless a new one visibly begins.

    >>> [s.text for s in sentences("Gen. X spoke on Jan. 9. U.N. staff left.")]
    ['Gen. X spoke on Jan. 9.', 'U.N. staff left.']
    """
    return [Sentence(start, end, paragraph, text[start:end]) for start, end, paragraph in spans(text)]
