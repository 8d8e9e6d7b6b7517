"""Paragraphs and sentences: where they begin and end does not hang on how a page was wrapped."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idlib_ledger.segments import ABBREVIATIONS, LONGEST_CHUNK, begins, chunks, ends, paragraphs, spans

WORDS = """
left|Left|He|“Never|again!”|said.|Gen.|Hamdan|U.N.|staff|approx.|12,640|1.5|Jan.|9.|“We|(they|all)|came?|Why|...|–|no.|St.|é|Ünal|7th|e.g.|stop.)|it's|x.
""".strip().split("|")
WORD = st.sampled_from(WORDS) | st.text("aZ.!?\"'”(-é", min_size=1, max_size=5)
SENTENCE = st.lists(WORD, min_size=1, max_size=15)
SPACE = st.sampled_from([" ", "  ", "\n", "\t", " \n", "\n ", "\u00a0", "\u2009", "\r\n"])
BLANK = st.sampled_from(["\n\n", "\n \n", "\n\t\n\n  ", "\n\n\n"])
ANY = st.text(st.sampled_from("aB.!? \n\t\"”'(7\u00a0\u200bé"), max_size=80) | st.text(max_size=60)


def sentences(text):
    return [text[start:end] for start, end, _ in spans(text)]


def collapsed(text):
    return [" ".join(s.split()) for s in sentences(text)]


# --- sentences --------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(SENTENCE, st.data())
def test_other_spaces_between_words_change_no_sentence(words, data):
    spaces = data.draw(st.lists(SPACE, min_size=len(words) - 1, max_size=len(words) - 1))
    odd = "".join(word + space for word, space in zip(words, [*spaces, ""]))
    assert collapsed(odd) == sentences(" ".join(words))


@settings(deadline=None)
@given(st.lists(SENTENCE, min_size=1, max_size=4), st.data())
def test_blank_lines_change_no_sentence_of_a_paragraph(parts, data):
    parts = [" ".join(words) for words in parts]
    blanks = data.draw(st.lists(BLANK, min_size=len(parts), max_size=len(parts)))
    text = "".join(blank + part for part, blank in zip(parts, blanks))
    found = [(text[start:end], paragraph) for start, end, paragraph in spans(text)]
    assert found == [(s, number) for number, part in enumerate(parts, 1) for s in sentences(part)]


@settings(deadline=None)
@given(ANY)
def test_sentences_lie_in_order_and_leave_out_nothing_but_space(text):
    covered, last, paragraph = set(), 0, 1
    for start, end, number in spans(text):
        assert last <= start < end <= len(text)
        assert number in (paragraph, paragraph + 1) or not covered
        assert text[start:end] == text[start:end].strip()
        covered.update(range(start, end))
        last, paragraph = end, number
    assert {k for k, char in enumerate(text) if not char.isspace()} <= covered


@settings(deadline=None)
@given(ANY)
def test_each_sentence_is_a_sentence_of_its_paragraph(text):
    for number, (start, end) in enumerate(paragraphs(text), 1):
        inside = [(a, b) for a, b, n in spans(text) if n == number]
        assert inside[0][0] == start and inside[-1][1] == end
    assert {n for _, _, n in spans(text)} == set(range(1, len(paragraphs(text)) + 1))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain fell. The mill stood still.", ["Rain fell.", "The mill stood still."]),
        ("Why? Nobody came! So they left.", ["Why?", "Nobody came!", "So they left."]),
        ("“Leave now.” Then they ran.", ["“Leave now.”", "Then they ran."]),
        ("They heard it. “Leave now,” he said.", ["They heard it.", "“Leave now,” he said."]),
        ('He said: "We stay." "Why?" she asked.', ['He said: "We stay."', '"Why?" she asked.']),
        ("It rained (for days). (Nobody knew.) So be it.", ["It rained (for days).", "(Nobody knew.)", "So be it."]),
        ("Nobody came. 12 people left.", ["Nobody came.", "12 people left."]),
        ("Nobody came. É um dia.", ["Nobody came.", "É um dia."]),
        ("The road is closed", ["The road is closed"]),
        ("Wait ... what is it?", ["Wait ... what is it?"]),
        ("They left.The others stayed.", ["They left.The others stayed."]),
        ("", []),
        (" \n\t\n ", []),
        (".", ["."]),
    ],
)
def test_where_sentences_end(text, expected):
    assert sentences(text) == expected


@pytest.mark.parametrize("word", ABBREVIATIONS)
def test_an_abbreviation_ends_no_sentence(word):
    text = f"They met {word}. Hamdan there. They left."
    assert sentences(text) == [f"They met {word}. Hamdan there.", "They left."]
    assert sentences(f"They met ({word}. Hamdan) there.") == [f"They met ({word}. Hamdan) there."]


@pytest.mark.parametrize("word", ["J.", "U.N.", "U.S.", "a.m.", "J.R.R.", "(J."])
def test_initials_end_no_sentence(word):
    assert sentences(f"The {word} Office closed. Rain fell.") == [f"The {word} Office closed.", "Rain fell."]


@pytest.mark.parametrize("word", ["Damage.", "vest.", "Janet.", "12.", "3rd.", "5 p.m.!", "approximately.", "Marchés."])
def test_a_word_that_only_looks_like_an_abbreviation_ends_a_sentence(word):
    assert sentences(f"They named {word} Then they left.") == [f"They named {word}", "Then they left."]


@pytest.mark.parametrize("word", ["that", "and", "said", "–", "—", "..."])
def test_what_begins_in_lower_case_or_with_a_mark_is_no_new_sentence(word):
    text = f"He asked “Why?” {word} nobody knew."
    assert sentences(text) == [text]


@pytest.mark.parametrize(("chunk", "expected"), [("end.", True), ("end.”)]", True), ("end.x", False), ("end,", False), ("!", True)])
def test_a_sentence_may_end_only_with_its_mark(chunk, expected):
    assert ends(chunk) is expected


@pytest.mark.parametrize(("chunk", "expected"), [("The", True), ("“The", True), ("12", True), ("the", False), ("–", False), (".", False)])
def test_a_sentence_may_begin_only_with_a_capital_or_a_number(chunk, expected):
    assert begins(chunk) is expected


# --- paragraphs -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("one\n\ntwo", ["one", "two"]),
        ("one\ntwo", ["one\ntwo"]),
        ("one\n \t\ntwo\n\n\n\nthree", ["one", "two", "three"]),
        ("\n\n  one\ntwo  \n\n", ["one\ntwo"]),
        ("one\n\u200b\ntwo", ["one\n\u200b\ntwo"]),
        ("", []),
        ("\n\n\n", []),
    ],
)
def test_a_blank_line_parts_paragraphs(text, expected):
    assert [text[start:end] for start, end in paragraphs(text)] == expected


@settings(deadline=None)
@given(ANY)
def test_paragraphs_lie_in_order_bare_of_space(text):
    last = 0
    for start, end in paragraphs(text):
        assert last <= start < end and text[start:end] == text[start:end].strip()
        last = end
    assert "".join("".join(text[start:end].split()) for start, end in paragraphs(text)) == "".join(text.split())


# --- long words -------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(ANY, st.integers(0, 3 * LONGEST_CHUNK))
def test_chunks_are_all_that_stands_between_spaces_in_pieces_of_bounded_length(text, length):
    text = f"{text} {'ab' * (length // 2)} {text}"
    words, starts = chunks(text, 0, len(text))
    assert all(0 < len(word) <= LONGEST_CHUNK and text[at : at + len(word)] == word for word, at in zip(words, starts))
    assert "".join(words) == "".join(text.split())


@pytest.mark.parametrize("unit", ["x", "X.", ".", "“", "(", "7", "e.g.", "'", "é!", "\u200b", "-"])
def test_a_megabyte_without_a_space_is_one_sentence(unit):
    text = unit * (1_000_000 // len(unit))
    assert spans(text) == [(0, len(text), 1)]
    assert spans(f"Rain fell. {text}\n\nIt went on.")[-1] == (len(text) + 13, len(text) + 24, 2)


@pytest.mark.parametrize("unit", ["\n", " ", "\n ", "\t\n", "\u00a0"])
def test_a_megabyte_of_nothing_but_space_has_no_sentence(unit):
    assert spans(unit * (1_000_000 // len(unit))) == []


@pytest.mark.parametrize("unit", ["\n ", " \n\t", "\n"])
def test_a_long_run_of_space_inside_a_text_comes_back(unit):
    gap = unit * 20_000
    assert sentences(f"One.{gap}Two.") == ["One.", "Two."]
