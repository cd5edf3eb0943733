"""Write the sales of a paper list: bookings, tickets, payments and journal, one statement each."""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import starmap
from typing import Any
from uuid import UUID

from sqlalchemy import Insert, Row

from core.domain.money import Money
from core.domain.numbers import RANDOM_BYTES, barcode, booking_number, ticket_number
from core.domain.payments.states import Account, PaymentMethod, Provider
from core.domain.sales.paper import PaperSale
from core.domain.sales.totals import BookingTotal
from core.services.payments.till import TillRow
from core.services.sales.statements import paper
from core.services.sales.statements.money import CREDITS, Part
from core.services.work import Work
from db.ids import new_id, new_id_texts


@dataclass(frozen=True, slots=True)
class PaperEntry:
    """One sale with its locked seats, what the whole comes to, and the keys of its rows."""

    sale: PaperSale
    seats: Sequence[Row[Any]]
    total: BookingTotal
    due: Money
    booking_id: str
    payment_id: str
    number: str

    @property
    def cash(self) -> bool:
        return self.sale.terminal_receipt is None


def paper_entry(sale: PaperSale, seats: Sequence[Row[Any]], total: BookingTotal) -> PaperEntry:
    """Give a sale its keys and its booking number."""
    booking_id, payment_id = new_id_texts(2)
    number = booking_number(sale.at.year, secrets.token_bytes(RANDOM_BYTES))
    return PaperEntry(sale, seats, total, total.total, booking_id, payment_id, number)


def write_sales(work: Work, entries: Sequence[PaperEntry], till: TillRow) -> None:
    """Write everything, the seats taken after their tickets; what is free moves no money."""
    connection = work.session.connection()

    def add(statement: Insert, rows: Iterable[dict[str, Any]], **fixed: object) -> None:
        if given := list(rows):
            columns = {name: [row[name] for row in given] for name in given[0]}
            connection.execute(statement, {"agency": work.actor.tenant_id, **fixed, **columns})

    add(paper.INSERT_BOOKINGS, map(_booking, entries), seller=work.actor.staff_id)
    sold = [
        (entry, seat, ticket_id)
        for entry in entries
        for seat, ticket_id in zip(entry.seats, new_id_texts(len(entry.seats)), strict=True)
    ]
    add(paper.INSERT_TICKETS, starmap(_ticket, sold))
    add(paper.INSERT_ITEMS, starmap(_item, sold))
    for step in paper.TAKE_SEATS:
        wanted = [seat.id for _, seat, _ in sold]
        connection.execute(step, {"wanted_seats": wanted, "now": work.now})
    paid = (_payment(entry) for entry in entries if entry.due)
    add(paper.INSERT_PAYMENTS, paid, till=till.id)
    add(paper.INSERT_ENTRIES, (one for entry in entries for one in _entries(entry, till.id)))


def _method(entry: PaperEntry) -> PaymentMethod:
    return PaymentMethod.CASH if entry.cash else PaymentMethod.CREDIT_CARD


def _booking(entry: PaperEntry) -> dict[str, Any]:
    total = entry.total
    return {
        "of_id": entry.booking_id,
        "of_booking_number": entry.number,
        "of_event_id": entry.sale.event_id,
        "of_customer_id": entry.sale.customer_id,
        "of_ticket_count": len(entry.seats),
        "of_total_amount": entry.due.amount,
        "of_service_fee": total.service_fee.amount,
        "of_tax_amount": total.tax.amount,
        "of_currency": entry.due.currency,
        "of_payment_method": _method(entry).value,
        "of_created_at": entry.sale.at,
        "of_confirmed_at": entry.sale.at,
    }


def _ticket(entry: PaperEntry, seat: Row[Any], ticket_id: str) -> dict[str, Any]:
    return {
        "of_id": ticket_id,
        "of_event_id": entry.sale.event_id,
        "of_event_seat_id": seat.id,
        "of_booking_id": entry.booking_id,
        "of_ticket_number": ticket_number(secrets.token_bytes(RANDOM_BYTES)),
        "of_barcode": barcode(secrets.token_bytes(RANDOM_BYTES)),
        "of_price_paid": seat.retail_price,
        "of_currency": entry.due.currency,
        "of_reserved_at": entry.sale.at,
        "of_issued_at": entry.sale.at,
    }


def _item(entry: PaperEntry, seat: Row[Any], ticket_id: str) -> dict[str, Any]:
    return {
        "of_id": new_id(),
        "of_booking_id": entry.booking_id,
        "of_ticket_id": ticket_id,
        "of_unit_price": seat.retail_price,
        "of_total_price": seat.retail_price,
        "of_section": seat.section,
        "of_row": seat.row,
        "of_seat_number": seat.seat_number,
    }


def _payment(entry: PaperEntry) -> dict[str, Any]:
    due = entry.due
    given = (entry.sale.tendered or due) if entry.cash else None
    return {
        "of_id": entry.payment_id,
        "of_booking_id": entry.booking_id,
        "of_customer_id": entry.sale.customer_id,
        "of_amount": due.amount,
        "of_currency": due.currency,
        "of_payment_method": _method(entry).value,
        "of_payment_provider": (Provider.CASH if entry.cash else Provider.TERMINAL).value,
        "of_provider_transaction_id": entry.sale.terminal_receipt,
        "of_tendered": given and given.amount,
        "of_change_given": given and (given - due).amount,
        "of_processed_at": entry.sale.at,
        "of_created_at": entry.sale.at,
    }


def _entries(entry: PaperEntry, till_id: UUID) -> Iterator[dict[str, Any]]:
    """The journal of the sale: revenue, fee and tax against the money, cost against the stock."""
    total = entry.total
    cost = sum((seat.purchase_price for seat in entry.seats), Decimal(0))
    money = Account.CASH_DRAWER if entry.cash else Account.CARD_CLEARING
    for debit, part, amount in (
        (money, Part.TICKETS, (total.subtotal - total.discount).amount),
        (money, Part.SERVICE_FEE, total.service_fee.amount),
        (money, Part.TAX, total.tax.amount),
        (Account.COST_OF_SALES, Part.COST, cost),
    ):
        if amount:
            yield {
                "of_id": new_id(),
                "of_posted_at": entry.sale.at,
                "of_debit_account": debit.value,
                "of_credit_account": CREDITS[part].value,
                "of_amount": amount,
                "of_currency": entry.due.currency,
                "of_memo": f"Sale {entry.number}",
                "of_booking_id": entry.booking_id,
                "of_payment_id": entry.payment_id if entry.due else None,
                "of_event_id": entry.sale.event_id,
                "of_till_shift_id": None if part is Part.COST else till_id,
            }
