"""docs/datasheet.md: the prose of docs/datasheet.in.md with the counts of the tables put in.

`{{name}}` in the prose is replaced by the fact of that name; a name that is no fact is an error, so no count is typed by hand.
"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

from .errors import DataError
from .package import Files, read_text

TEMPLATE = "docs/datasheet.in.md"
CORE = (date(2019, 12, 1), date(2020, 3, 6))
MARK = re.compile(r"\{\{(\w+)\}\}")
SHOWN = ("value", "hedge", "measure", "period_start", "place_id", "speaker_id", "stance")  # fields of which the page shows the agreement
ENOUGH = 4  # independent speakers that make an event one to compare on


def datasheet(files: Files) -> str:
    """The datasheet as Markdown. Raises DataError for a name that is no fact."""
    text = read_text(files.root / TEMPLATE, TEMPLATE)
    known = facts(files)
    for number, line in enumerate(text.split("\n"), 1):
        for name in MARK.findall(line):
            if name not in known:
                raise DataError(TEMPLATE, number, None, name, f"is not a fact; expected one of: {', '.join(sorted(known))}")
    return MARK.sub(lambda m: str(known[m[1]]), text)


def facts(files: Files) -> dict[str, object]:
    """name -> count or Markdown table, all from the tables of the package."""
    articles, claims, events = (files.records(n) for n in ("articles", "claims", "events"))
    register = {r["article_id"]: r for r in files.records("split")}
    places = files.records("places")
    language = Counter(a["source_language"] for a in articles)
    found: dict[str, object] = {
        "articles": len(articles),
        "claims": len(claims),
        "numbers": sum(c["value"] is not None or c["low"] is not None for c in claims),
        "vague": sum(c["hedge"] == "vague" for c in claims),
        "no_number": sum(c["unit"] == "none" for c in claims),
        "denials": sum(c["stance"] == "denies" for c in claims),
        "narrated": sum(c["speaker_id"] == "narrator" for c in claims),
        "speakers": len({c["speaker_id"] for c in claims} - {"narrator"}),
        "publishers": len({a["publisher_id"] for a in articles}),
        "events": len(events),
        "events_compared": sum(e["n_independent_sources"] >= ENOUGH for e in events),
        "statements": len({c["utterance_id"] for c in claims}),
        "relations": len(files.rows("relations")),
        "linked": sum(c["event_id"] is not None for c in claims),
        "linked_twice": len(
            {r["claim_id"] for r in files.rows("first_coder_links")} & {r["claim_id"] for r in files.rows("second_coder_links")}
        ),
        "settlements": len(files.rows("settlements")),
        "reviews": len(files.rows("reviews")),
        "full": sum(a["extent"] == "full" for a in articles),
        "openings": sum(a["extent"] == "opening" for a in articles),
        "not_english": len(articles) - language["en"],
        "wire_copies": sum(a["wire_id"] is not None for a in articles),
        "no_anchor": sum(a["anchor_date"] is None for a in articles),
        "certainty": sum(a["stratum"] == "certainty" for a in articles),
        "random": sum(a["stratum"] != "certainty" for a in articles),
        "nonresponse": len(files.rows("nonresponse")),
        "train": sum(a["split"] == "train" for a in articles),
        "test": sum(a["split"] == "test" for a in articles),
        "batches": max(r["batch"] for r in register.values()),
        "places": len(places),
        "coordinates": sum(p["latitude"] is not None for p in places),
        "pcodes": sum(p["adm1_pcode"] is not None for p in places),
        "exceptions": len(files.rows("exceptions")),
    }
    found["by_language"] = _table(["language", "articles"], language.most_common())
    weeks = [(f"{d} to {min(d + timedelta(6), CORE[1])}", d) for d in (CORE[0] + timedelta(7 * k) for k in range(14))]
    days = [a["published_on"] for a in articles]
    found["by_week"] = _table(["week", "articles"], [(name, sum(d <= day <= d + timedelta(6) for day in days)) for name, d in weeks])
    found["fewest_a_week"] = min(sum(d <= day <= min(d + timedelta(6), CORE[1]) for day in days) for _, d in weeks)
    kinds = {p["publisher_id"]: p["kind"] for p in files.records("publishers")}
    of_kind = Counter(kinds[a["publisher_id"]] for a in articles)
    found["by_publisher_kind"] = _table(["kind of publisher", "articles"], of_kind.most_common())
    found["by_relation"] = _table(["relation", "rows"], Counter(r["relation"] for r in files.rows("relations")).most_common())
    found["agreement"] = _agreement(files)
    found["balance"] = _balance(files)
    sample, followups = files.records("page_sample"), files.records("page_followups")
    found |= {
        "end_to_end": _end_to_end(files),
        "pages_sampled": len(sample),
        "pages_coded": sum(r["status"] == "coded" for r in sample),
        "followups": len(followups),
        "record_errors": sum(r["cause"] in ("account", "coding") for r in followups),
        "record_errors_mended": sum(r["cause"] in ("account", "coding") and r["mended"] == "yes" for r in followups),
    }
    return found


def _table(header, rows) -> str:
    lines = [f"| {' | '.join(header)} |", f"| {' | '.join('---' if i == 0 else '---:' for i in range(len(header)))} |"]
    return "\n".join([*lines, *(f"| {' | '.join(map(str, row))} |" for row in rows)])


def _number(value) -> str:
    return "" if value is None else f"{value:.3f}"


def _agreement(files) -> str:
    """Finding claims and the main fields, first against second coder, with intervals; then events, statements and relations."""
    rows = [r for r in files.records("agreement") if r["batch"] is None]
    wanted = [("entry", "f1"), *((f, "alpha") for f in SHOWN), ("event_id", "b-cubed"), ("utterance_id", "b-cubed"), ("relation", "f1")]
    by_key = {(r["field"], r["statistic"]): r for r in rows if r["class"] is None}
    lines = []
    for key in wanted:
        row = by_key.get(key)
        if row is not None:
            interval = "" if row["low"] is None else f"{row['low']:.3f} to {row['high']:.3f}"
            lines.append((key[0], key[1], row["n"], _number(row["value"]), interval))
    return _table(["field", "statistic", "n", "value", "95 % interval"], lines)


def _end_to_end(files) -> str:
    """The record against the coding from the page: finding claims, then the share of equal fields, each with its interval."""
    rows = {(r["field"], r["statistic"]): r for r in files.records("end_to_end") if r["part"] == "all"}
    keys = [("entry", s) for s in ("precision", "recall", "f1")] + [(field, "percent") for field in SHOWN]
    told = [
        (field if statistic == "percent" else statistic, rows[field, statistic]) for field, statistic in keys if (field, statistic) in rows
    ]
    return _table(
        ["", "value", "95 % interval", "n"], [(n, f"{r['value']:.3f}", f"{r['low']:.3f} to {r['high']:.3f}", r["n"]) for n, r in told]
    )


def _balance(files) -> str:
    """Shares of equal fields, hand against reader, by split."""
    rows = files.records("balance_summary")
    by_key = {(r["against"], r["split"], r["field"]): r for r in rows}
    fields = list(dict.fromkeys(r["field"] for r in rows))
    columns = [("settled", "train"), ("settled", "test"), ("first_coder", "train"), ("first_coder", "test")]
    lines = []
    for field in fields:
        cells = [by_key.get((against, split, field)) for against, split in columns]
        lines.append((field, *("" if c is None or c["share"] is None else f"{c['share']:.3f} ({c['compared']})" for c in cells)))
    return _table(["field", *(f"{against.replace('_', ' ')}, {split}" for against, split in columns)], lines)
