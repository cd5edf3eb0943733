"""The order of seats along their row, and the aisles between them."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import dist
from statistics import median

# A gap this much wider than the row's usual spacing is an aisle.
AISLE_GAP = 1.6

At = tuple[float, float]


@dataclass(frozen=True, slots=True)
class RowOrder:
    """`order`: indexes into the row's seats from one end to the other; `positions` beside it."""

    order: Sequence[int]
    positions: Sequence[int]
    spacing: float


def order_row(seats: Sequence[At]) -> RowOrder:
    """Number the seats along the row from 1: a neighbour is 1 further, across an aisle 2."""
    if len(seats) == 1:
        return RowOrder((0,), (1,), 0.0)
    order = _along(seats)
    path = [seats[index] for index in order]
    gaps = list(map(dist, path, path[1:]))
    spacing = sorted(gaps)[len(gaps) // 2]
    widest = spacing * AISLE_GAP
    positions = [1]
    for gap in gaps:
        positions.append(positions[-1] + (2 if gap > widest else 1))
    return RowOrder(order, positions, spacing)


def usual_spacing(rows: Sequence[RowOrder]) -> float:
    """The middle of all rows' spacings; 0 when no row has two seats apart."""
    spacings = [row.spacing for row in rows if row.spacing > 0]
    return median(spacings) if spacings else 0.0


def _along(seats: Sequence[At]) -> Sequence[int]:
    """The file's order if it walks along the row; otherwise the shorter walk from side to side."""
    (x0, y0), (x1, y1) = seats[0], seats[-1]
    along_x, along_y = x1 - x0, y1 - y0
    steps = [x * along_x + y * along_y for x, y in seats]
    as_written = range(len(seats))
    if all(here < there for here, there in pairwise(steps)):
        return as_written
    across = _side_to_side(seats)
    return across if _walk(seats, across) < _walk(seats, as_written) else as_written


def _side_to_side(seats: Sequence[At]) -> Sequence[int]:
    """Sorted along the line through the row's two ends, starting near the file's first seat."""
    far = max(seats, key=lambda seat: dist(seat, seats[0]))
    end = max(seats, key=lambda seat: dist(seat, far))
    along_x, along_y = far[0] - end[0], far[1] - end[1]
    steps = [x * along_x + y * along_y for x, y in seats]
    order = sorted(range(len(seats)), key=steps.__getitem__)
    return order if order.index(0) <= order.index(len(seats) - 1) else order[::-1]


def _walk(seats: Sequence[At], order: Sequence[int]) -> float:
    path = [seats[index] for index in order]
    return sum(map(dist, path, path[1:]))
