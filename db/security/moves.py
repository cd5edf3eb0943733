"""Triggers that refuse every move between states that the domain's tables don't list."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.domain.events import EVENT_MOVES
from core.domain.inventory.states import OWNERSHIP_MOVES, SEAT_MOVES
from core.domain.moves import Moves
from core.domain.payments.states import PAYMENT_MOVES
from core.domain.purchasing.states import LINE_MOVES, ORDER_MOVES, PAYABLE_MOVES
from core.domain.sales.states import BOOKING_MOVES
from core.domain.tickets.states import TICKET_MOVES


@dataclass(frozen=True, slots=True)
class Machine:
    """One state machine and the column that holds its state."""

    table: str
    column: str
    moves: Moves[StrEnum]


def _machine(table: str, moves: object, column: str = "status") -> Machine:
    if not isinstance(moves, dict):
        raise TypeError(f"The moves of {table} are no table.")
    return Machine(table, column, moves)


MACHINES = (
    _machine("events", EVENT_MOVES),
    _machine("event_seats", SEAT_MOVES),
    _machine("event_seats", OWNERSHIP_MOVES, "ownership_status"),
    _machine("bookings", BOOKING_MOVES),
    _machine("tickets", TICKET_MOVES),
    _machine("purchase_orders", ORDER_MOVES),
    _machine("purchase_order_lines", LINE_MOVES),
    _machine("payments", PAYMENT_MOVES),
    _machine("payables", PAYABLE_MOVES),
)


def move_triggers() -> Iterator[str]:
    """Yield one trigger a machine: its WHEN names the legal moves, so that those cost no call."""
    for machine in MACHINES:
        column = machine.column
        legal = ",".join(
            f"{now.value}>{wanted.value}"
            for now, others in machine.moves.items()
            for wanted in sorted(others)
        )
        yield (
            f"CREATE OR REPLACE TRIGGER legal_{column} BEFORE UPDATE OF {column}"
            f" ON parterre.{machine.table} FOR EACH ROW"
            f" WHEN (OLD.{column} <> NEW.{column}"
            f" AND OLD.{column} || '>' || NEW.{column} <> ALL ('{{{legal}}}'))"
            " EXECUTE FUNCTION"
            " parterre_sec.refuse('PT001', 'There is no such move between states.')"
        )
