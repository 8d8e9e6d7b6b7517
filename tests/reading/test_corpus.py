"""Whole collections: what kind of files they are, how many processes read them and whether a run was stopped changes no reading."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import os
import signal
import subprocess
import sys
import time
from datetime import date

import pyarrow as pa
import pyarrow.parquet as pa_parquet
import pytest
from conftest import snapshot

from idlib_ledger.cli import main
from idlib_ledger.errors import DataError
from idlib_ledger.reading import FIELDS, batch, corpus, read, read_dates, read_quantities

FRIDAY = date(2020, 1, 17)
KINDS = ("parquet", "jsonl", "csv")
KILLED = "At least 21 civilians were killed in Ariha on Wednesday, SOHR said."
PLAIN = "The bakery opens at dawn."
ITEMS = [  # id, published, text
    ("a", FRIDAY, KILLED),
    (
        "007",
        date(2019, 12, 2),
        'A truce will begin on Sunday, Turkey said.\n\n"Nearly 350,000 people have fled," it added, "and more will."',
    ),
    ("c,d", None, "Six people were killed on Monday;\r\nfour soldiers, and a child,\nwere wounded."),
    ("e\nf", FRIDAY, PLAIN),
    ("g", FRIDAY, None),
    ('h "i"', FRIDAY, "The hospital in Ma’arat an-Nu‘man was hit; ‘dozens’ of families fled.\n"),
]
NAMES = ("id", "published", "text")
ACCOUNT = """+++
title = "A market day"
publisher_id = "own-wire"
published_on = 2020-01-19
published_prec = 1
date_basis = "page"
anchor_date = 2020-01-17
source_language = "en"
source_url = "https://own.example/market"
extent = "full"
stratum = "press"
inclusion_prob = 1.0
+++

