"""Set what the whole plan has: size, outline, focal point, background, grid, rules, floors."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from hashlib import sha256
from math import dist

from core.domain.venues.corners import area_corners
from core.domain.venues.editing.checked import check_reach, checked_label, checked_text
from core.domain.venues.editing.geometry import tidy
from core.domain.venues.editing.places import Edited, Selection, area_at, areas_in, zone_at
from core.domain.venues.editing.refusals import BadValue, CannotDraw
from core.domain.venues.editing.seating_rows import FIRST_CATEGORY
from core.domain.venues.extras import (
    BACKGROUND,
    CORNERS,
    FLOORS,
    GRID,
    GUIDES,
    LICENCE,
    OUTLINE,
    PICTURES,
    WHEELCHAIR_SHARE,
    Background,
    Grid,
    Guide,
    background_of,
    pictures_of,
    view_of,
    with_keys,
)
from core.domain.venues.plan import MAX_LEVEL, MAX_NAME, MAX_SEATS, Extent, Plan, Point

_PICTURE = "data:image/"


def new_plan(name: str, *, size: Extent | None = None) -> Plan:
    """An empty plan with one category."""
    return rename_plan(Plan("", (FIRST_CATEGORY,), (), size), name).plan


def rename_plan(plan: Plan, name: str) -> Edited:
    """Give the plan another name."""
    return Edited(replace(plan, name=checked_label("Name", name, MAX_NAME)))


def set_size(plan: Plan, size: Extent | None) -> Edited:
    """Set the plan's size, from (0, 0) to the right and down; None: as large as what is drawn."""
    if size is not None and (size.width <= 0 or size.height <= 0):
        raise BadValue("Size", "width and height are greater than zero")
    check_reach(size or ())
    return Edited(replace(plan, size=size))


def set_focal_point(plan: Plan, at: Point | None) -> Edited:
    """Set the point that everybody looks at, from which quality falls; None: the stage."""
    check_reach(at or ())
    return Edited(replace(plan, focal_point=at))


def set_background(plan: Plan, background: Background | None, picture: str | None = None) -> Edited:
    """Set the picture to trace over; `picture`, a data URI, is kept if it is new.

    None takes it away. A background without `picture` shows one of the plan's pictures.
    """
    if background is None:
        return Edited(without_unused_pictures(_with(plan, BACKGROUND, None)))
    if picture is not None:
        plan, name = add_picture(plan, picture)
        background = replace(background, picture=name)
    if background.width <= 0 or not 0 <= background.opacity <= 1:
        raise BadValue("Background", "its width is above 0, its opacity from 0 to 1")
    check_reach((background.x, background.y, background.width))
    return Edited(without_unused_pictures(_with(plan, BACKGROUND, asdict(background))))


def scale_background(plan: Plan, first: Point, second: Point, *, distance: float) -> Edited:
    """Scale the background so that two points of it become `distance` plan units apart.

    The points are where they lie now; the first one stays. A metre is `UNITS_PER_METRE`.
    """
    background = background_of(plan)
    apart = dist(first, second)
    if background is None or apart <= 0 or distance <= 0:
        raise BadValue("Background", "it takes a picture, two points apart and their distance")
    factor = distance / apart
    scaled = replace(
        background,
        x=first.x + (background.x - first.x) * factor,
        y=first.y + (background.y - first.y) * factor,
        width=background.width * factor,
    )
    check_reach((scaled.x, scaled.y, scaled.width))
    return Edited(_with(plan, BACKGROUND, asdict(scaled)))


def set_guides(plan: Plan, guides: Sequence[Guide]) -> Edited:
    """Set the guide lines."""
    check_reach(guide.at for guide in guides)
    value = [{"axis": guide.axis, "at": guide.at} for guide in guides]
    return Edited(_with(plan, GUIDES, value or None))


def set_grid(plan: Plan, grid: Grid) -> Edited:
    """Set the grid."""
    if grid.step <= 0:
        raise BadValue("Grid", "its step is greater than zero")
    check_reach((grid.step, grid.x, grid.y))
    return Edited(_with(plan, GRID, None if grid == Grid() else asdict(grid)))


def set_outline(plan: Plan, corners: Sequence[Point]) -> Edited:
    """Set the house's outline, outside of which no seat may be; without corners it has none."""
    if 0 < len(corners) < CORNERS:
        raise CannotDraw("an outline has three corners or more")
    check_reach(number for corner in corners for number in corner)
    value = [{"x": at.x, "y": at.y} for at in map(tidy, corners)]
    return Edited(_with(plan, OUTLINE, value or None))


def outline_of_shape(plan: Plan, selection: Selection) -> Edited:
    """Make the one selected shape's outline that of the house; the shape stays."""
    shapes = areas_in(plan, selection)
    if len(shapes) != 1:
        raise BadValue("Outline", "it is that of one shape: select a rectangle, ellipse or polygon")
    (place,) = shapes
    corners = area_corners(zone_at(plan, place), area_at(plan, place))
    if not corners:
        raise BadValue("Outline", "a text has none: select a rectangle, ellipse or polygon")
    return Edited(set_outline(plan, corners).plan, selection)


def set_licence(plan: Plan, capacity: int | None) -> Edited:
    """Set the most people that the licence allows; None: not known."""
    if capacity is not None and not 1 <= capacity <= MAX_SEATS:
        raise BadValue("Licence", f"it is from 1 to {MAX_SEATS:,}")
    return Edited(_with(plan, LICENCE, capacity))


def set_wheelchair_share(plan: Plan, share: float | None) -> Edited:
    """Set the share of places, 0 to 1, that must be for wheelchairs; None: no rule."""
    if share is not None and not 0 <= share <= 1:
        raise BadValue("Wheelchair share", "it is from 0 to 1")
    return Edited(_with(plan, WHEELCHAIR_SHARE, share))


def set_floors(plan: Plan, names: Sequence[str]) -> Edited:
    """Name the levels from the floor up."""
    if len(names) > MAX_LEVEL + 1:
        raise BadValue("Floors", f"there are at most {MAX_LEVEL + 1}")
    floors = [checked_text("Floor", name) or f"Level {at}" for at, name in enumerate(names)]
    return Edited(_with(plan, FLOORS, floors or None))


def add_picture(plan: Plan, picture: str) -> tuple[Plan, str]:
    """Keep a data URI among the plan's pictures; the plan and the picture's id.

    The id is made of the picture, so that the same one is kept once.
    """
    if not picture.startswith(_PICTURE):
        raise BadValue("Picture", "it is an image as a data URI")
    name = sha256(picture.encode()).hexdigest()[:16]
    return _with(plan, PICTURES, {**pictures_of(plan), name: picture}), name


def without_unused_pictures(plan: Plan) -> Plan:
    """The plan without pictures that neither the background nor a section shows."""
    background = background_of(plan)
    used = {view_of(zone) for zone in plan.zones} | {background.picture if background else None}
    kept = {name: one for name, one in pictures_of(plan).items() if name in used}
    return _with(plan, PICTURES, kept or None)


def _with(plan: Plan, key: str, value: object) -> Plan:
    extra = with_keys(plan.extra, {key: value})
    return plan if extra is plan.extra else replace(plan, extra=extra)
