"""agreement: first coder against second, as delivered; all articles together, then batch by batch.

Claims are matched on the spans of their quotes. Events, statements and relations are coded on the settled claims: nothing is matched.
"""

from collections import defaultdict
from itertools import groupby

from ..compare import FIELDS, LEVELS, Alpha, Ratio, b_cubed, equal, finding, interval, match
from .claims import entries


def build(files):
    pairs = match(entries(files, "first_coder"), entries(files, "second_coder"), by_measure=False)
    articles = [list(g) for _, g in groupby(pairs, key=lambda p: (p[0] or p[1])["article_id"])]
    batch = {r["article_id"]: r["batch"] for r in files.records("split")}
    stances = [r["stance"] for r in files.records("stances")]
    of = lambda group: batch[(group[0][0] or group[0][1])["article_id"]]
    batches = sorted({of(g) for g in articles})
    rows, links = [], _Links(files)
    for number in (None, *batches):
        rows += _rows(number, [g for g in articles if number in (None, of(g))], stances)
        rows += links.rows(number, lambda article, number=number: number in (None, batch[article]))
    return rows


def _rows(batch, articles, stances):
    """The rows for some articles, each a list of pairs."""
    rows = []

    def add(field, statistic, n, compute, groups, level=None, of=None):
        rows.append(_row(batch, field, statistic, n, compute, groups, level, of))

    for statistic in ("precision", "recall", "f1"):
        add("entry", statistic, sum(map(len, articles)), finding(statistic), articles)
    both = [[p for p in g if p[0] and p[1]] for g in articles]
    for field in FIELDS:
        level = LEVELS.get(field, "nominal")
        some = [[p for p in g if equal(*p, field) is not None] for g in both]
        n = sum(map(len, some))
        add(field, "percent", n, Ratio(lambda ps, f=field: (sum(equal(*p, f) for p in ps), len(ps))), some)
        add(field, "alpha", n, Alpha(level), [[(a[field], b[field]) for a, b in g] for g in some], level)
    for stance in stances:
        own = [[p for p in g if stance in (p[0]["stance"], p[1]["stance"])] for g in both]

        def parts(ps, stance=stance):
            hits = sum(a["stance"] == b["stance"] for a, b in ps)
            return 2 * hits, sum(a["stance"] == stance for a, _ in ps) + sum(b["stance"] == stance for _, b in ps)

        add("stance", "f1", sum(map(len, own)), Ratio(parts), own, of=stance)
    return rows


def _row(batch, field, statistic, n, compute, groups, level=None, of=None):
    value = compute([p for g in groups for p in g])
    low, high = interval(groups, compute) if value is not None else (None, None)
    figures = {k: None if v is None else round(v, 4) for k, v in (("value", value), ("low", low), ("high", high))}
    return {"batch": batch, "field": field, "statistic": statistic, "level": level, "class": of, "n": n, **figures}


class _Links:
    """Events, statements and relations as both link coders have them."""

    def __init__(self, files):
        self.article = {r["claim_id"]: r["article_id"] for r in files.rows("coded_claims")}
        self.first, self.second = ({r["claim_id"]: r for r in files.records(f"{who}_coder_links")} for who in ("first", "second"))
        self.claims = sorted(self.first.keys() & self.second.keys())
        self.scores = {field: self._b_cubed(field) for field in ("event_label", "utterance_label")}
        settled = {r["event_id"]: r for r in files.records("coded_events")}  # a coder may link to an event of an earlier batch
        self.events = [settled | {r["label"]: r for r in files.records(f"{who}_coder_events")} for who in ("first", "second")]
        self.relations = [{tuple(r.values()) for r in files.rows(f"{who}_coder_relations")} for who in ("first", "second")]

    def _b_cubed(self, field):
        # a claim without an event is a group of its own; one that neither coder gave an event is left out
        some = [c for c in self.claims if self.first[c][field] or self.second[c][field]]
        return b_cubed(*({c: side[c][field] or ("none", c) for c in some} for side in (self.first, self.second)))

    def rows(self, batch, wanted):
        """The rows on the claims of the articles wanted; none where nobody has coded them."""
        claims = [c for c in self.claims if wanted(self.article[c])]
        if not claims:
            return []
        mean = Ratio(lambda ps: (sum(2 * p * r / (p + r) for p, r in ps), len(ps)))
        rows = []
        for field, scores in self.scores.items():
            groups = self._by_article([(c, scores[c]) for c in claims if c in scores])
            rows.append(_row(batch, field.replace("label", "id"), "b-cubed", sum(map(len, groups)), mean, groups))
        both = [c for c in claims if self.first[c]["event_label"] and self.second[c]["event_label"]]
        one, other = self.events
        for field, level in (("kind", "nominal"), ("date_start", "interval"), ("date_end", "interval"), ("place_id", "nominal")):
            values = [(c, (one[self.first[c]["event_label"]][field], other[self.second[c]["event_label"]][field])) for c in both]
            rows.append(_row(batch, f"event_{field}", "alpha", len(values), Alpha(level), self._by_article(values), level))
        first, second = self.relations
        pairs = [(t[0], (t if t in first else None, t if t in second else None)) for t in sorted(first | second)]
        here = set(claims)
        groups = self._by_article([(c, p) for c, p in pairs if c in here])
        for statistic in ("precision", "recall", "f1"):
            rows.append(_row(batch, "relation", statistic, sum(map(len, groups)), finding(statistic), groups))
        return rows

    def _by_article(self, values):
        """(claim, value) as lists of values, one an article, in the order of the articles."""
        groups = defaultdict(list)
        for claim, value in values:
            groups[self.article[claim]].append(value)
        return [groups[a] for a in sorted(groups)]
