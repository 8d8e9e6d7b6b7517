"""Matching entries one to one, and the agreement of two coders."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from idlib_ledger.compare import Alpha, Ratio, alpha, b_cubed, equal, finding, found, interval, match, match_by_content


def entry(start, end, measure="killed", article="a", **more):
    return {"article_id": article, "start": start, "end": end, "measure": measure, **more}


def shape(pairs):
    return [(a and (a["start"], a["end"]), b and (b["start"], b["end"])) for a, b in pairs]


@st.composite
def entries(draw):
    start = draw(st.integers(0, 20))
    return entry(start, start + draw(st.integers(1, 10)), draw(st.sampled_from(["killed", "injured"])), draw(st.sampled_from("ab")))


SETS = st.lists(entries(), max_size=8)


# --- matching ---------------------------------------------------------------------------------------------------


def test_the_longest_overlap_goes_first():
    assert shape(match([entry(0, 10)], [entry(0, 3), entry(2, 10)])) == [(None, (0, 3)), ((0, 10), (2, 10))]


def test_a_longer_overlap_beats_the_same_measure():
    same, longer = entry(0, 4, "killed"), entry(4, 10, "injured")
    assert (entry(0, 10, "killed"), longer) in match([entry(0, 10, "killed")], [same, longer])


def test_of_equal_overlaps_the_same_measure_goes_first():
    pairs = match([entry(0, 4, "injured")], [entry(0, 4, "killed"), entry(0, 4, "injured")])
    assert pairs[0] == (entry(0, 4, "injured"), entry(0, 4, "injured"))


def test_without_measures_the_earlier_goes_first():
    pairs = match([entry(0, 4, "injured")], [entry(0, 4, "killed"), entry(0, 4, "injured")], by_measure=False)
    assert pairs[0][1]["measure"] == "killed"


def test_spans_that_only_touch_do_not_match():
    assert shape(match([entry(0, 4)], [entry(4, 8)])) == [((0, 4), None), (None, (4, 8))]


def test_entries_of_different_articles_do_not_match():
    assert match([entry(0, 4, article="a")], [entry(0, 4, article="b")])[0][1] is None


def test_pairs_come_in_the_order_of_the_text():
    pairs = match([entry(30, 34), entry(0, 4)], [entry(10, 14), entry(30, 33)])
    assert shape(pairs) == [((0, 4), None), (None, (10, 14)), ((30, 34), (30, 33))]


@given(SETS, SETS, st.booleans())
def test_matching_is_one_to_one_and_loses_nothing(left, right, by_measure):
    pairs = match(left, right, by_measure)
    assert sorted(id(a) for a, _ in pairs if a is not None) == sorted(map(id, left))
    assert sorted(id(b) for _, b in pairs if b is not None) == sorted(map(id, right))


@given(SETS, SETS)
def test_only_overlapping_entries_of_one_article_are_paired(left, right):
    for a, b in match(left, right):
        if a and b:
            assert a["article_id"] == b["article_id"] and a["start"] < b["end"] and b["start"] < a["end"]


@given(SETS, SETS)
def test_no_two_entries_that_overlap_are_both_left_alone(left, right):
    pairs = match(left, right)
    for a in [a for a, b in pairs if b is None]:
        for b in [b for c, b in pairs if c is None]:
            assert a["article_id"] != b["article_id"] or a["end"] <= b["start"] or b["end"] <= a["start"]


@given(SETS)
def test_a_set_matches_itself_entirely(some):
    assert all(a == b for a, b in match(some, some))


# --- found and equal --------------------------------------------------------------------------------------------


def test_found_counts_what_was_found_and_what_was_missed():
    assert found([(1, 1), (1, None), (1, 1), (None, 1), (1, 1)]) == {"precision": 0.75, "recall": 0.75, "f1": 0.75}
    assert found([(1, 1), (1, None), (1, None), (1, None)]) == {"precision": 1.0, "recall": 0.25, "f1": 0.4}


def test_found_is_undefined_for_nothing():
    assert found([]) == {"precision": None, "recall": None, "f1": None}


@given(st.lists(st.sampled_from([(1, 1), (1, None), (None, 1)])))
def test_found_is_symmetric(pairs):
    there, back = found(pairs), found([(b, a) for a, b in pairs])
    assert (there["precision"], there["recall"], there["f1"]) == (back["recall"], back["precision"], back["f1"])


def test_fields_that_both_leave_empty_are_not_compared():
    assert equal({"value": None}, {}, "value") is None
    assert equal({"value": 0}, {"value": None}, "value") is False
    assert equal({"value": 2}, {"value": 2.0}, "value") is True


# --- Krippendorff's alpha ---------------------------------------------------------------------------------------


def test_alpha_of_the_published_binary_example():
    # K. Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), section A: two observers, ten units; 0.095.
    # Four units differ. Of the n = 20 values 14 are 0 and 6 are 1. alpha = 1 - (n - 1) * 4 / (14 * 6) = 1 - 76 / 84.
    one = [0, 1, 0, 0, 0, 0, 0, 0, 1, 0]
    two = [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]
    assert alpha(zip(one, two)) == pytest.approx(1 - 76 / 84)
    assert round(alpha(zip(one, two)), 3) == 0.095


def test_alpha_of_the_published_nominal_example():
    # Krippendorff (2011), section B: two observers, twelve units, five categories; 0.692.
    # Three units of twelve differ: Do = 3 / 12. Of the n = 24 values 4 are a, 6 b, 6 c, 6 d, 2 e, so the sum of n_c (n_c - 1)
    # is 12 + 30 + 30 + 30 + 2 = 104 and De = 1 - 104 / (24 * 23) = 448 / 552. alpha = 1 - (3 / 12) * (552 / 448).
    one, two = "aabbdcccedda", "babbbccceddd"
    assert alpha(zip(one, two)) == pytest.approx(1 - 3 / 12 * 552 / 448)
    assert round(alpha(zip(one, two)), 3) == 0.692


def test_interval_alpha_by_hand():
    # Values 1 2 3 3 5 5, n = 6, sum 19, sum of squares 73. Do = 2 * (1 - 2)**2 / 6 = 1 / 3.
    # (x - y)**2 summed over ordered pairs is 2 * (6 * 73 - 19**2) = 154, so De = 154 / 30. alpha = 1 - (1 / 3) * (30 / 154).
    assert alpha([(1, 2), (3, 3), (5, 5)], "interval") == pytest.approx(1 - 10 / 154)


def test_ratio_alpha_by_hand():
    # Values 1 3 2 2, n = 4; the distance is ((x - y) / (x + y))**2. Do = 2 * (2 / 4)**2 / 4 = 1 / 8.
    # Over ordered pairs: 2 * ((2 / 4)**2 + 2 * (1 / 3)**2 + 2 * (1 / 5)**2) = 2 * 497 / 900, so De = (994 / 900) / 12.
    assert alpha([(1, 3), (2, 2)], "ratio") == pytest.approx(1 - (1 / 8) * 12 * 900 / 994)


def test_days_are_as_far_apart_as_they_are():
    days = [(date(2020, 1, x), date(2020, 1, y)) for x, y in [(1, 2), (3, 3), (5, 5)]]
    assert alpha(days, "interval") == pytest.approx(alpha([(1, 2), (3, 3), (5, 5)], "interval"))


@pytest.mark.parametrize("level", ["interval", "ratio"])
def test_a_pair_with_a_value_missing_does_not_count_on_a_scale(level):
    assert alpha([(1, 2), (3, 3), (None, 9), (4, None)], level) == alpha([(1, 2), (3, 3)], level)


def test_an_empty_code_is_a_code():
    assert alpha([("a", None), ("a", "a")]) < 1


@pytest.mark.parametrize("pairs", [[], [("a", "a")], [("a", "a"), ("a", "a")]])
def test_alpha_is_undefined_without_variation(pairs):
    assert alpha(pairs) is None


@pytest.mark.parametrize("level", ["nominal", "interval", "ratio"])
@given(values=st.lists(st.integers(0, 1000), min_size=2, max_size=12).filter(lambda v: len(set(v)) > 1))
def test_alpha_is_one_where_the_coders_are_equal(level, values):
    assert alpha([(v, v) for v in values], level) == 1


@pytest.mark.parametrize("level", ["nominal", "interval", "ratio"])
@given(pairs=st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=12))
def test_alpha_takes_no_side_and_is_at_most_one(level, pairs):
    there, back = alpha(pairs, level), alpha([(b, a) for a, b in pairs], level)
    assert there is back is None or there == pytest.approx(back) and there <= 1
    assert there is None or (there == 1) == all(a == b for a, b in pairs)


# --- the bootstrap interval -------------------------------------------------------------------------------------


share = Ratio(lambda pairs: (sum(a == b for a, b in pairs), len(pairs)))


GROUPS = [[(1, 1), (1, 1), (1, 2)], [(1, 1)], [(2, 1), (2, 2)], [(1, 1), (2, 2), (1, 2), (2, 2)], [(1, 2), (1, 1)]]


@pytest.mark.parametrize("statistic", [share, Alpha(), Alpha("ratio"), Alpha("interval")])
def test_the_interval_brackets_the_value(statistic):
    low, high = interval(GROUPS, statistic)
    assert low < statistic([pair for group in GROUPS for pair in group]) < high


def test_the_interval_of_a_share_is_that_of_the_binomial_law():
    # 100 articles of one pair, half of them equal: standard error (0.25 / 100)**0.5 = 0.05, 95 percent within 1.96 * 0.05 = 0.098.
    assert interval([[(1, 1)], [(1, 2)]] * 50, share) == pytest.approx((0.402, 0.598), abs=0.025)


def test_the_interval_is_the_same_on_every_run():
    assert interval(GROUPS, share) == interval(GROUPS, share)


@pytest.mark.parametrize("level", ["nominal", "interval", "ratio"])
@given(st.lists(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), max_size=5), min_size=1, max_size=5), st.data())
def test_alpha_of_articles_taken_more_than_once_is_alpha_of_their_pairs(level, groups, data):
    weights = np.array([data.draw(st.lists(st.integers(0, 3), min_size=len(groups), max_size=len(groups)))])
    slow = alpha([pair for n, g in zip(weights[0], groups) for pair in g * n], level)
    assert list(Alpha(level).resampled(groups, weights)) == pytest.approx([] if slow is None else [slow])


@given(SETS, SETS)
def test_finding_as_a_statistic_is_found(left, right):
    pairs = match(left, right)
    assert {which: finding(which)(pairs) for which in ("precision", "recall", "f1")} == found(pairs)


def test_more_articles_narrow_the_interval():
    few, many = interval(GROUPS, share), interval(GROUPS * 10, share)
    assert many[1] - many[0] < few[1] - few[0]


def test_without_variation_the_interval_is_the_value():
    assert interval([[(1, 1)], [(2, 2)]], share) == (1, 1)


def test_articles_are_drawn_whole():
    assert interval([[(1, 1), (1, 2)]] * 4, share) == (0.5, 0.5)


def test_the_interval_of_nothing_is_nothing():
    assert interval([[], []], share) == (None, None)


# --- grouping -----------------------------------------------------------------------------------------------------------


LABELS = st.dictionaries(st.integers(0, 9), st.integers(0, 3), min_size=1)


@given(LABELS)
def test_a_grouping_agrees_with_itself_under_other_names(labels):
    scores = b_cubed(labels, {item: f"other {label}" for item, label in labels.items()})
    assert set(scores) == set(labels)
    assert set(scores.values()) == {(1.0, 1.0)}


@given(LABELS, LABELS)
def test_precision_of_one_side_is_recall_of_the_other(left, right):
    forth, back = b_cubed(left, right), b_cubed(right, left)
    assert forth == {item: (p, r) for item, (r, p) in back.items()}
    assert all(0 < p <= 1 and 0 < r <= 1 for p, r in forth.values())


def test_b_cubed_of_the_example_of_its_authors():
    """Bagga and Baldwin (1998), figure 1: truth {1..5} {6,7} {8..C}; one response joins the second and the third group."""
    truth = {**dict.fromkeys("12345", "a"), **dict.fromkeys("67", "b"), **dict.fromkeys("89ABC", "c")}
    joined = {k: "b" if v == "c" else v for k, v in truth.items()}
    scores = b_cubed(truth, joined)
    precision = sum(p for p, _ in scores.values()) / len(scores)
    assert precision == pytest.approx((5 * 1 + 2 * 2 / 7 + 5 * 5 / 7) / 12)
    assert {r for _, r in scores.values()} == {1.0}


# --- matching by what is said ---------------------------------------------------------------------------------------------


def said(measure="killed", **more):
    return {"measure": measure, "hedge": "plain", "unit": "person", "stance": "asserts", "speaker_id": "sohr", **more}


def test_the_same_figure_is_one_claim_whatever_else_differs():
    a, b = said(value=21), said("injured", value=21, speaker_id="un")
    assert match_by_content([a], [b]) == [(a, b)]


def test_another_figure_is_another_claim():
    a, b = said(value=21), said(value=20)
    assert match_by_content([a], [b]) == [(a, None), (None, b)]


def test_of_two_with_one_figure_the_more_alike_is_taken():
    a, right, wrong = said(value=3, population="children"), said(value=3, population="children"), said(value=3, population="women")
    assert (a, right) in match_by_content([a], [wrong, right])


def test_a_share_is_not_a_count():
    assert match_by_content([said(value=80, unit="percent")], [said(value=80)])[0][1] is None


def test_claims_without_a_number_must_be_alike():
    base = {"hedge": None, "unit": "none", "measure": "occurrence", "stance": "asserts", "population": "all", "accumulation": "incident"}
    a = base | {"speaker_id": "sohr", "place_id": "ariha", "place_role": "site"}
    assert match_by_content([a], [dict(a)])[0][1] == a
    other = base | {"speaker_id": "russian-mod", "place_id": "idlib", "place_role": "area", "stance": "denies"}
    assert match_by_content([a], [other])[0][1] is None


FIGURES = st.lists(st.builds(said, st.sampled_from(["killed", "injured"]), value=st.integers(1, 4)), max_size=6)


@given(FIGURES, FIGURES)
def test_by_content_nothing_is_lost_and_nothing_matched_twice(left, right):
    pairs = match_by_content(left, right)
    assert [a for a, _ in pairs if a is not None] == left
    assert sorted(map(id, (b for _, b in pairs if b is not None))) == sorted(map(id, right))
    assert all(a["value"] == b["value"] for a, b in pairs if a and b)
