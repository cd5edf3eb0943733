"""Add and remove seats at either end of a row or at an aisle; open and close aisles."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from math import hypot
from typing import Literal

from core.domain.venues.editing.changing import change_rows, check_room
from core.domain.venues.editing.geometry import between, tidy
from core.domain.venues.editing.labels import free_labels, fresh_guid, next_number
from core.domain.venues.editing.places import (
    Edited,
    RowAt,
    SeatAt,
    row_at,
)
from core.domain.venues.editing.placing import delete
from core.domain.venues.editing.refusals import BadValue, CannotDraw
from core.domain.venues.editing.table_sides import Side, seats_at, spread_again, with_more
from core.domain.venues.editing.walks import (
    Walk,
    laid_out,
    walk,
    with_points,
)
from core.domain.venues.extras import Table, table_of
from core.domain.venues.grid import SEAT_SPACING
from core.domain.venues.plan import NO_EXTRA, Plan, Point, Row, SeatMark

End = Literal["start", "end", "top", "bottom"]
"""A row's ends; of a rectangular table, as it lies unturned, its left, right, top and bottom."""
_SIDES: Mapping[End, Side] = {"start": "left", "end": "right", "top": "top", "bottom": "bottom"}


def add_seats(plan: Plan, row: RowAt, *, end: End, count: int = 1) -> Edited:
    """Continue the row at an end, along its line or arc; select the new seats.

    Around a table they spread evenly: along the side, or all around a round one.
    """
    if count < 1:
        raise CannotDraw("there is at least one seat to add")
    check_room(plan, count)
    before = row_at(plan, row)
    one = walk(before)
    if not one.points:
        raise CannotDraw("the row has no seats to go on from; draw one into it")
    table = table_of(before)
    if table:
        return _at_table(plan, row, table, (_SIDES[end], count))
    _check_end(end)
    added = _continued(one, count, first=end == "start")
    beside = before.seats[one.order[0 if end == "start" else -1]]
    new = _new_marks(one, added, beside, first=end == "start")
    seats = (*new[::-1], *before.seats) if end == "start" else (*before.seats, *new)
    first = 0 if end == "start" else len(before.seats)
    return _with_new(plan, row, replace(before, seats=seats), range(first, first + count))


def remove_seats(
    plan: Plan,
    row: RowAt,
    *,
    end: End,
    count: int = 1,
    in_use: Collection[str] = frozenset(),
) -> Edited:
    """Shorten the row at an end; one seat stays. Seats `in_use` are retired, not deleted.

    Around a table those that are left spread evenly.
    """
    table = table_of(row_at(plan, row))
    if table:
        return _from_table(plan, row, table, (_SIDES[end], count), in_use)
    _check_end(end)
    one = walk(row_at(plan, row))
    out = max(0, min(count, len(one.order) - 1))
    gone = one.order[:out] if end == "start" else one.order[len(one.order) - out :]
    edited = delete(plan, frozenset(SeatAt(*row, seat) for seat in gone), in_use=in_use)
    return edited._replace(selection=frozenset([row]))


def add_at_aisle(plan: Plan, beside: SeatAt, *, count: int = 1) -> Edited:
    """Put seats into the aisle next to a seat; the row behind moves on if they don't fit."""
    if count < 1:
        raise CannotDraw("there is at least one seat to add")
    check_room(plan, count)
    place = RowAt(beside.zone, beside.row)
    one = walk(row_at(plan, place))
    at, behind = _aisle_beside(one, beside)
    aisle = at if behind else at - 1
    gap = max(one.gaps[aisle], one.spacing * (count + 1))
    gaps = [*one.gaps[:aisle], gap, *one.gaps[aisle + 1 :]]
    widened = walk(with_points(one, laid_out(one, gaps)))
    parts = [one.spacing] * count
    parts = [*parts, gap - sum(parts)] if behind else [gap - sum(parts), *parts]
    points = _between_seats(widened, aisle, parts)
    new = _new_marks(widened, points, one.row.seats[beside.seat], first=False)
    seats = list(widened.row.seats)
    index = beside.seat + (1 if behind else 0)
    seats[index:index] = new
    changed = replace(widened.row, seats=tuple(seats))
    return _with_new(plan, place, changed, range(index, index + count))


