"""articles: the accounts' front matter, with what their text and fingerprint tell."""

from ..articles import MAX_BYTES, read_article
from ..errors import DataError
from ..fingerprints import loads
from ..package import read_text


def read_all(files):
    """Every account in the package, in order. Raises DataError for one that is not in the split, or is missing."""
    split = {r["article_id"]: r["split"] for r in files.records("split")}
    articles = [read_article(path, files.name(path)) for path in files.articles]
    for article in articles:
        if article.article_id not in split:
            raise DataError(files.name(article.path), None, None, article.article_id, f"has no row in {files.name(files.path('split'))}")
    for line, row in files.typed("split"):
        if not files.article(row["article_id"]).is_file():
            raise DataError(files.name(files.path("split")), line, "article_id", row["article_id"], "has no account in data/articles")
    return articles


def fingerprint_text(files, article_id):
    """The content of an account's fingerprint file. Raises DataError where it is missing, too long or no plain text."""
    path = files.fingerprint(article_id)
    if path.is_file() and path.stat().st_size > MAX_BYTES:
        raise DataError(files.name(path), None, None, f"{path.stat().st_size} bytes", f"a fingerprint is at most {MAX_BYTES} bytes")
    return read_text(path, files.name(path))


def read_fingerprint(files, article_id):
    """The fingerprint of an account. Raises DataError where it is missing or broken."""
    return loads(fingerprint_text(files, article_id), files.name(files.fingerprint(article_id)))


def build(files):
    split = {r["article_id"]: r["split"] for r in files.records("split")}
    return [
        {
            "article_id": a.article_id,
            **a.meta,
            "split": split[a.article_id],
            "n_words": len(a.text.split()),
            "text_sha256": a.text_sha256,
            "original_sha256": read_fingerprint(files, a.article_id)["text_sha256"],
        }
        for a in read_all(files)
    ]
