"""Types, constraints and keys of the tables as `datapackage.json` declares them, by frictionless."""

from __future__ import annotations

from ..errors import DataError
from ..package import Files

STAMPS = {"hash-count": "hash", "byte-count": "bytes"}


def schema(files: Files, names: list[str]) -> list[DataError]:
    """What frictionless finds in the tables `names`, as file, row, field, found and expected.

    Paths that leave the package, and links, are refused before anything is opened. Raises DataError for them.
    """
    import frictionless

    for name in names:
        path = files.path(name)
        if not path.is_file():
            return [DataError(files.name(path), None, None, None, "no such file")]
    resources = [frictionless.Resource.from_descriptor(_resource(files, n)) for n in names]
    package = frictionless.Package(name="checked", resources=resources, basepath=str(files.root))
    report = package.validate()
    problems = []
    for task in report.tasks:
        file = next((files.name(files.path(n)) for n in names if n == task.name), task.name)
        problems += [_problem(files, task.name, file, error) for error in _telling(task.errors)]
    problems += [DataError("datapackage.json", None, None, None, f"{e.title}: {e.message}") for e in report.errors]
    return problems


def _resource(files, name):
    resource = dict(files.resources[name])
    resource["path"] = files.path(name).relative_to(files.root).as_posix()
    if files.built:  # the stamps are those of the published tables
        resource.pop("hash", None)
        resource.pop("bytes", None)
    for own in ("codeList",):
        resource.pop(own, None)
    return resource


def _telling(errors):
    """The errors that say something of their own: a row named twice for one key once, stamps only of a file that is sound."""
    rows = {e.row_number for e in errors if e.type == "unique-error"}
    kept = [e for e in errors if not (e.type == "primary-key" and e.row_number in rows)]
    sound = [e for e in kept if e.type not in STAMPS]
    return sound or kept


def _problem(files, name, file, error):
    row, field = getattr(error, "row_number", None), getattr(error, "field_name", None)
    found, expected = getattr(error, "cell", None), error.note
    if error.type in STAMPS:
        stamp = STAMPS[error.type]
        expected = f"the {stamp} is not the one in datapackage.json, {files.resources[name].get(stamp)}; make stamps it anew"
        return DataError(file, None, stamp, None, expected)
    if error.type == "foreign-key":
        field = ", ".join(error.field_names)
        key = next((k for k in files.schema(name)["foreignKeys"] if k["fields"] == list(error.field_names)), None)
        found = ", ".join(map(str, error.field_cells)) if hasattr(error, "field_cells") else None
        if key:
            target = key["reference"].get("resource", name)
            if files.resources[target].get("codeList"):
                expected = "is not one of: " + ", ".join(r[key["reference"]["fields"][0]] for r in files.rows(target))
            else:
                expected = f"has no row in {files.name(files.path(target))}"
    elif error.type in ("primary-key", "unique-error"):
        expected = f"stands twice: {error.note}"
    elif error.type in ("type-error",):
        expected = f"is not of the type: {error.note}"
    elif error.type == "constraint-error":
        expected = f"breaks a constraint: {error.note}"
    return DataError(file, row, field, found, expected or error.message)
