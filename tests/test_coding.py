"""From page to settled claims: beginning an account, taking in what coders typed, settling."""

from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from conftest import ROOT, snapshot

from idlib_ledger import coding
from idlib_ledger.checks import settled
from idlib_ledger.errors import DataError
from idlib_ledger.package import Files, format_csv

ARTICLE = "2019-12-30-ocha-284000-displaced"
TABLES = ("first_coder", "second_coder", "coded_claims", "settlements", "claim_parties", "claim_places", "relations", "exceptions")
META = {
    "title": "A market and its tolls",
    "publisher_id": "moscow-times",
    "published_on": date(2020, 1, 15),
    "published_prec": 1,
    "date_basis": "page",
    "source_language": "en",
    "source_url": "https://example.org/idlib",
    "extent": "full",
    "stratum": "certainty",
    "inclusion_prob": 1.0,
}


@pytest.fixture
def uncoded(files):
    """The copy of the package with nothing coded of one account; what was taken out is its `taken`: table -> rows."""
    files.taken = {}
    gone = {r["claim_id"] for t in TABLES[:3] for r in files.rows(t) if r["article_id"] == ARTICLE}
    for table in TABLES:
        rows = files.rows(table)
        out = [r for r in rows if r.get("article_id") == ARTICLE or r.get("claim_id") in gone or r.get("other_claim_id") in gone]
        files.taken[table] = out
        files.path(table).write_text(format_csv([r for r in rows if r not in out], [f["name"] for f in files.fields(table)]))
    return files


def typed(rows):
    return [(n, {k: v for k, v in r.items() if v and k not in coding.GIVEN}) for n, r in enumerate(rows, 2)]


def of_a_claim(settlement):
    """Is it about a field of a claim? Links and relations are settled by themselves."""
    return settlement["field"] not in ("event_id", "utterance_id") and " " not in settlement["field"]


def decisions_of(files):
    """The decisions that the settlements of the repository record, by the numbers of the pairs."""
    number, of_claim = {}, {}
    for p in coding.pairs(files, ARTICLE):
        for side in ("first", "second"):
            if p[side]:
                number[p[side]["quote"], p[side]["quote_nth"], p[side]["measure"], p[side]["population"]] = p["pair"]
    for table in ("first_coder", "second_coder"):
        for row in files.taken[table]:
            of_claim[row["claim_id"]] = number[row["quote"], row["quote_nth"], row["measure"], row["population"]]
    original = Files(ROOT)
    for p in coding.pairs(original, ARTICLE):
        either = (p["first"] or p["second"])["claim_id"]
        p["number"] = of_claim[either]
        for claim in files.taken["coded_claims"]:
            settled_as = {s["field"]: s["settled"] for s in files.taken["settlements"] if s["claim_id"] == claim["claim_id"]}
            if all(
                claim[f] == settled_as.get(f, v) for f, v in ((p["first"] or p["second"]).items()) if f not in (*coding.GIVEN, *coding.FREE)
            ):
                of_claim[claim["claim_id"]] = p["number"]
    found = []
    for s in files.taken["settlements"]:
        if not of_a_claim(s):
            continue
        found.append({"pair": str(of_claim[s["claim_id"]]), "field": s["field"], "settled": s["settled"], "reason": s["reason"]})
    for claim in files.taken["coded_claims"]:
        for field in ("coder_note", "event_id", "utterance_id"):
            if claim[field]:
                why = "As in the record" if field == "event_id" else ""
                found.append({"pair": str(of_claim[claim["claim_id"]]), "field": field, "settled": claim[field], "reason": why})
    for table, kind, key in (("claim_parties", "party", "actor_id"), ("claim_places", "place", "place_id")):
        for r in files.taken[table]:
            found.append({"pair": str(of_claim[r["claim_id"]]), "field": kind, "settled": f"{r[key]} {r['role']}", "reason": ""})
    return list(enumerate(found, 2))


def complaints(call, *arguments):
    with pytest.raises(coding.Wrong) as wrong:
        call(*arguments)
    return [str(p) for p in wrong.value.problems]


# --- a new account ----------------------------------------------------------------------------------------------------


def test_a_new_account_has_its_front_matter_and_its_row_in_the_split(files, folder):
    split = coding.new_article(files, "2020-01-15-example-idlib-market", META, 7, today=date(2026, 1, 2))
    text = (folder / "data/articles/2020-01-15-example-idlib-market.md").read_text()
    assert text.startswith('+++\ntitle = "A market and its tolls"\npublisher_id = "moscow-times"\npublished_on = 2020-01-15\n')
    row = next(r for r in files.rows("split") if r["article_id"] == "2020-01-15-example-idlib-market")
    assert row == {"article_id": "2020-01-15-example-idlib-market", "split": split, "batch": "7", "frame_id": "", "added_on": "2026-01-02"}
    assert split == coding.split_of(META["source_url"])