def remove_at_aisle(
    plan: Plan, beside: SeatAt, *, count: int = 1, in_use: Collection[str] = frozenset()
) -> Edited:
    """Widen the aisle next to a seat: take out it and seats behind it; one of its part stays."""
    place = RowAt(beside.zone, beside.row)
    one = walk(row_at(plan, place))
    at, behind = _aisle_beside(one, beside)
    way = range(at, -1, -1) if behind else range(at, len(one.order))
    part = [at]
    for here, there in pairwise(way):
        if one.is_aisle(one.gaps[min(here, there)]):
            break
        part.append(there)
    gone = part[: max(0, min(count, len(part) - 1))]
    selection = frozenset(SeatAt(*place, one.order[index]) for index in gone)
    return delete(plan, selection, in_use=in_use)._replace(selection=frozenset([place]))


def open_aisle(plan: Plan, after: SeatAt, *, width: float = 48.0) -> Edited:
    """Open an aisle after a seat: the gap grows by `width`, the seats behind move on."""
    if width <= 0:
        raise BadValue("Aisle", "its width is greater than zero")
    return _aisle(plan, after, lambda _, gap: gap + width)


def close_aisle(plan: Plan, after: SeatAt) -> Edited:
    """Bring the seats behind the aisle after a seat back to the row's spacing."""
    return _aisle(plan, after, lambda one, _: one.spacing)


def open_aisles(plan: Plan, after: Iterable[SeatAt], *, width: float = 48.0) -> Edited:
    """Open an aisle after each of these seats, one a row, say; select them."""
    places = sorted(set(after))
    for place in places:
        plan = open_aisle(plan, place, width=width).plan
    return Edited(plan, frozenset(places))


def _continued(one: Walk, count: int, *, first: bool) -> list[Point]:
    """The next places beyond an end, from the row outwards."""
    spacing = one.spacing or SEAT_SPACING
    backwards = _reversed(one) if first else one
    longer = replace(
        backwards,
        points=(*backwards.points, *_beyond(backwards, spacing, count)),
        gaps=(*backwards.gaps, *([spacing] * count)),
    )
    return laid_out(longer, longer.gaps)[len(one.points) :]


def _reversed(one: Walk) -> Walk:
    arc = one.arc and replace(one.arc, start=one.arc.start + one.arc.sweep, sweep=-one.arc.sweep)
    return replace(one, arc=arc, points=one.points[::-1], gaps=one.gaps[::-1])


def _beyond(one: Walk, spacing: float, count: int) -> list[Point]:
    """Straight on from the last two seats; to the right from a single one."""
    end = one.points[-1]
    before = one.points[-2] if len(one.points) > 1 else Point(end.x - spacing, end.y)
    x, y = end.x - before.x, end.y - before.y
    share = spacing / (hypot(x, y) or 1.0)
    return [
        Point(end.x + x * share * step, end.y + y * share * step) for step in range(1, count + 1)
    ]


def _between_seats(one: Walk, aisle: int, parts: Sequence[float]) -> list[Point]:
    """The places inside a gap that is divided into parts, the row's line or arc followed."""
    inner = [between(one.points[aisle], one.points[aisle + 1], 0.5)] * (len(parts) - 1)
    if one.arc:
        divided = replace(
            one,
            points=(*one.points[: aisle + 1], *inner, *one.points[aisle + 1 :]),
        )
        gaps = [*one.gaps[:aisle], *parts, *one.gaps[aisle + 1 :]]
        return laid_out(divided, gaps)[aisle + 1 : aisle + len(parts)]
    whole = sum(parts)
    shares = [sum(parts[: index + 1]) / whole for index in range(len(parts) - 1)]
    return [between(one.points[aisle], one.points[aisle + 1], share) for share in shares]


