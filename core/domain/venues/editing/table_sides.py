"""Seats around a table, more and fewer: evenly along each side, or evenly around a round one."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import accumulate
from math import dist
from typing import Literal

from core.domain.venues.editing.geometry import along, direction_of, tidy
from core.domain.venues.editing.tables import PULLED_OUT, spread
from core.domain.venues.extras import FORM, Table, table_form, with_keys
from core.domain.venues.grid import SEAT_SPACING
from core.domain.venues.plan import Point, Row, SeatMark

Side = Literal["top", "right", "bottom", "left"]
SIDES: tuple[Side, ...] = ("top", "right", "bottom", "left")
"""Clockwise, as the table lies unturned."""
_MIDDLE = Point(0.0, 0.0)  # a table's middle is its row's origin


def seats_at(row: Row, table: Table, side: Side) -> list[int]:
    """The seats (indexes in the row) at a side of a rectangular table, clockwise."""
    places = {index: _unturned(table, mark) for index, mark in enumerate(row.seats)}
    found = [index for index, at in places.items() if _side(table, at) == side]
    return sorted(found, key=lambda index: _clockwise(side, places[index]))


def with_more(row: Row, table: Table, new: Sequence[SeatMark], side: Side) -> tuple[Row, int]:
    """The row with seats more, the last of their side clockwise, and the index of the first.

    The seats spread evenly along each side; a side that gets too short for them grows. At a round
    table they all move up; there the side means nothing.
    """
    if table.shape == "round":
        return _ringed(replace(row, seats=(*row.seats, *new))), len(row.seats)
    sides = {one: seats_at(row, table, one) for one in SIDES}
    behind = {one: max(seats, default=-1) + 1 for one, seats in sides.items()}
    ends = dict(zip(SIDES, accumulate(behind.values(), max), strict=True))
    first = behind[side] or ends[side]
    moved = {
        one: [index if index < first else index + len(new) for index in seats]
        for one, seats in sides.items()
    }
    moved[side] += range(first, first + len(new))
    away = {one: _away(row, table, sides, one) for one in SIDES}
    longer = replace(row, seats=(*row.seats[:first], *new, *row.seats[first:]))
    grown = replace(
        table,
        width=_grown(table.width, _most(sides, "top", "bottom"), _most(moved, "top", "bottom")),
        height=_grown(table.height, _most(sides, "right", "left"), _most(moved, "right", "left")),
    )
    return _laid(longer, grown, moved, away), first


def spread_again(row: Row, table: Table) -> Row:
    """The seats that are left spread evenly around the table, which keeps its size."""
    if table.shape == "round":
        return _ringed(row)
    sides = {one: seats_at(row, table, one) for one in SIDES}
    return _laid(row, table, sides, {one: _away(row, table, sides, one) for one in SIDES})


def _ringed(row: Row) -> Row:
    """The seats around the middle, clockwise and evenly, the first where it is."""
    first = Point(row.seats[0].x, row.seats[0].y)
    start, radius = direction_of(_MIDDLE, first), dist(_MIDDLE, first)
    ring = (
        tidy(along(_MIDDLE, start + 360 * index / len(row.seats), radius))
        for index in range(len(row.seats))
    )
    seats = tuple(mark._replace(x=at.x, y=at.y) for mark, at in zip(row.seats, ring, strict=True))
    return replace(row, seats=seats)


def _laid(
    row: Row, table: Table, sides: Mapping[Side, Sequence[int]], away: Mapping[Side, float]
) -> Row:
    """The seats evenly along the table's sides, so far from its edges."""
    seats = list(row.seats)
    for side, indexes in sides.items():
        level = side in ("top", "bottom")
        length, across = (table.width, table.height) if level else (table.height, table.width)
        for index, way in zip(indexes, spread(length, len(indexes)), strict=True):
            at = _turned(table, _at_side(side, way, across / 2 + away[side]))
            seats[index] = seats[index]._replace(x=at.x, y=at.y)
    extra = with_keys(row.extra, {FORM: table_form(table)})
    return replace(row, seats=tuple(seats), extra=extra)


def _most(sides: Mapping[Side, Sequence[int]], *along_it: Side) -> int:
    return max(len(sides[side]) for side in along_it)


def _grown(length: float, before: int, now: int) -> float:
    """The side's length; seats come closer until they are as close as usual, no further."""
    room = min(SEAT_SPACING, length / before) if before else SEAT_SPACING
    return max(length, room * now)


def _away(row: Row, table: Table, sides: Mapping[Side, Sequence[int]], side: Side) -> float:
    """How far from the table's edge a side's seats are; those of another side, if it has none."""
    for one in (side, *SIDES):
        if sides[one]:
            x, y = _unturned(table, row.seats[sides[one][0]])
            level = one in ("top", "bottom")
            return abs(y) - table.height / 2 if level else abs(x) - table.width / 2
    return PULLED_OUT * SEAT_SPACING


def _side(table: Table, at: Point) -> Side:
    """The side that a place is farthest out of."""
    if abs(at.y) - table.height / 2 >= abs(at.x) - table.width / 2:
        return "top" if at.y < 0 else "bottom"
    return "right" if at.x > 0 else "left"


def _clockwise(side: Side, at: Point) -> float:
    """How far along its side a place is."""
    return {"top": at.x, "right": at.y, "bottom": -at.x, "left": -at.y}[side]


def _at_side(side: Side, way: float, out: float) -> Point:
    """The place so far along a side and so far from the table's middle."""
    return {
        "top": Point(way, -out),
        "right": Point(out, way),
        "bottom": Point(-way, out),
        "left": Point(-out, -way),
    }[side]


def _unturned(table: Table, mark: SeatMark) -> Point:
    return along(along(_MIDDLE, -table.rotation, mark.x), 90 - table.rotation, mark.y)


def _turned(table: Table, at: Point) -> Point:
    return tidy(along(along(_MIDDLE, table.rotation, at.x), table.rotation + 90, at.y))
