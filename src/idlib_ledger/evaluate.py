"""How good the reader is: against what people coded, by split, and on the trial sentences, by construction.

`python -m idlib_ledger.evaluate` (make evaluate) prints train and test side by side, and logs each look at the test split in
docs/evaluations.md.
"""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from itertools import groupby
from pathlib import Path

from .compare import FIELDS, Ratio, equal, finding, interval, match
from .derive.articles import read_all
from .derive.balance import pairs
from .package import OUT, Files, default_root, write
from .reading import read, read_dates

SPLITS = ("train", "test")
TARGETS = {  # what is aimed at on the test split
    "entry f1": 0.90,
    "value and bounds": 0.98,
    "hedge": 0.97,
    "measure": 0.95,
    "period": 0.90,
    "place_id": 0.90,
    "speaker_id": 0.88,
    "stance": 0.97,
}
TOGETHER = {  # fields that are right only together
    "value and bounds": ("value", "low", "high"),
    "period": ("period_start", "period_end"),
}
LOG = "docs/evaluations.md"
TRIAL_FIELDS = ("value", "hedge", "measure", "unit", "population", "period_start", "period_end", "stance", "accumulation")


# --- against the coders -----------------------------------------------------------------------------------------


def compared(files: Files, against: str = "coded_claims") -> dict[str, list[list[tuple]]]:
    """split -> for each article its pairs (claim, reading) of kinds that the machine reads; None where one has no partner."""
    split = {r["article_id"]: r["split"] for r in files.records("split")}
    matched, _ = pairs(files, against)
    groups: dict[str, list] = {name: [] for name in SPLITS}
    for article, group in groupby(matched, key=lambda p: (p[0] or p[1])["article_id"]):
        groups[split[article]].append(list(group))
    return groups


def together(fields: Iterable[str]) -> Callable:
    """A test for a pair: are all of the fields equal? None where neither side has any."""

    def same(pair):
        results = [equal(*pair, field) for field in fields]
        return None if all(r is None for r in results) else all(r is not False for r in results)

    return same


def said_inside(files: Files) -> Callable:
    """A test for a claim: does the sentence it stands in name its speaker? None where the text itself speaks."""
    names: dict[str, list] = {}
    people = {r["actor_id"]: r["parent_id"] for r in files.records("actors") if r["kind"] == "person"}
    for r in files.records("actor_names"):
        for actor in {r["actor_id"], people.get(r["actor_id"])} - {None}:
            names.setdefault(actor, []).append(r["name"].lower())
    spans = {a.article_id: a.sentences for a in read_all(files)}

    def inside(claim):
        if claim["speaker_id"] in (None, "narrator"):
            return None
        texts = [s.text.lower() for s in spans[claim["article_id"]] if s.start < claim["end"] and s.end > claim["start"]]
        return any(name in text for text in texts for name in names.get(claim["speaker_id"], ()))

    return inside


def scores(files: Files, against: str = "coded_claims") -> list[dict]:
    """Rows of split, what, n, share, low, high: finding claims, then each field of the pairs found, with 95 % intervals over articles."""
    inside = said_inside(files)
    rows = []

    def add(split, what, groups, statistic, n):
        value = statistic([p for g in groups for p in g]) if n else None
        low, high = interval(groups, statistic) if value is not None else (None, None)
        rows.append({"split": split, "what": what, "n": n, "share": value, "low": low, "high": high})

    for split, groups in compared(files, against).items():
        for measure in ("precision", "recall", "f1"):
            add(split, f"entry {measure}", groups, finding(measure), sum(map(len, groups)))
        both = [[p for p in g if p[0] and p[1]] for g in groups]
        tests = {field: together([field]) for field in FIELDS} | {name: together(fields) for name, fields in TOGETHER.items()}
        for what, same in tests.items():
            some = [[p for p in g if same(p) is not None] for g in both]
            add(split, what, some, Ratio(lambda ps, t=same: (sum(map(t, ps)), len(ps))), sum(map(len, some)))
        for what, wanted in (("speaker inside the sentence", True), ("speaker outside the sentence", False), ("speaker is the text", None)):
            some = [[p for p in g if inside(p[0]) is wanted] for g in both]
            same = together(["speaker_id"])
            add(split, what, some, Ratio(lambda ps, t=same: (sum(map(t, ps)), len(ps))), sum(map(len, some)))
    return rows


def confusion(files: Files) -> list[dict]:
    """Rows of field, hand, machine, n, claim_ids of the train split: what is read for what, the commonest first."""
    counts: Counter = Counter()
    examples: dict[tuple, list] = {}
    for group in compared(files)["train"]:
        for claim, reading in group:
            if claim is None or reading is None:
                keys = [("entry", "a claim" if claim else "no claim", "a reading" if reading else "no reading")]
            else:
                keys = [(f, _text(claim[f]), _text(reading[f])) for f in FIELDS if equal(claim, reading, f) is False]
            for key in keys:
                counts[key] += 1
                examples.setdefault(key, []).append(claim["claim_id"] if claim else reading["reading_id"])
    rows = [{"field": f, "hand": h, "machine": m, "n": n, "claim_ids": " ".join(examples[f, h, m])} for (f, h, m), n in counts.items()]
    order = {field: k for k, field in enumerate(("entry", *FIELDS))}
    return sorted(rows, key=lambda r: (order[r["field"]], -r["n"], r["hand"], r["machine"]))


def _text(value):
    return "nothing" if value is None else value.isoformat() if isinstance(value, date) else str(value)


# --- on the trial sentences -------------------------------------------------------------------------------------


