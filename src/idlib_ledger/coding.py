"""From page to settled claims: a new account, what a coder typed, both codings side by side, the settlement.

Each call checks everything first and writes at the end, below data/ only. Nothing here knows what the reader reads.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from datetime import date

from . import deliveries
from .articles import ARTICLE_ID, FENCE, FRONT_MATTER, Article, front_matter, read_article
from .compare import match
from .deliveries import CODERS
from .derive.balance import shown
from .derive.claims import entries
from .errors import DataError
from .package import Files, cell_reader, format_csv, write_together

GIVEN = ("claim_id", "event_id", "utterance_id")  # fields nobody types
TOGETHER = (("period_start", "start_prec"), ("period_end", "end_prec"), ("place_id", "where_prec"), ("place_id", "place_role"))
FREE = ("quote_nth", "coder_note")  # a difference in these needs no decision
EXTRA = {"party": ("claim_parties", "actor_id"), "place": ("claim_places", "place_id")}  # further decisions -> table, key
DECISION = ("pair", "field", "settled", "reason")


class Wrong(ValueError):
    """Several things are wrong with what somebody typed: `problems`, a list of DataError."""

    def __init__(self, problems: list[DataError]):
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


# --- a new account ----------------------------------------------------------------------------------------------------


def split_of(address: str) -> str:
    """train, or for a fifth of all addresses test, by the SHA-256 of the address.

    >>> split_of("https://example.org/")
    'train'
    """
    return "train" if int(hashlib.sha256(address.encode()).hexdigest(), 16) % 5 else "test"


def new_article(files: Files, article_id: str, meta: dict, batch: int, copy_of: str | None = None, today: date | None = None) -> str:
    """Begin an account: its file with front matter and no text yet, and its row in the split. Returns the split.

    meta: the fields of FRONT_MATTER. copy_of: an account of the same wire text, whose split it takes.
    Raises DataError for front matter that breaks its types, a name that is taken or an address that is there already.
    """
    path = files.article(article_id)
    name = files.name(path)
    if not ARTICLE_ID.fullmatch(article_id):
        raise DataError(name, None, "article_id", article_id, "expected YYYY-MM-DD-publisher-topic in lower-case letters and digits")
    if path.exists():
        raise DataError(name, None, None, None, "is there already")
    lines = [f"{key} = {_toml(meta[key])}" for key in FRONT_MATTER if meta.get(key) is not None]
    checked = front_matter("\n".join(lines), name)
    rows = files.rows("split")
    if article_id in {r["article_id"] for r in rows}:
        raise DataError(files.name(files.path("split")), None, "article_id", article_id, "has a row already")
    for other in files.articles:
        if read_article(other, files.name(other)).meta["source_url"] == checked["source_url"]:
            raise DataError(name, None, "source_url", checked["source_url"], f"is the address of {other.stem}")
    splits = {r["article_id"]: r["split"] for r in rows}
    if copy_of is not None and copy_of not in splits:
        raise DataError(files.name(files.path("split")), None, "article_id", copy_of, "has no row; expected an account of the same text")
    split = splits[copy_of] if copy_of else split_of(checked["source_url"])
    frame = next((r["frame_id"] for r in files.rows("frame") if r["url"] == checked["source_url"]), "")
    row = {"article_id": article_id, "split": split, "batch": batch, "frame_id": frame, "added_on": today or date.today()}
    fields = [f["name"] for f in files.fields("split")]
    table = format_csv(sorted([*rows, row], key=lambda r: r["article_id"]), fields)
    write_together({path: "\n".join([FENCE, *lines, FENCE, "", ""]), files.path("split"): table})
    return split


def _toml(value) -> str:
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else shown(value) if isinstance(value, date) else repr(value)


# --- what a coder typed -----------------------------------------------------------------------------------------------


def typed_fields(files: Files) -> list[str]:
    """The fields that a coder types, in their order."""
    return [f["name"] for f in files.fields("first_coder") if f["name"] not in GIVEN]


def typed_rows(text: str, name: str) -> list[tuple[int, dict[str, str]]]:
    """(line, row of text) of what somebody typed: JSON Lines, one object a line, or CSV with a header. Raises DataError."""
    if not text.strip():
        raise DataError(name, None, None, None, "is empty; expected rows as CSV with a header, or as JSON Lines")
    if not text.lstrip().startswith("{"):
        reader = csv.DictReader(io.StringIO(text), strict=True)
        try:
            found = [(reader.line_num, row) for row in reader]
        except csv.Error as error:
            raise DataError(name, reader.line_num + 1, None, None, f"is not CSV: {error}") from None
        for line, row in found:
            if None in row or None in row.values():
                raise DataError(name, line, None, None, f"expected {len(reader.fieldnames)} cells, as in the header")
        return found
    found = []
    for line, part in enumerate(text.split("\n"), 1):
        if not part.strip():
            continue
        try:
            row = json.loads(part)
        except (ValueError, RecursionError) as error:
            raise DataError(name, line, None, None, f"is not JSON: {error}") from None
        if not isinstance(row, dict):
            raise DataError(name, line, None, part, "expected an object")
        for key, value in row.items():
            if isinstance(value, bool) or not isinstance(value, str | int | float | None):
                raise DataError(name, line, key, value, "expected text or a number")
        found.append((line, {key: shown(value) for key, value in row.items()}))
    return found


def check_rows(files: Files, article: Article, rows: list[tuple[int, dict]], name: str) -> list[DataError]:
    """What is wrong with the form of rows that a coder typed for one account; never whether a claim is right or missing."""
    readers = {f["name"]: cell_reader(f) for f in files.fields("first_coder") if f["name"] not in GIVEN}
    lists = _lists(files, "first_coder")
    cues = {(r["cue"], r["hedge"]) for r in files.rows("hedge_cues") if r["language"] == "en"}
    words = {r["hedge_word"] for r in files.rows("hedge_words")}
    problems, seen = [], {}
    for line, row in rows:

        def wrong(field, expected, row=row, line=line):
            problems.append(DataError(name, line, field, row.get(field) or None, expected))

        for field, cell in row.items():
            if field not in readers:
                if cell and field not in GIVEN:
                    wrong(field, f"is not a field of a claim; expected one of: {', '.join(readers)}")
                elif cell:
                    wrong(field, "is given when the row is taken in; leave it out")
            elif cell and field in lists and cell not in lists[field][1]:
                wrong(field, f"has no row in {lists[field][0]}")
        bad = len(problems)
        for field, read in readers.items():
            cell = article.article_id if field == "article_id" and not row.get(field) else row.get(field, "")
            try:
                read(cell)
            except ValueError as error:
                wrong(field, str(error))
        if len(problems) > bad:
            continue
        if row.get("article_id", "") not in ("", article.article_id):
            wrong("article_id", f"expected {article.article_id}, the account these rows are for")
        nth = int(row.get("quote_nth") or 1)
        if article.find(row["quote"], nth) is None:
            wrong("quote", f"does not stand {f'{nth} times ' if nth > 1 else ''}in {article.article_id} as whole words")
        for one, other in TOGETHER:
            if bool(row.get(one)) != bool(row.get(other)):
                missing, there = (one, other) if row.get(other) else (other, one)
                wrong(missing, f"is missing beside {there}")
        hedge, word = row.get("hedge", ""), row.get("hedge_word", "")
        if hedge == "vague" and word not in words:
            wrong("hedge_word", "expected one of: " + ", ".join(sorted(words)))
        elif hedge not in ("", "plain", "vague", "range") and (word.lower(), hedge) not in cues:
            wrong("hedge_word", f"is no cue for {hedge} in hedge_cues")
        if hedge in ("", "vague", "range") and row.get("value"):
            wrong("value", f"stands beside the hedge {hedge or '(none)'}, which takes no value")
        if hedge == "range" and not (row.get("low") and row.get("high")):
            wrong("low", "a range wants low and high")
        if hedge not in ("", "vague", "range") and row["unit"] != "date" and not row.get("value"):
            wrong("value", f"is missing beside the hedge {hedge}")
        key = (row["quote"], nth, row["measure"], row["population"], row["stance"])
        if key in seen:
            wrong("quote", f"is typed twice with the same measure, population and stance; see line {seen[key]}")
        seen.setdefault(key, line)
    return problems


def deliver(
    files: Files, article_id: str, coder: str, rows: list[tuple[int, dict]], name: str, write: bool = True, today: date | None = None
) -> list[str]:
    """Give ids to the rows of one coder for one account, append them to the coder's file in order of the text and seal the delivery.

    coder: first or second. write: False to check only. Returns the ids. A delivery is never edited: an account that the coder has
    delivered, or whose claims are settled, takes no further rows. Raises Wrong with everything that is wrong, DataError.
    """
    table, letter = CODERS[coder]
    article = _article(files, article_id)
    before = files.rows(table)
    file = files.name(files.path(table))
    if any(r["article_id"] == article_id for r in before):
        raise DataError(file, None, "article_id", article_id, "has been delivered by this coder; a delivery is never edited")
    if any(r["article_id"] == article_id for r in files.rows("coded_claims")):
        raise DataError(file, None, "article_id", article_id, "is settled; nothing is coded after that")
    if not rows:
        raise DataError(name, None, None, None, "has no rows")
    if problems := check_rows(files, article, rows, name):
        raise Wrong(problems)
    order = sorted((r for _, r in rows), key=lambda r: article.find(r["quote"], int(r.get("quote_nth") or 1)))
    ids = _next(letter, before, len(order))
    new = [{**r, "article_id": article_id, "claim_id": i, "quote_nth": "" if r.get("quote_nth") == "1" else r.get("quote_nth", "")}
           for i, r in zip(ids, order)]  # fmt: skip
    if write:
        cells = _names(files, table)
        sealed = deliveries.entry(article, coder, [{f: str(r.get(f, "")) for f in cells} for r in new], today or date.today())
        log = sorted([*files.rows("deliveries"), sealed], key=lambda r: (r["article_id"], r["coder"]))
        contents = {"deliveries": log, table: [*before, *new]}
        write_together({files.path(t): format_csv(r, _names(files, t)) for t, r in contents.items()})
    return ids


# --- settling ---------------------------------------------------------------------------------------------------------


def pairs(files: Files, article_id: str) -> list[dict]:
    """Both codings of an account, entry by entry, in order of the text.

    Returns dicts: pair (counted from 1), first and second (the delivered rows as text, or None), same (field -> value where both agree, or
    that of the one there is), differ (field -> (first, second)).
    """
    _article(files, article_id)
    raw = {table: {r["claim_id"]: r for r in files.rows(table)} for table, _ in CODERS.values()}
    sides = []
    for table, _ in CODERS.values():
        side = [e for e in entries(files, table) if e["article_id"] == article_id]
        if not side:
            raise DataError(
                files.name(files.path(table)), None, "article_id", article_id, "has not been delivered; both codings are needed"
            )
        sides.append(side)
    fields = typed_fields(files)
    found = []
    for number, (a, b) in enumerate(match(*sides), 1):
        first = raw["first_coder"][a["claim_id"]] if a else None
        second = raw["second_coder"][b["claim_id"]] if b else None
        one = first or second
        differ = {f: (first[f], second[f]) for f in fields if first and second and first[f] != second[f]}
        same = {f: one[f] for f in fields if one[f] and f not in differ and f != "article_id"}
        found.append({"pair": number, "first": first, "second": second, "same": same, "differ": differ})
    return found


def side_by_side(pair: dict) -> str:
    """One pair as lines of text: what both have, then each difference."""
    who = "both" if pair["first"] and pair["second"] else "first only" if pair["first"] else "second only"
    lines = [f"{pair['pair']} [{who}] " + "; ".join(f"{k}={v}" for k, v in pair["same"].items())]
    return "\n".join([*lines, *(f"    {field}: first {one!r}, second {two!r}" for field, (one, two) in pair["differ"].items())])


def settle(files: Files, article_id: str, decisions: list[tuple[int, dict]], name: str) -> list[str]:
    """Record the decisions on both codings of an account: settled claims, settlements, further parties and places. Returns the claim ids.

    decisions: (line, row) with the fields pair, field, settled, reason. A field is one of a claim that differs (or that both coders have
    wrong); `entry` (kept or dropped) for what one coder alone has; `party` and `place` (settled: "white-helmets speaker") for further ones;
    `coder_note`, `utterance_id`, and `event_id` with the reason, for no two coders linked it. Raises Wrong with everything that is wrong,
    DataError.
    """
    table = files.name(files.path("coded_claims"))
    claims, settlements = files.rows("coded_claims"), files.rows("settlements")
    if any(c["article_id"] == article_id for c in claims):
        raise DataError(table, None, "article_id", article_id, "is settled already")
    laid = {p["pair"]: p for p in pairs(files, article_id)}
    decided, extras = _decided(files, laid, decisions, name)
    article = _article(files, article_id)
    fields = [f["name"] for f in files.fields("coded_claims")]
    kept = [p for n, p in laid.items() if decided.get((n, "entry"), {}).get("settled") != "dropped"]
    rows = {}
    for p in kept:
        row = dict.fromkeys(fields, "") | (p["first"] or p["second"])
        row["coder_note"] = ""
        for (n, field), d in decided.items():
            if n == p["pair"] and field != "entry":
                row[field] = d["settled"]
        if "quote" in p["differ"] and (p["pair"], "quote_nth") not in decided and row["quote"] == (p["second"] or {}).get("quote"):
            row["quote_nth"] = p["second"]["quote_nth"]
        rows[p["pair"]] = row
    given = {f: "" for f in GIVEN if f != "claim_id"}
    plain = [(n, {k: v for k, v in (r | given | {"claim_id": ""}).items() if v}) for n, r in rows.items()]
    if problems := [DataError(name, None, f"pair {p.row} {p.field}", p.found, p.expected) for p in check_rows(files, article, plain, name)]:
        raise Wrong(problems)
    order = sorted(rows, key=lambda n: article.find(rows[n]["quote"], int(rows[n]["quote_nth"] or 1)))
    ids = dict(zip(order, _next("C", [*claims, *settlements], len(order))))
    utterances = iter(_next("U", claims, len(order), "utterance_id", 4))
    log = []
    for n in order:
        rows[n]["claim_id"] = ids[n]
        rows[n]["utterance_id"] = rows[n]["utterance_id"] or next(utterances)
    for (n, field), d in decided.items():
        if field in (*FREE, *GIVEN) and field != "event_id":
            continue
        first, second = laid[n]["first"] or {}, laid[n]["second"] or {}
        shown_field = "quote" if field == "entry" else field
        log.append(
            {
                "claim_id": ids.get(n) or (first or second)["claim_id"],
                "field": field,
                "first": first.get(shown_field, ""),
                "second": second.get(shown_field, ""),
                "settled": d["settled"],
                "reason": d["reason"],
            }
        )
    contents = {
        files.path("coded_claims"): format_csv([*claims, *(rows[n] for n in order)], fields),
        files.path("settlements"): format_csv([*settlements, *sorted(log, key=lambda r: r["claim_id"])], _names(files, "settlements")),
    }
    for kind, (target, key) in EXTRA.items():
        new = [{"claim_id": ids[n], key: code, "role": role} for k, n, code, role in extras if k == kind and n in ids]
        if new:
            merged = sorted([*files.rows(target), *new], key=lambda r: tuple(r.values()))
            contents[files.path(target)] = format_csv(merged, _names(files, target))
    write_together(contents)
    return [ids[n] for n in order]


def _decided(files, laid, decisions, name):
    """The decisions by (pair, field), and the further parties and places. Raises Wrong where one is missing, double or without reason."""
    known, lists = {*typed_fields(files), "entry", "event_id", "utterance_id"}, {k: _lists(files, t) for k, (t, _) in EXTRA.items()}
    problems, decided, extras = [], {}, []
    for line, row in decisions:
        unknown = [k for k in row if k not in DECISION]
        if unknown or not row.get("field"):
            problems.append(DataError(name, line, (unknown or ["field"])[0], None, f"expected the fields {', '.join(DECISION)}"))
            continue
        n, field, value = int(row["pair"]) if row.get("pair", "").isdecimal() else None, row["field"], row.get("settled", "")
        if n not in laid:
            problems.append(DataError(name, line, "pair", row.get("pair"), f"expected a pair from 1 to {len(laid)}"))
        elif field in EXTRA:
            code, _, role = value.partition(" ")
            key = EXTRA[field][1]
            if code not in lists[field][key][1] or role not in lists[field]["role"][1]:
                expected = f"expected an id and a role, as in {lists[field][key][0]} and {lists[field]['role'][0]}"
                problems.append(DataError(name, line, field, value, expected))
            extras.append((field, n, code, role))
        elif field not in known:
            problems.append(DataError(name, line, "field", field, "is not a field that is settled"))
        elif (n, field) in decided:
            problems.append(DataError(name, line, "field", field, f"is decided twice for pair {n}"))
        else:
            single = laid[n]["first"] is None or laid[n]["second"] is None
            if field == "entry" and (not single or value not in ("kept", "dropped")):
                problems.append(DataError(name, line, field, value, "expected kept or dropped, for what one coder alone has"))
            if (field not in (*FREE, *GIVEN) or field == "event_id") and not row.get("reason"):
                problems.append(DataError(name, line, "reason", None, f"is missing for {field} of pair {n}"))
            decided[n, field] = {"settled": value, "reason": row.get("reason", "")}
    for n, p in laid.items():
        if p["first"] is None or p["second"] is None:
            if (n, "entry") not in decided:
                problems.append(DataError(name, None, f"pair {n}", p["same"]["quote"], "one coder alone has it: kept or dropped?"))
            continue
        for field, (one, other) in p["differ"].items():
            if field not in FREE and (n, field) not in decided:
                problems.append(DataError(name, None, f"pair {n} {field}", f"{one} | {other}", "differs and is not decided"))
    if problems:
        raise Wrong(problems)
    return decided, extras


# --- small helpers ----------------------------------------------------------------------------------------------------


def _article(files, article_id) -> Article:
    path = files.article(article_id)
    if not ARTICLE_ID.fullmatch(article_id) or not path.is_file():
        raise DataError(files.name(path), None, None, None, "no such file; expected the id of an account")
    return read_article(path, files.name(path))


def _names(files, table) -> list[str]:
    return [f["name"] for f in files.fields(table)]


def _lists(files, table) -> dict[str, tuple[str, set[str]]]:
    """field -> (file of the list it comes from, its values), for the fields of a table that refer to a list of data/reference."""
    found = {}
    for key in files.schema(table).get("foreignKeys", []):
        [field], target = key["fields"], key["reference"]
        if target["resource"] and files.path(target["resource"]).parent.name == "reference":
            path = files.name(files.path(target["resource"]))
            found[field] = (path, {r[target["fields"][0]] for r in files.rows(target["resource"])})
    return found


def _next(letter, rows, n, field="claim_id", digits=5) -> list[str]:
    """The next `n` ids of a letter after those that rows have."""
    numbers = [int(r[field][1:]) for r in rows if r[field].startswith(letter)]
    start = max(numbers, default=0)
    return [f"{letter}{start + i:0{digits}}" for i in range(1, n + 1)]
