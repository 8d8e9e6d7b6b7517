"""The command as people and programs call it."""

from __future__ import annotations

import csv
import io
import json
import re
import shlex
import subprocess
import sys

import pytest
from conftest import ROOT, snapshot

from idlib_ledger import __version__
from idlib_ledger.cli import main
from idlib_ledger.package import Files

COMMANDS = [
    "tables",
    "show",
    "evidence",
    "why",
    "read",
    "new-article",
    "code",
    "settle",
    "audit",
    "originals",
    "check",
    "rules",
    "validate",
    "cite",
]
FILES = Files(ROOT)
AN_ARTICLE = FILES.articles[0].stem
A_CLAIM = FILES.rows("claims")[0]
EXTRAS = ["duckdb", "frictionless", "matplotlib", "nbclient", "nbformat"]


@pytest.fixture
def run(capsys, monkeypatch):
    """Run the command: (exit code, what it printed, what it complained of)."""

    def run(*arguments, stdin=None):
        if stdin is not None:
            raw = stdin if isinstance(stdin, bytes) else stdin.encode()
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(raw), encoding="utf-8"))
        try:
            code = main([str(a) for a in arguments])
        except SystemExit as stop:
            code = stop.code
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


def blocked(modules, *arguments):
    """Run the command in a process where some modules cannot be imported."""
    code = f"import sys\nfor m in {modules}: sys.modules[m] = None\nfrom idlib_ledger.cli import main\nsys.exit(main(sys.argv[1:]))"
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)


def rows(out):
    return [line.split("\t") for line in out.splitlines()]


# --- help -------------------------------------------------------------------------------------------------------


def test_help_lists_every_command(run):
    code, out, _ = run("--help")
    assert code == 0
    assert re.search(r"COMMAND\n(?: {4}\w.*\n(?: {6,}.*\n)*)+", out)
    assert re.findall(r"^ {4}([\w-]+)", out, re.M) == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(run, command):
    code, out, _ = run(command, "--help")
    assert code == 0
    assert f"example: idlib-ledger {command}" in out
    assert out.split("\n\n")[1].strip().endswith(".")


@pytest.mark.parametrize("command", ["tables", "show", "evidence", "cite"])
def test_the_example_of_the_help_runs(run, command):
    _, out, _ = run(command, "--help")
    example = re.search(r"example: idlib-ledger (.*)", out)[1]
    code, shown, complaint = run(*shlex.split(example))
    assert (code, complaint) == (0, "") and shown


def test_the_example_of_audit_names_an_account(run):
    _, out, _ = run("audit", "--help")
    assert FILES.article(re.search(r"example: idlib-ledger audit (\S+)", out)[1]).is_file()


def test_version(run):
    assert run("--version")[:2] == (0, f"idlib-ledger {__version__}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["tabels"],
        ["tables", "claims"],
        ["show"],
        ["evidence"],
        ["read"],
        ["read", "a.txt", "--published", "Thursday"],
        ["read", "a.txt", "--published", "2020-02-30"],
        ["audit", AN_ARTICLE],
        ["audit", AN_ARTICLE, "--page", "p", "--read-on", "today"],
        ["check", "--only", "everything"],
        ["cite", "--format", "bibtex"],
        ["--package"],
    ],
    ids=" ".join,
)
def test_wrong_arguments_exit_with_two_and_print_no_result(run, arguments):
    code, _, complaint = run(*arguments)
    assert code == 2 and "Traceback" not in complaint


# --- tables, show, evidence, cite -------------------------------------------------------------------------------


def test_tables_to_a_pipe_are_separated_by_tabs(run):
    code, out, complaint = run("tables")
    assert (code, complaint) == (0, "")
    assert rows(out)[0] == ["table", "rows", "title"]
    assert [row[0] for row in rows(out)[1:]] == list(FILES.resources)
    assert {row[0]: int(row[1]) for row in rows(out)[1:]}["claims"] == len(FILES.rows("claims"))


@pytest.mark.parametrize("name", FILES.resources)
def test_show_to_a_pipe_gives_the_whole_table(run, name):
    code, out, complaint = run("show", name)
    assert (code, complaint) == (0, "") and "\x1b" not in out
    fields = [field["name"] for field in FILES.fields(name)]
    clean = [[cell.replace("\t", " ").replace("\n", " ") for cell in row.values()] for row in FILES.rows(name)]
    assert rows(out) == [fields, *clean]


