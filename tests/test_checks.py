"""The checks: what is clean passes, and one edit is named with its file, line and field."""

from __future__ import annotations

import json
import subprocess
from collections import Counter

import pytest
from conftest import ROOT, snapshot

from idlib_ledger import checks, derive
from idlib_ledger.articles import read_article
from idlib_ledger.checks.rulebook import listed, page
from idlib_ledger.derive.claims import entries
from idlib_ledger.errors import DataError
from idlib_ledger.fingerprints import Lexicon, dumps, numbers
from idlib_ledger.package import Files

CLAIMS, FIRST, SECOND = "data/coded/claims.csv", "data/coded/first_coder.csv", "data/coded/second_coder.csv"
EVENTS, RELATIONS, SETTLEMENTS, EXCEPTIONS = (f"data/coded/{name}.csv" for name in ("events", "relations", "settlements", "exceptions"))
DELIVERIES = "data/coded/deliveries.csv"
SPLIT, BALANCE = "data/reference/split.csv", "data/tables/balance.csv"


def named(problems):
    return [(p.file, p.row, p.field, p.found) for p in problems]


def problems(check, *arguments):
    """What a check finds, whether it returns it or raises it."""
    try:
        return check(*arguments)
    except DataError as error:
        return [error]


def first(rows, **wanted):
    """The first row with these cells; a test may also be a function of the cell."""
    return next(r for r in rows if all(test(r[k]) if callable(test) else r[k] == test for k, test in wanted.items()))


# --- what is clean ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("check", ["evidence", "delivered", "settled", "counts", "sealed", "ids", "built", "rules", "balance"])
def test_the_package_is_clean(files, check):
    assert getattr(checks, check)(files) == []


def test_the_schema_holds_and_the_stamps_are_true(folder):
    files = Files(folder)
    assert checks.schema(files, list(files.resources)) == []


def test_the_inputs_are_clean_and_checking_changes_no_file(folder, files):
    before = snapshot(folder)
    assert checks.inputs(files) == []
    assert snapshot(folder) == before


# --- cells and keys ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "text", "expected"),
    [
        ("value", "250,000", "is not a number"),
        ("value", "ten", "is not a number"),
        ("period_start", "2020-02-30", "is not a day of the calendar"),
        ("said_on", "17.01.2020", "is not a date of the form YYYY-MM-DD"),
        ("start_prec", "9", "is not from 1 to 5"),
        ("quote", "", "is missing"),
        ("claim_id", "X1", "is not of the form"),
    ],
)
@pytest.mark.parametrize("file", [CLAIMS, FIRST, SECOND])
def test_a_cell_that_breaks_its_type_is_named(files, edit, file, field, text, expected):
    line = edit.cells(file, 3, **{field: text})
    [problem] = problems(checks.inputs, files)
    assert named([problem]) == [(file, line, field, text)]
    assert expected in problem.expected


def test_codes_and_keys_without_a_row_are_named_all_at_once(files, edit):
    wrong = [
        (CLAIMS, 2, "measure", "kiled", "is not one of: killed, injured"),
        (CLAIMS, 3, "hedge", "atleast", "is not one of: plain, exact, about, at_least"),
        (CLAIMS, 4, "stance", "says", "is not one of: asserts, denies"),
        (CLAIMS, 5, "speaker_id", "nobody-known", "has no row in data/reference/actors.csv"),
        (CLAIMS, 6, "place_id", "nowhere", "has no row in data/reference/places.csv"),
        (CLAIMS, 7, "event_id", "E9999", "has no row in data/coded/events.csv"),
        (CLAIMS, 8, "article_id", "2020-01-01-no-such", "has no row in data/reference/split.csv"),
        (FIRST, 2, "place_role", "orign", "is not one of: site, origin"),
        (SECOND, 2, "unit", "persons", "is not one of: person, household"),
        ("data/reference/actors.csv", 3, "parent_id", "nobody-known", "has no row in data/reference/actors.csv"),
        ("data/reference/hedge_cues.csv", 2, "hedge", "perhaps", "is not one of: plain, exact"),
    ]
    for file, line, field, text, _ in wrong:
        edit.cells(file, line, **{field: text})
    for file, cells, field, target in [
        (RELATIONS, {"claim_id": "C99999", "relation": "part_of", "other_claim_id": "C00001"}, "claim_id", CLAIMS),
        (RELATIONS, {"claim_id": "C00001", "relation": "part_of", "other_claim_id": "C99999"}, "other_claim_id", CLAIMS),
        (EVENTS, {"event_id": "E9998", "kind": "air_strike", "title": "A strike", "parent_event_id": "E9997"}, "parent_event_id", EVENTS),
        ("data/coded/claim_places.csv", {"claim_id": "C00001", "place_id": "nil", "role": "site"}, "place_id", "data/reference/places.csv"),
    ]:
        wrong.append((file, edit.append(file, **cells), field, cells[field], f"has no row in {target}"))
    found = {(p.file, p.row, p.field, p.found): p.expected for p in problems(checks.inputs, files)}
    assert set(found) == {cell[:4] for cell in wrong}
    assert [cell for cell in wrong if cell[4] not in found[cell[:4]]] == []


def test_a_key_that_stands_twice_is_named_once(files, edit):
    line = edit.append(CLAIMS, **edit.table(CLAIMS)[0])
    assert named(problems(checks.inputs, files)) == [(CLAIMS, line, "claim_id", edit.table(CLAIMS)[0]["claim_id"])]


def test_the_whole_check_names_a_wrong_cell_too(folder, edit):
    edit.cells(CLAIMS, 3, value="250,000", measure="kiled")
    edit.cells(FIRST, 5, place_id="nowhere")
    found = [problem for problem in named(checks.everything(Files(folder))) if problem[1] is not None]
    assert sorted(found) == [(CLAIMS, 3, "measure", "kiled"), (CLAIMS, 3, "value", "250,000"), (FIRST, 5, "place_id", "nowhere")]


def test_a_built_table_edited_by_hand_is_found_by_its_stamp(folder, edit):
    edit.cells("data/tables/sentences.csv", 2, text="Words that nobody built.")
    found = checks.schema(Files(folder), list(Files(folder).resources))
    assert {p.file for p in found} == {"data/tables/sentences.csv"}
    assert any("hash" in str(p) for p in found)


