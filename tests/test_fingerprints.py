"""Fingerprints: which numbers a page shows, what is kept of it, and how an account is held against it."""

from __future__ import annotations

import json
from datetime import date

import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st

from idlib_ledger.articles import Article
from idlib_ledger.errors import DataError
from idlib_ledger.fingerprints import (
    FIELDS,
    KINDS,
    Lexicon,
    audit,
    dumps,
    fingerprint,
    items,
    loads,
    numbers,
    numeral,
    shared_runs,
    unsupported,
)
from idlib_ledger.package import Files

ROWS = Files(ROOT).rows
ENGLISH, GERMAN, ARABIC, TURKISH = (Lexicon.load(ROWS, language) for language in ("en", "de", "ar", "tr"))
UNLISTED = Lexicon.load(ROWS, "xx")  # a language without a row in any list
READ_ON = date(2020, 2, 3)


def values(text, lexicon=ENGLISH):
    return [value for _, _, value in numbers(text, lexicon)]


def account(text):
    meta = {"source_url": "https://example.org/river", "extent": "full", "source_language": "en"}
    return Article("2020-01-02-example-river", meta, text)


def printed(page):
    return fingerprint(page, account(""), ENGLISH, READ_ON)


def audited(text, page):
    return audit(account(text), page, ENGLISH, ENGLISH, READ_ON)[1]


# --- numbers ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "surface",
    ["350000", "350,000", "350.000", "350 000", "350\u00a0000", "350\u202f000", "350'000", "350’000", "٣٥٠٠٠٠", "٣٥٠٬٠٠٠", "۳۵۰٬۰۰۰"],
)
def test_separators_of_several_languages(surface):
    assert numeral(surface) == 350000
    assert values(f"({surface})") == [350000]


@pytest.mark.parametrize(
    ("surface", "value"),
    [("1.5", 1.5), ("1,5", 1.5), ("12.25", 12.25), ("٣٫٥", 3.5), ("1,234,567", 1234567), ("1.234.567,5", 1234567.5), ("1,234.5", 1234.5)],
)
def test_decimals(surface, value):
    assert values(surface) == [value]


@given(st.integers(0, 10**9), st.sampled_from([",", ".", "'", "’", " ", "\u00a0", "\u202f", "\u066c"]))
def test_a_grouped_number_has_the_value_of_its_digits(number, mark):
    grouped = f"{number:,}".replace(",", mark)
    assert numeral(grouped) == number
    assert values(f"some {grouped} people") == [number]


@given(st.integers(0, 10**9))
def test_arabic_digits_have_the_values_of_theirs(number):
    arabic = str(number).translate({ord("0") + n: chr(0x660 + n) for n in range(10)})
    assert values(f"نحو {arabic} شخص", ARABIC) == [number]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("nineteen", [19]),
        ("Twenty-one were hurt", [21]),
        ("twenty one", [21]),
        ("one hundred and fifty", [150]),
        ("two hundred thousand", [200000]),
        ("three million", [3000000]),
        ("1.5 million", [1500000]),
        ("350 thousand", [350000]),
        ("half a million", [500000]),
        ("a quarter of a million", [250000]),
        ("a dozen, two dozen", [12, 24]),
        ("one thousand two hundred", [1200]),
        ("nineteen of 21", [19, 21]),
        ("two, three and four", [2, 3, 4]),
        ("2 million, 300 of them here", [2000000, 300]),
        ("on the 19th", [19]),
        ("someone often weighed freight", []),
        ("", []),
    ],
)
def test_english_number_words(text, expected):
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "lexicon", "expected"),
    [
        ("350.000 Menschen, zwei Millionen", GERMAN, [350000, 2000000]),
        ("1,5 Millionen", GERMAN, [1500000]),
        ("350 ألف شخص", ARABIC, [350000]),
        ("٣ ملايين", ARABIC, [3000000]),
    ],
)
def test_number_words_of_other_languages(text, lexicon, expected):
    assert values(text, lexicon) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("379 bin 523'e ulaştı", [379523]),
        ("bin 709 kişi", [1709]),
        ("1 milyon 200 bin 350 kişi", [1200350]),
        ("iki milyon 50 kişi", [2000050]),
        ("20 bin sivil, 523 aile", [20000, 523]),
        ("379 bin, 523", [379000, 523]),
        ("2 bin 2019", [2000, 2019]),
        ("379 523", [379523]),
        ("379 5", [379, 5]),
    ],
)
def test_turkish_adds_digits_to_a_scale_word(text, expected):
    assert values(text, TURKISH) == expected


