"""A small house for the editor's tests: known places."""

from core.domain.venues.plan import Area, AreaText, Category, Extent, Plan, Row, SeatMark, Zone

PITCH, BEHIND = 24.0, 30.0


def row(number: str, x: float, y: float, seats: int, category: str = "Standard") -> Row:
    """A straight row of seats from a place in its section on."""
    marks = tuple(
        SeatMark(f"{number}-{x:.0f}-{y:.0f}-{seat}", str(seat + 1), seat * PITCH, 0.0, category)
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
