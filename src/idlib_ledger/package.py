"""The data package on disk: `datapackage.json` -> typed tables. The only module that knows where files lie."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import tempfile
from datetime import date
from functools import cached_property
from pathlib import Path

from .articles import decode, plain
from .errors import DataError
from .patterns import Unbounded, matcher

DESCRIPTOR = "datapackage.json"
TYPES = ("string", "integer", "number", "date", "boolean")
FORMULA = ("=", "+", "-", "@", "\t")  # a cell that begins so is a formula to a spreadsheet
NEGATIVE = re.compile(r"-\d+(\.\d+)?")
PERHAPS = re.compile(r'(?:^|,)(?:"[=+\-@\t]|[=+@\t]|-(?!\d+(?:\.\d+)?(?:,|$)))', re.M)  # where it stands in a file, if anywhere
MAX_DESCRIPTOR = 5_000_000  # bytes
INSTALLED = Path(__file__).parent / "_package"  # what the wheel carries
REPOSITORY = Path(__file__).parents[2]  # what a checkout has


def default_root() -> Path:
    """The folder of the package that ships with the code: inside the wheel, else the checkout."""
    return INSTALLED if (INSTALLED / DESCRIPTOR).exists() else REPOSITORY


TABLES = "data/tables/"  # where built tables lie
OUT = "build/out"  # built tables before they are published
RESULTS = "build/results"  # charts, their data and captions before they are published


class Files:
    """The folder of a package and what lies where in it; reading refuses whatever leaves the folder.

    `built`: a folder that holds the built tables in place of data/tables, while they are being made.
    """

    def __init__(self, root, built=None):
        self.root = Path(root)
        self.built = Path(built) if built else None

    @property
    def articles(self) -> list[Path]:
        return [self._checked(p) for p in sorted((self.root / "data/articles").glob("*.md")) if p.name != "README.md"]

    def article(self, article_id: str) -> Path:
        return self._checked(self.root / "data/articles" / f"{article_id}.md")

    def fingerprint(self, article_id: str) -> Path:
        return self._checked(self.root / "data/fingerprints" / f"{article_id}.json")

    @cached_property
    def descriptor(self) -> dict:
        path = self.root / DESCRIPTOR
        if not path.is_file():
            raise DataError(str(path), None, None, None, f"no such file; a data package is a folder with a {DESCRIPTOR}")
        if path.stat().st_size > MAX_DESCRIPTOR:
            raise DataError(DESCRIPTOR, None, None, f"{path.stat().st_size} bytes", f"a descriptor is at most {MAX_DESCRIPTOR} bytes")
        try:
            data = json.loads(decode(path.read_bytes(), DESCRIPTOR))
        except (ValueError, RecursionError) as error:
            raise DataError(DESCRIPTOR, getattr(error, "lineno", None), None, None, f"is not JSON: {error}") from None
        if not isinstance(data, dict) or not isinstance(data.get("resources"), list):
            raise DataError(DESCRIPTOR, None, "resources", None, "expected an object with a list of resources")
        return data

    @cached_property
    def resources(self) -> dict[str, dict]:
        """name -> resource of the descriptor. Raises DataError for a resource that has no name of its own."""
        found = {}
        for number, resource in enumerate(self.descriptor["resources"], 1):
            name = resource.get("name") if isinstance(resource, dict) else None
            if not isinstance(name, str) or not name:
                raise DataError(DESCRIPTOR, None, f"resources[{number}]", resource, "expected an object with a name")
            if name in found:
                raise DataError(DESCRIPTOR, None, f"resources[{number}] name", name, "stands twice; a name is unique in a package")
            found[name] = resource
        return found

    def schema(self, name: str) -> dict:
        """The schema of a table. Raises DataError for one that is none."""
        schema = self.resources[name].get("schema")
        fields = schema.get("fields") if isinstance(schema, dict) else None
        if not isinstance(fields, list) or not fields:
            raise DataError(DESCRIPTOR, None, f"resource {name} schema", schema, "expected an object with a list of fields")
        for number, field in enumerate(fields, 1):
            if not isinstance(field, dict) or not isinstance(field.get("name"), str) or field.get("type") not in TYPES:
                expected = f"expected an object with a name and a type of {', '.join(TYPES)}"
                raise DataError(DESCRIPTOR, None, f"resource {name} fields[{number}]", field, expected)
            rules = field.get("constraints", {})
            if not isinstance(rules, dict):
                raise DataError(DESCRIPTOR, None, f"resource {name} fields[{number}] constraints", rules, "expected an object")
            try:
                matcher(rules.get("pattern", ""))
            except (TypeError, re.error, Unbounded) as error:
                raise DataError(DESCRIPTOR, None, f"resource {name} field {field['name']} pattern", rules["pattern"], str(error)) from None
        return schema

    def fields(self, name: str) -> list[dict]:
        """The fields of a table, as the descriptor has them."""
        return self.schema(name)["fields"]

    def path(self, name: str) -> Path:
        """The file of a resource. Raises DataError for a path that is absolute, remote, climbs out or passes a link."""
        path = self.inside(self.resources[name].get("path"), f"resource {name}")
        return self.built / path.name if self.built and self.is_built(name) else path

    def is_built(self, name: str) -> bool:
        """Is the table made by the build?"""
        return str(self.resources[name].get("path")).startswith(TABLES)

    def inside(self, path, what: str) -> Path:
        if not isinstance(path, str) or not path:
            raise DataError(DESCRIPTOR, None, f"{what} path", path, "expected a file path inside the package, as text")
        if path.startswith(("/", "\\", "~")) or ".." in Path(path).parts or {":", "\0"} & set(path):
            raise DataError(DESCRIPTOR, None, f"{what} path", path, "leaves the package; expected a relative path inside it")
        full = self.root / path
        if wrong := self._not_inside(full):
            raise DataError(DESCRIPTOR, None, f"{what} path", path, wrong)
        return full

    def _not_inside(self, full: Path) -> str | None:
        """What keeps a path below the root from being a file of the package, there or to be written; None if nothing does."""
        root, part = str(self.root), str(full)
        while len(part) > len(root):
            if os.path.islink(part):
                return "is or passes a symbolic link; expected a file inside the package"
            part = os.path.dirname(part)
        return "is no regular file" if os.path.exists(full) and not os.path.isfile(full) else None

    def _checked(self, full: Path) -> Path:
        if wrong := self._not_inside(full):
            raise DataError(self.name(full), None, None, None, wrong)
        return full

    def name(self, path: Path) -> str:
        """The path as messages show it: relative to the package."""
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else str(path)

    def rows(self, name: str) -> list[dict[str, str]]:
        """The rows of a table as dicts of text."""
        return [row for _, row in self.lines(name)]

    def lines(self, name: str) -> list[tuple[int, dict[str, str]]]:
        """(line in the file, row as a dict of text) for every row of a table. Raises DataError for a broken file."""
        path = self.path(name)
        file = self.name(path)
        text = read_text(path, file)
        found = parse_csv(text, file, [f["name"] for f in self.fields(name)])
        if text.count("\n") == len(found) + 1 and not PERHAPS.search(text):
            return found
        for line, row in found:
            for field, cell in row.items():
                if "\n" in cell:
                    raise DataError(file, line, field, cell, "has a line break; a row is one line")
                if cell.startswith(FORMULA) and not NEGATIVE.fullmatch(cell):
                    raise DataError(file, line, field, cell, "would run as a formula in a spreadsheet")
        return found

    def columns(self, name: str, *fields: str) -> list[tuple[str, ...]]:
        """The text of some fields of every row, in order: the first row stands in line 2. Raises DataError for a broken file."""
        import pyarrow as pa  # here, so that whoever needs no column does not wait for it
        from pyarrow import csv as arrow_csv

        path = self.path(name)
        raw = path.read_bytes() if path.is_file() else b""
        types = dict.fromkeys((f["name"] for f in self.fields(name)), pa.string())
        try:
            table = arrow_csv.read_csv(
                pa.BufferReader(raw),
                parse_options=arrow_csv.ParseOptions(ignore_empty_lines=False),
                convert_options=arrow_csv.ConvertOptions(column_types=types, strings_can_be_null=False, include_columns=list(fields)),
            )
        except (pa.ArrowInvalid, pa.ArrowKeyError):
            table = None
        if table is None or raw.count(b"\n") != len(table) + 1 or not raw.startswith(",".join(types).encode() + b"\n"):
            return [tuple(row[f] for f in fields) for row in self.rows(name)]  # which says what is wrong with it
        return list(zip(*(table[f].to_pylist() for f in fields)))

    def records(self, name: str) -> list[dict]:
        """The rows of a table with their values as their types say, None where empty. Raises DataError."""
        return [row for _, row in self.typed(name)]

    def typed(self, name: str) -> list[tuple[int, dict]]:
        """(line in the file, row with typed values) for every row of a table. Raises DataError for a cell that breaks its field."""
        file = self.name(self.path(name))
        cells = {f["name"]: cell_reader(f) for f in self.fields(name)}
        found = []
        for line, row in self.lines(name):
            try:
                found.append((line, {field: cells[field](text) for field, text in row.items()}))
            except ValueError:
                field, why = next((f, why) for f, text in row.items() for why in [_complaint(cells[f], text)] if why)
                raise DataError(file, line, field, row[field], why) from None
        return found


def cell_reader(field: dict):
    """A function from the text of a cell to its value; it raises ValueError saying what was expected."""
    kind, rules = field["type"], field.get("constraints", {})
    convert = {"string": str, "integer": _integer, "number": _number, "date": _date, "boolean": _boolean}[kind]
    pattern = matcher(rules["pattern"]) if "pattern" in rules else None
    options = rules.get("enum")

    def read(text):
        if text == "":
            if rules.get("required"):
                raise ValueError("is missing; the field is required")
            return None
        if pattern and not pattern(text):
            raise ValueError(f"is not of the form {rules['pattern']}")
        if options and text not in options:
            raise ValueError(f"is not one of: {', '.join(options)}")
        value = convert(text)
        if kind in ("integer", "number") and not rules.get("minimum", value) <= value <= rules.get("maximum", value):
            raise ValueError(f"is not from {rules.get('minimum', '-')} to {rules.get('maximum', '-')}")
        return value

    return read


def _complaint(read, text):
    try:
        read(text)
    except ValueError as error:
        return str(error)


def _integer(text):
    if not re.fullmatch(r"-?\d+", text, re.ASCII):
        raise ValueError("is not a whole number")
    return int(text)


def _number(text):
    if not re.fullmatch(r"-?\d+(\.\d+)?", text, re.ASCII):
        raise ValueError("is not a number: digits with a point for decimals and no separators")
    return int(text) if "." not in text else float(text)


def _date(text):
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        raise ValueError("is not a date of the form YYYY-MM-DD")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ValueError("is not a day of the calendar") from None


def _boolean(text):
    if text not in ("true", "false"):
        raise ValueError("is not true or false")
    return text == "true"


def read_text(path: Path, name: str) -> str:
    """The content of a UTF-8 file without byte order mark or carriage returns. Raises DataError."""
    if not path.is_file():
        raise DataError(name, None, None, None, "no such file")
    return plain(decode(path.read_bytes(), name), name)


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


def format_descriptor(data: dict) -> str:
    """The descriptor as the build writes it."""
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


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
    return path in write_together({path: content})


def write_together(contents: dict[Path, str | bytes]) -> list[Path]:
    """Write several files, each whole or not at all: all are on the disk before the first takes its place. Returns what changed."""
    ready = []
    try:
        for path, content in contents.items():
            data = content.encode() if isinstance(content, str) else content
            if path.is_file() and path.read_bytes() == data:
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
            ready.append((Path(temporary), path))
            with os.fdopen(handle, "wb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            os.chmod(temporary, 0o644)
        for temporary, path in ready:
            os.replace(temporary, path)
    except BaseException:
        for temporary, _ in ready:
            temporary.unlink(missing_ok=True)
        raise
    return [path for _, path in ready]
