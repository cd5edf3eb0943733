"""The frame of a single turned shape or table, along its own axes."""

from collections.abc import Iterable
from typing import NamedTuple

from core.domain.venues.corners import area_corners, table_corners, turned
from core.domain.venues.editing.places import AreaAt, Place, RowAt, Selection, ZoneAt
from core.domain.venues.extras import table_of
from core.domain.venues.plan import DEFAULT_RADIUS, Plan, Point, Row, Zone
from core.domain.venues.shapes import Bounds

_QUARTER = 90.0


class Frame(NamedTuple):
    """A rectangle of the plane, turned clockwise about its middle."""

    middle: Point
    width: float
    height: float
    rotation: float = 0.0

    def at(self, across: float, down: float) -> Point:
        """A point of the frame: 0 its middle, -1 and 1 its left and right, its top and bottom."""
        half = Point(across * self.width / 2, down * self.height / 2)
        return turned(half, self.rotation, *self.middle)

    def local(self, at: Point) -> Point:
        """A point as seen from the middle, along the frame's own axes."""
        return turned(Point(at.x - self.middle.x, at.y - self.middle.y), -self.rotation, 0.0, 0.0)


def level_frame(bounds: Bounds) -> Frame:
    """The frame that lies level around some bounds."""
    middle = Point(bounds.x + bounds.width / 2, bounds.y + bounds.height / 2)
    return Frame(middle, bounds.width, bounds.height)


def own_frame(plan: Plan, selection: Selection) -> Frame | None:
    """The frame of the one turned shape or rectangular table that is selected; None otherwise.

    A section with nothing else in it counts as what is in it.
    """
    if len(selection) != 1:
        return None
    (place,) = selection
    place = only_thing(plan, place)
    zone = plan.zones[place.zone]
    if isinstance(place, AreaAt):
        area = zone.areas[place.area]
        return _around(area_corners(zone, area), area.rotation or 0.0)
    if isinstance(place, RowAt):
        row = zone.rows[place.row]
        table = table_of(row)
        if table is not None and table.shape == "rectangular":
            seats = _edges(zone, row, table.rotation)
            return _around([*table_corners(zone, row, table), *seats], table.rotation)
    return None


def only_thing(plan: Plan, place: Place) -> Place:
    """The one row or shape of a section that has nothing else; any other place as it is."""
    if not isinstance(place, ZoneAt):
        return place
    zone = plan.zones[place.zone]
    if len(zone.rows) == 1 and not zone.areas:
        return RowAt(place.zone, 0)
    return AreaAt(place.zone, 0) if len(zone.areas) == 1 and not zone.rows else place


def _edges(zone: Zone, row: Row, rotation: float) -> Iterable[Point]:
    """Where the seats end, along the axes."""
    for mark in row.seats:
        x, y = zone.x + row.x + mark.x, zone.y + row.y + mark.y
        radius = mark.radius or DEFAULT_RADIUS
        for across, down in ((-radius, 0.0), (radius, 0.0), (0.0, -radius), (0.0, radius)):
            yield turned(Point(across, down), rotation, x, y)


def _around(points: Iterable[Point], rotation: float) -> Frame | None:
    """The frame around points, at this rotation; None if it isn't turned."""
    if not rotation % _QUARTER:
        return None
    level = [turned(point, -rotation, 0.0, 0.0) for point in points]
    if not level:
        return None
    across, down = zip(*level, strict=True)
    left, top, right, bottom = min(across), min(down), max(across), max(down)
    middle = turned(Point((left + right) / 2, (top + bottom) / 2), rotation, 0.0, 0.0)
    return Frame(middle, right - left, bottom - top, rotation)
