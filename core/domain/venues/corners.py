"""The corners of areas and tables, in absolute plan units."""

from collections.abc import Sequence
from math import cos, pi, radians, sin

from core.domain.venues.extras import Table
from core.domain.venues.plan import Area, Point, Row, Zone

_ROUND_CORNERS = 72


def area_corners(zone: Zone, area: Area) -> list[Point]:
    """The corners around an area in order; none if it has no surface."""
    x, y = zone.x + area.x, zone.y + area.y
    return [turned(corner, area.rotation, x, y) for corner in _corners(area)]


def table_corners(zone: Zone, row: Row, table: Table) -> list[Point]:
    """The corners around the top of a row's table."""
    x, y = zone.x + row.x, zone.y + row.y
    across, down = table.width / 2, table.height / 2
    if table.shape == "round":
        return [turned(corner, table.rotation, x, y) for corner in _round(across, down)]
    box = [Point(-across, -down), Point(across, -down), Point(across, down), Point(-across, down)]
    return [turned(corner, table.rotation, x, y) for corner in box]


def turned(at: Point, degrees: float | None, x: float, y: float) -> Point:
    """The point turned clockwise (y points down) about the origin, then moved to (x, y)."""
    if not degrees:
        return Point(x + at.x, y + at.y)
    c, s = cos(radians(degrees)), sin(radians(degrees))
    return Point(x + at.x * c - at.y * s, y + at.x * s + at.y * c)


def _corners(area: Area) -> Sequence[Point]:
    """The corners around the area's own origin, before it is turned."""
    if area.rectangle:
        width, height = area.rectangle
        return (Point(0, 0), Point(width, 0), Point(width, height), Point(0, height))
    if area.polygon:
        return area.polygon
    wide, high = area.ellipse or (area.circle or 0.0, area.circle or 0.0)
    return _round(wide, high) if wide and high else ()


def _round(wide: float, high: float) -> list[Point]:
    turns = [step * 2 * pi / _ROUND_CORNERS for step in range(_ROUND_CORNERS)]
    return [Point(wide * cos(turn), high * sin(turn)) for turn in turns]
