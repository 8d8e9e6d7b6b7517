"""The built tables are what the build makes of what people wrote, cell by cell; the descriptor is written as the build writes it."""

from __future__ import annotations

from .. import derive
from ..errors import DataError
from ..package import DESCRIPTOR, Files, format_descriptor, parse_csv


def built(files: Files) -> list[DataError]:
    """The first cell of each built table that is not what the build makes now, read from the package as it is."""
    problems = []
    if (files.root / DESCRIPTOR).read_bytes() != format_descriptor(files.descriptor).encode():
        problems.append(DataError(DESCRIPTOR, None, None, None, "is not written as the build writes it; make writes it anew"))
    for name in files.resources:
        if not files.is_built(name):
            continue
        path, wanted = files.path(name), derive.content(files, name)
        if path.read_bytes() == wanted.encode():
            continue
        file, fields = files.name(path), [f["name"] for f in files.fields(name)]
        there, made = files.lines(name), parse_csv(wanted, file, fields)
        for (line, row), (_, fresh) in zip(there, made):
            if field := next((f for f in fields if row[f] != fresh[f]), None):
                problems.append(
                    DataError(file, line, field, row[field], f"the build makes {fresh[field]!r}; a built table is never edited")
                )
                break
        else:
            problems.append(DataError(file, None, None, f"{len(there)} rows", f"the build makes {len(made)}, or writes them otherwise"))
    return problems
