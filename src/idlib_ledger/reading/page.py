"""A page as it was received: what of it is text, and the date at its top."""

from __future__ import annotations

import re
from datetime import date

from . import dates

FURNITURE = [  # parts of a page that are not its text; blanked out, so that offsets stay
    re.compile(
        r"^[ \t]*(?:\*+[ \t]*)?"
        r"(?:related articles?|read more|see also|also read|original url|share this|advertisement|sign up|subscribe)\b.*$",
        re.I | re.M,
    ),
    re.compile(r"^[ \t]*(?:by|von|par)[ \t]+\[?[A-Z][^\n]{0,60}$", re.M),
    re.compile(r"^[ \t]*\d{1,2}:\d\d.*$|^[ \t]*(?:published|updated|modified)\b[^\n]{0,60}$", re.I | re.M),
    re.compile(r"<?https?://\S+>?|www\.\S+"),
    re.compile(r"\]\([^)\n]{0,500}\)|!?\[|\*\*|^[ \t]*#{1,6}[ \t]", re.M),
]
DATELINE = re.compile(
    r"(?:^|\n)[ \t]*(?:[A-Z][A-Za-z'’ .,/-]{1,40},\s+)?((?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)?(?:day,?\s+)?"
    r"(?:\d{1,2}\s+[A-Z][a-z]{2,8}\.?,?\s+\d{4}|[A-Z][a-z]{2,8}\.?\s+\d{1,2},?\s+\d{4}|\d{4}-\d\d-\d\d))\s*(?:$|\n|[-–—(/])",
    re.M,
)
TOP = 1500  # characters in which a dateline stands


def blank(text: str) -> str:
    """The text with page furniture, addresses and markup turned to spaces, character by character."""
    for pattern in FURNITURE:
        text = pattern.sub(lambda m: re.sub(r"[^\n]", " ", m[0]), text)
    return text


def dateline(text: str) -> date | None:
    """The date that stands at the top of the text, if one does.

    >>> dateline("A headline\\n\\nJanuary 17, 2020\\n\\nText.")
    datetime.date(2020, 1, 17)
    """
    match = DATELINE.search(text[:TOP])
    found = dates.find(match[1], None) if match else []
    return found[0].first if found and found[0].first == found[0].last else None
