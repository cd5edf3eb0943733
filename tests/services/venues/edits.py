"""Small changes of small plans, as an editor would make them."""

from dataclasses import replace
from typing import Any

from core.domain.venues.plan import Plan, SeatMark


def every_mark(plan: Plan) -> list[SeatMark]:
    """The plan's seats as its file has them, in plan order."""
    return [mark for _, _, mark in plan.marks()]


def without(plan: Plan, *guids: str) -> Plan:
    """The plan without these seats."""
    return _with_marks(plan, dict.fromkeys(guids))


def changed(plan: Plan, guid: str, **values: Any) -> Plan:
    """The plan with other values for one seat."""
    mark = next(one for one in every_mark(plan) if one.guid == guid)
    return _with_marks(plan, {guid: mark._replace(**values)})


def with_seat(plan: Plan, guid: str, number: str, *, x: float = 500.0) -> Plan:
    """The plan with one seat more at the end of its first row."""
    zone = plan.zones[0]
    row = zone.rows[0]
    mark = row.seats[-1]._replace(guid=guid, number=number, x=x)
    longer = replace(row, seats=(*row.seats, mark))
    first = replace(zone, rows=(longer, *zone.rows[1:]))
    return replace(plan, zones=(first, *plan.zones[1:]))


def _with_marks(plan: Plan, marks: dict[str, SeatMark | None]) -> Plan:
    zones = tuple(
        replace(
            zone,
            rows=tuple(
                replace(
                    row,
                    seats=tuple(
                        mark for was in row.seats if (mark := marks.get(was.guid, was)) is not None
                    ),
                )
                for row in zone.rows
            ),
        )
        for zone in plan.zones
    )
    return replace(plan, zones=zones)
