"""Read the open seating-plan format (JSON) into a `Plan`; the keys in the order of the format."""

import json
import re
from typing import NoReturn

from core.domain.collecting import collector_paused
from core.domain.venues.plan import (
    MAX_GUID,
    MAX_LABEL,
    MAX_LEVEL,
    MAX_NAME,
    MAX_PLAN_BYTES,
    MAX_SEATS,
    MAX_TEXT,
    Category,
    Extent,
    Plan,
    PlanRefused,
    Point,
    Row,
    SeatMark,
    Zone,
)
from core.domain.venues.plan_areas import read_areas
from core.domain.venues.plan_checks import check_seats
from core.domain.venues.plan_fields import (
    as_object,
    checked_text,
    inside,
    items,
    label,
    length,
    maybe_text,
    number,
    point,
    required,
    text,
    unknown,
)
from core.domain.venues.states import SeatType

# Ours, beside the format's own: other programs keep or ignore them.
SEAT_TYPE = "parterre:seat_type"
SECTION = "parterre:section"
LEVEL = "parterre:level"
FOCAL_POINT = "parterre:focal_point"

_PLAN_KEYS = frozenset({"name", "categories", "zones", "size", FOCAL_POINT})
_CATEGORY_KEYS = frozenset({"name", "color"})
_ZONE_KEYS = frozenset({"name", "position", "rows", "areas", LEVEL})
_ROW_KEYS = frozenset({"row_number", "row_number_position", "position", "seats", SECTION})
_PLAIN_SEAT_KEYS = frozenset({"seat_guid", "seat_number", "position", "category"})
_SEAT_KEYS = _PLAIN_SEAT_KEYS | {"radius", SEAT_TYPE, SECTION}
_TYPES = {kind.value: kind for kind in SeatType}

_SENSIBLE_DEPTH = 100
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]|NaN|-?Infinity', re.DOTALL)


def read_plan(source: bytes | str, *, unfinished: bool = False) -> Plan:
    """Read a plan from JSON text; raises PlanRefused with place and reason, nothing else.

    An unfinished one may have no seats yet, two of one name, and names that are empty or too long.
    """
    with collector_paused():
        root = as_object(_parsed(plan_text(source)), "")
        plan = _plan(root, _Reading(unfinished=unfinished))
        if not unfinished:
            check_seats(plan)
    return plan


class _Reading:
    """Seats so far, so that a giant is refused before it is built; and what counts as a name."""

    def __init__(self, *, unfinished: bool) -> None:
        self.seats = 0
        self.unfinished = unfinished
        self.longest = MAX_TEXT if unfinished else MAX_LABEL
        self._named = text if unfinished else label

    def name(self, source: dict[str, object], key: str, place: str) -> str:
        """The text at `key` that names a row, a seat or a section."""
        return self._named(source, key, place, self.longest)

    def add(self, seats: int, place: str) -> None:
        self.seats += seats
        if self.seats > MAX_SEATS:
            raise PlanRefused(place, f"the plan has more than {MAX_SEATS:,} seats")


def _plan(root: dict[str, object], reading: _Reading) -> Plan:
    zones = tuple(
        _zone(value, f"zones[{index}]", reading)
        for index, value in enumerate(items(root, "zones", ""))
    )
    return Plan(
        name=text(root, "name", "") if reading.unfinished else label(root, "name", "", MAX_NAME),
        categories=tuple(
            _category(value, f"categories[{index}]")
            for index, value in enumerate(items(root, "categories", ""))
        ),
        zones=zones,
        size=_size(root),
        focal_point=_focal_point(root),
        extra=unknown(root, _PLAN_KEYS, ""),
    )


def plan_text(source: bytes | str) -> str:
    """The file as text: UTF-8 with or without mark, at most MAX_PLAN_BYTES."""
    if len(source) > MAX_PLAN_BYTES:
        size, limit = len(source) // 1024**2, MAX_PLAN_BYTES // 1024**2
        raise PlanRefused("file", f"the file has {size} MB, a plan at most {limit} MB")
    if isinstance(source, str):
        return source.removeprefix("\ufeff")
    try:
        return source.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise PlanRefused(f"byte {error.start}", "this is not UTF-8 text") from error


