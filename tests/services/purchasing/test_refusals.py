"""What the buyer's desk says no to before the database would."""

from dataclasses import replace
from decimal import Decimal
from uuid import uuid4

import pytest
from sqlalchemy import select

from core.domain.errors import Nameless, NotFound, OutOfRange
from core.domain.purchasing.states import SupplierType
from core.services.purchasing.ordering import LineDraft, OrderDraft, draft_order
from core.services.purchasing.suppliers import SupplierDraft, add_supplier
from core.services.purchasing.ticket_types import (
    NoSuchSection,
    TicketCodeTaken,
    TicketTypeDraft,
    TicketTypeUncoded,
    add_ticket_type,
)
from core.services.work import Work, new_key
from db.models import PurchaseOrder
from tests.factories.events import make_event, make_price_level
from tests.factories.parties import make_supplier
from tests.factories.purchasing import make_ticket_type

DRAFT = SupplierDraft("Arena Nord", SupplierType.PROMOTER)


@pytest.mark.parametrize(
    ("field", "value", "most"),
    [
        ("wholesale_discount_rate", Decimal("1.2"), 1),
        ("wholesale_discount_rate", Decimal("-0.2"), 1),
        ("credit_limit", Decimal(-1), None),
    ],
)
def test_a_supplier_has_terms_in_range(
    work: Work, field: str, value: Decimal, most: int | None
) -> None:
    with pytest.raises(OutOfRange) as refused:
        add_supplier(work, replace(DRAFT, **{field: value}), key=new_key())  # type: ignore[arg-type]

    assert (refused.value.what, refused.value.value) == (field, value)
    assert (refused.value.least, refused.value.most) == (0, most)


def test_a_supplier_has_a_name(work: Work) -> None:
    with pytest.raises(Nameless) as refused:
        add_supplier(work, replace(DRAFT, name=" "), key=new_key())

    assert refused.value.what == "supplier"
    assert add_supplier(work, replace(DRAFT, name=" Arena Nord "), key=new_key()).name == DRAFT.name


def test_a_ticket_type_has_a_name_and_a_code(work: Work) -> None:
    event = make_event(work.session)
    with pytest.raises(Nameless) as nameless:
        add_ticket_type(work, TicketTypeDraft(event.id, "STALLS", " "), key=new_key())
    with pytest.raises(TicketTypeUncoded, match="needs a code"):
        add_ticket_type(work, TicketTypeDraft(event.id, " ", "Stalls"), key=new_key())

    assert nameless.value.what == "ticket type"
    made = add_ticket_type(work, TicketTypeDraft(event.id, " STALLS ", " Stalls "), key=new_key())
    assert (made.code, made.name) == ("STALLS", "Stalls")


def test_a_ticket_types_code_is_its_own(work: Work) -> None:
    event = make_event(work.session)
    draft = TicketTypeDraft(event.id, "STALLS", "Stalls")
    add_ticket_type(work, draft, key=new_key())

    with pytest.raises(TicketCodeTaken) as refused:
        add_ticket_type(work, draft, key=new_key())

    assert refused.value.code == "STALLS"


def test_a_ticket_types_sections_are_the_venues(work: Work) -> None:
    event = make_event(work.session)
    draft = TicketTypeDraft(event.id, "STALLS", "Stalls", sections=("Stalls", "Moon", "Sun"))

    with pytest.raises(NoSuchSection) as refused:
        add_ticket_type(work, draft, key=new_key())

    assert refused.value.seats == ("Moon", "Sun")


def test_a_ticket_type_is_of_its_own_events_price_level(work: Work) -> None:
    event, other = make_event(work.session), make_event(work.session)
    level = make_price_level(work.session, other)

    for wanted in (level.id, uuid4()):
        with pytest.raises(NotFound) as refused:
            add_ticket_type(
                work,
                TicketTypeDraft(event.id, "A", "Any", price_level_id=wanted),
                key=new_key(),
            )
        assert (refused.value.what, refused.value.wanted) == ("price level", wanted)


def test_an_order_was_made_when_the_buyer_made_it(work: Work) -> None:
    kind = make_ticket_type(work.session, make_event(work.session))
    supplier = make_supplier(work.session)

    order_id = draft_order(
        work, OrderDraft(supplier.id, (LineDraft(kind.id, 2, Decimal(30)),)), key=new_key()
    )

    made = select(PurchaseOrder.created_at).where(PurchaseOrder.id == order_id)
    assert work.session.scalar(made) == work.now
