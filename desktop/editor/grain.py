"""What a click means: the section, the row or the seat under the mouse."""

from enum import StrEnum

from core.domain.venues.editing.places import Place, RowAt, SeatAt, ZoneAt


class Grain(StrEnum):
    SECTION = "Sections"
    ROW = "Rows"
    SEAT = "Seats"

    @property
    def coarser(self) -> "Grain":
        """One step nearer to the whole house."""
        order = tuple(Grain)
        return order[max(order.index(self) - 1, 0)]

    def of(self, seat: SeatAt) -> Place:
        """The seat, its row or its section."""
        if self is Grain.SECTION:
            return ZoneAt(seat.zone)
        return RowAt(seat.zone, seat.row) if self is Grain.ROW else seat
