"""Checks of a package. Each returns a list of DataError, empty where all is well.

schema     types, constraints and keys, by frictionless
accounts   the front matter of accounts holds to the table articles
evidence   every quote stands where it says; every number of an account is in its fingerprint
delivered  what coders delivered, and the accounts they had, are untouched since
settled    every difference between the coders has a settlement, and the settled table follows it
counts     each table that people write has as many rows as a reviewed list says
sealed     what the sample was drawn with, besides the tables, is as a reviewed list of hashes says
ids        no id that was given out went, or names something else
built      the built tables are what the build makes of what people wrote
rules      one SQL file each in rules/, whose result is the failing rows
balance    hand and machine balance on the train split, or an exception says why
"""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor

from ..errors import DataError
from ..package import Files
from .accounts import accounts
from .built import built
from .evidence import evidence
from .hand import balance, delivered, settled
from .rulebook import rules
from .schema import schema
from .standing import counts, ids, sealed

__all__ = [
    "accounts",
    "balance",
    "counts",
    "delivered",
    "evidence",
    "everything",
    "fast",
    "ids",
    "inputs",
    "report",
    "rows",
    "rules",
    "schema",
    "sealed",
    "settled",
]


def inputs(files: Files) -> list[DataError]:
    """What people wrote: the coded and reference tables, the accounts and fingerprints."""
    names = [n for n in files.resources if not files.is_built(n)]
    for name in names:
        files.typed(name)
    return schema(files, names) or _all(files, accounts, evidence, delivered, settled, counts, sealed)


def fast(files: Files) -> list[DataError]:
    """What an editor waits for: the schema of every table, and the quotes and numbers of the accounts."""
    return schema(files, list(files.resources)) or _all(files, accounts, evidence)


def everything(files: Files) -> list[DataError]:
    """All checks; those after the schema only when it holds."""
    return schema(files, list(files.resources)) or _all(
        files, accounts, evidence, delivered, settled, counts, sealed, ids, built, rules, balance
    )


ASIDE = (rules,)  # DuckDB works outside the interpreter: it goes on while other checks have that


def _all(files, *checks) -> list[DataError]:
    """The problems of several checks, in order; one that cannot go on adds what stopped it, if that is not known yet."""
    found: list[DataError] = []
    with ThreadPoolExecutor() as pool:
        aside = {check: pool.submit(check, files) for check in checks if check in ASIDE}
        for check in checks:
            try:
                problems = aside[check].result() if check in aside else check(files)
            except DataError as error:
                problems = [error] if str(error) not in map(str, found) else []
            for problem in problems:
                problem.rule = problem.rule or check.__name__
            found += problems
    return found


FIELDS = ["rule", "file", "row", "field", "found", "expected"]


def rows(problems: list[DataError]) -> list[dict]:
    """The problems as rows: rule, file, row, field, found, expected."""
    return [{f: None if (v := getattr(p, f)) is None else v if f == "row" else str(v) for f in FIELDS} for p in problems]


def report(problems: list[DataError], each: int = 10) -> str:
    """The problems as text by rule, the first `each` of every rule under its name and count, then a count of all."""
    by_rule = defaultdict(list)
    for problem in problems:
        by_rule[problem.rule or ""].append(problem)
    lines = []
    for rule, found in sorted(by_rule.items()):
        lines += [f"{rule}: {len(found)}"] if rule else []
        lines += [("  " if rule else "") + str(p) for p in found[:each]]
        if len(found) > each:
            lines.append(("  " if rule else "") + f"and {len(found) - each} more")
    lines.append(f"{len(problems)} problem{'s' if len(problems) != 1 else ''}")
    return "\n".join(lines)
