"""The seat map at stadium size, offscreen, beside a scene with one item a seat in the same run."""

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from benchmarks.seat_map_scenes import Figures, measure_item_per_seat, measure_seat_map
from benchmarks.table import Row, at_most

SEATS = 60_000
ALTERNATIVE = "one item a seat"


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure's name, what it is called in the table, and what it may be at most."""

    figure: str
    title: str
    unit: str
    most: float


GOALS = (
    Goal("first_frame", "arrays to first frame, p95", "ms", 120),
    Goal("repaint", "full repaint, all seats drawn, p95", "ms", 16),
    Goal("pan", "pan, p95", "ms", 8),
    Goal("zoom", "zoom step, p95", "ms", 25),
    Goal("change_1", "one seat changes, p95", "ms", 2),
    Goal("change_100", "100 seats change, p95", "ms", 16),
    Goal("change_10000", "10,000 seats change, p95", "ms", 25),
    Goal("band", "rectangle over 10,000 seats, p95", "ms", 15),
    Goal("lasso", "lasso around 10,000 seats, p95", "ms", 15),
    Goal("color_by", "colour-by switch, p95", "ms", 30),
    Goal("rss", "memory growth", "MB", 45),
)


def run() -> Iterable[Row]:
    """Measure both ways to draw, each in a process of its own, so that memory is its own too."""
    ours = _apart(measure_seat_map)
    theirs = _apart(measure_item_per_seat)
    for goal in GOALS:
        yield at_most(
            f"{SEATS:,} seats: {goal.title}",
            ours[goal.figure],
            goal.unit,
            goal.most,
            limit=theirs.get(goal.figure),
            limit_from=ALTERNATIVE if goal.figure in theirs else "",
        )


def _apart(measure: Callable[[int], Figures]) -> Figures:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measure, SEATS).result()
