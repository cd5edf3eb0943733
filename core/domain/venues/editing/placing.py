"""Move, rotate, scale, mirror and delete what is selected."""

from core.domain.venues.editing.places import Edited, Selection
from core.domain.venues.plan import Plan, Point
from core.domain.venues.shapes import Bounds


def bounds_of(plan: Plan, selection: Selection) -> Bounds | None:
    """The rectangle around seats' centres and areas selected; None around nothing."""
    raise NotImplementedError


def centre_of(plan: Plan, selection: Selection) -> Point | None:
    """The middle of `bounds_of`."""
    raise NotImplementedError


def move(plan: Plan, selection: Selection, dx: float, dy: float) -> Edited:
    """Move what is selected."""
    raise NotImplementedError


def rotate(
    plan: Plan, selection: Selection, degrees: float, *, about: Point | None = None
) -> Edited:
    """Turn clockwise about a point, by default the selection's middle."""
    raise NotImplementedError


def scale(
    plan: Plan,
    selection: Selection,
    across: float,
    down: float | None = None,
    *,
    about: Point | None = None,
) -> Edited:
    """Stretch positions and shapes from a point; seats keep their size."""
    raise NotImplementedError


def mirror(
    plan: Plan, selection: Selection, *, axis: float = 90.0, about: Point | None = None
) -> Edited:
    """Mirror on a line through a point; 90 degrees: an upright line, left becomes right."""
    raise NotImplementedError


def delete(plan: Plan, selection: Selection) -> Edited:
    """Take out what is selected; rows left without seats go with them."""
    raise NotImplementedError
