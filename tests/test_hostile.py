"""A package from a stranger: what is wrong is refused with its file, in bounded time, and nothing outside is read."""

from __future__ import annotations

import json
import os
import re
import shutil
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

import idlib_ledger
from idlib_ledger import checks, patterns
from idlib_ledger.articles import parse_article
from idlib_ledger.errors import DataError
from idlib_ledger.fingerprints import loads
from idlib_ledger.package import Files, parse_csv
from idlib_ledger.reading import read
from idlib_ledger.validation import validate

ACCOUNT = "2019-12-27-n1-bosnia-235000-displaced"
CLAIMS = "data/coded/claims.csv"


def refusal(call, *arguments):
    """The first problem that a call returns or raises."""
    try:
        found = call(*arguments)
    except DataError as error:
        return error
    return found[0]


def with_pattern(folder, pattern):
    path = folder / "datapackage.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    resource = next(r for r in data["resources"] if r["name"] == "coded_claims")
    next(f for f in resource["schema"]["fields"] if f["name"] == "quote")["constraints"]["pattern"] = pattern
    path.write_text(json.dumps(data), encoding="utf-8")


# --- files ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["articles", "fingerprints"])
def test_an_account_or_fingerprint_that_is_a_link_is_not_read(folder, where):
    path = folder / f"data/{where}" / (ACCOUNT + (".md" if where == "articles" else ".json"))
    outside = shutil.move(path, folder.parent / "outside")
    path.symlink_to(outside)
    found = refusal(checks.evidence, Files(folder))
    assert (found.file, "symbolic link" in found.expected) == (f"data/{where}/{path.name}", True)
    if where == "articles":
        with pytest.raises(DataError, match="symbolic link"):
            idlib_ledger.open(folder).article(ACCOUNT)


def test_accounts_below_a_linked_folder_are_not_read(folder):
    outside = shutil.move(folder / "data/articles", folder.parent / "outside")
    (folder / "data/articles").symlink_to(outside, target_is_directory=True)
    assert "symbolic link" in refusal(checks.evidence, Files(folder)).expected
    with pytest.raises(DataError, match="symbolic link"):
        idlib_ledger.open(folder).article(ACCOUNT)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
@pytest.mark.parametrize("name", [CLAIMS, f"data/articles/{ACCOUNT}.md", f"data/fingerprints/{ACCOUNT}.json"])
def test_a_pipe_is_not_waited_for(folder, name):
    (folder / name).unlink()
    os.mkfifo(folder / name)
    assert "no regular file" in refusal(checks.evidence, Files(folder)).expected


def test_a_huge_fingerprint_is_refused_without_reading_it(folder):
    with open(folder / f"data/fingerprints/{ACCOUNT}.json", "wb") as stream:
        stream.truncate(50_000_000)
    assert "at most" in refusal(checks.evidence, Files(folder)).expected


def test_json_and_toml_without_bottom_are_refused(folder):
    path = folder / f"data/fingerprints/{ACCOUNT}.json"
    kept = path.read_text(encoding="utf-8")
    path.write_text("[" * 100_000 + "]" * 100_000, encoding="utf-8")
    assert refusal(checks.evidence, Files(folder)).file == f"data/fingerprints/{ACCOUNT}.json"
    path.write_text(kept, encoding="utf-8")
    account = folder / f"data/articles/{ACCOUNT}.md"
    text = account.read_text(encoding="utf-8")
    account.write_text(text.replace("+++\n", "+++\nx = " + "[" * 50_000 + "]" * 50_000 + "\n", 1), encoding="utf-8")
    assert "nested too deeply" in refusal(checks.evidence, Files(folder)).expected


@pytest.mark.parametrize("added", ["," * 1_000_000 + "\n", '"' + "x" * 20_000_000])
def test_a_row_without_end_is_refused(folder, added):
    with open(folder / CLAIMS, "a", encoding="utf-8") as stream:
        stream.write(added)
    assert refusal(validate, folder, ["coded_claims"]).file == "claims.csv"


def test_a_checkout_in_a_strangers_package_runs_nothing(folder):
    """Git takes commands from the configuration of a repository; none of them is run."""
    mark = folder.parent / "ran"
    git = folder / ".git"
    for part in ("objects", "refs"):
        (git / part).mkdir(parents=True)
    (git / "HEAD").write_text("ref: refs/heads/main\n")
    (git / "config").write_text(f"[core]\n\tfsmonitor = touch {mark}\n\tpager = touch {mark}\n[alias]\n\tlog = !touch {mark}\n")
    assert checks.ids(Files(folder)) == []
    assert not mark.exists()


# --- patterns ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("pattern", ["(a|a|aa|.)*(.|a)*b{30}", "(a+)+!", "(.*)*!", ".*.*.*.*.*!"])
def test_a_pattern_that_python_would_never_finish_is_matched(folder, pattern):
    assert patterns.matcher(pattern)("a" * 9_000) is False
    with_pattern(folder, pattern)
    assert refusal(validate, folder, ["coded_claims"]).code == "constraint-error"


