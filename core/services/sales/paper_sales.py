"""Enter the sales that were taken on paper while the network was down."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from core.domain.errors import NotFound, Refusal
from core.domain.inventory.states import SeatStatus
from core.domain.money import MixedCurrencies, Money
from core.domain.payments.refusals import NoOpenTill
from core.domain.payments.states import Provider, TillStatus
from core.domain.sales.paper import (
    PaperSale,
    PaperSaleRefused,
    SeatOnTwoSales,
    SoldOutsideTheShift,
)
from core.domain.sales.refusals import ReferenceUsed, SeatListedTwice
from core.domain.sales.states import SalesChannel
from core.domain.sales.terms import InsufficientCash
from core.domain.sales.totals import EmptyBooking, FeeRules, booking_total
from core.domain.staff import Permission
from core.services.holds.lapsing import free_ended
from core.services.holds.writing import cancel_lapsed
from core.services.payments.till import TillRow, open_till_of
from core.services.requests import answered_before
from core.services.sales.looking import Wish
from core.services.sales.paper_rows import PaperEntry, paper_entry, write_sales
from core.services.sales.refusing import why_not
from core.services.sales.reserving import OVER_THE_COUNTER
from core.services.sales.statements import paper
from core.services.work import Work
from db.changes import announce_later
from db.models import Customer, Payment, TillShift

_CHANGED = ("bookings", "event_seats", "journal_entries", "payments", "tickets")


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
    seats = {row.id: row for row in _lock_seats(work, sales)}
    # Read behind the locks: an event may have been cancelled that was on sale before them.
    rules = fee_rules(work.session, {sale.event_id for sale in sales})
    entries = [
        _entry(work, number, sale, seats, rules) for number, sale in enumerate(sales, start=1)
    ]
    for number, entry in enumerate(entries, start=1):
        if refusal := _unpaid(entry, till, work.now):
            raise PaperSaleRefused(number, refusal)
    write_sales(work, entries, till)
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
    wanted = [seat for sale in sales for seat in sale.seat_ids]
    asked = {
        "wanted_seats": wanted,
        "now": work.now,
        "by_channel": SalesChannel.COUNTER.value,
    }
    free_ended(work, wanted)
    rows: list[Row[Any]] = [*work.session.connection().execute(paper.FREE_SEATS, asked)]
    if lapsed := [row.id for row in rows if row.status == SeatStatus.RESERVED]:
        cancel_lapsed(work.session, lapsed, work.now)
    return rows


def _entry(
    work: Work,
    number: int,
    sale: PaperSale,
    free: Mapping[UUID, Row[Any]],
    rules: Mapping[UUID, tuple[str, FeeRules]],
) -> PaperEntry:
    seats = [free[seat] for seat in sale.seat_ids if seat in free]
    own = [seat for seat in seats if seat.event_id == sale.event_id]
    if sale.event_id not in rules or len(own) < len(sale.seat_ids):
        wish = Wish(sale.event_id, sale.seat_ids, sale.customer_id, OVER_THE_COUNTER, work.now)
        raise PaperSaleRefused(number, why_not(work.session, wish))
    currency, fees = rules[sale.event_id]
    prices = [Money(seat.retail_price, currency) for seat in own]
    return paper_entry(sale, own, booking_total(prices, fees))


def _unpaid(entry: PaperEntry, till: TillRow, now: datetime) -> Refusal | None:
    """What keeps the sale's money out of this till."""
    due, given = entry.due, entry.sale.tendered
    if due.currency != till.opening_float.currency:
        return NoOpenTill(till.clerk, due.currency)
    if not till.opened_at <= entry.sale.at <= now:
        return SoldOutsideTheShift(entry.sale.at, till.opened_at)
    if given is not None and given.currency != due.currency:
        return MixedCurrencies(due.currency, given.currency)
    if given is not None and given < due:
        return InsufficientCash(due, given)
    return None
