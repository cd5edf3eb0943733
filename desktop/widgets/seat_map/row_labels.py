"""Row letters at both ends of every row, and in the middle of tables."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop.widgets.seat_map.building import SEAT_SHARE_OF_PITCH
from desktop.widgets.seat_map.plan import FloatArray, IntArray, SeatMapPlan, coded

PITCHES_FROM_SEAT = 1.0
MOST_AT_TABLE = 24  # seats; a longer row that ends where it begins runs around the house
CLOSES_WITHIN = 2.2  # pitches from the last seat to the first
CLOSES_BY = 0.75  # of a straight row's length, which few seats reach otherwise


@dataclass(frozen=True, slots=True)
class RowLabels:
    """Two places a row, a table one, in plan units; `codes` index `texts`, `section` says whose.

    `row` is the row's number in the plan.
    """

    x: npt.NDArray[np.float64]
    y: npt.NDArray[np.float64]
    codes: IntArray
    section: IntArray
    texts: tuple[str, ...]
    row: IntArray

    def row_at(self, x: float, y: float, reach: float) -> int:
        """The row whose name stands within reach of a point, -1 if there is none."""
        if not len(self.x):
            return -1
        away = np.hypot(self.x - x, self.y - y)
        nearest = int(away.argmin())
        return int(self.row[nearest]) if away[nearest] <= reach else -1


def row_labels(plan: SeatMapPlan) -> RowLabels:
    """Places just beyond the first and the last seat of each row that has a name.

    A row around a table has its name where the table is.
    """
    first = plan.row_order[plan.row_starts[:-1]]
    last = plan.row_order[plan.row_starts[1:] - 1]
    second = plan.row_order[np.minimum(plan.row_starts[:-1] + 1, plan.row_starts[1:] - 1)]
    before_last = plan.row_order[np.maximum(plan.row_starts[1:] - 2, plan.row_starts[:-1])]
    head_x, head_y = _beyond(plan, first, second, -1.0)
    tail_x, tail_y = _beyond(plan, last, before_last, 1.0)
    texts, codes = coded([plan.rows[rank] for rank in first.tolist()])
    named = np.array([bool(text) for text in texts], np.bool_)[codes]
    around = _around_tables(plan, first, last)
    head_x[around] = _middles(plan.x, plan)[around]
    head_y[around] = _middles(plan.y, plan)[around]
    both = np.concatenate((named, named & ~around))
    return RowLabels(
        x=np.concatenate((head_x, tail_x))[both],
        y=np.concatenate((head_y, tail_y))[both],
        codes=np.concatenate((codes, codes))[both],
        section=np.concatenate((plan.section[first], plan.section[first]))[both],
        texts=tuple(texts),
        row=np.tile(np.arange(len(first), dtype=np.int32), 2)[both],
    )


def _around_tables(plan: SeatMapPlan, first: IntArray, last: IntArray) -> npt.NDArray[np.bool_]:
    """Which rows are short and end where they begin."""
    seats = np.diff(plan.row_starts)
    gap = np.hypot(plan.x[last] - plan.x[first], plan.y[last] - plan.y[first])
    pitches = gap * SEAT_SHARE_OF_PITCH / plan.seat_size
    most = np.minimum(CLOSES_WITHIN, CLOSES_BY * (seats - 1))
    return np.asarray((pitches < most) & (seats <= MOST_AT_TABLE), np.bool_)


def _middles(places: FloatArray, plan: SeatMapPlan) -> npt.NDArray[np.float64]:
    """The mean place of every row's seats."""
    ordered = places[plan.row_order].astype(np.float64)
    return np.add.reduceat(ordered, plan.row_starts[:-1]) / np.diff(plan.row_starts)


def _beyond(
    plan: SeatMapPlan, end: IntArray, inner: IntArray, lone: float
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """One pitch outward from the end seat; a lone seat has its letters left and right."""
    dx = plan.x[end].astype(np.float64) - plan.x[inner]
    dy = plan.y[end].astype(np.float64) - plan.y[inner]
    length = np.hypot(dx, dy)
    alone = length == 0
    dx[alone], length[alone] = lone, 1.0
    reach = plan.seat_size * PITCHES_FROM_SEAT / SEAT_SHARE_OF_PITCH / length
    return plan.x[end] + dx * reach, plan.y[end] + dy * reach
