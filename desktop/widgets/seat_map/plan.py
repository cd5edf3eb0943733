"""A venue's plan as the map draws it: one array a property, one entry a seat, in rank order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from core.domain.venues.extras import Background

FloatArray = npt.NDArray[np.float32]
IntArray = npt.NDArray[np.int32]
Points = tuple[tuple[float, float], ...]

SEAT_TYPES = ("STANDARD", "VIP", "WHEELCHAIR", "COMPANION")
SEAT_TYPE_WORDS = ("", "VIP", "Wheelchair place", "Companion seat")


def coded(texts: Sequence[str]) -> tuple[list[str], IntArray]:
    """The distinct texts in order of appearance, and for each text its index among them."""
    codes = {text: code for code, text in enumerate(dict.fromkeys(texts))}
    return list(codes), np.fromiter(map(codes.__getitem__, texts), np.int32, len(texts))


@dataclass(frozen=True, slots=True)
class PlanSection:
    """A section's name, its outline (a closed polygon in plan units), its storey.

    `view` is the id of the picture that shows what is seen from its seats.
    """

    name: str
    outline: Points
    level: int = 0
    view: str | None = None


@dataclass(frozen=True, slots=True)
class PlanArea:
    """A stage, bar or other shape: `kind` is rectangle, circle, ellipse, polygon or text.

    `points` are the corners of a polygon, or two opposite corners of the box of any other kind.
    """

    kind: str
    points: Points
    color: str = ""
    text: str = ""
    rotation: float = 0.0


@dataclass(frozen=True)
class SeatMapPlan:
    """Seats (arrays of n), sections and areas. `row_of` numbers the rows; each is in one section.

    `row_order` lists the seats row by row, each row by position; row r is
    `row_order[row_starts[r]:row_starts[r + 1]]`. `section_order` and `section_starts` likewise.
    `restricted` tells by rank what is in the way of a seat's view; `background` lies under all,
    `house` is the outline of the building.
    """

    x: FloatArray
    y: FloatArray
    section: IntArray
    rows: Sequence[str]
    numbers: Sequence[str]
    seat_type: npt.NDArray[np.uint8]
    position: IntArray
    sections: tuple[PlanSection, ...]
    areas: tuple[PlanArea, ...]
    seat_size: float
    row_of: IntArray
    row_order: IntArray
    row_starts: IntArray
    section_order: IntArray
    section_starts: IntArray
    floors: tuple[str, ...] = ()
    restricted: Mapping[int, str] = field(default_factory=dict)
    background: Background | None = None
    house: Points = ()

    def __len__(self) -> int:
        """How many seats there are."""
        return len(self.x)

    @cached_property
    def levels(self) -> tuple[int, ...]:
        """The storeys that have seats, the lowest first."""
        return tuple(sorted({section.level for section in self.sections}))

    def floor_name(self, level: int) -> str:
        """A storey as a clerk calls it: its name in the plan, else its number from the ground."""
        if 0 <= level < len(self.floors) and self.floors[level]:
            return self.floors[level]
        return f"Level {level}" if level else "Ground floor"

    def draws_like(self, other: "SeatMapPlan") -> bool:
        """Whether both plans look alike, seat by seat, so that a map need not take the other."""
        arrays = ("x", "y", "section", "seat_type", "position", "row_of")
        rest = ("sections", "areas", "floors", "restricted", "background", "house")
        return (
            len(self) == len(other)
            and all(np.array_equal(getattr(self, name), getattr(other, name)) for name in arrays)
            and all(getattr(self, name) == getattr(other, name) for name in rest)
            and list(self.rows) == list(other.rows)
            and list(self.numbers) == list(other.numbers)
        )

    def section_seats(self, section: int) -> IntArray:
        """Ranks of a section's seats."""
        return self.section_order[self.section_starts[section] : self.section_starts[section + 1]]

    def row_seats(self, rank: int) -> IntArray:
        """Ranks of all seats in this seat's row, by position."""
        return self.seats_of_row(int(self.row_of[rank]))

    def seats_of_row(self, row: int) -> IntArray:
        """Ranks of all seats of a row, by position."""
        return self.row_order[self.row_starts[row] : self.row_starts[row + 1]]

    def seat_name(self, rank: int) -> str:
        """The seat as a clerk says it."""
        section = self.sections[self.section[rank]].name
        row = f"row {self.rows[rank]}" if self.rows[rank] else ""
        return ", ".join(filter(None, (section, row, f"seat {self.numbers[rank]}")))

    @cached_property
    def has_restricted_view(self) -> npt.NDArray[np.bool_]:
        """One flag a seat."""
        flags = np.zeros(len(self), np.bool_)
        flags[list(self.restricted)] = True
        return flags

    @cached_property
    def holders(self) -> tuple[int, ...]:
        """For each area the smallest section around its middle, as a table has; -1 for none."""
        if not self.sections:
            return (-1,) * len(self.areas)
        floors = np.array([_box(section.outline) for section in self.sections])
        wide, high = floors[:, 2] - floors[:, 0], floors[:, 3] - floors[:, 1]
        found = []
        for area in self.areas:
            left, top, right, bottom = _box(area.points)
            x, y = (left + right) / 2, (top + bottom) / 2
            holds = (floors[:, 0] <= x) & (x <= floors[:, 2]) & (right - left <= wide)
            holds &= (floors[:, 1] <= y) & (y <= floors[:, 3]) & (bottom - top <= high)
            found.append(int(np.where(holds, wide * high, np.inf).argmin()) if holds.any() else -1)
        return tuple(found)

    @cached_property
    def number_codes(self) -> tuple[IntArray, tuple[str, ...]]:
        """An index a seat into the distinct seat numbers, and those numbers."""
        texts, codes = coded(self.numbers)
        return codes, tuple(texts)

    @cached_property
    def bounds(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of everything drawn, in plan units."""
        loose = [point for area in self.areas for point in area.points]
        loose += [point for section in self.sections for point in section.outline]
        loose += self.house
        if not loose:
            return (0.0, 0.0, 1.0, 1.0)
        corners = np.array(loose)
        left, top = corners.min(axis=0)
        right, bottom = corners.max(axis=0)
        return (float(left), float(top), float(right), float(bottom))


def _box(points: Points) -> tuple[float, float, float, float]:
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
