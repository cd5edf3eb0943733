"""What belongs to the whole plan: how each value is read, and the edit that sets it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from core.domain.venues.editing.house import (
    rename_plan,
    set_background,
    set_focal_point,
    set_grid,
    set_licence,
    set_size,
    set_wheelchair_share,
)
from core.domain.venues.editing.places import Edited
from core.domain.venues.editing.refusals import BadValue
from core.domain.venues.extras import (
    Background,
    background_of,
    grid_of,
    licence_of,
    wheelchair_share_of,
)
from core.domain.venues.plan import Extent, Plan, Point
from core.domain.venues.quality import stage_point
from desktop.editor.panels.numbers import (
    number_in,
    number_or_none,
    number_shown,
    whole_or_none,
)
from desktop.words import number_text

PERCENT = 100.0


@dataclass(frozen=True, slots=True)
class PlanProperty:
    """`label` is what undo is called; `hint` says what nothing means."""

    title: str
    label: str
    read: Callable[[Plan], str]
    write: Callable[[Plan, str], Edited]
    hint: str = ""


def _size_of(plan: Plan, across: bool) -> str:  # noqa: FBT001
    return "" if plan.size is None else number_shown(plan.size[0 if across else 1])


def _set_width(plan: Plan, text: str) -> Edited:
    """One of both sizes makes a square until the other is set."""
    width = number_or_none("Width", text)
    if width is None:
        return set_size(plan, None)
    return set_size(plan, Extent(width, plan.size.height if plan.size else width))


def _set_height(plan: Plan, text: str) -> Edited:
    height = number_or_none("Height", text)
    if height is None:
        return set_size(plan, None)
    return set_size(plan, Extent(plan.size.width if plan.size else height, height))


def _licence(plan: Plan) -> str:
    licence = licence_of(plan)
    return "" if licence is None else number_text(licence)


def _share(plan: Plan) -> str:
    share = wheelchair_share_of(plan)
    return "" if share is None else number_shown(share * PERCENT)


def _set_share(plan: Plan, text: str) -> Edited:
    share = number_or_none("Wheelchair places", text.replace("%", ""))
    return set_wheelchair_share(plan, None if share is None else share / PERCENT)


def _focal(plan: Plan, index: int) -> str:
    return "" if plan.focal_point is None else number_shown(plan.focal_point[index])


def _set_focal(plan: Plan, text: str, index: int) -> Edited:
    number = number_or_none("Focal point", text)
    if number is None:
        return set_focal_point(plan, None)
    x, y = plan.focal_point or stage_point(plan) or Point(0.0, 0.0)
    return set_focal_point(plan, Point(number, y) if index == 0 else Point(x, number))


def _set_step(plan: Plan, text: str) -> Edited:
    return set_grid(plan, replace(grid_of(plan), step=number_in("Grid", text)))


def _picture(plan: Plan) -> Background:
    background = background_of(plan)
    if background is None:
        raise BadValue("Background", "load a picture first")
    return background


def _set_opacity(plan: Plan, text: str) -> Edited:
    share = number_in("Opacity", text.replace("%", "")) / PERCENT
    return set_background(plan, replace(_picture(plan), opacity=share))


def _of_picture(value: Callable[[Background], float]) -> Callable[[Plan], str]:
    def read(plan: Plan) -> str:
        background = background_of(plan)
        return "" if background is None else number_shown(value(background))

    return read


HOUSE = (
    PlanProperty("Name", "Rename plan", lambda plan: plan.name, rename_plan),
    PlanProperty(
        "Width", "Set size", lambda p: _size_of(p, True), _set_width, "As large as the drawing"
    ),
    PlanProperty(
        "Height", "Set size", lambda p: _size_of(p, False), _set_height, "As large as the drawing"
    ),
    PlanProperty(
        "Licensed for",
        "Set licence",
        _licence,
        lambda p, text: set_licence(p, whole_or_none("Licence", text)),
        "Not known",
    ),
    PlanProperty("Wheelchairs, %", "Set wheelchair share", _share, _set_share, "No rule"),
    PlanProperty(
        "Focal point X",
        "Set focal point",
        lambda p: _focal(p, 0),
        lambda p, text: _set_focal(p, text, 0),
        "The stage",
    ),
    PlanProperty(
        "Focal point Y",
        "Set focal point",
        lambda p: _focal(p, 1),
        lambda p, text: _set_focal(p, text, 1),
        "The stage",
    ),
)
GRID = (
    PlanProperty(
        "Step", "Set grid", lambda plan: number_shown(grid_of(plan).step), _set_step, "24"
    ),
)
BACKGROUND = (
    PlanProperty(
        "Left",
        "Place background",
        _of_picture(lambda one: one.x),
        lambda p, text: set_background(p, replace(_picture(p), x=number_in("Left", text))),
    ),
    PlanProperty(
        "Top",
        "Place background",
        _of_picture(lambda one: one.y),
        lambda p, text: set_background(p, replace(_picture(p), y=number_in("Top", text))),
    ),
    PlanProperty(
        "Width",
        "Scale background",
        _of_picture(lambda one: one.width),
        lambda p, text: set_background(p, replace(_picture(p), width=number_in("Width", text))),
    ),
    PlanProperty(
        "Opacity, %",
        "Fade background",
        _of_picture(lambda one: one.opacity * PERCENT),
        _set_opacity,
    ),
)
