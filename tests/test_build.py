"""The build: what is tracked comes back byte for byte, and bad input stops it with nothing written."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest
from conftest import ROOT, snapshot

from idlib_ledger import build, derive
from idlib_ledger.articles import read_article
from idlib_ledger.errors import DataError
from idlib_ledger.package import OUT, Files

TABLES = [name for name in Files(ROOT).resources if Files(ROOT).is_built(name)]
CLAIMS = "data/coded/claims.csv"


def copy(root):
    """A copy of the package below `root`, to be built there."""
    for name in ("data", "docs"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "datapackage.json", root)
    return Files(root, built=root / OUT)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A copy of the package with every table built into build/out."""
    files = copy(tmp_path_factory.mktemp("built"))
    for name in TABLES:
        derive.build(files, name)
    return files


@pytest.fixture
def published(folder):
    """A copy whose tables lie built in build/out, as make leaves them before it publishes."""
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copytree(folder / "data/tables", folder / OUT, ignore=shutil.ignore_patterns("*.md"))
    return Files(folder, built=folder / OUT)


# --- the tables -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TABLES)
def test_a_table_is_built_as_it_is_tracked(built, name):
    assert built.path(name).read_bytes() == (ROOT / f"data/tables/{name}.csv").read_bytes()


def test_nothing_else_is_built(built):
    assert sorted(p.name for p in built.built.iterdir()) == sorted(f"{name}.csv" for name in TABLES)


def test_building_again_elsewhere_gives_the_same_bytes(built, tmp_path):
    other = copy(tmp_path / "an other place")
    code = (
        "import sys\nfrom pathlib import Path\nfrom idlib_ledger import derive\nfrom idlib_ledger.package import Files\n"
        "root = Path(sys.argv[1])\nfiles = Files(root, built=root / 'build/out')\n"
        "for name in sys.argv[2:]: derive.build(files, name)\n"
    )
    environment = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Pacific/Apia", "LC_ALL": "C", "PYTHONUTF8": "0"}
    subprocess.run([sys.executable, "-c", code, str(other.root), *TABLES], env=environment, check=True)
    for name in TABLES:
        assert other.path(name).read_bytes() == built.path(name).read_bytes(), name


def test_a_table_that_comes_out_the_same_keeps_its_time(built):
    os.utime(built.path("claims"), ns=(1, 1))
    assert derive.build(built, "claims") is False
    assert built.path("claims").stat().st_mtime_ns == 1


ORDER = {
    "articles": ["article_id"],
    "sentences": ["article_id", "start"],
    "readings": ["article_id", "start"],
    "events": ["event_id"],
    "balance": ["against", "article_id", "start"],
    "ceasefires": ["published_on", "claim_id"],
}


@pytest.mark.parametrize("name", [name for name in TABLES if name not in ("balance_summary", "agreement", "end_to_end")])
def test_rows_are_sorted(built, name):
    keys = [tuple(row[field] for field in ORDER.get(name, ["claim_id"])) for row in built.records(name)]
    assert keys == sorted(keys)


def test_claims_are_tied_to_the_characters_of_their_account(built):
    texts = {path.stem: read_article(path).text for path in built.articles}
    for claim in built.records("claims"):
        assert texts[claim["article_id"]][claim["start"] : claim["end"]] == claim["quote"]


def test_every_claim_lies_in_its_sentence(built):
    sentences = {row["sentence_id"]: row for row in built.records("sentences")}
    for claim in built.records("claims"):
        sentence = sentences[claim["sentence_id"]]
        assert sentence["start"] <= claim["start"] < claim["end"] <= sentence["end"], claim["claim_id"]


def test_a_claim_in_the_articles_voice_has_the_wire_or_the_publisher_as_its_source(built):
    articles = {row["article_id"]: row for row in built.records("articles")}
    for claim in built.records("claims"):
        article = articles[claim["article_id"]]
        voice = claim["speaker_id"] == "narrator"
        assert claim["source_id"] == ((article["wire_id"] or article["publisher_id"]) if voice else claim["speaker_id"])


