"""Draw the stage, shapes, texts and general-admission areas."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.domain.venues.editing.places import Edited, ZoneAt
from core.domain.venues.extras import AreaKind
from core.domain.venues.plan import Plan, Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How an area is drawn and what is written in its middle."""

    kind: AreaKind = AreaKind.SHAPE
    color: str | None = None
    border_color: str | None = None
    text: str = ""
    text_size: float | None = None
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
    """A rectangle between two corners; selects it."""
    raise NotImplementedError


def draw_ellipse(
    plan: Plan,
    corner: Point,
    opposite: Point,
    *,
    look: Look = USUAL_LOOK,
    into: ZoneAt | None = None,
) -> Edited:
    """An ellipse (or circle) in the rectangle between two corners."""
    raise NotImplementedError


def draw_polygon(
    plan: Plan, corners: Sequence[Point], *, look: Look = USUAL_LOOK, into: ZoneAt | None = None
) -> Edited:
    """A polygon of three corners or more."""
    raise NotImplementedError


def draw_stage(plan: Plan, corner: Point, opposite: Point, *, text: str = "Stage") -> Edited:
    """A stage between two corners; seats look at it unless the plan has a focal point."""
    raise NotImplementedError


def draw_text(
    plan: Plan, at: Point, text: str, *, size: float = 16.0, into: ZoneAt | None = None
) -> Edited:
    """A text centred on a point."""
    raise NotImplementedError


def draw_ga_area(plan: Plan, corners: Sequence[Point], *, capacity: int, name: str = "") -> Edited:
    """A general-admission area as a section of its own; selects the area."""
    raise NotImplementedError
