"""Small venue plans for tests."""

from core.domain.venues.plan import Plan
from core.domain.venues.plan_csv import read_plan_csv


def grid_plan(name: str = "Studio", *, sections: int = 2, rows: int = 2, seats: int = 5) -> Plan:
    """Sections A, B, …; rows 1, 2, …; seats 1, 2, …; ten units apart, sections side by side."""
    lines = ["section,row,seat,x,y,type"]
    lines += [
        f"{chr(ord('A') + section)},{row},{seat},{section * 1000 + seat * 10},{row * 10},STANDARD"
        for section in range(sections)
        for row in range(1, rows + 1)
        for seat in range(1, seats + 1)
    ]
    return read_plan_csv("\n".join(lines), name)
