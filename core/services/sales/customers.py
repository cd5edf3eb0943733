"""Customers: added at the counter with as little as a name, and found by what they say."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from uuid import UUID

from sqlalchemy import Boolean, Text, Uuid, bindparam, func, insert, or_, select
from sqlalchemy.orm import Session

from core.domain.errors import NotFound, Refusal
from core.domain.sales.states import CustomerTier, CustomerType
from core.domain.staff import Permission
from core.services.requests import answered_before, subject_of
from core.services.work import Work
from db.arrays import table_of_arrays
from db.changes import announce
from db.ids import new_id, new_id_texts
from db.joins import on
from db.models import Customer, Party


class NamelessCustomer(Refusal):
    def __init__(self) -> None:
        super().__init__("A customer needs a name. Sell to a walk-up without one.")


@dataclass(frozen=True, slots=True)
class CustomerDraft:
    """What the counter knows of a new customer."""

    name: str
    email: str | None = None
    phone: str | None = None
    is_company: bool = False
    language: str | None = None
    customer_type: CustomerType = CustomerType.INDIVIDUAL
    marketing_opt_in: bool = False


@dataclass(frozen=True, slots=True)
class CustomerRow:
    id: UUID
    name: str
    email: str | None
    phone: str | None
    customer_type: CustomerType
    tier: CustomerTier


_customers = (
    select(
        Customer.id,
        Party.name,
        Party.email,
        Party.phone,
        Customer.customer_type,
        Customer.customer_tier,
    )
    .join(Party, on(Party.id, Customer.party_id))
    .where(Party.erased_at.is_(None))
    .order_by(Party.name, Customer.id)
)

_given = table_of_arrays(
    "given",
    party_key=Uuid(),
    customer_key=Uuid(),
    called=Text(),
    writes_from=Text(),
    calls_from=Text(),
    company=Boolean(),
    speaks=Text(),
    kind=Text(),
    opted_in=Boolean(),
)
_agency = bindparam("agency", type_=Uuid())
_insert_parties = insert(Party).from_select(
    ["tenant_id", "id", "name", "email", "phone", "is_company", "language"],
    select(
        _agency,
        _given.c.party_key,
        _given.c.called,
        _given.c.writes_from,
        _given.c.calls_from,
        _given.c.company,
        _given.c.speaks,
    ),
)
_insert_customers = insert(Customer).from_select(
    ["tenant_id", "id", "party_id", "customer_type", "marketing_opt_in"],
    select(_agency, _given.c.customer_key, _given.c.party_key, _given.c.kind, _given.c.opted_in),
)


def add_customer(work: Work, draft: CustomerDraft, *, key: UUID) -> CustomerRow:
    """Add a customer with their party; refuse `NamelessCustomer`."""
    work.actor.require(Permission.MANAGE_CUSTOMERS)
    if not draft.name.strip():
        raise NamelessCustomer
    party = _party(draft)
    customer = _customer(draft, party.id)
    first = answered_before(work, key, "add_customer", subject_id=customer.id, **asdict(draft))
    if first is not None:
        return one_customer(work.session, subject_of(first))
    work.session.add(party)
    work.session.flush()  # the customer points to the party
    work.session.add(customer)
    work.session.flush()  # the row is read back with the database's defaults
    return one_customer(work.session, customer.id)


def add_customers(work: Work, drafts: Sequence[CustomerDraft], *, key: UUID) -> int:
    """Add a list of customers, all or none, and say how many; refuse `NamelessCustomer`."""
    work.actor.require(Permission.MANAGE_CUSTOMERS)
    if not all(draft.name.strip() for draft in drafts):
        raise NamelessCustomer
    if answered_before(work, key, "add_customers", drafts=[asdict(one) for one in drafts]) is None:
        values = {"agency": work.actor.tenant_id, **_columns(drafts)}
        for step in (_insert_parties, _insert_customers):
            work.session.connection().execute(step, values)
        announce(work.session, "parties", "customers")
    return len(drafts)


def _columns(drafts: Sequence[CustomerDraft]) -> dict[str, Sequence[object]]:
    return {
        "party_key": new_id_texts(len(drafts)),
        "customer_key": new_id_texts(len(drafts)),
        "called": [draft.name.strip() for draft in drafts],
        "writes_from": [_tidy(draft.email) for draft in drafts],
        "calls_from": [_tidy(draft.phone) for draft in drafts],
        "company": [draft.is_company for draft in drafts],
        "speaks": [draft.language for draft in drafts],
        "kind": [draft.customer_type.value for draft in drafts],
        "opted_in": [draft.marketing_opt_in for draft in drafts],
    }


def one_customer(session: Session, customer_id: UUID) -> CustomerRow:
    """One customer; refuse `NotFound`."""
    row = session.execute(_customers.where(Customer.id == customer_id)).one_or_none()
    if row is None:
        raise NotFound("customer", customer_id)
    return CustomerRow(*row)


def find_customers(session: Session, text: str = "", *, limit: int = 50) -> list[CustomerRow]:
    """Customers whose name, e-mail or phone holds the text, by name; all of them for no text.

    Spaces and dashes in a phone number make no difference.
    """
    wanted = text.strip()
    rows = _customers.limit(limit)
    if wanted:
        matches = [
            Party.name.icontains(wanted, autoescape=True),
            Party.email.icontains(wanted, autoescape=True),
        ]
        if digits := "".join(mark for mark in wanted if mark.isdigit()):
            plain = func.regexp_replace(Party.phone, "[^0-9]", "", "g")
            matches.append(plain.contains(digits, autoescape=True))
        rows = rows.where(or_(*matches))
    return [CustomerRow(*row) for row in session.execute(rows)]


def _party(draft: CustomerDraft) -> Party:
    return Party(
        id=new_id(),
        name=draft.name.strip(),
        email=_tidy(draft.email),
        phone=_tidy(draft.phone),
        is_company=draft.is_company,
        language=draft.language,
    )


def _customer(draft: CustomerDraft, party_id: UUID) -> Customer:
    return Customer(
        id=new_id(),
        party_id=party_id,
        customer_type=draft.customer_type,
        marketing_opt_in=draft.marketing_opt_in,
    )


def _tidy(text: str | None) -> str | None:
    return (text or "").strip() or None
