"""claims: the settled claims with offsets, bounds and sources filled in by rule."""

from ..bounds import bounds
from ..errors import DataError
from .articles import read_all


def entries(files, name):
    """The rows of a claim table (coded_claims, first_coder, second_coder) as entries: offsets found, bounds filled.

    Raises DataError for a quote that does not stand in its account.
    """
    texts = {a.article_id: a for a in read_all(files)}
    file = files.name(files.path(name))
    found = []
    for line, row in files.typed(name):
        article = texts.get(row["article_id"])
        if article is None:
            raise DataError(file, line, "article_id", row["article_id"], "has no account in data/articles")
        nth = row.pop("quote_nth") or 1
        span = article.find(row["quote"], nth)
        if span is None:
            raise DataError(
                file, line, "quote", row["quote"], f"does not stand {'' if nth == 1 else f'{nth} times '}in {files.name(article.path)}"
            )
        try:
            b = bounds(row["hedge"], row["value"], row["low"], row["high"])
        except KeyError:
            raise DataError(
                file, line, "hedge", row["hedge"], f"is not one of: {', '.join(r['hedge'] for r in files.rows('hedges'))}"
            ) from None
        found.append({**row, "start": span[0], "end": span[1], **b._asdict()})
    return found


def roots(files):
    """actor_id -> the root body of the actor: its parent's parent and so on."""
    parents = {r["actor_id"]: r["parent_id"] for r in files.records("actors")}

    def root(actor, seen=()):
        parent = parents.get(actor)
        return actor if parent is None or parent in seen else root(parent, (*seen, actor))

    return {actor: root(actor) for actor in parents}


def build(files):
    articles = {r["article_id"]: r for r in files.records("articles")}
    sentences = {}
    for row in files.records("sentences"):
        sentences.setdefault(row["article_id"], []).append(row)
    root = roots(files)
    rows = []
    for claim in entries(files, "coded_claims"):
        article = articles[claim["article_id"]]
        source = claim["speaker_id"]
        if source == "narrator":
            source = article["wire_id"] or article["publisher_id"]
        sentence = next(s for s in sentences[claim["article_id"]] if s["start"] <= claim["start"] < s["end"])
        rows.append(
            {
                **claim,
                "sentence_id": sentence["sentence_id"],
                "published_on": article["published_on"],
                "source_id": source,
                "source_root_id": root.get(source, source),
            }
        )
    return sorted(rows, key=lambda r: r["claim_id"])
