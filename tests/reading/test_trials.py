"""The trial sentences: what the reader must find in the development set, so that a new rule does not undo an old one.

The held-out set is not looked at while working on the reader; `python -m benchmarks.trials` scores both.
"""

import re
import textwrap
from pathlib import Path

import pytest

from idlib_ledger.evaluate import score, trials

TRIALS = Path(__file__).parents[1] / "trials"
FLOORS = {
    "precision": 0.99,
    "recall": 0.93,
    "value": 0.99,
    "bounds": 0.98,
    "hedge": 0.98,
    "measure": 0.96,
    "stance": 0.98,
    "speaker": 0.94,
    "dates": 0.93,
}


@pytest.fixture(scope="module")
def development():
    return score(trials(TRIALS / "development.jsonl"))


@pytest.mark.parametrize("what", FLOORS)
def test_development_set(development, what):
    assert development[what] >= FLOORS[what]


VARIANTS = {  # the text as archives have it
    "capitals only": str.upper,
    "hard-wrapped": lambda text: textwrap.fill(text, 50, break_on_hyphens=False),
    "double spaces": lambda text: text.replace(" ", "  "),
    "curly apostrophes": lambda text: text.replace("'", "’"),
    "no apostrophes": lambda text: text.replace("'", "").replace("’", ""),
}


def in_variant(trial, change):
    """The trial with its text changed, its quotes as they then stand in it."""
    text = change(trial["text"])
    quoted = {}
    for key in ("readings", "dates"):
        quoted[key] = []
        for item in trial.get(key, []):
            words = map(re.escape, change(item["quote"]).split())
            quoted[key].append(item | {"quote": re.search(r"\s+".join(words), text)[0]})
    return trial | quoted | {"text": text}


@pytest.mark.parametrize("variant", VARIANTS)
def test_text_as_archives_have_it_is_read_as_well(variant, development):
    found = score([in_variant(t, VARIANTS[variant]) for t in trials(TRIALS / "development.jsonl")])
    for what in ("precision", "recall", "value", "bounds", "measure"):
        assert found[what] >= development[what] - 0.02
    assert found["dates"] >= development["dates"] - 0.06
