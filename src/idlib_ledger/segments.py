"""Paragraphs and sentences of a text, found by what stands between its spaces."""

from __future__ import annotations

import re
from typing import Final

ABBREVIATIONS: Final = """
    Mr Mrs Ms Dr Prof Sen Rep Gov Gen Lt Col Maj Capt Sgt Brig Adm St Jr Sr No Nos approx ca vs etc e.g i.e Jan Feb Mar Apr Jun Jul Aug Sep
    Sept Oct Nov Dec Mon Tue Tues Wed Thu Thur Thurs Fri Sat Sun
""".split()
ABBREVIATION: Final = re.compile(r"(?:\b(?:%s)|\b[A-Za-z](?:\.[A-Za-z])*)\.$" % "|".join(map(re.escape, ABBREVIATIONS)))
END: Final = re.compile(r"""[.!?]["'”’)\]]*$""")
BEGIN: Final = re.compile(r"""["'“‘(\[]*\w""")
MARKS: Final = ".!?\"'”’)]"
BLANK: Final = re.compile(r"\n[ \t\r]*\n\s*")
CHUNK: Final = re.compile(r"\S{1,200}")
LONGEST_CHUNK: Final = 200


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Start and end of each paragraph: runs of lines with no blank line between them, without the space around them."""
    found = []
    start = 0
    for begin, after in [*(m.span() for m in BLANK.finditer(text)), (len(text), len(text))]:
        part = text[start:begin]
        bare = part.lstrip()
        first = start + len(part) - len(bare)
        bare = bare.rstrip()
        if bare:
            found.append((first, first + len(bare)))
        start = after
    return found


def chunks(text: str, start: int, end: int) -> tuple[list[str], list[int]]:
    """What stands between the spaces of text[start:end], and where; nothing longer than LONGEST_CHUNK in one piece."""
    matches = list(CHUNK.finditer(text, start, end))
    return [m[0] for m in matches], [m.start() for m in matches]


def ends(chunk: str) -> bool:
    """May a sentence end with this chunk? A full stop after an initial or a known abbreviation ends none.

    >>> ends("left."), ends('"Never!"'), ends("Gen."), ends("U.N."), ends("left")
    (True, True, False, False, False)
    """
    if chunk[-1] not in MARKS:
        return False
    mark = END.search(chunk)
    return mark is not None and ABBREVIATION.search(chunk[max(0, mark.start() - 11) : mark.start() + 1]) is None


def begins(chunk: str) -> bool:
    """May a sentence begin with this chunk?"""
    first = chunk[0]
    return first.isupper() or first.isdigit() or (not first.islower() and BEGIN.match(chunk) is not None)


def spans(text: str) -> list[tuple[int, int, int]]:
    """Start, end and paragraph, counted from 1, of each sentence of `text`; none reaches over a blank line."""
    found = []
    for number, (start, end) in enumerate(paragraphs(text), 1):
        words, starts = chunks(text, start, end)
        begin = start
        for k in range(1, len(words)):
            stop = starts[k - 1] + len(words[k - 1])
            if stop < starts[k] and ends(words[k - 1]) and begins(words[k]):
                found.append((begin, stop, number))
                begin = starts[k]
        found.append((begin, end, number))
    return found
