import itertools
from dataclasses import replace
from math import dist

import pytest

from core.domain.venues.editing.drawing import draw_row
from core.domain.venues.editing.numbering import Counting, Scheme, number_seats
from core.domain.venues.editing.places import RowAt, SeatAt
from core.domain.venues.editing.properties import set_restricted_view, set_seat_type
from core.domain.venues.editing.refusals import BadValue, CannotDraw
from core.domain.venues.editing.rows import (
    End,
    add_at_aisle,
    add_seats,
    bend_rows,
    close_aisle,
    form_of,
    open_aisle,
    open_aisles,
    remove_at_aisle,
    remove_seats,
)
from core.domain.venues.editing.tables import draw_round_table
from core.domain.venues.extras import is_retired
from core.domain.venues.plan import Plan
from core.domain.venues.seating import derive_seats
from core.domain.venues.states import SeatType
from tests.domain.venues.editing.houses import (
    EMPTY,
    FIRST_ROW,
    ORIGIN,
    ROW,
    block_house,
    guids,
    numbers,
    row_house,
    seats_at,
)


def test_seats_at_the_end_go_on_along_the_line() -> None:
    edited = add_seats(row_house(3), FIRST_ROW, end="end", count=2)

    assert seats_at(edited.plan)[3:] == [(72, 0), (96, 0)]
    assert numbers(edited.plan) == ["1", "2", "3", "4", "5"]
    assert edited.selection == {SeatAt(0, 0, 3), SeatAt(0, 0, 4)}


def test_seats_at_the_start_come_first() -> None:
    edited = add_seats(row_house(3), FIRST_ROW, end="start", count=2)

    assert seats_at(edited.plan)[:2] == [(-48, 0), (-24, 0)]
    assert numbers(edited.plan) == ["5", "4", "1", "2", "3"]
    assert edited.selection == {SeatAt(0, 0, 0), SeatAt(0, 0, 1)}


@pytest.mark.parametrize("end", ["start", "end"])
def test_seats_go_on_along_the_arc(end: End) -> None:
    bent = bend_rows(row_house(), ROW, 20).plan
    before, after = (
        form_of(plan.zones[0].rows[0]) for plan in (bent, add_seats(bent, FIRST_ROW, end=end).plan)
    )

    assert after.kind == "arc"
    assert after.radius == pytest.approx(before.radius, abs=0.01)
    assert after.spacing == pytest.approx(before.spacing, abs=0.001)


@pytest.mark.parametrize(
    ("scheme", "end", "expected"),
    [
        (Scheme(counting=Counting.ODD), "end", "7"),
        (Scheme(counting=Counting.EVEN, begin="right"), "start", "8"),
        (Scheme(begin="right"), "end", "4"),
        (Scheme(start=11), "start", "10"),
        (Scheme(counting=Counting.LETTERS), "end", "D"),
        (Scheme(prefix="N-", digits=2), "end", "N-04"),
    ],
)
def test_a_new_seat_counts_on_as_its_row_does(scheme: Scheme, end: End, expected: str) -> None:
    plan = number_seats(row_house(3), ROW, scheme).plan

    added = add_seats(plan, FIRST_ROW, end=end).plan

    assert numbers(added)[0 if end == "start" else -1] == expected


def test_a_new_seat_is_like_its_neighbour_but_for_what_is_its_own() -> None:
    plan = set_seat_type(row_house(2), ROW, SeatType.WHEELCHAIR).plan
    plan = set_restricted_view(plan, ROW, "Pillar").plan

    new = add_seats(plan, FIRST_ROW, end="end").plan.zones[0].rows[0].seats[2]

    assert (new.category, new.seat_type, new.extra) == ("Standard", None, {})


def test_a_row_of_one_seat_goes_on_to_the_right() -> None:
    plan = add_seats(draw_row(EMPTY, ORIGIN, seats=1).plan, FIRST_ROW, end="end").plan

    assert seats_at(plan) == [(0, 0), (24, 0)]


def test_a_round_table_takes_a_seat_more() -> None:
    plan = draw_round_table(EMPTY, ORIGIN, seats=4).plan
    edited = add_seats(plan, FIRST_ROW, end="end")
    ring = seats_at(edited.plan)

    assert numbers(edited.plan) == ["1", "2", "3", "4", "5"]
    assert ring[0] == (0, -24)
    assert {round(dist(seat, ORIGIN), 2) for seat in ring} == {24}
    assert len({round(dist(*pair), 2) for pair in itertools.pairwise(ring)}) == 1


def test_a_round_table_closes_up_when_a_seat_goes() -> None:
    plan = draw_round_table(EMPTY, ORIGIN, seats=5).plan
    edited = remove_seats(plan, FIRST_ROW, end="start")
    ring = seats_at(edited.plan)

    assert numbers(edited.plan) == ["1", "2", "3", "4"]
    assert len({round(dist(*pair), 2) for pair in itertools.pairwise(ring)}) == 1


@pytest.mark.parametrize(("end", "left"), [("start", ["3", "4", "5"]), ("end", ["1", "2", "3"])])
def test_a_row_is_shortened_at_an_end(end: End, left: list[str]) -> None:
    edited = remove_seats(row_house(5), FIRST_ROW, end=end, count=2)

    assert numbers(edited.plan) == left
    assert edited.selection == {FIRST_ROW}


def test_the_last_seat_of_a_row_stays() -> None:
    assert numbers(remove_seats(row_house(3), FIRST_ROW, end="end", count=9).plan) == ["1"]


def test_a_seat_at_the_end_that_events_know_is_retired() -> None:
    plan = row_house(3)

    edited = remove_seats(plan, FIRST_ROW, end="end", in_use={guids(plan)[2]})

    assert [is_retired(mark) for _, _, mark in edited.plan.marks()] == [False, False, True]
    assert edited.notes


