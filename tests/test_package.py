"""The package on disk: typed cells, broken files, hostile descriptors, and writing that is whole or nothing."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import socket
from datetime import date

import pytest
from conftest import Edit, snapshot
from hypothesis import given
from hypothesis import strategies as st

import idlib_ledger
from idlib_ledger.errors import DataError
from idlib_ledger.package import Files, format_csv, parse_csv, write

FIELDS = [
    {"name": "code", "type": "string", "constraints": {"required": True, "pattern": "[A-Z]\\d"}},
    {"name": "kind", "type": "string", "constraints": {"enum": ["dry", "wet"]}},
    {"name": "count", "type": "integer", "constraints": {"minimum": 0, "maximum": 9}},
    {"name": "depth", "type": "number"},
    {"name": "day", "type": "date"},
    {"name": "open", "type": "boolean"},
]
NAMES = [field["name"] for field in FIELDS]
HEADER = ",".join(NAMES) + "\n"
GOOD = dict(zip(NAMES, ["A1", "dry", "3", "1.5", "2020-02-29", "true"]))


def small(root, content, fields=FIELDS):
    """A package of one table, rivers."""
    resource = {"name": "rivers", "path": "rivers.csv", "schema": {"fields": fields}}
    (root / "datapackage.json").write_text(json.dumps({"resources": [resource]}))
    (root / "rivers.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    return Files(root)


# --- typed cells ------------------------------------------------------------------------------------------------


def test_cells_have_the_values_of_their_types(tmp_path):
    files = small(tmp_path, HEADER + "A1,dry,3,1.5,2020-02-29,true\nB2,,,-7,,false\n")
    assert files.typed("rivers") == [
        (2, dict(zip(NAMES, ["A1", "dry", 3, 1.5, date(2020, 2, 29), True]))),
        (3, dict(zip(NAMES, ["B2", None, None, -7, None, False]))),
    ]


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("code", "", "is missing; the field is required"),
        ("code", "a1", "is not of the form [A-Z]\\d"),
        ("code", "A12", "is not of the form"),
        ("kind", "damp", "is not one of: dry, wet"),
        ("kind", " dry", "is not one of"),
        ("count", "3.0", "is not a whole number"),
        ("count", "1e3", "is not a whole number"),
        ("count", "٣", "is not a whole number"),
        ("count", "3 ", "is not a whole number"),
        ("count", "10", "is not from 0 to 9"),
        ("count", "-1", "is not from 0 to 9"),
        ("depth", "350,000", "is not a number"),
        ("depth", "1.2.3", "is not a number"),
        ("depth", "nan", "is not a number"),
        ("depth", "inf", "is not a number"),
        ("depth", "ten", "is not a number"),
        ("depth", ".5", "is not a number"),
        ("day", "2020-02-30", "is not a day of the calendar"),
        ("day", "2019-02-29", "is not a day of the calendar"),
        ("day", "2020-13-01", "is not a day of the calendar"),
        ("day", "30.1.2020", "is not a date of the form YYYY-MM-DD"),
        ("day", "20200117", "is not a date of the form YYYY-MM-DD"),
        ("day", "2020-1-7", "is not a date of the form YYYY-MM-DD"),
        ("open", "True", "is not true or false"),
        ("open", "1", "is not true or false"),
    ],
)
def test_a_cell_that_breaks_its_field_is_named(tmp_path, field, text, expected):
    good = format_csv([GOOD], NAMES)
    bad = format_csv([GOOD | {field: text}], NAMES).removeprefix(HEADER)
    with pytest.raises(DataError) as caught:
        small(tmp_path, good + bad).typed("rivers")
    error = caught.value
    assert (error.file, error.row, error.field, error.found) == ("rivers.csv", 3, field, text)
    assert expected in error.expected


@pytest.mark.parametrize("cell", ['"one\ntwo"', "=1+1", "+1", "-a", "@here", "\tx"])
def test_a_cell_with_a_line_break_or_a_formula_is_refused(tmp_path, cell):
    fields = [{"name": "note", "type": "string"}, {"name": "count", "type": "integer"}]
    with pytest.raises(DataError, match="has a line break|would run as a formula") as caught:
        small(tmp_path, f"note,count\nfine,-3\n{cell},4\n", fields).typed("rivers")
    assert (caught.value.row, caught.value.field) == (3, "note")


CELLS = st.text(st.sampled_from('-=+@3.5,"a \n\t'), max_size=6)


@given(st.lists(st.tuples(CELLS, CELLS), max_size=4), st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]))
def test_no_formula_and_no_line_break_passes_wherever_it_stands(tmp_path_factory, cells, quoting):
    fields = [{"name": "note", "type": "string"}, {"name": "more", "type": "string"}]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n", quoting=quoting).writerows([("note", "more"), *cells])
    bad = any("\n" in c or (c[:1] in tuple("=+-@\t") and not re.fullmatch(r"-\d+(\.\d+)?", c)) for row in cells for c in row)
    files = small(tmp_path_factory.mktemp("package"), out.getvalue(), fields)
    if bad:
        with pytest.raises(DataError, match="has a line break|would run as a formula"):
            files.rows("rivers")
    else:
        assert [tuple(row.values()) for row in files.rows("rivers")] == cells


# --- broken files -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "row", "expected"),
    [
        ("", 1, "is not the header; expected code,kind,count,depth,day,open"),
        (HEADER.replace("kind", "sort"), 1, "is not the header"),
        ("kind,code,count,depth,day,open\n", 1, "is not the header"),
        (HEADER.replace("\n", ",more\n"), 1, "is not the header"),
        (HEADER + "A1,dry,3,1.5,2020-02-29,true\nA1,dry,3,1.5,2020-02-29\n", 3, "expected 6"),
        (HEADER + "A1,dry,3,1.5,2020-02-29,true,\n", 2, "expected 6"),
        (HEADER + "\nA1,dry,3,1.5,2020-02-29,true\n", 2, "expected 6"),
        (HEADER + "A1,dry,3,1.5,2020-02-29,true\nA1,dry,3", 3, "expected 6"),
        (HEADER + "A1,dry,3,1.5,2020-02-29,tr", 3, "cut short"),
        (HEADER + 'A1,"dry,3,1.5,2020-02-29,true\n', 2, "is not CSV"),
        (HEADER + 'A1,"dry"y,3,1.5,2020-02-29,true\n', 2, "is not CSV"),
        (HEADER.encode() + b"A1,dr\xe9,3,1.5,2020-02-29,true\n", 2, "is not UTF-8"),
        ("\ufeff" + HEADER, 1, "byte order mark"),
        (HEADER.replace("\n", "\r\n"), 1, "carriage return"),
        (HEADER + "A1,d\0y,3,1.5,2020-02-29,true\n", 2, "NUL"),
    ],
)
def test_a_broken_table_stops_at_its_line(tmp_path, content, row, expected):
    with pytest.raises(DataError) as caught:
        small(tmp_path, content).typed("rivers")
    assert (caught.value.file, caught.value.row) == ("rivers.csv", row)
    assert expected in caught.value.expected


def test_a_missing_table_is_named(tmp_path):
    files = small(tmp_path, HEADER)
    (tmp_path / "rivers.csv").unlink()
    with pytest.raises(DataError, match="^rivers.csv: no such file"):
        files.rows("rivers")


# --- canonical CSV ----------------------------------------------------------------------------------------------

PLAIN = st.characters(exclude_categories=["Cs"], exclude_characters="\r\0")
CELL = st.text(PLAIN, max_size=12) | st.sampled_from(['"', "a,b", "x\ny", "NA", " "])


@given(st.lists(st.fixed_dictionaries({"a": CELL, "b": CELL, "c": CELL})))
def test_rows_come_back_from_csv_as_they_went_in(rows):
    text = format_csv(rows, ["a", "b", "c"])
    assert [row for _, row in parse_csv(text, "x.csv", ["a", "b", "c"])] == rows
    assert format_csv(rows, ["a", "b", "c"]) == text


@given(st.lists(st.fixed_dictionaries({"a": CELL})))
def test_a_single_column_comes_back_too(rows):
    assert [row for _, row in parse_csv(format_csv(rows, ["a"]), "x.csv", ["a"])] == rows


@given(st.lists(st.fixed_dictionaries({"a": CELL, "b": CELL}), max_size=5))
def test_the_line_of_a_row_is_where_it_begins(rows):
    text = format_csv(rows, ["a", "b"])
    lines = text.split("\n")
    for line, row in parse_csv(text, "x.csv", ["a", "b"]):
        assert "\n".join(lines[line - 1 :]).startswith(format_csv([row], ["a", "b"]).split("\n", 1)[1].split("\n")[0])


VALUES = st.fixed_dictionaries(
    {
        "text": st.none() | st.text(st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="=+-@"), min_size=1, max_size=8),
        "whole": st.none() | st.integers(-(10**15), 10**15),
        "number": st.none() | st.integers(-(10**9), 10**9).map(lambda n: n / 10_000),
        "day": st.none() | st.dates(),
        "yes": st.none() | st.booleans(),
    }
)
TYPES = dict(zip(["text", "whole", "number", "day", "yes"], ["string", "integer", "number", "date", "boolean"]))


@given(st.lists(VALUES, max_size=4))
def test_typed_values_come_back_as_they_went_in(tmp_path_factory, rows):
    fields = [{"name": name, "type": kind} for name, kind in TYPES.items()]
    files = small(tmp_path_factory.mktemp("typed"), format_csv(rows, list(TYPES)), fields)
    assert files.records("rivers") == rows


def test_canonical_cells():
    row = {"a": None, "b": True, "c": False, "d": 21.0, "e": 1.5, "f": 0, "g": date(2020, 1, 9), "h": 'say "so"'}
    assert format_csv([row], list(row)) == 'a,b,c,d,e,f,g,h\n,true,false,21,1.5,0,2020-01-09,"say ""so"""\n'


