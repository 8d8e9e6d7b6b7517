"""Accounts: front matter, sentences, quotes, and what is refused."""

from __future__ import annotations

import re
import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from idlib_ledger.articles import FRONT_MATTER, find_quote, parse_article, read_article, sentences
from idlib_ledger.errors import DataError
from idlib_ledger.segments import paragraphs

NAME = "2020-01-02-example-river"
ACCOUNT = """+++
title = "A made-up flood"
publisher_id = "example"
published_on = 2020-01-02
published_prec = 1
date_basis = "page"
source_language = "en"
source_url = "https://example.org/flood"
extent = "full"
stratum = "certainty"
inclusion_prob = 0.5
+++

The river rose. Nobody drowned.

A bridge fell on Jan. 2.
"""
PROSE = st.text(st.sampled_from("aBc .!?,\n\t\"”“'’()19é"), max_size=80)
ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def texts(prose):
    return [s.text for s in sentences(prose)]


def account(tmp_path, content, name=NAME):
    path = tmp_path / f"{name}.md"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


# --- a good account ---------------------------------------------------------------------------------------------


def test_an_account_gives_its_text_without_the_blank_lines_around_it(tmp_path):
    article = read_article(account(tmp_path, ACCOUNT))
    assert article.article_id == NAME
    assert article.text == "The river rose. Nobody drowned.\n\nA bridge fell on Jan. 2."


def test_front_matter_is_typed_and_left_out_fields_are_none(tmp_path):
    article = read_article(account(tmp_path, ACCOUNT))
    assert article.title == "A made-up flood"
    assert article.meta["published_on"] == date(2020, 1, 2)
    assert article.meta["inclusion_prob"] == 0.5
    assert article.meta["anchor_date"] is None and article.meta["wire_id"] is None
    assert list(article.meta) == list(FRONT_MATTER)


def test_an_account_as_text_shows_title_id_and_text(tmp_path):
    shown = str(read_article(account(tmp_path, ACCOUNT)))
    assert shown.startswith(f"A made-up flood\n{NAME}\n") and shown.endswith("Jan. 2.")


def test_an_accounts_hash_changes_with_its_text_alone(tmp_path):
    one = parse_article(ACCOUNT, NAME, "one.md")
    assert parse_article(ACCOUNT.replace("made-up", "retitled"), NAME, "two.md").text_sha256 == one.text_sha256
    assert parse_article(ACCOUNT.replace("rose", "fell"), NAME, "three.md").text_sha256 != one.text_sha256


# --- sentences --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "prose",
    [
        "Mr. Example met Dr. Sample on Jan. 9 in St. Nowhere.",
        "The U.N. said so.",
        "J. R. Example spoke.",
        "They say approx. 300 left and ca. 20 stayed.",
        "It cost 1.5 million in all.",
        "They left at 5 p.m. on Monday.",
        "He asked who? and went.",
    ],
)
def test_a_full_stop_inside_a_sentence_does_not_end_it(prose):
    assert texts(prose) == [prose]


@pytest.mark.parametrize(
    "parts",
    [
        ["It rained.", "It stopped."],
        ["Who knows?", "Nobody!", "So it is."],
        ['"Go home."', "They went."],
        ['She said "go home."', "They went."],
        ["“Go.”", "“Why?”", "Silence."],
        ["(It rained.)", "Then it stopped."],
        ["It came on Jan. 9.", "U.N. staff left."],
        ["There were 21.", "19 of them stayed."],
    ],
)
def test_each_sentence_is_found(parts):
    assert texts(" ".join(parts)) == parts


def test_a_blank_line_ends_a_sentence_and_a_single_line_end_does_not():
    assert texts("A line\nand its second half\n\nA new paragraph") == ["A line\nand its second half", "A new paragraph"]


def test_a_sentence_ends_before_a_line_end_too():
    assert texts("It rained.\nIt stopped.") == ["It rained.", "It stopped."]


def test_paragraphs_are_counted_from_one():
    assert [s.paragraph for s in sentences("One. Two.\n\nThree.\n\n\n\nFour.")] == [1, 1, 2, 3]


@pytest.mark.parametrize("text", ["", " ", "\n\n", " \n \n"])
def test_no_sentence_in_nothing(text):
    assert sentences(text) == []


@given(PROSE | ANY_TEXT)
def test_a_sentence_is_the_text_at_its_place(text):
    for sentence in sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text


@given(PROSE | ANY_TEXT)
def test_sentences_are_in_order_and_do_not_overlap(text):
    found = sentences(text)
    assert all(0 <= s.start < s.end <= len(text) for s in found)
    assert all(a.end <= b.start for a, b in zip(found, found[1:]))


@given(PROSE | ANY_TEXT)
def test_no_sentence_crosses_a_blank_line(text):
    assert not any(re.search(r"\n[ \t]*\n", text[s.start : s.end]) for s in sentences(text))


@given(PROSE | ANY_TEXT)
def test_nothing_but_white_space_lies_between_sentences(text):
    rest = list(text)
    for s in sentences(text):
        rest[s.start : s.end] = " " * (s.end - s.start)
    assert not "".join(rest).strip()


@given(PROSE)
def test_no_paragraph_is_blank(text):
    assert all(text[start:end].strip() for start, end in paragraphs(text))


