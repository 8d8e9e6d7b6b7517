"""The reader's speed, memory and caches, and its peers: python -m benchmarks.reading [--mb 50] [--peers]; prints Markdown tables.

All of it runs on one core, each figure in a process of its own. The bodies of text are made in build/bench/ when first asked for, the
peers' environment in build/peers/; nothing else is written. What is timed is reading: the text is in memory, the reader is loaded and has
read nothing yet. MB are millions of bytes of UTF-8.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import platform
import resource
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from datetime import date
from importlib.machinery import FileFinder, SourceFileLoader
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from benchmarks.peers import PEERS, WARM_UP, timed
from idlib_ledger import __file__ as package
from idlib_ledger.evaluate import trials
from idlib_ledger.reading import default_reader, read, read_dates, read_quantities, tokens

ROOT = Path(__file__).parents[1]
BENCH, ENVIRONMENT = ROOT / "build" / "bench", ROOT / "build" / "peers"
REQUIREMENTS = ROOT / "benchmarks" / "peers.txt"
PACKAGE = Path(package).parent
TRIALS = ROOT / "tests" / "trials"
BODIES = ("dense", "news")
PARTS = {"read_quantities": read_quantities, "read_dates": read_dates}
PART_SIZE = 5_000_000  # bytes of each body that the calls for one part read
PEER_SIZE = 200_000  # and that the peers read
ROUNDS = 3
STATEMENTS = ("date", "none")  # units of trial readings that are no quantities
PEAK_UNIT = 1 if sys.platform == "darwin" else 1024


# --- texts and processes ----------------------------------------------------------------------------------------


def one_core() -> None:
    """Keep this process, and those it starts, on one core where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})


def alone(function: Callable, *arguments: Any) -> Any:
    """What the function returns, called in a process of its own."""
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context("spawn")) as pool:
        return pool.submit(function, *arguments).result()


def make_bodies(mb: float) -> Path:
    """The folder with both bodies of that size, written if it is not there."""
    folder = BENCH / f"{mb:g}MB"
    if not folder.exists():
        part = folder.with_suffix(".part")
        alone(_write, part, mb)
        part.rename(folder)
    return folder


def _write(folder, mb):
    from benchmarks.bodies import write

    write(folder, mb)


def documents(path: Path, size: float = float("inf")) -> Iterator[tuple[str, str]]:
    """(text, published) of the first documents of a body, until their texts have `size` bytes."""
    done = 0
    with path.open(encoding="utf-8") as stream:
        for line in stream:
            document = json.loads(line)
            yield document["text"], document["published"]
            done += len(document["text"].encode())
            if done >= size:
                return


def size_of(texts: list) -> int:
    """Bytes of the texts."""
    return sum(len(text.encode()) for text, _ in texts)


