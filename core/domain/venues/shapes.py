"""What the seat map draws besides seats: section outlines, stage and areas, texts, row names.

All outlines are closed polygons without a repeated last point, in absolute plan units.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import hypot
from typing import Protocol

from core.domain.venues.corners import area_corners, table_corners, turned
from core.domain.venues.extras import (
    Background,
    background_of,
    capacity_of,
    entrance_of,
    floors_of,
    gate_of,
    is_retired,
    outline_of,
    pictures_of,
    table_of,
    view_of,
)
from core.domain.venues.outlines import middle_seat, outline
from core.domain.venues.plan import Plan, Point, Zone
from core.domain.venues.standing import standing_section

_PADDING = 1.9  # of a section's outline from the seats' centres, in seat radii
_LABEL_DISTANCE = 2.3  # of a row's name from its last seat, in seat radii
_LABEL_SIZE = 1.3
_TEXT_SIZE = 16.0
_CORNERS_OF_A_SURFACE = 3
# The end of the row, as an index into its seats.
_SIDES = {"start": (0,), "left": (0,), "end": (-1,), "right": (-1,), "both": (0, -1)}
_BY_EYE = frozenset({"left", "right"})


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
    """A section from afar: its outline, the point on which its name is centred, its storey.

    `entrance` and `gate` are those that its visitors take, `view` is the id of the picture from its
    seats among the plan's pictures.
    """

    name: str
    outline: tuple[Point, ...]
    label: Point
    seats: int
    level: int = 0
    entrance: str | None = None
    gate: str | None = None
    view: str | None = None


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
    """Everything but the seats, and the rectangle that holds it all, seats included.

    `floors` are the names of the storeys, level 0 first; fewer than levels where the plan has none.
    `background` lies under everything and may reach out of the rectangle; `house` is the outline
    of the building, if the plan has one.
    """

    bounds: Bounds
    sections: tuple[SectionShape, ...]
    areas: tuple[AreaShape, ...]
    texts: tuple[TextShape, ...]
    row_labels: tuple[RowLabel, ...]
    floors: tuple[str, ...] = ()
    background: Background | None = None
    house: tuple[Point, ...] = ()


def shapes(plan: Plan, seats: Sequence[PlacedSeat]) -> PlanShapes:
    """All that the map draws besides the seats; `seats` are the plan's own, as derived."""
    outlines = with_ways_in(plan, sections(seats, section_levels(plan)))
    areas, texts = area_shapes(plan), text_shapes(plan)
    points = [corner for section in outlines for corner in section.outline]
    points += [corner for area in areas for corner in area.outline]
    labels = row_labels(plan, seats)
    points += [label.at for label in labels]
    points += [text.at for text in texts]
    house = outline_of(plan)
    points += house
    under = background_of(plan)
    if under is not None and under.picture not in pictures_of(plan):
        under = None
    return PlanShapes(
        _bounds(points), outlines, areas, texts, labels, floors_of(plan), under, house
    )


def section_levels(plan: Plan) -> dict[str, int]:
    """The storey of each section by its name: that of the zone in which its first seat is."""
    levels: dict[str, int] = {}
    for zone in plan.zones:
        for row in zone.rows:
            # A seat may name a section of its own, as some files do for boxes.
            for name in {mark.section or row.section or zone.name for mark in row.seats}:
                levels.setdefault(name, zone.level)
        for area in zone.areas:
            if capacity_of(area):
                levels.setdefault(standing_section(zone, area), zone.level)
    return levels


def with_ways_in(plan: Plan, found: Sequence[SectionShape]) -> tuple[SectionShape, ...]:
    """The sections with entrance, gate and view; general admission with its area's own outline."""
    zones: dict[str, Zone] = {}
    standing: dict[str, list[Point]] = {}
    for zone in plan.zones:
        for name in {zone.name, *(row.section for row in zone.rows if row.section)}:
            zones.setdefault(name, zone)
        for area in zone.areas:
            if capacity_of(area):
                name = standing_section(zone, area)
                zones.setdefault(name, zone)
                standing.setdefault(name, area_corners(zone, area))
    return tuple(
        _with_way_in(section, zones.get(section.name), standing.get(section.name))
        for section in found
    )


