"""Draw the end-to-end sample: the articles whose pages are coded once more.

    python3 draw_pages.py            writes page_sample.csv (status and note of a page already there are kept)
    python3 draw_pages.py --check    draws again in memory and compares

Reads the accounts of the batches below and ../reference/split.csv. Within each part (English, other languages) the articles are
ordered by what SHA-256 makes of the seed and the article's id; the first of them are the sample. Standard library only.
"""
import argparse
import csv
import hashlib
import io
import pathlib
import sys
import tomllib

HERE = pathlib.Path(__file__).resolve().parent
SEED = "idlib-ledger pages coded once more"
BATCHES = range(1, 7)
DRAWN = {"english": 26, "other": 14}
FIELDS = ["article_id", "part", "status", "note"]


def order(article):
    return hashlib.sha256(f"{SEED}|{article}".encode()).hexdigest()


def language(account):
    return tomllib.loads(account.read_text(encoding="utf-8").split("+++\n")[1])["source_language"]


def draw(languages):
    """(part, article) of the sample, by part and id; `languages` maps each article to the language of its page."""
    parts = {part: sorted((a for a in languages if (languages[a] == "en") == (part == "english")), key=order) for part in DRAWN}
    return [(part, article) for part, articles in parts.items() for article in sorted(articles[: DRAWN[part]])]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args().check
    with open(HERE.parent / "reference/split.csv", newline="", encoding="utf-8") as stream:
        articles = [row["article_id"] for row in csv.DictReader(stream) if int(row["batch"]) in BATCHES]
    sample = draw({a: language(HERE.parent / f"articles/{a}.md") for a in articles})
    path = HERE / "page_sample.csv"
    with open(path, newline="", encoding="utf-8") as stream:
        before = {row["article_id"]: row for row in csv.DictReader(stream)}
    if check:
        differ = {a for _, a in sample} ^ set(before)
        sys.exit(f"page_sample.csv differs from the draw: {sorted(differ)}" if differ else 0)
    out = io.StringIO()
    writer = csv.DictWriter(out, FIELDS, lineterminator="\n")
    writer.writeheader()
    for part, article in sample:
        writer.writerow({**dict.fromkeys(FIELDS, ""), **before.get(article, {}), "article_id": article, "part": part})
    path.write_text(out.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    main()
