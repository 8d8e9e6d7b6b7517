"""What coders and audits delivered, sealed: SHA-256 of the rows, of the account as it was when they coded it, of its fingerprint."""

from __future__ import annotations

import hashlib
import json

from .package import Files, format_csv

CODERS = {"first": ("first_coder", "F"), "second": ("second_coder", "S")}  # coder -> its table, the letter of its ids


def seal(rows: list[dict[str, str]]) -> str:
    """SHA-256 of rows of text: JSON of the cells that are not empty, by name of the field, so that a further empty column changes nothing.

    >>> seal([{"a": "1", "b": ""}]) == seal([{"a": "1"}])
    True
    """
    cells = [{k: v for k, v in row.items() if v} for row in rows]
    return hashlib.sha256(json.dumps(cells, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def audited(files: Files, article_id: str, fingerprint: str, day) -> dict:
    """The files that an audit writes, path -> content: the fingerprint of an account, and its seal in the table audits."""
    sealed = {"article_id": article_id, "audited_on": day, "fingerprint_sha256": hashlib.sha256(fingerprint.encode()).hexdigest()}
    rows = [r for r in files.rows("audits") if r["article_id"] != article_id]
    table = format_csv(sorted([*rows, sealed], key=lambda r: r["article_id"]), list(sealed))
    return {files.fingerprint(article_id): fingerprint, files.path("audits"): table}


def entry(article, coder: str, rows: list[dict[str, str]], day) -> dict:
    """The row of the table deliveries for what a coder delivered of an account."""
    return {
        "article_id": article.article_id,
        "coder": coder,
        "delivered_on": day,
        "rows": len(rows),
        "rows_sha256": seal(rows),
        "text_sha256": article.text_sha256,
    }
