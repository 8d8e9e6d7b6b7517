"""The datasheet: its counts are those of the tables, and none is typed by hand."""

from __future__ import annotations

import re

import pytest
from conftest import ROOT

from idlib_ledger.datasheet import TEMPLATE, datasheet, facts
from idlib_ledger.errors import DataError
from idlib_ledger.package import Files

FILES = Files(ROOT)


def test_the_page_is_what_the_tables_give():
    assert (ROOT / "docs/datasheet.md").read_text(encoding="utf-8") == datasheet(FILES)


def test_every_count_agrees_with_its_table():
    known = facts(FILES)
    assert known["claims"] == len(FILES.rows("claims"))
    assert known["articles"] == known["full"] + known["openings"] == known["certainty"] + known["random"] == known["train"] + known["test"]
    assert known["numbers"] + known["vague"] + known["no_number"] <= known["claims"]


def test_no_count_of_the_data_is_typed_by_hand():
    prose = re.sub(r"\{\{\w+\}\}", "", (ROOT / TEMPLATE).read_text(encoding="utf-8"))
    typed = {int(n) for n in re.findall(r"(?<![\w./-])(\d{2,})(?![\w/-])", prose)}
    counts = {v for v in facts(FILES).values() if isinstance(v, int)}
    assert typed & counts <= {2019, 2020, 2021, 17, 95, 679}


def test_a_name_that_is_no_fact_is_an_error(folder):
    (folder / "docs").mkdir()
    (folder / TEMPLATE).write_text("# Datasheet\n\n{{articles}} of {{nonsense}}\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"docs/datasheet\.in\.md:3: .*nonsense.* is not a fact"):
        datasheet(Files(folder))
