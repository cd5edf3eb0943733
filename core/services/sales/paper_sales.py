"""Enter the sales that were taken on paper while the network was down."""

import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from core.domain.errors import NotFound, Refusal
from core.domain.inventory.states import SeatStatus
from core.domain.money import MixedCurrencies, Money
from core.domain.numbers import RANDOM_BYTES, barcode, booking_number, ticket_number
from core.domain.payments.refusals import NoOpenTill
from core.domain.payments.states import Account, PaymentMethod, Provider, TillStatus
from core.domain.sales.paper import (
    PaperSale,
    PaperSaleRefused,
    SeatOnTwoSales,
    SoldOutsideTheShift,
)
from core.domain.sales.refusals import ReferenceUsed, SeatListedTwice
from core.domain.sales.states import SalesChannel
from core.domain.sales.terms import InsufficientCash
from core.domain.sales.totals import BookingTotal, EmptyBooking, FeeRules, booking_total
from core.domain.staff import Permission
from core.services.holds.lapsing import free_ended
from core.services.payments.till import TillRow, open_till_of
from core.services.requests import answered_before
from core.services.sales.refusing import why_not
from core.services.sales.reserving import OVER_THE_COUNTER
from core.services.sales.statements import paper
from core.services.sales.statements.money import CREDITS, Part
from core.services.work import Work
from db.changes import announce_later
from db.ids import new_id
from db.models import Customer, Payment, TillShift

_CHANGED = ("bookings", "event_seats", "journal_entries", "payments", "tickets")


@dataclass(frozen=True, slots=True)
class _Entry:
    """One sale with its locked seats, and what the whole comes to."""

    sale: PaperSale
    seats: Sequence[Row[Any]]
    total: BookingTotal
    booking_id: UUID
    payment_id: UUID
    number: str

    @property
    def cash(self) -> bool:
        return self.sale.terminal_receipt is None


def record_paper_sales(work: Work, sales: Sequence[PaperSale], *, key: UUID) -> int:
    """Enter a list of paid sales into one's own open till, all or none; returns how many.

    Every sale costs what it costs now and is paid in full. Tickets are signed afterwards, as
    after any sale. Refuses `PaperSaleRefused` with the place in the list, whose reason is one of
    `reserve_seats`, `InsufficientCash`, `SeatOnTwoSales`, `SoldOutsideTheShift`, `ReferenceUsed`
    and `NoOpenTill`.
    """
    work.actor.require(Permission.SELL_SEATS)
    work.actor.require(Permission.RUN_A_TILL)
    if answered_before(work, key, "record_paper_sales", sales=[repr(sale) for sale in sales]):
        return len(sales)
    if not sales:
        return 0
    _check_list(sales)
    till = _own_till(work)
    _check_named(work, sales, till)
    rules = fee_rules(work.session, {sale.event_id for sale in sales})
    seats = {row.id: row for row in _lock_seats(work, sales)}
    entries = [
        _entry(work, number, sale, seats, rules) for number, sale in enumerate(sales, start=1)
    ]
    for number, entry in enumerate(entries, start=1):
        if refusal := _unpaid(entry, till, work.now):
            raise PaperSaleRefused(number, refusal)
    _write(work, entries, till)
    for event_id in {sale.event_id for sale in sales}:
        announce_later(work.session, *_CHANGED, event_id=event_id)
    return len(sales)


def _check_list(sales: Sequence[PaperSale]) -> None:
    sold: set[UUID] = set()
    for number, sale in enumerate(sales, start=1):
        own = set(sale.seat_ids)
        if not own:
            raise PaperSaleRefused(number, EmptyBooking())
        if len(own) < len(sale.seat_ids):
            twice = [seat for seat in own if sale.seat_ids.count(seat) > 1]
            raise PaperSaleRefused(number, SeatListedTwice(twice))
        if own & sold:
            raise PaperSaleRefused(number, SeatOnTwoSales(sorted(own & sold)))
        sold |= own


