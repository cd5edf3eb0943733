import itertools
from math import dist, hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.venues.editing.drawing import ArcSection, draw_arc_section, draw_seat
from core.domain.venues.editing.places import RowAt, SeatAt, ZoneAt
from core.domain.venues.editing.placing import move
from core.domain.venues.editing.refusals import BadValue, CannotDraw
from core.domain.venues.editing.rows import (
    bend_rows,
    curve_rows,
    form_of,
    open_aisle,
    pitch_rows,
    round_rows,
    space_rows,
)
from core.domain.venues.editing.tables import draw_round_table
from core.domain.venues.plan import Plan, Point
from tests.domain.venues.editing.houses import (
    EMPTY,
    ORIGIN,
    ROW,
    ZONE,
    block_house,
    row_house,
    seats_at,
)


def gaps(plan: Plan, row: int = 0) -> list[float]:
    points = seats_at(plan, row=row)
    return [round(dist(*pair), 2) for pair in itertools.pairwise(points)]


def test_a_straight_row_is_a_line() -> None:
    form = form_of(row_house().zones[0].rows[0])

    assert (form.kind, form.start, form.middle, form.end) == ("line", (0, 0), (48, 0), (96, 0))
    assert (form.spacing, form.bend, form.radius) == (24, 0, None)


def test_a_table_and_a_zigzag_say_what_they_are() -> None:
    zigzag = move(row_house(), frozenset([SeatAt(0, 0, 1), SeatAt(0, 0, 3)]), 0, 9).plan
    lone = draw_seat(EMPTY, ORIGIN).plan
    table = draw_round_table(EMPTY, ORIGIN, seats=6).plan

    assert form_of(zigzag.zones[0].rows[0]).kind == "free"
    assert form_of(lone.zones[0].rows[0]).kind == "line"
    assert form_of(table.zones[0].rows[0]).kind == "table"


@pytest.mark.parametrize(("bend", "middle"), [(20, (48, -20)), (-20, (48, 20))])
def test_bending_keeps_the_ends(bend: float, middle: tuple[float, float]) -> None:
    plan = bend_rows(row_house(), ROW, bend).plan
    form = form_of(plan.zones[0].rows[0])

    assert seats_at(plan)[0] == (0, 0)
    assert seats_at(plan)[2] == middle
    assert seats_at(plan)[4] == (96, 0)
    assert form.kind == "arc"
    assert form.bend == pytest.approx(bend, abs=0.01)
    assert form.radius == pytest.approx(67.6, abs=0.01)
    assert len(set(gaps(plan))) == 1


def test_bending_by_nothing_makes_a_row_straight() -> None:
    plan = row_house()
    bent = bend_rows(plan, ROW, 30).plan

    assert bend_rows(bent, ROW, 0).plan == plan
    assert bend_rows(bent, ROW, 30).plan == bent


@pytest.mark.parametrize(("radius", "bend"), [(67.6, 20), (-67.6, -20), (5, 48)])
def test_rows_bend_to_a_radius(radius: float, bend: float) -> None:
    form = form_of(round_rows(row_house(), ROW, radius).plan.zones[0].rows[0])

    assert form.bend == pytest.approx(bend, abs=0.01)


def test_a_bent_row_keeps_its_aisle() -> None:
    plan = bend_rows(open_aisle(row_house(6), SeatAt(0, 0, 2)).plan, ROW, 30).plan
    widths = gaps(plan)

    assert widths[2] > 2 * widths[0]
    assert widths[0] == widths[1] == widths[3] == widths[4]


def test_curving_lays_rows_around_one_centre() -> None:
    centre = Point(48, -200)
    plan = curve_rows(block_house(3, 5), ZONE, centre).plan

    for row, radius in enumerate((200, 228, 256)):
        assert {round(dist(seat, centre), 2) for seat in seats_at(plan, row=row)} == {radius}
        assert set(gaps(plan, row)) == {24.0}
    assert seats_at(plan)[2] == (48, 0)


