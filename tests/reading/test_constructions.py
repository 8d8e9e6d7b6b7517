"""Constructions of reporting, one sentence or two each: how a count is told, whose it is, where and when."""

from __future__ import annotations

from datetime import date

import pytest

from idlib_ledger import reading

DAY = date(2020, 2, 20)
SEIZED = "settlements_captured"
FIRED_AT = "There was word from UNICEF of rockets fired at Ariha by men in Idlib: more than ten, all of them big."


def read(text, day=DAY):
    return {r.quote: r for r in reading.read(text, day)}


@pytest.mark.parametrize(
    ("text", "quote", "measure"),
    [
        ("The envoy gave the number of villagers killed in and around the valley as 312.", "312", "killed"),
        ("It put the number of those killed at 15, children included, and of others wounded at 18.", "18", "injured"),
        ("The raid killed 40 people. The governor gave the figure as 44.", "44", "killed"),
        ("The gate was crossed by 519 people; the count at the other gate came to 464 people.", "464 people", "returned"),
        ("Of the 90 others who were hurt, 39 were women.", "39", "injured"),
        ("Wounds were suffered by seven nurses.", "seven nurses", "injured"),
        ("Six hospitals and two clinics were the targets of shells.", "Six hospitals", "health_facilities_hit"),
        ("The report lists the army's losses: 55 tanks and 39 lorries.", "55 tanks", "vehicles_lost"),
        ("About 82,000 people are sleeping in the open.", "About 82,000 people", "in_need"),
        ("The month's rations got to 4,000 families; food assistance reached 9,000 people.", "9,000 people", "aided"),
        ("Some 300 villagers had no choice but to leave.", "Some 300 villagers", "displaced"),
        ("The army moved 2,000 soldiers into the province.", "2,000 soldiers", "troops"),
        ("The death toll of the raids on the valley has risen to 20.", "20", "killed"),
        ("The toll of the raid stands at at least 33 soldiers.", "at least 33 soldiers", "killed"),
        ("The clashes have cost dozens of people, fighters among them, their lives.", "dozens of people", "killed"),
        ("The war killed 400,000 people, injured a million and displaced half the population.", "half", "displaced"),
        ("The raid left 12 dead and six hurt. Of the dead, two fell in Ariha.", "two", "killed"),
        ("A raid killed 12 people; seven of the dead are children.", "seven of the dead", "killed"),
        ("The number of people in the valley who have left home since May is more than 312,000.", "more than 312,000", "displaced"),
        ("Five villagers were killed in Bdeite, one civilian in Bicgas and one person in Ariha.", "one person", "killed"),
        ("The valley is home to 4 M people.", "4 M people", "inhabitants"),
        ("Millions are crowded into small areas.", "Millions", "inhabitants"),
        ("A reporter was among the victims.", "A reporter", "killed"),
        ("Strikes hit 10 schools, two nurseries included.", "two nurseries", "schools_hit"),
        ("Surface rockets, two of them, were fired at the camp.", "two of them", "shells"),
        (
            "The Syrians who have their home there number more than 3 million, displaced persons included.",
            "more than 3 million",
            "inhabitants",
        ),
        (
            "A raid killed 40 people. The border is where the majority of the displaced live.",
            "the majority of the displaced",
            "inhabitants",
        ),
        ("The wounded number at least 24; among them are two women and a doctor.", "two women", "injured"),
        ("The shelling of Taqad killed a child displaced from Ariha.", "a child", "killed"),
        ("Barrel bombs dropped on the valley now number 28.", "28", "shells"),
        ("More jets came at noon, which brought the number of raids to 22.", "22", "strikes"),
        ("The army lost 29 howitzers and three helicopters.", "three helicopters", "aircraft_lost"),
        ("A thousand families, made homeless in a week of raids, are waiting for help.", "A thousand families", "in_need"),
        ("Rations went to 900 people, newly displaced, who got food in their tents.", "900 people", "aided"),
        ("Food assistance went to 509,400 people displaced not long before.", "509,400 people", "aided"),
        ("The frost, doctors said, has cost four infants their lives.", "four infants", "died_other"),
        ("Some 40 families had to leave the valley.", "Some 40 families", "displaced"),
        (
            "The loss of a quarter-million homes and the displacement of a quarter-million people are feared.",
            "a quarter-million people",
            "displaced",
        ),
        ("Nine of the victims came from one house. Shells killed nine people; six of the nine were children.", "six of the nine", "killed"),
    ],
)
def test_what_befell_the_counted(text, quote, measure):
    found = read(text)
    assert quote in found, list(found)
    assert found[quote].measure == measure


@pytest.mark.parametrize(
    "text",
    [
        "There is no pressing need for shelters, the office said.",
        "He left no doubt that the attack had been planned.",
        "It was one more act in a long series.",
        "The raid hit the last hospitals; a clinic was one of them.",
        "Later as many were injured.",
    ],
)
def test_nothing_is_counted_where_no_stands_before_what_is_no_count(text):
    assert read(text) == {}


def test_each_of_two_attributions_governs_its_own_clause():
    found = read("More than 650 civilians have died, by the Observatory's count, and more than 330,000 people fled, according to the UN.")
    assert found["More than 650 civilians"].speaker_id == "sohr"
    assert found["more than 330,000 people"].speaker_id == "un"


def test_a_participle_behind_a_comma_is_no_verb_of_saying():
    found = read("The battles left 58 Turkish soldiers dead, counted from the beginning of February.")
    claim = found["58 Turkish soldiers"]
    assert claim.speaker_id == "narrator"
    assert (claim.period_start, claim.period_end) == (date(2020, 2, 1), DAY)


def test_reports_say_is_nobody_in_particular():
    assert read("Hundreds of families, reports say, were displaced.")["Hundreds of families"].speaker_id == "narrator"


def test_months_are_counted_by_the_calendar():
    assert read("The cold has killed seven children in the past month.")["seven children"].period_start == date(2020, 1, 20)
    assert read("A million people were displaced in just two months.")["A million people"].period_start == date(2019, 12, 20)


