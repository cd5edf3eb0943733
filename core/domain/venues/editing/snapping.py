"""Where a point being drawn or dragged snaps to: grid, guides, rows and their spacing."""

from dataclasses import dataclass
from typing import NamedTuple

from core.domain.venues.editing.places import NOTHING, Selection
from core.domain.venues.plan import Plan, Point
from core.domain.venues.shapes import Bounds


class SnapLine(NamedTuple):
    """A line to show while snapped; `kind`: grid, guide, row, spacing, edge."""

    kind: str
    start: Point
    end: Point


class Snapped(NamedTuple):
    """The point, snapped or as it was, and the lines that hold it."""

    at: Point
    lines: tuple[SnapLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Magnets:
    """What there is to snap to; made by `magnets`, passed to `snap`."""


def magnets(plan: Plan, *, within: Bounds | None = None, ignoring: Selection = NOTHING) -> Magnets:
    """What there is to snap to, gathered once when a drag begins."""
    raise NotImplementedError


def snap(magnets: Magnets, at: Point, reach: float) -> Snapped:
    """The nearest place to snap to within `reach` plan units, with the lines that say why."""
    raise NotImplementedError


def snap_angle(degrees: float, step: float = 15.0) -> float:
    """The angle at the nearest step."""
    raise NotImplementedError