def test_about_a_fifth_of_addresses_is_test():
    splits = [coding.split_of(f"https://example.org/{n}") for n in range(2000)]
    assert 0.17 < splits.count("test") / len(splits) < 0.23


def test_a_copy_stays_in_the_split_of_its_text(files):
    address = next(a for a in (f"https://example.org/{n}" for n in range(99)) if coding.split_of(a) == "test")
    assert coding.new_article(files, "2020-01-15-example-copy", META | {"source_url": address}, 7, copy_of=ARTICLE) == "train"


@pytest.mark.parametrize(
    ("article_id", "change", "said"),
    [
        ("idlib-market", {}, "expected YYYY-MM-DD-publisher-topic"),
        (ARTICLE, {}, "is there already"),
        (
            "2020-01-15-x-y",
            {"source_url": Files(ROOT).rows("articles")[0]["source_url"]},
            f"is the address of {Files(ROOT).articles[0].stem}",
        ),  # fmt: skip
        ("2020-01-15-x-y", {"inclusion_prob": "often"}, "expected a float"),
        ("../2020-01-15-x-y", {}, "expected YYYY-MM-DD-publisher-topic"),
    ],
)
def test_an_account_that_cannot_be_begun_leaves_no_trace(files, folder, article_id, change, said):
    before = snapshot(folder)
    with pytest.raises(DataError, match=said):
        coding.new_article(files, article_id, META | change, 7)
    assert snapshot(folder) == before


# --- taking in rows ---------------------------------------------------------------------------------------------------


def test_rows_come_in_as_csv_and_as_json_lines():
    rows = [{"quote": "at least 21", "value": "21"}, {"quote": "19, of them", "value": "19"}]
    as_csv = format_csv(rows, ["quote", "value"])
    as_json = '{"quote": "at least 21", "value": 21}\n\n{"quote": "19, of them", "value": 19.0}\n'
    assert coding.typed_rows(as_csv, "x") == [(2, rows[0]), (3, rows[1])]
    assert coding.typed_rows(as_json, "x") == [(1, rows[0]), (3, rows[1])]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "is empty"),
        ('{"quote": ["a"]}', "x:1 quote: .* expected text or a number"),
        ('{"quote": "a"}\n{"quote": ', "x:2: is not JSON"),
        ('{"value": true}', "expected text or a number"),
        ("quote,value\na\n", "x:2: expected 2 cells"),
        ("quote,value\na,b,c\n", "x:2: expected 2 cells"),
        ('quote\n"a', "is not CSV"),
    ],
)
def test_what_is_no_table_is_refused_with_its_line(text, said):
    with pytest.raises(DataError, match=said):
        coding.typed_rows(text, "x")


@pytest.mark.parametrize("coder", ["first", "second"])
def test_a_delivery_is_appended_in_order_of_the_text_with_ids_of_its_own(uncoded, coder):
    table, letter = coding.CODERS[coder]
    before = uncoded.rows(table)
    ids = coding.deliver(uncoded, ARTICLE, coder, typed(uncoded.taken[table])[::-1], "rows.csv")
    after = uncoded.rows(table)
    assert after[: len(before)] == before
    assert [r["claim_id"] for r in after[len(before) :]] == ids
    assert [i[0] for i in ids] == [letter] * len(uncoded.taken[table])
    known = {r["claim_id"] for r in before}
    assert len({*ids} - known) == len(ids)
    bare = [{k: v for k, v in r.items() if k != "claim_id"} for r in after[len(before) :]]
    starts = [r["quote"] for r in bare]
    assert sorted(starts) == sorted(r["quote"] for r in uncoded.taken[table])
    assert all({k: v for k, v in r.items() if k != "claim_id"} in bare for r in uncoded.taken[table])


def test_a_delivery_is_never_added_to(uncoded, folder):
    rows = typed(uncoded.taken["first_coder"])
    coding.deliver(uncoded, ARTICLE, "first", rows, "x")
    before = snapshot(folder)
    with pytest.raises(DataError, match="never edited"):
        coding.deliver(uncoded, ARTICLE, "first", rows[:1], "x")
    assert snapshot(folder) == before