Six people were killed on Wednesday.
"""


def expected(items=ITEMS):
    return [{"id": i} | {f: getattr(r, f) for f in FIELDS} for i, day, text in items if text is not None for r in read(text, day)]


def save(path, items=ITEMS, names=NAMES):
    """Put texts into a file of the kind that its name says."""
    rows = [dict(zip(names, item)) for item in items]
    if path.suffix == ".parquet":
        pa_parquet.write_table(pa.table({name: [row[name] for row in rows] for name in names}), path)
    elif path.suffix == ".csv":
        with open(path, "w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, names)
            writer.writeheader()
            writer.writerows(rows)
    else:
        path.write_text("".join(json.dumps(row, default=str) + "\n" for row in rows), encoding="utf-8")
    return path


def rows_of(data: bytes, kind, task="claims"):
    """The readings in a file, with their dates as dates."""
    if kind == "parquet":
        return pa_parquet.read_table(io.BytesIO(data)).to_pylist()
    kinds = batch.COLUMNS[task]
    if kind == "jsonl":
        rows = [json.loads(line) for line in data.decode().splitlines()]
        return [{k: date.fromisoformat(v) if v is not None and kinds.get(k) == batch.DAYS else v for k, v in row.items()} for row in rows]
    of_text = {
        pa.bool_(): lambda cell: cell == "true",
        pa.float64(): float,
        pa.int64(): int,
        pa.int8(): int,
        batch.DAYS: date.fromisoformat,
    }
    rows = csv.DictReader(io.StringIO(data.decode(), newline=""))
    return [{k: of_text.get(kinds.get(k), str)(v) if v != "" else None for k, v in row.items()} for row in rows]


def in_folder(folder, kind="parquet"):
    """The readings in the shards of a folder, in the order of their names."""
    return [row for path in sorted(folder.glob(f"part-*.{kind}")) for row in rows_of(path.read_bytes(), kind)]


def run(paths, output, **options):
    return corpus.run(paths if isinstance(paths, list) else [paths], output, **{"jobs": 1} | options)


def names(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.fixture
def small(monkeypatch):
    """Shards of some hundred characters."""
    monkeypatch.setattr(corpus, "SHARD", 200)


@pytest.fixture
def many(tmp_path):
    """A file of thirty texts, each with a reading of its own."""
    items = [(f"t{n}", FRIDAY, f"{PLAIN} " * (n % 4) + f"At least {n + 2} people were killed in Ariha on Monday.") for n in range(30)]
    return save(tmp_path / "many.jsonl", items), items


@pytest.fixture
def done(tmp_path, many, small):
    """A folder with the shards of a finished run over `many`."""
    run(many[0], tmp_path / "out", kind="jsonl")
    return tmp_path / "out"


# --- kinds of input and output ----------------------------------------------------------------------------------


@pytest.mark.parametrize("out", KINDS)
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_of_input_gives_each_kind_of_output_the_same_readings(kind, out, tmp_path):
    path = save(tmp_path / f"texts.{kind}")
    assert run(path, tmp_path / f"out.{out}") == len(expected())
    assert rows_of((tmp_path / f"out.{out}").read_bytes(), out) == expected()


@pytest.mark.parametrize("out", KINDS)
def test_the_shards_of_a_folder_are_of_the_format_asked_for(out, tmp_path, small):
    run(save(tmp_path / "texts.csv"), tmp_path / "out", kind=out)
    assert len(list((tmp_path / "out").glob("part-*"))) > 1
    assert {path.suffix for path in (tmp_path / "out").glob("part-*")} == {f".{out}"}
    assert in_folder(tmp_path / "out", out) == expected()


@pytest.mark.parametrize("out", KINDS)
def test_shards_joined_to_a_file_are_one_good_file(out, tmp_path, small):
    run(save(tmp_path / "texts.parquet"), tmp_path / f"out.{out}")
    assert rows_of((tmp_path / f"out.{out}").read_bytes(), out) == expected()


@pytest.mark.parametrize(("task", "part"), [("quantities", read_quantities), ("dates", read_dates)])
@pytest.mark.parametrize("out", KINDS)
def test_quantities_and_dates_of_a_collection(task, part, out, tmp_path):
    run(save(tmp_path / "texts.jsonl"), tmp_path / f"out.{out}", task=task)
    found = rows_of((tmp_path / f"out.{out}").read_bytes(), out, task)
    wanted = [{"id": i} | row for i, day, text in ITEMS if text is not None for row in part(text, day)]
    assert [row | {k: str(v) for k, v in row.items() if isinstance(v, date)} for row in found] == wanted


@pytest.mark.parametrize("kind", KINDS)
def test_the_columns_may_have_other_names(kind, tmp_path):
    path = save(tmp_path / f"texts.{kind}", names=("nr", "day", "body"))
    run(path, tmp_path / "out.jsonl", columns=corpus.Columns("nr", "day", "body"))
    assert rows_of((tmp_path / "out.jsonl").read_bytes(), "jsonl") == expected()


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_need_not_say_when_its_texts_were_published(kind, tmp_path):
    path = tmp_path / f"texts.{kind}"
    save(path, [(i, text) for i, _, text in ITEMS], ("id", "text"))
    run(path, tmp_path / "out.jsonl", published=FRIDAY)
    assert rows_of((tmp_path / "out.jsonl").read_bytes(), "jsonl") == expected([(i, FRIDAY, text) for i, _, text in ITEMS])


def test_the_day_given_is_for_texts_that_have_none(tmp_path):
    run(save(tmp_path / "texts.csv"), tmp_path / "out.jsonl", published=date(2018, 6, 1))
    wanted = expected([(i, day or date(2018, 6, 1), text) for i, day, text in ITEMS])
    assert rows_of((tmp_path / "out.jsonl").read_bytes(), "jsonl") == wanted


@pytest.mark.parametrize("kind", ["parquet", "jsonl"])
def test_whole_numbers_stay_numbers_as_ids(kind, tmp_path):
    run(save(tmp_path / f"texts.{kind}", [(12, FRIDAY, KILLED)]), tmp_path / "out.parquet")
    [row] = rows_of((tmp_path / "out.parquet").read_bytes(), "parquet")
    assert row["id"] == 12 and type(row["id"]) is int


def test_ids_of_several_types_become_text(tmp_path, monkeypatch):
    monkeypatch.setattr(corpus, "SHARD", 10)
    run(save(tmp_path / "texts.jsonl", [(i, None, "Six people died.") for i in ("12", 12, 1.5, None, [1, "é"])]), tmp_path / "out.parquet")
    found = rows_of((tmp_path / "out.parquet").read_bytes(), "parquet")
    assert [row["id"] for row in found] == ["12", "12", "1.5", "null", '[1, "é"]']


def test_an_id_that_is_no_number_after_numbers_is_an_error(tmp_path):
    path = save(tmp_path / "texts.jsonl", [(12, None, "Six people died."), ("12", None, "Six people died.")])
    with pytest.raises(DataError, match="texts.jsonl:2 id: .*is not a whole number"):
        run(path, tmp_path / "out.parquet")


def test_hidden_files_of_someone_else_stay(tmp_path, many):
    (tmp_path / "out").mkdir()
    (tmp_path / "out/.notes.txt").write_text("mine")
    with pytest.raises(DataError, match="is not empty"):
        run(many[0], tmp_path / "out")
    assert (tmp_path / "out/.notes.txt").read_text() == "mine"


def test_what_is_read_is_never_written_over(tmp_path):
    path = save(tmp_path / "texts.jsonl", [("a", None, "Six people died.")])
    before = path.read_bytes()
    with pytest.raises(DataError, match="is one of the files to be read"):
        run(path, path)
    assert path.read_bytes() == before


def test_an_output_inside_the_folder_that_is_read_is_refused(tmp_path):
    (tmp_path / "in").mkdir()
    save(tmp_path / "in/texts.jsonl", [("a", None, "Six people died.")])
    with pytest.raises(DataError, match="lies in the folder to be read"):
        run(tmp_path / "in", tmp_path / "in/out")


def test_a_repaired_input_can_be_read_into_the_same_file(tmp_path):
    for text in (12, "Six people died."):
        path = save(tmp_path / "a.jsonl", [("a", None, text)])
        with contextlib.suppress(DataError):
            run(path, tmp_path / "out.jsonl")
    assert (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize("identifier", ["NA", "null", "nan", "N/A"])
def test_an_id_that_looks_like_nothing_is_kept(identifier, tmp_path):
    run(save(tmp_path / "texts.csv", [(identifier, None, "Six people died.")]), tmp_path / "out.jsonl")
    assert [row["id"] for row in rows_of((tmp_path / "out.jsonl").read_bytes(), "jsonl")] == [identifier]


def test_a_text_of_some_megabytes_may_stand_in_a_csv(tmp_path):
    run(save(tmp_path / "texts.csv", [("a", None, "Six people died. " + "Rain fell. " * 300_000)]), tmp_path / "out.jsonl")
    assert len(rows_of((tmp_path / "out.jsonl").read_bytes(), "jsonl")) == 1


def test_nothing_to_read_gives_the_columns_of_the_task(tmp_path):
    (tmp_path / "a.jsonl").write_text("")
    corpus.run([tmp_path / "a.jsonl"], tmp_path / "out.csv", task="quantities", jobs=1)
    assert (tmp_path / "out.csv").read_text().startswith('"id","start","end","quote","value"')


def test_half_a_character_is_an_error_with_its_row(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"id": 1, "text": "\\ud800 12 people died."}\n')
    with pytest.raises(DataError, match="a.jsonl:1 text: .*half a character"):
        run(tmp_path / "a.jsonl", tmp_path / "out.jsonl")


def test_two_columns_of_one_name_are_an_error(tmp_path):
    (tmp_path / "a.csv").write_text("id,text,text\n1,one,two\n")
    with pytest.raises(DataError, match="is the name of 2 columns"):
        run(tmp_path / "a.csv", tmp_path / "out.jsonl")


def test_csv_from_a_spreadsheet_is_read_as_it_stands(tmp_path):
    (tmp_path / "texts.csv").write_bytes(
        b'\xef\xbb\xbf"id","note","published","text"\r\n'
        b'001,"x, y",2020-01-17,"Six people, two of them children,\r\nwere killed on Monday, he said: ""Enough."""\r\n'
        b"1e3,,,Four soldiers were wounded.\r\n"
    )
    run(tmp_path / "texts.csv", tmp_path / "out.jsonl")
    text = 'Six people, two of them children,\r\nwere killed on Monday, he said: "Enough."'
    wanted = expected([("001", FRIDAY, text), ("1e3", None, "Four soldiers were wounded.")])
    assert rows_of((tmp_path / "out.jsonl").read_bytes(), "jsonl") == wanted


