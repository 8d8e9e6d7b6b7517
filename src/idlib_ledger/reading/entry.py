"""The reader's product: one reading, the machine's entry of a claim."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date


@dataclass(slots=True)
class Reading:
    """One statement read out of a text: the machine's entry of a claim. Offsets are code points of the text given."""

    start: int
    end: int
    quote: str
    measure: str
    unit: str
    population: str
    affected: str | None = None
    value: float | None = None
    low: float | None = None
    high: float | None = None
    low_open: bool | None = None
    high_open: bool | None = None
    hedge: str | None = None
    hedge_word: str | None = None
    accumulation: str = "incident"
    period_start: date | None = None
    period_end: date | None = None
    start_prec: int | None = None
    end_prec: int | None = None
    place: str | None = None
    place_id: str | None = None
    place_role: str | None = None
    speaker: str | None = None
    speaker_id: str | None = None
    via_id: str | None = None
    said_on: date | None = None
    stance: str = "asserts"

    def as_dict(self) -> dict:
        """The reading with its dates as ISO text, ready for JSON."""
        return {f: v.isoformat() if isinstance(v := getattr(self, f), date) else v for f in FIELDS}


FIELDS = tuple(f.name for f in fields(Reading))
