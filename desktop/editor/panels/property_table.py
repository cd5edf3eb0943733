"""Every property that the panel shows: what it is of, how it is read, and the edit that sets it.

Values are texts; a property whose selected places differ is shown as mixed.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from core.domain.venues.editing.places import (
    Edited,
    Selection,
    ZoneAt,
    area_at,
    areas_in,
    rows_in,
    seats_in,
    zones_in,
)
from core.domain.venues.editing.properties import (
    rename_row,
    rename_seat,
    set_area_colors,
    set_area_kind,
    set_area_name,
    set_area_text,
    set_capacity,
    set_category,
    set_quality,
    set_radius,
    set_restricted_view,
    set_retired,
    set_row_labels,
    set_seat_type,
)
from core.domain.venues.editing.rows import bend_rows, form_of, space_rows
from core.domain.venues.editing.sections import (
    rename_section,
    set_entrance,
    set_gate,
    set_layer,
    set_level,
)
from core.domain.venues.extras import (
    CATEGORY,
    AreaKind,
    capacity_of,
    entrance_of,
    floors_of,
    gate_of,
    is_retired,
    kind_of,
    layer_of,
    name_of,
    quality_of,
    restricted_view_of,
    text_of,
)
from core.domain.venues.plan import Area, Plan, Row, SeatMark, Zone
from core.domain.venues.states import SeatType
from desktop.editor.panels.chosen import Chosen
from desktop.editor.panels.fields import Choices
from desktop.editor.panels.numbers import (
    color_in,
    number_in,
    number_or_none,
    number_shown,
    whole_in,
)

FEW_ROWS = 100


class Group(StrEnum):
    SECTIONS = "Sections"
    ROWS = "Rows"
    SEATS = "Seats"
    AREAS = "Areas"


@dataclass(frozen=True, slots=True)
class Property:
    """`alone`: only where a single place is selected; `label` is what undo is called."""

    group: Group
    title: str
    label: str
    read: Callable[[Chosen], Iterable[str]]
    write: Callable[[Plan, Selection, str], Edited]
    choices: Callable[[Plan], Choices] | None = None
    alone: bool = False
    hint: str = ""
    is_color: bool = False
    suits: Callable[[Chosen], bool] | None = None

    def fits(self, chosen: Chosen) -> bool:
        """Whether it means something for what is selected."""
        if self.suits is not None and not self.suits(chosen):
            return False
        return not self.alone or _size(self.group, chosen) == 1


def groups_of(chosen: Chosen) -> tuple[Group, ...]:
    """What kinds of places are selected; sections have rows, and rows have seats."""
    return tuple(group for group in Group if _size(group, chosen))


def _size(group: Group, chosen: Chosen) -> int:
    sizes = {
        Group.SECTIONS: lambda: len(chosen.zones),
        Group.ROWS: lambda: len(chosen.rows),
        Group.SEATS: lambda: chosen.seat_count,
        Group.AREAS: lambda: len(chosen.areas),
    }
    return sizes[group]()


def _seats(value: Callable[[SeatMark], str]) -> Callable[[Chosen], Iterable[str]]:
    return lambda chosen: map(value, chosen.marks)


def _rows(value: Callable[[Row], str]) -> Callable[[Chosen], Iterable[str]]:
    return lambda chosen: map(value, chosen.rows)


def _zones(value: Callable[[Zone], str]) -> Callable[[Chosen], Iterable[str]]:
    return lambda chosen: map(value, chosen.zones)


def _areas(value: Callable[[Area], str]) -> Callable[[Chosen], Iterable[str]]:
    return lambda chosen: map(value, chosen.areas)


def _seat_types(_plan: Plan) -> Choices:
    return (("By category", ""), *((kind.value.capitalize(), kind.value) for kind in SeatType))


def _has_standing(chosen: Chosen) -> bool:
    return any(capacity_of(area) for area in chosen.areas)


def _bends(chosen: Chosen) -> bool:
    """Tables don't; and a row's form is worked out of its seats, half a millisecond each."""
    return len(chosen.rows) <= FEW_ROWS and "" in chosen.tables


def _levels(plan: Plan) -> Choices:
    names = floors_of(plan)
    top = max([len(names), *(zone.level + 1 for zone in plan.zones)], default=1)
    named = (
        names[level] if level < len(names) and names[level] else "" for level in range(top + 1)
    )
    return tuple((name or f"Level {level}", str(level)) for level, name in enumerate(named))


_SIDES = (("None", ""), ("Left", "left"), ("Right", "right"), ("Both ends", "both"))
_KINDS = tuple(
    (kind.value.capitalize(), kind.value) for kind in AreaKind if kind is not AreaKind.GA
)
_YES = (("On sale", ""), ("Retired", "yes"))


def _colored(
    plan: Plan, selection: Selection, colors: Callable[[Area], tuple[str | None, str | None]]
) -> Edited:
    """Set fill and border of each area by what it has."""
    edited = Edited(plan, selection)
    for place in areas_in(plan, selection):
        wanted = colors(area_at(edited.plan, place))
        edited = set_area_colors(edited.plan, frozenset({place}), *wanted)
    return Edited(edited.plan, selection)


PROPERTIES = (
    Property(
        Group.SECTIONS,
        "Name",
        "Rename section",
        _zones(lambda zone: zone.name),
        lambda p, s, text: rename_section(p, ZoneAt(zones_in(s)[0]), text),
        alone=True,
    ),
    Property(
        Group.SECTIONS,
        "Floor",
        "Set floor",
        _zones(lambda zone: str(zone.level)),
        lambda p, s, text: set_level(p, s, int(text)),
        choices=_levels,
    ),
    Property(
        Group.SECTIONS,
        "Entrance",
        "Set entrance",
        _zones(lambda zone: entrance_of(zone) or ""),
        set_entrance,
    ),
    Property(
        Group.SECTIONS, "Gate", "Set gate", _zones(lambda zone: gate_of(zone) or ""), set_gate
    ),
    Property(
        Group.SECTIONS, "Layer", "Set layer", _zones(lambda zone: layer_of(zone) or ""), set_layer
    ),
    Property(
        Group.ROWS,
        "Name",
        "Rename row",
        _rows(lambda row: row.number),
        lambda p, s, text: rename_row(p, rows_in(p, s)[0], text),
        alone=True,
    ),
    Property(
        Group.ROWS,
        "Bend",
        "Bend rows",
        _rows(lambda row: number_shown(form_of(row).bend)),
        lambda p, s, text: bend_rows(p, s, number_in("Bend", text)),
        suits=_bends,
    ),
    Property(
        Group.ROWS,
        "Seat to seat",
        "Space rows",
        _rows(lambda row: number_shown(form_of(row).spacing)),
        lambda p, s, text: space_rows(p, s, number_in("Spacing", text)),
        suits=_bends,
    ),
    Property(
        Group.ROWS,
        "Row names",
        "Show row names",
        _rows(lambda row: row.label_side or ""),
        lambda p, s, text: set_row_labels(p, s, text or None),
        choices=lambda _plan: _SIDES,
    ),
    Property(
        Group.SEATS,
        "Number",
        "Rename seat",
        _seats(lambda mark: mark.number),
        lambda p, s, text: rename_seat(p, seats_in(p, s)[0], text),
        alone=True,
    ),
    Property(
        Group.SEATS,
        "Category",
        "Set category",
        _seats(lambda mark: mark.category),
        set_category,
        choices=lambda plan: tuple((one.name, one.name) for one in plan.categories),
        is_color=True,
    ),
    Property(
        Group.SEATS,
        "Seat type",
        "Set seat type",
        _seats(lambda mark: mark.seat_type.value if mark.seat_type else ""),
        lambda p, s, text: set_seat_type(p, s, SeatType(text) if text else None),
        choices=_seat_types,
    ),
    Property(
        Group.SEATS,
        "Restricted view",
        "Restrict view",
        _seats(lambda mark: restricted_view_of(mark) or ""),
        set_restricted_view,
        hint="Nothing in the view",
    ),
    Property(
        Group.SEATS,
        "Quality, 0 to 1",
        "Set quality",
        _seats(lambda mark: number_shown(quality_of(mark))),
        lambda p, s, text: set_quality(p, s, number_or_none("Quality", text)),
        hint="Computed",
    ),
    Property(
        Group.SEATS,
        "Radius",
        "Set radius",
        _seats(lambda mark: number_shown(mark.radius)),
        lambda p, s, text: set_radius(p, s, number_or_none("Radius", text)),
        hint="Fits the spacing",
    ),
    Property(
        Group.SEATS,
        "State",
        "Retire seats",
        _seats(lambda mark: "yes" if is_retired(mark) else ""),
        lambda p, s, text: set_retired(p, s, retired=bool(text)),
        choices=lambda _plan: _YES,
    ),
    Property(
        Group.AREAS,
        "Name",
        "Name area",
        _areas(lambda area: name_of(area) or ""),
        lambda p, s, text: set_area_name(p, areas_in(p, s)[0], text),
        alone=True,
    ),
    Property(
        Group.AREAS,
        "Kind",
        "Set kind",
        _areas(lambda area: (kind_of(area) or AreaKind.SHAPE).value),
        lambda p, s, text: set_area_kind(p, s, AreaKind(text)),
        choices=lambda _plan: _KINDS,
        suits=lambda chosen: not _has_standing(chosen),
    ),
    Property(
        Group.AREAS,
        "Text",
        "Write text",
        _areas(lambda area: area.text.text if area.text else ""),
        set_area_text,
    ),
    Property(
        Group.AREAS,
        "Capacity",
        "Set capacity",
        _areas(lambda area: str(capacity_of(area) or "")),
        lambda p, s, text: set_capacity(p, s, whole_in("Capacity", text)),
        suits=_has_standing,
    ),
    Property(
        Group.AREAS,
        "Category",
        "Set category",
        _areas(lambda area: text_of(area.extra, CATEGORY) or ""),
        set_category,
        choices=lambda plan: tuple((one.name, one.name) for one in plan.categories),
        is_color=True,
        suits=_has_standing,
    ),
    Property(
        Group.AREAS,
        "Colour",
        "Colour areas",
        _areas(lambda area: area.color or ""),
        lambda p, s, text: _colored(p, s, lambda area: (color_in(text), area.border_color)),
        is_color=True,
    ),
    Property(
        Group.AREAS,
        "Border",
        "Colour borders",
        _areas(lambda area: area.border_color or ""),
        lambda p, s, text: _colored(p, s, lambda area: (area.color, color_in(text))),
        is_color=True,
    ),
)
