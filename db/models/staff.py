"""The agency, its settings, its staff, and the keys of requests already answered."""

from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, LargeBinary, Numeric, String, UniqueConstraint, func, text
from sqlalchemy.orm import Mapped, mapped_column

from core.domain.staff import Role
from db.base import Base, TenantRow, Timed, of_an_agency


class Tenant(Timed, Base):
    """An agency with its settings; events may override fees, tax and minutes."""

    __tablename__ = "tenants"
    __table_args__ = (
        CheckConstraint("service_fee_rate BETWEEN 0 AND 1", name="service_fee_rate"),
        CheckConstraint("service_fee_per_ticket >= 0", name="service_fee_per_ticket"),
        CheckConstraint("delivery_fee >= 0", name="delivery_fee"),
        CheckConstraint("tax_rate BETWEEN 0 AND 1", name="tax_rate"),
        CheckConstraint("reservation_minutes BETWEEN 1 AND 240", name="reservation_minutes"),
        CheckConstraint("transfer_due_days BETWEEN 1 AND 90", name="transfer_due_days"),
        CheckConstraint("code_guesses BETWEEN 1 AND 100", name="code_guesses"),
        CheckConstraint("web_code_guesses BETWEEN 1 AND 10000", name="web_code_guesses"),
        CheckConstraint("code_guess_minutes BETWEEN 1 AND 1440", name="code_guess_minutes"),
        CheckConstraint("currency ~ '^[A-Z]{3}$'", name="currency"),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str]
    legal_name: Mapped[str | None]
    currency: Mapped[str] = mapped_column(String(3))
    timezone: Mapped[str]
    service_fee_rate: Mapped[Decimal] = mapped_column(Numeric(6, 4), server_default=text("0"))
    service_fee_per_ticket: Mapped[Decimal] = mapped_column(server_default=text("0"))
    delivery_fee: Mapped[Decimal] = mapped_column(server_default=text("0"))
    tax_rate: Mapped[Decimal] = mapped_column(Numeric(6, 4), server_default=text("0"))
    reservation_minutes: Mapped[int] = mapped_column(server_default=text("15"))
    transfer_due_days: Mapped[int] = mapped_column(server_default=text("7"))
    #: Wrong access codes that one login may say for one event within so many minutes.
    code_guesses: Mapped[int] = mapped_column(server_default=text("5"))
    #: The same for the web shop, whose login speaks for all its visitors.
    web_code_guesses: Mapped[int] = mapped_column(server_default=text("200"))
    code_guess_minutes: Mapped[int] = mapped_column(server_default=text("15"))
    #: Part of the LISTEN channel, random per agency: a hint for nobody else.
    notice_suffix: Mapped[str] = mapped_column(
        String(32), server_default=text("replace(gen_random_uuid()::text, '-', '')")
    )
    #: Bands, letterhead and the like that only people read; rules read columns.
    settings: Mapped[dict[str, Any]] = mapped_column(server_default=text("'{}'::jsonb"))


class Staff(Timed, TenantRow):
    """A member of staff; `login` is the personal PostgreSQL login (`u_…`)."""

    __tablename__ = "staff"
    __table_args__ = (of_an_agency(), UniqueConstraint("login", name="uq_staff_login"))

    login: Mapped[str]
    display_name: Mapped[str]
    role: Mapped[Role]
    email: Mapped[str | None]
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))
    #: By its person, or by a manager, whose password is due to be changed; the audit says who.
    password_set_at: Mapped[datetime | None]


class Request(TenantRow):
    """A write that was asked for once: `id` is the client's key; see `core.services.requests`."""

    __tablename__ = "requests"

    use_case: Mapped[str]
    body_hash: Mapped[bytes] = mapped_column(LargeBinary)
    #: The record that the first try made; what a repeat answers with.
    subject_id: Mapped[UUID | None]
    made_at: Mapped[datetime] = mapped_column(server_default=func.now())
    made_by: Mapped[str] = mapped_column(server_default=text("SESSION_USER"))


class SigningKey(TenantRow):
    """The public half of a ticket-signing key; the private half never enters the database."""

    __tablename__ = "signing_keys"
    __table_args__ = (of_an_agency(), UniqueConstraint("tenant_id", "public_key"))

    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    valid_from: Mapped[datetime] = mapped_column(server_default=func.now())
    retired_at: Mapped[datetime | None]