def test_show_to_a_terminal_is_in_columns(run, monkeypatch):
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    _, out, _ = run("show", "hedges")
    lines = out.splitlines()
    assert "\t" not in out and lines[0].split() == ["hedge", "title", "description", "bounds_rule"]
    assert len({line.index(word) for line, word in zip(lines, ["title", "Plain", "Exact"])}) == 1


def test_show_an_account(run):
    code, out, _ = run("show", AN_ARTICLE)
    assert code == 0 and AN_ARTICLE in out.splitlines()[1]


def test_show_a_claim(run):
    code, out, _ = run("show", A_CLAIM["claim_id"])
    assert code == 0
    assert dict(rows(out)[1:]) == {field: value.replace("\n", " ") for field, value in A_CLAIM.items() if value}


def test_evidence_marks_the_quote(run):
    ids = [claim["claim_id"] for claim in FILES.rows("claims")[:2]]
    code, out, _ = run("evidence", *ids)
    assert code == 0 and "\x1b" not in out
    for claim in FILES.rows("claims")[:2]:
        assert f"[[{claim['quote']}]]" in out and claim["claim_id"] in out
    assert len(out.split("\n\n")) == 2


def test_cite(run):
    code, out, _ = run("cite")
    assert code == 0 and FILES.descriptor["version"] in out and "Coded by language models" in out


@pytest.mark.parametrize(
    ("arguments", "nearest"),
    [
        (["show", "claim"], "claims"),
        (["show", "displacements"], "displacement"),
        (["show", AN_ARTICLE[:-1]], AN_ARTICLE),
        (["show", "c00001"], "C00001"),
        (["evidence", "c00001"], "C00001"),
        (["audit", AN_ARTICLE[:-1], "--page", "-"], AN_ARTICLE),
        (["show", "../../etc/passwd"], ""),
        (["show", "/etc/passwd"], ""),
        (["show", ""], ""),
    ],
    ids=lambda v: " ".join(v) if isinstance(v, list) else "",
)
def test_an_unknown_name_exits_with_one_and_names_the_nearest(run, arguments, nearest):
    code, out, complaint = run(*arguments, stdin="")
    assert (code, out) == (1, "")
    assert complaint.startswith("idlib-ledger: no ") and nearest in complaint.partition("nearest")[2]


# --- other packages ---------------------------------------------------------------------------------------------


def test_another_package_is_shown(run, folder, edit):
    edit.cells("data/reference/publishers.csv", 2, name="The Made-Up Times")
    assert "The Made-Up Times" in run("--package", folder, "show", "publishers")[1]


@pytest.mark.parametrize("command", [["tables"], ["show", "claims"], ["evidence", "C00001"], ["cite"], ["check"]], ids=" ".join)
@pytest.mark.parametrize("path", ["../outside.csv", "/etc/hostname", "https://example.org/claims.csv", "file:///etc/hostname"])
def test_a_hostile_descriptor_exits_with_one(run, folder, command, path):
    descriptor = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    next(r for r in descriptor["resources"] if r["name"] == "coders")["path"] = path
    (folder / "datapackage.json").write_text(json.dumps(descriptor), encoding="utf-8")
    code, out, complaint = run("--package", folder, *command)
    assert (code, out) == (1, "")
    assert complaint.startswith("idlib-ledger: datapackage.json resource coders path:") and path in complaint


def test_a_descriptor_that_points_at_a_link_exits_with_one(run, folder):
    (folder / "data/reference/coders.csv").rename(folder.parent / "coders.csv")
    (folder / "data/reference/coders.csv").symlink_to(folder.parent / "coders.csv")
    code, out, complaint = run("--package", folder, "tables")
    assert (code, out) == (1, "") and "symbolic link" in complaint


def test_a_folder_that_is_no_package_exits_with_one(run, tmp_path):
    code, out, complaint = run("--package", tmp_path / "nowhere", "tables")
    assert (code, out) == (1, "") and "nowhere" in complaint


# --- check ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["schema", "evidence", "settled", "rules", "balance"])
def test_check_passes(run, kind):
    code, out, complaint = run("check", "--only", kind)
    assert (code, complaint) == (0, "") and "no problems" in out


def test_check_names_file_row_field_found_and_expected(run, folder, edit):
    edit.cells("data/coded/claims.csv", 3, measure="kiled")
    code, out, complaint = run("--package", folder, "check")
    assert (code, out) == (1, "")
    assert complaint.startswith('foreign-key: 1\n  data/coded/claims.csv:3 measure: "kiled" is not one of: killed, injured')
    assert re.search(r"^\d+ problems?$", complaint.splitlines()[-1])


