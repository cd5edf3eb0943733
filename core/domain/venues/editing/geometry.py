"""Plane geometry of rows: points on circles, circles through points, arcs over chords.

Angles are degrees clockwise from "to the right", because y points down.
"""

from dataclasses import dataclass
from math import asin, atan2, cos, degrees, dist, floor, hypot, radians, sin, sqrt

from core.domain.venues.plan import Point

_EPSILON = 1e-9
_DECIMALS = 4  # of what is drawn: a hundredth of a pixel, without the noise of binary fractions


def tidy(at: Point) -> Point:
    """A drawn point without the noise of binary fractions."""
    return Point(round(at.x, _DECIMALS) + 0.0, round(at.y, _DECIMALS) + 0.0)


def along(start: Point, direction: float, distance: float) -> Point:
    """The point so far away in a direction (degrees)."""
    turn = radians(direction)
    return Point(start.x + distance * cos(turn), start.y + distance * sin(turn))


def direction_of(start: Point, end: Point) -> float:
    """The direction from one point to another, in degrees, -180 to 180."""
    return degrees(atan2(end.y - start.y, end.x - start.x))


def between(start: Point, end: Point, share: float = 0.5) -> Point:
    """The point on the line from start (share 0) to end (share 1)."""
    return Point(start.x + (end.x - start.x) * share, start.y + (end.y - start.y) * share)


def fitting(length: float, step: float) -> int:
    """How many steps fit into a length, in spite of rounding."""
    return floor(length / step + 1e-6)


@dataclass(frozen=True, slots=True)
class Arc:
    """A piece of a circle: from the angle `start` on, `sweep` degrees clockwise if positive."""

    centre: Point
    radius: float
    start: float
    sweep: float

    def at(self, share: float) -> Point:
        """The point at a share of the arc, 0 its start, 1 its end."""
        return along(self.centre, self.start + self.sweep * share, self.radius)

    @property
    def length(self) -> float:
        return self.radius * radians(abs(self.sweep))

    def spaced(self, spacing: float, seats: int | None = None) -> list[Point]:
        """Seats `spacing` apart (straight from one to the next), in the middle of the arc.

        As many as fit without `seats`. The angle over a chord c is 2 asin(c / 2r)
        (Weisstein, "Circular Segment", MathWorld).
        """
        step = degrees(2 * asin(min(1.0, spacing / (2 * self.radius))))
        count = seats or fitting(abs(self.sweep), step) + 1
        way = step if self.sweep >= 0 else -step
        first = self.start + self.sweep / 2 - way * (count - 1) / 2
        return [along(self.centre, first + way * index, self.radius) for index in range(count)]


def circle_through(a: Point, b: Point, c: Point) -> tuple[Point, float] | None:
    """Centre and radius of the circle through three points; None if they are on one line.

    The circumcentre in Cartesian coordinates, relative to a (Weisstein, "Circumcircle", MathWorld).
    """
    bx, by, cx, cy = b.x - a.x, b.y - a.y, c.x - a.x, c.y - a.y
    double_area = 2 * (bx * cy - by * cx)
    if abs(double_area) <= _EPSILON * max(bx * bx + by * by, cx * cx + cy * cy, _EPSILON):
        return None
    b2, c2 = bx * bx + by * by, cx * cx + cy * cy
    x, y = (cy * b2 - by * c2) / double_area, (bx * c2 - cx * b2) / double_area
    return Point(a.x + x, a.y + y), hypot(x, y)


def arc_through(first: Point, middle: Point, last: Point) -> Arc | None:
    """The arc from first over middle to last; None if the three are on one line."""
    circle = circle_through(first, middle, last)
    if circle is None:
        return None
    centre, radius = circle
    start = direction_of(centre, first)
    whole = (direction_of(centre, last) - start) % 360
    passes = (direction_of(centre, middle) - start) % 360
    return Arc(centre, radius, start, whole if passes <= whole else whole - 360)


def arc_over(start: Point, end: Point, bend: float) -> Arc | None:
    """The arc over a chord, `bend` high to the left of start -> end; None without bend or chord.

    With chord c and height h the radius is h / 2 + c^2 / 8h (Weisstein, "Circular Segment",
    MathWorld).
    """
    chord = dist(start, end)
    height = abs(bend)
    if height < _EPSILON or chord < _EPSILON:
        return None
    radius = height / 2 + chord * chord / (8 * height)
    left_x, left_y = (end.y - start.y) / chord, (start.x - end.x) / chord
    side = 1.0 if bend > 0 else -1.0
    middle = between(start, end)
    away = (height - radius) * side
    centre = Point(middle.x + left_x * away, middle.y + left_y * away)
    half = degrees(atan2(chord / 2, radius - height))
    return Arc(centre, radius, direction_of(centre, start), 2 * half * side)


def bend_of(start: Point, middle: Point, end: Point) -> float:
    """How high a point lies over the chord, positive to the left of start -> end."""
    chord = dist(start, end)
    if chord < _EPSILON:
        return 0.0
    across = (middle.x - start.x) * (end.y - start.y) - (middle.y - start.y) * (end.x - start.x)
    return across / chord


def bend_of_radius(start: Point, end: Point, radius: float) -> float:
    """The bend of the flat arc of a radius over a chord; a negative radius bends to the right.

    h = r - sqrt(r^2 - c^2 / 4); a radius below half the chord is taken as half the chord.
    """
    half = dist(start, end) / 2
    size = max(abs(radius), half)
    height = size - sqrt(size * size - half * half)
    return height if radius >= 0 else -height
