from dataclasses import replace

import pytest

from core.domain.venues.editing.areas import draw_ga_area
from core.domain.venues.editing.checks import Concern, Finding, check_plan, places_to_sell
from core.domain.venues.editing.drawing import Block, Seating, draw_block, draw_row
from core.domain.venues.editing.house import (
    set_licence,
    set_size,
    set_wheelchair_share,
)
from core.domain.venues.editing.places import (
    AreaAt,
    RowAt,
    SeatAt,
    ZoneAt,
    everything,
)
from core.domain.venues.editing.placing import delete, move
from core.domain.venues.editing.properties import (
    link_companions,
    rename_seat,
    set_area_name,
    set_radius,
    set_retired,
    set_seat_type,
)
from core.domain.venues.editing.repeating import array
from core.domain.venues.editing.rows import open_aisle
from core.domain.venues.editing.sections import set_level
from core.domain.venues.editing.tables import draw_round_table
from core.domain.venues.plan import Category, Extent, Plan, Point
from core.domain.venues.states import SeatType
from tests.domain.venues.editing.houses import (
    EMPTY,
    FIRST_ROW,
    FIRST_ZONE,
    FLOOR,
    ORIGIN,
    block_house,
    row_house,
    two_blocks,
)


def found(plan: Plan, concern: Concern) -> list[Finding]:
    return [finding for finding in check_plan(plan) if finding.concern is concern]


def only(plan: Plan, concern: Concern) -> Finding:
    (finding,) = check_plan(plan)
    assert finding.concern is concern
    return finding


@pytest.mark.parametrize("plan", [row_house(), block_house(), two_blocks()])
def test_a_sound_plan_has_no_findings(plan: Plan) -> None:
    assert check_plan(plan) == ()


def test_a_plan_without_seats_blocks() -> None:
    assert only(EMPTY, Concern.NO_SEATS).blocks


def test_doubled_labels_block_and_lead_to_both_seats() -> None:
    finding = only(rename_seat(row_house(3), SeatAt(0, 0, 2), "1").plan, Concern.DUPLICATE_LABEL)

    assert finding.sentence == "2 seats are called Section 1 A 1."
    assert finding.places == {SeatAt(0, 0, 0), SeatAt(0, 0, 2)}
    assert finding.blocks


def test_a_retired_seat_has_given_its_label_back() -> None:
    plan = rename_seat(row_house(3), SeatAt(0, 0, 2), "1").plan

    assert check_plan(set_retired(plan, frozenset([SeatAt(0, 0, 0)]), retired=True).plan) == ()


def test_two_standing_areas_of_one_name_block() -> None:
    plan = draw_ga_area(draw_ga_area(EMPTY, FLOOR, capacity=2).plan, FLOOR, capacity=2).plan
    plan = set_area_name(plan, AreaAt(1, 0), "Standing").plan

    finding = only(plan, Concern.DUPLICATE_LABEL)

    assert finding.places == {AreaAt(0, 0), AreaAt(1, 0)}


def test_seats_of_one_identity_block() -> None:
    plan = row_house(2)
    row = plan.zones[0].rows[0]
    same = row.seats[1]._replace(guid=row.seats[0].guid)
    zone = replace(plan.zones[0], rows=(replace(row, seats=(row.seats[0], same)),))

    finding = only(replace(plan, zones=(zone,)), Concern.DUPLICATE_GUID)

    assert finding.places == {SeatAt(0, 0, 0), SeatAt(0, 0, 1)}
    assert finding.blocks


def test_a_retired_seat_keeps_its_identity() -> None:
    plan = set_retired(row_house(2), frozenset([SeatAt(0, 0, 0)]), retired=True).plan
    row = plan.zones[0].rows[0]
    same = row.seats[1]._replace(guid=row.seats[0].guid)
    zone = replace(plan.zones[0], rows=(replace(row, seats=(row.seats[0], same)),))

    assert only(replace(plan, zones=(zone,)), Concern.DUPLICATE_GUID).blocks


def test_names_that_are_missing_block() -> None:
    plan = draw_ga_area(row_house(), FLOOR, capacity=2).plan
    row = replace(plan.zones[0].rows[0], number=" ")
    zones = (replace(plan.zones[0], name="", rows=(row,)), replace(plan.zones[1], name=""))

    findings = found(replace(plan, zones=zones), Concern.UNNAMED)

    assert [(one.places, one.blocks) for one in findings] == [
        ({FIRST_ROW}, True),
        ({FIRST_ZONE}, True),
        ({AreaAt(1, 0)}, True),
    ]


def test_overlapping_seats_are_found_row_by_row() -> None:
    plan = move(block_house(2, 3), frozenset([RowAt(0, 1)]), 5, -20).plan

    finding = only(plan, Concern.OVERLAP)

    assert finding.sentence == "Overlapping: 6 seats of Section 1 A and Section 1 B."
    assert len(finding.places) == 6
    assert not finding.blocks


