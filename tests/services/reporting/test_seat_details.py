"""One seat in full, for those who may see it."""

from decimal import Decimal
from uuid import UUID

import pytest
from sqlalchemy import select

from core.domain.errors import NotAllowed, NotFound
from core.domain.inventory.pricing import FixedPrice
from core.domain.money import Money
from core.domain.sales.states import BookingStatus
from core.domain.staff import Role
from core.domain.tickets.states import TicketStatus
from core.services.inventory.pricing import Selection, set_retail_prices
from core.services.reporting.seat_details import SeatDetails, seat_details
from core.services.sales.releasing import release_reservation
from core.services.sales.reserving import reserve_seats
from core.services.work import new_key
from db.models import Customer, Ticket
from tests.clock import NOW
from tests.conftest import WorkAs
from tests.factories import Stock, make_customer, stocked_event
from tests.services.sold import open_drawer, sell


def read(work_as: WorkAs, role: Role, stock: Stock, rank: int = 0) -> SeatDetails:
    with work_as(role) as work:
        return seat_details(work.session, work.actor, stock.event.id, rank)


@pytest.fixture
def stock(work_as: WorkAs) -> Stock:
    """A stock whose seats 0 and 1 a customer has bought."""
    with work_as(Role.MANAGER) as managers:
        stock = stocked_event(managers.session)
        customer = make_customer(managers.session).id
    with work_as(Role.BOX_OFFICE) as clerks:
        open_drawer(clerks)
        buyer = clerks.session.scalars(select(Customer).where(Customer.id == customer)).one()
        sell(clerks, stock, 0, 1, customer=buyer)
    return stock


def test_sold_seat_tells_who_booking_and_ticket(work_as: WorkAs, stock: Stock) -> None:
    seen = read(work_as, Role.BOX_OFFICE, stock)

    assert seen.sale is not None
    assert seen.holder is not None
    assert (seen.sale.status, seen.sale.tickets) == (BookingStatus.PAID, 2)
    assert seen.sale.ticket_status is TicketStatus.CONFIRMED
    assert seen.sale.price == Money(Decimal(50), "EUR")
    assert seen.sale.booking == seen.card.booking_number
    assert seen.sale.ticket == seen.card.ticket_number
    assert (seen.scans, seen.history) == ((), None)


def test_free_seat_has_no_sale(work_as: WorkAs, stock: Stock) -> None:
    seen = read(work_as, Role.BOX_OFFICE, stock, rank=5)

    assert (seen.sale, seen.holder, seen.scans) == (None, None, ())


def test_buyer_sees_the_booking_but_not_whose_it_is(work_as: WorkAs, stock: Stock) -> None:
    seen = read(work_as, Role.BUYER, stock)

    assert seen.sale is not None
    assert (seen.sees_holder, seen.holder, seen.history) == (False, None, None)


def test_manager_sees_the_history_of_the_seat(work_as: WorkAs, stock: Stock) -> None:
    with work_as(Role.MANAGER) as managers:
        rule = FixedPrice(Money(Decimal(60), "EUR"))
        set_retail_prices(managers, stock.event.id, Selection(ranks=(5,)), rule, key=new_key())

    seen = read(work_as, Role.MANAGER, stock)
    priced = read(work_as, Role.MANAGER, stock, rank=5)

    assert seen.history is not None
    statuses = [change.after.get("status") for change in seen.history if "status" in change.after]
    assert statuses == ["SOLD", "RESERVED"]
    assert priced.history is not None
    assert Decimal(priced.history[0].after["retail_price"] or "") == 60
    assert priced.history[0].by


def given_back(work_as: WorkAs, stock: Stock, place: int, customer: UUID | None) -> str:
    """Reserve a seat and give it back; the ticket's number."""
    with work_as(Role.BOX_OFFICE) as clerks:
        seat = stock.seats[place].id
        held = reserve_seats(clerks, stock.event.id, [seat], customer_id=customer, key=new_key())
        release_reservation(clerks, held.id, key=new_key())
        return clerks.session.scalars(
            select(Ticket.ticket_number).where(Ticket.booking_id == held.id)
        ).one()


def test_earlier_tickets_are_told_the_last_to_end_first(work_as: WorkAs, stock: Stock) -> None:
    with work_as(Role.MANAGER) as managers:
        guest = make_customer(managers.session).id
    first = given_back(work_as, stock, 5, None)
    second = given_back(work_as, stock, 5, guest)

    [last, before] = read(work_as, Role.MANAGER, stock, rank=5).earlier

    assert (last.number, before.number) == (second, first)
    assert last.holder is not None
    assert before.holder is None
    assert (last.status, last.was_sold) == (TicketStatus.CANCELLED, False)
    assert last.reason == "Given back at the counter"
    assert last.ended_by == "Box Office"
    assert last.ended_at == NOW


@pytest.mark.parametrize(
    ("role", "holder", "who"),
    [(Role.MANAGER, True, True), (Role.BOX_OFFICE, True, False), (Role.BUYER, False, False)],
)
def test_earlier_tickets_tell_what_the_role_may_see(
    work_as: WorkAs, stock: Stock, role: Role, *, holder: bool, who: bool
) -> None:
    with work_as(Role.MANAGER) as managers:
        guest = make_customer(managers.session).id
    number = given_back(work_as, stock, 5, guest)

    [one] = read(work_as, role, stock, rank=5).earlier

    assert one.number == number
    assert (one.holder is not None, one.ended_by is not None) == (holder, who)


def test_live_ticket_is_no_earlier_one(work_as: WorkAs, stock: Stock) -> None:
    assert read(work_as, Role.MANAGER, stock).earlier == ()


def test_door_may_not_see_whose_seat_it_is(work_as: WorkAs, stock: Stock) -> None:
    with pytest.raises(NotAllowed) as refused:
        read(work_as, Role.DOOR, stock)

    assert refused.value.permission == "sell_seats"


def test_seat_that_the_event_has_not_is_refused(work_as: WorkAs, stock: Stock) -> None:
    with pytest.raises(NotFound) as refused:
        read(work_as, Role.MANAGER, stock, rank=999)

    assert refused.value.what == "seat"
