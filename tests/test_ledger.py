"""The library as its users call it."""

from __future__ import annotations

import csv
import importlib
import json
import pkgutil
import re
import subprocess
import sys
from html.parser import HTMLParser

import pandas as pd
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

import idlib_ledger as ledger
from idlib_ledger import derive
from idlib_ledger.errors import DataError
from idlib_ledger.ledger import Evidence

PACKAGE = ledger.Package(ROOT)
RESOURCES = {r["name"]: r for r in json.loads((ROOT / "datapackage.json").read_text(encoding="utf-8"))["resources"]}
BUILT = {name: r for name, r in RESOURCES.items() if r["path"].startswith("data/tables/")}
DTYPES = {"string": "string", "integer": "Int64", "number": "float64", "boolean": "boolean", "date": "datetime64[ns]"}


def raw(name):
    with open(ROOT / RESOURCES[name]["path"], encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def codes(name):
    """Field -> the list of its codes, for the fields of a table that are codes, by the descriptor."""
    schema = RESOURCES[name]["schema"]
    found = {f["name"]: f["categories"] for f in schema["fields"] if "categories" in f}
    for key in schema.get("foreignKeys", []):
        target = key["reference"].get("resource", name)
        if RESOURCES[target].get("codeList"):
            found[key["fields"][0]] = [row[key["reference"]["fields"][0]] for row in raw(target)]
    return found


# --- tables -----------------------------------------------------------------------------------------------------


def test_tables_are_the_resources():
    assert PACKAGE.tables() == list(RESOURCES)
    assert {"claims", "events", "coded_claims", "displacement", "casualties", "ceasefires"} <= set(ledger.tables())


@pytest.mark.parametrize("name", RESOURCES)
def test_a_table_loads_whole_with_its_declared_types(name):
    frame = PACKAGE.load(name)
    assert len(frame) == len(raw(name))
    assert list(frame.columns) == [f["name"] for f in RESOURCES[name]["schema"]["fields"]]
    for field in RESOURCES[name]["schema"]["fields"]:
        if field["name"] in codes(name):
            assert frame[field["name"]].dtype == "category"
        else:
            assert str(frame[field["name"]].dtype) == DTYPES[field["type"]], field["name"]


@pytest.mark.parametrize("name", RESOURCES)
def test_a_table_has_the_values_of_its_file(name):
    frame, rows = PACKAGE.load(name), raw(name)
    for field in RESOURCES[name]["schema"]["fields"]:
        column, cells = frame[field["name"]], [row[field["name"]] for row in rows]
        assert column.isna().tolist() == [cell == "" for cell in cells]
        shown = [text for text in cells if text]
        present = column.dropna().tolist()
        convert = {"integer": int, "number": float, "date": pd.Timestamp, "boolean": lambda t: t == "true"}.get(field["type"], str)
        assert present == [convert(text) for text in shown]


@pytest.mark.parametrize("name", [name for name in RESOURCES if codes(name)])
def test_codes_are_in_the_order_of_their_list(name):
    frame = PACKAGE.load(name)
    for field, listed in codes(name).items():
        assert frame[field].cat.categories.tolist() == listed


def test_codes_sort_as_their_list_does():
    assert PACKAGE.load("claims")["hedge"].cat.categories.tolist() == [row["hedge"] for row in raw("hedges")]


@pytest.mark.parametrize("text", ["NA", "None", "null", "nan", "N/A", "#N/A", "-"])
def test_text_that_looks_missing_is_text(folder, edit, text):
    edit.cells("data/coded/claims.csv", 2, coder_note=text)
    edit.cells("data/reference/publishers.csv", 2, name=text)
    package = ledger.open(folder)
    assert package.load("coded_claims")["coder_note"][0] == text
    assert package.load("publishers")["name"][0] == text


def test_a_code_that_is_not_listed_is_named(folder, edit):
    line = edit.cells("data/coded/claims.csv", 4, measure="kiled")
    with pytest.raises(DataError) as caught:
        ledger.open(folder).load("coded_claims")
    error = caught.value
    assert (error.file, error.row, error.field, error.found) == ("data/coded/claims.csv", line, "measure", "kiled")
    assert "killed" in error.expected


@pytest.mark.parametrize(("field", "text"), [("value", "ten"), ("value", "1,000"), ("start_prec", "1.5"), ("period_start", "2020-02-30")])
def test_a_cell_that_breaks_its_type_is_named(folder, edit, field, text):
    line = edit.cells("data/coded/claims.csv", 3, **{field: text})
    with pytest.raises(DataError) as caught:
        ledger.open(folder).load("coded_claims")
    assert (caught.value.file, caught.value.row, caught.value.field, caught.value.found) == ("data/coded/claims.csv", line, field, text)


def test_a_table_that_was_not_built_is_named(folder):
    (folder / "data/tables/claims.csv").unlink()
    with pytest.raises(DataError, match="^data/tables/claims.csv: no such file"):
        ledger.open(folder).load("claims")


# --- unknown names ----------------------------------------------------------------------------------------------

AN_ARTICLE = PACKAGE.files.articles[0].stem


@pytest.mark.parametrize(
    ("ask", "name", "nearest"),
    [
        (PACKAGE.load, "claim", "claims"),
        (PACKAGE.describe, "displacements", "displacement"),
        (PACKAGE.article, AN_ARTICLE + "s", AN_ARTICLE),
        (PACKAGE.evidence, "c00001", "C00001"),
    ],
)
def test_an_unknown_name_raises_with_the_nearest(ask, name, nearest):
    with pytest.raises(KeyError) as caught:
        ask(name)
    said, _, near = caught.value.args[0].partition("nearest")
    assert repr(name) in said and nearest in near


@pytest.mark.parametrize("name", ["", "../claims", "/etc/passwd", None, 7])
def test_what_is_no_name_at_all_is_unknown_too(name):
    for ask in (PACKAGE.load, PACKAGE.describe, PACKAGE.article, PACKAGE.evidence):
        with pytest.raises(KeyError):
            ask(name)


# --- describe, article, cite ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", RESOURCES)
def test_describe_tells_of_every_field(name):
    shown = PACKAGE.describe(name)
    assert shown["name"].tolist() == [f["name"] for f in RESOURCES[name]["schema"]["fields"]]
    assert shown["description"].str.strip().ne("").all()


def test_describe_tells_which_list_a_code_comes_from():
    shown = PACKAGE.describe("claims").set_index("name")
    assert shown.loc["measure", "refers_to"] == "measures" and shown.loc["measure", "required"]
    assert PACKAGE.describe("coded_events").set_index("name").loc["parent_event_id", "refers_to"] == "coded_events"


@pytest.mark.parametrize("path", PACKAGE.files.articles, ids=lambda p: p.stem)
def test_every_account_is_there(path):
    article = PACKAGE.article(path.stem)
    assert article.text in path.read_text(encoding="utf-8")
    assert article.meta["published_on"] and article.sentences


def test_cite_names_title_version_year_and_who_coded():
    cited = PACKAGE.cite()
    descriptor = PACKAGE.files.descriptor
    assert descriptor["title"] in cited and descriptor["version"] in cited and descriptor["created"][:4] in cited
    assert f"of {len(raw('claims'))} claims reviewed by a person" in cited


def test_cite_counts_reviewed_claims(folder, edit):
    for verdict, claim in (("accept", "C00001"), ("reject", "C00002")):
        edit.append("data/coded/reviews.csv", claim_id=claim, reviewer="someone", reviewed_on="2020-03-01", verdict=verdict)
    assert f"1 of {len(raw('claims'))} claims reviewed" in ledger.open(folder).cite()


# --- evidence ---------------------------------------------------------------------------------------------------


def test_the_evidence_of_every_claim_marks_its_quote():
    for claim in raw("claims"):
        found = PACKAGE.evidence(claim["claim_id"])
        assert found.quote == claim["quote"]
        assert found.sentence[found.start : found.end] == claim["quote"]
        assert f"[[{claim['quote']}]]" in str(found)


def test_evidence_says_that_the_words_are_ours():
    claim = raw("claims")[0]
    found = PACKAGE.evidence(claim["claim_id"])
    article = PACKAGE.article(claim["article_id"])
    assert found.sentence in article.text
    assert "not the publisher's words" in str(found) and article.meta["source_url"] in str(found)
    assert str(article.meta["published_on"]) in str(found)


class Tags(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.tags, self.text = [], []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, attrs))

    def handle_data(self, data):
        self.text.append(data)


