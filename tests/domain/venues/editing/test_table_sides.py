"""Seats more and fewer at a rectangular table's sides: where they are, what they are called."""

import pytest

from core.domain.venues.editing.ends import End, add_seats, remove_seats
from core.domain.venues.editing.places import SeatAt
from core.domain.venues.editing.placing import move
from core.domain.venues.editing.refusals import CannotDraw
from core.domain.venues.editing.tables import Sides, draw_table
from core.domain.venues.extras import Table, is_retired, table_of
from core.domain.venues.plan import Plan
from tests.domain.venues.editing.houses import (
    EMPTY,
    FIRST_ROW,
    ORIGIN,
    guids,
    numbers,
    row_house,
    seats_at,
)

AWAY = 14.4  # of a seat from the table's edge
SQUARE = Sides(width=72, height=72, top=2, right=1, bottom=2, left=0)


def table(plan: Plan) -> Table:
    found = table_of(plan.zones[0].rows[0])
    assert found is not None
    return found


def square(rotation: float = 0.0) -> Plan:
    sides = Sides(width=72, height=72, top=2, right=1, bottom=2, rotation=rotation)
    return draw_table(EMPTY, ORIGIN, sides).plan


def test_a_side_takes_a_seat_more_and_spreads() -> None:
    edited = add_seats(square(), FIRST_ROW, end="top")

    out = 36 + AWAY
    assert seats_at(edited.plan) == [
        (-24, -out), (0, -out), (24, -out), (out, 0), (18, out), (-18, out),
    ]  # fmt: skip
    assert numbers(edited.plan) == ["1", "2", "6", "3", "4", "5"]
    assert edited.selection == {SeatAt(0, 0, 2)}
    assert (table(edited.plan).width, table(edited.plan).height) == (72, 72)


@pytest.mark.parametrize(
    ("end", "seat", "at"),
    [
        ("end", 3, (36 + AWAY, 18)),
        ("bottom", 5, (-24, 36 + AWAY)),
        ("start", 5, (-36 - AWAY, 0)),
    ],
)
def test_the_new_seat_is_the_last_of_its_side_clockwise(
    end: End, seat: int, at: tuple[float, float]
) -> None:
    edited = add_seats(square(), FIRST_ROW, end=end)

    assert edited.selection == {SeatAt(0, 0, seat)}
    assert seats_at(edited.plan)[seat] == at
    assert numbers(edited.plan)[seat] == "6"


def test_a_side_without_room_grows_and_the_others_move_out() -> None:
    plan = draw_table(EMPTY, ORIGIN, Sides(top=2, right=1, bottom=1, height=36)).plan

    grown = add_seats(plan, FIRST_ROW, end="top", count=2).plan

    assert (table(plan).width, table(grown).width, table(grown).height) == (48, 96, 36)
    assert [x for x, _ in seats_at(grown)] == [-36, -12, 12, 36, 48 + AWAY, 0]
    assert len(set(numbers(grown))) == 6


def test_a_turned_table_has_its_sides_turned() -> None:
    edited = add_seats(square(rotation=90), FIRST_ROW, end="top")

    out = 36 + AWAY
    assert seats_at(edited.plan)[:3] == [(out, -24), (out, 0), (out, 24)]


def test_a_side_gives_up_its_last_seat_and_spreads() -> None:
    edited = remove_seats(square(), FIRST_ROW, end="bottom")

    assert numbers(edited.plan) == ["1", "2", "3", "4"]
    assert seats_at(edited.plan)[-1] == (0, 36 + AWAY)
    assert edited.selection == {FIRST_ROW}


def test_adding_and_removing_gives_the_table_back() -> None:
    plan = square()

    back = remove_seats(add_seats(plan, FIRST_ROW, end="end").plan, FIRST_ROW, end="end").plan

    assert seats_at(back) == seats_at(plan)
    assert numbers(back) == numbers(plan)


def test_an_empty_side_and_the_last_seat_stay_as_they_are() -> None:
    plan = square()
    alone = draw_table(EMPTY, ORIGIN, Sides(top=1)).plan

    assert remove_seats(plan, FIRST_ROW, end="start").plan is plan
    assert remove_seats(alone, FIRST_ROW, end="top").plan is alone


def test_a_seat_that_an_event_knows_is_retired_where_it_is() -> None:
    plan = square()
    known = guids(plan)[1]

    edited = remove_seats(plan, FIRST_ROW, end="top", in_use={known})

    assert seats_at(edited.plan) == seats_at(plan)
    assert is_retired(edited.plan.zones[0].rows[0].seats[1])
    assert edited.notes


def test_seats_moved_by_hand_belong_to_the_side_they_are_out_of() -> None:
    moved = move(square(), frozenset({SeatAt(0, 0, 2)}), -40, 120).plan

    assert numbers(add_seats(moved, FIRST_ROW, end="bottom").plan) == ["1", "2", "3", "4", "5", "6"]
    assert len(seats_at(remove_seats(moved, FIRST_ROW, end="end").plan)) == 5


def test_a_row_has_no_top() -> None:
    plan = row_house(3)

    with pytest.raises(CannotDraw, match="only a table"):
        add_seats(plan, FIRST_ROW, end="top")
    with pytest.raises(CannotDraw, match="only a table"):
        remove_seats(plan, FIRST_ROW, end="bottom")