def test_a_missing_table_is_named(folder):
    (folder / EVENTS).unlink()
    assert [str(p) for p in problems(checks.everything, Files(folder))] == [f"{EVENTS}: no such file"]


# --- accounts and evidence --------------------------------------------------------------------------------------


@pytest.fixture
def account(files):
    """The first account of the copy that has a number."""
    english = Lexicon.load(files.rows, "en")
    return next(a for a in (read_article(p, files.name(p)) for p in files.articles) if numbers(a.text, english))


def file_of(account):
    return f"data/articles/{account.article_id}.md"


def print_of(account):
    return f"data/fingerprints/{account.article_id}.json"


@pytest.mark.parametrize("file", [CLAIMS, FIRST, SECOND])
def test_a_quote_that_stands_nowhere_is_named(files, edit, file):
    line = edit.cells(file, 4, quote="words that stand nowhere")
    [problem] = checks.evidence(files)
    assert named([problem]) == [(file, line, "quote", "words that stand nowhere")]
    assert problem.expected.startswith("does not stand in data/articles/")


def test_a_quote_that_stands_less_often_than_said_is_named(files, edit):
    quote = edit.table(CLAIMS)[2]["quote"]
    line = edit.cells(CLAIMS, edit.table(CLAIMS)[2]["line"], quote_nth="99")
    [problem] = checks.evidence(files)
    assert named([problem]) == [(CLAIMS, line, "quote", quote)] and "99 times" in problem.expected


def test_the_check_names_every_quote_that_is_missing(files, edit):
    for line in (2, 4):
        edit.cells(CLAIMS, line, quote="words that stand nowhere")
    assert [p.row for p in problems(checks.inputs, files) if p.field == "quote"] == [2, 4]


def test_a_number_that_the_page_did_not_show_is_named(edit, files, account):
    content = (edit / file_of(account)).read_text(encoding="utf-8")
    (edit / file_of(account)).write_text(content + "\nIn all 987,654 tents were counted.\n", encoding="utf-8")
    assert named(checks.evidence(files)) == [(file_of(account), content.count("\n") + 2, None, "987,654")]


def test_a_number_missing_from_the_fingerprint_is_named(edit, files, account):
    start, surface, value = numbers(account.text, Lexicon.load(files.rows, "en"))[0]
    page = json.loads((edit / print_of(account)).read_text(encoding="utf-8"))
    page["items"] = [item for item in page["items"] if item[0] != "number" or item[2] != value]
    (edit / print_of(account)).write_text(dumps(page), encoding="utf-8")
    content = (edit / file_of(account)).read_text(encoding="utf-8")
    line = content.count("\n", 0, content.index(account.text) + start) + 1
    seal, *found = checks.evidence(files)
    assert seal.file == print_of(account) and "not as an audit left it" in seal.expected
    assert named(found)[0] == (file_of(account), line, None, surface)
    assert {p.file for p in found} == {file_of(account)}


@pytest.mark.parametrize(("key", "text"), [("source_url", "https://example.org/other"), ("extent", "none"), ("article_id", "other")])
def test_a_fingerprint_of_another_page_is_named(edit, files, account, key, text):
    page = json.loads((edit / print_of(account)).read_text(encoding="utf-8"))
    (edit / print_of(account)).write_text(dumps(page | {key: text}), encoding="utf-8")
    seal, *found = checks.evidence(files)
    assert seal.file == print_of(account) and "not as an audit left it" in seal.expected
    assert named(found) == [(print_of(account), None, key, text)]


def test_an_account_without_a_fingerprint_is_named(edit, files, account):
    (edit / print_of(account)).unlink()
    assert [str(p) for p in problems(checks.inputs, files)] == [f"{print_of(account)}: no such file"]


def test_a_broken_fingerprint_is_named(edit, files, account):
    (edit / print_of(account)).write_text("{", encoding="utf-8")
    [problem] = problems(checks.inputs, files)
    assert problem.file == print_of(account) and "is not JSON" in problem.expected


def test_a_fingerprint_without_an_account_is_named(edit, files):
    (edit / "data/fingerprints/2020-01-02-example-river.json").write_text("{}", encoding="utf-8")
    assert [str(p) for p in checks.evidence(files)] == ["data/fingerprints/2020-01-02-example-river.json: is the fingerprint of no account"]


def test_an_account_without_a_row_in_the_split_is_named(edit, files, account):
    copy = "data/articles/2020-01-02-example-river.md"
    (edit / copy).write_bytes((edit / file_of(account)).read_bytes())
    [problem] = problems(checks.inputs, files)
    assert problem.file == copy and problem.expected == f"has no row in {SPLIT}"


def test_a_row_in_the_split_without_an_account_is_named(edit, files):
    line = edit.append(SPLIT, article_id="2020-01-02-example-river", split="train", batch="1", added_on="2020-02-03")
    problem, count = problems(checks.inputs, files)
    assert named([problem]) == [(SPLIT, line, "article_id", "2020-01-02-example-river")]
    assert problem.expected == "has no account in data/articles"
    assert (count.rule, count.field) == ("counts", "split")


@pytest.mark.parametrize(
    ("field", "text", "found"),
    [
        ("publisher_id", '"nobody-known"', "nobody-known"),
        ("date_basis", '"guess"', "guess"),
        ("published_prec", "9", "9"),
        ("inclusion_prob", "nan", "nan"),
    ],
)
def test_front_matter_that_breaks_the_table_of_articles_is_named_before_the_build(edit, files, account, field, text, found):
    lines = (edit / file_of(account)).read_text(encoding="utf-8").split("\n")
    row = next(n for n, line in enumerate(lines, 1) if line.startswith(f"{field} ="))
    edit.line(file_of(account), row, f"{field} = {text}")
    [problem] = problems(checks.inputs, files)
    assert (problem.file, problem.row, problem.field, str(problem.found)) == (file_of(account), row, field, found)


# --- settlements ------------------------------------------------------------------------------------------------


