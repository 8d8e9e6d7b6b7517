"""Draw the random part of the articles.

    python3 draw.py            writes draw.csv and the tables of docs/sampling.md
    python3 draw.py --check    draws again in memory and compares with the files

Reads frame.csv and certainty.txt (addresses taken with certainty, one a line; # starts a comment).
Standard library only. The seed and the sizes below are the whole of the design; sampling.md
explains it. Nothing here depends on the clock, the machine or the order of a set. It stops if the
inclusion probabilities are not what sampling.md says.
"""
import argparse
import csv
import datetime
import hashlib
import io
import pathlib
import sys
from collections import Counter
from fractions import Fraction

HERE = pathlib.Path(__file__).resolve().parent
PLAN = HERE.parents[1] / "docs/sampling.md"
SEED = "idlib-ledger articles 2019-12-01/2020-03-06"
TOTAL = 75
FIRST = datetime.date(2019, 12, 1)
LAST = datetime.date(2020, 3, 6)
WEEKS = [str(number) for number in range(1, 15)]
MONTHS = ["m2019-12", "m2020-01", "m2020-02", "m2020-03"]
OUTSIDE = {"before": 3, "after": 2, "undated": 2}
BLOCKS = WEEKS + MONTHS + list(OUTSIDE)
WEEK_FLOOR = 4
MONTH_FLOOR = 2
SIDES = ["un", "ngo", "monitor", "opposition", "turkish", "syrian_government", "russian", "wire",
         "arab_press", "western_press", "other"]
TABLES = ("<!-- tables: written by draw.py -->\n", "<!-- end of tables -->\n")
FIELDS = ["frame_id", "stratum", "stratum_size", "n_drawn", "block", "block_size", "block_drawn",
          "inclusion_prob", "order", "status"]


def number(*words):
    """A number below 2**256 that the seed and the words fix."""
    text = "|".join((SEED, *words))
    return int.from_bytes(hashlib.sha256(text.encode("utf-8")).digest(), "big")


