"""Measures a scene at three sizes of house, beside one item a seat, each in its own process."""

import os
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from benchmarks.table import Row, at_most

Figures = dict[str, float]
Measure = Callable[[int], Figures]

SIZES = (20_000, 60_000, 100_000)
ALTERNATIVE = "one item a seat"


@dataclass(frozen=True, slots=True)
class Goal:
    """A figure's name, what it is called in the table, and what it may be at most by size."""

    figure: str
    title: str
    most: tuple[float, float, float]
    unit: str = "ms"


def measure_sizes(
    goals: Sequence[Goal], ours: Measure, theirs: Measure, sizes: Sequence[int]
) -> Iterable[Row]:
    """A row a goal and size; a process of its own for each scene, so that memory is its own too."""
    for place, seats in enumerate(SIZES):
        if seats not in sizes:
            continue
        figures, limits = _apart(ours, seats), _apart(theirs, seats)
        for goal in goals:
            yield at_most(
                f"{seats:,} seats: {goal.title}",
                figures[goal.figure],
                goal.unit,
                goal.most[place],
                limit=limits.get(goal.figure),
                limit_from=ALTERNATIVE if goal.figure in limits else "",
            )


def _apart(measure: Measure, seats: int) -> Figures:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(measure, seats).result()