# --- descriptors that leave the package -------------------------------------------------------------------------

OUTSIDE = [
    "../outside.csv",
    "data/../../outside.csv",
    "data/coded/../../../outside.csv",
    "/etc/hostname",
    "~/outside.csv",
    "\\\\host\\outside.csv",
    "C:\\outside.csv",
    "http://127.0.0.1/outside.csv",
    "https://example.org/outside.csv",
    "HTTPS://example.org/outside.csv",
    "ftp://example.org/outside.csv",
    "file:///etc/hostname",
    "file:/etc/hostname",
    "s3://bucket/outside.csv",
    "data/a.csv\0",
    "",
    None,
    7,
    ["data/coded/claims.csv"],
    {"url": "data/coded/claims.csv"},
]


@pytest.fixture
def point(folder):
    """Let a table of the copy point elsewhere."""

    def point(path, table="claims"):
        descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        next(r for r in descriptor["resources"] if r["name"] == table)["path"] = path
        (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")

    return point


@pytest.fixture
def offline(monkeypatch):
    def refuse(*_):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def refused(action):
    with pytest.raises(DataError) as caught:
        action()
    assert caught.value.file == "datapackage.json"
    assert "path" in caught.value.field
    return caught.value


@pytest.mark.parametrize("path", OUTSIDE, ids=str)
def test_a_path_that_leaves_the_package_is_refused_on_opening(folder, point, offline, path):
    (folder.parent / "outside.csv").write_text("secret\n")
    point(path)
    assert refused(lambda: idlib_ledger.open(folder)).found == path


@pytest.mark.parametrize("path", ["../outside.csv", "/etc/hostname", "http://127.0.0.1/outside.csv", "file:///etc/hostname"])
def test_whoever_asks_for_a_table_outside_is_refused(folder, point, offline, path):
    from idlib_ledger import checks

    point(path)
    package = idlib_ledger.Package(folder)
    refused(lambda: package.load("claims"))
    refused(lambda: package.files.rows("claims"))
    refused(lambda: package.evidence("C00001"))
    refused(lambda: checks.schema(Files(folder), ["claims"]))
    refused(lambda: checks.rules(Files(folder)))


def test_a_table_that_is_a_link_is_refused(folder):
    table = folder / "data/tables/claims.csv"
    outside = shutil.move(table, folder.parent / "outside.csv")
    table.symlink_to(outside)
    assert "symbolic link" in refused(lambda: idlib_ledger.open(folder)).expected


def test_a_link_inside_the_package_is_refused_too(folder):
    table = folder / "data/tables/claims.csv"
    table.rename(folder / "data/tables/real.csv")
    table.symlink_to("real.csv")
    assert "symbolic link" in refused(lambda: idlib_ledger.open(folder)).expected


@pytest.mark.parametrize("parent", ["data", "data/tables"])
def test_a_table_below_a_linked_folder_is_refused(folder, parent):
    outside = shutil.move(folder / parent, folder.parent / "outside")
    (folder / parent).symlink_to(outside, target_is_directory=True)
    assert "symbolic link" in refused(lambda: idlib_ledger.open(folder)).expected


def test_a_package_below_a_linked_folder_opens(folder):
    (folder.parent / "link").symlink_to(folder, target_is_directory=True)
    assert idlib_ledger.open(folder.parent / "link").tables() == idlib_ledger.open(folder).tables()


# --- broken descriptors -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b'{"resources": [}',
        b"[" * 100_000,
        b"[]",
        b"null",
        b"7",
        b'"resources"',
        b"{}",
        b'{"resources": {}}',
        b'{"resources": null}',
        b'{"resources": [7]}',
        b'{"resources": [{}]}',
        b'{"resources": [{"name": "a", "path": "a.csv"}, {"name": "a", "path": "b.csv"}]}',
    ],
    ids=lambda content: content[:60].decode("latin-1"),
)
def test_a_broken_descriptor_is_named(tmp_path, content):
    (tmp_path / "datapackage.json").write_bytes(content)
    with pytest.raises(DataError) as caught:
        idlib_ledger.open(tmp_path)
    assert caught.value.file == "datapackage.json" and caught.value.expected


