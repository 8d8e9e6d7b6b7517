"""casualties: every claim of harm to people, with its event."""

from ._select import select


def build(files):
    return select(files, "casualties", {r["measure"] for r in files.records("measures") if r["family"] == "harm to people"})