def test_an_aisle_moves_the_seats_behind_on() -> None:
    edited = open_aisle(row_house(4), SeatAt(0, 0, 1), width=40)

    assert seats_at(edited.plan) == [(0, 0), (24, 0), (88, 0), (112, 0)]
    assert [seat.position for seat in derive_seats(edited.plan)] == [1, 2, 4, 5]


def test_an_aisle_can_be_closed_again() -> None:
    plan = row_house(4)
    opened = open_aisle(plan, SeatAt(0, 0, 1)).plan

    assert close_aisle(opened, SeatAt(0, 0, 1)).plan == plan


def test_aisles_open_in_many_rows_at_once() -> None:
    edited = open_aisles(block_house(3, 4), [SeatAt(0, row, 1) for row in range(3)], width=30)

    assert [seats_at(edited.plan, row=row)[2][0] for row in range(3)] == [78, 78, 78]
    assert len(edited.selection) == 3


def aisle_house() -> Plan:
    """Seats at 0, 24, aisle, 120, 144."""
    return open_aisle(row_house(4), SeatAt(0, 0, 1), width=72).plan


@pytest.mark.parametrize(
    ("beside", "expected"),
    [
        (1, [(0, 0), (24, 0), (48, 0), (120, 0), (144, 0)]),
        (2, [(0, 0), (24, 0), (96, 0), (120, 0), (144, 0)]),
    ],
)
def test_a_seat_is_put_into_an_aisle(beside: int, expected: list[tuple[float, float]]) -> None:
    edited = add_at_aisle(aisle_house(), SeatAt(0, 0, beside))

    assert seats_at(edited.plan) == expected
    assert numbers(edited.plan) == ["1", "2", "5", "3", "4"]
    assert edited.selection == {SeatAt(0, 0, 2)}


def test_seats_that_do_not_fit_move_the_row_on() -> None:
    edited = add_at_aisle(aisle_house(), SeatAt(0, 0, 1), count=4)

    assert seats_at(edited.plan)[2:6] == [(48, 0), (72, 0), (96, 0), (120, 0)]
    assert seats_at(edited.plan)[6:] == [(144, 0), (168, 0)]


def test_seats_in_the_aisle_of_an_arc_stay_on_it() -> None:
    bent = bend_rows(aisle_house(), ROW, 30).plan
    before = form_of(bent.zones[0].rows[0])
    plan = add_at_aisle(bent, SeatAt(0, 0, 1)).plan

    assert before.centre
    assert before.radius
    assert {round(dist(seat, before.centre), 1) for seat in seats_at(plan)} == {
        round(before.radius, 1)
    }


def test_seats_without_an_aisle_or_an_end_are_refused() -> None:
    plan = row_house(4)

    with pytest.raises(CannotDraw, match="not beside an aisle"):
        add_at_aisle(plan, SeatAt(0, 0, 1))
    with pytest.raises(CannotDraw, match="no seat behind"):
        open_aisle(plan, SeatAt(0, 0, 3))
    with pytest.raises(BadValue, match="width"):
        open_aisle(plan, SeatAt(0, 0, 1), width=0)
    with pytest.raises(CannotDraw, match="at least one seat"):
        add_seats(plan, FIRST_ROW, end="end", count=0)
    with pytest.raises(CannotDraw, match="at least one seat"):
        add_at_aisle(aisle_house(), SeatAt(0, 0, 1), count=0)
    with pytest.raises(CannotDraw, match="no seat behind"):
        close_aisle(draw_round_table(EMPTY, ORIGIN, seats=4).plan, SeatAt(0, 0, 1))


def test_changing_a_row_leaves_the_others_alone() -> None:
    plan = block_house(3)

    after = add_seats(plan, RowAt(0, 1), end="end").plan

    assert after.zones[0].rows[0] is plan.zones[0].rows[0]
    assert after.zones[0].rows[1].seats[:4] == plan.zones[0].rows[1].seats


def test_seats_at_an_aisle_are_taken_out() -> None:
    plan = open_aisle(row_house(6), SeatAt(0, 0, 2)).plan

    before = remove_at_aisle(plan, SeatAt(0, 0, 2))
    behind = remove_at_aisle(plan, SeatAt(0, 0, 3), count=2)

    assert numbers(before.plan) == ["1", "2", "4", "5", "6"]
    assert numbers(behind.plan) == ["1", "2", "3", "6"]
    assert before.selection == {FIRST_ROW}


def test_a_part_between_aisles_keeps_a_seat() -> None:
    plan = open_aisles(row_house(6), [SeatAt(0, 0, 1), SeatAt(0, 0, 3)]).plan

    assert numbers(remove_at_aisle(plan, SeatAt(0, 0, 2), count=9).plan) == [
        "1",
        "2",
        "4",
        "5",
        "6",
    ]
    with pytest.raises(CannotDraw, match="not beside an aisle"):
        remove_at_aisle(plan, SeatAt(0, 0, 0))


def test_a_seat_at_an_aisle_that_events_know_is_retired() -> None:
    plan = open_aisle(row_house(4), SeatAt(0, 0, 1)).plan

    edited = remove_at_aisle(plan, SeatAt(0, 0, 1), in_use=set(guids(plan)))

    assert [is_retired(mark) for _, _, mark in edited.plan.marks()] == [False, True, False, False]


def test_a_row_without_seats_has_nothing_to_go_on_from() -> None:
    plan = row_house(2)
    bare = replace(plan.zones[0], rows=(replace(plan.zones[0].rows[0], seats=()),))

    with pytest.raises(CannotDraw, match="no seats to go on from"):
        add_seats(replace(plan, zones=(bare,)), FIRST_ROW, end="end")
