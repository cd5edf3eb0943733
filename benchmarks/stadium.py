"""A made-up stadium: two tiers of curved sections around a pitch, any number of seats."""

from dataclasses import dataclass
from itertools import groupby
from math import pi

import numpy as np

from core.domain.venues.plan import Category, Plan, Row, SeatMark, Zone
from desktop.widgets.seat_map.building import SeatColumns, Surroundings
from desktop.widgets.seat_map.plan import PlanArea

PITCH = 20.0
ROW_GAP = 24.0
AISLE_SHARE = 0.10  # of a section's width
TIERS = 2
SECTIONS = 102


@dataclass(frozen=True, slots=True)
class Stadium:
    """Columns for `build_plan`, and the field in the middle."""

    seats: SeatColumns
    around: Surroundings


def stadium(count: int, sections: int = SECTIONS) -> Stadium:
    """Exactly `count` seats in rank order, spread over `sections` sections on ovals."""
    per_tier = sections // TIERS
    depth = max(4, round((count / sections / 1.35) ** 0.5))
    wide = count / sections / depth * PITCH / (1 - AISLE_SHARE)
    inner = per_tier * wide / (2 * pi) / 1.2
    columns: list[tuple[float, float, str, str, str]] = []
    quota = [count // sections + (index < count % sections) for index in range(sections)]
    for index, seats in enumerate(quota):
        tier, place = divmod(index, per_tier)
        start = inner + tier * (depth + 3) * ROW_GAP
        columns += _section(seats, depth, start, (place, per_tier), f"{tier + 1}{place + 1:02d}")
    x, y, section, row, number = zip(*columns, strict=True)
    reach = inner * 0.72
    field = PlanArea(
        "rectangle",
        ((-reach * 1.35, -reach * 0.8), (reach * 1.35, reach * 0.8)),
        color="#3f9d5a",
        text="Pitch",
    )
    seats_of = SeatColumns(np.array(x, np.float32), np.array(y, np.float32), section, row, number)
    return Stadium(seats_of, Surroundings(areas=(field,)))


def stadium_plan(count: int, sections: int = SECTIONS) -> Plan:
    """The same stadium as a plan to be edited: a zone a section, rows within it."""
    seats = stadium(count, sections).seats
    columns = zip(
        seats.x, seats.y, seats.section, seats.row, seats.number, range(count), strict=True
    )
    zones = []
    for section, in_section in groupby(columns, key=lambda seat: seat[2]):
        rows = tuple(
            _row(name, list(in_row))
            for name, in_row in groupby(list(in_section), key=lambda seat: seat[3])
        )
        zones.append(Zone(section, 0.0, 0.0, rows))
    return Plan("Stadium", (Category("Standard"), Category("Painted")), tuple(zones))


def _row(name: str, seats: list[tuple[float, float, str, str, str, int]]) -> Row:
    """A row at its first seat."""
    left, top = float(seats[0][0]), float(seats[0][1])
    marks = (
        SeatMark(f"seat-{rank}", number, float(x) - left, float(y) - top, "Standard")
        for x, y, _, _, number, rank in seats
    )
    return Row(name, left, top, tuple(marks))


def _section(
    seats: int, depth: int, start: float, place: tuple[int, int], name: str
) -> list[tuple[float, float, str, str, str]]:
    """Rows on ellipses 1.4 times as wide as high, from the field outwards."""
    index, of = place
    middle, half = 2 * pi * (index + 0.5) / of, pi / of * (1 - AISLE_SHARE)
    made: list[tuple[float, float, str, str, str]] = []
    for row in range(depth):
        left = seats - len(made)
        width = left // (depth - row)
        radius = start + row * ROW_GAP
        angles = middle + np.linspace(-half, half, width)
        xs, ys = radius * 1.4 * np.cos(angles), radius * np.sin(angles)
        made += [
            (float(x), float(y), name, str(row + 1), str(number + 1))
            for number, (x, y) in enumerate(zip(xs, ys, strict=True))
        ]
    return made
