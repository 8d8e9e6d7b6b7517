from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from idlib_ledger.bounds import bounds
from idlib_ledger.reading import FIELDS, read

FRIDAY = date(2020, 1, 17)


def one(text):
    [found] = read(text, FRIDAY)
    return found


def test_every_field_of_a_hedged_count():
    r = one("The monitor SOHR said on Thursday that at least 21 civilians were killed in Ariha on Wednesday.")
    assert (r.quote, r.measure, r.unit, r.population) == ("at least 21 civilians", "killed", "person", "civilians")
    assert (r.value, r.low, r.high, r.low_open, r.high_open, r.hedge, r.hedge_word) == (21, 21, None, False, None, "at_least", "at least")
    assert (r.period_start, r.period_end, r.start_prec, r.end_prec) == (date(2020, 1, 15), date(2020, 1, 15), 1, 1)
    assert (r.place, r.place_id, r.place_role) == ("Ariha", "ariha", "site")
    assert (r.speaker_id, r.said_on, r.stance, r.accumulation) == ("sohr", date(2020, 1, 16), "asserts", "incident")


@pytest.mark.parametrize(
    "text",
    [
        "The strike killed 12 people.",
        "Twelve people were killed in the strike.",
        "The strike left 12 people dead.",
        "The death toll reached 12 people.",
        "The strike claimed the lives of 12 people.",
        "12 people died when bombs fell.",
        "There were 12 deaths in the strike.",
    ],
)
def test_one_killing_in_many_forms(text):
    found = one(text)
    assert (found.measure, found.value) == ("killed", 12)


@pytest.mark.parametrize(
    "text",
    [
        "The war began in 2011.",
        "He is 45 years old and lives near the M5.",
        "Resolution 2254 was passed on 18 December 2015.",
        "The 46th regiment is 12 km from the town.",
        "Shelling began at 14:00 and went on for three days.",
        "Call 0800 1234 for help.",
        "The boys, 12 and 14, go to school.",
        "The town lies at 35.93 north.",
    ],
)
def test_numbers_that_count_nothing(text):
    assert read(text, FRIDAY) == []


def test_parts_keep_measure_and_whole():
    whole, part, children = read("At least 21 people were killed, 19 of them in a market and including 4 children.", FRIDAY)
    assert [r.measure for r in (whole, part, children)] == ["killed"] * 3
    assert (part.quote, part.hedge, children.population) == ("19 of them", "plain", "children")


def test_a_carried_over_count():
    killed, wounded = read("Four soldiers were killed on Monday. Another six were wounded.", FRIDAY)
    assert (killed.measure, wounded.measure, wounded.value) == ("killed", "injured", 6)


def test_no_number_is_typed_for_a_vague_word():
    r = one("Dozens of villages were destroyed, residents said.")
    assert (r.value, r.low, r.high, r.hedge, r.hedge_word, r.speaker_id) == (None, None, None, "vague", "dozens", "residents")


def test_one_number_over_two_kinds_is_two_readings_of_one_quote():
    found = read("Aid agencies said dozens of hospitals and schools had been bombed.", FRIDAY)
    assert {(r.quote, r.measure) for r in found} == {
        ("dozens of hospitals and schools", "health_facilities_hit"),
        ("dozens of hospitals and schools", "schools_hit"),
    }


def test_a_stated_none_is_zero():
    r = one("No military flights had taken place since Jan. 9, the Russian Defense Ministry said.")
    assert (r.measure, r.value, r.low, r.high, r.hedge, r.stance, r.speaker_id) == ("sorties", 0, 0, 0, "plain", "asserts", "russian-mod")


def test_a_denial_relayed_by_an_agency():
    r = one("On Thursday, RIA reported, the Russian Defense Ministry denied having bombed civilian targets in Idlib province.")
    assert (r.measure, r.stance, r.speaker_id, r.via_id, r.said_on) == ("occurrence", "denies", "russian-mod", "ria", date(2020, 1, 16))


def test_a_denied_count_denies_the_count():
    r = one("The Syrian army denied that 30 civilians had been killed.")
    assert (r.measure, r.value, r.stance) == ("killed", 30, "denies")


@pytest.mark.parametrize(
    ("text", "measure", "day", "stance"),
    [
        ("The ceasefire took effect on Sunday.", "ceasefire_start", date(2020, 1, 12), "asserts"),
        ("A truce will begin on Sunday, Turkey said.", "ceasefire_start", date(2020, 1, 19), "announces"),
        ("The truce expired on 10 January.", "ceasefire_end", date(2020, 1, 10), "asserts"),
    ],
)
def test_truce_dates(text, measure, day, stance):
    r = one(text)
    assert (r.measure, r.unit, r.period_start, r.period_end, r.stance, r.value) == (measure, "date", day, day, stance, None)


