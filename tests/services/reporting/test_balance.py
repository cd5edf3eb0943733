"""The books: the journal against the papers, through a day of buying and selling."""

from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import select

from core.domain.errors import NotAllowed
from core.domain.inventory.states import Ownership
from core.domain.payments.states import Account
from core.domain.purchasing.states import SupplierType
from core.domain.sales.states import BookingStatus
from core.domain.staff import Role
from core.services.events.life import open_sale, publish_event
from core.services.payments.till import close_till, open_till
from core.services.purchasing.ordering import (
    LineDraft,
    OrderDraft,
    cancel_order,
    confirm_order,
    draft_order,
    submit_order,
)
from core.services.purchasing.queries import one_order
from core.services.purchasing.receiving import DeliveredSeat, LineDelivery, receive_delivery
from core.services.purchasing.suppliers import SupplierDraft, add_supplier
from core.services.purchasing.ticket_types import TicketTypeDraft, add_ticket_type
from core.services.reporting.balance import Books, books
from core.services.reporting.profit import profit_of_event
from core.services.sales.queries import recent_bookings
from core.services.sales.reserving import reserve_seats
from core.services.sales.settling import pay_by_terminal, pay_cash
from core.services.sales.transfers import book_transfer, trust_transfer
from core.services.work import Work, new_key
from db.models import EventSeat, JournalEntry
from tests.clock import NOW
from tests.conftest import WorkAs
from tests.factories import make_event, promised_by_ada
from tests.services.sales.conftest import euros


def test_empty_books_are_right(work: Work) -> None:
    empty = books(work.session, work.actor)

    assert empty.right
    assert empty.comparisons == ()


def test_books_are_right_after_a_day_of_business(work_as: WorkAs) -> None:
    with work_as(Role.MANAGER) as managers:
        event_id, order_id = buy_ten_of_twelve(managers)
        assert_right(managers)
    with work_as(Role.BOX_OFFICE) as clerks:
        shift = sell_three_ways(clerks, event_id)
    with work_as(Role.MANAGER) as managers:
        sold = assert_right(managers)
        booking = promised(managers, event_id)
        trust_transfer(managers, booking, key=new_key())
        assert_right(managers)
        book_transfer(managers, booking, reference="S-77", key=new_key())
        cancel_order(managers, order_id)
    with work_as(Role.BOX_OFFICE) as clerks:
        close_till(clerks, shift, euros("205.00"), key=new_key(), note="five too many")
    with work_as(Role.MANAGER) as managers:
        closed = assert_right(managers)
        earned = profit_of_event(managers.session, managers.actor, event_id)

    assert by_name(sold, "Cash in open drawers") == euros("200.00")
    assert by_name(sold, "Ordered, not received") == euros("60.00")
    assert by_name(closed, "Owed to suppliers") == euros("300.00")
    assert closed.trial.of(Account.SAFE, "EUR") == euros("105.00")
    assert by_name(closed, "Seats in stock") == euros("120.00")
    assert by_name(closed, "Money received") == euros("300.00")
    assert earned.profit.profit == euros("120.00")


def test_entry_without_its_paper_is_seen(work: Work) -> None:
    work.session.add(
        JournalEntry(
            posted_at=NOW,
            debit_account=Account.RECEIVABLES,
            credit_account=Account.BANK,
            amount=Decimal("1.00"),
            currency="EUR",
            memo="Nothing behind it",
        )
    )
    work.session.flush()

    wrong = books(work.session, work.actor)

    assert wrong.trial.holds
    assert not wrong.right
    (off,) = [one for one in wrong.comparisons if one.difference]
    assert (off.what, off.difference) == ("Owed by customers", euros("1.00"))


def test_clerks_see_no_books(work_as: WorkAs) -> None:
    with work_as(Role.BOX_OFFICE) as clerks, pytest.raises(NotAllowed):
        books(clerks.session, clerks.actor)


def assert_right(work: Work) -> Books:
    work.session.flush()
    found = books(work.session, work.actor)
    assert found.right, [one for one in found.comparisons if one.difference]
    return found


def by_name(found: Books, what: str) -> object:
    (one,) = [one.documents for one in found.comparisons if one.what == what]
    return one


def buy_ten_of_twelve(work: Work) -> tuple[UUID, UUID]:
    """Order twelve seats at 30.00, receive ten of them at 50.00 retail, open the sale."""
    event = make_event(work.session, status="DRAFT")
    supplier = add_supplier(work, SupplierDraft("Promoter", SupplierType.PROMOTER), key=new_key())
    kind = add_ticket_type(work, TicketTypeDraft(event.id, "ANY", "Any seat"), key=new_key())
    line = LineDraft(kind.id, 12, Decimal("30.00"))
    order_id = draft_order(work, OrderDraft(supplier.id, (line,)), key=new_key())
    submit_order(work, order_id)
    confirm_order(work, order_id)
    work.session.flush()
    line_id = one_order(work.session, order_id).lines[0].id
    seats = tuple(
        DeliveredSeat("Stalls", "A", str(number), Decimal("50.00")) for number in range(1, 11)
    )
    receive_delivery(work, order_id, [LineDelivery(line_id, seats)], key=new_key())
    publish_event(work, event.id)
    open_sale(work, event.id)
    return event.id, order_id


def sell_three_ways(work: Work, event_id: UUID) -> UUID:
    """Two seats for cash, two by card, two promised; return the shift."""
    shift = open_till(work, "Till 1", euros("100.00"), key=new_key())
    seats = owned(work, event_id)
    cash, card, promise = (
        reserve_seats(work, event_id, seats[at : at + 2], key=new_key()) for at in (0, 2, 4)
    )
    pay_cash(work, cash.id, euros("150.00"), key=new_key())
    pay_by_terminal(work, card.id, reference="T-1", key=new_key())
    promised_by_ada(work, promise.id)
    return shift.id


def owned(work: Work, event_id: UUID) -> list[UUID]:
    return list(
        work.session.scalars(
            select(EventSeat.id)
            .where(EventSeat.event_id == event_id, EventSeat.ownership_status == Ownership.OWNED)
            .order_by(EventSeat.rank)
        )
    )


def promised(work: Work, event_id: UUID) -> UUID:
    (waiting,) = recent_bookings(work.session, event_id=event_id, statuses=[BookingStatus.PENDING])
    return waiting.booking.id