@pytest.fixture
def agreed(edit, files):
    """A claim that both coders entered alike, that overlaps no other and needed no settlement: its rows by file."""
    settled = {row["claim_id"] for row in edit.table(SETTLEMENTS)}
    names = {CLAIMS: "coded_claims", FIRST: "first_coder", SECOND: "second_coder"}
    spans = {file: entries(files, name) for file, name in names.items()}
    own = {"line", "claim_id", "event_id", "utterance_id", "coder_note"}
    rows = {file: {row["claim_id"]: row for row in edit.table(file)} for file in spans}
    for claim in spans[CLAIMS]:
        over = {
            file: [e for e in some if e["article_id"] == claim["article_id"] and e["start"] < claim["end"] and claim["start"] < e["end"]]
            for file, some in spans.items()
        }
        if claim["claim_id"] in settled or any(len(some) != 1 for some in over.values()):
            continue
        found = {file: rows[file][some[0]["claim_id"]] for file, some in over.items()}
        fields = [field for field in found[CLAIMS] if field not in own]
        if all(row[field] == found[CLAIMS][field] for row in found.values() for field in fields):
            return found
    raise LookupError("no claim that both coders entered alike")


def other(accumulation):
    return {"incident": "total_since"}.get(accumulation, "incident")


def test_a_difference_between_the_coders_without_a_settlement_is_named(edit, files, agreed):
    claim = agreed[CLAIMS]
    edit.cells(SECOND, agreed[SECOND]["line"], accumulation=other(claim["accumulation"]))
    [problem] = checks.settled(files)
    assert named([problem]) == [(CLAIMS, claim["line"], "accumulation", claim["accumulation"])]
    assert "no settlement says why" in problem.expected


def test_a_difference_with_its_settlement_is_clean(edit, files, agreed):
    claim, second = agreed[CLAIMS], other(agreed[CLAIMS]["accumulation"])
    edit.cells(SECOND, agreed[SECOND]["line"], accumulation=second)
    decision = {"claim_id": claim["claim_id"], "field": "accumulation", "first": claim["accumulation"], "second": second}
    edit.append(SETTLEMENTS, **decision, settled=claim["accumulation"], reason="As the first coder has it")
    assert checks.settled(files) == []


def test_a_settled_claim_that_does_not_follow_its_settlement_is_named(edit, files, agreed):
    claim = agreed[CLAIMS]
    had, settled = claim["accumulation"], other(claim["accumulation"])
    decision = {"claim_id": claim["claim_id"], "field": "accumulation", "first": had, "second": had, "settled": settled}
    edit.append(SETTLEMENTS, **decision, reason="On second thoughts")
    [problem] = checks.settled(files)
    assert named([problem]) == [(CLAIMS, claim["line"], "accumulation", claim["accumulation"])]
    assert "the settlement says" in problem.expected


def test_a_settled_claim_changed_against_both_coders_is_named(edit, files, agreed):
    claim = agreed[CLAIMS]
    line = edit.cells(CLAIMS, claim["line"], accumulation=other(claim["accumulation"]))
    assert named(checks.settled(files)) == [(CLAIMS, line, "accumulation", other(claim["accumulation"]))]


def test_a_delivered_claim_that_was_dropped_without_a_word_is_named(edit, files, agreed):
    edit.drop(CLAIMS, agreed[CLAIMS]["line"])
    delivered = agreed[FIRST]["claim_id"]
    assert named(checks.settled(files)) == [(SETTLEMENTS, None, "claim_id", delivered)]
    had = {"first": agreed[FIRST]["quote"], "second": agreed[SECOND]["quote"]}
    edit.append(SETTLEMENTS, claim_id=delivered, field="entry", settled="dropped", reason="Is no claim", **had)
    assert checks.settled(files) == []


@pytest.mark.parametrize("file", [FIRST, SECOND])
def test_a_claim_of_one_coder_wants_a_settlement(edit, files, agreed, file):
    claim = agreed[CLAIMS]
    edit.drop(file, agreed[file]["line"])
    [problem] = checks.settled(files)
    assert named([problem]) == [(CLAIMS, claim["line"], "claim_id", claim["claim_id"])] and "one coder only" in problem.expected
    kept = {"first": "" if file == FIRST else claim["quote"], "second": "" if file == SECOND else claim["quote"]}
    edit.append(SETTLEMENTS, claim_id=claim["claim_id"], field="entry", settled="kept", reason="Is a claim", **kept)
    assert checks.settled(files) == []


def test_a_claim_that_no_coder_delivered_is_named(edit, files, agreed):
    claim = agreed[CLAIMS]
    edit.drop(FIRST, agreed[FIRST]["line"])
    edit.drop(SECOND, agreed[SECOND]["line"])
    [problem] = checks.settled(files)
    assert named([problem]) == [(CLAIMS, claim["line"], "claim_id", claim["claim_id"])] and "no coder delivered it" in problem.expected


def test_a_claim_entered_twice_is_named(edit, files, agreed):
    claim = agreed[CLAIMS]
    line = edit.append(CLAIMS, **{k: v for k, v in claim.items() if k != "line"} | {"claim_id": "C99999"})
    found = checks.settled(files)
    assert {(p.file, p.row in (claim["line"], line)) for p in found} == {(CLAIMS, True)}
    assert "claim_id" in {p.field for p in found}


def test_a_claim_moved_to_another_event_is_named_whoever_put_it_there(edit, files):
    linked = {row["claim_id"] for row in edit.table("data/coded/first_coder_links.csv")}
    events = [row["event_id"] for row in edit.table("data/coded/events.csv")]
    claims = edit.table(CLAIMS)
    decided = {row["claim_id"] for row in edit.table(SETTLEMENTS) if row["field"] == "event_id"}
    agreed_on = next(c for c in claims if c["claim_id"] in linked - decided)
    settled = next(c for c in claims if c["claim_id"] in linked & decided)
    early = next(c for c in claims if c["claim_id"] in decided - linked)
    for claim in (agreed_on, settled, early):
        edit.cells(CLAIMS, claim["line"], event_id=next(e for e in events if e != claim["event_id"]))
    assert {p.row for p in checks.settled(files) if p.field == "event_id"} == {c["line"] for c in (agreed_on, settled, early)}


def test_a_claim_put_into_the_statement_of_another_is_named(edit, files):
    linked = {row["claim_id"] for row in edit.table("data/coded/first_coder_links.csv")}
    claims = edit.table(CLAIMS)
    decided = {row["claim_id"] for row in edit.table(SETTLEMENTS) if row["field"] == "utterance_id"}
    outside = next(c for c in claims if c["claim_id"] not in linked)
    claim = next(c for c in claims if c["claim_id"] in linked - decided)
    edit.cells(CLAIMS, claim["line"], utterance_id=outside["utterance_id"])
    assert claim["line"] in {p.row for p in checks.settled(files) if p.field == "utterance_id"}


