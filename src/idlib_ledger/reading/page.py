"""A page as it was received: what of it is text, and the date at its top."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from . import dates

LINES: Final = [  # whole lines that are not text: how such a line begins, in lower case, and what it looks like
    (
        tuple("related article|read more|see also|also read|original url|share this|advertisement|sign up|subscribe".split("|")),
        re.compile(r"(?:related articles?|read more|see also|also read|original url|share this|advertisement|sign up|subscribe)\b", re.I),
    ),
    (("by ", "von ", "par ", "by\t"), re.compile(r"(?i:by|von|par)[ \t]+\[?[A-Z][^\n]{0,60}$")),
    (("published", "updated", "modified"), re.compile(r"(?:published|updated|modified)\b[^\n]{0,60}$", re.I)),
    (tuple("0123456789"), re.compile(r"\d{1,2}:\d\d")),
]
MARKS: Final = [  # addresses and markup in a line: what such a line has in it, and what is no text
    (("http", "www."), re.compile(r"<?https?://\S+>?|www\.\S+")),
    (("[", "]("), re.compile(r"\]\([^)\n]{0,500}\)|!?\[")),
    (("**",), re.compile(r"\*\*")),
    (("#",), re.compile(r"^[ \t]*#{1,6}[ \t]")),
]
BEGINS: Final = tuple(begin for begins, _ in LINES[:-1] for begin in begins)
FIRST: Final = {*" \t*0123456789", *(c for begin in BEGINS for c in (begin[0], begin[0].upper()))}  # how a line begins that may be no text
DATELINE: Final = re.compile(
    r"(?:^|\n)[ \t]*(?:[A-Z][A-Za-z'’ .,/-]{1,40},\s+)?((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)?(?:day,?\s+)?"
    r"(?:\d{1,2}\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4}|[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+\d{4}|\d{4}-\d\d-\d\d))\s*(?:$|\n|[-–—(/])",
    re.M,
)
TOP: Final = 1500  # characters in which a dateline stands


def blank(text: str) -> str:
    """The text with page furniture, addresses and markup turned to spaces, character by character."""
    if "\r" in text:
        text = text.replace("\r\n", " \n")
    if not ("http" in text or "www." in text or "[" in text or "**" in text or "#" in text or _suspect(text)):
        return text
    return "\n".join([_line(line) for line in text.split("\n")])


def _suspect(text: str) -> bool:
    """Does a line begin as one does that is not text?"""
    lines = [line for line in text.split("\n") if line and line[0] in FIRST]
    return any(not line[0].isalpha() or line[:16].lower().startswith(BEGINS) for line in lines)


def _line(line: str) -> str:
    start = line.lstrip(" \t*")[:16].lower()
    for begins, pattern in LINES:
        if start.startswith(begins) and pattern.match(line.lstrip(" \t*")):
            return " " * len(line)
    for signs, pattern in MARKS:
        if any(sign in line for sign in signs):
            line = pattern.sub(lambda m: " " * len(m[0]), line)
    return line


def dateline(text: str) -> date | None:
    """The date that stands at the top of the text, if one does.

    >>> dateline("A headline\\n\\nJanuary 17, 2020\\n\\nText.")
    datetime.date(2020, 1, 17)
    """
    match = DATELINE.search(text[:TOP])
    found = dates.find(match[1], None) if match else []
    return found[0].first if found and found[0].first == found[0].last else None
