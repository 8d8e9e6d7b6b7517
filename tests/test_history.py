"""What changed since the last release, in words, on a small repository made for it."""

from __future__ import annotations

import subprocess

import pytest

from idlib_ledger.history import diff


@pytest.fixture
def repository(tmp_path):
    def git(*arguments):
        who = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
        subprocess.run(["git", "-C", str(tmp_path), *who, *arguments], check=True, capture_output=True)

    def save(message, **tables):
        for name, text in tables.items():
            (tmp_path / "data/tables").mkdir(parents=True, exist_ok=True)
            (tmp_path / f"data/tables/{name}.csv").write_text(text, encoding="utf-8")
        git("add", "-A")
        git("commit", "-q", "--allow-empty", "-m", message)

    git("init", "-q")
    save.git, save.root = git, tmp_path
    return save


def test_rows_that_came_went_and_changed_are_told(repository):
    repository("first", claims="claim_id,value\nC1,10\nC2,20\n")
    repository("second", claims="claim_id,value\nC1,11\nC3,30\nC4,40\n", events="event_id\nE1\n")
    told = diff(repository.root)
    assert "  data/tables/claims.csv: 3 rows, 2 before; 2 came, 1 went, 1 changed" in told
    assert "  data/tables/events.csv: new, 1 rows" in told


def test_the_last_tag_is_what_is_compared_with(repository):
    repository("first", claims="claim_id,value\nC1,10\n")
    repository("second", claims="claim_id,value\nC1,11\n")
    repository.git("tag", "v1")
    assert diff(repository.root) == ["nothing changed since v1"]


def test_new_columns_are_told(repository):
    repository("first", claims="claim_id\nC1\n")
    repository("second", claims="claim_id,hedge\nC1,about\n")
    assert "  data/tables/claims.csv: 1 rows, 1 before; columns new: hedge" in diff(repository.root)