@pytest.mark.parametrize("joins", [True, False], ids=["the one that joined", "the one that was joined"])
def test_a_claim_taken_out_of_an_utterance_that_a_coder_named_by_its_id_is_noticed(edit, files, joins):
    claims = edit.table(CLAIMS)
    of = {c["claim_id"]: c for c in claims}
    decided = {row["claim_id"] for row in edit.table(SETTLEMENTS) if row["field"] == "utterance_id"}
    told = Counter(c["utterance_id"] for c in claims)
    links = [r for r in edit.table("data/coded/first_coder_links.csv") if r["claim_id"] in of and r["claim_id"] not in decided]
    link = next(r for r in links if of[r["claim_id"]]["utterance_id"] == r["utterance_label"] and told[r["utterance_label"]] == 2)
    one = of[link["claim_id"]]
    other = next(c for c in claims if c["utterance_id"] == one["utterance_id"] and c is not one)
    edit.cells(CLAIMS, (one if joins else other)["line"], utterance_id="U9999")
    assert one["line"] in {p.row for p in checks.settled(files) if p.field == "utterance_id"}


@pytest.mark.parametrize("damage", ["changed", "added", "gone"])
def test_what_the_sample_was_drawn_with_is_sealed(folder, files, damage):
    path = folder / "data/sampling" / ("certainty.txt" if damage != "added" else "more.txt")
    path.unlink() if damage == "gone" else path.write_text("2020-01-01-nobody-nothing\n", encoding="utf-8")
    assert [p.file for p in checks.sealed(files)] == [f"data/sampling/{path.name}"]


def test_a_settlement_of_no_claim_is_named(edit, files):
    line = edit.append(SETTLEMENTS, claim_id="C99999", field="value", settled="3", reason="A slip")
    assert named(checks.settled(files)) == [(SETTLEMENTS, line, "claim_id", "C99999")]


def test_a_settlement_says_what_the_coders_delivered(edit, files):
    row = first(edit.table(SETTLEMENTS), field="measure", claim_id=lambda i: i.startswith("C"))
    edit.cells(SETTLEMENTS, row["line"], second=other(row["second"]))
    [problem] = checks.settled(files)
    assert named([problem]) == [(SETTLEMENTS, row["line"], "second", other(row["second"]))]


def test_a_dropped_entry_says_what_was_delivered(edit, files):
    row = first(edit.table(SETTLEMENTS), settled="dropped", claim_id=lambda i: i.startswith("F"))
    edit.cells(SETTLEMENTS, row["line"], first="another quote")
    [problem] = checks.settled(files)
    assert named([problem]) == [(SETTLEMENTS, row["line"], "first", "another quote")]


# --- what may not move ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", [FIRST, SECOND])
@pytest.mark.parametrize("how", ["cell", "drop", "swap"])
def test_a_delivery_that_was_touched_is_named(edit, files, agreed, file, how):
    row = agreed[file]
    if how == "cell":
        edit.cells(file, row["line"], coder_note="A later thought")
    elif how == "drop":
        edit.drop(file, row["line"])
    else:
        lines = (edit / file).read_text(encoding="utf-8").split("\n")
        lines[row["line"] - 1], lines[row["line"]] = lines[row["line"]], lines[row["line"] - 1]
        (edit / file).write_text("\n".join(lines), encoding="utf-8")
    [problem] = checks.delivered(files)
    assert (problem.file, problem.field, problem.found) == (DELIVERIES, "rows_sha256", row["article_id"])


def test_rows_that_were_never_delivered_are_named(edit, files):
    line = edit.table(DELIVERIES)[0]
    edit.drop(DELIVERIES, line["line"])
    [problem] = checks.delivered(files)
    assert (problem.field, problem.found) == ("article_id", line["article_id"])


def test_an_account_edited_after_coding_wants_an_amendment(edit, files):
    row = next(r for r in edit.table(DELIVERIES) if r["coder"] == "first")
    path = files.article(row["article_id"])
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n\nNothing more was said.\n", encoding="utf-8")
    assert {(p.file, p.row) for p in checks.delivered(files)} == {(files.name(path), None)}
    now = read_article(path).text_sha256
    amendment = {"article_id": row["article_id"], "amended_on": "2026-11-23", "text_sha256": now, "reason": "A sentence was lost"}
    edit.append("data/coded/amendments.csv", **amendment)
    assert checks.delivered(files) == []


def test_a_row_that_came_or_went_wants_a_review(edit, files):
    edit.drop("data/reference/places.csv", 5)
    [problem] = checks.counts(files)
    assert (problem.file, problem.field) == ("data/reference/row_counts.csv", "places")


def test_an_id_that_went_or_names_something_else_is_named(edit, files):
    def git(*arguments):
        who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
        subprocess.run(["git", "-C", str(files.root), *who, *arguments], check=True, capture_output=True)

    assert checks.ids(files) == []  # there is no checkout to hold it against
    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "as it was")
    assert checks.ids(files) == []
    place = edit.table("data/reference/places.csv")[3]
    edit.drop("data/reference/places.csv", place["line"])
    split = edit.table(SPLIT)[2]
    edit.cells(SPLIT, split["line"], split="test" if split["split"] == "train" else "train")
    found = {(p.file, p.field) for p in checks.ids(files)}
    assert found == {(SPLIT, "split"), ("data/reference/places.csv", "place_id")}
    git("commit", "-q", "-a", "-m", "as it is")
    git("tag", "v1")
    assert checks.ids(files) == []


@pytest.mark.parametrize("table", ["claims", "casualties", "articles"])
def test_a_built_table_that_was_edited_is_named(edit, files, table):
    file = f"data/tables/{table}.csv"
    row = edit.table(file)[4]
    field = {"claims": "low", "casualties": "speaker_id", "articles": "title"}[table]
    edit.cells(file, row["line"], **{field: "7"})
    found = {p.file: p for p in checks.built(files)}
    assert (found[file].row, found[file].field, found[file].found) == (row["line"], field, "7")


def test_a_descriptor_with_other_line_ends_is_named(folder, files):
    path = folder / "datapackage.json"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert [str(p) for p in checks.built(files)] == ["datapackage.json: is not written as the build writes it; make writes it anew"]


# --- balance ----------------------------------------------------------------------------------------------------


