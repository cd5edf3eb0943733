"""The handles of a single row: bend, spacing, and seats more at its ends or a table's sides."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import dist
from typing import NamedTuple

from core.domain.venues.corners import turned
from core.domain.venues.editing.ends import End
from core.domain.venues.editing.places import RowAt
from core.domain.venues.editing.rows import Form, form_of
from core.domain.venues.extras import Table, table_of
from core.domain.venues.grid import SEAT_SPACING
from core.domain.venues.plan import Plan, Point
from desktop.editor.tools.grips import Grip

END_AWAY = 20.0  # pixels from a row's end to the handle that lengthens it
SPACING_AWAY = 38.0


class Lengthening(NamedTuple):
    """What a handle for more seats is at, and the unit vector in which they come."""

    end: End
    way: Point


@dataclass(frozen=True, slots=True)
class RowHandles:
    """A single row's form in plan units, and where its middle is."""

    place: RowAt
    form: Form
    origin: Point

    @property
    def spacing(self) -> float:
        return max(self.form.spacing, 1.0)

    @property
    def ends(self) -> Mapping[Grip, Lengthening]:
        """The handles for more seats."""
        back = Point(-self.along.x, -self.along.y)
        return {
            Grip.START: Lengthening("start", back),
            Grip.END: Lengthening("end", self.along),
        }

    @property
    def start(self) -> Point:
        return self._absolute(self.form.start)

    @property
    def end(self) -> Point:
        return self._absolute(self.form.end)

    @property
    def middle(self) -> Point:
        """The middle of the chord."""
        return Point((self.start.x + self.end.x) / 2, (self.start.y + self.end.y) / 2)

    @property
    def along(self) -> Point:
        """The unit vector from the start to the end."""
        length = dist(self.start, self.end) or 1.0
        return Point((self.end.x - self.start.x) / length, (self.end.y - self.start.y) / length)

    @property
    def left(self) -> Point:
        """The unit vector to the left of start -> end, where a positive bend goes."""
        return Point(self.along.y, -self.along.x)

    def crown(self) -> Point:
        """The middle of the arc."""
        return beyond(self.middle, self.left, self.form.bend)

    def places(self, scale: float) -> dict[Grip, Point]:
        """Where the handles are."""
        ends = self.ends
        return {
            Grip.BEND: beyond(self.crown(), self.left, END_AWAY / scale),
            Grip.START: beyond(self.start, ends[Grip.START].way, END_AWAY / scale),
            Grip.END: beyond(self.end, self.along, END_AWAY / scale),
            Grip.SPACING: beyond(self.end, self.along, SPACING_AWAY / scale),
        }

    def _absolute(self, at: Point) -> Point:
        return Point(self.origin.x + at.x, self.origin.y + at.y)


@dataclass(frozen=True, slots=True)
class TableHandles:
    """A table's sides, clockwise; a round one has a single place where seats come."""

    place: RowAt
    table: Table
    origin: Point
    spacing: float = SEAT_SPACING

    @property
    def ends(self) -> Mapping[Grip, Lengthening]:
        """The handles for more seats."""
        if self.table.shape == "round":
            return {Grip.END: Lengthening("end", Point(1.0, 0.0))}
        ways: dict[Grip, tuple[End, Point]] = {
            Grip.TABLE_TOP: ("top", Point(1.0, 0.0)),
            Grip.END: ("end", Point(0.0, 1.0)),
            Grip.TABLE_BOTTOM: ("bottom", Point(-1.0, 0.0)),
            Grip.START: ("start", Point(0.0, -1.0)),
        }
        return {
            grip: Lengthening(end, turned(way, self.table.rotation, 0.0, 0.0))
            for grip, (end, way) in ways.items()
        }

    def places(self, scale: float) -> dict[Grip, Point]:
        """Where the handles are: on the line of a side's seats, beyond their clockwise end."""
        across, down = self.table.width / 2, self.table.height / 2
        away = SEAT_SPACING + END_AWAY / scale
        if self.table.shape == "round":
            return {Grip.END: Point(self.origin.x + across + away, self.origin.y)}
        out = SEAT_SPACING / 2
        found = {
            Grip.TABLE_TOP: Point(across + away, -down - out),
            Grip.END: Point(across + out, down + away),
            Grip.TABLE_BOTTOM: Point(-across - away, down + out),
            Grip.START: Point(-across - out, -down - away),
        }
        turn = self.table.rotation
        return {grip: turned(at, turn, *self.origin) for grip, at in found.items()}


SeatHandles = RowHandles | TableHandles


def handles_on(plan: Plan, place: RowAt) -> SeatHandles | None:
    """The handles of a table, or of a line or an arc of two seats or more; other rows have none."""
    zone = plan.zones[place.zone]
    row = zone.rows[place.row]
    origin = Point(zone.x + row.x, zone.y + row.y)
    table = table_of(row)
    if table is not None and row.seats:
        return TableHandles(place, table, origin)
    if len(row.seats) < 2:  # noqa: PLR2004
        return None
    form = form_of(row)
    return RowHandles(place, form, origin) if form.kind in ("line", "arc") else None


def beyond(at: Point, way: Point, distance: float) -> Point:
    """The point so far away in the direction of a unit vector."""
    return Point(at.x + way.x * distance, at.y + way.y * distance)
