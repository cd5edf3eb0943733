"""Sales that were taken on paper while the network was down, to be entered afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from core.domain.errors import Refusal
from core.domain.moments import TIME, local
from core.domain.money import Money


@dataclass(frozen=True, slots=True)
class PaperSale:
    """One sale of a list: a party's seats of one event, when it was, and how it was paid.

    Without `terminal_receipt` it was paid in cash: `tendered`, or the exact sum if None.
    """

    event_id: UUID
    seat_ids: tuple[UUID, ...]
    at: datetime
    customer_id: UUID | None = None
    terminal_receipt: str | None = None
    tendered: Money | None = None


class PaperSaleRefused(Refusal):
    """Sale `number` of the list, counted from 1, can't stand; nothing of the list was entered."""

    def __init__(self, number: int, reason: Refusal) -> None:
        self.number, self.reason = number, reason
        super().__init__(f"Sale {number} of the list: {reason}")


class SoldOutsideTheShift(Refusal):
    def __init__(self, at: datetime, opened_at: datetime) -> None:
        self.at, self.opened_at = at, opened_at
        super().__init__(
            f"It was made at {local(at, TIME)},"
            f" and your till has been open since {local(opened_at, TIME)}."
        )


class SeatOnTwoSales(Refusal):
    def __init__(self, seat_ids: Sequence[UUID]) -> None:
        self.seat_ids = tuple(seat_ids)
        super().__init__("Seats of it were sold by an earlier one of the list.")
