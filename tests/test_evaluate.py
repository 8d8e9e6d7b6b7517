import json
import shutil

import pytest

from idlib_ledger import evaluate
from idlib_ledger.package import OUT, Files, default_root

ROOT = default_root()


@pytest.fixture(scope="module")
def files():
    return Files(ROOT, built=ROOT / OUT if (ROOT / OUT / "readings.csv").exists() else None)


@pytest.fixture(scope="module")
def rows(files):
    return evaluate.scores(files)


def test_every_share_lies_in_its_interval(rows):
    assert {r["split"] for r in rows} == {"train", "test"}
    shares = [r for r in rows if r["share"] is not None]
    assert shares
    assert all(0 <= r["low"] <= r["share"] <= r["high"] <= 1 for r in shares)


def test_a_split_without_articles_has_no_shares(rows, files):
    splits = {r["split"] for r in files.records("split")}
    for r in rows:
        if r["split"] not in splits:
            assert (r["n"], r["share"]) == (0, None)


def test_fields_that_count_together_are_right_together():
    same = evaluate.together(["low", "high"])
    assert same(({"low": 1, "high": 2}, {"low": 1, "high": 2})) is True
    assert same(({"low": 1, "high": 2}, {"low": 1, "high": 3})) is False
    assert same(({"low": None, "high": None}, {"low": None, "high": None})) is None


def test_speakers_inside_and_outside_the_sentence_are_told_apart(rows):
    train = {r["what"]: r["n"] for r in rows if r["split"] == "train"}
    parts = [train[f"speaker {where}"] for where in ("inside the sentence", "outside the sentence", "is the text")]
    assert sum(parts) == train["speaker_id"]
    assert all(parts)


def test_confusion_counts_every_difference_of_the_train_split(files):
    rows = evaluate.confusion(files)
    pairs = [p for group in evaluate.compared(files)["train"] for p in group if p[0] and p[1]]
    wrong = sum(evaluate.equal(*p, "place_id") is False for p in pairs)
    assert sum(r["n"] for r in rows if r["field"] == "place_id") == wrong
    assert all(len(r["claim_ids"].split()) == r["n"] for r in rows)


def test_trials_are_counted_by_construction():
    right = {"construction": "a", "published": None, "text": "Six people were killed."}
    right["readings"] = [{"quote": "Six people", "measure": "killed", "value": 6, "low": 6, "high": 6}]
    wrong = right | {"construction": "b", "readings": []}
    first, second = evaluate.by_construction([right, wrong])
    assert (first["construction"], first["extra"], first["errors"]) == ("b", 1, 1)
    assert (second["construction"], second["found"], second["errors"]) == ("a", 1, 0)


def test_each_look_at_the_test_split_is_one_more_line_of_the_log(tmp_path, rows):
    shutil.copy(ROOT / "datapackage.json", tmp_path)
    files = Files(tmp_path)
    for _ in range(2):
        evaluate.log(files, rows, 3)
    lines = (tmp_path / evaluate.LOG).read_text(encoding="utf-8").splitlines()
    assert sum(line.startswith("| 2") for line in lines) == 2
    assert lines[-1].split("|")[3].strip() == "3"


def test_the_report_has_a_line_for_each_row(rows):
    report = evaluate.report(rows, {"train": 12, "test": 0})
    assert len(report.splitlines()) == 2 + len({r["what"] for r in rows})
    assert json.dumps(report)
