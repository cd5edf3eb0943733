"""The books beside the papers: what the journal says of each account, and what the documents say.

Every journal row is in balance by itself, so the trial balance can only be wrong with the papers:
a sale without its entry, or an entry without its sale. A difference anywhere is a mistake of ours.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from core.domain.inventory.states import Ownership, SeatStatus
from core.domain.money import Money
from core.domain.payments.states import Account, PaymentStatus, Provider, TillStatus
from core.domain.sales.states import BookingStatus
from core.domain.staff import Actor, Permission
from core.domain.tickets.states import TicketStatus
from core.services.payments.journal import TrialBalance, trial_balance
from db.joins import on
from db.models import (
    Booking,
    DeliveryReceipt,
    Event,
    EventSeat,
    JournalEntry,
    Payable,
    Payment,
    Ticket,
    TillShift,
)


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One comparison in one currency: `journal` and `documents` are the same unless we erred."""

    what: str
    journal: Money
    documents: Money

    @property
    def difference(self) -> Money:
        """What the journal has more; zero when the books are right."""
        return self.journal - self.documents


@dataclass(frozen=True, slots=True)
class Books:
    """The trial balance, and every comparison with the papers."""

    trial: TrialBalance
    comparisons: tuple[Reconciled, ...]

    @property
    def right(self) -> bool:
        """Whether debit equals credit and the journal equals the papers."""
        return self.trial.holds and not any(one.difference for one in self.comparisons)


@dataclass(frozen=True, slots=True)
class _Paper:
    """Documents that add up to accounts: `sums` selects currency and amount."""

    what: str
    accounts: tuple[Account, ...]
    sums: Select[Any]
    #: What we owe and what we earned stands on the credit side.
    credit: bool = False


def books(session: Session, actor: Actor) -> Books:
    """Compare the journal with the documents, currency by currency. Refuse `NotAllowed`."""
    actor.require(Permission.SEE_PROFIT)
    trial = trial_balance(session)
    compared = [*_money_received(session)]
    for paper in _PAPERS:
        compared += _compare(session, trial, paper)
    return Books(trial, tuple(compared))


def _compare(session: Session, trial: TrialBalance, paper: _Paper) -> Iterator[Reconciled]:
    papers = {currency: Money(amount, currency) for currency, amount in session.execute(paper.sums)}
    booked = {row.debit.currency for row in trial.accounts if row.account in paper.accounts}
    for currency in sorted(booked | papers.keys()):
        parts = (trial.of(account, currency) for account in paper.accounts)
        journal = Money.total(parts, currency)
        documents = papers.get(currency, Money.zero(currency))
        yield Reconciled(paper.what, -journal if paper.credit else journal, documents)


def _money_received(session: Session) -> Iterator[Reconciled]:
    """Payments against what the journal put where money is; a purchase may have left it since."""
    booked = _sum_by(
        JournalEntry.currency,
        JournalEntry.amount,
        JournalEntry.payment_id.is_not(None),
        JournalEntry.debit_account.in_(_WHERE_MONEY_IS),
    )
    paid = _sum_by(Payment.currency, Payment.amount, Payment.status.in_(_RECEIVED))
    journal, documents = (
        {row[0]: row[1] for row in session.execute(sums)} for sums in (booked, paid)
    )
    for currency in sorted(journal.keys() | documents.keys()):
        yield Reconciled(
            "Money received",
            Money(journal.get(currency, Decimal(0)), currency),
            Money(documents.get(currency, Decimal(0)), currency),
        )


def _sum_by(currency: Any, amount: Any, *where: Any) -> Select[Any]:
    return select(currency, func.sum(amount)).where(*where).group_by(currency)


_WHERE_MONEY_IS = (Account.CASH_DRAWER, Account.CARD_CLEARING, Account.BANK)
_RECEIVED = (PaymentStatus.SUCCESS, PaymentStatus.REFUNDED)
_SOLD = (BookingStatus.CONFIRMED, BookingStatus.PAID)
_GOOD = (TicketStatus.CONFIRMED, TicketStatus.USED)


def _seats(*where: Any) -> Select[Any]:
    return (
        _sum_by(Event.currency, EventSeat.purchase_price, *where)
        .select_from(EventSeat)
        .join(Event, on(Event.id, EventSeat.event_id))
    )


_sold_seats = (
    _sum_by(Ticket.currency, EventSeat.purchase_price, Ticket.status.in_(_GOOD))
    .select_from(Ticket)
    .join(EventSeat, on(EventSeat.id, Ticket.event_seat_id))
)
_cash_of_shift = (
    select(func.coalesce(func.sum(Payment.amount), Decimal(0)))
    .where(
        on(Payment.till_shift_id, TillShift.id),
        Payment.payment_provider == Provider.CASH,
        Payment.status.in_(_RECEIVED),
    )
    .scalar_subquery()
)
_received_of_order = (
    select(func.coalesce(func.sum(DeliveryReceipt.total_cost), Decimal(0)))
    .where(
        on(DeliveryReceipt.purchase_order_id, Payable.purchase_order_id),
    )
    .scalar_subquery()
)
_PAPERS: Sequence[_Paper] = (
    _Paper(
        "Cash in open drawers",
        (Account.CASH_DRAWER,),
        _sum_by(
            TillShift.currency,
            TillShift.opening_float + _cash_of_shift,
            TillShift.status == TillStatus.OPEN,
        ),
    ),
    _Paper(
        "Owed by customers",
        (Account.RECEIVABLES,),
        _sum_by(Booking.currency, Booking.total_amount, Booking.status == BookingStatus.CONFIRMED),
    ),
    _Paper(
        "Owed to suppliers",
        (Account.PAYABLES,),
        _sum_by(Payable.currency, Payable.amount - Payable.paid_amount),
        credit=True,
    ),
    _Paper(
        "Ordered, not received",
        (Account.STOCK_ON_ORDER,),
        _sum_by(
            Payable.currency,
            Payable.amount - _received_of_order,
            Payable.purchase_order_id.is_not(None),
        ),
    ),
    _Paper(
        "Seats in stock",
        (Account.STOCK,),
        _seats(EventSeat.ownership_status == Ownership.OWNED, EventSeat.status != SeatStatus.SOLD),
    ),
    _Paper("Cost of what was sold", (Account.COST_OF_SALES,), _sold_seats),
    _Paper(
        "Sold to customers",
        (
            Account.TICKET_REVENUE,
            Account.SERVICE_FEES,
            Account.DELIVERY_FEES,
            Account.TAX_DUE,
        ),
        _sum_by(Booking.currency, Booking.total_amount, Booking.status.in_(_SOLD)),
        credit=True,
    ),
)
