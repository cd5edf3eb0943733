"""Reserving: all seats or none, at their own prices, lapsed ones taken over."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from sqlalchemy import select, text, update

from core.domain.errors import KeyReused, NotAllowed, NotFound
from core.domain.events import EventStatus, NotOnSale
from core.domain.inventory.states import SeatStatus
from core.domain.payments.states import Account
from core.domain.sales.refusals import (
    NobodyToPostTo,
    SeatListedTwice,
    SeatsNotOfEvent,
    SeatsNotOwned,
    SeatsOffSale,
    SeatsTaken,
    SeatsUnpriced,
    TooManySeats,
)
from core.domain.sales.states import BookingStatus, DeliveryMethod, HowSold, SalesChannel
from core.domain.sales.totals import EmptyBooking
from core.domain.staff import Role
from core.domain.tickets.states import TicketStatus
from core.services.payments.journal import trial_balance
from core.services.sales.queries import booking_in_full
from core.services.sales.releasing import release_reservation
from core.services.sales.reserving import MOST_SEATS, reserve_seats
from core.services.sales.settling import pay_cash
from core.services.work import begin_work, new_key
from db.models import Event, EventSeat, Request
from tests.clock import NOW
from tests.conftest import WorkAs
from tests.databases import TestDatabase
from tests.factories import make_customer, put_on_hold, stocked_event
from tests.races.counters import broken, hire, stock
from tests.services.sales.conftest import Counter, euros

_LOOPS = text("SHOW enable_nestloop")


def test_reserve_takes_the_seats_at_their_own_prices(counter: Counter) -> None:
    booking = counter.reserve(0, 1, 2, 3)

    assert booking.status is BookingStatus.RESERVED
    assert booking.total == euros("200.00")
    assert booking.ticket_count == 4
    assert booking.event == counter.stock.event.title
    assert booking.reserved_until == NOW + timedelta(minutes=15)
    full = booking_in_full(counter.work.session, booking.id)
    assert [ticket.status for ticket in full.tickets] == [TicketStatus.RESERVED] * 4
    assert sorted(ticket.label for ticket in full.tickets) == [
        "Stalls A-1",
        "Stalls A-2",
        "Stalls A-3",
        "Stalls A-4",
    ]
    assert len({ticket.barcode for ticket in full.tickets}) == 4
    assert full.booking == booking


def test_a_stand_is_reserved_paid_and_given_back(fresh_database: TestDatabase) -> None:
    """Planned for a party of four, a thousand seats would take longer than a login may."""
    stand = stock(fresh_database, rows=5, seats=90)
    (clerk,) = hire(fresh_database, 1)
    parts = stand.seat_ids[:4], stand.seat_ids[4:214], stand.seat_ids[214:]
    with begin_work(clerk.sessions, clerk.actor, clock=lambda: NOW) as work:
        reserve_seats(work, stand.event_id, parts[0], key=new_key())
        assert work.session.scalar(_LOOPS) == "on"
        sold = reserve_seats(work, stand.event_id, parts[1], key=new_key())
        assert work.session.scalar(_LOOPS) == "off"
        back = reserve_seats(work, stand.event_id, parts[2], key=new_key())
    with begin_work(clerk.sessions, clerk.actor, clock=lambda: NOW) as work:
        assert pay_cash(work, sold.id, sold.total, key=new_key()).booking.ticket_count == 210
        release_reservation(work, back.id, key=new_key())

    assert broken(fresh_database.super_url) == {}


def test_reserve_changes_just_these_seats(counter: Counter) -> None:
    booking = counter.reserve(4, 2)

    seats = counter.work.session.execute(
        select(EventSeat.rank, EventSeat.status, EventSeat.reserved_until)
        .where(EventSeat.event_id == counter.event_id, EventSeat.status != SeatStatus.AVAILABLE)
        .order_by(EventSeat.rank)
    ).all()
    assert [tuple(row) for row in seats] == [
        (2, SeatStatus.RESERVED, booking.reserved_until),
        (4, SeatStatus.RESERVED, booking.reserved_until),
    ]


def test_reserve_for_a_customer_by_phone(work_as: WorkAs, counter: Counter) -> None:
    with work_as(Role.MANAGER) as managers:
        customer = make_customer(managers.session).id

    booking = reserve_seats(
        counter.work,
        counter.event_id,
        counter.seats(0),
        customer_id=customer,
        how=HowSold(SalesChannel.PHONE),
        key=new_key(),
    )

    assert (booking.customer_id, booking.channel) == (customer, SalesChannel.PHONE)


def test_same_key_gives_the_same_booking(counter: Counter) -> None:
    key, seats = new_key(), counter.seats(0, 1)
    first = reserve_seats(counter.work, counter.event_id, seats, key=key)

    assert reserve_seats(counter.work, counter.event_id, seats[::-1], key=key) == first


def test_same_key_for_other_seats_is_refused(counter: Counter) -> None:
    key = new_key()
    reserve_seats(counter.work, counter.event_id, counter.seats(0), key=key)

    with pytest.raises(KeyReused) as refused:
        reserve_seats(counter.work, counter.event_id, counter.seats(1), key=key)

    assert refused.value.key == key


def test_same_key_for_seats_that_are_taken_is_refused(counter: Counter) -> None:
    key = new_key()
    reserve_seats(counter.work, counter.event_id, counter.seats(0), key=key)
    counter.reserve(1)

    with pytest.raises(KeyReused):
        reserve_seats(counter.work, counter.event_id, counter.seats(1), key=key)


def test_too_late_writes_nothing_at_all(counter: Counter) -> None:
    counter.reserve(1)
    key = new_key()

    with pytest.raises(SeatsTaken):
        reserve_seats(counter.work, counter.event_id, counter.seats(0, 1), key=key)

    assert counter.work.session.scalar(select(Request.id).where(Request.id == key)) is None


def test_taken_seats_are_named_with_what_is_left(counter: Counter) -> None:
    counter.reserve(1, 2)

    with pytest.raises(SeatsTaken) as refused:
        counter.reserve(0, 1, 2, 3)

    assert refused.value.seats == ("Stalls A-2", "Stalls A-3")
    assert refused.value.left == ("Stalls A-1", "Stalls A-4")


def test_lapsed_seats_are_taken_over_at_once(counter: Counter) -> None:
    first = counter.reserve(0, 1)

    second = counter.after(15).reserve(1, 2)

    tickets = booking_in_full(counter.work.session, first.id).tickets
    assert {ticket.label: ticket.status for ticket in tickets} == {
        "Stalls A-1": TicketStatus.RESERVED,
        "Stalls A-2": TicketStatus.CANCELLED,
    }
    tickets = booking_in_full(counter.work.session, second.id).tickets
    assert [ticket.status for ticket in tickets] == [TicketStatus.RESERVED] * 2


def test_a_reservation_holds_to_its_last_instant(counter: Counter) -> None:
    counter.reserve(0)

    with pytest.raises(SeatsTaken):
        counter.after(14).reserve(0)


def test_seats_not_owned_are_refused(work_as: WorkAs, counter: Counter) -> None:
    with work_as(Role.MANAGER) as managers:
        stock = stocked_event(managers.session, owned=1)
        other = managers.session.scalars(
            select(EventSeat).where(EventSeat.event_id == stock.event.id, EventSeat.rank == 1)
        ).one()

    with pytest.raises(SeatsNotOwned) as refused:
        reserve_seats(counter.work, stock.event.id, [*stock.seat_ids, other.id], key=new_key())

    assert refused.value.seats == ("Stalls A-2",)


def test_seats_without_a_price_are_refused(work_as: WorkAs, counter: Counter) -> None:
    with work_as(Role.MANAGER) as managers:
        stock = stocked_event(managers.session, price=None, owned=1)

    with pytest.raises(SeatsUnpriced) as refused:
        reserve_seats(counter.work, stock.event.id, stock.seat_ids, key=new_key())

    assert refused.value.seats == ("Stalls A-1",)


@pytest.mark.parametrize("status", [SeatStatus.HELD, SeatStatus.BLOCKED])
def test_seats_off_sale_are_refused(work_as: WorkAs, counter: Counter, status: SeatStatus) -> None:
    with work_as(Role.MANAGER) as managers:
        if status is SeatStatus.HELD:
            put_on_hold(managers.session, counter.event_id, counter.seats(3))
        else:
            managers.session.execute(
                update(EventSeat).where(EventSeat.id.in_(counter.seats(3))).values(status=status)
            )

    with pytest.raises(SeatsOffSale) as refused:
        counter.reserve(2, 3)

    assert refused.value.seats == ("Stalls A-4",)


def test_seats_of_another_event_are_refused(counter: Counter) -> None:
    stranger = uuid4()

    with pytest.raises(SeatsNotOfEvent) as refused:
        reserve_seats(counter.work, counter.event_id, [*counter.seats(0), stranger], key=new_key())

    assert refused.value.seat_ids == (stranger,)


@pytest.mark.parametrize("status", [EventStatus.DRAFT, EventStatus.PUBLISHED])
def test_an_event_that_is_not_on_sale_is_refused(
    work_as: WorkAs, counter: Counter, status: EventStatus
) -> None:
    with work_as(Role.MANAGER) as managers:
        stock = stocked_event(managers.session, status=status)

    with pytest.raises(NotOnSale) as refused:
        reserve_seats(counter.work, stock.event.id, stock.seat_ids[:1], key=new_key())

    assert (refused.value.event, refused.value.status) == (stock.event.title, status)


def test_a_sold_out_event_sells_a_seat_that_came_back(work_as: WorkAs, counter: Counter) -> None:
    with work_as(Role.MANAGER) as managers:
        managers.session.execute(
            update(Event).where(Event.id == counter.event_id).values(status=EventStatus.SOLD_OUT)
        )

    assert counter.reserve(0).status is BookingStatus.RESERVED


def test_unknown_event_and_customer_are_refused(counter: Counter) -> None:
    for what, event, customer in (
        ("event", uuid4(), None),
        ("customer", counter.event_id, uuid4()),
    ):
        with pytest.raises(NotFound) as refused:
            reserve_seats(
                counter.work, event, counter.seats(0), customer_id=customer, key=new_key()
            )
        assert refused.value.what == what


def test_an_impossible_list_of_seats_is_refused(counter: Counter) -> None:
    seat = counter.seats(0)[0]

    with pytest.raises(EmptyBooking):
        reserve_seats(counter.work, counter.event_id, [], key=new_key())
    with pytest.raises(SeatListedTwice) as twice:
        reserve_seats(counter.work, counter.event_id, [seat, seat], key=new_key())
    with pytest.raises(TooManySeats) as many:
        reserve_seats(
            counter.work, counter.event_id, [uuid4() for _ in range(MOST_SEATS + 1)], key=new_key()
        )

    assert twice.value.seat_ids == (seat,)
    assert (many.value.asked, many.value.most) == (MOST_SEATS + 1, MOST_SEATS)


def test_a_buyer_may_not_sell(work_as: WorkAs, counter: Counter) -> None:
    with work_as(Role.BUYER) as buyers, pytest.raises(NotAllowed) as refused:
        reserve_seats(buyers, counter.event_id, counter.seats(0), key=new_key())

    assert refused.value.permission == "sell_seats"


def test_fees_and_tax_of_the_event_are_in_the_total(work_as: WorkAs, counter: Counter) -> None:
    with work_as(Role.MANAGER) as managers:
        stock = stocked_event(
            managers.session,
            price=Decimal("33.33"),
            service_fee_rate=Decimal("0.05"),
            service_fee_per_ticket=Decimal("1.50"),
            tax_rate=Decimal("0.19"),
            reservation_minutes=7,
        )

    booking = reserve_seats(counter.work, stock.event.id, stock.seat_ids[:3], key=new_key())

    assert booking.service_fee == euros("9.50")
    assert booking.tax == euros("20.80")
    assert booking.total == euros("130.29")
    assert booking.delivery_fee == euros("0.00")
    assert booking.reserved_until == NOW + timedelta(minutes=7)


@pytest.mark.parametrize(
    ("delivery", "fee", "tax", "total"),
    [
        (DeliveryMethod.POST, "4.90", "5.49", "60.39"),
        (DeliveryMethod.COLLECTION, "0.00", "5.00", "55.00"),
        (DeliveryMethod.E_TICKET, "0.00", "5.00", "55.00"),
    ],
)
def test_only_posted_tickets_cost_the_delivery_fee(
    work_as: WorkAs, counter: Counter, delivery: DeliveryMethod, fee: str, tax: str, total: str
) -> None:
    with work_as(Role.MANAGER) as managers:
        stock = stocked_event(
            managers.session, delivery_fee=Decimal("4.90"), tax_rate=Decimal("0.10")
        )
        customer = make_customer(managers.session)
    counter.open_till()

    booking = reserve_seats(
        counter.work,
        stock.event.id,
        stock.seat_ids[:1],
        customer_id=customer.id,
        how=HowSold(delivery=delivery),
        key=new_key(),
    )

    assert (booking.delivery, booking.delivery_fee) == (delivery, euros(fee))
    assert (booking.tax, booking.total) == (euros(tax), euros(total))
    sold = counter.pay(booking).booking
    assert (sold.delivery, sold.delivery_fee) == (delivery, euros(fee))
    with work_as(Role.MANAGER) as managers:
        earned = trial_balance(managers.session).of(Account.DELIVERY_FEES, "EUR")
    assert earned == -euros(fee)


def test_tickets_are_not_posted_to_a_walk_up(counter: Counter) -> None:
    with pytest.raises(NobodyToPostTo) as refused:
        reserve_seats(
            counter.work,
            counter.event_id,
            counter.seats(0),
            how=HowSold(delivery=DeliveryMethod.POST),
            key=new_key(),
        )

    assert str(refused.value).startswith("Tickets are posted to a customer.")
