"""Open seats, and which of them are next to each other: runs, and seats left alone.

Next to each other means: same section and row, positions that differ by exactly 1. An aisle makes a
jump of 2 or more, and rows with the same name in two sections are two rows. Labels play no part.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from operator import attrgetter
from uuid import UUID

_position = attrgetter("position")


@dataclass(frozen=True, slots=True)
class OpenSeat:
    """A seat that can be sold now.

    `position`: its place in the row. `rank`: its place in the venue's plan order, 0 is the first.
    `quality`: 0 (worst) to 1 (best), by the venue.
    """

    id: UUID
    section: str
    row: str
    position: int
    rank: int
    quality: float
    price: Decimal
    level_id: UUID | None


Run = tuple[OpenSeat, ...]


def runs(seats: Iterable[OpenSeat]) -> list[Run]:
    """The seats as stretches without a gap, each in row order; the stretches in plan order."""
    rows: defaultdict[tuple[str, str], list[OpenSeat]] = defaultdict(list)
    for seat in seats:
        rows[seat.section, seat.row].append(seat)
    found: list[Run] = []
    for row in rows.values():
        row.sort(key=_position)
        found.extend(_stretches(row))
    found.sort(key=lambda run: run[0].rank)
    return found


def orphans_left(seats: Iterable[OpenSeat], taken: Collection[OpenSeat]) -> tuple[OpenSeat, ...]:
    """The open seats that taking some of them leaves alone, in plan order.

    An orphan has no open neighbour on either side any more and had one before; a seat that stood
    alone already is nobody's fault.
    """
    gone = {seat.id for seat in taken}
    orphans = [
        left[0]
        for run in runs(seats)
        for left in _stretches([seat for seat in run if seat.id not in gone])
        if len(left) == 1 and len(run) > 1
    ]
    return tuple(sorted(orphans, key=attrgetter("rank")))


def _stretches(row: list[OpenSeat]) -> Iterator[Run]:
    """Cut a row, sorted by position, at its gaps."""
    positions = [seat.position for seat in row]
    start = 0
    for place, (position, following) in enumerate(pairwise(positions), start=1):
        if following != position + 1:
            yield tuple(row[start:place])
            start = place
    if row:
        yield tuple(row[start:])