@pytest.mark.parametrize(
    ("text", "lexicon", "expected"),
    [
        ("379 thousand 523", ENGLISH, [379000, 523]),
        ("two hundred 35 of them", ENGLISH, [200, 35]),
        ("379 tausend 523", GERMAN, [379000, 523]),
        ("379 ألف 523", ARABIC, [379000, 523]),
    ],
)
def test_other_languages_do_not(text, lexicon, expected):
    assert values(text, lexicon) == expected


def test_a_language_without_number_words_has_its_digits():
    assert values("Qwert 80.000 zuiop 3,7, asdf 2019.", UNLISTED) == [80000, 3.7, 2019]
    assert values("zuiop", UNLISTED) == [] == values("", UNLISTED)
    assert [item[0] for item in items("Qwert 12 Idlib", UNLISTED)] == ["number", "name"]


def test_a_language_that_the_page_quotes_is_read_with_its_own():
    text = "نحو 350 ألف شخص: 17 günde bin 709"
    assert values(text, ARABIC) == [350000, 17, 709]
    assert values(text, Lexicon.load(ROWS, "ar", "tr")) == [350000, 17, 1709]


@pytest.mark.parametrize("text", ["In 2019 350 people fled", "In December 2019 100 tents burned"])
def test_a_year_is_no_thousand_of_the_number_after_it(text):
    assert values(text)[0] == 2019 and len(values(text)) == 2


def test_numbers_in_an_address_do_not_count():
    assert values("see https://example.org/2020/01/a68940 and www.example.org/17, in all 3") == [3]


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_a_number_stands_where_it_is_said_to_stand(text):
    for start, surface, value in numbers(text, ENGLISH):
        assert text[start : start + len(surface)] == surface and value >= 0


# --- what a fingerprint keeps -----------------------------------------------------------------------------------


def test_items_come_in_the_order_of_the_page():
    found = items("On Thursday at least 21 people, dozens of them from Idlib, left in January.", ENGLISH)
    assert found == [
        ["weekday", "Thursday"],
        ["hedge", "at least"],
        ["number", "21", 21],
        ["vague", "dozens"],
        ["name", "Idlib"],
        ["month", "January"],
    ]


def test_parts_of_words_are_no_items():
    assert items("Idlibians overturned Mondayish dozenset Januaryland; disabouts", ENGLISH) == []


def test_the_longest_name_is_kept():
    names = [surface for kind, surface, *_ in items("It fell on Maarat al-Numan, Idlib province.", ENGLISH) if kind == "name"]
    assert names == ["Maarat al-Numan", "Idlib province"]


def test_a_fingerprint_has_its_fields():
    page = printed("Some 350,000  people\nfled.")
    assert tuple(page) == FIELDS
    assert page["n_words"] == 4 and page["read_on"] == "2020-02-03"


def test_the_hash_is_of_the_words_and_not_of_the_white_space():
    assert printed("one  two\n\nthree ")["text_sha256"] == printed("one two three")["text_sha256"]
    assert printed("one two three")["text_sha256"] != printed("one two four")["text_sha256"]


OTHER = ["zorblax", "quindle", "Vrompt", "krasnik"]


@given(st.lists(st.sampled_from([*OTHER, "21", "350,000", "dozens", "Idlib", "Thursday", "half a million", "of", "and"])))
def test_a_fingerprint_keeps_no_other_word(words):
    content = dumps(printed(" ".join(words)))
    assert not any(word in content for word in OTHER)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=80))
def test_every_word_kept_is_a_number_or_stands_in_the_lists(text):
    lists = {word.lower() for words in (ENGLISH.numbers, ENGLISH.hedges, ENGLISH.calendar, ENGLISH.names) for word in words}
    for kind, surface, *_ in items(text, ENGLISH):
        assert kind in KINDS
        assert kind == "number" or surface.lower() in lists


# --- as a file --------------------------------------------------------------------------------------------------

ITEM = st.tuples(st.just("number"), st.text(max_size=6), st.integers(0, 10**9) | st.floats(0, 1e6)) | st.tuples(
    st.sampled_from([kind for kind in KINDS if kind != "number"]), st.text(max_size=6)
)


