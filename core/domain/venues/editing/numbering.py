"""Number seats and name rows by a scheme. The schemes with examples: docs/rules/numbering.md."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import dist
from typing import Literal, NamedTuple, TypeVar

from core.domain.venues.editing.changing import change_marks, change_rows
from core.domain.venues.editing.counting import AtAisle, Counting, Labels
from core.domain.venues.editing.doubles import doubled_seats, seat_name
from core.domain.venues.editing.labels import section_of
from core.domain.venues.editing.places import (
    Edited,
    RowAt,
    SeatAt,
    Selection,
    point_at,
    row_at,
    rows_in,
    seat_at,
    seats_in,
    zone_at,
)
from core.domain.venues.editing.refusals import NamesTaken
from core.domain.venues.extras import is_retired, table_of
from core.domain.venues.plan import Plan, Point, Row, SeatMark
from core.domain.venues.quality import stage_point
from core.domain.venues.rows import order_row

__all__ = [
    "AtAisle",
    "Counting",
    "Renamed",
    "RowScheme",
    "Scheme",
    "number_rows",
    "number_seats",
    "preview_rows",
    "preview_seats",
    "refuse_doubles",
]

P = TypeVar("P", SeatAt, RowAt)
_AISLE_STEP = 2  # of positions in a row, from one side of an aisle to the other
_ONE_AISLE = 2  # parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheme(Labels):
    """How the seats of a row are counted.

    `begin`: the side where counting starts, as seen on the plan (a row that is steeper than wide
    begins at its top), or, with `facing`, by somebody who sits in the row and looks at that point.
    `joined`: selected rows of one name are one row, even in two sections: counting continues across
    the aisle between them.
    """

    begin: Literal["left", "right"] = "left"
    at_aisle: AtAisle = AtAisle.CONTINUE
    joined: bool = False
    facing: Point | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RowScheme(Labels):
    """How the rows of a section are named.

    `begin`: with the front row (nearest the stage; without one, the upper) or with the back row.
    Rows of one name in a section are one row and stay so. ODD_LEFT_EVEN_RIGHT is for seats only.
    """

    counting: Counting = Counting.LETTERS
    begin: Literal["front", "back"] = "front"


class Renamed(NamedTuple):
    """A place with its label before and after; `doubled`: another place would have it too."""

    place: SeatAt | RowAt
    was: str
    now: str
    doubled: bool = False


def preview_seats(plan: Plan, selection: Selection, scheme: Scheme) -> tuple[Renamed, ...]:
    """What each selected seat would be called, in the order of counting; doubles are marked.

    Refuses only labels that can't be: `NamesRunOut`, `BadValue`.
    """
    return _preview(plan, _seat_numbers(plan, selection, scheme))


def number_seats(plan: Plan, selection: Selection, scheme: Scheme) -> Edited:
    """Number the selected seats row by row; refuse `NamesTaken` if two would have one name."""
    return _labelled(plan, selection, _seat_numbers(plan, selection, scheme))


def preview_rows(plan: Plan, selection: Selection, scheme: RowScheme) -> tuple[Renamed, ...]:
    """What each selected row would be called, in the order of counting; doubles are marked."""
    return _preview(plan, _row_names(plan, selection, scheme))


def number_rows(plan: Plan, selection: Selection, scheme: RowScheme) -> Edited:
    """Name the selected rows section by section; refuse `NamesTaken` if seats would double."""
    return _labelled(plan, selection, _row_names(plan, selection, scheme))


def refuse_doubles(plan: Plan, seats: Iterable[SeatAt]) -> None:
    """Refuse `NamesTaken` if in the rows of these seats two have one name."""
    doubled = doubled_seats(plan, _rows_of(plan, seats))
    if doubled:
        raise NamesTaken([str(name) for name in doubled])


def _preview(plan: Plan, labels: Mapping[P, str]) -> tuple[Renamed, ...]:
    named = _named(plan, labels)
    found = doubled_seats(named, _rows_of(named, _seats(named, labels)))
    seats: list[SeatAt] = [seat for places in found.values() for seat in places]
    doubled: set[SeatAt | RowAt] = {*seats, *(RowAt(seat.zone, seat.row) for seat in seats)}
    return tuple(
        Renamed(place, _thing_at(plan, place).number, label, place in doubled)
        for place, label in labels.items()
    )


def _labelled(plan: Plan, selection: Selection, labels: Mapping[P, str]) -> Edited:
    named = _named(plan, labels)
    refuse_doubles(named, _seats(named, labels))
    return Edited(named, selection)


def _named(plan: Plan, labels: Mapping[P, str]) -> Plan:
    """The plan with these seats and rows called so; what is called so already stays as it is."""
    marks: dict[SeatAt, SeatMark] = {}
    rows: dict[RowAt, Row] = {}
    for place, label in labels.items():
        if isinstance(place, SeatAt):
            marks[place] = seat_at(plan, place)._replace(number=label)
        elif row_at(plan, place).number != label:
            rows[place] = replace(row_at(plan, place), number=label)
    return change_rows(change_marks(plan, marks), rows)


def _seats(plan: Plan, places: Iterable[SeatAt | RowAt]) -> Iterable[SeatAt]:
    for place in places:
        if isinstance(place, SeatAt):
            yield place
        else:
            yield from (SeatAt(*place, seat) for seat in range(len(row_at(plan, place).seats)))


def _thing_at(plan: Plan, place: SeatAt | RowAt) -> SeatMark | Row:
    return seat_at(plan, place) if isinstance(place, SeatAt) else row_at(plan, place)


def _rows_of(plan: Plan, seats: Iterable[SeatAt]) -> set[tuple[str, str]]:
    """Section and row of each seat, as they are called now."""
    return {seat_name(plan, place)[:2] for place in seats}


def _seat_numbers(plan: Plan, selection: Selection, scheme: Scheme) -> dict[SeatAt, str]:
    runs: dict[tuple[str, ...], list[SeatAt]] = {}
    for place in seats_in(plan, selection):
        if not is_retired(seat_at(plan, place)):
            name = seat_name(plan, place)
            runs.setdefault((name.row,) if scheme.joined else name[:2], []).append(place)
    found: dict[SeatAt, str] = {}
    for run in runs.values():
        found.update(_run_numbers(plan, run, scheme))
    return found


def _run_numbers(plan: Plan, run: Sequence[SeatAt], scheme: Scheme) -> dict[SeatAt, str]:
    """The numbers of one row, in the order of counting."""
    points = [point_at(plan, place) for place in run]
    along = order_row(points)
    order, positions = list(along.order), list(along.positions)
    if _runs_backwards([points[index] for index in order], scheme, table=_at_table(plan, run)):
        order.reverse()
        positions = [1 + positions[-1] - position for position in reversed(positions)]
    if scheme.counting is Counting.ODD_LEFT_EVEN_RIGHT:
        left = _left_half(positions)
        numbers = scheme.outwards(left, len(order) - left)
    elif scheme.at_aisle is AtAisle.NEXT_HUNDRED:
        numbers = scheme.numbered(_parts(positions))
    else:
        numbers = scheme.made(len(order))
    return {run[index]: number for index, number in zip(order, numbers, strict=True)}


def _runs_backwards(points: Sequence[Point], scheme: Scheme, *, table: bool) -> bool:
    """The row, as walked, ends where counting begins."""
    (x0, y0), (x1, y1) = points[0], points[-1]
    dx, dy = x1 - x0, y1 - y0
    if table:
        rightwards = True  # as drawn: clockwise
    elif scheme.facing:
        middle = points[len(points) // 2]
        ahead_x, ahead_y = scheme.facing.x - middle.x, scheme.facing.y - middle.y
        # Who looks along (x, y) has (-y, x) at the right hand, because y points down.
        rightwards = dy * ahead_x - dx * ahead_y >= 0
    else:
        rightwards = dx >= 0 if abs(dx) >= abs(dy) else dy >= 0
    return rightwards != (scheme.begin == "left")


def _at_table(plan: Plan, run: Sequence[SeatAt]) -> bool:
    return len({place[:2] for place in run}) == 1 and table_of(row_at(plan, run[0])) is not None


def _parts(positions: Sequence[int]) -> list[int]:
    """How many seats there are between the aisles."""
    aisles = [
        index + 1
        for index, (here, there) in enumerate(pairwise(positions))
        if there - here >= _AISLE_STEP
    ]
    bounds = [0, *aisles, len(positions)]
    return [there - here for here, there in pairwise(bounds)]


def _left_half(positions: Sequence[int]) -> int:
    """How many seats are left of the centre: of the only aisle, or else half of them."""
    parts = _parts(positions)
    return parts[0] if len(parts) == _ONE_AISLE else (len(positions) + 1) // 2


def _row_names(plan: Plan, selection: Selection, scheme: RowScheme) -> dict[RowAt, str]:
    sections: dict[str, dict[str, list[RowAt]]] = {}
    for place in rows_in(plan, selection):
        row = row_at(plan, place)
        section = sections.setdefault(section_of(zone_at(plan, place), row), {})
        section.setdefault(row.number, []).append(place)
    stage = stage_point(plan)
    found: dict[RowAt, str] = {}
    for rows in sections.values():
        ordered = sorted(rows.values(), key=lambda places: _away(plan, places, stage))
        if scheme.begin == "back":
            ordered.reverse()
        for places, name in zip(ordered, scheme.made(len(ordered)), strict=True):
            found.update(dict.fromkeys(places, name))
    return found


def _away(plan: Plan, places: Sequence[RowAt], stage: Point | None) -> float:
    """How far back a row is: from the stage, or down the plan."""
    seats = [point_at(plan, seat) for seat in seats_in(plan, places)]
    if not seats:
        return 0.0
    if stage is None:
        return sum(y for _, y in seats) / len(seats)
    return min(dist(seat, stage) for seat in seats)
