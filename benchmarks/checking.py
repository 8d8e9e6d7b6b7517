"""Schema, rules and evidence on a record many times the size, beside plain reading of the same tables.

    python -m benchmarks.checking [--times 48]

Every account, claim and coded row is copied under an id of its own, up to the 99,999 claims that the ids allow; the other lists stay. Each
step runs once, in one process; plain reading is `pyarrow.csv.read_csv` of every table, the median of five. The check reports that built
tables and stamps are not those of the copies, so the steps are timed one by one.
"""

from __future__ import annotations

import argparse
import hashlib
import statistics
import tempfile
import time
from pathlib import Path

import pyarrow.csv

from idlib_ledger import checks
from idlib_ledger.build import stamp
from idlib_ledger.package import Files, format_csv, write

ROOT = Path(__file__).parents[1]
IDS = ("claim_id", "other_claim_id", "page_claim_id")


def copies(files: Files, folder: Path, times: int) -> Files:
    """The package `times` over in `folder`."""
    tables = {name: files.rows(name) for name in files.resources}
    most = {letter: 0 for letter in "CFSP"}
    for rows in tables.values():
        for row in rows:
            for field in IDS:
                if row.get(field):
                    most[row[field][0]] = max(most[row[field][0]], int(row[field][1:]))

    def copied(row, n):
        new = dict(row)
        for field in IDS:
            if row.get(field):
                new[field] = f"{row[field][0]}{int(row[field][1:]) + n * most[row[field][0]]:05}"
        if row.get("article_id"):
            new["article_id"] = f"{row['article_id']}-x{n:02}"
        for field in ("sentence_id", "reading_id"):
            if row.get(field):
                new[field] = row[field].replace(":", f"-x{n:02}:", 1)
        return new

    for name, rows in tables.items():
        more = bool(rows) and ("article_id" in rows[0] or any(f in rows[0] for f in IDS))
        every = [copied(row, n) for n in range(times) for row in rows] if more else rows
        write(folder / files.resources[name]["path"], format_csv(every, [f["name"] for f in files.fields(name)]))
    for kind in ("articles", "fingerprints"):
        for path in sorted((files.root / "data" / kind).iterdir()):
            for n in range(times):
                if path.suffix in (".md", ".json") and path.name != "README.md":
                    content = path.read_text(encoding="utf-8").replace(f'"{path.stem}"', f'"{path.stem}-x{n:02}"')
                    write(folder / "data" / kind / f"{path.stem}-x{n:02}{path.suffix}", content)
    write(folder / "datapackage.json", (files.root / "datapackage.json").read_bytes())
    return _sealed(Files(folder))


def _sealed(many: Files) -> Files:
    """The copies with seals and stamps of their own, and the lists that go by article in its order."""
    for name in ("split", "audits", "deliveries"):
        rows = many.rows(name)
        for row in rows:
            if "fingerprint_sha256" in row:
                row["fingerprint_sha256"] = hashlib.sha256(many.fingerprint(row["article_id"]).read_bytes()).hexdigest()
        rows.sort(key=lambda row: (row["article_id"], row.get("coder", "")))
        write(many.path(name), format_csv(rows, [f["name"] for f in many.fields(name)]))
    stamp(many)
    return Files(many.root)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--times", type=int, default=48)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as folder:
        many = copies(Files(ROOT), Path(folder), times)
        paths = [many.path(name) for name in many.resources]
        size = sum(p.stat().st_size for p in paths) / 1e6
        plain = []
        for _ in range(5):
            begun = time.perf_counter()
            for path in paths:
                pyarrow.csv.read_csv(path)
            plain.append(time.perf_counter() - begun)
        read = statistics.median(plain)
        claims = sum(1 for _ in many.path("coded_claims").open(encoding="utf-8")) - 1
        print(f"{claims:,} claims, {len(paths)} tables of {size:.0f} MB; plain reading {read:.2f} s\n")
        print("| step | seconds | of plain reading | problems told |\n| --- | ---: | ---: | ---: |")
        for name, step in (
            ("schema", lambda f: checks.schema(f, list(f.resources))),
            ("rules", checks.rules),
            ("evidence", checks.evidence),
            (
                "all three, as `check` runs them",
                lambda f: checks.schema(f, list(f.resources)) or checks._all(f, checks.evidence, checks.rules),
            ),
        ):
            fresh = Files(Path(folder))
            begun = time.perf_counter()
            found = step(fresh)
            took = time.perf_counter() - begun
            print(f"| {name} | {took:.1f} | {took / read:.0f} | {len(found)} |", flush=True)


if __name__ == "__main__":
    main()
