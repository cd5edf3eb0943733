"""Copy a part of a plan and paste it, also into another venue's."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from core.domain.venues.editing.changing import add_areas, add_rows, add_zones, check_room
from core.domain.venues.editing.copying import copied_area, copied_row, fresh_guids
from core.domain.venues.editing.doubles import doubled_seats, seat_name
from core.domain.venues.editing.labels import (
    free_label,
    row_names,
    seats_said,
    section_names,
    section_of,
)
from core.domain.venues.editing.places import (
    AreaAt,
    Edited,
    Place,
    RowAt,
    SeatAt,
    Selection,
    ZoneAt,
    everything,
    in_order,
    outermost,
    seats_in,
)
from core.domain.venues.editing.placing import centre_of
from core.domain.venues.extras import (
    NAME,
    PART,
    PICTURES,
    capacity_of,
    is_part,
    name_of,
    pictures_of,
    view_of,
    with_keys,
)
from core.domain.venues.plan import NO_EXTRA, Area, Plan, PlanRefused, Point, Row, Zone
from core.domain.venues.plan_json import read_plan
from core.domain.venues.plan_writing import write_plan

_TOLD = 5  # changes of names that are told one by one


class Fragment(NamedTuple):
    """A plan that holds only what was copied, where it stood.

    A zone that isn't copied as a whole section says so in its extra.
    """

    plan: Plan


def copy(plan: Plan, selection: Selection) -> Fragment:
    """Copy what is selected, with the categories and pictures that it needs."""
    by_zone: dict[int, list[Place]] = {}
    for place in in_order(outermost(selection)):
        by_zone.setdefault(place[0], []).append(place)
    zones = tuple(
        plan.zones[index] if ZoneAt(index) in inside else _part(plan.zones[index], inside)
        for index, inside in sorted(by_zone.items())
    )
    used = {mark.category for zone in zones for row in zone.rows for mark in row.seats}
    views = {view_of(zone) for zone in zones}
    pictures = {name: one for name, one in pictures_of(plan).items() if name in views}
    return Fragment(
        Plan(
            plan.name,
            tuple(category for category in plan.categories if category.name in used),
            zones,
            extra=with_keys(NO_EXTRA, {PICTURES: pictures or None}),
        )
    )


def paste(
    plan: Plan, fragment: Fragment, *, at: Point | None = None, into: ZoneAt | None = None
) -> Edited:
    """Put a copy in, its middle at a point, or where it stood; select it.

    Sections come as sections. Rows and areas go into the section `into`, else into the one of their
    old section's name, else into a new one. All seats get guids of their own; sections and rows of
    which the name is taken get the next free one, and `notes` say so. Refuse `TooManySeats`.
    """
    copied = fragment.plan
    check_room(plan, copied.seat_count)
    middle = centre_of(copied, everything(copied))
    dx, dy = (at.x - middle.x, at.y - middle.y) if at and middle else (0.0, 0.0)
    pasting = _Pasting(_with_belongings(plan, copied))
    fresh = fresh_guids(row for zone in copied.zones for row in zone.rows)
    for zone in copied.zones:
        moved = replace(
            zone,
            x=zone.x + dx,
            y=zone.y + dy,
            rows=tuple(copied_row(row, fresh) for row in zone.rows),
            areas=tuple(map(copied_area, zone.areas)),
        )
        if is_part(zone):
            pasting.part(moved, into)
        else:
            pasting.whole(moved)
    return pasting.done()


def fragment_text(fragment: Fragment) -> str:
    """The fragment for the system's clipboard: a plan in the open format."""
    return write_plan(fragment.plan)


def fragment_from(text: str) -> Fragment | None:
    """The fragment, or the plan, that a text holds; None if it holds neither."""
    if not text.lstrip().startswith("{"):
        return None
    try:
        return Fragment(read_plan(text, unfinished=True))
    except PlanRefused:
        return None