@pytest.mark.parametrize("kind", ["json", "csv"])
def test_check_tells_programs(run, folder, edit, kind):
    edit.cells("data/coded/claims.csv", 3, measure="kiled")
    code, out, _ = run("--package", folder, "check", "--format", kind)
    [row] = json.loads(out) if kind == "json" else csv.DictReader(io.StringIO(out))
    assert code == 1 and (row["rule"], row["file"], str(row["row"]), row["found"]) == ("foreign-key", "data/coded/claims.csv", "3", "kiled")
    assert run("check", "--fast", "--format", kind)[:2] == (0, "[]\n" if kind == "json" else "rule,file,row,field,found,expected\n")


def test_check_names_a_bad_account(run, folder, edit):
    (folder / f"data/articles/{AN_ARTICLE}.md").write_bytes(b"Just words.\n")
    code, out, complaint = run("--package", folder, "check", "--only", "evidence")
    assert (code, out) == (1, "")
    assert f"data/articles/{AN_ARTICLE}.md:1:" in complaint and "front matter" in complaint


# --- extras -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("module", "arguments", "extra"), [("duckdb", ["check", "--only", "rules"], "check")])
def test_a_command_without_its_extra_names_it_and_exits_with_two(module, arguments, extra):
    done = blocked([module], *arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"idlib-ledger[{extra}]" in done.stderr and "Traceback" not in done.stderr


def test_the_schema_is_checked_without_frictionless():
    assert blocked(["frictionless"], "check", "--only", "schema").returncode == 0


@pytest.mark.parametrize("arguments", [["tables"], ["show", "claims"], ["evidence", "C00001"], ["cite"]], ids=" ".join)
def test_the_other_commands_need_no_extra(arguments):
    done = blocked(EXTRAS, *arguments)
    assert (done.returncode, done.stderr) == (0, "") and done.stdout


# --- read -------------------------------------------------------------------------------------------------------

SAYS = "On Monday 7 villagers were killed near Saraqib, the United Nations said. At least 12,000 people fled Idlib."
KEYS = (
    "id start end quote measure unit population affected value low high low_open high_open hedge hedge_word accumulation period_start "
    "period_end start_prec end_prec place place_id place_role speaker speaker_id via_id said_on stance"
).split()


def lines(*items):
    return "".join(json.dumps(item) + "\n" for item in items)


def test_read_gives_programs_one_object_a_reading(run):
    text = "🕊 " + SAYS
    code, out, complaint = run("read", "-", stdin=lines({"id": "x", "published": "2020-01-17", "text": text}))
    assert (code, complaint) == (0, "")
    found = [json.loads(line) for line in out.splitlines()]
    assert len(found) == 2
    for reading in found:
        assert list(reading) == KEYS and reading["id"] == "x"
        assert text[reading["start"] : reading["end"]] == reading["quote"]
    assert (found[1]["value"], found[1]["low"], found[1]["high"], found[1]["hedge"]) == (12000, 12000, None, "at_least")
    assert found[0]["period_start"] == "2020-01-13"


def test_read_keeps_ids_whatever_they_are_and_skips_blank_lines(run):
    items = [{"id": name, "published": None, "text": SAYS} for name in (7, "ü", None)]
    code, out, _ = run("read", "-", stdin="\n" + lines(items[0]) + "  \n" + lines(*items[1:]))
    assert code == 0
    assert list(dict.fromkeys(json.loads(line)["id"] for line in out.splitlines())) == [7, "ü", None]


def test_read_of_nothing_gives_nothing(run):
    assert run("read", "-", stdin="") == (0, "", "")
    assert run("read", "-", stdin=lines({"id": 1, "published": None, "text": ""})) == (0, "", "")


GOOD = lines({"id": 1, "published": None, "text": "It rained."})


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("{\n", "is not JSON"),
        ("{'id': 1}\n", "is not JSON"),
        ("[" * 100_000 + "\n", "is not JSON"),
        (b'{"id": 1, "text": "\xff"}\n', "is not JSON"),
        ("[]\n", "expected an object"),
        ("7\n", "expected an object"),
        (lines({"id": 1, "published": None}), "expected an object with id, published"),
        (lines({"id": 1, "published": None, "text": None}), "expected an object with id, published"),
        (lines({"id": 1, "published": None, "text": ["a"]}), "expected an object with id, published"),
        (lines({"published": None, "text": "a"}), "expected an object with id, published"),
        (lines({"id": 1, "published": "17 January", "text": "a"}), '"17 January" is not a date'),
        (lines({"id": 1, "published": "2020-02-30", "text": "a"}), '"2020-02-30" is not a date'),
        (lines({"id": 1, "published": 20200117, "text": "a"}), "is not a date"),
        (lines({"id": 1, "published": "", "text": "a"}), "is not a date"),
    ],
    ids=lambda v: repr(v)[:60],
)
def test_a_bad_line_exits_with_one_and_its_number(run, line, expected):
    raw = line if isinstance(line, bytes) else line.encode()
    code, _, complaint = run("read", "-", stdin=GOOD.encode() + b"\n" + raw)
    assert code == 1
    assert complaint.startswith("idlib-ledger: standard input:3") and expected in complaint


