from math import cos, dist, pi, sin
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.venues.plan import PlanRefused, Point
from core.domain.venues.plan_json import read_plan
from core.domain.venues.plan_writing import write_plan
from core.domain.venues.seating import derive_seats
from core.domain.venues.shapes import shapes
from core.domain.venues.standing import spread
from tests.domain.venues.plans import Document, document, written

SQUARE = [Point(0, 0), Point(120, 0), Point(120, 120), Point(0, 120)]


def floor(capacity: object, **extra: Any) -> Document:
    """A zone "Floor" that is nothing but a square of 120 for so many people."""
    area = {
        "shape": "rectangle",
        "position": {"x": 0, "y": 100},
        "rectangle": {"width": 120, "height": 120},
        "parterre:capacity": capacity,
        **extra,
    }
    return {"name": "Floor", "position": {"x": 0, "y": 0}, "rows": [], "areas": [area]}


def fringed(corners: int) -> Document:
    """A zone whose area for two people has that many corners."""
    points = [{"x": at, "y": at % 2 * 50} for at in range(corners)]
    return floor(2, shape="polygon", polygon={"points": points})


def house(*zones: Document) -> Document:
    source = document(0, 20, 40)
    source["zones"] += zones
    return source


def test_standing_places_come_after_all_seats() -> None:
    seats = derive_seats(read_plan(written(house(floor(4)))))

    assert [seat.rank for seat in seats] == list(range(7))
    assert [(seat.section, seat.row, seat.number) for seat in seats[3:]] == [
        ("Floor", "GA", "1"),
        ("Floor", "GA", "2"),
        ("Floor", "GA", "3"),
        ("Floor", "GA", "4"),
    ]
    assert {seat.category for seat in seats[3:]} == {"A"}
    assert [seat.guid for seat in seats[3:5]] == ["Floor/GA/1", "Floor/GA/2"]


def test_an_area_may_name_its_section_category_and_identity() -> None:
    named = {"parterre:name": "Pit", "parterre:category": "B", "parterre:guid": "x7"}
    seats = derive_seats(read_plan(written(house(floor(1, **named)))))

    assert (seats[3].section, seats[3].category, seats[3].guid) == ("Pit", "B", "x7/GA/1")


def test_areas_copied_with_their_identity_have_places_of_their_own() -> None:
    same = {"parterre:guid": "x7"}
    source = house(floor(2, **same), floor(2, **same) | {"name": "Pit"})

    guids = [seat.guid for seat in derive_seats(read_plan(written(source)))]

    assert guids[3:] == ["x7/GA/1", "x7/GA/2", "x7/Pit/GA/1", "x7/Pit/GA/2"]


def test_a_house_may_have_standing_places_only() -> None:
    source = house(floor(30))
    del source["zones"][0]
    plan = read_plan(written(source))

    assert len(derive_seats(plan)) == 30
    assert read_plan(write_plan(plan)) == plan


def test_a_standing_section_is_drawn_as_its_area() -> None:
    plan = read_plan(written(house(floor(40))))
    (stalls, standing) = shapes(plan, derive_seats(plan)).sections

    assert (stalls.name, standing.name, standing.seats) == ("Stalls", "Floor", 40)
    assert standing.outline == ((0, 100), (120, 100), (120, 220), (0, 220))


def test_a_capacity_on_an_area_without_surface_still_has_places() -> None:
    source = house(floor(5))
    source["zones"][1]["areas"][0] |= {"shape": "text", "text": None}
    seats = derive_seats(read_plan(written(source)))

    assert len({(seat.x, seat.y) for seat in seats[3:]}) == 5


def test_many_small_areas_are_read_at_once() -> None:
    zones = [floor(1, **{"parterre:name": f"Pen {number}"}) for number in range(2_000)]

    assert len(derive_seats(read_plan(written(house(*zones))))) == 2_003


@pytest.mark.parametrize(
    ("zones", "reason"),
    [
        ([floor(2), floor(3)], "has places in row GA already"),
        ([floor(2) | {"name": ""}], "needs a name"),
        ([floor(199_999)], "more than 200,000 seats"),
        ([fringed(1_001)], "has 1,000 corners at most"),
    ],
)
def test_standing_places_that_can_not_be_sold_are_refused(
    zones: list[Document], reason: str
) -> None:
    with pytest.raises(PlanRefused) as refused:
        read_plan(written(house(*zones)))

    assert reason in refused.value.reason


