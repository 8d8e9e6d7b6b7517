"""Compile the reader's modules with mypyc, from the same source that Python runs.

`python hatch_build.py` puts the compiled modules beside their sources, for a checkout. Building a wheel with IDLIB_LEDGER_COMPILE=1 puts
them into the wheel. Without mypyc or a C compiler nothing breaks: the reader runs as plain Python, some three times as slow.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from pathlib import Path

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

ROOT = Path(__file__).parent
SUFFIX = sysconfig.get_config_var("EXT_SUFFIX")
NOT_COMPILED = {"__init__.py", "entry.py", "parts.py", "batch.py", "explain.py", "corpus.py"}
OPTIONS = {"MYPYC_OPT_LEVEL": "1", "MYPYC_DEBUG_LEVEL": "0"}  # higher levels were no faster, and took longer to compile


def modules(source: Path) -> list[Path]:
    """The modules to compile, relative to the source folder."""
    reading = sorted(p for p in (source / "idlib_ledger" / "reading").glob("*.py") if p.name not in NOT_COMPILED)
    return [Path("idlib_ledger/segments.py"), *(p.relative_to(source) for p in reading)]


def compiled(source: Path, work: Path) -> list[Path]:
    """Compile a copy of the package in `work`; the compiled modules, relative to it. Raises RuntimeError with the compiler's errors."""
    shutil.copytree(source / "idlib_ledger", work / "idlib_ledger", ignore=shutil.ignore_patterns("*.so", "*.pyd", "__pycache__"))
    names = [str(p) for p in modules(source)]
    command = [sys.executable, "-m", "mypyc", "--ignore-missing-imports", "--follow-imports=silent", *names]
    done = subprocess.run(command, cwd=work, env=os.environ | OPTIONS, capture_output=True, text=True)
    found = [p.relative_to(work) for p in [*work.glob(f"*{SUFFIX}"), *work.glob(f"idlib_ledger/**/*{SUFFIX}")]]
    if done.returncode or len(found) <= len(names):
        told = (done.stdout + done.stderr).strip().splitlines()
        raise RuntimeError("\n".join([line for line in told if "error" in line.lower()][:9] or told[-3:]))
    return found


def in_place(source: Path) -> None:
    """Put the compiled modules beside their sources, each at once, and the ones of an earlier source out of the way."""
    for path in source.rglob("*.part"):  # of a run that was killed
        path.unlink()
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        try:
            found = compiled(source, work)
        except (RuntimeError, OSError) as error:
            found = []
            print(f"the reader is not compiled and runs as plain Python, slower: {error}")
        old = {p for pattern in (f"*__mypyc{SUFFIX}", f"idlib_ledger/**/*{SUFFIX}") for p in source.glob(pattern)}
        for path in found:
            part = (source / path).with_suffix(".part")
            shutil.copyfile(work / path, part)
            os.replace(part, source / path)
        for path in old - {source / p for p in found}:
            path.unlink()


class CustomBuildHook(BuildHookInterface):
    """Adds the compiled modules to a wheel where IDLIB_LEDGER_COMPILE is set."""

    def initialize(self, version: str, build_data: dict) -> None:
        if self.target_name != "wheel" or version == "editable" or not os.environ.get("IDLIB_LEDGER_COMPILE"):
            return
        self.work = tempfile.TemporaryDirectory()
        for path in compiled(Path(self.root) / "src", Path(self.work.name)):
            build_data["force_include"][str(Path(self.work.name) / path)] = str(path)
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict, artifact_path: str) -> None:
        if hasattr(self, "work"):
            self.work.cleanup()


if __name__ == "__main__":
    in_place(ROOT / "src")
