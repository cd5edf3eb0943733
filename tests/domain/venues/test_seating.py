from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.venues.plan import Plan, PlanSeat
from core.domain.venues.plan_json import read_plan
from core.domain.venues.rows import order_row
from core.domain.venues.seating import derive_seats, seat_type_of
from core.domain.venues.states import SeatType
from tests.domain.venues.plans import Document, document, plans, seat, written


def derived(source: Document) -> tuple[PlanSeat, ...]:
    return derive_seats(read_plan(written(source)))


def positions(*xs: float) -> list[int]:
    return [seat.position for seat in derived(document(*xs))]


def test_a_seat_stands_where_its_three_positions_add_up_to() -> None:
    source = document(0.1, 20.5)
    source["zones"][0]["position"] = {"x": 100.2, "y": 50}
    source["zones"][0]["rows"][0]["position"] = {"x": 5, "y": -2.5}

    assert [(seat.x, seat.y) for seat in derived(source)] == [(105.3, 47.5), (125.7, 47.5)]


@pytest.mark.parametrize(
    ("xs", "expected"),
    [
        ((0, 20, 40, 60), [1, 2, 3, 4]),
        ((0, 20, 40, 80, 100), [1, 2, 3, 5, 6]),
        ((0, 20, 40, 71, 91), [1, 2, 3, 4, 5]),
        ((0, 20, 40, 73, 93), [1, 2, 3, 5, 6]),
        ((60, 40, 20, 0), [1, 2, 3, 4]),
        ((20, 0, 40, 60), [2, 1, 3, 4]),
        ((5,), [1]),
        ((5, 5, 5), [1, 2, 3]),
    ],
    ids=["plain", "aisle", "narrow", "wide", "leftwards", "shuffled", "single", "one spot"],
)
def test_neighbours_differ_by_one_and_an_aisle_by_two(
    xs: tuple[float, ...], expected: list[int]
) -> None:
    assert positions(*xs) == expected


def test_a_horseshoe_keeps_the_order_of_the_file() -> None:
    left = [(0.0, y) for y in (80.0, 60.0, 40.0, 20.0)]
    bow = [(20.0, 0.0), (40.0, 0.0), (60.0, 0.0)]
    right = [(80.0, y) for y in (20.0, 40.0, 60.0, 80.0)]

    row = order_row([*left, *bow, *right])

    assert list(row.order) == list(range(11))
    assert list(row.positions) == list(range(1, 12))


def test_odd_and_even_sides_that_are_listed_apart_are_one_row() -> None:
    source = document()
    rows = source["zones"][0]["rows"]
    rows[0]["seats"] = [seat(f"o{n}", str(n), -10 * n) for n in (5, 3, 1)]
    even = [seat(f"e{n}", str(n), 10 * n - 10) for n in (2, 4, 6)]
    rows.append({**rows[0], "seats": even})

    assert [(s.number, s.position) for s in derived(source)] == [
        ("5", 1),
        ("3", 2),
        ("1", 3),
        ("2", 4),
        ("4", 5),
        ("6", 6),
    ]


def test_rows_of_one_name_in_two_sections_are_two_rows() -> None:
    source = document(0, 20)
    other = document(40, 60)["zones"][0] | {"name": "Circle"}
    other["rows"][0]["seats"] = [seat("c1", "1", 40), seat("c2", "2", 60)]
    source["zones"].append(other)

    assert [(s.section, s.position) for s in derived(source)] == [
        ("Stalls", 1),
        ("Stalls", 2),
        ("Circle", 1),
        ("Circle", 2),
    ]


@pytest.mark.parametrize(
    ("category", "expected"),
    [
        ("Wheelchair places", SeatType.WHEELCHAIR),
        ("wheelchair companion", SeatType.COMPANION),
        ("Club VIP", SeatType.VIP),
        ("Vipers", SeatType.STANDARD),
        ("", SeatType.STANDARD),
    ],
)
def test_a_category_speaks_of_its_seat_type(category: str, expected: SeatType) -> None:
    assert seat_type_of(category) is expected


def test_seats_without_a_radius_fit_their_spacing() -> None:
    assert {seat.radius for seat in derived(document(0, 10, 20))} == {4.2}
    assert {seat.radius for seat in derived(document(0, 50, 100))} == {10.0}


def test_quality_falls_from_the_stage_and_from_the_middle() -> None:
    source = document(-40, 0, 40)
    rows = source["zones"][0]["rows"]
    back = [seat(f"b{n}", str(n), x) for n, x in enumerate((-40, 0, 40))]
    rows.append({**rows[0], "row_number": "2", "position": {"x": 0, "y": 100}, "seats": back})
    stage = {"text": "Main stage", "position": {"x": 0, "y": 0}}
    source["zones"][0]["areas"] = [
        {
            "shape": "rectangle",
            "position": {"x": -50, "y": -100},
            "rectangle": {"width": 100, "height": 40},
            "text": stage,
        }
    ]

    left, middle, right, back_left, back_middle, _ = [s.quality for s in derived(source)]

    assert middle == 1.0
    assert left == right < middle
    assert back_left < back_middle < left


def test_a_level_up_is_worth_a_tenth_less() -> None:
    low, high = document(0, 20, 40), document(0, 20, 40)
    high["zones"][0]["parterre:level"] = 1

    for below, above in zip(derived(low), derived(high), strict=True):
        assert above.quality == pytest.approx(0.9 * below.quality, abs=1e-4)


def test_in_the_round_only_nearness_counts() -> None:
    source = document(-100, -50, 50, 100, **{"parterre:focal_point": {"x": 0, "y": 0}})

    assert [seat.quality for seat in derived(source)] == [0.0, 1.0, 1.0, 0.0]


def test_the_only_seat_is_the_best() -> None:
    assert [seat.quality for seat in derived(document(0))] == [1.0]


@settings(max_examples=60, deadline=None)
@given(plans())
def test_every_seat_has_one_rank_a_position_of_its_own_and_a_quality(plan: Plan) -> None:
    seats = derive_seats(plan)

    assert [seat.rank for seat in seats] == list(range(plan.seat_count))
    assert len({(seat.section, seat.row, seat.position) for seat in seats}) == plan.seat_count
    assert all(0 <= seat.quality <= 1 for seat in seats)
    assert derive_seats(plan) == seats


@given(st.lists(st.floats(0, 1_000), min_size=1, max_size=30, unique=True))
def test_positions_grow_along_a_straight_row(xs: list[float]) -> None:
    ordered = sorted(xs)

    row = order_row([(x, 0.0) for x in ordered])

    assert list(row.order) == list(range(len(xs)))
    assert all(there - here in {1, 2} for here, there in pairwise(row.positions))