@pytest.fixture
def balanced(edit, files):
    """A claim of the train split that the machine read with the same accumulation, and what the check finds after further edits."""
    derive.build(files, "balance")
    before = {str(p) for p in checks.balance(files)}
    row = first(edit.table(BALANCE), against="settled", status="matched", split="train", accumulation="agree")
    claim = first(edit.table(CLAIMS), claim_id=row["claim_id"])

    def found():
        derive.build(files, "balance")
        return [p for p in checks.balance(files) if str(p) not in before]

    return claim, row, found


def exception(edit, claim, field):
    cells = {key: claim[key] for key in ("article_id", "claim_id", "quote")} | {"quote_nth": claim["quote_nth"] or "1"}
    return edit.append(EXCEPTIONS, **cells, field=field, reason="The account says it three sentences on")


def test_a_difference_between_hand_and_machine_is_named(edit, balanced):
    claim, row, found = balanced
    edit.cells(CLAIMS, claim["line"], accumulation=other(claim["accumulation"]))
    [problem] = found()
    assert named([problem]) == [(BALANCE, row["line"], f"{claim['claim_id']} accumulation", other(claim["accumulation"]))]
    assert claim["accumulation"] in problem.expected and claim["quote"] in problem.expected


def test_an_exception_explains_a_difference(edit, balanced):
    claim, _, found = balanced
    edit.cells(CLAIMS, claim["line"], accumulation=other(claim["accumulation"]))
    exception(edit, claim, "accumulation")
    assert found() == []


@pytest.mark.parametrize("field", ["accumulation", "entry"])
def test_an_exception_that_no_longer_holds_is_named(edit, balanced, field):
    claim, _, found = balanced
    line = exception(edit, claim, field)
    [problem] = found()
    assert named([problem]) == [(EXCEPTIONS, line, field, claim["quote"])] and "no longer holds" in problem.expected


def test_a_reading_that_no_claim_matches_is_named(edit, files, balanced):
    row = first(edit.table(BALANCE), against="settled", status="matched", split="train")
    edit.cells(BALANCE, row["line"], status="unclaimed")
    [problem] = [p for p in checks.balance(files) if p.row == row["line"] and "no claim matches" in p.expected]
    assert (problem.file, problem.found) == (BALANCE, row["quote"])


def test_a_claim_that_the_machine_did_not_read_is_named(edit, files, balanced):
    row = first(edit.table(BALANCE), against="settled", status="matched", split="train")
    edit.cells(BALANCE, row["line"], status="unread")
    [problem] = [p for p in checks.balance(files) if p.row == row["line"] and "did not read" in p.expected]
    assert (problem.file, problem.found) == (BALANCE, row["quote"])


def test_the_test_split_may_differ(edit, balanced):
    claim, _, found = balanced
    edit.cells(SPLIT, first(edit.table(SPLIT), article_id=claim["article_id"])["line"], split="test")
    edit.cells(CLAIMS, claim["line"], accumulation=other(claim["accumulation"]))
    assert found() == []


# --- rules ------------------------------------------------------------------------------------------------------


def figure(edit, hedge, **more):
    return first(edit.table(CLAIMS), hedge=hedge, **more)


def drop_the_value(edit):
    claim = figure(edit, "plain", unit="person")
    return [(CLAIMS, edit.cells(CLAIMS, claim["line"], value=""), "hedge", "plain")]


def type_a_bound(edit):
    claim = figure(edit, "plain", unit="person")
    return [(CLAIMS, edit.cells(CLAIMS, claim["line"], low="5"), "hedge", "plain")]


def leave_the_hedge_out(edit):
    claim = figure(edit, "plain", unit="person")
    return [(CLAIMS, edit.cells(CLAIMS, claim["line"], hedge=""), "hedge", None)]


def value_a_vague_word(edit):
    return [(CLAIMS, edit.cells(CLAIMS, figure(edit, "vague")["line"], value="24"), "hedge", "vague")]


def invent_a_vague_word(edit):
    return [(CLAIMS, edit.cells(CLAIMS, figure(edit, "vague")["line"], hedge_word="oodles"), "hedge", "vague")]


def leave_a_range_open(edit):
    claim = figure(edit, "plain", unit="person")
    return [(CLAIMS, edit.cells(CLAIMS, claim["line"], hedge="range", value="", low="5"), "hedge", "range")]


def invent_a_cue(edit):
    return [(CLAIMS, edit.cells(CLAIMS, figure(edit, "about")["line"], hedge_word="hardly ever"), "hedge_word", "hardly ever")]


def leave_the_cue_out(edit):
    return [(CLAIMS, edit.cells(CLAIMS, figure(edit, "at_least")["line"], hedge_word=""), "hedge_word", None)]


def of_family(edit, family):
    measures = {row["measure"] for row in edit.table("data/reference/measures.csv") if row["family"] == family}
    return first(edit.table(CLAIMS), measure=lambda m: m in measures)


def split_a_copy(edit):
    table = "data/reference/split.csv"
    copy = first(edit.table(table), article_id="2020-01-17-moscow-times-350k-displaced")
    return [(table, edit.cells(table, copy["line"], split="test"), "split", "test")]


def count_what_has_no_number(edit):
    claim = of_family(edit, "no number")
    return [(CLAIMS, edit.cells(CLAIMS, claim["line"], unit="person"), "measure", claim["measure"])]


def date_the_dead(edit):
    claim = figure(edit, "plain", unit="person")
    return [(CLAIMS, edit.cells(CLAIMS, claim["line"], unit="date"), "measure", claim["measure"])]


def value_a_truce(edit):
    claim = of_family(edit, "dates")
    return [(CLAIMS, edit.cells(CLAIMS, claim["line"], unit="person", hedge="plain", value="3"), "measure", claim["measure"])]


def end_before_the_start(edit):
    claim = first(edit.table(CLAIMS), period_start=bool, period_end=bool)
    return [(CLAIMS, edit.cells(CLAIMS, claim["line"], period_end="2001-01-01"), "period_end", "2001-01-01")]


def assert_what_is_to_come(edit):
    claim = first(edit.table(CLAIMS), stance="asserts", unit="person")
    day = {"period_start": "2031-01-01", "period_end": "2031-01-01", "start_prec": "1", "end_prec": "1"}
    return [(CLAIMS, edit.cells(CLAIMS, claim["line"], **day), "period_start", "2031-01-01")]


def give_an_utterance_two_speakers(edit):
    one, two = (first(edit.table(CLAIMS), speaker_id=speaker) for speaker in ("un", "narrator"))
    for claim in (one, two):
        edit.cells(CLAIMS, claim["line"], utterance_id="U9999")
    return [(CLAIMS, min(one["line"], two["line"]), "utterance_id", "U9999")]


