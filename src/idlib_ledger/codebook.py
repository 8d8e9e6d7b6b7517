"""docs/codebook.md, from the descriptor, the code lists and the settled claims; the decided cases stand beside it."""

from __future__ import annotations

from .package import Files

EXAMPLES = [  # (what the example shows, test of a claim); the first claim that passes is shown
    ("a plain figure", lambda c: c["hedge"] == "plain" and c["measure"] == "killed"),
    ("a floor", lambda c: c["hedge"] == "at_least" and c["measure"] == "killed"),
    ("a floor that leaves the number out, of a running total", lambda c: c["hedge"] == "more_than" and c["accumulation"] == "total_since"),
    ("short of a number, on top of another count", lambda c: c["hedge"] == "nearly" and c["measure"] == "displaced"),
    ("about a number, said on a day", lambda c: c["hedge"] == "about" and c["said_on"] is not None),
    ("a total between two days", lambda c: c["hedge"] == "exact"),
    ("a share of a whole", lambda c: c["unit"] == "percent"),
    ("a vague word: no number is typed", lambda c: c["hedge"] == "vague" and c["measure"] == "settlements_ruined"),
    ("none, relayed", lambda c: c["value"] == 0 and c["via_id"] is not None),
    ("a truce announced", lambda c: c["measure"] == "ceasefire_start" and c["stance"] == "announces"),
    ("a denial", lambda c: c["stance"] == "denies"),
    ("a condition somebody vouches for", lambda c: c["measure"] == "condition" and c["speaker_id"] != "narrator"),
]
INTRODUCTION = (
    "Generated from `datapackage.json`, `data/reference/` and the settled claims. How coders decide where a field leaves",
    "room: [coding-instructions.md](coding-instructions.md), [decided-cases.md](decided-cases.md).",
)
RULES = """
## Rules by which figures are derived

Nothing is a best estimate. Each rule has a name, and the name stands beside what it made (`ledger.estimate`, `idlib_ledger.analysis`).

- **latest_per_speaker**: for each root body its last figure by the day it was known. **median_of_speakers**: the median of those.
  **lowest**,
  **highest**: of all figures. **one_speaker**: the last figure of one body. **tightest_bounds**: the interval that the last figures of
  all bodies
  allow together, empty where they cannot all hold.
- "About" counts as stated, or (**rounding**) as the interval that rounding to its last digit that is not zero leaves open. Vague words
  are left out, or
  (**acled**) dozens count 12 and hundreds 100.
- Single incidents, running totals and levels are never put together, nor are counts of all people and of civilians. Parts of a figure,
  additions to one,
  shares, denials and expectations are no figures of the whole. Figures whose periods overlap are counted as such and never summed.
- A claim is **known** from the day its statement was first published in an article of the record, an imprecise date at its latest day.
- **Independent sources** are root bodies of speakers, collectives without a name left out; for the article itself its agency, else its
  publisher.
- **Grades of events** (airwars-like 1), for events in which people are said to have come to harm, the first that fits: *discounted*:
  every claim of harm
  counts combatants or soldiers only; *confirmed*: a body that is held responsible itself says that people came to harm; *contested*: two
  or more sides
  are held responsible by different sources, or it is denied or disputed; *fair*: two or more independent sources tell of harm and
  somebody is held
  responsible; *weak*: all others.
"""
HIDDEN = ("claim_id", "article_id", "start", "end", "sentence_id", "quote", "coder_note")


def codebook(files: Files) -> str:
    """The codebook as Markdown: the fields of a claim, every code list, twelve worked examples."""
    lines = ["# Codebook", "", *INTRODUCTION, ""]
    lines += ["## A claim", "", files.resources["coded_claims"]["description"], "", "| field | type | meaning |", "| --- | --- | --- |"]
    refer = {k["fields"][0]: k["reference"].get("resource") for k in files.schema("coded_claims")["foreignKeys"]}
    for field in files.fields("coded_claims"):
        codes = (
            f"; one of [{refer[field['name']]}](#{refer[field['name']]})"
            if files.resources.get(refer.get(field["name"]), {}).get("codeList")
            else ""
        )
        lines.append(f"| {field['name']} | {field['type']} | {field['description']}{codes} |")
    lines += ["", "## Code lists", ""]
    for name, resource in files.resources.items():
        if resource.get("codeList"):
            fields = [f["name"] for f in files.fields(name)]
            lines += [
                f"### {name}",
                "",
                resource["description"],
                "",
                f"| {' | '.join(fields)} |",
                f"| {' | '.join('---' for _ in fields)} |",
            ]
            lines += ["| " + " | ".join(row[f] for f in fields) + " |" for row in files.rows(name)] + [""]
    lines += [*RULES.strip().split("\n"), "", "## Worked examples", ""]
    sentences = {s["sentence_id"]: s for s in files.records("sentences")}
    claims, used = files.records("claims"), set()
    for what, fits in EXAMPLES:
        claim = next((c for c in claims if c["claim_id"] not in used and fits(c)), None)
        if claim is None:
            continue
        used.add(claim["claim_id"])
        sentence = sentences[claim["sentence_id"]]
        a, b = claim["start"] - sentence["start"], claim["end"] - sentence["start"]
        text = sentence["text"]
        coded = ", ".join(f"{k} `{_show(v)}`" for k, v in claim.items() if v is not None and k not in HIDDEN)
        lines += [f"**{what.capitalize()}** ({claim['claim_id']}). {text[:a]}**{text[a:b]}**{text[b:]}", "", f"{coded}.", ""]
    return "\n".join(lines)


def _show(value) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return str(int(value)) if isinstance(value, float) and value == int(value) else str(value)
