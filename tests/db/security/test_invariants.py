"""What nobody can leave behind at commit: seats without tickets, sales without money, and so on."""

from uuid import uuid4

import pytest

from core.domain.payments.states import PaymentMethod, PaymentStatus, Provider
from core.services.work import Work
from db.models import Payment
from tests.clock import NOW
from tests.db.security.breaking import at_commit
from tests.factories import (
    Sale,
    Stock,
    make_presale,
    put_on_hold,
    reserve,
    stocked_event,
)

SEATS, TICKETS, BOOKINGS, ORDERS = "PT010", "PT011", "PT020", "PT030"
STOCK, RECEIPTS, JOURNAL, CURRENCY = "PT031", "PT032", "PT050", "PT051"


@pytest.mark.usefixtures("reserved", "sold")
def test_a_whole_day_is_in_order(work: Work) -> None:
    assert at_commit(work.session) == ""


def test_a_held_seat_has_an_active_hold_of_its_own_event(work: Work, stock: Stock) -> None:
    seat = stock.seat_ids[4]
    hold = put_on_hold(work.session, stock.event.id, [seat])
    elsewhere = stocked_event(work.session, rows=1, seats=1)
    other = put_on_hold(work.session, elsewhere.event.id, elsewhere.seat_ids)
    assert at_commit(work.session) == ""

    point = "UPDATE parterre.event_seats SET hold_id = :hold WHERE id = :seat"
    assert at_commit(work.session, point, hold=other.id, seat=seat) == SEATS
    assert at_commit(work.session, point, hold=uuid4(), seat=seat) == SEATS
    over = "UPDATE parterre.holds SET is_active = false, released_at = now() WHERE id = :hold"
    assert at_commit(work.session, over, hold=hold.id) == SEATS
    free = "UPDATE parterre.event_seats SET status = 'AVAILABLE' WHERE id = :seat"
    assert at_commit(work.session, over, free, hold=hold.id, seat=seat) == ""


def test_a_seat_is_kept_for_a_presale_of_its_own_event(work: Work, stock: Stock) -> None:
    own = make_presale(work.session, stock.event)
    other = make_presale(work.session, stocked_event(work.session, rows=1, seats=1).event)
    keep = (
        "UPDATE parterre.event_seats SET allotted_to = 'PRESALE', presale_id = :presale"
        " WHERE id = :seat"
    )
    seat = stock.seat_ids[4]

    assert at_commit(work.session, keep, presale=own.id, seat=seat) == ""
    assert at_commit(work.session, keep, presale=other.id, seat=seat) == SEATS


@pytest.mark.parametrize(
    "change",
    [
        "status = 'HELD'",
        "hold_reason = 'no hold'",
        "status = 'BLOCKED', hold_until = now()",
        "allotted_until = now()",
        "allotted_to = 'PRESALE'",
        "allotted_to = 'WEB', status = 'BLOCKED'",
        "allotted_to = 'ELSEWHERE'",
    ],
)
def test_a_use_is_whole_or_not_at_all(work: Work, stock: Stock, change: str) -> None:
    statement = f"UPDATE parterre.event_seats SET {change} WHERE id = :seat"

    assert at_commit(work.session, statement, seat=stock.seat_ids[4]) == "23514"