def relate(edit, one, relation, two):
    return edit.append(RELATIONS, claim_id=one, relation=relation, other_claim_id=two)


def enter_what_the_build_finds(edit):
    relation = first(edit.table("data/reference/relation_kinds.csv"), coded="no")["relation"]
    return [(RELATIONS, relate(edit, "C00001", relation, "C00002"), "relation", relation)]


def make_a_part_larger_than_its_whole(edit):
    rows = edit.table("data/tables/claims.csv")
    whole = first(rows, unit="person", hedge="plain")
    part = first(rows, unit="person", low=lambda low: low and float(low) > float(whole["high"]))
    line = relate(edit, part["claim_id"], "part_of", whole["claim_id"])
    return [(RELATIONS, line, "claim_id", f"{part['claim_id']} part_of {whole['claim_id']}")]


def mistype_an_id(edit):
    row = edit.table(CLAIMS)[-1]
    return [(CLAIMS, edit.cells(CLAIMS, row["line"], claim_id="C99998"), "claim_id", "C99998")]


def move_a_row(edit):
    lines = (edit / SPLIT).read_text(encoding="utf-8").split("\n")
    lines[3], lines[4] = lines[4], lines[3]
    (edit / SPLIT).write_text("\n".join(lines), encoding="utf-8")
    return [(SPLIT, 5, "article_id", lines[4].split(",")[0])]


def relate_a_claim_to_itself(edit):
    return [(RELATIONS, relate(edit, "C00001", "part_of", "C00001"), "other_claim_id", "C00001")]


def relate_a_claim_to_none(edit):
    return [(RELATIONS, relate(edit, "C00001", "part_of", "C99999"), "other_claim_id", "C99999")]


def update_in_a_circle(edit):
    circle = ["C00001", "C00002", "C00003", "C00001"]
    return [(RELATIONS, relate(edit, a, "updates", b), "claim_id", a) for a, b in zip(circle, circle[1:])]


def put_an_event_outside_its_parent(edit):
    edit.append(EVENTS, event_id="E9998", kind="air_strike", title="A campaign", date_start="2020-01-10", date_end="2020-01-12")
    own = {"event_id": "E9999", "kind": "air_strike", "title": "A strike", "date_start": "2020-01-12", "date_end": "2020-01-13"}
    return [(EVENTS, edit.append(EVENTS, **own, parent_event_id="E9998"), "parent_event_id", "E9998")]


def except_twice(edit):
    claim = edit.table(CLAIMS)[0]
    exception(edit, claim, "option")
    return [(EXCEPTIONS, exception(edit, claim, "option"), "field", "option")]


def weigh_a_certain_page(edit):
    row = next(r for r in edit.table("data/tables/articles.csv") if r["stratum"] == "certainty")
    edit.cells("data/tables/articles.csv", row["line"], inclusion_prob="0.5")
    return [(f"data/articles/{row['article_id']}.md", None, "stratum", "certainty 0.5")]


ARTICLES, PLACES, ACTORS = "data/tables/articles.csv", "data/reference/places.csv", "data/reference/actors.csv"
BUILT, SENTENCES = "data/tables/claims.csv", "data/tables/sentences.csv"


def say_it_after_publication(edit):
    claim = first(edit.table(CLAIMS), said_on=bool)
    return [(CLAIMS, edit.cells(CLAIMS, claim["line"], said_on="2031-01-01"), "said_on", "2031-01-01")]


def move_an_anchor(edit):
    row = first(edit.table(ARTICLES), anchor_date=bool)
    edit.cells(ARTICLES, row["line"], anchor_date="2019-01-01")
    return [(f"data/articles/{row['article_id']}.md", None, "anchor_date", "2019-01-01")]


def publish_against_the_address(edit):
    row = first(edit.table(ARTICLES), source_url=lambda url: "/2020/01/" in url, anchor_date=bool)
    edit.cells(ARTICLES, row["line"], published_on="2020-06-01", anchor_date="2020-06-01")
    return [(f"data/articles/{row['article_id']}.md", None, "published_on", "2020-06-01")]


def forget_a_precision(edit):
    claim = first(edit.table(CLAIMS), period_start=bool)
    return [(CLAIMS, edit.cells(CLAIMS, claim["line"], start_prec=""), "period_start", claim["period_start"])]


def forget_a_role(edit):
    claim = first(edit.table(CLAIMS), place_id=bool)
    return [(CLAIMS, edit.cells(CLAIMS, claim["line"], place_role=""), "place_id", claim["place_id"])]


def push_a_value_out_of_its_bounds(edit):
    row = first(edit.table(BUILT), hedge="plain", unit="person", value="2")
    edit.cells(BUILT, row["line"], value="3")
    line = first(edit.table(CLAIMS), claim_id=row["claim_id"])["line"]
    return [(CLAIMS, line, "value", "3.0")]


def count_half_a_person(edit):
    claim = figure(edit, "plain", unit="person")
    return [(CLAIMS, edit.cells(CLAIMS, claim["line"], value="2.5"), "value", "2.5")]


def share_more_than_all(edit):
    claim = first(edit.table(CLAIMS), unit="percent", value=bool, measure=lambda m: m != "other")
    return [(CLAIMS, edit.cells(CLAIMS, claim["line"], value="180"), "value", "180.0")]


def join_claims_of_two_accounts(edit):
    one = edit.table(BUILT)[0]
    two = first(edit.table(BUILT), article_id=lambda a: a != one["article_id"])
    line = relate(edit, one["claim_id"], "joint_with", two["claim_id"])
    return [(RELATIONS, line, "claim_id", f"{one['claim_id']} joint_with {two['claim_id']}")]


def update_another_body(edit):
    rows = edit.table(BUILT)
    one, two = first(rows, source_root_id="un"), first(rows, source_root_id="sohr")
    line = relate(edit, one["claim_id"], "updates", two["claim_id"])
    return [(RELATIONS, line, "claim_id", f"{one['claim_id']} updates {two['claim_id']}")]


def deny_by_asserting(edit):
    rows = edit.table(CLAIMS)
    one = first(rows, stance="asserts")
    return [(RELATIONS, relate(edit, one["claim_id"], "denies", rows[-1]["claim_id"]), "claim_id", one["claim_id"])]


