"""General admission: the places that an area's capacity means, spread evenly over its surface."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from math import sqrt

from core.domain.venues.corners import area_corners
from core.domain.venues.extras import CATEGORY, GA_ROW, capacity_of, guid_of, name_of, text_of
from core.domain.venues.grid import SEAT_SPACING
from core.domain.venues.plan import Area, Plan, Point, Zone
from core.domain.venues.rows import At

# A hexagonal lattice of spacing s has 2 / (sqrt(3) s^2) points to the unit of surface
# (Weisstein, "Hexagonal Grid", MathWorld).
_HEXAGON = sqrt(3) / 2
_TRIES = 80
_CLOSER = 0.97
_MUCH_CLOSER = 0.6  # where not one point has fallen inside
# A grid fine enough to meet a thread of an area has more points than any memory holds.
_TIMES_TOO_MANY = 8
_FEW = 10_000


@dataclass(frozen=True, slots=True)
class Standing:
    """An area's places: the section and row of all, a guid, a number and a place for each."""

    zone: Zone
    identity: str
    section: str
    row: str
    category: str
    places: Sequence[At]
    spacing: float

    def guid(self, index: int) -> str:
        """The identity of the place numbered index + 1: it stays when the capacity grows."""
        return f"{self.identity}/{GA_ROW}/{index + 1}"


def standing_areas(plan: Plan) -> Iterator[tuple[Zone, Area, int]]:
    """The areas with a capacity, and how many each holds, in plan order."""
    for zone in plan.zones:
        for area in zone.areas:
            capacity = capacity_of(area)
            if capacity:
                yield zone, area, capacity


def standing_section(zone: Zone, area: Area) -> str:
    """The section of an area's places: the area's name, or else its zone's."""
    return name_of(area) or zone.name


def standing(plan: Plan) -> list[Standing]:
    """All general-admission places of a plan."""
    usual = plan.categories[0].name if plan.categories else ""
    found: list[Standing] = []
    known: set[str] = set()
    for zone, area, capacity in standing_areas(plan):
        places, spacing = spread(area_corners(zone, area), capacity)
        if not places:
            places, spacing = _around(Point(zone.x + area.x, zone.y + area.y), capacity)
        category = text_of(area.extra, CATEGORY) or usual
        section = standing_section(zone, area)
        identity = guid_of(area) or section
        if identity in known:
            identity = f"{identity}/{section}"  # somebody has copied the area with its guid
        known.add(identity)
        found.append(Standing(zone, identity, section, GA_ROW, category, places, spacing))
    return found


def spread(outline: Sequence[Point], count: int) -> tuple[list[At], float]:
    """So many points inside an outline on a hexagonal grid, and their spacing.

    The grid is as wide as holds enough points; what it holds too many is left out evenly. None if
    the outline is flat, or so narrow that it might as well be.
    """
    across, down = [x for x, _ in outline], [y for _, y in outline]
    surface = (max(across) - min(across)) * (max(down) - min(down)) if outline else 0.0
    if surface <= 0:
        return [], 0.0
    spacing = sqrt(surface / (_HEXAGON * count))
    most = _TIMES_TOO_MANY * count + _FEW
    for _ in range(_TRIES):
        if max(down) - min(down) > most * spacing:
            break
        points = list(islice(_lattice(outline, spacing), most))
        if len(points) == most:
            break
        if len(points) >= count:
            return [points[index * len(points) // count] for index in range(count)], spacing
        spacing *= min(_CLOSER, sqrt(len(points) / count)) if points else _MUCH_CLOSER
    return [], 0.0


def _lattice(outline: Sequence[Point], spacing: float) -> Iterator[At]:
    """The points of the grid inside, row by row from the top; even-odd rule."""
    left, top = min(x for x, _ in outline), min(y for _, y in outline)
    bottom = max(y for _, y in outline)
    pitch = spacing * _HEXAGON
    for row in range(int((bottom - top) / pitch) + 1):
        y = top + pitch * (row + 0.5)
        shift = left + spacing * (0.25 if row % 2 else 0.75)
        crossings = _crossings(outline, y)
        for enter, leave in zip(crossings[::2], crossings[1::2], strict=False):
            first = int(-(-(enter - shift) // spacing))
            last = int((leave - shift) // spacing)
            yield from ((shift + spacing * step, y) for step in range(first, last + 1))


def _crossings(outline: Sequence[Point], y: float) -> list[float]:
    """Where a level line crosses the outline, from left to right."""
    found = []
    before = outline[-1]
    for corner in outline:
        if (corner.y > y) != (before.y > y):
            share = (y - corner.y) / (before.y - corner.y)
            found.append(corner.x + share * (before.x - corner.x))
        before = corner
    return sorted(found)


def _around(centre: Point, count: int) -> tuple[list[At], float]:
    """A square of places for an area without a surface."""
    half = SEAT_SPACING * sqrt(count) / 2
    x, y = centre
    box = [Point(x - half, y - half), Point(x + half, y - half)]
    return spread([*box, Point(x + half, y + half), Point(x - half, y + half)], count)
