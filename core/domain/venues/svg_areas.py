"""What a drawing holds besides seats: its surfaces and texts as a plan's areas."""

from math import cos, pi, sin

from core.domain.venues.plan import MAX_COORDINATE, MAX_TEXT, Area, AreaText, PlanRefused, Point
from core.domain.venues.plan_fields import checked_text
from core.domain.venues.svg_elements import Element
from core.domain.venues.svg_geometry import in_range, path_corners, points_of

_CORNERS_OF_A_SURFACE = 3
_ROUND = 48
_TEXT_SIZE = 16.0
_DECIMALS = 4
_LEAST = 10**-_DECIMALS


def area_of(element: Element) -> Area | None:
    """The area of a filled shape or of a text; None for what has no surface."""
    if element.kind == "text":
        return _text(element)
    corners = [element.matrix.of(*corner) for corner in _corners(element)]
    if len(corners) < _CORNERS_OF_A_SURFACE or element.style("fill") == "none":
        return None
    first = corners[0]
    outline = [
        Point(round(x - first.x, _DECIMALS), round(y - first.y, _DECIMALS)) for x, y in corners
    ]
    if not all(map(in_range, [*corners, *outline])):
        raise PlanRefused(element.place, "it lies outside of ±1,000,000")
    return Area(
        shape="polygon",
        x=round(first.x, _DECIMALS),
        y=round(first.y, _DECIMALS),
        color=element.color("fill"),
        border_color=element.color("stroke"),
        polygon=tuple(outline),
    )


def _text(element: Element) -> Area | None:
    words = checked_text(element.content[:MAX_TEXT], element.place).strip()
    at = element.matrix.of(element.length("x"), element.length("y"))
    if not words or not in_range(at):
        return None
    size = (element.style("font-size") or "").strip().removesuffix("px")
    try:
        height = float(size or _TEXT_SIZE) * element.matrix.scale
    except ValueError:
        height = _TEXT_SIZE
    if not _LEAST <= height <= MAX_COORDINATE:
        height = _TEXT_SIZE
    text = AreaText(words, 0.0, 0.0, element.color("fill"), round(height, _DECIMALS))
    return Area("text", round(at.x, _DECIMALS), round(at.y, _DECIMALS), text=text)


def _corners(element: Element) -> list[Point]:
    """The corners in the element's own units; none for a line."""
    if element.kind in {"polygon", "polyline"}:
        return points_of(element.attributes.get("points", ""))
    if element.kind == "path":
        return path_corners(element.attributes.get("d", ""))
    if element.kind == "rect":
        x, y = element.length("x"), element.length("y")
        right, bottom = x + element.length("width"), y + element.length("height")
        return [Point(x, y), Point(right, y), Point(right, bottom), Point(x, bottom)]
    if element.kind in {"circle", "ellipse"}:
        return _round(element)
    return []


def _round(element: Element) -> list[Point]:
    x, y = element.length("cx"), element.length("cy")
    wide = element.length("r") or element.length("rx")
    high = element.length("r") or element.length("ry")
    turns = [step * 2 * pi / _ROUND for step in range(_ROUND)]
    return [Point(x + wide * cos(turn), y + high * sin(turn)) for turn in turns]