def _check_named(work: Work, sales: Sequence[PaperSale], till: TillRow) -> None:
    """Customers that there are, and receipts that this shift has not had."""
    wanted = {sale.customer_id for sale in sales}
    known = set(work.session.scalars(select(Customer.id).where(Customer.id.in_(wanted))))
    used = set(
        work.session.scalars(
            select(Payment.provider_transaction_id).where(
                Payment.till_shift_id == till.id, Payment.payment_provider == Provider.TERMINAL
            )
        )
    )
    for number, sale in enumerate(sales, start=1):
        if sale.customer_id is not None and sale.customer_id not in known:
            raise PaperSaleRefused(number, NotFound("customer", sale.customer_id))
        if sale.terminal_receipt is not None and sale.terminal_receipt in used:
            raise PaperSaleRefused(number, ReferenceUsed(sale.terminal_receipt))
        used.add(sale.terminal_receipt)


def _own_till(work: Work) -> TillRow:
    """The open shift, locked so that nobody counts it with half of the list in it."""
    own = select(TillShift.id).where(
        TillShift.staff_id == work.actor.staff_id, TillShift.status == TillStatus.OPEN
    )
    work.session.execute(own.with_for_update(read=True))
    till = open_till_of(work.session, work.actor.staff_id)
    if till is None:
        raise NoOpenTill(work.actor.display_name, "any currency")
    return till


def fee_rules(session: Session, event_ids: Iterable[UUID]) -> Mapping[UUID, tuple[str, FeeRules]]:
    """Currency and fees of those of these events that are on sale."""
    wanted = {"the_events": sorted(event_ids)}
    return {
        row.id: (
            row.currency,
            FeeRules(
                service_percent=row.service_fee_rate * 100,
                service_per_ticket=row.service_fee_per_ticket,
                tax_percent=row.tax_rate * 100,
            ),
        )
        for row in session.connection().execute(paper.TERMS, wanted)
    }


def _lock_seats(work: Work, sales: Sequence[PaperSale]) -> list[Row[Any]]:
    """The free ones of all seats of the list, locked; what lapsed on them is cancelled.

    A hold whose time is over is let go of.
    """
    connection = work.session.connection()
    wanted = [seat for sale in sales for seat in sale.seat_ids]
    asked = {
        "wanted_seats": wanted,
        "now": work.now,
        "by_channel": SalesChannel.COUNTER.value,
    }
    free_ended(work, wanted)
    rows: list[Row[Any]] = [*connection.execute(paper.FREE_SEATS, asked)]
    if lapsed := [row.id for row in rows if row.status == SeatStatus.RESERVED]:
        connection.execute(paper.CANCEL_LAPSED, {"lapsed_seats": lapsed, "now": work.now})
    return rows


def _entry(
    work: Work,
    number: int,
    sale: PaperSale,
    free: Mapping[UUID, Row[Any]],
    rules: Mapping[UUID, tuple[str, FeeRules]],
) -> _Entry:
    seats = [free[seat] for seat in sale.seat_ids if seat in free]
    own = [seat for seat in seats if seat.event_id == sale.event_id]
    if sale.event_id not in rules or len(own) < len(sale.seat_ids):
        raise PaperSaleRefused(number, _why_not(work, sale))
    currency, fees = rules[sale.event_id]
    prices = [Money(seat.retail_price, currency) for seat in own]
    return _Entry(
        sale=sale,
        seats=own,
        total=booking_total(prices, fees),
        booking_id=new_id(),
        payment_id=new_id(),
        number=booking_number(sale.at.year, secrets.token_bytes(RANDOM_BYTES)),
    )


def _why_not(work: Work, sale: PaperSale) -> Refusal:
    return why_not(
        work.session,
        sale.event_id,
        sale.seat_ids,
        customer_id=sale.customer_id,
        how=OVER_THE_COUNTER,
        now=work.now,
    )


