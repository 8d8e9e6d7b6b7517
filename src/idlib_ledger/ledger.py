"""The public face of a package: tables, accounts, evidence, citation."""

from __future__ import annotations

import html
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path

from .articles import Article, read_article
from .package import Files, default_root


class UnknownName(KeyError):
    """There is no table, article or claim of that name; the message has the nearest names."""


@dataclass(frozen=True)
class Evidence:
    """Where a claim stands: the sentence of the account with the quote marked. In Jupyter it shows as inert HTML."""

    claim_id: str
    article_id: str
    publisher: str
    published_on: object
    source_url: str
    sentence: str
    start: int  # of the quote in the sentence
    end: int

    @property
    def quote(self) -> str:
        return self.sentence[self.start : self.end]

    @property
    def label(self) -> str:
        """What the sentence is."""
        return f"Our account of a page of {self.publisher}, {self.published_on} - not the publisher's words"

    def __str__(self):
        marked = f"{self.sentence[: self.start]}[[{self.quote}]]{self.sentence[self.end :]}"
        return f"{self.claim_id}  {marked}\n  {self.label}\n  {self.source_url}"

    def _repr_html_(self):
        before, quote, after = (html.escape(t) for t in (self.sentence[: self.start], self.quote, self.sentence[self.end :]))
        return (
            f"<blockquote><p>{before}<mark>{quote}</mark>{after}</p>"
            f"<footer>{html.escape(self.claim_id)} · {html.escape(self.label)} · "
            f"<code>{html.escape(self.source_url)}</code></footer></blockquote>"
        )


class Package:
    """A data package of the shape of Idlib Ledger.

    root: its folder. Nothing is read until asked for, nothing is validated, nothing is downloaded.
    """

    def __init__(self, root: str | Path | None = None):
        self.files = Files(default_root() if root is None else root)
        self._cuts: tuple = ()

    def __repr__(self):
        d = self.files.descriptor
        return f"<Package {d.get('name')} {d.get('version')}: {len(self.files.resources)} tables>"

    def tables(self) -> list[str]:
        """The names of the tables, as `load` takes them.

        >>> "claims" in Package().tables()
        True
        """
        return list(self.files.resources)

    def load(self, name: str):
        """A table as a pandas DataFrame with the declared types.

        Dates are datetime64[ns], codes and keys of code lists are category (in the order of their list), whole numbers Int64,
        other numbers float64, booleans boolean, text string; missing values are the missing value of the type.
        Raises KeyError for an unknown name, with the nearest names; DataError for a file that is not there or breaks its types.

        >>> Package().load("hedges").shape[1]
        4
        """
        from . import frames  # pandas

        return frames.load(self.files, self._known(name, self.files.resources, "table"))

    def as_of(self, day, by: str = "published") -> View:
        """The record as it was known on `day` (a date or ISO text): a package whose `load` gives only what was known then.

        A claim is known from the day on which its statement was first published in an article of the record, an imprecise date at its
        latest
        day; by="said": from the day it was said, where the text tells it. Raises ValueError for another `by` or what is no date.

        >>> early = Package().as_of("2020-01-10")
        >>> early.load("claims")["published_on"].max() <= Package().load("claims")["published_on"].max()
        True
        """
        return View(self.files, (*self._cuts, ("as_of", day, by)))

    def during(self, start, end) -> View:
        """What is claimed to have happened from `start` to `end`: a package whose `load` gives only claims whose event time touches those
        days.

        Claims without a period are left out. Goes with `as_of`: what was known on a day about some days. Raises ValueError for a wrong
        order.
        """
        return View(self.files, (*self._cuts, ("during", start, end)))

    def estimate(self, measure: str, by="event_id", rule: str = "latest_per_speaker", **options):
        """Figures of a measure for each value of `by`, by a named rule; see `idlib_ledger.analysis.estimates.estimate`.

        Returns a DataFrame with value, low, high, the rule's name, and the ids of the claims that each row rests on. Raises ValueError
        for an
        unknown rule or option, KeyError for an unknown measure.

        >>> Package().estimate("killed", rule="lowest").columns[0]
        'event_id'
        """
        from .analysis import estimates

        self._known(measure, [r["measure"] for r in self.files.rows("measures")], "measure")
        return estimates.estimate(self.load("claims"), self.load("articles"), self.load("relations"), measure, by, rule, **options)

    def as_ged(self):
        """The events in which people were killed, in the columns of UCDP GED; see `idlib_ledger.analysis.crosswalk`."""
        return self._crosswalk("as_ged", "events", "places")

    def as_acled(self):
        """The events of kinds that have an ACLED type, in the columns of ACLED; see `idlib_ledger.analysis.crosswalk`."""
        return self._crosswalk("as_acled", "events", "places", "event_kinds")

    def as_idmc(self):
        """The counts of displaced people, in the columns of IDMC's updates; see `idlib_ledger.analysis.crosswalk`."""
        return self._crosswalk("as_idmc", "places")

    def _crosswalk(self, name, *more):
        from .analysis import crosswalk

        return getattr(crosswalk, name)(*(self.load(t) for t in ("claims", "articles", "relations", *more)))

    def describe(self, name: str):
        """The fields of a table as a DataFrame: name, type, unit, required, codes (the list they come from), description.

        Raises KeyError for an unknown name, with the nearest names.
        """
        import pandas

        self._known(name, self.files.resources, "table")
        refer = {k["fields"][0]: k["reference"].get("resource", name) for k in self.files.schema(name).get("foreignKeys", [])}
        return pandas.DataFrame(
            [
                {
                    "name": f["name"],
                    "type": f["type"],
                    "unit": f.get("unit", ""),
                    "required": f.get("constraints", {}).get("required", False),
                    "refers_to": refer.get(f["name"], ""),
                    "description": f["description"],
                }
                for f in self.files.fields(name)
            ]
        )

    def article(self, article_id: str) -> Article:
        """The account with its front matter (`.meta`), `.text` and `.sentences`.

        Raises KeyError for an unknown id, with the nearest ids.
        """
        self._known(article_id, [p.stem for p in self.files.articles], "article")
        path = self.files.article(article_id)
        return read_article(path, self.files.name(path))

    def evidence(self, claim_id: str) -> Evidence:
        """The sentence that a claim stands in, with the quote marked.

        Raises KeyError for an unknown id, with the nearest ids.
        """
        claim = self._claims[self._known(claim_id, self._claims, "claim")]
        sentence = self._sentences[claim["sentence_id"]]
        article = self.article(claim["article_id"])
        publisher = next(r["name"] for r in self.files.rows("publishers") if r["publisher_id"] == article.meta["publisher_id"])
        offset = int(sentence["start"])
        return Evidence(
            claim_id,
            claim["article_id"],
            publisher,
            article.meta["published_on"],
            article.meta["source_url"],
            sentence["text"],
            int(claim["start"]) - offset,
            int(claim["end"]) - offset,
        )

    def why(self, claim_id: str) -> str:
        """Why a claim stands in the record: its page, fingerprint, sentence, coders, settlement, machine reading, and what rests on it.

        Returns text, a step a block. Raises KeyError for an unknown id, with the nearest ids.

        >>> print(Package().why("C00001").splitlines()[0])
        C00001
        """
        from . import provenance

        self._known(claim_id, self._claims, "claim")
        return provenance.text(claim_id, provenance.why(self.files, claim_id))

    def cite(self) -> str:
        """How to cite this version, and what a reader of the citation must know about who coded it."""
        d = self.files.descriptor
        claims, signed = self.files.rows("claims"), {r["claim_id"] for r in self.files.rows("reviews") if r["verdict"] == "accept"}
        year = d["created"][:4]
        return (
            f"{d['contributors'][0]['title']} ({year}). {d['title']}: claims in the reporting on the 2019-20 offensive in northwest Syria. "
            f"Version {d['version']}. CC BY 4.0.\n"
            f"Coded by language models; {len(signed)} of {len(claims)} claims reviewed by a person."
        )

    @staticmethod
    def open(path: str | Path) -> Package:
        """Another package of the same shape, in the folder `path`. Raises DataError where there is no descriptor to read.

        A table whose path is absolute, remote, climbs out of the folder or passes a link is refused when the package is opened.
        """
        other = Package(path)
        for name in other.files.resources:
            other.files.path(name)
        return other

    @cached_property
    def _claims(self) -> dict:
        return {r["claim_id"]: r for r in self.files.rows("claims")}

    @cached_property
    def _sentences(self) -> dict:
        return {r["sentence_id"]: r for r in self.files.rows("sentences")}

    @staticmethod
    def _known(name, names, what):
        if name not in names:
            near = get_close_matches(str(name), list(names), n=3, cutoff=0.4)
            raise UnknownName(f"no {what} {name!r}" + (f"; the nearest: {', '.join(near)}" if near else ""))
        return name