@pytest.mark.parametrize("pattern", ["(a)(\\1)*b", "(?=(a+)+b)a*", "(", 7])
def test_a_pattern_that_nobody_can_match_is_refused(folder, pattern):
    with_pattern(folder, pattern)
    found = refusal(lambda: Files(folder).rows("coded_claims"))
    assert (found.file, found.field) == ("datapackage.json", "resource coded_claims field quote pattern")


PATTERNS = [
    "[a-c]+(-[a-c]+)*",
    "a*b",
    "(a|b)+c?",
    "(a|ab)(c|bcd)(d*)",
    "[^a]+",
    "a{2,4}",
    "(a*)+b",
    "(a|b|ab)*c",
    ".*a.*b.*c.*d",
    "",
    "a|b",
]


@given(st.sampled_from(PATTERNS), st.text("abcd-\n", max_size=9))
def test_a_pattern_matches_what_python_says(pattern, text):
    assert patterns.matcher(pattern)(text) == (re.match(f"^{pattern}$", text) is not None)


# --- any bytes --------------------------------------------------------------------------------------------------

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)
HEAD = (idlib_ledger.open(idlib_ledger.package.default_root()).files.article(ACCOUNT)).read_text(encoding="utf-8").split("+++")[1]


@given(st.one_of(TEXT, st.builds("+++{}+++{}".format, st.one_of(TEXT, st.just(HEAD)), TEXT)))
def test_any_text_is_an_account_or_refused(content):
    try:
        article = parse_article(content, ACCOUNT, "x.md")
    except DataError as error:
        assert error.file == "x.md"
    else:
        assert article.text in content


@given(TEXT)
def test_any_text_is_a_table_or_refused(content):
    try:
        rows = parse_csv(content, "x.csv", ["a", "b"])
    except DataError as error:
        assert error.file == "x.csv"
    else:
        assert all(list(row) == ["a", "b"] for _, row in rows)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=9), lambda v: st.lists(v, max_size=4) | st.dictionaries(TEXT, v, max_size=4)
)


@given(st.one_of(TEXT, JSON.map(json.dumps)))
def test_any_text_is_a_fingerprint_or_refused(content):
    try:
        loads(content, "x.json")
    except DataError as error:
        assert error.file == "x.json"


@given(JSON)
def test_any_descriptor_opens_or_is_refused(tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("any")
    (folder / "datapackage.json").write_text(json.dumps(data), encoding="utf-8")
    with suppress(DataError):
        validate(folder)


RESOURCE = st.fixed_dictionaries(
    {"name": st.sampled_from(["t", "", 7, None])},
    optional={
        "path": st.sampled_from(["t.csv", "../t.csv", "/t.csv", "no.csv", "", None, 7, "t.csv\0", "https://example.org/t.csv", ["t.csv"]]),
        "encoding": st.sampled_from(["utf-8", "utf-16", None, 7]),
        "schema": JSON
        | st.fixed_dictionaries(
            {
                "fields": st.lists(
                    st.fixed_dictionaries(
                        {"name": st.sampled_from(["a", "b", "", None])},
                        optional={
                            "type": st.sampled_from(["string", "integer", "date", "nothing", 7, None]),
                            "constraints": JSON | st.just({"required": True}),
                        },
                    ),
                    max_size=3,
                )
            },
            optional={"primaryKey": JSON | st.just("a"), "foreignKeys": JSON, "missingValues": JSON},
        ),
        "dialect": JSON,
    },
)


@given(st.lists(RESOURCE, max_size=3), st.binary(max_size=60) | st.just(b"a,b\n1,2\n"))
def test_any_resource_is_opened_or_refused(tmp_path_factory, resources, table):
    folder = tmp_path_factory.mktemp("any")
    (folder / "datapackage.json").write_text(json.dumps({"resources": resources}), encoding="utf-8")
    (folder / "t.csv").write_bytes(table)
    with suppress(DataError):
        package = Files(folder)
        for name in package.resources:
            package.path(name)
            package.typed(name)


SHIPPED = Files(idlib_ledger.package.default_root())
WORDS = sorted(
    {r["cue"] for r in SHIPPED.rows("hedge_cues")}
    | {r["word"] for t in ("number_words", "calendar_words") for r in SHIPPED.rows(t) if r["language"] == "en"}
    | {r["name"] for t in ("actor_names", "place_names") for r in SHIPPED.rows(t)[:300]}
    | set("killed people displaced said denied that of them in on since by 1 21 350,000 0.5 2020 15 January".split())
    | set(",.;:()-'$%\u201c\u201d")
)
PROSE = st.lists(st.sampled_from(WORDS) | st.text(max_size=3), max_size=40).map(" ".join)


@given(PROSE | TEXT)
def test_any_text_can_be_read(text):
    for found in read(text):
        assert text[found.start : found.end] == found.quote