def test_a_speaker_on_no_list_is_given_as_written():
    r = one("The governor of Kharkiv said three people had been wounded.")
    assert (r.speaker, r.speaker_id) == ("governor of Kharkiv", None)


def test_a_pronoun_is_the_last_speaker():
    _, second = read("SOHR said 12 people were killed. It added that 30 others were wounded.", FRIDAY)
    assert second.speaker_id == "sohr"


def test_a_person_speaks_for_a_body():
    assert one("Paulo Pinheiro said 200 families had fled.").speaker_id == "un-commission-of-inquiry"


def test_without_a_date_weekdays_stay_open():
    [r] = read("Six people were killed on Monday.")
    assert (r.period_start, r.period_end) == (None, None)


def test_a_dateline_is_the_anchor_where_none_is_given():
    [r] = read("A title\n\nJanuary 17, 2020\n\nSix people were killed on Wednesday.")
    assert r.period_start == date(2020, 1, 15)


def test_markdown_and_furniture_are_no_text():
    text = "By [An Agency](#)\n\n**Related article: [12 people killed](https://a.example/12)**\n\nSix people were **killed** on Monday."
    assert [(r.quote, r.value) for r in read(text, FRIDAY)] == [("Six people", 6)]


def test_published_may_be_text_and_must_be_a_date():
    assert read("Six people were killed on Monday.", "2020-01-17")[0].period_start == date(2020, 1, 13)
    with pytest.raises(ValueError, match="Invalid isoformat"):
        read("Six people were killed.", "yesterday")


WORDS = """
at least|nearly|12|350,000|twenty|people|civilians|were|killed|wounded|and|,|.|said|SOHR|on Thursday|since|in Idlib|half|of|them|a|%|-|(|“|é
""".strip().split("|")
TEXT = st.lists(st.sampled_from([*WORDS, "\n\n"]), max_size=40).map(" ".join)


@settings(deadline=None)
@given(TEXT)
def test_every_reading_is_sound_whatever_the_text(text):
    for r in read(text, FRIDAY):
        assert text[r.start : r.end] == r.quote
        assert r.quote
        assert set(r.as_dict()) == set(FIELDS)
        if r.hedge:
            assert (r.low, r.high, r.low_open, r.high_open) == bounds(r.hedge, r.value, r.low, r.high)
        assert r.period_start is None or r.period_end is None or r.period_start <= r.period_end


@settings(deadline=None)
@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text):
    for r in read(text):
        assert text[r.start : r.end] == r.quote


@pytest.mark.parametrize(
    "unit", [" ", "\t", "7", "12 ", "(", '" ', ", ", "and ", "* ", "[", "](x", "killed 12 ", "on Monday ", "said ", "a\n \n"]
)
def test_a_long_run_of_anything_comes_back(unit):
    for r in read(unit * (6000 // len(unit)), FRIDAY):
        assert r.quote


def test_windows_line_ends_part_paragraphs_and_keep_offsets():
    text = "By Anna Smith\r\n\r\nSix people were killed on Monday.\r\n"
    [r] = read(text, FRIDAY)
    assert text[r.start : r.end] == r.quote == "Six people"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Armenian forces lost 48 tanks and the Azerbaijanis 16.", [("vehicles_lost", 48), ("vehicles_lost", 16)]),
        ("Some 30 churches have been attacked. Twelve are beyond repair.", [("worship_hit", 30), ("worship_hit", 12)]),
        ("Fifteen vehicles were knocked out: six tanks, five armoured carriers.", [("vehicles_lost", n) for n in (15, 6, 5)]),
        ("A doctor and two nurses were abducted.", [("abducted", 1), ("abducted", 2)]),
        ("Two officials said three people died.", [("killed", 3)]),
    ],
)
def test_counts_that_lean_on_another(text, found):
    assert [(r.measure, r.value) for r in read(text, FRIDAY)] == found


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("The ministry rejected reports that it had bombed the hospital.", True),
        ("The army dismissed the allegations as baseless.", True),
        ("Judges rejected the general's appeal and kept him in custody.", False),
        ("The president dismissed the minister of defence.", False),
    ],
)
def test_what_is_rejected_is_denied_only_if_it_was_alleged(text, denied):
    assert [r.stance for r in read(text, FRIDAY)] == (["denies"] if denied else [])
