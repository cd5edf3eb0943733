import pytest

from core.domain.venues.editing.areas import draw_stage
from core.domain.venues.editing.places import (
    AreaAt,
    Place,
    RowAt,
    SeatAt,
    ZoneAt,
    area_at,
    areas_in,
    everything,
    outermost,
    point_at,
    row_at,
    rows_in,
    seat_at,
    seats_in,
    zone_at,
    zones_in,
)
from core.domain.venues.plan import Point
from tests.domain.venues.editing.houses import block_house


def test_a_row_and_an_area_of_one_index_are_two_places() -> None:
    both: frozenset[Place] = frozenset([RowAt(0, 1), AreaAt(0, 1)])

    assert len(both) == 2


def test_places_lead_to_what_they_name() -> None:
    plan = draw_stage(block_house(), Point(0, -60), Point(72, -20)).plan

    assert zone_at(plan, SeatAt(0, 1, 2)) is plan.zones[0]
    assert row_at(plan, SeatAt(0, 1, 2)) is plan.zones[0].rows[1]
    assert seat_at(plan, SeatAt(0, 1, 2)) is plan.zones[0].rows[1].seats[2]
    assert area_at(plan, AreaAt(1, 0)) is plan.zones[1].areas[0]


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (ZoneAt(0), (0, 0)),
        (RowAt(0, 2), (0, 56)),
        (SeatAt(0, 1, 2), (48, 28)),
        (AreaAt(1, 0), (0, -60)),
    ],
)
def test_a_point_is_absolute(place: Place, expected: tuple[float, float]) -> None:
    plan = draw_stage(block_house(), Point(0, -60), Point(72, -20)).plan

    assert point_at(plan, place) == expected


def test_outermost_leaves_out_what_lies_inside() -> None:
    selection = frozenset[Place](
        [ZoneAt(1), RowAt(1, 0), SeatAt(1, 2, 3), AreaAt(1, 0), RowAt(0, 1), SeatAt(0, 1, 0)]
    )

    assert outermost(selection | {SeatAt(0, 0, 0)}) == {ZoneAt(1), RowAt(0, 1), SeatAt(0, 0, 0)}


def test_selections_unfold_in_plan_order() -> None:
    plan = draw_stage(block_house(2, 2), Point(0, -60), Point(72, -20)).plan

    assert seats_in(plan, [RowAt(0, 1), SeatAt(0, 0, 1)]) == [
        SeatAt(0, 0, 1),
        SeatAt(0, 1, 0),
        SeatAt(0, 1, 1),
    ]
    assert seats_in(plan, [ZoneAt(0)]) == [
        SeatAt(0, row, seat) for row in (0, 1) for seat in (0, 1)
    ]
    assert rows_in(plan, [SeatAt(0, 1, 0), ZoneAt(0)]) == [RowAt(0, 0), RowAt(0, 1)]
    assert areas_in(plan, [ZoneAt(1), RowAt(0, 0)]) == [AreaAt(1, 0)]
    assert zones_in([SeatAt(3, 0, 0), ZoneAt(1), RowAt(3, 2)]) == [1, 3]
    assert everything(plan) == {ZoneAt(0), ZoneAt(1)}
