import pytest

from core.domain.venues.editing.aligning import Edge, align, distribute
from core.domain.venues.editing.areas import draw_rectangle
from core.domain.venues.editing.drawing import draw_row
from core.domain.venues.editing.places import AreaAt, Place, RowAt, SeatAt, ZoneAt
from core.domain.venues.editing.placing import move
from core.domain.venues.plan import Plan, Point
from tests.domain.venues.editing.houses import EMPTY, row_house, seats_at, two_blocks


def ragged() -> Plan:
    """Rows of 2, 3 and 1 seats that begin at x = 0, 10 and 90."""
    plan = draw_row(EMPTY, Point(0, 0), seats=2).plan
    plan = draw_row(plan, Point(10, 30), seats=3, into=ZoneAt(0)).plan
    return draw_row(plan, Point(90, 70), seats=1, into=ZoneAt(0)).plan


ROWS: frozenset[Place] = frozenset([RowAt(0, 0), RowAt(0, 1), RowAt(0, 2)])


@pytest.mark.parametrize(
    ("edge", "expected"),
    [
        (Edge.LEFT, [(0, 0), (0, 30), (0, 70)]),
        (Edge.CENTRE, [(33, 0), (21, 30), (45, 70)]),
        (Edge.RIGHT, [(66, 0), (42, 30), (90, 70)]),
        (Edge.TOP, [(0, 0), (10, 0), (90, 0)]),
        (Edge.MIDDLE, [(0, 35), (10, 35), (90, 35)]),
        (Edge.BOTTOM, [(0, 70), (10, 70), (90, 70)]),
    ],
)
def test_rows_align(edge: Edge, expected: list[tuple[float, float]]) -> None:
    plan = align(ragged(), ROWS, edge).plan

    assert [seats_at(plan, row=row)[0] for row in range(3)] == expected


def test_aligning_what_stands_in_line_changes_nothing() -> None:
    plan = two_blocks()

    assert align(plan, frozenset([ZoneAt(0), ZoneAt(1)]), Edge.TOP).plan is plan
    assert align(plan, frozenset(), Edge.TOP).plan is plan


def test_sections_seats_and_areas_align_with_each_other() -> None:
    plan = draw_rectangle(two_blocks(), Point(-20, -90), Point(20, -50)).plan
    selection = frozenset[Place]([ZoneAt(0), SeatAt(1, 0, 1), AreaAt(2, 0)])

    after = align(plan, selection, Edge.LEFT).plan

    assert seats_at(after, 0)[0] == (-20, 0)
    assert seats_at(after, 1)[1] == (-20, 0)
    assert after.zones[2] is plan.zones[2]


def test_distributing_makes_gaps_equal() -> None:
    plan = distribute(ragged(), ROWS, "y").plan

    assert [seats_at(plan, row=row)[0] for row in range(3)] == [(0, 0), (10, 35), (90, 70)]


def test_distributing_minds_how_wide_things_are() -> None:
    plan = distribute(ragged(), ROWS, "x").plan
    first, second, third = (seats_at(plan, row=row) for row in range(3))

    assert (first[0][0], third[0][0]) == (0, 90)
    assert second[0][0] - first[-1][0] == third[0][0] - second[-1][0] == 9


def test_distributing_seats_evens_their_spacing() -> None:
    plan = move(row_house(4), frozenset([SeatAt(0, 0, 1)]), 9, 0).plan
    seats = frozenset(SeatAt(0, 0, seat) for seat in range(4))

    assert seats_at(distribute(plan, seats, "x").plan) == [(0, 0), (24, 0), (48, 0), (72, 0)]


def test_two_things_have_nothing_to_distribute() -> None:
    plan = ragged()

    assert distribute(plan, frozenset([RowAt(0, 0), RowAt(0, 1)]), "x").plan is plan