def _with_way_in(
    section: SectionShape, zone: Zone | None, standing: Sequence[Point] | None
) -> SectionShape:
    if standing and not (zone and zone.rows):
        section = replace(section, outline=tuple(standing))
    if zone is None or not zone.extra:
        return section
    return replace(section, entrance=entrance_of(zone), gate=gate_of(zone), view=view_of(zone))


def sections(
    seats: Sequence[PlacedSeat], levels: Mapping[str, int] | None = None
) -> tuple[SectionShape, ...]:
    """One shape a section, in the order of their first seats; `levels` are storeys by name."""
    rows: defaultdict[str, defaultdict[str, list[PlacedSeat]]] = defaultdict(
        lambda: defaultdict(list)
    )
    for seat in seats:
        rows[seat.section][seat.row].append(seat)
    storeys = levels or {}
    return tuple(
        _section(name, list(by_row.values()), storeys.get(name, 0)) for name, by_row in rows.items()
    )


def area_shapes(plan: Plan) -> tuple[AreaShape, ...]:
    """The areas that have a surface, and tables; later ones lie above earlier ones."""
    found = []
    for zone in plan.zones:
        for area in zone.areas:
            corners = area_corners(zone, area)
            if len(corners) >= _CORNERS_OF_A_SURFACE:
                found.append(AreaShape(tuple(corners), area.color, area.border_color))
        for row in zone.rows:
            table = table_of(row)
            if table:
                found.append(AreaShape(tuple(table_corners(zone, row, table)), None, None))
    return tuple(found)


def text_shapes(plan: Plan) -> tuple[TextShape, ...]:
    """The texts of all areas, where they stand."""
    return tuple(
        TextShape(
            text=area.text.text,
            at=turned(
                Point(area.text.x, area.text.y), area.rotation, zone.x + area.x, zone.y + area.y
            ),
            size=area.text.size or _TEXT_SIZE,
            rotation=area.rotation or 0.0,
            color=area.text.color,
        )
        for zone in plan.zones
        for area in zone.areas
        if area.text and area.text.text.strip()
    )


def row_labels(plan: Plan, seats: Sequence[PlacedSeat]) -> tuple[RowLabel, ...]:
    """Row names at the ends that the plan asks for, one seat's spacing away from the row."""
    found = []
    start = 0
    for zone in plan.zones:
        for row in zone.rows:
            own = seats[start : start + sum(not is_retired(mark) for mark in row.seats)]
            start += len(own)
            if own and row.label_side in _SIDES:
                ordered = sorted(own, key=lambda seat: seat.position)
                if row.label_side in _BY_EYE and ordered[0].x > ordered[-1].x:
                    ordered.reverse()
                found += [_label(row.number, ordered, end) for end in _SIDES[row.label_side]]
    return tuple(found)


def _section(name: str, rows: Sequence[Sequence[PlacedSeat]], level: int) -> SectionShape:
    paths = [
        [Point(seat.x, seat.y) for seat in sorted(row, key=lambda seat: seat.position)]
        for row in rows
    ]
    padding = rows[0][0].radius * _PADDING
    return SectionShape(
        name=name,
        outline=outline(paths, padding),
        label=middle_seat(paths),
        seats=sum(map(len, rows)),
        level=level,
    )


def _label(text: str, ordered: Sequence[PlacedSeat], end: int) -> RowLabel:
    seat = ordered[end]
    beside = ordered[-2 if end else 1] if len(ordered) > 1 else None
    away_x = seat.x - beside.x if beside else (1.0 if end else -1.0)
    away_y = seat.y - beside.y if beside else 0.0
    share = seat.radius * _LABEL_DISTANCE / (hypot(away_x, away_y) or 1.0)
    at = Point(seat.x + away_x * share, seat.y + away_y * share)
    return RowLabel(seat.section, text, at, min(each.radius for each in ordered) * _LABEL_SIZE)


def _bounds(points: Sequence[Point]) -> Bounds:
    if not points:
        return Bounds(0.0, 0.0, 0.0, 0.0)
    left, top = min(x for x, _ in points), min(y for _, y in points)
    return Bounds(left, top, max(x for x, _ in points) - left, max(y for _, y in points) - top)
