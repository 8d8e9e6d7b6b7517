"""The record against its pages, and where coders differ, on small made-up data."""

from __future__ import annotations

import pandas as pd
import pytest

from idlib_ledger.analysis import coders
from idlib_ledger.derive import build as derive
from idlib_ledger.derive.end_to_end import matched

ARTICLE = "2019-12-30-ocha-284000-displaced"


@pytest.fixture
def sampled(edit, files):
    """The copy with one article coded from its page exactly as the record has it."""
    sample = [f["name"] for f in files.fields("page_sample")]
    edit._save("data/sampling/page_sample.csv", sample, [{"article_id": ARTICLE, "part": "english", "status": "coded", "note": ""}])
    claims = [c for c in files.rows("coded_claims") if c["article_id"] == ARTICLE]
    fields = [f["name"] for f in files.fields("page_coder")]
    rows = [{**{f: c.get(f, "") for f in fields}, "claim_id": f"P{n:05}"} for n, c in enumerate(claims, 1)]
    edit._save("data/coded/page_coder.csv", fields, rows)
    edit._save("data/coded/page_followups.csv", [f["name"] for f in files.fields("page_followups")], [])
    return edit


def score(files, field, statistic, part="all"):
    derive(files, "end_to_end")
    return next(r["value"] for r in files.records("end_to_end") if (r["part"], r["field"], r["statistic"]) == (part, field, statistic))


def test_a_page_coded_as_the_record_has_it_agrees_wholly(sampled, files):
    assert score(files, "entry", "f1") == 1
    assert score(files, "value", "percent") == score(files, "hedge", "percent") == 1


def test_a_claim_that_the_record_lacks_lowers_recall_and_no_more(sampled, files):
    row = sampled.table("data/coded/page_coder.csv")[0]
    sampled.append("data/coded/page_coder.csv", **{**row, "claim_id": "P09999", "value": "77777", "hedge": "plain", "hedge_word": ""})
    assert score(files, "entry", "recall") < 1
    assert score(files, "entry", "precision") == 1


def test_a_field_told_otherwise_is_counted_as_a_difference(sampled, files):
    rows = sampled.table("data/coded/page_coder.csv")
    row = next(r for r in rows if r["hedge"] == "about" and sum(r["value"] == other["value"] for other in rows) == 1)
    sampled.cells("data/coded/page_coder.csv", row["line"], hedge="at_least", hedge_word="at least")
    assert score(files, "hedge", "percent") < 1
    assert score(files, "entry", "f1") == 1


def test_a_figure_that_the_account_tells_twice_counts_once(sampled, files):
    claim = next(c for c in sampled.table("data/coded/claims.csv") if c["article_id"] == ARTICLE and c["hedge"])
    sampled.append("data/coded/claims.csv", **{**claim, "claim_id": "C99999"})
    assert score(files, "entry", "precision") == 1


def test_what_was_mended_counts_as_the_difference_it_was(sampled, files):
    row = sampled.table("data/coded/page_coder.csv")[0]
    claim = next(c for c in files.rows("coded_claims") if c["article_id"] == ARTICLE and c["quote"])
    told = {"article_id": ARTICLE, "page_claim_id": row["claim_id"], "cause": "account", "mended": "yes"}
    fields = [f["name"] for f in files.fields("page_followups")]
    blank = dict.fromkeys(fields, "")
    sampled._save("data/coded/page_followups.csv", fields, [{**blank, **told, "claim_id": claim["claim_id"], "field": "speaker_id"}])
    assert score(files, "speaker_id", "percent") < 1
    assert score(files, "entry", "f1") == 1
    empty = next(f for f in ("via_id", "said_on") if not row[f])  # the page has nothing there, and the claim had something
    sampled._save("data/coded/page_followups.csv", fields, [{**blank, **told, "claim_id": claim["claim_id"], "field": empty}])
    assert score(files, empty, "percent") < 1
    sampled._save("data/coded/page_followups.csv", fields, [{**blank, **told, "field": "entry"}])
    assert score(files, "entry", "recall") < 1


def test_an_article_that_was_not_coded_is_left_out(sampled, files):
    sampled.append(
        "data/sampling/page_sample.csv", article_id="2020-01-10-tass-truce-two-dates", part="english", status="not_coded", note="gone"
    )
    assert list(matched(files)) == [ARTICLE]


def test_whose_value_stands_is_told_apart():
    settlements = pd.DataFrame(
        [
            ("C1", "measure", "killed", "injured", "killed", "r"),
            ("C2", "measure", "killed", "injured", "injured", "r"),
            ("C3", "measure", "killed", "injured", "missing", "r"),
            ("C4", "measure", "killed", "killed", "injured", "r"),
            ("C5", "entry", "a quote", None, "kept", "r"),
        ],
        columns=["claim_id", "field", "first", "second", "settled", "reason"],
    )
    claims = pd.DataFrame({"claim_id": ["C1", "C2", "C3", "C4", "C5"], "article_id": "x", "quote": "q"})
    found = coders.differences(settlements, claims)
    assert list(found["which"]) == ["first", "second", "neither", "both", "kept"]
    table = coders.by_field(found).set_index("field")
    assert table.loc["measure", "n"] == 4
    assert table.loc["entry", "kept"] == 1
    [pair] = coders.pairs(found, "measure").to_dict("records")
    assert (pair["one"], pair["other"], pair["n"]) == ("injured", "killed", 3)
