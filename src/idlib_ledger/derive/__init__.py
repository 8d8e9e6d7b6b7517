"""The built tables, one module a table of the table's name; each has `build(files)`, which returns its rows."""

from __future__ import annotations

from importlib import import_module

from ..package import Files, format_csv, write


def content(files: Files, name: str) -> str:
    """One built table as canonical CSV, from the other tables as they are. Raises DataError."""
    rows = import_module(f".{name}", __name__).build(files)
    fields = [f["name"] for f in files.fields(name)]
    for row in rows:
        if unknown := set(row) - set(fields):
            raise KeyError(f"{name}: the module gives fields that the descriptor does not have: {sorted(unknown)}")
    return format_csv(rows, fields)


def build(files: Files, name: str) -> bool:
    """Build one table into the folder of built tables of `files`; returns whether it changed. Raises DataError."""
    return write(files.path(name), content(files, name))
