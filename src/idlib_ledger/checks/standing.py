"""What may not move quietly: the number of rows of each table that people wrote, and the ids that were ever given out."""

from __future__ import annotations

import hashlib
import subprocess

from ..errors import DataError
from ..package import Files, parse_csv, read_text

KEEPS = {  # table -> the key of a row, and what a row of that key keeps for ever
    "coded_claims": ("claim_id", ("article_id",)),
    "coded_events": ("event_id", ()),
    "split": ("article_id", ("split", "frame_id")),
    "frame": ("frame_id", ("url",)),
    "actors": ("actor_id", ()),
    "places": ("place_id", ()),
    "publishers": ("publisher_id", ()),
}


def counts(files: Files) -> list[DataError]:
    """Tables whose number of rows is not the one in row_counts, a list that a person reviews; `make counts` writes it anew."""
    file, problems = files.name(files.path("row_counts")), []
    expected = {r["table"]: (line, r["rows"]) for line, r in files.typed("row_counts")}
    for name in files.resources:
        if files.is_built(name) or name == "row_counts":
            continue
        found, (line, rows) = len(files.rows(name)), expected.pop(name, (None, None))
        if found != rows:
            problems.append(DataError(file, line, name, found, f"rows are in the table; expected {'a row here' if rows is None else rows}"))
    return problems + [DataError(file, line, name, None, "is no table that people write") for name, (line, _) in expected.items()]


SEALED, SUMS = "data/sampling", "SHA256SUMS"


def sums(files: Files) -> str:
    """SHA-256 of every file of the sampling that is no table of the package, as `sha256sum` writes and checks them."""
    tables = {files.path(name) for name in files.resources}
    loose = [p for p in sorted((files.root / SEALED).glob("*")) if p.is_file() and p not in tables and p.name not in (SUMS, "README.md")]
    return "".join(f"{hashlib.sha256(p.read_bytes()).hexdigest()}  {p.name}\n" for p in loose)


def sealed(files: Files) -> list[DataError]:
    """What the sample was drawn with and is no table, where it is not as the list of hashes says; `make counts` writes that anew."""
    path = files.root / SEALED / SUMS
    was = _by_name(read_text(path, files.name(path))) if path.is_file() else {}
    now = _by_name(sums(files))
    return [
        DataError(f"{SEALED}/{name}", None, None, None, f"is not as {SEALED}/{SUMS} has it")
        for name in sorted(was.keys() | now.keys())
        if was.get(name) != now.get(name)
    ]


def _by_name(text: str) -> dict[str, str]:
    return {name: digest for digest, _, name in (line.partition("  ") for line in text.splitlines())}


def ids(files: Files) -> list[DataError]:
    """Ids that went, or now name something else, since the last tag, else since the table first came; [] where there is no git checkout."""
    problems = []
    for name, (key, keeps) in KEEPS.items():
        path = files.path(name)
        file = files.name(path)
        if (before := _before(files, path)) is None:
            continue
        now = {r[key]: (line, r) for line, r in files.lines(name)}
        gone = {r["claim_id"] for r in files.rows("settlements") if r["field"] == "entry" and r["settled"] == "dropped"}
        for _, old in before:
            line, row = now.get(old[key], (None, None))
            if row is None and old[key] not in gone:
                problems.append(DataError(file, None, key, old[key], "was given out and is gone; an id stays, or a settlement drops it"))
            for field in keeps if row else ():
                if old.get(field) not in (None, row[field]):
                    problems.append(DataError(file, line, field, row[field], f"{old[key]} had {old[field]!r}; an id is never used again"))
    return problems


def _before(files, path):
    """The rows of a table at the last tag, else at the commit it came with; None where git has none."""
    git, name = files.root / ".git", path.relative_to(files.root).as_posix()
    if git.is_symlink() or not git.is_dir():
        return None
    tag = _git(files, "describe", "--tags", "--abbrev=0")
    came = _git(files, "log", "--diff-filter=A", "--format=%H", "--", name)
    base = (tag or "").strip() or (came or "").strip().split("\n")[-1]
    text = _git(files, "show", f"{base}:{name}") if base else None
    return parse_csv(text, name, text.split("\n", 1)[0].split(",")) if text else None


def _git(files, *arguments):
    quiet = ("-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-pager", "--no-optional-locks")
    done = subprocess.run(["git", "-C", str(files.root), *quiet, *arguments], capture_output=True)
    return done.stdout.decode("utf-8") if done.returncode == 0 else None