BREAKS_RESERVED = {
    "seat freed, ticket kept": (
        SEATS,
        (
            "UPDATE parterre.event_seats SET status = 'AVAILABLE', reserved_until = NULL"
            " WHERE id = :seat"
        ),
    ),
    "seat sold, ticket only reserved": (
        SEATS,
        "UPDATE parterre.event_seats SET status = 'SOLD', reserved_until = NULL WHERE id = :seat",
    ),
    "ticket cancelled, seat kept": (
        SEATS,
        (
            "UPDATE parterre.tickets SET status = 'CANCELLED', reserved_until = NULL,"
            " cancelled_at = now() WHERE id = :ticket"
        ),
    ),
    "ticket valid without a sold seat": (
        SEATS,
        (
            "UPDATE parterre.tickets SET status = 'CONFIRMED', reserved_until = NULL,"
            " issued_at = now() WHERE id = :ticket"
        ),
    ),
    "seats and tickets sold, booking only reserved": (
        BOOKINGS,
        (
            "UPDATE parterre.event_seats SET status = 'SOLD', reserved_until = NULL"
            " WHERE id IN (SELECT event_seat_id FROM parterre.tickets WHERE booking_id = :booking)"
        ),
        (
            "UPDATE parterre.tickets SET status = 'CONFIRMED', reserved_until = NULL,"
            " issued_at = now() WHERE booking_id = :booking"
        ),
    ),
    "sold without money": (
        BOOKINGS,
        (
            "UPDATE parterre.event_seats SET status = 'SOLD', reserved_until = NULL"
            " WHERE id IN (SELECT event_seat_id FROM parterre.tickets WHERE booking_id = :booking)"
        ),
        (
            "UPDATE parterre.tickets SET status = 'CONFIRMED', reserved_until = NULL,"
            " issued_at = now() WHERE booking_id = :booking"
        ),
        "UPDATE parterre.bookings SET status = 'PAID', reserved_until = NULL WHERE id = :booking",
    ),
    "sold for nothing": (
        BOOKINGS,
        (
            "UPDATE parterre.event_seats SET status = 'SOLD', reserved_until = NULL"
            " WHERE id IN (SELECT event_seat_id FROM parterre.tickets WHERE booking_id = :booking)"
        ),
        (
            "UPDATE parterre.tickets SET status = 'CONFIRMED', reserved_until = NULL,"
            " issued_at = now() WHERE booking_id = :booking"
        ),
        (
            "UPDATE parterre.bookings SET status = 'PAID', reserved_until = NULL, total_amount = 0"
            " WHERE id = :booking"
        ),
    ),
    "booking paid, tickets only reserved": (
        BOOKINGS,
        (
            "UPDATE parterre.bookings SET status = 'PAID', reserved_until = NULL, total_amount = 0"
            " WHERE id = :booking"
        ),
    ),
    "booking cancelled, tickets kept": (
        BOOKINGS,
        (
            "UPDATE parterre.bookings SET status = 'CANCELLED', reserved_until = NULL,"
            " cancelled_at = now() WHERE id = :booking"
        ),
    ),
}


@pytest.mark.parametrize(
    ("code", "changes"),
    [(code, changes) for code, *changes in BREAKS_RESERVED.values()],
    ids=BREAKS_RESERVED.keys(),
)
def test_a_reservation_can_not_become(
    work: Work, reserved: Sale, code: str, changes: list[str]
) -> None:
    found = at_commit(
        work.session,
        *changes,
        seat=reserved.seats[0].id,
        ticket=reserved.tickets[0].id,
        booking=reserved.booking.id,
    )

    assert found == code


BREAKS_SOLD = {
    "seat back on sale with a valid ticket": (
        SEATS,
        "UPDATE parterre.event_seats SET status = 'AVAILABLE' WHERE id = :seat",
    ),
    "ticket cancelled, seat still sold": (
        SEATS,
        "UPDATE parterre.tickets SET status = 'CANCELLED', cancelled_at = now() WHERE id = :ticket",
    ),
    "a ticket less, the same total": (
        BOOKINGS,
        "UPDATE parterre.event_seats SET status = 'AVAILABLE' WHERE id = :seat",
        "UPDATE parterre.tickets SET status = 'CANCELLED', cancelled_at = now() WHERE id = :ticket",
    ),
    "a higher total than was paid": (
        BOOKINGS,
        (
            "UPDATE parterre.bookings SET service_fee = 5, total_amount = total_amount + 5"
            " WHERE id = :booking"
        ),
    ),
    "a total of its own": (
        BOOKINGS,
        "UPDATE parterre.bookings SET total_amount = 1 WHERE id = :booking",
    ),
    "refunded with live tickets": (
        BOOKINGS,
        (
            "UPDATE parterre.bookings SET status = 'REFUNDED', cancelled_at = now()"
            " WHERE id = :booking"
        ),
    ),
    "a second journal entry for its payment": (
        JOURNAL,
        (
            "INSERT INTO parterre.journal_entries (id, posted_at, debit_account, credit_account,"
            " amount, currency, memo, payment_id) VALUES (gen_random_uuid(), now(), 'cash_drawer',"
            " 'ticket_revenue', 1, 'EUR', 'again', :payment)"
        ),
    ),
    "a journal entry in another currency": (
        CURRENCY,
        (
            "INSERT INTO parterre.journal_entries (id, posted_at, debit_account, credit_account,"
            " amount, currency, memo, booking_id) VALUES (gen_random_uuid(), now(), 'receivables',"
            " 'ticket_revenue', 1, 'USD', 'wrong', :booking)"
        ),
    ),
}


