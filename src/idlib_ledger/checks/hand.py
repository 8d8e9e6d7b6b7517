"""The hand's side: settlements follow from the two codings, and hand and machine balance."""

from __future__ import annotations

from collections import defaultdict

from .. import deliveries
from ..compare import match
from ..deliveries import CODERS
from ..derive.articles import read_all
from ..derive.balance import DIFFERENCE, EXCEPTED, exception_keys, shown
from ..derive.claims import entries
from ..errors import DataError
from ..package import Files

NOT_SETTLED = {"claim_id", "event_id", "utterance_id", "quote_nth", "coder_note"}  # given later, derived from the quote, or free text
BOUNDS = ("low", "high")  # as typed a settlement has the ends of a range; the entries compared have the bounds of every hedge


def delivered(files: Files) -> list[DataError]:
    """What coders delivered is untouched since, and so are the accounts that they coded, but for amendments."""
    file, problems = files.name(files.path("deliveries")), []
    texts = {a.article_id: a.text_sha256 for a in read_all(files)}
    amended = {(r["article_id"], r["text_sha256"]) for r in files.rows("amendments")}
    sealed = {(r["article_id"], r["coder"]): (line, r) for line, r in files.typed("deliveries")}
    for coder, (table, _) in CODERS.items():
        rows = defaultdict(list)
        for row in files.rows(table):
            rows[row["article_id"]].append(row)
        path = files.name(files.path(table))
        for article_id in sorted(rows.keys() | {a for a, c in sealed if c == coder}):
            line, seal = sealed.get((article_id, coder), (None, None))
            if seal is None:
                problems.append(DataError(path, None, "article_id", article_id, f"has rows that no row of {file} seals"))
            elif deliveries.seal(rows[article_id]) != seal["rows_sha256"] or len(rows[article_id]) != seal["rows"]:
                expected = f"the {len(rows[article_id])} rows in {path} are not the {seal['rows']} delivered; a delivery is never edited"
                problems.append(DataError(file, line, "rows_sha256", article_id, expected))
    for (article_id, coder), (_, seal) in sealed.items():
        text = texts.get(article_id)
        if text not in (None, seal["text_sha256"]) and (article_id, text) not in amended:
            expected = f"was edited after the {coder} coder had it, and no row of {files.name(files.path('amendments'))} says why"
            problems.append(DataError(files.name(files.article(article_id)), None, None, None, expected))
    return problems


def settled(files: Files) -> list[DataError]:
    """Every difference between the two codings has a settlement, and the settled table is what they say."""
    file, table = files.name(files.path("settlements")), files.name(files.path("coded_claims"))
    decisions = {(r["claim_id"], r["field"]): (line, r) for line, r in files.typed("settlements")}
    by_id = {c["claim_id"]: c for c in entries(files, "coded_claims")}
    lines = {r["claim_id"]: line for line, r in files.typed("coded_claims")}
    fields = [f["name"] for f in files.fields("coded_claims") if f["name"] not in NOT_SETTLED]
    problems = [
        DataError(file, line, "claim_id", claim_id, f"is not a claim of {table}")
        for (claim_id, _), (line, _) in decisions.items()
        if claim_id.startswith("C") and claim_id not in by_id
    ]

    def wrong(claim_id, field, found, expected):
        problems.append(DataError(table, lines[claim_id], field, found, expected))

    raw = {coder: {r["claim_id"]: r for r in files.rows(table_)} for coder, (table_, _) in CODERS.items()}
    pairs = match(entries(files, "first_coder"), entries(files, "second_coder"))
    target = {id(a): c for a, c in match([a or b for a, b in pairs], list(by_id.values())) if a is not None}
    delivered = set()
    for first, second in pairs:
        either = first or second
        claim = target.get(id(either))
        told = (claim or either)["claim_id"]
        for coder, side in zip(raw, (first, second)):
            for field in ("entry", *fields):
                decision, has = decisions.get((told, field)), (raw[coder][side["claim_id"]] if side else {})
                typed = has.get("quote" if field == "entry" else field) or ""
                if decision and (decision[1][coder] or "") != typed:
                    problems.append(DataError(file, decision[0], coder, decision[1][coder], f"the {coder} coder delivered {typed!r}"))
        if claim is None:
            key = (either["claim_id"], "entry")
            if key not in decisions or decisions[key][1]["settled"] != "dropped":
                expected = "was delivered, is in no settled claim, and no row says that it was dropped"
                problems.append(DataError(file, None, "claim_id", either["claim_id"], expected))
            continue
        claim_id = claim["claim_id"]
        delivered.add(claim_id)
        if (first is None or second is None) and (claim_id, "entry") not in decisions:
            wrong(claim_id, "claim_id", claim_id, "one coder only has it, and no settlement says why it was kept")
        for field in fields:
            found = shown(claim[field])
            values = {shown(e[field]) for e in (first, second) if e is not None}
            decision = decisions.get((claim_id, field))
            if field in BOUNDS and any((claim_id, given) in decisions for given in ("value", "hedge")):
                continue  # they follow from these
            if decision and field not in BOUNDS and (decision[1]["settled"] or "") != found:
                wrong(claim_id, field, found, f"the settlement says {decision[1]['settled']!r}")
            elif not decision and values != {found}:
                wrong(claim_id, field, found, f"the coders have {sorted(values)}, and no settlement says why")
    for claim_id in sorted(by_id.keys() - delivered):
        if (claim_id, "entry") not in decisions:
            wrong(claim_id, "claim_id", claim_id, "no coder delivered it, and no settlement says where it comes from")
    return problems + _links_settled(files, decisions, lines)


