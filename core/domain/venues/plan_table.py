"""Tables of seats (section, row, seat, x, y, type) as venue plans, and plans as such tables.

A comma list, a workbook's sheet or anything else with a heading and a line a seat.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import isfinite

from core.domain.collecting import collector_paused
from core.domain.venues.grid import lay_out
from core.domain.venues.guids import guid_of
from core.domain.venues.plan import (
    MAX_COORDINATE,
    MAX_LABEL,
    MAX_SEATS,
    Category,
    Plan,
    PlanRefused,
    Row,
    SeatMark,
    Zone,
)
from core.domain.venues.plan_checks import check_seats
from core.domain.venues.plan_fields import checked_label, checked_name, checked_text
from core.domain.venues.rows import At
from core.domain.venues.seating import derive_seats
from core.domain.venues.states import SeatType

COLUMNS = ("section", "row", "seat", "x", "y", "type")
_NEEDED = COLUMNS[:3]
_COLORS: Mapping[SeatType, str] = {
    SeatType.STANDARD: "#7d8ca3",
    SeatType.VIP: "#b8860b",
    SeatType.WHEELCHAIR: "#2f7fd0",
    SeatType.COMPANION: "#6fa8dc",
}


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    section: str
    row: str
    seat: str
    at: At | None
    seat_type: SeatType


NumberedRow = tuple[int, Sequence[str]]
"""A line's number in its file, from 1, and its cells."""


@collector_paused()
def plan_of_table(rows: Iterator[NumberedRow], name: str, *, decimal_comma: bool = False) -> Plan:
    """The plan of a table whose first row is the heading; raises PlanRefused only.

    Without x and y (for all seats or for none) the rows are laid out on a grid.
    """
    _, heading = next(rows, (1, ()))
    columns = _columns(heading)
    return _plan(
        list(_lines(rows, columns, decimal_comma=decimal_comma)), checked_name(name, "name")
    )


def table_of_plan(plan: Plan) -> Iterator[tuple[object, ...]]:
    """The heading, then a row a seat in plan order with absolute coordinates."""
    yield COLUMNS
    for seat in derive_seats(plan):
        yield seat.section, seat.row, seat.number, seat.x, seat.y, seat.seat_type.value


def _lines(
    rows: Iterable[NumberedRow], columns: Mapping[str, int], *, decimal_comma: bool
) -> Iterator[_Line]:
    seats = 0
    for number, cells in rows:
        if any(cells):
            seats += 1
            if seats > MAX_SEATS:
                raise PlanRefused(f"line {number}", f"more than {MAX_SEATS:,} seats")
            yield _line(cells, columns, number, decimal_comma=decimal_comma)


def _columns(header: Sequence[str]) -> dict[str, int]:
    names = [cell.strip().lower() for cell in header]
    found = {name: index for index, name in enumerate(names)}
    missing = [column for column in _NEEDED if column not in found]
    if missing:
        raise PlanRefused("line 1", f"the heading lacks: {', '.join(missing)}")
    twice = [column for column in COLUMNS if names.count(column) > 1]
    if twice:
        raise PlanRefused("line 1", f"the heading has more than one: {', '.join(twice)}")
    return {column: found[column] for column in COLUMNS if column in found}


def _line(
    cells: Sequence[str], columns: Mapping[str, int], number: int, *, decimal_comma: bool
) -> _Line:
    def cell(column: str) -> str:
        index = columns.get(column, len(cells))
        return cells[index].strip() if index < len(cells) else ""

    def name(column: str) -> str:
        place = f"line {number}, {column}"
        return checked_label(checked_text(cell(column), place, MAX_LABEL), place)

    def coordinate(column: str) -> float:
        written = cell(column).replace(",", ".") if decimal_comma else cell(column)
        return _coordinate(written, f"line {number}, {column}")

    at = (coordinate("x"), coordinate("y")) if cell("x") or cell("y") else None
    kind = _seat_type(cell("type"), f"line {number}, type")
    return _Line(number, name("section"), name("row"), name("seat"), at, kind)


def _coordinate(written: str, place: str) -> float:
    try:
        value = float(written)
    except ValueError as error:
        raise PlanRefused(place, "a number is expected here") from error
    if not isfinite(value) or abs(value) > MAX_COORDINATE:
        raise PlanRefused(place, "the number is not between -1,000,000 and 1,000,000")
    return value


def _seat_type(written: str, place: str) -> SeatType:
    try:
        return SeatType(written.upper()) if written else SeatType.STANDARD
    except ValueError as error:
        raise PlanRefused(place, f"a seat's type is one of {', '.join(SeatType)}") from error


def _plan(lines: Sequence[_Line], name: str) -> Plan:
    places = _places(lines)
    rows: dict[str, dict[str, list[int]]] = {}
    for index, line in enumerate(lines):
        rows.setdefault(line.section, {}).setdefault(line.row, []).append(index)
    used = {line.seat_type for line in lines}
    plan = Plan(
        name=name,
        categories=tuple(
            Category(_category(kind), color) for kind, color in _COLORS.items() if kind in used
        ),
        zones=tuple(_zone(section, by_row, lines, places) for section, by_row in rows.items()),
    )
    numbers = [[[lines[i].number for i in row] for row in by.values()] for by in rows.values()]
    check_seats(plan, lambda zone, row, seat: f"line {numbers[zone][row][seat]}")
    return plan


def _places(lines: Sequence[_Line]) -> Sequence[At]:
    """Where the seats are: as written, or on a grid when no line says."""
    written = [line.at for line in lines if line.at]
    if not written:
        return lay_out([(line.section, line.row) for line in lines])
    for line in lines:
        if not line.at:
            raise PlanRefused(f"line {line.number}", "x and y are missing here but not elsewhere")
    return written


def _zone(
    section: str, by_row: Mapping[str, Sequence[int]], lines: Sequence[_Line], places: Sequence[At]
) -> Zone:
    return Zone(
        name=section,
        x=0.0,
        y=0.0,
        rows=tuple(
            Row(row, 0.0, 0.0, tuple(_mark(lines[i], places[i]) for i in members), "both")
            for row, members in by_row.items()
        ),
    )


def _mark(line: _Line, at: At) -> SeatMark:
    guid = guid_of(line.section, line.row, line.seat)
    return SeatMark(
        guid, line.seat, *at, category=_category(line.seat_type), seat_type=line.seat_type
    )


def _category(kind: SeatType) -> str:
    return kind.value.capitalize()