class View(Package):
    """A package cut to a day of knowing, to days of happening, or both; made by `as_of` and `during`.

    `load` leaves out the claims outside the cuts, and with them relations, rows of tables by claim, articles without a claim left (of a
    day of
    knowing: those published later) and events that nobody speaks of. Code lists, accounts and evidence are whole.
    """

    def __init__(self, files: Files, cuts: tuple):
        self.files, self._cuts = files, cuts
        _ = self._kept  # a cut that makes no sense is refused at once

    def __repr__(self):
        return f"{super().__repr__()[:-1]}, {', '.join(f'{name} {a} {b}' for name, a, b in self._cuts)}>"

    @cached_property
    def _kept(self):
        from . import frames
        from .analysis import knowledge

        claims, articles = frames.load(self.files, "claims"), frames.load(self.files, "articles")
        for name, a, b in self._cuts:
            claims = knowledge.as_of(claims, articles, a, b) if name == "as_of" else knowledge.during(claims, a, b)
        return set(claims["claim_id"]), set(claims["article_id"]), set(claims["event_id"].dropna())

    def load(self, name: str):
        """A table as `Package.load` gives it, cut."""
        frame = super().load(name)
        claims, articles, events = self._kept
        by_claim = [c for c in frame.columns if c in ("claim_id", "other_claim_id") and not self.files.resources[name].get("codeList")]
        if by_claim:
            for column in by_claim:
                frame = frame[frame[column].isin(claims) | frame[column].isna()]
        elif name == "articles":
            frame = frame[frame["article_id"].isin(articles)]
        elif name in ("events", "coded_events"):
            frame = frame[frame["event_id"].isin(events)]
        return frame.reset_index(drop=True)