@pytest.mark.parametrize(
    ("code", "changes"),
    [(code, changes) for code, *changes in BREAKS_SOLD.values()],
    ids=BREAKS_SOLD.keys(),
)
def test_a_sale_can_not_become(work: Work, sold: Sale, code: str, changes: list[str]) -> None:
    assert sold.payment is not None
    found = at_commit(
        work.session,
        *changes,
        seat=sold.seats[0].id,
        ticket=sold.tickets[0].id,
        booking=sold.booking.id,
        payment=sold.payment.id,
    )

    assert found == code


def test_a_ticket_needs_an_item_of_its_booking(work: Work, stock: Stock, reserved: Sale) -> None:
    found = at_commit(
        work.session,
        "INSERT INTO parterre.tickets (id, event_id, event_seat_id, booking_id, ticket_number,"
        " barcode, status, price_paid, currency, reserved_until) VALUES (gen_random_uuid(), :event,"
        " :seat, :booking, 'T-X', 'C-X', 'RESERVED', 50, 'EUR', now())",
        "UPDATE parterre.event_seats SET status = 'RESERVED', reserved_until = now()"
        " WHERE id = :seat",
        event=stock.event.id,
        seat=stock.seats[5].id,
        booking=reserved.booking.id,
    )

    assert found == TICKETS


def test_a_lapsed_reservation_can_be_taken_over(work: Work, reserved: Sale) -> None:
    for ticket in reserved.tickets:
        ticket.status, ticket.cancelled_at = type(ticket.status).CANCELLED, NOW
        ticket.reserved_until = None
    work.session.flush()

    reserve(work.session, reserved.seats)

    assert at_commit(work.session) == ""


def test_a_promised_transfer_covers_a_confirmed_booking(work: Work, reserved: Sale) -> None:
    promise = Payment(
        booking_id=reserved.booking.id,
        amount=reserved.booking.total_amount,
        currency="EUR",
        payment_method=PaymentMethod.BANK_TRANSFER,
        payment_provider=Provider.BANK,
        status=PaymentStatus.PENDING,
    )
    confirm = BREAKS_RESERVED["sold without money"][1:3]
    trust = (
        "UPDATE parterre.bookings SET status = 'CONFIRMED', reserved_until = NULL"
        " WHERE id = :booking"
    )

    def promised() -> None:
        work.session.add(promise)

    booking = reserved.booking.id
    assert at_commit(work.session, *confirm, trust, booking=booking) == BOOKINGS
    assert at_commit(work.session, *confirm, trust, also=promised, booking=booking) == ""


BREAKS_ORDERS = {
    "received more than its receipts list": (
        ORDERS,
        (
            "UPDATE parterre.purchase_order_lines SET received_quantity = received_quantity - 1,"
            " cancelled_quantity = 1 WHERE id = :line"
        ),
    ),
    "a seat owned without a receipt": (
        STOCK,
        (
            "UPDATE parterre.event_seats SET ownership_status = 'OWNED', supplier_id = :supplier,"
            " purchase_order_id = :order, purchase_price = 1 WHERE event_id = :event AND rank = 7"
        ),
    ),
}


@pytest.mark.parametrize(
    ("code", "changes"),
    [(code, changes) for code, *changes in BREAKS_ORDERS.values()],
    ids=BREAKS_ORDERS.keys(),
)
def test_an_order_can_not_become(work: Work, stock: Stock, code: str, changes: list[str]) -> None:
    found = at_commit(
        work.session,
        *changes,
        line=stock.line.id,
        order=stock.order.id,
        supplier=stock.order.supplier_id,
        event=stock.event.id,
    )

    assert found == code
