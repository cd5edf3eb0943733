"""One affine motion of the plane, and what it does to seats, rows, areas and sections."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from math import atan2, cos, degrees, hypot, radians, sin
from typing import Literal

from core.domain.venues.editing.places import Place, RowAt, SeatAt, ZoneAt, point_at
from core.domain.venues.extras import FORM, Table, table_form, table_of, with_keys
from core.domain.venues.plan import Area, AreaText, Extent, Extra, Plan, Point, Row, SeatMark, Zone

_QUARTERS = {0: (1.0, 0.0), 90: (0.0, 1.0), 180: (-1.0, 0.0), 270: (0.0, -1.0)}


@dataclass(frozen=True, slots=True)
class Motion:
    """(x, y) -> (a x + c y + dx, b x + d y + dy); what has a direction turns by `turn` degrees.

    `flip`: a shape is mirrored across its own upright (x) or level (y) middle line before it turns
    by `turn` less its rotation. `across`, `down`: how much longer lines at `axis` degrees, and at a
    right angle to it, become.
    """

    a: float = 1.0
    b: float = 0.0
    c: float = 0.0
    d: float = 1.0
    dx: float = 0.0
    dy: float = 0.0
    turn: float = 0.0
    flip: Literal["", "x", "y"] = ""
    across: float = 1.0
    down: float = 1.0
    axis: float = 0.0

    @property
    def is_move(self) -> bool:
        """Nothing but a shift."""
        return (self.a, self.b, self.c, self.d) == (1.0, 0.0, 0.0, 1.0)

    def linear(self, x: float, y: float) -> Point:
        """A distance from an origin that moves along."""
        return Point(self.a * x + self.c * y, self.b * x + self.d * y)

    def point(self, at: Point) -> Point:
        """A point of the plane."""
        x, y = self.linear(at.x, at.y)
        return Point(x + self.dx, y + self.dy)


def shift(dx: float, dy: float) -> Motion:
    """Move by a distance."""
    return Motion(dx=dx, dy=dy)


def turn(angle: float, about: Point) -> Motion:
    """Turn clockwise about a point: the rotation matrix for y pointing down."""
    c, s = _unit(angle)
    return _about(Motion(a=c, b=s, c=-s, d=c, turn=angle), about)


def stretch(across: float, down: float, about: Point, axis: float = 0.0) -> Motion:
    """Scale from a point, `across` along the axis (degrees) and `down` at a right angle to it.

    The matrix is R S R^-1: turned back by the axis, scaled, turned again.
    """
    c, s = _unit(axis)
    slant = (across - down) * c * s
    a, d = across * c * c + down * s * s, across * s * s + down * c * c
    motion = Motion(a=a, b=slant, c=slant, d=d, across=across, down=down, axis=axis)
    return _about(motion, about)


def reflection(axis: float, about: Point) -> Motion:
    """Mirror on the line through a point, at `axis` degrees.

    The matrix is (cos 2a, sin 2a; sin 2a, -cos 2a) (Weisstein, "Reflection", MathWorld). A shape
    keeps its text upright: it is flipped across the middle line that is nearer to the axis.
    """
    c, s = _unit(2 * axis)
    upright = 45 <= axis % 180 < 135  # noqa: PLR2004
    turned = 2 * axis - 180 if upright else 2 * axis
    flip: Literal["x", "y"] = "x" if upright else "y"
    return _about(Motion(a=c, b=s, c=s, d=-c, turn=turned, flip=flip), about)


def moved_mark(mark: SeatMark, motion: Motion) -> SeatMark:
    """A seat whose row moves along."""
    if motion.is_move:
        return mark
    x, y = motion.linear(mark.x, mark.y)
    return mark._replace(x=x, y=y)


def moved_row(row: Row, motion: Motion, at: Point) -> Row:
    """A row of which the origin comes to stand at `at`, relative to its zone."""
    if motion.is_move:
        return replace(row, x=at.x, y=at.y)
    seats = tuple(moved_mark(mark, motion) for mark in row.seats)
    return replace(row, x=at.x, y=at.y, seats=seats, extra=_moved_form(row, motion))


def moved_area(area: Area, motion: Motion, at: Point) -> Area:
    """An area of which the origin comes to stand at `at`, relative to its zone."""
    if motion.is_move:
        return replace(area, x=at.x, y=at.y)
    if motion.flip:
        area = _flipped(area, motion.flip)
        rotation = motion.turn - (area.rotation or 0.0)
    else:
        area, rotation = _stretched(area, motion)
        rotation += motion.turn
    rotation = _plain(rotation)
    turned = rotation if rotation or area.rotation is not None else None
    c, s = _unit(rotation)
    # A flipped rectangle hangs from the corner that has become its upper left one.
    hang_x, hang_y = _hang(area, motion.flip)
    return replace(
        area,
        x=at.x + hang_x * c - hang_y * s,
        y=at.y + hang_x * s + hang_y * c,
        rotation=turned,
    )


def moved_zone(zone: Zone, motion: Motion) -> Zone:
    """A section with all that is in it."""
    x, y = motion.point(Point(zone.x, zone.y))
    if motion.is_move:
        return replace(zone, x=x, y=y)
    return replace(
        zone,
        x=x,
        y=y,
        rows=tuple(moved_row(row, motion, motion.linear(row.x, row.y)) for row in zone.rows),
        areas=tuple(moved_area(one, motion, motion.linear(one.x, one.y)) for one in zone.areas),
    )


def new_place(plan: Plan, place: Place, motion: Motion) -> Point:
    """Where a place comes to stand, relative to what holds it and stays."""
    x, y = motion.point(point_at(plan, place))
    if isinstance(place, ZoneAt):
        return Point(x, y)
    holder: Place = (
        RowAt(place.zone, place.row) if isinstance(place, SeatAt) else ZoneAt(place.zone)
    )
    from_x, from_y = point_at(plan, holder)
    return Point(x - from_x, y - from_y)


def _about(motion: Motion, at: Point) -> Motion:
    x, y = motion.linear(at.x, at.y)
    return replace(motion, dx=at.x - x, dy=at.y - y)


@lru_cache(maxsize=64)
def _unit(angle: float) -> tuple[float, float]:
    """Cosine and sine, exact for quarter turns."""
    rest = angle % 360
    if rest in _QUARTERS:
        return _QUARTERS[int(rest)]
    return cos(radians(angle)), sin(radians(angle))


def _plain(rotation: float) -> float:
    """The rotation within a turn either way."""
    return rotation if -360 < rotation < 360 else rotation % 360  # noqa: PLR2004


def _moved_form(row: Row, motion: Motion) -> Extra:
    table = table_of(row)
    if table is None:
        return row.extra
    rotation = motion.turn - table.rotation if motion.flip else table.rotation + motion.turn
    moved = Table(
        table.shape,
        table.width * _length_of(motion, table.rotation),
        table.height * _length_of(motion, table.rotation + 90),
        _plain(rotation),
    )
    return with_keys(row.extra, {FORM: table_form(moved)})


def _length_of(motion: Motion, direction: float) -> float:
    """How much longer a line in a direction becomes."""
    if motion.across == motion.down:
        return motion.across
    return hypot(*motion.linear(*_unit(direction)))


def _hang(area: Area, flip: str) -> tuple[float, float]:
    if not area.rectangle or not flip:
        return 0.0, 0.0
    return (-area.rectangle.width, 0.0) if flip == "x" else (0.0, -area.rectangle.height)


def _flipped(area: Area, flip: Literal["x", "y"]) -> Area:
    """The shape mirrored about its own origin, a rectangle inside itself."""
    width, height = area.rectangle or (0.0, 0.0)
    text = area.text
    if text:
        x, y = (width - text.x, text.y) if flip == "x" else (text.x, height - text.y)
        text = replace(text, x=x + 0.0, y=y + 0.0)
    across, down = (-1.0, 1.0) if flip == "x" else (1.0, -1.0)
    corners = area.polygon and tuple(
        Point(x * across + 0.0, y * down + 0.0) for x, y in area.polygon
    )
    return replace(area, text=text, polygon=corners)


def _stretched(area: Area, motion: Motion) -> tuple[Area, float]:
    """The shape grown, and its rotation then.

    A shape grows along its own axes if they are the motion's, or if both factors are one. Across
    them it gets skewed, as everything around it: a rectangle becomes a polygon, an ellipse another
    ellipse.
    """
    rotation = area.rotation or 0.0
    if motion.across == motion.down == 1.0:
        return area, rotation
    if area.circle is not None and motion.across != motion.down:
        rotation = motion.axis  # a circle looks alike however it is turned
    if motion.across != motion.down and (rotation - motion.axis) % 90:
        return _skewed(area, motion, rotation)
    wide, high = _length_of(motion, rotation), _length_of(motion, rotation + 90)
    width, height = area.rectangle or (0.0, 0.0)
    grown = replace(
        area,
        text=_text(area.text, wide, high),
        rectangle=Extent(width * wide, height * high) if area.rectangle else None,
        polygon=area.polygon and tuple(Point(x * wide, y * high) for x, y in area.polygon),
    )
    return _grown_round(grown, wide, high), rotation


def _skewed(area: Area, motion: Motion, rotation: float) -> tuple[Area, float]:
    """The shape with every point where the motion takes it, and its rotation then."""
    c, s = _unit(rotation)

    def moved(x: float, y: float) -> Point:
        return motion.linear(x * c - y * s, x * s + y * c)

    if area.ellipse:
        wide, high = moved(area.ellipse.x, 0.0), moved(0.0, area.ellipse.y)
        ellipse, rotation = _ellipse_of(wide, high)
        return replace(area, ellipse=ellipse, text=_carried(area.text, moved, rotation)), rotation
    width, height = area.rectangle or (0.0, 0.0)
    box = (Point(0.0, 0.0), Point(width, 0.0), Point(width, height), Point(0.0, height))
    corners = box if area.rectangle else area.polygon
    if not corners:
        return replace(area, text=_carried(area.text, moved, rotation)), rotation
    skewed = tuple(moved(x, y) for x, y in corners)
    text = _carried(area.text, moved, 0.0)
    return replace(area, shape="polygon", rectangle=None, polygon=skewed, text=text), 0.0


def _ellipse_of(wide: Point, high: Point) -> tuple[Point, float]:
    """Radiuses and rotation of the ellipse that has these as conjugate radiuses.

    They are the singular values of the matrix (wide, high), and the angle that the first of them
    stands at (Blinn, "Consider the Lowly 2 x 2 Matrix", IEEE CG&A 1996).
    """
    half, skew = (wide.x + high.y) / 2, (wide.x - high.y) / 2
    lean, twist = (wide.y + high.x) / 2, (wide.y - high.x) / 2
    sum_of, rest = hypot(half, twist), hypot(skew, lean)
    angle = (atan2(twist, half) + atan2(lean, skew)) / 2
    return Point(sum_of + rest, abs(sum_of - rest)), degrees(angle)


def _carried(
    text: AreaText | None, moved: Callable[[float, float], Point], rotation: float
) -> AreaText | None:
    """The text where its middle comes to stand, in a shape that is turned by `rotation` then."""
    if text is None:
        return None
    at, (c, s) = moved(text.x, text.y), _unit(rotation)
    return replace(text, x=at.x * c + at.y * s, y=at.y * c - at.x * s)


def _text(text: AreaText | None, wide: float, high: float) -> AreaText | None:
    return text and replace(text, x=text.x * wide, y=text.y * high)


def _grown_round(area: Area, wide: float, high: float) -> Area:
    """A circle that grows unevenly becomes an ellipse."""
    if area.ellipse:
        return replace(area, ellipse=Point(area.ellipse.x * wide, area.ellipse.y * high))
    if area.circle is None:
        return area
    if wide == high:
        return replace(area, circle=area.circle * wide)
    ellipse = Point(area.circle * wide, area.circle * high)
    return replace(area, shape="ellipse", circle=None, ellipse=ellipse)
