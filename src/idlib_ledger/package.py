"""The data package on disk: `datapackage.json` -> typed tables. The only module that knows where files lie."""

from __future__ import annotations

import csv
import io
import json
import os
import tempfile
from functools import cached_property
from pathlib import Path

from .errors import DataError

DESCRIPTOR = "datapackage.json"
MAX_DESCRIPTOR = 5_000_000  # bytes
INSTALLED = Path(__file__).parent / "_package"  # what the wheel carries
REPOSITORY = Path(__file__).parents[2]  # what a checkout has


def default_root() -> Path:
    """The folder of the package that ships with the code: inside the wheel, else the checkout."""
    return INSTALLED if (INSTALLED / DESCRIPTOR).exists() else REPOSITORY


class Files:
    """The folder of a package and what lies where in it; reading refuses whatever leaves the folder."""

    def __init__(self, root):
        self.root = Path(root)

    @property
    def articles(self) -> list[Path]:
        return sorted((self.root / "data/articles").glob("*.md"))

    def article(self, article_id: str) -> Path:
        return self.root / "data/articles" / f"{article_id}.md"

    def fingerprint(self, article_id: str) -> Path:
        return self.root / "data/fingerprints" / f"{article_id}.json"

    @cached_property
    def descriptor(self) -> dict:
        path = self.root / DESCRIPTOR
        if not path.is_file():
            raise DataError(str(path), None, None, None, f"no such file; a data package is a folder with a {DESCRIPTOR}")
        if path.stat().st_size > MAX_DESCRIPTOR:
            raise DataError(DESCRIPTOR, None, None, f"{path.stat().st_size} bytes", f"a descriptor is at most {MAX_DESCRIPTOR} bytes")
        try:
            data = json.loads(path.read_bytes())
        except (ValueError, RecursionError) as error:
            raise DataError(DESCRIPTOR, getattr(error, "lineno", None), None, None, f"is not JSON: {error}") from None
        if not isinstance(data, dict) or not isinstance(data.get("resources"), list):
            raise DataError(DESCRIPTOR, None, "resources", None, "expected an object with a list of resources")
        return data

    @cached_property
    def resources(self) -> dict[str, dict]:
        return {r["name"]: r for r in self.descriptor["resources"]}

    def schema(self, name: str) -> dict:
        return self.resources[name]["schema"]

    def fields(self, name: str) -> list[dict]:
        return self.schema(name)["fields"]

    def path(self, name: str) -> Path:
        """The file of a resource. Raises DataError for a path that is absolute, remote, climbs out or passes a link."""
        return self.inside(self.resources[name].get("path"), f"resource {name}")

    def inside(self, path, what: str) -> Path:
        if not isinstance(path, str) or not path:
            raise DataError(DESCRIPTOR, None, f"{what} path", path, "expected a file path inside the package, as text")
        if "://" in path or path.startswith(("/", "\\", "~")) or ".." in Path(path).parts or ":" in path[:3] or "\0" in path:
            raise DataError(DESCRIPTOR, None, f"{what} path", path, "leaves the package; expected a relative path inside it")
        full = self.root / path
        for part in [full, *full.parents]:
            if part == self.root:
                break
            if part.is_symlink():
                raise DataError(DESCRIPTOR, None, f"{what} path", path, "is or passes a symbolic link; expected a file inside the package")
        return full

    def name(self, path: Path) -> str:
        """The path as messages show it: relative to the package."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)

    def rows(self, name: str) -> list[dict[str, str]]:
        """The rows of a table as dicts of text, each with its line in the file under the key None is not used: see `lines`."""
        return [row for _, row in self.lines(name)]

    def lines(self, name: str) -> list[tuple[int, dict[str, str]]]:
        """(line in the file, row as a dict of text) for every row of a table. Raises DataError for a broken file."""
        path = self.path(name)
        return parse_csv(read_text(path, self.name(path)), self.name(path), [f["name"] for f in self.fields(name)])


def read_text(path: Path, name: str) -> str:
    """The content of a UTF-8 file without byte order mark or carriage returns. Raises DataError."""
    if not path.is_file():
        raise DataError(name, None, None, None, "no such file")
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        raise DataError(name, raw[: error.start].count(b"\n") + 1, None, hex(raw[error.start]), "is not UTF-8") from None
    for char, what in (("\ufeff", "a byte order mark"), ("\r", "a carriage return"), ("\0", "a NUL character")):
        if char in text:
            raise DataError(name, text[: text.index(char)].count("\n") + 1, None, char, f"is {what}; expected plain UTF-8 with \\n line ends")
    return text


def parse_csv(text: str, name: str, fields: list[str]) -> list[tuple[int, dict[str, str]]]:
    """(line, row) for each row under the header `fields`. Raises DataError."""
    reader = csv.reader(io.StringIO(text), strict=True)
    found, line = [], 1
    try:
        header = next(reader, None)
        if header != fields:
            raise DataError(name, 1, None, ",".join(header or []), f"is not the header; expected {','.join(fields)}")
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) != len(fields):
                raise DataError(name, line, None, f"{len(cells)} cells", f"expected {len(fields)}")
            found.append((line, dict(zip(fields, cells))))
            line = reader.line_num + 1
    except csv.Error as error:
        raise DataError(name, line, None, None, f"is not CSV: {error}") from None
    if text and not text.endswith("\n"):
        raise DataError(name, line, None, None, "the file does not end with a line end; is it cut short?")
    return found


def format_csv(rows, fields: list[str]) -> str:
    """The rows as canonical CSV: minimal quoting, one LF a row, None as an empty cell."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(fields)
    writer.writerows([_cell(row.get(f)) for f in fields] for row in rows)
    return out.getvalue()


def _cell(value):
    if value is None:
        return ""
    if value is True or value is False:
        return "true" if value else "false"
    if isinstance(value, float) and value == int(value):
        return int(value)
    return value


def write(path: Path, content: str | bytes) -> bool:
    """Write a file whole or not at all; a file whose content is the same keeps its time. Returns whether it changed."""
    data = content.encode() if isinstance(content, str) else content
    if path.is_file() and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    return True
