"""readings: what the program reads out of each account, from its anchor date; the publication date gives a day its year."""

from ..reading import FIELDS, Reader
from .articles import read_all


def build(files):
    reader = Reader(files.rows)
    return [
        {"reading_id": f"{a.article_id}:r{n}", "article_id": a.article_id, **{f: getattr(r, f) for f in FIELDS}}
        for a in read_all(files)
        for n, r in enumerate(reader.read(a.text, a.meta["anchor_date"], a.meta["published_on"]), 1)
    ]
