"""People and companies."""

from typing import Any

from sqlalchemy.orm import Session

from core.domain.purchasing.states import SupplierType
from db.models import Customer, Party, Supplier
from tests.factories.numbers import unique


def make_party(session: Session, **fields: Any) -> Party:
    party = Party(**{"name": unique("Ada"), **fields})
    session.add(party)
    session.flush()
    return party


def make_supplier(session: Session, **fields: Any) -> Supplier:
    party = make_party(session, name=unique("Promoter"), is_company=True)
    supplier = Supplier(**{"party_id": party.id, "supplier_type": SupplierType.PROMOTER, **fields})
    session.add(supplier)
    session.flush()
    return supplier


def make_customer(session: Session, **fields: Any) -> Customer:
    customer = Customer(**{"party_id": make_party(session).id, **fields})
    session.add(customer)
    session.flush()
    return customer
