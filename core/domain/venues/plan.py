"""What a venue plan holds: zones of rows of seats, the shapes around them, unknown keys.

`Plan` is the file (places relative to their row and zone); `PlanSeat` is one seat as the venue
sells it, absolute and in order, made by `core.domain.venues.seating.derive_seats`.
Lengths are plan units (the editor's pixels), x to the right, y down. The rules in the user's words:
docs/rules/venue-plans.md.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from core.domain.errors import Refusal
from core.domain.venues.states import SeatType

# What the file may hold besides what we know; kept as it came, written back as it was.
Extra = Mapping[str, object]
NO_EXTRA: Extra = {}

MAX_PLAN_BYTES = 64 * 1024 * 1024
MAX_SEATS = 200_000
MAX_LABEL = 50  # section, row and seat, as printed on a ticket
MAX_NAME = 200  # plan and category
MAX_GUID = 500
MAX_LEVEL = 20
MAX_TEXT = 1_000
MAX_COORDINATE = 1_000_000.0
DEFAULT_RADIUS = 10.0


class PlanRefused(Refusal):
    """The file is no plan that we can use: `place` says where, `reason` says why."""

    def __init__(self, place: str, reason: str) -> None:
        self.place, self.reason = place, reason
        super().__init__(f"This venue plan can't be used: {reason} ({place}).")


class Point(NamedTuple):
    x: float
    y: float


class Extent(NamedTuple):
    width: float
    height: float


def no_extra() -> Extra:
    """The shared empty mapping of a record without unknown keys."""
    return NO_EXTRA


@dataclass(frozen=True, slots=True)
class Category:
    name: str
    color: str | None = None
    extra: Extra = field(default_factory=no_extra)


class SeatMark(NamedTuple):  # a tuple, for there are tens of thousands: a quarter of the time
    """One seat as the file has it; x and y are relative to its row."""

    guid: str
    number: str
    x: float
    y: float
    category: str
    radius: float | None = None
    seat_type: SeatType | None = None
    section: str | None = None
    extra: Extra = NO_EXTRA


@dataclass(frozen=True, slots=True)
class Row:
    """A row of seats; x and y are relative to its zone. `label_side`: left, right, both or None."""

    number: str
    x: float
    y: float
    seats: tuple[SeatMark, ...]
    label_side: str | None = None
    section: str | None = None
    extra: Extra = field(default_factory=no_extra)


@dataclass(frozen=True, slots=True)
class AreaText:
    """A text in an area; x and y are relative to the area, `size` in plan units (16 if None)."""

    text: str
    x: float
    y: float
    color: str | None = None
    size: float | None = None
    extra: Extra = field(default_factory=no_extra)


@dataclass(frozen=True, slots=True)
class Area:
    """A drawn shape: (x, y) is the corner of a rectangle, a polygon's origin, else the centre.

    `rotation` is in degrees, clockwise, about (x, y). A shape that we don't draw keeps its own keys
    in `extra`.
    """

    shape: str
    x: float
    y: float
    rotation: float | None = None
    color: str | None = None
    border_color: str | None = None
    text: AreaText | None = None
    rectangle: Extent | None = None
    circle: float | None = None
    ellipse: Point | None = None
    polygon: tuple[Point, ...] | None = None
    extra: Extra = field(default_factory=no_extra)


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of the house; `level` counts storeys from the floor (0). It names its section."""

    name: str
    x: float
    y: float
    rows: tuple[Row, ...]
    areas: tuple[Area, ...] = ()
    level: int = 0
    extra: Extra = field(default_factory=no_extra)


@dataclass(frozen=True, slots=True)
class Plan:
    name: str
    categories: tuple[Category, ...]
    zones: tuple[Zone, ...]
    size: Extent | None = None
    focal_point: Point | None = None
    extra: Extra = field(default_factory=no_extra)

    @property
    def seat_count(self) -> int:
        return sum(len(row.seats) for zone in self.zones for row in zone.rows)

    def marks(self) -> Iterator[tuple[Zone, Row, SeatMark]]:
        """Every seat with its row and zone, in plan order."""
        for zone in self.zones:
            for row in zone.rows:
                for mark in row.seats:
                    yield zone, row, mark


class PlanSeat(NamedTuple):
    """One seat of the venue: where it is, what it is called, what it is next to, how good it is.

    `position`: neighbours in the row differ by 1, an aisle between them makes it 2 or more.
    `rank`: 0..n-1 in plan order. `quality`: 0 (worst) to 1 (best). `restricted_view`: what is in
    the way, in words. `companion_of`: the guid of the wheelchair place that it belongs to.
    """

    guid: str
    section: str
    row: str
    number: str
    x: float
    y: float
    radius: float
    category: str
    seat_type: SeatType
    position: int
    rank: int
    quality: float
    restricted_view: str | None = None
    companion_of: str | None = None
