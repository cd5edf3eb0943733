"""The drawn areas of a plan's zones: read from and written to the format's JSON objects."""

from core.domain.venues.plan import MAX_LABEL, Area, AreaText, Extent, Point
from core.domain.venues.plan_fields import (
    as_object,
    inside,
    items,
    length,
    maybe_number,
    maybe_text,
    number,
    point,
    required,
    text,
    unknown,
)

_TEXT_KEYS = frozenset({"text", "position", "color", "size"})
_COMMON_KEYS = frozenset({"shape", "position", "rotation", "color", "border_color", "text"})
_DRAWN = frozenset({"rectangle", "circle", "ellipse", "polygon"})


def read_areas(zone: dict[str, object], place: str) -> tuple[Area, ...]:
    """The areas of a zone; none if the zone has no such key."""
    if zone.get("areas") is None:
        return ()
    return tuple(
        _area(as_object(value, f"{place}.areas[{index}]"), f"{place}.areas[{index}]")
        for index, value in enumerate(items(zone, "areas", place))
    )


def _area(source: dict[str, object], place: str) -> Area:
    shape = text(source, "shape", place, MAX_LABEL)
    x, y = point(source, "position", place)
    known = _COMMON_KEYS | {shape} if shape in _DRAWN else _COMMON_KEYS
    return Area(
        shape=shape,
        x=x,
        y=y,
        rotation=maybe_number(source, "rotation", place),
        color=maybe_text(source, "color", place, MAX_LABEL),
        border_color=maybe_text(source, "border_color", place, MAX_LABEL),
        text=_area_text(source, place),
        rectangle=_rectangle(source, place) if shape == "rectangle" else None,
        circle=_circle(source, place) if shape == "circle" else None,
        ellipse=_ellipse(source, place) if shape == "ellipse" else None,
        polygon=_polygon(source, place) if shape == "polygon" else None,
        extra=unknown(source, known, place),
    )


def _area_text(area: dict[str, object], place: str) -> AreaText | None:
    if area.get("text") is None:
        return None
    at = inside(place, "text")
    source = as_object(area["text"], at)
    x, y = point(source, "position", at)
    return AreaText(
        text=text(source, "text", at),
        x=x,
        y=y,
        color=maybe_text(source, "color", at, MAX_LABEL),
        size=maybe_number(source, "size", at),
        extra=unknown(source, _TEXT_KEYS, at),
    )


def _rectangle(area: dict[str, object], place: str) -> Extent:
    at = inside(place, "rectangle")
    source = as_object(required(area, "rectangle", place), at)
    return Extent(number(source, "width", at), number(source, "height", at))


def _circle(area: dict[str, object], place: str) -> float:
    at = inside(place, "circle")
    return length(as_object(required(area, "circle", place), at), "radius", at)


def _ellipse(area: dict[str, object], place: str) -> Point:
    at = inside(place, "ellipse")
    return Point(*point(as_object(required(area, "ellipse", place), at), "radius", at))


def _polygon(area: dict[str, object], place: str) -> tuple[Point, ...]:
    at = inside(place, "polygon")
    source = as_object(required(area, "polygon", place), at)
    corners = []
    for index, value in enumerate(items(source, "points", at)):
        corner_at = f"{at}.points[{index}]"
        corner = as_object(value, corner_at)
        corners.append(Point(number(corner, "x", corner_at), number(corner, "y", corner_at)))
    return tuple(corners)
