"""Regular expressions from a descriptor, matched in bounded time.

Python's engine goes back over what it read; a pattern like (a|a)*b, from a stranger's package, keeps it busy for ever. Patterns that
could do that are matched by RE2 (by way of pyarrow), whose time grows with the length of the text alone; there, the classes for letters,
digits and white space are those of ASCII. One that RE2 does not know is refused.
"""

from __future__ import annotations

import re
import re._constants as op
import re._parser as parser
from collections.abc import Callable

LONG = 10_000  # characters from which a text is matched by RE2 in any case
REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT)


class Unbounded(ValueError):
    """A pattern that may take for ever and that RE2 does not know."""


def matcher(pattern: str) -> Callable[[str], bool]:
    """A function that says whether a pattern matches a whole text, but for one line end at the end, as `re.match(f"^{pattern}$")` does.

    Raises re.error for what is no pattern, Unbounded.

    >>> matcher("[a-z]+(-[a-z]+)*")("one-two")
    True
    >>> matcher("(a|a|aa)*b")("a" * 5000)
    False
    """
    quick = re.compile(f"^{pattern}$")
    if not bounded(pattern):
        return _linear(pattern)

    def matches(text):
        if len(text) >= LONG:
            try:
                return _linear(pattern)(text)
            except Unbounded:
                pass
        return quick.match(text) is not None

    return matches


def _linear(pattern):
    import pyarrow as pa
    import pyarrow.compute as pc

    whole = rf"\A(?:{pattern})\n?\z"
    try:
        pc.match_substring_regex(pa.array([""]), whole)
    except pa.ArrowInvalid:
        raise Unbounded(f"the pattern {pattern} may take for ever; expected one without nested repeats, or one that RE2 knows") from None
    return lambda text: pc.match_substring_regex(pa.array([text]), whole)[0].as_py()


def bounded(pattern: str) -> bool:
    """Does matching surely take at most the square of the length: no repeat in a repeat, no references, at most two repeats without end?"""
    endless = [0]
    return _walk(parser.parse(pattern), False, endless) and endless[0] <= 2


def _walk(parsed, inside: bool, endless: list) -> bool:
    for code, given in parsed:
        if code in REPEATS:
            low, high, body = given
            many = high is op.MAXREPEAT or high > 20
            varies = high is op.MAXREPEAT or high > low
            if inside and varies:
                return False
            endless[0] += high is op.MAXREPEAT
            apart = many and _begins_apart(body)
            if not _walk(body, many and not apart, [0] if apart else endless):
                return False
        elif code is op.SUBPATTERN:
            if not _walk(given[-1], inside, endless):
                return False
        elif code is op.BRANCH:
            if inside or not all(_walk(part, inside, endless) for part in given[1]):
                return False
        elif code not in (op.LITERAL, op.NOT_LITERAL, op.ANY, op.IN, op.AT):
            return False
    return True


def _begins_apart(body) -> bool:
    """Does each round of a repeat begin with one character that no round goes on with, as in (-[a-z]+)+?"""
    if len(body) == 1 and body[0][0] is op.SUBPATTERN:
        body = body[0][1][-1]
    if not body or body[0][0] is not op.LITERAL:
        return False
    rest = re.compile("|".join(filter(None, (_first(code, given) for code, given in body[1:]))) or "(?!)")
    simple = all(_first(code, given) is not None for code, given in body[1:])
    return simple and rest.fullmatch(chr(body[0][1])) is None


def _first(code, given) -> str | None:
    """A pattern for one character of a literal, a set or a repeat of either; None for anything else."""
    if code in REPEATS and len(given[2]) == 1:
        return _first(*given[2][0])
    if code is op.LITERAL:
        return re.escape(chr(given))
    if code is op.IN and all(c in (op.LITERAL, op.RANGE) for c, _ in given):
        return (
            "["
            + "".join(re.escape(chr(v)) if c is op.LITERAL else f"{re.escape(chr(v[0]))}-{re.escape(chr(v[1]))}" for c, v in given)
            + "]"
        )
    return None