def _aisle_beside(one: Walk, beside: SeatAt) -> tuple[int, bool]:
    """How far along the walk the seat comes, and whether the aisle is behind it or before."""
    at = one.at_seat(beside.seat)
    behind = at < len(one.gaps) and one.is_aisle(one.gaps[at])
    if not behind and not (at and one.is_aisle(one.gaps[at - 1])):
        raise CannotDraw("the seat is not beside an aisle")
    return at, behind


def _new_marks(
    one: Walk, points: Sequence[Point], beside: SeatMark, *, first: bool
) -> list[SeatMark]:
    """Seats like the one beside, without what is only its own, numbered on from the row's end."""
    numbers = [one.row.seats[index].number for index in one.order]
    labels = _labels(numbers, len(points), first=first)
    return [
        _like(beside, label)._replace(x=at.x, y=at.y)
        for label, at in zip(labels, map(tidy, points), strict=True)
    ]


def _like(beside: SeatMark, label: str) -> SeatMark:
    return beside._replace(guid=fresh_guid(), number=label, seat_type=None, extra=NO_EXTRA)


def _labels(numbers: Sequence[str], count: int, *, first: bool) -> list[str]:
    known, found = list(numbers), []
    for _ in range(count):
        (label,) = free_labels(1, next_number(known, first=first), set(known))
        found.append(label)
        known = [label, *known] if first else [*known, label]
    return found


def _check_end(end: End) -> None:
    if end not in ("start", "end"):
        raise CannotDraw("only a table has seats at its top and bottom")


def _at_table(plan: Plan, place: RowAt, table: Table, more: tuple[Side, int]) -> Edited:
    side, count = more
    row = row_at(plan, place)
    beside = row.seats[(seats_at(row, table, side) or [0])[-1]]
    labels = _labels([mark.number for mark in row.seats], count, first=False)
    new = [_like(beside, label) for label in labels]
    longer, first = with_more(row, table, new, side)
    return _with_new(plan, place, longer, range(first, first + count))


def _from_table(
    plan: Plan, place: RowAt, table: Table, fewer: tuple[Side, int], in_use: Collection[str]
) -> Edited:
    """The last seats of the side go, or the last of all at a round table."""
    side, count = fewer
    row = row_at(plan, place)
    around = table.shape == "round"
    there = list(range(len(row.seats))) if around else seats_at(row, table, side)
    out = max(0, min(count, len(there), len(row.seats) - 1))
    gone = frozenset(SeatAt(*place, seat) for seat in there[len(there) - out :])
    edited = delete(plan, gone, in_use=in_use)
    left = row_at(edited.plan, place)
    if left is not row and len(left.seats) < len(row.seats):
        left = spread_again(left, table)
    return Edited(change_rows(edited.plan, {place: left}), frozenset([place]), edited.notes)


def _with_new(plan: Plan, place: RowAt, row: Row, seats: Iterable[int]) -> Edited:
    changed = change_rows(plan, {place: row})
    return Edited(changed, frozenset(SeatAt(*place, seat) for seat in seats))


def _aisle(plan: Plan, after: SeatAt, gap_of: Callable[[Walk, float], float]) -> Edited:
    place = RowAt(after.zone, after.row)
    row = row_at(plan, place)
    one = walk(row)
    at = one.at_seat(after.seat)
    if table_of(row) or at == len(one.gaps):
        raise CannotDraw("there is no seat behind this one in its row")
    gaps = [*one.gaps[:at], gap_of(one, one.gaps[at]), *one.gaps[at + 1 :]]
    changed = change_rows(plan, {place: with_points(one, laid_out(one, gaps))})
    return Edited(changed, frozenset([after]))
