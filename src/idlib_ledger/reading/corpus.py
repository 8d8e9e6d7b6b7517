"""Whole collections of texts: Parquet, JSON Lines, CSV and folders, read by all cores into shards, each written whole or not at all.

A run that was stopped goes on where it left off: a shard that is there is not read again.
"""

from __future__ import annotations

import io
import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, ProcessPoolExecutor, wait
from dataclasses import dataclass
from datetime import date
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pa_parquet

from ..articles import FENCE, decode, parse_article
from ..errors import DataError
from ..package import Files, default_root, write
from . import batch, default_reader

SHARD = 8_000_000  # bytes of text in one
TEXTS = 20_000  # texts in one, at most
FORMATS = ("parquet", "jsonl", "csv")
TABLES = {".parquet": "parquet", ".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv"}
TEXT_FILES = (".txt", ".md")
MANIFEST = "run.json"
JOINED = ".joined"  # the shards as one file, before it takes its place
BLOCK = 64_000_000  # bytes of CSV parsed at once; a text is at most so long


@dataclass(frozen=True)
class Shard:
    """Texts to be read by one process: rows as (id, published, text), and for messages the file and the number of the first row."""

    number: int
    name: str
    rows: list[tuple]
    first: int
    whole: bool  # are ids whole numbers, as the first of all texts' is?


@dataclass(frozen=True)
class Columns:
    """What the columns of Parquet and CSV files are called."""

    id: str = "id"
    published: str = "published"
    text: str = "text"


# --- texts in ---------------------------------------------------------------------------------------------------


def is_collection(path: Path) -> bool:
    """Is the path a folder or a file of many texts?"""
    return path.is_dir() or path.suffix.lower() in TABLES


def files(paths: list[Path]) -> list[Path]:
    """The files to be read: those named, and of a folder all text files and tables in it, by name. Raises DataError for a link in one."""
    found = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        inside = sorted(p for p in path.rglob("*") if not any(part.startswith(".") for part in p.relative_to(path).parts))
        for p in inside:
            if p.is_symlink():
                raise DataError(p, None, None, None, "is a link; expected files of the folder itself")
        found += [p for p in inside if p.is_file() and (p.suffix.lower() in TABLES or p.suffix.lower() in TEXT_FILES)]
    if not found:
        raise DataError(paths[0], None, None, None, f"there are no texts here; expected {', '.join((*TABLES, *TEXT_FILES))}")
    return found


def texts(path: Path, columns: Columns, published: date | None) -> Iterator[tuple[int, tuple]]:
    """(row number from 1, (id, published, text)) of each text of a file. Raises DataError naming file, row and field."""
    kind = TABLES.get(path.suffix.lower())
    rows = {"parquet": _parquet, "csv": _csv, "jsonl": _jsonl}.get(kind, _single)
    for number, (key, day, text) in rows(path, columns):
        if text is not None and not isinstance(text, str):
            raise DataError(path, number, columns.text, text, "is not text")
        for name, value in ((columns.text, text), (columns.id, key)):
            if isinstance(value, str) and not value.isascii():
                _whole_characters(path, number, name, value)
        try:
            day = batch._day(day, number) or published
        except ValueError:
            raise DataError(path, number, columns.published, day, "is not a date of the form YYYY-MM-DD") from None
        yield number, (key, day, text)


def _whole_characters(path, number, name, value):
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise DataError(path, number, name, ascii(value[error.start]), "is half a character (a lone surrogate)") from None


def _single(path, columns):
    text = decode(path.read_bytes(), str(path), "utf-8-sig")
    day = None
    if text.startswith(FENCE + "\n"):
        article = parse_article(text, path.stem, str(path))
        text, day = article.text, article.meta["anchor_date"]
    yield 1, (path.as_posix(), day, text)


def _jsonl(path, columns):
    with path.open("rb") as stream:
        for number, line in enumerate(stream, 1):
            if not line.strip():
                continue
            try:
                item = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise DataError(path, number, None, None, f"is not JSON: {error}") from None
            if not isinstance(item, dict) or columns.text not in item or columns.id not in item:
                raise DataError(path, number, None, None, f"expected an object with {columns.id}, {columns.published} and {columns.text}")
            yield number, (item[columns.id], item.get(columns.published), item[columns.text])


def _parquet(path, columns):
    try:
        file = pa_parquet.ParquetFile(path)
    except pa.ArrowInvalid as error:
        raise DataError(path, None, None, None, f"is not Parquet: {error}") from None
    with file:
        try:
            yield from _rows(path, columns, file.schema_arrow.names, file.iter_batches(batch_size=1000))
        except (pa.ArrowException, OSError) as error:
            raise DataError(path, None, None, None, f"is damaged: {error}") from None


