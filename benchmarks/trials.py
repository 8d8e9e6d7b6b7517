"""Score the reader on the trial sentences: python -m benchmarks.trials [FILE ...]; without files both sets, sentences unseen.

Readings match expected ones by overlap of their quotes, then measure. Prints one line a set; never prints a sentence, so that
the held-out set stays unseen.
"""

from __future__ import annotations

import sys
from pathlib import Path

from idlib_ledger.evaluate import score, trials

TRIALS = Path(__file__).parents[1] / "tests" / "trials"


def main(paths: list[str]) -> None:
    for path in map(Path, paths or sorted(TRIALS.glob("*.jsonl"))):
        texts = trials(path)
        print(f"{path.stem} ({len(texts)} texts): " + ", ".join(f"{what} {share:.3f}" for what, share in score(texts).items()))


if __name__ == "__main__":
    main(sys.argv[1:])