def trials(path: Path) -> list[dict]:
    """The trial texts of a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def tally(texts: list[dict]) -> Counter:
    """How often each thing was asked and right over trial texts: (what, "asked") and (what, "right")."""
    counts: Counter = Counter()

    def count(what, ok):
        counts[what, "asked"] += 1
        counts[what, "right"] += bool(ok)

    for trial in texts:
        text = trial["text"]
        wanted = [_entry(text, w) for w in trial["readings"]]
        got = [{"article_id": "", **r.as_dict()} for r in read(text, trial["published"])]
        for want, reading in match(wanted, got):
            if want is None or reading is None:
                counts["extra" if want is None else "missed", "entries"] += 1
                continue
            counts["found", "entries"] += 1
            for field in TRIAL_FIELDS:
                if field in want:
                    count(field, want[field] == reading[field])
            count("bounds", (want.get("low"), want.get("high")) == (reading["low"], reading["high"]))
            if "speaker" in want:
                count("speaker", _same(want["speaker"], reading["speaker"]))
        expressions = read_dates(text, date.fromisoformat(trial["published"]) if trial["published"] else None)
        for want in trial.get("dates", []):
            start = text.index(want["quote"])
            near = [e for e in expressions if e["start"] < start + len(want["quote"]) and e["end"] > start]
            count("dates", any((e["date_start"], e["date_end"]) == (want["start"], want["end"]) for e in near))
    return counts


def score(texts: list[dict]) -> dict[str, float]:
    """Shares from 0 to 1: precision, recall and f1 of finding readings; each field over the readings found; dates strictly right."""
    counts = tally(texts)
    both, missed, extra = (counts[what, "entries"] for what in ("found", "missed", "extra"))
    shares = {
        "precision": both / (both + extra or 1),
        "recall": both / (both + missed or 1),
        "f1": 2 * both / (2 * both + missed + extra or 1),
    }
    return shares | {what: counts[what, "right"] / n for (what, kind), n in counts.items() if kind == "asked"}


def by_construction(texts: list[dict]) -> list[dict]:
    """Rows of construction, texts, expected, found, missed, extra, and wrong fields of the readings found, those with most errors first."""
    rows = []
    for name, group in groupby(sorted(texts, key=lambda t: t["construction"]), key=lambda t: t["construction"]):
        group = list(group)
        counts = tally(group)
        wrong = {what: n - counts[what, "right"] for (what, kind), n in counts.items() if kind == "asked" and n > counts[what, "right"]}
        both, missed, extra = (counts[what, "entries"] for what in ("found", "missed", "extra"))
        fields = ", ".join(f"{what} {n}" for what, n in sorted(wrong.items(), key=lambda w: (-w[1], w[0])))
        row = {"construction": name, "texts": len(group), "expected": both + missed, "found": both, "missed": missed, "extra": extra}
        rows.append(row | {"wrong_fields": fields, "errors": missed + extra + sum(wrong.values())})
    return sorted(rows, key=lambda r: (-r["errors"], r["construction"]))


def _entry(text, want):
    start = text.index(want["quote"])
    return {"article_id": "", "stance": "asserts", **want, "start": start, "end": start + len(want["quote"])}


def _same(want, got):
    """Do two surfaces name the same speaker: one within the other, articles apart?"""
    a, b = ((s or "").lower().replace("the ", "") for s in (want, got))
    return a == b or bool(a and b and (a in b or b in a))


# --- the report -------------------------------------------------------------------------------------------------


def report(rows: list[dict], counts: dict[str, int]) -> str:
    """Train and test side by side, as text."""
    lines = [f"{'':30} {'train':>28} {'test':>28} {'target':>7}"]
    lines.append(f"{'articles':30} {counts['train']:>28} {counts['test']:>28}")
    sides = {(r["split"], r["what"]): r for r in rows}
    for what in dict.fromkeys(r["what"] for r in rows):
        cells = []
        for split in SPLITS:
            r = sides[split, what]
            cells.append("-" if r["share"] is None else f"{r['share']:.3f} [{r['low']:.3f}, {r['high']:.3f}] n={r['n']}")
        lines.append(f"{what:30} {cells[0]:>28} {cells[1]:>28} {TARGETS.get(what, ''):>7}")
    return "\n".join(lines)


def log(files: Files, rows: list[dict], articles: int) -> None:
    """Add the look at the test split to the log, with day and commit."""
    path = files.root / LOG
    head = "# Looks at the test split\n\n"
    head += "Each evaluation of the reader on the test articles, with the commit it was made on; written by `make evaluate`.\n\n"
    names = list(TARGETS)
    head += f"| day | commit | articles | {' | '.join(names)} |\n| --- | --- | ---: |{' ---: |' * len(names)}\n"
    text = path.read_text(encoding="utf-8") if path.exists() else head
    git = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=files.root, capture_output=True, text=True, check=False)
    shares = {r["what"]: r["share"] for r in rows if r["split"] == "test"}
    cells = ["-" if shares[name] is None else f"{shares[name]:.3f}" for name in names]
    write(path, f"{text}| {date.today()} | {git.stdout.strip() or 'unknown'} | {articles} | {' | '.join(cells)} |\n")


def main() -> None:
    files = Files(default_root(), built=default_root() / OUT)
    groups = compared(files)
    rows = scores(files)
    counts = {split: len(found_in) for split, found_in in groups.items()}
    print(report(rows, counts))
    if counts["test"]:
        log(files, rows, counts["test"])
        print(f"logged in {LOG}")
    else:
        print("there are no test articles yet")


if __name__ == "__main__":
    main()