def _csv(path, columns):
    parse = pa_csv.ParseOptions(newlines_in_values=True)
    try:
        with path.open("rb") as stream:
            header = stream.readline(1_000_000).decode("utf-8-sig").strip()
        names = next(iter(_cells(header)), [])
        kinds = pa_csv.ConvertOptions(column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True, null_values=[""])
        blocks = pa_csv.ReadOptions(block_size=BLOCK)
        with pa_csv.open_csv(path, read_options=blocks, parse_options=parse, convert_options=kinds) as reader:
            yield from _rows(path, columns, reader.schema.names, reader)
    except (pa.ArrowInvalid, UnicodeDecodeError) as error:
        raise DataError(path, None, None, None, f"is not CSV: {error}") from None


def _cells(line):
    import csv

    return csv.reader(io.StringIO(line))


def _rows(path, columns, names, batches):
    wanted = [columns.id, columns.published, columns.text]
    for name in (columns.id, columns.text):
        if name not in names:
            raise DataError(path, None, name, None, f"is no column of the file; found {', '.join(names)}")
    for name in wanted:
        if names.count(name) > 1:
            raise DataError(path, None, name, None, f"is the name of {names.count(name)} columns; expected one")
    number = 0
    for found in batches:
        cells = [found.column(name).to_pylist() if name in names else [None] * found.num_rows for name in wanted]
        for row in zip(*cells):
            number += 1
            yield number, row


def shards(paths: list[Path], columns: Columns, published: date | None) -> Iterator[Shard]:
    """The texts of all files, cut into shards; a shard has texts of one file, and of a folder's small files many."""
    number, size, rows, first, name = 0, 0, [], 1, ""
    numbered = None
    for path in paths:
        whole = path.suffix.lower() not in TABLES
        for row, item in texts(path, columns, published):
            if rows and (size >= SHARD or len(rows) >= TEXTS or (not whole and name != str(path))):
                yield Shard(number, name, rows, first, numbered)
                number, size, rows = number + 1, 0, []
            if numbered is None:
                numbered = type(item[0]) is int
            if numbered and not (type(item[0]) is int and abs(item[0]) < 2**63):
                raise DataError(path, row, columns.id, item[0], "is not a whole number, as the first id is")
            if not rows:
                first, name = row, str(path)
            rows.append(item)
            size += len(item[2] or "")
    if rows:
        yield Shard(number, name, rows, first, numbered)


# --- readings out -----------------------------------------------------------------------------------------------


def read_shard(shard: Shard, task: str) -> pa.RecordBatch:
    """What `task` reads in a shard, as batch.schema has it; ids are whole numbers, or text: others as JSON text."""
    ids = [row[0] for row in shard.rows]
    kind = pa.int64() if shard.whole else pa.string()
    ids = ids if shard.whole else [i if isinstance(i, str) else json.dumps(i, ensure_ascii=False, default=str) for i in ids]
    columns = [
        pa.array(ids, kind),
        pa.array([row[1] for row in shard.rows], pa.date32()),
        pa.array([row[2] for row in shard.rows], pa.large_string()),
    ]
    return batch.read_batch(pa.RecordBatch.from_arrays(columns, names=list(batch.TEXTS)), default_reader(), task)


def encode(found: pa.RecordBatch, kind: str) -> bytes:
    """A batch as the bytes of a Parquet, JSON Lines or CSV file."""
    if kind == "jsonl":
        return "".join(json.dumps(row, ensure_ascii=False, default=date.isoformat) + "\n" for row in found.to_pylist()).encode()
    sink = io.BytesIO()
    if kind == "csv":
        pa_csv.write_csv(found, sink)
    else:
        pa_parquet.write_table(pa.Table.from_batches([found]), sink)
    return sink.getvalue()


def _work(shard: Shard, task: str, kind: str, path: Path | None) -> tuple[int, bytes]:
    """Read a shard in a process of its own and write it; its readings, and its bytes where no path is given."""
    found = read_shard(shard, task)
    data = encode(found, kind)
    if path is None:
        return found.num_rows, data
    write(path, data)
    return found.num_rows, b""


def run(
    paths: list[Path],
    output: Path | None,
    kind: str = "parquet",
    task: str = "claims",
    columns: Columns = Columns(),
    published: date | None = None,
    jobs: int | None = None,
    progress: Callable[[str], None] | None = None,
) -> int:
    """Read all texts of `paths` into `output`; the number of readings.

    output: a file (.parquet, .jsonl, .csv: its kind counts), a folder for one file a shard, or None for JSON Lines on standard output.
    Raises DataError for bad input, and where the folder holds shards of another run.
    """
    inputs = files(paths)
    if output is not None:
        _apart(output, paths, inputs)
    jobs = jobs or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else jobs or os.cpu_count() or 1
    single = output is not None and output.suffix.lower() in TABLES
    if output is None:
        kind = "jsonl"
    elif single:
        kind = TABLES[output.suffix.lower()]
    folder = output.with_name(output.name + ".parts") if single else output
    if folder is not None:
        _prepare(folder, _manifest(inputs, kind, task, columns, published), anew=single)
    total = _read_all(shards(inputs, columns, published), folder, kind, task, jobs, progress or (lambda line: None))
    if single:
        _join(folder, output, kind, task)
    return total