def _parsed(source: str) -> object:
    try:
        return json.loads(source, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise PlanRefused(place, f"this is not JSON: {error.msg}") from error
    except RecursionError as error:
        raise PlanRefused(_place(source, _deepest(source)), "nested far too deep") from error
    except _Constant as error:
        place = _place(source, _constant_at(source))
        raise PlanRefused(place, f"{error} is not a number") from error
    except ValueError as error:  # the only other one: an integer of thousands of digits
        raise PlanRefused("file", "the file holds a number of thousands of digits") from error


class _Constant(Exception):
    pass


def _refuse_constant(name: str) -> NoReturn:
    raise _Constant(name)


def _constant_at(source: str) -> int:
    found = (token.start() for token in _TOKEN.finditer(source) if token[0][-1] in "Ny")
    return next(found, 0)


def _deepest(source: str) -> int:
    """Where the nesting becomes deeper than anything sensible."""
    depth = 0
    for token in _TOKEN.finditer(source):
        depth += (token[0] in "[{") - (token[0] in "]}")
        if depth > _SENSIBLE_DEPTH:
            return token.start()
    return 0


def _place(source: str, offset: int) -> str:
    line = source.count("\n", 0, offset) + 1
    return f"line {line}, column {offset - source.rfind(chr(10), 0, offset)}"


def _focal_point(root: dict[str, object]) -> Point | None:
    return None if root.get(FOCAL_POINT) is None else Point(*point(root, FOCAL_POINT, ""))


def _size(root: dict[str, object]) -> Extent | None:
    if root.get("size") is None:
        return None
    size = as_object(root["size"], "size")
    return Extent(length(size, "width", "size"), length(size, "height", "size"))


def _category(value: object, place: str) -> Category:
    source = as_object(value, place)
    return Category(
        name=text(source, "name", place, MAX_NAME),
        color=maybe_text(source, "color", place, MAX_LABEL),
        extra=unknown(source, _CATEGORY_KEYS, place),
    )


def _zone(value: object, place: str, reading: _Reading) -> Zone:
    source = as_object(value, place)
    x, y = point(source, "position", place)
    return Zone(
        name=text(source, "name", place, reading.longest),
        x=x,
        y=y,
        rows=tuple(
            _row(row, f"{place}.rows[{index}]", reading)
            for index, row in enumerate(items(source, "rows", place))
        ),
        areas=read_areas(source, place),
        level=_level(source, place),
        extra=unknown(source, _ZONE_KEYS, place),
    )


def _level(source: dict[str, object], place: str) -> int:
    if source.get(LEVEL) is None:
        return 0
    value = number(source, LEVEL, place)
    if not value.is_integer() or not 0 <= value <= MAX_LEVEL:
        raise PlanRefused(inside(place, LEVEL), f"a level is a whole number, 0 to {MAX_LEVEL}")
    return int(value)


def _row(value: object, place: str, reading: _Reading) -> Row:
    source = as_object(value, place)
    x, y = point(source, "position", place)
    seats = items(source, "seats", place)
    reading.add(len(seats), f"{place}.seats")
    return Row(
        number=reading.name(source, "row_number", place)
        if seats
        else text(source, "row_number", place, MAX_LABEL),
        x=x,
        y=y,
        seats=tuple(
            _seat(seat, f"{place}.seats[{index}]", reading) for index, seat in enumerate(seats)
        ),
        label_side=maybe_text(source, "row_number_position", place, MAX_LABEL),
        section=_section(source, place, reading),
        extra=unknown(source, _ROW_KEYS, place),
    )


def _section(source: dict[str, object], place: str, reading: _Reading) -> str | None:
    if source.get(SECTION) is None:
        return None
    return reading.name(source, SECTION, place)


def _seat(value: object, place: str, reading: _Reading) -> SeatMark:
    source = as_object(value, place)
    x, y = point(source, "position", place)
    mark = SeatMark(
        label(source, "seat_guid", place, MAX_GUID),
        reading.name(source, "seat_number", place),
        x,
        y,
        text(source, "category", place, MAX_NAME),
    )
    if source.keys() <= _PLAIN_SEAT_KEYS:
        return mark
    return mark._replace(
        radius=length(source, "radius", place) if source.get("radius") is not None else None,
        seat_type=_seat_type(source, place),
        section=_section(source, place, reading),
        extra=unknown(source, _SEAT_KEYS, place),
    )


def _seat_type(source: dict[str, object], place: str) -> SeatType | None:
    if source.get(SEAT_TYPE) is None:
        return None
    value = checked_text(required(source, SEAT_TYPE, place), inside(place, SEAT_TYPE))
    if value not in _TYPES:
        raise PlanRefused(inside(place, SEAT_TYPE), f"a seat's type is one of {', '.join(_TYPES)}")
    return _TYPES[value]
