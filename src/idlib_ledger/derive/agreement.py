"""agreement: first coder against second, as delivered; all articles together, then batch by batch."""

from itertools import groupby

from ..compare import FIELDS, LEVELS, alpha, equal, found, interval, match
from .claims import entries


def build(files):
    pairs = match(entries(files, "first_coder"), entries(files, "second_coder"), by_measure=False)
    articles = [list(g) for _, g in groupby(pairs, key=lambda p: (p[0] or p[1])["article_id"])]
    batch = {r["article_id"]: r["batch"] for r in files.records("split")}
    stances = [r["stance"] for r in files.records("stances")]
    of = lambda group: batch[(group[0][0] or group[0][1])["article_id"]]
    batches = sorted({of(g) for g in articles})
    rows = _rows(None, articles, stances)
    for number in batches:
        rows += _rows(number, [g for g in articles if of(g) == number], stances)
    return rows


def _rows(batch, articles, stances):
    """The rows for some articles, each a list of pairs."""
    rows = []

    def add(field, statistic, n, compute, groups, level=None, of=None):
        value = compute([p for g in groups for p in g])
        low, high = interval(groups, compute) if value is not None else (None, None)
        figures = {k: None if v is None else round(v, 4) for k, v in (("value", value), ("low", low), ("high", high))}
        rows.append({"batch": batch, "field": field, "statistic": statistic, "level": level, "class": of, "n": n, **figures})

    for statistic in ("precision", "recall", "f1"):
        add("entry", statistic, sum(map(len, articles)), lambda ps, s=statistic: found(ps)[s], articles)
    both = [[p for p in g if p[0] and p[1]] for g in articles]
    for field in FIELDS:
        level = LEVELS.get(field, "nominal")
        some = [[p for p in g if equal(*p, field) is not None] for g in both]
        n = sum(map(len, some))
        add(field, "percent", n, lambda ps, f=field: sum(equal(*p, f) for p in ps) / len(ps) if ps else None, some)
        add(field, "alpha", n, lambda ps, f=field, v=level: alpha([(a[f], b[f]) for a, b in ps], v), some, level)
    for stance in stances:
        own = [[p for p in g if stance in (p[0]["stance"], p[1]["stance"])] for g in both]

        def f1(ps, stance=stance):
            if not ps:
                return None
            hits = sum(a["stance"] == b["stance"] for a, b in ps)
            return 2 * hits / (sum(a["stance"] == stance for a, _ in ps) + sum(b["stance"] == stance for _, b in ps))

        add("stance", "f1", sum(map(len, own)), f1, own, of=stance)
    return rows
