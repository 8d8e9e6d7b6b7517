"""The front matter of the accounts holds to the fields of the table articles."""

from __future__ import annotations

import re

from ..derive.articles import read_all
from ..derive.balance import shown
from ..errors import DataError
from ..package import Files, cell_reader


def accounts(files: Files) -> list[DataError]:
    """Front-matter values that break the type, codes or keys of their field, with the account's file and line."""
    readers = {f["name"]: cell_reader(f) for f in files.fields("articles")}
    keys = {}
    for key in files.schema("articles").get("foreignKeys", []):
        [field], target = key["fields"], key["reference"]
        keys[field] = (target["resource"], {row[target["fields"][0]] for row in files.rows(target["resource"])})
    problems = []
    for article in read_all(files):
        file, text = files.name(article.path), article.path.read_text(encoding="utf-8")
        for field, value in article.meta.items():
            if value is None:
                continue
            expected = None
            try:
                readers[field](shown(value))
            except ValueError as error:
                expected = str(error)
            if field in keys and value not in keys[field][1]:
                expected = f"has no row in {files.name(files.path(keys[field][0]))}"
            if expected:
                line = text[: re.search(rf"^\s*{field}\s*=", text, re.M).start()].count("\n") + 1
                problems.append(DataError(file, line, field, value, expected))
    return problems
