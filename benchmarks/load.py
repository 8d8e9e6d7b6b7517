"""Import and first load against pandas.read_csv of the same file: python -m benchmarks.load [RUNS]; prints medians and their ratio.

Each figure is of fresh processes, the two in turn, so that both see the same machine.
"""

from __future__ import annotations

import statistics
import subprocess
import sys

from idlib_ledger.package import Files, default_root

IMPORT = "import idlib_ledger"
LOAD = "import idlib_ledger as ledger\nledger.load('claims')"
PEER = "import pandas\npandas.read_csv({path!r})"
PANDAS = "import pandas"
TIMED = "import time\nstart = time.perf_counter()\n{code}\nprint(time.perf_counter() - start)"


def seconds(code: str) -> float:
    """How long the code takes in a process of its own, the start of the interpreter apart."""
    done = subprocess.run([sys.executable, "-c", TIMED.format(code=code)], capture_output=True, text=True, check=True)
    return float(done.stdout)


def main(runs: int = 15) -> None:
    peer = PEER.format(path=str(Files(default_root()).path("claims")))
    codes = {"import idlib_ledger": IMPORT, "import pandas": PANDAS, "import and load claims": LOAD, "import pandas and read_csv": peer}
    times = {name: [] for name in codes}
    for _ in range(runs):
        for name, code in codes.items():
            times[name].append(seconds(code))
    medians = {name: statistics.median(t) for name, t in times.items()}
    for name, value in medians.items():
        print(f"{name:30} {1000 * value:7.1f} ms")
    print(f"load / read_csv: {medians['import and load claims'] / medians['import pandas and read_csv']:.2f}")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
