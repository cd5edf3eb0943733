"""Draw the stage, shapes, texts and general-admission areas.

Without a zone to draw into, shapes go into the first zone without rows that has no standing places,
made when it is missing; a general-admission area is a section of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.domain.venues.editing.changing import add_areas, add_zones
from core.domain.venues.editing.checked import checked_label, checked_text
from core.domain.venues.editing.geometry import tidy
from core.domain.venues.editing.labels import free_label, fresh_guid, section_names
from core.domain.venues.editing.places import AreaAt, Edited, ZoneAt
from core.domain.venues.editing.refusals import CannotDraw
from core.domain.venues.extras import CAPACITY, CORNERS, GUID, KIND, NAME, AreaKind, capacity_of
from core.domain.venues.plan import (
    MAX_SEATS,
    Area,
    AreaText,
    Extent,
    Extra,
    Plan,
    Point,
    Zone,
)

_SURROUNDINGS = "House"
_STANDING = "Standing"
_ORIGIN = Point(0.0, 0.0)
_STAGE_COLOR = "#3a3f4b"
_STAGE_TEXT_COLOR = "#ffffff"


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How an area is drawn and what is written in its middle; colours as #rrggbb."""

    kind: AreaKind = AreaKind.SHAPE
    color: str | None = None
    border_color: str | None = None
    text: str = ""
    text_size: float | None = None
    text_color: str | None = None
    name: str = ""


USUAL_LOOK = Look()


def draw_rectangle(
    plan: Plan,
    corner: Point,
    opposite: Point,
    *,
    look: Look = USUAL_LOOK,
    into: ZoneAt | None = None,
) -> Edited:
    """Draw a rectangle between two corners; select it."""
    start, size = _box(corner, opposite)
    area = _area("rectangle", start, look, Point(size.width / 2, size.height / 2))
    return _put(plan, replace(area, rectangle=size), into)


def draw_ellipse(
    plan: Plan,
    corner: Point,
    opposite: Point,
    *,
    look: Look = USUAL_LOOK,
    into: ZoneAt | None = None,
) -> Edited:
    """Draw an ellipse or circle into the rectangle between two corners; select it."""
    start, size = _box(corner, opposite)
    across, down = size.width / 2, size.height / 2
    centre = Point(start.x + across, start.y + down)
    if across == down:
        area = replace(_area("circle", centre, look), circle=across)
    else:
        area = replace(_area("ellipse", centre, look), ellipse=Point(across, down))
    return _put(plan, area, into)


def draw_polygon(
    plan: Plan,
    corners: Sequence[Point],
    *,
    look: Look = USUAL_LOOK,
    into: ZoneAt | None = None,
) -> Edited:
    """Draw a polygon of three corners or more; select it."""
    return _put(plan, _polygon(corners, look), into)


def draw_stage(plan: Plan, corner: Point, opposite: Point, *, text: str = "Stage") -> Edited:
    """Draw a stage between two corners; seats look at it unless the plan has a focal point."""
    look = Look(kind=AreaKind.STAGE, color=_STAGE_COLOR, text=text, text_color=_STAGE_TEXT_COLOR)
    return draw_rectangle(plan, corner, opposite, look=look)


def draw_text(
    plan: Plan, at: Point, text: str, *, size: float = 16.0, into: ZoneAt | None = None
) -> Edited:
    """Draw a text centred on a point; select it."""
    if not text.strip():
        raise CannotDraw("a text has at least one letter")
    look = Look(kind=AreaKind.TEXT, text=text, text_size=size)
    return _put(plan, _area("text", at, look), into)


def draw_ga_area(plan: Plan, corners: Sequence[Point], *, capacity: int, name: str = "") -> Edited:
    """Draw a general-admission area as a section of its own, named freely; select the area."""
    if not 1 <= capacity <= MAX_SEATS:
        raise CannotDraw(f"a capacity is from 1 to {MAX_SEATS:,}")
    area = _polygon(corners, Look(kind=AreaKind.GA))
    extra = {**area.extra, CAPACITY: capacity, GUID: fresh_guid()}
    wanted = checked_label("Area", name) if name.strip() else _STANDING
    section = free_label(wanted, section_names(plan))
    zone = Zone(section, area.x, area.y, (), (replace(area, x=0.0, y=0.0, extra=extra),))
    changed, places = add_zones(plan, [zone])
    return Edited(changed, frozenset([AreaAt(places[0].zone, 0)]))


def area_text(area: Area, text: str | None, look: Look | None = None) -> AreaText | None:
    """The text of an area, where its old one stood or in its middle; None: no text."""
    if text is None:
        return None
    before = area.text or AreaText(text, *_middle(area))
    if look is None:
        return replace(before, text=text)
    return replace(before, text=text, color=look.text_color, size=look.text_size)


def _put(plan: Plan, area: Area, into: ZoneAt | None) -> Edited:
    if into is None:
        plan, into = _surroundings(plan)
    zone = plan.zones[into.zone]
    at = tidy(Point(area.x - zone.x, area.y - zone.y))
    changed, places = add_areas(plan, into.zone, [replace(area, x=at.x, y=at.y)])
    return Edited(changed, frozenset(places))


def _surroundings(plan: Plan) -> tuple[Plan, ZoneAt]:
    for index, zone in enumerate(plan.zones):
        if not zone.rows and not any(map(capacity_of, zone.areas)):
            return plan, ZoneAt(index)
    name = free_label(_SURROUNDINGS, section_names(plan))
    changed, places = add_zones(plan, [Zone(name, 0.0, 0.0, ())])
    return changed, places[0]


def _box(corner: Point, opposite: Point) -> tuple[Point, Extent]:
    left, right = sorted((corner.x, opposite.x))
    top, bottom = sorted((corner.y, opposite.y))
    start, end = tidy(Point(left, top)), tidy(Point(right, bottom))
    if start.x == end.x or start.y == end.y:
        raise CannotDraw("it has no width or no height")
    return start, Extent(end.x - start.x, end.y - start.y)


def _polygon(corners: Sequence[Point], look: Look) -> Area:
    points = [tidy(corner) for corner in corners]
    if len(set(points)) < CORNERS:
        raise CannotDraw("a shape has at least three corners")
    origin = points[0]
    relative = tuple(tidy(Point(x - origin.x, y - origin.y)) for x, y in points)
    return replace(_area("polygon", origin, look, _between(relative)), polygon=relative)


def _middle(area: Area) -> Point:
    """The middle of an area, relative to its origin."""
    if area.rectangle:
        return Point(area.rectangle.width / 2, area.rectangle.height / 2)
    return _between(area.polygon) if area.polygon else _ORIGIN


def _between(corners: Sequence[Point]) -> Point:
    across, down = [x for x, _ in corners], [y for _, y in corners]
    return Point((min(across) + max(across)) / 2, (min(down) + max(down)) / 2)


def _area(shape: str, at: Point, look: Look, middle: Point = _ORIGIN) -> Area:
    written = checked_text("Text", look.text)
    text = AreaText(written, *middle, look.text_color, look.text_size) if written else None
    return Area(
        shape,
        *tidy(at),
        color=look.color,
        border_color=look.border_color,
        text=text,
        extra=_extra(look),
    )


def _extra(look: Look) -> Extra:
    extra = {
        KIND: look.kind.value,
        **({NAME: checked_label("Area", look.name)} if look.name.strip() else {}),
    }
    return extra
