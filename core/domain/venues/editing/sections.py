"""Set what sections are: name, level, entrance, gate, view, layer, locked, hidden."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from core.domain.venues.editing.changing import add_zones, change_zones
from core.domain.venues.editing.checked import checked_label, checked_text
from core.domain.venues.editing.labels import free_label, section_names
from core.domain.venues.editing.numbering import refuse_doubles
from core.domain.venues.editing.places import (
    Edited,
    RowAt,
    Selection,
    ZoneAt,
    rows_in,
    seats_in,
    zones_in,
)
from core.domain.venues.editing.refusals import BadValue
from core.domain.venues.extras import (
    ENTRANCE,
    GATE,
    HIDDEN,
    LAYER,
    LOCKED,
    VIEW,
    is_hidden,
    is_locked,
    layer_of,
    pictures_of,
    with_keys,
)
from core.domain.venues.plan import MAX_LEVEL, Plan, Row, Zone


def rename_section(plan: Plan, zone: ZoneAt, name: str) -> Edited:
    """Give a section another name; refuse `NamesTaken` if seats would have one name."""
    label = checked_label("Section", name)
    renamed = change_zones(plan, {zone.zone: replace(plan.zones[zone.zone], name=label)})
    refuse_doubles(renamed, seats_in(renamed, [zone]))
    return Edited(renamed, frozenset([zone]))


def group_rows(plan: Plan, selection: Selection, name: str = "") -> Edited:
    """Make a section of its own of the selected rows; they stay where they are."""
    places = rows_in(plan, selection)
    if not places:
        raise BadValue("Section", "select the rows that it should have")
    first = plan.zones[places[0].zone]
    wanted = checked_label("Section", name) if name.strip() else "Section 1"
    label = free_label(wanted, section_names(plan))
    rows = [_brought(plan, place, first) for place in places]
    emptied = _without_rows(plan, places)
    made = Zone(label, first.x, first.y, tuple(rows), level=first.level)
    changed, zones = add_zones(emptied, [made])
    refuse_doubles(changed, seats_in(changed, zones))
    return Edited(changed, frozenset(zones))


def reorder_section(plan: Plan, section: ZoneAt, to: int) -> Edited:
    """Put a section at another place in the order of sections (0 is first); select it."""
    left = [*plan.zones[: section.zone], *plan.zones[section.zone + 1 :]]
    at = min(max(to, 0), len(left))
    if at == section.zone:
        return Edited(plan, frozenset([section]))
    left.insert(at, plan.zones[section.zone])
    return Edited(replace(plan, zones=tuple(left)), frozenset([ZoneAt(at)]))


def set_level(plan: Plan, selection: Selection, level: int) -> Edited:
    """Put sections on a storey: 0, the floor, to 20."""
    if not 0 <= level <= MAX_LEVEL:
        raise BadValue("Level", f"it is from 0 to {MAX_LEVEL}")
    return _each(
        plan, selection, lambda zone: zone if zone.level == level else replace(zone, level=level)
    )


def set_entrance(plan: Plan, selection: Selection, entrance: str | None) -> Edited:
    """Say through which entrance visitors of the sections come; None or blank: any."""
    return _keys(plan, selection, {ENTRANCE: checked_text("Entrance", entrance)})


def set_gate(plan: Plan, selection: Selection, gate: str | None) -> Edited:
    """Say through which gate visitors of the sections come; None or blank: any."""
    return _keys(plan, selection, {GATE: checked_text("Gate", gate)})


def set_view(plan: Plan, selection: Selection, picture: str | None) -> Edited:
    """Show one of the plan's pictures as the view from the sections; None: no picture."""
    if picture is not None and picture not in pictures_of(plan):
        raise BadValue("View", "the plan has no such picture")
    return _keys(plan, selection, {VIEW: picture})


def set_layer(plan: Plan, selection: Selection, layer: str | None) -> Edited:
    """Put sections on a layer by its name; None or blank: on none."""
    return _keys(plan, selection, {LAYER: checked_text("Layer", layer)})


def set_locked(plan: Plan, selection: Selection, *, locked: bool) -> Edited:
    """Lock sections, so that the canvas leaves them alone, or unlock them."""
    return _keys(plan, selection, {LOCKED: True if locked else None})


def set_hidden(plan: Plan, selection: Selection, *, hidden: bool) -> Edited:
    """Hide sections in the editor, or show them; they are published all the same."""
    return _keys(plan, selection, {HIDDEN: True if hidden else None})


def layer_names(plan: Plan) -> tuple[str, ...]:
    """The layers in use, in the order of their first sections."""
    names = (layer_of(zone) for zone in plan.zones)
    return tuple(dict.fromkeys(name for name in names if name))


def on_layer(plan: Plan, layer: str | None) -> Selection:
    """The sections of a layer, to lock or hide them at once; None: those on no layer."""
    return frozenset(ZoneAt(z) for z, zone in enumerate(plan.zones) if layer_of(zone) == layer)


def free_to_edit(plan: Plan, selection: Selection) -> Selection:
    """The selection without what lies in locked or hidden sections."""
    shut = {z for z in zones_in(selection) if is_locked(plan.zones[z]) or is_hidden(plan.zones[z])}
    return frozenset(place for place in selection if place[0] not in shut) if shut else selection


def _keys(plan: Plan, selection: Selection, values: Mapping[str, object]) -> Edited:
    def with_values(zone: Zone) -> Zone:
        extra = with_keys(zone.extra, values)
        return zone if extra is zone.extra else replace(zone, extra=extra)

    return _each(plan, selection, with_values)


def _each(plan: Plan, selection: Selection, change: Callable[[Zone], Zone]) -> Edited:
    changed = {index: change(plan.zones[index]) for index in zones_in(selection)}
    return Edited(change_zones(plan, changed), selection)


def _brought(plan: Plan, place: RowAt, into: Zone) -> Row:
    """The row as it stands, relative to another zone's origin, without a section of its own."""
    zone = plan.zones[place.zone]
    row = replace(zone.rows[place.row], section=None)
    if zone is into:
        return row
    return replace(row, x=zone.x + row.x - into.x, y=zone.y + row.y - into.y)


def _without_rows(plan: Plan, places: list[RowAt]) -> Plan:
    gone = set(places)
    return change_zones(
        plan,
        {
            index: replace(
                plan.zones[index],
                rows=tuple(
                    row
                    for at, row in enumerate(plan.zones[index].rows)
                    if RowAt(index, at) not in gone
                ),
            )
            for index in zones_in(gone)
        },
    )
