"""What a build that was killed, doubled, or out of disk leaves behind: `make kills`.

A package of twelve articles, those of the first batch, is made from the checkout: a clone without the rows that hang on others. Then

kills    `make` is killed 60 times and `idlib-ledger read` 140 times, at moments drawn by a fixed seed from the time that a whole run takes:
         SIGKILL to the whole process group. Each is run again, and every file must be as an uninterrupted run leaves it, none more.
         One in ten of the builds has to compile the reader too.
twice    two builds at once: both end well, and leave what one leaves.
full     the same build on a small tmpfs: it fails and says why, what was published before is whole, and with room it ends well.
         This part, and the next, want the right to mount.
read     the package on a read-only mount can be read and checked.

Prints one line a part and exits with 1 if any of it failed. Takes about half an hour.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from idlib_ledger.package import Files, format_csv, write

ROOT = Path(__file__).parents[1]
SEED, BUILDS, READS = 20200305, 60, 140
IDS = ("claim_id", "other_claim_id", "page_claim_id")
BUILD = ["make", "-j2"]
READ = [".venv/bin/idlib-ledger", "read", "data/articles", "--output", "build/read.csv"]


def twelve(work: Path) -> Path:
    """A clone of the checkout with the twelve articles of its first batch, and only the rows that belong to them."""
    folder = work / "twelve"
    subprocess.run(["git", "clone", "--quiet", "--no-hardlinks", ROOT, folder], check=True)
    shutil.rmtree(folder / ".git")
    files = Files(folder)
    keep = {r["article_id"] for r in files.rows("split") if r["batch"] == "1"}
    tables = {n: files.rows(n) for n in files.resources if not files.is_built(n)}
    for rows in tables.values():
        rows[:] = [r for r in rows if r.get("article_id", r.get("fixed_article")) in (None, *keep)]
    known = {r["claim_id"] for n in ("coded_claims", "first_coder", "second_coder", "page_coder") for r in tables[n]}
    for name, rows in tables.items():
        rows[:] = [r for r in rows if all(r.get(i) in (None, "", *known) for i in IDS)] if name != "split" else rows
    about = {r["event_id"] for r in tables["coded_claims"]}
    while more := {r["parent_event_id"] for r in tables["coded_events"] if r["event_id"] in about} - about - {""}:
        about |= more
    tables["coded_events"] = [r for r in tables["coded_events"] if r["event_id"] in about]
    for name, rows in tables.items():
        if rows != files.rows(name):
            write(files.path(name), format_csv(rows, [f["name"] for f in files.resources[name]["schema"]["fields"]]))
    for path in [*folder.glob("data/articles/*.md"), *folder.glob("data/fingerprints/*.json")]:
        if path.stem not in keep and path.name != "README.md":
            path.unlink()
    (folder / ".venv").symlink_to(ROOT / ".venv")
    for name in ("requirements.txt", "pyproject.toml"):
        os.utime(folder / name, (0, 0))  # so that nothing is installed
    for path in (ROOT / "src").rglob("*.so"):
        shutil.copyfile(path, folder / path.relative_to(ROOT))
    return folder


def fresh(source: Path, folder: Path, compiled: bool = True) -> Path:
    """A copy to build in, with the reader compiled or not."""
    if folder.exists():
        shutil.rmtree(folder)
    shutil.copytree(source, folder, symlinks=True, copy_function=shutil.copy2)
    if compiled:
        (folder / "build/stamp").mkdir(parents=True)
        (folder / "build/stamp/compiled").touch()
    return folder


def environment(folder: Path) -> dict:
    """Python takes the code of this copy; temporary files lie beside it, where they can be counted."""
    scratch = folder.parent / "tmp"
    scratch.mkdir(exist_ok=True)
    return os.environ | {"PYTHONPATH": str(folder / "src"), "TMPDIR": str(scratch), "PYTHONDONTWRITEBYTECODE": "1"}


def start(command, folder: Path) -> subprocess.Popen:
    return subprocess.Popen(
        command, cwd=folder, env=environment(folder), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )


def run(command, folder: Path) -> tuple[int, str, float]:
    begun = time.perf_counter()
    process = start(command, folder)
    told, _ = process.communicate()
    return process.returncode, told, time.perf_counter() - begun


def state(folder: Path) -> dict[str, str]:
    """Every file but the environment: path -> hash. Compiled modules by name only: a compiler writes its own paths into them."""
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and ".venv" not in path.parts:
            content = b"" if path.suffix == ".so" else path.read_bytes()
            found[path.relative_to(folder).as_posix()] = hashlib.sha256(content).hexdigest()
    return found


def differences(folder: Path, wanted: dict) -> list[str]:
    found = state(folder)
    return [
        f"{name}: {'missing' if name not in found else 'stray' if name not in wanted else 'different'}"
        for name in sorted(wanted.keys() | found.keys())
        if wanted.get(name) != found.get(name)
    ]


def killed(command, copies, wanted: dict, times: list[float], rng, report) -> int:
    """Kill a command once in each copy, run it again, compare. Returns how many came out otherwise."""
    failed = hit = 0
    for number, (folder, whole) in enumerate(zip(copies, times)):
        process = start(command, folder)
        moment = rng.uniform(0, whole)
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            hit += 1
        process.communicate()
        code, told, _ = run(command, folder)
        wrong = differences(folder, wanted)
        if code or wrong:
            failed += 1
            report(f"  {number + 1}, killed after {moment:.1f} s: exit {code}; {'; '.join(wrong[:5])} {told[-300:] if code else ''}")
    report(f"{' '.join(command[:2])}: {len(times)} runs, {hit} killed before their end, {failed} came out otherwise after the rerun")
    return failed


def mounted(folder: Path, *options: str) -> bool:
    folder.mkdir(exist_ok=True)
    return subprocess.run(["mount", *options, folder], capture_output=True).returncode == 0


def full(source: Path, work: Path, wanted: dict, report) -> int:
    """Build where the disk has room for the package and little more."""
    place, failed, met = work / "small", 0, 0
    size = sum(p.stat().st_size for p in source.rglob("*") if p.is_file() and ".venv" not in p.parts) * 1.15
    for room in (0.05, 0.2, 0.5, 1, 2, 4):  # MB
        if not mounted(place, "-t", "tmpfs", "-o", f"size={int(size + room * 1e6)}", "tmpfs"):
            report("full disk: not tried, no right to mount")
            return 0
        try:
            folder = fresh(source, place / "copy")
            before = {n: h for n, h in state(folder).items() if not n.startswith("build/")}
            code, told, _ = run(BUILD, folder)
            now = {n: h for n, h in state(folder).items() if not n.startswith("build/")}
            torn = [n for n, h in now.items() if h not in (before.get(n), wanted.get(n))] + sorted(before.keys() - now.keys())
            met += code != 0
            if torn or (code and "No space left" not in told) or "Traceback" in told:
                failed += 1
                report(f"  {room} MB of room: exit {code}; torn {torn[:5]}; {told[-600:]}")
            subprocess.run(["mount", "-o", f"remount,size={int(size + 400e6)}", place], check=True)
            code, told, _ = run(BUILD, folder)
            if code or differences(folder, wanted):
                failed += 1
                report(f"  {room} MB of room, then more: exit {code}; {differences(folder, wanted)[:5]} {told[-300:]}")
        finally:
            subprocess.run(["umount", place], check=True)
    report(f"full disk: 6 sizes, {met} met the end of the disk, {failed} left something torn or did not recover")
    return failed


def read_only(source: Path, work: Path, report) -> int:
    """Open, check and read a package where nothing can be written."""
    place = work / "readonly"
    if not (mounted(place, "--bind", str(source)) and mounted(place, "-o", "remount,bind,ro")):
        report("read-only package: not tried, no right to mount")
        return 0
    try:
        tool = ".venv/bin/idlib-ledger"
        count = 'import idlib_ledger as l; print(len(l.open(".").load("claims")))'
        article = next(p for p in (place / "data/articles").glob("2*.md"))
        commands = ([".venv/bin/python", "-c", count], [tool, "check"], [tool, "read", str(article)], [tool, "validate", "."])
        failed = 0
        for command in commands:
            code, told, _ = run(command, place)
            if code:
                failed += 1
                report(f"  {command}: exit {code}; {told[-600:]}")
    finally:
        subprocess.run(["umount", place], check=True)
    report(f"read-only package: {len(commands)} commands, {failed} failed")
    return failed


def main() -> int:
    options = argparse.ArgumentParser(description="Kill builds and reads at random moments, and compare what a rerun leaves.")
    options.add_argument("--builds", type=int, default=BUILDS)
    options.add_argument("--reads", type=int, default=READS)
    options = options.parse_args()
    rng = random.Random(SEED)

    def report(line: str) -> None:
        print(line, flush=True)

    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        source = twelve(work)
        first = fresh(source, work / "copy")
        for command in ([".venv/bin/python", "-m", "idlib_ledger.build", "counts"], [*BUILD, "build/stamp/tables"]):
            code, told, _ = run(command, first)
            if code:
                report(f"the package of twelve articles does not build\n{told}")
                return 1
        shutil.rmtree(first / "build")
        shutil.rmtree(source)
        shutil.copytree(first, source, symlinks=True, copy_function=shutil.copy2)  # its counts and stamps as they should be

        code, told, build_time = run(BUILD, fresh(source, first))
        wanted = state(first)
        code_, told_, compile_time = run(BUILD, fresh(source, work / "compiling", compiled=False))
        if code or code_ or differences(work / "compiling", wanted):
            report(f"{told}{told_}{differences(work / 'compiling', wanted)}")
            return 1
        report(f"an uninterrupted build takes {build_time:.0f} s, with compiling {compile_time:.0f} s; {len(wanted)} files")
        compiles = [number % 10 == 9 for number in range(options.builds)]
        copies = (fresh(source, work / "copy", compiled=not c) for c in compiles)
        failed = killed(BUILD, copies, wanted, [compile_time if c else build_time for c in compiles], rng, report)

        folder = fresh(source, work / "copy")
        read_time = run(READ, folder)[2]
        wanted_read = state(folder)
        failed += killed(READ, (fresh(source, folder) for _ in range(options.reads)), wanted_read, [read_time] * options.reads, rng, report)

        folder = fresh(source, work / "copy")
        both = [start(BUILD, folder), start(BUILD, folder)]
        told = [p.communicate()[0] for p in both]
        wrong = differences(folder, wanted)
        failed += bool(wrong or any(p.returncode for p in both))
        waited = sum("waiting" in t for t in told)
        report(f"two builds at once: exits {[p.returncode for p in both]}, {waited} waited for the other, {len(wrong)} files otherwise")

        failed += full(source, work, wanted, report)
        failed += read_only(first, work, report)
        strays = sorted(p.name for p in (work / "tmp").iterdir())
        report(f"left in the folder for temporary files by what was killed: {len(strays)}")
    return int(failed > 0)


if __name__ == "__main__":
    sys.exit(main())