def test_line_breaks_in_the_texts_of_a_large_csv_do_not_cut_them(tmp_path):
    items = [(f"t{n}", None, f"{n + 2} people died, “here”,\n" + "and the\nmill stood still,\n\n" * 60) for n in range(1500)]
    path = save(tmp_path / "texts.csv", items)
    assert path.stat().st_size > 2_000_000
    run(path, tmp_path / "out.csv")
    found = rows_of((tmp_path / "out.csv").read_bytes(), "csv")
    assert [(row["id"], row["value"]) for row in found] == [(f"t{n}", n + 2) for n in range(1500)]


def test_blank_lines_and_a_mark_at_the_start_of_json_lines_do_not_matter(tmp_path):
    path = save(tmp_path / "texts.jsonl")
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\n \n\n").rstrip())
    run(path, tmp_path / "out.jsonl")
    assert rows_of((tmp_path / "out.jsonl").read_bytes(), "jsonl") == expected()


@pytest.mark.parametrize("out", KINDS)
def test_a_collection_in_which_nothing_is_counted_gives_a_file_without_rows(out, tmp_path):
    assert run(save(tmp_path / "texts.jsonl", [("a", None, PLAIN)]), tmp_path / f"out.{out}") == 0
    assert rows_of((tmp_path / f"out.{out}").read_bytes(), out) == []


# --- folders ----------------------------------------------------------------------------------------------------