def peak() -> int:
    """The most memory that this process has had so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * PEAK_UNIT


# --- whole bodies -----------------------------------------------------------------------------------------------


def whole(path: Path, size: int) -> dict:
    """One reading of a body of about `size` bytes: bytes, seconds, those of them on the core, readings, memory peaks on the way."""
    reader = default_reader()
    done = found = 0
    seconds, busy, start, half = 0.0, 0.0, peak(), None
    for text, published in documents(path):
        day = date.fromisoformat(published)
        before, worked = perf_counter(), process_time()
        found += len(reader.read(text, day))
        seconds, busy = seconds + perf_counter() - before, busy + process_time() - worked
        done += len(text.encode())
        if half is None and done >= size / 2:
            half = peak()
    return {"bytes": done, "seconds": seconds, "busy": busy, "readings": found, "start": start, "half": half, "end": peak()}


def part(path: Path, name: str) -> dict:
    """One reading of the beginning of a body by a call for one part: bytes, seconds, and how much it found."""
    call = PARTS[name]
    texts = [(text, date.fromisoformat(published)) for text, published in documents(path, PART_SIZE)]
    default_reader()
    result = timed(call, texts, 1)
    return {"bytes": size_of(texts), "seconds": result["first"], "found": sum(map(len, result["found"]))}


class Asked(dict):
    """A dict that counts how often it is asked by `get`, and how often in vain."""

    asked = missed = 0

    def get(self, key, default=None):
        self.asked += 1
        value = super().get(key, default)
        self.missed += value is None
        return value


def from_source() -> None:
    """Forget the package, so that it is imported anew from its source: what is compiled asks its dicts unseen."""
    hook = FileFinder.path_hook((SourceFileLoader, [".py"]))

    def ours(path):
        if Path(path).is_relative_to(PACKAGE):
            return hook(path)
        raise ImportError

    sys.path_hooks.insert(0, ours)
    sys.path_importer_cache.clear()
    for name in [name for name in sys.modules if name.partition(".")[0] == "idlib_ledger"]:
        del sys.modules[name]


def caches(path: Path) -> dict:
    """Sentences of a body, their characters, and its reader's caches: name -> entries at the end, limit, times asked and missed."""
    from_source()
    from idlib_ledger import segments
    from idlib_ledger.reading import dates, default_reader, tokens

    reader = default_reader()
    reader.lexicon.chunks, reader.lexicon._words, dates._phrases = Asked(), Asked(), Asked()
    sentences = characters = 0
    for text, published in documents(path):
        reader.read(text, date.fromisoformat(published))
        for start, end, _ in segments.spans(text):
            sentences += 1
            characters += end - start
    limits = {
        "lexicon.chunks": (reader.lexicon.chunks, tokens.REMEMBERED),
        "lexicon._words": (reader.lexicon._words, tokens.REMEMBERED),
        "dates._phrases": (dates._phrases, dates.REMEMBERED),
    }
    rows = {name: {"entries": len(c), "limit": limit, "asked": c.asked, "missed": c.missed} for name, (c, limit) in limits.items()}
    return {"sentences": sentences, "characters": characters, "caches": rows}


# --- peers ------------------------------------------------------------------------------------------------------


def _numbers(text, published):
    return [(r.start, r.end, r.value, r.low, r.high) for r in read(text, published) if r.unit not in STATEMENTS]


def _quantities(text, published):
    return [(q["start"], q["end"], q["value"], q["low"], q["high"]) for q in read_quantities(text, _day(published))]


def _dates(text, published):
    return [(d["start"], d["end"], d["date_start"], d["date_end"]) for d in read_dates(text, _day(published))]


def _day(published):
    return published and date.fromisoformat(published)


OURS = {"read": ("quantities", _numbers), "read_quantities": ("quantities", _quantities), "read_dates": ("dates", _dates)}
EQUAL = {"quantities": "read_quantities", "dates": "read_dates"}  # task -> our call that does no more than the peers' task


def run_ours(name: str, sets: dict) -> dict:
    """Our reader on sets of texts: set -> what `timed` returns."""
    call = OURS[name][1]
    call(*WARM_UP)
    return {key: timed(call, s["texts"], s["rounds"]) for key, s in sets.items()}


def run_peer(name: str, sets: dict) -> dict:
    """A peer on sets of texts, in its environment: set -> what `timed` returns."""
    task = BENCH / "task.json"
    task.write_text(json.dumps({"peer": name, "sets": sets}), encoding="utf-8")
    command = [ENVIRONMENT / "bin" / "python", ROOT / "benchmarks" / "peers.py", task]
    return json.loads(subprocess.run(command, stdout=subprocess.PIPE, check=True).stdout)


def make_environment() -> None:
    """Make the peers' environment, unless it is there with these requirements."""
    done = ENVIRONMENT / "installed.txt"
    wanted = REQUIREMENTS.read_text(encoding="utf-8")
    if done.exists() and done.read_text(encoding="utf-8") == wanted:
        return
    venv.create(ENVIRONMENT, clear=True, with_pip=True)
    pip = [ENVIRONMENT / "bin" / "pip", "install", "-qq", "--disable-pip-version-check", "-r", REQUIREMENTS]
    subprocess.run(pip, check=True, stdout=sys.stderr)
    done.write_text(wanted, encoding="utf-8")


