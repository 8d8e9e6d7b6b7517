"""Freeze the list of candidate pages as the sampling frame.

    python3 make_frame.py candidates.csv > frame.csv

Reads publisher_sides.csv (the class of each publisher) and exclusions.csv (pages that are not
eligible, and why) beside this file. Standard library only.
"""
import csv
import datetime
import pathlib
import sys

HERE = pathlib.Path(__file__).parent
FIRST = datetime.date(2019, 12, 1)
LAST = datetime.date(2020, 3, 6)
CORE_MONTHS = ("2019-12", "2020-01", "2020-02", "2020-03")
COPIED = ("publisher", "publisher_kind", "syndicated_from", "published_date", "date_basis", "language")


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def week(published):
    """The block of a page: 1..14, mYYYY-MM, before, after or undated."""
    if len(published) < 7:
        return "undated"
    if len(published) == 7:
        if published in CORE_MONTHS:
            return "m" + published
        return "before" if published < CORE_MONTHS[0] else "after"
    day = datetime.date.fromisoformat(published)
    if day < FIRST:
        return "before"
    if day > LAST:
        return "after"
    return str((day - FIRST).days // 7 + 1)


def main(candidates):
    pages = read(candidates)
    sides = {row["publisher"]: row["side"] for row in read(HERE / "publisher_sides.csv")}
    excluded = {row["url"]: row for row in read(HERE / "exclusions.csv")}
    ids = {page["url"]: f"P{number:04d}" for number, page in enumerate(pages, 1)}
    if len(ids) != len(pages):
        sys.exit("an address stands twice in the list of candidates")
    unknown = set(excluded) - set(ids)
    if unknown:
        sys.exit(f"excluded but not in the list: {sorted(unknown)}")
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["frame_id", "url", *COPIED, "side", "week", "eligible", "why_not", "duplicate_of"])
    for page in pages:
        url = page["url"]
        reason = excluded.get(url, {"why_not": "", "duplicate_of_url": ""})
        twin = reason["duplicate_of_url"]
        out.writerow([ids[url], url, *(page[name] for name in COPIED), sides[page["publisher"]],
                      week(page["published_date"]), "no" if url in excluded else "yes",
                      reason["why_not"], ids[twin] if twin else ""])


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8", newline="")
    main(sys.argv[1])
