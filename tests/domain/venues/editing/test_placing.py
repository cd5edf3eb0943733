import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.venues.editing.areas import Look, draw_ellipse, draw_polygon, draw_rectangle
from core.domain.venues.editing.drawing import draw_row
from core.domain.venues.editing.places import (
    AreaAt,
    Place,
    RowAt,
    SeatAt,
    ZoneAt,
    area_at,
    everything,
    point_at,
    seats_in,
)
from core.domain.venues.editing.placing import (
    bounds_of,
    centre_of,
    delete,
    mirror,
    move,
    rotate,
    scale,
)
from core.domain.venues.editing.refusals import BadValue
from core.domain.venues.editing.tables import Sides, draw_table
from core.domain.venues.extras import is_retired, table_of
from core.domain.venues.plan import Plan, Point
from core.domain.venues.seating import derive_seats
from core.domain.venues.shapes import Bounds, shapes
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
from tests.domain.venues.plans import plans

BAR = AreaAt(0, 0)


def bar(rotation: float | None = None) -> Plan:
    """A bar 40 x 20 whose corner is at (10, 10)."""
    plan = draw_rectangle(EMPTY, Point(10, 10), Point(50, 30), look=Look(text="Bar")).plan
    return rotate(plan, frozenset([BAR]), rotation, about=Point(10, 10)).plan if rotation else plan


def corners(plan: Plan) -> list[tuple[float, float]]:
    (area,) = shapes(plan, derive_seats(plan)).areas
    return sorted((round(x, 3) + 0.0, round(y, 3) + 0.0) for x, y in area.outline)


def test_bounds_hold_seats_and_areas() -> None:
    plan = draw_rectangle(block_house(2, 3), Point(-10, -50), Point(90, -20)).plan

    assert bounds_of(plan, frozenset([FIRST_ZONE])) == Bounds(0, 0, 48, 28)
    assert bounds_of(plan, everything(plan)) == Bounds(-10, -50, 100, 78)
    assert bounds_of(plan, frozenset([SeatAt(0, 1, 2)])) == Bounds(48, 28, 0, 0)
    assert bounds_of(plan, frozenset()) is None
    assert centre_of(plan, frozenset([FIRST_ZONE])) == (24, 14)
    assert centre_of(plan, frozenset()) is None


def test_moving_a_section_changes_only_its_place() -> None:
    before = two_blocks()

    after = move(before, frozenset([FIRST_ZONE]), 10, -5).plan

    assert (after.zones[0].x, after.zones[0].y) == (10, -5)
    assert after.zones[0].rows is before.zones[0].rows
    assert after.zones[1] is before.zones[1]


def test_moving_a_row_changes_only_its_place() -> None:
    before = block_house()

    after = move(before, frozenset([RowAt(0, 1)]), 3, 4).plan

    assert seats_at(after, row=1)[0] == (3, 32)
    assert after.zones[0].rows[1].seats is before.zones[0].rows[1].seats
    assert after.zones[0].rows[0] is before.zones[0].rows[0]


def test_moving_a_seat_leaves_its_neighbours() -> None:
    before = row_house(3)

    after = move(before, frozenset([SeatAt(0, 0, 1)]), 0, 7).plan

    assert seats_at(after) == [(0, 0), (24, 7), (48, 0)]
    assert after.zones[0].rows[0].seats[0] is before.zones[0].rows[0].seats[0]


def test_a_row_all_of_whose_seats_are_selected_moves_as_a_row() -> None:
    before = block_house(2, 3)
    seats = frozenset(SeatAt(0, 0, seat) for seat in range(3)) | {SeatAt(0, 1, 0)}

    edited = move(before, seats, 5, 6)

    assert seats_at(edited.plan)[0] == (5, 6)
    assert seats_at(edited.plan, row=1) == [(5, 34), (24, 28), (48, 28)]
    assert edited.plan.zones[0].rows[0].seats is before.zones[0].rows[0].seats
    assert edited.selection == seats


def test_what_lies_in_something_selected_moves_once() -> None:
    selection = frozenset[Place]([FIRST_ZONE, FIRST_ROW, SeatAt(0, 0, 0)])

    assert seats_at(move(row_house(2), selection, 5, 0).plan) == [(5, 0), (29, 0)]


def test_moving_by_nothing_gives_the_same_plan() -> None:
    plan = two_blocks()

    assert move(plan, everything(plan), 0, 0).plan is plan


@pytest.mark.parametrize("place", [FIRST_ZONE, FIRST_ROW])
def test_turning_goes_clockwise_about_the_middle(place: Place) -> None:
    plan = rotate(row_house(3), frozenset([place]), 90).plan

    assert seats_at(plan) == [(24, -24), (24, 0), (24, 24)]


