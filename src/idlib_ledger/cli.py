"""The command `idlib-ledger`: thin, each command one call into the library.

Exit codes: 0 done; 1 the data is wrong or something was not found; 2 the command was wrong or an extra is not installed.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path

from . import __version__
from .articles import FENCE, decode, parse_article
from .errors import DataError
from .ledger import Package, UnknownName
from .package import format_csv

EXTRAS = {"duckdb": "check", "frictionless": "check", "matplotlib": "notebooks", "nbclient": "notebooks", "nbformat": "notebooks"}
STDIN = "-"
COLLECTIONS = (".parquet", ".jsonl", ".ndjson", ".csv")  # files of many texts
MAX_TEXT = 50_000_000  # bytes of one text given to read


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    parser = make_parser()
    options = parser.parse_args(arguments)
    if not hasattr(options, "run"):
        parser.print_help()
        return 2
    try:
        return options.run(options) or 0
    except DataError as error:
        return _fail(error)
    except UnknownName as error:
        return _fail(error.args[0])
    except FileNotFoundError as error:
        return _fail(f"{error.filename}: no such file")
    except IsADirectoryError as error:
        return _fail(f"{error.filename}: is a folder, expected a file")
    except ModuleNotFoundError as error:
        extra = EXTRAS.get((error.name or "").split(".")[0])
        if extra is None:
            raise
        return _fail(f"{options.command} needs the extra {extra}: pip install 'idlib-ledger[{extra}]'", 2)
    except BrokenPipeError:
        with suppress(OSError):
            sys.stdout.close()
        return 0


def _fail(message, code: int = 1) -> int:
    print(f"idlib-ledger: {message}", file=sys.stderr)
    return code


def make_parser() -> argparse.ArgumentParser:
    """The parser of all commands, each with help and an example."""
    parser = argparse.ArgumentParser(prog="idlib-ledger", description="Claims in the reporting on Idlib 2019-20, each entered twice.")
    parser.add_argument("--version", action="version", version=f"idlib-ledger {__version__}")
    parser.add_argument(
        "--package", metavar="FOLDER", help="another data package of the same shape (default: the one that ships with the program)"
    )
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")

    def command(name, run, summary, example):
        sub = commands.add_parser(
            name,
            help=summary,
            description=summary,
            epilog=f"example: idlib-ledger {example}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        sub.set_defaults(run=run)
        return sub

    command("tables", tables, "List the tables: name, number of rows, title.", "tables")
    sub = command("show", show, "Show a table, an account or a claim by its name or id.", "show claims")
    sub.add_argument("name", help="a table, an article id or a claim id")
    sub = command("evidence", evidence, "Show the sentence that a claim stands in, with the quote marked.", "evidence C00001")
    sub.add_argument("claim_id", nargs="+")
    sub = command(
        "why",
        why,
        "Show why a claim stands in the record: page, account, coders, settlement, machine, and what rests on it.",
        "why C00119 results/displacement.csv:3",
    )
    sub.add_argument("what", nargs="+", help="a claim id, or FILE:LINE of a table or of a figure's data: the claims on that row")
    sub = command(
        "read",
        read,
        "Read quantities, truce dates and denials out of texts, of one file or of a whole collection.",
        "read news.parquet --output readings.parquet",
    )
    sub.add_argument(
        "file",
        nargs="+",
        help="text or Markdown files; Parquet, JSON Lines or CSV files with the columns id, published, text; folders of these; "
        "- for JSON Lines on standard input",
    )
    sub.add_argument("--published", type=_day, metavar="DATE", help="the day that words such as Thursday are counted from, YYYY-MM-DD")
    part = sub.add_mutually_exclusive_group()
    part.add_argument("--quantities", action="store_true", help="every quantity, a count or not, with the reason why not")
    part.add_argument("--dates", action="store_true", help="every date expression with its days and precision")
    part.add_argument("--explain", action="store_true", help="what matched which rule, and why a number is no count")
    sub.add_argument(
        "--output",
        type=Path,
        metavar="PATH",
        help="a file that ends in .parquet, .jsonl or .csv, or a folder for one file a shard; a stopped run goes on where it left off",
    )
    sub.add_argument(
        "--format", choices=("parquet", "jsonl", "csv"), default="parquet", help="of the shards in a folder (default: parquet)"
    )
    sub.add_argument("--jobs", type=_count, metavar="N", help="processes (default: one a core)")
    for name in ("id", "published", "text"):
        sub.add_argument(f"--{name}-column", default=name, metavar="NAME", help=f"the column or key with the {name} (default: {name})")
    sub = command(
        "new-article",
        new_article,
        "Begin an account: its file with front matter, and its row in the split. The text is yours to write.",
        "new-article 2020-01-15-example-news-idlib-market --title 'A market and its tolls' --publisher example-news "
        "--published 2020-01-15 --url https://example.org/idlib --language en --batch 7",
    )
    sub.add_argument("article_id", help="YYYY-MM-DD-publisher-topic")
    sub.add_argument("--title", required=True, help="our own title, not the page's")
    sub.add_argument("--publisher", required=True, metavar="ID", help="a row of data/reference/publishers.csv")
    sub.add_argument("--published", required=True, type=_day, metavar="DATE", help="the day the page was published")
    sub.add_argument("--url", required=True, metavar="ADDRESS")
    sub.add_argument("--language", required=True, metavar="CODE", help="of the page, two letters")
    sub.add_argument("--batch", required=True, type=_count, metavar="N", help="the batch it comes with")
    sub.add_argument("--anchor", type=_day, metavar="DATE", help="the dateline's day, if the page has one")
    sub.add_argument("--wire", metavar="ID", help="the agency, where the page says that the text is an agency's")
    sub.add_argument("--copy-of", metavar="ARTICLE", help="an account of the same wire text, to stay in one split")
    sub.add_argument("--date-basis", choices=("page", "url", "text", "unknown"), default="page", help="where the day comes from")
    sub.add_argument("--date-precision", type=int, choices=range(1, 6), default=1, help="1 the day ... 5 longer than a month")
    sub.add_argument("--extent", choices=("full", "opening"), default="full", help="what of the page was read")
    sub.add_argument("--stratum", default="certainty", help="of the sampling plan (default: certainty)")
    sub.add_argument("--inclusion-prob", type=float, default=1.0, metavar="P", help="of the sampling plan (default: 1.0)")
    sub = command(
        "code",
        code,
        "Check the rows that a coder typed for an account, give them ids and append them to that coder's file.",
        "code 2020-01-17-moscow-times-350k-displaced --coder first --rows rows.csv",
    )
    sub.add_argument("article_id")
    sub.add_argument("--coder", required=True, choices=("first", "second"), help="whose rows they are")
    sub.add_argument("--rows", metavar="FILE", help="CSV with a header, or JSON Lines; - for standard input; left out: prints the header")
    sub.add_argument("--dry-run", action="store_true", help="check only; write nothing")
    sub = command(
        "settle",
        settle,
        "Lay both codings of an account side by side; with decisions, record the settled claims.",
        "settle 2020-01-17-moscow-times-350k-displaced --decisions decisions.csv",
    )
    sub.add_argument("article_id")
    sub.add_argument(
        "--decisions", metavar="FILE", help="CSV or JSON Lines with pair, field, settled, reason; - for standard input; left out: only show"
    )
    sub.add_argument("--format", choices=("text", "jsonl"), default="text", help="of what is shown (default: text)")
    sub = command(
        "audit",
        audit,
        "Hold an account against its page and write the fingerprint, never the text.",
        "audit 2020-01-17-moscow-times-350k-displaced --page page.txt",
    )
    sub.add_argument("article_id")
    sub.add_argument("--page", required=True, metavar="FILE", help="the page as text; - for standard input")
    sub.add_argument("--read-on", type=_day, default=None, metavar="DATE", help="the day the page was read (default: today)")
    sub.add_argument(
        "--quoted", action="append", default=[], metavar="LANGUAGE", help="a language that the page also quotes, as a two-letter code"
    )
    sub.add_argument("--dry-run", action="store_true", help="compare only; write no fingerprint")
    sub = command(
        "originals", originals, "Audit accounts against a folder of original texts: no fingerprint is written.", "originals ../originals"
    )
    sub.add_argument("folder", type=Path)
    sub = command(
        "check",
        check,
        "Check the package: schema, accounts, evidence, deliveries, settlements, counts, seals, ids, built tables, rules, balance.",
        "check",
    )
    sub.add_argument(
        "--only",
        choices=["schema", "accounts", "evidence", "delivered", "settled", "counts", "sealed", "ids", "built", "rules", "balance"],
        help="one kind of check",
    )
    sub.add_argument("--fast", action="store_true", help="what an editor waits for: schema, accounts, evidence")
    sub.add_argument("--format", choices=["text", "json", "csv"], default="text", help="how problems are told (default: text)")
    command("rules", rules, "List the consistency rules: name, rule and why.", "rules")
    sub = command(
        "validate",
        validate,
        "Check the tables of any data package against their schema, by columns; the failures are those that frictionless names.",
        "validate path/to/datapackage.json",
    )
    sub.add_argument("path", type=Path, help="the folder of a package, or its descriptor")
    sub.add_argument("--format", choices=["text", "json", "csv"], default="text", help="how failures are told (default: text)")
    command("cite", cite, "How to cite this version, and who coded it.", "cite")
    return parser


def _count(text):
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f'"{text}" is not a number of processes; expected 1 or more')
    return int(text)


def _day(text):
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
            raise ValueError(text)
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a date of the form YYYY-MM-DD") from None


def _package(options) -> Package:
    return Package.open(options.package) if options.package else Package()


def _table(rows, fields) -> None:
    """Rows as columns of text for people; tab-separated where the output is no terminal."""
    cells = [[("" if r.get(f) is None else str(r[f])).replace("\t", " ").replace("\n", " ") for f in fields] for r in rows]
    if not sys.stdout.isatty():
        print("\n".join("\t".join(line) for line in [fields, *cells]))
        return
    widths = [min(44, max(len(f), *(len(c[i]) for c in cells))) if cells else len(f) for i, f in enumerate(fields)]
    for line in [fields, *cells]:
        print("  ".join(c[:w].ljust(w) for c, w in zip(line, widths)).rstrip())


def tables(options):
    package = _package(options)
    _table(
        [{"table": n, "rows": len(package.files.rows(n)), "title": r["title"]} for n, r in package.files.resources.items()],
        ["table", "rows", "title"],
    )


def show(options):
    package = _package(options)
    if options.name in package.tables():
        _table(package.files.rows(options.name), [f["name"] for f in package.files.fields(options.name)])
    elif package.files.article(options.name).is_file():
        print(package.article(options.name))
    else:
        claims = {r["claim_id"]: r for r in package.files.rows("claims")}
        names = [*package.tables(), *(p.stem for p in package.files.articles), *claims]
        claim = claims[Package._known(options.name, names, "table, article or claim")]
        _table([{"field": k, "value": v} for k, v in claim.items() if v != ""], ["field", "value"])


def evidence(options):
    package = _package(options)
    print("\n\n".join(str(package.evidence(claim_id)) for claim_id in options.claim_id))


def why(options):
    from . import provenance

    package = _package(options)
    ids = [i for what in options.what for i in (provenance.of_row(package.files, what) if ":" in what else [what])]
    print("\n\n".join(package.why(claim_id) for claim_id in dict.fromkeys(ids)))


def read(options):
    from . import reading

    paths = [Path(name) for name in options.file]
    if options.explain:
        _explain(paths, options)
        return
    part = reading.read_quantities if options.quantities else reading.read_dates if options.dates else None
    if STDIN not in options.file and (options.output or any(p.is_dir() or p.suffix.lower() in COLLECTIONS for p in paths)):
        _read_collection(paths, options)
        return
    if options.output:
        raise DataError("standard input", None, None, None, "goes to standard output; --output is for files and folders")

    def rows_of(text, published):
        return part(text, published) if part else [r.as_dict() for r in reading.read(text, published)]

    if options.file == [STDIN]:
        _read_stream(rows_of, options.published)
        return
    rows = []
    for name in options.file:
        text, published = _text(Path(name), options.published)
        rows += [{"file": name, **row} for row in rows_of(text, published)]
    if part:
        _table(rows, [f for f in (rows[0] if rows else ()) if f != "file" or len(options.file) > 1])
        return
    for row in rows:
        row["bounds"] = _bounds(row)
        row["period"] = (
            row["period_start"] if row["period_start"] == row["period_end"] else f"{row['period_start'] or '?'}..{row['period_end'] or '?'}"
        )
    fields = "quote measure unit population value bounds hedge period place place_role speaker via_id said_on stance".split()
    _table(rows, (["file"] if len(options.file) > 1 else []) + fields)


def _explain(paths, options):
    from . import reading

    for path in paths:
        text, published = (sys.stdin.read(), options.published) if str(path) == STDIN else _text(path, options.published)
        print(reading.explain(text, published))


def _read_collection(paths, options):
    from .reading import corpus

    task = "quantities" if options.quantities else "dates" if options.dates else "claims"
    columns = corpus.Columns(options.id_column, options.published_column, options.text_column)
    shown = sys.stderr.isatty()

    def progress(line):
        if shown:
            print(f"\r\033[K{line}", end="", file=sys.stderr, flush=True)

    total = corpus.run(paths, options.output, options.format, task, columns, options.published, options.jobs, progress)
    if shown:
        print(file=sys.stderr)
    if options.output:
        print(f"{total:,} new readings in {options.output}" if shown else f"{total} new readings in {options.output}", file=sys.stderr)


def _text(path, published):
    """The text of a file, and the day to read it by: an account brings its own."""
    size = path.stat().st_size
    if size > MAX_TEXT:
        raise DataError(path, None, None, f"{size} bytes", f"a text is at most {MAX_TEXT} bytes")
    text = decode(path.read_bytes(), str(path), "utf-8-sig")
    if text.startswith(FENCE + "\n"):
        article = parse_article(text, path.stem, str(path))
        return article.text, article.meta["anchor_date"] or published
    return text, published


def _read_stream(rows_of, default):
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        name = "standard input"
        try:
            item = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise DataError(name, number, None, None, f"is not JSON: {error}") from None
        if not isinstance(item, dict) or not isinstance(item.get("text"), str) or "id" not in item:
            raise DataError(name, number, None, None, "expected an object with id, published (ISO date or null) and text")
        published = item.get("published")
        try:
            published = _day(published) if published is not None else default
        except (argparse.ArgumentTypeError, TypeError):
            raise DataError(name, number, "published", published, "is not a date of the form YYYY-MM-DD") from None
        for row in rows_of(item["text"], published):
            print(json.dumps({"id": item["id"], **row}, ensure_ascii=False))
        sys.stdout.flush()


def _bounds(row):
    if row["low"] is None and row["high"] is None:
        return ""
    low = f"{'(' if row['low_open'] else '['}{row['low']}" if row["low"] is not None else "("
    high = f"{row['high']}{')' if row['high_open'] else ']'}" if row["high"] is not None else "-)"
    return f"{low}, {high}"


def new_article(options):
    from .coding import new_article as begin

    files = _package(options).files
    meta = {
        "title": options.title,
        "publisher_id": options.publisher,
        "wire_id": options.wire,
        "published_on": options.published,
        "published_prec": options.date_precision,
        "date_basis": options.date_basis,
        "anchor_date": options.anchor,
        "source_language": options.language,
        "source_url": options.url,
        "extent": options.extent,
        "stratum": options.stratum,
        "inclusion_prob": options.inclusion_prob,
    }
    split = begin(files, options.article_id, meta, options.batch, options.copy_of)
    print(f"{files.name(files.article(options.article_id))}: begun, {split} split; write its text below the front matter")


def code(options):
    from . import coding

    files = _package(options).files
    if options.rows is None:
        print(",".join(coding.typed_fields(files)))
        return None
    name = "standard input" if options.rows == STDIN else options.rows
    rows = coding.typed_rows(_page(options.rows), name)
    try:
        ids = coding.deliver(files, options.article_id, options.coder, rows, name, write=not options.dry_run)
    except coding.Wrong as wrong:
        return _wrong(wrong)
    done = "are in order" if options.dry_run else f"appended: {ids[0]} to {ids[-1]}"
    print(f"{files.name(files.path(coding.CODERS[options.coder][0]))}: {len(ids)} row{'s' if len(ids) != 1 else ''} {done}")
    return 0


def settle(options):
    from . import coding

    files = _package(options).files
    if options.decisions is None:
        for pair in coding.pairs(files, options.article_id):
            print(json.dumps(pair, ensure_ascii=False) if options.format == "jsonl" else coding.side_by_side(pair))
        return None
    name = "standard input" if options.decisions == STDIN else options.decisions
    decisions = coding.typed_rows(_page(options.decisions), name)
    try:
        ids = coding.settle(files, options.article_id, decisions, name)
    except coding.Wrong as wrong:
        return _wrong(wrong)
    print(f"{files.name(files.path('coded_claims'))}: {len(ids)} claim{'s' if len(ids) != 1 else ''} settled: {ids[0]} to {ids[-1]}")
    return 0


def _wrong(wrong) -> int:
    from .checks import report

    print(report(wrong.problems, each=50), file=sys.stderr)
    return 1


def audit(options):
    from .deliveries import audited
    from .fingerprints import Lexicon, dumps
    from .fingerprints import audit as compare
    from .package import write_together

    package = _package(options)
    article = package.article(options.article_id)
    page = _page(options.page)
    rows = package.files.rows
    lexicon = Lexicon.load(rows, article.meta["source_language"], *options.quoted)
    day = options.read_on or date.today()
    fingerprint, findings = compare(article, page, lexicon, Lexicon.load(rows, "en"), day)
    bad = _findings(article.article_id, findings)
    if not options.dry_run and not bad:
        path = package.files.fingerprint(article.article_id)
        changed = write_together(audited(package.files, article.article_id, dumps(fingerprint), day))
        print(f"{package.files.name(path)}: {'written' if path in changed else 'the same as before'}")
    return 1 if bad else 0


def _page(source) -> str:
    """The text of a page: of a file, or of standard input for -. Raises DataError where it is not UTF-8."""
    if source == STDIN:
        return decode(sys.stdin.buffer.read(), "standard input", "utf-8-sig")
    return decode(Path(source).read_bytes(), str(source), "utf-8-sig")


def _findings(article_id, findings) -> bool:
    for what, found in findings.items():
        print(f"{article_id}: {what}: {'; '.join(found) if found else 'none'}")
    return bool(findings["not on the page"] or findings["shared runs"])


def originals(options):
    from .fingerprints import Lexicon
    from .fingerprints import audit as compare

    package = _package(options)
    if not options.folder.is_dir():
        print(f"no folder {options.folder}: nothing to compare")
        return 0
    rows, bad, seen = package.files.rows, False, 0
    english = Lexicon.load(rows, "en")
    for path in sorted(options.folder.glob("*.md")):
        try:
            article = package.article(path.stem)
        except KeyError:
            continue
        seen += 1
        _, findings = compare(article, _page(path), Lexicon.load(rows, article.meta["source_language"]), english, date.today())
        bad |= _findings(article.article_id, findings)
    print(f"{seen} account{'s' if seen != 1 else ''} compared with an original")
    return 1 if bad else 0


def check(options):
    from . import checks

    files = _package(options).files
    if options.only:
        problems = getattr(checks, options.only)(files, *([list(files.resources)] if options.only == "schema" else []))
        for problem in problems:
            problem.rule = problem.rule or options.only
    else:
        problems = checks.fast(files) if options.fast else checks.everything(files)
    if options.format == "json":
        print(json.dumps(checks.rows(problems), ensure_ascii=False, indent=1))
    elif options.format == "csv":
        print(format_csv(checks.rows(problems), checks.FIELDS), end="")
    elif problems:
        print(checks.report(problems), file=sys.stderr)
    else:
        print(f"{len(files.resources)} tables, {len(files.articles)} accounts: no problems")
    return 1 if problems else 0


def rules(options):
    from .checks.rulebook import listed

    _table([{"name": name, "rule": rule, "why": why} for name, rule, why, _ in listed()], ["name", "rule", "why"])


def validate(options):
    from . import validation

    failures = validation.validate(options.path)
    if options.format == "json":
        print(json.dumps([f._asdict() for f in failures], ensure_ascii=False, indent=1))
    elif options.format == "csv":
        print(format_csv([f._asdict() for f in failures], list(validation.Failure._fields)), end="")
    else:
        for code, found in sorted(_grouped(failures).items()):
            print(f"{code}: {len(found)}", file=sys.stderr)
            for f in found[:10]:
                where = ":".join(str(part) for part in (f.path, f.row) if part is not None)
                cell = "" if f.cell is None else f" {f.cell!r}"
                print(f"  {where} {f.field or ''}{cell} {f.note}", file=sys.stderr)
        if not failures:
            print("no failures")
    return 1 if failures else 0


def _grouped(failures):
    groups = {}
    for failure in failures:
        groups.setdefault(failure.code, []).append(failure)
    return groups


def cite(options):
    print(_package(options).cite())


if __name__ == "__main__":
    sys.exit(main())
