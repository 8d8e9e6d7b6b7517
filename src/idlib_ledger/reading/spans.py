"""The sentences of a text as the reader takes them: none longer than LONGEST characters."""

from __future__ import annotations

from ..articles import spans

LONGEST = 1200  # longer ones are lists or no prose


def pieces(text: str) -> list[tuple[int, int, int]]:
    """(start, end, paragraph) of each sentence; one longer than LONGEST is cut at a space, so that no text takes more than linear time."""
    found = []
    for start, end, paragraph in spans(text):
        while end - start > LONGEST:
            cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
            stop = cut if cut > 0 else start + LONGEST
            found.append((start, stop, paragraph))
            start = stop
        found.append((start, end, paragraph))
    return found
