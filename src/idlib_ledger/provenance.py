"""Why a claim stands in the record: from the page by way of account, coders, settlement and machine to every row that rests on it."""

from __future__ import annotations

import csv
import re
from pathlib import Path

from .compare import match
from .derive.articles import read_all, read_fingerprint
from .derive.claims import entries
from .errors import DataError
from .package import Files, parse_csv, read_text

OWN = {"coded_claims", "claims", "first_coder", "second_coder", "readings", "settlements", "balance", "relations", "exceptions"}
CLAIM_IDS = re.compile(r"\bC\d{5,}\b")
SHOWN = ("measure", "unit", "population", "value", "low", "high", "hedge", "hedge_word", "certainty", "accumulation", "period_start")
SHOWN += ("period_end", "place_id", "place_role", "speaker_id", "spokesperson_id", "via_id", "said_on", "stance", "responsible_id")


def why(files: Files, claim_id: str) -> list[tuple[str, list[str]]]:
    """(step, its lines) of the chain behind a claim, from the page to the figures. Raises KeyError for an unknown claim_id."""
    claim = {r["claim_id"]: r for r in files.records("claims")}[claim_id]
    article = next(a for a in read_all(files) if a.article_id == claim["article_id"])
    steps = [("page", _page(files, article)), ("fingerprint", _fingerprint(files, article, claim)), ("account", _account(files, claim))]
    steps += _coders(files, claim)
    steps += [("machine", _machine(files, article, claim)), ("event", _event(files, claim)), ("relations", _relations(files, claim_id))]
    return [*steps, ("rests on it", _derived(files, claim_id))]


