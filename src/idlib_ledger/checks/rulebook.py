"""Consistency rules: one SQL file each, whose result is the failing rows (file, line, field, found, expected).

A rule sees every table under its name, with the line of each row, and `cells_not_ascii`: file, line, field and text (found) of every text
cell that people wrote, and of the sentences and titles of the accounts, that has a character other than the printable ones of ASCII.
"""

from __future__ import annotations

from pathlib import Path

from ..errors import DataError
from ..package import Files

FOLDER = Path(__file__).parent / "rules"
TYPES = {"string": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE", "date": "DATE", "boolean": "BOOLEAN"}


CELLS = """
CREATE TABLE cells_not_ascii AS SELECT * FROM ({tables}
UNION ALL SELECT 'data/articles/' || article_id || '.md', NULL, 'text', text FROM sentences
UNION ALL SELECT 'data/articles/' || article_id || '.md', NULL, 'title', title FROM articles)
WHERE regexp_matches(found, '[^ -~]')
"""


def _cells(files, name):
    """The text cells of one table as (file, line, field, found)."""
    file = files.name(files.path(name)).replace("'", "''")
    fields = [f["name"] for f in files.fields(name) if f["type"] == "string"]
    return [f"""SELECT '{file}' AS file, line, '{f}' AS field, "{f}" AS found FROM "{name}\"""" for f in fields]


def listed() -> list[tuple[str, str, str, str]]:
    """(name, the rule in plain words, why, the query) of every rule."""
    found = []
    for path in sorted(FOLDER.glob("*.sql")):
        text = path.read_text(encoding="utf-8")
        first, second, *_ = text.split("\n")
        found.append((path.stem, first.removeprefix("-- "), second.removeprefix("-- Why: "), text))
    return found


def page() -> str:
    """The rules as a page of the docs, by name."""
    lines = [
        "# The rule book",
        "",
        "Generated from `src/idlib_ledger/checks/rules/` by the build. Each rule is one SQL query over the tables (DuckDB), whose",
        "result is the failing rows; `idlib-ledger check --only rules` runs them all, `idlib-ledger rules` lists them.",
        "",
        "| rule | in plain words | why |",
        "| --- | --- | --- |",
    ]
    return "\n".join([*lines, *(f"| {name} | {rule} | {why} |" for name, rule, why, _ in listed())]) + "\n"


def rules(files: Files) -> list[DataError]:
    """The rows that fail a rule, each with the rule in plain words."""
    import duckdb

    with duckdb.connect() as base:
        base.execute("SET threads = 1")
        for name in files.resources:
            columns = ", ".join(f"'{f['name']}': '{TYPES[f['type']]}'" for f in files.fields(name))
            path = str(files.path(name)).replace("'", "''")
            base.execute(
                f'CREATE TABLE "{name}" AS SELECT *, row_number() OVER () + 1 AS line FROM '
                f"read_csv('{path}', header = true, delim = ',', quote = '\"', escape = '\"', nullstr = '', "
                f"auto_detect = false, columns = {{{columns}}})"
            )
        written = [name for name in files.resources if not files.is_built(name)]
        base.execute(CELLS.format(tables=" UNION ALL ".join(cells for name in written for cells in _cells(files, name))))
        problems = []
        for name, rule, _, query in listed():
            for file, line, field, found, expected in base.execute(query).fetchall():
                problems.append(DataError(file, line, field, found, f"{expected} [{name}: {rule}]", name))
    return problems
