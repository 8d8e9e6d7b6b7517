"""The trial sentences: what the reader must find in the development set, so that a new rule does not undo an old one.

The held-out set is not looked at while working on the reader; `python -m benchmarks.trials` scores both.
"""

from pathlib import Path

import pytest

from idlib_ledger.evaluate import score, trials

TRIALS = Path(__file__).parents[1] / "trials"
FLOORS = {
    "precision": 0.98,
    "recall": 0.89,
    "value": 0.99,
    "bounds": 0.98,
    "hedge": 0.98,
    "measure": 0.96,
    "stance": 0.98,
    "speaker": 0.93,
    "dates": 0.91,
}


@pytest.fixture(scope="module")
def development():
    return score(trials(TRIALS / "development.jsonl"))


@pytest.mark.parametrize("what", FLOORS)
def test_development_set(development, what):
    assert development[what] >= FLOORS[what]
