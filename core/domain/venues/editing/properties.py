"""Set what seats, rows and areas are: category, type, view, quality, companions, colours."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import dist

from core.domain.venues.editing.areas import Look, area_text
from core.domain.venues.editing.changing import change_areas, change_marks, change_rows, each_seat
from core.domain.venues.editing.checked import checked_label, checked_text
from core.domain.venues.editing.places import (
    AreaAt,
    Edited,
    RowAt,
    SeatAt,
    Selection,
    area_at,
    areas_in,
    point_at,
    row_at,
    rows_in,
    seat_at,
    seats_in,
)
from core.domain.venues.editing.refusals import BadValue
from core.domain.venues.editing.seating_rows import with_category
from core.domain.venues.extras import (
    CAPACITY,
    CATEGORY,
    COMPANION_OF,
    KIND,
    NAME,
    QUALITY,
    RESTRICTED_VIEW,
    RETIRED,
    AreaKind,
    capacity_of,
    companion_of,
    with_keys,
)
from core.domain.venues.plan import (
    MAX_COORDINATE,
    MAX_LABEL,
    MAX_NAME,
    MAX_SEATS,
    Area,
    Plan,
    SeatMark,
)
from core.domain.venues.seating import seat_type_of
from core.domain.venues.states import SeatType

LABEL_SIDES = frozenset({"left", "right", "start", "end", "both"})


def set_category(plan: Plan, selection: Selection, category: str) -> Edited:
    """Put the selected seats and standing places into a category; one that is new is added."""
    plan, name = with_category(plan, checked_label("Category", category, MAX_NAME))
    edited = each_seat(plan, selection, lambda mark: mark._replace(category=name))
    standing = [at for at in areas_in(plan, selection) if capacity_of(area_at(plan, at))]
    return _areas(edited.plan, selection, standing, {CATEGORY: name})


def set_seat_type(plan: Plan, selection: Selection, seat_type: SeatType | None) -> Edited:
    """Make the selected seats wheelchair, companion, VIP or standard; None: by their category."""
    return each_seat(plan, selection, lambda mark: mark._replace(seat_type=seat_type))


def set_restricted_view(plan: Plan, selection: Selection, text: str | None) -> Edited:
    """Say what stands in the view of the selected seats; None or blank: nothing does."""
    return _keys(plan, selection, {RESTRICTED_VIEW: checked_text("Restricted view", text)})


def set_quality(plan: Plan, selection: Selection, quality: float | None) -> Edited:
    """Set the seats' quality by hand, 0 (worst) to 1 (best); None: computed again."""
    if quality is not None and not 0 <= quality <= 1:
        raise BadValue("Quality", "it is from 0 to 1")
    return _keys(plan, selection, {QUALITY: quality})


def set_retired(plan: Plan, selection: Selection, *, retired: bool) -> Edited:
    """Retire seats that events know, so that they are sold no more, or bring them back."""
    return _keys(plan, selection, {RETIRED: True if retired else None})


def set_radius(plan: Plan, selection: Selection, radius: float | None) -> Edited:
    """Set the seats' radius in plan units; None: it fits the spacing."""
    if radius is not None and not 0 < radius <= MAX_COORDINATE:
        raise BadValue("Radius", "it is greater than zero")
    return each_seat(plan, selection, lambda mark: mark._replace(radius=radius))


def link_companions(plan: Plan, selection: Selection) -> Edited:
    """Sell each selected seat that is no wheelchair place with the nearest selected one that is.

    Standard seats become companion seats. Refuse a selection without a wheelchair place.
    """
    places = seats_in(plan, selection)
    wheelchairs = [at for at in places if _is_wheelchair(seat_at(plan, at))]
    if not wheelchairs:
        raise BadValue("Companions", "select a wheelchair place with the seats beside it")
    changed: dict[SeatAt, SeatMark] = {}
    for at in places:
        mark = seat_at(plan, at)
        if not _is_wheelchair(mark):
            here = point_at(plan, at)
            nearest = min(wheelchairs, key=lambda other: dist(here, point_at(plan, other)))
            link = with_keys(mark.extra, {COMPANION_OF: seat_at(plan, nearest).guid})
            changed[at] = mark._replace(seat_type=SeatType.COMPANION, extra=link)
    return Edited(change_marks(plan, changed), selection)


