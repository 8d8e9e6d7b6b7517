"""Why a claim stands: the chain from its page to the rows that rest on it."""

from __future__ import annotations

import csv

import pytest

from idlib_ledger import Package
from idlib_ledger.cli import main
from idlib_ledger.errors import DataError
from idlib_ledger.package import Files
from idlib_ledger.provenance import of_row, why

FOUNDING = "2020-01-17-moscow-times-350k-displaced"


@pytest.fixture(scope="module")
def files():
    return Files(Package().files.root)


def claim_of(files, quote, article_id=FOUNDING):
    return next(r["claim_id"] for r in files.rows("claims") if r["article_id"] == article_id and r["quote"] == quote)


def test_every_step_from_page_to_figure(files):
    steps = dict(why(files, claim_of(files, "around 350,000 Syrians")))
    assert list(steps)[0] == "page" and "themoscowtimes.com" in steps["page"][0]
    assert "350,000 is among the numbers of the page" in steps["fingerprint"]
    assert "[[around 350,000 Syrians]]" in steps["account"][0]
    assert steps["first coder"][0].startswith("F") and steps["second coder"][0].startswith("S")
    assert "read by rule cue" in steps["machine"][0] and steps["machine"][1] == "balances in every field"
    assert any("E0004" in line for line in steps["event"])
    assert any("adds_to" in line for line in steps["relations"])


def test_rows_that_rest_on_it_have_it_on_them(files):
    claim_id = claim_of(files, "around 350,000 Syrians")
    rests = dict(why(files, claim_id))["rests on it"]
    assert any(place.startswith("results/displacement.csv") for place in rests)
    for place in rests:
        path, _, lines = place.partition(":")
        with open(files.root / path, encoding="utf-8", newline="") as stream:
            rows = csv.reader(stream)
            at = {}
            for row in rows:
                at[rows.line_num] = " ".join(row)
        assert claim_id in at[int(lines.split("-")[0])] and claim_id in at[int(lines.split("-")[-1])]


def test_a_settlement_and_who_differed(files):
    settled = next(r for r in files.rows("settlements") if r["field"] == "measure" and r["claim_id"].startswith("C"))
    steps = dict(why(files, settled["claim_id"]))
    assert any(line.startswith("measure: ") and settled["reason"] in line for line in steps["settlement"])


def test_an_exception_is_told_with_its_reason(files):
    exception = next(r for r in files.rows("exceptions") if r["field"] == "place_id")
    assert any(exception["reason"] in line for line in dict(why(files, exception["claim_id"]))["machine"])


def test_from_a_row_of_a_figure(files, capsys):
    with open(files.root / "results/displacement.csv", encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert of_row(files, "results/displacement.csv:4") == [rows[2]["claim_id"]]
    assert main(["why", "results/displacement.csv:4"]) == 0
    assert capsys.readouterr().out.startswith(rows[2]["claim_id"])


@pytest.mark.parametrize(
    "place", ["results/displacement.csv:1", "results/displacement.csv:x", "nothing.csv:2", "../out.csv:2", "/etc/passwd:1"]
)
def test_a_row_without_claims_is_told(files, place):
    with pytest.raises(DataError):
        of_row(files, place)


def test_an_unknown_claim_names_the_nearest():
    with pytest.raises(KeyError, match="nearest"):
        Package().why("C99999")