def _apart(output: Path, paths: list[Path], inputs: list[Path]) -> None:
    """See that what is read is not written over, and what is written is not read."""
    where = output.resolve()
    if any(where == p.resolve() for p in inputs):
        raise DataError(output, None, None, None, "is one of the files to be read; choose another output")
    for path in paths:
        if path.is_dir() and where.is_relative_to(path.resolve()):
            raise DataError(output, None, None, None, f"lies in the folder to be read, {path}; choose another output")
    if output.suffix.lower() in TABLES and output.is_dir():
        raise DataError(output, None, None, None, "is a folder; expected the name of a file")


def _manifest(inputs, kind, task, columns, published) -> dict:
    stats = [(p.as_posix(), p.stat().st_size, p.stat().st_mtime_ns) for p in inputs]
    return {
        "version": Files(default_root()).descriptor["version"],
        "task": task,
        "format": kind,
        "shard": [SHARD, TEXTS],
        "columns": [columns.id, columns.published, columns.text],
        "published": published and published.isoformat(),
        "inputs": [list(s) for s in stats],
    }


def _prepare(folder: Path, manifest: dict, anew: bool) -> None:
    """Make the folder, or see that its shards are of this very run; what a stopped one left half-written goes.

    anew: the folder is our own, beside a file: shards of another run are discarded, else they are an error.
    """
    path = folder / MANIFEST
    if folder.exists() and not folder.is_dir():
        raise DataError(folder, None, None, None, "is a file; expected a folder, or a name that ends in .parquet, .jsonl or .csv")
    if path.exists():
        try:
            there = json.loads(path.read_bytes())
        except ValueError:
            there = {}
        there = there if isinstance(there, dict) else {}
        differs = next((key for key, value in manifest.items() if there.get(key) != value), None)
        if differs is not None and anew:
            for part in folder.glob("part-*"):
                part.unlink()
        elif differs is not None:
            key, value = differs, manifest[differs]
            raise DataError(path, None, key, there.get(key), f"the folder holds shards of another run; this one has {value}")
    elif folder.is_dir() and any(p.name != MANIFEST and not p.name.startswith((".part-", f".{MANIFEST}.")) for p in folder.iterdir()):
        raise DataError(folder, None, None, None, "is not empty and holds no run of this program; choose another folder")
    write(path, json.dumps(manifest, indent=1) + "\n")
    for leftover in [*folder.glob(".part-*"), *folder.glob(f".{MANIFEST}.*"), *folder.glob(JOINED)]:
        leftover.unlink()


def _read_all(work, folder, kind, task, jobs, progress) -> int:
    started, read, size, total = time.monotonic(), 0, 0, 0
    waiting: dict = {}
    ready: dict[int, bytes] = {}
    following = 0

    def take(done):
        nonlocal total, following
        for future in done:
            number = waiting.pop(future)
            count, data = future.result()
            total += count
            if folder is None:
                ready[number] = data
        while following in ready:
            sys.stdout.buffer.write(ready.pop(following))
            sys.stdout.flush()
            following += 1
        seconds = time.monotonic() - started
        progress(f"{read:,} texts, {size / 1e6:,.1f} MB, {total:,} readings, {size / 1e6 / max(seconds, 1e-9):,.1f} MB/s")

    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) if jobs > 1 else _Here() as pool:
        try:
            for shard in work:
                path = folder and folder / f"part-{shard.number:08}.{kind}"
                read += len(shard.rows)
                size += sum(len(row[2] or "") for row in shard.rows)
                if path and path.exists():
                    continue
                waiting[pool.submit(_work, shard, task, kind, path)] = shard.number
                if len(waiting) >= 2 * jobs:
                    take(wait(waiting, return_when=FIRST_COMPLETED).done)
            while waiting:
                take(wait(waiting, return_when=FIRST_COMPLETED).done)
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    return total


class _Here:
    """An executor that works in this process."""

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return False

    def submit(self, call, *arguments):
        from concurrent.futures import Future

        future: Future = Future()
        future.set_result(call(*arguments))
        return future

    def shutdown(self, **options):
        return None


def _join(folder: Path, output: Path, kind: str, task: str) -> None:
    """Make one file of the shards, whole or not at all, and remove them."""
    parts = sorted(folder.glob(f"part-*.{kind}"))
    joined = folder / JOINED
    if not parts:
        joined.write_bytes(encode(pa.RecordBatch.from_pylist([], schema=batch.schema(task)), kind))
    elif kind == "parquet":
        with pa_parquet.ParquetWriter(joined, pa_parquet.read_schema(parts[0])) as writer:
            for part in parts:
                writer.write_table(pa_parquet.read_table(part))
    else:
        with joined.open("wb") as stream:
            for number, part in enumerate(parts):
                data = part.read_bytes()
                stream.write(data if kind == "jsonl" or number == 0 else data.split(b"\n", 1)[1])
    os.replace(joined, output)
    for path in [*parts, folder / MANIFEST]:
        path.unlink()
    folder.rmdir()