@pytest.mark.parametrize(
    ("text", "quote", "place"),
    [
        ("Shells hit the towns of Binnish and Saraqib on Tuesday. There, 17 people were killed.", "17 people", "idlib-district"),
        ("Raids in the provinces of Idlib and Hama killed 23 people.", "23 people", "northwest-syria"),
        ("A raid hit Ariha. From Britain, the Observatory said the raid killed nine people.", "nine people", "ariha"),
        ("In Ariha a raid hit a farm. The group, whose members come from Aleppo, said it killed nine people.", "nine people", "ariha"),
        ("A raid struck Ariha and killed nine people from the Hama countryside.", "nine people", "ariha"),
        ("Fighting went on in Saraqib. Nine people died near the village of al-Bara.", "Nine people", "al-bara"),
        ("In Ariha, a town of Aleppo province, nine people died.", "nine people", "ariha"),
        ("At Binnish, west of Aleppo, nine people died.", "nine people", "binnish"),
        ("BEIRUT, 20 February - Nine people died in Ariha.", "Nine people", "ariha"),
        ("In Ariha the army displaced 312,000 people in northwest Syria.", "312,000 people", "northwest-syria"),
        ("A raid hit Ariha, killing nine people; the enemy had taken Saraqib.", "nine people", "ariha"),
    ],
)
def test_where_it_happened(text, quote, place):
    assert read(text)[quote].place_id == place


def test_where_troops_are_sent_is_their_destination():
    claim = read("The army sent 2,000 soldiers into Idlib province.")["2,000 soldiers"]
    assert (claim.place_id, claim.place_role) == ("idlib-governorate", "destination")


def test_what_is_estimated_to_be_so_is_about_so():
    assert (
        read("Some 5,000 people fled. Children are estimated to be 60 percent of them.")["estimated to be 60 percent of them"].hedge
        == "about"
    )


def test_what_is_expected_is_no_fact():
    assert read("Some 50,000 people are expected to return.")["Some 50,000 people"].stance == "expects"


def test_over_the_same_period_is_the_period_just_told():
    found = read(
        "Since 1 November 313 civilians have been killed, 100 children among them. Over the same period 1,843 others were injured."
    )
    others = found["1,843 others"]
    assert (others.period_start, others.population) == (date(2019, 11, 1), "civilians")


def test_a_day_soon_to_come_is_of_this_year_at_the_end_of_a_month_too():
    [claim] = reading.read("A ceasefire in Idlib will begin on Aug. 31.", date(2019, 8, 30))
    assert claim.period_start == date(2019, 8, 31)


def test_since_that_time_counts_from_the_day_told_before():
    text = "The two armies agreed on a truce in September 2019. Since that time shells have killed 1,300 civilians."
    [claim] = [r for r in reading.read(text, DAY) if r.measure == "killed"]
    assert (claim.period_start, claim.period_end, claim.accumulation) == (date(2019, 9, 1), DAY, "total_since")


def test_a_statement_by_somebody_is_that_bodys():
    assert read("According to a statement by the UN, 700,000 people were displaced.")["700,000 people"].speaker_id == "un"


def test_a_number_beside_a_group_is_of_that_group():
    found = read("Shelling left 28 civilians dead and 56 wounded.")
    assert next(r for r in found.values() if r.value == 56).population == "civilians"


def test_the_dateline_is_not_when_and_where_it_happened():
    [claim] = reading.read("BEIRUT, 19 February - Nine people were killed in a raid.", DAY)
    assert (claim.place_id, claim.period_start) == (None, None)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Four days of shelling have left 90 dead.", date(2020, 2, 16), DAY),
        ("Clashes over two weeks killed 90 soldiers.", date(2020, 2, 6), DAY),
        ("For weeks the clashes have cost dozens of people their lives.", None, DAY),
        ("Since this morning shells have killed nine people.", DAY, DAY),
        ("Aid workers wrote of January 2020. Those uprooted in that month come to 2,000 people.", date(2020, 1, 1), date(2020, 1, 31)),
        ("Thousands of villagers continue to be uprooted.", DAY, DAY),
        ("The army opened an offensive on 1 December. Thousands of villagers were driven to flight.", date(2019, 12, 1), DAY),
        (
            "On Monday a raid hit a village, which the army had taken on 3 February. Four men were hurt.",
            date(2020, 2, 17),
            date(2020, 2, 17),
        ),
        ("Some 20 people were killed in raids. The jets came on Monday.", date(2020, 2, 17), date(2020, 2, 17)),
        ("A raid killed nine people. A photograph of February 3 shows the house.", None, None),
        ("The report is on January 2020. Mosques took in thousands of families.", date(2020, 1, 1), date(2020, 1, 31)),
        ("The offensive began on 1 December. It was cold.\n\nThe fighting has cost hundreds of lives.", date(2019, 12, 1), DAY),
        ("On Monday the UN spoke. The 900 children have been killed since the uprising began.", None, DAY),
        ("Thousands of people are fleeing the raids.", DAY, DAY),
        ("The UN said in January that 40 villagers were killed on 3 December.", date(2019, 12, 3), date(2019, 12, 3)),
        ("Over the past 24 hours 170 shells fell.", date(2020, 2, 19), DAY),
        ("In a post of 18 February the UN wrote that 90 men were killed in five days.", date(2020, 2, 13), date(2020, 2, 18)),
    ],
)
def test_the_days_that_are_meant(text, first, last):
    claim = reading.read(text, DAY)[-1]
    assert (claim.period_start, claim.period_end) == (first, last)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Raids on Idlib and Aleppo killed 12 people.", "northwest-syria"),
        ("A bomb fell on Ariha. A neighbouring village was bombed, too, and two people died.", "idlib-governorate"),
        ("Raids killed nine people, one in Ariha and one in Saraqib.", "idlib-governorate"),
        ("At Ariha shells killed two children from the Hama countryside.", "ariha"),
        ("An air strike hit a market in Ariha. Idlib is held by rebels. The strike left 10 dead.", "ariha"),
        ("Two pilots were killed. Their helicopter came down near the village of Qaminas.", "qaminas"),
        ("In Sarmin, a city of Idlib governorate, a man was killed.", "sarmin"),
        ("They bombed the city of Ariha. A man was killed, and the Al-Shami hospital and a bakery were hit.", "ariha"),
        ("Shells hit Idlib city. Several cars burned and a man was killed in an industrial zone.", "idlib"),
    ],
)
def test_the_place_around_what_is_told(text, place):
    places = [r.place_id for r in reading.read(text, DAY) if r.measure == "killed"]
    assert places and places[0 if "nine" in text else -1] == place


