"""Row letters at both ends of every row."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from desktop.widgets.seat_map.plan import IntArray, SeatMapPlan, coded

PITCHES_FROM_SEAT = 1.0


@dataclass(frozen=True, slots=True)
class RowLabels:
    """Two places a row, in plan units; `codes` index `texts`, `section` says whose they are.

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
    """Places just beyond the first and the last seat of each row that has a name."""
    first = plan.row_order[plan.row_starts[:-1]]
    last = plan.row_order[plan.row_starts[1:] - 1]
    second = plan.row_order[np.minimum(plan.row_starts[:-1] + 1, plan.row_starts[1:] - 1)]
    before_last = plan.row_order[np.maximum(plan.row_starts[1:] - 2, plan.row_starts[:-1])]
    head_x, head_y = _beyond(plan, first, second, -1.0)
    tail_x, tail_y = _beyond(plan, last, before_last, 1.0)
    texts, codes = coded([plan.rows[rank] for rank in first.tolist()])
    named = np.array([bool(text) for text in texts], np.bool_)[codes]
    both = np.concatenate((named, named))
    return RowLabels(
        x=np.concatenate((head_x, tail_x))[both],
        y=np.concatenate((head_y, tail_y))[both],
        codes=np.concatenate((codes, codes))[both],
        section=np.concatenate((plan.section[first], plan.section[first]))[both],
        texts=tuple(texts),
        row=np.tile(np.arange(len(first), dtype=np.int32), 2)[both],
    )


def _beyond(
    plan: SeatMapPlan, end: IntArray, inner: IntArray, lone: float
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """One pitch outward from the end seat; a lone seat has its letters left and right."""
    dx = plan.x[end].astype(np.float64) - plan.x[inner]
    dy = plan.y[end].astype(np.float64) - plan.y[inner]
    length = np.hypot(dx, dy)
    alone = length == 0
    dx[alone], length[alone] = lone, 1.0
    reach = plan.seat_size * PITCHES_FROM_SEAT / 0.8 / length
    return plan.x[end] + dx * reach, plan.y[end] + dy * reach
