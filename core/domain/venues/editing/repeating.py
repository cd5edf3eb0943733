"""Duplicate what is selected, once, on a lattice or around a point."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from core.domain.venues.editing.changing import add_areas, add_rows, add_zones, change_rows
from core.domain.venues.editing.copying import (
    copied_area,
    copied_mark,
    copied_row,
    copied_zone,
    fresh_guids,
)
from core.domain.venues.editing.labels import (
    free_label,
    next_label,
    row_names,
    section_names,
    section_of,
)
from core.domain.venues.editing.motion import (
    Motion,
    moved_area,
    moved_row,
    moved_zone,
    new_place,
    shift,
    turn,
)
from core.domain.venues.editing.places import (
    AreaAt,
    Edited,
    Place,
    RowAt,
    SeatAt,
    Selection,
    ZoneAt,
    area_at,
    in_order,
    outermost,
    row_at,
    rows_in,
    seat_at,
    seats_in,
    zone_at,
)
from core.domain.venues.editing.refusals import CannotDraw, TooManySeats
from core.domain.venues.plan import MAX_SEATS, Plan, Point

_MOST_COPIES = 10_000


def duplicate(plan: Plan, selection: Selection, dx: float = 24.0, dy: float = 24.0) -> Edited:
    """A copy beside it, with identities and names of its own; select the copy."""
    return _repeated(plan, selection, [shift(dx, dy)])


def array(
    plan: Plan, selection: Selection, *, across: int, down: int, dx: float, dy: float
) -> Edited:
    """Copies on a lattice of across x down, the original its first; select them all.

    `dx` is the distance from column to column, `dy` from row to row.
    """
    if across < 1 or down < 1 or across * down > _MOST_COPIES:
        raise CannotDraw(f"an array has 1 to {_MOST_COPIES:,} fields")
    motions = [shift(dx * column, dy * line) for line in range(down) for column in range(across)]
    edited = _repeated(plan, selection, motions[1:])
    return edited._replace(selection=edited.selection | outermost(selection))


def array_around(
    plan: Plan, selection: Selection, *, copies: int, degrees: float, about: Point
) -> Edited:
    """Copies turned about a point, `degrees` further each, beside the original; select them all."""
    if not 1 <= copies <= _MOST_COPIES:
        raise CannotDraw(f"there are 1 to {_MOST_COPIES:,} copies")
    motions = [turn(degrees * (index + 1), about) for index in range(copies)]
    edited = _repeated(plan, selection, motions)
    return edited._replace(selection=edited.selection | outermost(selection))


def _repeated(plan: Plan, selection: Selection, motions: Sequence[Motion]) -> Edited:
    chosen = in_order(outermost(selection))
    seats = plan.seat_count + len(seats_in(plan, chosen)) * len(motions)
    if seats > MAX_SEATS:
        raise TooManySeats(seats)
    copying = _Copying(plan)
    for motion in motions:
        copying.copy(plan, chosen, motion)
    return Edited(copying.plan, frozenset(copying.made))


class _Copying:
    """The plan while copies are added to it; originals are read from the plan before."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.made: list[Place] = []
        self._sections: set[str] = set()
        self._rows: dict[str, set[str]] = {}

    def copy(self, plan: Plan, chosen: Iterable[Place], motion: Motion) -> None:
        places = list(chosen)
        fresh = fresh_guids(row_at(plan, at) for at in rows_in(plan, places))
        for place in places:
            if isinstance(place, ZoneAt):
                self._zone(plan, place, motion, fresh)
            elif isinstance(place, RowAt):
                self._row(plan, place, motion, fresh)
            elif isinstance(place, SeatAt):
                self._seat(plan, place, motion, fresh)
            else:
                self._area(plan, place, motion)

    def _zone(self, plan: Plan, at: ZoneAt, motion: Motion, fresh: dict[str, str]) -> None:
        zone = zone_at(plan, at)
        self._sections = self._sections or section_names(plan)
        name = free_label(next_label(zone.name), self._sections)
        self._sections.add(name)
        copied = replace(moved_zone(copied_zone(zone, fresh), motion), name=name)
        self.plan, places = add_zones(self.plan, [copied])
        self.made += places

    def _row(self, plan: Plan, at: RowAt, motion: Motion, fresh: dict[str, str]) -> None:
        row = row_at(plan, at)
        section = section_of(zone_at(plan, at), row)
        taken = self._rows.setdefault(section, row_names(plan, section))
        name = free_label(next_label(row.number), taken)
        taken.add(name)
        moved = moved_row(copied_row(row, fresh), motion, new_place(plan, at, motion))
        self.plan, places = add_rows(self.plan, at.zone, [replace(moved, number=name)])
        self.made += places

    def _seat(self, plan: Plan, at: SeatAt, motion: Motion, fresh: dict[str, str]) -> None:
        where = RowAt(at.zone, at.row)
        row = row_at(self.plan, where)
        mark = copied_mark(seat_at(plan, at), fresh)
        number = free_label(next_label(mark.number), {each.number for each in row.seats})
        x, y = new_place(plan, at, motion)
        seats = (*row.seats, mark._replace(number=number, x=x, y=y))
        self.plan = change_rows(self.plan, {where: replace(row, seats=seats)})
        self.made.append(SeatAt(*where, len(row.seats)))

    def _area(self, plan: Plan, at: AreaAt, motion: Motion) -> None:
        area = copied_area(area_at(plan, at))
        moved = moved_area(area, motion, new_place(plan, at, motion))
        self.plan, places = add_areas(self.plan, at.zone, [moved])
        self.made += places
