import pytest

from core.domain.venues.editing.house import set_grid, set_guides
from core.domain.venues.editing.places import RowAt, SeatAt, ZoneAt
from core.domain.venues.editing.sections import set_hidden
from core.domain.venues.editing.snapping import SnapLine, Snapped, magnets, snap, snap_angle
from core.domain.venues.editing.tables import draw_round_table
from core.domain.venues.extras import Grid, Guide
from core.domain.venues.plan import Plan, Point
from core.domain.venues.shapes import Bounds
from tests.domain.venues.editing.houses import EMPTY, ORIGIN, block_house, row_house

NO_GRID = Grid(snaps=False)


def without_grid(plan: Plan) -> Plan:
    return set_grid(plan, NO_GRID).plan


def test_the_next_seat_of_a_row_holds_both_ways() -> None:
    found = magnets(without_grid(row_house(3)))

    assert snap(found, Point(70, 3), 8) == Snapped(
        Point(72, 0), (SnapLine("row", Point(24, 0), Point(72, 0)),)
    )
    assert snap(found, Point(-22, -4), 8).at == (-24, 0)


def test_the_next_row_begins_at_the_usual_distance() -> None:
    found = magnets(without_grid(block_house(3, 4)))

    snapped = snap(found, Point(3, 85), 8)

    assert snapped.at == (0, 84)
    assert snapped.lines == (SnapLine("spacing", Point(0, 28), Point(0, 84)),)


def test_a_point_gets_in_line_with_row_ends() -> None:
    found = magnets(without_grid(row_house(3)))

    snapped = snap(found, Point(50, 300), 8)

    assert snapped == Snapped(Point(48, 300), (SnapLine("edge", Point(48, 0), Point(48, 300)),))


def test_guides_come_before_row_ends() -> None:
    plan = set_guides(without_grid(row_house(3)), [Guide("x", 52), Guide("y", 100)]).plan

    snapped = snap(magnets(plan), Point(49, 104), 8)

    assert snapped.at == (52, 100)
    assert [line.kind for line in snapped.lines] == ["guide", "guide"]
    assert snapped.lines[0].start.x == snapped.lines[0].end.x == 52
    assert snapped.lines[1].start.y == snapped.lines[1].end.y == 100


def test_the_grid_takes_what_nothing_else_holds() -> None:
    found = magnets(set_grid(EMPTY, Grid(step=10, x=3)).plan)

    assert snap(found, Point(21.5, 38), 3).at == (23, 40)
    assert snap(found, Point(21.5, 34.9), 3).at == (23, 34.9)


def test_a_point_far_from_everything_stays() -> None:
    found = magnets(without_grid(row_house(3)))

    assert snap(found, Point(500, 500), 8) == Snapped(Point(500, 500), ())


@pytest.mark.parametrize("ignored", [ZoneAt(0), RowAt(0, 0), SeatAt(0, 0, 1)])
def test_what_is_dragged_holds_nothing(ignored: ZoneAt | RowAt | SeatAt) -> None:
    plan = without_grid(row_house(3))

    assert snap(magnets(plan, ignoring=frozenset([ignored])), Point(70, 3), 8).lines == ()


def test_hidden_sections_tables_and_what_is_out_of_sight_hold_nothing() -> None:
    plan = without_grid(row_house(3))
    hidden = set_hidden(plan, frozenset([ZoneAt(0)]), hidden=True).plan
    table = without_grid(draw_round_table(EMPTY, ORIGIN, seats=4).plan)
    elsewhere = Bounds(500, 500, 100, 100)

    assert snap(magnets(hidden), Point(70, 3), 8).lines == ()
    assert snap(magnets(table), Point(0, -22), 8).lines == ()
    assert snap(magnets(plan, within=elsewhere), Point(70, 3), 8).lines == ()
    assert snap(magnets(plan, within=Bounds(-5, -5, 20, 20)), Point(70, 3), 8).at == (72, 0)


def test_a_lone_seat_expects_its_neighbour_on_the_right() -> None:
    found = magnets(without_grid(row_house(1)))

    assert snap(found, Point(20, 2), 8).at == (24, 0)


@pytest.mark.parametrize(("angle", "expected"), [(7, 0), (8, 15), (-20, -15), (93, 90)])
def test_angles_snap_to_steps(angle: float, expected: float) -> None:
    assert snap_angle(angle) == expected
    assert snap_angle(44, 30) == 30