HOSTILE = ["<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "</mark></p>", "&lt;b&gt;", "\"'><svg/onload=x>", "<!--", "]]>"]
TEXT = st.sampled_from(HOSTILE) | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=10)


@given(TEXT, TEXT, TEXT, TEXT, TEXT, TEXT)
def test_evidence_in_a_notebook_is_inert_whatever_its_text_holds(claim_id, publisher, url, before, quote, after):
    shown = Evidence(claim_id, "a", publisher, "2020-01-02", url, before + quote + after, len(before), len(before + quote))._repr_html_()
    page = Tags(shown)
    assert [tag for tag, _ in page.tags] == ["blockquote", "p", "mark", "footer", "code"]
    assert not any(attributes for _, attributes in page.tags)
    assert before + quote + after in "".join(page.text) and url in "".join(page.text)


def test_an_account_with_a_script_in_it_shows_as_text(folder, edit):
    claim = raw("claims")[0]
    sentence = next(s for s in edit.table("data/tables/sentences.csv") if s["sentence_id"] == claim["sentence_id"])
    edit.cells("data/tables/sentences.csv", sentence["line"], text=sentence["text"] + "<script>alert(1)</script>")
    shown = ledger.open(folder).evidence(claim["claim_id"])._repr_html_()
    assert "<script" not in shown and "&lt;script&gt;" in shown