@pytest.fixture
def shelf(tmp_path):
    """A folder with texts, an account and tables, and things that are no texts."""
    root = tmp_path / "shelf"
    (root / "b").mkdir(parents=True)
    (root / ".kept").mkdir()
    (root / "a.txt").write_text("\ufeff" + KILLED, encoding="utf-8")
    (root / "b" / "2020-01-19-own-market.md").write_text(ACCOUNT, encoding="utf-8")
    (root / "b" / "LOUD.TXT").write_text("Twelve people died.", encoding="utf-8")
    save(root / "c.parquet", [("p", FRIDAY, KILLED)])
    save(root / "d.jsonl", [("j", FRIDAY, KILLED)])
    for name in (".a.txt", ".kept/x.txt", "b/.x.jsonl", "page.html", "notes"):
        (root / name).write_text("Thirteen people were killed.", encoding="utf-8")
    return root


def test_a_folder_gives_its_texts_accounts_and_tables_by_name(shelf, tmp_path):
    run(shelf, tmp_path / "out.jsonl")
    found = rows_of((tmp_path / "out.jsonl").read_bytes(), "jsonl")
    root = shelf.as_posix()
    assert [(row["id"], row["start"], row["value"], row["period_start"]) for row in found] == [
        (f"{root}/a.txt", 0, 21, None),
        (f"{root}/b/2020-01-19-own-market.md", 0, 6, date(2020, 1, 15)),
        (f"{root}/b/LOUD.TXT", 0, 12, None),
        ("p", 0, 21, date(2020, 1, 15)),
        ("j", 0, 21, date(2020, 1, 15)),
    ]


def test_hidden_files_are_left_out(shelf, tmp_path):
    run(shelf, tmp_path / "out.csv")
    assert 13 not in [row["value"] for row in rows_of((tmp_path / "out.csv").read_bytes(), "csv")]


def test_small_files_share_a_shard_and_a_table_has_its_own(shelf, tmp_path):
    run(shelf, tmp_path / "out", kind="jsonl")
    shards = [rows_of(path.read_bytes(), "jsonl") for path in sorted((tmp_path / "out").glob("part-*"))]
    assert [[row["id"].rsplit("/")[-1] for row in rows] for rows in shards] == [
        ["a.txt", "2020-01-19-own-market.md", "LOUD.TXT"],
        ["p"],
        ["j"],
    ]


def test_several_files_and_folders_are_read_in_the_order_given(shelf, tmp_path):
    run([save(tmp_path / "z.csv", [("first", None, "Six died.")]), shelf / "b", shelf / "a.txt"], tmp_path / "out.jsonl")
    found = rows_of((tmp_path / "out.jsonl").read_bytes(), "jsonl")
    assert [row["id"].rsplit("/")[-1] for row in found] == ["first", "2020-01-19-own-market.md", "LOUD.TXT", "a.txt"]


