"""Parties sit together where they can, split as little as possible, and leave no seat alone."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import combinations, pairwise
from random import Random
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.domain.inventory.finding import (
    NoSeatsWanted,
    NotEnoughSeats,
    NotInOneSection,
    NotTogether,
    OpenSeat,
    best_available,
    find_adjacent,
    find_same_section,
    orphans_left,
    runs,
)

LEVELS = (UUID(int=1001), UUID(int=1002))
Finder = Callable[[Sequence[OpenSeat], int], tuple[OpenSeat, ...]]


def row(
    pattern: str, *, section: str = "Stalls", name: str = "A", rank: int = 0, best: float = 0.5
) -> list[OpenSeat]:
    """One row: a digit is an open seat of quality digit/10, “o” one of `best`, else a gap."""
    return [
        OpenSeat(
            id=UUID(int=rank + place + 1),
            section=section,
            row=name,
            position=place,
            rank=rank + place,
            quality=int(mark) / 10 if mark.isdigit() else best,
            price=Decimal(50),
            level_id=LEVELS[0],
        )
        for place, mark in enumerate(pattern)
        if mark.isdigit() or mark == "o"
    ]


def places(seats: Sequence[OpenSeat]) -> list[tuple[str, str, int]]:
    return [(seat.section, seat.row, seat.position) for seat in seats]


seats = st.builds(
    OpenSeat,
    id=st.just(UUID(int=0)),
    section=st.sampled_from(["Stalls", "Circle"]),
    row=st.sampled_from(["A", "B"]),
    position=st.integers(0, 7),
    rank=st.just(0),
    quality=st.integers(0, 10).map(lambda tenths: tenths / 10),
    price=st.just(Decimal(50)),
    level_id=st.sampled_from(LEVELS),
)


def as_house(drawn: list[OpenSeat]) -> list[OpenSeat]:
    """Number the seats in plan order; ids are unlike ranks, so that nothing leans on them."""
    ordered = sorted(drawn, key=lambda seat: (seat.section, seat.row, seat.position))
    return [
        OpenSeat(
            id=UUID(int=9000 - rank),
            section=seat.section,
            row=seat.row,
            position=seat.position,
            rank=rank,
            quality=seat.quality,
            price=seat.price,
            level_id=seat.level_id,
        )
        for rank, seat in enumerate(ordered)
    ]


houses = st.lists(
    seats,
    min_size=1,
    max_size=9,
    unique_by=lambda seat: (seat.section, seat.row, seat.position),
).map(as_house)


def sections(seats: Sequence[OpenSeat]) -> set[str]:
    return {seat.section for seat in seats}


def badness(house: list[OpenSeat], found: Sequence[OpenSeat]) -> tuple[int, ...]:
    """The order in which seatings are preferred, the least first."""
    groups = runs(found)
    return (
        len(groups),
        len(sections(found)) > 1,
        len(orphans_left(house, found)),
        sum(len(group) == 1 for group in groups) if len(found) > 1 else 0,
        -sum(round(seat.quality * 10) for seat in found),
    )


def test_runs_end_at_aisles_rows_and_sections() -> None:
    house = [
        *row("oo.oo", rank=0),
        *row("oo", name="B", rank=10),
        *row("oo", section="Circle", rank=20),
    ]

    assert [places(run) for run in runs(reversed(house))] == [
        [("Stalls", "A", 0), ("Stalls", "A", 1)],
        [("Stalls", "A", 3), ("Stalls", "A", 4)],
        [("Stalls", "B", 0), ("Stalls", "B", 1)],
        [("Circle", "A", 0), ("Circle", "A", 1)],
    ]


@given(houses)
def test_runs_part_the_seats_without_loss(house: list[OpenSeat]) -> None:
    found = runs(house)

    assert sorted((seat for run in found for seat in run), key=lambda seat: seat.rank) == house
    assert all(
        second.position == first.position + 1 and second.row == first.row
        for run in found
        for first, second in pairwise(run)
    )


@given(houses, st.integers(1, 4))
def test_no_seating_is_better_than_the_best_available(house: list[OpenSeat], n: int) -> None:
    if len(house) < n:
        return
    best = min(badness(house, choice) for choice in combinations(house, n))

    assert badness(house, best_available(house, n)) == best


@given(houses, st.integers(1, 4))
def test_no_seating_of_one_section_is_better_than_the_one_found(
    house: list[OpenSeat], n: int
) -> None:
    choices = [choice for choice in combinations(house, n) if len(sections(choice)) == 1]
    if not choices:
        return

    found = find_same_section(house, n)

    assert len(sections(found)) == 1
    assert badness(house, found) == min(badness(house, choice) for choice in choices)


@given(houses, st.integers(1, 4))
def test_adjacent_seats_are_the_best_of_all_that_are_adjacent(
    house: list[OpenSeat], n: int
) -> None:
    choices = [choice for choice in combinations(house, n) if len(runs(choice)) == 1]
    if not choices:
        return

    found = find_adjacent(house, n)

    assert len(runs(found)) == 1
    assert badness(house, found) == min(badness(house, choice) for choice in choices)


@given(houses, st.integers(1, 4), st.randoms(use_true_random=False))
def test_the_order_of_the_seats_changes_nothing(
    house: list[OpenSeat], n: int, random: Random
) -> None:
    if len(house) < n:
        return
    shuffled = list(house)
    random.shuffle(shuffled)

    assert best_available(shuffled, n) == best_available(house, n)


@given(houses, st.integers(1, 4))
def test_only_seats_of_the_level_are_taken(house: list[OpenSeat], n: int) -> None:
    of_level = [seat for seat in house if seat.level_id == LEVELS[1]]
    if len(of_level) < n:
        return

    found = best_available(house, n, level=LEVELS[1])

    assert len(set(found)) == n
    assert set(found) <= set(of_level)
    assert len(runs(found)) == min(len(runs(choice)) for choice in combinations(of_level, n))


def test_a_party_sits_together_in_the_back_rather_than_apart_in_front() -> None:
    house = [*row("99.99", rank=0), *row("1111", name="Z", rank=10)]

    assert places(best_available(house, 4)) == [("Stalls", "Z", place) for place in range(4)]


def test_a_party_that_must_part_stays_in_one_section() -> None:
    house = [
        *row("999", rank=0),
        *row("111", section="Circle", name="A", rank=10),
        *row("111", section="Circle", name="B", rank=20),
    ]

    assert sections(best_available(house, 6)) == {"Circle"}


def test_a_party_parts_over_sections_where_it_must() -> None:
    house = [*row("ooo", rank=0), *row("oo", section="Circle", rank=10)]

    assert best_available(house, 5) == tuple(house)


def test_the_best_seats_go_when_nobody_is_left_alone() -> None:
    assert [seat.position for seat in best_available(row("1199811"), 2)] == [2, 3]


def test_a_worse_pair_is_taken_rather_than_leaving_a_seat_alone() -> None:
    house = [*row("998", rank=0), *row("22", name="B", rank=10)]

    assert places(best_available(house, 2)) == [("Stalls", "B", 0), ("Stalls", "B", 1)]


def test_a_seat_is_left_alone_when_there_is_no_other_choice() -> None:
    house = row("998")

    found = best_available(house, 2)

    assert [seat.position for seat in found] == [0, 1]
    assert orphans_left(house, found) == (house[2],)


def test_nobody_of_a_party_sits_alone_where_they_need_not() -> None:
    house = [*row("99999", rank=0), *row("9999", name="B", rank=10)]

    assert min(len(run) for run in runs(best_available(house, 6))) > 1


def test_a_seat_of_another_level_is_not_left_alone_either() -> None:
    house = row("9999")
    mixed = [
        OpenSeat(
            id=seat.id,
            section=seat.section,
            row=seat.row,
            position=seat.position,
            rank=seat.rank,
            quality=seat.quality,
            price=seat.price,
            level_id=LEVELS[seat.position > 0],
        )
        for seat in house
    ]

    assert [seat.position for seat in best_available(mixed, 2, level=LEVELS[1])] == [2, 3]


def test_equal_seats_are_taken_in_plan_order() -> None:
    house = [*row("5555", rank=0), *row("5555", name="B", rank=10)]

    assert places(best_available(house, 2)) == [("Stalls", "A", 0), ("Stalls", "A", 1)]


def test_adjacent_seats_can_be_asked_for_in_a_section() -> None:
    house = [*row("9999", rank=0), *row("1111", section="Circle", rank=10)]

    assert sections(find_adjacent(house, 2, section="Circle")) == {"Circle"}
    assert sections(best_available(house, 2, section="Circle")) == {"Circle"}


def test_seats_that_stood_alone_are_no_orphans() -> None:
    house = [*row("o.oo", rank=0), *row("ooo", name="B", rank=10)]

    assert orphans_left(house, [house[1]]) == (house[2],)
    assert orphans_left(house, [house[4]]) == (house[3], house[5])
    assert orphans_left(house, []) == ()
    assert orphans_left(house, house) == ()


@pytest.mark.parametrize("find", [find_adjacent, find_same_section, best_available])
@pytest.mark.parametrize("wanted", [0, -1])
def test_finding_no_seats_is_refused(find: Finder, wanted: int) -> None:
    with pytest.raises(NoSeatsWanted) as refused:
        find(row("ooo"), wanted)

    assert refused.value.wanted == wanted


@pytest.mark.parametrize("find", [find_adjacent, find_same_section, best_available])
@pytest.mark.parametrize("pattern", ["", "o.o"])
def test_more_seats_than_are_left_are_refused(find: Finder, pattern: str) -> None:
    with pytest.raises(NotEnoughSeats) as refused:
        find(row(pattern), 3)

    assert (refused.value.wanted, refused.value.left) == (3, pattern.count("o"))


def test_seats_that_are_not_together_are_refused() -> None:
    with pytest.raises(NotTogether) as refused:
        find_adjacent(row("oo.ooo"), 4)

    assert (refused.value.wanted, refused.value.longest) == (4, 3)


def test_seats_that_are_not_in_one_section_are_refused() -> None:
    house = [*row("oo.o", rank=0), *row("oo", section="Circle", rank=10)]

    with pytest.raises(NotInOneSection) as refused:
        find_same_section(house, 4)

    assert (refused.value.wanted, refused.value.most) == (4, 3)
