"""Every quote stands where it says; every number of an account is in its fingerprint."""

from __future__ import annotations

import hashlib

from ..derive.articles import fingerprint_text, read_all
from ..errors import DataError
from ..fingerprints import Lexicon, loads, unsupported
from ..package import Files

QUOTED = ("coded_claims", "first_coder", "second_coder", "exceptions")


def evidence(files: Files) -> list[DataError]:
    """Problems with quotes and with the numbers of accounts."""
    articles = {a.article_id: a for a in read_all(files)}
    problems, stands = [], {}
    for name in QUOTED:
        file = files.name(files.path(name))
        for line, key in enumerate(files.columns(name, "article_id", "quote", "quote_nth"), 2):
            if key not in stands:  # what several tables quote is looked up once
                article, nth = articles.get(key[0]), int(key[2]) if key[2].isdecimal() else 1
                stands[key] = article is None or article.find(key[1], nth) is not None
            if not stands[key]:
                times = "" if key[2] in ("", "1") else f"{key[2]} times "
                problems.append(DataError(file, line, "quote", key[1], f"does not stand {times}in {files.name(articles[key[0]].path)}"))
    sealed = {r["article_id"]: r["fingerprint_sha256"] for r in files.rows("audits")}
    english = Lexicon.load(files.rows, "en")
    for article in articles.values():
        content = fingerprint_text(files, article.article_id)
        file = files.name(files.fingerprint(article.article_id))
        print_ = loads(content, file)
        if hashlib.sha256(content.encode()).hexdigest() != sealed.get(article.article_id):
            expected = f"is not as an audit left it; {files.name(files.path('audits'))} has another seal"
            problems.append(DataError(file, None, None, None, expected))
        for key, found in (
            ("article_id", article.article_id),
            ("source_url", article.meta["source_url"]),
            ("extent", article.meta["extent"]),
        ):
            if print_[key] != found:
                problems.append(DataError(file, None, key, print_[key], f"is not what the account has: {found}"))
        for start, surface, _ in unsupported(article, print_, english):
            account = article.path.read_text(encoding="utf-8")
            line = account.count("\n", 0, account.index(article.text) + start) + 1
            problems.append(
                DataError(files.name(article.path), line, None, surface, "is a number that the page did not show, by its fingerprint")
            )
    known = {a + ".json" for a in articles}
    for path in sorted((files.root / "data/fingerprints").glob("*.json")):
        if path.name not in known:
            problems.append(DataError(files.name(path), None, None, None, "is the fingerprint of no account"))
    return problems