@pytest.mark.parametrize("target", ["a.txt", "b", "nowhere", ".."])
def test_a_link_in_a_folder_is_refused(target, shelf, tmp_path):
    (shelf / "e.txt").symlink_to(target)
    with pytest.raises(DataError, match="e.txt: is a link; expected files of the folder itself"):
        run(shelf, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_folder_without_texts_is_an_error(tmp_path):
    (tmp_path / "empty").mkdir()
    (tmp_path / "empty" / "page.html").write_text(KILLED, encoding="utf-8")
    with pytest.raises(DataError, match="empty: there are no texts here; expected .parquet, .jsonl"):
        run(tmp_path / "empty", tmp_path / "out")
    assert names(tmp_path) == ["empty"]


# --- wrong input ------------------------------------------------------------------------------------------------

GOOD = b'{"id": 1, "published": "2020-01-17", "text": "Six people died."}\n'
HEAD = b"id,published,text\n1,2020-01-17,Six people died.\n"


def parquet(**columns):
    sink = io.BytesIO()
    pa_parquet.write_table(pa.table(columns), sink)
    return sink.getvalue()


WRONG = {  # what is wrong -> name, content, row, field, words of the message
    "cut JSON": ("a.jsonl", GOOD + b'{"id": 2, "te', 2, None, "is not JSON"),
    "JSON after a blank line": ("a.ndjson", GOOD + b"\n}\n", 3, None, "is not JSON"),
    "deep JSON": ("a.jsonl", b"[" * 200_000, 1, None, "is not JSON"),
    "a list": ("a.jsonl", GOOD + GOOD + b"[1]\n", 3, None, "expected an object with id, published and text"),
    "no text": ("a.jsonl", b'{"id": 1, "body": "x"}\n', 1, None, "expected an object with id, published and text"),
    "no id": ("a.jsonl", b'{"text": "x"}\n', 1, None, "expected an object with id, published and text"),
    "a number for text": ("a.jsonl", GOOD + b'{"id": 2, "text": 12}\n', 2, "text", "is not text"),
    "a bad day": ("a.jsonl", GOOD + b'{"id": 2, "published": "2020-02-30", "text": "x"}\n', 2, "published", "is not a date of the form"),
    "a number for a day": ("a.jsonl", b'{"id": 2, "published": 20200230, "text": "x"}\n', 1, "published", "is not a date of the form"),
    "JSON not in UTF-8": ("a.jsonl", GOOD + b'{"id": 2, "text": "caf\xe9"}\n', 2, None, "is not JSON"),
    "no column": ("a.csv", b"id,body\n1,x\n", None, "text", "is no column of the file; found id, body"),
    "no id column": ("a.csv", b"nr;text\n1;x\n", None, "id", "is no column of the file"),
    "a ragged line": ("a.csv", HEAD + b"2,x\n", None, None, "is not CSV"),
    "a bad day in CSV": ("a.csv", HEAD + b"2,tomorrow,x\n", 2, "published", "is not a date of the form"),
    "CSV not in UTF-8": ("a.csv", HEAD + b"2,,caf\xe9\n", None, None, "is not CSV"),
    "a header not in UTF-8": ("a.csv", b"id,published,text,caf\xe9\n", None, None, "is not CSV"),
    "no CSV": ("a.csv", b"", None, None, "is not CSV"),
    "text for Parquet": ("a.parquet", GOOD, None, None, "is not Parquet"),
    "no Parquet": ("a.parquet", b"", None, None, "is not Parquet"),
    "no column in Parquet": ("a.parquet", parquet(id=[1], body=["x"]), None, "text", "is no column of the file; found id, body"),
    "bytes for text": ("a.parquet", parquet(id=[1, 2], text=[None, b"x"]), 2, "text", "is not text"),
    "a bad day in Parquet": ("a.parquet", parquet(id=[1], published=["soon"], text=["x"]), 1, "published", "is not a date of the form"),
    "text not in UTF-8": ("a.txt", b"Six people\ndied in a caf\xe9.", 2, None, "is not UTF-8"),
    "an account without its fields": ("2020-01-19-own-market.md", b"+++\n+++\n\nSix people died.\n", 1, "title", "is missing"),
    "an account by another name": ("market.md", ACCOUNT.encode(), None, "article_id", "is not of the form"),
}


@pytest.mark.parametrize(("name", "content", "row", "field", "words"), WRONG.values(), ids=WRONG)
def test_wrong_input_is_named_with_its_row_and_leaves_no_output_file(name, content, row, field, words, tmp_path):
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / name
    path.write_bytes(content)
    for output in ("out.parquet", "out.csv"):
        with pytest.raises(DataError, match=words) as caught:
            run(path.parent if path.suffix in corpus.TEXT_FILES else path, tmp_path / output)
        assert (caught.value.file, caught.value.row, caught.value.field) == (str(path), row, field)
        assert not (tmp_path / output).exists()
    assert path.read_bytes() == content


def test_wrong_input_late_in_a_run_leaves_whole_shards_only(tmp_path, many, small):
    path, items = many
    with open(path, "a", encoding="utf-8") as stream:
        stream.write("{\n")
    with pytest.raises(DataError, match="many.jsonl:31: is not JSON"):
        run(path, tmp_path / "out")
    parts = names(tmp_path / "out")
    assert parts == [*(f"part-{n:08}.parquet" for n in range(len(parts) - 1)), "run.json"] and len(parts) > 3
    found = in_folder(tmp_path / "out")
    assert found == expected(items)[: len(found)]


def test_a_missing_file_is_no_empty_collection(tmp_path):
    with pytest.raises(FileNotFoundError):
        run(tmp_path / "none.jsonl", tmp_path / "out.jsonl")
    assert names(tmp_path) == []


# --- runs that go on --------------------------------------------------------------------------------------------


@pytest.fixture
def seen(monkeypatch):
    """The numbers of the shards that are read."""
    numbers, original = [], corpus.read_shard

    def read_shard(shard, task):
        numbers.append(shard.number)
        return original(shard, task)

    monkeypatch.setattr(corpus, "read_shard", read_shard)
    return numbers


def test_a_finished_run_is_not_read_again(done, many, seen):
    before = snapshot(done)
    assert run(many[0], done, kind="jsonl") == 0
    assert seen == [] and snapshot(done) == before


@pytest.mark.parametrize("number", [0, 4, -1])
def test_only_the_shard_that_is_missing_is_read_again(number, done, many, seen):
    before = snapshot(done)
    gone = sorted(done.glob("part-*"))[number]
    content = gone.read_bytes()
    gone.unlink()
    assert run(many[0], done, kind="jsonl") == len(rows_of(content, "jsonl")) > 0
    assert seen == [int(gone.stem[-5:])]
    assert gone.read_bytes() == content
    assert {k: v for k, v in snapshot(done).items() if k != gone.name} == {k: v for k, v in before.items() if k != gone.name}


def test_a_shard_has_so_much_text_or_so_many_texts_at_most(tmp_path, many, monkeypatch):
    monkeypatch.setattr(corpus, "TEXTS", 7)
    run(many[0], tmp_path / "out", kind="jsonl")
    shards = [rows_of(path.read_bytes(), "jsonl") for path in sorted((tmp_path / "out").glob("part-*"))]
    assert [len({row["id"] for row in rows}) for rows in shards] == [7, 7, 7, 7, 2]


@pytest.mark.parametrize(
    "options",
    [{"kind": "csv"}, {"task": "dates"}, {"published": FRIDAY}, {"columns": corpus.Columns(published="day")}],
    ids=["format", "task", "published", "columns"],
)
def test_a_folder_of_another_run_is_refused_untouched(options, done, many):
    before = snapshot(done)
    with pytest.raises(DataError, match="run.json .*the folder holds shards of another run"):
        run(many[0], done, **{"kind": "jsonl"} | options)
    assert snapshot(done) == before


def test_a_folder_of_another_input_is_refused_untouched(done, many, tmp_path):
    before = snapshot(done)
    other = save(tmp_path / "other.jsonl")
    for paths in ([other], [many[0], other]):
        with pytest.raises(DataError, match="another run"):
            run(paths, done, kind="jsonl")
    save(many[0], [*many[1][:-1], ("t29", FRIDAY, KILLED)])
    with pytest.raises(DataError, match="another run"):
        run(many[0], done, kind="jsonl")
    assert snapshot(done) == before


def test_a_folder_cut_into_other_shards_is_refused_untouched(done, many, monkeypatch):
    before = snapshot(done)
    monkeypatch.setattr(corpus, "SHARD", 500)
    with pytest.raises(DataError, match="another run"):
        run(many[0], done, kind="jsonl")
    assert snapshot(done) == before


@pytest.mark.parametrize("name", ["part-00000000.jsonl", "notes.txt", "sub/x"])
def test_a_folder_with_something_else_in_it_is_refused_untouched(name, tmp_path, many):
    path = tmp_path / "out" / name
    path.parent.mkdir(parents=True)
    path.write_text("mine", encoding="utf-8")
    before = snapshot(tmp_path)
    with pytest.raises(DataError, match="out: is not empty and holds no run of this program; choose another folder"):
        run(many[0], tmp_path / "out", kind="jsonl")
    assert snapshot(tmp_path) == before


@pytest.mark.parametrize("content", ["", "{", "{}", '{"task": "claims"}'])
def test_a_folder_with_a_broken_manifest_is_refused_untouched(content, done, many):
    (done / "run.json").write_text(content, encoding="utf-8")
    before = snapshot(done)
    with pytest.raises(DataError, match="another run"):
        run(many[0], done, kind="jsonl")
    assert snapshot(done) == before


def test_a_file_in_the_place_of_the_folder_is_refused_untouched(tmp_path, many):
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    before = snapshot(tmp_path)
    with pytest.raises(DataError, match="out: is a file; expected a folder"):
        run(many[0], tmp_path / "out")
    assert snapshot(tmp_path) == before


def test_an_empty_folder_may_be_filled(tmp_path, many):
    (tmp_path / "out").mkdir()
    run(many[0], tmp_path / "out")
    assert in_folder(tmp_path / "out") == expected(many[1])


def test_the_leftovers_of_a_stopped_run_go(done, many):
    before = snapshot(done)
    for name in (".part-00000001.jsonl.k3x_9", ".run.json.abc"):
        (done / name).write_bytes(b'{"half')
    run(many[0], done, kind="jsonl")
    assert snapshot(done) == before


def test_a_run_stopped_before_its_first_shard_can_go_on(tmp_path, many):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / ".run.json.abc").write_bytes(b'{"ver')
    run(many[0], tmp_path / "out", kind="jsonl")
    assert names(tmp_path / "out") == ["part-00000000.jsonl", "run.json"]


