from dataclasses import replace
from math import cos, pi, sin

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.widgets.seat_map import PlanArea, SeatColumns, SeatMapPlan, Surroundings, build_plan
from desktop.widgets.seat_map.finding import find_seats
from desktop.widgets.seat_map.row_labels import row_labels
from desktop.widgets.seat_map.seat_index import SeatIndex
from tests.desktop.widgets.seat_map_house import PITCH, SEATS, house


def test_rows_of_the_same_name_in_two_sections_are_two_rows() -> None:
    plan = house()

    assert plan.row_seats(0).tolist() == list(range(10))
    assert plan.row_seats(40).tolist() == list(range(40, 48))


def test_row_seats_follow_positions_not_ranks() -> None:
    plan = build_plan(
        SeatColumns((0, 40, 20), (0, 0, 0), ("S",) * 3, ("A",) * 3, "132", (), (1, 3, 2))
    )

    assert plan.row_seats(0).tolist() == [0, 2, 1]


def test_section_seats_are_those_of_the_section() -> None:
    plan = house()

    assert [section.name for section in plan.sections] == ["Stalls", "Circle"]
    assert plan.section_seats(1).tolist() == list(range(40, SEATS))


def test_seat_size_leaves_gaps_between_neighbours() -> None:
    assert 0.7 * PITCH < house().seat_size < 0.9 * PITCH


def test_outline_surrounds_all_seats_of_its_section() -> None:
    plan = house()
    ring = np.array(plan.sections[0].outline)

    assert ring.min(axis=0).max() < 0
    assert ring[:, 0].max() > 9 * PITCH
    assert ring[:, 1].max() > 3 * PITCH


def test_straight_rows_are_outlined_by_their_corners_alone() -> None:
    assert [len(section.outline) for section in house().sections] == [4, 4]


def test_bent_rows_are_outlined_along_their_bend() -> None:
    seats = [(*at, "Fan", "A", str(number)) for number, at in enumerate(_arc(0.0, 90, 25))]
    ring = np.array(build_plan(SeatColumns(*zip(*seats, strict=True))).sections[0].outline)

    middles = (ring + np.roll(ring, -1, axis=0)) / 2
    away = np.abs(np.hypot(*middles.T) / PITCH - 90)  # the ends' sides lie on the row itself
    assert len(ring) == 14
    assert ((away < 0.1) | (np.abs(away - 1) < 0.1)).all()


def test_box_of_four_seats_gets_a_convex_outline() -> None:
    plan = build_plan(SeatColumns((0, 20, 20, 0), (0, 0, 20, 20), ("Box",) * 4, ("",) * 4, "1234"))
    ring = np.array(plan.sections[0].outline)

    ahead, further = np.roll(ring, -1, axis=0) - ring, np.roll(ring, -2, axis=0) - ring
    turns = ahead[:, 0] * further[:, 1] - ahead[:, 1] * further[:, 0]
    assert (turns > 0).all()
    assert ring.min() <= -PITCH * 0.9


def test_every_section_is_outlined_as_if_it_were_alone() -> None:
    seats = [
        (fan_x, fan_y, f"Fan {fan}", str(row), str(number))
        for fan in range(3)
        for row in range(2 + fan)
        for number, (fan_x, fan_y) in enumerate(_arc(40 * PITCH * fan, 30 + row, 12 + 5 * fan))
    ]
    together = build_plan(SeatColumns(*zip(*seats, strict=True)))

    for fan, section in enumerate(together.sections):
        own = [seat for seat in seats if seat[2] == f"Fan {fan}"]
        alone = build_plan(SeatColumns(*zip(*own, strict=True))).sections[0]
        assert np.allclose(section.outline, alone.outline, atol=0.05)


def _arc(middle: float, radius: float, count: int) -> list[tuple[float, float]]:
    """Places a pitch apart on an arc of so many pitches' radius."""
    turns = ((number - count / 2) / radius for number in range(count))
    return [(middle + radius * PITCH * sin(a), -radius * PITCH * cos(a)) for a in turns]


@pytest.mark.parametrize("ring", [((0, 0), (9, 0), (9, 9), (0, 9)), ((0, 0), (0, 9), (9, 9))])
def test_outlines_all_run_the_same_way_round(ring: tuple[tuple[float, float], ...]) -> None:
    """Floors that overlap are filled as one path, in which opposite ways would leave a hole."""
    seat = SeatColumns((5,), (5,), ("Box",), ("A",), ("1",))
    plan = build_plan(seat, Surroundings(outlines={"Box": ring}))

    x, y = np.array(plan.sections[0].outline).T
    assert set(plan.sections[0].outline) == set(ring)
    assert (x * np.roll(y, -1) - np.roll(x, -1) * y).sum() > 0


def test_seat_is_named_as_a_clerk_says_it() -> None:
    assert house().seat_name(13) == "Stalls, row B, seat 4"


def test_empty_plan_can_be_built() -> None:
    assert len(build_plan(SeatColumns((), (), (), (), ()))) == 0


@pytest.mark.parametrize(
    ("text", "ranks"),
    [
        ("Stalls C 4", [23]),
        ("stalls c4", [23]),
        ("Stalls, row C, seat 4", [23]),
        ("D-10", [39]),
        ("A 3", [2, 42]),
        ("circle a 3", [42]),
        ("Circle B", list(range(48, 56))),
        ("row d", list(range(30, 40))),
        ("Circle", list(range(40, 56))),
        ("Stalls Z 1", []),
        ("A 99", []),
        ("", []),
        ("  - ", []),
        ("Stalls C 4 5", []),
    ],
)
def test_finding_understands_what_clerks_type(text: str, ranks: list[int]) -> None:
    assert find_seats(house(), text).tolist() == ranks


