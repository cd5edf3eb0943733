import pytest

from core.domain.venues.editing.areas import draw_ga_area, draw_stage
from core.domain.venues.editing.places import (
    AreaAt,
    Place,
    RowAt,
    SeatAt,
    ZoneAt,
    everything,
    zone_at,
)
from core.domain.venues.editing.properties import link_companions, set_retired, set_seat_type
from core.domain.venues.editing.refusals import CannotDraw, TooManySeats
from core.domain.venues.editing.repeating import array, array_around, duplicate
from core.domain.venues.extras import companion_of, guid_of
from core.domain.venues.plan import Point
from core.domain.venues.plan_checks import check_seats
from core.domain.venues.states import SeatType
from tests.domain.venues.editing.houses import (
    EMPTY,
    FIRST_ROW,
    FIRST_ZONE,
    ORIGIN,
    block_house,
    guids,
    numbers,
    row_house,
    rows_of,
    seats_at,
    two_blocks,
)


def test_a_copied_section_has_a_name_and_identities_of_its_own() -> None:
    plan = block_house(2, 2)
    edited = duplicate(plan, frozenset([FIRST_ZONE]), 100, 0)

    assert edited.selection == {ZoneAt(1)}
    assert [zone.name for zone in edited.plan.zones] == ["Section 1", "Section 2"]
    assert rows_of(edited.plan, 1) == ["A", "B"]
    assert seats_at(edited.plan, 1) == [(100, 0), (124, 0)]
    assert len(set(guids(edited.plan))) == 8
    assert edited.plan.zones[0] is plan.zones[0]


def test_copied_rows_are_named_on() -> None:
    edited = duplicate(block_house(3, 2), frozenset([RowAt(0, 0), RowAt(0, 1)]), 0, 84)

    assert rows_of(edited.plan) == ["A", "B", "C", "D", "E"]
    assert seats_at(edited.plan, row=4) == [(0, 112), (24, 112)]
    assert edited.selection == {RowAt(0, 3), RowAt(0, 4)}


def test_copied_seats_join_their_row_with_free_numbers() -> None:
    edited = duplicate(row_house(3), frozenset([SeatAt(0, 0, 0), SeatAt(0, 0, 2)]), 72, 0)

    assert numbers(edited.plan) == ["1", "2", "3", "4", "5"]
    assert seats_at(edited.plan)[3:] == [(72, 0), (120, 0)]


def test_a_copied_area_lies_on_top() -> None:
    plan = draw_stage(row_house(), Point(0, -60), Point(50, -20)).plan
    edited = duplicate(plan, frozenset([AreaAt(1, 0)]), 10, 10)

    assert [(area.x, area.y) for area in edited.plan.zones[1].areas] == [(0, -60), (10, -50)]


def test_copied_standing_places_are_others() -> None:
    plan = draw_ga_area(EMPTY, [ORIGIN, Point(50, 0), Point(0, 50)], capacity=3).plan
    copied = duplicate(plan, everything(plan)).plan

    assert guid_of(copied.zones[0].areas[0]) != guid_of(copied.zones[1].areas[0])
    check_seats(copied)


def test_copied_companions_belong_to_copied_wheelchair_places() -> None:
    plan = set_seat_type(row_house(2), frozenset([SeatAt(0, 0, 0)]), SeatType.WHEELCHAIR).plan
    linked = link_companions(plan, frozenset([FIRST_ROW])).plan

    row = zone_at(duplicate(linked, frozenset([FIRST_ROW])).plan, FIRST_ZONE).rows[1]
    seat = duplicate(linked, frozenset([SeatAt(0, 0, 1)])).plan.zones[0].rows[0].seats[2]

    assert companion_of(row.seats[1]) == row.seats[0].guid
    assert seat.guid != linked.zones[0].rows[0].seats[1].guid


def test_retired_seats_are_not_copied() -> None:
    plan = set_retired(row_house(3), frozenset([SeatAt(0, 0, 1)]), retired=True).plan

    assert numbers(duplicate(plan, frozenset([FIRST_ROW])).plan, row=1) == ["1", "3"]


def test_an_array_of_a_row_is_a_block() -> None:
    edited = array(row_house(2), frozenset([FIRST_ROW]), across=1, down=3, dx=0, dy=30)

    assert rows_of(edited.plan) == ["A", "B", "C"]
    assert [seats_at(edited.plan, row=row)[0] for row in range(3)] == [(0, 0), (0, 30), (0, 60)]
    assert edited.selection == {RowAt(0, 0), RowAt(0, 1), RowAt(0, 2)}


def test_an_array_of_sections_is_a_lattice() -> None:
    plan = array(row_house(1), frozenset([FIRST_ZONE]), across=2, down=2, dx=50, dy=70).plan

    assert [seats_at(plan, zone)[0] for zone in range(4)] == [(0, 0), (50, 0), (0, 70), (50, 70)]
    check_seats(plan)


def test_an_array_around_a_point_turns_its_copies() -> None:
    plan = array_around(
        row_house(2), frozenset([FIRST_ZONE]), copies=3, degrees=90, about=Point(0, 100)
    ).plan

    assert [seats_at(plan, zone)[0] for zone in range(4)] == [
        (0, 0),
        (100, 100),
        (0, 200),
        (-100, 100),
    ]


@pytest.mark.parametrize("fields", [(0, 1), (1, 0), (200, 200)])
def test_an_array_of_no_or_too_many_fields_is_refused(fields: tuple[int, int]) -> None:
    across, down = fields
    with pytest.raises(CannotDraw, match="array"):
        array(row_house(), frozenset([FIRST_ROW]), across=across, down=down, dx=1, dy=1)


def test_copies_of_too_many_seats_are_refused_at_once() -> None:
    plan = block_house(100, 100)

    with pytest.raises(TooManySeats) as refused:
        array(plan, frozenset([FIRST_ZONE]), across=100, down=100, dx=1, dy=1)
    assert refused.value.seats == 100_000_000
    with pytest.raises(CannotDraw, match="copies"):
        array_around(plan, frozenset([FIRST_ZONE]), copies=0, degrees=1, about=ORIGIN)


@pytest.mark.parametrize("place", [ZoneAt(1), RowAt(1, 0), SeatAt(1, 1, 1)])
def test_a_copy_leaves_other_sections_alone(place: Place) -> None:
    plan = two_blocks()

    edited = duplicate(plan, frozenset([place]))

    assert edited.plan.zones[0] is plan.zones[0]
    check_seats(edited.plan)
