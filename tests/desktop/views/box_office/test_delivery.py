"""Tickets by post: offered to a customer with a name, with the fee in sight and in the total."""

from decimal import Decimal

import pytest
from PySide6.QtCore import Qt

from core.domain.sales.states import DeliveryMethod
from core.domain.staff import Role
from core.services.sales.customers import CustomerDraft, CustomerRow, add_customer
from core.services.work import begin_work, new_key
from db.models import Event
from desktop.views.box_office.sale import Step
from tests.databases import TestDatabase
from tests.desktop.counters import ALT, euros
from tests.desktop.views.box_office.conftest import Counter

K = Qt.Key


@pytest.fixture
def ada(counter: Counter, fresh_database: TestDatabase) -> CustomerRow:
    """A customer; posting her tickets costs 4.50."""
    manager = fresh_database.sign_in(Role.MANAGER)
    with begin_work(manager.sessions, manager.actor) as work:
        event = work.session.get_one(Event, (work.actor.tenant_id, counter.event_id))
        event.delivery_fee = Decimal("4.50")
        made = add_customer(work, CustomerDraft("Ada Byron"), key=new_key())
    event_row = counter.box.picker.event_picked
    assert event_row is not None
    counter.box.sale.event = None  # the fee is read with the event
    counter.box.choosing.show_event(event_row)
    counter.wait(lambda: "4.50 EUR" in counter.box.cart.delivery.way.itemText(2))
    return made


def test_a_walk_up_has_no_choice(counter: Counter) -> None:
    assert not counter.box.cart.delivery.isVisible()


def test_posted_tickets_cost_their_fee(counter: Counter, ada: CustomerRow) -> None:
    box = counter.box
    box._take_customer(ada)
    counter.choose(0, 1)
    counter.press(K.Key_D, how=ALT)
    counter.seating.press(K.Key_Down, K.Key_Down)
    assert box.sale.delivery is DeliveryMethod.POST

    counter.seating.press(K.Key_F9)
    counter.wait_for(Step.PAY)

    (line,) = counter.bookings()
    assert line.booking.delivery is DeliveryMethod.POST
    assert line.booking.delivery_fee == euros("4.50")
    assert line.booking.total == euros("104.50")


def test_the_cart_says_what_will_be_asked_for(counter: Counter, ada: CustomerRow) -> None:
    box, cart = counter.box, counter.box.cart
    counter.choose(0, 1)
    walk_up = cart.to_pay
    box._take_customer(ada)
    box.choosing._deliver(DeliveryMethod.POST)

    assert walk_up == ("Tickets", "100.00 EUR")
    assert cart.to_pay == ("With 4.50 EUR fees", "104.50 EUR")


def test_the_next_customer_begins_with_an_e_ticket(counter: Counter, ada: CustomerRow) -> None:
    counter.box._take_customer(ada)
    counter.box.sale.delivery = DeliveryMethod.POST

    counter.box.next_customer()

    assert counter.box.sale.delivery is DeliveryMethod.E_TICKET
    assert not counter.box.cart.delivery.isVisible()