def test_a_settled_account_takes_no_rows(files):
    with pytest.raises(DataError, match="never edited|is settled"):
        coding.deliver(files, ARTICLE, "second", [(2, {"quote": "x"})], "x")


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"quote": "at least 999 people"}, "quote: .* does not stand in"),
        ({"measure": "kiled"}, "measure: .*kiled.* has no row in data/reference/measures.csv"),
        ({"speaker_id": "nobody-known"}, "speaker_id: .* has no row in data/reference/actors.csv"),
        ({"value": "many"}, "value: .* is not a number"),
        ({"period_start": "2020-02-30"}, "is not a day of the calendar"),
        ({"start_prec": ""}, "start_prec: is missing beside period_start"),
        ({"claim_id": "F00001"}, "claim_id: .* is given when"),
        ({"colour": "red"}, "colour: .* is not a field of a claim"),
        ({"hedge_word": "perhaps"}, "is no cue for about"),
        ({"hedge": "vague"}, "expected one of: .*dozens"),
        ({"value": ""}, "value: is missing beside the hedge about"),
        ({"article_id": "2020-01-01-other-account"}, f"expected {ARTICLE}"),
        ({"stance": ""}, "stance: is missing"),
    ],
)
def test_a_bad_row_is_named_with_file_line_and_field_and_nothing_is_written(uncoded, folder, change, said):
    rows = typed(uncoded.taken["first_coder"])
    line, good = next((n, r) for n, r in rows if r.get("hedge") == "about" and "period_start" in r)
    bad = [(n, {**r, **change} if n == line else r) for n, r in rows]
    before = snapshot(folder)
    found = complaints(coding.deliver, uncoded, ARTICLE, "first", bad, "rows.csv")
    import re

    assert any(re.search(rf"^rows\.csv:{line} ", f) and re.search(said, f) for f in found), found
    assert snapshot(folder) == before


def test_the_same_claim_twice_is_refused(uncoded):
    rows = typed(uncoded.taken["first_coder"])
    assert any("is typed twice" in f for f in complaints(coding.deliver, uncoded, ARTICLE, "first", [*rows, (99, rows[0][1])], "x"))


# --- settling ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def coded(uncoded):
    for coder, (table, _) in coding.CODERS.items():
        coding.deliver(uncoded, ARTICLE, coder, typed(uncoded.taken[table]), "rows.csv")
    return uncoded


def test_pairs_hold_what_both_coders_delivered(coded):
    laid = coding.pairs(coded, ARTICLE)
    assert [p["pair"] for p in laid] == list(range(1, len(laid) + 1))
    for side, table in (("first", "first_coder"), ("second", "second_coder")):
        assert sum(p[side] is not None for p in laid) == len(coded.taken[table])
    for p in laid:
        assert all(one != two for one, two in p["differ"].values())
        assert not p["same"].keys() & p["differ"].keys()


def test_one_coding_alone_cannot_be_settled(uncoded):
    coding.deliver(uncoded, ARTICLE, "first", typed(uncoded.taken["first_coder"]), "x")
    with pytest.raises(DataError, match="both codings are needed"):
        coding.settle(uncoded, ARTICLE, [], "x")


def test_settling_again_as_recorded_gives_the_recorded_claims(coded):
    ids = coding.settle(coded, ARTICLE, decisions_of(coded), "decisions.csv")
    bare = lambda rows: [{k: v for k, v in r.items() if k != "claim_id"} for r in rows]
    new = [r for r in coded.rows("coded_claims") if r["claim_id"] in ids]
    assert bare(new) == bare(coded.taken["coded_claims"])
    log = [s for s in coded.rows("settlements") if s["claim_id"] in ids or s["claim_id"][0] in "FS" and s not in coded.taken["settlements"]]
    key = lambda s: (s["field"], s["first"], s["second"], s["settled"], s["reason"])
    mine = {key(s) for s in coded.rows("settlements")}
    assert {key(s) for s in coded.taken["settlements"] if of_a_claim(s)} <= mine
    assert log
    for table in ("claim_parties", "claim_places"):
        assert len([r for r in coded.rows(table) if r["claim_id"] in ids]) == len(coded.taken[table])
    assert settled(coded) == []
    with pytest.raises(DataError, match="settled already"):
        coding.settle(coded, ARTICLE, [], "x")


def test_ids_are_never_used_again(coded):
    withdrawn = max(r["claim_id"] for r in [*coded.rows("coded_claims"), *coded.rows("settlements")] if r["claim_id"].startswith("C"))
    assert min(coding.settle(coded, ARTICLE, decisions_of(coded), "x")) > withdrawn