# --- one output file --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("out", KINDS)
def test_an_output_file_leaves_no_parts(out, tmp_path, many, small):
    run(many[0], tmp_path / f"out.{out}")
    assert names(tmp_path) == ["many.jsonl", f"out.{out}"]


@pytest.mark.parametrize("out", KINDS)
def test_an_earlier_output_file_is_replaced_and_stays_where_the_run_fails(out, tmp_path, many):
    output = tmp_path / f"out.{out}"
    output.write_text("earlier", encoding="utf-8")
    bad = save(tmp_path / "bad.jsonl", [("a", "soon", KILLED)])
    with pytest.raises(DataError):
        run(bad, output)
    assert output.read_text(encoding="utf-8") == "earlier"


@pytest.mark.parametrize("out", KINDS)
def test_a_second_run_replaces_the_output_file(out, tmp_path, many, small):
    output = tmp_path / f"out.{out}"
    run(save(tmp_path / "first.csv"), output)
    run(many[0], output)
    assert rows_of(output.read_bytes(), out) == expected(many[1])


@pytest.mark.parametrize("out", KINDS)
def test_a_file_does_not_depend_on_how_often_its_run_was_stopped(out, tmp_path, many, small, monkeypatch):
    run(many[0], tmp_path / f"whole.{out}")
    original, left = corpus.read_shard, []

    def read_shard(shard, task):
        if left and left.pop():
            raise KeyboardInterrupt
        return original(shard, task)

    monkeypatch.setattr(corpus, "read_shard", read_shard)
    for shards in (1, 3, 2):
        left[:] = [True, *[False] * shards]
        with pytest.raises(KeyboardInterrupt):
            run(many[0], tmp_path / f"out.{out}")
        assert not (tmp_path / f"out.{out}").exists()
    run(many[0], tmp_path / f"out.{out}")
    assert (tmp_path / f"out.{out}").read_bytes() == (tmp_path / f"whole.{out}").read_bytes()
    assert names(tmp_path) == ["many.jsonl", f"out.{out}", f"whole.{out}"]


