"""Bend rows, lay them around a point, set their spacing and their distance from each other.

What `walks` knows of a row's form and what `ends` does at its ends and aisles is at hand here too.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import dist, pi

from core.domain.venues.editing.changing import change_rows
from core.domain.venues.editing.ends import (
    End,
    add_at_aisle,
    add_seats,
    close_aisle,
    open_aisle,
    open_aisles,
    remove_at_aisle,
    remove_seats,
)
from core.domain.venues.editing.geometry import bend_of_radius, between, tidy
from core.domain.venues.editing.places import (
    Edited,
    RowAt,
    Selection,
    row_at,
    rows_in,
)
from core.domain.venues.editing.refusals import BadValue, CannotDraw
from core.domain.venues.editing.walks import (
    Form,
    Walk,
    around,
    form_of,
    laid_out,
    over_chord,
    walk,
    with_points,
)
from core.domain.venues.extras import table_of
from core.domain.venues.plan import Plan, Point, Row

__all__ = [
    "End",
    "Form",
    "add_at_aisle",
    "add_seats",
    "bend_rows",
    "close_aisle",
    "curve_rows",
    "form_of",
    "open_aisle",
    "open_aisles",
    "pitch_rows",
    "remove_at_aisle",
    "remove_seats",
    "round_rows",
    "space_rows",
]

_TO_BEND = 2  # a row of one seat has no chord
_ONE_CENTRE = 1.0  # plan units between the centres of rows that are taken as concentric


def bend_rows(plan: Plan, selection: Selection, bend: float) -> Edited:
    """Lay rows on an arc over their own chord; its ends stay.

    `bend` is the arc's height in plan units, positive to the left of start -> end (upwards for a
    row that runs to the right), at most half the chord; 0 makes the rows straight. Tables stay.
    """
    return _each(plan, selection, lambda one: over_chord(one, bend))


def round_rows(plan: Plan, selection: Selection, radius: float) -> Edited:
    """Lay rows on arcs of one radius over their own chords; a negative one bends to the right.

    A radius below half a row's chord makes it a half circle.
    """

    def rounded(one: Walk) -> Sequence[Point]:
        return over_chord(one, bend_of_radius(one.points[0], one.points[-1], radius))

    return _each(plan, selection, rounded)


def curve_rows(plan: Plan, selection: Selection, about: Point) -> Edited:
    """Lay rows on circles around one centre (absolute), through their middles, spacing kept."""
    changed = {}
    for place in _long_rows(plan, selection):
        zone, row = plan.zones[place.zone], row_at(plan, place)
        one = walk(row)
        centre = Point(about.x - zone.x - row.x, about.y - zone.y - row.y)
        if sum(one.gaps) >= 2 * pi * dist(centre, one.form.middle):
            raise CannotDraw("the rows are too long to go around a point that close")
        changed[place] = with_points(one, around(one, centre))
    return Edited(change_rows(plan, changed), selection)


def space_rows(plan: Plan, selection: Selection, spacing: float) -> Edited:
    """Set the seats' spacing along each row about its middle; aisles keep their width."""
    if spacing <= 0:
        raise BadValue("Spacing", "it is greater than zero")

    def spaced(one: Walk) -> Sequence[Point]:
        factor = spacing / one.spacing if one.spacing else 1.0
        gaps = [gap if one.is_aisle(gap) else gap * factor for gap in one.gaps]
        return laid_out(one, gaps, "middle")

    return _each(plan, selection, spaced)


def pitch_rows(plan: Plan, selection: Selection, spacing: float) -> Edited:
    """Set the distance from row to row within each section; the first row stays.

    Rows around one centre get other radiuses and keep their spacing; others move across the first.
    """
    if spacing <= 0:
        raise BadValue("Row spacing", "it is greater than zero")
    changed: dict[RowAt, Row] = {}
    by_zone: dict[int, list[RowAt]] = {}
    for place in _long_rows(plan, selection):
        by_zone.setdefault(place.zone, []).append(place)
    for places in by_zone.values():
        walks = [walk(row_at(plan, place)) for place in places]
        pitched = _round(walks, spacing) or _parallel(walks, spacing)
        changed.update(zip(places, pitched, strict=True))
    return Edited(change_rows(plan, changed), selection)


def _each(plan: Plan, selection: Selection, laid: Callable[[Walk], Sequence[Point]]) -> Edited:
    changed = {}
    for place in _long_rows(plan, selection):
        one = walk(row_at(plan, place))
        changed[place] = with_points(one, laid(one))
    return Edited(change_rows(plan, changed), selection)


def _long_rows(plan: Plan, selection: Selection) -> list[RowAt]:
    """The selected rows that can be bent: two seats or more, no tables."""
    return [
        place
        for place in rows_in(plan, selection)
        if len(row_at(plan, place).seats) >= _TO_BEND and not table_of(row_at(plan, place))
    ]


def _round(walks: Sequence[Walk], spacing: float) -> list[Row] | None:
    """Rows around one centre at other radiuses; None if they have none in common."""
    centres = [
        Point(one.row.x + one.arc.centre.x, one.row.y + one.arc.centre.y)
        for one in walks
        if one.arc
    ]
    if len(centres) < len(walks) or any(dist(each, centres[0]) > _ONE_CENTRE for each in centres):
        return None
    radii = [one.arc.radius for one in walks if one.arc]
    ranked = sorted(range(len(walks)), key=radii.__getitem__)
    first = ranked.index(0)
    wanted = {index: radii[0] + spacing * (rank - first) for rank, index in enumerate(ranked)}
    if min(wanted.values()) <= 0:
        return None
    return [_at_radius(one, wanted[index] / radii[index]) for index, one in enumerate(walks)]


def _at_radius(one: Walk, factor: float) -> Row:
    if one.arc is None:
        return one.row
    arc = replace(one.arc, radius=one.arc.radius * factor)
    middle = one.arc.at(0.5)
    out = Point(
        arc.centre.x + (middle.x - arc.centre.x) * factor,
        arc.centre.y + (middle.y - arc.centre.y) * factor,
    )
    return with_points(one, around(replace(one, form=replace(one.form, middle=out)), arc.centre))


def _parallel(walks: Sequence[Walk], spacing: float) -> list[Row]:
    """Rows moved across the direction of the first one, in the order in which they stand."""
    form = walks[0].form
    length = dist(form.start, form.end) or 1.0
    across_x, across_y = (form.start.y - form.end.y) / length, (form.end.x - form.start.x) / length
    offsets = [_offset(one, across_x, across_y) for one in walks]
    ranked = sorted(range(len(walks)), key=offsets.__getitem__)
    first = ranked.index(0)
    rows = []
    for index, one in enumerate(walks):
        by = offsets[0] + spacing * (ranked.index(index) - first) - offsets[index]
        at = tidy(Point(one.row.x + across_x * by, one.row.y + across_y * by))
        rows.append(one.row if abs(by) < 1e-9 else replace(one.row, x=at.x, y=at.y))  # noqa: PLR2004
    return rows


def _offset(one: Walk, across_x: float, across_y: float) -> float:
    x, y = between(one.form.start, one.form.end)
    return (one.row.x + x) * across_x + (one.row.y + y) * across_y
