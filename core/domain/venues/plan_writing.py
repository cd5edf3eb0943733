"""Write a `Plan` in the open seating-plan format: `read_plan` of the text gives the same plan."""

import json

from core.domain.venues.plan import Area, AreaText, Category, Plan, Row, SeatMark, Zone
from core.domain.venues.plan_json import FOCAL_POINT, LEVEL, SEAT_TYPE, SECTION


def write_plan(plan: Plan) -> str:
    """The plan as JSON on one line; whole numbers without a fraction, unknown keys as they came."""
    document: dict[str, object] = {
        "name": plan.name,
        "categories": [_category(category) for category in plan.categories],
        "zones": [_zone(zone) for zone in plan.zones],
    }
    if plan.size:
        document["size"] = {"width": _short(plan.size.width), "height": _short(plan.size.height)}
    if plan.focal_point:
        document[FOCAL_POINT] = _position(*plan.focal_point)
    document |= plan.extra
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def _short(value: float) -> float:
    """12.0 as 12: JSON knows one kind of number, and the file is a fifth smaller."""
    return int(value) if float(value).is_integer() else value


def _position(x: float, y: float) -> dict[str, float]:
    return {"x": _short(x), "y": _short(y)}


def _given(**values: object) -> dict[str, object]:
    return {key: value for key, value in values.items() if value is not None}


def _category(category: Category) -> dict[str, object]:
    return {"name": category.name, **_given(color=category.color), **category.extra}


def _zone(zone: Zone) -> dict[str, object]:
    document: dict[str, object] = {
        "name": zone.name,
        "position": _position(zone.x, zone.y),
        "rows": [_row(row) for row in zone.rows],
        "areas": [_area(area) for area in zone.areas],
    }
    if zone.level:
        document[LEVEL] = zone.level
    return document | dict(zone.extra)


def _row(row: Row) -> dict[str, object]:
    document: dict[str, object] = {
        "row_number": row.number,
        **_given(row_number_position=row.label_side),
        "position": _position(row.x, row.y),
        "seats": [_seat(mark) for mark in row.seats],
    }
    if row.section is not None:
        document[SECTION] = row.section
    return document | dict(row.extra)


def _seat(mark: SeatMark) -> dict[str, object]:
    document: dict[str, object] = {
        "seat_guid": mark.guid,
        "seat_number": mark.number,
        "position": _position(mark.x, mark.y),
        "category": mark.category,
    }
    if mark.radius is not None:
        document["radius"] = _short(mark.radius)
    if mark.seat_type is not None:
        document[SEAT_TYPE] = mark.seat_type.value
    if mark.section is not None:
        document[SECTION] = mark.section
    return document | dict(mark.extra) if mark.extra else document


def _area(area: Area) -> dict[str, object]:
    document: dict[str, object] = {
        "shape": area.shape,
        **_given(color=area.color, border_color=area.border_color, rotation=area.rotation),
        "position": _position(area.x, area.y),
    }
    if area.text:
        document["text"] = _text(area.text)
    if area.rectangle:
        width, height = area.rectangle
        document["rectangle"] = {"width": _short(width), "height": _short(height)}
    if area.circle is not None:
        document["circle"] = {"radius": _short(area.circle)}
    if area.ellipse:
        document["ellipse"] = {"radius": _position(*area.ellipse)}
    if area.polygon is not None:
        document["polygon"] = {"points": [_position(*corner) for corner in area.polygon]}
    return document | dict(area.extra)


def _text(text: AreaText) -> dict[str, object]:
    return {
        "text": text.text,
        "position": _position(text.x, text.y),
        **_given(color=text.color, size=text.size),
        **text.extra,
    }
