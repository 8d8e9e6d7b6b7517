"""balance_summary: the balance by field."""

from ..compare import FIELDS
from .balance import AGREE, EXCEPTED


def build(files):
    balance = files.records("balance")
    rows = []
    for against in sorted({r["against"] for r in balance}):
        for split in sorted({r["split"] for r in balance}):
            part = [r for r in balance if r["against"] == against and r["split"] == split and r["status"] != "outside"]
            equal = sum(r["status"] == "matched" for r in part)
            rows.append(_row(against, split, "entry", len(part), equal, sum(r["excepted"] for r in part)))
            for field in FIELDS:
                cells = [r[field] for r in part if r[field] is not None]
                rows.append(_row(against, split, field, len(cells), cells.count(AGREE), sum(c.endswith(EXCEPTED) for c in cells)))
    return rows


def _row(against, split, field, compared, equal, exceptions):
    return {
        "against": against,
        "split": split,
        "field": field,
        "compared": compared,
        "equal": equal,
        "exceptions": exceptions,
        "share": round(equal / compared, 4) if compared else None,
    }
