"""Tables against their schema, by columns: the constraints that frictionless checks row by row, with the same failures.

A column is read once as text. What plainly holds is let through by vector operations that accept no cell frictionless would refuse; the
rest, a few distinct cells as a rule, is looked at one by one, as frictionless does. A table that is not a plain one (ragged rows, another
header, a type or dialect that is not known here) goes to frictionless itself.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from pathlib import Path
from typing import Any, Final, NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from .errors import DataError
from .package import DESCRIPTOR, Files
from .patterns import Unbounded, bounded, matcher

LONGEST_HEADER: Final = 1 << 20  # bytes
LONGEST_LINE: Final = 1 << 24  # bytes of a row, and of a block that is read at once
MOST_COLUMNS: Final = 10_000
SAMPLE: Final = 20_000  # rows by which a column is taken for one of few distinct values
FEW: Final = 0.1  # distinct cells of the sample, as a share of it
PLAIN_RESOURCE: Final = set("name path title description schema hash bytes encoding mediatype format profile sources licenses type".split())
UTF8: Final = ("utf-8", "utf8", None)
INTEGER: Final = r"^-?[0-9]{1,15}$"
NUMBER: Final = r"^-?[0-9]{1,9}(\.[0-9]{1,6})?$"
SAFE_PATTERN: Final = re.compile(r"[\w\s.,:;@#%&=<>!~/()\[\]{}|?*+^$-]|\\[dw.+*?()\[\]{}|^$/-]", re.ASCII)  # where RE2 accepts no more
BOUNDS: Final = {
    "minimum": (pc.less, lambda a, b: a >= b),
    "maximum": (pc.greater, lambda a, b: a <= b),
    "exclusiveMinimum": (pc.less_equal, lambda a, b: a > b),
    "exclusiveMaximum": (pc.greater_equal, lambda a, b: a < b),
}
COMMAS: Final = {"csv": {"delimiter": ",", "quoteChar": '"', "skipInitialSpace": False}}  # else frictionless guesses it from a sample
COMPARABLE: Final = {"string": "text", "any": "text", "integer": "number", "number": "number", "boolean": "number", "date": "day"}
TRUE: Final = ["true", "True", "TRUE", "1"]
FALSE: Final = ["false", "False", "FALSE", "0"]


class Failure(NamedTuple):
    """A failing cell, row or table. code: the name frictionless has for it; row counts the header as 1."""

    resource: str
    path: str
    row: int | None
    field: str | None
    code: str
    cell: str | None
    note: str


class NotPlain(Exception):
    """The table is not one that columns can be read of."""


def validate(path: str | Path, resources: Iterable[str] | None = None) -> list[Failure]:
    """Every failure of the tables of a data package, in the order of tables and rows; empty where all hold.

    path: the folder of a package or its descriptor. resources: only these tables. Nothing outside the folder is opened. Raises DataError
    for a descriptor that cannot be read, a path that leaves the package, and a table that only frictionless can read where it is missing.

    >>> from idlib_ledger.package import default_root
    >>> validate(default_root(), ["hedges", "actors"])
    []
    """
    path = Path(path)
    files = Files(path.parent if path.name == DESCRIPTOR else path)
    return check(files, files.resources, resources)


def check(files: Files, tables: dict[str, dict], resources: Iterable[str] | None = None) -> list[Failure]:
    """The same of resources that are described otherwise than by the descriptor in the folder: name -> resource."""
    keys = _Keys(files, tables)
    found: list[Failure] = []
    for name in tables if resources is None else resources:
        found += _table(files, tables, name, keys)
    return found


def _table(files: Files, tables: dict[str, dict], name: str, keys: _Keys) -> list[Failure]:
    resource = tables[name]
    path = files.inside(resource.get("path"), f"resource {name}")
    if not path.is_file():
        return [Failure(name, resource["path"], None, None, "scheme-error", None, "no such file")]
    try:
        found = keys.table(name).failures(keys)
    except NotPlain:  # this table, or one that it refers to
        return _frictionless(files.root, tables, resource)
    return sorted([*_stamps(path, resource), *found], key=lambda f: f.row or 0)


def _stamps(path: Path, resource: dict) -> Iterable[Failure]:
    stated, size = resource.get("hash"), resource.get("bytes")
    if isinstance(stated, str):
        algorithm, _, expected = stated.rpartition(":")
        if algorithm in ("", "md5", "sha256"):
            with open(path, "rb") as stream:
                actual = hashlib.file_digest(stream, algorithm or "md5").hexdigest()
            if actual != expected:
                yield Failure(resource["name"], resource["path"], None, None, "hash-count", actual, f"expected is {expected}")
    if size and path.stat().st_size != size:
        yield Failure(resource["name"], resource["path"], None, None, "byte-count", str(path.stat().st_size), f"expected is {size}")


class _Keys:
    """The tables of a package, each read once, and the keys that others refer to."""

    def __init__(self, files: Files, tables: dict[str, dict]):
        self.files, self.tables = files, tables
        self._read: dict[str, _Table | None] = {}
        self._values: dict[tuple, Any] = {}

    def table(self, name: str) -> _Table:
        """The table, read. Raises NotPlain."""
        if name not in self._read:
            try:
                self._read[name] = _Table(self.files.inside(self.tables[name].get("path"), f"resource {name}"), self.tables[name])
            except NotPlain:
                self._read[name] = None
        found = self._read[name]
        if found is None:
            raise NotPlain
        return found

    def values(self, name: str, fields: tuple[str, ...]) -> tuple[Any, list[str]]:
        """The values of a referenced key, an array for one field, a set of tuples for several, and what each compares with.

        Raises NotPlain, KeyError.
        """
        if (name, fields) not in self._values:
            columns = [self.table(name).column(f) for f in fields]
            values = [c.values() for c in columns]
            known = pc.unique(values[0]).drop_null() if len(columns) == 1 else set(zip(*(v.to_pylist() for v in values)))
            self._values[name, fields] = known, [c.comparable for c in columns]
        return self._values[name, fields]


class _Table:
    """A table read by columns of text."""

    def __init__(self, path: Path, resource: dict):
        schema = resource.get("schema")
        profile = set(resource) - PLAIN_RESOURCE
        if not isinstance(schema, dict) or not isinstance(schema.get("fields"), list) or profile & {"dialect", "compression", "data"}:
            raise NotPlain
        if schema.get("fieldsMatch", "exact") != "exact" or resource.get("encoding") not in UTF8 or path.suffix.lower() != ".csv":
            raise NotPlain
        self.name, self.path, self.schema = resource["name"], resource["path"], schema
        missing = schema.get("missingValues", [""])
        if not all(isinstance(m, str) for m in missing):
            raise NotPlain
        names = [f.get("name") for f in schema["fields"]]
        self._data = _read(path, names)
        self.n = self._data.num_rows
        self._columns = {f["name"]: _Column(f, self._data[f["name"]], f.get("missingValues", missing)) for f in schema["fields"]}

    def column(self, name: str) -> _Column:
        return self._columns[name]

    def failures(self, keys: _Keys) -> list[Failure]:
        columns = list(self._columns.values())
        if self.n < SAMPLE:
            by_column = [column.failures() for column in columns]
        else:
            with ThreadPoolExecutor() as pool:  # the work on keys is begun with that on cells
                for column in columns:
                    if column.rules.get("unique"):
                        pool.submit(lambda column=column: column.repeated)
                by_column = list(pool.map(_Column.failures, columns))
        found = [
            self._failure(row, column.name, code, cell, note)
            for column, rows in zip(self._columns.values(), by_column)
            for row, code, cell, note in rows
        ]
        return [*self._blank_rows(found), *self._unique(), *self._primary(), *self._foreign(keys)]

    def _failure(self, row: int, field: str | None, code: str, cell: str | None, note: str) -> Failure:
        return Failure(self.name, self.path, row + 2, field, code, cell, note)

    def _blank_rows(self, found: list[Failure]) -> list[Failure]:
        """A row without any cell is told once, and nothing else of it."""
        blank = None
        for column in self._columns.values():
            if not column.has_missing:
                return found
            blank = column.missing() if blank is None else pc.and_(blank, column.missing())
        rows = _true(blank) if blank is not None else []
        if not rows:
            return found
        told = {r + 2 for r in rows}
        return [f for f in found if f.row not in told] + [self._failure(r, None, "blank-row", None, "no cell has a value") for r in rows]

    def _unique(self) -> Iterable[Failure]:
        for column in self._columns.values():
            if column.rules.get("unique"):
                for row, before in column.repeated:
                    yield self._failure(
                        row, column.name, "unique-error", column.cell(row), f"the same as in the row at position {before + 2}"
                    )

    def _primary(self) -> Iterable[Failure]:
        key = self.schema.get("primaryKey") or []
        key = [key] if isinstance(key, str) else key
        if not key or any(k not in self._columns for k in key):
            return
        columns = [self._columns[k] for k in key]
        values = [c.values() for c in columns]
        cells = ", ".join
        if all(v.null_count for v in values):
            nothing = values[0].is_null()
            for v in values[1:]:
                nothing = pc.and_(nothing, v.is_null())
            for row in _true(nothing):
                yield self._failure(row, None, "primary-key", None, 'cells composing the primary keys are all "None"')
        for row, before in columns[0].repeated if len(columns) == 1 else _repeated(values):
            found = cells(c.cell(row) for c in columns)
            yield self._failure(row, None, "primary-key", found, f"the same as in the row at position {before + 2}")

    def _foreign(self, keys: _Keys) -> Iterable[Failure]:
        for key in self.schema.get("foreignKeys", []):
            fields = tuple([key["fields"]] if isinstance(key["fields"], str) else key["fields"])
            target = key["reference"]
            there = tuple([target["fields"]] if isinstance(target["fields"], str) else target["fields"])
            known, kinds = keys.values(target.get("resource") or self.name, there)
            note = f"not found in {target.get('resource') or self.name} as {', '.join(there)}"
            columns = [self._columns[f] for f in fields]
            for row in _unknown([c.values() for c in columns], known, [kind == c.comparable for kind, c in zip(kinds, columns)]):
                cells = ", ".join(c.cell(row) for c in columns)
                yield self._failure(row, ", ".join(fields), "foreign-key", cells, note)


class _Column:
    """A column of text, and what its field asks of it."""

    def __init__(self, field: dict, text: pa.ChunkedArray, missing: list[str]):
        self.name, self.type, self.rules = field["name"], field.get("type", "any"), field.get("constraints", {})
        self.field, self.text, self.missing_values = field, text, missing
        try:
            self.read = _reader(field, missing)
        except Unbounded as error:
            raise DataError(DESCRIPTOR, None, f"field {self.name} pattern", self.rules["pattern"], str(error)) from None
        head = text.slice(0, SAMPLE)
        self.few = len(head) < 100 or pc.count_distinct(head).as_py() <= FEW * len(head)
        self._encoded: pa.DictionaryArray | None = None
        self._cells: dict[str, tuple[Any, dict]] = {}
        self._values: pa.ChunkedArray | None = None

    @property
    def has_missing(self) -> bool:
        return pc.any(self.missing()).as_py() or False

    def missing(self) -> pa.Array:
        return pc.is_in(self.text, value_set=pa.array(self.missing_values, pa.string()))

    def cell(self, row: int) -> str:
        return self.text[row].as_py()

    @cached_property
    def repeated(self) -> list[tuple[int, int]]:
        """(row, the row before it with the same value), in order."""
        return list(_repeated([self.values()]))

    def failures(self) -> list[tuple[int, str, str, str]]:
        """(row, code, cell, note) of the cells that fail."""
        return [
            (row, "type-error" if name == "type" else "constraint-error", cell, note)
            for row, cell in self._doubtful()
            for name, note in self._looked_at(cell)[1].items()
        ]

    def _looked_at(self, cell: str) -> tuple[Any, dict]:
        found = self._cells.get(cell)
        if found is None:
            found = self._cells[cell] = self.read(cell)
        return found

    def _doubtful(self) -> list[tuple[int, str]]:
        """(row, cell) of the cells that do not plainly hold."""
        if self.few:
            encoded = self._dictionary()
            cells = encoded.dictionary.to_pylist()
            failing = [k for k, cell in enumerate(cells) if self._looked_at(cell)[1]]
            if not failing:
                return []
            rows = _true(pc.is_in(encoded.indices, value_set=pa.array(failing, encoded.indices.type)))
            return [(row, self.cell(row)) for row in rows]
        holds = self._plainly_holds()
        rows = _true(pc.invert(holds)) if holds is not None else range(len(self.text))
        return [(row, self.cell(row)) for row in rows]

    def _plainly_holds(self) -> pa.Array | None:
        """A mask of cells that surely hold; None where nothing can be said of them at once."""
        rules = {k: v for k, v in self.rules.items() if k not in ("unique", "required")}
        if self.type == "string" and self.field.get("format", "default") == "default":
            holds = None
            for rule, value in rules.items():
                if rule == "pattern" and _safe(value):
                    mask = pc.match_substring_regex(self.text, f"^({value})$")
                elif rule in ("minLength", "maxLength"):
                    length = pc.utf8_length(self.text)
                    mask = pc.greater_equal(length, value) if rule == "minLength" else pc.less_equal(length, value)
                elif rule == "enum":
                    mask = pc.is_in(self.text, value_set=pa.array(value, pa.string()))
                else:
                    return None
                holds = mask if holds is None else pc.and_(holds, mask)
            present = pc.invert(self.missing())
            return self._with_missing(present if holds is None else pc.and_(holds, present))
        if self.type in ("integer", "number") and set(self.field) <= {
            "name",
            "type",
            "title",
            "description",
            "constraints",
            "unit",
            "example",
        }:
            mask = pc.match_substring_regex(self.text, INTEGER if self.type == "integer" else NUMBER)
            if rules and set(rules) <= set(BOUNDS):
                numbers = pc.cast(pc.if_else(mask, self.text, pa.scalar(None, pa.string())), pa.float64())
                for rule, value in rules.items():
                    if not isinstance(value, (int, float)) or abs(value) >= 1e15:
                        return None
                    mask = pc.and_(mask, pc.fill_null(pc.invert(BOUNDS[rule][0](numbers, float(value))), False))
            elif rules:
                return None
            return self._with_missing(mask)
        return None

    def _with_missing(self, mask: pa.Array) -> pa.Array:
        if self.rules.get("required"):
            return pc.and_(mask, pc.invert(self.missing()))
        return pc.or_(mask, self.missing())

    def _dictionary(self) -> pa.DictionaryArray:
        if self._encoded is None:
            self._encoded = (
                self.text.combine_chunks().dictionary_encode() if self.text.num_chunks != 1 else self.text.chunk(0).dictionary_encode()
            )
        return self._encoded

    @property
    def comparable(self) -> str:
        """With the values of which columns its own may be equal: those of text, of numbers (true is 1) or of days. Raises NotPlain."""
        kind = COMPARABLE.get(self.type) if self.field.get("format", "default") == "default" else None
        if kind is None:
            raise NotPlain
        return kind

    def values(self) -> pa.ChunkedArray:
        """The values as keys compare them: text, or the typed value in one form for each; null where missing or of another type."""
        if self._values is None:
            if self.comparable == "text":
                self._values = pc.if_else(self.missing(), pa.scalar(None, pa.string()), self.text) if self.has_missing else self.text
            elif self.few:
                encoded = self._dictionary()
                forms = pa.array([_form(self._looked_at(cell)[0]) for cell in encoded.dictionary.to_pylist()], pa.string())
                self._values = pa.chunked_array([forms.take(encoded.indices)])
            else:
                self._values = pa.chunked_array([pa.array([_form(self.read(cell)[0]) for cell in self.text.to_pylist()], pa.string())])
        return self._values


def _form(value: Any) -> str | None:
    """One text for each value: 1, 01, 1.0 and true are the same. Raises NotPlain for what is not equal to itself."""
    if value is None:
        return None
    if isinstance(value, date):
        return value.isoformat()
    if value != value:
        raise NotPlain
    if isinstance(value, Decimal) and not value.is_finite():
        return str(value)
    number = Fraction(value)
    return str(number)


def _read(path: Path, names: list) -> pa.Table:
    """The cells of a plain table as text.

    Raises NotPlain for ragged rows, another header, and what is no UTF-8; DataError for a line or a header too long to be read.
    """
    with open(path, "rb") as stream:
        head = stream.read(LONGEST_HEADER)
    first = head.split(b"\n", 1)[0].removesuffix(b"\r")
    if len(first) == len(head) == LONGEST_HEADER or first.count(b",") > MOST_COLUMNS:
        raise DataError(
            path.name, 1, None, f"{first.count(b',') + 1} columns", f"has more than {MOST_COLUMNS} columns, or is longer than 1 MiB"
        )
    if first.decode("utf-8", "replace").split(",") != names or len(set(names)) != len(names) or b"\0" in head:
        raise NotPlain
    if path.stat().st_size <= len(first) + 2:
        return pa.table({n: pa.array([], pa.string()) for n in names})
    try:
        return csv.read_csv(
            path,
            read_options=csv.ReadOptions(block_size=LONGEST_LINE),
            parse_options=csv.ParseOptions(newlines_in_values=_has_quotes(path), ignore_empty_lines=False),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False, quoted_strings_can_be_null=False, check_utf8=True
            ),
        )
    except pa.ArrowInvalid as error:
        if "straddling" in str(error):
            raise DataError(path.name, None, None, None, f"has a line longer than {LONGEST_LINE} bytes") from None
        raise NotPlain from None


def _has_quotes(path: Path) -> bool:
    with open(path, "rb") as stream:
        while block := stream.read(1 << 22):
            if b'"' in block:
                return True
    return False


def _true(mask: Any) -> list[int]:
    """The rows at which a mask holds."""
    if isinstance(mask, pa.ChunkedArray):
        mask = mask.combine_chunks()
    return pc.indices_nonzero(pc.fill_null(mask, False)).to_pylist()


def _repeated(columns: list) -> Iterable[tuple[int, int]]:
    """(row, the row before it with the same key), in order; a key that is null in all columns is none."""
    table = pa.table({str(k): c for k, c in enumerate(columns)})
    names = table.column_names
    if len(names) == 1 and pc.count_distinct(table["0"], mode="only_valid").as_py() + table["0"].null_count == table.num_rows:
        return
    counted = table.group_by(names).aggregate([([], "count_all")])
    if counted.num_rows == table.num_rows:
        return
    twice = counted.filter(pc.greater(counted["count_all"], 1)).select(names)
    keys = set(zip(*(twice[n].to_pylist() for n in names)))
    last: dict[tuple, int] = {}
    for row, key in enumerate(zip(*(table[n].to_pylist() for n in names))):
        if key not in keys or all(k is None for k in key):
            continue
        if key in last:
            yield row, last[key]
        last[key] = row


def _unknown(columns: list, known: Any, comparable: list[bool]) -> list[int]:
    """The rows whose key, unless it is null in all columns, is not among those known; what compares with nothing there is unknown."""
    if len(columns) == 1:
        values = columns[0]
        found = pc.is_in(values, value_set=known if comparable[0] else known.slice(0, 0))
        return _true(pc.and_(pc.is_valid(values), pc.invert(found)))
    cells = [c.to_pylist() if equal else [None if v is None else (v,) for v in c.to_pylist()] for c, equal in zip(columns, comparable)]
    return [row for row, key in enumerate(zip(*cells)) if key not in known and not all(k is None for k in key)]


def _safe(pattern: Any) -> bool:
    """Is the pattern one by which RE2 accepts nothing that Python refuses?"""
    if not isinstance(pattern, str) or "(?" in pattern or "[^" in pattern or SAFE_PATTERN.sub("", pattern):
        return False
    try:
        pc.match_substring_regex(pa.array([""]), f"^({pattern})$")
    except pa.ArrowInvalid:
        return False
    return True


def _reader(field: dict, missing: list[str]) -> Callable[[str], tuple[Any, dict]]:
    """A function from a cell to (value, what is wrong with it by rule), as frictionless reads cells of that field."""
    kind, form = field.get("type", "any"), field.get("format", "default")
    value_of = _values_of(field) if form == "default" else None
    if value_of is None:
        return _frictionless_reader(field, missing)
    rules = {k: v for k, v in field.get("constraints", {}).items() if k != "unique"}
    checks: dict[str, Callable[[Any], bool]] = {}
    for rule, wanted in rules.items():
        if rule == "required":
            checks[rule] = (lambda v: v is not None) if wanted else (lambda v: True)
        elif rule in BOUNDS and kind in ("integer", "number", "date"):
            limit = wanted if not isinstance(wanted, str) else value_of(wanted)
            limit = Decimal(str(limit)) if isinstance(limit, float) else limit
            checks[rule] = lambda v, limit=limit, holds=BOUNDS[rule][1]: v is None or (v == v and holds(v, limit))
        elif rule == "pattern" and kind == "string":
            matches = matcher(wanted)
            checks[rule] = lambda v, matches=matches: v is None or matches(v)
        elif rule == "enum":
            options = [value_of(w) if isinstance(w, str) else Decimal(str(w)) if isinstance(w, float) else w for w in wanted]
            checks[rule] = lambda v, options=options: v is None or v in options
        elif rule in ("minLength", "maxLength") and kind == "string":
            checks[rule] = lambda v, wanted=wanted, low=rule == "minLength": v is None or (len(v) >= wanted if low else len(v) <= wanted)
        else:
            return _frictionless_reader(field, missing)

    def read(cell: str) -> tuple[Any, dict]:
        if cell in missing:
            value = None
        else:
            value = value_of(cell)
            if value is None:
                return None, {"type": f'type is "{kind}/{form}"'}
        return value, {rule: f'constraint "{rule}" is "{rules[rule]}"' for rule, holds in checks.items() if not holds(value)}

    return read


def _values_of(field: dict) -> Callable[[str], Any] | None:
    """A function from a cell to its value, None where it has none; None for a type that is not known here."""
    kind = field.get("type", "any")
    if kind in ("string", "any"):
        return lambda cell: cell
    if kind == "integer" and field.get("bareNumber", True):
        return _or_none(lambda cell: int(cell.strip()))
    if kind == "number" and not {"bareNumber", "floatNumber", "decimalChar", "groupChar"} & set(field):
        return _or_none(lambda cell: Decimal(cell.strip()))
    if kind == "date":
        return _or_none(_date)
    if kind == "boolean":
        known = {**dict.fromkeys(field.get("trueValues", TRUE), True), **dict.fromkeys(field.get("falseValues", FALSE), False)}
        return known.get
    return None


def _date(cell: str) -> date:
    return datetime.strptime(cell, "%Y-%m-%d").date()


def _or_none(read: Callable[[str], Any]) -> Callable[[str], Any]:
    def value(cell: str) -> Any:
        try:
            return read(cell)
        except (ValueError, ArithmeticError):
            return None

    return value


def _frictionless_reader(field: dict, missing: list[str]) -> Callable[[str], tuple[Any, dict]]:
    """The reader of frictionless, for types and formats that are not known here."""
    try:
        import frictionless
    except ImportError:
        raise NotPlain from None
    own = frictionless.Field.from_descriptor({"missingValues": missing, **field})
    read = own.create_cell_reader()

    def looked_at(cell: str) -> tuple[Any, dict]:
        value, notes = read(cell)
        return value, notes or {}

    return looked_at


def _frictionless(root: Path, tables: dict[str, dict], resource: dict) -> list[Failure]:
    """What frictionless finds in a table that columns cannot be read of."""
    try:
        import frictionless
    except ImportError:
        raise DataError(resource["path"], None, None, None, "is no plain table; install idlib-ledger[check] to have it read") from None
    _readable(root, resource)
    names = {k["reference"].get("resource") for k in resource.get("schema", {}).get("foreignKeys", [])} | {resource["name"]}
    wanted = [frictionless.Resource.from_descriptor({"dialect": COMMAS, **r}) for r in tables.values() if r["name"] in names]
    package = frictionless.Package(name="checked", resources=wanted, basepath=str(root))
    report = package.validate()
    found = [Failure(resource["name"], resource["path"], None, None, e.type, None, e.note) for e in report.errors]
    for task in report.tasks:
        if task.name == resource["name"]:
            found += [told(resource, e) for e in task.errors]
    return found


def _readable(root: Path, resource: dict) -> None:
    """Raises DataError for a table that would keep frictionless busy without end: rows of too many cells, patterns that may not end."""
    path = root / resource["path"]
    with open(path, "rb") as stream:
        line = 0
        while row := stream.readline(LONGEST_LINE):
            line += 1
            if len(row) == LONGEST_LINE or row.count(b",") > MOST_COLUMNS and len(resource["schema"]["fields"]) < row.count(b","):
                raise DataError(
                    path.name, line, None, None, f"has a line longer than {LONGEST_LINE} bytes, or more than {MOST_COLUMNS} cells"
                )
    for field in resource["schema"]["fields"]:
        pattern = field.get("constraints", {}).get("pattern")
        if isinstance(pattern, str) and not bounded(pattern):
            expected = "may take for ever, and the table is one that only frictionless can read"
            raise DataError(DESCRIPTOR, None, f"field {field['name']} pattern", pattern, expected)


def told(resource: dict, error: Any) -> Failure:
    """An error of frictionless as a Failure."""
    field = getattr(error, "field_name", None) or None
    if error.type == "foreign-key":
        field = ", ".join(error.field_names)
    if error.type in ("primary-key", "blank-row"):
        field = None
    return Failure(
        resource["name"], resource["path"], getattr(error, "row_number", None), field, error.type, getattr(error, "cell", None), error.note
    )