def test_every_difference_wants_a_decision_with_a_reason(coded, folder):
    before = snapshot(folder)
    laid = coding.pairs(coded, ARTICLE)
    found = complaints(coding.settle, coded, ARTICLE, [], "decisions.csv")
    open_ = [f"pair {p['pair']} {f}:" for p in laid for f in p["differ"] if f not in coding.FREE]
    open_ += [f"pair {p['pair']}:" for p in laid if not (p["first"] and p["second"])]
    assert open_
    assert all(any(o in f for f in found) for o in open_)
    all_ = decisions_of(coded)
    silent = [(n, d | {"reason": ""}) for n, d in all_]
    assert any("reason: is missing" in f for f in complaints(coding.settle, coded, ARTICLE, silent, "x"))
    assert snapshot(folder) == before


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ({"pair": "99", "field": "value", "settled": "1", "reason": "r"}, "expected a pair from 1 to"),
        ({"pair": "1", "field": "colour", "settled": "1", "reason": "r"}, "is not a field that is settled"),
        ({"pair": "1", "field": "entry", "settled": "perhaps", "reason": "r"}, "kept or dropped"),
        ({"pair": "1", "field": "party", "settled": "nobody speaker", "reason": ""}, "expected an id and a role"),
        ({"pair": "1", "field": "measure", "settled": "kiled", "reason": "r"}, "kiled"),
        ({"pair": "1", "field": "quote", "settled": "words that stand nowhere", "reason": "r"}, "does not stand in"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(coded, folder, row, said):
    before = snapshot(folder)
    given = [(n, d) for n, d in decisions_of(coded) if (d["pair"], d["field"]) != (row["pair"], row["field"])]
    found = complaints(coding.settle, coded, ARTICLE, [*given, (99, row)], "decisions.csv")
    assert any(said in f for f in found), found
    assert snapshot(folder) == before


def test_side_by_side_shows_every_difference(coded):
    pair = next(p for p in coding.pairs(coded, ARTICLE) if p["differ"])
    text = coding.side_by_side(pair)
    assert all(f"{f}: first {a!r}, second {b!r}" in text for f, (a, b) in pair["differ"].items())


# --- the commands -----------------------------------------------------------------------------------------------------


@pytest.fixture
def run(capsys, folder):
    from idlib_ledger.cli import main

    def run(*arguments):
        try:
            code = main(["--package", str(folder), *map(str, arguments)])
        except SystemExit as stop:
            code = stop.code
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def test_from_rows_to_settled_claims_by_command(run, uncoded, tmp_path):
    for coder, (table, _) in coding.CODERS.items():
        _, header, _ = run("code", ARTICLE, "--coder", coder)
        rows = tmp_path / f"{coder}.csv"
        rows.write_text(format_csv(uncoded.taken[table], next(csv.reader(io.StringIO(header)))))
        code, out, err = run("code", ARTICLE, "--coder", coder, "--rows", rows, "--dry-run")
        assert (code, err) == (0, "")
        assert not [r for r in uncoded.rows(table) if r["article_id"] == ARTICLE]
        code, out, err = run("code", ARTICLE, "--coder", coder, "--rows", rows)
        assert (code, err) == (0, "")
        assert f"{len(uncoded.taken[table])} rows appended" in out
        assert "reading" not in out
    code, out, _ = run("settle", ARTICLE)
    assert code == 0
    assert "[first only]" in out or "[second only]" in out
    code, out, _ = run("settle", ARTICLE, "--format", "jsonl")
    assert [json.loads(line)["pair"] for line in out.splitlines()] == list(range(1, len(out.splitlines()) + 1))
    decisions = tmp_path / "decisions.jsonl"
    decisions.write_text("\n".join(json.dumps(d) for _, d in decisions_of(uncoded)))
    code, out, err = run("settle", ARTICLE, "--decisions", decisions)
    assert (code, err) == (0, "")
    assert f"{len(uncoded.taken['coded_claims'])} claims settled" in out


def test_bad_rows_by_command_say_where(run, uncoded, tmp_path):
    rows = tmp_path / "rows.csv"
    rows.write_text("quote,measure\nnowhere at all,kiled\n")
    code, out, err = run("code", ARTICLE, "--coder", "first", "--rows", rows)
    assert code == 1
    assert f"{rows}:2 measure" in err
    assert out == ""


def test_a_new_account_by_command_is_begun_and_asks_for_its_text(run, folder):
    code, out, _ = run("new-article", "2020-01-15-example-idlib-market", "--title", 'A "market"', "--publisher", "moscow-times",
                       "--published", "2020-01-15", "--url", "https://example.org/a", "--language", "en", "--batch", "7")  # fmt: skip
    assert code == 0
    assert "begun" in out
    code, _, err = run("show", "2020-01-15-example-idlib-market")
    assert code == 1
    assert "there is no text below the front matter" in err