# --- packages ---------------------------------------------------------------------------------------------------


def test_a_copy_opens_and_has_its_own_content(folder, edit):
    edit.cells("data/reference/publishers.csv", 2, name="The Made-Up Times")
    copy = ledger.open(folder)
    assert copy.tables() == PACKAGE.tables()
    assert copy.load("publishers")["name"][0] == "The Made-Up Times" != PACKAGE.load("publishers")["name"][0]
    assert copy.evidence("C00001").sentence == PACKAGE.evidence("C00001").sentence


def test_a_copy_opens_by_text_too(folder):
    assert ledger.open(str(folder)).tables() == PACKAGE.tables()


def test_a_folder_without_a_descriptor_does_not_open(tmp_path):
    with pytest.raises(DataError, match=r"datapackage\.json"):
        ledger.open(tmp_path)


def python(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout


def test_the_import_takes_no_pandas_and_nothing_else_that_is_heavy():
    heavy = "pandas numpy pyarrow duckdb frictionless matplotlib".split()
    assert python(f"import sys, idlib_ledger; print([m for m in {heavy} if m in sys.modules])").strip() == "[]"


def test_a_table_loads_without_the_extras():
    code = (
        "import sys\nfor m in ('duckdb', 'frictionless', 'matplotlib', 'nbclient', 'hypothesis'): sys.modules[m] = None\n"
        "import idlib_ledger as ledger\nprint(len(ledger.load('claims')), ledger.evidence('C00001').claim_id, ledger.cite()[:3])"
    )
    assert python(code).split()[1] == "C00001"


# --- one name for one thing -------------------------------------------------------------------------------------


def submodules():
    return {module.name for module in pkgutil.iter_modules(ledger.__path__)}


def test_no_submodule_bears_the_name_of_a_public_function():
    assert not submodules() & {name for name in ledger.__all__ if callable(getattr(ledger, name))}


def test_everything_public_stays_callable_when_all_modules_are_imported():
    for name in submodules():
        importlib.import_module(f"idlib_ledger.{name}")
    assert all(callable(getattr(ledger, name)) for name in ledger.__all__)


@pytest.mark.parametrize("name", BUILT)
def test_a_built_table_is_file_module_and_resource_of_one_name(name):
    assert BUILT[name]["path"] == f"data/tables/{name}.csv"
    assert (ROOT / BUILT[name]["path"]).is_file()
    assert callable(importlib.import_module(f"idlib_ledger.derive.{name}").build)
    assert not PACKAGE.load(name).columns.empty


def test_no_table_module_or_file_is_without_a_resource():
    modules = {module.name for module in pkgutil.iter_modules(derive.__path__) if not module.name.startswith("_")}
    assert modules == set(BUILT) == {path.stem for path in (ROOT / "data/tables").glob("*.csv")}


def test_make_builds_every_table():
    listed = re.search(r"^tables := (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)[1].split()
    assert sorted(listed) == sorted(BUILT)


@pytest.mark.parametrize("kind", ["coded", "reference"])
def test_every_file_of_the_hands_is_a_resource(kind):
    declared = {r["path"] for r in RESOURCES.values()}
    assert {p.relative_to(ROOT).as_posix() for p in (ROOT / "data" / kind).glob("*.csv")} <= declared