def of_row(files: Files, place: str) -> list[str]:
    """The ids of the claims on a row of a table or figure, `FILE:LINE`, as an editor counts lines. Raises DataError for none."""
    name, _, line = place.rpartition(":")
    path = files.root / files.inside(name, "row")
    if not line.isdigit() or not path.is_file():
        raise DataError(name or place, None, None, place, "is no FILE:LINE of the package")
    with open(path, encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        for row in rows:
            if rows.line_num >= int(line):
                ids = list(dict.fromkeys(i for cell in row for i in CLAIM_IDS.findall(cell)))
                if ids:
                    return ids
                break
    raise DataError(name, int(line), None, None, "has no claim on it")


def text(claim_id: str, steps: list[tuple[str, list[str]]]) -> str:
    """The chain for people, a step a block."""
    lines = [claim_id]
    for step, found in steps:
        lines += [f"  {step if k == 0 else '':<14}{line}" for k, line in enumerate(found or ["nothing"])]
    return "\n".join(lines)


def _page(files, article):
    publisher = next(r["name"] for r in files.rows("publishers") if r["publisher_id"] == article.meta["publisher_id"])
    print_ = read_fingerprint(files, article.article_id)
    return [
        article.meta["source_url"],
        f"{publisher}, published {article.meta['published_on']}, read {print_['read_on']} ({article.meta['extent']}, "
        f"language {article.meta['source_language']})",
    ]


def _fingerprint(files, article, claim):
    print_ = read_fingerprint(files, article.article_id)
    numbers = {float(item[2]) for item in print_["items"] if item[0] == "number" and len(item) > 2}
    path = files.name(files.fingerprint(article.article_id))
    told = [v for v in (claim["value"], claim["low"], claim["high"]) if v is not None]
    seen = [f"{v:,.10g} {'is' if v in numbers else 'is not'} among the numbers of the page" for v in dict.fromkeys(told)]
    return [f"{path}, text {print_['text_sha256'][:12]}…, {len(print_['items'])} items", *seen]


def _account(files, claim):
    sentence = next(r for r in files.records("sentences") if r["sentence_id"] == claim["sentence_id"])
    a, b = claim["start"] - sentence["start"], claim["end"] - sentence["start"]
    body = sentence["text"]
    where = f"data/articles/{claim['article_id']}.md, sentence {sentence['sentence_id'].rsplit(':', 1)[-1]}"
    return [f"{body[:a]}[[{body[a:b]}]]{body[b:]}", f"{where}; our account, not the publisher's words"]


def _coders(files, claim):
    """What each coder delivered, how it was settled, and what stands."""
    own = [r for r in entries(files, "coded_claims") if r["article_id"] == claim["article_id"]]
    target = next(r for r in own if r["claim_id"] == claim["claim_id"])
    steps = []
    for who in ("first_coder", "second_coder"):
        theirs = [r for r in entries(files, who) if r["article_id"] == claim["article_id"]]
        entry = next((e for e, c in match(theirs, own) if c is target), None)
        if entry is None:
            steps.append((who.replace("_", " "), ["did not enter it"]))
            continue
        differ = [f"{f} {_cell(entry[f])}" for f in SHOWN if entry[f] != target[f]]
        steps.append((who.replace("_", " "), [f"{entry['claim_id']}: {', '.join(differ) if differ else 'as it stands'}"]))
    settled = [
        f"{r['field']}: {_cell(r['first'])} | {_cell(r['second'])} -> {_cell(r['settled'])}: {r['reason']}"
        for r in files.records("settlements")
        if r["claim_id"] == claim["claim_id"]
    ]
    steps.append(("settlement", settled or ["none was needed"]))
    return [*steps, ("as it stands", [", ".join(f"{f} {_cell(target[f])}" for f in SHOWN if target[f] is not None)])]


def _machine(files, article, claim):
    """The reading that balances the claim, the rule that read it, and what differs."""
    row = next((r for r in files.records("balance") if r["against"] == "settled" and r["claim_id"] == claim["claim_id"]), None)
    if row is None or row["status"] == "outside":
        return ["of a kind that the machine does not read"]
    excepted = {r["field"]: r["reason"] for r in files.records("exceptions") if r["claim_id"] == claim["claim_id"]}
    if row["reading_id"] is None:
        return [f"no reading; exception: {excepted.get('entry', 'none')}"]
    reading = next(r for r in files.records("readings") if r["reading_id"] == row["reading_id"])
    differ = [f"{f}: {v} {excepted.get(f, '')}".strip() for f, v in row.items() if isinstance(v, str) and " | " in v and f != "quote"]
    return [f"{reading['reading_id']}: {reading['quote']!r}, {_rule(files, article, reading)}", *(differ or ["balances in every field"])]


def _rule(files, article, reading):
    from .reading import Reader
    from .reading.claims import readings
    from .reading.explain import RULES

    reader = Reader(files.rows)
    document = reader.document(article.text, article.meta.get("anchor_date"), article.meta["published_on"])
    for s in reader.sentences(document):
        found = readings(s)
        for q in s.quantities:
            if q.reading is not None and (q.reading.start, q.reading.measure) == (reading["start"], reading["measure"]):
                return f"read by rule {q.rule} ({RULES.get(q.rule, q.rule)})"
        if any((r.start, r.measure) == (reading["start"], reading["measure"]) for r in found):
            return "read as a statement without a number"
    return "no longer read: the table is older than the reader"


def _event(files, claim):
    lines = []
    if claim["event_id"]:
        event = next(r for r in files.records("events") if r["event_id"] == claim["event_id"])
        lines.append(
            f"{event['event_id']} {event['title']}: {event['n_claims']} claims, {event['n_independent_sources']} independent sources"
        )
    same = [
        r["claim_id"] for r in files.records("claims") if r["utterance_id"] == claim["utterance_id"] and r["claim_id"] != claim["claim_id"]
    ]
    told = f"also told in {', '.join(same)}" if same else "told once"
    return [*lines, f"statement {claim['utterance_id']}, {told}"]


def _relations(files, claim_id):
    return [
        f"{r['claim_id']} {r['relation']} {r['other_claim_id']}"
        for r in files.records("relations")
        if claim_id in (r["claim_id"], r["other_claim_id"])
    ]


def _derived(files: Files, claim_id: str) -> list[str]:
    """The rows of built tables, and of the figures' data, that have the claim on them."""
    found = []
    for name in files.resources:
        if files.is_built(name) and name not in OWN:
            fields = [f["name"] for f in files.fields(name)]
            rows = parse_csv(read_text(files.path(name), name), name, fields)
            found += _spans(files.name(files.path(name)), [line for line, row in rows if _on(row.values(), claim_id)])
    for path in sorted((files.root / "results").glob("*.csv")):
        found += _spans(files.name(path), _lines_with(path, claim_id))
    return found


def _lines_with(path: Path, claim_id: str) -> list[int]:
    with open(path, encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        return [rows.line_num for row in rows if _on(row, claim_id)]


def _spans(name: str, lines: list[int]) -> list[str]:
    """FILE:3, FILE:7-9 for the lines 3, 7, 8 and 9."""
    runs: list[list[int]] = []
    for line in lines:
        if runs and line == runs[-1][1] + 1:
            runs[-1][1] = line
        else:
            runs.append([line, line])
    return [f"{name}:{a}" if a == b else f"{name}:{a}-{b}" for a, b in runs]


def _on(cells, claim_id: str) -> bool:
    return any(claim_id in CLAIM_IDS.findall(cell) for cell in cells if "C" in cell)


def _cell(value) -> str:
    return "(empty)" if value is None or value == "" else f"{value:,.10g}" if isinstance(value, float) else str(value)
