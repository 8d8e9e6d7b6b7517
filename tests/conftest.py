"""Shared fixtures: a writable copy of the package, and small edits to its files."""

from __future__ import annotations

import csv
import io
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from idlib_ledger.package import Files

ROOT = Path(__file__).parents[1]

settings.register_profile("ledger", database=None, deadline=None, derandomize=True, max_examples=100)
settings.register_profile("fuzz", database=None, deadline=None, max_examples=55_000, suppress_health_check=list(HealthCheck))  # make fuzz
settings.load_profile("ledger")


class Edit:
    """Small edits to the files of a package. Lines count from 1, and the header of a table is line 1."""

    def __init__(self, root: Path):
        self.root = root

    def __truediv__(self, file) -> Path:
        return self.root / file

    def table(self, file) -> list[dict]:
        """The rows of a CSV file as dicts of text, each with its "line" in the file."""
        reader = csv.reader(io.StringIO((self.root / file).read_text(encoding="utf-8")))
        header = next(reader)
        found, line = [], reader.line_num + 1
        for cells in reader:
            found.append({**dict(zip(header, cells)), "line": line})
            line = reader.line_num + 1
        return found

    def _save(self, file, header, rows):
        with open(self.root / file, "w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, header, lineterminator="\n", extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)

    def _header(self, file):
        with open(self.root / file, encoding="utf-8", newline="") as stream:
            return next(csv.reader(stream))

    def cells(self, file, line, **values) -> int:
        """Give some cells of one row other text."""
        rows = self.table(file)
        for row in rows:
            if row["line"] == line:
                row.update(values)
        self._save(file, self._header(file), rows)
        return line

    def append(self, file, **values) -> int:
        """Add a row; returns its line."""
        rows = self.table(file)
        line = len((self.root / file).read_text(encoding="utf-8").splitlines()) + 1
        self._save(file, header := self._header(file), [*rows, {field: values.get(field, "") for field in header}])
        return line

    def drop(self, file, line) -> None:
        """Take one row out."""
        self._save(file, self._header(file), [row for row in self.table(file) if row["line"] != line])

    def line(self, file, number, text) -> None:
        """Put `text` in place of one line of a file."""
        lines = (self.root / file).read_text(encoding="utf-8").split("\n")
        lines[number - 1] = text
        (self.root / file).write_text("\n".join(lines), encoding="utf-8")


@pytest.fixture
def folder(tmp_path) -> Path:
    """A fresh writable copy of the package: datapackage.json and data/."""
    root = tmp_path / "package"
    root.mkdir()
    shutil.copy(ROOT / "datapackage.json", root)
    shutil.copytree(ROOT / "data", root / "data")
    return root


@pytest.fixture
def edit(folder) -> Edit:
    """Edits to the copy in `folder`."""
    return Edit(folder)


@pytest.fixture
def files(folder) -> Files:
    """The copy in `folder`, as the checks and the build take it: without the stamps of its published tables."""
    return Files(folder, built=folder / "data/tables")


def snapshot(root: Path) -> dict:
    """Every file below a folder: path -> (content, time of the last change)."""
    return {p.relative_to(root).as_posix(): (p.read_bytes(), p.stat().st_mtime_ns) for p in sorted(root.rglob("*")) if p.is_file()}
