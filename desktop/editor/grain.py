"""What a click means: the section, the row or the seat under the mouse."""

from enum import StrEnum


class Grain(StrEnum):
    SECTION = "Sections"
    ROW = "Rows"
    SEAT = "Seats"

    @property
    def finer(self) -> "Grain":
        """One step nearer to the single seat."""
        order = tuple(Grain)
        return order[min(order.index(self) + 1, len(order) - 1)]

    @property
    def coarser(self) -> "Grain":
        """One step nearer to the whole house."""
        order = tuple(Grain)
        return order[max(order.index(self) - 1, 0)]