def test_people_hit_in_a_camp_are_displaced_people():
    found = read("Missiles came down on a camp for displaced people. Scores were killed. Elsewhere, in the town of Ariha,")
    assert found["Scores"].population == "displaced_people"
    assert read("Missiles came down on a market. Nine people were killed.")["Nine people"].population == "all"


def test_who_told_it_may_stand_in_the_next_sentence():
    found = read("A raid killed 33 soldiers. The toll was announced by the UN.")
    assert found["33 soldiers"].speaker_id == "un"
    assert read("A raid killed 33 soldiers. The house was bought by the UN.")["33 soldiers"].speaker_id == "narrator"


def test_a_count_may_come_from_its_speaker():
    assert read("From the White Helmets came a count of 11 people killed.")["11 people"].speaker_id == "white-helmets"
    assert read("The Observatory supplies data that put the toll at 313 people killed.")["313 people"].speaker_id == "sohr"


def test_whom_a_part_consists_of():
    found = read("A raid killed eight civilians. Four children were among the victims. Another 16 others were wounded.")
    assert found["16 others"].population == "civilians"
    assert read("Killed: 24 members of the government forces.")["24 members"].population == "soldiers"
    assert read("Shells killed seven people from families who had been displaced.")["seven people"].population == "displaced_people"
    assert (
        read("The toll is 15. Of the dead, 12 were civilians, the UN said; 12 of the dead were children.")["12"].population == "civilians"
    )


def test_each_of_two_speakers_has_a_clause_of_its_own():
    found = read("By the Observatory's count 90 people died, and the UN calculates that 4,000 people fled.")
    assert found["4,000 people"].speaker_id == "un"


def test_a_place_of_another_clause_is_not_that_of_the_first():
    text = "Shelling went on in northwest Syria. Some 900,000 people were displaced; Syria has seen no larger wave."
    assert read(text)["Some 900,000 people"].place_id == "northwest-syria"


def test_a_hedge_may_stand_before_the_currency():
    assert read("The agency needs approximately USD 15 million a month.")["approximately USD 15 million"].hedge == "about"


def test_a_truce_with_a_day_as_its_beginning():
    found = read("They agreed on a ceasefire for Idlib, with January 12, 00:00 by local clocks, as its beginning.")
    assert [(r.measure, r.period_start) for r in found.values()] == [("ceasefire_start", date(2020, 1, 12))]


def test_news_called_false_is_denied():
    assert (
        read("False is the news of thousands of villagers who stream to the border, the UN said.")["thousands of villagers"].stance
        == "denies"
    )


def test_people_pass_by_a_checkpoint_at_that_place():
    assert read("At the Hobait checkpoint 519 people came back.")["519 people"].place_role == "site"


def test_families_taken_in_are_told_where_they_went():
    assert read("Mosques in Idlib took in thousands of families.")["thousands of families"].place_role == "destination"


def test_the_rescuers_are_those_named_before():
    found = read("The White Helmets said 11 people were killed. By noon 24 others were injured, according to the rescuers.")
    assert found["24 others"].speaker_id == "white-helmets"
    assert read("By noon 24 others were injured, according to the rescuers.")["24 others"].speaker_id == "rescuers"


def test_an_agency_named_in_the_sentence_before_speaks():
    found = read("Turkey's news agency, Anadolu, has released a video. The agency said 12 soldiers were killed.")
    assert found["12 soldiers"].speaker_id == "anadolu"


def test_the_attack_taken_up_dates_the_lead():
    text = "Ten people were killed in a town. On Thursday rescuers said that six had been wounded.\n\n{} late on Wednesday."
    assert read(text.format("The town is Ariha, and the attack came"), date(2020, 1, 31))["Ten people"].period_start == date(2020, 1, 29)
    assert read(text.format("Another hospital was struck"), date(2020, 1, 31))["Ten people"].period_start is None


def test_the_day_of_harm_is_carried_on():
    text = "A raid on Wednesday killed ten people.\n\nOne house burned.\n\nThe UN said two men died.\n\nA woman died as well."
    assert read(text, date(2020, 1, 31))["A woman"].period_start == date(2020, 1, 29)


def test_what_a_campaign_has_done_runs_from_its_beginning():
    text = "Since early December an offensive has been under way. {} have left dozens of villages in ruins, residents said."
    assert read(text.format("Weeks of bombing"), date(2020, 1, 17))["dozens of villages"].period_start == date(2019, 12, 1)
    assert read(text.format("Some fires"), date(2020, 1, 17))["dozens of villages"].period_start is None


def test_the_place_of_a_part_is_not_that_of_the_whole():
    text = "Targets in the province of Idlib were hit.\n\nStrikes killed 21 civilians, 19 of them in the bombing of a market in Idlib city."
    found = read(text)
    assert (found["21 civilians"].place_id, found["19 of them"].place_id) == ("idlib-governorate", "idlib")


def test_schools_destroyed_that_now_shelter_people():
    found = read("Many of the schools destroyed or closed now shelter the displaced, the UN investigator for Syria said.")
    assert [r.measure for r in found.values()] == ["used_as_shelter"]


def test_one_place_among_others_is_not_the_place_of_what_follows():
    text = "Shells fell on northwest Syria. Villages were taken, the city of Saraqib among them. Later 400 people were killed."
    assert read(text)["400 people"].place_id == "northwest-syria"