def test_read_shows_people_a_table(run, tmp_path):
    (tmp_path / "a.txt").write_text(SAYS, encoding="utf-8")
    code, out, complaint = run("read", tmp_path / "a.txt", "--published", "2020-01-17")
    assert (code, complaint) == (0, "")
    [one, two] = [dict(zip(rows(out)[0], row)) for row in rows(out)[1:]]
    assert (one["value"], one["period"]) == ("7", "2020-01-13") and (two["value"], two["bounds"]) == ("12000", "[12000, -)")


def test_read_of_several_files_names_them(run, tmp_path):
    for name in ("a.txt", "b.md"):
        (tmp_path / name).write_text(SAYS, encoding="utf-8")
    _, out, _ = run("read", tmp_path / "a.txt", tmp_path / "b.md")
    assert {row[0] for row in rows(out)[1:]} == {str(tmp_path / "a.txt"), str(tmp_path / "b.md")}


def test_read_takes_an_account_with_its_own_date(run):
    dated = {row["article_id"] for row in FILES.rows("articles") if row["anchor_date"]}
    name = next(row["article_id"] for row in FILES.rows("readings") if row["article_id"] in dated and row["period_start"])
    code, out, _ = run("read", FILES.article(name))
    shown = [dict(zip(rows(out)[0], row)) for row in rows(out)[1:]]
    tracked = [row for row in FILES.rows("readings") if row["article_id"] == name]
    assert code == 0 and [row["quote"] for row in shown] == [row["quote"] for row in tracked]
    assert [row["period"][:10] for row in shown if row["period"][:1] == "2"] == [r["period_start"] for r in tracked if r["period_start"]]


@pytest.mark.parametrize(
    ("content", "expected"),
    [(b"caf\xe9 21 killed", "is not UTF-8"), (b"+++\ntitle = \n+++\n\nSeven killed.\n", "not TOML"), (b"+++\nno end", "front matter")],
)
def test_read_of_a_bad_file_exits_with_one_and_its_name(run, tmp_path, content, expected):
    (tmp_path / "2020-01-02-a-b.md").write_bytes(content)
    code, out, complaint = run("read", tmp_path / "2020-01-02-a-b.md")
    assert (code, out) == (1, "") and "2020-01-02-a-b.md:" in complaint and expected in complaint


def test_read_of_a_huge_file_exits_with_one(run, tmp_path):
    with open(tmp_path / "huge.txt", "wb") as stream:
        stream.truncate(60_000_000)
    code, out, complaint = run("read", tmp_path / "huge.txt")
    assert (code, out) == (1, "") and "huge.txt" in complaint and "at most" in complaint


def test_read_of_what_is_no_file_exits_with_one(run, tmp_path):
    for path in (tmp_path, tmp_path / "missing.txt"):
        code, out, complaint = run("read", path)
        assert (code, out) == (1, "") and str(path) in complaint


# --- audit and originals ----------------------------------------------------------------------------------------

RIVER = "2020-01-02-example-river"
FRONT = """+++
title = "A made-up flood"
publisher_id = "{publisher}"
published_on = 2020-01-02
published_prec = 1
date_basis = "page"
source_language = "en"
source_url = "https://example.org/flood"
extent = "full"
stratum = "certainty"
inclusion_prob = 1.0
+++

"""
CLEAN_PAGE = "Officials counted 120 soggy tents in three camps by Monday, and at least 40 zorblaxes."
LONG_RUN = "Officials say soggy tents in three camps by Monday, 120 of them."


@pytest.fixture
def river(folder, edit):
    """A copy of the package with one more account: the account's file and the place of its fingerprint."""
    text = "By Monday, three camps had 120 tents under water, officials say soggy tents in three camps by Monday."
    publisher = edit.table("data/reference/publishers.csv")[0]["publisher_id"]
    (folder / f"data/articles/{RIVER}.md").write_text(FRONT.format(publisher=publisher) + text + "\n", encoding="utf-8")
    edit.append("data/reference/split.csv", article_id=RIVER, split="train", batch="1", added_on="2020-02-03")
    return folder / f"data/fingerprints/{RIVER}.json"


