"""The seat-map editor at stadium size, offscreen, beside a scene with one item a seat."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from benchmarks.seat_editor_scenes import Figures, measure_editor, measure_item_per_seat
from benchmarks.table import Row, at_most

SIZES = (20_000, 60_000, 100_000)
ALTERNATIVE = "one item a seat"


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure's name, what it is called in the table, and what it may be at most by size."""

    figure: str
    title: str
    most: tuple[float, float, float]
    unit: str = "ms"


GOALS = (
    Goal("drag", "drag a section by the mouse, p95", (2, 2, 3)),
    Goal("band", "rubber band over 10,000 seats, p95", (10, 15, 20)),
    Goal("undo_section", "undo of a section's move, p95", (5, 5, 5)),
    Goal("undo_bend", "undo of a row's bend, p95", (5, 5, 5)),
    Goal("undo_rotate", "undo of turning a section, p95", (5, 5, 5)),
    Goal("undo_delete", "undo of deleting ten sections, p95", (5, 5, 5)),
    Goal("undo_number", "undo of numbering all seats, p95", (5, 5, 5)),
    Goal("undo_move_all", "undo of moving everything, p95", (5, 5, 5)),
    Goal("undo_rotate_all", "undo of turning everything, p95", (5, 5, 5)),
    Goal("undo_category", "undo of painting all seats, p95", (5, 5, 5)),
    Goal("rss", "memory growth", (25, 40, 55), "MB"),
)


def run() -> Iterable[Row]:
    """Measure each size both ways, each in a process of its own."""
    for place, seats in enumerate(SIZES):
        ours = _apart(measure_editor, seats)
        theirs = _apart(measure_item_per_seat, seats)
        for goal in GOALS:
            yield at_most(
                f"{seats:,} seats: {goal.title}",
                ours[goal.figure],
                goal.unit,
                goal.most[place],
                limit=theirs.get(goal.figure),
                limit_from=ALTERNATIVE if goal.figure in theirs else "",
            )


def _apart(measure: Callable[[int], Figures], seats: int) -> Figures:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measure, seats).result()
