from math import dist

import pytest

from core.domain.venues.editing.drawing import (
    ArcSection,
    Block,
    Seating,
    draw_arc_section,
    draw_block,
    draw_curved_row,
    draw_row,
    draw_row_through,
    draw_row_to,
    draw_seat,
)
from core.domain.venues.editing.geometry import bend_of_radius
from core.domain.venues.editing.places import RowAt, SeatAt, ZoneAt
from core.domain.venues.editing.refusals import CannotDraw, TooManySeats
from core.domain.venues.editing.walks import form_of
from core.domain.venues.plan import MAX_SEATS, Plan, Point
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
)


def test_a_seat_alone_is_a_section_and_a_row() -> None:
    edited = draw_seat(Plan("House", (), ()), Point(5, 7))

    assert seats_at(edited.plan) == [(5, 7)]
    assert edited.selection == {SeatAt(0, 0, 0)}
    assert (edited.plan.zones[0].name, rows_of(edited.plan), numbers(edited.plan)) == (
        "Section 1",
        ["A"],
        ["1"],
    )
    assert [category.name for category in edited.plan.categories] == ["Standard"]


@pytest.mark.parametrize(
    ("at", "place", "expected"),
    [
        (Point(150, 0), 5, ["1", "2", "3", "4", "5", "6"]),
        (Point(-30, 0), 0, ["6", "1", "2", "3", "4", "5"]),
    ],
)
def test_a_seat_joins_the_nearer_end_of_a_row(at: Point, place: int, expected: list[str]) -> None:
    edited = draw_seat(row_house(), at, into=FIRST_ROW)

    assert edited.selection == {SeatAt(0, 0, place)}
    assert numbers(edited.plan) == expected
    assert seats_at(edited.plan)[place] == at


def test_a_row_runs_in_its_direction() -> None:
    edited = draw_row(EMPTY, Point(10, 10), seats=3, direction=90, seating=Seating(spacing=20))

    assert seats_at(edited.plan) == [(10, 10), (10, 30), (10, 50)]
    assert edited.selection == {FIRST_ROW}


def test_a_row_between_points_has_the_seats_that_fit() -> None:
    assert seats_at(draw_row_to(EMPTY, ORIGIN, Point(100, 0)).plan) == [
        (0, 0),
        (24, 0),
        (48, 0),
        (72, 0),
        (96, 0),
    ]
    assert seats_at(draw_row_to(EMPTY, ORIGIN, ORIGIN).plan) == [(0, 0)]


def test_rows_are_named_on_from_the_last_one() -> None:
    plan = block_house(2)
    more = draw_row(plan, Point(0, 90), seats=2, into=FIRST_ZONE).plan
    named = Seating(first_row="B", first_seat=101)
    taken = draw_row(more, Point(0, 120), seats=2, into=FIRST_ZONE, seating=named).plan

    assert rows_of(taken) == ["A", "B", "C", "D"]
    assert numbers(taken, row=3) == ["101", "102"]


def test_seats_are_made_as_asked() -> None:
    seating = Seating(category="Club", radius=6, seat_type=SeatType.VIP, section="Balcony")
    plan = draw_row(EMPTY, ORIGIN, seats=1, seating=seating).plan
    mark = plan.zones[0].rows[0].seats[0]

    assert (mark.category, mark.radius, mark.seat_type) == ("Club", 6, SeatType.VIP)
    assert plan.zones[0].name == "Balcony"
    assert [category.name for category in plan.categories] == ["Standard", "Club"]


def test_a_block_has_skew_stagger_and_aisles() -> None:
    block = Block(rows=3, seats=3, row_spacing=30, skew=2, stagger=0.5, aisles=(1,), aisle_width=26)
    edited = draw_block(EMPTY, Point(100, 0), block)

    assert edited.selection == {ZoneAt(0)}
    assert rows_of(edited.plan) == ["A", "B", "C"]
    assert seats_at(edited.plan, row=0) == [(100, 0), (150, 0), (174, 0)]
    assert seats_at(edited.plan, row=1) == [(114, 30), (164, 30), (188, 30)]
    assert seats_at(edited.plan, row=2) == [(104, 60), (154, 60), (178, 60)]


def test_a_block_turned_runs_across_its_rows() -> None:
    plan = draw_block(EMPTY, ORIGIN, Block(rows=2, seats=2, direction=90)).plan

    assert seats_at(plan, row=0) == [(0, 0), (0, 24)]
    assert seats_at(plan, row=1) == [(-28, 0), (-28, 24)]


def test_a_block_into_a_section_selects_its_rows() -> None:
    edited = draw_block(block_house(2), Point(200, 0), Block(rows=2, seats=2), into=FIRST_ZONE)

    assert edited.selection == {RowAt(0, 2), RowAt(0, 3)}
    assert rows_of(edited.plan) == ["A", "B", "C", "D"]


