"""Find seats for a party: adjacent, in one section, or the best available.

The rules in the user's words: docs/rules/best-available.md.
"""

from collections import defaultdict
from collections.abc import Iterable
from operator import itemgetter
from uuid import UUID

from core.domain.errors import Refusal
from core.domain.inventory.parties import (
    Stretch,
    best_windows,
    fewest_groups,
    room,
    seats_of,
    stretches,
)
from core.domain.inventory.runs import OpenSeat, orphans_left, runs

__all__ = [
    "NoSeatsWanted",
    "NotEnoughSeats",
    "NotInOneSection",
    "NotOnGeneralSale",
    "NotTogether",
    "OpenSeat",
    "best_available",
    "find_adjacent",
    "find_same_section",
    "orphans_left",
    "runs",
]


class NoSeatsWanted(Refusal):
    def __init__(self, wanted: int) -> None:
        self.wanted = wanted
        super().__init__(f"Seats can be found for 1 person or more, not for {wanted}.")


class NotOnGeneralSale(Refusal):
    def __init__(self) -> None:
        super().__init__("The general sale is not open yet; only a presale sells its seats.")


class NotEnoughSeats(Refusal):
    def __init__(self, wanted: int, left: int) -> None:
        self.wanted = wanted
        self.left = left
        super().__init__(f"{wanted} seats are wanted and {left} are left.")


class NotTogether(Refusal):
    def __init__(self, wanted: int, longest: int) -> None:
        self.wanted = wanted
        self.longest = longest
        super().__init__(f"No {wanted} seats are next to each other; the most are {longest}.")


class NotInOneSection(Refusal):
    def __init__(self, wanted: int, most: int) -> None:
        self.wanted = wanted
        self.most = most
        super().__init__(f"No section has {wanted} seats left; the most are {most}.")


def find_adjacent(
    seats: Iterable[OpenSeat], n: int, section: str | None = None
) -> tuple[OpenSeat, ...]:
    """The best `n` seats next to each other, in row order.

    Raises `NoSeatsWanted`, `NotEnoughSeats`, `NotTogether`.
    """
    pool = _pool(seats, n, section, None)
    longest = max(len(stretch.seats) for stretch in pool)
    if longest < n:
        raise NotTogether(n, longest)
    return seats_of(best_windows(pool, n, 1)[1])


def find_same_section(seats: Iterable[OpenSeat], n: int) -> tuple[OpenSeat, ...]:
    """The best `n` seats of one section, together where they can be, else in the fewest groups.

    Raises `NoSeatsWanted`, `NotEnoughSeats`, `NotInOneSection`.
    """
    sections = _by_section(_pool(seats, n, None, None))
    roomy = [part for part in sections if room(part) >= n]
    if not roomy:
        raise NotInOneSection(n, max(map(room, sections)))
    return _best_of(roomy, n, min(fewest_groups(part, n) for part in roomy))


def best_available(
    seats: Iterable[OpenSeat], n: int, *, section: str | None = None, level: UUID | None = None
) -> tuple[OpenSeat, ...]:
    """The best `n` seats, of a section or a price level if asked: groups in plan order.

    In order: the fewest groups; one section, if one has room for that few; the fewest orphans
    (`orphans_left`); nobody of a party alone; the highest total quality; plan order. Seats of other
    levels are never taken but count as neighbours. Raises `NoSeatsWanted`, `NotEnoughSeats`.
    """
    pool = _pool(seats, n, section, level)
    fewest = fewest_groups(pool, n)
    roomy = [part for part in _by_section(pool) if room(part) >= n]
    if any(fewest_groups(part, n) == fewest for part in roomy):
        return _best_of(roomy, n, fewest)
    return _best_of([pool], n, fewest)


def _pool(
    seats: Iterable[OpenSeat], n: int, section: str | None, level: UUID | None
) -> list[Stretch]:
    if n < 1:
        raise NoSeatsWanted(n)
    here = seats if section is None else (seat for seat in seats if seat.section == section)
    pool = stretches(runs(here), level)
    left = room(pool)
    if left < n:
        raise NotEnoughSeats(n, left)
    return pool


def _best_of(places: Iterable[list[Stretch]], n: int, groups: int) -> tuple[OpenSeat, ...]:
    """The best seating over those places that need no more groups than this."""
    seatings = [
        best_windows(part, n, groups) for part in places if fewest_groups(part, n) == groups
    ]
    # max() keeps the first of equals: plan order.
    return seats_of(max(seatings, key=itemgetter(0))[1])


def _by_section(pool: Iterable[Stretch]) -> list[list[Stretch]]:
    sections: defaultdict[str, list[Stretch]] = defaultdict(list)
    for stretch in pool:
        sections[stretch.seats[0].section].append(stretch)
    return list(sections.values())
