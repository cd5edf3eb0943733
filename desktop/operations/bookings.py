"""What an office does to bookings after the counter: money that comes later, and trust."""

from uuid import UUID

from core.services.sales.rows import BookingRow, Sale
from core.services.sales.transfers import BookedTransfer, book_transfer, trust_transfer
from desktop.desk import Operation
from desktop.words import count, money_text


def trust(booking: BookingRow, *, key: UUID) -> Operation[Sale]:
    """Confirm a promised booking before its money is there."""
    return Operation(
        lambda work: trust_transfer(work, booking.id, key=key),
        said=lambda sale: (
            f"{sale.booking.number} is confirmed; {money_text(sale.booking.total)} is waited for."
        ),
        doing="Confirming the booking",
    )


def book_money(booking: BookingRow, reference: str, *, key: UUID) -> Operation[BookedTransfer]:
    """Book the money of a promised transfer, however late it came."""
    return Operation(
        lambda work: book_transfer(work, booking.id, reference=reference or None, key=key),
        said=transfer_words,
        doing="Booking the transfer",
    )


def transfer_words(booked: BookedTransfer) -> str:
    """What became of a transfer: sold, the lapsed seats taken again, or to be paid back."""
    sale = booked.sale.booking
    if booked.refund_due:
        return (
            f"The seats of {sale.number} are gone. "
            f"{money_text(booked.refund_due)} is booked as owed to the customer."
        )
    if booked.instead_of is not None:
        seats = count(sale.ticket_count, "seat")
        return (
            f"{booked.instead_of} had lapsed. Its {seats} were still free and are sold again "
            f"as {sale.number}."
        )
    return f"{sale.number} is paid, {money_text(sale.total)} by transfer."
