"""Take the money over the counter: cash with change, or the card terminal's receipt."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy.exc import IntegrityError

from core.domain.money import Money
from core.domain.payments.states import (
    Account,
    BookingPayment,
    PaymentMethod,
    PaymentStatus,
    Provider,
)
from core.domain.sales.refusals import ReferenceUsed
from core.domain.sales.states import BookingStatus
from core.domain.staff import Permission
from core.services.requests import body_hash, first_answer
from core.services.sales.owed import take_owed
from core.services.sales.queries import booking_in_full
from core.services.sales.rows import PaymentRow, Sale, booking_row, money
from core.services.sales.statements.money import CREDITS, Settlement
from core.services.sales.statements.settle import settlement
from core.services.sales.unsettled import why_unpaid
from core.services.work import Work
from db.changes import announce_later
from db.hot import HotStatement
from db.ids import new_id


@dataclass(frozen=True, slots=True)
class PaymentStep:
    """A way to settle with its statement, and how a booking is settled that was promised.

    Two statements, as nearly every sale at the counter has no promise to give up.
    """

    how: Settlement
    statement: HotStatement
    instead: "PaymentStep | None" = None


_CHANGED = ("bookings", "event_seats", "journal_entries", "payments", "tickets")
_OPEN = (BookingStatus.RESERVED, BookingStatus.PENDING)
_CASH = Settlement(
    use_case="pay_cash",
    before=(BookingStatus.RESERVED,),
    after=BookingStatus.PAID,
    paid=BookingPayment.COMPLETED,
    debit=Account.CASH_DRAWER,
    method=PaymentMethod.CASH,
    provider=Provider.CASH,
    on_till=True,
)
_TERMINAL = Settlement(
    use_case="pay_by_terminal",
    before=(BookingStatus.RESERVED,),
    after=BookingStatus.PAID,
    paid=BookingPayment.COMPLETED,
    debit=Account.CARD_CLEARING,
    method=PaymentMethod.CREDIT_CARD,
    provider=Provider.TERMINAL,
    on_till=True,
)


def _at_the_counter(how: Settlement) -> PaymentStep:
    instead = replace(how, before=_OPEN, instead=True)
    otherwise = PaymentStep(instead, HotStatement(settlement(instead)))
    once = HotStatement(settlement(how), ready_for=(Permission.RUN_A_TILL,))
    return PaymentStep(how, once, otherwise)


CASH, TERMINAL = _at_the_counter(_CASH), _at_the_counter(_TERMINAL)


def pay_cash(work: Work, booking_id: UUID, tendered: Money, *, key: UUID) -> Sale:
    """Take cash for a whole booking into one's own open till; `Sale.change` goes back.

    A reservation whose time is over is still sold if all its seats are its own, and what a
    confirmed booking owes for its trusted transfer can be paid here too. Refuses
    `NoOpenTill`, `InsufficientCash`, `PaidAlready`, `ReservationLapsed`, `EventWasCancelled`,
    `NothingToSettle`, `KeyReused` and, for an unknown booking, `NotFound`.
    """
    work.actor.require(Permission.SELL_SEATS)
    work.actor.require(Permission.RUN_A_TILL)
    asked = {
        "cash_tendered": tendered.amount,
        "cash_currency": tendered.currency,
        "their_reference": None,
    }
    return settle(work, CASH, booking_id, asked=asked, key=key)


def pay_by_terminal(work: Work, booking_id: UUID, *, reference: str, key: UUID) -> Sale:
    """Record what the card terminal has taken for a whole booking; `reference` is on its receipt.

    Terminals count their receipts anew each day, so that a reference is its own for one till shift.
    Refuses like `pay_cash`, and `ReferenceUsed`.
    """
    work.actor.require(Permission.SELL_SEATS)
    work.actor.require(Permission.RUN_A_TILL)
    asked = {"cash_tendered": None, "cash_currency": None, "their_reference": reference}
    return settle(work, TERMINAL, booking_id, asked=asked, key=key)


def settle(
    work: Work,
    step: PaymentStep,
    booking_id: UUID,
    *,
    asked: dict[str, Any],
    key: UUID,
    also: dict[str, Any] | None = None,
) -> Sale:
    """Run one payment step of a booking, or answer as the first time, or refuse with the reason."""
    sale = try_to_settle(work, step, booking_id, asked=asked, key=key, also=also)
    if sale is None and step.instead is not None:
        step = step.instead
        sale = try_to_settle(work, step, booking_id, asked=asked, key=key, also=also)
    if sale is None and step.how.on_till:
        sale = _settle_owed(work, step, booking_id, asked)
    if sale is None:
        raise why_unpaid(work, step.how, booking_id, _tendered(asked))
    return sale


def _settle_owed(
    work: Work, step: PaymentStep, booking_id: UUID, asked: dict[str, Any]
) -> Sale | None:
    """Take a trusted transfer's money at the counter; None where it can't be."""
    with _reference_of(asked):
        if not take_owed(work, step.how, booking_id, asked):
            return None
    sale = sale_of(work, booking_id)
    announce_later(work.session, *_CHANGED, event_id=sale.booking.event_id)
    return sale


def try_to_settle(
    work: Work,
    step: PaymentStep,
    booking_id: UUID,
    *,
    asked: dict[str, Any],
    key: UUID,
    also: dict[str, Any] | None = None,
) -> Sale | None:
    """Run one payment step, None where the booking can't take it; `also` is bound, not hashed."""
    use_case = step.how.use_case
    hashed = body_hash(use_case, booking=booking_id, **asked)
    params = {
        **asked,
        **(also or {}),
        "key": key,
        "hashed": hashed,
        "the_booking": booking_id,
        "seller": work.actor.staff_id,
        "the_payment": new_id(),
        "now": work.now,
        "new_entry": [new_id() for _ in CREDITS],
        "part": [part.value for part in CREDITS],
    }
    with _reference_of(asked):
        row = step.statement.one_or_none(work.session, params)
    if not row.claimed:
        first_answer(work, key, use_case, hashed)
        return sale_of(work, booking_id)
    if row.id is None:
        return None
    announce_later(work.session, *_CHANGED, event_id=row.event_id)
    return Sale(booking_row(row, row.title), _payment(work, step.how, row, params))


