"""Estimates, what was known when, disagreement, denials: on small tables made for the purpose, and on the record."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import idlib_ledger as ledger
from idlib_ledger import figures
from idlib_ledger.analysis import (
    coverage,
    crosswalk,
    denials,
    disagreement,
    estimates,
    facilities,
    grades,
    independence,
    knowledge,
    places,
    revisions,
    sensitivity,
    voices,
)
from idlib_ledger.bounds import bounds

DAY = pd.Timestamp("2020-01-15")
TEXT = ("claim_id article_id measure unit population hedge hedge_word accumulation place_id event_id utterance_id speaker_id source_id "
        "source_root_id stance responsible_id quote").split()  # fmt: skip


def claim(n, root="a", value=10.0, hedge="plain", days=0, **more):
    """A claim of people killed in one event, told by the body `root` in an article of the day `days` after DAY."""
    b = bounds(hedge, value, None, None)._asdict()
    row = {
        "claim_id": f"C{n:05}", "article_id": f"art{days}", "measure": "killed", "unit": "person", "population": "all", "value": value,
        "hedge": hedge, "hedge_word": None, "accumulation": "incident", "period_start": DAY, "period_end": DAY, "place_id": "idlib",
        "event_id": "E0001", "utterance_id": f"U{n:04}", "speaker_id": root, "source_id": root, "source_root_id": root, "stance": "asserts",
        "said_on": pd.NaT, "responsible_id": None, "quote": "q",
    }  # fmt: skip
    return {**row, **b, **more}


def table(*rows):
    frame = pd.DataFrame(rows)
    for name in TEXT:
        frame[name] = frame[name].astype("string")
    for name in ("period_start", "period_end", "said_on"):
        frame[name] = pd.to_datetime(frame[name])
    return frame


def articles(days=range(9), prec=1, extent="full"):
    known = [DAY + pd.Timedelta(days=d) for d in days]
    ids = [f"art{d}" for d in days]
    frame = pd.DataFrame({"article_id": ids, "publisher_id": ids, "published_on": known, "published_prec": prec, "extent": extent})
    return frame.astype({"article_id": "string", "publisher_id": "string"})


def relations(*rows):
    return pd.DataFrame(list(rows), columns=["claim_id", "relation", "other_claim_id"], dtype="string")


def actors():
    rows = [("a", None, "ngo", "ngo"), ("b", None, "monitor", "monitor"), ("army", "state", "army", "syrian_government"),
            ("state", None, "state_body", "syrian_government"), ("foe", None, "army", "russian"), ("crowd", None,
            "collective", "none")]  # fmt: skip
    return pd.DataFrame(rows, columns=["actor_id", "parent_id", "kind", "side"], dtype="string")


def events(**more):
    row = {"event_id": "E0001", "kind": "air_strike", "date_start": DAY, "date_end": DAY, "date_prec": 1, "place_id": "idlib",
           "parent_event_id": None, **more}  # fmt: skip
    return pd.DataFrame([row])


def one(frame):
    assert len(frame) == 1, frame
    return frame.iloc[0]


def test_what_is_published_later_is_not_known_yet():
    claims = table(claim(1), claim(2, days=3))
    assert list(knowledge.as_of(claims, articles(), DAY)["claim_id"]) == ["C00001"]
    assert len(knowledge.as_of(claims, articles(), DAY + pd.Timedelta(days=3))) == 2


def test_a_statement_is_known_from_its_first_publication():
    claims = table(claim(1, utterance_id="U0001"), claim(2, days=5, utterance_id="U0001"))
    assert len(knowledge.as_of(claims, articles(), DAY)) == 2


def test_an_imprecise_date_counts_at_its_latest_day():
    claims = table(claim(1))
    assert knowledge.known_on(claims, articles(prec=2)).iloc[0] == DAY + pd.Timedelta(days=6)


def test_what_was_said_earlier_was_known_earlier_if_asked():
    claims = table(claim(1, days=4, said_on=DAY))
    assert knowledge.as_of(claims, articles(), DAY).empty
    assert len(knowledge.as_of(claims, articles(), DAY, by="said")) == 1
    with pytest.raises(ValueError, match="printed"):
        knowledge.as_of(claims, articles(), DAY, by="printed")


def test_during_takes_claims_that_touch_the_days_and_none_without_a_period():
    claims = table(
        claim(1),
        claim(2, period_start=DAY - pd.Timedelta(days=9), period_end=DAY + pd.Timedelta(days=9)),
        claim(3, period_start=None, period_end=None),
        claim(4, period_start=None, period_end=DAY - pd.Timedelta(days=1)),
    )
    assert list(knowledge.during(claims, DAY, DAY)["claim_id"]) == ["C00001", "C00002"]
    with pytest.raises(ValueError, match="before start"):
        knowledge.during(claims, DAY, DAY - pd.Timedelta(days=1))


@pytest.mark.parametrize(("rule", "value"), [("lowest", 8), ("highest", 21), ("median_of_speakers", 16.5)])
def test_the_rules_of_one_figure(rule, value):
    claims = table(claim(1, "a", 8), claim(2, "a", 12, days=2), claim(3, "b", 21))
    assert one(estimates.estimate(claims, articles(), relations(), "killed", rule=rule))["value"] == value


def test_the_latest_of_each_body_replaces_its_earlier_figures():
    claims = table(claim(1, "a", 8), claim(2, "a", 12, days=2), claim(3, "b", 21))
    found = estimates.estimate(claims, articles(), relations(), "killed")
    assert dict(zip(found["source_id"], found["value"])) == {"a": 12, "b": 21}
    assert list(found["claims"]) == ["C00003", "C00002"] or set(found["claims"]) == {"C00002", "C00003"}


def test_one_speaker_is_named_by_itself_or_by_its_root():
    claims = table(claim(1, "a", 8, source_id="office"), claim(2, "b", 21))
    for name in ("office", "a"):
        assert one(estimates.estimate(claims, articles(), relations(), "killed", rule="one_speaker", speaker=name))["value"] == 8
    with pytest.raises(ValueError, match="speaker"):
        estimates.estimate(claims, articles(), relations(), "killed", rule="one_speaker")


def test_tightest_bounds_are_what_all_bounds_allow_together():
    claims = table(claim(1, "a", 10, "at_least"), claim(2, "b", 30, "at_most"), claim(3, "c", 15, "more_than"))
    found = one(estimates.estimate(claims, articles(), relations(), "killed", rule="tightest_bounds"))
    assert (found["low"], found["high"]) == (15, 30)


@given(
    st.lists(
        st.tuples(st.sampled_from("abc"), st.integers(1, 60), st.sampled_from(["plain", "at_least", "at_most"])), min_size=1, max_size=8
    )
)
def test_lowest_is_never_above_the_median_nor_the_median_above_the_highest(told):
    claims = table(*(claim(n, root, float(v), hedge) for n, (root, v, hedge) in enumerate(told, 1)))
    value = {
        rule: one(estimates.estimate(claims, articles(), relations(), "killed", rule=rule))["value"]
        for rule in ("lowest", "median_of_speakers", "highest")
    }
    assert value["lowest"] <= value["median_of_speakers"] <= value["highest"]


def test_flows_are_never_put_to_stocks_nor_civilians_to_all():
    claims = table(claim(1), claim(2, accumulation="total_since"), claim(3, population="civilians"))
    assert len(estimates.estimate(claims, articles(), relations(), "killed", rule="highest")) == 3


def test_parts_shares_denials_and_increments_are_no_figures_of_the_whole():
    claims = table(
        claim(1, value=20), claim(2, value=5), claim(3, value=99, stance="denies"), claim(4, value=80, unit="percent"), claim(5, value=7)
    )
    related = relations(("C00002", "part_of", "C00001"), ("C00005", "adds_to", "C00001"))
    assert list(estimates.figures(claims, related, "killed")["claim_id"]) == ["C00001"]


def test_rules_for_about_and_for_vague_words_stand_in_the_name():
    claims = table(claim(1, value=350_000.0, hedge="about"), claim(2, "b", None, "vague", hedge_word="dozens"))
    found = one(estimates.estimate(claims, articles(), relations(), "killed", rule="lowest", about="rounding", vague="acled"))
    assert found["value"] == 12 and found["rule"] == "lowest; about: rounding; vague: acled"
    near = one(estimates.estimate(claims, articles(), relations(), "killed", rule="lowest", about="rounding"))
    assert (near["low"], near["high"]) == (345_000, 355_000)


def test_periods_that_overlap_are_counted_and_never_summed():
    week = [DAY, DAY + pd.Timedelta(days=7)]
    claims = table(
        claim(1, accumulation="total_since"), claim(2, "b", accumulation="total_since", period_start=week[0], period_end=week[1])
    )
    found = one(estimates.estimate(claims, articles(), relations(), "killed", rule="highest"))
    assert found["overlaps"] == 1 and found["value"] == 10


def test_sums_over_events_leave_out_an_event_whose_parent_is_in():
    claims = table(claim(1, value=15), claim(2, value=21, event_id="E0009"))
    both = pd.concat([events(parent_event_id="E0009"), events(event_id="E0009")])
    found = one(estimates.add_up(estimates.estimate(claims, articles(), relations(), "killed", rule="lowest"), both, "place_id"))
    assert (found["value"], found["left_out"]) == (21, "E0001")
    several = estimates.estimate(table(claim(1), claim(2, "b")), articles(), relations(), "killed")
    with pytest.raises(ValueError, match="several rows"):
        estimates.add_up(several, both)


def test_one_wire_story_in_nine_outlets_counts_once():
    claims = table(*(claim(n, days=n - 1, utterance_id="U0001") for n in range(1, 10)))
    assert one(independence.statements(claims, articles()))["n_articles"] == 9
    found = one(independence.sources(claims, actors()))
    assert (found["n_claims"], found["n_statements"], found["n_independent"]) == (9, 1, 1)


def test_a_crowd_without_a_name_is_no_independent_source():
    claims = table(claim(1, "a"), claim(2, "crowd"))
    assert one(independence.sources(claims, actors()))["roots"] == "a"


def test_disagreement_tells_who_is_high_and_whether_bounds_meet():
    claims = table(claim(1, "a", 10), claim(2, "b", 15, "at_least"))
    found = one(disagreement.disagreement(claims, relations()))
    assert (found["low_source"], found["high_source"], found["ratio"], found["compatible"]) == ("a", "b", 1.5, False)
    meeting = table(claim(1, "a", 10, "at_least"), claim(2, "b", 15, "at_least"))
    assert one(disagreement.disagreement(meeting, relations()))["compatible"]


@pytest.mark.parametrize(
    ("more", "explanation"),
    [
        ({}, "none"),
        ({"days": 2}, "told later"),
        ({"days": 2, "source_root_id": "a"}, "same body later"),
        ({"population": "civilians"}, "other population"),
    ],
)
def test_a_contradiction_is_explained_where_anything_explains_it(more, explanation):
    claims = table(claim(1, "a", 10), claim(2, "b", 15, **more))
    assert one(disagreement.contradictions(claims, articles(), relations()))["explanation"] == explanation


def test_a_part_is_no_unexplained_contradiction():
    claims = table(claim(1, "a", 15), claim(2, "b", 10))
    related = relations(("C00002", "part_of", "C00001"))
    assert disagreement.contradictions(claims, articles(), related).empty  # a part is no figure of the whole


def test_revisions_show_a_body_raising_its_toll():
    claims = table(claim(1, "a", 10), claim(2, "a", 10, days=1), claim(3, "a", 15, days=2))
    found = revisions.revisions(claims, articles(), relations(), events())
    assert list(found["days_after"]) == [0, 2] and list(found["change"])[1:] == [5]


@pytest.mark.parametrize(
    ("rows", "grade"),
    [
        ([claim(1, "a")], "weak"),
        ([claim(1, "a", responsible_id="army"), claim(2, "b")], "fair"),
        ([claim(1, "a", responsible_id="army"), claim(2, "b", responsible_id="foe")], "contested"),
        ([claim(1, "a", responsible_id="army"), claim(2, "army", source_root_id="state")], "confirmed"),
        ([claim(1, "a", population="soldiers")], "discounted"),
    ],
)
def test_grades_follow_the_published_rule(rows, grade):
    assert one(grades.grades(table(*rows), actors(), events(), relations()))["grade"] == grade


def test_a_denial_is_told_with_its_delay_and_what_else_is_claimed():
    claims = table(claim(1, "a"), claim(2, "b"), claim(3, "foe", None, None, days=2, stance="denies", measure="occurrence"))
    related = relations(("C00003", "denies", "C00001"))
    found = one(denials.denials(claims, articles(), related))
    assert (found["days_after"], found["n_asserting"], found["asserting"]) == (2, 2, "a b")
    assert denials.denials(claims, articles(extent="opening"), related).empty


def test_a_multiverse_shows_what_depends_on_the_rule():
    claims = table(claim(1, "a", 10), claim(2, "b", 30), claim(3, "a", 7, event_id="E0002"))
    universes = sensitivity.multiverse(claims, articles(), relations(), "killed", speakers=["a"])
    found = sensitivity.spread(universes).set_index("event_id")
    assert found.loc["E0001", "ratio"] == 3 and found.loc["E0001", "depends"]
    assert not found.loc["E0002", "depends"]


def test_the_record_in_the_columns_of_others_is_traceable():
    known = set(ledger.load("claims")["claim_id"])
    for table_, columns in ((ledger.as_ged(), crosswalk.GED), (ledger.as_acled(), crosswalk.ACLED), (ledger.as_idmc(), crosswalk.IDMC)):
        assert list(table_.columns) == columns and len(table_)
        assert {c for ids in table_["claims"] for c in ids.split()} <= known
        assert table_["rule"].ne("").all()
    ged = ledger.as_ged()
    assert (ged["low"] <= ged["best"]).all() and (ged["best"] <= ged["high"]).all()


def test_views_of_the_record_cut_every_table_by_claim():
    early = ledger.as_of("2020-01-16")
    kept = set(early.load("claims")["claim_id"])
    assert 0 < len(kept) < len(ledger.load("claims"))
    assert set(early.load("relations")["claim_id"]) | set(early.load("relations")["other_claim_id"]) <= kept
    assert set(early.load("casualties")["claim_id"]) <= kept
    both = early.during("2020-01-15", "2020-01-15")
    assert set(both.load("claims")["claim_id"]) < kept
    assert len(early.load("hedges")) == len(ledger.load("hedges"))
    with pytest.raises(ValueError):
        ledger.as_of("2020-01-16", by="printed")
    with pytest.raises(KeyError, match="killed"):
        ledger.estimate("kiled")


def test_coverage_counts_each_article_in_its_week_and_side():
    found = coverage.coverage(*(ledger.load(t) for t in ("articles", "claims", "split", "frame")))
    assert set(found["claim_id"]) == set(ledger.load("claims")["claim_id"])
    assert found.groupby("article_id")["side"].nunique().eq(1).all()
    first = pd.Series(pd.to_datetime(["2019-11-30", "2019-12-01", "2019-12-07", "2019-12-08", "2020-03-06", "2020-03-07"]))
    assert list(coverage.week(first)) == ["before", "2019-12-01", "2019-12-01", "2019-12-08", "2020-03-01", "after"]


def test_shares_weigh_articles_by_the_pages_they_stand_for():
    told = pd.DataFrame(
        {"claim_id": ["C1", "C2", "C3"], "article_id": ["x", "x", "y"], "weight": [1.0, 1.0, 8.0], "side": ["un", "un", "russia"]}
    )
    found = voices.shares(told, "side").set_index("side")
    assert found.loc["russia", "share"] == 0.8 and found.loc["un", "n"] == 2
    assert (found["low"] <= found["share"]).all() and (found["share"] <= found["high"]).all()


def test_shares_within_groups_add_up_to_one_each():
    told = voices.voices(*(ledger.load(t) for t in ("claims", "articles", "actors")))
    assert not set(told["article_id"]) & set(ledger.load("articles").query("stratum == 'certainty'")["article_id"])
    sums = voices.shares(told, "hedge", "side").groupby("side")["share"].sum()
    assert sums.round(9).eq(1).all()


def test_places_stand_under_the_governorate_around_them():
    found = places.located(ledger.load("claims"), ledger.load("places")).set_index("place_id")["governorate"]
    assert set(found.loc[["ariha"]]) == {"idlib-governorate"}
    assert set(found.loc[["northwest-syria"]]) == {"wider than a governorate"}


def test_only_places_with_coordinates_stand_on_the_map():
    every = ledger.load("places")
    found = places.placed(places.located(ledger.load("claims"), every), every)
    known = every.set_index("place_id").loc[found["at"].unique()]
    assert known["latitude"].between(33, 38).all() and known["longitude"].between(35, 39).all() and known["verified_by"].notna().all()
    assert set(known["kind"]) <= {"city", "settlement", "point"}
    at = found.set_index("place_id")["at"]
    assert set(at.loc[["idlib-industrial-zone"]]) == {"idlib"}  # a point in a town stands at the town


def test_a_record_without_coordinates_has_words_in_place_of_a_map():
    every = ledger.load("places").assign(latitude=float("nan"), longitude=float("nan"))
    where = places.located(ledger.load("claims"), every)
    assert places.placed(where, every).empty
    assert not places.draw_map(places.placed(where, every), where, {}).axes[0].axison


def test_counts_of_facilities_leave_out_parts_and_shares():
    claims = table(
        claim(1, measure="schools_hit", value=10), claim(2, measure="schools_hit", value=4), claim(3, measure="schools_hit", unit="percent")
    )
    claims["published_on"] = DAY
    found = facilities.counts(claims, relations(("C00002", "part_of", "C00001")))
    assert list(found["claim_id"]) == ["C00001"] and found["what"].iloc[0] == "schools hit"


def test_a_table_is_escaped_for_latex():
    text = figures.latex(pd.DataFrame({"share": [0.5], "quote": [r"5 % of A&B_\x"]}))
    assert r"5 \% of A\&B\_\textbackslash{}x" in text and text.startswith(r"\begin{tabular}{rl}")