@pytest.mark.parametrize("schema", [None, {"fields": 7}, {"fields": [{"name": "a", "type": "colour"}]}], ids=str)
def test_a_table_with_a_broken_schema_is_named(tmp_path, schema):
    resource = {"name": "rivers", "path": "rivers.csv"} | ({"schema": schema} if schema is not None else {})
    (tmp_path / "datapackage.json").write_text(json.dumps({"resources": [resource]}))
    (tmp_path / "rivers.csv").write_text("a\n1\n")
    with pytest.raises(DataError):
        idlib_ledger.open(tmp_path).load("rivers")


def test_the_line_of_broken_json_is_named(folder, edit: Edit):
    edit.line("datapackage.json", 3, '  "title" "two words without a colon",')
    with pytest.raises(DataError) as caught:
        idlib_ledger.open(folder)
    assert caught.value.row == 3


def test_a_huge_descriptor_is_refused_without_reading_it(tmp_path):
    with open(tmp_path / "datapackage.json", "wb") as stream:
        stream.truncate(50_000_000)
    with pytest.raises(DataError) as caught:
        idlib_ledger.open(tmp_path)
    assert caught.value.found == "50000000 bytes" and "at most" in caught.value.expected


def test_a_folder_without_a_descriptor_is_named(tmp_path):
    with pytest.raises(DataError, match="no such file") as caught:
        idlib_ledger.open(tmp_path)
    assert str(tmp_path) in caught.value.file


