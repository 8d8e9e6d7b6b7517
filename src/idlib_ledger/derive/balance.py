"""balance: hand against machine, entry by entry and field by field, with the exceptions that explain a difference."""

from datetime import date

from ..compare import FIELDS, equal, match
from .claims import entries

AGREE = "agree"
NOTHING = "nothing"
DIFFERENCE = " | "
EXCEPTED = " (exception)"


def machine_reads(files):
    """A test for an entry: is it of a kind that the machine reads?"""
    kinds = {r["measure"]: r["machine"] for r in files.records("measures")}
    return lambda e: kinds[e["measure"]] == "yes" or kinds[e["measure"]] == "denials" and e["stance"] == "denies"


def shown(value):
    """A value as a cell of the balance shows it."""
    if value is None:
        return ""
    if isinstance(value, float) and value == int(value):
        value = int(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def pairs(files, hand):
    """Entries of the hand that the machine reads, matched with the readings."""
    reads = machine_reads(files)
    claims = entries(files, hand)
    readings = files.records("readings")
    return match([c for c in claims if reads(c)], readings), [c for c in claims if not reads(c)]


def exception_keys(files):
    """(article_id, start of the quote, quote, claim_id, field) of each exception -> its row and line."""
    from .articles import read_all  # the offsets of the quotes

    texts = {a.article_id: a for a in read_all(files)}
    start = lambda row: (texts[row["article_id"]].find(row["quote"], row["quote_nth"]) or (None,))[0]
    return {
        (row["article_id"], start(row), row["quote"], row["claim_id"], row["field"]): (line, row) for line, row in files.typed("exceptions")
    }


def build(files):
    split = {r["article_id"]: r["split"] for r in files.records("split")}
    exceptions = exception_keys(files)
    rows = []
    for against, hand in (("first_coder", "first_coder"), ("settled", "coded_claims")):
        matched, outside = pairs(files, hand)
        for claim, reading in matched:
            rows.append(_row(against, split, claim, reading, exceptions if against == "settled" else {}))
        rows += [_row(against, split, claim, None, {}) | {"status": "outside"} for claim in outside]
    return sorted(rows, key=lambda r: (r["against"], r["article_id"], r["start"], r["claim_id"] or "", r["reading_id"] or ""))


def _row(against, split, claim, reading, exceptions):
    """One pair of entries as a row: agree, or hand | machine where they differ."""
    entry = claim or reading
    key = (entry["article_id"], entry["start"], entry["quote"], claim and claim["claim_id"])
    row = {
        "against": against,
        "article_id": entry["article_id"],
        "split": split[entry["article_id"]],
        "status": "matched" if claim and reading else "unread" if claim else "unclaimed",
        "claim_id": claim and claim["claim_id"],
        "reading_id": reading and reading["reading_id"],
        "start": entry["start"],
        "quote": entry["quote"],
        "excepted": (*key, "entry") in exceptions,
    }
    for field in FIELDS if claim and reading else ():
        same = equal(claim, reading, field)
        if same is not None:
            excepted = EXCEPTED if (*key, field) in exceptions else ""
            row[field] = AGREE if same else (shown(claim[field]) or NOTHING) + DIFFERENCE + (shown(reading[field]) or NOTHING) + excepted
    return row