def relay_oneself(edit):
    claim = first(edit.table(CLAIMS), via_id=bool)
    return [(CLAIMS, edit.cells(CLAIMS, claim["line"], via_id=claim["speaker_id"]), "via_id", claim["speaker_id"])]


def speak_for_another(edit):
    claim = first(edit.table(CLAIMS), spokesperson_id=bool)
    edit.cells(CLAIMS, claim["line"], speaker_id="narrator")
    return [(CLAIMS, claim["line"], "spokesperson_id", claim["spokesperson_id"])]


def put_a_body_in_itself(edit):
    one, two = [r for r in edit.table(ACTORS) if not r["parent_id"] and r["actor_id"] in ("un", "sohr")]
    edit.cells(ACTORS, one["line"], parent_id=two["actor_id"])
    edit.cells(ACTORS, two["line"], parent_id=one["actor_id"])
    return sorted((ACTORS, r["line"], "parent_id", r["actor_id"]) for r in (one, two))


def give_unverified_coordinates(edit):
    place = first(edit.table(PLACES), verified_by="", latitude="")
    edit.cells(PLACES, place["line"], latitude="35.9", longitude="36.6")
    return [(PLACES, place["line"], "verified_by", "35.9")]


def give_half_a_point(edit):
    place = first(edit.table(PLACES), latitude="")
    edit.cells(PLACES, place["line"], latitude="35.9", verified_by="a map")
    return [(PLACES, place["line"], "verified_by", "35.9")]


def last_below(edit, governorate):
    """A place with the code of a governorate only, below one with that code, that nothing is part of."""
    places = edit.table(PLACES)
    coded = {r["place_id"] for r in places if r["adm1_pcode"] == governorate and not r["adm2_pcode"]}
    parents = {r["parent_id"] for r in places}
    return first(places, place_id=lambda p: p in coded - parents, parent_id=lambda p: p in coded)


def code_another_district(edit):
    place = last_below(edit, "SY07")
    edit.cells(PLACES, place["line"], adm2_pcode="SY0203")
    return [(PLACES, place["line"], "adm2_pcode", "SY0203")]


def code_another_governorate(edit):
    place = last_below(edit, "SY07")
    edit.cells(PLACES, place["line"], adm1_pcode="SY09")
    return [(PLACES, place["line"], "adm1_pcode", "SY09")]


def mistype_a_coordinate(edit):
    place = first(edit.table(PLACES), kind="settlement", longitude=bool)
    return [
        (
            PLACES,
            edit.cells(PLACES, place["line"], longitude="6" + place["longitude"][1:]),
            "longitude",
            float("6" + place["longitude"][1:]),
        )
    ]


def give_another_page(edit):
    one, other = [r for r in edit.table(SPLIT) if r["frame_id"]][:2]
    return [(SPLIT, edit.cells(SPLIT, one["line"], frame_id=other["frame_id"]), "frame_id", other["frame_id"])]


def lose_a_coding(edit):
    article = edit.table(SECOND)[0]["article_id"]
    for row in sorted((r for r in edit.table(SECOND) if r["article_id"] == article), key=lambda r: -r["line"]):
        edit.drop(SECOND, row["line"])
    return [(SECOND, None, "article_id", article)]


def quote_across_sentences(edit):
    row = edit.table(BUILT)[0]
    edit.cells(BUILT, row["line"], end="100000")
    line = first(edit.table(CLAIMS), claim_id=row["claim_id"])["line"]
    return [(CLAIMS, line, "quote", row["quote"])]


def hide_a_character(edit):
    place = edit.table(PLACES)[0]
    return [(PLACES, edit.cells(PLACES, place["line"], name=place["name"] + "\u200b"), "name", place["name"] + "\u200b")]


def decompose_a_letter(edit):
    place = edit.table(PLACES)[0]
    return [(PLACES, edit.cells(PLACES, place["line"], name="Ide\u0301al"), "name", "Ide\u0301al")]


def mix_alphabets(edit):
    place = edit.table(PLACES)[0]
    return [(PLACES, edit.cells(PLACES, place["line"], name="Idl\u0456b"), "name", "Idl\u0456b")]


VIOLATIONS = [
    ("a_claim_in_one_sentence", quote_across_sentences),
    ("a_code_begins_with_its_parents", code_another_district),
    ("a_code_begins_with_its_parents", code_another_governorate),
    ("a_denial_denies", deny_by_asserting),
    ("a_point_lies_near_its_region", mistype_a_coordinate),
    ("a_relay_is_another", relay_oneself),
    ("a_share_is_no_more_than_all", share_more_than_all),
    ("a_spokesperson_speaks_for_the_speaker", speak_for_another),
    ("a_verified_place_says_by_what", give_unverified_coordinates),
    ("a_verified_place_says_by_what", give_half_a_point),
    ("address_and_day_agree", publish_against_the_address),
    ("an_article_is_coded_twice", lose_a_coding),
    ("an_article_is_its_page_of_the_frame", give_another_page),
    ("anchor_near_publication", move_an_anchor),
    ("copies_share_a_split", split_a_copy),
    ("bounds_hold_the_value", push_a_value_out_of_its_bounds),
    ("joint_claims_share_their_words", join_claims_of_two_accounts),
    ("no_circle_of_parents", put_a_body_in_itself),
    ("no_mixed_alphabets", mix_alphabets),
    ("people_are_counted_whole", count_half_a_person),
    ("plain_characters", hide_a_character),
    ("plain_characters", decompose_a_letter),
    ("precision_with_its_day", forget_a_precision),
    ("precision_with_its_day", forget_a_role),
    ("said_before_it_was_published", say_it_after_publication),
    ("updates_follow", update_another_body),
    ("articles_keep_the_plan", weigh_a_certain_page),
    ("events_inside_their_parent", put_an_event_outside_its_parent),
    ("exceptions_once", except_twice),
    ("figure_fits_hedge", drop_the_value),
    ("figure_fits_hedge", type_a_bound),
    ("figure_fits_hedge", leave_the_hedge_out),
    ("figure_fits_hedge", value_a_vague_word),
    ("figure_fits_hedge", invent_a_vague_word),
    ("figure_fits_hedge", leave_a_range_open),
    ("hedge_word_makes_hedge", invent_a_cue),
    ("hedge_word_makes_hedge", leave_the_cue_out),
    ("kinds_without_number", count_what_has_no_number),
    ("kinds_without_number", date_the_dead),
    ("kinds_without_number", value_a_truce),
    ("no_circle_of_updates", update_in_a_circle),
    ("nobody_asserts_before_the_event", assert_what_is_to_come),
    ("one_utterance_one_speaker", give_an_utterance_two_speakers),
    ("only_coded_relations", enter_what_the_build_finds),
    ("part_not_larger_than_whole", make_a_part_larger_than_its_whole),
    ("periods_run_forward", end_before_the_start),
    ("relations_point_at_other_claims", relate_a_claim_to_itself),
    ("relations_point_at_other_claims", relate_a_claim_to_none),
    ("ids_count_up", mistype_an_id),
    ("rows_in_order", move_a_row),
]
ALSO = {"rows_in_order", "ids_count_up"}  # a row put at the end of a table breaks these as well
NEEDS_CLAIMS = {"nobody_asserts_before_the_event", "one_utterance_one_speaker"}  # these rules ask the built table


