"""Set what the whole plan has: size, focal point, categories, background, guides, grid, rules."""

from collections.abc import Sequence

from core.domain.venues.editing.places import Edited
from core.domain.venues.extras import Background, Grid, Guide
from core.domain.venues.plan import Extent, Plan, Point


def new_plan(name: str, *, size: Extent | None = None) -> Plan:
    """An empty plan with one category."""
    raise NotImplementedError


def rename_plan(plan: Plan, name: str) -> Edited:
    """Give the plan another name."""
    raise NotImplementedError


def set_size(plan: Plan, size: Extent | None) -> Edited:
    """The size of the plan, from (0, 0)."""
    raise NotImplementedError


def set_focal_point(plan: Plan, at: Point | None) -> Edited:
    """The point that everybody looks at; None: the stage."""
    raise NotImplementedError


def set_background(plan: Plan, background: Background | None, picture: str | None = None) -> Edited:
    """The picture to trace over; `picture` is its data URI when it is new."""
    raise NotImplementedError


def scale_background(plan: Plan, first: Point, second: Point, *, distance: float) -> Edited:
    """Scale the background so that two points of it, now at these places, are `distance` plan units apart; the first stays."""
    raise NotImplementedError


def set_guides(plan: Plan, guides: Sequence[Guide]) -> Edited:
    """The guide lines."""
    raise NotImplementedError


def set_grid(plan: Plan, grid: Grid) -> Edited:
    """The grid."""
    raise NotImplementedError


def set_licence(plan: Plan, capacity: int | None) -> Edited:
    """The most people that the licence allows."""
    raise NotImplementedError


def set_wheelchair_share(plan: Plan, share: float | None) -> Edited:
    """The share of places, 0 to 1, that must be for wheelchairs."""
    raise NotImplementedError


def set_floors(plan: Plan, names: Sequence[str]) -> Edited:
    """The names of the levels from the floor up."""
    raise NotImplementedError


def add_picture(plan: Plan, picture: str) -> tuple[Plan, str]:
    """Keep a data URI among the plan's pictures; the plan and the picture's id."""
    raise NotImplementedError


def add_category(plan: Plan, name: str, color: str | None = None) -> Edited:
    """A category more; one of the same name gets the colour."""
    raise NotImplementedError


def rename_category(plan: Plan, name: str, new: str) -> Edited:
    """Rename a category, on its seats too."""
    raise NotImplementedError


def remove_category(plan: Plan, name: str, instead: str) -> Edited:
    """Take a category out; its seats go into another."""
    raise NotImplementedError
