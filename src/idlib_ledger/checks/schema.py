"""Types, constraints and keys of the tables as `datapackage.json` declares them."""

from __future__ import annotations

from .. import validation
from ..errors import DataError
from ..package import Files

STAMPS = {"hash-count": "hash", "byte-count": "bytes"}
OWN = ("codeList",)


def schema(files: Files, names: list[str]) -> list[DataError]:
    """What fails in the tables `names`, as file, row, field, found and expected.

    Paths that leave the package, and links, are refused before anything is opened. Raises DataError for them.
    """
    for name in names:
        path = files.path(name)
        if not path.is_file():
            return [DataError(files.name(path), None, None, None, "no such file")]
    failures = validation.check(files, {n: _resource(files, n) for n in names})
    return [_problem(files, f) for name in names for f in _telling([f for f in failures if f.resource == name])]


def _resource(files, name):
    resource = {k: v for k, v in files.resources[name].items() if k not in OWN}
    resource["path"] = files.path(name).relative_to(files.root).as_posix()
    if files.built:  # the stamps are those of the published tables
        resource.pop("hash", None)
        resource.pop("bytes", None)
    return resource


def _telling(failures):
    """Those that say something of their own: a row named twice for one key once, stamps only of a file that is sound."""
    rows = {f.row for f in failures if f.code == "unique-error"}
    kept = [f for f in failures if not (f.code == "primary-key" and f.row in rows)]
    sound = [f for f in kept if f.code not in STAMPS]
    return sound or kept


def _problem(files, failure):
    name, file = failure.resource, files.name(files.path(failure.resource))
    expected = failure.note
    if failure.code in STAMPS:
        stamp = STAMPS[failure.code]
        expected = f"the {stamp} is not the one in datapackage.json, {files.resources[name].get(stamp)}; make stamps it anew"
        return DataError(file, None, stamp, None, expected, failure.code)
    if failure.code == "foreign-key":
        key = next(k for k in files.schema(name)["foreignKeys"] if ", ".join(k["fields"]) == failure.field)
        target = key["reference"].get("resource") or name
        if files.resources[target].get("codeList"):
            expected = "is not one of: " + ", ".join(r[key["reference"]["fields"][0]] for r in files.rows(target))
        else:
            expected = f"has no row in {files.name(files.path(target))}"
    elif failure.code in ("primary-key", "unique-error"):
        expected = f"stands twice: {failure.note}"
    elif failure.code == "type-error":
        expected = f"is not of the type: {failure.note}"
    elif failure.code == "constraint-error":
        expected = f"breaks a constraint: {failure.note}"
    return DataError(file, failure.row, failure.field, failure.cell, expected, failure.code)
