"""Suppliers: who sells seats to the agency, and on what terms."""

from dataclasses import asdict, dataclass
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from core.domain.errors import Nameless, OutOfRange
from core.domain.purchasing.states import PaymentTerms, SupplierType
from core.domain.staff import Permission
from core.services.requests import answered_before
from core.services.work import Work
from db.ids import new_id
from db.models import Party, Supplier


@dataclass(frozen=True, slots=True)
class SupplierDraft:
    """A supplier as it is typed in; `wholesale_discount_rate` 0.20 is 20 %."""

    name: str
    supplier_type: SupplierType
    payment_terms: PaymentTerms = PaymentTerms.NET_30
    wholesale_discount_rate: Decimal = Decimal(0)
    credit_limit: Decimal | None = None
    tax_id: str | None = None
    contact_person: str | None = None
    business_license: str | None = None
    email: str | None = None
    phone: str | None = None
    notes: str | None = None


@dataclass(frozen=True, slots=True)
class SupplierRow:
    id: UUID
    name: str
    supplier_type: SupplierType
    payment_terms: PaymentTerms
    contact_person: str | None
    email: str | None
    is_active: bool


def add_supplier(work: Work, draft: SupplierDraft, *, key: UUID) -> SupplierRow:
    """Add a supplier with its party.

    Refuses `Nameless`, and `OutOfRange` for its discount or its credit.
    """
    work.actor.require(Permission.MANAGE_SUPPLIERS)
    name = Nameless.check("supplier", draft.name)
    OutOfRange.check("wholesale_discount_rate", draft.wholesale_discount_rate, least=0, most=1)
    OutOfRange.check("credit_limit", draft.credit_limit, least=0)
    supplier_id = new_id()
    first = answered_before(work, key, "add_supplier", subject_id=supplier_id, draft=asdict(draft))
    if first is None:
        party = Party(id=new_id(), name=name, is_company=True, email=draft.email, phone=draft.phone)
        work.session.add(party)
        work.session.flush()  # the supplier points to the party
        of_supplier = {
            name: value
            for name, value in asdict(draft).items()
            if name not in {"name", "email", "phone"}
        }
        work.session.add(Supplier(id=supplier_id, party_id=party.id, **of_supplier))
        work.session.flush()  # the row below is read back
    return one_supplier(work.session, (first and first.subject_id) or supplier_id)


_suppliers = (
    select(
        Supplier.id,
        Party.name,
        Supplier.supplier_type,
        Supplier.payment_terms,
        Supplier.contact_person,
        Party.email,
        Supplier.is_active,
    )
    .join(Party, Party.id == Supplier.party_id)
    .order_by(Party.name)
)


def list_suppliers(session: Session) -> list[SupplierRow]:
    """Every supplier by name."""
    return [SupplierRow(*row) for row in session.execute(_suppliers)]


def one_supplier(session: Session, supplier_id: UUID) -> SupplierRow:
    """One supplier."""
    return SupplierRow(*session.execute(_suppliers.where(Supplier.id == supplier_id)).one())
