"""A small house for the seat map's tests: known places, known ranks."""

import numpy as np

from desktop.widgets.seat_map import (
    PlanArea,
    SeatColumns,
    SeatMapPlan,
    SeatStates,
    Surroundings,
    build_plan,
)

PITCH = 20.0
STALLS_ROWS, STALLS_SEATS = "ABCD", 10
CIRCLE_ROWS, CIRCLE_SEATS = "AB", 8
SEATS = len(STALLS_ROWS) * STALLS_SEATS + len(CIRCLE_ROWS) * CIRCLE_SEATS


def house() -> SeatMapPlan:
    """Stalls, rows A to D of ten (ranks 0 to 39), and behind them Circle, A and B of eight.

    Circle A 1 is a wheelchair place, A 2 its companion's.
    """
    seats = [
        (number * PITCH, row * PITCH, "Stalls", letter, str(number + 1), "STANDARD")
        for row, letter in enumerate(STALLS_ROWS)
        for number in range(STALLS_SEATS)
    ]
    kinds = {("A", 0): "WHEELCHAIR", ("A", 1): "COMPANION"}
    seats += [
        (
            (number + 1) * PITCH,
            160 + row * PITCH,
            "Circle",
            letter,
            str(number + 1),
            kinds.get((letter, number), "STANDARD"),
        )
        for row, letter in enumerate(CIRCLE_ROWS)
        for number in range(CIRCLE_SEATS)
    ]
    stage = PlanArea("rectangle", ((20.0, -100.0), (160.0, -60.0)), text="Stage")
    return build_plan(SeatColumns(*zip(*seats, strict=True)), Surroundings(areas=(stage,)))


def all_available() -> SeatStates:
    return SeatStates(np.ones(SEATS, np.uint8))