@pytest.mark.parametrize(("rule", "violate"), VIOLATIONS, ids=lambda v: v if isinstance(v, str) else v.__name__)
def test_a_row_that_breaks_a_rule_is_named_with_the_rule(edit, files, rule, violate):
    expected = violate(edit)
    if rule in NEEDS_CLAIMS:
        derive.build(files, "claims")
    found = [p for p in checks.rules(files) if p.rule == rule or p.rule not in ALSO]
    assert named(found) == expected
    plain_words = {name: words for name, words, _, _ in listed()}[rule]
    assert all(p.expected.endswith(f"[{rule}: {plain_words}]") for p in found)


def test_every_rule_is_tried():
    assert {name for name, *_ in listed()} == {rule for rule, _ in VIOLATIONS}


def test_every_rule_says_what_it_asks_and_why():
    for name, words, why, query in listed():
        assert query.startswith("-- ") and query.split("\n")[1].startswith("-- Why: "), name
        assert words.endswith(".") and len(why) > 10, name


# --- the report -------------------------------------------------------------------------------------------------


def test_the_report_groups_by_rule_and_counts():
    found = [DataError("b.csv", n, "field", n, "is wrong", "late") for n in range(2, 14)] + [
        DataError("a.csv", 7, None, None, "is cut", "early")
    ]
    lines = checks.report(found).split("\n")
    assert lines[:4] == ["early: 1", "  a.csv:7: is cut", "late: 12", '  b.csv:2 field: "2" is wrong']
    assert lines[12:] == ['  b.csv:11 field: "11" is wrong', "  and 2 more", "13 problems"]
    assert checks.rows(found)[-1] == {"rule": "early", "file": "a.csv", "row": 7, "field": None, "found": None, "expected": "is cut"}


def test_the_fast_check_finds_what_an_editor_breaks(edit, files):
    assert checks.fast(files) == []
    edit.cells(CLAIMS, 2, quote="words that stand nowhere")
    assert {p.rule for p in checks.fast(files)} == {"evidence"}


def test_the_report_of_one_problem():
    assert checks.report([DataError("a.csv", 1, None, None, "is cut")]).endswith("\n1 problem")


def test_a_report_is_safe_to_print():
    shown = checks.report([DataError("a.csv", 1, "f", "\x1b[31mred\n" + "x" * 500, "is wrong")])
    assert "\x1b" not in shown and len(shown.split("\n")) == 2 and max(map(len, shown.split("\n"))) < 140


# --- events, statements and relations, coded twice ------------------------------------------------------------------


LINKS = ["first_coder_links", "second_coder_links"]


@pytest.fixture
def linked(edit, files):
    """The copy with both link coders' files as if they had delivered what is settled."""
    claims = files.rows("coded_claims")
    for who in ("first", "second"):
        rows = [{"claim_id": c["claim_id"], "event_label": c["event_id"], "utterance_label": "of " + c["utterance_id"]} for c in claims]
        edit._save(f"data/coded/{who}_coder_links.csv", list(rows[0]), rows)
        relations = files.rows("relations")
        edit._save(f"data/coded/{who}_coder_relations.csv", list(relations[0]), relations)
    return edit


def test_links_on_which_the_coders_agree_need_no_settlement(linked, files):
    assert checks.settled(files) == []


@pytest.mark.parametrize(("column", "field"), [("event_label", "event_id"), ("utterance_label", "utterance_id")])
def test_a_claim_that_the_coders_group_otherwise_needs_a_settlement(linked, files, column, field):
    table = linked.table("data/coded/second_coder_links.csv")
    decided = {r["claim_id"] for r in linked.table(SETTLEMENTS) if r["field"] == field}
    row = next(r for r in table if r["claim_id"] not in decided and r[column] and sum(r[column] == o[column] for o in table) > 1)
    linked.cells("data/coded/second_coder_links.csv", row["line"], **{column: "another one"})
    found = checks.settled(files)
    assert any(p.field == field and p.row for p in found)
    settled = next(c[field] for c in linked.table(CLAIMS) if c["claim_id"] == row["claim_id"])
    linked.append(SETTLEMENTS, claim_id=row["claim_id"], field=field, first=row[column], second="another one", settled=settled, reason="r")
    assert checks.settled(files) == []


def test_a_relation_that_one_coder_has_needs_a_settlement(linked, files):
    decided = {(r["claim_id"], r["field"]) for r in linked.table(SETTLEMENTS)}
    table = linked.table("data/coded/first_coder_relations.csv")
    row = next(r for r in table if (r["claim_id"], f"{r['relation']} {r['other_claim_id']}") not in decided)
    linked.drop("data/coded/first_coder_relations.csv", row["line"])
    [problem] = checks.settled(files)
    assert problem.field == f"{row['claim_id']} {row['relation']} {row['other_claim_id']}"
    what = f"{row['relation']} {row['other_claim_id']}"
    linked.append("data/coded/settlements.csv", claim_id=row["claim_id"], field=what, first="", second=what, settled="kept", reason="r")
    assert checks.settled(files) == []


def test_the_page_of_the_rules_is_the_one_in_the_docs():
    assert (ROOT / "docs/rules.md").read_text(encoding="utf-8") == page()


def test_a_relation_that_was_dropped_leaves_no_gap_in_the_ids(files):
    dropped = [r for r in files.rows("settlements") if r["field"] != "entry" and r["settled"] == "dropped"]
    assert dropped and not [p for p in checks.rules(files) if "not the next id" in str(p)]
