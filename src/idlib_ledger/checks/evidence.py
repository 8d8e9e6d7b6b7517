"""Every quote stands where it says; every number of an account is in its fingerprint."""

from __future__ import annotations

import hashlib

from ..derive.articles import read_all, read_fingerprint
from ..errors import DataError
from ..fingerprints import Lexicon, unsupported
from ..package import Files

QUOTED = ("coded_claims", "first_coder", "second_coder", "exceptions")


def evidence(files: Files) -> list[DataError]:
    """Problems with quotes and with the numbers of accounts."""
    articles = {a.article_id: a for a in read_all(files)}
    problems = []
    for name in QUOTED:
        file = files.name(files.path(name))
        for line, row in files.lines(name):  # as text: the schema has the types, and only these three fields are asked for
            nth = int(row["quote_nth"]) if row["quote_nth"].isdecimal() else 1
            article = articles.get(row["article_id"])
            if article and article.find(row["quote"], nth) is None:
                times = "" if nth == 1 else f"{nth} times "
                problems.append(DataError(file, line, "quote", row["quote"], f"does not stand {times}in {files.name(article.path)}"))
    sealed = {r["article_id"]: r["fingerprint_sha256"] for r in files.rows("audits")}
    english = Lexicon.load(files.rows, "en")
    for article in articles.values():
        print_ = read_fingerprint(files, article.article_id)
        path = files.fingerprint(article.article_id)
        if hashlib.sha256(path.read_bytes()).hexdigest() != sealed.get(article.article_id):
            expected = f"is not as an audit left it; {files.name(files.path('audits'))} has another seal"
            problems.append(DataError(files.name(path), None, None, None, expected))
        file = files.name(article.path)
        for key, found in (
            ("article_id", article.article_id),
            ("source_url", article.meta["source_url"]),
            ("extent", article.meta["extent"]),
        ):
            if print_[key] != found:
                problems.append(DataError(files.name(path), None, key, print_[key], f"is not what the account has: {found}"))
        content = article.path.read_text(encoding="utf-8")
        head = content.index(article.text)
        for start, surface, _ in unsupported(article, print_, english):
            line = content.count("\n", 0, head + start) + 1
            problems.append(DataError(file, line, None, surface, "is a number that the page did not show, by its fingerprint"))
    known = {a + ".json" for a in articles}
    for path in sorted((files.root / "data/fingerprints").glob("*.json")):
        if path.name not in known:
            problems.append(DataError(files.name(path), None, None, None, "is the fingerprint of no account"))
    return problems