def test_a_camp_that_is_in_a_village():
    assert read("A camp was hit by rockets in Qah, and 16 civilians were killed.")["16 civilians"].place_id == "qah-camp"
    assert read("A house was hit by rockets in Qah, and 16 civilians were killed.")["16 civilians"].place_id == "qah"


def test_an_attribution_does_not_reach_back_over_a_semicolon():
    found = read("Eight people have been killed; the UN puts the dead of the raids at ten people.")
    assert (found["Eight people"].speaker_id, found["ten people"].speaker_id) == ("narrator", "un")
    assert read("Eight people were killed; all were men, the UN said.")["Eight people"].speaker_id == "un"


def test_a_monitor_that_the_next_sentence_names():
    text = "Five people were killed, a war monitor reported. The monitor, {}, gave no place."
    assert read(text.format("the Syrian Observatory for Human Rights"))["Five people"].speaker_id == "sohr"
    assert read(text.format("based abroad"))["Five people"].speaker_id == "unnamed-war-monitor"


def test_what_a_war_has_cost_since_its_year_is_told_of_the_country():
    found = read("A war that since 2011 has killed 370,000 people shows in northern Syria.")
    assert found["370,000 people"].place_id == "syria"


def test_attacks_since_this_morning_date_the_next_sentence():
    text = "Attacks on Idlib have been under way since this morning. Eight civilians have been killed."
    assert read(text)["Eight civilians"].period_start == DAY


def test_closed_so_far():
    assert read("Two hospitals have had to close so far.")["Two hospitals"].period_end == DAY


def test_civilian_dead_are_civilians():
    assert read("The UN put the civilian dead at 19, all of them in one raid.")["19"].population == "civilians"


def test_a_day_counted_from_a_day_that_was_carried_on():
    text = "A raid on Wednesday killed ten people.\n\nThe UN said two men died.\n\nTwo days later three women were killed."
    assert read(text, date(2020, 1, 31))["three women"].period_start == date(2020, 1, 31)


def test_votes_for_and_against():
    found = read(
        "The council met on Friday. With five members voting 'yes', six 'no' and four abstaining, the text failed.", date(2019, 12, 20)
    )
    assert [(q, r.value, r.measure, r.period_start) for q, r in found.items()] == [
        ("five members", 5, "votes", date(2019, 12, 20)),
        ("six", 6, "votes", date(2019, 12, 20)),
        ("four", 4, "votes", date(2019, 12, 20)),
    ]
    assert list(read("Of the 15 council members, 13 voted for the text.")) == ["13"]


def test_health_facilities_that_have_suffered_attacks():
    assert read("The area's health facilities have suffered 39 attacks.")["39 attacks"].measure == "attacks_on_health"
    assert read("The villages have suffered 39 attacks.")["39 attacks"].measure == "attacks"


def test_injured_civilians_are_civilians():
    found = read("More than 740 injured civilians, among them 82 children and 62 women, have been received in the hospitals.")
    assert [(r.measure, r.population) for r in found.values()] == [("injured", "civilians"), ("injured", "children"), ("injured", "women")]


def test_in_the_monitors_record():
    text = "Russian forces are held responsible by SNHR for the deaths. In the monitor's record, three women were killed."
    assert read(text)["three women"].speaker_id == "snhr"


def test_what_is_still_to_come_was_told_on_a_day_that_is_past():
    text = "Whether they will go on became uncertain on Friday, when 12 people were killed."
    assert read(text, date(2019, 12, 22))["12 people"].period_start == date(2019, 12, 20)


def test_members_of_the_forces_are_soldiers():
    assert read("Killed: 24 members of Syria's government forces.")["24 members"].population == "soldiers"
    assert read("Killed: 24 members of the group.")["24 members"].population == "combatants"


def test_villages_brought_under_their_control():
    found = read("The operation has brought nine of the region's villages under their control.")
    assert [r.measure for r in found.values()] == ["settlements_captured"]


def test_the_same_figure_told_again_keeps_its_period():
    text = "Since 1 December 2019 some 312,000 people have fled.\n\nThe escalation in December drove out 312,000 people."
    found = read(text)
    assert found["312,000 people"].period_end == found["some 312,000 people"].period_end == DAY


def test_moved_there_and_done_so():
    found = read("Aleppo is the other choice: some 30,000 people moved there, and tens of thousands are reported to have done so.")
    assert [(r.measure, r.place_role) for r in found.values()] == [("displaced", "destination")] * 2


def test_a_town_and_where_it_lies():
    assert read("A teacher died in Sarmin, Idlib, when a rocket hit.")["A teacher"].place_id == "sarmin"
    assert read("A teacher died in Sarmin and Ariha when rockets hit.")["A teacher"].place_id != "sarmin"


def test_the_strike_is_the_one_whose_dead_were_counted():
    text = (
        "Six people died when a village in northwestern Syria was hit. Others were wounded by the strike.\n\nThe village, Sarmin, is small."
    )
    assert {r.place_id for r in reading.read(text, DAY)} == {"sarmin"}


def test_a_place_in_another_is_the_narrower_one():
    text = "People leave Jabal al-Zawiya in southern Idlib, and 250 people were killed."
    assert read(text)["250 people"].place_id == "jabal-al-zawiya"


def test_a_group_banned_in_a_country():
    assert (
        read("The group, banned in Russia, fights in Idlib province. Ten people were killed.")["Ten people"].place_id == "idlib-governorate"
    )


def test_women_for_whom_a_number_accounts():
    found = read("The war killed 1,460 civilians. Children account for 417 of those killed and women for 289.")
    assert (found["289"].measure, found["289"].population) == ("killed", "women")


def test_the_checkpoint_at_which_they_passed():
    found = read("The Hobait checkpoint in Hama province was passed by 519 people.")
    assert (found["519 people"].place_id, found["519 people"].place_role) == ("al-hbit", "site")


def test_what_follows_a_semicolon_is_the_narrators():
    assert read("The UN said a fire broke out; ten tents burned in Ariha.")["ten tents"].speaker_id == "narrator"
    assert read("The UN said a fire broke out; ten people were killed, it added.")["ten people"].speaker_id == "un"


