"""What the seat map draws besides seats: section outlines, stage and areas, texts, row names.

All outlines are closed polygons without a repeated last point, in absolute plan units.
"""

from dataclasses import dataclass
from typing import Protocol

from core.domain.venues.plan import Point


class PlacedSeat(Protocol):
    """What an outline needs of a seat; `PlanSeat` is one, a database row may be another."""

    @property
    def section(self) -> str: ...
    @property
    def row(self) -> str: ...
    @property
    def position(self) -> int: ...
    @property
    def x(self) -> float: ...
    @property
    def y(self) -> float: ...
    @property
    def radius(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Bounds:
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class SectionShape:
    """A section from afar: its outline and the point on which its name is centred."""

    name: str
    outline: tuple[Point, ...]
    label: Point
    seats: int


@dataclass(frozen=True, slots=True)
class AreaShape:
    """A stage, pitch, bar, wall: a filled polygon; colours as in the file, None if it has none."""

    outline: tuple[Point, ...]
    color: str | None
    border_color: str | None


@dataclass(frozen=True, slots=True)
class TextShape:
    """A text centred on `at`; `size` in plan units, `rotation` in degrees clockwise."""

    text: str
    at: Point
    size: float
    rotation: float
    color: str | None


@dataclass(frozen=True, slots=True)
class RowLabel:
    """A row's name beside its first or last seat, centred on `at`."""

    section: str
    text: str
    at: Point
    size: float


@dataclass(frozen=True, slots=True)
class PlanShapes:
    """Everything but the seats, and the rectangle that holds it all, seats included."""

    bounds: Bounds
    sections: tuple[SectionShape, ...]
    areas: tuple[AreaShape, ...]
    texts: tuple[TextShape, ...]
    row_labels: tuple[RowLabel, ...]