def test_a_row_called_like_the_standing_places_is_refused() -> None:
    source = document(0, 20)
    source["zones"][0]["rows"][0]["row_number"] = "GA"
    source["zones"][0]["areas"] = floor(2)["areas"]

    with pytest.raises(PlanRefused, match="row GA already"):
        read_plan(written(source))


def test_retired_seats_give_their_name_back_and_keep_their_guid() -> None:
    source = document(0, 20, 40)
    seats = source["zones"][0]["rows"][0]["seats"]
    seats[0] |= {"parterre:retired": True}
    seats[2]["seat_number"] = "1"

    assert [seat.guid for seat in derive_seats(read_plan(written(source)))] == ["g1", "g2"]
    seats[2]["seat_guid"] = "g0"
    with pytest.raises(PlanRefused, match="seat_guid g0 is already taken"):
        read_plan(written(source))


def test_a_plan_of_retired_seats_has_nothing_to_sell() -> None:
    source = document(0)
    source["zones"][0]["rows"][0]["seats"][0]["parterre:retired"] = True

    with pytest.raises(PlanRefused, match="no seats"):
        read_plan(written(source))


def test_rows_keep_their_labels_when_seats_before_them_are_retired() -> None:
    source = document(0, 20, 40)
    rows = source["zones"][0]["rows"]
    back = [seat | {"seat_guid": f"b{n}"} for n, seat in enumerate(rows[0]["seats"])]
    rows.append({**rows[0], "row_number": "2", "position": {"x": 0, "y": 50}, "seats": back})
    rows[0]["seats"][0]["parterre:retired"] = True
    plan = read_plan(written(source))

    labels = shapes(plan, derive_seats(plan)).row_labels

    assert [(label.text, label.at.y) for label in labels] == [
        ("1", 0),
        ("1", 0),
        ("2", 50),
        ("2", 50),
    ]


@pytest.mark.parametrize("count", [1, 2, 7, 100, 2_000])
def test_places_spread_evenly(count: int) -> None:
    places, spacing = spread(SQUARE, count)

    assert len(set(places)) == count
    assert all(0 <= x <= 120 and 0 <= y <= 120 for x, y in places)
    assert min((dist(places[0], other) for other in places[1:]), default=spacing) >= spacing * 0.999


def test_places_keep_out_of_a_notch() -> None:
    notched = [Point(0, 0), Point(90, 0), Point(90, 90), Point(45, 20), Point(0, 90)]
    places, _ = spread(notched, 50)

    assert len(places) == 50
    assert not any(abs(x - 45) < (y - 20) * 45 / 70 for x, y in places)


@pytest.mark.parametrize("flat", [[], [Point(0, 0), Point(9, 0)], [Point(1, 1)] * 3])
def test_a_flat_outline_holds_nothing(flat: list[Point]) -> None:
    assert spread(flat, 5) == ([], 0.0)


@pytest.mark.parametrize(
    ("wide", "high"), [(1e6, 1e-9), (1e-9, 1e6), (1e6, 1e-6), (1e-320, 50), (1e-300, 1e-300)]
)
def test_a_thread_of_an_outline_holds_nothing_or_all(wide: float, high: float) -> None:
    outline = [Point(0, 0), Point(wide, 0), Point(wide, high), Point(0, high)]

    assert len(spread(outline, 20)[0]) in {0, 20}


@settings(max_examples=50, deadline=None)
@given(
    st.lists(st.tuples(st.floats(0.2, 1), st.floats(1, 400)), min_size=3, max_size=9),
    st.integers(1, 400),
)
def test_any_outline_around_a_point_holds_its_capacity(
    spokes: list[tuple[float, float]], count: int
) -> None:
    whole, turn, outline = sum(step for step, _ in spokes), 0.0, []
    for step, reach in spokes:
        turn += 2 * pi * step / whole
        outline.append(Point(reach * cos(turn), reach * sin(turn)))

    places, _ = spread(outline, count)

    assert len(set(places)) == count
