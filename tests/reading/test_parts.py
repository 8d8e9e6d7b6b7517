import json
from datetime import date

import pytest

from idlib_ledger.cli import main
from idlib_ledger.reading import read_dates, read_quantities

TEXT = "At least 12 people were killed near the M5 in 2019, police said. He is 45 years old. Some 300 shells, not 2254, fell on Monday."


def test_quantities_are_counts_or_say_why_not():
    found = {q["quote"]: q for q in read_quantities(TEXT, date(2020, 1, 17))}
    assert found["At least 12 people"] | {"start": 0, "end": 0} == {
        "start": 0,
        "end": 0,
        "quote": "At least 12 people",
        "value": 12,
        "low": 12,
        "high": None,
        "hedge": "at_least",
        "hedge_word": "at least",
        "is_count": True,
        "why_not": None,
    }
    assert found["45"]["why_not"] == "a measure of time or length"
    assert found["Some 300 shells"]["is_count"]
    assert all(q["is_count"] == (q["why_not"] is None) for q in found.values())
    assert all(TEXT[q["start"] : q["end"]] == quote for quote, q in found.items())


def test_dates_come_with_days_and_precision():
    assert [(d["quote"], d["date_start"], d["date_end"], d["start_prec"]) for d in read_dates(TEXT, date(2020, 1, 17))] == [
        ("2019", "2019-01-01", "2019-12-31", 5),
        ("Monday", "2020-01-13", "2020-01-13", 1),
    ]


@pytest.mark.parametrize(("flag", "key"), [("--quantities", "is_count"), ("--dates", "date_start")])
def test_the_command_gives_a_json_line_each(flag, key, monkeypatch, capsys, tmp_path):
    (tmp_path / "lines").write_text(json.dumps({"id": "a", "published": "2020-01-17", "text": TEXT}) + "\n", encoding="utf-8")
    with open(tmp_path / "lines", encoding="utf-8") as stream:
        monkeypatch.setattr("sys.stdin", stream)
        assert main(["read", flag, "-"]) == 0
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert rows
    assert all(row["id"] == "a" and key in row for row in rows)
