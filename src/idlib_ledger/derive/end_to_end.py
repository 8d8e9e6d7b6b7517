"""end_to_end: the settled claims of the sampled articles against the coding made from the page itself, with intervals over articles.

The figures are those before mending: what a follow-up mended in the record counts as the difference that it was.
"""

from ..bounds import bounds
from ..compare import FIELDS, LEVELS, Alpha, Ratio, equal, finding, interval, match_by_content

PARTS = ("all", "english", "other", "full", "opening")


def matched(files):
    """article_id -> pairs (settled claim, row of the page coder), one list an article of the sample that was coded."""
    claims, pages = {}, {}
    for claim in files.records("claims"):
        _enter(claims, claim)
    for row in files.records("page_coder"):
        b = bounds(row["hedge"], row["value"], row["low"], row["high"])
        _enter(pages, {**row, **b._asdict()})
    coded = [r["article_id"] for r in files.records("page_sample") if r["status"] == "coded"]
    mended = {(r["page_claim_id"], r["field"]) for r in files.records("page_followups") if r["mended"] == "yes"}
    return {a: [p for pair in match_by_content(pages.get(a, []), claims.get(a, [])) for p in _as_before(pair, mended)] for a in coded}


def _as_before(pair, mended):
    """A pair as it was before mending: a claim entered since is not there, and a field mended since is not what the page has."""
    page, claim = pair
    if page is None or claim is None:
        return [pair]
    if (page["claim_id"], "entry") in mended:
        return [(page, None)]
    other = lambda f: None if page.get(f) is not None else "other than the page"
    return [(page, {f: other(f) if (page["claim_id"], f) in mended else v for f, v in claim.items()})]


def _enter(entries, entry):
    """Adds an entry to those of its article; the same figure told twice for the same thing counts once, as pages repeat themselves."""
    own = entries.setdefault(entry["article_id"], [])
    if entry["hedge"] is None or not any(all(entry[f] == other[f] for f in FIELDS) for other in own):
        own.append(entry)


def build(files):
    articles = {r["article_id"]: r for r in files.records("articles")}
    part = {r["article_id"]: r["part"] for r in files.records("page_sample")}
    groups = matched(files)
    rows = []
    for name in PARTS:
        own = [pairs for a, pairs in groups.items() if name in ("all", part[a], articles[a]["extent"])]
        if own:
            rows += _rows(name, own)
    return rows


def _rows(part, groups):
    rows = []

    def add(field, statistic, compute, own, level=None):
        value = compute([p for g in own for p in g])
        low, high = interval(own, compute) if value is not None else (None, None)
        figures = {k: None if v is None else round(v, 4) for k, v in (("value", value), ("low", low), ("high", high))}
        rows.append({"part": part, "field": field, "statistic": statistic, "level": level, "n": sum(map(len, own)), **figures})

    for statistic in ("precision", "recall", "f1"):
        add("entry", statistic, finding(statistic), groups)
    both = [[p for p in g if p[0] and p[1]] for g in groups]
    for field in FIELDS:
        level = LEVELS.get(field, "nominal")
        some = [[p for p in g if equal(*p, field) is not None] for g in both]
        add(field, "percent", Ratio(lambda ps, f=field: (sum(equal(*p, f) for p in ps), len(ps))), some)
        add(field, "alpha", Alpha(level), [[(a[field], b[field]) for a, b in g] for g in some], level)
    return rows