@given(rank=st.integers(0, SEATS - 1))
def test_every_seat_is_found_by_its_own_name(rank: int) -> None:
    plan = house()

    assert find_seats(plan, plan.seat_name(rank)).tolist() == [rank]


@given(rank=st.integers(0, SEATS - 1))
def test_every_seat_is_hit_at_its_place(rank: int) -> None:
    plan = house()

    assert SeatIndex(plan).seat_at(float(plan.x[rank]), float(plan.y[rank])) == rank


def test_between_sections_no_seat_is_hit() -> None:
    assert SeatIndex(house()).seat_at(80, 110) == -1


@pytest.mark.parametrize(
    ("start", "way", "end"),
    [
        (0, (1, 0), 1),
        (1, (-1, 0), 0),
        (0, (0, 1), 10),
        (10, (0, -1), 0),
        (0, (0, -1), 0),
        (31, (0, 1), 40),
        (9, (1, 0), 9),
    ],
    ids=["right", "left", "down", "up", "top edge", "into the next section", "right edge"],
)
def test_step_walks_the_seats(start: int, way: tuple[int, int], end: int) -> None:
    assert SeatIndex(house()).step(start, *way) == end


def test_step_keeps_to_rows_that_stand_upright() -> None:
    side = build_plan(
        SeatColumns((0, 0, 0, 24, 24, 24), (0, 20, 40) * 2, ("W",) * 6, "AAABBB", "123123")
    )
    index = SeatIndex(side)

    assert index.step(0, 0, 1) == 1
    assert index.step(1, 1, 0) == 4


def test_row_range_spans_one_row() -> None:
    index = SeatIndex(house())

    assert index.row_range(17, 13).tolist() == [13, 14, 15, 16, 17]
    assert index.row_range(3, 13).tolist() == [13]


def test_plan_looks_like_its_own_copy_and_like_no_other() -> None:
    plan, same = house(), house()
    moved, renamed = replace(same, x=same.x + 1), replace(same, numbers=("0", *same.numbers[1:]))
    upstairs = replace(same, sections=tuple(replace(s, level=1) for s in same.sections))

    assert plan.draws_like(same)
    assert not any(plan.draws_like(other) for other in (moved, renamed, upstairs))


# Off the seats' own lines: on an edge, where no float is exact, either answer is right.
steps = st.integers(-240, 1_680)
corners = st.builds(lambda x, y: (x / 8 + 1 / 16, y / 8 + 3 / 32), steps, steps)


@given(st.lists(corners, min_size=3, max_size=12))
def test_loop_holds_the_seats_from_which_a_ray_crosses_it_oddly(
    loop: list[tuple[float, float]],
) -> None:
    plan = house()
    inside = []
    for rank, (x, y) in enumerate(zip(plan.x.tolist(), plan.y.tolist(), strict=True)):
        crossings = 0
        for (x0, y0), (x1, y1) in zip(loop, loop[1:] + loop[:1], strict=True):
            off = (x - x0) * (y1 - y0) - (y - y0) * (x1 - x0)
            if (y0 <= y) != (y1 <= y):
                crossings += off < 0 if y1 > y0 else off > 0
        if crossings % 2:
            inside.append(rank)

    assert SeatIndex(plan).seats_inside(loop).tolist() == inside


def around_table(seats: int, radius: float, areas: tuple[PlanArea, ...] = ()) -> SeatMapPlan:
    """A row of seats on a circle around (100, 50)."""
    turns = [2 * pi * seat / seats for seat in range(seats)]
    columns = SeatColumns(
        [100 + radius * sin(turn) for turn in turns],
        [50 - radius * cos(turn) for turn in turns],
        ("Box",) * seats,
        ("T1",) * seats,
        [str(seat + 1) for seat in range(seats)],
    )
    return build_plan(columns, Surroundings(areas=areas))


@pytest.mark.parametrize(("seats", "radius"), [(3, 14), (8, 26), (24, 80)])
def test_table_has_its_name_in_its_middle(seats: int, radius: float) -> None:
    names = row_labels(around_table(seats, radius))

    assert [names.texts[code] for code in names.codes.tolist()] == ["T1"]
    assert (names.x[0], names.y[0]) == (pytest.approx(100), pytest.approx(50))


def test_ring_around_a_house_and_straight_rows_have_names_at_their_ends() -> None:
    assert len(row_labels(around_table(60, 300)).x) == 2
    rows = row_labels(house())
    assert len(rows.x) == 2 * 6
    pairs = build_plan(SeatColumns((0, 20), (0, 0), ("S", "S"), ("A", "A"), "12"))
    assert row_labels(pairs).x.tolist() == [-20, 40]


def test_areas_are_held_by_the_smallest_section_around_them() -> None:
    top = PlanArea("circle", ((90.0, 40.0), (110.0, 60.0)))
    stage = PlanArea("rectangle", ((0.0, -400.0), (200.0, -300.0)))

    assert around_table(8, 26, (stage, top)).holders == (-1, 0)
    assert build_plan(SeatColumns((), (), (), (), ()), Surroundings(areas=(stage,))).holders == (
        -1,
    )
