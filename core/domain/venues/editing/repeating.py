"""Duplicate what is selected, once or as an array."""

from core.domain.venues.editing.places import Edited, Selection
from core.domain.venues.plan import Plan, Point


def duplicate(plan: Plan, selection: Selection, dx: float = 24.0, dy: float = 24.0) -> Edited:
    """A copy beside it, with identities and names of its own; selects the copy."""
    raise NotImplementedError


def array(
    plan: Plan, selection: Selection, *, across: int, down: int, dx: float, dy: float
) -> Edited:
    """Copies on a lattice of across x down, the original among them; selects all."""
    raise NotImplementedError


def array_around(
    plan: Plan, selection: Selection, *, copies: int, degrees: float, about: Point
) -> Edited:
    """Copies turned about a point, `degrees` from one to the next."""
    raise NotImplementedError
