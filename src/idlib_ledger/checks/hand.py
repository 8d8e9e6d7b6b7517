"""The hand's side: settlements follow from the two codings, and hand and machine balance."""

from __future__ import annotations

from ..compare import match
from ..derive.balance import DIFFERENCE, EXCEPTED, exception_keys, shown
from ..derive.claims import entries
from ..errors import DataError
from ..package import Files

GIVEN_LATER = {"claim_id", "event_id", "utterance_id"}  # fields that coders do not enter


def settled(files: Files) -> list[DataError]:
    """Every difference between the two codings has a settlement, and the settled table is what they say."""
    file, table = files.name(files.path("settlements")), files.name(files.path("coded_claims"))
    decisions = {(r["claim_id"], r["field"]): (line, r) for line, r in files.typed("settlements")}
    by_id = {c["claim_id"]: c for c in entries(files, "coded_claims")}
    lines = {r["claim_id"]: line for line, r in files.typed("coded_claims")}
    fields = [f["name"] for f in files.fields("coded_claims") if f["name"] not in GIVEN_LATER | {"quote_nth"}]
    problems, used, sources = [], set(), {}
    for (claim_id, _field), (line, _row) in decisions.items():
        if claim_id.startswith("C") and claim_id not in by_id:
            problems.append(DataError(file, line, "claim_id", claim_id, f"is not a claim of {table}"))
    pairs = match(entries(files, "first_coder"), entries(files, "second_coder"), by_measure=True)
    kept = match([a or b for a, b in pairs], list(by_id.values()))
    target = {id(a): c for a, c in kept if a is not None}
    for first, second in pairs:
        claim = target.get(id(first or second))
        delivered = (first or second)["claim_id"]
        if claim is None:
            if (delivered, "entry") not in decisions or decisions[delivered, "entry"][1]["settled"] != "dropped":
                problems.append(
                    DataError(
                        file, None, "claim_id", delivered, "was delivered, is in no settled claim, and no row says that it was dropped"
                    )
                )
            used.add((delivered, "entry"))
            continue
        sources[claim["claim_id"]] = True
        if first is None or second is None:
            if (claim["claim_id"], "entry") not in decisions:
                problems.append(
                    DataError(
                        table,
                        lines[claim["claim_id"]],
                        "claim_id",
                        claim["claim_id"],
                        "one coder only has it, and no settlement says why it was kept",
                    )
                )
            used.add((claim["claim_id"], "entry"))
        for field in fields:
            values = {shown(e[field]) for e in (first, second) if e is not None}
            key = (claim["claim_id"], field)
            used.add(key)
            if field == "coder_note":
                continue
            if key in decisions:
                if (decisions[key][1]["settled"] or "") != shown(claim[field]) and field not in ("low", "high"):
                    problems.append(
                        DataError(
                            table,
                            lines[claim["claim_id"]],
                            field,
                            shown(claim[field]),
                            f"the settlement says {decisions[key][1]['settled']!r}",
                        )
                    )
            elif values != {shown(claim[field])}:
                problems.append(
                    DataError(
                        table,
                        lines[claim["claim_id"]],
                        field,
                        shown(claim[field]),
                        f"the coders have {sorted(values)}, and no settlement says why",
                    )
                )
    for claim_id in by_id:
        if claim_id not in sources and (claim_id, "entry") not in decisions:
            problems.append(
                DataError(table, lines[claim_id], "claim_id", claim_id, "no coder delivered it, and no settlement says where it comes from")
            )
    return problems


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