def unlink_companions(plan: Plan, selection: Selection) -> Edited:
    """Sell the selected seats on their own again; companion seats become standard."""

    def unlinked(mark: SeatMark) -> SeatMark:
        if companion_of(mark) is None:
            return mark
        seat_type = None if mark.seat_type is SeatType.COMPANION else mark.seat_type
        extra = with_keys(mark.extra, {COMPANION_OF: None})
        return mark._replace(seat_type=seat_type, extra=extra)

    return each_seat(plan, selection, unlinked)


def set_row_labels(plan: Plan, selection: Selection, side: str | None) -> Edited:
    """Show the rows' names at their left, right, start, end or both; None: not at all."""
    if side is not None and side not in LABEL_SIDES:
        raise BadValue("Row labels", f"they stand at {', '.join(sorted(LABEL_SIDES))}")
    rows = {at: row_at(plan, at) for at in rows_in(plan, selection)}
    changed = {
        at: row if row.label_side == side else replace(row, label_side=side)
        for at, row in rows.items()
    }
    return Edited(change_rows(plan, changed), selection)


def rename_row(plan: Plan, row: RowAt, name: str) -> Edited:
    """Give one row another name, whatever its neighbours are called (the check finds doubles)."""
    label = checked_label("Row", name)
    changed = change_rows(plan, {row: replace(row_at(plan, row), number=label)})
    return Edited(changed, frozenset([row]))


def rename_seat(plan: Plan, seat: SeatAt, number: str) -> Edited:
    """Give one seat another number (the check finds doubles)."""
    mark = seat_at(plan, seat)._replace(number=checked_label("Seat", number))
    return Edited(change_marks(plan, {seat: mark}), frozenset([seat]))


def set_capacity(plan: Plan, selection: Selection, capacity: int) -> Edited:
    """Say how many people the selected general-admission areas hold, each."""
    if not 1 <= capacity <= MAX_SEATS:
        raise BadValue("Capacity", f"it is from 1 to {MAX_SEATS:,}")
    standing = [at for at in areas_in(plan, selection) if capacity_of(area_at(plan, at))]
    return _areas(plan, selection, standing, {CAPACITY: capacity})


def set_area_name(plan: Plan, area: AreaAt, name: str | None) -> Edited:
    """Name an area; a general-admission area's name is its section."""
    text = checked_text("Area", name)
    if text is not None and len(text) > MAX_LABEL:
        raise BadValue("Area", f"its name has at most {MAX_LABEL} characters")
    return _areas(plan, frozenset([area]), [area], {NAME: text})


def set_area_kind(plan: Plan, selection: Selection, kind: AreaKind) -> Edited:
    """Say what the selected areas are for; a general-admission area stays one."""
    areas = [at for at in areas_in(plan, selection) if not capacity_of(area_at(plan, at))]
    if kind is AreaKind.GA:
        raise BadValue("Area", "general admission is drawn with its capacity")
    return _areas(plan, selection, areas, {KIND: kind.value})


def set_area_colors(
    plan: Plan, selection: Selection, color: str | None, border_color: str | None
) -> Edited:
    """Set the fill and the border of the selected areas (#rrggbb); None: the map's own."""
    return _each_area(
        plan, selection, lambda area: replace(area, color=color, border_color=border_color)
    )


def set_area_text(
    plan: Plan, selection: Selection, text: str | None, *, look: Look | None = None
) -> Edited:
    """Write in the middle of the selected areas; size and colour by `look`, or as they were."""
    written = checked_text("Text", text)
    return _each_area(
        plan, selection, lambda area: replace(area, text=area_text(area, written, look))
    )


def _keys(plan: Plan, selection: Selection, values: Mapping[str, object]) -> Edited:
    return each_seat(
        plan, selection, lambda mark: mark._replace(extra=with_keys(mark.extra, values))
    )


def _areas(
    plan: Plan, selection: Selection, areas: list[AreaAt], values: Mapping[str, object]
) -> Edited:
    found = {at: area_at(plan, at) for at in areas}
    changed = {at: replace(area, extra=with_keys(area.extra, values)) for at, area in found.items()}
    return Edited(change_areas(plan, changed), selection)


def _each_area(plan: Plan, selection: Selection, change: Callable[[Area], Area]) -> Edited:
    changed = {at: change(area_at(plan, at)) for at in areas_in(plan, selection)}
    return Edited(change_areas(plan, changed), selection)


def _is_wheelchair(mark: SeatMark) -> bool:
    kind = mark.seat_type or seat_type_of(mark.category)
    return kind is SeatType.WHEELCHAIR