@contextmanager
def _reference_of(asked: dict[str, Any]) -> Iterator[None]:
    """Refuse `ReferenceUsed` where the block writes a reference that is another payment's."""
    try:
        yield
    except IntegrityError as error:
        if "provider_transaction_id" in str(error.orig):
            raise ReferenceUsed(str(asked["their_reference"])) from error
        raise


def _tendered(asked: dict[str, Any]) -> Money | None:
    if asked.get("cash_tendered") is None:
        return None
    return Money(asked["cash_tendered"], asked["cash_currency"])


def sale_of(work: Work, booking_id: UUID) -> Sale:
    """Read a sale back as it stands: what a repeated request is answered with."""
    full = booking_in_full(work.session, booking_id)
    return Sale(full.booking, full.payments[-1] if full.payments else None)


def _payment(work: Work, how: Settlement, row: Any, params: dict[str, Any]) -> PaymentRow | None:
    """The payment as it was written; none where nothing was to pay."""
    if row.made_payment is None:
        return None
    currency: str = row.currency
    amount = Money(row.total_amount, currency)
    tendered = money(params.get("cash_tendered"), currency)
    return PaymentRow(
        id=row.made_payment,
        method=how.method,
        status=PaymentStatus.SUCCESS if how.received else PaymentStatus.PENDING,
        amount=amount,
        tendered=tendered,
        change=None if tendered is None else tendered - amount,
        reference=params.get("their_reference"),
        due_at=row.made_due_at,
        processed_at=work.now if how.received else None,
    )
