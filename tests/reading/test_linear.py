"""Hostile text costs no more than its length, and what the reader remembers of earlier texts changes nothing."""

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idlib_ledger.articles import sentences
from idlib_ledger.package import Files, default_root
from idlib_ledger.reading import Reader, default_reader, quantities, read, read_dates, read_quantities, tokens
from idlib_ledger.reading.attach import attach
from idlib_ledger.reading.claims import readings

FRIDAY = date(2020, 1, 17)
LENGTH = 4000  # characters of the shorter text
LONGER = {"later": 16_000}  # each looks back over some sentences, whose number is bounded: shorter texts do not reach the bound
ENOUGH = 0.02  # seconds; a shorter run says nothing of how the time grows
HOSTILE = {
    "spaces": " ",
    "line breaks": "a\n \n",
    "digits": "7",
    "numbers": "12 ",
    "groups of digits": "640 ",
    "decimals": "1.5,",
    "number words": "hundred ",
    "commas": ", ",
    "full stops": ". ",
    "dots": ".",
    "and": "and ",
    "brackets": "(",
    "brackets and words": "(a ",
    "square brackets": "[",
    "link ends": "](x",
    "stars": "**",
    "quotes": '" ',
    "curly quotes": "“a ",
    "a huge word": "x",
    "a huge word of hyphens": "a-",
    "apostrophes": "a'",
    "initials": "U.",
    "zero-width characters": "\u200b",
    "combining marks": "e\u0301",
    "emoji": "🚑 ",
    "killed": "killed 12 ",
    "killed, by commas": "12 killed, ",
    "shares": "half of them, ",
    "hedges": "at least ",
    "dozens": "dozens of people and ",
    "weekdays": "on Monday ",
    "later": "two days later ",
    "since": "since 1 December ",
    "dates": "12 January 2020, ",
    "said": "he said ",
    "said that": "he said that ",
    "said and counted": "12 people died, he said. ",
    "pronouns": "It said. ",
    "places": "the province ",
    "names of places": "in Ariha, ",
    "names": "Jana Trelk, ",
    "denials": "it denied ",
    "truces": "the truce began on Sunday ",
    "addresses": "http://a.example/",
    "datelines": "ARIHA, ",
    "of and of": "of the number of ",
    "vague": "a number of the ",
    "headings": "# ",
}
WORDS = """
at least|nearly|12|640|350,000|twenty|people|civilians|were|killed|wounded|and|,|. The|. It|said|SOHR|on Thursday|since|in Idlib|half
|of them|a|%|the province|the truce|began|denied|RIA reported|a quarter|another four|-|(|“|é|M5|http://a.example|**
""".replace("\n", "").split("|")
TEXT = st.lists(st.sampled_from([*WORDS, "\n\n", "\n"]), max_size=40).map(" ".join) | st.text(max_size=80)
LINE = [w for w in WORDS if w not in ("", "-", "(", "“", "**", "http://a.example")]  # without marks of furniture