def test_turning_single_seats_turns_them_about_their_middle() -> None:
    plan = rotate(row_house(3), frozenset([SeatAt(0, 0, 0), SeatAt(0, 0, 2)]), 90).plan

    assert seats_at(plan) == [(24, -24), (24, 0), (24, 24)]


@pytest.mark.parametrize(
    ("axis", "expected"),
    [(90, [(48, 0), (24, 0), (0, 0)]), (0, [(0, 0), (24, 0), (48, 0)])],
)
def test_mirroring_swaps_across_the_axis(axis: float, expected: list[Point]) -> None:
    plan = mirror(row_house(3), frozenset([FIRST_ZONE]), axis=axis).plan

    assert seats_at(plan) == expected
    assert numbers(plan) == ["1", "2", "3"]


def test_mirroring_on_a_slanted_axis_swaps_x_and_y() -> None:
    plan = mirror(row_house(3), frozenset([FIRST_ROW]), axis=45, about=ORIGIN).plan

    assert seats_at(plan) == [(0, 0), (0, 24), (0, 48)]


def test_scaling_stretches_distances_and_no_seats() -> None:
    plan = scale(block_house(2, 2), frozenset([FIRST_ZONE]), 2, 3, about=ORIGIN).plan

    assert seats_at(plan, row=1) == [(0, 84), (48, 84)]
    assert plan.zones[0].rows[0].seats[0].radius is None


@pytest.mark.parametrize("factors", [(0, 1), (1, -2)])
def test_scaling_to_nothing_is_refused(factors: tuple[float, float]) -> None:
    with pytest.raises(BadValue) as refused:
        scale(row_house(), frozenset([FIRST_ROW]), *factors)

    assert refused.value.what == "Scale"


def test_an_edit_of_nothing_changes_nothing() -> None:
    plan = row_house()

    assert rotate(plan, frozenset(), 30).plan is plan
    assert scale(plan, frozenset(), 2).plan is plan
    assert mirror(plan, frozenset()).plan is plan


def test_a_rectangle_turns_and_is_mirrored_with_its_text_upright() -> None:
    turned = bar(rotation=90)
    mirrored = mirror(bar(), frozenset([BAR]), about=Point(100, 0)).plan

    assert corners(turned) == [(-10, 10), (-10, 50), (10, 10), (10, 50)]
    assert corners(mirrored) == [(150, 10), (150, 30), (190, 10), (190, 30)]
    area = area_at(mirrored, BAR)
    assert (area.rotation, area.text and area.text.x) == (None, 20)


@pytest.mark.parametrize("rotation", [30.0, 100.0, -75.0])
@pytest.mark.parametrize("axis", [0.0, 30.0, 90.0, 120.0])
def test_a_turned_rectangle_is_mirrored_in_place(rotation: float, axis: float) -> None:
    plan = bar(rotation)
    flat = mirror(plan, frozenset([BAR]), axis=axis, about=Point(70, 20)).plan

    double = mirror(flat, frozenset([BAR]), axis=axis, about=Point(70, 20)).plan

    assert corners(flat) != corners(plan)
    assert corners(double) == corners(plan)


def test_a_polygon_is_mirrored_about_its_middle() -> None:
    plan = draw_polygon(EMPTY, [Point(0, 0), Point(30, 0), Point(0, 10)]).plan

    assert corners(mirror(plan, frozenset([BAR])).plan) == [(0, 0), (30, 0), (30, 10)]
    assert corners(mirror(plan, frozenset([BAR]), axis=0).plan) == [(0, 0), (0, 10), (30, 10)]


def test_a_circle_scaled_unevenly_becomes_an_ellipse() -> None:
    plan = draw_ellipse(EMPTY, Point(0, 0), Point(40, 40)).plan
    wide = area_at(scale(plan, frozenset([BAR]), 2, 1).plan, BAR)
    large = area_at(scale(plan, frozenset([BAR]), 3).plan, BAR)

    assert (wide.shape, wide.circle, wide.ellipse) == ("ellipse", None, (40, 20))
    assert large.circle == 60
    high = scale(scale(plan, frozenset([BAR]), 2, 1).plan, frozenset([BAR]), 1, 2).plan
    assert area_at(high, BAR).ellipse == (40, 40)


def test_a_rectangle_scales_along_its_own_sides() -> None:
    plan = scale(bar(rotation=90), frozenset([BAR]), 1, 2, about=Point(10, 10)).plan

    assert corners(plan) == [(-10, 10), (-10, 90), (10, 10), (10, 90)]


def test_a_table_turns_grows_and_is_mirrored_with_its_seats() -> None:
    plan = draw_table(EMPTY, ORIGIN, Sides(width=60, height=30, top=1)).plan
    row = frozenset([FIRST_ROW])

    turned = rotate(plan, row, 90, about=ORIGIN).plan
    assert seats_at(turned) == [(29.4, 0)]
    top = table_of(turned.zones[0].rows[0])
    assert top
    assert (top.width, top.height, top.rotation) == (60, 30, 90)

    grown = table_of(scale(turned, row, 2, 1).plan.zones[0].rows[0])
    assert grown
    assert (grown.width, grown.height) == (60, 60)

    slanted = rotate(plan, row, 30, about=ORIGIN).plan
    flat = table_of(mirror(slanted, row, about=ORIGIN).plan.zones[0].rows[0])
    assert flat
    assert flat.rotation % 180 == pytest.approx(150)


