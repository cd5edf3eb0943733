"""Parties with addresses; customers, suppliers and organizers each point to one party."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import CheckConstraint, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from core.domain.payments.states import PaymentMethod
from core.domain.purchasing.states import PaymentTerms, SupplierType
from core.domain.sales.states import ContactMethod, CustomerTier, CustomerType
from db.base import TenantRow, Timed, listed_by, of_an_agency, points_to


class Party(Timed, TenantRow):
    """A person or a company with contact data; the only table that holds names and numbers."""

    __tablename__ = "parties"
    __table_args__ = (of_an_agency(), listed_by("parties", "name"), listed_by("parties", "email"))

    #: As it is written on an envelope.
    name: Mapped[str]
    is_company: Mapped[bool] = mapped_column(server_default=text("false"))
    first_name: Mapped[str | None]
    last_name: Mapped[str | None]
    email: Mapped[str | None]
    phone: Mapped[str | None]
    language: Mapped[str | None]
    notes: Mapped[str | None]
    erased_at: Mapped[datetime | None]


class Address(Timed, TenantRow):
    __tablename__ = "addresses"
    __table_args__ = (
        of_an_agency(),
        points_to("parties", "party_id"),
        listed_by("addresses", "party_id"),
    )

    party_id: Mapped[UUID | None]
    label: Mapped[str | None]
    line_1: Mapped[str]
    line_2: Mapped[str | None]
    postal_code: Mapped[str | None]
    city: Mapped[str]
    region: Mapped[str | None]
    country: Mapped[str]


class Organizer(Timed, TenantRow):
    """Who puts an event on."""

    __tablename__ = "organizers"
    __table_args__ = (points_to("parties", "party_id"), UniqueConstraint("tenant_id", "party_id"))

    party_id: Mapped[UUID]
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))


class Supplier(Timed, TenantRow):
    """Who sells seats to the agency."""

    __tablename__ = "suppliers"
    __table_args__ = (
        points_to("parties", "party_id"),
        UniqueConstraint("tenant_id", "party_id"),
        CheckConstraint("wholesale_discount_rate BETWEEN 0 AND 1", name="wholesale_discount_rate"),
        CheckConstraint("credit_limit >= 0", name="credit_limit"),
        CheckConstraint("contract_end_date > contract_start_date", name="contract_dates"),
    )

    party_id: Mapped[UUID]
    supplier_type: Mapped[SupplierType]
    tax_id: Mapped[str | None]
    wholesale_discount_rate: Mapped[Decimal] = mapped_column(
        Numeric(5, 4), server_default=text("0")
    )
    credit_limit: Mapped[Decimal | None]
    payment_terms: Mapped[PaymentTerms] = mapped_column(server_default=text("'NET_30'"))
    contract_start_date: Mapped[datetime | None]
    contract_end_date: Mapped[datetime | None]
    contact_person: Mapped[str | None]
    business_license: Mapped[str | None]
    is_active: Mapped[bool] = mapped_column(server_default=text("true"))
    notes: Mapped[str | None]


class Customer(Timed, TenantRow):
    """Who buys from the agency. What they bought and spent are readings of their bookings."""

    __tablename__ = "customers"
    __table_args__ = (
        points_to("parties", "party_id"),
        UniqueConstraint("tenant_id", "party_id"),
        CheckConstraint("loyalty_points >= 0", name="loyalty_points"),
    )

    party_id: Mapped[UUID]
    customer_type: Mapped[CustomerType] = mapped_column(server_default=text("'INDIVIDUAL'"))
    customer_tier: Mapped[CustomerTier] = mapped_column(server_default=text("'BRONZE'"))
    preferred_contact_method: Mapped[ContactMethod | None]
    preferred_payment_method: Mapped[PaymentMethod | None]
    loyalty_points: Mapped[int] = mapped_column(server_default=text("0"))
    marketing_opt_in: Mapped[bool] = mapped_column(server_default=text("false"))
