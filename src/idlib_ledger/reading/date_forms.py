"""The forms of date expressions, as patterns: one date, spans, open spans, days counted from another day."""

from __future__ import annotations

import re
from typing import Final

MONTHS: Final = {
    m: i
    for i, names in enumerate(
        [
            "jan january",
            "feb february",
            "mar march",
            "apr april",
            "may",
            "jun june",
            "jul july",
            "aug august",
            "sep sept september",
            "oct october",
            "nov november",
            "dec december",
        ],
        1,
    )
    for m in names.split()
}
WEEKDAYS: Final = {
    d: i
    for i, names in enumerate(
        ["mon monday", "tue tues tuesday", "wed weds wednesday", "thu thur thurs thursday", "fri friday", "sat saturday", "sun sunday"]
    )
    for d in names.split()
}
THIRDS: Final = {
    "early": (1, 10),
    "mid": (11, 20),
    "mid-": (11, 20),
    "middle": (11, 20),
    "late": (21, 31),
    "beginning": (1, 10),
    "start": (1, 10),
    "end": (21, 31),
}
MONTH: Final = (
    r"jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
WEEKDAY: Final = r"mon|tues?|wed|thur?s?|fri|sat|sun|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
NUMERIC: Final = r"[0-9]{4}-[0-9][0-9]-[0-9][0-9]|[0-9][0-9]?/[0-9][0-9]?/[0-9]{4}"
TODAY: Final = r"today|yesterday|tomorrow|overnight|last night|tonight|this morning|this afternoon|this evening|the day before yesterday"
BEFORE_WEEKDAY: Final = r"last|next|this|this past|the previous|the following"


def _group(name: str, pattern: str, after: str = r"\b") -> str:
    return f"(?P<{name}>{pattern}){after}"


def _part(n: int) -> str:
    """One date, its groups numbered n: 15 January 2020 · January 15 · early December · the end of April · Wednesday."""

    def day(name: str) -> str:
        return _group(f"{name}{n}", r"\d{1,2}", r"(?:st|nd|rd|th)?(?![\d,]*\d)\b")

    def month(name: str) -> str:
        return _group(f"{name}{n}", MONTH, r"\b\.?")

    def year(name: str) -> str:
        return _group(f"{name}{n}", r"(?:19|20)\d\d", r"\b(?![,.]\d)")

    def of_year(name: str, relative: str) -> str:
        return rf"(?:,?\s+(?:of\s+)?(?:{year(name)}|(?P<{relative}{n}>(?:of\s+)?(?:last|this)\s+year)))?"

    third = rf"(?:(?:the\s+)?(?P<third{n}>early|mid-?|late|beginning|start|middle|end)[\s-]*(?:of\s+|in\s+)?)"
    return (
        rf"(?:(?:{_group(f'weekday{n}', WEEKDAY)},?\s+(?:the\s+)?)?(?:{_group(f'iso{n}', NUMERIC)}"
        rf"|(?:the\s+)?{day('day')}\s+(?:of\s+)?{month('month')}{of_year('year', 'rel')}"
        rf"|{month('monthb')}\s+{day('dayb')}{of_year('yearb', 'relb')}"
        rf"|{third}?{month('monthc')}{of_year('yearc', 'relc')})"
        rf"|(?:(?P<lastnext{n}>{BEFORE_WEEKDAY})\s+)?{_group(f'weekdayb{n}', WEEKDAY)}"
        rf"|{_group(f'today{n}', TODAY)}"
        rf"|{year('yeard')})"
    )


COUNT: Final = r"(?P<count{n}>\d+|a few|a couple of|half a|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|few)"
UNIT: Final = r"(?P<unit{n}>hour|day|night|week|fortnight|month|year)s?\b"
FORMS: Final = [  # (name, pattern); the first that fits at a place wins; NEEDS says what a phrase must have in it
    ("span", r"(?:from|between)\s+(?P<a1>\d{1,2})(?:st|nd|rd|th)?\s*(?:to|and|-|–|until|through)\s*" + _part(2)),
    ("span", r"\b(?P<a1>\d{1,2})(?:st|nd|rd|th)?\s*(?:-|–|to)\s*" + _part(2)),
    (
        "monthspan",
        _group("month1", MONTH, r"\b\.?")
        + r"\s+(?P<a1>\d{1,2})\s*(?:-|–|to)\s*(?P<b1>\d{1,2})\b(?:,?\s+"
        + _group("year1", r"(?:19|20)\d\d")
        + ")?",
    ),
    ("period", r"(?P<open>(?:from|between)\s+)" + _part(1) + r"\s+(?:to|and|until|till|through|up to)\s+" + _part(2)),
    ("period", _part(1) + r"\s*(?:-|–|to|until|through)\s*" + _part(2)),
    ("since", r"(?P<open>(?:since|as of|from)\s+(?:at\s+least\s+)?)(?:the\s+)?(?:night\s+of\s+)?" + _part(1) + r"(?:\s+onwards?)?"),
    (
        "partof",
        r"(?:(?P<open>since)\s+|in\s+|at\s+)?the\s+(?P<which>start|beginning|early part|middle|end) of "
        r"(?P<this>the|this|last) (?P<unit1>year|month)\b",
    ),
    (
        "firstpart",
        r"(?:in|over|during|for)\s+the\s+first\s+" + COUNT.format(n=1) + r"\s+(?P<unit1>month|week|day)s\s+of\s+"
        r"(?:(?P<this>the|this|last)\s+year|(?P<fyear>(?:19|20)\d\d))\b",
    ),
    ("quarter", r"(?:in\s+)?the\s+(?P<nth>first|second|third|fourth|last)\s+(?P<piece>quarter|half)\s+of\s+(?P<qyear>(?:19|20)\d\d)\b"),
    ("decade", r"(?:in\s+)?the\s+(?:early\s+|mid-?|late\s+)?(?P<decade>(?:19|20)\d0)s"),
    ("until", r"(?:by|until|till)\s+(?:the\s+)?" + _part(1)),
    (
        "past",
        r"(?:(?:(?:in|over|during|within|for)\s+)?(?:the\s+|these\s+)?(?P<past>past|last|previous|preceding|recent)|"
        r"(?:in|over|within)\s+(?P<short>just|only|under|barely|less than|little more than|the space of))\s+(?:"
        + COUNT.format(n=1)
        + r"\s+)?"
        + UNIT.format(n=1),
    ),
    (
        "lasting",
        r"(?:(?:over|in|after)\s+)?" + COUNT.format(n=1) + r"\s+(?:of\s+)?(?P<unit1>day|week|month)s\s+of\b|"
        r"(?P<long>for\s+(?:weeks|months)\b)(?!\s+(?:to|after|before))|"
        r"(?:over|in)\s+" + COUNT.format(n=2) + r"\s+(?P<unit2>day|week|year)s\b(?!\s+(?:time|ago|later|before|after|from|earlier))",
    ),
    (
        "ago",
        r"(?:(?P<open>since)\s+)?(?:about\s+|some\s+|nearly\s+|almost\s+|more than\s+)?"
        + COUNT.format(n=1)
        + r"\s+"
        + UNIT.format(n=1)
        + r"\s+(?P<ago>ago|earlier|before|later|after(?:wards?)?)\b",
    ),
    (
        "followed",
        r"(?:during|in|over|for|throughout)\s+the\s+(?:following\s+"
        + COUNT.format(n=1)
        + r"\s+(?P<unit1>day|week|month|year)s\b|"
        + COUNT.format(n=2)
        + r"\s+(?P<unit2>day|week|month|year)s\s+(?:that|which)\s+followed\b)",
    ),
    (
        "this",
        r"(?:(?P<open>since)\s+)?(?:over\s+|during\s+|at\s+|earlier\s+|later\s+)?(?P<this>this|last|next|the previous|the following|the)\s+"
        r"(?P<unit1>week|weekend|month|year)\b(?!\s+(?:of|since|when|ago))",
    ),
    (
        "sameday",
        r"(?P<same>(?:on\s+)?(?:the\s+same|that)\s+day|(?:in\s+|during\s+)?that\s+(?:same\s+)?(?:week|month)|the\s+(?:previous|following|next)\s+day|the\s+(?:whole\s+)?month(?:['’]s)?(?!\s+(?:of|since|when|ago|before|after))|the\s+day\s+(?:before|after)(?=[,.;])|(?:a|one)\s+day\s+(?:later|earlier))\b",
    ),
    ("point", _part(1)),
]
NEEDS: Final = {  # form -> one of these stands in every phrase that it matches, in lower case; a form left out may match any
    "span": ("from", "between", "-", "–", "to"),
    "monthspan": ("-", "–", "to"),
    "period": ("from", "between", "-", "–", "to", "until", "through"),
    "since": ("since", "as of", "from"),
    "partof": (" of the", " of this", " of last"),
    "firstpart": ("first ",),
    "quarter": ("quarter", "half"),
    "decade": ("0s",),
    "until": ("by", "until", "till"),
    "past": ("past", "last", "previous", "preceding", "recent", "just", "only", "under", "barely", "less than", "little more", "space of"),
    "lasting": ("days", "weeks", "months", "years"),
    "ago": ("ago", "earlier", "before", "later", "after"),
    "followed": ("follow",),
    "this": ("this", "last", "next", "previous", "following", "the "),
    "sameday": ("same", "that", "the month", "whole month", "previous", "following", "next", "the day", "day later", "day earlier"),
}
DATE: Final = [(name, re.compile(r"(?<![\w/.,])" + pattern + r"(?!\w)", re.I), NEEDS.get(name, ("",))) for name, pattern in FORMS]