def test_curving_around_a_point_too_near_is_refused() -> None:
    with pytest.raises(CannotDraw, match="too long"):
        curve_rows(row_house(20), ROW, Point(228, -10))


def test_spacing_changes_about_the_middle() -> None:
    plan = space_rows(row_house(5), ROW, 30).plan

    assert seats_at(plan) == [(-12, 0), (18, 0), (48, 0), (78, 0), (108, 0)]


def test_spacing_leaves_aisles_as_wide() -> None:
    plan = space_rows(open_aisle(row_house(4), SeatAt(0, 0, 1)).plan, ROW, 20).plan

    assert gaps(plan) == [20, 72, 20]


def test_spacing_follows_the_arc() -> None:
    bent = bend_rows(row_house(), ROW, 20).plan
    before, after = (
        form_of(one.zones[0].rows[0]) for one in (bent, space_rows(bent, ROW, 20).plan)
    )

    assert after.spacing == pytest.approx(20, abs=0.001)
    assert after.radius == pytest.approx(before.radius, abs=0.01)
    assert hypot(after.middle.x - before.middle.x, after.middle.y - before.middle.y) < 0.01


def test_row_pitch_moves_rows_apart() -> None:
    plan = pitch_rows(block_house(3, 2), ZONE, 40).plan

    assert [seats_at(plan, row=row)[0] for row in range(3)] == [(0, 0), (0, 40), (0, 80)]


def test_row_pitch_of_some_rows_keeps_the_first_selected() -> None:
    before = block_house(3, 2)
    plan = pitch_rows(before, frozenset([RowAt(0, 1), RowAt(0, 2)]), 50).plan

    assert [seats_at(plan, row=row)[0] for row in range(3)] == [(0, 0), (0, 28), (0, 78)]
    assert plan.zones[0].rows[0] is before.zones[0].rows[0]


def test_row_pitch_of_an_arc_section_changes_radiuses() -> None:
    arc = ArcSection(inner=100, outer=160, start=45, end=135)
    plan = pitch_rows(draw_arc_section(EMPTY, ORIGIN, arc).plan, ZONE, 40).plan

    radii = [{round(dist(seat, ORIGIN), 1) for seat in seats_at(plan, row=row)} for row in range(3)]
    assert radii == [{100}, {140}, {180}]
    assert form_of(plan.zones[0].rows[2]).spacing == pytest.approx(24, abs=0.01)


def test_tables_and_lone_seats_are_not_bent() -> None:
    table = draw_round_table(EMPTY, ORIGIN, seats=6).plan
    lone = draw_seat(EMPTY, ORIGIN).plan

    assert bend_rows(table, ROW, 20).plan is table
    assert space_rows(lone, ROW, 20).plan is lone


def test_spacings_of_nothing_are_refused() -> None:
    with pytest.raises(BadValue, match="Spacing: it is greater than zero"):
        space_rows(row_house(), ROW, 0)
    with pytest.raises(BadValue, match="Row spacing: it is greater than zero"):
        pitch_rows(row_house(), ROW, -1)


@settings(max_examples=60, deadline=None)
@given(st.integers(3, 40), st.floats(-300, 300))
def test_any_bend_can_be_undone_by_hand(seats: int, bend: float) -> None:
    plan = row_house(seats)

    straight = bend_rows(bend_rows(plan, ROW, bend).plan, ROW, 0).plan

    for here, there in zip(seats_at(plan), seats_at(straight), strict=True):
        assert here == pytest.approx(there, abs=0.05)


def test_bending_leaves_other_rows_and_sections_alone() -> None:
    plan = block_house(3)

    after = bend_rows(plan, frozenset([RowAt(0, 1)]), 10).plan

    assert after.zones[0].rows[0] is plan.zones[0].rows[0]
    assert after.zones[0].rows[2] is plan.zones[0].rows[2]
    assert bend_rows(plan, frozenset([ZoneAt(0)]), 0).plan is plan
