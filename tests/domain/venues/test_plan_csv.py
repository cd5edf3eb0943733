import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.domain.venues.plan import Plan, PlanRefused
from core.domain.venues.plan_csv import read_plan_csv, write_plan_csv
from core.domain.venues.plan_json import read_plan
from core.domain.venues.plan_writing import write_plan
from core.domain.venues.seating import derive_seats
from core.domain.venues.states import SeatType
from tests.domain.venues.plans import plans


def seats_of(plan: Plan) -> list[tuple[object, ...]]:
    return [
        (seat.section, seat.row, seat.number, seat.x, seat.y, seat.seat_type, seat.position)
        for seat in derive_seats(plan)
    ]


@settings(max_examples=40, deadline=None)
@given(plans())
def test_a_list_read_back_gives_the_same_seats(plan: Plan) -> None:
    assert seats_of(read_plan_csv(write_plan_csv(plan), plan.name)) == seats_of(plan)


@settings(max_examples=40, deadline=None)
@given(plans())
def test_a_plan_from_a_list_can_be_written_as_json(plan: Plan) -> None:
    listed = read_plan_csv(write_plan_csv(plan), plan.name)

    assert read_plan(write_plan(listed)) == listed


@pytest.mark.parametrize("delimiter", [",", ";", "\t"], ids=["comma", "semicolon", "tab"])
def test_a_list_may_be_parted_by(delimiter: str) -> None:
    lines = [["Section", "ROW", "seat ", "x", "y", "type"], ["A", "1", "7", "1.5", "2", "vip"]]
    text = "\ufeff" + "\r\n".join(map(delimiter.join, lines)) + "\r\n\r\n"

    plan = read_plan_csv(text.encode(), "Hall")

    assert seats_of(plan) == [("A", "1", "7", 1.5, 2.0, SeatType.VIP, 1)]


def test_a_semicolon_list_may_have_decimal_commas() -> None:
    plan = read_plan_csv("section;row;seat;x;y\nA;1;1;10,5;-3,25\n", "Hall")

    assert seats_of(plan) == [("A", "1", "1", 10.5, -3.25, SeatType.STANDARD, 1)]


def test_seats_without_places_stand_on_a_grid_as_neighbours() -> None:
    plan = read_plan_csv("section,row,seat\nA,1,1\nA,1,2\nA,2,1\nA,2,2\nB,1,1\n", "Hall")

    assert [(seat.x, seat.y, seat.position) for seat in derive_seats(plan)] == [
        (0.0, 0.0, 1),
        (24.0, 0.0, 2),
        (0.0, 28.0, 1),
        (24.0, 28.0, 2),
        (96.0, 0.0, 1),
    ]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "line 1"),
        ("section,seat\nA,1\n", "line 1"),
        ("section,row,seat,Seat\nA,1,1,2\n", "line 1"),
        ("section,row,seat\n", "zones"),
        ("section,row,seat\nA,1,1\nA,,2\n", "line 3, row"),
        ("section,row,seat\nA,1\n", "line 2, seat"),
        ("section,row,seat\nA,1," + "9" * 51 + "\n", "line 2, seat"),
        ("section,row,seat,x,y\nA,1,1,left,2\n", "line 2, x"),
        ("section,row,seat,x,y\nA,1,1,5,\n", "line 2, y"),
        ("section,row,seat,x,y\nA,1,1,5,nan\n", "line 2, y"),
        ("section,row,seat,x,y\nA,1,1,1e9,0\n", "line 2, x"),
        ("section,row,seat,x,y\nA,1,1,5,5\nA,1,2,,\n", "line 3"),
        ("section,row,seat,type\nA,1,1,sofa\n", "line 2, type"),
        ('section,row,seat\n"' + "A" * 200_000 + '",1,1\n', "line 2"),
    ],
)
def test_a_broken_list_is_refused_with_its_line(text: str, place: str) -> None:
    with pytest.raises(PlanRefused) as refused:
        read_plan_csv(text, "Hall")

    assert refused.value.place == place


@pytest.mark.parametrize("name", [" ", "x" * 201, "\udcff", "two\nlines"])
def test_a_name_that_no_venue_can_have_is_refused(name: str) -> None:
    with pytest.raises(PlanRefused) as refused:
        read_plan_csv("section,row,seat\nA,1,1\n", name)

    assert refused.value.place == "name"


def test_a_seat_listed_twice_is_refused_with_both_lines() -> None:
    with pytest.raises(PlanRefused) as refused:
        read_plan_csv("section,row,seat\nA,1,1\nB,1,1\n\nA,1,1\n", "Hall")

    assert (refused.value.place, refused.value.reason) == (
        "line 5",
        "section A, row 1, seat 1 exists already at line 2",
    )


@settings(deadline=None)
@given(st.text(max_size=100) | st.binary(max_size=100))
def test_any_text_is_a_list_or_refused(source: str | bytes) -> None:
    heading = "section,row,seat,x,y,type\n"
    for text in (
        source,
        heading.encode() + source if isinstance(source, bytes) else heading + source,
    ):
        try:
            plan = read_plan_csv(text, "Hall")
        except PlanRefused:
            continue
        assert len(derive_seats(plan)) == plan.seat_count
