"""How much damage the checks notice: `make mutate`.

Each damage is one edit to a copy of the package, of a kind below, at a place drawn by a fixed seed. It is judged twice, in process:

tamper          the stamps of datapackage.json stay as they are
careful editor  the tables are rebuilt and the stamps written anew, as `make` does; lists that a person reviews (row_counts, the seals
                of deliveries) stay

A damage is noticed when a check returns a problem, or when the rebuild undoes it. What raises anything but a DataError counts as noticed
and is listed as a fault.
The result, with every survivor, goes to docs/mutation.md.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import random
import shutil
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from datetime import date, timedelta
from pathlib import Path

from idlib_ledger import build, checks, derive
from idlib_ledger.errors import DataError
from idlib_ledger.package import Files, format_csv, parse_csv

ROOT = Path(__file__).parents[1]
SEED, DAMAGES = 20191219, 2000
LOOKALIKE = str.maketrans("aceopxyiABCEHKMOPTX", "асеорхуіАВСЕНКМОРТХ")
UNDONE = "undone by the rebuild"
ORDER = (checks.accounts, checks.delivered, checks.counts, checks.sealed, checks.rules, checks.settled, checks.evidence)  # cheap ones first
CLAIM_FIELDS = {  # a field of a settled claim -> the class it counts for; the first five have a target
    "value": ["value", "low", "high"],
    "hedge": ["hedge", "hedge_word"],
    "date": ["period_start", "period_end", "said_on"],
    "quote": ["quote", "quote_nth"],
    "key": ["claim_id", "article_id", "event_id", "utterance_id", "speaker_id", "place_id"],
    "code": "measure unit population certainty accumulation place_role stance start_prec end_prec where_prec".split(),
    "further party": ["affected_id", "spokesperson_id", "via_id", "responsible_id"],
    "note": ["coder_note"],
}
TARGET = ("value", "hedge", "date", "quote", "key")


# --- edits to cells -------------------------------------------------------------------------------------------------


def digit(cell: str, rng) -> str:
    """One digit is another."""
    at = rng.choice([i for i, c in enumerate(cell) if c.isdecimal()])
    return cell[:at] + rng.choice([d for d in "0123456789" if d != cell[at]]) + cell[at + 1 :]


def off_by_a_day(cell: str, rng) -> str:
    """A date is the day before or after."""
    return str(date.fromisoformat(cell) + timedelta(rng.choice((-1, 1))))


def shifted(cell: str, rng) -> str:
    """A quote loses its first or its last character."""
    return rng.choice((cell[1:], cell[:-1])) if len(cell) > 1 else cell + cell


def lookalike(cell: str, rng) -> str:
    """One letter is a Cyrillic one that looks alike."""
    at = rng.choice([i for i, c in enumerate(cell) if c.translate(LOOKALIKE) != c])
    return cell[:at] + cell[at].translate(LOOKALIKE) + cell[at + 1 :]


def another(rows: list[dict], field: str, cell: str, rng) -> str:
    """A value that another row has in this field; emptied where there is none."""
    return rng.choice(sorted({r[field] for r in rows} - {cell, ""}) or [""])


# --- damages --------------------------------------------------------------------------------------------------------


class Package:
    """A copy of the package in a folder of its own, with the bytes it began with."""

    def __init__(self, root: Path):
        self.root = root
        self.bytes = {p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file() and ".git" not in p.parts}
        files = Files(root)
        self.tables = {n: files.path(n).relative_to(root).as_posix() for n in files.resources}
        self.built = {n for n in self.tables if files.is_built(n)}
        self.fields = {n: [f["name"] for f in files.fields(n)] for n in self.tables}
        self.excepted = {r["claim_id"] for r in files.rows("exceptions")}

    def rows(self, table: str) -> list[dict]:
        name = self.tables[table]
        return [row for _, row in parse_csv(self.bytes[name].decode(), name, self.fields[table])]

    def csv(self, table: str, rows: list[dict]) -> dict[str, bytes]:
        return {self.tables[table]: format_csv(rows, self.fields[table]).encode()}

    def restore(self) -> None:
        for name, content in self.bytes.items():
            path = self.root / name
            if not path.is_file() or path.read_bytes() != content:
                path.write_bytes(content)


def of_a_claim(package: Package, rng, kind: str) -> tuple:
    """One field of one settled claim."""
    rows = package.rows("coded_claims")
    while True:
        at, field = rng.randrange(len(rows)), rng.choice(CLAIM_FIELDS[kind])
        cell = rows[at][field]
        if kind == "value" and (cell or rng.random() < 0.2):
            new = digit(cell, rng) if cell else "7"
        elif kind == "value" or not cell and field not in ("quote_nth", "event_id"):
            continue
        elif kind == "date":
            new = off_by_a_day(cell, rng)
        elif field == "quote":
            new = shifted(cell, rng)
        elif field == "quote_nth":
            new = "" if cell else "2"
        elif field == "claim_id":
            new = digit(cell, rng)
        elif kind == "note":
            new = cell[:-1] + "!"
        elif cell and rng.random() < 0.1 and field not in ("hedge", "speaker_id", "article_id", "utterance_id"):
            new = ""
        else:
            new = another(rows, field, cell, rng)
        if new == cell:
            continue
        told = f"{rows[at]['claim_id']} {field}: {cell!r} -> {new!r}"
        excepted = rows[at]["claim_id"] in package.excepted
        rows[at][field] = new
        return told, package.csv("coded_claims", rows), excepted


def of_a_row(package: Package, rng, table: str, how: str) -> tuple:
    """A row is dropped, stands twice, changes places with the next, or one of its cells gets a look-alike letter or another digit."""
    rows = package.rows(table)
    at = rng.randrange(len(rows) - (how == "swapped with the next"))
    told = f"{package.tables[table]} row {at + 2}"
    if how == "dropped":
        rows.pop(at)
    elif how == "doubled":
        rows.insert(at, dict(rows[at]))
    elif how == "swapped with the next":
        if rows[at] == rows[at + 1]:
            return of_a_row(package, rng, table, how)
        rows[at], rows[at + 1] = rows[at + 1], rows[at]
    else:
        edit, fits = {
            "look-alike letter": (lookalike, lambda c: c.translate(LOOKALIKE) != c),
            "digit changed": (digit, lambda c: any(x.isdecimal() for x in c)),
        }[how]
        fields = [f for f in rows[at] if fits(rows[at][f])]
        if not fields:  # a table of words has no digits at all
            some = any(fits(cell) for row in rows for cell in row.values())
            return of_a_row(package, rng, table if some else "coded_claims", how)
        field = rng.choice(fields)
        old, rows[at][field] = rows[at][field], edit(rows[at][field], rng)
        told += f" {field}: {old[:60]!r} -> {rows[at][field][:60]!r}"
    return told, package.csv(table, rows), False


def of_a_file(package: Package, rng, how: str) -> tuple:
    """A file cut short, in another encoding, with a byte order mark or carriage returns, emptied or gone."""
    name = rng.choice(
        sorted(n for n in package.bytes if n.startswith("data/") and not n.endswith(("README.md", ".py")) or n == "datapackage.json")
    )
    content = package.bytes[name]
    damaged = {
        "cut short": lambda: content[: rng.randrange(1, len(content))],
        "byte order mark": lambda: b"\xef\xbb\xbf" + content,
        "carriage returns": lambda: content.replace(b"\n", b"\r\n"),
        "other encoding": lambda: content.decode().encode(rng.choice(("utf-16", "cp1256", "latin-1")), errors="replace"),
        "a byte changed": lambda: _a_byte(content, rng),
        "emptied": lambda: b"",
        "gone": lambda: None,
    }[how]()
    if damaged == content:
        return of_a_file(package, rng, how)
    return name, {name: damaged}, False


def _a_byte(content, rng):
    at = rng.randrange(len(content))
    return content[:at] + bytes([rng.choice([b for b in range(256) if b != content[at]])]) + content[at + 1 :]


def of_an_article(package: Package, rng, how: str) -> tuple:
    """An account edited after it was coded: a digit, a word, a sentence, or a line of its front matter."""
    name = rng.choice(
        sorted(n for n in package.bytes if n.startswith("data/articles/") and n.endswith(".md") and not n.endswith("README.md"))
    )
    content = package.bytes[name].decode()
    _, head, text = content.split("+++", 2)
    if how == "digit":
        if not any(c.isdecimal() for c in text):
            return of_an_article(package, rng, how)
        text = digit(text, rng)
    elif how == "word dropped":
        words = text.split(" ")
        words.pop(rng.randrange(1, len(words)))
        text = " ".join(words)
    elif how == "sentence dropped":
        parts = text.split(". ")
        if len(parts) < 2:
            return of_an_article(package, rng, how)
        parts.pop(rng.randrange(len(parts) - 1))
        text = ". ".join(parts)
    else:
        lines = head.split("\n")
        at = rng.choice([i for i, line in enumerate(lines) if any(c.isdecimal() for c in line)])
        lines[at] = digit(lines[at], rng)
        head = "\n".join(lines)
    if (damaged := f"+++{head}+++{text}") == content:
        return of_an_article(package, rng, how)
    return name, {name: damaged.encode()}, False


def of_a_fingerprint(package: Package, rng, how: str) -> tuple:
    """A fingerprint edited: a digit of a hash or number anywhere, or one entry of a list gone."""
    name = rng.choice(sorted(n for n in package.bytes if n.startswith("data/fingerprints/") and n.endswith(".json")))
    content = package.bytes[name].decode()
    if how == "digit":
        return name, {name: digit(content, rng).encode()}, False
    data = json.loads(content)
    lists = [k for k, v in data.items() if isinstance(v, list) and v]
    if not lists:
        return of_a_fingerprint(package, rng, how)
    data[key := rng.choice(lists)].pop(at := rng.randrange(len(data[key])))
    return f"{name} {key}[{at}]", {name: (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()}, False


def of_a_built_table(package: Package, rng) -> tuple:
    """A cell of a built table edited by hand."""
    return of_a_row(package, rng, rng.choice(sorted(n for n in package.built if package.rows(n))), "digit changed")


def of_the_second_coder(package: Package, rng) -> tuple:
    """The second coder's rows of an account are the first coder's."""
    first, second = package.rows("first_coder"), package.rows("second_coder")
    article = rng.choice(sorted({r["article_id"] for r in second}))
    at = next(i for i, r in enumerate(second) if r["article_id"] == article)
    ids = [r["claim_id"] for r in second if r["article_id"] == article]
    copied = [dict(r) for r in first if r["article_id"] == article][: len(ids)]
    new = [r | {"claim_id": i} for r, i in zip(copied, ids)]
    rows = [r for r in second if r["article_id"] != article]
    return article, package.csv("second_coder", [*rows[:at], *new, *rows[at:]]), False


def of_a_stamp(package: Package, rng) -> tuple:
    """A digit of a stamp in the descriptor."""
    data = json.loads(package.bytes["datapackage.json"])
    resource = rng.choice(data["resources"])
    resource["bytes"] += rng.choice((-1, 1))
    return f"bytes of {resource['name']}", {"datapackage.json": (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()}, False


def classes(package: Package) -> list[tuple[str, int, object]]:
    """(class, weight, how to draw one) of every kind of damage."""
    hand = ["coded_claims", "first_coder", "second_coder", "settlements", "relations", "coded_events", "exceptions", "claim_parties",
            "claim_places", "places", "actors", "actor_names", "hedge_cues", "frame", "split"]  # fmt: skip
    hand = [t for t in hand if len(package.rows(t)) > 2]
    found = [(f"claim: {kind}", 3 if kind in TARGET else 1, lambda r, k=kind: of_a_claim(package, r, k)) for kind in CLAIM_FIELDS]
    for how in ("dropped", "doubled", "swapped with the next", "look-alike letter", "digit changed"):
        found.append((f"row of a table: {how}", 2, lambda r, h=how: of_a_row(package, r, r.choice(hand), h)))
    for how in ("cut short", "byte order mark", "carriage returns", "other encoding", "a byte changed", "emptied", "gone"):
        found.append((f"file: {how}", 1, lambda r, h=how: of_a_file(package, r, h)))
    for how in ("digit", "word dropped", "sentence dropped", "front matter"):
        found.append((f"account: {how}", 1, lambda r, h=how: of_an_article(package, r, h)))
    for how in ("digit", "entry dropped"):
        found.append((f"fingerprint: {how}", 1, lambda r, h=how: of_a_fingerprint(package, r, h)))
    found.append(("built table: cell edited", 1, lambda r: of_a_built_table(package, r)))
    found.append(("second coder copied from the first", 1, lambda r: of_the_second_coder(package, r)))
    found.append(("stamp changed", 1, lambda r: of_a_stamp(package, r)))
    return found


# --- judging --------------------------------------------------------------------------------------------------------


def judge(package: Package, contents: dict[str, bytes | None]) -> tuple[str, str]:
    """What notices a damage as tampering and as a careful edit: the name of a check, "" for nothing, or "fault: ..." for an exception."""
    found = []
    for careful in (False, True):
        for name, content in contents.items():
            path = package.root / name
            path.unlink() if content is None else path.write_bytes(content)
        try:
            found.append(_careful(package) if careful else _tampered(package.root))
        except DataError:
            found.append("an error that says where")
        except Exception as error:
            found.append(f"fault: {type(error).__name__} at {traceback.extract_tb(error.__traceback__)[-1].name}")
        package.restore()
    return found[0], found[1]


def _first(files: Files, tables: list[str], *checks_) -> str:
    if checks.schema(files, tables):
        return "schema"
    return next((c.__name__ for c in checks_ if c(files)), "")


def _tampered(root: Path) -> str:
    files = Files(root)
    return _first(files, list(files.resources), *ORDER, checks.built, checks.balance, checks.ids)


def _careful(package: Package) -> str:
    root = package.root
    build.stamp(Files(root))
    files = Files(root)
    written = [n for n in files.resources if not files.is_built(n)]
    if noticed := _first(files, written, checks.accounts, checks.delivered, checks.counts, checks.sealed, checks.settled, checks.evidence):
        return noticed
    for name in files.resources:
        if files.is_built(name):
            derive.build(files, name)
    build.stamp(Files(root))
    files = Files(root)
    if all((package.root / name).is_file() and (package.root / name).read_bytes() == content for name, content in package.bytes.items()):
        return UNDONE
    return _first(files, list(files.resources), *ORDER, checks.balance, checks.ids)


def work(task: tuple) -> list[tuple]:
    """Judge the damages of one worker: every `step`-th of `n`, from `start`."""
    start, step, n = task
    with tempfile.TemporaryDirectory(prefix="idlib-ledger-") as folder:
        root = Path(folder) / "package"
        shutil.copytree(ROOT / "data", root / "data")
        shutil.copy(ROOT / "datapackage.json", root)
        shutil.copytree(ROOT / ".git", root / ".git")
        package = Package(root)
        kinds = classes(package)
        names, weights = [k[0] for k in kinds], [k[1] for k in kinds]
        draw = {k[0]: k[2] for k in kinds}
        if start == 0 and (noticed := (_tampered(root), _careful(package))) != ("", UNDONE):
            raise SystemExit(f"the package is not clean to begin with: {noticed}")
        package.restore()
        found = []
        for number in range(start, n, step):
            rng = random.Random(f"{SEED}/{number}")
            name = rng.choices(names, weights)[0]
            told, contents, excepted = draw[name](rng)
            found.append((number, name, told, excepted, *judge(package, contents)))
            if len(found) % 100 == 0:
                print(f"  {len(found) * step} of {n}", flush=True)
        return found


def report(found: list[tuple], seconds: float) -> str:
    """The page docs/mutation.md: two shares by class, then every survivor."""
    by_class, survivors = defaultdict(Counter), []
    for _, name, told, excepted, tamper, careful in sorted(found):
        group = name + (" (claim with an exception)" if excepted else "")
        by_class[group].update(all=1, tamper=bool(tamper), careful=bool(careful))
        survivors += [(mode, group, told) for mode, check in (("tamper", tamper), ("careful editor", careful)) if not check]
    whole = Counter(all=0)
    target = Counter(all=0)
    for group, counts in by_class.items():
        whole.update(counts)
        if group in {f"claim: {kind}" for kind in TARGET}:
            target.update(counts)

    def share(counts, mode):
        return f"{100 * counts[mode] / counts['all']:.1f} %" if counts["all"] else "-"

    lines = [
        "# How much damage the checks notice",
        "",
        f"Written by `make mutate`: {whole['all']} damages to a copy of the package by a fixed seed, each judged twice, in",
        f"{seconds / 60:.0f} minutes. What the kinds and the two modes are is said in `benchmarks/mutation.py`.",
        "",
        f"- **Tamper** (stamps as they were): {share(whole, 'tamper')} noticed.",
        f"- **Careful editor** (tables rebuilt, stamps written anew), value, hedge, date, quote and keys of claims without an exception: "
        f"{share(target, 'careful')} of {target['all']} noticed; all kinds: {share(whole, 'careful')}.",
        "",
        "| what was damaged | damages | tamper | careful editor |",
        "| --- | ---: | ---: | ---: |",
    ]
    lines += [f"| {g} | {c['all']} | {share(c, 'tamper')} | {share(c, 'careful')} |" for g, c in sorted(by_class.items())]
    lines += ["", "## Survivors", ""]
    lines += [f"- {mode}, {group}: {told}" for mode, group, told in survivors] or ["None."]
    faults = sorted({f"{name}: {check}" for _, name, _, _, *both in found for check in both if check.startswith("fault")})
    lines += ["", "## Faults", "", "Noticed, but by an exception that names no file and row:", ""]
    return "\n".join([*lines, *([f"- {f}" for f in faults] or ["None."])]) + "\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("-n", type=int, default=DAMAGES, help="how many damages")
    parser.add_argument("--workers", type=int, default=multiprocessing.cpu_count())
    parser.add_argument("--out", type=Path, default=ROOT / "docs/mutation.md")
    options = parser.parse_args()
    start = time.monotonic()
    with multiprocessing.get_context("fork").Pool(options.workers) as pool:
        parts = pool.map(work, [(i, options.workers, options.n) for i in range(options.workers)], chunksize=1)
    page = report([row for part in parts for row in part], time.monotonic() - start)
    options.out.write_text(page, encoding="utf-8")
    print(page)


if __name__ == "__main__":
    main()