@pytest.mark.parametrize(
    ("text", "quote", "measure", "population"),
    [
        ("The civilian dead number 31 now.", "31", "killed", "civilians"),
        ("Children account for 12 of those killed.", "12 of those killed", "killed", "children"),
        ("Refugees already in its camps number 2.5 million.", "2.5 million", "displaced", "displaced_people"),
        ("Nine civilians were killed; another 40, women and children among them, were injured.", "40", "injured", "civilians"),
        ("A baker, a farmer and a nurse, all killed in the raid, lived there.", "A baker", None, None),
        ("A lieutenant, a sergeant and an engineer were killed.", "A lieutenant", "killed", "soldiers"),
        ("A civilian who worked for the ministry of the interior was also killed.", "A civilian", "killed", "civilians"),
        ("The victims include six students.", "six students", "killed", "other"),
        ("Two guards and a security guard are among the dead.", "a security guard", "killed", "other"),
        ("In a farm several displaced families had found shelter.", "several displaced families", "inhabitants", "displaced_people"),
        ("The town houses dozens of displaced people.", "dozens of displaced people", "inhabitants", "displaced_people"),
        ("The civilians living there, roughly 2 million, are afraid.", "roughly 2 million", "inhabitants", "civilians"),
        ("75 pieces of Turkish military equipment were destroyed.", "75 pieces of Turkish military equipment", "vehicles_lost", "all"),
        ("Nearly one-third of the homes were destroyed.", "Nearly one-third of the homes", "other_civilian_hit", "all"),
        ("Tens of towns came under the control of the army.", "Tens of towns", "settlements_captured", "all"),
        ("Twelve schools took part in the drill, and five of the schools were bombed.", "Twelve schools", "schools_hit", "all"),
    ],
)  # fmt: skip
def test_more_of_what_befell_the_counted(text, quote, measure, population):
    found = read(text).get(quote)
    assert (found and found.measure, found and found.population) == (measure, population)


@pytest.mark.parametrize(
    "text",
    [
        "Nearly a million people fled from 40% of Idlib governorate.",
        "People fled from more than 40% of the province's territory.",
        "Two camps were hit and have grown by 60%.",
    ],
)
def test_a_share_of_land_and_a_growth_count_nobody(text):
    assert not [q for q in read(text) if "%" in q]


def test_fighting_that_puts_people_to_flight_says_nothing():
    assert read("The fighting has put 3,000 people to flight.")["3,000 people"].speaker_id == "narrator"


def test_a_caption_is_of_whoever_showed_it():
    text = "Anadolu has a video of raids. The agency said 9 tanks were destroyed. A caption breaks down the losses: 5 tanks, 4 trucks."
    assert {r.speaker_id for r in reading.read(text, DAY)} == {"anadolu"}


def test_the_headline_is_the_texts_own():
    found = read(
        "At least 15 people died on Thursday, activists said; the headline, which speaks of a summit in Moscow, has 15 people killed."
    )
    assert (found["15 people"].speaker_id, found["15 people"].place_id) == ("narrator", None)


def test_the_first_months_of_a_year():
    found = read("Over the first nine months of the year 657 children were killed in Syria.", "2020-01-02")["657 children"]
    assert (str(found.period_start), str(found.period_end)) == ("2019-01-01", "2019-09-30")


def test_so_many_months_after_an_offensive_was_opened():
    found = read(
        "Four months after they opened a massive offensive, the number of civilians killed stands at more than 1,000.", "2019-09-04"
    )
    assert [(str(r.period_start), r.accumulation) for r in found.values()] == [("2019-05-04", "total_since")]


def test_the_day_on_which_a_draft_was_brought_in():
    text = "The rival draft, brought in late, on Monday, by Russia, failed: five members voted 'yes' and six 'no'."
    assert {str(r.period_start) for r in reading.read(text, "2019-12-20") if r.measure == "votes"} <= {"None", "2019-12-20"}


def test_an_anniversary_is_no_day_of_the_event():
    text = "The anniversary of the war falls on 15 March. Ten people were killed in Idlib."
    assert read(text, "2020-03-31")["Ten people"].period_start is None


def test_the_place_to_which_the_wounded_were_brought_is_not_where_it_happened():
    text = "Shells fell on Sarmin. Twenty people were injured and were brought to Ariha."
    assert read(text)["Twenty people"].place_id == "sarmin"


def test_whoever_was_displaced_fled_where_the_sentence_goes_on():
    text = "Some 25 thousand civilians, displaced because the army was attacking Saraqib, have fled to places near Turkey's border."
    found = read(text)["Some 25 thousand civilians"]
    assert (found.place_id, found.place_role) == ("turkish-border", "destination")


def test_no_sorties_are_denied_where_and_when_the_strike_was_told():
    text = "An air strike on Ariha killed ten people on 29 January. No combat missions were flown in the area, the ministry said."
    found = read(text, "2020-01-31")["No combat missions"]
    assert (found.place_id, str(found.period_start)) == ("ariha", "2020-01-29")


def test_money_required_is_a_level():
    found = read("Supporting these people requires $336 M in funding.", "2020-02-13")["$336 M"]
    assert (found.accumulation, str(found.period_end)) == ("stock", "2020-02-13")


def test_who_fled_when_the_camp_was_struck_were_displaced_people_on_that_day():
    text = "On 12 January rockets hit a camp at Sarmin. Most people, thousands, had run away once it was struck."
    found = read(text)["thousands"]
    assert (found.population, found.accumulation, str(found.period_end)) == ("displaced_people", "incident", "2020-01-12")


def test_examples_are_not_the_place():
    text = "Northern Aleppo, with areas such as A'zaz and Afrin, is the other choice: 30,000 people moved there."
    assert read(text)["30,000 people"].place_id == "northern-aleppo"


def test_the_place_may_be_named_in_a_sentence_of_its_own():
    text = "Rockets struck a school in Idlib province. Four children were killed. The place was Sarmin, it said."
    assert read(text)["Four children"].place_id == "sarmin"


def test_what_strikes_were_on():
    assert read("Airstrikes on the town, two markets and a school are under examination.")["two markets"].measure == "markets_hit"


