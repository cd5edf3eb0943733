"""A small house in every colouring: what its pictures and the tests of its modes are made of."""

from collections.abc import Mapping

import numpy as np

from desktop.widgets.seat_map import (
    PlanArea,
    SeatColumns,
    SeatMapPlan,
    SeatStates,
    Surroundings,
    build_plan,
)
from desktop.widgets.seat_map.color_modes import Coloring, ColorMode
from desktop.widgets.seat_map.color_modes_making import (
    Kinds,
    by_age,
    by_hold,
    by_level,
    by_margin,
    by_mark_up,
    by_price,
    by_source,
    by_status,
)

PITCH = 20.0
ROWS, PER_ROW = "ABCDEF", 8
SECTIONS = ("Stalls", "Circle")
SEATS = len(SECTIONS) * len(ROWS) * PER_ROW


def coloured_house() -> SeatMapPlan:
    """Two sections of six rows of eight; the first seats are special, two stand behind a pillar."""
    kinds = {0: "WHEELCHAIR", 1: "COMPANION", 2: "VIP"}
    seats = [
        (
            (side * (PER_ROW + 1.5) + number) * PITCH,
            row * PITCH,
            name,
            ROWS[row],
            str(number + 1),
            kinds.get(number, "STANDARD") if row == 0 else "STANDARD",
        )
        for side, name in enumerate(SECTIONS)
        for row in range(len(ROWS))
        for number in range(PER_ROW)
    ]
    columns = SeatColumns(*zip(*seats, strict=True), restricted={2: "Pillar", 3: "Pillar"})
    stage = PlanArea("rectangle", ((90.0, -60.0), (250.0, -30.0)), text="Stage")
    return build_plan(columns, Surroundings(areas=(stage,)))


def busy_states() -> SeatStates:
    """Every status in runs of four, nine prices in runs of six, three levels; in euros."""
    status = np.resize(np.repeat([1, 1, 4, 2, 1, 3, 5, 1, 0, 6], 4), SEATS).astype(np.uint8)
    prices = np.array([2500, 3000, 4500, -1, 5250, 6000, 8000, 9900, 12500, 17500])
    price = np.resize(np.repeat(prices, 6), SEATS).astype(np.int64)
    level = np.resize(np.repeat([0, 1, 2, -1], 8), SEATS).astype(np.int16)
    return SeatStates(status, price, level, ("Gold", "Silver", "Bronze"), "EUR")


def colorings() -> Mapping[ColorMode, Coloring]:
    """The house in all its colours."""
    states = busy_states()
    price = states.price
    assert price is not None
    costs = np.where(price < 0, 2000, price * np.resize([50, 90, 110, 40, 75], SEATS) // 100)
    ages = np.resize(np.repeat([0, 12, 40, 75, 200, -1], 5), SEATS).astype(np.int64)
    names = tuple(f"Supplier {letter}" for letter in "ABCDEFGHIJ")
    suppliers = Kinds(np.resize(np.repeat(np.arange(-1, 10), 4), SEATS).astype(np.int32), names)
    orders = Kinds(np.resize(np.repeat([0, 1], 12), SEATS).astype(np.int32), ("PO-1", "PO-2"))
    holds = Kinds(np.resize([0, 0, 1, -1], SEATS).astype(np.int32), ("Artist", "Press"))
    return {
        ColorMode.STATUS: by_status(states),
        ColorMode.PRICE: by_price(states),
        ColorMode.LEVEL: by_level(states),
        ColorMode.HOLD: by_hold(states, holds),
        ColorMode.MARGIN: by_margin(states, costs),
        ColorMode.MARK_UP: by_mark_up(states, costs),
        ColorMode.AGE: by_age(ages),
        ColorMode.SUPPLIER: by_source(ColorMode.SUPPLIER, states, suppliers),
        ColorMode.ORDER: by_source(ColorMode.ORDER, states, orders),
    }