def seconds(text):
    """The least time of three that reading the text takes."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        read(text, FRIDAY)
        best = min(best, time.process_time() - start)
    return best


def of_length(unit, length):
    return (unit * (length // len(unit) + 1))[:length]


def fresh():
    return Reader(Files(default_root()).rows)


# --- time -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", HOSTILE)
def test_four_times_the_text_takes_nowhere_near_sixteen_times_as_long(name):
    unit, length = HOSTILE[name], LONGER.get(name, LENGTH)
    long = seconds(of_length(unit, 4 * length))
    if long > ENOUGH:
        assert long < 16 * seconds(of_length(unit, length))


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_hostile_text_between_two_sentences_hides_neither(unit):
    first, last = "Six people were killed in Ariha.", "Four soldiers were wounded in Saraqib."
    text = f"{first}\n\n{of_length(unit, LENGTH)}\n\n{last}"
    found = read(text, FRIDAY)
    assert [(r.quote, r.measure, r.start) for r in (found[0], found[-1])] == [
        ("Six people", "killed", 0),
        ("Four soldiers", "injured", len(text) - len(last)),
    ]
    assert all(text[r.start : r.end] == r.quote for r in found)


@pytest.mark.parametrize("part", [read_quantities, read_dates])
@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_quantities_and_dates_of_hostile_text_come_back(unit, part):
    text = of_length(unit, LENGTH)
    assert all(text[row["start"] : row["end"]] == row["quote"] for row in part(text, FRIDAY))


# --- memory -----------------------------------------------------------------------------------------------------


@settings(deadline=None)
@given(TEXT)
def test_reading_a_text_twice_gives_the_same(text):
    assert read(text, FRIDAY) == read(text, FRIDAY)


@pytest.fixture(scope="module")
def readers():
    """Two readers, one of which is made to forget again and again."""
    return fresh(), fresh()


def fill(memory):
    """Fill a memory of the lexicon up to one below its bound, with what no text has."""
    some = next(iter(memory.values()))
    memory.update((f" {n}", some) for n in range(tokens.REMEMBERED - 1 - len(memory)))


@settings(deadline=None, max_examples=15)
@given(st.lists(TEXT, min_size=2, max_size=4))
def test_a_reader_whose_memory_is_full_reads_the_same(readers, texts):
    forgetful, other = readers
    forgetful.read("Rain fell.", FRIDAY)
    fill(forgetful.lexicon.chunks)
    fill(forgetful.lexicon._words)
    assert [forgetful.read(text, FRIDAY) for text in texts] == [other.read(text, FRIDAY) for text in texts]


def test_a_reader_remembers_no_more_than_its_bound():
    reader = fresh()
    reader.read("Rain fell.", FRIDAY)
    for memory in (reader.lexicon.chunks, reader.lexicon._words):
        fill(memory)
        assert len(memory) == tokens.REMEMBERED - 1
    reader.read("Lamps hung. Nobody came.", FRIDAY)
    assert 0 < len(reader.lexicon.chunks) < 10 and 0 < len(reader.lexicon._words) < 10


def test_what_was_read_before_does_not_change_what_is_read(readers):
    text = "SOHR said 12 people were killed in Ariha. It added that 30 others were wounded on Monday."
    reader = fresh()
    first = reader.read(text, FRIDAY)
    for unit in HOSTILE.values():
        reader.read(of_length(unit, 500), date(2019, 5, 5))
    assert reader.read(text, FRIDAY) == first == readers[1].read(text, FRIDAY)


# --- sentences, made when asked for -----------------------------------------------------------------------------


@settings(deadline=None)
@given(TEXT)
def test_sentences_that_the_reader_passes_over_hold_no_claim(text):
    document, found = default_reader().document(text, FRIDAY), []
    for index in range(len(document.spans)):
        s = document.sentence(index)
        s.quantities = quantities.find(s)
        attach(s)
        found += readings(s)
    found.sort(key=lambda r: (r.start, r.end, r.measure))
    assert [r.as_dict() | {"quote": text[r.start : r.end]} for r in found] == [r.as_dict() for r in read(text, FRIDAY)]


@settings(deadline=None)
@given(TEXT)
def test_the_reader_cuts_a_text_into_the_sentences_of_an_account(text):
    document = default_reader().document(text)
    assert document.spans == [(s.start, s.end, s.paragraph) for s in sentences(document.plain)]


@settings(deadline=None)
@given(st.lists(st.sampled_from(LINE), min_size=1, max_size=40), st.data())
def test_odd_spaces_between_words_change_no_reading(words, data):
    text = " ".join(words)
    words = text.split()
    spaces = data.draw(st.lists(st.sampled_from([" ", "  ", "\n", "\t", " \n "]), min_size=len(words), max_size=len(words)))
    odd = "".join(word + space for word, space in zip(words, spaces))
    plain = [r.as_dict() | {"start": 0, "end": 0} for r in read(text, FRIDAY)]
    found = [r.as_dict() | {"start": 0, "end": 0} for r in read(odd, FRIDAY)]
    assert [{k: " ".join(v.split()) if isinstance(v, str) else v for k, v in row.items()} for row in found] == plain


@pytest.mark.parametrize("unit", ["x", "7", "a.", "“", "-"])
def test_a_megabyte_without_a_space_comes_back(unit):
    text = f"Six people were killed. {unit * (1_000_000 // len(unit))}"
    assert read(text, FRIDAY)[0].quote == "Six people"
