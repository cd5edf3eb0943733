"""What the counter does to bookings, tills and customers, as operations of the desk."""

from collections.abc import Callable, Sequence
from uuid import UUID

from core.domain.money import Money
from core.domain.sales.states import HowSold
from core.services.payments.till import TillRow, close_till, open_till
from core.services.sales.customers import CustomerDraft, CustomerRow, add_customer
from core.services.sales.from_holds import ReturnedSeats, reserve_from_hold, return_to_hold
from core.services.sales.naming import name_buyer
from core.services.sales.releasing import release_reservation
from core.services.sales.reserving import OVER_THE_COUNTER, reserve_seats
from core.services.sales.rows import BookingRow, Sale
from core.services.sales.settling import pay_by_terminal, pay_cash
from core.services.sales.transfers import promise_transfer
from core.services.work import Work
from desktop.desk import Operation
from desktop.words import count, money_text


def reserve(
    event_id: UUID,
    seat_ids: Sequence[UUID],
    customer_id: UUID | None,
    *,
    how: HowSold = OVER_THE_COUNTER,
    key: UUID,
) -> Operation[BookingRow]:
    """Reserve seats for a customer or a walk-up."""
    return _reserving(
        lambda work: reserve_seats(
            work, event_id, seat_ids, customer_id=customer_id, how=how, key=key
        ),
        "seat",
    )


def reserve_held(
    hold_id: UUID,
    seat_ids: Sequence[UUID],
    customer_id: UUID | None,
    *,
    how: HowSold = OVER_THE_COUNTER,
    key: UUID,
) -> Operation[BookingRow]:
    """Reserve seats of a hold for a customer or a walk-up."""
    return _reserving(
        lambda work: reserve_from_hold(
            work, hold_id, seat_ids, customer_id=customer_id, how=how, key=key
        ),
        "held seat",
    )


def _reserving(do: Callable[[Work], BookingRow], of_what: str) -> Operation[BookingRow]:
    return Operation(
        do,
        said=lambda booking: f"{count(booking.ticket_count, of_what)} reserved, {booking.number}.",
        doing="Reserving",
    )


def give_back_to_hold(booking: BookingRow, hold_id: UUID, *, key: UUID) -> Operation[ReturnedSeats]:
    """Give a reservation's seats back to the hold that they were sold from."""
    return Operation(
        lambda work: return_to_hold(work, booking.id, hold_id, key=key),
        said=lambda returned: (
            f"{count(returned.booking.ticket_count, 'seat')} held as before."
            if returned.hold_id is not None
            else f"{count(returned.booking.ticket_count, 'seat')} given back: the hold has ended."
        ),
        doing="Giving seats back",
    )


def give_back(booking: BookingRow, reason: str, *, key: UUID) -> Operation[BookingRow]:
    """Give a reservation's seats back to sale."""
    return Operation(
        lambda work: release_reservation(work, booking.id, reason=reason, key=key),
        said=lambda released: (
            f"{count(released.ticket_count, 'seat')} are free again."
            if released.ticket_count != 1
            else "1 seat is free again."
        ),
        doing="Giving seats back",
    )


def take_cash(booking: BookingRow, given: Money, *, key: UUID) -> Operation[Sale]:
    """Take cash for a whole booking."""
    return Operation(
        lambda work: pay_cash(work, booking.id, given, key=key), said=_paid, doing="Taking cash"
    )


def take_card(booking: BookingRow, reference: str, *, key: UUID) -> Operation[Sale]:
    """Record what the card terminal has taken for a whole booking."""
    return Operation(
        lambda work: pay_by_terminal(work, booking.id, reference=reference, key=key),
        said=_paid,
        doing="Recording the card payment",
    )


def name_buyer_of(
    booking: BookingRow, customer: CustomerRow, *, key: UUID
) -> Operation[BookingRow]:
    """Give a walk-up's reservation its customer."""
    return Operation(
        lambda work: name_buyer(work, booking.id, customer.id, key=key),
        said=lambda named: f"{named.number} is for {customer.name}.",
        doing="Naming the buyer",
    )


def promise(booking: BookingRow, *, key: UUID) -> Operation[Sale]:
    """Keep the seats for a bank transfer."""
    return Operation(
        lambda work: promise_transfer(work, booking.id, key=key),
        said=_promised,
        doing="Keeping the seats",
    )


def open_drawer(drawer: str, counted: Money, *, key: UUID) -> Operation[TillRow]:
    """Open one's own till with a counted float."""
    return Operation(
        lambda work: open_till(work, drawer, counted, key=key),
        said=lambda till: f"{till.drawer} is open with {money_text(till.opening_float)}.",
        doing="Opening the till",
    )


def close_drawer(shift_id: UUID, counted: Money, note: str, *, key: UUID) -> Operation[TillRow]:
    """Close a till with what was counted."""
    return Operation(
        lambda work: close_till(work, shift_id, counted, note=note or None, key=key),
        said=_closed,
        doing="Closing the till",
    )


def new_customer(draft: CustomerDraft, *, key: UUID) -> Operation[CustomerRow]:
    """Add a customer."""
    return Operation(
        lambda work: add_customer(work, draft, key=key),
        said=lambda customer: f"{customer.name} added.",
        doing="Adding the customer",
    )


def _paid(sale: Sale) -> str:
    return (
        f"{count(sale.booking.ticket_count, 'ticket')} sold for {money_text(sale.booking.total)}."
    )


def _promised(sale: Sale) -> str:
    return f"{count(sale.booking.ticket_count, 'seat')} kept for a transfer."


def _closed(till: TillRow) -> str:
    off = till.difference
    if off is None or not off:
        return f"{till.drawer} is closed and counts."
    return f"{till.drawer} is closed, off by {money_text(off)}."