def test_those_saved_were_not_killed():
    assert "50" not in read("The dead were 11 people, and 50 more were saved.")


def test_the_months_that_followed_are_counted_from_the_month_told_before():
    text = "The siege began in April 2019. In the 11 months that followed, they lost many homes. At least 1,600 civilians were killed."
    found = read(text, "2020-10-15")["At least 1,600 civilians"]
    assert (str(found.period_start), str(found.period_end), found.accumulation) == ("2019-04-01", "2020-03-31", "total_since")


def test_the_three_days_that_followed():
    text = "On 3 March the army entered the town. In the three days that followed, shelling killed 14 civilians."
    found = read(text, "2020-03-09")["14 civilians"]
    assert (str(found.period_start), str(found.period_end)) == ("2020-03-03", "2020-03-06")


def test_the_object_of_a_verb_at_the_end():
    text = "The bombs fell on the civilians living there, roughly 3 million, many of whom fighting elsewhere had displaced."
    found = read(text)
    assert found["roughly 3 million"].measure == "inhabitants"
    assert (found["many of whom"].measure, found["many of whom"].population) == ("displaced", "civilians")


def test_a_large_figure_has_the_span_that_it_is_told_with_later():
    text = "War has driven nearly a million people from Idlib. Half are children. Since 1 December nearly 1 million people fled."
    found = read(text, "2020-03-03")
    assert str(found["nearly a million people"].period_start) == "2019-12-01"


def test_acts_that_the_sentence_names_without_a_number():
    found = read("Ten people were hurt. Airstrikes on Idlib went on, and the rescuers counted 12 of them that day.")["12 of them"]
    assert (found.measure, found.population) == ("strikes", "all")


def test_whose_strike_is_named_by_its_day():
    text = "An airstrike hit Ariha on Thursday. Idlib province is held by rebels. In Thursday's airstrike 15 people were killed."
    assert read(text)["15 people"].place_id == "ariha"


def test_concern_is_told_of_somebody():
    text = "In Idlib the World Food Programme remains deeply concerned for over 3 million civilians."
    assert read(text)["over 3 million civilians"].speaker_id == "wfp"


def test_a_figure_announced_at_a_briefing():
    text = "The Russian Defence Ministry broke the number down at a briefing. The gate was crossed by 519 people."
    assert read(text)["519 people"].speaker_id == "russian-mod"


def test_a_record_that_runs_to_a_day():
    text = "The record, which runs from March 2011 to 20 November 2019, has all the dead. They killed 1,928 children since they stepped in."
    assert str(read(text)["1,928 children"].period_end) == "2019-11-20"


@pytest.mark.parametrize(
    ("text", "quote", "field", "expected"),
    [
        ("Attacks have sent over a million Syrians toward the border.", "over a million Syrians", "measure", "displaced"),
        ("The food was enough, across the country, for 5 million people.", "5 million people", "measure", "aided"),
        ("Syrian refugees in its care number 3.7 million.", "3.7 million", "accumulation", "stock"),
        ("People left southern Idlib in massive numbers.", "massive numbers", "measure", "displaced"),
        ("From the town came the same figure for civilians killed, 10, and more.", "10", "measure", "killed"),
        ("Most of the people living there had fled.", "Most of the people", "measure", "displaced"),
        ("Aviation carried out no bombardments there, it said.", "no bombardments", "measure", "strikes"),
        ("Eight people were killed, four children and their teacher among them.", "their teacher", "measure", "killed"),
        ("At least 29 dead, government soldiers and militiamen, were counted.", "At least 29 dead", "population", "soldiers"),
        (
            "Thousands of families that got away from the bombing urgently need aid.",
            "Thousands of families",
            "population",
            "displaced_people",
        ),
        ("Ten people died; 2 of the dead were children and 1 was a Civil Defence volunteer.", "1", "population", "rescuers"),
        ("The strikes hit nine health teams and a bridge.", "nine health teams", "population", "health_workers"),
        ("By its present belief, the UN says, 900,000 people have fled.", "900,000 people", "speaker_id", "un"),
    ],
)
def test_what_else_was_met(text, quote, field, expected):
    assert getattr(read(text)[quote], field) == expected


def test_those_who_live_there_and_what_they_are():
    found = read("Three million people live in Idlib, many of them displaced by fighting.")["many of them"]
    assert (found.accumulation, found.place_role) == ("stock", "area")


def test_it_may_be_the_truce_behind_an_aside():
    text = "An armistice had been agreed. In agreement with the other side it was to start on January 12."
    assert [r.measure for r in reading.read(text, DAY)] == ["ceasefire_start"]


def test_a_truce_does_not_hold_for_one_village():
    text = "Strikes hit Sarmin in Idlib province. A ceasefire has been in force since January 9."
    assert [r.place_id for r in reading.read(text, DAY)] == ["idlib-governorate"]


