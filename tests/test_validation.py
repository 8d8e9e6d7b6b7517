"""Tables against their schema by columns: the same failures as frictionless, and nothing read outside the folder."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest
from conftest import ROOT

from benchmarks.differential import by_columns, by_frictionless, package
from idlib_ledger.cli import main
from idlib_ledger.errors import DataError
from idlib_ledger.validation import validate


@pytest.fixture
def made(tmp_path):
    """A package of one table: made(fields, text of the file, more of the schema)."""

    def made(fields, text, **schema) -> Path:
        (tmp_path / "t.csv").write_text(text, encoding="utf-8")
        resource = {"name": "t", "path": "t.csv", "schema": {"fields": fields, **schema}}
        (tmp_path / "datapackage.json").write_text(json.dumps({"name": "made", "resources": [resource]}), encoding="utf-8")
        return tmp_path

    return made


def told(folder):
    return [(f.row, f.field, f.code, f.cell) for f in validate(folder)]


def test_this_package_holds():
    assert validate(ROOT) == []


@pytest.mark.parametrize("block", range(10))
def test_the_same_failures_as_frictionless(tmp_path, block):
    for seed in range(block * 15, block * 15 + 15):
        folder = tmp_path / str(seed)
        folder.mkdir()
        package(folder, seed)
        assert by_columns(folder) == by_frictionless(folder), f"package {seed}"


@pytest.mark.parametrize(
    ("field", "cell", "code"),
    [
        ({"type": "integer"}, "1.5", "type-error"),
        ({"type": "number", "constraints": {"minimum": 0}}, "-0.5", "constraint-error"),
        ({"type": "date"}, "2020-02-30", "type-error"),
        ({"type": "boolean"}, "yes", "type-error"),
        ({"type": "string", "constraints": {"pattern": r"C\d{5}"}}, "C1234", "constraint-error"),
        ({"type": "string", "constraints": {"enum": ["a", "b"]}}, "c", "constraint-error"),
        ({"type": "string", "constraints": {"required": True}}, "", "constraint-error"),
    ],
)
@pytest.mark.parametrize("rows", [3, 400])  # few distinct cells and many are looked at in two ways
def test_the_failing_cell_is_named(made, field, cell, code, rows):
    good = {"integer": "1{}", "number": "1{}", "date": "2020-01-15", "boolean": "true", "string": "C1{:04}"}[field["type"]]
    good = "a" if "enum" in field.get("constraints", {}) else good
    lines = [f"{k},{good.format(k)}" for k in range(rows)]
    folder = made([{"name": "n", "type": "integer"}, {"name": "x", **field}], "n,x\n" + "\n".join([*lines, f"9,{cell}"]) + "\n")
    assert told(folder) == [(rows + 2, "x", code, cell)]


def test_a_key_compares_values_and_not_their_spelling(made):
    folder = made([{"name": "n", "type": "integer"}], "n\n1\n2\n01\n", primaryKey="n")
    assert told(folder) == [(4, None, "primary-key", "01")]


def test_a_reference_to_nothing(made):
    key = {"fields": "b", "reference": {"resource": "", "fields": "a"}}
    fields = [{"name": "a", "type": "string"}, {"name": "b", "type": "string"}]
    assert told(made(fields, "a,b\nx,\ny,x\nz,w\n", foreignKeys=[key])) == [(4, "b", "foreign-key", "w")]


def test_ragged_and_blank_rows(made):
    folder = made([{"name": "a", "type": "string"}, {"name": "b", "type": "string"}], "a,b\n1\n,\n1,2,3\n")
    assert {(row, code) for row, _, code, _ in told(folder)} == {(2, "missing-cell"), (3, "blank-row"), (4, "extra-cell")}


def test_a_line_break_in_a_cell_is_one_row(made):
    folder = made([{"name": "a", "type": "string"}, {"name": "b", "type": "integer"}], 'a,b\n"x\ny",1\nz,q\n')
    assert told(folder) == [(3, "b", "type-error", "q")]


@pytest.mark.parametrize(
    "path", ["../t.csv", "/etc/passwd", "http://example.org/t.csv", "a/../../t.csv", "~/t.csv", ["t.csv"], "", 7, "a\0b"]
)
def test_a_path_that_leaves_the_package_is_refused(made, path):
    folder = made([{"name": "a"}], "a\n1\n")
    (folder / "datapackage.json").write_text(json.dumps({"resources": [{"name": "t", "path": path, "schema": {"fields": []}}]}))
    with pytest.raises(DataError):
        validate(folder)


def test_a_link_is_refused(made, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "t.csv"
    outside.write_text("a\n1\n")
    folder = made([{"name": "a"}], "a\n1\n")
    (folder / "t.csv").unlink()
    os.symlink(outside, folder / "t.csv")
    with pytest.raises(DataError, match="link"):
        validate(folder)


@pytest.mark.parametrize("text", ["a\n" + "x" * 40_000_000 + "\n", "x" * 3_000_000, ",".join(f"c{k}" for k in range(100_000)) + "\n"])
def test_a_line_without_end_is_refused(made, text):
    with pytest.raises(DataError, match="longer|columns"):
        validate(made([{"name": "a", "type": "integer"}], text))


@pytest.mark.parametrize("text", ["", "[]", "{", '{"resources": 3}', '{"resources": [3]}', "[" * 100_000, '{"a":' * 100_000])
def test_a_broken_descriptor_is_told(made, text):
    folder = made([{"name": "a"}], "a\n1\n")
    (folder / "datapackage.json").write_text(text)
    with pytest.raises(DataError):
        validate(folder)


def test_without_frictionless_a_plain_table_is_checked_and_another_told(made, monkeypatch):
    monkeypatch.setitem(sys.modules, "frictionless", None)
    assert validate(made([{"name": "a", "type": "integer"}], "a\n1\n")) == []
    with pytest.raises(DataError, match="no plain table"):
        validate(made([{"name": "a", "type": "integer"}], "a\n1,2\n"))


def test_the_command(made, capsys):
    folder = made([{"name": "a", "type": "integer"}], "a\n1\nx\n")
    assert main(["validate", str(ROOT)]) == 0 and capsys.readouterr().out == "no failures\n"
    assert main(["validate", str(folder)]) == 1
    assert "type-error: 1\n  t.csv:3 a 'x'" in capsys.readouterr().err
    assert main(["validate", str(folder / "datapackage.json"), "--format", "json"]) == 1
    assert json.loads(capsys.readouterr().out)[0]["row"] == 3
    assert main(["validate", str(folder), "--format", "csv"]) == 1
    assert capsys.readouterr().out.splitlines()[1].startswith("t,t.csv,3,a,type-error,x,")
    assert main(["validate", str(folder / "nothing")]) == 1