@given(st.lists(ITEM.map(list)), st.text(max_size=10))
def test_a_fingerprint_comes_back_from_its_file(found, url):
    page = printed("") | {"source_url": url, "items": found}
    assert loads(dumps(page), "x.json") == page


@given(st.lists(ITEM.map(list), min_size=1))
def test_each_item_has_a_line(found):
    page = printed("") | {"items": found}
    lines = [line.strip().rstrip(",") for line in dumps(page).split("\n")]
    assert all(json.dumps(item, ensure_ascii=False) in lines for item in found)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "{",
        "[]",
        "null",
        '{"items": []}',
        dumps(printed("")).replace('"extent"', '"reach"'),
        dumps(printed("21")).replace('"number"', '"digits"'),
        dumps(printed("21")).replace(", 21]", "]"),
        dumps(printed("21")).replace(", 21]", ', "21"]'),
        dumps(printed("Idlib")).replace('"Idlib"]', '"Idlib", 1]'),
        dumps(printed("Idlib")).replace('["name", "Idlib"]', "[]"),
        dumps(printed("Idlib")).replace('["name", "Idlib"]', "7"),
        json.dumps(printed("") | {"items": 7}),
        json.dumps(printed("") | {"items": None}),
    ],
)
def test_a_broken_fingerprint_is_named(content):
    with pytest.raises(DataError) as caught:
        loads(content, "data/fingerprints/x.json")
    assert caught.value.file == "data/fingerprints/x.json" and caught.value.expected


# --- account against page ---------------------------------------------------------------------------------------

PAGE = "Officials counted 120 tents in three camps; half a million people had crossed the river by Monday, they told us."


def test_an_account_that_keeps_to_its_page_is_clean():
    findings = audited("By Monday 500,000 people were over the river. Three camps held one hundred and twenty tents.", PAGE)
    assert findings == {"not on the page": [], "shared runs": [], "not in the account": []}


def test_an_added_number_is_found():
    assert audited("Three camps held 120 tents and 7 stoves for half a million.", PAGE)["not on the page"] == ["7"]


def test_a_number_left_out_is_named():
    assert audited("Three camps.", PAGE)["not in the account"] == ["120", "half a million"]


def test_numbers_are_compared_by_value():
    article = account("About 500.000 people; 3 camps")
    assert unsupported(article, printed(PAGE), ENGLISH) == []
    assert unsupported(account("About 50,000 people"), printed(PAGE), ENGLISH) == [(6, "50,000", 50000)]


def test_eight_words_in_a_row_are_found():
    ours = "We hear that people had crossed the river by Monday, they say."
    assert audited(ours, PAGE)["shared runs"] == ["people had crossed the river by monday they"]


def test_seven_words_in_a_row_are_not():
    assert audited("Many people had crossed the river by Monday, it says.", PAGE)["shared runs"] == []


@pytest.mark.parametrize("page", [PAGE.upper(), PAGE.replace(" ", "\n"), PAGE.replace(" had", " (had)"), PAGE.replace("river", "river -")])
def test_case_line_ends_and_marks_do_not_hide_a_run(page):
    assert audited("So people had crossed the river by Monday, they said.", page)["shared runs"]


WORDS = st.lists(st.sampled_from("abcdefgh"), max_size=25)


@given(WORDS, WORDS)
def test_runs_are_those_that_stand_in_both(ours, theirs):
    theirs_runs = [theirs[i : i + 8] for i in range(len(theirs) - 7)]
    expected = [" ".join(ours[i : i + 8]) for i in range(len(ours) - 7) if ours[i : i + 8] in theirs_runs]
    assert shared_runs(" ".join(ours), ", ".join(theirs), {}) == expected


def test_the_words_of_a_listed_name_do_not_count():
    name = "High Office for the Counting of Tents and Stoves"
    names = {name: "office"}
    ours, theirs = f"Says the {name}.", f"At the {name}, we asked."
    assert shared_runs(ours, theirs, {}) != []
    assert shared_runs(ours, theirs, names) == []


def test_an_address_does_not_count():
    address = "https://example.org/one-two-three-four-five-six-seven-eight-nine"
    assert shared_runs(f"From {address}", f"At {address}", {}) == []