def test_deleting_seats_takes_their_empty_row_along() -> None:
    plan = block_house(2, 2)

    edited = delete(plan, frozenset([SeatAt(0, 0, 0), SeatAt(0, 0, 1), SeatAt(0, 1, 0)]))

    assert rows_of(edited.plan) == ["B"]
    assert numbers(edited.plan) == ["2"]
    assert edited.selection == frozenset()


def test_deleting_leaves_all_else_as_it_is() -> None:
    plan = two_blocks()

    after = delete(plan, frozenset([RowAt(0, 0)])).plan

    assert after.zones[1] is plan.zones[1]
    assert after.zones[0].rows == plan.zones[0].rows[1:]
    assert delete(plan, frozenset([FIRST_ZONE])).plan.zones == plan.zones[1:]
    assert delete(plan, frozenset()).plan is plan


def test_deleting_an_area_leaves_the_others() -> None:
    plan = draw_rectangle(bar(), Point(0, 0), Point(5, 5)).plan

    after = delete(plan, frozenset([BAR])).plan

    assert after.zones[0].areas == plan.zones[0].areas[1:]


@pytest.mark.parametrize("place", [ZoneAt(0), RowAt(0, 0), SeatAt(0, 0, 1)])
def test_seats_that_events_know_are_retired_instead(place: Place) -> None:
    plan = row_house(3)
    known = guids(plan)[1]

    edited = delete(plan, frozenset([place]), in_use={known})

    retired = [mark.guid for _, _, mark in edited.plan.marks() if is_retired(mark)]
    assert retired == [known]
    assert edited.notes == ("Retired, not deleted, because events know them: 1 seat.",)


def test_retired_seats_are_not_sold() -> None:
    plan = row_house(3)
    edited = delete(plan, frozenset([SeatAt(0, 0, 1)]), in_use=set(guids(plan)))

    assert [seat.number for seat in derive_seats(edited.plan)] == ["1", "3"]
    assert [seat.position for seat in derive_seats(edited.plan)] == [1, 2]


def _near(one: Plan, other: Plan) -> bool:
    pairs = zip(
        [point_at(one, at) for at in seats_in(one, everything(one))],
        [point_at(other, at) for at in seats_in(other, everything(other))],
        strict=True,
    )
    return all(
        a.x == pytest.approx(b.x, abs=1e-6) and a.y == pytest.approx(b.y, abs=1e-6)
        for a, b in pairs
    )


angles = st.floats(-720, 720)
turning_points = st.builds(Point, st.floats(-900, 900), st.floats(-900, 900))


@settings(max_examples=40, deadline=None)
@given(plans(), angles, turning_points)
def test_turning_back_gives_the_plan_back(plan: Plan, angle: float, about: Point) -> None:
    turned = rotate(plan, everything(plan), angle, about=about).plan

    assert _near(rotate(turned, everything(plan), -angle, about=about).plan, plan)


@settings(max_examples=40, deadline=None)
@given(plans(), angles, turning_points)
def test_mirroring_twice_gives_the_plan_back(plan: Plan, axis: float, about: Point) -> None:
    flat = mirror(plan, everything(plan), axis=axis, about=about).plan

    assert _near(mirror(flat, everything(plan), axis=axis, about=about).plan, plan)


@settings(max_examples=40, deadline=None)
@given(plans(), st.floats(0.1, 10), turning_points)
def test_scaling_back_gives_the_plan_back(plan: Plan, factor: float, about: Point) -> None:
    grown = scale(plan, everything(plan), factor, about=about).plan

    assert _near(scale(grown, everything(plan), 1 / factor, about=about).plan, plan)


@settings(max_examples=40, deadline=None)
@given(plans(), angles)
def test_rows_turn_like_the_section_that_holds_them(plan: Plan, angle: float) -> None:
    rows = frozenset(
        RowAt(z, r) for z, zone in enumerate(plan.zones) for r in range(len(zone.rows))
    )

    whole = rotate(plan, everything(plan), angle, about=ORIGIN).plan

    assert _near(rotate(plan, rows, angle, about=ORIGIN).plan, whole)


def test_a_row_in_a_section_elsewhere_turns_about_an_absolute_point() -> None:
    plan = draw_row(EMPTY, Point(100, 50), seats=2).plan

    turned = rotate(plan, frozenset([FIRST_ROW]), 180, about=Point(100, 0)).plan

    assert seats_at(turned) == [(100, -50), (76, -50)]
