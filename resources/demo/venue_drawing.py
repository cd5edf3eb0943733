"""Pencil and compass for the demo venues: arcs of seats, numbered rows, shapes around them.

Angles are in degrees from straight down (the audience facing a stage at the top), positive to the
right. Rows are drawn in absolute plan units and stored relative to their zone, one decimal.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import cos, degrees, radians, sin

from core.domain.venues.plan import (
    Area,
    AreaText,
    Category,
    Extent,
    Plan,
    Point,
    Row,
    SeatMark,
    Zone,
)
from core.domain.venues.shapes import Bounds

# Letters as theatres use them: no I, no O.
ROW_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"
MARGIN = 60.0


@dataclass(frozen=True, slots=True)
class Block:
    """Seats between two aisles, by angle."""

    left: float
    right: float


@dataclass(frozen=True, slots=True)
class Place:
    """One seat to be drawn."""

    number: str
    at: Point
    category: str
    radius: float | None = None


def polar(radius: float, angle: float) -> Point:
    """The point at a distance and an angle from the origin."""
    return Point(radius * sin(radians(angle)), radius * cos(radians(angle)))


def arc_seats(
    radius: float, blocks: Iterable[Block], spacing: float, aisle: float = 0.0
) -> list[list[float]]:
    """The angles of as many seats as fit each block, centred between its two aisles."""
    rows = []
    for block in blocks:
        free = radians(block.right - block.left) * radius - aisle
        seats = int(free // spacing) + 1
        step = degrees(spacing / radius)
        middle = (block.left + block.right) / 2
        rows.append([middle + (index - (seats - 1) / 2) * step for index in range(seats)])
    return rows


def row(zone: Point, name: str, prefix: str, places: Sequence[Place], side: str | None) -> Row:
    """A row with its origin at its first seat; guids are prefix-row-seat."""
    start = short(places[0].at)
    return Row(
        number=name,
        x=round(start.x - zone.x, 1),
        y=round(start.y - zone.y, 1),
        seats=tuple(
            SeatMark(
                f"{prefix}-{name}-{place.number}",
                place.number,
                round(short(place.at).x - start.x, 1),
                round(short(place.at).y - start.y, 1),
                place.category,
                place.radius,
            )
            for place in places
        ),
        label_side=side,
    )


def short(at: Point) -> Point:
    """The point with one decimal: a tenth of a plan unit is less than anyone sees."""
    return Point(round(at.x, 1), round(at.y, 1))


def numbered(points: Iterable[Point], category: str, first: int = 1) -> list[Place]:
    """Places numbered upwards from `first`."""
    return [Place(str(first + index), at, category) for index, at in enumerate(points)]


def surface(
    corners: Iterable[Point], color: str, border: str, text: AreaText | None = None
) -> Area:
    """A polygon with its origin at its first corner; a text stands relative to that corner."""
    points = [short(corner) for corner in corners]
    origin = points[0]
    return Area(
        shape="polygon",
        x=origin.x,
        y=origin.y,
        rotation=0.0,
        color=color,
        border_color=border,
        text=text and replace(text, x=round(text.x - origin.x, 1), y=round(text.y - origin.y, 1)),
        polygon=tuple(Point(round(x - origin.x, 1), round(y - origin.y, 1)) for x, y in points),
    )


def band(inner: float, outer: float, block: Block, *, steps: int = 32) -> list[Point]:
    """The corners of a piece of a ring, for pits, balustrades and rims."""
    turns = [block.left + (block.right - block.left) * step / steps for step in range(steps + 1)]
    return [polar(inner, turn) for turn in turns] + [polar(outer, turn) for turn in turns[::-1]]


def rectangle(at: Point, size: Extent, color: str, border: str) -> Area:
    """An upright rectangle from its top left corner."""
    return Area("rectangle", at.x, at.y, 0.0, color, border, rectangle=size)


def words(text: str, at: Point, size: float, color: str, rotation: float = 0.0) -> Area:
    """A text on its own, centred on the point."""
    return Area("text", at.x, at.y, rotation, text=AreaText(text, 0.0, 0.0, color, size))


def finished(
    name: str, categories: Sequence[Category], zones: Sequence[Zone], focal: Point
) -> Plan:
    """The plan moved into a canvas of its own size, with a margin on every side."""
    bounds = _bounds(zones)
    dx, dy = round(MARGIN - bounds.x), round(MARGIN - bounds.y)
    return Plan(
        name=name,
        categories=tuple(categories),
        zones=tuple(
            replace(zone, x=round(zone.x + dx, 1), y=round(zone.y + dy, 1)) for zone in zones
        ),
        size=Extent(round(bounds.width + 2 * MARGIN), round(bounds.height + 2 * MARGIN)),
        focal_point=Point(focal.x + dx, focal.y + dy),
    )


def _bounds(zones: Sequence[Zone]) -> Bounds:
    points = [point for zone in zones for point in _points(zone)]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    return Bounds(left, top, max(x for x, _ in points) - left, max(y for _, y in points) - top)


def _points(zone: Zone) -> Iterator[Point]:
    for line in zone.rows:
        for mark in line.seats:
            yield Point(zone.x + line.x + mark.x, zone.y + line.y + mark.y)
    for area in zone.areas:
        x, y = zone.x + area.x, zone.y + area.y
        width, height = area.rectangle or (0.0, 0.0)
        yield Point(x, y)
        yield Point(x + width, y + height)
        yield from (Point(x + corner.x, y + corner.y) for corner in area.polygon or ())