def read_frame():
    with open(HERE / "frame.csv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def read_certainty():
    lines = (HERE / "certainty.txt").read_text(encoding="utf-8").splitlines()
    return list(dict.fromkeys(line.strip() for line in lines if line.strip() and not line.startswith("#")))


def certain_pages(pages, addresses):
    """The frame ids that the random part leaves out: certainty pages and other addresses of their text."""
    wanted = set(addresses)
    taken = set()
    for page in pages:
        if page["url"] in wanted:
            taken.add(page["frame_id"])
            if page["duplicate_of"]:
                taken.add(page["duplicate_of"])
    return taken


def allocate(sizes):
    """How many pages each block gives: the floors, then one by one to the block with the highest size/drawn."""
    floors = {block: WEEK_FLOOR for block in WEEKS}
    floors.update({block: MONTH_FLOOR for block in MONTHS})
    floors.update(OUTSIDE)
    drawn = {block: min(sizes[block], floors[block]) for block in BLOCKS}
    while sum(drawn.values()) < TOTAL:
        open_blocks = [block for block in WEEKS + MONTHS if drawn[block] < sizes[block]]
        if not open_blocks:
            sys.exit("the frame has fewer pages than the sample needs")
        best = max(open_blocks, key=lambda block: (Fraction(sizes[block], max(drawn[block], 1)),
                                                   -BLOCKS.index(block)))
        drawn[best] += 1
    if sum(drawn.values()) != TOTAL:
        sys.exit("the floors alone are more than the sample")
    return drawn


def block_name(block):
    return f"w{int(block):02d}" if block in WEEKS else block


def stratum_of(page):
    return f"{block_name(page['week'])}-{page['side']}-{page['language']}"


def sort_key(page):
    return (SIDES.index(page["side"]), page["language"], number("page", page["url"]))


def systematic(pages, n, start):
    """Every page covers n of the n*N points of a line; the points start + k*N are hit, start being 0..N-1.

    Of the N starts exactly n hit a given page, so each page has the probability n/N."""
    size = len(pages)
    return [pages[(start + step * size) // n] for step in range(n)]


def draw(pages, taken):
    population = [page for page in pages if page["eligible"] == "yes" and page["frame_id"] not in taken]
    sizes = Counter(page["week"] for page in population)
    allocation = allocate(sizes)
    strata = Counter(map(stratum_of, population))
    rows = []
    for block in BLOCKS:
        listed = sorted((page for page in population if page["week"] == block), key=sort_key)
        n, size = allocation[block], len(listed)
        hit = systematic(listed, n, number("start", block) % size) if n else []
        hit_ids = {page["frame_id"] for page in hit}
        drawn_in = Counter(map(stratum_of, hit))
        reserve = sorted((page for page in listed if page["frame_id"] not in hit_ids),
                         key=lambda page: number("reserve", page["url"]))
        for order, page in enumerate(hit + reserve, 1):
            stratum = stratum_of(page)
            rows.append({"frame_id": page["frame_id"], "stratum": stratum, "stratum_size": strata[stratum],
                         "n_drawn": drawn_in[stratum], "block": block_name(block), "block_size": size,
                         "block_drawn": n, "inclusion_prob": f"{n / size:.6f}", "order": order,
                         "status": "drawn" if order <= n else "reserve"})
    return rows


def as_csv(rows):
    buffer = io.StringIO()
    out = csv.DictWriter(buffer, FIELDS, lineterminator="\n")
    out.writeheader()
    out.writerows(rows)
    return buffer.getvalue()


def allocation_table(pages, addresses, rows):
    """What each block holds and gives."""
    titles = {week: f"week {week}" for week in WEEKS}
    for week in WEEKS:
        first = FIRST + datetime.timedelta(7 * (int(week) - 1))
        last = min(first + datetime.timedelta(6), LAST)
        titles[week] = f"{block_name(week)}: {first} to {last}"
    titles.update({month: f"{month}: the day is not known" for month in MONTHS})
    in_frame = Counter(page["week"] for page in pages)
    eligible = Counter(page["week"] for page in pages if page["eligible"] == "yes")
    wanted = set(addresses)
    certain = Counter(page["week"] for page in pages if page["url"] in wanted)
    by_block = {row["block"]: row for row in rows}
    lines = ["| block | in frame | eligible | certainty | left for the draw | drawn | inclusion probability |",
             "| --- | ---: | ---: | ---: | ---: | ---: | ---: |"]
    for block in BLOCKS:
        row = by_block.get(block_name(block), {"block_size": 0, "block_drawn": 0, "inclusion_prob": ""})
        lines.append(f"| {titles.get(block, block)} | {in_frame[block]} | {eligible[block]} | {certain[block]} | "
                     f"{row['block_size']} | {row['block_drawn']} | {row['inclusion_prob']} |")
    lines.append(f"| all | {len(pages)} | {sum(eligible.values())} | {sum(certain.values())} | {len(rows)} | {TOTAL} | |")
    return lines


def class_table(pages, rows, field, classes):
    """How the draw fell by side or language."""
    value = {page["frame_id"]: page[field] for page in pages}
    left, expected, drawn = Counter(), Counter(), Counter()
    for row in rows:
        left[value[row["frame_id"]]] += 1
        expected[value[row["frame_id"]]] += Fraction(row["block_drawn"], row["block_size"])
        drawn[value[row["frame_id"]]] += row["status"] == "drawn"
    lines = [f"| {field} | left for the draw | expected | drawn |", "| --- | ---: | ---: | ---: |"]
    lines += [f"| {name} | {left[name]} | {float(expected[name]):.1f} | {drawn[name]} |" for name in classes]
    return lines


def tables(pages, addresses, rows):
    known = {page["url"] for page in pages}
    inside = sum(address in known for address in addresses)
    digest = {name: hashlib.sha256((HERE / name).read_bytes()).hexdigest() for name in ("frame.csv", "certainty.txt")}
    languages = sorted({page["language"] for page in pages}, key=lambda code: (code != "en", code))
    lines = [f"Certainty list: {len(addresses)} addresses, {inside} of them in the frame.",
             f"SHA-256 of frame.csv: `{digest['frame.csv']}`.",
             f"SHA-256 of certainty.txt: `{digest['certainty.txt']}`.", "",
             *allocation_table(pages, addresses, rows), "",
             *class_table(pages, rows, "side", SIDES), "",
             *class_table(pages, rows, "language", languages)]
    return "\n".join(lines) + "\n"


def with_tables(text, inner):
    start, end = text.index(TABLES[0]) + len(TABLES[0]), text.index(TABLES[1])
    return text[:start] + inner + text[end:]


def must(condition, message):
    if not condition:
        sys.exit(message)


def verify(pages, taken, rows):
    """The design does what it says. Every start is tried, so the probabilities are counted, not assumed."""
    population = {page["frame_id"] for page in pages if page["eligible"] == "yes"} - taken
    must(len(rows) == len(population) and {row["frame_id"] for row in rows} == population,
         "the draw does not list each page that is left once")
    must(sum(row["status"] == "drawn" for row in rows) == TOTAL, "the number drawn is not the size of the sample")
    must(sum(Fraction(row["block_drawn"], row["block_size"]) for row in rows) == TOTAL,
         "the inclusion probabilities do not add up to the size of the sample")
    must(abs(sum(float(row["inclusion_prob"]) for row in rows) - TOTAL) < 0.001,
         "the rounded inclusion probabilities do not add up to the size of the sample")
    for n, size in sorted({(row["block_drawn"], row["block_size"]) for row in rows}):
        hits = Counter()
        for start in range(size):
            units = systematic(range(size), n, start)
            must(len(set(units)) == n, f"a page is drawn twice: {n} of {size}, start {start}")
            hits.update(units)
        must(all(hits[unit] == n for unit in range(size)), f"the pages have unequal chances: {n} of {size}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="compare with the files, write nothing")
    check = parser.parse_args().check
    pages, addresses = read_frame(), read_certainty()
    taken = certain_pages(pages, addresses)
    rows = draw(pages, taken)
    verify(pages, taken, rows)
    known = {page["url"] for page in pages}
    for address in addresses:
        if address not in known:
            print("certainty page outside the frame:", address)
    plan = PLAN.read_text(encoding="utf-8")
    results = {HERE / "draw.csv": as_csv(rows), PLAN: with_tables(plan, tables(pages, addresses, rows))}
    for path, text in results.items():
        if not check:
            path.write_bytes(text.encode("utf-8"))
        must(path.read_bytes() == text.encode("utf-8"),
             f"{path.name} is not what the frame, the certainty list and the seed give")
    print(f"{len(rows)} pages, {TOTAL} drawn, inclusion probabilities add up to {TOTAL}; "
          + ("files agree" if check else "files written"))


if __name__ == "__main__":
    main()
