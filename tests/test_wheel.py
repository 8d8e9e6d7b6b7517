"""The wheel: built and installed without network, it carries every table and account."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT

from idlib_ledger.package import Files

OUTSIDE = shutil.ignore_patterns(".*", "build", "dist", "tests", "notebooks", "results", "benchmarks", "__pycache__", "*.egg-info")
LOAD = """
import json, pathlib, socket, sys

def refuse(*_):
    raise AssertionError("the network was asked")

socket.socket.connect = socket.getaddrinfo = refuse
import idlib_ledger as ledger

print(json.dumps({
    "module": ledger.__file__,
    "prefix": sys.prefix,
    "rows": {name: len(ledger.load(name)) for name in ledger.tables()},
    "evidence": str(ledger.evidence("C00001")),
    "words": {name: len(ledger.article(name).text.split()) for name in ledger.load("articles")["article_id"].astype(str)},
    "cite": ledger.cite(),
}))
"""


def clean():
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "PIP_", "VIRTUAL_ENV"))}


def run(*command, cwd):
    done = subprocess.run([str(c) for c in command], cwd=cwd, env=clean(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The wheel, built from a copy of the repository."""
    root = tmp_path_factory.mktemp("wheel")
    shutil.copytree(ROOT, root / "repository", ignore=OUTSIDE)
    run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", root / "dist", cwd=root / "repository")
    shutil.rmtree(root / "repository")
    [built] = (root / "dist").iterdir()
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A fresh environment with the wheel installed in it, which borrows what the wheel depends on."""
    home = tmp_path_factory.mktemp("environment") / "fresh"
    venv.create(home, with_pip=False)
    python = home / "bin/python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-index", "--no-deps", wheel, cwd=home)
    [site] = home.glob("lib/python*/site-packages")
    (site / "borrowed.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    return python


def test_the_wheel_carries_the_descriptor_and_all_of_data(wheel):
    inside = {name.removeprefix("idlib_ledger/_package/") for name in zipfile.ZipFile(wheel).namelist()}
    tracked = {p.relative_to(ROOT).as_posix() for p in (ROOT / "data").rglob("*") if p.is_file()}
    assert {"datapackage.json", *tracked} <= inside


def test_the_wheel_carries_the_rules_and_the_licences(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    rules = {f"idlib_ledger/checks/rules/{p.name}" for p in (ROOT / "src/idlib_ledger/checks/rules").glob("*.sql")}
    assert rules and rules <= set(names)
    assert {name.rpartition("/")[2] for name in names if "/licenses/" in name} == {"LICENSE", "LICENSE-DATA"}


def test_the_wheel_carries_no_tests_and_nothing_of_the_build(wheel):
    top = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
    assert {name for name in top if not name.endswith(".dist-info")} == {"idlib_ledger"}


def test_the_installed_copy_loads_every_table_offline(installed, tmp_path):
    said = json.loads(run(installed, "-c", LOAD, cwd=tmp_path))
    home = installed.parents[1]
    assert Path(said["module"]).resolve().is_relative_to(home.resolve()) and Path(said["prefix"]).resolve() == home.resolve()
    files = Files(ROOT)
    assert said["rows"] == {name: len(files.rows(name)) for name in files.resources}
    assert set(said["words"]) == {path.stem for path in files.articles} and all(said["words"].values())
    assert "[[" in said["evidence"] and files.descriptor["version"] in said["cite"]


def test_the_installed_command_runs(installed, tmp_path):
    assert run(installed.parent / "idlib-ledger", "tables", cwd=tmp_path).startswith("table\trows\ttitle\n")
    assert "[[" in run(installed.parent / "idlib-ledger", "evidence", "C00001", cwd=tmp_path)
