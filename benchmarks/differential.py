"""Generated data packages, valid and broken, and whether the fast path and frictionless name the same failures in them.

    python -m benchmarks.differential [--packages 5000] [--seed 20200117]

Prints how many packages agreed, how many failures of each kind there were, and every package in which the two differ.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import sys
import tempfile
from collections import Counter
from pathlib import Path

CELLS = {  # type -> cells that hold, cells that do not, and cells on the edge
    "string": (["a", "b", "bc", "Idlib", "é", "ab12", "x,y", 'say "so"'], [], [" ", "\t", "a ", "A", "١٢"]),
    "integer": (
        ["0", "1", "2", "17", "-3", "350000"],
        ["x", "1.5", "1,000", "0x10", "--1"],
        [" 4 ", "+5", "007", "1_000", "١٢", "-0", "9" * 30],
    ),
    "number": (
        ["0", "1.5", "-2.25", "17", "3.0"],
        ["x", "1,5", "1.2.3"],
        ["1e3", "NaN", "INF", ".5", "5.", " 2.5", "+1.0", "1_0.5", "0.1", "-0"],
    ),
    "date": (
        ["2020-01-15", "2019-12-01", "2020-02-29"],
        ["2020-02-30", "15.01.2020", "x", "2020-13-01"],
        ["2020-1-5", "0001-01-01", " 2020-01-15"],
    ),
    "boolean": (["true", "false"], ["x", "yes", "2"], ["TRUE", "1", "0", "False", "tRUE"]),
    "any": (["a", "1", "true"], [], [" "]),
    "year": (["2020", "1999"], ["x", "99999"], ["0999"]),
    "datetime": (["2020-01-15T10:00:00Z"], ["x", "2020-01-15"], []),
}
WEIGHTS = {"string": 6, "integer": 4, "number": 4, "date": 3, "boolean": 2, "any": 1, "year": 0.3, "datetime": 0.3}


def package(folder: Path, seed: int) -> None:
    """Write the package of that seed: one to three tables, keys among them, most cells sound."""
    rnd = random.Random(seed)
    health = rnd.choice([1.0, 1.0, 0.98, 0.9, 0.7])
    resources, keys = [], []
    for number in range(rnd.randint(1, 3)):
        fields = [_field(rnd, f"f{k}") for k in range(rnd.randint(1, 5))]
        schema: dict = {"fields": fields}
        if rnd.random() < 0.15:
            schema["missingValues"] = rnd.choice([["", "-"], ["NA"], ["-", "n/a", ""]])
        missing = schema.get("missingValues", [""])
        if rnd.random() < 0.5:
            schema["primaryKey"] = [f["name"] for f in rnd.sample(fields, rnd.randint(1, min(2, len(fields))))]
        few = rnd.random() < 0.5
        rows = [[_cell(rnd, f, missing, health, few) for f in fields] for _ in range(rnd.choice([0, 1, 3, 8, 30, 150]))]
        if rows and rnd.random() < 0.2:
            rows.append(list(rnd.choice(rows)))
        if rows and rnd.random() < 0.05:
            rows.insert(rnd.randrange(len(rows)), [missing[0]] * len(fields))
        if rows and rnd.random() < 0.08 and health < 1:
            row = rnd.choice(rows)
            row.append("extra") if rnd.random() < 0.5 or len(row) == 1 else row.pop()
        header = [f["name"] for f in fields]
        if rnd.random() < 0.05 and health < 1:
            header[rnd.randrange(len(header))] = rnd.choice(["other", "F0", "", header[0]])
        keys.append((f"t{number}", fields))
        if rnd.random() < 0.4:
            name, there = rnd.choice(keys)
            n = min(len(fields), len(there), rnd.choice([1, 1, 2]))
            reference = {"resource": "" if name == f"t{number}" else name, "fields": [f["name"] for f in rnd.sample(there, n)]}
            schema["foreignKeys"] = [{"fields": [f["name"] for f in rnd.sample(fields, n)], "reference": reference}]
        path = folder / f"t{number}.csv"
        with open(path, "w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(
                stream, lineterminator=rnd.choice(["\n", "\n", "\r\n"]), quoting=rnd.choice([csv.QUOTE_MINIMAL] * 3 + [csv.QUOTE_ALL])
            )
            writer.writerow(header)
            writer.writerows(rows)
        resource = {"name": f"t{number}", "path": path.name, "schema": schema, "dialect": None}
        if rnd.random() < 0.1:
            resource["bytes"] = path.stat().st_size + rnd.choice([0, 0, 1])
        resource.pop("dialect")
        resources.append(resource)
    (folder / "datapackage.json").write_text(json.dumps({"name": "generated", "resources": resources}), encoding="utf-8")


def _field(rnd: random.Random, name: str) -> dict:
    kind = rnd.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]
    field: dict = {"name": name, "type": kind}
    rules: dict = {}
    if rnd.random() < 0.3:
        rules["required"] = True
    if rnd.random() < 0.15:
        rules["unique"] = True
    if kind == "string" and rnd.random() < 0.4:
        rules.update(
            rnd.choice([{"minLength": 2}, {"maxLength": 3}, {"pattern": r"[a-z]+\d*"}, {"pattern": r"\w+"}, {"enum": ["a", "b", "Idlib"]}])
        )
    if kind in ("integer", "number") and rnd.random() < 0.4:
        rules.update(rnd.choice([{"minimum": 1}, {"maximum": 17}, {"minimum": -3, "maximum": 2}, {"enum": [0, 1, 17]}, {"minimum": 0}]))
    if kind == "number" and rnd.random() < 0.1:
        rules.update({"minimum": 0.1})
    if kind == "date" and rnd.random() < 0.3:
        rules.update(rnd.choice([{"minimum": "2019-12-15"}, {"maximum": "2020-01-15"}]))
    if kind == "boolean" and rnd.random() < 0.2:
        field.update({"trueValues": ["yes", "true"], "falseValues": ["no", "false"]})
    if rules:
        field["constraints"] = rules
    return field


def _cell(rnd: random.Random, field: dict, missing: list[str], health: float, few: bool) -> str:
    holds, broken, edge = CELLS[field["type"]]
    if rnd.random() < 0.08:
        return rnd.choice(missing)
    if rnd.random() > health:
        return rnd.choice(broken + edge or holds)
    if few or field["type"] in ("boolean", "year", "datetime"):
        return rnd.choice(holds)
    if field["type"] == "string":
        return "".join(rnd.choice("abcdefg") for _ in range(rnd.randint(1, 6))) + str(rnd.randrange(100))
    if field["type"] == "integer":
        return str(rnd.randrange(-5, 10_000))
    if field["type"] == "number":
        return f"{rnd.uniform(-2, 100):.{rnd.randint(0, 3)}f}"
    return rnd.choice(holds)


def by_frictionless(folder: Path) -> Counter:
    """What frictionless finds: (table, code, row, field) with how often. It is told the dialect, which it else guesses from a sample."""
    import frictionless

    from idlib_ledger.validation import COMMAS, told

    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    tables = {r["name"]: r for r in described["resources"]}
    resources = [frictionless.Resource.from_descriptor({"dialect": COMMAS, **r}) for r in described["resources"]]
    report = frictionless.Package(name="generated", resources=resources, basepath=str(folder)).validate()
    found = [told(tables[task.name], e) for task in report.tasks for e in task.errors]
    return Counter((f.resource, f.code, f.row, f.field) for f in found) + Counter(("", e.type, None, None) for e in report.errors)


def by_columns(folder: Path) -> Counter:
    """What the fast path finds, in the same form."""
    from idlib_ledger.validation import validate

    return Counter((f.resource, f.code, f.row, f.field) for f in validate(folder))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--packages", type=int, default=5000)
    parser.add_argument("--seed", type=int, default=20200117)
    options = parser.parse_args()
    agreed, codes, differing = 0, Counter(), []
    for seed in range(options.seed, options.seed + options.packages):
        with tempfile.TemporaryDirectory() as name:
            package(Path(name), seed)
            theirs, ours = by_frictionless(Path(name)), by_columns(Path(name))
        codes += Counter(code for (_, code, _, _), n in theirs.items() for _ in range(n))
        if theirs == ours:
            agreed += 1
        else:
            differing.append(seed)
            print(
                f"package {seed}: frictionless alone {sorted(map(str, (theirs - ours)))}; columns alone {sorted(map(str, (ours - theirs)))}"
            )
    print(f"{agreed} of {options.packages} packages agree; failures by kind: {dict(codes.most_common())}")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
