"""Align and distribute what is selected."""

from enum import StrEnum
from typing import Literal

from core.domain.venues.editing.places import Edited, Selection
from core.domain.venues.plan import Plan


class Edge(StrEnum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


def align(plan: Plan, selection: Selection, edge: Edge) -> Edited:
    """Bring what is selected to one line: the selection's left, centre, right, top, middle, bottom."""
    raise NotImplementedError


def distribute(plan: Plan, selection: Selection, axis: Literal["x", "y"]) -> Edited:
    """Equal gaps between what is selected, the outermost two stay."""
    raise NotImplementedError