@dataclass(slots=True)
class _Pasting:
    """The plan while parts are pasted into it, what was pasted, and what to tell of it."""

    plan: Plan
    made: list[Place] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def whole(self, zone: Zone) -> None:
        name = free_label(zone.name or "Section 1", section_names(self.plan))
        if name != zone.name:
            self.notes.append(f"{zone.name} became {name}.")
        # Rows of the section itself are alone in it; others may meet their like.
        rows = tuple(self._named(zone, [row])[0] if row.section else row for row in zone.rows)
        areas = tuple(map(self._named_area, zone.areas))
        whole = replace(zone, name=name, rows=rows, areas=areas)
        self.plan, places = add_zones(self.plan, [whole])
        self.made += places

    def part(self, zone: Zone, into: ZoneAt | None) -> None:
        target = into or self._section(zone)
        holder = self.plan.zones[target.zone]
        dx, dy = zone.x - holder.x, zone.y - holder.y
        rows = [replace(row, x=row.x + dx, y=row.y + dy) for row in zone.rows]
        if into:
            rows = [replace(row, section=None) for row in rows]
        self.plan, new_rows = add_rows(self.plan, target.zone, self._named(holder, rows))
        areas = [replace(area, x=area.x + dx, y=area.y + dy) for area in zone.areas]
        self.plan, new_areas = add_areas(self.plan, target.zone, list(map(self._named_area, areas)))
        self.made += [*new_rows, *new_areas]

    def done(self) -> Edited:
        """The result; names that seats of a section of their own share are told, too."""
        seats = seats_in(self.plan, self.made)
        doubled = doubled_seats(self.plan, {seat_name(self.plan, at)[:2] for at in seats})
        if doubled:
            said = f"Called like others: {seats_said(len(doubled))}. Renumber them."
            self.notes.insert(0, said)
        told = self.notes[:_TOLD]
        if len(self.notes) > _TOLD:
            told.append(f"{len(self.notes) - _TOLD} more got other names.")
        return Edited(self.plan, frozenset(self.made), tuple(told))

    def _section(self, zone: Zone) -> ZoneAt:
        for index, known in enumerate(self.plan.zones):
            if known.name == zone.name:
                return ZoneAt(index)
        empty = Zone(zone.name, zone.x, zone.y, (), level=zone.level)
        self.plan, places = add_zones(self.plan, [empty])
        return places[0]

    def _named(self, zone: Zone, rows: Sequence[Row]) -> list[Row]:
        """The rows with free names in their sections."""
        taken: dict[str, set[str]] = {}
        found = []
        for row in rows:
            section = section_of(zone, row)
            names = taken.setdefault(section, row_names(self.plan, section))
            name = free_label(row.number, names)
            names.add(name)
            if name != row.number:
                self.notes.append(f"Row {row.number} of {section} became {name}.")
            found.append(row if name == row.number else replace(row, number=name))
        return found

    def _named_area(self, area: Area) -> Area:
        name = name_of(area)
        if not capacity_of(area) or name is None:
            return area
        free = free_label(name, section_names(self.plan))
        return area if free == name else replace(area, extra=with_keys(area.extra, {NAME: free}))


def _part(zone: Zone, inside: Sequence[Place]) -> Zone:
    """The zone with only what is selected in it."""
    seats: dict[int, list[int]] = {}
    for place in inside:
        if isinstance(place, SeatAt):
            seats.setdefault(place.row, []).append(place.seat)
    rows = {place.row: zone.rows[place.row] for place in inside if isinstance(place, RowAt)}
    for index, chosen in seats.items():
        row = zone.rows[index]
        rows[index] = replace(row, seats=tuple(row.seats[seat] for seat in sorted(chosen)))
    return replace(
        zone,
        rows=tuple(row for _, row in sorted(rows.items(), key=_first)),
        areas=tuple(zone.areas[place.area] for place in inside if isinstance(place, AreaAt)),
        extra=with_keys(zone.extra, {PART: True}),
    )


def _first(item: tuple[int, Row]) -> int:
    return item[0]


def _with_belongings(plan: Plan, copied: Plan) -> Plan:
    """The plan with the categories and pictures that it lacks; its own colours stay."""
    known = {category.name for category in plan.categories}
    categories = tuple(one for one in copied.categories if one.name not in known)
    if categories:
        plan = replace(plan, categories=(*plan.categories, *categories))
    pictures = pictures_of(copied)
    if not pictures.keys() - pictures_of(plan).keys():
        return plan
    return replace(plan, extra=with_keys(plan.extra, {PICTURES: {**pictures, **pictures_of(plan)}}))