def _links_settled(files, decisions, lines) -> list[DataError]:
    """Events, statements and relations: what both link coders have stands; where they differ, a settlement says why."""
    table, problems = files.name(files.path("coded_claims")), []
    first, second = ({r["claim_id"]: r for r in files.records(f"{who}_coder_links")} for who in ("first", "second"))
    settled_as = {r["claim_id"]: r for r in files.records("coded_claims")}
    both = sorted(first.keys() & second.keys() & settled_as.keys())
    became = {(r["coder"], r["label"]): r["event_id"] for r in files.rows("event_matches")}

    def wrong(claim_id, field, expected):
        problems.append(DataError(table, lines[claim_id], field, settled_as[claim_id][field], expected))

    for claim_id, claim in settled_as.items():
        for field in ("event_id", "utterance_id"):
            if (decision := decisions.get((claim_id, field))) and (decision[1]["settled"] or "") != (claim[field] or ""):
                wrong(claim_id, field, f"the settlement says {decision[1]['settled']!r}")
        if (claim_id, "event_id") in decisions:
            continue
        if claim_id not in first or claim_id not in second:
            if claim["event_id"]:
                wrong(claim_id, "event_id", "no two coders put it there, and no settlement says where it comes from")
            continue
        for coder, side in (("first", first), ("second", second)):
            label = side[claim_id]["event_label"] or ""
            meant = became.get((coder, label), label)
            if meant != (claim["event_id"] or ""):
                wrong(
                    claim_id, "event_id", f"the {coder} coder put it with {label!r}, by event_matches {meant!r}, and no settlement says why"
                )
    moved = {claim_id for (claim_id, field), (_, row) in decisions.items() if field == "utterance_id" and (row["first"] or row["second"])}
    open_ = [c for c in both if c not in moved]
    told = _groups({c: r["utterance_id"] for c, r in settled_as.items() if c not in moved})
    for side in (first, second):
        labels = {c: side[c]["utterance_label"] for c in open_}
        groups = _with_ids(labels, {c: r["utterance_id"] for c, r in settled_as.items()}, moved)
        for claim_id in open_:
            if told[claim_id] != groups[claim_id]:
                wrong(claim_id, "utterance_id", "a coder groups it otherwise than the settled table does, and no settlement says why")
    relations = [{tuple(r.values()) for r in files.rows(name)} for name in ("first_coder_relations", "second_coder_relations", "relations")]
    for claim_id, relation, other in sorted(set().union(*relations)):
        has = [(claim_id, relation, other) in side for side in relations]
        if claim_id in both and other in both and len(set(has)) > 1 and (claim_id, f"{relation} {other}") not in decisions:
            first_, second_, settled_ = ("yes" if h else "no" for h in has)
            expected = f"{first_} and {second_} by the coders, {settled_} as settled, and no settlement says why"
            problems.append(DataError(files.name(files.path("relations")), None, f"{claim_id} {relation} {other}", None, expected))
    return problems


def _with_ids(labels: dict, settled: dict, moved: set) -> dict[str, set | None]:
    """Claim -> the claims that a coder puts it with; None where the coder names an utterance that nothing else has.

    A label may be the id of an utterance settled before: it joins the claims that have the id and were not labelled with it.
    """
    joined, named = defaultdict(set), defaultdict(set)
    ids = set(settled.values())
    for claim_id, label in labels.items():
        if label in ids:
            joined[label].add(claim_id)
    for claim_id, utterance in settled.items():
        if labels.get(claim_id) not in ids:
            named[utterance].add(claim_id)
    found = _groups(labels)
    for claim_id, label in labels.items():
        if label not in ids:
            found[claim_id] = found[claim_id] | joined[settled[claim_id]]
        elif named[label]:
            found[claim_id] = found[claim_id] | named[label] - moved
        else:
            found[claim_id] = None
    return found


def _groups(labels: dict) -> dict[str, set]:
    """Claim -> the claims that have the same label, itself among them; none for a claim without one."""
    having = defaultdict(set)
    for claim_id, label in labels.items():
        having[label].add(claim_id)
    return {claim_id: having[label] if label else set() for claim_id, label in labels.items()}


def balance(files: Files) -> list[DataError]:
    """Differences of settled claims and readings on the train split that no exception explains, and exceptions that no longer hold."""
    file = files.name(files.path("balance"))
    problems, holding = [], set()
    for line, row in files.typed("balance"):
        if row["against"] != "settled":
            continue
        key = (row["article_id"], row["start"], row["quote"], row["claim_id"])
        if row["status"] in ("unread", "unclaimed"):
            holding.add((*key, "entry"))
            if not row["excepted"] and row["split"] == "train":
                what = "is a claim that the machine did not read" if row["status"] == "unread" else "is a reading that no claim matches"
                problems.append(DataError(file, line, row["article_id"], row["quote"], what))
        for field, cell in row.items():
            if isinstance(cell, str) and DIFFERENCE in cell and field not in ("quote",):
                holding.add((*key, field))
                if not cell.endswith(EXCEPTED) and row["split"] == "train":
                    hand, machine = cell.split(DIFFERENCE)
                    problems.append(
                        DataError(file, line, f"{row['claim_id']} {field}", hand, f"by hand, {machine!r} by machine: {row['quote']!r}")
                    )
    exceptions = files.name(files.path("exceptions"))
    for key, (line, row) in exception_keys(files).items():
        if key not in holding:
            problems.append(
                DataError(exceptions, line, row["field"], row["quote"], "is an exception that no longer holds: hand and machine agree")
            )
    return problems
