"""Idlib Ledger: every number in the reporting on Idlib 2019-20, entered twice.

>>> import idlib_ledger as ledger
>>> claims = ledger.load("claims")
"""

from __future__ import annotations

from .errors import DataError
from .ledger import Evidence, Package

__version__ = "0.1.0"
__all__ = ["DataError", "Evidence", "Package", "article", "cite", "describe", "evidence", "load", "open", "tables"]

_default = Package()
tables = _default.tables
load = _default.load
describe = _default.describe
article = _default.article
evidence = _default.evidence
cite = _default.cite
open = Package.open
