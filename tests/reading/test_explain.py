"""What the reader says of its own work: a person who doubts a reading finds its rule and its words there."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idlib_ledger.reading import default_reader, read, read_quantities

FRIDAY = date(2020, 1, 17)
WORDS = """
at least|nearly|12|350,000|twenty|people|civilians|were|killed|wounded|and|,|. The|said|SOHR|on Thursday|since|in Idlib|half|of them|a|%|km
""".strip().split("|")
TEXT = st.lists(st.sampled_from([*WORDS, "\n\n"]), max_size=30).map(" ".join)


def explain(text, published=None):
    from idlib_ledger.reading.explain import explain

    return explain(default_reader(), text, published)


def in_words(rule):
    """A rule and what it is in words, as a report has it."""
    from idlib_ledger.reading.explain import RULES

    return f"by rule {rule} ({RULES[rule]})"


def lines(text, published=FRIDAY):
    return [line.strip() for line in explain(text, published).splitlines()]


def line_of(text, beginning):
    [line] = [line for line in lines(text) if line.startswith(beginning)]
    return line


def behind(text, quote):
    """The lines on a number, the first of which begins with its quote."""
    found = explain(text, FRIDAY).splitlines()
    start = next(k for k, line in enumerate(found) if line.startswith(f"  {quote}: "))
    end = next((k for k in range(start + 1, len(found)) if not found[k].startswith("    ")), len(found))
    return [line.strip() for line in found[start:end]]


# --- numbers ----------------------------------------------------------------------------------------------------


def test_a_count_names_its_hedge_its_noun_its_rule_and_its_cue():
    head, by, at = behind("At least 21 civilians were killed in Ariha on Wednesday, SOHR said.", "At least 21 civilians")
    assert head == "At least 21 civilians: 21, hedge at_least by 'at least', noun 'civilians'"
    assert by == f"killed {in_words('cue')} 'killed'; civilians, person, incident"
    assert at == "at Ariha (ariha, site); 2020-01-15 to 2020-01-15; asserts"


@pytest.mark.parametrize(
    ("text", "quote", "measure", "rule"),
    [
        ("Twelve people were hurt in the market.", "Twelve people", "injured", "cue"),
        ("Some 21 people were killed, including 4 children.", "4 children", "killed", "among"),
        ("Some 21 people were killed, 19 of them in a market.", "19 of them", "killed", "part"),
        ("Four soldiers were killed on Monday. Another six were wounded.", "six", "injured", "cue"),
        ("Of the 200 people displaced, 60% were children.", "60%", "displaced", "share"),
        ("The death toll rose to 21, an increase of 4 since Monday.", "4", "killed", "increase"),
    ],
)
def test_each_rule_is_named_and_told_in_words(text, quote, measure, rule):
    _, by, _ = behind(text, quote)
    assert by.startswith(f"{measure} {in_words(rule)}")


def test_a_vague_word_a_range_and_a_share_are_no_plain_value():
    assert behind("Dozens of families fled.", "Dozens of families")[0].startswith("Dozens of families: dozens, hedge vague by 'dozens'")
    assert behind("Between 12 and 15 people died.", "Between 12 and 15 people")[0].split(": ")[1].startswith("a range, hedge range")
    assert behind("Of the 200 people displaced, 60% were children.", "60%")[0].split(": ")[1].startswith("a share")


def test_two_measures_of_one_number_are_both_shown():
    found = "\n".join(lines("Dozens of hospitals and schools were hit."))
    assert "health_facilities_hit by rule" in found and "schools_hit by rule" in found


@pytest.mark.parametrize(
    ("text", "number", "why"),
    [
        ("He is 45 years old.", "45", "a measure of time or length"),
        ("The regiment is 12 km from the town.", "12", "a measure of time or length"),
        ("The bus on the M5 was late.", "5", "part of a name or a clock time"),
    ],
)
def test_a_number_that_is_no_count_says_why(text, number, why):
    assert line_of(text, f"{number}: ") == f"{number}: no count: {why}"


def test_a_number_to_which_nothing_happened_says_so():
    head, why = behind("The mayor bought 300 lamps.", "300 lamps")
    assert "noun 'lamps' (on no list, a plural by its form)" in head
    assert why == "no claim: nothing in the text says what befell it"


def test_a_number_without_a_noun_says_so():
    assert behind("Four soldiers were killed. Another six were wounded.", "six")[0].endswith("no noun of its own")


@settings(deadline=None)
@given(TEXT)
def test_every_number_is_a_claim_or_says_why_it_is_none(text):
    found = lines(text)
    told = [line for line in found if "no count: " in line or line.startswith("no claim: ") or " by rule " in line]
    assert len(told) == len(read_quantities(text, FRIDAY))
    assert sorted(line.split(": no count: ")[1] for line in told if ": no count: " in line) == sorted(
        q["why_not"] for q in read_quantities(text, FRIDAY) if q["why_not"] and q["why_not"] != "nothing in the text says what befell it"
    )
    counts = [r.measure for r in read(text, FRIDAY) if r.hedge is not None]
    assert sorted(line.split(" by rule ")[0] for line in told if " by rule " in line) == sorted(counts)


# --- speakers and places ----------------------------------------------------------------------------------------


def test_a_listed_speaker_and_place_are_given_by_their_ids():
    text = "SOHR said that 12 people were killed in Ariha."
    assert line_of(text, "speaker: ") == "speaker: SOHR (sohr) says, by 'said'"
    assert behind(text, "12 people")[-1].startswith("at Ariha (ariha, site);")


def test_an_unlisted_speaker_and_place_are_said_to_be_on_no_list():
    text = "In Wexmoor, Jana Trelk said that four soldiers were wounded."
    assert line_of(text, "speaker: ") == "speaker: Jana Trelk (on no list) says, by 'said'"
    assert behind(text, "four soldiers")[-1] == "at Wexmoor (on no list, site); no day; asserts"


def test_where_nobody_speaks_and_no_place_is_named_the_report_says_so():
    text = "Six people were killed."
    assert line_of(text, "speaker: ") == "speaker: the text itself"
    assert behind(text, "Six people")[-1].startswith("at nowhere (on no list, None); no day;")


def test_a_denial_and_who_relayed_it_are_shown():
    text = "On Thursday, RIA reported, the Russian Defense Ministry denied having bombed civilian targets in Idlib province."
    [r] = read(text, FRIDAY)
    assert line_of(text, "speaker: ") == (
        "speaker: Russian Defense Ministry (russian-mod) denies, by 'denied', relayed by ria, on 2020-01-16"
    )
    assert line_of(text, r.quote) == f"{r.quote}: occurrence, denies"


def test_a_pronoun_is_said_to_be_the_one_who_spoke_before():
    text = "SOHR said 12 people were killed. It added that 30 others were wounded."
    assert [line for line in lines(text) if line.startswith("speaker: ")] == [
        "speaker: SOHR (sohr) says, by 'said'",
        "speaker: SOHR (sohr) says, by 'added', the one who spoke before",
    ]


# --- dates ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Six died on Monday.", "date 'Monday': 2020-01-13 to 2020-01-13, point"),
        ("Six died in 2013.", "date '2013': 2013-01-01 to 2013-12-31, point"),
        ("Some 300 have fled since 1 December 2019 alone.", "date 'since 1 December 2019': 2019-12-01 to 2020-01-17, since"),
    ],
)
def test_a_date_is_shown_with_its_days_and_its_form(text, line):
    assert line_of(text, "date ").startswith(line)


def test_a_span_up_to_the_day_of_speaking_is_said_to_be_open():
    assert line_of("Some 300 have fled since 1 December.", "date ").endswith("open towards the day of speaking")


def test_without_a_day_of_publication_the_report_says_so_and_weekdays_stay_open():
    found = lines("Six people died on Monday.", None)
    assert found[0] == "days are counted from nothing: the text has no date"
    assert "date 'Monday': ? to ?, point" in found


def test_the_day_that_others_are_counted_from_is_shown():
    assert lines("Six died.")[0] == "days are counted from 2020-01-17"
    assert lines("A title\n\nJanuary 16, 2020\n\nSix died.", None)[0] == "days are counted from 2020-01-16"


def test_a_truce_is_shown():
    assert lines("The truce expired on 10 January at noon.")[-1] == "The truce expired on 10 January: ceasefire_end, asserts"


# --- the whole report -------------------------------------------------------------------------------------------


def test_each_sentence_is_shown_as_it_stands_and_in_order():
    text = "Rain fell.  The mill\nstood still.\n\nSix people died."
    found = explain(text, FRIDAY)
    places = [found.index(sentence) for sentence in ("Rain fell.", "The mill\nstood still.", "Six people died.")]
    assert places == sorted(places)


def test_words_of_the_lists_are_shown_with_what_they_are():
    words = line_of("At least 21 civilians were killed in Ariha, SOHR said.", "words: ")
    for word in ("At least (hedge)", "civilians (noun)", "killed (noun, cue)", "Ariha (place)", "SOHR (actor)", "said (say)"):
        assert word in words


def test_a_text_of_nothing_has_a_report_of_one_line():
    assert lines("") == lines(" \n\n ") == ["days are counted from 2020-01-17"]


def test_the_report_is_the_same_each_time():
    text = "SOHR said 12 people were killed. It added that 30 others were wounded on the M5."
    assert explain(text, FRIDAY) == explain(text, FRIDAY)


@settings(deadline=None, max_examples=50)
@given(st.text(max_size=80))
def test_no_text_breaks_the_report(text):
    assert explain(text).startswith("days are counted from ")


def test_a_report_can_be_asked_for_twice():
    from idlib_ledger import reading

    assert reading.explain("Rain fell.") == reading.explain("Rain fell.")