def test_nothing_outside_the_output_changes(tmp_path, shelf, many, small, monkeypatch):
    (tmp_path / "here").mkdir()
    (tmp_path / "here" / ".a.b").write_text("mine", encoding="utf-8")
    monkeypatch.chdir(tmp_path / "here")
    before = snapshot(tmp_path)
    run([shelf, many[0]], tmp_path / "out")
    run([shelf, many[0]], tmp_path / "out.csv")
    after = snapshot(tmp_path)
    assert {k: v for k, v in after.items() if k.split("/")[0] not in ("out", "out.csv")} == before


# --- processes --------------------------------------------------------------------------------------------------


@pytest.fixture
def uneven(tmp_path):
    """Texts of which the first takes far longer than all others."""
    items = [("long", FRIDAY, f"{KILLED} {PLAIN}\n\n" * 3000), *((f"t{n}", FRIDAY, f"{n + 2} people died.") for n in range(40))]
    return save(tmp_path / "uneven.csv", items), items


def test_the_readings_are_in_the_order_of_the_texts_whatever_the_number_of_processes(tmp_path, uneven, small):
    path, items = uneven
    for jobs in (1, 3):
        run(path, tmp_path / f"out{jobs}.jsonl", jobs=jobs)
    data = (tmp_path / "out1.jsonl").read_bytes()
    assert list(dict.fromkeys(row["id"] for row in rows_of(data, "jsonl"))) == [i for i, _, _ in items]
    assert (tmp_path / "out3.jsonl").read_bytes() == data


def test_on_standard_output_too_the_readings_are_in_the_order_of_the_texts(tmp_path, uneven, small, capfdbinary):
    path, items = uneven
    run(path, None, jobs=2)
    assert list(dict.fromkeys(row["id"] for row in rows_of(capfdbinary.readouterr().out, "jsonl"))) == [i for i, _, _ in items]


DRIVER = """
import sys

from idlib_ledger.cli import main
from idlib_ledger.reading import corpus

corpus.SHARD = 10_000
if __name__ == "__main__":
    sys.exit(main())
"""
PARAGRAPH = "{n} villages lay along the river. At least {n} people were killed in Ariha on Monday, SOHR said. The rain went on.\n\n" + (
    "Olives were picked late, and the mill stood still until the road was dry again. " * 12
)


@pytest.mark.skipif(os.name != "posix", reason="a process group is killed")
@pytest.mark.parametrize(("name", "moments"), [("out", (3, 50)), ("out.jsonl", (0, 30))], ids=["folder", "file"])
def test_a_run_killed_at_any_moment_ends_in_the_same_bytes(name, moments, tmp_path, monkeypatch):
    items = [(f"t{n}", FRIDAY, PARAGRAPH.format(n=n + 2)) for n in range(1500)]
    texts = save(tmp_path / "texts.jsonl", items)
    driver = tmp_path / "driver.py"
    driver.write_text(DRIVER, encoding="utf-8")
    with monkeypatch.context() as patched:
        patched.setattr(corpus, "SHARD", 10_000)
        run(texts, tmp_path / f"whole{name[3:]}", kind="jsonl")
    before = snapshot(tmp_path)
    output = tmp_path / name
    parts = tmp_path / f"{name}.parts" if output.suffix else output
    command = [*map(str, [sys.executable, driver, "read", texts, "--output", output]), "--format", "jsonl", "--jobs", "2"]

    def start():
        return subprocess.Popen(command, cwd=tmp_path, start_new_session=True, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE)

    for moment in moments:  # the number of shards that are done
        with start() as process:
            while process.poll() is None and not ((parts / "run.json").exists() and len(list(parts.glob("part-*"))) >= moment):
                time.sleep(0.001)
            assert process.poll() is None, "the run was over before it could be killed"
            os.killpg(process.pid, signal.SIGKILL)
        assert not output.is_file()
    with start() as process:
        said = process.communicate(timeout=60)[1].decode()
    assert process.returncode == 0 and said.endswith(f" new readings in {output}\n")
    if parts == output:
        whole, found = snapshot(tmp_path / "whole"), snapshot(output)
        assert {k: v[0] for k, v in found.items()} == {k: v[0] for k, v in whole.items()} and len(found) > 120
    else:
        assert output.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()
        assert not parts.exists()
    assert {k: v for k, v in snapshot(tmp_path).items() if k.split("/")[0] != name} == before


