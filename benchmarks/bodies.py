"""Bodies of text to measure the reader on: python -m benchmarks.bodies FOLDER [--mb 50] writes dense.jsonl and news.jsonl.

Every sentence is one of our accounts, of the development trials or of quiet.txt (which has none with a number), with numbers, names,
places, verbs and the order of its parts drawn anew; none occurs twice. In `dense` every sentence has a quantity, in `news` one in four.
The draw is seeded: the same call gives the same bytes.
"""

from __future__ import annotations

import argparse
import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from idlib_ledger.articles import sentences
from idlib_ledger.derive.articles import read_all
from idlib_ledger.package import Files

ROOT = Path(__file__).parents[1]
SEED = 20200116
SAME = """
killed slain|wounded injured hurt maimed|said reported announced stated confirmed|says reports states|fled escaped|hit struck bombed
destroyed damaged|uprooted displaced|captured seized retook|strikes raids|village town hamlet|soldiers fighters policemen miners
civilians people villagers residents|children women teachers|men farmers drivers|hospitals clinics|schools mosques|houses shops|near outside
heavy fierce intense|market school bakery|roads bridges fields|began started|rose climbed grew|area district valley|late early
morning evening|official commander governor|week month|quickly slowly|angry weary silent|walls roofs windows|large small|old new
government army|rebels militants|rain snow dust|talks negotiations
"""
GROUPS = {word: group.split() for group in SAME.replace("\n", "|").split("|") for word in group.split()}
SMALL = "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
MONTHS = "January February March April June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
UNCERTAIN = "hundred thousand million dozen dozens scores hundreds thousands several many few half no none both most".split()
NUMBER_WORDS = {"one", *SMALL, *TENS, *UNCERTAIN}
STARTS = "Ka Me Tal Bir Sha Ho Ra Du Zo Vel Kra Nem Os Ul Bak".split()
MIDDLES, ENDS = "ra li no du sha me ki vo".split(), "n r d sk ya ma b l va".split()
WORD = re.compile(r"\d+(?:,\d{3})+|\d+|[^\W\d_]+(?:[-'’][^\W\d_]+)*|.", re.S)
LAST_SAYS = re.compile(r"^(?P<what>[^\"“]+), (?P<who>(?:the |an? )?[^,]{3,60}) (?P<verb>said|reported|announced)(?P<day> on \w+day)?\.$")


def material() -> tuple[list[str], list[str]]:
    """Sentences with a quantity that the trials or the coders found, and sentences in which no number stands."""
    counted, quiet = [], (Path(__file__).parent / "quiet.txt").read_text(encoding="utf-8").splitlines()
    for line in (ROOT / "tests" / "trials" / "development.jsonl").read_text(encoding="utf-8").splitlines():
        trial = json.loads(line)
        quotes = [r["quote"] for r in trial["readings"] if "value" in r or r.get("hedge") == "vague"]
        for s in sentences(trial["text"]):
            _sort(s.text, any(q in s.text for q in quotes), counted, quiet)
    files = Files(ROOT)
    claims = [r for r in files.rows("coded_claims") if r["value"] or r["hedge"] == "vague"]
    for article in read_all(files):
        quotes = [c["quote"] for c in claims if c["article_id"] == article.article_id]
        for s in article.sentences:
            _sort(s.text, any(q in s.text for q in quotes), counted, quiet)
    return counted, quiet


def _sort(text, has_quantity, counted, quiet):
    if has_quantity:
        counted.append(text)
    elif not re.search(r"\d", text) and NUMBER_WORDS.isdisjoint(text.lower().split()):
        quiet.append(text)


class Writer:
    """Draws sentences and documents."""

    def __init__(self, seed: int = SEED):
        self.draw = random.Random(seed)
        self.counted, self.quiet = material()
        files = Files(ROOT)
        rows = [r for table in ("actor_names", "place_names") for r in files.rows(table)]
        self.names = [r["name"] for r in rows if r["language"] == "en" and r["name"][0].isupper()]
        self.known = {w for name in self.names for w in name.split()}
        self.seen: set[str] = set()

    def name(self) -> str:
        """A listed name, or an invented one."""
        if self.draw.random() < 0.3:
            return self.draw.choice(self.names)
        return self.draw.choice(STARTS) + "".join(self.draw.choices(MIDDLES, k=self.draw.randint(0, 2))) + self.draw.choice(ENDS)

    def sentence(self, pool: list[str]) -> str:
        """A sentence that has not been written yet."""
        while True:
            text = self._anew(self.draw.choice(pool))
            if text not in self.seen:
                self.seen.add(text)
                return text

    def _anew(self, text: str) -> str:
        words, first = [], True
        for word in WORD.findall(text):
            words.append(self._word(word, first))
            first = first and not word[0].isalnum()
        text = "".join(words)
        said = LAST_SAYS.match(text)
        if said and self.draw.random() < 0.5:
            who, what = said["who"], said["what"]
            what = what if what.split()[0] in self.known else what[0].lower() + what[1:]
            text = f"{who[0].upper()}{who[1:]} {said['verb']}{said['day'] or ''} that {what}."
        if self.draw.random() < 0.4 and text[-1] == ".":
            text = f"{text[:-1]} {self.draw.choice(['near', 'outside', 'in', 'around'])} {self.name()}."
        return text

    def _word(self, word: str, first: bool) -> str:
        low = word.lower()
        if word[0].isdigit():
            return self._digits(word)
        if low in GROUPS:
            new = self.draw.choice(GROUPS[low])
        elif low in SMALL:
            new = self.draw.choice(SMALL)
        elif low in TENS:
            new = self.draw.choice(TENS)
        elif word in MONTHS:
            return self.draw.choice(MONTHS)
        elif word in WEEKDAYS:
            return self.draw.choice(WEEKDAYS)
        elif word[0].isupper() and not first and word not in self.known and not word.isupper() and len(word) > 3:
            return self.name()
        else:
            return word
        return new.capitalize() if word[0].isupper() else new

    def _digits(self, word: str) -> str:
        if len(word) == 4 and word[:2] in ("19", "20"):
            return str(self.draw.randint(1950, 2029))
        if len(word) <= 2:
            return str(self.draw.randint(2, 28))
        n = str(self.draw.randint(10 ** (len(word.replace(",", "")) - 1), 10 ** len(word.replace(",", "")) - 1))
        return f"{int(n):,}" if "," in word else n

    def documents(self, kind: str, size: int) -> Iterator[dict]:
        """Documents {id, published, text} of some `size` bytes in all; kind: dense or news."""
        written = number = 0
        while written < size:
            paragraphs = []
            for _ in range(self.draw.randint(3, 8)):
                counted = [kind == "dense" or self.draw.random() < 0.25 for _ in range(self.draw.randint(1, 4))]
                paragraphs.append(" ".join(self.sentence(self.counted if c else self.quiet) for c in counted))
            text = "\n\n".join(paragraphs)
            written += len(text.encode())
            number += 1
            published = date(2012, 1, 1) + timedelta(self.draw.randrange(4000))
            yield {"id": f"{kind}{number}", "published": published.isoformat(), "text": text}


def write(folder: Path, mb: float) -> None:
    """Write both bodies as JSON Lines."""
    folder.mkdir(parents=True, exist_ok=True)
    for kind in ("dense", "news"):
        with (folder / f"{kind}.jsonl").open("w", encoding="utf-8") as stream:
            stream.writelines(json.dumps(d, ensure_ascii=False) + "\n" for d in Writer().documents(kind, int(mb * 1e6)))


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--mb", type=float, default=50)
    options = parser.parse_args()
    write(options.folder, options.mb)