def test_seats_on_two_levels_do_not_overlap() -> None:
    plan = move(two_blocks(), frozenset([ZoneAt(1)]), -144, 0).plan

    assert len(found(plan, Concern.OVERLAP)) == 2
    assert found(set_level(plan, frozenset([ZoneAt(1)]), 1).plan, Concern.OVERLAP) == []


def test_seats_side_by_side_may_touch() -> None:
    plan = set_radius(row_house(3), frozenset([FIRST_ROW]), 12).plan

    assert check_plan(plan) == ()
    assert check_plan(set_radius(plan, frozenset([FIRST_ROW]), 12.5).plan) != ()


@pytest.mark.parametrize("dx", [-5000.5, 0.0, 123_456.7])
def test_overlaps_are_found_wherever_they_are(dx: float) -> None:
    plan = draw_row(row_house(2), Point(15, 3), seats=1).plan

    assert len(found(move(plan, everything(plan), dx, dx).plan, Concern.OVERLAP)) == 1


def test_seats_outside_the_plan_are_found() -> None:
    plan = set_size(row_house(5), Extent(60, 50)).plan

    finding = only(plan, Concern.OUTSIDE)

    assert finding.sentence == "Outside the plan: 2 seats of Section 1 A."
    assert finding.places == {SeatAt(0, 0, 3), SeatAt(0, 0, 4)}


def walled_in() -> Plan:
    """Three sections in one line without a gap: the middle one has no aisle."""
    return array(
        draw_block(EMPTY, ORIGIN, Block(rows=1, seats=4)).plan,
        frozenset([FIRST_ZONE]),
        across=3,
        down=1,
        dx=96,
        dy=0,
    ).plan


def test_a_row_between_other_rows_reaches_no_aisle() -> None:
    finding = only(walled_in(), Concern.NO_AISLE)

    assert finding.sentence == "Section 2 A reaches no aisle: both ends run into other seats."
    assert {place[0] for place in finding.places} == {1}


def test_an_aisle_of_its_own_or_at_one_end_is_enough() -> None:
    inside = open_aisle(walled_in(), SeatAt(1, 0, 1)).plan
    shorter = delete(walled_in(), frozenset([SeatAt(1, 0, 3)])).plan

    assert found(inside, Concern.NO_AISLE) == []
    assert check_plan(shorter) == ()


def test_tables_need_no_aisle() -> None:
    plan = draw_round_table(EMPTY, ORIGIN, seats=8).plan

    assert check_plan(plan) == ()


def test_more_places_than_the_licence_are_found() -> None:
    plan = set_licence(draw_ga_area(row_house(5), FLOOR, capacity=20).plan, 22).plan

    finding = found(plan, Concern.OVER_LICENCE)[0]

    assert finding.sentence == "25 places are 3 more than the licence for 22."
    assert places_to_sell(plan) == 25
    assert found(set_licence(plan, 25).plan, Concern.OVER_LICENCE) == []


def test_too_few_wheelchair_places_are_found() -> None:
    plan = set_wheelchair_share(block_house(5, 20), 0.015).plan
    plan = set_seat_type(plan, frozenset([SeatAt(0, 0, 0)]), SeatType.WHEELCHAIR).plan

    finding = only(plan, Concern.WHEELCHAIR_SHARE)

    assert finding.sentence == "1 of 100 places are for wheelchairs; 2 are needed."
    assert finding.places == {SeatAt(0, 0, 0)}
    enough = set_seat_type(plan, frozenset([SeatAt(0, 0, 1)]), SeatType.WHEELCHAIR).plan
    assert check_plan(enough) == ()


def test_a_companion_without_its_wheelchair_place_is_found() -> None:
    plan = set_seat_type(row_house(3), frozenset([SeatAt(0, 0, 0)]), SeatType.WHEELCHAIR).plan
    plan = link_companions(plan, frozenset([SeatAt(0, 0, 0), SeatAt(0, 0, 1)])).plan

    lost = only(delete(plan, frozenset([SeatAt(0, 0, 0)])).plan, Concern.COMPANION)

    assert check_plan(plan) == ()
    assert lost.places == {SeatAt(0, 0, 0)}


def test_seats_in_a_category_that_is_not_listed_are_found() -> None:
    plan = replace(row_house(2), categories=(Category("Gold"),))

    finding = only(plan, Concern.UNKNOWN_CATEGORY)

    assert finding.sentence == "Not in the list of categories: Standard, 2 seats."
    assert not finding.blocks


def test_what_blocks_comes_first() -> None:
    plan = set_size(rename_seat(row_house(5), SeatAt(0, 0, 4), "1").plan, Extent(60, 50)).plan

    assert [finding.blocks for finding in check_plan(plan)] == [True, False]


def test_too_many_places_block() -> None:
    plan = draw_block(EMPTY, ORIGIN, Block(rows=200, seats=1_000), seating=Seating(spacing=30)).plan
    crowded = draw_ga_area(plan, [Point(0, -90), Point(50, -90), Point(0, -50)], capacity=1).plan

    assert found(crowded, Concern.TOO_MANY)[0].blocks
