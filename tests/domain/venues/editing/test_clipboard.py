from dataclasses import replace

import pytest
from hypothesis import given, settings

from core.domain.venues.editing.areas import draw_ga_area, draw_rectangle, draw_stage
from core.domain.venues.editing.clipboard import copy, fragment_from, fragment_text, paste
from core.domain.venues.editing.drawing import Block, draw_block
from core.domain.venues.editing.house import add_picture, new_plan
from core.domain.venues.editing.places import (
    AreaAt,
    Place,
    RowAt,
    SeatAt,
    ZoneAt,
    everything,
)
from core.domain.venues.editing.properties import (
    link_companions,
    set_area_name,
    set_category,
    set_seat_type,
)
from core.domain.venues.editing.refusals import TooManySeats
from core.domain.venues.editing.repeating import duplicate
from core.domain.venues.editing.sections import set_view
from core.domain.venues.extras import companion_of, guid_of, name_of, pictures_of, view_of
from core.domain.venues.plan import Plan, Point
from core.domain.venues.plan_checks import check_seats
from core.domain.venues.states import SeatType
from tests.domain.venues.editing.houses import (
    EMPTY,
    FIRST_ROW,
    FIRST_ZONE,
    ORIGIN,
    block_house,
    guids,
    row_house,
    rows_of,
    seats_at,
    two_blocks,
)
from tests.domain.venues.plans import plans

OTHER = new_plan("Other house")


def test_a_section_goes_to_another_venue_with_what_it_needs() -> None:
    plan, picture = add_picture(
        set_category(two_blocks(), frozenset([FIRST_ZONE]), "Gold").plan,
        "data:image/png;base64,AAAA",
    )
    plan = set_view(plan, frozenset([FIRST_ZONE]), picture).plan

    edited = paste(OTHER, copy(plan, frozenset([FIRST_ZONE])))

    assert [zone.name for zone in edited.plan.zones] == ["Section 1"]
    assert [one.name for one in edited.plan.categories] == ["Standard", "Gold"]
    assert view_of(edited.plan.zones[0]) in pictures_of(edited.plan)
    assert seats_at(edited.plan) == seats_at(plan)
    assert not set(guids(edited.plan)) & set(guids(plan))
    assert edited.selection == {ZoneAt(0)}
    assert edited.notes == ()


def test_a_section_of_a_name_that_is_taken_gets_the_next_one() -> None:
    plan = two_blocks()
    edited = paste(plan, copy(plan, frozenset([FIRST_ZONE])))

    assert edited.plan.zones[2].name == "Section 3"
    assert edited.notes == ("Section 1 became Section 3.",)
    assert edited.plan.zones[:2] == plan.zones
    check_seats(edited.plan)


def test_a_copy_is_put_where_it_is_wanted() -> None:
    edited = paste(OTHER, copy(row_house(3), frozenset([FIRST_ZONE])), at=Point(100, 50))

    assert seats_at(edited.plan) == [(76, 50), (100, 50), (124, 50)]


def test_rows_go_into_the_section_of_their_name() -> None:
    plan = block_house(3, 2)
    edited = paste(plan, copy(plan, frozenset([RowAt(0, 1)])))

    assert rows_of(edited.plan) == ["A", "B", "C", "D"]
    assert edited.notes == ("Row B of Section 1 became D.",)
    assert edited.selection == {RowAt(0, 3)}
    assert seats_at(edited.plan, row=3) == seats_at(plan, row=1)


def test_many_changed_names_are_told_in_short() -> None:
    plan = block_house(8, 2)
    edited = paste(plan, copy(plan, frozenset(RowAt(0, row) for row in range(8))))

    assert len(edited.notes) == 6
    assert edited.notes[-1] == "3 more got other names."


def test_seats_that_meet_their_like_in_another_section_are_told() -> None:
    plan = two_blocks()
    rows = tuple(
        replace(row, seats=tuple(mark._replace(section="Box") for mark in row.seats))
        for row in plan.zones[0].rows
    )
    boxes = replace(plan, zones=(replace(plan.zones[0], rows=rows), plan.zones[1]))

    edited = paste(boxes, copy(boxes, frozenset([FIRST_ZONE])))

    assert edited.notes[0] == "Called like others: 6 seats. Renumber them."


def test_standing_places_of_a_name_that_is_taken_get_another() -> None:
    plan = draw_ga_area(EMPTY, [ORIGIN, Point(9, 0), Point(0, 9)], capacity=2).plan
    plan = set_area_name(plan, AreaAt(0, 0), "Standing").plan
    edited = paste(plan, copy(plan, frozenset([AreaAt(0, 0)])))

    assert name_of(edited.plan.zones[0].areas[1]) == "Standing 2"
    check_seats(edited.plan)


