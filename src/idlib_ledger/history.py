"""What changed since the last release, in words; and the whole package rebuilt from a clone and compared, file by file.

    python -m idlib_ledger.history diff
    python -m idlib_ledger.history reproduce

Both work in a git checkout and only read it.
"""

from __future__ import annotations

import csv
import hashlib
import io
import platform
import subprocess
import sys
import tempfile
import time
from importlib import metadata
from pathlib import Path

from .package import default_root

SHOWN = ("data/tables", "results")
LIBRARIES = ("pandas", "numpy", "pyarrow", "matplotlib", "nbclient", "frictionless")


def diff(root: Path) -> list[str]:
    """What changed in data/tables and results since the last tag, else since the first commit: a line a file. Raises OSError without
    git."""
    since = (
        _git(root, "describe", "--tags", "--abbrev=0", check=False).strip() or _git(root, "rev-list", "--max-parents=0", "HEAD").split()[0]
    )
    lines = [f"since {since[:12]}:"]
    for line in _git(root, "diff", "--no-renames", "--name-status", since, "--", *SHOWN).splitlines():
        status, name = line.split("\t")
        if not name.endswith(".csv"):
            if not name.endswith(".md"):
                lines.append(f"  {name}: {'new' if status == 'A' else 'gone' if status == 'D' else 'drawn anew'}")
            continue
        before = [] if status == "A" else _rows(_git(root, "show", f"{since}:{name}"))
        after = [] if status == "D" else _rows((root / name).read_text(encoding="utf-8"))
        lines.append(f"  {name}: {_told(before, after, status)}")
    return lines if len(lines) > 1 else [f"nothing changed since {since[:12]}"]


def _rows(text: str) -> list[tuple]:
    return [tuple(row) for row in csv.reader(io.StringIO(text))]


def _told(before: list[tuple], after: list[tuple], status: str) -> str:
    """A table's change in words: rows now and before; how many came, went and were changed, by the first column."""
    if status == "A":
        return f"new, {max(len(after) - 1, 0)} rows"
    if status == "D":
        return f"gone, had {max(len(before) - 1, 0)} rows"
    told = f"{len(after) - 1} rows, {len(before) - 1} before"
    if before[0] != after[0]:
        came, went = [c for c in after[0] if c not in before[0]], [c for c in before[0] if c not in after[0]]
        return told + "".join(f"; columns {what}: {', '.join(names)}" for what, names in (("new", came), ("gone", went)) if names)
    old, new = {r[0]: r for r in before[1:]}, {r[0]: r for r in after[1:]}
    if len(old) < len(before) - 1 or len(new) < len(after) - 1:
        old, new = {r: r for r in before[1:]}, {r: r for r in after[1:]}  # the first column is no key
    changed = sum(old[k] != new[k] for k in old.keys() & new.keys())
    return f"{told}; {len(new.keys() - old.keys())} came, {len(old.keys() - new.keys())} went, {changed} changed"


def reproduce(root: Path) -> int:
    """Rebuild everything in a temporary clone, compare with what is tracked and print a certificate; 0 if all is identical, else 1."""
    commit = _git(root, "rev-parse", "HEAD").strip()
    with tempfile.TemporaryDirectory(prefix="idlib-ledger-") as folder:
        clone = Path(folder) / "clone"
        subprocess.run(["git", "clone", "--quiet", "--no-local", str(root), str(clone)], check=True)
        start = time.monotonic()
        tracked = [name for name in _git(clone, "ls-files", "-z", *SHOWN, "docs", "datapackage.json").split("\0") if name]
        for name in tracked:
            if name.startswith(SHOWN) and not name.endswith("README.md"):
                (clone / name).unlink()  # nothing of what is compared is there to be found again
        built = subprocess.run(["make", "--silent"], cwd=clone, capture_output=True, text=True)
        seconds = time.monotonic() - start
        if built.returncode:
            print(built.stdout + built.stderr)
            return 1
        differ = [line[3:] for line in _git(clone, "status", "--porcelain").splitlines()]
        print(f"Idlib Ledger, commit {commit}")
        print(f"rebuilt from a clone in {seconds:.0f} s on {platform.system()}, Python {platform.python_version()}")
        print("with " + ", ".join(f"{name} {metadata.version(name)}" for name in LIBRARIES))
        total = hashlib.sha256()
        for name in sorted(tracked):
            content = hashlib.sha256((clone / name).read_bytes()).hexdigest() if (clone / name).is_file() else "missing"
            total.update(f"{content}  {name}\n".encode())
            if name.startswith(SHOWN) and name.endswith((".csv", ".svg")):
                print(f"  {content[:16]}  {name}{'  DIFFERS' if name in differ else ''}")
        print(f"sha256 of the list of {len(tracked)} files: {total.hexdigest()}")
        print("identical" if not differ else "differs: " + ", ".join(differ))
        return 1 if differ else 0


def _git(root: Path, *arguments: str, check: bool = True) -> str:
    return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, text=True, check=check).stdout


def main(arguments: list[str]) -> int:
    root = default_root()
    if arguments == ["diff"]:
        print("\n".join(diff(root)))
        return 0
    if arguments == ["reproduce"]:
        return reproduce(root)
    print(__doc__.strip(), file=sys.stderr)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