def test_an_agency_of_the_un_has_the_un_as_its_root(built):
    roots = {claim["speaker_id"]: claim["source_root_id"] for claim in built.records("claims")}
    assert roots["ocha"] == "un" and roots.get("un", "un") == "un"


def test_the_balance_sums_up_to_its_summary(built):
    rows = [r for r in built.records("balance") if r["against"] == "settled" and r["split"] == "train" and r["status"] != "outside"]
    summary = {(r["against"], r["split"], r["field"]): r for r in built.records("balance_summary")}
    entry = summary["settled", "train", "entry"]
    assert (entry["compared"], entry["equal"]) == (len(rows), sum(r["status"] == "matched" for r in rows))
    assert entry["share"] == round(entry["equal"] / entry["compared"], 4)


# --- publishing -------------------------------------------------------------------------------------------------


def test_an_edited_and_a_deleted_table_come_back(published, edit, capsys):
    edit.cells("data/tables/claims.csv", 2, quote="words that nobody built")
    (edit / "data/tables/sentences.csv").unlink()
    (edit / "data/tables/left_over.csv").write_text("a\n")
    build.publish(published, "tables")
    for name in TABLES:
        assert (edit / f"data/tables/{name}.csv").read_bytes() == (ROOT / f"data/tables/{name}.csv").read_bytes()
    assert not (edit / "data/tables/left_over.csv").exists()
    assert capsys.readouterr().out.split() == [f"data/tables/{name}.csv" for name in ("claims", "sentences", "left_over")]


def test_the_stamps_come_back(published, edit):
    path = edit / "datapackage.json"
    tracked = path.read_bytes()
    descriptor = json.loads(tracked)
    for resource in descriptor["resources"]:
        resource["hash"], resource["bytes"] = "sha256:" + "0" * 64, 0
    path.write_text(json.dumps(descriptor), encoding="utf-8")
    build.publish(published, "tables")
    assert path.read_bytes() == tracked


@pytest.mark.parametrize("gone", ["datapackage.json", "data/coded/claims.csv"])
def test_what_is_gone_is_named_when_stamps_are_made(edit, files, gone):
    (edit / gone).unlink()
    with pytest.raises(DataError, match=f"{gone}.*no such file|no such file.*{gone}"):
        build.stamp(Files(files.root))


def test_publishing_again_changes_nothing(published, capsys):
    build.publish(published, "tables")
    before = snapshot(published.root)
    capsys.readouterr()
    build.publish(published, "tables")
    assert snapshot(published.root) == before and capsys.readouterr().out == ""


def test_what_is_tracked_is_what_publishing_gives(published):
    before = snapshot(published.root)
    build.publish(published, "tables")
    assert snapshot(published.root) == before


def test_with_a_table_not_built_nothing_is_published(published, edit):
    edit.cells("data/tables/claims.csv", 2, quote="words that nobody built")
    (published.root / OUT / "displacement.csv").unlink()
    before = snapshot(published.root)
    with pytest.raises((OSError, ValueError)):
        build.publish(published, "tables")
    assert snapshot(published.root) == before


# --- bad input --------------------------------------------------------------------------------------------------


def an_article(edit):
    return sorted(p for p in (edit / "data/articles").glob("*.md") if p.name != "README.md")[0]


def rewrite(change):
    """A break that changes the bytes of the first account, and is named at `row` of it."""

    def apply(edit):
        path = an_article(edit)
        content, row = change(path.read_bytes())
        path.write_bytes(content)
        return f"data/articles/{path.name}" + (f":{row}" if row else "")

    return apply


def cell(field, text):
    def apply(edit):
        return f"{CLAIMS}:{edit.cells(CLAIMS, 3, **{field: text})} {field}"

    return apply


def huge(edit):
    with open(an_article(edit), "r+b") as stream:
        stream.truncate(50_000_000)
    return f"data/articles/{an_article(edit).name}"


