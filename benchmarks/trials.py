"""Score the reader on the trial sentences: python -m benchmarks.trials [FILE ...]; without files both sets, sentences unseen.

Readings match expected ones by overlap of their quotes, then measure. Prints one line a set; never prints a sentence, so that
the held-out set stays unseen.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from idlib_ledger.compare import match
from idlib_ledger.reading import dates, read

TRIALS = Path(__file__).parents[1] / "tests" / "trials"
FIELDS = ("value", "hedge", "measure", "unit", "population", "period_start", "period_end", "stance", "accumulation")


def score(trials: list[dict]) -> dict[str, float]:
    """Shares from 0 to 1: precision, recall and f1 of finding readings; each field over the readings found; dates strictly right."""
    found = missed = extra = 0
    right, asked = {}, {}

    def count(what, ok):
        asked[what] = asked.get(what, 0) + 1
        right[what] = right.get(what, 0) + bool(ok)

    for trial in trials:
        text = trial["text"]
        wanted = [_entry(text, w) for w in trial["readings"]]
        got = [{"article_id": "", **r.as_dict()} for r in read(text, trial["published"])]
        for want, reading in match(wanted, got):
            if want is None or reading is None:
                missed, extra = missed + (reading is None), extra + (want is None)
                continue
            found += 1
            for field in FIELDS:
                if field in want:
                    count(field, want[field] == reading[field])
            count("bounds", (want.get("low"), want.get("high")) == (reading["low"], reading["high"]))
            if "speaker" in want:
                count("speaker", _same(want["speaker"], reading["speaker"]))
        anchor = date.fromisoformat(trial["published"]) if trial["published"] else None
        expressions = dates.find(text, anchor)
        for want in trial.get("dates", []):
            start = text.index(want["quote"])
            near = [e for e in expressions if e.start < start + len(want["quote"]) and e.end > start]
            count("dates", any((_iso(e.first), _iso(e.last)) == (want["start"], want["end"]) for e in near))
    shares = {
        "precision": found / (found + extra or 1),
        "recall": found / (found + missed or 1),
        "f1": 2 * found / (2 * found + missed + extra or 1),
    }
    return shares | {what: right[what] / n for what, n in asked.items()}


def _entry(text, want):
    start = text.index(want["quote"])
    return {"article_id": "", "stance": "asserts", **want, "start": start, "end": start + len(want["quote"])}


def _same(want, got):
    """Do two surfaces name the same speaker: one within the other, articles apart?"""
    a, b = ((s or "").lower().replace("the ", "") for s in (want, got))
    return a == b or bool(a and b and (a in b or b in a))


def _iso(day):
    return day.isoformat() if day else None


def main(paths: list[str]) -> None:
    for path in map(Path, paths or sorted(TRIALS.glob("*.jsonl"))):
        trials = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        print(f"{path.stem} ({len(trials)} texts): " + ", ".join(f"{what} {share:.3f}" for what, share in score(trials).items()))


if __name__ == "__main__":
    main(sys.argv[1:])
