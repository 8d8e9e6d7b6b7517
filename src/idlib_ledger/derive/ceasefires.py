"""ceasefires: every day claimed for the start or end of a truce."""

from ._select import select


def build(files):
    rows = select(files, "ceasefires", {"ceasefire_start", "ceasefire_end"}, truce_date="period_start", date_prec="start_prec")
    return sorted(rows, key=lambda r: (r["published_on"], r["claim_id"]))