def point(path):
    def apply(edit):
        descriptor = json.loads((edit / "datapackage.json").read_text(encoding="utf-8"))
        descriptor["resources"][0]["path"] = path
        (edit / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
        return "datapackage.json"

    return apply


def link(edit):
    (edit / CLAIMS).rename(edit.root.parent / "claims.csv")
    (edit / CLAIMS).symlink_to(edit.root.parent / "claims.csv")
    return "datapackage.json"


BREAKS = {
    "missing quote": cell("quote", "words that stand nowhere"),
    "number typed wrong": cell("value", "1,200"),
    "code not in its list": cell("measure", "kiled"),
    "broken date": cell("period_start", "2020-02-30"),
    "dangling key": cell("speaker_id", "nobody-known"),
    "no front matter": rewrite(lambda raw: (b"Just words.\n", 1)),
    "not UTF-8": rewrite(lambda raw: (raw + b"caf\xe9\n", raw.count(b"\n") + 1)),
    "empty": rewrite(lambda raw: (b"", 1)),
    "50 MB": huge,
    "outside the package": point("../claims.csv"),
    "absolute": point("/etc/hostname"),
    "on the network": point("https://example.org/claims.csv"),
    "a link": link,
}


def stopped(step, capsys):
    """The exit code of a step of the build, and what it says."""
    with pytest.raises(SystemExit) as caught:
        build.main(step)
    code = caught.value.code
    said = capsys.readouterr().err
    return (code, said) if isinstance(code, int) else (1, f"{code}\n{said}")


@pytest.fixture
def building(folder, monkeypatch):
    """Let the build work on the copy in `folder`, where every table lies built already."""
    shutil.copytree(folder / "data/tables", folder / OUT, ignore=shutil.ignore_patterns("*.md"))
    monkeypatch.setattr(build, "default_root", lambda: folder)


@pytest.mark.parametrize("name", BREAKS)
def test_bad_input_stops_the_build_and_nothing_is_written(folder, edit, building, capsys, name):
    where = BREAKS[name](edit)
    before = snapshot(folder)
    code, said = stopped(["check"], capsys)
    assert code == 1
    assert said.startswith(where) or said.split("\n")[1].startswith(f"  {where}"), said
    assert snapshot(folder) == before


@pytest.mark.parametrize("name", ["missing quote", "number typed wrong", "broken date", "empty", "not UTF-8", "50 MB"])
def test_a_table_of_bad_input_is_not_begun(folder, edit, building, capsys, name):
    where = BREAKS[name](edit)
    before = snapshot(folder)
    code, said = stopped(["table", "claims"], capsys)
    assert code == 1 and said.startswith(where)
    assert snapshot(folder) == before


def test_good_input_passes(folder, building, capsys):
    before = snapshot(folder)
    build.main(["check"])
    assert capsys.readouterr() == ("", "") and snapshot(folder) == before


def test_a_difference_that_nothing_explains_stops_the_build(folder, edit, building, capsys):
    rows = edit.table("data/tables/balance.csv")
    row = next(
        r for r in rows if r["against"] == "settled" and r["split"] == "train" and r["status"] == "matched" and r["stance"] == "agree"
    )
    edit.cells("data/tables/balance.csv", row["line"], stance="asserts | denies")
    shutil.copy(folder / "data/tables/balance.csv", folder / OUT)
    code, said = stopped(["balance"], capsys)
    assert code == 1 and f"balance.csv:{row['line']} {row['claim_id']} stance" in said


def test_the_step_as_make_calls_it_exits_with_one(folder, edit):
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    where = BREAKS["broken date"](edit)
    environment = os.environ | {"PYTHONPATH": str(folder / "src"), "PYTHONDONTWRITEBYTECODE": "1"}
    step = [sys.executable, "-m", "idlib_ledger.build", "check"]
    done = subprocess.run(step, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(where) and "Traceback" not in done.stderr