def test_audit_of_a_clean_account_writes_its_fingerprint_and_never_the_text(run, folder, river):
    code, out, complaint = run("--package", folder, "audit", RIVER, "--page", "-", "--read-on", "2020-02-03", stdin=CLEAN_PAGE)
    assert (code, complaint) == (0, "")
    assert f"data/fingerprints/{RIVER}.json: written" in out and f"{RIVER}: not in the account: 40" in out
    page = json.loads(river.read_text(encoding="utf-8"))
    assert (page["article_id"], page["read_on"]) == (RIVER, "2020-02-03")
    assert ["number", "120", 120] in page["items"] and ["weekday", "Monday"] in page["items"]
    for path in folder.rglob("*"):
        assert not path.is_file() or b"zorblax" not in path.read_bytes()


def test_audit_takes_a_page_from_a_file_and_says_when_nothing_changed(run, folder, river, tmp_path):
    (tmp_path / "page.txt").write_text(CLEAN_PAGE, encoding="utf-8")
    for said in ("written", "the same as before"):
        code, out, _ = run("--package", folder, "audit", RIVER, "--page", tmp_path / "page.txt", "--read-on", "2020-02-03")
        assert code == 0 and said in out


@pytest.mark.parametrize(
    ("page", "complaint"),
    [
        (CLEAN_PAGE.replace("120", "many"), "not on the page: 120"),
        (CLEAN_PAGE + " " + LONG_RUN, "shared runs: officials say soggy tents in three camps by"),
        ("", "not on the page: three; 120"),
    ],
)
@pytest.mark.parametrize("before", [None, "{}\n"])
def test_audit_that_finds_something_writes_nothing(run, folder, river, page, complaint, before):
    if before:
        river.write_text(before, encoding="utf-8")
    state = snapshot(folder)
    code, out, _ = run("--package", folder, "audit", RIVER, "--page", "-", stdin=page)
    assert code == 1 and complaint in out
    assert snapshot(folder) == state


def test_audit_reads_a_language_that_the_page_quotes(run, folder, river):
    page = CLEAN_PAGE.replace("three", "üç")
    assert run("--package", folder, "audit", RIVER, "--page", "-", stdin=page)[0] == 1
    assert run("--package", folder, "audit", RIVER, "--page", "-", "--quoted", "tr", stdin=page)[0] == 0


def test_a_dry_audit_writes_nothing(run, folder, river):
    state = snapshot(folder)
    assert run("--package", folder, "audit", RIVER, "--page", "-", "--dry-run", stdin=CLEAN_PAGE)[0] == 0
    assert snapshot(folder) == state


def test_audit_of_a_page_that_is_not_there_exits_with_one(run, folder, river, tmp_path):
    code, _, complaint = run("--package", folder, "audit", RIVER, "--page", tmp_path / "missing.txt")
    assert code == 1 and "missing.txt" in complaint


@pytest.mark.parametrize("source", ["file", "-"])
def test_audit_of_a_page_that_is_not_utf_8_exits_with_one(run, folder, river, tmp_path, source):
    (tmp_path / "page.txt").write_bytes(b"caf\xe9 " + CLEAN_PAGE.encode())
    page = tmp_path / "page.txt" if source == "file" else "-"
    code, _, complaint = run("--package", folder, "audit", RIVER, "--page", page, stdin=(tmp_path / "page.txt").read_bytes())
    assert code == 1 and "is not UTF-8" in complaint and not river.exists()


def test_originals_compares_the_accounts_that_have_one(run, folder, river, tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / f"{RIVER}.md").write_text(CLEAN_PAGE, encoding="utf-8")
    (pages / "2020-01-02-example-other.md").write_text("Of no account.", encoding="utf-8")
    state = snapshot(folder)
    code, out, _ = run("--package", folder, "originals", pages)
    assert code == 0 and "1 account compared" in out
    (pages / f"{RIVER}.md").write_text(CLEAN_PAGE.replace("120", "many"), encoding="utf-8")
    assert run("--package", folder, "originals", pages)[0] == 1
    assert snapshot(folder) == state


def test_originals_without_a_folder_is_no_error(run, tmp_path):
    code, out, complaint = run("originals", tmp_path / "nowhere")
    assert (code, complaint) == (0, "") and "nothing to compare" in out