# --- accuracy on the trials -------------------------------------------------------------------------------------


def score_quantities(texts: list[dict], found: list[list]) -> dict[str, float]:
    """Precision, recall, shares of values and of bounds right among the readings found that have them, with the best case for the reader.

    An expected reading is found if a number overlaps its quote. Of the numbers that overlap it one must have its value; one its
    bounds, or two, for a range, its ends. A share of a half is as good as 50 per cent. Numbers that touch the quote of an expected date
    are not counted.
    """
    right = wrong = expected = met = asked = values = bounds = 0
    for trial, numbers in zip(texts, found, strict=True):
        wanted = [(*span(trial["text"], r["quote"]), r) for r in trial["readings"] if r["unit"] not in STATEMENTS]
        days = [span(trial["text"], d["quote"]) for d in trial.get("dates", ())]
        for n in numbers:
            if overlapping(n, wanted):
                right += 1
            elif not overlapping(n, days):
                wrong += 1
        expected += len(wanted)
        for *place, want in wanted:
            near = overlapping(place, numbers)
            if not near:
                continue
            met += 1
            if want["value"] is not None:
                asked += 1
                values += any(_same(n[2], want["value"], want["unit"]) for n in near)
            ends = want["low"], want["high"]
            single = any(all(_same(a, b, want["unit"]) for a, b in zip(n[3:], ends)) for n in near)
            bounds += single or (want["hedge"] == "range" and all(any(_same(n[2], end, want["unit"]) for n in near) for end in ends))
    counts = {"precision": (right, right + wrong), "recall": (met, expected)}
    counts |= {"values right": (values, asked), "bounds right": (bounds, met)}
    return {what: n / of if of else 0.0 for what, (n, of) in counts.items()}


def score_dates(texts: list[dict], found: list[list]) -> dict[str, float]:
    """Shares of the expected dates that are found, and that are strictly right: first and last day as expected."""
    expected = met = right = 0
    for trial, days in zip(texts, found, strict=True):
        for want in trial.get("dates", ()):
            near = overlapping(span(trial["text"], want["quote"]), days)
            expected += 1
            met += bool(near)
            right += any((d[2], d[3]) == (want["start"], want["end"]) for d in near)
    return {"recall": met / expected, "strictly right": right / expected}


def span(text: str, quote: str) -> tuple[int, int]:
    """Start and end of the quote in the text."""
    start = text.index(quote)
    return start, start + len(quote)


def overlapping(place, others: list) -> list:
    """Those of the others, which begin with start and end, that overlap the place, which does so too."""
    return [o for o in others if o[0] < place[1] and o[1] > place[0]]


def _same(got, want, unit):
    return got == want or (unit == "percent" and got is not None and want is not None and abs(100 * got - want) < 0.5)


SCORES = {"quantities": score_quantities, "dates": score_dates}


# --- the report -------------------------------------------------------------------------------------------------


def table(title: str, head: list[str], rows: list[list]) -> None:
    """Print a Markdown table; columns behind the first are aligned to the right."""
    print(f"\n{title}\n")
    print(f"| {' | '.join(head)} |\n| --- |{' ---: |' * (len(head) - 1)}")
    for row in rows:
        print(f"| {' | '.join(map(str, row))} |", flush=True)


def speed(size: float, seconds: float) -> str:
    """MB/s."""
    return f"{size / seconds / 1e6:.3g}"


