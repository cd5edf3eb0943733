"""The money of a sale: the way it is paid, its payment, and what the journal says of it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Numeric,
    Text,
    Uuid,
    and_,
    bindparam,
    case,
    cast,
    insert,
    literal_column,
    null,
    select,
    update,
)

from core.domain.payments.states import (
    Account,
    BookingPayment,
    PaymentMethod,
    PaymentStatus,
    Provider,
)
from core.domain.sales.states import BookingStatus
from core.services.sales.statements.parts import (
    NOW,
    few_rows,
    identifier,
    journal,
    payment,
    payments,
    word,
)

_TRUE: ColumnElement[Any] = literal_column("true")
_ZERO: ColumnElement[Any] = literal_column("0")
PAID_INSTEAD = "Paid at the counter instead"
TENDERED = cast(bindparam("cash_tendered"), Numeric(12, 2))


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a payment step changes a booking, and where its money is then."""

    use_case: str
    before: tuple[BookingStatus, ...]
    after: BookingStatus
    paid: BookingPayment
    debit: Account
    method: PaymentMethod
    provider: Provider
    on_till: bool = False
    #: The payment was promised before and its row is waiting.
    promised: bool = False
    #: Another payment was promised and is given up; tried where a step before found no booking.
    instead: bool = False
    #: The money itself has arrived.
    received: bool = True


class Part(StrEnum):
    """A journal row of a sale: what the amount is and which account it credits."""

    TICKETS = "TICKETS"
    SERVICE_FEE = "SERVICE_FEE"
    DELIVERY_FEE = "DELIVERY_FEE"
    TAX = "TAX"
    COST = "COST"


CREDITS = {
    Part.TICKETS: Account.TICKET_REVENUE,
    Part.SERVICE_FEE: Account.SERVICE_FEES,
    Part.DELIVERY_FEE: Account.DELIVERY_FEES,
    Part.TAX: Account.TAX_DUE,
    Part.COST: Account.STOCK,
}


def payment_row(how: Settlement, paid: CTE) -> CTE:
    """The payment of the whole booking; none where nothing is to pay."""
    done = how.received
    row: dict[str, Any] = {
        "tenant_id": paid.c.tenant_id,
        "id": identifier("the_payment"),
        "booking_id": paid.c.id,
        "customer_id": paid.c.customer_id,
        "amount": paid.c.total_amount,
        "currency": paid.c.currency,
        "payment_method": word(how.method),
        "payment_provider": word(how.provider),
        "provider_transaction_id": bindparam("their_reference", type_=Text()),
        "status": word(PaymentStatus.SUCCESS if done else PaymentStatus.PENDING),
        "processed_at": NOW if done else null(),
        "till_shift_id": paid.c.till_shift_id,
        "tendered": TENDERED if how.on_till else null(),
        "change_given": (TENDERED - paid.c.total_amount) if how.on_till else null(),
        "due_at": null() if done else paid.c.reserved_until,
        "created_at": NOW,
    }
    return (
        insert(payments)
        .from_select(
            list(row),
            select(*row.values()).where(paid.c.total_amount > _ZERO),
            include_defaults=False,
        )
        .returning(payments.c.id, payments.c.due_at)
        .cte("payment")
    )


def promised_payment(how: Settlement, paid: CTE) -> CTE:
    """The waiting payment of the booking: booked where the money has arrived, else only found."""
    waiting = and_(
        payment.c.booking_id == paid.c.id,
        payment.c.payment_provider == word(how.provider),
        payment.c.status == word(PaymentStatus.PENDING),
    )
    if not how.received:
        return select(payment.c.id, payment.c.due_at).where(waiting).cte("payment")
    return (
        update(payment)
        .where(waiting)
        .values(
            status=word(PaymentStatus.SUCCESS),
            processed_at=NOW,
            provider_transaction_id=bindparam("their_reference", type_=Text()),
        )
        .returning(payment.c.id, payment.c.due_at)
        .cte("payment")
    )


def promise_given_up(paid: CTE) -> CTE:
    """The waiting payment fails: nobody expects that money any more."""
    return (
        update(payment)
        .where(
            payment.c.booking_id == paid.c.id,
            payment.c.status == word(PaymentStatus.PENDING),
        )
        .values(
            status=word(PaymentStatus.FAILED),
            failure_reason=literal_column(f"'{PAID_INSTEAD}'"),
        )
        .cte("given_up")
    )


def sale_entries(how: Settlement, paid: CTE, made: CTE) -> CTE:
    """The journal of a sale: revenue, fees and tax against the money, cost against the stock."""
    entry = few_rows("entry", new_entry=Uuid(), part=Text())
    money = paid.c.total_amount - paid.c.service_fee - paid.c.delivery_fee - paid.c.tax_amount
    amounts = {
        Part.TICKETS: money,
        Part.SERVICE_FEE: paid.c.service_fee,
        Part.DELIVERY_FEE: paid.c.delivery_fee,
        Part.TAX: paid.c.tax_amount,
        Part.COST: paid.c.cost,
    }
    amount: ColumnElement[Any] = case(
        *((entry.c.part == word(part), value) for part, value in amounts.items())
    )
    row: dict[str, Any] = {
        "tenant_id": paid.c.tenant_id,
        "id": entry.c.new_entry,
        "posted_at": NOW,
        "debit_account": case(
            (entry.c.part == word(Part.COST), word(Account.COST_OF_SALES)), else_=word(how.debit)
        ),
        "credit_account": case(
            *((entry.c.part == word(part), word(account)) for part, account in CREDITS.items())
        ),
        "amount": amount,
        "currency": paid.c.currency,
        "memo": literal_column("'Sale '").concat(paid.c.booking_number),
        "booking_id": paid.c.id,
        "payment_id": made.c.id,
        "event_id": paid.c.event_id,
        "till_shift_id": case((entry.c.part != word(Part.COST), paid.c.till_shift_id)),
    }
    return (
        insert(journal)
        .from_select(
            list(row),
            select(*row.values())
            .select_from(paid)
            .join(entry, _TRUE)
            .outerjoin(made, _TRUE)
            .where(amount > _ZERO),
            include_defaults=False,
        )
        .cte("posted")
    )