# --- the command ------------------------------------------------------------------------------------------------


@pytest.fixture
def command(capfdbinary):
    """Run the command: (exit code, what it printed, what it complained of)."""

    def command(*arguments):
        try:
            code = main(["read", *map(str, arguments)])
        except SystemExit as stop:
            code = stop.code
        said = capfdbinary.readouterr()
        return code, said.out, said.err.decode()

    return command


def test_the_command_reads_a_collection_into_a_file(command, tmp_path):
    path = save(tmp_path / "texts.csv", names=("nr", "day", "body"))
    columns = ["--id-column", "nr", "--published-column", "day", "--text-column", "body"]
    code, out, said = command(path, "--output", tmp_path / "out.parquet", "--jobs", 1, *columns)
    assert (code, out, said) == (0, b"", f"{len(expected())} new readings in {tmp_path / 'out.parquet'}\n")
    assert rows_of((tmp_path / "out.parquet").read_bytes(), "parquet") == expected()


@pytest.mark.parametrize("out", KINDS)
def test_the_command_reads_a_text_into_a_folder(out, command, tmp_path):
    (tmp_path / "a.txt").write_text(KILLED, encoding="utf-8")
    options = ["--published", "2020-01-17", "--format", out, "--jobs", 1]
    assert command(tmp_path / "a.txt", "--output", tmp_path / "out", *options)[0] == 0
    assert in_folder(tmp_path / "out", out) == expected([((tmp_path / "a.txt").as_posix(), FRIDAY, KILLED)])


@pytest.mark.parametrize("kind", KINDS)
def test_without_an_output_the_command_prints_json_lines(kind, command, tmp_path):
    code, out, said = command(save(tmp_path / f"texts.{kind}"), "--jobs", 1)
    assert (code, said) == (0, "")
    assert rows_of(out, "jsonl") == expected()


@pytest.mark.parametrize(("flag", "part"), [("--quantities", read_quantities), ("--dates", read_dates)])
def test_the_command_prints_quantities_or_dates_of_a_collection(flag, part, command, tmp_path):
    code, out, _ = command(flag, save(tmp_path / "texts.parquet"), "--jobs", 1)
    assert code == 0
    wanted = [{"id": i} | row for i, day, text in ITEMS if text is not None for row in part(text, day)]
    assert [json.loads(line) for line in out.splitlines()] == wanted


@pytest.mark.parametrize("arguments", [["--jobs", "0"], ["--jobs", "-1"], ["--jobs", "all"], ["--format", "xml"], ["--dates", "--explain"]])
def test_wrong_options_of_a_collection_exit_with_two_and_write_nothing(arguments, command, tmp_path):
    path = save(tmp_path / "texts.csv")
    assert command(path, "--output", tmp_path / "out", *arguments)[0] == 2
    assert names(tmp_path) == ["texts.csv"]


def test_standard_input_does_not_go_into_a_file(command, tmp_path):
    code, out, said = command("-", "--output", tmp_path / "out.jsonl")
    assert (code, out) == (1, b"") and "--output is for files and folders" in said
    assert names(tmp_path) == []


@pytest.mark.parametrize("case", ["a list", "a bad day in CSV", "text for Parquet", "text not in UTF-8"])
def test_the_command_names_the_file_that_is_wrong_and_exits_with_one(case, command, tmp_path):
    name, content, row, _, words = WRONG[case]
    (tmp_path / name).write_bytes(content)
    code, out, said = command(tmp_path / name, "--output", tmp_path / "out.jsonl", "--jobs", 1)
    assert (code, out) == (1, b"") and "Traceback" not in said
    assert said.startswith(f"idlib-ledger: {tmp_path / name}{f':{row}' if row else ''}") and words in said
    assert not (tmp_path / "out.jsonl").exists()


def test_the_command_refuses_a_folder_of_another_run(command, done, tmp_path):
    before = snapshot(tmp_path)
    code, _, said = command(tmp_path / "many.jsonl", "--output", done, "--jobs", 1)
    assert code == 1 and "the folder holds shards of another run" in said
    assert snapshot(tmp_path) == before