def report_bodies(folder: Path, mb: float) -> None:
    """Print what reading the whole bodies takes, and the state of the caches."""
    rows, cache_rows = [], []
    for body in BODIES:
        path = folder / f"{body}.jsonl"
        r, c = alone(whole, path, int(mb * 1e6)), alone(caches, path)
        memory = [f"{n / 1e6:.0f}" for n in (r["start"], r["end"], r["end"] - r["half"])]
        length = c["characters"] / c["sentences"]
        cells = [f"{r['bytes'] / 1e6:.1f}", speed(r["bytes"], r["seconds"]), f"{r['busy'] / r['seconds']:.2f}"]
        rows.append([body, *cells, f"{r['readings']:,}", f"{c['sentences']:,}", f"{length:.0f}", *memory])
        for name, k in c["caches"].items():
            hits = f"{1 - k['missed'] / k['asked']:.4f}" if k["asked"] else "-"
            cache_rows.append([name, body, f"{k['entries']:,}", f"{k['limit']:,}", f"{k['asked']:,}", f"{k['missed']:,}", hits])
    head = "body|MB|MB/s|of the time on the core|readings|sentences|characters a sentence|memory loaded, MB|peak|growth, second half"
    table("Whole bodies, read once from a cold start", head.split("|"), rows)
    table("Caches over a whole body", "cache|body|entries at the end|limit|asked|missed|hit rate".split("|"), cache_rows)


def report_parts(folder: Path) -> None:
    """Print what the calls for one part take."""
    rows = []
    for name in PARTS:
        for body in BODIES:
            r = alone(part, folder / f"{body}.jsonl", name)
            rows.append([name, body, f"{r['bytes'] / 1e6:.1f}", speed(r["bytes"], r["seconds"]), f"{r['found']:,}"])
    table("Calls for one part, from a cold start", "call|body|MB|MB/s|found".split("|"), rows)


def report_peers(folder: Path) -> None:
    """Print speed and accuracy of our calls and of the peers on the same texts; ours run anew just before each peer, for the ratios."""
    sets = {body: {"texts": list(documents(folder / f"{body}.jsonl", PEER_SIZE)), "rounds": ROUNDS} for body in BODIES}
    asked = {path.stem: trials(path) for path in sorted(TRIALS.glob("*.jsonl"))}
    answers = {name: {"texts": [(t["text"], t["published"]) for t in texts], "rounds": 1} for name, texts in asked.items()}
    task = {name: kind for name, (kind, _) in (OURS | PEERS).items()}
    results = {name: alone(run_ours, name, sets | answers) for name in OURS}
    beside = {}
    for name in PEERS:
        beside[name] = [alone(run_ours, ours, sets) for ours in (EQUAL[task[name]], "read")]
        results[name] = run_peer(name, sets | answers)

    for body, s in sets.items():
        size = size_of(s["texts"])
        rows = []
        for name, r in results.items():
            ratios = [f"{r[body][k] / ours[body][k]:.3g}" for ours in beside.get(name, ()) for k in ("first", "best")]
            rows.append([name, task[name], speed(size, r[body]["first"]), speed(size, r[body]["best"]), *(ratios or ["-"] * 4)])
        head = "reader|task|MB/s, first round|best round|our call for the part / it, first|best|read / it, first|best".split("|")
        table(f"Peers on the first {size / 1e3:.0f} kB of {body}, {ROUNDS} rounds", head, rows)

    for kind, score in SCORES.items():
        rows, head = [], []
        for name, r in results.items():
            if task[name] == kind and "rewriting" not in name:
                scores = {key: score(texts, r[key]["found"]) for key, texts in asked.items()}
                head = [f"{key}: {what}" for key, shares in scores.items() for what in shares]
                rows.append([name, *(f"{share:.3f}" for shares in scores.values() for share in shares.values())])
        sizes = ", ".join(f"{len(texts)} of {key}" for key, texts in asked.items())
        table(f"Accuracy on trial texts ({sizes}): {kind}", ["reader", *head], rows)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mb", type=float, default=50, help="size of each body in millions of bytes")
    parser.add_argument("--peers", action="store_true", help="run the peers too")
    options = parser.parse_args()
    if options.peers:
        make_environment()
    folder = make_bodies(options.mb)
    one_core()
    kind = "plain Python" if tokens.__file__.endswith(".py") else "compiled"
    print(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}, one core; the reader is {kind}.")
    report_bodies(folder, options.mb)
    report_parts(folder)
    if options.peers:
        report_peers(folder)


if __name__ == "__main__":
    main()
