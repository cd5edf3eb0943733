"""A small house for the editor's tests: known places."""

from core.domain.venues.editing.places import SeatAt, point_at
from core.domain.venues.plan import (
    Area,
    AreaText,
    Category,
    Extent,
    Plan,
    Point,
    Row,
    SeatMark,
    Zone,
)
from desktop.editor.document import PlanDocument

PITCH, BEHIND = 24.0, 30.0
WITHIN = 1.5  # plan units: the mouse moves by whole pixels


def row(number: str, x: float, y: float, seats: int, category: str = "Standard") -> Row:
    """A straight row of seats from a place in its section on; VIP seats have guids of their own."""
    known_as = number if category == "Standard" else f"{category} {number}"
    marks = tuple(
        SeatMark(f"{known_as}-{x:.0f}-{y:.0f}-{seat}", str(seat + 1), seat * PITCH, 0.0, category)
        for seat in range(seats)
    )
    return Row(number, x, y, marks)


def house() -> Plan:
    """Stalls, A to D of ten at (0, 0); Circle, A and B of eight at (0, 240); a stage above."""
    stalls = tuple(row(letter, 0, index * BEHIND, 10) for index, letter in enumerate("ABCD"))
    circle = tuple(row(letter, 0, index * BEHIND, 8, "VIP") for index, letter in enumerate("AB"))
    stage = Area(
        "rectangle", 0, 0, text=AreaText("Stage", 108, 30, size=24), rectangle=Extent(216, 60)
    )
    return Plan(
        "House",
        (Category("Standard"), Category("VIP")),
        (
            Zone("Stalls", 0, 0, stalls),
            Zone("Circle", 0, 240, circle),
            Zone("Stage", 0, -120, (), (stage,)),
        ),
    )


def places(document: PlanDocument, zone: int, row: int) -> list[Point]:
    """Where the seats of a row are."""
    seats = document.plan.zones[zone].rows[row].seats
    return [point_at(document.plan, SeatAt(zone, row, seat)) for seat in range(len(seats))]


def undone(document: PlanDocument) -> bool:
    """Whether one undo brings the house back."""
    assert document.undo_stack.count() == 1
    document.undo_stack.undo()
    return document.plan == house()
