"""Where all seats of a plan stand: columns, and a grid that finds what is near."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot
from statistics import median_low

from core.domain.venues.editing.places import RowAt, SeatAt
from core.domain.venues.extras import is_retired
from core.domain.venues.plan import DEFAULT_RADIUS, Plan, Row

# Without a radius of their own, seats fill this share of their spacing (as in `seating`).
_FILL = 0.42
_LEAST_CELL = 4.0
_LEVELS_APART = 1 << 44
_LINES_APART = 1 << 22
_HALF_AROUND = (1, _LINES_APART - 1, _LINES_APART, _LINES_APART + 1)
_AROUND = (
    *((0, -1), (0, 1), (-1, 0), (1, 0)),
    *((-1, -1), (-1, 1), (1, -1), (1, 1), (0, 0)),
)


@dataclass(frozen=True, slots=True)
class Ground:
    """Seats as columns in plan order, retired ones left out; rows and cells hold their indexes."""

    places: list[SeatAt] = field(default_factory=list)
    x: list[float] = field(default_factory=list)
    y: list[float] = field(default_factory=list)
    radius: list[float] = field(default_factory=list)
    level: list[int] = field(default_factory=list)
    rows: list[tuple[RowAt, range]] = field(default_factory=list)
    cells: dict[int, list[int]] = field(default_factory=dict)
    cell: float = DEFAULT_RADIUS * 2

    def near(self, level: int, x: float, y: float, reach: float) -> Iterator[int]:
        """The seats of a level within `reach` of a point, which is at most the size of a cell."""
        column, line = int(x // self.cell), int(y // self.cell)
        for across, down in _AROUND:
            for seat in self.cells.get(_key(level, column + across, line + down), ()):
                if hypot(self.x[seat] - x, self.y[seat] - y) <= reach:
                    yield seat

    def overlaps(self, share: float) -> Iterator[tuple[int, int]]:
        """Pairs of seats of one level that are nearer than this share of their radiuses' sum."""
        x, y, radius, cells = self.x, self.y, self.radius, self.cells
        for key, inside in cells.items():
            # Half of the cells around; the others have this one around them.
            beside = [seat for step in _HALF_AROUND for seat in cells.get(key + step, ())]
            for index, seat in enumerate(inside, start=1):
                at_x, at_y, own = x[seat], y[seat], radius[seat]
                for other in (*inside[index:], *beside):
                    if hypot(at_x - x[other], at_y - y[other]) < share * (own + radius[other]):
                        yield seat, other


def ground_of(plan: Plan) -> Ground:
    """Gather all seats of a plan; 100,000 take about a quarter of a second."""
    usual = _usual_radius(plan)
    found = Ground(cell=max(_LEAST_CELL, 2 * _widest(plan, usual)))
    cells, cell, places = found.cells, found.cell, found.places
    for z, zone in enumerate(plan.zones):
        for r, row in enumerate(zone.rows):
            left, top = zone.x + row.x, zone.y + row.y
            first = len(places)
            for s, mark in enumerate(row.seats):
                if mark.extra and is_retired(mark):
                    continue
                x, y = left + mark.x, top + mark.y
                key = _key(zone.level, int(x // cell), int(y // cell))
                cells.setdefault(key, []).append(len(places))
                places.append(SeatAt(z, r, s))
                found.x.append(x)
                found.y.append(y)
                found.radius.append(mark.radius or usual)
                found.level.append(zone.level)
            found.rows.append((RowAt(z, r), range(first, len(places))))
    return found


def _key(level: int, column: int, line: int) -> int:
    return level * _LEVELS_APART + column * _LINES_APART + line


def _widest(plan: Plan, usual: float) -> float:
    radii = {mark.radius for _, _, mark in plan.marks()}
    return max((radius or usual for radius in radii), default=usual)


def _usual_radius(plan: Plan) -> float:
    """The radius of seats that have none: by the middle of all rows' own middle gaps."""
    gaps = [gap for zone in plan.zones for row in zone.rows if (gap := _gap(row)) > 0]
    return min(DEFAULT_RADIUS, median_low(gaps) * _FILL) if gaps else DEFAULT_RADIUS


def _gap(row: Row) -> float:
    gaps = [hypot(b.x - a.x, b.y - a.y) for a, b in pairwise(row.seats)]
    return median_low(gaps) if gaps else 0.0