def test_rows_go_into_the_section_that_is_asked_for() -> None:
    edited = paste(two_blocks(), copy(row_house(2), frozenset([FIRST_ROW])), into=ZoneAt(1))

    assert rows_of(edited.plan, 1) == ["A", "B", "C"]
    assert seats_at(edited.plan, 1, 2) == [(0, 0), (24, 0)]


def test_seats_come_as_a_row_of_their_own() -> None:
    plan = row_house(4)
    edited = paste(plan, copy(plan, frozenset([SeatAt(0, 0, 1), SeatAt(0, 0, 3)])))

    assert seats_at(edited.plan, row=1) == [(24, 0), (72, 0)]
    assert rows_of(edited.plan) == ["A", "B"]


def test_rows_without_their_section_make_it_anew() -> None:
    edited = paste(OTHER, copy(two_blocks(), frozenset([RowAt(1, 1)])))

    assert [zone.name for zone in edited.plan.zones] == ["Section 2"]
    assert seats_at(edited.plan) == [(144, 28), (168, 28), (192, 28)]


def test_seats_rows_and_areas_of_one_index_are_copied_together() -> None:
    plan = draw_rectangle(block_house(2, 2), ORIGIN, Point(9, 9), into=FIRST_ZONE).plan
    mixed = frozenset[Place]([AreaAt(0, 0), SeatAt(0, 0, 1), RowAt(0, 1)])

    edited = paste(OTHER, copy(plan, mixed))

    assert [len(row.seats) for row in edited.plan.zones[0].rows] == [1, 2]
    assert len(edited.plan.zones[0].areas) == 1
    assert len(duplicate(plan, mixed).selection) == 3


def test_areas_are_copied_too() -> None:
    plan = draw_stage(row_house(), ORIGIN, Point(40, -20)).plan
    edited = paste(OTHER, copy(plan, frozenset([AreaAt(1, 0)])), at=Point(0, 0))

    (area,) = edited.plan.zones[0].areas
    assert (edited.plan.zones[0].x + area.x, edited.plan.zones[0].y + area.y) == (-20, -10)
    assert edited.selection == {AreaAt(0, 0)}


def test_copied_standing_places_are_others() -> None:
    plan = draw_ga_area(EMPTY, [ORIGIN, Point(9, 0), Point(0, 9)], capacity=2).plan
    edited = paste(plan, copy(plan, everything(plan)))

    assert guid_of(edited.plan.zones[1].areas[0]) != guid_of(plan.zones[0].areas[0])
    check_seats(edited.plan)


def test_companions_stay_with_their_wheelchair_place_or_alone() -> None:
    plan = set_seat_type(row_house(2), frozenset([SeatAt(0, 0, 0)]), SeatType.WHEELCHAIR).plan
    plan = link_companions(plan, frozenset([FIRST_ROW])).plan

    whole = paste(OTHER, copy(plan, frozenset([FIRST_ZONE]))).plan.zones[0].rows[0].seats
    alone = paste(OTHER, copy(plan, frozenset([SeatAt(0, 0, 1)]))).plan.zones[0].rows[0].seats

    assert companion_of(whole[1]) == whole[0].guid
    assert companion_of(alone[0]) is None


def test_more_seats_than_fit_are_refused() -> None:
    large = draw_block(EMPTY, ORIGIN, Block(rows=101, seats=1_000)).plan

    with pytest.raises(TooManySeats):
        paste(large, copy(large, everything(large)))


@pytest.mark.parametrize("place", [FIRST_ZONE, RowAt(0, 1), SeatAt(0, 1, 1), AreaAt(1, 0)])
def test_a_fragment_travels_as_text(place: Place) -> None:
    plan = draw_stage(block_house(2, 2), ORIGIN, Point(40, -20)).plan
    fragment = copy(plan, frozenset([place]))

    assert fragment_from(fragment_text(fragment)) == fragment


@pytest.mark.parametrize("text", ["", "A 12", "{}", '{"name": 1', "[1, 2]"])
def test_other_text_is_no_fragment(text: str) -> None:
    assert fragment_from(text) is None


@settings(max_examples=40, deadline=None)
@given(plans())
def test_pasting_a_whole_plan_into_itself_doubles_nothing(plan: Plan) -> None:
    edited = paste(plan, copy(plan, everything(plan)))

    assert edited.plan.zones[: len(plan.zones)] == plan.zones
    assert edited.plan.seat_count == 2 * plan.seat_count
    check_seats(edited.plan)