@pytest.mark.parametrize(
    ("text", "quote", "field", "expected"),
    [
        ("She gave the number of people killed as 31: 20 men and eleven women.", "31", "measure", "killed"),
        ("Wreaths were laid for a sergeant, a pilot, a doctor and other men, all killed in the fight.", "a sergeant", "measure", "killed"),
        ("The raid displaced 700,000 people. That exceeds by 50,000 the number it had counted before.", "50,000", "measure", "displaced"),
        ("The raid displaced 700,000 people. That exceeds by 50,000 the number it had counted before.", "50,000", "speaker_id", "narrator"),
        ("A resident saw a lot of corpses.", "a lot of corpses", "hedge_word", "many"),
        ("A resident saw dozens of corpses. Most people had run away.", "Most people", "measure", "displaced"),
        ("The shelling has driven significant numbers from Saraqib.", "significant numbers", "measure", "displaced"),
        ("By now the displaced number 42,000.", "42,000", "accumulation", "total_since"),
        ("They killed 500 children; of these children 20 suffocated.", "20", "population", "children"),
        ("Reports that people are leaving Idlib in large numbers the army called baseless.", "large numbers", "stance", "denies"),
        ("Refugees are pouring in huge numbers out of Idlib.", "huge numbers", "population", "all"),
        ("Hundreds of families face the frost outdoors.", "Hundreds of families", "measure", "in_need"),
        ("The dead include two pupils of that school, and their nurse too.", "their nurse", "measure", "killed"),
        ("Dozens of villages in the south, until then under army rule, have since been retaken.", "Dozens of villages", "measure", SEIZED),
        ("A truce ended in May. Dozens of towns have since been seized.", "Dozens of towns", "period_start", date(2019, 5, 1)),
        ("Two clinics closed. Nine more clinics are threatened with the same fate.", "Nine more clinics", "unit", "facility"),
        ("Two clinics closed. Nine more clinics are threatened with the same fate.", "Nine more clinics", "stance", "expects"),
        ("Since May 9,000 people have fled. Thousands, though, have gone from Ariha.", "Thousands", "period_start", date(2019, 5, 1)),
        ("Through Ariha, the officer said, no civilians left.", "no civilians", "measure", "returned"),
        ("Through Ariha, the officer said, no civilians left.", "no civilians", "place_role", "site"),
        ("Two tanks burned, and so did one truck.", "one truck", "measure", "vehicles_lost"),
        ("The raids of 15 January were strikes on a port, and on two schools.", "two schools", "measure", "schools_hit"),
        ("An offensive began in May 2019. A third of the houses was destroyed.", "A third of the houses", "period_start", date(2019, 5, 1)),
        ("The pilots, it said, had not been on any missions there.", "any missions", "value", 0),
        ("A resident saw dozens of bodies, mostly those of women.", "mostly those of women", "measure", "killed"),
        ("The plan dropped one of three border crossings.", "three border crossings", "value", 3),
        ("It closed two checkpoints beside the existing five.", "five", "measure", "checkpoints"),
        ("A correspondent of Reuters saw ruins; a woman's corpse was lifted out.", "a woman's corpse", "measure", "killed"),
        ("A correspondent of Reuters saw ruins; a woman's corpse was lifted out.", "a woman's corpse", "speaker_id", "reuters"),
        ("Several towns of Idlib were shelled.", "Several towns", "measure", "other_civilian_hit"),
        ("In Ariha the dead were father and sister with their two boys.", "sister", "population", "women"),
        ("Medics could bring a nurse out, together with nine pupils.", "nine pupils", "measure", "evacuated"),
        ("Six soldiers died in the night, and as many were wounded.", "as many", "value", 6),
        ("The strikes meant are those on a port and on two schools.", "two schools", "measure", "schools_hit"),
        ("UNICEF said that schools had closed; in Ariha ten people died.", "ten people", "speaker_id", "unicef"),
        ("The raid hit Ariha. In that area of Syria ten people died.", "ten people", "place_id", "ariha"),
        ("Since May 400,000 people have fled. For many it was not the first time.", "many", "measure", "displaced"),
        ("Since May 400,000 people have fled. For many it was not the first time.", "many", "population", "displaced_people"),
        ("A raid displaced 900 people. Of those counted, men are the majority, said UNICEF.", "the majority", "population", "men"),
        ("A raid displaced 900 people. Of those counted, men are the majority, said UNICEF.", "the majority", "speaker_id", "unicef"),
        (FIRED_AT, "more than ten", "measure", "shells"),
        (FIRED_AT, "more than ten", "place_id", "ariha"),
        (FIRED_AT, "more than ten", "speaker_id", "unicef"),
        ("In Ariha a baby, only two months old, had died in the raid.", "a baby", "measure", "killed"),
        ("Two schools were hit. A nursery was one of them.", "one of them", "measure", "schools_hit"),
        ("Only yesterday, word came of hits on two clinics.", "two clinics", "period_start", None),
        ("A raid killed nine people. All were women, it is said.", "All", "value", 100),
        ("A raid killed nine people. All were women, it is said.", "All", "population", "women"),
        ("Since May 400,000 people have fled. They come mainly from Ariha.", "mainly", "measure", "displaced"),
        ("Aid reaches 50,000 Syrians a month, mainly in towns.", "mainly", "measure", "aided"),
    ],
)
def test_what_is_a_count(text, quote, field, expected):
    assert getattr(read(text)[quote], field) == expected


@pytest.mark.parametrize(
    ("text", "field", "expected"),
    [
        ("Such reports of a raid, the army said, are a provocation.", "stance", "denies"),
        ("Their stories of a raid on Ariha are at odds with the facts, the UN said.", "place_id", "ariha"),
        ("News of a raid on Ariha was called a fake. The words are those of UNICEF, as relayed by Reuters.", "speaker_id", "unicef"),
        ("News of a raid on Ariha was called a fake. The words are those of UNICEF, as relayed by Reuters.", "via_id", "reuters"),
    ],
)
def test_what_is_called_untrue(text, field, expected):
    assert [getattr(r, field) for r in reading.read(text, DAY) if r.measure == "occurrence"] == [expected]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("In two villages, 30 houses were destroyed.", "two villages"),
        ("The raid killed 10 people. The office has photos; in one of them a man lies dead.", "one of them"),
    ],
)
def test_what_only_tells_where(text, quote):
    assert quote not in read(text)


@pytest.mark.parametrize(
    ("text", "quote", "role"),
    [
        ("A mine collapsed in Sarmin. Another 12 people are presumed to lie under the rubble.", "12 people", "site"),
        ("The army has eleven observation posts in Idlib province.", "eleven observation posts", "area"),
        ("The bombs hit Idlib Central Hospital. It had been treating 900 patients monthly.", "900 patients", "site"),
        (
            "Some 5,000 families left Idlib. The damage is estimated at $322 million. Most of those on the run settle close to the border.",
            "Most of those on the run",
            "origin",
        ),
    ],
)
def test_as_what_a_place_is_told(text, quote, role):
    found = next(r for told, r in read(text).items() if told.endswith(quote))
    assert found.place_role == role


