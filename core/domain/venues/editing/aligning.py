"""Align and distribute what is selected: sections, rows, tables, areas or single seats."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Literal

from core.domain.venues.editing.motion import Motion, shift
from core.domain.venues.editing.places import Edited, Place, Selection, outermost
from core.domain.venues.editing.placing import bounds_of, carry_out_each
from core.domain.venues.plan import Plan
from core.domain.venues.shapes import Bounds

_BETWEEN_TWO = 3  # there is something to distribute from three on


class Edge(StrEnum):
    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"
    TOP = "top"
    MIDDLE = "middle"
    BOTTOM = "bottom"


_UPRIGHT = {Edge.LEFT: 0.0, Edge.CENTRE: 0.5, Edge.RIGHT: 1.0}
_LEVEL = {Edge.TOP: 0.0, Edge.MIDDLE: 0.5, Edge.BOTTOM: 1.0}


def align(plan: Plan, selection: Selection, edge: Edge) -> Edited:
    """Bring everything selected to the selection's left, centre, right, top, middle or bottom."""
    whole = bounds_of(plan, selection)
    if whole is None:
        return Edited(plan, selection)
    motions: dict[Place, Motion] = {}
    for place, bounds in _each(plan, selection).items():
        if edge in _UPRIGHT:
            share = _UPRIGHT[edge]
            motions[place] = shift(_across(whole, share) - _across(bounds, share), 0.0)
        else:
            share = _LEVEL[edge]
            motions[place] = shift(0.0, _down(whole, share) - _down(bounds, share))
    return Edited(carry_out_each(plan, motions), selection)


def distribute(plan: Plan, selection: Selection, axis: Literal["x", "y"]) -> Edited:
    """Make the gaps between neighbours equal along an axis; the outermost two stay."""
    spans = {
        place: (bounds.x, bounds.width) if axis == "x" else (bounds.y, bounds.height)
        for place, bounds in _each(plan, selection).items()
    }
    if len(spans) < _BETWEEN_TWO:
        return Edited(plan, selection)
    ordered = sorted(spans, key=lambda place: (spans[place][0] + spans[place][1] / 2, place[0:2]))
    first, last = spans[ordered[0]], spans[ordered[-1]]
    free = last[0] + last[1] - first[0] - sum(length for _, length in spans.values())
    gap = free / (len(ordered) - 1)
    motions: dict[Place, Motion] = {}
    at = first[0]
    for place in ordered:
        start, length = spans[place]
        motions[place] = shift(at - start, 0.0) if axis == "x" else shift(0.0, at - start)
        at += length + gap
    return Edited(carry_out_each(plan, motions), selection)


def _each(plan: Plan, selection: Selection) -> Mapping[Place, Bounds]:
    found = {place: bounds_of(plan, frozenset([place])) for place in outermost(selection)}
    return {place: bounds for place, bounds in found.items() if bounds is not None}


def _across(bounds: Bounds, share: float) -> float:
    return bounds.x + bounds.width * share


def _down(bounds: Bounds, share: float) -> float:
    return bounds.y + bounds.height * share