def _unpaid(entry: _Entry, till: TillRow, now: datetime) -> Refusal | None:
    """What keeps the sale's money out of this till."""
    due, given = entry.total.total, entry.sale.tendered
    if due.currency != till.opening_float.currency:
        return NoOpenTill(till.clerk, due.currency)
    if not till.opened_at <= entry.sale.at <= now:
        return SoldOutsideTheShift(entry.sale.at, till.opened_at)
    if given is not None and given.currency != due.currency:
        return MixedCurrencies(due.currency, given.currency)
    if given is not None and given < due:
        return InsufficientCash(due, given)
    return None


def _write(work: Work, entries: Sequence[_Entry], till: TillRow) -> None:
    connection = work.session.connection()
    everything = [seat.id for entry in entries for seat in entry.seats]
    connection.execute(
        paper.INSERT_BOOKINGS,
        {"seller": work.actor.staff_id, **_columns(map(_booking, entries))},
    )
    sold = [list(_tickets(entry)) for entry in entries]
    connection.execute(paper.INSERT_TICKETS, _columns(one for tickets in sold for one in tickets))
    lines = (
        _item(entry, seat, sale_ticket["of_id"])
        for entry, tickets in zip(entries, sold, strict=True)
        for seat, sale_ticket in zip(entry.seats, tickets, strict=True)
    )
    connection.execute(paper.INSERT_ITEMS, _columns(lines))
    for step in paper.TAKE_SEATS:
        connection.execute(step, {"wanted_seats": everything, "now": work.now})
    # What was given away moves no money; where it cost nothing either, there is no entry.
    if paid := [entry for entry in entries if entry.total.total.amount]:
        values = {"till": till.id, **_columns(map(_payment, paid))}
        connection.execute(paper.INSERT_PAYMENTS, values)
    if posted := [one for entry in entries for one in _entries(entry, till.id)]:
        connection.execute(paper.INSERT_ENTRIES, _columns(posted))


def _columns(rows: Iterable[dict[str, Any]]) -> dict[str, list[Any]]:
    given = list(rows)
    return {name: [row[name] for row in given] for name in given[0]}


def _method(entry: _Entry) -> PaymentMethod:
    return PaymentMethod.CASH if entry.cash else PaymentMethod.CREDIT_CARD


def _booking(entry: _Entry) -> dict[str, Any]:
    total = entry.total
    return {
        "of_id": entry.booking_id,
        "of_booking_number": entry.number,
        "of_event_id": entry.sale.event_id,
        "of_customer_id": entry.sale.customer_id,
        "of_ticket_count": len(entry.seats),
        "of_total_amount": total.total.amount,
        "of_service_fee": total.service_fee.amount,
        "of_tax_amount": total.tax.amount,
        "of_currency": total.total.currency,
        "of_payment_method": _method(entry).value,
        "of_created_at": entry.sale.at,
        "of_confirmed_at": entry.sale.at,
    }


def _tickets(entry: _Entry) -> Iterator[dict[str, Any]]:
    for seat in entry.seats:
        yield {
            "of_id": new_id(),
            "of_event_id": entry.sale.event_id,
            "of_event_seat_id": seat.id,
            "of_booking_id": entry.booking_id,
            "of_ticket_number": ticket_number(secrets.token_bytes(RANDOM_BYTES)),
            "of_barcode": barcode(secrets.token_bytes(RANDOM_BYTES)),
            "of_price_paid": seat.retail_price,
            "of_currency": entry.total.total.currency,
            "of_reserved_at": entry.sale.at,
            "of_issued_at": entry.sale.at,
        }


def _item(entry: _Entry, seat: Row[Any], ticket_id: UUID) -> dict[str, Any]:
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


def _payment(entry: _Entry) -> dict[str, Any]:
    due = entry.total.total
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


def _entries(entry: _Entry, till_id: UUID) -> Iterator[dict[str, Any]]:
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
                "of_currency": total.total.currency,
                "of_memo": f"Sale {entry.number}",
                "of_booking_id": entry.booking_id,
                "of_payment_id": entry.payment_id if total.total.amount else None,
                "of_event_id": entry.sale.event_id,
                "of_till_shift_id": None if part is Part.COST else till_id,
            }