# --- writing ----------------------------------------------------------------------------------------------------


def test_writing_makes_folders_and_says_that_it_wrote(tmp_path):
    assert write(tmp_path / "a/b/c.txt", "é") is True
    assert (tmp_path / "a/b/c.txt").read_bytes() == "é".encode()


def test_the_same_content_keeps_the_time_of_the_file(tmp_path):
    path = tmp_path / "a.txt"
    write(path, "same")
    os.utime(path, ns=(1, 1))
    assert write(path, b"same") is False
    assert path.stat().st_mtime_ns == 1


def test_other_content_replaces_the_file(tmp_path):
    path = tmp_path / "a.txt"
    write(path, "a long first content")
    assert write(path, "second") is True
    assert path.read_text() == "second"
    assert [p.name for p in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("broken", ["fsync", "replace", "chmod"])
def test_a_write_that_fails_leaves_the_old_file_whole_and_no_other(tmp_path, monkeypatch, broken):
    path = tmp_path / "a.txt"
    write(path, "old")
    before = snapshot(tmp_path)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, broken, full)
    with pytest.raises(OSError, match="No space left"):
        write(path, "new and longer")
    assert snapshot(tmp_path) == before


def test_a_write_that_cannot_take_its_place_leaves_no_file_behind(tmp_path):
    (tmp_path / "taken/by").mkdir(parents=True)
    with pytest.raises(OSError):
        write(tmp_path / "taken", "content")
    assert [p.name for p in tmp_path.rglob("*")] == ["taken", "by"]
