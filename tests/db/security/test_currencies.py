"""One currency per event: prices, bookings, tickets and their money are all in it."""

from uuid import uuid4

import pytest
from sqlalchemy.orm import Session

from core.domain.payments.states import PaymentMethod, PaymentStatus, Provider
from core.domain.staff import Role
from core.services.work import Work
from db.models import Payment
from tests.clock import NOW
from tests.conftest import WorkAs
from tests.db.security.breaking import at_commit
from tests.factories import (
    Sale,
    Stock,
    make_price_level,
    open_till,
    reserve,
    sell,
    stocked_event,
)

NO_SUCH_EVENT = NO_SUCH_TILL = "23503"
TICKETS, BOOKINGS = "PT011", "PT020"


def test_a_booking_is_in_its_events_currency(work: Work, stock: Stock) -> None:
    def reserve_for_yen() -> Sale:
        return reserve(work.session, stock.seats[:1], currency="JPY")

    assert at_commit(work.session, also=reserve_for_yen) == NO_SUCH_EVENT


def test_a_price_level_is_in_its_events_currency(work: Work, stock: Stock) -> None:
    def price_in_yen() -> object:
        return make_price_level(work.session, stock.event, currency="JPY")

    assert at_commit(work.session, also=price_in_yen) == NO_SUCH_EVENT


def test_an_event_that_has_prices_keeps_its_currency(work: Work) -> None:
    event = stocked_event(work.session, rows=1, seats=1).event
    make_price_level(work.session, event)

    change = "UPDATE parterre.events SET currency = 'USD' WHERE id = :event"
    assert at_commit(work.session, change, event=event.id) != ""


def test_a_booking_takes_no_tickets_of_another_event(work: Work, stock: Stock) -> None:
    """What is sold for one event's price is no seat of a dearer one."""
    other = stocked_event(work.session, rows=1, seats=1)

    def reserve_elsewhere() -> Sale:
        return reserve(work.session, other.seats, event_id=stock.event.id)

    assert at_commit(work.session, also=reserve_elsewhere) == TICKETS


@pytest.mark.parametrize(
    ("currency", "price"), [("JPY", 50), ("EUR", 1)], ids=["in yen", "for less on paper"]
)
def test_a_ticket_is_what_its_booking_and_its_item_say(
    work: Work, stock: Stock, reserved: Sale, currency: str, price: int
) -> None:
    found = at_commit(
        work.session,
        *_BY_HAND,
        event=stock.event.id,
        seat=stock.seats[5].id,
        booking=reserved.booking.id,
        ticket=uuid4(),
        currency=currency,
        price=price,
    )

    assert found == TICKETS


@pytest.mark.parametrize(("currency", "found"), [("JPY", NO_SUCH_TILL), ("EUR", "")])
def test_a_drawer_takes_its_own_currency(
    work: Work, stock: Stock, currency: str, found: str
) -> None:
    drawer = open_till(work.session, work.actor.staff_id, currency=currency)

    def take() -> Sale:
        return sell(work.session, stock.seats[:1], drawer)

    assert at_commit(work.session, also=take) == found


@pytest.mark.parametrize(("currency", "found"), [("JPY", NO_SUCH_TILL), ("EUR", "")])
def test_the_journal_names_a_drawer_of_its_own_currency(
    work: Work, reserved: Sale, currency: str, found: str
) -> None:
    """An entry of a booking needs no payment: the drawer's currency is asked for by itself."""
    drawer = open_till(work.session, work.actor.staff_id, currency=currency)
    posting = (
        "INSERT INTO parterre.journal_entries (id, posted_at, debit_account, credit_account,"
        " amount, currency, memo, booking_id, till_shift_id) VALUES (gen_random_uuid(), now(),"
        " 'cash_drawer', 'receivables', 1, 'EUR', 'By hand', :booking, :drawer)"
    )

    booking = reserved.booking.id
    assert at_commit(work.session, posting, booking=booking, drawer=drawer.id) == found


@pytest.mark.parametrize(("currency", "found"), [("JPY", "PT051"), ("EUR", "")])
def test_a_transfer_is_promised_in_its_bookings_currency(
    work: Work, reserved: Sale, currency: str, found: str
) -> None:
    promise = (
        "INSERT INTO parterre.payments (id, booking_id, amount, currency, payment_method,"
        " payment_provider, status) VALUES (gen_random_uuid(), :booking, 1, :currency,"
        " 'BANK_TRANSFER', 'bank', 'PENDING')"
    )

    booking = reserved.booking.id
    assert at_commit(work.session, promise, booking=booking, currency=currency) == found


def test_money_in_another_currency_covers_no_booking(
    work: Work, work_as: WorkAs, reserved: Sale
) -> None:
    work.session.commit()
    with work_as(Role.WEB) as shop:
        for currency, found in (("JPY", BOOKINGS), ("EUR", "")):
            _report(shop.session, reserved, currency)
            assert at_commit(shop.session, *_CONFIRM, booking=reserved.booking.id) == found


_BY_HAND = (
    (
        "INSERT INTO parterre.tickets (id, event_id, event_seat_id, booking_id, ticket_number,"
        " barcode, status, price_paid, currency, reserved_until) SELECT :ticket, :event, :seat,"
        " :booking, 'T-X', 'C-X', 'RESERVED', retail_price, :currency, now()"
        " FROM parterre.event_seats WHERE id = :seat"
    ),
    (
        "INSERT INTO parterre.booking_items (id, booking_id, ticket_id, unit_price, total_price)"
        " VALUES (gen_random_uuid(), :booking, :ticket, :price, :price)"
    ),
    "UPDATE parterre.event_seats SET status = 'RESERVED', reserved_until = now() WHERE id = :seat",
)
_CONFIRM = (
    (
        "UPDATE parterre.tickets SET status = 'CONFIRMED', issued_at = now(),"
        " reserved_until = NULL WHERE booking_id = :booking"
    ),
    (
        "UPDATE parterre.event_seats SET status = 'SOLD', reserved_until = NULL WHERE id IN"
        " (SELECT event_seat_id FROM parterre.tickets WHERE booking_id = :booking)"
    ),
    (
        "UPDATE parterre.bookings SET status = 'PAID', reserved_until = NULL,"
        " confirmed_at = now() WHERE id = :booking"
    ),
)


def _report(session: Session, sale: Sale, currency: str) -> None:
    """Have the web shop say that a provider took the booking's amount in this currency."""
    session.add(
        Payment(
            booking_id=sale.booking.id,
            amount=sale.booking.total_amount,
            currency=currency,
            payment_method=PaymentMethod.CREDIT_CARD,
            payment_provider=Provider.STRIPE,
            provider_transaction_id=uuid4().hex,
            status=PaymentStatus.SUCCESS,
            processed_at=NOW,
        )
    )
    session.flush()


def test_an_agency_keeps_its_currency_once_it_has_amounts(work: Work) -> None:
    change = "UPDATE parterre.tenants SET currency = 'SEK'"
    before = at_commit(work.session, change)
    stocked_event(work.session, rows=1, seats=1)

    assert (before, at_commit(work.session, change)) == ("", "PT002")
