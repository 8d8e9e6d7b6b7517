"""The fast path beside frictionless and plain reading: python -m benchmarks.validation [--rows 1000000]; prints a Markdown table.

One table of claims with fifteen columns, a key, three foreign keys, code lists, patterns and dates, and the two tables it refers to, made
by seed in build/bench/. Each figure is taken in a process of its own: seconds of wall time and peak memory (resident).
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import resource
import time
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "build" / "bench" / "validation"
CODES = ["killed", "injured", "displaced", "occurrence", "control", "condition", "strikes", "shells"]
HEDGES = ["plain", "at_least", "about", "more_than", "nearly", "vague"]


def make(rows: int) -> Path:
    """The package with so many claims; made once."""
    folder = FOLDER / str(rows)
    if (folder / "datapackage.json").is_file():
        return folder
    folder.mkdir(parents=True, exist_ok=True)
    rnd = random.Random(20200117)
    articles, actors = [f"2020-01-{k % 28 + 1:02}-article-{k}" for k in range(max(10, rows // 100))], [f"actor-{k}" for k in range(300)]
    (folder / "articles.csv").write_text("article_id\n" + "".join(f"{a}\n" for a in articles), encoding="utf-8")
    (folder / "actors.csv").write_text("actor_id\n" + "".join(f"{a}\n" for a in actors), encoding="utf-8")
    with open(folder / "claims.csv", "w", encoding="utf-8") as stream:
        stream.write(
            "claim_id,article_id,quote,measure,population,value,low,high,hedge,period_start,period_end,speaker_id,via_id,n_words,denied\n"
        )
        for k in range(rows):
            value = rnd.randrange(1, 400_000)
            day = f"2020-0{rnd.randrange(1, 4)}-{rnd.randrange(1, 29):02}"
            via = rnd.choice(actors) if k % 7 == 0 else ""
            stream.write(
                f"C{k:08},{rnd.choice(articles)},at least {value} people,{rnd.choice(CODES)},civilians,{value},{value},{value * 1.5:.1f},"
                f"{rnd.choice(HEDGES)},{day},{day},{rnd.choice(actors)},{via},{rnd.randrange(1, 40)},{'true' if k % 9 == 0 else 'false'}\n"
            )
    key = lambda field, name, there: {"fields": [field], "reference": {"resource": name, "fields": [there]}}
    required = {"required": True}
    fields = [
        {"name": "claim_id", "type": "string", "constraints": {"required": True, "unique": True, "pattern": r"C\d{8}"}},
        {"name": "article_id", "type": "string", "constraints": required},
        {"name": "quote", "type": "string", "constraints": {"required": True, "minLength": 1, "maxLength": 200}},
        {"name": "measure", "type": "string", "constraints": {"required": True, "enum": CODES}},
        {"name": "population", "type": "string", "constraints": required},
        {"name": "value", "type": "number", "constraints": {"minimum": 0}},
        {"name": "low", "type": "number"},
        {"name": "high", "type": "number"},
        {"name": "hedge", "type": "string", "constraints": {"enum": HEDGES}},
        {"name": "period_start", "type": "date"},
        {"name": "period_end", "type": "date", "constraints": {"minimum": "2019-01-01"}},
        {"name": "speaker_id", "type": "string", "constraints": required},
        {"name": "via_id", "type": "string"},
        {"name": "n_words", "type": "integer", "constraints": {"minimum": 1, "maximum": 100}},
        {"name": "denied", "type": "boolean"},
    ]
    keys = [key("article_id", "articles", "article_id"), key("speaker_id", "actors", "actor_id"), key("via_id", "actors", "actor_id")]
    one = lambda name, field: {
        "name": name,
        "path": f"{name}.csv",
        "schema": {"fields": [{"name": field, "type": "string", "constraints": required}], "primaryKey": [field]},
    }
    claims = {"name": "claims", "path": "claims.csv", "schema": {"fields": fields, "primaryKey": ["claim_id"], "foreignKeys": keys}}
    described = {"name": "bench", "resources": [claims, one("articles", "article_id"), one("actors", "actor_id")]}
    (folder / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    return folder


def plain(folder: Path) -> int:
    from pyarrow import csv

    return csv.read_csv(folder / "claims.csv").num_rows


def columns(folder: Path) -> int:
    from idlib_ledger.validation import validate

    return len(validate(folder))


def frictionless(folder: Path) -> int:
    from frictionless import Package

    return Package(str(folder / "datapackage.json")).validate().stats["errors"]


def _measured(function, folder, queue):
    function(make(1000))  # what is imported is imported
    start = time.perf_counter()
    found = function(folder)
    queue.put((time.perf_counter() - start, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, found))


def alone(function, folder: Path) -> tuple[float, float, int]:
    """(seconds, peak memory in MB, what it found) in a process of its own."""
    context = multiprocessing.get_context("spawn")
    queue = context.Queue()
    process = context.Process(target=_measured, args=(function, folder, queue))
    process.start()
    found = queue.get()
    process.join()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3, help="rounds of plain reading and columns, in turn; the medians are shown")
    options = parser.parse_args()
    make(1000)
    folder = make(options.rows)
    rounds = [(alone(plain, folder), alone(columns, folder)) for _ in range(options.rounds)]
    middle = lambda k: sorted(r[k] for r in rounds)[len(rounds) // 2]
    read, fast, slow = middle(0), middle(1), alone(frictionless, folder)
    size = (folder / "claims.csv").stat().st_size / 1e6
    print(f"| {options.rows:,} claims, {size:.0f} MB | seconds | of plain reading | peak MB | of plain reading |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name, (seconds, memory, found) in (("pyarrow.csv.read_csv", read), ("validate, by columns", fast), ("frictionless validate", slow)):
        print(f"| {name} ({found} found) | {seconds:.2f} | {seconds / read[0]:.1f} | {memory:.0f} | {memory / read[1]:.2f} |")
    print(f"\nvalidate is {slow[0] / fast[0]:.0f} times as fast as frictionless.")


if __name__ == "__main__":
    main()
