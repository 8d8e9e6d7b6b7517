"""What coders delivered, sealed: number and SHA-256 of the rows, and of the account as it was when they coded it."""

from __future__ import annotations

import hashlib
import json

CODERS = {"first": ("first_coder", "F"), "second": ("second_coder", "S")}  # coder -> its table, the letter of its ids


def seal(rows: list[dict[str, str]]) -> str:
    """SHA-256 of rows of text: JSON of the cells that are not empty, by name of the field, so that a further empty column changes nothing.

    >>> seal([{"a": "1", "b": ""}]) == seal([{"a": "1"}])
    True
    """
    cells = [{k: v for k, v in row.items() if v} for row in rows]
    return hashlib.sha256(json.dumps(cells, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


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