# --- quotes -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "quote", "nth", "expected"),
    [
        ("21 hurt, 2 badly", "2", 1, (9, 10)),
        ("2,000 came and 2 left", "2", 1, (15, 16)),
        ("1.5 then 5", "5", 1, (9, 10)),
        ("killed, unkilled", "killed", 2, None),
        ("ten, ten and ten", "ten", 3, (13, 16)),
        ("ten, ten and ten", "ten", 4, None),
        ("Ten", "ten", 1, None),
        ("a (b) c", "(b)", 1, (2, 5)),
        ("a.b", "a.b", 1, (0, 3)),
        ("axb", "a.b", 1, None),
        ("21.", "21", 1, (0, 2)),
        ("anything", "", 1, None),
        ("ten", "ten", 0, None),
    ],
)
def test_a_quote_is_found_as_whole_words(text, quote, nth, expected):
    assert find_quote(text, quote, nth) == expected


@given(st.lists(st.sampled_from(["a", "ab", "b", "1", "12", "é"]), min_size=1, max_size=12), st.data())
def test_the_nth_quote_is_the_nth_word_that_equals_it(words, data):
    wanted = data.draw(st.sampled_from(words))
    starts = [sum(len(w) + 1 for w in words[:i]) for i, word in enumerate(words) if word == wanted]
    for nth, start in enumerate(starts, 1):
        assert find_quote(" ".join(words), wanted, nth) == (start, start + len(wanted))
    assert find_quote(" ".join(words), wanted, len(starts) + 1) is None


@given(PROSE, PROSE, st.integers(1, 3))
def test_a_found_quote_stands_where_it_is_said_to_stand(text, quote, nth):
    span = find_quote(text, quote, nth)
    assert span is None or text[slice(*span)] == quote


# --- what is refused --------------------------------------------------------------------------------------------

DECOMPOSED = unicodedata.normalize("NFD", "é")
BAD = {
    "empty": ("", 1, None, None, "the file is empty"),
    "only white space": ("\n \n", 1, None, None, "the file is empty"),
    "no front matter": ("The river rose.\n", 1, None, "The river rose.", "no front matter"),
    "front matter not closed": (ACCOUNT.replace("\n+++", "", 1), 1, None, "+++", "no front matter"),
    "no text": (ACCOUNT[: ACCOUNT.index("The river")], 13, None, None, "no text"),
    "not TOML": (ACCOUNT.replace("published_prec = 1", "published_prec = one"), 5, None, None, "not TOML"),
    "unknown field": (ACCOUNT.replace('stratum = "', 'strata = "'), 10, "strata", "certainty", "is not a front-matter field"),
    "missing field": (ACCOUNT.replace('extent = "full"\n', ""), 1, "extent", None, "is missing"),
    "text for a whole number": (ACCOUNT.replace("prec = 1", 'prec = "1"'), 5, "published_prec", "1", "expected a int"),
    "boolean for a whole number": (ACCOUNT.replace("prec = 1", "prec = true"), 5, "published_prec", True, "expected a int"),
    "text for a date": (ACCOUNT.replace("= 2020-01-02", '= "2020-01-02"'), 4, "published_on", "2020-01-02", "a date without quotes"),
    "a day that is not": (ACCOUNT.replace("= 2020-01-02", "= 2020-02-30"), 4, None, None, "not TOML"),
    "number for text": (ACCOUNT.replace('"full"', "3"), 9, "extent", 3, "expected a str"),
    "not UTF-8": (ACCOUNT.encode().replace(b"bridge", b"br\xfcdge"), 16, None, "0xfc", "is not UTF-8"),
    "byte order mark": ("\ufeff" + ACCOUNT, 1, None, "\ufeff", "byte order mark"),
    "carriage returns": (ACCOUNT.replace("\n", "\r\n"), 1, None, "\r", "carriage return"),
    "NUL": (ACCOUNT.replace("bridge", "br\0dge"), 16, None, "\0", "NUL"),
}


@pytest.mark.parametrize(("content", "row", "field", "found", "expected"), BAD.values(), ids=BAD)
def test_a_bad_account_stops_with_file_row_field_found_and_expected(tmp_path, content, row, field, found, expected):
    with pytest.raises(DataError) as caught:
        read_article(account(tmp_path, content), f"data/articles/{NAME}.md")
    error = caught.value
    assert (error.file, error.row, error.field, error.found) == (f"data/articles/{NAME}.md", row, field, found)
    assert expected in error.expected
    assert str(error).startswith(f"data/articles/{NAME}.md:{row}") and str(error).isprintable()


def test_text_that_is_not_nfc_is_refused_at_its_line(tmp_path):
    with pytest.raises(DataError, match="normal form") as caught:
        read_article(account(tmp_path, ACCOUNT.replace("bridge", f"caf{DECOMPOSED}")), "account.md")
    assert caught.value.row == 16


def test_an_account_of_50_mb_is_refused_without_reading_it(tmp_path):
    path = tmp_path / f"{NAME}.md"
    with open(path, "wb") as stream:
        stream.truncate(50_000_000)
    with pytest.raises(DataError) as caught:
        read_article(path, "account.md")
    assert (caught.value.file, caught.value.found) == ("account.md", "50000000 bytes") and "at most" in caught.value.expected


@pytest.mark.parametrize("name", ["river", "2020-01-02", "2020-1-2-example-river", "2020-01-02-Example-River", "2020-01-02-example river"])
def test_a_wrong_id_is_refused(tmp_path, name):
    with pytest.raises(DataError) as caught:
        read_article(account(tmp_path, ACCOUNT, name), "account.md")
    assert (caught.value.file, caught.value.field, caught.value.found) == ("account.md", "article_id", name)
    assert "YYYY-MM-DD-publisher-topic" in caught.value.expected