def test_two_parts_of_a_province_are_told_as_the_province():
    assert read("Shells fell in southern and eastern Idlib. Three people were killed.")["Three people"].place_id == "idlib-governorate"
    assert read("Attacks east and south of Aleppo province uprooted 800 families.")["800 families"].place_id == "aleppo-governorate"


def test_raids_on_a_list_of_villages_are_told_of_the_place_around_them():
    text = "Planes carried out some 30 raids on the de-escalation zone, against Hass, Ablin, Balshun and Al-Bara in southern Idlib."
    assert read(text)["some 30 raids"].place_id == "southern-idlib"


@pytest.mark.parametrize(
    ("text", "quote", "field", "expected"),
    [
        (
            "Bombs killed two people in Sarmin. Official media have recorded no raids in these areas.",
            "no raids",
            "place_id",
            "idlib-governorate",
        ),
        ("A camp in Qah was hit. Most people, hundreds, ran away once it was struck.", "hundreds", "place_id", "qah-camp"),
        ("The Hobait checkpoint was passed by 519 people; the count at Al-Hadher came to 464 people.", "464 people", "place_role", "site"),
        (
            "A farm in Sarmin was hit. Of the 40 people who lived there, nine were wounded and brought to Idlib Central Hospital.",
            "40 people",
            "place_id",
            "sarmin",
        ),
        ("Idlib lies near the Turkish border. Some 3 million people live there.", "3 million people", "place_id", "idlib-governorate"),
        (
            "Bombs fell on villages: one farmer was killed in Hass and one person in the old schoolhouse of Ariha.",
            "one person",
            "place_id",
            "ariha",
        ),
        (
            "Shells fell on the city of Afrin. The city hospital of Ariha was struck. There 12 people died.",
            "12 people",
            "place_id",
            "ariha",
        ),
        ("A raid hit Sarmin. It counted nine dead, along with dozens of wounded.", "dozens", "place_id", "sarmin"),
    ],
)
def test_places_that_are_told_by_the_way(text, quote, field, expected):
    found = next(r for told, r in read(text).items() if told.endswith(quote))
    assert getattr(found, field) == expected


def test_the_country_is_that_in_which_a_place_lies():
    text = "Russia and the army want to retake Idlib province, one of the last parts of the country held by rebels. Across the country {}."
    assert read(text.format("9,000 civilians were killed"))["9,000 civilians"].place_id == "syria"


def test_those_who_fled_from_elsewhere_live_here():
    text = "Civilians in Ariha hope for peace. Some 9,000 civilians live there, many of whom fighting elsewhere in Syria had displaced."
    found = read(text)
    assert found["Some 9,000 civilians"].place_id == "ariha"
    assert (found["many of whom"].place_id, found["many of whom"].place_role) == ("syria", "origin")


def test_the_region_may_be_the_province_named_last():
    text = "Troops shelled villages of southern Idlib. A battle goes on in Idlib province. About 2,000 people in the region have fled."
    assert read(text)["About 2,000 people"].place_id == "idlib-governorate"


def test_villages_do_not_lie_in_a_city_taken_as_well():
    text = "Sarmin fell on Monday. The army took several villages, and the city was seized as well."
    assert read(text)["several villages"].place_id == "idlib-governorate"


def test_a_truce_holds_in_the_region_of_which_the_text_tells():
    text = "An offensive goes on in Idlib province.\n\nPeople fled to the Turkish border. A ceasefire came into effect on January 12."
    assert [r.place_id for r in reading.read(text, DAY)] == ["idlib-governorate"]
    text = "Idlib saw a truce. The president had announced it in Berlin at a press conference; it was to start on January 12."
    assert [r.place_id for r in reading.read(text, DAY)] == ["idlib-governorate"]


def test_those_who_fled_are_of_the_region_of_which_the_text_tells():
    text = "People left southern Idlib. So things stood in northwest Syria.\n\nOthers came to Afrin. Among those who fled, many need help."
    assert next(r for r in reading.read(text, DAY) if r.measure == "in_need").place_id == "northwest-syria"


def test_a_level_has_the_place_told_last_however_far_back():
    text = "Northwest Syria suffers." + "\n\nThe need is great." * 5 + "\n\nMillions of people find themselves pushed into small areas."
    found = read(text)["Millions of people"]
    assert (found.place_id, found.place_role) == ("northwest-syria", "area")


def test_the_next_sentence_tells_where_they_fell():
    text = "Fighting went on in southern Aleppo.\n\nBarrel bombs dropped by helicopters now number 35. {}"
    told = "In the Idlib countryside they fell on Hass and Ahsem, and in the Latakia countryside on the Kabana front."
    assert read(text.format(told))["35"].place_id == "northwest-syria"
    assert read(text.format("They are crude."))["35"].place_id == "southern-aleppo"


def test_a_count_among_victims_is_told_of_the_place_just_named():
    text = "Shells killed 15 people in Idlib province.\n\nIt was a bad day in Ariha, they say. They counted 3 children among the victims."
    assert read(text)["3 children"].place_id == "ariha"


def test_a_figure_told_again_has_the_place_it_had():
    text = "Fighting killed 34 civilians in northwest Syria. Clashes go on southeast of Idlib. The civilian dead number 34."
    assert [r.place_id for r in reading.read(text, DAY)] == ["northwest-syria", "northwest-syria"]
    text = "Three corridors opened in the Idlib de-escalation zone.\n\nThe way by Sarmin is short. Food can be had at all three corridors."
    assert read(text)["three corridors"].place_id == "idlib-enclave"


def test_further_people_hurt_are_those_of_all_the_places_just_told():
    text = "A raid on Idlib province killed 14 people, and shells on Afrin, in Aleppo province, one more. A further 30 were injured."
    assert next(r for r in reading.read(text, DAY) if r.measure == "injured").place_id == "northwest-syria"


def test_behind_a_list_of_towns_the_hurt_are_those_of_them_all():
    text = "Bombs killed 7 people in Hass. In Sarmin 3 men died. Shells killed a farmer in Ariha.\n\nMore than 42 people have been injured."
    assert read(text)["More than 42 people"].place_id == "idlib-governorate"
