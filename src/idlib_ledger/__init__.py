"""Idlib Ledger: every number in the reporting on Idlib 2019-20, entered twice.

>>> import idlib_ledger as ledger
>>> claims = ledger.load("claims")
"""

from __future__ import annotations

from .errors import DataError
from .ledger import Evidence, Package, View

__version__ = "0.1.0"
__all__ = [
    "DataError",
    "Evidence",
    "Package",
    "View",
    "article",
    "as_acled",
    "as_ged",
    "as_idmc",
    "as_of",
    "cite",
    "describe",
    "during",
    "estimate",
    "evidence",
    "load",
    "open",
    "tables",
    "why",
]

_default = Package()
tables = _default.tables
load = _default.load
describe = _default.describe
article = _default.article
evidence = _default.evidence
why = _default.why
cite = _default.cite
as_of = _default.as_of
during = _default.during
estimate = _default.estimate
as_ged = _default.as_ged
as_acled = _default.as_acled
as_idmc = _default.as_idmc
open = Package.open
