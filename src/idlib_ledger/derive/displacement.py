"""displacement: every claim of people displaced, with what it is part of and what it comes on top of."""

from ._select import select


def build(files):
    return select(files, "displacement", {"displaced"})