@pytest.mark.parametrize("bend", [40, -40])
def test_a_curved_row_stands_on_the_arc_over_its_chord(bend: float) -> None:
    plan = draw_curved_row(EMPTY, ORIGIN, Point(200, 0), bend=bend).plan
    form = form_of(plan.zones[0].rows[0])

    assert form.kind == "arc"
    assert form.radius == pytest.approx(145, abs=0.01)
    assert form.spacing == pytest.approx(24, abs=0.001)
    assert plan.zones[0].y + plan.zones[0].rows[0].seats[5].y == pytest.approx(
        -bend, abs=abs(bend) / 15
    )


def test_a_radius_gives_the_bend() -> None:
    assert bend_of_radius(ORIGIN, Point(200, 0), 145) == pytest.approx(40)
    assert bend_of_radius(ORIGIN, Point(200, 0), -145) == pytest.approx(-40)
    assert bend_of_radius(ORIGIN, Point(200, 0), 5) == 100


def test_a_row_through_three_points_keeps_to_their_circle() -> None:
    plan = draw_row_through(EMPTY, ORIGIN, Point(100, 40), Point(200, 0)).plan
    points = seats_at(plan)

    assert len(points) == 10
    assert {round(dist(point, (100, -105)), 2) for point in points} == {145.0}
    assert points[0][0] + points[-1][0] == pytest.approx(200, abs=0.01)


@pytest.mark.parametrize("bend", [0.0, 1e-12])
def test_a_row_without_bend_is_straight(bend: float) -> None:
    plan = draw_curved_row(EMPTY, ORIGIN, Point(50, 0), bend=bend).plan

    assert seats_at(plan) == [(0, 0), (24, 0), (48, 0)]
    assert seats_at(draw_row_through(EMPTY, ORIGIN, Point(25, 0), Point(50, 0)).plan) == [
        (0, 0),
        (24, 0),
        (48, 0),
    ]


def test_an_arc_section_has_rows_around_its_centre() -> None:
    arc = ArcSection(inner=100, outer=160, start=45, end=135)
    edited = draw_arc_section(EMPTY, ORIGIN, arc)
    rows = [seats_at(edited.plan, row=row) for row in range(3)]

    assert edited.selection == {FIRST_ZONE}
    assert [len(row) for row in rows] == [7, 9, 11]
    assert [{round(dist(seat, ORIGIN)) for seat in row} for row in rows] == [{100}, {128}, {156}]
    assert dist(rows[0][0], rows[0][1]) == pytest.approx(24, abs=0.01)
    # Who looks at the centre from below has the first seat on the left.
    assert rows[0][0][0] < 0 < rows[0][-1][0]


def test_a_full_circle_closes_without_two_seats_in_one_place() -> None:
    plan = draw_arc_section(EMPTY, ORIGIN, ArcSection(inner=50, outer=50, start=0, end=360)).plan
    (row,) = [seats_at(plan)]

    assert len(row) == 12
    assert min(dist(row[0], other) for other in row[1:]) > 23.9


def test_drawn_seats_have_identities_of_their_own() -> None:
    plan = draw_block(block_house(), Point(500, 0), Block(rows=3, seats=4)).plan

    assert len(set(guids(plan))) == plan.seat_count == 24


@pytest.mark.parametrize("seats", [0, -1, MAX_SEATS + 1])
def test_a_row_of_no_or_too_many_seats_is_refused(seats: int) -> None:
    with pytest.raises(CannotDraw, match="a number of seats"):
        draw_row(EMPTY, ORIGIN, seats=seats)


@pytest.mark.parametrize(
    "seating", [Seating(spacing=0), Seating(spacing=-2), Seating(radius=0)], ids=str
)
def test_seats_without_room_are_refused(seating: Seating) -> None:
    with pytest.raises(CannotDraw, match="greater than zero"):
        draw_row(EMPTY, ORIGIN, seats=2, seating=seating)


@pytest.mark.parametrize("rows", [0, 2_001])
def test_a_block_of_no_or_too_many_rows_is_refused(rows: int) -> None:
    with pytest.raises(CannotDraw, match="a block has"):
        draw_block(EMPTY, ORIGIN, Block(rows=rows, seats=1))


@pytest.mark.parametrize(
    "arc",
    [
        ArcSection(inner=0, outer=10, start=0, end=90),
        ArcSection(inner=20, outer=10, start=0, end=90),
        ArcSection(inner=5, outer=10, start=0, end=90, row_spacing=0),
        ArcSection(inner=1, outer=90_000, start=0, end=1, row_spacing=1),
    ],
    ids=str,
)
def test_an_arc_section_without_shape_is_refused(arc: ArcSection) -> None:
    with pytest.raises(CannotDraw):
        draw_arc_section(EMPTY, ORIGIN, arc)


def test_more_seats_than_a_plan_holds_are_refused() -> None:
    full = draw_block(EMPTY, ORIGIN, Block(rows=200, seats=1_000)).plan

    with pytest.raises(TooManySeats) as refused:
        draw_row(full, Point(0, 9_000), seats=1, into=FIRST_ZONE)

    assert refused.value.seats == MAX_SEATS + 1
