"""The steps of the build, as make calls them: `python -m idlib_ledger.build STEP`. Only `publish` and `counts` write outside build/."""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tempfile
from pathlib import Path

from .checks import rulebook
from .checks.standing import SEALED, SUMS, sums
from .codebook import codebook
from .datasheet import datasheet
from .derive import build as derive
from .errors import DataError
from .package import DESCRIPTOR, OUT, RESULTS, TABLES, Files, default_root, format_csv, format_descriptor, write

STAMPS = ("hash", "bytes")
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def table(files: Files, name: str) -> None:
    """Build one table into build/out."""
    changed = derive(files, name)
    print(f"  {name}: {'changed' if changed else 'same'}")


def schema(files: Files) -> None:
    """The descriptor without its stamps, as build/schema.json: what depends on the schema depends on this."""
    bare = json.loads(json.dumps(files.descriptor))
    for resource in bare["resources"]:
        for stamp in STAMPS:
            resource.pop(stamp, None)
    write(files.root / "build/schema.json", json.dumps(bare, ensure_ascii=False, indent=1))


def check(files: Files) -> None:
    """Check what people wrote, before anything is built from it. Raises SystemExit(1) after printing what is wrong."""
    from .checks import inputs, report

    if problems := inputs(files):
        print(report(problems), file=sys.stderr)
        raise SystemExit(1)


def counts(files: Files) -> None:
    """Write the numbers of rows and the hashes of what the sample was drawn with as they are now, for a person to review."""
    rows = [{"table": n, "rows": len(files.rows(n))} for n in files.resources if not files.is_built(n) and n != "row_counts"]
    changed = [write(files.path("row_counts"), format_csv(rows, ["table", "rows"])), write(files.root / SEALED / SUMS, sums(files))]
    print("changed" if any(changed) else "same")


def balance(files: Files) -> None:
    """Stop unless hand and machine balance on the train split."""
    from .checks import balance as problems
    from .checks import report

    if found := problems(files):
        print(report(found), file=sys.stderr)
        raise SystemExit(1)


def notebook(path: Path, executed: Path) -> None:
    """Execute a notebook; write the executed copy. Its charts go to build/results by way of `figures`.

    Raises SystemExit with the cell and its traceback if it fails.
    """
    import asyncio

    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError

    asyncio.set_event_loop_policy(asyncio.DefaultEventLoopPolicy())
    book = nbformat.read(path, as_version=4)
    client = NotebookClient(
        book, timeout=300, kernel_name="python3", record_timing=False, resources={"metadata": {"path": str(path.parent)}}
    )
    client.create_kernel_manager()
    with tempfile.TemporaryDirectory() as sockets:
        client.km.transport = "ipc"  # no network is needed
        client.km.ip = f"{sockets}/kernel"
        client.km.connection_file = f"{sockets}/kernel.json"
        try:
            client.execute()
        except CellExecutionError as error:
            words = [] if error.ename == "OSError" else [COLOUR.sub("", str(error))]  # of a full disk it is enough to say so
            raise SystemExit("\n".join([*words, f"{path.name}: {error.ename}: {error.evalue}"])) from None
    write(executed, nbformat.writes(book) + "\n")


def publish(files: Files, what: str) -> None:
    """Put what was built in place of what is tracked, where they differ: tables (with the stamps of the descriptor) or results."""
    changed = []
    if what == "tables":
        wanted = {
            Path(r["path"]).name: (files.root / OUT / Path(r["path"]).name).read_bytes()
            for n, r in files.resources.items()
            if files.is_built(n)
        }
        wanted["README.md"] = tables_readme(files).encode()
        changed += replace(files.root / TABLES, wanted)
        for name, content in (
            ("docs/codebook.md", codebook(files)),
            ("docs/datasheet.md", datasheet(files)),
            ("docs/rules.md", rulebook.page()),
        ):
            changed += [files.root / name] if write(files.root / name, content) else []
        changed += stamp(files)
    else:
        built = files.root / RESULTS
        wanted = {p.name: p.read_bytes() for p in built.iterdir() if p.is_file()}
        wanted["README.md"] = gallery(wanted).encode()
        changed += replace(files.root / "results", wanted)
    for path in changed:
        print(f"  {path.relative_to(files.root).as_posix()}")


def replace(folder: Path, wanted: dict[str, bytes]) -> list[Path]:
    """Make the files of a folder be `wanted` (name -> content); what else lies there goes. Returns what changed."""
    folder.mkdir(parents=True, exist_ok=True)
    changed = [folder / name for name, content in sorted(wanted.items()) if write(folder / name, content)]
    for extra in sorted(folder.iterdir()):
        if extra.is_file() and extra.name not in wanted:
            extra.unlink()
            changed.append(extra)
    return changed


def stamp(files: Files) -> list[Path]:
    """Write hash and bytes of each table into the descriptor, if they changed. Raises DataError where it or a table is gone."""
    path, published = files.root / DESCRIPTOR, Files(files.root)
    data = published.descriptor
    for resource in data["resources"]:
        table_ = published.path(resource["name"])
        if not table_.is_file():
            raise DataError(published.name(table_), None, None, None, "no such file")
        content = table_.read_bytes()
        resource["hash"], resource["bytes"] = "sha256:" + hashlib.sha256(content).hexdigest(), len(content)
    return [path] if write(path, format_descriptor(data)) else []


def tables_readme(files: Files) -> str:
    """The README of data/tables, from the descriptor and the tables."""
    lines = [
        "# Built tables",
        "",
        "What the build makes of the accounts and the coded entries; never edited by hand. Generated.",
        "",
        "| table | rows | what it is |",
        "| --- | ---: | --- |",
    ]
    for name, resource in files.resources.items():
        if files.is_built(name):
            lines.append(f"| [{name}]({Path(resource['path']).name}) | {len(files.rows(name))} | {resource['description']} |")
    return "\n".join(lines) + "\n"


def gallery(wanted: dict[str, bytes]) -> str:
    """The README of results: each chart with its caption, notebook and data, then the tables."""
    lines = ["# Results", "", "Every chart with the data behind it, rebuilt by `make`. Generated.", ""]
    for name in sorted(n for n in wanted if n.endswith(".svg")):
        stem = name.removesuffix(".svg")
        lines += [
            f"![{stem}]({name})",
            "",
            wanted[f"{stem}.md"].decode().strip(),
            "",
            f"Data, with claim ids: [{stem}.csv]({stem}.csv)",
            "",
        ]
    for name in sorted(n for n in wanted if n.endswith(".csv") and n.removesuffix(".csv") + ".svg" not in wanted):
        lines += [wanted[name.removesuffix(".csv") + ".md"].decode().strip(), "", f"Table: [{name}]({name})", ""]
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    root = default_root()
    files = Files(root, built=root / OUT)
    step, *rest = arguments
    try:
        if step == "notebook":
            notebook(*map(Path, rest))
        else:
            {"table": table, "schema": schema, "check": check, "counts": counts, "balance": balance, "publish": publish}[step](files, *rest)
    except DataError as error:
        raise SystemExit(f"{error}") from None
    except OSError as error:
        raise SystemExit(f"{step}: {error.filename or 'writing'}: {error.strerror}; what was there before is unchanged") from None


if __name__ == "__main__":
    main(sys.argv[1:])
