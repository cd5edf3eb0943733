"""Payments, till shifts and the journal."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, String, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from core.domain.payments.states import (
    Account,
    PaymentMethod,
    PaymentStatus,
    Provider,
    TillStatus,
)
from db.base import TenantRow, listed_by, points_to, word_of


class TillShift(TenantRow):
    """One clerk's drawer from the counted float to the count at the end."""

    __tablename__ = "till_shifts"
    __table_args__ = (
        points_to("staff", "staff_id"),
        UniqueConstraint("tenant_id", "id", "currency"),  # a drawer holds one
        Index(
            "uq_till_shifts_open",
            "tenant_id",
            "staff_id",
            unique=True,
            postgresql_where=text("status = 'OPEN'"),
        ),
        listed_by("till_shifts", "opened_at"),
        CheckConstraint("opening_float >= 0 AND counted_cash >= 0", name="amounts"),
        CheckConstraint(
            "(status = 'CLOSED') = (closed_at IS NOT NULL) AND (status = 'CLOSED') ="
            " (counted_cash IS NOT NULL AND expected_cash IS NOT NULL AND difference IS NOT NULL)",
            name="closed",
        ),
        CheckConstraint("difference = counted_cash - expected_cash", name="difference"),
    )

    staff_id: Mapped[UUID]
    drawer: Mapped[str] = mapped_column(server_default=text("'Till 1'"))
    currency: Mapped[str] = mapped_column(String(3))
    status: Mapped[TillStatus] = mapped_column(server_default=text("'OPEN'"))
    opening_float: Mapped[Decimal]
    opened_at: Mapped[datetime]
    closed_at: Mapped[datetime | None]
    counted_cash: Mapped[Decimal | None]
    expected_cash: Mapped[Decimal | None]
    difference: Mapped[Decimal | None]
    note: Mapped[str | None]


class Payment(TenantRow):
    """A payment transaction: a fact once SUCCESS, never rewritten; refunds are other rows."""

    __tablename__ = "payments"
    __table_args__ = (
        points_to("bookings", "booking_id"),
        points_to("customers", "customer_id"),
        points_to("till_shifts", "till_shift_id", "currency"),
        Index(
            "uq_payments_provider_transaction_id",
            "tenant_id",
            "payment_provider",
            "provider_transaction_id",
            unique=True,
            postgresql_where=text("payment_provider <> 'terminal'"),
        ),
        # A terminal counts its receipts from 1 again each day: a number is its own for one shift.
        Index(
            "uq_payments_terminal_provider_transaction_id",
            "tenant_id",
            "till_shift_id",
            "provider_transaction_id",
            unique=True,
            postgresql_where=text("payment_provider = 'terminal'"),
        ),
        listed_by("payments", "booking_id"),
        listed_by("payments", "processed_at"),
        Index(
            "ix_payments_till_shift",
            "tenant_id",
            "till_shift_id",
            postgresql_where=text("till_shift_id IS NOT NULL"),
        ),
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("tendered - change_given = amount AND change_given >= 0", name="change"),
        # Money over the counter is there or it is not; a promise of it would outlive its till.
        CheckConstraint(
            "payment_provider <> ALL ('{cash,terminal}') OR status = ANY ('{SUCCESS,REFUNDED}')",
            name="at_the_counter",
        ),
        CheckConstraint(
            "payment_provider <> 'cash' OR (till_shift_id IS NOT NULL AND tendered IS NOT NULL)",
            name="drawer",
        ),
        CheckConstraint(
            "(status = ANY ('{SUCCESS,REFUNDED}')) <= (processed_at IS NOT NULL)", name="processed"
        ),
    )

    booking_id: Mapped[UUID]
    customer_id: Mapped[UUID | None]
    amount: Mapped[Decimal]
    currency: Mapped[str] = mapped_column(String(3))
    payment_method: Mapped[PaymentMethod]
    payment_provider: Mapped[Provider]
    provider_transaction_id: Mapped[str | None]
    status: Mapped[PaymentStatus]
    failure_reason: Mapped[str | None]
    processed_at: Mapped[datetime | None]
    #: Cash: the drawer it went into, what was handed over and what was handed back.
    till_shift_id: Mapped[UUID | None]
    tendered: Mapped[Decimal | None]
    change_given: Mapped[Decimal | None]
    #: A promised bank transfer is expected until then.
    due_at: Mapped[datetime | None]
    recorded_by: Mapped[str] = mapped_column(server_default=text("SESSION_USER"))
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())


class JournalEntry(TenantRow):
    """One movement: debits one account and credits another by the same amount.

    A row can't be out of balance, so no sequence of rows can be. Nobody updates or deletes one.
    """

    __tablename__ = "journal_entries"
    __table_args__ = (
        points_to("bookings", "booking_id"),
        points_to("payments", "payment_id"),
        points_to("purchase_orders", "purchase_order_id"),
        points_to("events", "event_id"),
        points_to("till_shifts", "till_shift_id", "currency"),
        listed_by("journal_entries", "event_id"),
        listed_by("journal_entries", "posted_at"),
        Index(
            "ix_journal_entries_till_shift",
            "tenant_id",
            "till_shift_id",
            postgresql_where=text("till_shift_id IS NOT NULL"),
        ),
        Index(
            "ix_journal_entries_payment",
            "tenant_id",
            "payment_id",
            postgresql_where=text("payment_id IS NOT NULL"),
        ),
        Index(
            "ix_journal_entries_purchase_order",
            "tenant_id",
            "purchase_order_id",
            postgresql_where=text("purchase_order_id IS NOT NULL"),
        ),
        CheckConstraint("amount > 0", name="amount"),
        CheckConstraint("debit_account <> credit_account", name="two_accounts"),
        CheckConstraint("currency ~ '^[A-Z]{3}$'", name="currency"),
    )

    posted_at: Mapped[datetime]
    posted_by: Mapped[str] = mapped_column(server_default=text("SESSION_USER"))
    debit_account: Mapped[Account] = mapped_column(word_of(Account, "debit_account"))
    credit_account: Mapped[Account] = mapped_column(word_of(Account, "credit_account"))
    amount: Mapped[Decimal]
    currency: Mapped[str] = mapped_column(String(3))
    memo: Mapped[str]
    booking_id: Mapped[UUID | None]
    payment_id: Mapped[UUID | None]
    purchase_order_id: Mapped[UUID | None]
    event_id: Mapped[UUID | None]
    till_shift_id: Mapped[UUID | None]
